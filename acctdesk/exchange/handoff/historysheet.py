"""What changed, by whom and when, as a sheet: to be read and filtered, never taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from acctdesk.exchange.grids.book import unmarked
from acctdesk.exchange.grids.looks import Looks
from acctdesk.exchange.handoff.cells import text
from acctdesk.exchange.handoff.layout import FIRST, HEADS, HISTORY, MARK
from acctdesk.exchange.handoff.sheets import (
    EPOCH,
    MOMENT,
    ONE_DAY,
    head,
    height_of,
    lines_of,
    set_up,
    time_look,
)
from acctdesk.services.historical_lines import HistoryLine
from acctdesk.words import _

MOST = 100_000
"""Lines at most; the newest are told."""
_MOST_LINES = 4
"""Lines that a row shows at most: of a record that was added all is told."""
_WIDTHS = (17, 18, 24, 18, 30, 28, 22, 40, 40)


def write_history(
    sheet: Any, looks: Looks, lines: Sequence[HistoryLine], title: str, name: str
) -> int:
    """Write what changed, the newest first.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook, wrapping.
        lines: What changed, in that order.
        title: What stands at the head of every printed page.
        name: What the sheet is called.

    Returns:
        How many lines were written.
    """
    headings = (
        "", _("When (UTC)"), _("Who"), _("Account"), _("Record"), _("Name"), _("What was done"),
        _("Field"), _("Before"), _("After"),
    )  # fmt: skip
    head(sheet, looks, [f"{MARK}{HISTORY}"], headings)
    moment, words = time_look(looks, MOMENT), looks.text()
    at = FIRST - 1
    for at, line in enumerate(lines[:MOST], FIRST):
        told = [
            text(said) or ""
            for said in (
                line.author, line.account, line.kind_label, line.title, line.what,
                line.field_label or line.done, line.before, line.after,
            )
        ]  # fmt: skip
        most = max(map(lines_of, told, _WIDTHS[1:]))
        if most > 1:
            sheet.set_row(at, height_of(most, _MOST_LINES))
        naive = line.at.replace(tzinfo=None, microsecond=0)
        sheet.write_number(at, 1, (naive - EPOCH) / ONE_DAY, moment)
        for place, said in enumerate(told, 2):
            if said:
                sheet.write_string(at, place, unmarked(said), words)
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    for place, width in enumerate(_WIDTHS, 1):
        sheet.set_column(place, place, width)
    sheet.autofilter(HEADS, 1, max(at, FIRST), len(_WIDTHS))
    sheet.freeze_panes(FIRST, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:J{at + 1}"})
    # All of it fits across one page: before and after are wrapped.
    set_up(sheet, title, name, internal=True, across=0)
    return max(at - FIRST + 1, 0)
