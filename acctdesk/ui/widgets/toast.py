"""Short messages that pass: toasts with Undo; and strips that stay: banners."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.stillness import is_still, when_over
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

SECONDS = 8
"""How long a toast stays; the pointer over it stops the clock."""
MOST = 4
"""Toasts shown at once; the oldest makes room."""


def announce(widget: QWidget, text: str) -> None:
    """Tell assistive technology something, politely.

    Args:
        widget: Where it comes from.
        text: What to say.
    """
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Toast(QWidget):
    """One passing message.

    Args:
        theme: The theme in force.
        text: One short sentence.
        action: Words of the button; empty shows none.
        more: Words of a second button; empty shows none.
        seconds: How long it stays.
        parent: The layer it lies in.
    """

    pressed = Signal()
    """The button was pressed."""
    more_pressed = Signal()
    """The second one was."""
    closed = Signal()
    """It is gone: by time, cross or button."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        action: str = "",
        more: str = "",
        seconds: float = SECONDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD, Space.CONTROL, Space.CONTROL, Space.CONTROL)
        row.setSpacing(Space.CARD_GAP)
        words = Label(theme, text, wrap=True)
        # A wrapping label alone would ask for a square; long lines are read best at 420.
        wide = int(theme.metrics().horizontalAdvance(text)) + 4
        # Two buttons and large text leave less in a small window.
        words.setMinimumWidth(min(wide, theme.px(420), 320 if more else 560))
        row.addWidget(words, 1)
        for one, pressed in ((action, self.pressed), (more, self.more_pressed)):
            if one:
                button = Button(theme, one, "quiet")
                button.clicked.connect(pressed)
                button.clicked.connect(self._close)
                row.addWidget(button)
        cross = IconButton(theme, "x", _("Dismiss"))
        cross.clicked.connect(self._close)
        row.addWidget(cross)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(int(seconds * 1000))
        self._clock.timeout.connect(self._close)
        self._clock.start()
        theme.changed.connect(self.update)

    def text(self) -> str:
        """What it says."""
        return self._text

    def hold(self) -> None:
        """Stop the clock until `count`: nobody can see it."""
        self._clock.stop()

    def count(self) -> None:
        """Start the clock anew."""
        self._clock.start()

    def is_counting(self) -> bool:
        """Whether the clock runs."""
        return self._clock.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stop the clock while the pointer is over it."""
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Start the clock anew."""
        self._clock.start()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the raised surface."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("control_line"))
        painter.setBrush(self._theme.colour("raised"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, Size.RADIUS_CARD, Size.RADIUS_CARD)

    def _close(self) -> None:
        self._clock.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()


class ToastLayer(QWidget):
    """Stacks toasts at the lower right of a widget, newest below.

    While the program keeps still (`acctdesk.ui.widgets.stillness`), toasts wait unseen and unheard.

    Args:
        theme: The theme in force.
        over: The widget it lies over and follows.
    """

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._toasts: list[Toast] = []
        over.installEventFilter(self)
        self.hide()

    def toasts(self) -> tuple[Toast, ...]:
        """The toasts on show, oldest first."""
        return tuple(self._toasts)

    def show_toast(
        self,
        text: str,
        *,
        undo: Callable[[], None] | None = None,
        action: str = "",
        more: tuple[str, Callable[[], None]] | None = None,
    ) -> Toast:
        """Add a toast and announce it.

        Args:
            text: One short sentence.
            undo: Called when the button is pressed; None shows no button.
            action: Words of the button; empty is "Undo".
            more: Words of a second button, and what it does.
        """
        while len(self._toasts) >= MOST:
            self._drop(self._toasts[0])
        toast = Toast(
            self._theme, text, (action or _("Undo")) if undo else "", more[0] if more else "",
            parent=self,
        )  # fmt: skip
        if undo is not None:
            toast.pressed.connect(lambda: undo())
        if more is not None:
            toast.more_pressed.connect(lambda: more[1]())
        toast.closed.connect(lambda: self._drop(toast))
        self._toasts.append(toast)
        if is_still():
            toast.hold()
            when_over(toast, lambda: self._reveal(toast))
            return toast
        toast.show()
        announce(self._over, text)
        self._place()
        return toast

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget beneath."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def _reveal(self, toast: Toast) -> None:
        if toast in self._toasts:
            toast.count()
            toast.show()
            announce(self._over, toast.text())
            self._place()

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._toasts))
        if not self._toasts:
            return
        room = self._over.width() - 2 * Space.CARD
        sizes = []
        for toast in self._toasts:
            toast.ensurePolished()
            hint = toast.sizeHint()
            wide = min(hint.width(), room)
            high = toast.heightForWidth(wide) if toast.hasHeightForWidth() else hint.height()
            sizes.append((wide, max(high, hint.height())))
        wide = max(size[0] for size in sizes)
        high = sum(size[1] for size in sizes) + Space.CONTROL * (len(sizes) - 1)
        left = max(self._over.width() - wide - Space.PAGE, Space.CARD)
        top = max(self._over.height() - high - Space.PAGE, 0)
        self.setGeometry(left, top, wide, high)
        y = 0
        for toast, size in zip(self._toasts, sizes, strict=True):
            toast.setGeometry(wide - size[0], y, *size)
            y += size[1] + Space.CONTROL
        self.raise_()


class Banner(QWidget):
    """A strip that stays above the page, such as for the sample or a read-only workspace.

    Args:
        theme: The theme in force.
        text: One sentence.
        icon: Lucide's name.
        action: Words of its one button; empty shows none.
        warning: Whether it wants attention rather than informs.
    """

    pressed = Signal()
    """The button was pressed."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "info",
        action: str = "",
        warning: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._role: Role = "breached" if warning else "accent"
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(Label(theme, text, wrap=True), 1)
        if action:
            button = Button(theme, action, "quiet")
            button.clicked.connect(self.pressed.emit)
            row.addWidget(button)
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip and its icon."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("soft"))
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(line, self._theme.colour("hairline"))
        edge = self._theme.px(Size.ICON)
        picture = self._theme.pixmap(self._icon, self._role, Size.ICON, self.devicePixelRatioF())
        painter.drawPixmap(Space.PAGE, (self.height() - edge) // 2, picture)

    def _retheme(self) -> None:
        self.setMinimumHeight(self._theme.px(Size.CONTROL) + 8)
        beside = Space.PAGE + self._theme.px(Size.ICON) + Space.CONTROL
        self.setContentsMargins(beside, 4, Space.PAGE, 5)
        self.update()
