"""How charts of the file look: as they are drawn on the slide, and edited where they stand."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from acctdesk.clientview import Line, Share
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.scene import Ink
from acctdesk.drawing.serieschart import Ticks
from acctdesk.drawing.slides.answers import FILLS
from acctdesk.drawing.slides.bars import WIDEST
from acctdesk.drawing.slides.charts import Chart
from acctdesk.drawing.slides.plotting import AXIS, line_ink, scale_of
from acctdesk.drawing.slides.style import Kit, readable
from acctdesk.exchange.decks.chartdata import number_pattern, plotted_lines
from acctdesk.exchange.decks.markup import Unit
from acctdesk.exchange.decks.shares import CHART, draw_as_line
from acctdesk.exchange.decks.strokes import draw_line, label_points, label_values, paint_bars

NAMED = 2
"""With more lines than these, their names are words beside the chart, which keep apart."""


def dress_chart(chart: Any, block: Chart, rect: Rect, kit: Kit, unit: Unit) -> None:
    """Make a native chart look as it is drawn: colours, scale, names at the ends of lines.

    Args:
        chart: The chart.
        block: What it shows.
        rect: Where it stands.
        kit: What is needed to draw.
        unit: How large a pixel is in the file.
    """
    series, scale = block.series, scale_of(block.series)
    chart.has_title = False
    upright = block.stands_upright(rect.width)
    bars = upright is not None
    _number_axes(chart)
    lines = plotted_lines(series, upright=upright)
    chart.has_legend = bars and len(lines) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    size = unit.points(AXIS) * 127  # hundredths of a point in the unit of lengths
    chart.font.size = size
    chart.font.color.rgb = _rgb(kit.look.secondary)
    _say_language(chart, unit.language)
    shares = next((one for one in series.lines if one.role == "cumulative"), None)
    _axes(chart, scale, kit, unit, upright=upright is not False)
    actual = 0
    for line, row in zip(lines, _rows(chart), strict=True):
        ink = line_ink(line, actual, kit)
        if bars and line.role != "cumulative":
            paint_bars(row, kit.series(actual), Ink(), unit)
            _label_bars(row, line, None if upright else shares, kit, unit)
        elif not bars:
            draw_line(row, ink, unit, marked=line.role in ("actual", "cumulative"))
            if len(lines) <= NAMED:
                _name_last(row, line, ink, kit, unit)
        actual += line.role == "actual"
    if bars:
        chart.plots[0].gap_width = _gap(block, rect, upright=bool(upright))
        chart.plots[0].overlap = 0
        if shares is not None and upright:
            draw_as_line(chart, series.lines.index(shares), line_ink(shares, 0, kit), unit)
    else:
        _leave_room(chart, block, rect)


def _number_axes(chart: Any) -> None:
    """Give axes the numbers that the format allows: the library's are below nought."""
    for tag in ("c:axId", "c:crossAx"):
        for one in chart._chartSpace.iter(qn(tag)):
            one.set("val", one.get("val").lstrip("-"))


def _gap(block: Chart, rect: Rect, *, upright: bool) -> int:
    """The gap between bars, in per cent of a bar, so that few bars aren't very wide."""
    rows = sum(one.role != "cumulative" for one in block.series.lines)
    room = rect.width * 0.86 if upright else rect.height - block.head(rect.width)
    slot = room / max(len(block.series.labels), 1)
    bar = min(slot * 0.74, WIDEST * max(rows, 1))
    return min(max(round((slot - bar) / (bar / max(rows, 1)) * 100), 0), 500)


