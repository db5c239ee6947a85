"""The rows of the page of shortcuts: headings and actions, without a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

from acctdesk.services.marks import find, fold
from acctdesk.ui.shell.menubar import MENUS
from acctdesk.ui.shortcuts.fixed import FIXED
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.shell.actions import ActionSet

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
RowRole = int(Qt.ItemDataRole.UserRole) + 1
"""The row itself: a `KeyRow`, or a heading's words."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One thing that keys do.

    Attributes:
        label: What it is.
        keys: Its key sequences as the platform writes them.
        action: Id of the action; empty where the keys can't be changed.
        changed: Whether the person chose the keys.
        marks: Parts of the label that were looked for.
    """

    label: str
    keys: tuple[str, ...]
    action: str = ""
    changed: bool = False
    marks: tuple[tuple[int, int], ...] = ()


def native(keys: str) -> str:
    """A key sequence as the platform writes it; what Qt can't read stays as it is."""
    text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return text or keys


def table(actions: ActionSet) -> list[tuple[str, list[KeyRow]]]:
    """All keys by menu, in menu order, and those that can't be changed by place.

    Args:
        actions: All actions; what nobody answers is left out.
    """
    found: list[tuple[str, list[KeyRow]]] = []
    for menu_id, label in MENUS:
        specs = [one for one in actions.specs() if one.menu == menu_id]
        rows = [
            KeyRow(
                str(spec.label),
                tuple(native(keys) for keys in spec.shortcuts),
                spec.id,
                spec.shortcuts != actions.defaults(spec.id),
            )
            for spec in sorted(specs, key=lambda one: one.group)
            if actions.action(spec.id).isVisible()
        ]
        found.append((str(label).replace("&", ""), rows))
    found += [
        (str(place), [KeyRow(str(one.label), tuple(map(native, one.keys))) for one in rows])
        for place, rows in FIXED
    ]
    return [(title, rows) for title, rows in found if rows]


class KeysModel(QAbstractListModel):
    """Shows what keys do, narrowed by typed words or keys.

    Args:
        actions: All actions.
    """

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self._actions = actions
        self._words = ""
        self._rows: list[str | KeyRow] = []
        self.refresh()

    def narrow(self, words: str) -> None:
        """Show only what holds some words, in its label, its menu or its keys."""
        self._words = words
        self.refresh()

    def refresh(self) -> None:
        """Read the actions again."""
        self.beginResetModel()
        parts = fold(self._words).split()
        held = table(self._actions)
        keys = _spaced(self._words)
        if any(keys in map(_spaced, row.keys) for _title, rows in held for row in rows):
            # Exactly somebody's keys were typed: that is what is looked for.
            held = [
                (title, [row for row in rows if keys in map(_spaced, row.keys)])
                for title, rows in held
            ]
            parts = []
        self._rows = []
        for title, rows in held:
            kept = [found for row in rows if (found := _fitting(row, title, parts)) is not None]
            if kept:
                self._rows += [title, *kept]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Headings and actions."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the row itself, and what assistive technology reads."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.label
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, KeyRow):
            keys = _(" or ").join(row.keys) or _("no keys")
            changed = _("changed") if row.changed else "" if row.action else _("fixed")
            return ", ".join(part for part in (row.label, keys, changed) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if not isinstance(self.data(index, RowRole), KeyRow):
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def row(self, at: int) -> KeyRow | None:
        """A row; None for a heading and outside."""
        found = self._rows[at] if 0 <= at < len(self._rows) else None
        return found if isinstance(found, KeyRow) else None

    def row_of(self, action: str) -> int:
        """The row of an action; -1 where it isn't shown."""
        for at, one in enumerate(self._rows):
            if action and isinstance(one, KeyRow) and one.action == action:
                return at
        return -1


def _spaced(keys: str) -> str:
    """Keys as one may type them: "ctrl k" and "Ctrl+K" are the same."""
    return " ".join(fold(keys).replace("+", " ").split())


def _fitting(row: KeyRow, title: str, parts: list[str]) -> KeyRow | None:
    held = fold(f"{title}\n{row.label}\n" + "\n".join(row.keys))
    if not all(part in held for part in parts):
        return None
    return KeyRow(row.label, row.keys, row.action, row.changed, find(row.label, parts))
