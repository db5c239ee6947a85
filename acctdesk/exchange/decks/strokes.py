"""How one row of a native chart is drawn and labelled, as the format writes it.

Written as a whole: the library's own calls, one a property, take several times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from acctdesk.drawing.scene import Ink
from acctdesk.exchange.decks.markup import Unit, fill

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_AFTER = ("c:trendline", "c:errBars", "c:cat", "c:xVal", "c:val", "c:yVal")
"""What follows the labels of a row."""
_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def draw_line(row: Any, ink: Ink, unit: Unit, *, marked: bool) -> None:
    """Draw a row of numbers as a line.

    Args:
        row: The row in the chart.
        ink: How the line looks.
        unit: How large a pixel is in the file.
        marked: Whether each value has a dot.
    """
    colour = fill(ink.stroke or "#000000")
    dot = '<c:symbol val="none"/>'
    if marked:
        size = min(max(unit.points(15.0) // 100, 2), 72)
        dot = (
            f'<c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{colour}<a:ln><a:noFill/>'
            f"</a:ln></c:spPr>"
        )
    _clear(row, "c:spPr", "c:marker", "c:smooth")
    title = row.find(qn("c:tx"))
    title.addnext(parse_xml(f"<c:marker {SPACES}>{dot}</c:marker>"))
    title.addnext(parse_xml(f"<c:spPr {SPACES}>{unit.line(ink)}</c:spPr>"))
    row.append(parse_xml(f'<c:smooth {SPACES} val="0"/>'))


def paint_bars(row: Any, colour: str, edge: Ink, unit: Unit) -> None:
    """Paint a row of bars.

    Args:
        row: The row in the chart.
        colour: Inside, "#rrggbb".
        edge: Around them.
        unit: How large a pixel is in the file.
    """
    _clear(row, "c:spPr")
    look = f"<c:spPr {SPACES}>{fill(colour)}{unit.line(edge)}</c:spPr>"
    row.find(qn("c:tx")).addnext(parse_xml(look))


def label_points(row: Any, told: Mapping[int, str], size: float, colour: str, unit: Unit) -> None:
    """Write words beside some points of a row; the others have none.

    Args:
        row: The row in the chart.
        told: What stands beside which point, from 0.
        size: Of the letters, in pixels.
        colour: Of the letters.
        unit: How large a pixel is in the file.
    """
    place = "r" if row.getparent().tag != qn("c:barChart") else "outEnd"
    look = unit.run(size, colour, 400)
    labels = ""
    for at, words in told.items():
        lines = "".join(
            f'<a:p><a:pPr algn="l"/><a:r>{look}<a:t>{escape(line)}</a:t></a:r></a:p>'
            for line in words.split("\n")
        )
        labels += (
            f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{lines}'
            f'</c:rich></c:tx><c:dLblPos val="{place}"/>{_SHOWN.format(value=1)}</c:dLbl>'
        )
    _label(row, f"{labels}{_SHOWN.format(value=0)}")


def label_values(row: Any, pattern: str, size: float, colour: str, unit: Unit) -> None:
    """Write its value above every bar of a row.

    Args:
        row: The row in the chart.
        pattern: The format of the number.
        size: Of the letters, in pixels.
        colour: Of the letters.
        unit: How large a pixel is in the file.
    """
    look = unit.run(size, colour, 400, "a:defRPr")
    _label(
        row,
        f'<c:numFmt formatCode="{pattern}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/>'
        f"</a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr>"
        f'<a:endParaRPr/></a:p></c:txPr><c:dLblPos val="outEnd"/>{_SHOWN.format(value=1)}',
    )


def _label(row: Any, labels: str) -> None:
    _clear(row, "c:dLbls")
    made = parse_xml(f"<c:dLbls {SPACES}>{labels}</c:dLbls>")
    for tag in _AFTER:
        follows = row.find(qn(tag))
        if follows is not None:
            follows.addprevious(made)
            return
    row.append(made)


def _clear(row: Any, *tags: str) -> None:
    for tag in tags:
        for old in row.findall(qn(tag)):
            row.remove(old)
