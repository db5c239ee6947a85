"""What both sides promised last time, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from acctdesk.clientview import Slide, Table
from acctdesk.metrics.promises import (
    DROPPED,
    KEPT,
    KEPT_LATE,
    OPEN,
    OVERDUE,
    Tally,
    days_late,
    standing,
    tally,
)
from acctdesk.services.parties import day_of
from acctdesk.services.review.rows import Row
from acctdesk.services.review.said import day, local, marked, owner, promised_by
from acctdesk.services.review.stock import Block, Material, Stock, Withheld
from acctdesk.words import _, _n, date, lazy, number, percent

TONES = {KEPT: "good", KEPT_LATE: "warn", OVERDUE: "bad", OPEN: "none", DROPPED: "none"}
"""How the state of a promise is marked."""


class Actions(Block):
    """The promises of the review before, and what was still open then."""

    code = "actions"
    label = lazy("What we promised last time")
    agenda = ("promised last time", "last actions", "actions of last time")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none where nothing had been promised."""
        stock = material.stock
        carried = carried_over(stock)
        if not carried:
            return ()
        states = [standing_of(one, stock.today) for one in carried]
        count = tally(states)
        client = stock.account.text("name")
        headings = (_("What"), _("Promised by"), _("Who"), _("Due"), _("State"), _("Evidence"))
        rows = tuple(
            (one.text("title"), promised_by(one, client), owner(one), day(one.text("due")),
             told(one, stock.today), one.text("evidence"))
            for one in carried
        )  # fmt: skip
        previous = stock.previous
        since = ""
        if previous is not None and previous["starts"] is not None:
            held = local(previous["starts"], stock.zone).date()
            since = _("Promised at the review of %s, or still open then") % date(held)
        return (
            Slide(
                _("What we promised"), _finding(count), since, (_without_empty(headings, rows),),
                notes=_notes(count),
            ),
        )  # fmt: skip

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """Promises that weren't agreed with the client."""
        count = material.stock.rows.held_back("promise")
        return (Withheld(_("Promises that aren't agreed"), count),) if count else ()


def carried_over(stock: Stock) -> tuple[Row, ...]:
    """Promises of the review before, and what was still open when it was held."""
    previous = stock.previous
    if previous is None or previous["starts"] is None:
        return ()
    held = local(previous["starts"], stock.zone).date().isoformat()
    found = [
        one
        for one in stock.all("promise")
        if one["meeting_id"] == previous.id
        or (
            one["meeting_id"] != stock.meeting_id
            and (one["made"] or "") <= held
            and (one["state"] == OPEN or (one["done"] or "") > held)
        )
    ]
    return tuple(sorted(found, key=lambda one: (one["due"] or "9", one.text("title").casefold())))


def standing_of(one: Row, today: dt.date) -> str:
    """How a promise stands on a day; see `metrics.promises`."""
    return standing(one["state"] or OPEN, day_of(one["due"]), day_of(one["done"]), today)


def told(one: Row, today: dt.date) -> str:
    """How a promise stands, in words: "✓ Kept 3 Oct 2026", "▲ Kept 9 days late"."""
    state = standing_of(one, today)
    late = days_late(one["state"] or OPEN, day_of(one["due"]), day_of(one["done"]), today)
    done = one.text("done")
    said = {
        KEPT: _("Kept %s") % date(done) if done else _("Kept"),
        KEPT_LATE: _n("Kept {n} day late", "Kept {n} days late", late),
        OVERDUE: _n("{n} day overdue", "{n} days overdue", late),
        OPEN: _("Open"),
        DROPPED: _("Dropped"),
    }
    return marked(TONES[state], said[state])


def _finding(count: Tally) -> str:
    if not count.judged:
        return _n(
            "{n} promise is open, none is due yet",
            "{n} promises are open, none is due yet",
            count.n,
        )
    told = _n(
        "{kept} of {n} promise was kept in time",
        "{kept} of {n} promises were kept in time",
        count.judged,
    ).format(kept=number(count.kept))
    if count.kept == count.judged:
        told = _n("The promise was kept in time", "All {n} promises were kept in time", count.kept)
    if count.open:
        told += ", " + _n("{n} is not due yet", "{n} are not due yet", count.open)
    return told


def _notes(count: Tally) -> tuple[str, ...]:
    if count.rate is None:
        return ()
    return (
        _n(
            "Kept in time: {rate} of the {n} promise that was due, kept or dropped.",
            "Kept in time: {rate} of the {n} promises that were due, kept or dropped.",
            count.judged,
        ).format(rate=percent(count.rate, 0)),
    )


def _without_empty(headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table without its last column where nobody has written anything there."""
    if any(row[-1] for row in rows):
        return Table(tuple(headings), tuple(rows))
    return Table(tuple(headings[:-1]), tuple(row[:-1] for row in rows))
