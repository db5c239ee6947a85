"""What is held on one person, as a workbook to read and as JSON for another program.

It is what somebody gets who asks what is known of them (GDPR, articles 15 and 20), so everything is
in it, the internal as well; who hands it over reads it first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.cells import cut, workbook_cell
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.mentions import DRAFT, Mention
from acctdesk.services.person_data import Held, Part
from acctdesk.services.record import Record
from acctdesk.words import _, date, moment, number

SUFFIXES = (".xlsx", ".json")
"""What it can be written as."""
MADE_FOR = 1
"""Edition of the JSON: a program that reads it looks at this first."""
_WIDE, _WIDEST = 14, 60
_SHEET = 31


def write_held(held: Held, catalogue: Catalogue, path: Path) -> None:
    """Write what is held on a person.

    Args:
        held: It.
        catalogue: All kinds and fields.
        path: The file, .xlsx or .json; it is replaced as a whole or not at all.

    Raises:
        FileProblem: It can't be written, or has another ending.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(
            _("what is held on a person is written as .xlsx or .json."),
            where=path.name,
            remedy=_("Give the file one of these endings."),
        )
    with replacing(path) as part:
        if suffix == ".json":
            text = orjson.dumps(as_json(held), option=orjson.OPT_INDENT_2)
            part.write_bytes(text)
        else:
            write_sheets(part, held.name, sheets(held, catalogue))


def as_json(held: Held) -> dict[str, Any]:
    """What is held, in values that JSON can say; what is referred to by id and name.

    Args:
        held: It.
    """
    return {
        "format": "acctdesk-person",
        "edition": MADE_FOR,
        "person": {"id": held.person, "name": held.name, "former_ids": list(held.former)},
        "read": held.at.isoformat(),
        "held": {
            part.kind: [_plain_row(part, one) for one in part.rows] for part in held.parts
        },
        "history": {
            "entries": held.entries,
            "first": held.first.isoformat() if held.first else None,
            "last": held.last.isoformat() if held.last else None,
        },
        "frozen_decks": list(held.decks),
        "kept_handovers": held.contents,
        "mentions": [
            {
                "kind": one.kind, "record": one.record, "title": one.title, "field": one.field,
                "text": one.around, "times": one.times, "earlier": one.earlier,
            }
            for one in held.mentions
        ],
        "same_name_or_address": [{"kind": kind, "name": name} for kind, name in held.alike],
        "backups": [{"file": one.path.name, "day": one.day.isoformat()} for one in held.copies],
    }  # fmt: skip


