"""Pages as a PDF or on a printer, and lines as a picture; all of it off the window's thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.services.lanes import Job
from acctdesk.ui.printing.ink import INCH, PIXEL, Ink
from acctdesk.ui.printing.lines import Printable, Printed, printed_on
from acctdesk.ui.printing.pages import Pages, Setup
from acctdesk.ui.printing.table import table_for
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter

SHARPNESS = 2
"""Pixels of a picture for each of the design."""
MANY = 60
"""Lines beyond which a picture is as sharp as the screen alone: it would be huge."""
WIDEST = 2400
"""Width of a picture in pixels of the design beyond which its columns share the room."""
_EDGE = 24
_TYPE = 14


def page_layout(setup: Setup) -> QPageLayout:
    """The layout of the paper, without margins: pages leave their own."""
    sizes = {
        "A4": QPageSize.PageSizeId.A4,
        "A3": QPageSize.PageSizeId.A3,
        "Letter": QPageSize.PageSizeId.Letter,
    }
    way = QPageLayout.Orientation.Landscape if setup.landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(sizes[setup.paper]), way, QMarginsF(0, 0, 0, 0))


def write_pdf(pages: Pages, path: Path, job: Job | None = None) -> int:
    """Write pages as a PDF with real letters and lines.

    Args:
        pages: The pages.
        path: The .pdf file; it is replaced as a whole or not at all.
        job: Told the progress; may be cancelled.

    Returns:
        How many pages were written.

    Raises:
        FileProblem: The file can't be written.
        Cancelled: The person stopped it; there is no new file.
    """
    with replacing(path) as part:
        part.touch()  # a place that can't be written is told in the system's own words
        writer = QPdfWriter(str(part))
        writer.setResolution(INCH)
        writer.setPageLayout(page_layout(pages.setup))
        writer.setTitle(pages.lines.title)
        writer.setCreator("AcctDesk")
        painter = QPainter()
        if not painter.begin(writer):
            raise FileProblem(_("it can't be written."), where=path.name)
        try:
            _paint(painter, writer, pages, range(pages.count), job)
        finally:
            painter.end()
    return pages.count


def print_pages(pages: Pages, printer: QPrinter, job: Job | None = None) -> int:
    """Print pages.

    Args:
        pages: The pages.
        printer: Where to; its range of pages is kept to.
        job: Told the progress; may be cancelled.

    Returns:
        How many pages were printed.

    Raises:
        FileProblem: The printer can't be reached.
        Cancelled: The person stopped it; what was sent is thrown away where the system can.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise FileProblem(
            _("the printer doesn't answer."),
            where=printer.printerName(),
            remedy=_("Look whether it is on, or save the list as a PDF."),
        )
    first, last = printer.fromPage(), printer.toPage()
    chosen = range(max(first, 1) - 1, min(last, pages.count) if last else pages.count)
    try:
        scale = printer.resolution() / INCH
        painter.scale(scale, scale)
        _paint(painter, printer, pages, chosen, job)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(chosen)


def _paint(
    painter: QPainter, device: QPagedPaintDevice, pages: Pages, chosen: range, job: Job | None
) -> None:
    for number, page in enumerate(chosen):
        if job is not None:
            job.progress(number / max(len(chosen), 1))
        if number:
            device.newPage()
        start, count = pages.wanted(page)
        painter.save()
        pages.paint(painter, page, pages.lines.read(start, count))
        painter.restore()


def picture(lines: Printable, printed: Sequence[Printed], family: str, day: dt.date) -> QImage:
    """Lines as a picture, always in the light colours.

    Args:
        lines: What they are of.
        printed: The lines.
        family: The typeface.
        day: The day that stands on it.
    """
    unit = PIXEL
    room = (WIDEST - 2 * _EDGE) * unit
    ink = Ink(family, _TYPE * unit)
    table = table_for(family, lines.columns, printed, room, _TYPE * unit, lines.lines_each)
    bands = table.laid.bands
    notes = " · ".join([*lines.notes(), printed_on(day)])
    above = ink.line * 1.9 + ink.line * 1.2
    wide = max(sum(bands[0].widths), ink.wide(ink.title, lines.title), 320 * unit)
    for band in bands[1:]:
        wide = max(wide, sum(band.widths))
    each = table.head + len(printed) * table.row
    high = above + len(bands) * (each + ink.line)
    sharpness = SHARPNESS if len(printed) <= MANY else 1
    size = QSizeF((wide / unit + 2 * _EDGE), (high / unit + 2 * _EDGE)) * sharpness
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sharpness)
    image.fill(ink.colour("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / unit, 1 / unit)
    painter.translate(_EDGE * unit, _EDGE * unit)
    painter.setFont(ink.title)
    painter.setPen(ink.colour("text"))
    left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(QRectF(0, 0, wide, ink.line * 1.9), left, lines.title)
    painter.setFont(ink.small)
    painter.setPen(ink.colour("secondary"))
    said = ink.metrics(ink.small).elidedText(notes, Qt.TextElideMode.ElideRight, wide)
    painter.drawText(QRectF(0, ink.line * 1.9, wide, ink.line), left, said)
    y = above
    for band in bands:
        table.paint_head(painter, band, 0, y)
        for number, line in enumerate(printed):
            table.paint_line(painter, band, line, 0, y + table.head + number * table.row)
        y += each + ink.line
    painter.end()
    return image


def page_image(pages: Pages, page: int, size: QSize, ratio: float) -> QImage:
    """A page as a picture, for the preview.

    Args:
        pages: The pages.
        page: Its number, from 0.
        size: How large, in logical pixels.
        ratio: Device pixel ratio of the screen.
    """
    start, count = pages.wanted(page)
    lines = pages.lines.read(start, count)
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(pages.paper)
    painter = QPainter(image)
    wide, high = pages.setup.size
    painter.scale(size.width() / wide, size.height() / high)
    pages.paint(painter, page, lines)
    painter.end()
    return image
