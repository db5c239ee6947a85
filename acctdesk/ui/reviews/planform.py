"""Planning a review: whose, which kind, when; or the four of a year at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.ui.entering import complaint
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import CheckBox, ComboBox, ValidatedField
from acctdesk.ui.widgets.layouts import Popover, PopoverPart
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, date

if TYPE_CHECKING:
    from acctdesk.ui.reviews.reading import Planning
    from acctdesk.ui.theme.theme import Theme

WIDE = 380


class PlanForm(Popover):
    """What is asked before a review is planned.

    Args:
        theme: The theme in force.
        planning: What can be chosen.
        account: Id of the account it is for; empty asks.
        parent: The widget it belongs to.
    """

    kept = Signal()
    """It is to be planned; answer with `close` or `refuse`."""

    def __init__(self, theme: Theme, planning: Planning, account: str, parent: QWidget) -> None:
        super().__init__(theme, _("Plan a review"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._account, self._planning = theme, account, planning
        self.body.addWidget(Label(theme, _("Plan a review"), "strong"))
        self.part = PopoverPart(theme, _("Plan a review"))
        self.account = QLineEdit()
        names = sorted({name for _id, name in planning.accounts})
        completer = QCompleter(names, self.account)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.account.setCompleter(completer)
        self.account.setPlaceholderText(_("Type a part of the name"))
        self.kind = ComboBox(
            theme, _("Kind"), [(one.code, one.label) for one in planning.templates]
        )
        self.year_plan = CheckBox(theme, _("All four of a fiscal year"))
        self.year = QLineEdit(str(planning.year + 1))
        self.starts = QLineEdit(f"{date(planning.day)} 10:00")
        self.period = QLineEdit()
        self.place = QLineEdit()
        self.rows = {
            "account": ValidatedField(theme, _("Account"), self.account, required=True),
            "template": ValidatedField(theme, _("Kind"), self.kind),
            "year": ValidatedField(theme, _("Fiscal year"), self.year, required=True),
            "starts": ValidatedField(theme, _("Day and time"), self.starts, required=True),
            "period": ValidatedField(
                theme, _("Looks at"), self.period,
                help=_("A quarter like 2026-Q4 or a month like 2026-11; the nearest when empty."),
            ),
            "place": ValidatedField(theme, _("Place"), self.place),
        }  # fmt: skip
        for name, row in self.rows.items():
            self.part.column.addWidget(row)
            if name == "template":
                self.part.column.addWidget(self.year_plan)
        self.part.column.addStretch(1)
        self.body.addWidget(self.part)
        self.problem = Label(theme, "", tone="danger", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        self.save = Button(theme, _("Plan"), "primary")
        self.save.clicked.connect(self.kept)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        for line in (self.year, self.starts, self.period, self.place):
            line.returnPressed.connect(self.kept)
        self.year_plan.toggled.connect(lambda _on: self._arrange())
        self.kind.currentIndexChanged.connect(lambda _at: self._arrange())
        self.rows["account"].setHidden(bool(account))
        self._arrange()

    def open_at(self, anchor: QWidget) -> None:
        """Open beneath a widget."""
        self.part.fit(self, self._theme.px(WIDE))
        self.open_under(anchor)
        first = self.kind if self._account else self.account
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def entered(self) -> dict[str, str]:
        """What was entered."""
        typed = self.account.text().strip()
        exact = [
            id_ for id_, name in self._planning.accounts if name.casefold() == typed.casefold()
        ]
        account = self._account or (exact[0] if len(exact) == 1 else typed)
        found = {"account": account, "template": str(self.kind.value())}
        if self.by_year():
            found["year"] = self.year.text().strip()
        else:
            found |= {
                "starts": self.starts.text(), "period": self.period.text(),
                "place": self.place.text(),
            }  # fmt: skip
        return found

    def by_year(self) -> bool:
        """Whether the reviews of a year are planned."""
        return self.kind.value() == "qbr" and self.year_plan.isChecked()

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong; what was typed stays."""
        name = problem.field if isinstance(problem, Invalid) else ""
        row = self.rows.get({"account_id": "account"}.get(name, name))
        self.problem.setHidden(row is not None)
        if row is not None:
            row.set_problem(complaint(problem))
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.part.reveal(row)
        else:
            self.problem.setText(complaint(problem))

    def _arrange(self) -> None:
        self.year_plan.setHidden(self.kind.value() != "qbr")
        by_year = self.by_year()
        self.rows["year"].setHidden(not by_year)
        for name in ("starts", "period", "place"):
            self.rows[name].setHidden(by_year)
        self.save.set_text(_("Plan four reviews") if by_year else _("Plan"))
        if self.isVisible():
            self.part.fit(self, self._theme.px(WIDE))
