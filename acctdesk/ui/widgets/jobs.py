"""A long job as the status bar shows it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Meter
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class JobItem(QWidget):
    """Label, bar, percentage, and Cancel.

    Args:
        theme: The theme in force.
        label: What is being done.
        cancellable: Whether Cancel is offered.
    """

    cancelled = Signal()
    """Cancel was pressed; the job itself decides when it has stopped."""

    def __init__(self, theme: Theme, label: str, *, cancellable: bool = True) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._words = Label(theme, label, "caption", "secondary")
        row.addWidget(self._words)
        self._bar = Meter(theme, label, 0.0, "accent")
        self._bar.hide()
        row.addWidget(self._bar)
        self._share = Label(theme, "", "caption")
        row.addWidget(self._share)
        self._cancel = Button(theme, _("Cancel"), "link")
        self._cancel.setAccessibleName(_("Cancel {job}").format(job=label))
        if not cancellable:
            self._cancel.hide()
        self._cancel.clicked.connect(self._on_cancel)
        row.addWidget(self._cancel)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_progress(self, share: float | None, label: str = "") -> None:
        """Tell how far it is.

        Args:
            share: 0 to 1; None while nobody knows.
            label: New words; empty keeps the old.
        """
        if label:
            self._words.setText(label)
        self._bar.setVisible(share is not None)
        if share is None:
            self._share.setText("")
            return
        self._bar.set_share(share)
        words = f"{int(share * 100)} %"
        self._share.setText(words)
        self._bar.setAccessibleName(f"{self._words.text()}, {words}")

    def finish(self) -> None:
        """Take the job away."""
        self.hide()
        self.deleteLater()

    def _retheme(self) -> None:
        self._bar.setFixedWidth(self._theme.px(80))

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._share.setText(_("stopping"))
        self.cancelled.emit()
