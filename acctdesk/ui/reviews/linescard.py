"""A card of lines: what it is, who, how it stands; each with what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.reviews.focusrows import FocusRow, FocusRows, same_order
from acctdesk.ui.reviews.lines import ACTS, Line
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.cards import Card, Meter
from acctdesk.ui.widgets.line import Line as Hair
from acctdesk.ui.widgets.status import StatusLabel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, percent

if TYPE_CHECKING:
    from decimal import Decimal

    from acctdesk.ui.theme.theme import Theme

WIDE = 440
"""Width at 100 % from which a line says all side by side."""
SIDE = 96
"""Width at 100 % of who."""


ANY = 16_777_215
"""Qt's greatest width."""


class LineRow(FocusRow):
    """One line.

    Args:
        theme: The theme in force.
        line: What it says.
        able: Whether anything can be changed.
    """

    acted = Signal(str)
    """Name of what is to be done, of `ACTS`."""

    def __init__(self, theme: Theme, line: Line, *, able: bool) -> None:
        super().__init__(theme, line.key)
        self.line = line
        self._able = able
        self._narrow: bool | None = None
        self._wide_side = self._wide_said = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.CARD - 4, 7, Space.CONTROL, 7)
        self._grid.setHorizontalSpacing(Space.CONTROL)
        self._grid.setVerticalSpacing(1)
        self.title = Label(theme, line.title, wrap=True)
        self.note = Label(theme, "", "caption", "secondary", wrap=True)
        self.side = Label(theme, "", "caption", "secondary", wrap=True)
        self.status = StatusLabel(theme, line.status, line.said)
        self.meter = Meter(theme, "", 0.0)
        self.meter.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(1)
        for part in (self.title, self.meter, self.note):
            words.addWidget(part)
        self._words = words
        self._grid.addLayout(words, 0, 0)
        self.more = IconButton(theme, "ellipsis", _("More"), small=True)
        # The menu key does the same on the row.
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(
            lambda: self.open_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        self.menu_wanted.connect(self.open_menu)
        self.opened.connect(lambda: self.acted.emit("edit"))
        self.show_line(line)
        self._lay(narrow=False)
        theme.changed.connect(self._retheme)

    def show_line(self, line: Line) -> None:
        """Say something else of the same record."""
        self.line = line
        self.setAccessibleName(line.spoken)
        self.title.setText(line.title)
        self.side.setText(line.side)
        self.status.set_status(line.status, line.said)
        self.note.setText(line.note)
        self.note.setVisible(bool(line.note) and self.parentWidget() is not None)
        self.note.setHidden(not line.note)
        share = line.share
        self.meter.setHidden(share is None)
        if share is not None:
            told = percent(_decimal(share), 0)
            self.meter.setAccessibleName(_("%s of the way") % told)
            self.meter.set_share(share)
        self.more.setAccessibleName(_("More on %s") % line.title)
        self.more.setHidden(not (self._able and line.acts))

    def set_widths(self, side: int, words: int) -> None:
        """Stand in line with the other rows.

        Args:
            side: Pixels for who.
            words: Pixels for how it stands.
        """
        if (side, words) != (self._wide_side, self._wide_said):
            self._wide_side, self._wide_said = side, words
            self._retheme()

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self.line.acts:
            words, icon = ACTS[name]
            action = menu.addAction(self._theme.icon(icon), str(words))
            action.triggered.connect(lambda _on=False, name=name: self.acted.emit(name))
        return menu

    def open_menu(self, where: QPoint) -> None:
        """Offer what can be done with it."""
        if self._able and self.line.acts:
            self.menu().popup(where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same at the pointer."""
        self.open_menu(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less side by side where it is narrow."""
        super().resizeEvent(event)
        self._lay(narrow=self.width() < self._theme.px(WIDE))

    def _lay(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        top = Qt.AlignmentFlag.AlignTop
        # Without a side a part as wide as its words would hold its column to that width.
        left = top | Qt.AlignmentFlag.AlignLeft
        for part in (self.side, self.status, self.more):
            self._grid.removeWidget(part)
        if narrow:
            self._grid.addWidget(self.status, 1, 0, left)
            self._grid.addWidget(self.side, 2, 0)
            self._grid.addWidget(self.more, 0, 1, top)
        else:
            self._grid.addWidget(self.side, 0, 1, top)
            self._grid.addWidget(self.status, 0, 2, left)
            self._grid.addWidget(self.more, 0, 3, top)
        self._grid.setColumnStretch(0, 1)
        self._retheme()

    def _retheme(self) -> None:
        narrow, side = bool(self._narrow), self._wide_side
        self._grid.setColumnMinimumWidth(1, 0 if narrow else side)
        self._grid.setColumnMinimumWidth(2, 0 if narrow else self._wide_said)
        self.side.setMaximumWidth(ANY if narrow else side)
        self.side.setHidden(not (self.line.side if narrow else side))


def _decimal(share: float) -> Decimal:
    from decimal import Decimal

    return Decimal(str(round(share, 4)))


class LinesCard(Card):
    """A card of lines, and a field in which the next is added.

    Args:
        theme: The theme in force.
        title: Its heading.
        empty: What is said while there are no lines.
        able: Whether anything can be changed.
        add: What is added in the field beneath; empty shows none.
    """

    acted = Signal(str, str, str)
    """Name of what is to be done, kind and id of the record."""
    typed = Signal(str)
    """Words of a line that is to be added."""

    def __init__(self, theme: Theme, title: str, empty: str, *, able: bool, add: str = "") -> None:
        super().__init__(theme, title, " ", flush=True)
        self._theme, self._able = theme, able
        self.note.setText("")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.list: FocusRows[LineRow] = FocusRows(theme, title)
        self.add(self.list)
        self.empty = Label(theme, empty, tone="secondary", wrap=True)
        self.empty.setContentsMargins(Space.CARD, 10, Space.CARD, 10)
        self.add(self.empty)
        self.line = QLineEdit()
        self.line.setAccessibleName(add or title)
        self.line.setPlaceholderText(add)
        self.line.returnPressed.connect(self._type)
        if add and able:
            self.body.addWidget(Hair(theme, "table_line"))
            box = QWidget()
            row = QVBoxLayout(box)
            row.setContentsMargins(Space.CARD - 4, 6, Space.CARD - 4, 2)
            row.addWidget(self.line)
            self.add(box)
        else:
            self.line.setParent(self)
            self.line.hide()
        self.body.addStretch(1)
        theme.changed.connect(self._line_up)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for two in a row."""
        return QSize(self._theme.px(240), super().minimumSizeHint().height())

    def show_lines(self, lines: Sequence[Line], note: str = "") -> None:
        """Show other lines; those that stay keep their place and the keyboard.

        Args:
            lines: What is to be listed.
            note: Grey words in the heading.
        """
        self.note.setText(note)
        self.empty.setVisible(not lines)
        held = {row.key: row for row in self.list.rows}
        if not same_order(self.list.rows, [one.key for one in lines]):
            self.list.set_rows([held.get(one.key) or self._made(one) for one in lines])
        for row, line in zip(self.list.rows, lines, strict=True):
            if row.line != line:
                row.show_line(line)
        self._line_up()

    def _line_up(self) -> None:
        """Give all rows columns of the same width, and none to what no row says."""
        rows = self.list.rows
        side = self._theme.px(SIDE) if any(row.line.side for row in rows) else 0
        words = max((row.status.sizeHint().width() for row in rows), default=0)
        for row in rows:
            row.set_widths(side, words)

    def clear(self) -> None:
        """Show nothing, until it is known what there is."""
        self.list.set_rows([])
        self.note.setText("")
        self.empty.hide()

    def lines(self) -> list[Line]:
        """What it lists."""
        return [row.line for row in self.list.rows]

    def _made(self, line: Line) -> LineRow:
        row = LineRow(self._theme, line, able=self._able)
        row.acted.connect(lambda name, row=row: self._act(row, name))
        return row

    def _act(self, row: LineRow, name: str) -> None:
        if self._able:
            self.acted.emit(name, row.line.kind, row.line.record)

    def _type(self) -> None:
        words = self.line.text().strip()
        if words:
            self.typed.emit(words)
            self.line.clear()
