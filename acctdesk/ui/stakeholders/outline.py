"""The outline: the map as a table of lines, which does without a mouse all that the chart does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QMenu, QVBoxLayout, QWidget

from acctdesk.exchange.maps.faces import make_faces
from acctdesk.ui.stakeholders.chart.panels import Bubble
from acctdesk.ui.stakeholders.lines import outline
from acctdesk.ui.stakeholders.moves import indent, outdent
from acctdesk.ui.stakeholders.outlinemodel import OutlineModel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.selecting import select_rows
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.study import Study

MenuMaker = Callable[[QWidget], QMenu]
_Key = Qt.Key
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ARROWS = {_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down}


class _Lines(GridView):
    """The table; its keys beside those of every grid move branches."""

    def __init__(self, theme: Theme, owner: Outline) -> None:
        super().__init__(theme, _("Outline"))
        self._owner = owner

    def event(self, event: QEvent) -> bool:
        """Keep Alt and the arrows from going back and forward."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() & (_SHIFT | _ALT | _CTRL)
            if plain == _ALT and event.key() in _ARROWS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The outline's own keys first."""
        if not self._owner.press(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with those who are chosen."""
        self._owner.open_menu(event)

    def run_command(self, action_id: str) -> bool:
        """A grid's commands; opening means the details."""
        return action_id != "open_record" and super().run_command(action_id)


class Outline(QWidget):
    """The outline.

    Args:
        theme: The theme in force.
        study: The map.
    """

    details_wanted = Signal(str)
    """Somebody is to be looked at closely."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._study = study
        self._menu: MenuMaker | None = None
        self._following = False
        self._naming = ""
        self.model = OutlineModel(study, self)
        self.grid = _Lines(theme, self)
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        self.grid.set_pinned(1)
        self.grid.set_empty(EmptyState(theme, "network", _("Nobody was on the map on this day")))
        self.setFocusProxy(self.grid)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.bubble = Bubble(theme, self)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self._choose())
        self.grid.selectionModel().currentChanged.connect(lambda *_both: self._choose())
        self.grid.toggled.connect(self._toggle)
        self.grid.cell_delegate.moved.connect(self._stay)
        self.grid.cell_delegate.closeEditor.connect(self._end_naming)
        self.grid.open_requested.connect(lambda _index: self._open())
        study.shown.connect(self._show)
        study.refused.connect(self._refuse)
        study.chosen.changed.connect(self._follow)
        study.chosen.folded.connect(self._show)
        self._show()

    # -- what the tab asks -----------------------------------------------------------------

    def set_menu(self, make: MenuMaker) -> None:
        """Say what makes the menu of those who are chosen."""
        self._menu = make

    def run_command(self, action_id: str) -> bool:
        """A grid's commands while it has the keyboard; the tab answers those of the map."""
        return self.grid.hasFocus() and self.grid.run_command(action_id)

    def fit(self) -> None:
        """Make every column as wide as what it shows."""
        self.grid.fit_columns()

    def edit_name(self, position: str) -> None:
        """Open the editor of a name; of a placeholder with a title that of the title."""
        card, row = self._study.card(position), self.model.row_of(position)
        if card is None or row < 0 or not self._study.may_change(position):
            return
        titled = card.is_placeholder and bool(card.title)
        index = self.model.index(row, self.model.column("title" if titled else "name"))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.setCurrentIndex(index)
        self._naming = position
        self.grid.edit(index)

    def panes(self) -> tuple[QWidget, ...]:
        """The table."""
        return (self.grid,)

    # -- keys ------------------------------------------------------------------------------

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means to the map; whether it means something."""
        key = Qt.Key(event.key())
        held = event.modifiers() & (_SHIFT | _ALT | _CTRL)
        study, current = self._study, self._study.chosen.current
        if held == _ALT and key in _ARROWS:
            self._move(key)
        elif key == _Key.Key_Insert and held == Qt.KeyboardModifier.NoModifier:
            study.add("below", current or None)
        elif key in (_Key.Key_Return, _Key.Key_Enter) and held == _SHIFT:
            study.add("beside", current or None)
        elif key == _Key.Key_Up and held == _CTRL | _SHIFT:
            study.add("above", current or None)
        elif key == _Key.Key_Delete and held == Qt.KeyboardModifier.NoModifier:
            study.remove(study.chosen.cards)
        else:
            return False
        return True

    def _move(self, key: Qt.Key) -> None:
        study, chosen = self._study, self._study.chosen
        if not chosen.current:
            return
        if key == _Key.Key_Right:
            indent(study, chosen.cards)
        elif key == _Key.Key_Left:
            outdent(study, chosen.cards)
        else:
            study.step(chosen.current, -1 if key == _Key.Key_Up else 1)

    # -- following ---------------------------------------------------------------------------

    def _show(self) -> None:
        study = self._study
        if study.seen is None:
            return
        column = max(self.grid.currentIndex().column(), 0)
        faces = make_faces(study.seen, study.word, study.badges)
        self._following = True
        lines = outline(study.seen, study.chosen.folds)
        fresh = self.model.rowCount() == 0
        anew = self.model.set_lines(lines, faces)
        self._following = False
        if anew:
            self._follow(column)
        if fresh and lines:
            self.grid.fit_columns()

    def _follow(self, column: int = -1) -> None:
        """Select who is chosen."""
        if self._following:
            return
        self._following = True
        chosen = self._study.chosen
        rows = [at for one in chosen.cards if (at := self.model.row_of(one)) >= 0]
        current = self.model.row_of(chosen.current)
        if current >= 0:
            column = column if column >= 0 else max(self.grid.currentIndex().column(), 0)
            self.grid.setCurrentIndex(self.model.index(current, column))
        if rows:
            select_rows(self.grid, rows)
        else:
            self.grid.clearSelection()
        self._following = False

    def _choose(self) -> None:
        if self._following:
            return
        self._following = True
        rows = self.grid.selected_rows()
        lines = [line for row in rows if (line := self.model.line(row)) is not None]
        current = self.model.line(self.grid.currentIndex().row())
        cards = [one.card.position for one in lines]
        here = current.card.position if current is not None else ""
        if here in cards:
            # Whoever was added to the choice last comes last.
            cards = [*(one for one in cards if one != here), here]
            self._study.chosen.choose(cards, here)
        else:
            self._study.chosen.choose(cards)
        self._following = False

    def _stay(self, *_step: int) -> None:
        """Stay at who was named just now: the next key is about them."""
        row, self._naming = self.model.row_of(self._naming), ""
        if row >= 0:
            self.grid.setCurrentIndex(self.model.index(row, 0))

    def _end_naming(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self._naming = ""

    def _toggle(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self._study.chosen.fold(line.card.position)

    def _open(self) -> None:
        if self._study.chosen.current:
            self.details_wanted.emit(self._study.chosen.current)

    def open_menu(self, event: QContextMenuEvent) -> None:
        """Open the menu of those who are chosen."""
        if self._menu is not None and self._study.chosen.cards:
            self._menu(self).popup(event.globalPos())

    def _refuse(self, text: str, position: str) -> None:
        if self.isVisible():
            self.bubble.say(text, self._box(position or self._study.chosen.current))

    def _box(self, position: str) -> QRect:
        row = self.model.row_of(position)
        if row < 0:
            return QRect(self.rect().center(), self.rect().center())
        box = self.grid.visualRect(self.model.index(row, 0))
        corner = self.grid.viewport().mapTo(self, box.topLeft())
        return QRect(corner, box.size())
