"""The small surface in which a relationship of one of ours with one of theirs is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from acctdesk.metrics.stakeholders import STRENGTHS
from acctdesk.services.stakeholder import Relation
from acctdesk.ui.stakeholders.matrixmodel import rank_of
from acctdesk.ui.stakeholders.words import dots
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.study import Study


class BondPopover(Popover):
    """Strength, relationship now and wanted, and a note; kept together as one change.

    Args:
        theme: The theme in force.
        study: The map.
        parent: The widget it belongs to.
    """

    kept = Signal(str, str, object)
    """Ids of ours and of theirs, and the values by field name."""

    def __init__(self, theme: Theme, study: Study, parent: QWidget) -> None:
        super().__init__(theme, _("Relationship"), parent)
        self._pair = ("", "")
        self._title = Label(theme, "", "strong")
        self.body.addWidget(self._title)
        strengths = study.field("relationship", "strength").choices
        words = {one.code: str(one.label) for one in strengths}
        self.strength = ComboBox(
            theme, _("Strength"),
            [(one, f"{dots(rank)} {words[one]}") for rank, one in enumerate(STRENGTHS)],
        )  # fmt: skip
        standings = [
            (None, _("Not said")),
            *((one.code, str(one.label)) for one in study.field("relationship", "now").choices),
        ]
        self.now = ComboBox(theme, _("Relationship now"), standings)
        self.wanted = ComboBox(theme, _("Relationship wanted"), standings)
        self.note = QLineEdit()
        self.note.setAccessibleName(_("Note"))
        self.note.returnPressed.connect(self._keep)
        rows = QGridLayout()
        rows.setHorizontalSpacing(Space.CARD)
        rows.setVerticalSpacing(Space.CONTROL)
        for at, (label, field) in enumerate(
            (
                (_("Strength"), self.strength),
                (_("Now"), self.now),
                (_("Wanted"), self.wanted),
                (_("Note"), self.note),
            )
        ):
            rows.addWidget(Label(theme, label, tone="secondary"), at, 0)
            rows.addWidget(field, at, 1)
        rows.setColumnStretch(1, 1)
        self.note.setMinimumWidth(theme.px(220))
        self.body.addLayout(rows)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        self.keep = Button(theme, _("Keep"), "primary")
        self.keep.clicked.connect(self._keep)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        self.body.addLayout(row)

    def ask(
        self,
        anchor: QWidget,
        ours: tuple[str, str],
        theirs: tuple[str, str],
        relation: Relation | None,
        *,
        able: bool,
    ) -> None:
        """Open beneath a widget.

        Args:
            anchor: The widget.
            ours: Id and name of one of ours.
            theirs: Id and name of one of theirs.
            relation: What is known; None for nothing.
            able: Whether it can be changed.
        """
        self._pair = (ours[0], theirs[0])
        self._title.setText(_("%(name)s and %(other)s") % {"name": ours[1], "other": theirs[1]})
        self.strength.set_value(STRENGTHS[rank_of(relation)])
        self.now.set_value(relation.now or None if relation is not None else None)
        self.wanted.set_value(relation.wanted or None if relation is not None else None)
        self.note.setText(relation.note if relation is not None else "")
        for one in (self.strength, self.now, self.wanted, self.note, self.keep):
            one.setEnabled(able)
        self.open_under(anchor)
        self.strength.setFocus()

    def _keep(self) -> None:
        values: dict[str, Any] = {
            "strength": self.strength.value(),
            "now": self.now.value(),
            "wanted": self.wanted.value(),
            "note": self.note.text().strip() or None,
        }
        self.close()
        self.kept.emit(*self._pair, values)
