"""Contact sheets: all views of a stop on one picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from touring.camera import VIEWS

TILE = (800, 500)
"""Pixels of a picture on the sheet."""
GAP = 8


def contact_sheets(taken: Sequence[Path], out: Path) -> list[Path]:
    """Put the views of each stop beside one another.

    Args:
        taken: The pictures.
        out: Folder of the sheets.

    Returns:
        The sheets.
    """
    out.mkdir(parents=True, exist_ok=True)
    tags = [view.tag for view in VIEWS]
    stops: dict[str, dict[str, Path]] = {}
    for path in taken:
        # Some tags end like others: the longest that fits is meant.
        tag = max((one for one in tags if path.stem.endswith(f"-{one}")), key=len)
        stops.setdefault(path.stem.removesuffix(f"-{tag}"), {})[tag] = path
    sheets = []
    rows = (len(tags) + 1) // 2
    for name, views in stops.items():
        width, height = 2 * TILE[0] + 3 * GAP, rows * TILE[1] + (rows + 1) * GAP
        sheet = QImage(width, height, QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, tag in enumerate(tags):
            if tag not in views:
                continue
            picture = QImage(str(views[tag]))
            size = picture.size().scaled(*TILE, Qt.AspectRatioMode.KeepAspectRatio)
            row, column = divmod(at, 2)
            left, top = GAP + column * (TILE[0] + GAP), GAP + row * (TILE[1] + GAP)
            painter.drawImage(QRectF(left, top, size.width(), size.height()), picture)
        painter.end()
        sheets.append(out / f"{name}.png")
        sheet.save(str(sheets[-1]))
    return sheets
