"""A brief on paper: a cover with its contents, then a page or two for each account, as scenes.

It is internal, and says so on every page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Look, Measure, Tone, elided
from acctdesk.drawing.scene import Anchor, Box, Ink, Line, Move, Path, Scene, Shape, Text
from acctdesk.exchange.handoff import wording
from acctdesk.exchange.handoff.briefparts import HEALTH, PEOPLE, SEVERE, Parts, Section
from acctdesk.exchange.handoff.setting import (
    BODY,
    NOTE,
    STRONG,
    TITLE,
    Column,
    Part,
    Set,
    Setter,
    Style,
)
from acctdesk.models.account import RAG
from acctdesk.services.handover.brief import HIGH, MEDIUM, AccountBrief, Brief
from acctdesk.services.handover.parcel import Purpose
from acctdesk.words import _, _n, date, lazy, number

A4 = (793.0, 1122.0)
"""Paper upright, in pixels: 96 to the inch."""
_EDGE, _TOP, _BOTTOM = 56.0, 80.0, 66.0
_APART, _SMALL = 23.0, 14.0
_COUNTED = (HIGH, MEDIUM)
"""Severities that the cover counts for each account."""
_LEAST = 120.0
"""What the last of several pages holds at least, in pixels."""
_PAGES = 2
"""Pages of an account, where its promises and service levels aren't too many for that."""

PURPOSES = {
    Purpose.HANDOVER: lazy("Handed over for good"),
    Purpose.COPY: lazy("Handed over for a while"),
    Purpose.RETURN: lazy("Given back"),
}
"""What is said of why accounts are handed to somebody."""


@dataclass(frozen=True, slots=True)
class BriefCover:
    """What is said of a brief as a whole.

    Attributes:
        by: Who hands over; empty for nobody.
        to: Who takes over; likewise.
        purpose: Why.
        note: What the giver writes to the taker.
    """

    by: str = ""
    to: str = ""
    purpose: Purpose = Purpose.HANDOVER
    note: str = ""


def brief_pages(
    brief: Brief, cover: BriefCover, measure: Measure, paper: tuple[float, float] = A4
) -> list[Scene]:
    """Lay a brief out on pages.

    Args:
        brief: What is told.
        cover: What is said of the whole.
        measure: Says how wide words are.
        paper: Width and height of a page, in pixels.
    """
    look = Look()
    setter = Setter(look, measure)
    parts = Parts(setter, paper[0] - 2 * _EDGE)
    accounts = [_account(setter, parts, one, paper) for one in brief.accounts]
    # The cover tells on which page each account begins, which its own length decides.
    length = len(_cover(setter, brief, cover, [0] * len(accounts), paper))
    starts = [one + 1 for one in accumulate(map(len, accounts), initial=length)][:-1]
    front = _cover(setter, brief, cover, starts, paper)
    found = [("", page) for page in front]
    for one, pages in zip(brief.accounts, accounts, strict=True):
        found += [(one.name, page) for page in pages]
    title = _title(brief)
    return [
        _scene(look, measure, paper, title, page, name, number, len(found), brief.day)
        for number, (name, page) in enumerate(found, 1)
    ]


def _title(brief: Brief) -> str:
    if len(brief.accounts) == 1:
        return _("Hand-over of %s") % brief.accounts[0].name
    return _n("Hand-over of {n} account", "Hand-over of {n} accounts", len(brief.accounts))


