"""Accounts, people, reviews and what belongs to them, printed, and views of accounts and people."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from acctdesk.cli.choosing import KINDS, LISTED, add_choosing, chosen
from acctdesk.cli.where import desk_of, show
from acctdesk.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acctdesk.cli.commands import Commands
    from acctdesk.services.view import ListView

_USUAL = {
    "account": ("name", "tier", "phase", "city", "country", "owner_id"),
    "person": ("name", "account_names", "title", "email", "phone"),
    "meeting": ("account_id", "title", "period", "starts", "state"),
    "promise": ("account_id", "title", "side", "due", "state", "done"),
    "goal": ("account_id", "name", "due", "state"),
    "decision": ("account_id", "title", "due", "state"),
    "risk": ("account_id", "name", "likelihood", "impact", "state"),
    "initiative": ("account_id", "name", "begins", "ends", "state"),
    "answer": ("account_id", "type", "score", "day", "comment"),
}


def add(commands: Commands) -> None:
    """Add `list` and `views`."""
    listed = commands.add("list", _list, _("print accounts, people, promises and the like"))
    listed.add_argument("what", choices=tuple(LISTED))
    add_choosing(listed)
    views = commands.add("views", _views, _("print the saved views"))
    views.add_argument("what", choices=tuple(KINDS), nargs="?")


def _list(arguments: argparse.Namespace) -> None:
    kind = LISTED[arguments.what]
    with desk_of(arguments) as desk:
        view = chosen(arguments, desk, kind)
        ids = desk.listing.ids(view.query())
        rows: list[dict[str, Any]] = []
        fields = desk.fields.of(kind)
        for start in range(0, len(ids), 500):
            part = desk.listing.page(kind, ids[start : start + 500])
            posts = desk.people.positions([one.id for one in part]) if kind == "person" else {}
            for one in part:
                row: dict[str, Any] = {"id": one.id}
                for field in fields:
                    row[str(field.label) if field.custom else field.name] = one[field.name]
                    if field.target:
                        row[field.name.removesuffix("_id")] = one.titles.get(field.name)
                if kind == "person":
                    row["positions"] = posts.get(one.id, [])
                rows.append(row)
        names = [one.field for one in view.columns] or _USUAL[kind]
        described = {one.name: one for one in fields}
        columns = {
            str(described[name].label) if described[name].custom else name.removesuffix("_id"): str(
                described[name].label
            )
            for name in names
        }
    show(arguments, rows, _table(rows, columns))


def _table(rows: Sequence[dict[str, Any]], columns: dict[str, str]) -> str:
    """Rows as text; columns by what a row calls them, with their headings."""
    cells = [list(columns.values())]
    cells += [[_said(row.get(name)) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def _said(value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, dt.datetime):
        return f"{value.astimezone():%Y-%m-%d %H:%M}"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return " ".join(text.split())


def _views(arguments: argparse.Namespace) -> None:
    kinds = [arguments.what] if arguments.what else list(KINDS)
    with desk_of(arguments) as desk:
        rows = [_row(what, view) for what in kinds for view in desk.views.all(KINDS[what])]
    heads = {"list": _("List"), "name": _("View"), "own": _("Your own")}
    said = [{**row, "own": "" if row["builtin"] else _("yes")} for row in rows]
    show(arguments, rows, _table(said, heads))


def _row(what: str, view: ListView) -> dict[str, Any]:
    from acctdesk.services.filters import to_json

    return {
        "list": what,
        "id": view.id,
        "name": view.name,
        "builtin": view.builtin,
        "columns": [one.field for one in view.columns],
        "filter": to_json(view.where) if view.where is not None else None,
        "sort": [{"field": one.field, "descending": one.descending} for one in view.sort],
        "group": list(view.group),
    }
