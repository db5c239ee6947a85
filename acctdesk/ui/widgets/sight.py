"""Brings what the keyboard is on into sight where pages scroll."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

AROUND = 12
"""Pixels that stay in sight above and below."""


def bring_into_sight(widget: QWidget, box: QRect | None = None) -> None:
    """Scroll every page that holds a widget, up and down only, until it is seen.

    What is higher than a page is shown from its top on.

    Args:
        widget: The widget.
        box: The part of it that counts; None for all of it.
    """
    box = widget.rect() if box is None else box
    above = widget.parentWidget()
    while above is not None:
        inner = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inner is not None:
            bar = above.verticalScrollBar()
            if bar.maximum() > bar.minimum():
                top = widget.mapTo(inner, QPoint(0, box.top())).y() - AROUND
                end = top + box.height() + 2 * AROUND
                value = max(bar.value(), end - above.viewport().height())
                bar.setValue(min(value, top))
        above = above.parentWidget()
