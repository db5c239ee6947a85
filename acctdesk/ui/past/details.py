"""A look at one change: what it did record by record, and the ways to take parts of it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Catalogue
from acctdesk.ui.past.lines import EDGE, VERBS, Line, LineList, LinesModel, lines_of
from acctdesk.ui.past.said import who_when
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.trouble import Trouble
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.history import HistoryEntry, RowChange

FIRST = 40
"""Records told of at first; a press tells of more."""
MOST = 400
"""Records told of at most."""


class Details(Card):
    """What a change did.

    Args:
        theme: The theme in force.
        able: Whether something can be taken back.
    """

    change_wanted = Signal()
    """The whole change is to be undone, or done again."""
    row_wanted = Signal(object)
    """What was done to a `RowChange` is to be taken back."""
    field_wanted = Signal(object, object)
    """Of a `RowChange`, a `FieldChange` is to be taken back."""
    more_wanted = Signal()
    """More records are to be told of."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, flush=True)
        self._theme, self._able = theme, able
        head, beneath, foot, ways = QWidget(), QWidget(), QWidget(), QWidget()
        pad = Space.CARD
        self._head = QVBoxLayout(head)
        self._head.setContentsMargins(pad, pad, pad, Space.CONTROL)
        # The lines' own margin is for the ring around the chosen one.
        lines = QVBoxLayout(beneath)
        lines.setContentsMargins(pad - EDGE, 0, pad - EDGE, 0)
        holder = QVBoxLayout(foot)
        holder.setContentsMargins(pad, Space.CONTROL, pad, pad - 4)
        holder.addWidget(ways)
        row = FlowLayout(ways, Space.CONTROL)
        self.title = Label(theme, _("What it did"), "strong", wrap=True)
        self.note = Label(theme, "", "caption", "secondary", wrap=True)
        self._head.addWidget(self.title)
        self._head.addWidget(self.note)
        self.trouble = QWidget()
        self._told = QVBoxLayout(self.trouble)
        self._told.setContentsMargins(0, 0, 0, 0)
        self.trouble.hide()
        self._head.addWidget(self.trouble)
        self.model = LinesModel()
        self.lines = LineList(theme, self.model)
        self.lines.pressed_verb.connect(self.take_back)
        self.lines.selectionModel().currentChanged.connect(lambda *_both: self._offer())
        lines.addWidget(self.lines)
        self.add(head)
        self.add(beneath, 1)
        self.part = Button(theme, _("Revert"))
        self.part.clicked.connect(lambda: self.take_back(self.lines.currentIndex().row()))
        self.button = Button(theme, _("Undo this change"), icon="undo-2")
        self.button.clicked.connect(self.change_wanted)
        row.addWidget(self.part)
        row.addWidget(self.button)
        self.add(foot)
        self._fit()
        theme.changed.connect(self._fit)

    def show_change(
        self, entry: HistoryEntry | None, what: str, rows: Sequence[RowChange], catalogue: Catalogue
    ) -> None:
        """Show a change.

        Args:
            entry: The change; None shows nothing.
            what: What it is called.
            rows: What it did, as far as it is told.
            catalogue: Names kinds and fields.
        """
        self.clear_trouble()
        self.title.setText(what if entry else _("What it did"))
        self.note.setVisible(entry is not None)
        undone = entry is not None and entry.undone
        plain = entry is not None and entry.mode == "do"
        self.button.setEnabled(plain and self._able)
        self.button.setVisible(entry is not None)
        self.part.setVisible(entry is not None)
        self.button.set_text(_("Redo this change") if undone else _("Undo this change"))
        if entry is not None:
            state = [_("Undone")] if undone else []
            self.note.setText(" · ".join([who_when(entry), *state]))
        able = self._able and entry is not None and not undone and entry.mode != "gone"
        lines = [line for row in rows for line in lines_of(row, catalogue, able=able)]
        if len(rows) == FIRST:
            lines.append(Line(_("Show more records")))
        self.model.show(lines)
        self.lines.scrollToTop()
        self._offer()

    def take_back(self, at: int) -> None:
        """Do what the verb of a line says."""
        line = self.model.line(at)
        if line is None:
            return
        if line.row is None:
            self.more_wanted.emit()
        elif line.verb and line.field is None:
            self.row_wanted.emit(line.row)
        elif line.verb:
            self.field_wanted.emit(line.row, line.field)

    def complain(self, problem: Problem, again: Callable[[], object] | None = None) -> None:
        """Say what stood in the way.

        Args:
            problem: What it was.
            again: Does it all the same; None when that can't be.
        """
        self.clear_trouble()
        self._told.addWidget(Trouble(self._theme, problem))
        self.trouble.show()
        if again is not None:
            insist = Button(self._theme, _("Revert all the same"))
            insist.clicked.connect(again)
            self._told.addWidget(insist, 0, Qt.AlignmentFlag.AlignLeft)
            insist.setFocus()

    def insisting(self) -> Button | None:
        """The button that does it all the same; None when nothing stands in the way."""
        found = self.trouble.findChildren(Button) if self.trouble.isVisibleTo(self) else []
        return found[-1] if found else None

    def clear_trouble(self) -> None:
        """Nothing stands in the way any more."""
        while (item := self._told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.trouble.hide()

    def _offer(self) -> None:
        """Offer by a button what the chosen line offers at its end: the keyboard needs one."""
        line = self.model.line(self.lines.currentIndex().row())
        able = line is not None and line.row is not None and bool(line.verb)
        self.part.setEnabled(able)
        self.part.set_text(line.verb if line is not None and able else _("Revert"))
        if line is not None and able:
            self.part.setAccessibleName(line.name)
        self.part.setToolTip(self.part.accessibleName())

    def _fit(self) -> None:
        """As wide as its longest words: nothing moves while one goes through the lines."""
        self.lines.setMinimumHeight(self._theme.px(56))
        self.part.setMinimumWidth(0)
        widths = []
        for verb in (_("Revert"), *VERBS):
            self.part.set_text(str(verb))
            widths.append(self.part.sizeHint().width())
        self.part.setMinimumWidth(max(widths))
        self._offer()
