"""The foot of a page of steps: back, a sentence, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

Deed = tuple[str, Callable[[], object]]
"""Words of a button, and what it does."""
BESIDE = 700
"""Width from which sentence and buttons stand side by side, at 100 %."""


class Footer(QWidget):
    """Buttons that stay the same widgets, so that focus stays while their words change.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._deeds: dict[Button, Callable[[], object]] = {}
        self.back = self._make(_("Back"))
        self.said = Label(theme, "", "caption", "secondary", wrap=True)
        self.second = self._make(" ")
        self.third = self._make(" ")
        self.primary = self._make(" ", primary=True)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(Space.CARD_GAP)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL + 2)
        row.addStretch(1)
        for one in (self.second, self.third, self.primary):
            row.addWidget(one)
        self._outer.addWidget(self.back)
        self._outer.addWidget(self.said, 1)
        self._outer.addWidget(self._buttons)
        # Tab goes from left to right, whatever the order of making.
        QWidget.setTabOrder(self.back, self.second)
        QWidget.setTabOrder(self.second, self.third)
        QWidget.setTabOrder(self.third, self.primary)

    def _make(self, words: str, *, primary: bool = False) -> Button:
        button = Button(self._theme, words, "primary" if primary else "secondary")
        button.clicked.connect(lambda: self._deeds.get(button, lambda: None)())
        return button

    def show_deeds(
        self,
        sentence: str,
        primary: Deed | None,
        *,
        enabled: bool = True,
        back: Callable[[], object] | None = None,
        others: tuple[Deed, ...] = (),
    ) -> None:
        """Offer other things.

        Args:
            sentence: What to know before one goes on.
            primary: The way on; None for none.
            enabled: Whether one can go on.
            back: The way back; None for none.
            others: Up to two other ways.
        """
        self.said.setText(sentence)
        self._put(self.back, (_("Back"), back) if back else None)
        self._put(self.second, others[0] if others else None)
        self._put(self.third, others[1] if len(others) > 1 else None)
        self._put(self.primary, primary)
        self.primary.setEnabled(enabled)
        self.primary.setAccessibleDescription("" if enabled else sentence)
        self._fit()

    def press(self) -> None:
        """Go on, as Enter does."""
        if self.primary.isVisible() and self.primary.isEnabled():
            self.primary.click()

    def _put(self, button: Button, deed: Deed | None) -> None:
        button.setVisible(deed is not None)
        if deed is not None:
            button.set_text(deed[0])
            self._deeds[button] = deed[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sentence above the buttons where both don't fit."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The buttons are never cut."""
        return QSize(self._buttons.minimumSizeHint().width(), super().minimumSizeHint().height())

    def _fit(self) -> None:
        buttons = self._buttons.sizeHint().width() + self.back.sizeHint().width()
        beside = self.width() - buttons >= self._theme.px(260)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._outer.direction():
            self._outer.removeWidget(self.back)
            self._outer.setDirection(way)
            row = self._buttons.layout()
            assert isinstance(row, QHBoxLayout)  # noqa: S101 - made above
            row.removeWidget(self.back)
            if beside:
                self._outer.insertWidget(0, self.back)
            else:
                row.insertWidget(0, self.back)