class _Flow:
    """Puts things below one another, page by page.

    Args:
        setter: Sets words.
        paper: Width and height of a page.
    """

    def __init__(self, setter: Setter, paper: tuple[float, float]) -> None:
        self.pages: list[list[Shape]] = [[]]
        self.room = paper[0] - 2 * _EDGE
        self._set, self._paper, self._y = setter, paper, _TOP

    def put(self, one: Set, *, apart: float = 0.0, follows: float = 0.0) -> bool:
        """Put something on this page, or on the next where it doesn't fit.

        Args:
            one: What.
            apart: Room above it, unless it begins a page.
            follows: Room that what follows needs on the same page.

        Returns:
            Whether it began a page.
        """
        fresh = not self.pages[-1]
        if not fresh and not self.fits(apart + one.height + follows):
            self.turn()
            fresh = True
        self._y += 0.0 if fresh else apart
        self.pages[-1] += one.draw(_EDGE, self._y)
        self._y += one.height
        return fresh

    @property
    def used(self) -> float:
        """How much of the last page is taken."""
        return self._y - _TOP

    def fits(self, height: float) -> bool:
        """Whether so much goes on this page."""
        return self._y + height <= self._paper[1] - _BOTTOM

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self._y = _TOP

    def section(self, section: Section, apart: float = _APART) -> None:
        """Put what stands beneath a heading; a table's headings stand on each page again."""
        head = section.head
        first = section.rows[0].height + (head.height if head else 0.0)
        if section.heading:
            heading = self._set.heading(section.heading, self.room)
            self.put(heading, apart=apart, follows=first)
            apart = 0.0
        if head is not None:
            self.put(head, apart=apart, follows=section.rows[0].height)
            apart = 0.0
        for row in section.rows:
            if head is not None and not self.fits(row.height):
                self.turn()
                self.put(head)
            self.put(row, apart=apart)
            apart = 0.0


def _account(
    setter: Setter, parts: Parts, brief: AccountBrief, paper: tuple[float, float]
) -> list[list[Shape]]:
    tried: list[_Flow] = []
    for people in PEOPLE:
        flow = _Flow(setter, paper)
        _put(flow, setter, parts, brief, people)
        tried.append(flow)
        if len(flow.pages) == 1 or (len(flow.pages) <= _PAGES and flow.used >= _LEAST):
            return flow.pages
    # A page for a line or two isn't worth one person more.
    return min(tried, key=lambda one: len(one.pages)).pages


def _put(flow: _Flow, setter: Setter, parts: Parts, brief: AccountBrief, people: int) -> None:
    lines = [
        Part(brief.name, TITLE, 2),
        Part(parts.line(brief), Style(13.0, colour="secondary"), 1),
    ]
    flow.put(setter.cell(lines, flow.room))
    apart = _SMALL
    for section in parts.of(brief, people):
        flow.section(section, apart)
        apart = _APART


# -- the cover -----------------------------------------------------------------------------------


def _cover(
    setter: Setter,
    brief: Brief,
    cover: BriefCover,
    starts: Sequence[int],
    paper: tuple[float, float],
) -> list[list[Shape]]:
    flow = _Flow(setter, paper)
    flow.put(_head(setter, brief, cover, flow.room))
    if cover.note:
        flow.put(_note(setter, cover.note, flow.room), apart=_APART)
    columns = (
        Column(_("Account"), 0.29),
        Column(_("Annual value"), 0.18, right=True),
        Column(_("Renewal date"), 0.15),
        Column(_("Health"), 0.12),
        *(Column(str(wording.SEVERITIES[one]), 0.095) for one in _COUNTED),
        Column(_("Page"), 0.07, right=True),
    )
    rows = [
        setter.row(_contents(one, page), columns, flow.room)
        for one, page in zip(brief.accounts, starts, strict=True)
    ]
    if rows:
        head = setter.head(columns, flow.room)
        flow.section(Section(_("Accounts"), tuple(rows), head))
    flow.put(_legend(setter, flow.room), apart=_APART)
    return flow.pages


