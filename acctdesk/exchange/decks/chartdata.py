"""The numbers of a deck's charts, and the small workbook that each carries.

No text in such a workbook is ever a formula, whatever a client's category is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE

from acctdesk.clientview import Line, Series, Share
from acctdesk.drawing.serieschart import Ticks, elapsed
from acctdesk.drawing.slides.charts import Chart
from acctdesk.drawing.slides.plotting import scale_of


class _Plain:
    """Writes a workbook in which texts stay texts."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:
        from xlsxwriter import Workbook

        plain = {"strings_to_formulas": False, "strings_to_urls": False,
                 "strings_to_numbers": False}  # fmt: skip
        book = Workbook(xlsx_file, {"in_memory": True, **plain})
        yield book, book.add_worksheet()
        book.close()


class _PlainCategories(_Plain, CategoryWorkbookWriter):
    pass


class _PlainPoints(_Plain, XyWorkbookWriter):
    pass


class _Categories(CategoryChartData):
    @property
    def xlsx_blob(self) -> bytes:
        writer: Any = _PlainCategories
        blob: bytes = writer(self).xlsx_blob
        return blob


class _Points(XyChartData):
    @property
    def xlsx_blob(self) -> bytes:
        writer: Any = _PlainPoints
        blob: bytes = writer(self).xlsx_blob
        return blob


def chart_of(block: Chart, width: float) -> tuple[Any, Any]:
    """What kind of native chart shows a block, and its numbers.

    Args:
        block: The chart as it is laid out.
        width: How wide it is.
    """
    series = block.series
    passed = elapsed(series)
    pattern = number_pattern(scale_of(series))
    if passed is not None:
        points: Any = _made(_Points, "General")
        for line in series.lines:
            of = points.add_series(_named(line.name), number_format=pattern)
            for x, value in _points(line, passed):
                of.add_data_point(x, value)
        return XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, points
    data: Any = _made(_Categories, pattern)
    data.categories = [label or " " for label in series.labels]
    upright = block.stands_upright(width)
    for line in plotted_lines(series, upright=upright):
        data.add_series(_named(line.name), line.values)
    if upright is None:
        return XL_CHART_TYPE.LINE_MARKERS, data
    return XL_CHART_TYPE.COLUMN_CLUSTERED if upright else XL_CHART_TYPE.BAR_CLUSTERED, data


def _points(line: Line, passed: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    """The corners of a line: what is left stays until it is used, level and then down."""
    before: float | None = None
    for x, value in zip(passed, line.values, strict=True):
        if value is None:
            continue
        if line.role == "actual" and before is not None and before != value:
            yield x, before
        yield x, value
        before = value


def plotted_lines(series: Series, *, upright: bool | None) -> list[Line]:
    """The lines that are drawn: lying bars have no line of shares, and say them in words.

    Args:
        series: What the chart shows.
        upright: Whether its bars stand upright; None where it has none.
    """
    return [one for one in series.lines if upright is not False or one.role != "cumulative"]


def _named(name: str) -> str:
    return name or " "


def stack_of(shares: tuple[Share, ...]) -> tuple[Any, Any]:
    """Shares of one whole as a native bar, and its numbers.

    Args:
        shares: The parts.
    """
    data: Any = _made(_Categories, "0")
    data.categories = [" "]
    for one in shares:
        data.add_series(_named(one.name), [max(one.count, 0)])
    return XL_CHART_TYPE.BAR_STACKED_100, data


def _made(kind: Any, number_format: str) -> Any:
    # The library's classes say nothing of their types.
    return kind(number_format=number_format)


def number_pattern(scale: Ticks) -> str:
    """The number format that a scale asks for.

    Args:
        scale: The scale.
    """
    digits = len(f"{scale.step:.6f}".rstrip("0").partition(".")[2])
    return "#,##0" + ("." + "0" * digits if digits else "")
