"""Records that may be the same, printed."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from acctdesk.cli.choosing import KINDS
from acctdesk.cli.where import desk_of, show
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands


def add(commands: Commands) -> None:
    """Add `duplicates`."""
    found = commands.add("duplicates", _duplicates, _("print records that may be the same"))
    found.add_argument("what", choices=tuple(KINDS), nargs="?")


def _duplicates(arguments: argparse.Namespace) -> None:
    kinds = [arguments.what] if arguments.what else list(KINDS)
    with desk_of(arguments) as desk:
        rows: list[dict[str, Any]] = [
            asdict(pair) for what in kinds for pair in desk.duplicates.find(KINDS[what])
        ]
    lines = [
        "  ".join(
            (f"{row['score']:>3} %", row["kind"], f"{row['first_name']} · {row['second_name']}",
             ", ".join(row["reasons"]) + _against(row["against"]), row["first"], row["second"])
        )
        for row in rows
    ]  # fmt: skip
    show(arguments, rows, "\n".join(lines) or _("No duplicates found."))


def _against(reasons: tuple[str, ...]) -> str:
    return _("; but another %s") % ", ".join(reasons) if reasons else ""