def _head(setter: Setter, brief: Brief, cover: BriefCover, room: float) -> Set:
    who = [(_("From"), cover.by), (_("To"), cover.to), (_("As of"), date(brief.day)),
           (_("Purpose"), str(PURPOSES[cover.purpose]))]  # fmt: skip
    rows = [
        setter.beside(
            [
                (setter.cell([Part(label, NOTE, 1)], 90.0), 0.0),
                (setter.cell([Part(words, BODY, 2)], room - 90.0), 90.0),
            ]
        )
        for label, words in who
        if words
    ]
    title = setter.cell([Part(_title(brief), Style(32.0, 600), 3)], room)
    sub = setter.cell(
        [Part(_("What to know, who matters, what is promised and what comes next"),
              Style(14.0, colour="secondary"), 2)], room,
    )  # fmt: skip
    return setter.below([title, sub, setter.below(rows, 4.0)], 14.0)


def _note(setter: Setter, note: str, room: float) -> Set:
    """The giver's own words, beside a bar."""
    inside = setter.cell([Part(note, Style(13.5), 14)], room - 18.0)

    def draw(x: float, y: float) -> list[Shape]:
        bar = Box(Rect(x, y, 3.0, inside.height), Ink(setter.look.accent), 1.5)
        return [bar, *inside.draw(x + 18.0, y)]

    return Set(inside.height, draw)


def _contents(brief: AccountBrief, page: int) -> list[list[Part]]:
    held = dict(brief.facts)

    def told(code: str) -> str:
        return wording.fact(code, held[code])[1] if code in held else "–"

    health = held.get("rag")
    said = wording.choice(RAG, health[0]) if health else "–"
    counts = [sum(each.severity == one for each in brief.top) for one in _COUNTED]
    return [
        [Part(brief.name, STRONG, 2)],
        [Part(told("annual_value"), BODY, 1)],
        [Part(told("renewal_date"), BODY, 1)],
        [Part(said, BODY, 1, HEALTH.get(health[0]) if health else None)],
        *(
            [Part(number(count), BODY, 1, SEVERE[one]) if count else Part("–", BODY, 1)]
            for one, count in zip(_COUNTED, counts, strict=True)
        ),
        [Part(number(page) if page else "", BODY, 1)],
    ]


def _legend(setter: Setter, room: float) -> Set:
    words = _("Internal: it tells attitudes and contract data. Don't pass it on to a client.")
    return setter.cell([Part(words, NOTE, 2, Tone.WARY)], room)


# -- pages ---------------------------------------------------------------------------------------


def _scene(
    look: Look, measure: Measure, paper: tuple[float, float], title: str, shapes: list[Shape],
    name: str, page: int, pages: int, day: dt.date,
) -> Scene:  # fmt: skip
    wide, high = paper
    rim: list[Shape] = []
    internal = _("Internal")
    width = measure.width(internal, 12.0, 600) + 20.0
    pill = Rect(wide - _EDGE - width, 36.0, width, 22.0)
    rim.append(Box(pill, Ink(None, look.strong), 11.0))
    middle = Point(pill.middle.x, pill.y + 15.5)
    rim.append(Text(middle, internal, 12.0, look.text, 600, Anchor.MIDDLE))
    room = wide - 2 * _EDGE - width - 20.0
    above = elided(_("Hand-over brief"), room, 12.0, 600, measure)
    rim.append(Text(Point(_EDGE, 51.5), above, 12.0, look.secondary, 600))
    y = high - 36.0
    ends = (Move(Point(_EDGE, y - 20.5)), Line(Point(wide - _EDGE, y - 20.5)))
    rim.append(Path(ends, Ink(stroke=look.border)))
    count = _("Page {n} of {pages}").format(n=number(page), pages=number(pages))
    rim.append(Text(Point(wide - _EDGE, y), count, 12.0, look.secondary, anchor=Anchor.END))
    room = wide - 2 * _EDGE - measure.width(count, 12.0, 400) - 20.0
    foot = wording.APART.join(one for one in (name, _("As of %s") % date(day)) if one)
    foot = elided(foot, room, 12.0, 400, measure)
    rim.append(Text(Point(_EDGE, y), foot, 12.0, look.secondary))
    return Scene(Rect(0.0, 0.0, wide, high), (*rim, *shapes), title, "", look.page, look.fonts)