def _axes(chart: Any, scale: Ticks, kit: Kit, unit: Unit, *, upright: bool) -> None:
    values, labels = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = scale.low, scale.high
    values.major_unit = scale.step
    values.has_major_gridlines = upright
    if upright:
        values.major_gridlines.format.line.color.rgb = _rgb(kit.look.faint)
        values.major_gridlines.format.line.width = unit.emu(2.0)
    values.format.line.fill.background()
    values.visible = upright
    values.tick_labels.number_format = number_pattern(scale)
    values.tick_labels.number_format_is_linked = False
    labels.format.line.color.rgb = _rgb(kit.look.strong)
    labels.format.line.width = unit.emu(2.0)
    labels.has_major_gridlines = False
    labels.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for axis in (values, labels):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    if not upright:
        labels.reverse_order = True
    if labels._element.tag == qn("c:valAx"):
        # Of a period, its first and its last day are said beneath it in words.
        labels.minimum_scale, labels.maximum_scale = 0, 1
        labels.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _name_last(row: Any, line: Line, ink: Ink, kit: Kit, unit: Unit) -> None:
    """The name of a line, and its last figure, where it ends."""
    known = [at for at, value in enumerate(line.values) if value is not None]
    if not known:
        return
    # A line with corners has more points than it has labels.
    count = row.find(f"{qn('c:xVal')}//{qn('c:ptCount')}")
    last = known[-1] if count is None else int(count.get("val")) - 1
    figure = line.texts[known[-1]]
    words = line.name if figure in line.name else f"{line.name}\n{figure}"
    measured = line.role in ("actual", "cumulative") and ink.stroke
    colour = readable(ink.stroke or "") if measured else kit.look.text
    label_points(row, {last: words}, AXIS, colour, unit)


def _label_bars(row: Any, line: Line, shares: Line | None, kit: Kit, unit: Unit) -> None:
    """The value of each bar; of lying ones with the cumulative share, which no line shows."""
    if shares is not None:
        pairs = zip(line.texts, shares.texts, strict=True)
        told = {at: f"{words} · {share}" for at, (words, share) in enumerate(pairs) if words}
        label_points(row, told, AXIS, kit.look.text, unit)
        return
    whole = all(not value or value % 1 == 0 for value in line.values)
    label_values(row, "#,##0" if whole else "#,##0.##", AXIS, kit.look.text, unit)


def _rows(chart: Any) -> list[Any]:
    """Every row of numbers of a chart, in the order they were given."""
    found: list[Any] = chart._chartSpace.findall(f".//{qn('c:ser')}")
    return found


def _leave_room(chart: Any, block: Chart, rect: Rect) -> None:
    """Leave room at the right for the names of the lines, as the slide is drawn."""
    plot, whole = block.plot(rect)
    shares = {
        "x": (plot.x - whole.x) / whole.width, "y": (plot.y - whole.y) / whole.height,
        "w": plot.width / whole.width, "h": plot.height / whole.height,
    }  # fmt: skip
    sides = "".join(
        f'<c:{one} val="{min(max(value, 0.0), 1.0):.4f}"/>' for one, value in shares.items()
    )
    layout = parse_xml(
        f'<c:layout {CHART}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def dress_stack(chart: Any, shares: tuple[Share, ...], kit: Kit, unit: Unit) -> None:
    """Make the native bar of shares look as it is drawn: the bar alone, without scales.

    Args:
        chart: The chart.
        shares: The parts.
        kit: What is needed to draw.
        unit: How large a pixel is in the file.
    """
    chart.has_title = chart.has_legend = False
    _number_axes(chart)
    _say_language(chart, unit.language)
    for axis in (chart.value_axis, chart.category_axis):
        axis.visible = axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 1
    chart.plots[0].gap_width, chart.plots[0].overlap = 0, 100
    for one, row in zip(shares, _rows(chart), strict=True):
        edge = Ink(stroke=kit.look.surface, width=4.0)
        paint_bars(row, FILLS.get(one.tone, FILLS["none"]), edge, unit)
    layout = parse_xml(
        f'<c:layout {CHART}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="0"/><c:y val="0"/><c:w val="1"/><c:h val="1"/>'
        f"</c:manualLayout></c:layout>"
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _say_language(chart: Any, language: str) -> None:
    """Tell whoever opens it which language its words and numbers speak."""
    if not language:
        return
    space = chart._chartSpace
    for old in space.findall(qn("c:lang")):
        space.remove(old)
    first = space.find(qn("c:date1904"))
    said = parse_xml(f'<c:lang {CHART} val="{language}"/>')
    if first is not None:
        first.addnext(said)
    else:
        space.insert(0, said)


def _rgb(colour: str) -> Any:
    made: Any = RGBColor
    return made.from_string(colour.lstrip("#").upper())
