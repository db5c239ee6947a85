"""The blocks that slides can be made of, to choose one from."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.layouts import Popover, PopoverPart
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

WIDE = 380
"""Width at 100 %, in pixels."""


class BlockButton(QAbstractButton):
    """A block by its name, and beneath it what it shows.

    Args:
        theme: The theme in force.
        name: What the block is called.
        about: What it shows; may be empty.
    """

    def __init__(self, theme: Theme, name: str, about: str) -> None:
        super().__init__()
        self._theme, self._name, self._about = theme, name, about
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        theme = self._theme
        wide = max(
            theme.metrics("medium").horizontalAdvance(self._name),
            theme.metrics("caption").horizontalAdvance(self._about),
        )
        high = theme.line("medium") + theme.line("caption") + theme.px(Space.CONTROL)
        return QSize(round(wide) + 2 * theme.px(Space.CONTROL), high)

    def minimumSizeHint(self) -> QSize:
        """Two shortened lines."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both lines, and the ring of the focus."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.hasFocus():
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        pad = theme.px(Space.CONTROL)
        room, top = self.width() - 2 * pad, theme.px(Space.CONTROL) / 2
        for style, role, words in (
            ("medium", "text", self._name),
            ("caption", "secondary", self._about),
        ):
            painter.setFont(theme.font(style))  # type: ignore[arg-type]
            painter.setPen(theme.colour(role))  # type: ignore[arg-type]
            metrics = theme.metrics(style)  # type: ignore[arg-type]
            said = theme.elide(style, words, room)  # type: ignore[arg-type]
            painter.drawText(QPointF(pad, top + metrics.ascent()), said)
            top += theme.line(style)  # type: ignore[arg-type]


class BlocksPopover(Popover):
    """Every block.

    Args:
        theme: The theme in force.
        blocks: By code the name and what it shows.
        parent: The widget it belongs to.
    """

    chosen = Signal(str)
    """Code of the block."""

    def __init__(
        self, theme: Theme, blocks: Mapping[str, tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(theme, _("Add a block of slides"), parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Label(theme, _("Add a block of slides"), "strong"))
        self.part = PopoverPart(theme, _("Blocks"))
        self.part.column.setSpacing(2)
        self.buttons: dict[str, BlockButton] = {}
        for code, (name, about) in blocks.items():
            button = BlockButton(theme, name, about)
            button.clicked.connect(functools.partial(self._take, code))
            button.installEventFilter(self)
            self.part.column.addWidget(button)
            self.buttons[code] = button
        self.body.addWidget(self.part)

    def open_at(self, anchor: QWidget) -> None:
        """Open beneath a widget."""
        self.part.fit(self, self._theme.px(WIDE))
        self.open_under(anchor)
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go among the blocks."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = list(self.buttons.values())
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None and watched in held:
                to = held[(held.index(watched) + by) % len(held)]
                to.setFocus()
                self.part.ensureWidgetVisible(to)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched in held:
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def _take(self, code: str, _on: bool = False) -> None:
        self.close()
        self.chosen.emit(code)
