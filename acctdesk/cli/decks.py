"""A client's deck of a quarter as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.cli.naming import account_named
from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid
from acctdesk.words import _, _n, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk
    from acctdesk.drawing.scene import Scene
    from acctdesk.services.meeting import Meeting


def add(exports: Commands) -> None:
    """Add `export deck`.

    Args:
        exports: The commands beneath `export`.
    """
    deck = exports.add(
        "deck",
        _deck,
        _("the slides of an account's quarter for its client: .pptx to be edited, .pdf to be read,"
          " .xlsx with their numbers"),
    )  # fmt: skip
    deck.add_argument("--account", required=True, metavar="NAME", help=_("its name or id"))
    deck.add_argument(
        "--quarter", required=True, metavar="Q",
        help=_("a quarter, month or year, like 2026Q3; slides of its review where one is planned"
               " or was held, the usual ones otherwise"),
    )  # fmt: skip
    deck.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help=_("the file; its ending says what it is"),
    )  # fmt: skip
    deck.add_argument(
        "--template", type=Path, metavar="FILE",
        help=_("a .pptx whose layouts the slides get; its layouts and placeholders are found by"
               " their names"),
    )  # fmt: skip


def _deck(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.decks.exporting import export_deck
    from acctdesk.metrics.reviews import period_code

    try:
        period = period_code(arguments.quarter)
    except ValueError:
        raise Invalid(
            _("“%s” is no period.") % arguments.quarter,
            where="--quarter",
            remedy=_("Write a quarter, month or year: 2026Q3, 2026-09, 2026."),
        ) from None
    with desk_of(arguments) as desk:
        account, name = account_named(desk, arguments.account)
        review = _review(desk, account, period)
        built = desk.decks.build(review.id) if review else desk.decks.for_period(account, period)
        count = export_deck(built.deck, arguments.out, _write_pages, arguments.template)
    sheets = arguments.out.suffix.lower() == ".xlsx"
    words = (
        _n("Exported {n} sheet to %s.", "Exported {n} sheets to %s.", count)
        if sheets
        else _n("Exported {n} slide to %s.", "Exported {n} slides to %s.", count)
    ) % arguments.out
    if built.frozen:
        words += "\n" + _("As it was shown on %s.") % moment(built.frozen)
    for warning in built.warnings:
        sys.stderr.write(f"acctdesk: {warning}\n")
    show(
        arguments,
        {
            "file": str(arguments.out),
            "account": name,
            "period": period,
            "review": review.title if review else None,
            "frozen": built.frozen.isoformat() if built.frozen else None,
            "sheets" if sheets else "slides": count,
            "withheld": [{"kind": one.label, "count": one.count} for one in built.withheld],
            "warnings": list(built.warnings),
        },
        words,
    )


def _review(desk: Desk, account: str, period: str) -> Meeting | None:
    """The review of a period: the one held, else the one planned; quarterly ones first."""
    found = [
        one for one in desk.meetings.of_account(account)
        if one.period == period and one.state != "cancelled" and one.type != "internal"
    ]  # fmt: skip
    return min(found, key=lambda one: (one.type != "qbr", one.state != "held"), default=None)


def _write_pages(scenes: Sequence[Scene], part: Path) -> None:
    # Only now: whoever exports a presentation has no need of Qt.
    from acctdesk.ui.printing.scenes import Display

    Display().pages(scenes, part)
