"""The curve of cumulative shares over a chart of bars, which the library itself can't write."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from acctdesk.drawing.scene import Ink
from acctdesk.exchange.decks.markup import Unit

CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DRAW = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_AXES = (9001, 9002)
"""Numbers of its two axes; the library numbers its own otherwise."""
_UPWARDS = '<c:scaling><c:orientation val="minMax"/></c:scaling>'
_WHOLE = '<c:scaling><c:orientation val="minMax"/><c:max val="100"/><c:min val="0"/></c:scaling>'
_BARE = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'


def draw_as_line(chart: Any, number: int, ink: Ink, unit: Unit) -> None:
    """Draw one row of bars as a line with a scale of its own, up to 100 %, at the right.

    Args:
        chart: The native chart.
        number: Which of its rows, from 0.
        ink: How the line looks.
        unit: How large a pixel is in the file.
    """
    area = chart._chartSpace.chart.plotArea
    bars = area.find(qn("c:barChart"))
    moved = bars.findall(qn("c:ser"))[number]
    bars.remove(moved)
    for tag in ("c:invertIfNegative", "c:dLbls"):
        for old in moved.findall(qn(tag)):
            moved.remove(old)
    labels, values = _AXES
    colour = (ink.stroke or "#000000").lstrip("#").upper()
    look = parse_xml(
        f'<c:spPr {CHART} {DRAW}><a:ln w="{unit.emu(ink.width)}"><a:solidFill><a:srgbClr '
        f'val="{colour}"/></a:solidFill></a:ln></c:spPr>'
    )
    dot = parse_xml(
        f'<c:marker {CHART} {DRAW}><c:symbol val="circle"/><c:size val="7"/><c:spPr>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f"</c:marker>"
    )
    for old in moved.findall(qn("c:spPr")):
        moved.remove(old)
    title = moved.find(qn("c:tx"))
    title.addnext(look)
    look.addnext(dot)
    moved.append(parse_xml(f'<c:smooth {CHART} val="0"/>'))
    line = parse_xml(
        f'<c:lineChart {CHART}><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:marker val="1"/><c:axId val="{labels}"/><c:axId val="{values}"/></c:lineChart>'
    )
    line.insert(2, moved)
    bars.addnext(line)
    font = deepcopy(area.find(qn("c:valAx")).find(qn("c:txPr")))
    axes = parse_xml(
        f'<c:plotArea {CHART} {DRAW}><c:catAx><c:axId val="{labels}"/>{_UPWARDS}'
        f'<c:delete val="1"/><c:axPos val="b"/>{_BARE}<c:crossAx val="{values}"/>'
        f'<c:crosses val="autoZero"/></c:catAx><c:valAx><c:axId val="{values}"/>{_WHOLE}'
        f'<c:delete val="0"/><c:axPos val="r"/><c:numFmt formatCode="0&quot; %&quot;" '
        f'sourceLinked="0"/>{_BARE}<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:crossAx val="{labels}"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="50"/></c:valAx></c:plotArea>'
    )
    last = area.findall(qn("c:valAx"))[-1]
    added = list(axes)
    if font is not None:
        added[1].find(qn("c:spPr")).addnext(font)
    for axis in reversed(added):
        last.addnext(axis)
