"""The timeline of an account or a person: what was said, newest first, found and mended."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.ui.log.box import fields_of
from acctdesk.ui.log.draft import TYPES
from acctdesk.ui.log.form import LogForm
from acctdesk.ui.log.model import TimelineModel
from acctdesk.ui.log.painting import EntryPainter
from acctdesk.ui.log.reading import Sought, draft_of, read, tick
from acctdesk.ui.log.view import TimelineView
from acctdesk.ui.log.writing import edit, offered
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import ComboBox, SearchField
from acctdesk.ui.widgets.line import Line
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.interaction import Interaction
    from acctdesk.ui.desk import Change, Desk

PAGE = 100
"""Entries read at a time."""
NARROW = 480
"""Width at 100 % below which the filter takes two rows."""
TYPING = 200
"""Milliseconds without a key until typed words are looked for."""


class Timeline(Card):
    """The entries of one account or person, with a filter above.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        of: "account" or "person".
    """

    log_wanted = Signal()
    """The first entry is to be written."""

    def __init__(
        self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, of: str = "account"
    ) -> None:
        super().__init__(theme, flush=True)
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self._sought = Sought(of)
        self._latest, self._older = Latest(tasks, self), Latest(tasks, self)
        self._show_next = ""
        self._waiting = False
        self._form: LogForm | None = None
        self._editing = ""
        able = not desk.read_only
        self._types: dict[str, str] = {}
        self.model = TimelineModel(self._today, self._types, self)
        painter = EntryPainter(theme, self._today, self._types, able=able)
        self.view = TimelineView(
            theme, self.model, painter, able=able, with_accounts=of == "person"
        )
        self._build()
        self._wire()

    def set_record(self, record: str, people: Sequence[tuple[str, str]] = ()) -> None:
        """Show the entries of another account or person, or read them again.

        Args:
            record: Whose.
            people: Ids and names that the filter offers; none hides that filter.
        """
        self._learn()
        if record != self._sought.id:
            self.cancel_edit()
            self.type.setCurrentIndex(0)
            self.words.clear()
            self._sought = Sought(self._sought.of, record)
            self.model.set_entries((), more=False)
        self._offer_people(people)
        self.reload()

    def reload(self) -> None:
        """Read again what is shown; an entry that is being edited isn't disturbed."""
        if self._form is not None:
            self._waiting = True
            return
        limit = max(PAGE, len(self.model.entries()))
        sought = self._sought
        self._older.drop()
        self._latest.read(
            functools.partial(read, self._desk, sought, limit),
            functools.partial(self._show, sought, limit),
        )

    def show_entry(self, interaction: str) -> None:
        """Select an entry, as soon as it is read."""
        if not self.view.show_entry(interaction):
            self._show_next = interaction

    def edit(self, interaction: str) -> None:
        """Open the form in place of an entry."""
        row = self.model.row_of(interaction)
        entry = self.model.entry(self.model.index(row, 0)) if row >= 0 else None
        if entry is None or self._desk.read_only:
            return
        self.cancel_edit()
        form = LogForm(
            self._theme, fields_of(self._desk), self._desk.context.today, _("Keep changes")
        )
        form.set_draft(draft_of(entry))
        holder = _Holder(self._theme, form)
        self._form, self._editing = form, interaction
        form.left.connect(self.cancel_edit)
        form.wanted.connect(functools.partial(self._keep, interaction))
        self.view.hold(interaction, holder)
        holder.resized.connect(lambda: self.view.refit(holder))
        form.start()
        account = entry.account
        self._tasks.read(form, lambda: offered(self._desk, account), form.set_offered)

    def cancel_edit(self) -> None:
        """Close the form; the entry is as before."""
        if self._form is None:
            return
        form, self._form = self._form, None
        form.hide()
        self.view.release()
        self.view.setFocus()
        self.view.show_entry(self._editing)
        if self._waiting:
            self._waiting = False
            self.reload()

    def sought(self) -> Sought:
        """Which entries are shown."""
        return self._sought

    @property
    def form(self) -> LogForm | None:
        """The form in which an entry is edited; None while none is."""
        return self._form

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices beneath the words where they don't fit side by side."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    # -- building --------------------------------------------------------------------------

    def _today(self) -> dt.date:
        return self._desk.context.today()

    def _learn(self) -> None:
        """Name the types, once; the services may still be loading when the page is made."""
        if not self._types:
            choices = fields_of(self._desk)["type"].choices
            self._types.update((one.code, str(one.label)) for one in choices)
            self.type.blockSignals(True)
            for one in TYPES:
                self.type.addItem(self._types.get(one, one), one)
            self.type.blockSignals(False)
            self.type.updateGeometry()

    def _build(self) -> None:
        theme = self._theme
        self._bar = QWidget()
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._bar)
        row.setContentsMargins(Space.CARD_GAP, Space.CONTROL, Space.CARD_GAP, Space.CONTROL)
        row.setSpacing(Space.CONTROL)
        choices = QHBoxLayout()
        choices.setSpacing(Space.CONTROL)
        self.words = SearchField(theme, _("Find in the log"))
        self.type = ComboBox(theme, _("Type"), [("", _("All types"))])
        self.person = ComboBox(theme, _("Person"), [("", _("Everybody"))])
        self.person.hide()
        row.addWidget(self.words, 1)
        choices.addWidget(self.type, 1)
        choices.addWidget(self.person, 1)
        row.addLayout(choices, 1)
        self.body.addWidget(self._bar)
        self.body.addWidget(Line(theme, "table_line"))
        self._stack = FrontStack()
        self._stack.addWidget(self.view)
        can = not self._desk.read_only
        self.empty = EmptyState(
            theme, "message-square", _("Nothing logged yet"),
            _("Calls, meetings and messages stand here once you log them."),
            _("Log the first") if can else "",
        )  # fmt: skip
        self.none = EmptyState(
            theme, "search", _("Nothing fits"), _("Take words or choices out of the filter."),
            _("Clear filter"),
        )  # fmt: skip
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.none)
        self._blank = QWidget()
        self._stack.addWidget(self._blank)
        self._stack.setCurrentWidget(self._blank)
        self.body.addWidget(self._stack, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)

    def _wire(self) -> None:
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._narrow)
        self.type.currentIndexChanged.connect(lambda _at: self._narrow())
        self.person.currentIndexChanged.connect(lambda _at: self._narrow())
        self.model.more_wanted.connect(self._read_older)
        self.view.edit_wanted.connect(self.edit)
        self.view.delete_wanted.connect(self._delete)
        self.view.tick_wanted.connect(self._tick)
        self.empty.pressed.connect(self.log_wanted)
        self.none.pressed.connect(self._clear)

    def _offer_people(self, people: Sequence[tuple[str, str]]) -> None:
        combo = self.person
        held = combo.value()
        combo.blockSignals(True)
        combo.clear()
        combo.addItem(_("Everybody"), "")
        for person, name in people:
            combo.addItem(name, person)
        combo.set_value(held if combo.findData(held) >= 0 else "")
        combo.blockSignals(False)
        combo.setVisible(bool(people))
        combo.updateGeometry()

    # -- reading ---------------------------------------------------------------------------

    def _narrow(self) -> None:
        sought = Sought(
            self._sought.of,
            self._sought.id,
            str(self.type.value() or ""),
            str(self.person.value() or ""),
            self.words.text(),
        )
        if sought != self._sought:
            self.cancel_edit()
            self._sought = sought
            self.view.scrollToTop()
            self.reload()

    def _clear(self) -> None:
        self.words.clear()
        self.type.setCurrentIndex(0)
        self.person.setCurrentIndex(0)
        self._narrow()

    def _show(self, sought: Sought, limit: int, found: list[Interaction]) -> None:
        if sought != self._sought or self._form is not None:
            self._waiting = self._form is not None
            return
        current = self.view.current_entry()
        self.model.set_entries(found[:limit], more=len(found) > limit)
        if found:
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.setCurrentWidget(self.none if sought.narrowed else self.empty)
        self._bar.setVisible(bool(found) or sought.narrowed)
        wanted, self._show_next = self._show_next, ""
        if wanted:
            self.view.show_entry(wanted)
        elif current is not None and self.view.current_entry() is None:
            self.view.show_entry(current.id)

    def _read_older(self) -> None:
        sought, last = self._sought, self.model.last()
        self._older.read(
            functools.partial(read, self._desk, sought, PAGE, last),
            lambda found: self.model.append(found[:PAGE], more=len(found) > PAGE),
        )

    # -- commands --------------------------------------------------------------------------

    def _keep(self, interaction: str) -> None:
        form = self._form
        if form is None:
            return
        draft = form.draft()
        form.set_busy(True)

        def done(_change: Change | None) -> None:
            self._waiting = True
            self.cancel_edit()

        def refuse(problem: Problem) -> None:
            form.set_busy(False)
            if isinstance(problem, Invalid):
                form.refuse(problem)
            else:
                self._tasks.problem.emit(problem)

        self._tasks.write(
            form, functools.partial(edit, self._desk, interaction, draft), done, refuse
        )

    def _delete(self, interaction: str) -> None:
        row = self.model.row_of(interaction)
        entry = self.model.entry(self.model.index(row, 0))
        words = _("Deleted “%s”") % (entry.subject if entry is not None else "")
        self._tasks.write(
            self,
            lambda: self._desk.interactions.delete([interaction]),
            lambda change: self._undo.offer(words, change),
        )

    def _tick(self, interaction: str) -> None:
        row = self.model.row_of(interaction)
        entry = self.model.entry(self.model.index(row, 0))
        if entry is not None:
            tick(self, self._desk, self._tasks, self._undo, entry)


class _Holder(QWidget):
    """The form in the place of an entry, with a plane and room around it."""

    resized = Signal()

    def __init__(self, theme: Theme, form: LogForm) -> None:
        super().__init__()
        self.setProperty("plane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD_GAP)
        column.addWidget(form)
        self._theme = theme

    def event(self, event: QEvent) -> bool:
        """Tell when another height is asked for."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return done
