"""The status bar: what was kept, what is running, what is selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.shell.frame import Words
from acctdesk.ui.theme.ink import Ink
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import TYPE, Size, Space
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from acctdesk.ui.widgets.jobs import JobItem


class StatusBar(QWidget):
    """Left: message and jobs. Right: the selection.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Status"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, 1, Space.PAGE, 0)
        row.setSpacing(Space.CARD)
        self._tick = _Tick(theme)
        self.message = Words(theme, _("All changes kept"), "caption", quiet=True)
        kept = QHBoxLayout()
        kept.setSpacing(6)
        kept.addWidget(self._tick)
        kept.addWidget(self.message)
        row.addLayout(kept)
        self.note = Words(theme, "", "caption", quiet=True)
        self.note.hide()
        row.addWidget(self.note)
        self._jobs = QHBoxLayout()
        self._jobs.setSpacing(Space.CARD)
        row.addLayout(self._jobs)
        row.addStretch(1)
        self.selection = Words(theme, "", "caption", quiet=True)
        row.addWidget(self.selection)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_message(self, text: str) -> None:
        """Say something at the left; empty restores "All changes kept"."""
        self._tick.setVisible(not text)
        self.message.set_text(text or _("All changes kept"))

    def set_note(self, text: str) -> None:
        """Say something beside the message, such as when the last backup was made."""
        self.note.set_text(text)
        self.note.setVisible(bool(text))

    def add_job(self, label: str, cancel: Callable[[], None] | None) -> JobItem:
        """Show a job until it is finished.

        Args:
            label: What is being done.
            cancel: Called when Cancel is pressed; None offers no Cancel.
        """
        from acctdesk.ui.widgets.jobs import JobItem

        job = JobItem(self._theme, label, cancellable=cancel is not None)
        if cancel is not None:
            job.cancelled.connect(lambda: cancel())
        self._jobs.addWidget(job)
        return job

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plane and the hairline above."""
        painter = Ink(self, self._theme)
        painter.fill(QRectF(self.rect()), "surface")
        painter.fill(QRectF(0, 0, self.width(), 1), "hairline")

    def _retheme(self) -> None:
        # Large text needs a higher line, not more air around it.
        line = self._theme.line("caption")
        self.setFixedHeight(line + Size.STATUS_BAR - TYPE["caption"].line)


class _Tick(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick."""
        edge = self._theme.px(14)
        picture = self._theme.pixmap("check", "secondary", 14, self.devicePixelRatioF())
        Ink(self, self._theme).drawPixmap(0, (self.height() - edge) // 2, picture)

    def _retheme(self) -> None:
        self.setFixedWidth(self._theme.px(14))