def _plain_row(part: Part, row: Record) -> dict[str, Any]:
    told: dict[str, Any] = {"id": row.id}
    for field in part.fields:
        value = row[field.name]
        if value is None or value == ():
            continue
        name = str(field.label) if field.custom else field.name
        if field.format is Format.REFERENCE:
            told[name] = {"id": value, "name": row.titles.get(field.name, "")}
        else:
            told[name] = _plain(value)
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""Title of a sheet, its headings, and its rows."""


def sheets(held: Held, catalogue: Catalogue) -> Iterator[Sheet]:
    """The sheets of the workbook: what this is, a sheet for each kind, and where else one looks.

    Args:
        held: What is held.
        catalogue: All kinds and fields.
    """
    yield _("About"), ("", ""), _about(held, catalogue)
    for part in held.parts:
        if part.kind == "person":
            yield (
                str(catalogue.kind(part.kind).label), (_("Field"), _("Value")),
                [(str(one.label), _cell(one, row)) for row in part.rows for one in part.fields
                 if row[one.name] not in (None, (), "")],
            )  # fmt: skip
            continue
        fields = [one for one in part.fields if any(row[one.name] is not None for row in part.rows)]
        yield (
            str(catalogue.kind(part.kind).plural), [str(one.label) for one in fields],
            [[_cell(one, row) for one in fields] for row in part.rows],
        )  # fmt: skip
    if held.mentions:
        yield (
            _("May name them"),
            (_("What"), _("Record"), _("Field"), _("Text"), _("Times"), _("In earlier texts")),
            [
                (*place(one, catalogue), one.around, one.times, one.earlier)
                for one in held.mentions
            ],
        )  # fmt: skip


def place(mention: Mention, catalogue: Catalogue) -> tuple[str, str, str]:
    """Where a text stands: what it is of, the name of the record, and the field.

    Args:
        mention: The text.
        catalogue: All kinds and fields.
    """
    if mention.kind == DRAFT:
        return _("Draft"), mention.title, _("Text")
    kind = catalogue.kind(mention.kind)
    return str(kind.label), mention.title, str(kind.fields[mention.field].label)


def _about(held: Held, catalogue: Catalogue) -> list[tuple[str, str]]:
    told = [
        (_("What is held on"), held.name),
        (_("Read"), moment(held.at)),
        *((str(catalogue.kind(one.kind).plural), number(len(one.rows))) for one in held.parts),
        (_("Entries of the history"), number(held.entries)),
    ]
    if held.first and held.last:
        told.append((_("From and to"), f"{moment(held.first)} – {moment(held.last)}"))
    told += [(_("Frozen deck that names them"), one) for one in held.decks]
    if held.contents:
        told.append((_("Kept hand-overs that tell of them"), number(held.contents)))
    told += [
        (_("Same name or address"), f"{name} ({catalogue.kind(kind).label})")
        for kind, name in held.alike
    ]
    told += [
        (_("Backup that knows them"), f"{one.path.name}, {date(one.day)}") for one in held.copies
    ]
    told.append(
        (_("Not looked into"),
         _("the content of attached files, and files that left the workspace."))
    )  # fmt: skip
    return told


def _cell(field: Field, row: Record) -> Any:
    if field.format is Format.REFERENCE:
        return row.titles.get(field.name, "")
    value = row[field.name]
    if isinstance(value, dt.datetime):
        return moment(value)
    return workbook_cell(field)(value)


def write_sheets(part: Path, title: str, content: Iterable[Sheet]) -> None:
    """Write plain sheets into a workbook in which nothing is a formula.

    Args:
        part: The file; written anew.
        title: Its title.
        content: The sheets.
    """
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(part, plain)
    book.set_properties({"title": title[:255], "comments": "AcctDesk"})
    head = book.add_format({"bold": True, "bg_color": "#EDF0F3", "bottom": 1, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    used: set[str] = set()
    for name, headings, rows in content:
        page = book.add_worksheet(_sheet_name(name, used))
        first = 0
        if any(headings):
            for column, words in enumerate(headings):
                page.write_string(0, column, words, head)
            page.freeze_panes(1, 0)
            first = 1
        widths = [len(one) + 2 for one in headings]
        for at, row in enumerate(rows, first):
            for column, value in enumerate(row):
                _write(page, at, column, value, wrap, day)
                longest = max((len(one) for one in str(value or "").splitlines()), default=0)
                widths[column] = max(widths[column], longest + 2)
        for column, wide in enumerate(widths):
            page.set_column(column, column, min(max(wide, _WIDE), _WIDEST))
    book.close()


def _write(page: Any, at: int, column: int, value: Any, wrap: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_boolean(at, column, value, wrap)
    elif isinstance(value, int | float):
        page.write_number(at, column, value, wrap)
    elif isinstance(value, dt.date):
        page.write_datetime(at, column, dt.datetime.combine(value, dt.time()), day)
    else:
        page.write_string(at, column, cut(str(value)), wrap)


def _sheet_name(title: str, used: set[str]) -> str:
    """A title as the name of a sheet that no other has."""
    clean = "".join(one for one in title if one not in "[]:*?/\\'" and one >= " ").strip()
    name, at = clean[:_SHEET] or _("Sheet"), 2
    while name.casefold() in used or name.casefold() == "history":
        name, at = f"{clean[: _SHEET - 3]} {at}", at + 1
    used.add(name.casefold())
    return name
