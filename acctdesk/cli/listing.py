"""Accounts and people, printed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from acctdesk.cli.where import desk_of, show
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands


def add(commands: Commands) -> None:
    """Add `list`."""
    listed = commands.add("list", _list, _("print accounts or people"))
    listed.add_argument("what", choices=("accounts", "people"))


def _list(arguments: argparse.Namespace) -> None:
    from acctdesk.services.listing import ListQuery, Sort

    kind = {"accounts": "account", "people": "person"}[arguments.what]
    with desk_of(arguments) as desk:
        ids = desk.listing.ids(ListQuery(kind, sort=(Sort("name"),)))
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
        show(arguments, rows, _table(rows, kind))


def _table(rows: list[dict[str, Any]], kind: str) -> str:
    columns = {
        "account": ("name", "tier", "phase", "city", "country", "owner"),
        "person": ("name", "email", "phone"),
    }[kind]
    cells = [[str(row.get(name) or "") for name in columns] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    lines = ["  ".join(name.ljust(width) for name, width in zip(columns, widths, strict=True))]
    lines += [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in cells
    ]
    return "\n".join(line.rstrip() for line in lines)
