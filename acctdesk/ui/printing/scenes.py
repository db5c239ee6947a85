"""Scenes as PNG and PDF files, on any thread, with a window or without a display."""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from acctdesk.drawing.scene import Scene
from acctdesk.errors import FileProblem
from acctdesk.ui.printing.pages import SIZES, usual_paper
from acctdesk.ui.theme.fonts import load_fonts
from acctdesk.ui.widgets.shapes import Fonts, paint_scene
from acctdesk.words import _

SHARPNESS = 2.0
"""Pixels of a picture for each of the scene."""
LONGEST = 16_000
"""Pixels of a picture along one side at most; other programs refuse larger ones."""
MOST = 64_000_000
"""Pixels of a picture at most: 256 MB while it is painted."""
SMALLEST = 0.75
"""How small a scene may become to fit on paper: letters of 12 pixels are 7 points then."""

_DOTS = 1200
"""Dots to an inch of a PDF."""
_POINTS = 0.75
"""Points in a pixel of the scene."""
_MARGIN = 18.0
"""Around the scene on paper, in points; the scene has a margin of its own."""
_LARGEST = 14_400.0
"""Points along a side of a PDF's page at most, by its specification."""


class Display:
    """Paints scenes into files where there is no display; see `write_scene`.

    Made by scripts: it keeps what Qt needs to know letters, which the window has already.
    """

    def __init__(self) -> None:
        self._app: object = QGuiApplication.instance()
        if self._app is None:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            self._app = QGuiApplication([])
        if "Inter" not in QFontDatabase.families():
            load_fonts()

    def __call__(self, scene: Scene, part: Path, suffix: str) -> None:
        """Paint a scene into a file."""
        write_scene(scene, part, suffix)

    def pages(self, scenes: Sequence[Scene], part: Path) -> None:
        """Write scenes as the pages of a PDF."""
        write_pages(scenes, part)


def write_scene(scene: Scene, part: Path, suffix: str) -> None:
    """Paint a scene into a file.

    Args:
        scene: What to paint.
        part: The file; written anew.
        suffix: ".png" or ".pdf".

    Raises:
        FileProblem: The file can't be written.
    """
    if suffix == ".pdf":
        _write_pdf(scene, part)
    else:
        image = scene_image(scene)
        if not image.save(str(part), "PNG"):  # type: ignore[call-overload]  # the stubs ask for bytes
            raise FileProblem(_("it can't be written."), where=part.name)


def scene_image(scene: Scene) -> QImage:
    """A scene as a picture, twice as sharp as the screen unless it would become too large."""
    bounds = scene.bounds
    scale = min(
        SHARPNESS,
        LONGEST / max(bounds.width, bounds.height),
        sqrt(MOST / (bounds.width * bounds.height)),
    )
    size = QSize(round(bounds.width * scale), round(bounds.height * scale))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    # What a program that shows it at its real size goes by.
    image.setDotsPerMeterX(round(scale * 96 / 0.0254))
    image.setDotsPerMeterY(round(scale * 96 / 0.0254))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-bounds.x, -bounds.y)
    paint_scene(painter, scene, Fonts(scene.fonts))
    painter.end()
    return image


def page_for(scene: Scene) -> tuple[QPageLayout, QRectF]:
    """The paper for a scene, and where on it the scene goes, in points.

    A4 or A3 (or Letter, where that is used) if it can be read there; else a page of its own size,
    which a plotter prints and a screen zooms.
    """
    wide, high = scene.bounds.width * _POINTS, scene.bounds.height * _POINTS
    for paper in dict.fromkeys((usual_paper(), "A3")):
        for way in (QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait):
            across, down = SIZES[paper]
            if way is QPageLayout.Orientation.Landscape:
                across, down = down, across
            scale = min((across - 2 * _MARGIN) / wide, (down - 2 * _MARGIN) / high, 1.0)
            if scale >= SMALLEST:
                size = QPageSize(QSizeF(*SIZES[paper]), QPageSize.Unit.Point)
                left = (across - wide * scale) / 2
                return (
                    QPageLayout(size, way, QMarginsF(0, 0, 0, 0)),
                    QRectF(left, _MARGIN, wide * scale, high * scale),
                )
    scale = min(1.0, _LARGEST / max(wide, high))
    size = QPageSize(QSizeF(wide * scale, high * scale), QPageSize.Unit.Point)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    return layout, QRectF(0, 0, wide * scale, high * scale)


def write_pages(scenes: Sequence[Scene], part: Path) -> None:
    """Write scenes as a PDF, each on a page of its own size.

    Args:
        scenes: One a page, with bounds in pixels of which 96 are an inch.
        part: The file; written anew.

    Raises:
        FileProblem: The file can't be written.
    """
    writer = QPdfWriter(str(part))
    writer.setResolution(_DOTS)
    writer.setTitle(scenes[0].title)
    writer.setCreator("AcctDesk")
    painter = QPainter()
    for number, scene in enumerate(scenes):
        size = QSizeF(scene.bounds.width * _POINTS, scene.bounds.height * _POINTS)
        # The size says which side is longer: there is nothing to turn.
        writer.setPageLayout(
            QPageLayout(
                QPageSize(size, QPageSize.Unit.Point),
                QPageLayout.Orientation.Portrait,
                QMarginsF(0, 0, 0, 0),
            )
        )
        if not (writer.newPage() if number else painter.begin(writer)):
            raise FileProblem(_("it can't be written."), where=part.name)
        painter.save()
        scale = _DOTS / 72 * _POINTS
        painter.scale(scale, scale)
        painter.translate(-scene.bounds.x, -scene.bounds.y)
        paint_scene(painter, scene, Fonts(scene.fonts))
        painter.restore()
    painter.end()


def _write_pdf(scene: Scene, part: Path) -> None:
    layout, place = page_for(scene)
    writer = QPdfWriter(str(part))
    writer.setResolution(_DOTS)
    writer.setPageLayout(layout)
    writer.setTitle(scene.title)
    writer.setCreator("AcctDesk")
    painter = QPainter()
    if not painter.begin(writer):
        raise FileProblem(_("it can't be written."), where=part.name)
    try:
        unit = _DOTS / 72
        scale = place.width() * unit / scene.bounds.width
        painter.translate(place.x() * unit, place.y() * unit)
        painter.scale(scale, scale)
        painter.translate(-scene.bounds.x, -scene.bounds.y)
        paint_scene(painter, scene, Fonts(scene.fonts))
    finally:
        painter.end()
