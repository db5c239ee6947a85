"""Everything a window says: its properties, and what assistive technology is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_SILENT = {"objectName", "styleSheet", "inputMethodHints", "cursor", "windowIconText"}
"""Properties nobody reads or hears."""


def texts_of(window: QWidget) -> set[str]:
    """Every text of a window and of all that is in it, line by line."""
    found: set[str] = set()
    for widget in (window, *window.findChildren(QWidget)):
        meta = widget.metaObject()
        for at in range(meta.propertyCount()):
            name = meta.property(at).name()
            value = widget.property(name)
            if name not in _SILENT and isinstance(value, str):
                found.add(value)
    found.update(_spoken(QAccessible.queryAccessibleInterface(window)))
    return {line for text in found for line in text.splitlines() if line.strip()}


def _spoken(one: QAccessibleInterface | None) -> Iterator[str]:
    if one is None or not one.isValid():
        return
    for kind in (
        QAccessible.Text.Name,
        QAccessible.Text.Description,
        QAccessible.Text.Value,
        QAccessible.Text.Help,
    ):
        yield one.text(kind)
    for at in range(one.childCount()):
        yield from _spoken(one.child(at))


def unknown(said: Iterable[str], allowed: Iterable[str]) -> set[str]:
    """Lines that are none of what is allowed."""
    return set(said) - {line for text in allowed for line in text.splitlines()}
