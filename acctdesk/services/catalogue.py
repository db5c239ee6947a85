"""The field catalogue for those who must not know the mapped classes: frozen descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.models.catalogue import Audience, Catalogue, Choice, Field, Format, Kind
from acctdesk.words import names

if TYPE_CHECKING:
    from acctdesk.services.context import Context

__all__ = ["Audience", "Catalogue", "Choice", "Field", "Fields", "Format", "Kind", "closed_list"]


class Fields:
    """The catalogue as it is now, custom fields included.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def kind(self, kind: str) -> Kind:
        """A kind and its fields."""
        return self._context.catalogue.kind(kind)

    def of(self, kind: str) -> tuple[Field, ...]:
        """The fields of a kind that a person sees, in order."""
        return self._context.catalogue.fields(kind)

    def field(self, kind: str, name: str) -> Field:
        """One field."""
        return self._context.catalogue.field(kind, name)

    @property
    def catalogue(self) -> Catalogue:
        """All of it."""
        return self._context.catalogue


def closed_list(field: Field) -> tuple[tuple[str, str], ...]:
    """Codes and labels of a field whose values are a closed list; empty for an open one.

    Args:
        field: A CHOICE, tags that aren't free words, or a country, language, currency or time
            zone.
    """
    if field.format in (Format.CHOICE, Format.TAGS):
        return tuple((one.code, str(one.label)) for one in field.choices)
    if field.format is Format.TIME_ZONE:
        from zoneinfo import available_timezones

        zones = sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/"))
        return tuple((zone, zone.replace("_", " ")) for zone in zones)
    listed = {
        Format.COUNTRY: "territories",
        Format.LANGUAGE: "languages",
        Format.CURRENCY: "currencies",
    }.get(field.format)
    if listed is None:
        return ()
    length = {"territories": 2, "languages": 3, "currencies": 3}[listed]
    rows = [
        (code, f"{code} · {name}" if listed == "currencies" else name)
        for code, name in names(listed).items()
        if len(code) <= length and not code.isdigit() and code not in _NO_COUNTRIES
    ]
    return tuple(sorted(rows, key=lambda row: row[1].casefold()))


_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""Codes of CLDR's territories that stand for unions, oceans, tests and nothing known."""
