"""The details of an account: every field in its card, edited where it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.record import Record
from acctdesk.ui.account.reading import Options, Whole
from acctdesk.ui.record.fieldrow import FieldRow
from acctdesk.ui.record.formerly import Formerly
from acctdesk.ui.record.newfield import NewField
from acctdesk.ui.record.sections import groups_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.low import LOW, LowWindow
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

ONE_COLUMN_BELOW = 760
"""Width at 100 % below which the cards stand in one column."""
LEAST = 200
"""Height at 100 % that it needs where it scrolls by itself."""


class Details(QScrollArea):
    """All fields of an account, in cards.

    Args:
        theme: The theme in force.
        able: Whether fields can be edited.
        files: What shows the account's files; None shows none.
    """

    entered = Signal(str, object)
    """Name of a field, and what was entered into it."""
    tag_added = Signal(str, str)
    """Name of a field of tags, and the tag to be put on."""
    tag_removed = Signal(str, str)
    """Name of a field of tags, and the tag to be taken off."""
    account_wanted = Signal(str)
    """Another account is to be opened."""
    field_wanted = Signal(str, object)
    """Label and format of a field to be added."""
    place_wanted = Signal(object)
    """The `Place` where the values are shown that a field had."""

    def __init__(self, theme: Theme, *, able: bool = True, files: QWidget | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._able = able
        self._fields: tuple[Field, ...] = ()
        self._record: Record | None = None
        self._formerly = Formerly(self, lambda: self._record, self.place_wanted.emit)
        self._cards: list[QWidget] = []
        self.rows: dict[str, FieldRow] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Details"))
        inner = QWidget()
        inner.setProperty("plane", "page")
        self.setWidget(inner)
        inner.installEventFilter(self)
        self._low = LowWindow(theme, self, LOW)
        self._low.changed.connect(self._fit_height)
        self._both = QHBoxLayout(inner)
        self._both.setContentsMargins(0, 0, Space.CONTROL, 0)
        self._both.setSpacing(Space.CARD)
        # Both sides in one widget: Qt gives a card that moves to another parent the font it had
        # before the text size was last changed.
        self._sides = (QVBoxLayout(), QVBoxLayout())
        for side in self._sides:
            side.setSpacing(Space.CARD)
            self._both.addLayout(side, 1)
        self._group = _Family(theme)
        self._group.wanted.connect(self.account_wanted)
        self.add_field = Button(theme, _("Add a field"), "quiet", icon="plus")
        self.add_field.setEnabled(able)
        self.add_field.clicked.connect(self._ask_for_field)
        self.new_field = NewField(theme, self)
        self.new_field.wanted.connect(self.field_wanted)
        self._files: Card | None = None
        if files is not None:
            self._files = Card(theme, _("Files and links"))
            self._files.add(files)
        self._retheme()
        theme.changed.connect(self._retheme)

    def show_account(self, found: Whole) -> None:
        """Show an account."""
        self._record = found.record
        if found.fields != self._fields:
            self._fields = found.fields
            self._build()
        for row in self.rows.values():
            row.show_record(found.record, self._options(row.field, found))
            if row.tags is not None:
                row.tags.set_known(found.tags)
        self._group.show_family(found.parent, found.children)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._arrange()
        self._fit_height()

    def sizeHint(self) -> QSize:
        """No higher than it must be: what is left of the page is its own."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as high as the cards need, where the page scrolls."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit_height()
        return super().eventFilter(watched, event)

    def _retheme(self) -> None:
        self._arrange()
        self._fit_height()

    def _fit_height(self) -> None:
        high = self._theme.px(LEAST)
        if self._low:
            need = self._both.totalHeightForWidth(self.viewport().width())
            high = max(high, need, self._both.totalMinimumSize().height())
        if high != self.minimumHeight():
            self.setMinimumHeight(high)

    def _options(self, field: Field, found: Whole) -> Options:
        if field.target == "member":
            return found.members
        if field.target == "account" and found.accounts is not None:
            return tuple(one for one in found.accounts if one[0] != found.record.id)
        return ()

    def _build(self) -> None:
        self.add_field.setParent(self)
        self._group.setParent(self)
        if self._files is not None:
            self._files.setParent(self)
        for card in self._cards:
            if card not in (self._group, self._files):
                card.hide()
                card.deleteLater()
        self._cards, self.rows = [], {}
        groups = groups_of("account", self._fields)
        for group in groups[:-1]:
            card = Card(self._theme, group.title)
            if group.name == "notes":
                card.head.addWidget(Badge(self._theme, _("Internal"), icon="lock"))
            self._fill(card, group.fields, group.title)
            self._cards.append(card)
            if group.name == "commercial":
                self._cards.append(self._group)
        own = groups[-1]
        more = Card(self._theme, _("Own fields"))
        if own.fields:
            self._fill(more, own.fields, own.title)
        else:
            words = _("Keep here what only you need: a contract number, a favourite restaurant.")
            more.add(Label(self._theme, words, tone="secondary", wrap=True))
        more.body.addWidget(self.add_field, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_field.show()
        self._cards.append(more)
        if self._files is not None:
            self._cards.append(self._files)
        self._arrange()
        for card in self._cards:
            card.show()

    def _fill(self, card: Card, fields: Sequence[Field], title: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.CONTROL)
        grid.setVerticalSpacing(Space.CONTROL)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        place = 0
        for field in fields:
            named = str(field.label) != title
            row = FieldRow(self._theme, field, able=self._able, named=named)
            row.entered.connect(lambda value, name=field.name: self.entered.emit(name, value))
            row.tag_added.connect(lambda tag, name=field.name: self.tag_added.emit(name, tag))
            row.tag_removed.connect(lambda tag, name=field.name: self.tag_removed.emit(name, tag))
            self._formerly.watch(row)
            self.rows[field.name] = row
            long = field.format is Format.LONG_TEXT
            if long and place % 2:
                place += 1
            top = Qt.AlignmentFlag.AlignTop
            if long:
                grid.addWidget(row, place // 2, 0, 1, 2, top)
                place += 2
            else:
                grid.addWidget(row, place // 2, place % 2, top)
                place += 1
        card.body.setContentsMargins(8, 0, 8, Space.CARD_GAP)
        card.body.addLayout(grid)

    def _arrange(self) -> None:
        one = self.viewport().width() < self._theme.px(ONE_COLUMN_BELOW)
        for side in self._sides:
            # A widget knows the first item that held it. One that is only taken lives on, and the
            # height that the next one keeps of a card is never asked for again.
            for card in self._cards:
                side.removeWidget(card)
            while side.takeAt(0) is not None:
                pass
        for at, card in enumerate(self._cards):
            left = one or at in (0, 3, 6)
            self._sides[0 if left else 1].addWidget(card)
        for side in self._sides:
            side.addStretch(1)
        self._both.setStretch(1, 0 if one else 1)

    def _ask_for_field(self) -> None:
        self.new_field.ask(self.add_field)


class _Family(Card):
    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Group"))
        self._inner = QVBoxLayout()
        self._inner.setSpacing(4)
        self.body.addLayout(self._inner)
        self._parts: list[QWidget] = []
        self._theme = theme

    def show_family(self, parent: tuple[str, str] | None, children: Options) -> None:
        for part in self._parts:
            self._inner.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if parent is not None:
            self._add(_("Part of"), (parent,))
        if children:
            self._add(_("Parent of"), children)
        if not self._parts:
            words = _("Stands alone: no parent account, and none below.")
            self._put(Label(self._theme, words, tone="secondary", wrap=True))

    def _add(self, title: str, accounts: Options) -> None:
        self._put(Label(self._theme, title, "caption", "secondary"))
        for account, name in accounts:
            link = Button(self._theme, name, "link")
            link.clicked.connect(lambda _on=False, account=account: self.wanted.emit(account))
            self._put(link)

    def _put(self, part: QWidget) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        if isinstance(part, Button):
            self._inner.addWidget(part, 0, left)
        else:
            self._inner.addWidget(part)
        self._parts.append(part)
