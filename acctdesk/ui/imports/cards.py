"""The list of what needs the person: a card for each, mended in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acctdesk.exchange.intake.answers import CREATE, SKIP, UPDATE
from acctdesk.services.values import fold
from acctdesk.ui.imports.items import Item, Level, Repair
from acctdesk.ui.imports.readings import orders
from acctdesk.ui.imports.rows_model import status_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.pieces import Glyph
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, lazy

EMPTY = "\x00"
"""Value of "Leave empty" in a list, since None is a choice of its own in Qt."""
_ORDERS = {"dmy": lazy("Day first"), "mdy": lazy("Month first"), "ymd": lazy("Year first")}
NOTHING = "\x01"
"""Value of "Choose…"."""
MOST_VISIBLE = 14
"""Entries of an open list that are seen at once; typing jumps to the rest."""


class ItemCard(QWidget):
    """One thing that needs the person.

    Args:
        theme: The theme in force.
        item: What it is.
        alike: How many more duplicates wait for a decision.
    """

    chosen = Signal(object)
    """It was clicked or got the focus: the `Item`."""
    answered = Signal(object, str, object)
    """The person decided: the `Item`, what kind of answer, and the answer."""
    compare = Signal(object)
    """Two records are to be shown side by side."""

    def __init__(self, theme: Theme, item: Item, alike: int = 0) -> None:
        super().__init__()
        self._theme, self.item = theme, item
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD_GAP)
        row.setSpacing(Space.CONTROL)
        self._glyph = Glyph(theme, status_of(item))
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        self._title = Label(theme, item.title, "strong", wrap=True)
        self._rows = Label(theme, "", "caption", "secondary")
        head.addWidget(self._title, 1)
        head.addWidget(self._rows, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._note = Label(theme, item.note, "caption", "secondary", wrap=True)
        column.addWidget(self._note)
        self._actions = QWidget()
        self._flow = FlowLayout(self._actions, Space.CONTROL)
        column.addSpacing(Space.TIGHT)
        column.addWidget(self._actions)
        self.wrong = Label(theme, "", "caption", "danger", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.all_alike: CheckBox | None = None
        self._fill(alike)
        self.update_item(item)
        for one in self._actions.findChildren(QWidget):
            one.installEventFilter(self)

    def update_item(self, item: Item) -> None:
        """Show what a new check says of the same thing; what was typed stays."""
        self.item = item
        self._title.setText(item.title)
        self._note.setText(item.note)
        self._note.setVisible(bool(item.note))
        self._glyph.set_status(status_of(item))
        count = len(item.rows)
        self._rows.setText(_n("{n} row", "{n} rows", count) if count else "")
        self.setAccessibleName(f"{item.title}, {self._rows.text()}".rstrip(", "))
        self.setAccessibleDescription(item.note)
        self._actions.setVisible(self._flow.count() > 0)

    def set_current(self, current: bool) -> None:
        """Whether its rows are the ones that are shown."""
        if current != self._current:
            self._current = current
            self.update()

    def set_alike(self, alike: int) -> None:
        """Tell how many possible duplicates wait for a decision."""
        if self.all_alike is not None:
            self.all_alike.setAccessibleName(_n("", "Same for all {n}", alike))
            self.all_alike.setVisible(alike > 1)
            self.all_alike.updateGeometry()

    def complain(self, text: str) -> None:
        """Say what is wrong with what was typed; empty withdraws it."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    # -- what it offers --------------------------------------------------------------------

    def _fill(self, alike: int) -> None:
        make = {
            Repair.DATE_ORDER: self._offer_orders, Repair.DECIMAL: self._offer_marks,
            Repair.CHOICE: self._offer_choice, Repair.TEXT: self._offer_text,
            Repair.EXISTING: self._offer_compare, Repair.SIMILAR: self._offer_compare,
        }.get(self.item.repair)  # fmt: skip
        if self.item.repair is Repair.DUPLICATE:
            self._offer_duplicate(alike)
        elif make is not None:
            make()

    def _button(self, words: str, kind: str, answer: object, link: bool = False) -> Button:
        button = Button(self._theme, words, "link" if link else "secondary")
        button.setAccessibleName(f"{words}: {self.item.title}")
        button.clicked.connect(lambda: self.answered.emit(self.item, kind, answer))
        self._flow.addWidget(button)
        return button

    def _offer_orders(self) -> None:
        if self.item.group is not None:
            for order in orders(self.item.group):
                self._button(str(_ORDERS[order]), "date_orders", order)

    def _offer_marks(self) -> None:
        self._button(_("Comma: 1.234,5"), "decimals", ",")
        self._button(_("Point: 1,234.5"), "decimals", ".")

    def _offer_choice(self) -> None:
        item = self.item
        suggestion = item.group.suggestion if item.group else None
        offered = [*item.choices, (EMPTY, _("Leave empty"))]
        if suggestion not in dict(item.choices):
            suggestion = NOTHING
            offered = [(NOTHING, _("Choose…")), *offered]
        box = ComboBox(self._theme, item.title, offered)
        box.setMaximumWidth(self._theme.px(220))
        box.setMaxVisibleItems(MOST_VISIBLE)
        box.set_value(suggestion)
        box.currentIndexChanged.connect(lambda _at: self.complain(""))
        apply_ = Button(self._theme, self._apply_words(), "link")
        apply_.setAccessibleName(f"{apply_.accessibleName()}: {item.title}")
        apply_.clicked.connect(self._on_choice)
        self.box, self.apply_button = box, apply_
        self._flow.addWidget(box)
        self._flow.addWidget(apply_)

    def _on_choice(self) -> None:
        value = self.box.value()
        if value == NOTHING:
            self.complain(_("Choose what it means first."))
        else:
            self.answered.emit(self.item, "word", None if value == EMPTY else value)

    def _apply_words(self) -> str:
        count = len(self.item.rows)
        return _("Apply") if count == 1 else _n("Apply to {n}", "Apply to all {n}", count)

    def _offer_text(self) -> None:
        group = self.item.group
        self.line = QLineEdit()
        self.line.setAccessibleName(self.item.title)
        self.line.setMinimumWidth(self._theme.px(190))
        if group is not None:
            self.line.setText(str(group.suggestion or group.found))
            self.line.setCursorPosition(0)
        self.line.textEdited.connect(lambda _text: self.complain(""))
        self.line.returnPressed.connect(self._on_text)
        apply_ = Button(self._theme, self._apply_words(), "link")
        apply_.clicked.connect(self._on_text)
        self._flow.addWidget(self.line)
        self._flow.addWidget(apply_)
        self._button(_("Leave empty"), "text", "", link=True)

    def _on_text(self) -> None:
        group = self.item.group
        text = self.line.text().strip()
        if group is not None and fold(text) == fold(group.found) and text == group.found:
            self.complain(_("That is what stands there. Change it, or leave it empty."))
            return
        self.answered.emit(self.item, "text", text)

    def _offer_duplicate(self, alike: int) -> None:
        self._button(_("Update it"), "duplicate", UPDATE)
        self._button(_("Create another"), "duplicate", CREATE)
        self._button(_("Skip"), "duplicate", SKIP)
        self._offer_compare()
        if self.item.level is not Level.QUESTION:
            return
        # Its name is what it shows.
        self.all_alike = CheckBox(self._theme, " ")
        self._flow.addWidget(self.all_alike)
        self.set_alike(alike)

    def _offer_compare(self) -> None:
        button = Button(self._theme, _("Compare"), "link")
        button.setAccessibleName(_("Compare: %s") % self.item.title)
        button.clicked.connect(lambda: self.compare.emit(self.item))
        self._flow.addWidget(button)

    # -- choosing --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card of the field one is in is the chosen one."""
        if event.type() == QEvent.Type.FocusIn:
            self.chosen.emit(self.item)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose it."""
        super().focusInEvent(event)
        self.update()
        self.chosen.emit(self.item)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from card to card; Enter applies what is chosen; Esc leaves a field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.hasFocus():
            focus = self.window().focusWidget()
            if self.item.repair is Repair.CHOICE and focus is self.box:
                self._on_choice()
                return
        if event.key() == Qt.Key.Key_Escape and not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.hasFocus():
            super().keyPressEvent(event)
            return
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        parent = self.parentWidget()
        if step is None or parent is None:
            super().keyPressEvent(event)
            return
        cards = [one for one in parent.findChildren(ItemCard) if one.isVisible()]
        cards.sort(key=lambda one: one.y())
        at = cards.index(self) + step
        if 0 <= at < len(cards):
            cards[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint the chosen card; a line beneath each."""
        painter = QPainter(self)
        if self._current:
            painter.fillRect(self.rect(), self._theme.colour("soft"))
        line = self.rect()
        painter.fillRect(0, line.bottom(), line.width(), 1, self._theme.colour("table_line"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(line.adjusted(1, 1, -1, -2))
