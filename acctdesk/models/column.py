"""A mapped column that carries the description of its field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import MappedColumn, mapped_column

from acctdesk.models.catalogue import Audience, Choice, Format
from acctdesk.models.types import Instant, Scaled, Tags
from acctdesk.words import lazy

_SQL_TYPES: dict[Format, Any] = {
    Format.LONG_TEXT: Text,
    Format.INTEGER: Integer,
    Format.NUMBER: Scaled,
    Format.PERCENT: Scaled,
    Format.MONEY: Scaled,
    Format.CHECK: Boolean,
    Format.TAGS: Tags,
    Format.DATE: String(10),
    Format.MOMENT: Instant,
    Format.REFERENCE: String(32),
}


def field(
    label: str,
    format: Format = Format.TEXT,
    *,
    help: str = "",
    choices: Iterable[Choice] = (),
    client: bool = False,
    synonyms: Iterable[str] = (),
    target: str = "",
    required: bool = False,
    importable: bool = True,
    system: bool = False,
    width: int = 140,
    index: bool | None = None,
    bound: bool = False,
    within: tuple[int, int] | None = None,
    private: bool = False,
    column: Any = None,
) -> MappedColumn[Any]:
    """Describe a column.

    Args:
        label: What a person calls it.
        format: What its values are; decides the column's type.
        help: One sentence for the form.
        choices: The closed list of a CHOICE, or of TAGS that aren't free words.
        synonyms: Other headings for it in files from outside, lower case.
        target: The kind a REFERENCE points to.
        required: Whether a record can't be without it.
        importable: Whether a column of a file may be matched to it.
        system: Whether it is the program's own and never shown.
        width: Width of its grid column in pixels.
        client: Whether a client may see it; internal otherwise.
        index: Whether the database keeps an index over it; when not said, over references alone.
        bound: Whether the record goes with what a REFERENCE points to, though it isn't required.
        within: The least and the greatest value of an INTEGER; None for any.
        private: Whether it holds private notes, which go to a colleague only on request.
        column: SQL type, where it isn't the format's usual one.

    Returns:
        The column for a mapped class, with a foreign key where it is a reference.
    """
    description: dict[str, Any] = {
        "label": lazy(label),
        "format": format,
        "help": lazy(help) if help else "",
        "choices": tuple(choices),
        "audience": Audience.CLIENT if client else Audience.INTERNAL,
        "synonyms": tuple(synonyms),
        "target": target,
        "required": required,
        "importable": importable and not system,
        "system": system,
        "width": width,
        "bound": bound,
        "within": within,
        "private": private,
    }
    # Deferred: a change writes its rows in any order and is checked as a whole when it commits.
    keys = (
        [ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")]
        if format is Format.REFERENCE
        else []
    )
    return mapped_column(
        column or _SQL_TYPES.get(format, String),
        *keys,
        nullable=not required,
        index=bool(keys) if index is None else index,
        info={"field": description},
    )
