"""Search over everything, printed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from acctdesk.cli.where import desk_of, show
from acctdesk.services.hits import KINDS, Find, Hit
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands


def add(commands: Commands) -> None:
    """Add `search`."""
    search = commands.add("search", _search, _("find everything that holds some words"))
    search.add_argument("words", nargs="+", metavar="WORD")
    search.add_argument(
        "--kind", choices=KINDS, action="append", default=[], help=_("only this kind; may repeat")
    )
    search.add_argument(
        "--archived", action="store_true", help=_("archived accounts and people as well")
    )
    search.add_argument(
        "--limit", type=int, default=30, metavar="N", help=_("hits of a kind at most")
    )


def _search(arguments: argparse.Namespace) -> None:
    find = Find(
        " ".join(arguments.words),
        kinds=tuple(kind for kind in KINDS if kind in arguments.kind),
        archived=arguments.archived,
        limit=max(1, arguments.limit),
    )
    with desk_of(arguments) as desk:
        found = desk.finding.search(find)
        rows = [_row(hit) for hit in found.hits()]
    show(arguments, rows, _text(rows))


def _row(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title.text,
        "account": hit.account or None,
        "field": hit.field.name if hit.field is not None and not hit.field.custom
        else str(hit.field.label) if hit.field is not None else None,
        "snippet": hit.snippet.text or None,
        "near": hit.near,
    }  # fmt: skip


def _text(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return _("Nothing found.")
    lines = []
    for row in rows:
        line = [row["kind"], row["title"], row["account"] or ""]
        if row["snippet"]:
            line.append(f"{row['field']}: {row['snippet']}")
        if row["near"]:
            line.append(_("(a name close to it)"))
        lines.append("  ".join(part for part in line if part))
    return "\n".join(lines)
