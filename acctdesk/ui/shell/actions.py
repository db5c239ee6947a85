"""Actions, declared once as data.

Menus, context menus, the command palette and the page of shortcuts are all made from the same
list of `ActionSpec`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from acctdesk.ui.shell.menubar import MENUS, MenuId, complete_menu_bar
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import Lazy, _


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the person can do.

    Attributes:
        id: Stable name, such as ``"account.new"``.
        label: The words, without mnemonic; a verb first.
        menu: The menu it is in. Every action is in one: context menus only repeat.
        group: A number; groups of a menu are parted by lines, in rising order.
        icon: Lucide's name; empty shows none.
        shortcuts: Portable key sequences; the first is shown.
        contexts: Names of the context menus that repeat it.
        checkable: Whether it is on or off.
        scope: ``"window"``, or the name of the widget whose focus gives the shortcut its meaning.
        palette: Whether the command palette lists it.
    """

    id: str
    label: Lazy
    menu: MenuId
    group: int = 0
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    checkable: bool = False
    scope: str = "window"
    palette: bool = True


def duplicate_shortcuts(specs: Iterable[ActionSpec]) -> list[tuple[str, str, str]]:
    """Shortcuts claimed twice where both could hear them.

    Args:
        specs: Any actions. Scopes other than "window" may reuse one another's keys.

    Returns:
        Triples of key sequence, first id, second id.
    """
    seen: dict[str, list[tuple[str, str]]] = {}
    found: list[tuple[str, str, str]] = []
    for spec in specs:
        for keys in spec.shortcuts:
            owners = seen.setdefault(_same(keys), [])
            found.extend(
                (keys, owner, spec.id)
                for scope, owner in owners
                if scope == spec.scope or "window" in (scope, spec.scope)
            )
            owners.append((spec.scope, spec.id))
    return found


def _same(keys: str) -> str:
    """One spelling for a key sequence; plain text work, since Qt's own costs a start-up."""
    *modifiers, key = keys.lower().replace("++", "+plus").split("+")
    key = {"enter": "return", "esc": "escape", "del": "delete"}.get(key, key)
    return "+".join([*sorted(modifiers), key])


