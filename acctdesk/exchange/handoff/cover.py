"""The first sheet of a hand-over workbook: what it is, what is inside, and what to do with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from acctdesk.exchange.grids.looks import Looks
from acctdesk.exchange.handoff.layout import COVER, MARK
from acctdesk.exchange.handoff.paper import ALARM, GREY, LINE, Paper, Piece
from acctdesk.services.handover.parcel import Parcel, Purpose
from acctdesk.services.handover.scope import SECTIONS
from acctdesk.words import _, _n, date, lazy, number

_NAMED = 12
"""Accounts that are named on the cover; of more, the rest is counted."""

_ROWS = 75
"""Rows that are still read when they are printed on one page."""

PURPOSES = {
    Purpose.HANDOVER: lazy("For good: whoever takes it over looks after the account from now on."),
    Purpose.COPY: lazy("For a while: it is given back, with what was changed meanwhile."),
    Purpose.RETURN: lazy("Given back, with what was changed meanwhile."),
}
"""What a hand-over is for, as a sentence."""

_LINK = {"font_color": "#0B5CAD", "underline": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of sheets.

    Attributes:
        name: The sheet's name.
        about: What is on it, where it isn't plain; may be empty.
        count: How many records it has; None where it has none.
        internal: Whether it tells what no client may see.
    """

    name: str
    about: str
    count: int | None
    internal: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover tells.

    Attributes:
        parcel: What is handed over.
        to: Who takes it over; may be empty.
        when: When it was written.
        sheets: What is inside.
        documents: How many documents lie beside the workbook, and where; empty for none.
    """

    parcel: Parcel
    to: str
    when: dt.datetime
    sheets: tuple[Entry, ...]
    documents: str = ""


def headline(parcel: Parcel) -> str:
    """What a hand-over is called: "Hand-over: Acme", or "Hand-over of 12 accounts"."""
    if len(parcel.names) == 1:
        return _("Hand-over: %s") % parcel.names[0]
    return _n("Hand-over of {n} account", "Hand-over of {n} accounts", len(parcel.accounts))


def write_cover(sheet: Any, looks: Looks, cover: Cover) -> None:
    """Write the cover.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook.
        cover: What it tells.
    """
    parcel = cover.parcel
    paper = Paper(sheet, looks, (24, 44, 10, 22), f"{MARK}{COVER}")
    paper.title(headline(parcel))
    paper.words(_("▲ Internal: it is not for the client."), bold=True, font_color=ALARM)
    paper.gap()
    for name, words in facts(cover):
        paper.fact(name, words)
    if parcel.note.strip():
        paper.gap()
        paper.heading(_("Note from %s") % parcel.by if parcel.by else _("Note"))
        paper.words(parcel.note.strip())
    paper.gap()
    _inside(paper, cover.sheets)
    paper.gap()
    paper.heading(_("How to take it over"))
    _steps(paper, taking_steps())
    paper.gap()
    paper.heading(_("How to change it here"))
    _steps(paper, editing_steps())
    paper.close(one_page=paper.row <= _ROWS)
    sheet.set_portrait()
    sheet.set_footer(f"&L&B{_('Internal')}&R&P / &N")
    sheet.set_tab_color("#1B1F24")


def facts(cover: Cover) -> Iterable[tuple[str, str]]:
    """What there is to tell about a hand-over: a name and a sentence each."""
    parcel = cover.parcel
    if parcel.by:
        yield _("From"), parcel.by
    if cover.to:
        yield _("To"), cover.to
    utc = cover.when.astimezone(dt.UTC)
    yield (
        _("Made"),
        _("%(day)s, %(time)s UTC")
        % {
            "day": date(utc.date()),
            "time": f"{utc:%H:%M}",
        },
    )
    yield _("Purpose"), str(PURPOSES[parcel.purpose])
    yield _("Accounts"), _accounts(parcel.names)
    yield _("Records"), number(parcel.count())
    left = [str(one.label) for one in SECTIONS if one.code in parcel.left_out]
    yield _("Left out"), _(", ").join(left) or _("Nothing")
    yield (
        _("Private notes"),
        _("They are in this workbook.") if parcel.private else _("They were left out."),
    )
    if cover.documents:
        yield _("Documents"), cover.documents


def _accounts(names: Sequence[str]) -> str:
    told = sorted(names, key=str.casefold)
    if len(told) <= _NAMED:
        return _(", ").join(told)
    more = len(told) - _NAMED
    return _n("{names}, and {n} more", "{names}, and {n} more", more).replace(
        "{names}", _(", ").join(told[:_NAMED])
    )


def _inside(paper: Paper, sheets: Sequence[Entry]) -> None:
    paper.heading(_("What is inside"))
    right = {"align": "right"}
    paper.heads(
        Piece(_("Sheet")),
        Piece(_("What it tells")),
        Piece(_("Records"), look=right),
        Piece(_("For"), look={"align": "left", "indent": 1}),
    )
    rule = {"bottom": 1, "bottom_color": LINE}
    for one in sheets:
        count = "" if one.count is None else number(one.count)
        # A quote within a name is written twice, or the link leads nowhere.
        place = one.name.replace("'", "''")
        paper.line(
            Piece(one.name, look={**_LINK, **rule}, link=f"internal:'{place}'!A1"),
            Piece(one.about, look={"font_color": GREY, **rule}),
            Piece(count, look={**right, **rule}),
            Piece(
                _("▲ Internal") if one.internal else _("○ Client may see it"),
                look={"align": "left", "indent": 1, **rule},
            ),
        )


def _steps(paper: Paper, steps: Sequence[str]) -> None:
    for place, words in enumerate(steps, 1):
        paper.line(Piece(f"{place}.  {words}", paper.across))


def taking_steps() -> tuple[str, ...]:
    """How a hand-over workbook is taken over."""
    return (
        _("In AcctDesk, choose Hand-over, then Take over, and choose this file."),
        _("Look at what would change. Where both of you changed the same, choose which to keep."),
        _("Choose Take over. It is one step, and Undo takes all of it back."),
    )


def editing_steps() -> tuple[str, ...]:
    """What can be changed in the workbook, and how."""
    return (
        _("Change, add and delete rows on any sheet of records; sort and filter as you like."
          " AcctDesk shows each edit before it takes it over."),
        _("A new row goes below the last one. Its hidden first cell stays blank."),
        _("Leave the hidden rows, columns and sheets: they tell AcctDesk which record a row is."),
        _("A cell that names another record holds that record's name, as on its own sheet."),
        _("Times are in UTC. A date may be a month or a year alone: 2026-05, 2026."),
        _("Columns without any value are hidden; unhide them to fill them in."
          " “Account” and “Belongs to” beside parts, this cover, the brief and the history are"
          " only to be read."),
    )  # fmt: skip
