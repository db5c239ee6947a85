"""A report on paper: gauges, the scorecard, then charts and tables of each objective, as scenes.

A page is a scene of its own, drawn from a client's view alone; whoever paints scenes makes a PDF of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from acctdesk.clientview import Gauge, Series, Table, View
from acctdesk.drawing import gaugecard, serieschart
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Look, Measure, elided
from acctdesk.drawing.scene import Anchor, Ink, Line, Move, Path, Scene, Shape, Text
from acctdesk.exchange.reports.reading import Captioned, Cover, Report, read_report
from acctdesk.exchange.reports.tables import Sheet
from acctdesk.words import _

A4 = (1122.0, 793.0)
"""Paper across, in pixels: 96 to the inch."""
_EDGE, _TOP, _BOTTOM = 48.0, 66.0, 60.0
_GAP, _APART = 16.0, 28.0
_COLUMNS = 3

Draw = Callable[[float], Sequence[Shape]]
"""Draws something whose top is at this height of the page."""


def report_pages(
    view: View, cover: Cover, measure: Measure, paper: tuple[float, float] = A4
) -> list[Scene]:
    """Lay a report out on pages.

    Args:
        view: What was released.
        cover: What is said of the whole.
        measure: Says how wide words are.
        paper: Width and height of a page, in pixels.
    """
    return _Pages(read_report(view), cover, measure, paper).made()


class _Pages:
    def __init__(
        self, report: Report, cover: Cover, measure: Measure, paper: tuple[float, float]
    ) -> None:
        self._report, self._cover, self._measure, self._paper = report, cover, measure, paper
        self._look = Look()
        self._pages: list[list[Shape]] = []
        self._y = 0.0
        self._room = paper[0] - 2 * _EDGE
        self._begin()

    def made(self) -> list[Scene]:
        """Write everything, and what stands at the rim once the number of pages is known."""
        self._title()
        self._gauges()
        score = self._report.scorecard
        if score is not None:
            self._heading(self._report.scoring, 80.0)
            self._table(score, self._report.states)
        for section in self._report.sections:
            if section.heading:
                first = serieschart.HEIGHT if section.charts else 90.0
                self._heading(section.heading, first)
            self._charts(section.charts)
            for one in section.tables:
                self._captioned(one)
        return [self._scene(number) for number in range(len(self._pages))]

    # -- pages -----------------------------------------------------------------------------

    def _begin(self) -> None:
        self._pages.append([])
        self._y = _TOP if len(self._pages) > 1 else _EDGE

    @property
    def _left(self) -> float:
        return self._paper[1] - _BOTTOM - self._y

    def _put(self, height: float, draw: Draw, *, apart: float = 0.0, follows: float = 0.0) -> None:
        """Put something on this page, or on the next where it doesn't fit.

        Args:
            height: Of it.
            draw: Draws it.
            apart: Room above it, unless it begins a page.
            follows: Room that what follows needs on the same page.
        """
        fresh = not self._pages[-1]
        above = 0.0 if fresh else apart
        if not fresh and above + height + follows > self._left:
            self._begin()
            above = 0.0
        self._y += above
        self._pages[-1] += draw(self._y)
        self._y += height

    def _scene(self, number: int) -> Scene:
        wide, high = self._paper
        look, measure, title = self._look, self._measure, self._report.title
        rim: list[Shape] = []
        if number:
            words = elided(f"{title} · {self._cover.period}", self._room, 12.0, 400, measure)
            rim.append(Text(Point(_EDGE, 40.0), words, 12.0, look.secondary))
            ends = (Move(Point(_EDGE, 50.5)), Line(Point(wide - _EDGE, 50.5)))
            rim.append(Path(ends, Ink(stroke=look.border)))
        y = high - 28.0
        said = " · ".join(f"{name}: {fact}" for name, fact in self._cover.facts()[1:])
        rim.append(Text(Point(_EDGE, y), said, 12.0, look.secondary))
        count = _("Page {n} of {pages}").format(n=number + 1, pages=len(self._pages))
        rim.append(Text(Point(wide - _EDGE, y), count, 12.0, look.secondary, anchor=Anchor.END))
        shapes = (*rim, *self._pages[number])
        return Scene(Rect(0.0, 0.0, wide, high), shapes, title, "", look.page, look.fonts)

    # -- what stands on them -----------------------------------------------------------------

    def _title(self) -> None:
        look, room, measure = self._look, self._room, self._measure

        def draw(y: float) -> list[Shape]:
            title = elided(self._report.title, room, 24.0, 600, measure)
            period = elided(self._cover.period, room, 14.0, 400, measure)
            return [
                Text(Point(_EDGE, y + 24.0), title, 24.0, look.text, 600),
                Text(Point(_EDGE, y + 46.0), period, 14.0, look.secondary),
            ]

        self._put(54.0, draw)

    def _gauges(self) -> None:
        gauges, look, measure = self._report.gauges, self._look, self._measure
        if not gauges:
            words = _("No objective is released for this client.")
            self._put(
                20.0, lambda y: [Text(Point(_EDGE, y + 14.0), words, 14.0, look.text)], apart=_APART
            )
        columns = _COLUMNS if self._room >= _COLUMNS * (gaugecard.LEAST + _GAP) else 2
        wide = (self._room - (columns - 1) * _GAP) / columns
        for first in range(0, len(gauges), columns):
            row = gauges[first : first + columns]

            def draw(y: float, row: Sequence[Gauge] = row) -> list[Shape]:
                return [
                    gaugecard.gauge_card(
                        gauge,
                        Rect(_EDGE + at * (wide + _GAP), y, wide, gaugecard.HEIGHT),
                        look, measure,
                    )
                    for at, gauge in enumerate(row)
                ]  # fmt: skip

            self._put(gaugecard.HEIGHT, draw, apart=_GAP)

    def _heading(self, words: str, follows: float) -> None:
        title = elided(words, self._room, 17.0, 600, self._measure)
        look = self._look
        self._put(
            32.0, lambda y: [Text(Point(_EDGE, y + 17.0), title, 17.0, look.text, 600)],
            apart=_APART, follows=follows,
        )  # fmt: skip

    def _charts(self, charts: Sequence[Series]) -> None:
        wide, high = (self._room - 2 * _GAP) / 2, serieschart.HEIGHT
        for first in range(0, len(charts), 2):
            row = charts[first : first + 2]

            def draw(y: float, row: Sequence[Series] = row) -> list[Shape]:
                return [
                    serieschart.chart_shapes(
                        one, Rect(_EDGE + at * (wide + 2 * _GAP), y, wide, high),
                        self._look, self._measure,
                    )
                    for at, one in enumerate(row)
                ]  # fmt: skip

            self._put(high, draw, apart=_GAP if first else 0.0)

    def _captioned(self, one: Captioned) -> None:
        if one.caption:
            words = elided(one.caption, self._room, 14.0, 600, self._measure)
            look = self._look
            self._put(
                24.0, lambda y: [Text(Point(_EDGE, y + 14.0), words, 14.0, look.text, 600)],
                apart=_GAP, follows=84.0,
            )  # fmt: skip
        self._table(one.table)

    def _table(self, table: Table, signed: int = -1) -> None:
        look = self._look
        sheet = Sheet(table, self._room, self._measure, signed)

        def head(y: float) -> list[Shape]:
            return sheet.draw(sheet.head, Point(_EDGE, y), look, head=True)

        first = sheet.rows[0].height if sheet.rows else 0.0
        self._put(sheet.head.height, head, follows=first)
        for number, row in enumerate(sheet.rows):
            if row.height > self._left:
                self._begin()
                self._put(sheet.head.height, head)

            def draw(y: float, number: int = number) -> list[Shape]:
                at = Point(_EDGE, y)
                sign: Sequence[Shape] = ()
                if signed >= 0:
                    gauge = self._report.gauges[number]
                    sign, _wide = gaugecard.state_shapes(
                        gauge, sheet.sign_at(at), look, self._measure
                    )
                return sheet.draw(sheet.rows[number], at, look, sign=sign)

            self._put(row.height, draw)
