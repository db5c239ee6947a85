"""What a line between two cards says: its type, strength and note; and the way to take it off."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from acctdesk.services.stakeholder import Tie
from acctdesk.ui.stakeholders.chart.connecting import TYPES
from acctdesk.ui.stakeholders.chart.panels import Panel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class TiePanel(Panel):
    """Shows a line that was chosen, to be changed or taken off.

    Args:
        theme: The theme in force.
        over: The chart.
    """

    kept = Signal(str, object)
    """Change a tie: its id, and values by field name."""
    removed = Signal(str)
    """Take a tie off."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(theme, _("Line between two people"), over)
        self._tie: Tie | None = None
        self.title = Label(theme, "", "strong")
        self.body.addWidget(self.title)
        self.type = Segmented(theme, _("Type of line"), [str(words) for _type, words in TYPES])
        self.body.addWidget(self.type)
        offered = ((None, _("Not said")), (1, _("1, weak")), (2, _("2")), (3, _("3, strong")))
        self.strength = ComboBox(theme, _("Strength"), offered)
        self.body.addWidget(ValidatedField(theme, _("Strength"), self.strength))
        self.note = QLineEdit()
        self.note.returnPressed.connect(self._keep)
        self.body.addWidget(ValidatedField(theme, _("Note"), self.note))
        row = QHBoxLayout()
        self.off = Button(theme, _("Remove line"), "quiet")
        self.off.clicked.connect(self._remove)
        row.addWidget(self.off)
        row.addStretch(1)
        self.save = Button(theme, _("Save"), "primary")
        self.save.clicked.connect(self._keep)
        row.addWidget(self.save)
        self.body.addLayout(row)

    def tie(self) -> str:
        """The line that is shown; empty for none."""
        return "" if self._tie is None or self.isHidden() else self._tie.id

    def ask(self, tie: Tie, names: tuple[str, str], box: QRect, *, able: bool) -> None:
        """Show a line.

        Args:
            tie: The line.
            names: Who it joins.
            box: Where it is, in the chart's coordinates.
            able: Whether it can be changed.
        """
        self._tie = tie
        self.title.setText(_("{name} and {other}").format(name=names[0], other=names[1]))
        self.type.set_current([one for one, _words in TYPES].index(tie.type))
        self.strength.set_value(tie.strength)
        self.note.setText(tie.note)
        for widget in (self.type, self.strength, self.note, self.off, self.save):
            widget.setEnabled(able)
        self.open_at(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what was entered."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        super().keyPressEvent(event)

    def _keep(self) -> None:
        if self._tie is None:
            return
        entered = {
            "type": TYPES[self.type.current()][0],
            "strength": self.strength.value(),
            "note": self.note.text().strip(),
        }
        values = {
            name: value or None if name == "note" else value
            for name, value in entered.items()
            if value != getattr(self._tie, name)
        }
        tie = self._tie.id
        self.dismiss()
        if values:
            self.kept.emit(tie, values)

    def _remove(self) -> None:
        if self._tie is not None:
            tie = self._tie.id
            self.dismiss()
            self.removed.emit(tie)
