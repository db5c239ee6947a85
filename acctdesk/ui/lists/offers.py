"""What can be chosen in a cell instead of typed."""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.services.catalogue import Field, Format
from acctdesk.ui.entry import CLOSED, choices_of

Choices = tuple[tuple[object, str], ...]


class Offers:
    """The lists that fields are chosen from, made when first needed."""

    def __init__(self) -> None:
        self._options: dict[str, Choices] = {}
        self._made: dict[str, Choices] = {}
        self._tags: tuple[str, ...] = ()

    def forget(self) -> None:
        """Make the lists anew: fields changed."""
        self._made.clear()

    def set_options(self, target: str, options: Sequence[tuple[str, str]]) -> None:
        """Say which records references to a kind can name; without it they are typed."""
        self._options[target] = ((None, ""), *options)

    def set_tags(self, tags: Sequence[str]) -> None:
        """Say which tags are in use."""
        self._tags = tuple(tags)

    def options(self, target: str) -> Choices:
        """What references to a kind can name; empty when they are typed."""
        return self._options.get(target, ())

    def tags(self, field: Field) -> Choices:
        """The tags in use, for a field that holds tags."""
        return tuple((one, one) for one in self._tags) if field.format is Format.TAGS else ()

    def of(self, field: Field) -> Choices:
        """What a field can be set to; empty for one that is typed."""
        if field.format is Format.REFERENCE:
            return self._options.get(field.target, ())
        if field.format not in CLOSED and field.format is not Format.CHECK:
            return ()
        found = self._made.get(field.name)
        if found is None:
            found = self._made[field.name] = choices_of(field)
        return found
