"""Tables of a deck as tables of the file: rules beneath rows, and nothing painted."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from acctdesk.clientview import Table
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.scene import Anchor, Ink
from acctdesk.drawing.slides.style import HAIR, Kit
from acctdesk.drawing.slides.tables import PAD, Sheet, row_pad, weight_of
from acctdesk.exchange.decks.markup import SPACES, Paragraph, Unit, about

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style of tables that has neither fill nor rules."""
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


def table_xml(
    number: int, name: str, table: Table, sheet: Sheet, rect: Rect, kit: Kit, unit: Unit
) -> str:
    """A table as the format writes it.

    Args:
        number: Its number on the slide.
        name: Its name there, and its alternative text.
        table: What it says.
        sheet: How it is set.
        rect: Where it stands.
        kit: What is needed to draw.
        unit: How large a pixel is in the file.
    """
    columns = "".join(f'<a:gridCol w="{unit.emu(wide)}"/>' for wide in sheet.widths)
    rows = (table.headings, *table.rows) if sheet.heights[0] else table.rows
    heights = sheet.heights if sheet.heights[0] else sheet.heights[1:]
    skipped = 0 if sheet.heights[0] else 1
    written = "".join(
        _row(at + skipped, row, high, sheet, kit, unit)
        for at, (row, high) in enumerate(zip(rows, heights, strict=True))
    )
    place = unit.place(Rect(rect.x, rect.y, sum(sheet.widths), sum(heights)), tag="p:xfrm")
    return (
        f"<p:graphicFrame {SPACES}><p:nvGraphicFramePr>{about(number, name, name)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f"</p:nvGraphicFramePr>{place}<a:graphic><a:graphicData uri={quoteattr(_TABLE)}><a:tbl>"
        f'<a:tblPr firstRow="{int(not skipped)}"><a:tableStyleId>{_PLAIN}</a:tableStyleId>'
        f"</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{written}</a:tbl></a:graphicData></a:graphic>"
        f"</p:graphicFrame>"
    )


def _row(number: int, row: Sequence[str], high: float, sheet: Sheet, kit: Kit, unit: Unit) -> str:
    look = kit.look
    rule = Ink(stroke=look.strong if number == 0 else look.faint, width=HAIR)
    below = unit.line(rule).replace("<a:ln ", "<a:lnB ").replace("</a:ln>", "</a:lnB>")
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    cells = ""
    last = len(row) - 1
    for column, words in enumerate(row):
        lines = sheet.rows[number][column]
        anchor = Anchor.END if sheet.right[column] else Anchor.START
        told = Paragraph(
            words, sheet.size, look.secondary if number == 0 else look.text,
            weight_of(number, column), anchor, lines.right,
        )  # fmt: skip
        left, right = 0.0 if column == 0 else PAD, PAD if column < last else 0.0
        pad = row_pad(sheet.size)
        rim = (
            f'marL="{unit.emu(left)}" marR="{unit.emu(right)}" marT="{unit.emu(pad)}" '
            f'marB="{unit.emu(pad)}"'
        )
        cells += (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{unit.paragraphs([told])}</a:txBody>"
            f"<a:tcPr {rim}>{none}{below}<a:noFill/></a:tcPr></a:tc>"
        )
    return f'<a:tr h="{unit.emu(high)}">{cells}</a:tr>'
