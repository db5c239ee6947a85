"""What is kept and for how long: the trash, the backups; what is over is offered, never taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.ui.settings.parts import Setting
from acctdesk.ui.shell.page import Place, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.services.retention import Rules
    from acctdesk.ui.desk import Desk

_TRASH = (7, 14, 30, 60, 90, 180, 365)
_NEWEST = (3, 5, 10, 20, 50, 100)
_DAYS = (0, 7, 14, 30, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept, and what is over.

    Attributes:
        rules: What the settings say.
        trash: How many deleted records are over.
        backups: The backups that are.
    """

    rules: Rules
    trash: int
    backups: tuple[Path, ...]


class KeepingCard(Card):
    """Chooses what is kept; shows what is over, each with what to do about it.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Reads and writes.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__(shell.theme, _("What is kept"))
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._read = Latest(tasks, self)
        self._over: tuple[Path, ...] = ()
        self._words: dict[ComboBox, Callable[[int], str]] = {}
        # The service is asked for on the lane: it loads the database library.
        self.trash = self._choice(
            _("Deleted records"), _("Then the trash offers to purge them. Nothing goes by itself."),
            _TRASH, _days, lambda value: desk.retention.keep_trash(value),
        )  # fmt: skip
        self.look = Button(self._theme, _("Show the trash"), icon="trash-2")
        self.look.clicked.connect(lambda: shell.go(Place("trash")))
        self.trash_over = Setting(self._theme, _("Deleted long enough ago"), " ", self.look)
        self.add(self.trash_over)
        self.newest = self._choice(
            _("Newest backups"), _("So many stay, however old they are."), _NEWEST, _count,
            lambda value: desk.retention.keep_newest(value),
        )  # fmt: skip
        self.days = self._choice(
            _("Older backups"), _("Of the others, those of this time stay too."), _DAYS, _besides,
            lambda value: desk.retention.keep_days(value),
        )  # fmt: skip
        self.remove = Button(self._theme, _("Delete these backups…"), icon="trash-2")
        self.remove.clicked.connect(self.remove_backups)
        self.backups_over = Setting(self._theme, _("Backups that needn’t stay"), " ", self.remove)
        self.add(self.backups_over)
        self._show(None)

    def refresh(self) -> None:
        """Read what is kept."""
        desk = self._desk

        def read() -> Kept:
            retention = desk.retention
            return Kept(retention.rules(), len(retention.over()), tuple(retention.backups_over()))

        self._read.read(read, self._show)

    def remove_backups(self) -> None:
        """Delete the backups that needn't stay, after asking."""
        over, desk = self._over, self._desk
        count = len(over)
        if not over or not self._shell.ask.confirm(
            _n("Delete {n} backup?", "Delete {n} backups?", count),
            _("The newest stay. What only these hold is gone for good."),
            _n("Delete {n} backup", "Delete {n} backups", count),
            danger=True,
        ):
            return

        def done(gone: int) -> None:
            self._shell.toast(_n("Deleted {n} backup", "Deleted {n} backups", gone))
            self.refresh()

        self._tasks.write(self, lambda: desk.retention.remove_backups(over), done)

    # -- inside ----------------------------------------------------------------------------

    def _choice(
        self,
        name: str,
        note: str,
        values: tuple[int, ...],
        words: Callable[[int], str],
        keep: Callable[[int], object],
    ) -> ComboBox:
        combo = ComboBox(self._theme, name, [(one, words(one)) for one in values])
        combo.setFixedWidth(self._theme.px(280))
        combo.setEnabled(not self._desk.read_only)
        self._words[combo] = words

        def chosen(_at: int) -> None:
            value = int(str(combo.value()))
            self._tasks.write(self, lambda: keep(value), lambda _done: self.refresh())

        combo.activated.connect(chosen)
        self.add(Setting(self._theme, name, note, combo))
        return combo

    def _show(self, kept: Kept | None) -> None:
        able = not self._desk.read_only
        trash, self._over = (kept.trash, kept.backups) if kept is not None else (0, ())
        if kept is not None:
            rules = kept.rules
            for combo, value in (
                (self.trash, rules.trash), (self.newest, rules.newest), (self.days, rules.days),
            ):  # fmt: skip
                self._set(combo, value)
        self.trash_over.note.setText(
            _n("{n} record can be purged.", "{n} records can be purged.", trash)
        )
        self.trash_over.setVisible(bool(trash) and able)
        names = ", ".join(one.stem for one in self._over[:2])
        words = _n("{n} backup: ", "{n} backups: ", len(self._over)) + names
        self.backups_over.note.setText(words + (" …" if len(self._over) > 2 else ""))
        self.backups_over.setVisible(bool(self._over) and able)

    def _set(self, combo: ComboBox, value: int) -> None:
        """Choose a value, also one that a script has set and that isn't offered."""
        if combo.findData(value) < 0:
            later = (at for at in range(combo.count()) if int(combo.itemData(at)) > value)
            combo.insertItem(next(later, combo.count()), self._words[combo](value), value)
        combo.set_value(value)


def _days(value: int) -> str:
    return _n("For {n} day", "For {n} days", value)


def _count(value: int) -> str:
    return number(value)


def _besides(value: int) -> str:
    return _n("Of the last {n} day", "Of the last {n} days", value) if value else _("None of them")
