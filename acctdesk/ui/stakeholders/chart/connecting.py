"""Drawing a line from one card to another: which kind of line, and to whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from acctdesk.services.stakeholder import Card
from acctdesk.ui.stakeholders.chart.looking import matches
from acctdesk.ui.stakeholders.chart.panels import Panel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, lazy

TYPES: tuple[tuple[str, Lazy], ...] = (
    ("dotted", lazy("Dotted line")),
    ("influence", lazy("Influences")),
    ("conflict", lazy("Conflict")),
)
"""The kinds of line one can draw."""
SHOWN = 5
"""Names in sight at once."""
_POSITION = Qt.ItemDataRole.UserRole


class Connector(Panel):
    """Asks for the kind of line and who it leads to: by name, by key, or by a click on a card.

    Args:
        theme: The theme in force.
        over: The chart.
    """

    picked = Signal(str)
    """The card the line would lead to; empty for none."""
    made = Signal(str, str, str)
    """Draw a line: from, to, type."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(theme, _("Connect"), over)
        self.start = ""
        """Where the line begins; empty while nothing is being connected."""
        self._end = ""
        self._cards: tuple[Card, ...] = ()
        self.title = Label(theme, "", "strong")
        self.body.addWidget(self.title)
        self.type = Segmented(theme, _("Type of line"), [str(words) for _type, words in TYPES])
        self.body.addWidget(self.type)
        self.line = SearchField(theme, _("To whom? Type a name, or click a card"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._fill)
        self.body.addWidget(self.line)
        self.names = QListWidget()
        self.names.setObjectName("choices")
        self.names.setAccessibleName(_("To whom"))
        self.names.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.currentItemChanged.connect(lambda _now, _old: self._tell())
        self.names.itemClicked.connect(lambda _item: self.confirm())
        self.body.addWidget(self.names)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.dismiss)
        self.go = Button(theme, _("Connect"), "primary")
        self.go.clicked.connect(self.confirm)
        row.addWidget(cancel)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def ask(self, start: Card, cards: Sequence[Card], box: QRect, end: str = "") -> None:
        """Ask where a line from a card leads to.

        Args:
            start: The card.
            cards: Everybody on the map.
            box: The card, in the chart's coordinates.
            end: The other card, when it is known already.
        """
        self.start = start.position
        self._cards = tuple(one for one in cards if one.position != start.position)
        other = next((one for one in self._cards if one.position == end), None)
        name = start.label or _("Unknown")
        if other is not None:
            words = {"name": name, "other": other.label or _("Unknown")}
            self.title.setText(_("{name} and {other}").format(**words))
        else:
            self.title.setText(_("Connect %s") % name)
        self._end = end if other is not None else ""
        self.line.setVisible(other is None)
        self.names.setVisible(other is None)
        self.line.clear()
        self._fill("")
        self._fit_names()
        self.open_at(box)
        focus: QWidget = self.type if other is not None else self.line
        focus.setFocus(Qt.FocusReason.PopupFocusReason)
        if other is not None:
            self.picked.emit(end)

    def is_asking(self) -> bool:
        """Whether somebody to connect with is waited for."""
        return bool(self.start) and not self.isHidden()

    def kind(self) -> str:
        """The type of line that is chosen."""
        return TYPES[self.type.current()][0]

    def take(self, position: str) -> None:
        """Connect with a card that was clicked."""
        if position and position != self.start:
            self._make(position)

    def confirm(self) -> None:
        """Connect with whom is chosen."""
        end = self._end or self._named()
        if end:
            self._make(end)

    def dismiss(self) -> None:
        """Connect nobody."""
        self.start = ""
        self.picked.emit("")
        super().dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through the names, Enter takes one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                row = self.names.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
                self.names.setCurrentRow(min(max(row, 0), self.names.count() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.confirm()
                return True
            if key == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the type of line connects as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        super().keyPressEvent(event)

    def _fit_names(self) -> None:
        """As many names as there is room for: in low windows the buttons are needed more."""
        row = self.theme.px(36)
        self.names.setFixedHeight(row * SHOWN + 10)
        over = self.parentWidget()
        if over is not None:
            self.ensurePolished()
            self.adjustSize()
            missing = max(self.height() + 16 - over.height(), 0)
            self.names.setFixedHeight(max(row * SHOWN + 10 - missing, row + 10))

    def _fill(self, text: str) -> None:
        cards = matches(self._cards, text) if text.strip() else list(self._cards)
        self.names.clear()
        for card in cards:
            label = card.label or _("Unknown")
            words = f"{label}  ·  {card.title}" if card.name and card.title else label
            item = QListWidgetItem(words)
            item.setData(_POSITION, card.position)
            self.names.addItem(item)
        if cards and text.strip():
            self.names.setCurrentRow(0)
        self._tell()

    def _tell(self) -> None:
        self.go.setEnabled(bool(self._end or self._named()))
        if not self._end:
            self.picked.emit(self._named())

    def _named(self) -> str:
        """The card that is chosen in the list; empty for none."""
        row = self.names.currentRow()
        return str(self.names.item(row).data(_POSITION)) if row >= 0 else ""

    def _make(self, end: str) -> None:
        start, self.start = self.start, ""
        self.picked.emit("")
        self.hide()
        self.made.emit(start, end, self.kind())