class ActionSet(QObject):
    """The live actions made from their specs.

    Args:
        theme: Tints the icons.
        specs: The actions, in menu order within their groups.
        parent: Receives the window-wide shortcuts.
        remapped: Key sequences the person chose, by action id; they replace the spec's own. What
            was chosen for an action gives way where another has those keys by now.

    Raises:
        ValueError: Two specs share an id, or two actions a shortcut.
    """

    remapped = Signal(str)
    """Id of the action whose keys were changed."""

    def __init__(
        self,
        theme: Theme,
        specs: Sequence[ActionSpec],
        parent: QWidget,
        remapped: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window = parent
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._chosen = dict(remapped or {})
        self._defaults: dict[str, tuple[str, ...]] = {}
        for spec in self._with_chosen(specs):
            self._make(spec)

    def specs(self) -> tuple[ActionSpec, ...]:
        """All actions as data, shortcuts as they are in force."""
        return tuple(self._specs.values())

    def __contains__(self, action_id: str) -> bool:
        return action_id in self._actions

    def action(self, action_id: str) -> QAction:
        """The live action.

        Raises:
            KeyError: No such action was declared.
        """
        return self._actions[action_id]

    def on(self, action_id: str, slot: Callable[[], object]) -> None:
        """Call something when an action is triggered, and enable the action.

        Args:
            action_id: Its id.
            slot: Called without arguments.
        """
        action = self._answered(action_id)
        action.triggered.connect(lambda _checked=False: slot())

    def on_toggled(self, action_id: str, slot: Callable[[bool], object]) -> None:
        """Call something with the new state when a checkable action is switched."""
        self._answered(action_id).toggled.connect(slot)

    def _answered(self, action_id: str) -> QAction:
        """Show an action, and with it the menu it stands in."""
        action = self._actions[action_id]
        action.setEnabled(True)
        action.setVisible(True)
        menu = self._menus.get(self._specs[action_id].menu)
        if menu is not None:
            menu.menuAction().setVisible(True)
        return action

    def extend(self, specs: Sequence[ActionSpec]) -> None:
        """Declare further actions, such as a page's own; menus that exist are rebuilt.

        Raises:
            ValueError: An id or a shortcut is taken.
        """
        for spec in self._with_chosen(specs):
            self._make(spec)
        for menu_id, _label in MENUS:
            if menu_id in self._menus:
                self._fill(self._menus[menu_id], menu_id)

    def remap(self, action_id: str, shortcuts: tuple[str, ...]) -> None:
        """Give an action other keys.

        Args:
            action_id: Its id.
            shortcuts: Portable key sequences; empty for none.

        Raises:
            ValueError: A shortcut is taken by another action.
        """
        spec = _with_keys(self._specs[action_id], shortcuts)
        self._check([spec if one.id == action_id else one for one in self._specs.values()])
        self._specs[action_id] = spec
        self._actions[action_id].setShortcuts([QKeySequence(keys) for keys in shortcuts])
        self.remapped.emit(action_id)

    def defaults(self, action_id: str) -> tuple[str, ...]:
        """The keys an action has unless the person chose others.

        Raises:
            KeyError: No such action was declared.
        """
        return self._defaults[action_id]

    def clashes(self, action_id: str, keys: str) -> list[ActionSpec]:
        """The other actions that a key sequence would reach as well.

        Args:
            action_id: The action that is to get it.
            keys: A portable key sequence.
        """
        wanted = _with_keys(self._specs[action_id], (keys,))
        return [
            other
            for other in self._specs.values()
            if other.id != action_id and duplicate_shortcuts([wanted, other])
        ]

    def adopt_menu_bar(self, bar: QMenuBar) -> None:
        """Take over a menu bar of `make_menu_bar`; `fill_menus` fills it, and hides empty menus."""
        self._menus = complete_menu_bar(bar)

    def fill_menus(self) -> None:
        """Put the actions into the menus of `adopt_menu_bar`; done once the window is painted."""
        for menu_id, menu in self._menus.items():
            self._fill(menu, menu_id)

    def context_menu(self, context: str, parent: QWidget) -> QMenu:
        """A menu of the actions that name a context; the parent owns it.

        Args:
            context: Such as ``"accounts.row"``.
            parent: The widget it opens over.
        """
        menu = QMenu(parent)
        group: int | None = None
        for spec in self._specs.values():
            if context in spec.contexts:
                if group is not None and spec.group != group:
                    menu.addSeparator()
                group = spec.group
                menu.addAction(self._actions[spec.id])
        return menu

    def shortcut_text(self, action_id: str) -> str:
        """The first shortcut as the platform writes it; empty for none."""
        keys = self._specs[action_id].shortcuts
        return (
            QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        )

    def shortcut_list(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Menu title, label and keys of every action, in menu order; for the shortcut page."""
        return tuple(
            (str(label).replace("&", ""), str(spec.label), spec.shortcuts)
            for menu_id, label in MENUS
            for spec in self._specs.values()
            if spec.menu == menu_id
        )

    def _with_chosen(self, specs: Sequence[ActionSpec]) -> list[ActionSpec]:
        """New specs with the keys the person chose, as far as nobody else has them by now.

        Raises:
            ValueError: An id or a shortcut is declared twice.
        """
        held = [*self._specs.values(), *specs]
        self._check([_with_keys(one, self._defaults.get(one.id, one.shortcuts)) for one in held])
        self._defaults.update((one.id, one.shortcuts) for one in specs)
        new = {one.id: _with_keys(one, self._chosen.get(one.id, one.shortcuts)) for one in specs}
        made = {one.id: one for one in held} | new
        for keys, first, second in duplicate_shortcuts(made.values()):
            # A choice has precedence over what comes with the program; actions that are there
            # already keep what they have.
            loser = first if first in new and first not in self._chosen else second
            loser = loser if loser in new else first
            rest = tuple(one for one in made[loser].shortcuts if _same(one) != _same(keys))
            made[loser] = _with_keys(made[loser], rest)
        return [made[spec.id] for spec in specs]

    def _check(self, specs: Sequence[ActionSpec]) -> None:
        ids = [spec.id for spec in specs]
        if len(set(ids)) < len(ids):
            twice = sorted({name for name in ids if ids.count(name) > 1})
            raise ValueError(f"actions declared twice: {', '.join(twice)}")
        clashes = duplicate_shortcuts(specs)
        if clashes:
            keys, first, second = clashes[0]
            raise ValueError(
                _("{keys} is taken by {first} and {second}").format(
                    keys=keys, first=first, second=second
                )
            )

    def _make(self, spec: ActionSpec) -> None:
        action = QAction(str(spec.label).replace("&", "&&"), self._window)
        action.setObjectName(spec.id)
        if spec.icon:
            action.setIcon(self._theme.icon(spec.icon))
        action.setCheckable(spec.checkable)
        # What nobody answers yet isn't shown: it would be a promise without a keeper.
        action.setEnabled(False)
        action.setVisible(False)
        if spec.shortcuts:
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        if spec.scope == "window":
            self._window.addAction(action)
        else:
            action.setShortcutContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._specs[spec.id] = spec
        self._actions[spec.id] = action

    def _fill(self, menu: QMenu, menu_id: str) -> None:
        menu.clear()
        mine = sorted(
            (spec for spec in self._specs.values() if spec.menu == menu_id),
            key=lambda spec: spec.group,
        )
        group: int | None = None
        for spec in mine:
            if group is not None and spec.group != group:
                menu.addSeparator()
            group = spec.group
            menu.addAction(self._actions[spec.id])
        menu.menuAction().setVisible(any(self._actions[one.id].isVisible() for one in mine))


def _with_keys(spec: ActionSpec, shortcuts: tuple[str, ...]) -> ActionSpec:
    from dataclasses import replace

    return replace(spec, shortcuts=shortcuts)
