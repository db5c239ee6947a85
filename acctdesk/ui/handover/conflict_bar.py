"""How many conflicts are open, the way to the next one, and rules for many at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from acctdesk.services.handover.threeway import Side
from acctdesk.ui.handover.conflict_decisions import Decisions
from acctdesk.ui.handover.taking_said import Values, open_conflicts
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, MenuButton
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.words import _, _n, number

T = TypeVar("T")
NEXT = "F8"
"""The key that goes to the next open conflict."""
MOST_RULES = 20
"""Kinds or fields that the menu offers rules for."""


class ConflictBar(QWidget):
    """Stands above the list while there are conflicts.

    Args:
        theme: The theme in force.
        able: Whether one may decide.
    """

    next_wanted = Signal()
    """The next open conflict is to be shown."""
    ruled = Signal(object, str, object)
    """All open ones are decided alike: a `Side`, a kind or "", a field's name or None."""
    reopened = Signal()
    """All decisions are withdrawn."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__()
        self._theme, self._able = theme, able
        self._decisions = Decisions()
        self._values: Values | None = None
        self._flow = FlowLayout(self, Space.CONTROL)
        self.state = StatusLabel(theme, Status.RISK, " ", "strong")
        self._flow.addWidget(self.state)
        self.next = Button(theme, _("Next conflict (%s)") % NEXT, icon="chevron-down")
        self.next.clicked.connect(self.next_wanted.emit)
        self._flow.addWidget(self.next)
        self.menu = QMenu()
        self.menu.aboutToShow.connect(self._fill)
        self.rules = MenuButton(theme, _("Decide several"), self.menu)
        self._flow.addWidget(self.rules)

    def show_decisions(self, decisions: Decisions, values: Values | None) -> None:
        """Say how many are open."""
        self._decisions, self._values = decisions, values
        self.setVisible(bool(decisions.total))
        if decisions.open:
            self.state.set_status(Status.RISK, open_conflicts(decisions.open))
        else:
            said = _n("The conflict is decided", "All {n} conflicts are decided", decisions.total)
            self.state.set_status(Status.MET, said)
        self.next.setEnabled(bool(decisions.open))
        self.rules.setEnabled(self._able)

    def _fill(self) -> None:
        menu, decisions, values = self.menu, self._decisions, self._values
        menu.clear()
        open_ = decisions.open
        for words, side in (
            (_("Keep mine for all open (%s)"), Side.OURS),
            (_("Take theirs for all open (%s)"), Side.THEIRS),
        ):
            action = menu.addAction(words % number(open_))
            action.setEnabled(bool(open_))
            action.triggered.connect(lambda _on=False, side=side: self.ruled.emit(side, "", None))
        fields = decisions.open_fields()
        kinds: dict[str, int] = {}
        for (kind, _field), n in fields.items():
            kinds[kind] = kinds.get(kind, 0) + n
        if values is not None and len(fields) > 1:
            menu.addSeparator()
            if len(kinds) > 1:
                self._add_rules(
                    menu.addMenu(_("By kind")),
                    [(values.plural(kind), n, kind, None) for kind, n in _most(kinds)],
                )
            self._add_rules(
                menu.addMenu(_("By field")),
                [
                    (f"{values.plural(kind)} · {values.label(kind, field)}", n, kind, field)
                    for (kind, field), n in _most(fields)
                ],
            )
        menu.addSeparator()
        again = menu.addAction(_("Leave all open again"))
        again.setEnabled(open_ < decisions.total)
        again.triggered.connect(self.reopened.emit)

    def _add_rules(self, menu: QMenu, rules: list[tuple[str, int, str, str | None]]) -> None:
        for name, n, kind, field in rules:
            part = menu.addMenu(f"{name} ({number(n)})".replace("&", "&&"))
            for words, side in ((_("Keep mine"), Side.OURS), (_("Take theirs"), Side.THEIRS)):
                action = part.addAction(words)
                action.triggered.connect(
                    lambda _on=False, side=side, kind=kind, field=field: self.ruled.emit(
                        side, kind, field
                    )
                )


def _most(counts: Mapping[T, int]) -> list[tuple[T, int]]:
    return sorted(counts.items(), key=lambda one: -one[1])[:MOST_RULES]
