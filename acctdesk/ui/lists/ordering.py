"""The small surfaces that say how a list is sorted and grouped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.query import Sort
from acctdesk.ui.lists.headmenu import order_words
from acctdesk.ui.lists.state import ViewState
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.layouts import Popover, PopoverPart
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

MOST_STEPS = 5
MOST_GROUPS = 3


class Steps(Popover):
    """Fields one after the other; each can be exchanged, moved and removed.

    Args:
        theme: The theme in force.
        title: What it is for.
        note: What is said while there is none.
        state: The view in force.
        fields: The fields that can be chosen.
        parent: The widget it belongs to.
    """

    most = MOST_STEPS

    def __init__(
        self,
        theme: Theme,
        title: str,
        note: str,
        state: ViewState,
        fields: Sequence[Field],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, title, parent)
        self._theme, self._state, self._note = theme, state, note
        self._fields = {one.name: one for one in fields if one.format is not Format.LONG_TEXT}
        self.body.addWidget(Label(theme, title, "strong"))
        self.part = PopoverPart(theme, title)
        self._rows = self.part.column
        self._rows.setSpacing(Space.CONTROL)
        self.body.addWidget(self.part)
        foot = QHBoxLayout()
        self.add = Button(theme, _("Add a field"), "quiet", icon="plus")
        self.add.clicked.connect(self._append)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.combos: list[ComboBox] = []
        self._wholes: list[tuple[QBoxLayout, QHBoxLayout]] = []

    def begin(self) -> None:
        """Show what is in force, and give the first field the keyboard."""
        self._show()
        (self.combos[0] if self.combos else self.add).setFocus()

    def names(self) -> list[str]:
        """The fields in force."""
        raise NotImplementedError

    def put(self, names: Sequence[str]) -> None:
        """Make other fields hold."""
        raise NotImplementedError

    def beside(self, at: int, name: str) -> QWidget | None:
        """What a row has beside its field."""
        return None

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        names = [one for one in self.names() if one in self._fields]
        self.combos, self._wholes = [], []
        rows: list[QWidget] = [self._row(at, name, names) for at, name in enumerate(names)]
        for row in rows or [Label(self._theme, self._note, "caption", "secondary")]:
            self._rows.addWidget(row)
            # What is still to be shown takes no room.
            row.show()
        self._stack()
        self.add.setEnabled(len(names) < min(self.most, len(self._fields)))
        self.part.fit(self)
        self.adjustSize()

    def _row(self, at: int, name: str, names: list[str]) -> QWidget:
        row = QWidget()
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        self._wholes.append((whole, rest := QHBoxLayout()))
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.CONTROL)
        line = QHBoxLayout()
        whole.addLayout(line, 1)
        whole.addLayout(rest)
        free = [one for one in self._fields if one == name or one not in names]
        words = _("First by") if at == 0 else _("Then by")
        combo = ComboBox(self._theme, words, [(one, str(self._fields[one].label)) for one in free])
        combo.set_value(name)
        combo.setMinimumWidth(self._theme.px(200))
        combo.activated.connect(lambda _at: self._exchange(at, str(combo.value())))
        self.combos.append(combo)
        label = Label(self._theme, words, "caption", "secondary")
        label.setMinimumWidth(self._theme.px(56))
        line.addWidget(label)
        line.addWidget(combo, 1)
        further = self.beside(at, name)
        if further is not None:
            rest.addWidget(further)
        up = IconButton(self._theme, "arrow-up", _("Earlier"))
        up.setEnabled(at > 0)
        up.clicked.connect(lambda: self._move(at, -1))
        rest.addWidget(up)
        away = IconButton(self._theme, "x", _("Remove"))
        away.clicked.connect(lambda: self._remove(at))
        rest.addWidget(away)
        return row

    def _stack(self) -> None:
        """With large text on a small screen, the order stands beneath the field in every row."""
        room = self.room().width() - 80 - self._theme.px(Space.CARD_GAP)
        if any(whole.totalSizeHint().width() > room for whole, _rest in self._wholes):
            for whole, rest in self._wholes:
                whole.setDirection(QBoxLayout.Direction.TopToBottom)
                rest.insertStretch(0, 1)

    def _append(self) -> None:
        names = self.names()
        free = next((one for one in self._fields if one not in names), None)
        if free is not None:
            self.put([*names, free])
            self._show()
            self.combos[-1].setFocus()
            self.part.reveal(self.combos[-1])

    def _exchange(self, at: int, name: str) -> None:
        names = self.names()
        names[at] = name
        self.put(names)
        self._show()
        self.combos[at].setFocus()

    def _move(self, at: int, by: int) -> None:
        names = self.names()
        names.insert(at + by, names.pop(at))
        self.put(names)
        self._show()
        self.combos[at + by].setFocus()

    def _remove(self, at: int) -> None:
        names = self.names()
        del names[at]
        self.put(names)
        self._show()
        (self.combos[min(at, len(self.combos) - 1)] if self.combos else self.add).setFocus()


class SortPopover(Steps):
    """How a list is sorted.

    Args:
        theme: The theme in force.
        state: The view in force.
        fields: The fields that can be chosen.
        parent: The widget it belongs to.
    """

    def __init__(
        self, theme: Theme, state: ViewState, fields: Sequence[Field], parent: QWidget
    ) -> None:
        note = _("By name. Add a field to sort by.")
        super().__init__(theme, _("Sort"), note, state, fields, parent)

    def names(self) -> list[str]:
        """The fields it is sorted by."""
        return [one.field for one in self._state.view.sort]

    def put(self, names: Sequence[str]) -> None:
        """Sort by other fields; each keeps its direction."""
        down = {one.field: one.descending for one in self._state.view.sort}
        self._state.change(sort=tuple(Sort(name, down.get(name, False)) for name in names))

    def beside(self, at: int, name: str) -> QWidget | None:
        """Which end comes first."""
        rising, falling = order_words(self._fields[name])
        combo = ComboBox(self._theme, _("Order"), ((False, rising), (True, falling)))
        combo.set_value(self._state.view.sort[at].descending)
        combo.activated.connect(lambda _at: self._turn(at, bool(combo.value())))
        return combo

    def _turn(self, at: int, down: bool) -> None:
        sort = list(self._state.view.sort)
        sort[at] = Sort(sort[at].field, down)
        self._state.change(sort=tuple(sort))


class GroupPopover(Steps):
    """How a list is grouped.

    Args:
        theme: The theme in force.
        state: The view in force.
        fields: The fields that can be chosen.
        parent: The widget it belongs to.
    """

    most = MOST_GROUPS

    def __init__(
        self, theme: Theme, state: ViewState, fields: Sequence[Field], parent: QWidget
    ) -> None:
        note = _("No groups. Add a field to put equal values together.")
        super().__init__(theme, _("Group"), note, state, fields, parent)

    def names(self) -> list[str]:
        """The fields it is grouped by."""
        return list(self._state.view.group)

    def put(self, names: Sequence[str]) -> None:
        """Group by other fields."""
        self._state.change(group=tuple(names))
