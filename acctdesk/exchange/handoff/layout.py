"""Which sheets a hand-over workbook has, and their columns: driven by the field catalogue.

A kind has a sheet when the parcel has records of it; a kind that is added later appears by itself.
Each sheet says in its hidden first row what it and its columns are, and in its hidden first column
which record a row is: so it is understood when it was renamed, moved, sorted, or its columns were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from acctdesk.exchange.grids.book import sheet_name
from acctdesk.exchange.grids.headings import headings, key
from acctdesk.exchange.handoff.rows import path_to_account
from acctdesk.models.catalogue import Audience, Catalogue, Choice, Field, Format
from acctdesk.models.stored import words
from acctdesk.services.handover.belonging import OWN
from acctdesk.services.handover.parcel import Page, Parcel
from acctdesk.words import _, current_locale

MARK = "acctdesk:"
"""What the first cell of a sheet begins with; the kind follows."""
KEYS = 0
"""Place of the hidden row that tells what the columns are, from 0."""
HEADS = 1
"""Place of the row of headings, from 0."""
FIRST = 2
"""Place of the first row of data, from 0."""

ACCOUNT = "~account"
"""The column that tells to which account a row belongs, where no field does."""
OWNER = "~owner"
"""The column that tells what a row is a part of, where no field does."""

COVER = "cover"
TEAM = "team"
HISTORY = "history"
LISTS = "lists"
"""What the sheets that are no kind's say after the mark; none is read as records."""
PACKED = "packed"
"""What the very hidden sheet with the exact content is called."""

TECHNICAL = OWN | {
    "alias", "external_id", "distinct_pair", "custom_field", "custom_value", "snapshot",
}  # fmt: skip
"""Kinds without a sheet: they are about the program, or columns of another kind's sheet."""

_ORDER = (
    "account", "person", "position", "relationship", "assignment", "member", "unit", "tie",
    "promise", "goal", "risk", "decision", "initiative", "meeting", "agenda_item", "attendee",
    "slide", "interaction", "participant", "agreement", "agreement_version", "objective",
    "service", "calendar", "measurement", "credit", "exclusion", "outage", "ticket", "answer",
    "attachment",
)  # fmt: skip
"""The order in which one reads; kinds that aren't named follow in the order of creation."""


def described(catalogue: Catalogue, parcel: Parcel) -> Catalogue:
    """The catalogue with the custom fields of a parcel, and with no others.

    Where a parcel is read, its custom fields may not be known yet, or be called something else.

    Args:
        catalogue: The fields as the program knows them.
        parcel: The parcel.
    """
    plain = Catalogue(
        type(kind)(
            kind.name, kind.label, kind.plural, kind.title, kind.owner, kind.searched, kind.order,
            {name: one for name, one in kind.fields.items() if not one.custom},
        )
        for kind in catalogue.kinds()
    )  # fmt: skip
    return plain.with_custom(_custom(parcel))


def _custom(parcel: Parcel) -> list[Field]:
    columns = parcel.columns.get("custom_field", ())
    told = [dict(zip(columns, row, strict=False)) for row in parcel.rows.get("custom_field", ())]
    told.sort(key=lambda one: (one.get("position") or 0, one.get("label") or ""))
    return [
        Field(
            one["of_kind"],
            one["id"],
            one.get("label") or one["id"],
            Format(one["format"]),
            choices=tuple(Choice(code, code) for code in words(one.get("choices"))),
            audience=Audience(one.get("audience") or Audience.INTERNAL),
            custom=True,
        )
        for one in told
        if one.get("of_kind") and one.get("format") in set(Format)
    ]


def pages(catalogue: Catalogue, parcel: Parcel) -> tuple[Page, ...]:
    """The sheets of records, in the order in which one reads, in the language spoken now.

    Args:
        catalogue: The fields, see `described`.
        parcel: What is handed over.
    """
    known = {kind.name: kind for kind in catalogue.kinds()}
    told = [name for name in known if parcel.rows.get(name) and name not in TECHNICAL]
    told.sort(key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    taken = {"history"}
    found = []
    for name in told:
        fields = columns(catalogue, parcel, name)
        if fields:
            heads = tuple(fields.values())
            tab = free_name(str(known[name].plural), taken)
            found.append(Page(name, tab, tuple(fields), heads, current_locale()))
    return tuple(found)


def columns(catalogue: Catalogue, parcel: Parcel, kind: str) -> dict[str, str]:
    """The columns of a kind's sheet after that of the ids: names of fields, and headings.

    Args:
        catalogue: The fields, see `described`.
        parcel: What is handed over; fields that it doesn't tell have no column.
        kind: The kind.
    """
    there = set(parcel.columns.get(kind, ()))
    values = parcel.rows.get("custom_value")
    every = catalogue.fields(kind)
    shown = [
        one for one in every if not one.computed and (one.name in there or (one.custom and values))
    ]
    if not shown:
        return {}
    heads = headings(every)
    found: dict[str, str] = {}
    path = path_to_account(catalogue, kind)
    if kind == "person":
        found[ACCOUNT] = _("Accounts")
    elif (path is not None and len(path) > 1) or "record_kind" in there:
        found[ACCOUNT] = _("Account")
    owner = catalogue.kind(kind).owner
    if owner and owner not in {one.name for one in shown}:
        found[OWNER] = _("Belongs to")
    for one in shown:
        heading = heads[one.name]
        found[one.name] = _("%s (UTC)") % heading if one.format is Format.MOMENT else heading
    return found


def free_name(title: str, taken: set[str]) -> str:
    """A name for a sheet that no other one has; it is then taken.

    Args:
        title: What it should be called.
        taken: Names that are taken, see `key` in grids.
    """
    name = sheet_name(title)
    number = 1
    made = name
    while key(made) in taken:
        number += 1
        made = f"{name[:27].rstrip()} ({number})"
    taken.add(key(made))
    return made


def keys(page: Page) -> tuple[str, ...]:
    """What stands in the hidden first row of a page."""
    return (f"{MARK}{page.kind}", *page.fields)


def known_columns(first: Sequence[object]) -> tuple[str, Mapping[str, int]]:
    """What a hidden first row says, wherever its columns were moved.

    Args:
        first: The cells of the row.

    Returns:
        The kind, empty where it isn't a sheet of ours, and the place of each field's column.
    """
    texts = [cell.strip() if isinstance(cell, str) else "" for cell in first]
    marks = [one.removeprefix(MARK) for one in texts if one.startswith(MARK)]
    places: dict[str, int] = {}
    for place, name in _named(texts):
        places.setdefault(name, place)
    return (marks[0] if marks else ""), places


def _named(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((at, one) for at, one in enumerate(texts) if one and not one.startswith(MARK))
