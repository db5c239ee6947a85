"""A look at one change: what it did record by record, and the ways to take parts of it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Catalogue
from acctdesk.ui.past.said import head_of, line_of, who_when
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.trouble import Trouble
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.history import FieldChange, HistoryEntry, RowChange

FIRST = 10
"""Records told of at first; a click tells of the rest."""
MOST = 100
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
    """All records are to be told of."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme)
        self._theme, self._able = theme, able
        self.title = Label(theme, _("What it did"), "strong", wrap=True)
        self.note = Label(theme, "", "caption", "secondary", wrap=True)
        self.add(self.title)
        self.add(self.note)
        self.trouble = QWidget()
        self._told = QVBoxLayout(self.trouble)
        self._told.setContentsMargins(0, 0, 0, 0)
        self.trouble.hide()
        self.add(self.trouble)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(_("What it did"))
        inner = QWidget()
        inner.setProperty("plane", "surface")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        area.setWidget(inner)
        self.add(area, 1)
        self.button = Button(theme, _("Undo this change"), icon="undo-2")
        self.button.setEnabled(False)
        self.button.clicked.connect(self.change_wanted)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.reverts: list[Button] = []
        """The buttons that take back a part, from top to bottom."""

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
        self.button.set_text(_("Redo this change") if undone else _("Undo this change"))
        if entry is not None:
            state = [_("Undone")] if undone else []
            self.note.setText(" · ".join([who_when(entry), *state]))
        self.reverts = []
        _clear(self._lines)
        able = self._able and entry is not None and not undone and entry.mode != "gone"
        for row in rows:
            self._add_row(row, catalogue, able=able)
        if len(rows) == FIRST:
            more = Button(self._theme, _("Show more records"), "link")
            more.clicked.connect(self.more_wanted)
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addStretch(1)

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
        _clear(self._told)
        self.trouble.hide()

    # -- inside ----------------------------------------------------------------------------

    def _add_row(self, row: RowChange, catalogue: Catalogue, *, able: bool) -> None:
        words = {"insert": _("Take away again"), "delete": _("Bring back")}
        verb = words.get(row.op, _("Revert all of it") if len(row.fields) > 1 else "")
        head = Label(self._theme, head_of(row, catalogue), "medium", wrap=True)
        self._add_line(
            head, verb if able else "", f"{verb}: {row.title}", lambda: self.row_wanted.emit(row)
        )
        if row.op == "update":
            for one in row.fields:
                text = line_of(one, row.op, catalogue)
                named = {"field": one.label, "name": row.title}
                self._add_line(
                    Label(self._theme, text, tone="secondary", wrap=True),
                    _("Revert") if able else "",
                    _("Revert %(field)s of %(name)s") % named,
                    self._asks_for(row, one),
                )
        else:
            told = (line_of(one, row.op, catalogue) for one in row.fields)
            if text := "\n".join(line for line in told if line):
                self._lines.addWidget(Label(self._theme, text, tone="secondary", wrap=True))
        self._lines.addSpacing(Space.CONTROL)

    def _asks_for(self, row: RowChange, one: FieldChange) -> Callable[[], object]:
        return lambda: self.field_wanted.emit(row, one)

    def _add_line(self, label: Label, verb: str, name: str, press: Callable[[], object]) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.CONTROL)
        line.addWidget(label, 1)
        if verb:
            button = Button(self._theme, verb, "link")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(press)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.reverts.append(button)
        self._lines.addWidget(holder)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
