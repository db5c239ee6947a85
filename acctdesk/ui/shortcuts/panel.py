"""The panel beside the list: other keys for the chosen action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from acctdesk.ui.shell import keys as kept
from acctdesk.ui.shortcuts.fixed import owner_of
from acctdesk.ui.shortcuts.model import KeyRow, native
from acctdesk.ui.shortcuts.recorder import KeyField
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from acctdesk.ui.shell.actions import ActionSet


class KeysPanel(Card):
    """Shows what an action's keys are, and gives it others.

    Args:
        theme: The theme in force.
        actions: All actions.
        settings: Where the person's choice is kept.
    """

    done = Signal()
    """The keyboard goes back to the list."""

    def __init__(self, theme: Theme, actions: ActionSet, settings: QSettings) -> None:
        super().__init__(theme, _("Change keys"))
        self._actions, self._settings = actions, settings
        self._action = ""
        self._wanted = ""
        self.label = Label(theme, "", "strong", wrap=True)
        self.add(self.label)
        self.text = Label(theme, "", tone="secondary", wrap=True)
        self.add(self.text)
        self.field = KeyField(theme)
        self.field.pressed.connect(self._consider)
        self.field.refused.connect(self._refuse)
        self.field.given_up.connect(self._give_up)
        self.add(self.field)
        self.problem = Label(theme, "", tone="danger", wrap=True)
        self.add(self.problem)
        row = QWidget()
        buttons = FlowLayout(row)
        self.set = Button(theme, _("Use these keys"), "primary")
        self.set.clicked.connect(self._use)
        self.take = Button(theme, _("Take them over"))
        self.take.clicked.connect(self._take_over)
        self.usual = Button(theme, _("Usual keys"))
        self.usual.clicked.connect(self._reset)
        self.none = Button(theme, _("No keys"))
        self.none.clicked.connect(lambda: self._remap(()))
        self._buttons = (self.set, self.take, self.usual, self.none)
        for button in self._buttons:
            buttons.addWidget(button)
        self.add(row)
        self.body.addStretch(1)
        self.show_row(None)

    @property
    def action(self) -> str:
        """Id of the action whose keys are shown; empty for none."""
        return self._action

    def show_row(self, row: KeyRow | None) -> None:
        """Show another action; None and fixed keys offer nothing to change."""
        self._action = row.action if row is not None else ""
        self._wanted = ""
        self.field.set_keys("")
        able = bool(self._action)
        self.field.setVisible(able)
        self.problem.hide()
        for button in (self.set, self.take):
            button.hide()
        self.usual.setVisible(able and row is not None and row.changed)
        self.none.setVisible(able and row is not None and bool(row.keys))
        if row is None:
            self.label.setText(_("Choose an action"))
            self.text.setText(_("Enter on it asks for other keys."))
            return
        self.label.setText(row.label)
        if not able:
            self.text.setText(_("These keys are always the same."))
            return
        usual = _(" or ").join(native(one) for one in self._actions.defaults(self._action))
        self.text.setText(_("Usually %s.") % usual if usual else _("It usually has no keys."))

    def record(self) -> None:
        """Wait for keys."""
        if self._action:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _consider(self, keys: str) -> None:
        """Say who has the keys that were pressed, or offer to use them."""
        self._wanted = keys
        clashes = self._actions.clashes(self._action, keys)
        fixed = owner_of(keys)
        self.take.setVisible(bool(clashes) and fixed is None)
        self.set.setVisible(not clashes and fixed is None)
        if fixed is not None:
            self._complain(_("These keys always mean: %s.") % fixed)
        elif clashes:
            names = ", ".join(str(one.label) for one in clashes)
            self._complain(_("%(keys)s is taken by: %(names)s.")
                           % {"keys": native(keys), "names": names})  # fmt: skip
            self.take.setFocus()
        else:
            self.problem.hide()
            self.set.setFocus()

    def _refuse(self, reason: str) -> None:
        self.field.set_keys("")
        for button in (self.set, self.take):
            button.hide()
        self._complain(reason)

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        announce(self.field, text)

    def _give_up(self) -> None:
        self.field.set_keys("")
        self.problem.hide()
        for button in (self.set, self.take):
            button.hide()
        self.done.emit()

    def _use(self) -> None:
        self._remap((self._wanted,))

    def _take_over(self) -> None:
        """Give the keys to this action, and to nobody else."""
        action, wanted = self._action, self._wanted
        for other in self._actions.clashes(action, wanted):
            rest = tuple(keys for keys in other.shortcuts if native(keys) != native(wanted))
            self._keep(other.id, rest)
        self._keep(action, (wanted,))
        self.done.emit()

    def _reset(self) -> None:
        usual = self._actions.defaults(self._action)
        for keys in usual:
            clashes = self._actions.clashes(self._action, keys)
            if clashes:
                names = ", ".join(str(one.label) for one in clashes)
                self._complain(_("%(keys)s is taken by: %(names)s.")
                               % {"keys": native(keys), "names": names})  # fmt: skip
                return
        self._remap(usual)

    def _remap(self, keys: tuple[str, ...]) -> None:
        self._keep(self._action, keys)
        self.done.emit()

    def _keep(self, action: str, keys: tuple[str, ...]) -> None:
        self._actions.remap(action, keys)
        if keys == self._actions.defaults(action):
            kept.forget(self._settings, action)
        else:
            kept.keep(self._settings, action, keys)
