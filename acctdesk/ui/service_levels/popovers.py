"""Small surfaces over the panel: alerts, measurements, a credit that was given, an approval."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.entering import complaint
from acctdesk.ui.service_levels import said, tables
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.layouts import Popover, PopoverPart
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, lazy

if TYPE_CHECKING:
    from acctdesk.services.service_level import Alert

LEVELS: dict[str, tuple[Status, Lazy]] = {
    "100": (Status.BREACHED, lazy("Allowance used up")),
    "80": (Status.RISK, lazy("80 % of the allowance used")),
    "50": (Status.MET, lazy("50 % of the allowance used")),
    "projected": (Status.RISK, lazy("Misses its target at this pace")),
}
"""Glyph and words of each level of alert."""
_WIDE = 340


class AlertsPopover(Popover):
    """All alerts in one list.

    Args:
        theme: The theme in force.
        alerts: What asks for a look, the most pressing first.
        parent: The widget it belongs to.
    """

    wanted = Signal(str)
    """Id of an objective that is to be looked at."""

    def __init__(self, theme: Theme, alerts: Sequence[Alert], parent: QWidget) -> None:
        super().__init__(theme, _("Alerts"), parent)
        self.body.addWidget(Label(theme, _("Alerts"), "strong"))
        self.part = PopoverPart(theme, _("Alerts"))
        self.items: list[Button] = []
        for one in alerts:
            self.part.column.addWidget(self._item(theme, one))
        self.part.column.addStretch(1)
        self.body.addWidget(self.part)

    def _item(self, theme: Theme, alert: Alert) -> QWidget:
        gauge = alert.gauge
        status, words = LEVELS[alert.level]
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(StatusLabel(theme, status, str(words)))
        link = Button(theme, gauge.name, "link")
        since = _("since %s") % tables.local(alert.since) if alert.since is not None else ""
        line = " · ".join(filter(None, (gauge.account_name, said.left(gauge), since)))
        link.setAccessibleName(f"{words}: {gauge.name}. {line}")
        link.clicked.connect(self.close)
        link.clicked.connect(functools.partial(self._want, alert.objective))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        note = Label(theme, line, "caption", "secondary", wrap=True)
        column.addWidget(note)
        self.items.append(link)
        return box

    def _want(self, objective: str, _on: bool = False) -> None:
        self.wanted.emit(objective)

    def open_at(self, anchor: QWidget) -> None:
        """Open beneath a widget."""
        self.part.fit(self, self._wide())
        self.open_under(anchor)
        if self.items:
            self.items[0].setFocus()

    def _wide(self) -> int:
        metrics = self.fontMetrics().height()
        return max(_WIDE, metrics * 20)


class _Entry(Popover):
    """A few fields, and one button that keeps them."""

    kept = Signal()
    """What was entered is to be kept; answer with `close` or `refuse`."""

    def _end(self, theme: Theme, verb: str) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        row.addWidget(cancel)
        self.keep = Button(theme, verb, "primary")
        self.keep.clicked.connect(self.kept)
        row.addWidget(self.keep)
        self.body.addLayout(row)

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong; what was typed stays."""
        words = complaint(problem)
        self._first.set_problem(f"{problem.where}: {words}" if problem.where else words)
        self.adjustSize()

    _first: ValidatedField


class MeasurePopover(_Entry):
    """Measurements, typed or pasted: a day and a value on each line.

    Args:
        theme: The theme in force.
        name: What is measured.
        parent: The widget it belongs to.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, _("Measurements"), parent)
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        self.lines.setMinimumSize(theme.px(_WIDE), theme.px(120))
        self.lines.setPlaceholderText("2026-11-23  4.2")
        self._first = ValidatedField(
            theme, _("Measurements of %s") % name, self.lines,
            help=_("A day and a value on each line, as pasted from a sheet."),
        )  # fmt: skip
        self.source = QLineEdit()
        self.body.addWidget(self._first)
        self.body.addWidget(ValidatedField(theme, _("Source"), self.source))
        self._end(theme, _("Add"))


class CreditPopover(_Entry):
    """What was given for a period.

    Args:
        theme: The theme in force.
        title: Objective and period.
        proposed: The amount as it was worked out; empty for none.
        parent: The widget it belongs to.
    """

    def __init__(self, theme: Theme, title: str, proposed: str, parent: QWidget) -> None:
        super().__init__(theme, _("Service credit"), parent)
        self.body.addWidget(Label(theme, title, "strong", wrap=True))
        states = [(one, str(said.STAGES[one])) for one in ("confirmed", "issued", "agreed")]
        self.state = ComboBox(theme, _("State"), states)
        self.state.set_value("issued")
        self.amount = QLineEdit()
        self.amount.setPlaceholderText(proposed or _("1200 EUR"))
        self.amount.setMinimumWidth(theme.px(240))
        self._first = ValidatedField(
            theme, _("Amount"), self.amount,
            help=_("As worked out when empty. The client sees it once issued or agreed."),
        )  # fmt: skip
        self.body.addWidget(ValidatedField(theme, _("State"), self.state))
        self.body.addWidget(self._first)
        self._end(theme, _("Keep"))


class ApprovePopover(_Entry):
    """Who agreed to an exclusion.

    Args:
        theme: The theme in force.
        parent: The widget it belongs to.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Approve"), parent)
        self.by = QLineEdit()
        self.by.setMinimumWidth(theme.px(240))
        self.by.returnPressed.connect(self.kept)
        self._first = ValidatedField(
            theme, _("Approved by"), self.by, help=_("It leaves nothing out before.")
        )
        self.body.addWidget(self._first)
        self._end(theme, _("Approve"))
