"""The strip that narrows the list: a box for words, a few choices, and what is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.ui.accounts.reading import Filter
from acctdesk.ui.entry import choices_of, in_words
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, MenuButton
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.words import _

QUICK = ("tier", "phase", "rag", "owner_id")
"""Fields one can filter by with a click."""
PAUSE = 60
"""Milliseconds after the last key before the list is asked for."""


class FilterBar(QWidget):
    """A box for words, a menu for each quick field, and a chip for each choice.

    Args:
        theme: The theme in force.
    """

    changed = Signal(object)
    """The `Filter` in force."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filter = Filter()
        self._fields: dict[str, Field] = {}
        self._choices: dict[str, tuple[tuple[str, str], ...]] = {}
        self._menus: dict[str, MenuButton] = {}
        self._chips: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._row = FlowLayout(self, Space.CONTROL)
        self.box = SearchField(theme, _("Filter accounts"), "Ctrl+F")
        self._row.addWidget(self.box)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_words)
        self.box.textChanged.connect(lambda _text: self._pause.start())
        self._clear = Button(theme, _("Clear filter"), "link")
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self._row.addWidget(self._clear)
        self._retheme()
        theme.changed.connect(self._retheme)

    def filter(self) -> Filter:
        """What the list is narrowed to."""
        return self._filter

    def set_filter(self, words: str, values: Mapping[str, Sequence[str]]) -> None:
        """Narrow the list without telling of it."""
        self._filter = Filter(words, {name: tuple(codes) for name, codes in values.items()})
        self.box.blockSignals(True)
        self.box.setText(words)
        self.box.blockSignals(False)
        self._show()

    def clear(self) -> None:
        """Show everything."""
        self.set_filter("", {})
        self.changed.emit(self._filter)

    def offer(self, fields: Sequence[Field], owners: Sequence[tuple[str, str]]) -> None:
        """Say what can be chosen.

        Args:
            fields: The fields of an account; those that are quick get a menu.
            owners: Ids and names of our people.
        """
        for one in fields:
            if one.name not in QUICK:
                continue
            listed = tuple(owners) if one.target else choices_of(one)
            empty = in_words(one, None) or _("None")
            choices = tuple((str(code), words) for code, words in listed if code)
            choices = (*choices, ("", empty))
            if self._choices.get(one.name) != choices:
                self._fields[one.name] = one
                self._choices[one.name] = choices
                self._make_menu(one)
        self._show()

    def menu(self, name: str) -> QMenu:
        """The menu of a quick field."""
        menu = self._menus[name].menu()
        assert menu is not None  # noqa: S101 - made with it
        return menu

    def _make_menu(self, field: Field) -> None:
        menu = QMenu()
        for code, words in self._choices[field.name]:
            if not code:
                menu.addSeparator()
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(code)
            action.triggered.connect(
                lambda on, name=field.name, code=code: self._choose(name, code, on)
            )
        button = self._menus.get(field.name)
        if button is None:
            button = MenuButton(self._theme, str(field.label), menu)
            self._menus[field.name] = button
            self._row.addWidget(button)
        else:
            old = button.menu()
            menu.setParent(button, menu.windowFlags())
            button.setMenu(menu)
            if old is not None:
                old.deleteLater()

    def _choose(self, name: str, code: str, on: bool) -> None:
        chosen = [one for one in self._filter.values.get(name, ()) if one != code]
        if on:
            # "Nothing there" and a value exclude each other.
            chosen = [one for one in chosen if bool(one) == bool(code)] + [code]
        order = [one for one, _words in self._choices[name]]
        chosen.sort(key=order.index)
        self._set(name, tuple(chosen))

    def _set(self, name: str, codes: tuple[str, ...]) -> None:
        values = {key: held for key, held in self._filter.values.items() if key != name}
        if codes:
            values[name] = codes
        self._filter = Filter(self.box.text(), values)
        self._show()
        self.changed.emit(self._filter)

    def _on_words(self) -> None:
        if self.box.text() != self._filter.words:
            self._filter = Filter(self.box.text(), self._filter.values)
            self._show()
            self.changed.emit(self._filter)

    def _show(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._row.removeWidget(self._clear)
        for name, codes in self._filter.values.items():
            if name not in self._choices or not codes:
                continue
            words = [text for code, text in self._choices[name] if code in codes]
            said = _("{field} is {values}").format(
                field=self._fields[name].label, values=_(" or ").join(words)
            )
            chip = Chip(self._theme, said)
            chip.removed.connect(lambda name=name: self._set(name, ()))
            self._row.addWidget(chip)
            self._chips.append(chip)
            chip.show()
        self._row.addWidget(self._clear)
        self._clear.setVisible(self._filter.active)
        for name, button in self._menus.items():
            menu = button.menu()
            held = self._filter.values.get(name, ())
            for action in menu.actions() if menu is not None else ():
                action.setChecked(action.data() in held and not action.isSeparator())

    def _retheme(self) -> None:
        self.box.setFixedWidth(self._theme.px(240))
