"""The inspector: the selected record, or what several have in common, to be read and edited."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.inspector.facts import Facts
from acctdesk.ui.inspector.reading import Seen, see
from acctdesk.ui.record.attachments import FilesPart
from acctdesk.ui.record.disclosure import Disclosure
from acctdesk.ui.record.form import RecordForm
from acctdesk.ui.record.saving import Saver
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.shell.ask import Ask
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Avatar
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n

PATIENCE = 120
"""Milliseconds between two selections within which somebody only passes by."""


class RecordInspector(QWidget):
    """Shows what is selected in a list.

    It reads nothing before the first `set_records`, and then on the read lane.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        kind: Kind of the records.
        ask: Asks which file to attach; None leaves dropping and web links.
    """

    open_requested = Signal(str)
    """Id of the record whose page is to be opened."""
    log_requested = Signal(str, str)
    """Id of an account, and of the person who took part or nothing: a contact is to be logged."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        kind: str,
        ask: Ask | None = None,
    ) -> None:
        super().__init__()
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self._ask_for = ask
        self._kind = kind
        self._ids: tuple[str, ...] = ()
        self._seen: Seen | None = None
        self._read = Latest(tasks, self)
        self._clock = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PATIENCE)
        self._later.timeout.connect(self._ask)
        self._saver = Saver(desk, tasks, undo, self)
        self.setAccessibleName(_("Inspector"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._stack = FrontStack()
        column.addWidget(self._stack)
        self._empty = EmptyState(
            theme, "panel-right", _("Nothing selected"),
            _("Select a row to see and edit it here; select several to edit them at once."),
        )  # fmt: skip
        self._stack.addWidget(self._empty)
        self._body = QWidget()
        self._stack.addWidget(self._body)
        self._build()
        tasks.changed.connect(self._on_change)

    # -- what the list asks ----------------------------------------------------------------

    def set_records(self, ids: Sequence[str]) -> None:
        """Show other records; none shows a hint."""
        fresh = tuple(ids)
        if fresh == self._ids:
            return
        self._ids = fresh
        self.form.close_editors()
        # The first is shown at once; while somebody runs through a list, where they stop.
        if self._clock.isValid() and self._clock.elapsed() < PATIENCE:
            self._later.start()
        else:
            self._ask()
        self._clock.start()

    def records(self) -> tuple[str, ...]:
        """Ids of what is shown."""
        return self._ids

    def showEvent(self, event: object) -> None:
        """Read what was selected while it was hidden."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._seen is None or self._seen.ids != self._ids:
            self._ask()

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self._body)
        column.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        column.setSpacing(Space.CARD_GAP)
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL + 2)
        self._avatar = Avatar(theme, "", 36, square=self._kind == "account")
        head.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(Space.CONTROL)
        self.name = ElidedLabel(theme, "", "strong")
        self._archived = Badge(theme, _("Archived"), icon="archive")
        top.addWidget(self.name, 1)
        top.addWidget(self._archived)
        words.addLayout(top)
        self._line = ElidedLabel(theme, "", "caption", "secondary")
        words.addWidget(self._line)
        head.addLayout(words, 1)
        column.addLayout(head)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        self.open = Button(theme, _("Open"), "primary")
        self.log = Button(theme, _("Log a call"), icon="phone")
        buttons.addWidget(self.open)
        buttons.addWidget(self.log)
        buttons.addStretch(1)
        self._buttons = QWidget()
        self._buttons.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._buttons)
        self._hint = Label(theme, "", "caption", "secondary", wrap=True)
        column.addWidget(self._hint)
        column.addWidget(Line(theme))
        self.facts = Facts(theme, self._desk)
        column.addWidget(self.facts)
        self._under_facts = Line(theme)
        column.addWidget(self._under_facts)
        self.form = RecordForm(theme, able=not self._desk.read_only)
        column.addWidget(self.form)
        self._above_files = Line(theme)
        column.addWidget(self._above_files)
        self._part = Disclosure(theme, _("Files and links"))
        self.files = FilesPart(theme, self._desk, self._tasks, self._undo, self._ask_for)
        self._part.body.addWidget(self.files)
        column.addWidget(self._part)
        column.addStretch(1)
        self._archived.hide()
        self._hint.hide()
        self.open.clicked.connect(self._on_open)
        self.log.clicked.connect(self._on_log)
        self.form.entered.connect(self._keep)
        self.form.tag_added.connect(functools.partial(self._tag, off=False))
        self.form.tag_removed.connect(functools.partial(self._tag, off=True))

    # -- reading ---------------------------------------------------------------------------

    def _ask(self) -> None:
        if not self._ids:
            self._read.drop()
            self._seen = None
            self._stack.setCurrentWidget(self._empty)
            return
        if not self.isVisible():
            # It costs nothing while it is closed; opening it reads.
            self._seen = None
            return
        kind, ids = self._kind, self._ids
        self._read.read(lambda: see(self._desk, kind, ids), functools.partial(self._show, ids))

    def _show(self, ids: tuple[str, ...], seen: Seen) -> None:
        if ids != self._ids:
            return
        other = self._seen is None or self._seen.ids != seen.ids
        self._seen = seen
        if other:
            # Everything is laid out once, when it is shown again. Nobody types here now.
            self._body.hide()
        if not seen.ids:
            self._stack.setCurrentWidget(self._empty)
            return
        one = seen.record
        self._buttons.setVisible(one is not None)
        self._hint.setVisible(one is None)
        self.facts.setVisible(one is not None)
        for part in (self._under_facts, self._above_files, self._part):
            part.setVisible(one is not None)
        self.form.set_fields(seen.kind, seen.fields)
        self.form.set_known_tags(seen.tags)
        if one is not None:
            self._avatar.show()
            self._avatar.set_name(one.title)
            self.name.set_text(one.title)
            self._line.set_text(self.facts.line_of(seen))
            self._archived.setVisible(bool(one["archived"]))
            self.log.setEnabled(bool(seen.account) and not self._desk.read_only)
            self.facts.show_seen(seen)
            self.form.show_record(one, seen.options)
            self.files.set_record(seen.kind, one.id)
        else:
            count = len(seen.ids)
            self._avatar.hide()
            self.name.set_text(_selected(self._kind, count))
            names = ", ".join(seen.names)
            more = count - len(seen.names)
            said = _("{names} and {n} more").format(names=names, n=more) if more else names
            self._line.set_text(said)
            self._archived.hide()
            self._hint.setText(_("What you change here changes in all of them, in one step."))
            self.form.show_common(seen.common, seen.options)
        self._stack.setCurrentWidget(self._body)
        self._body.show()

    def _on_change(self, change: Change) -> None:
        if self._ids and change.touched:
            self._ask()

    # -- commands --------------------------------------------------------------------------

    def _on_open(self) -> None:
        if len(self._ids) == 1:
            self.open_requested.emit(self._ids[0])

    def _on_log(self) -> None:
        seen = self._seen
        if seen is not None and seen.record is not None and seen.account:
            person = seen.record.id if seen.kind == "person" else ""
            self.log_requested.emit(seen.account, person)

    def _keep(self, name: str, entered: object) -> None:
        if self._seen is not None:
            row = self.form.rows[name]
            self._saver.keep(self._kind, self._seen.ids, row, entered, self._again)

    def _again(self) -> None:
        """Show the rows as they were read last; a newer reading follows by the change."""
        if self._seen is not None:
            if self._seen.record is not None:
                self.form.show_record(self._seen.record, self._seen.options)
            else:
                self.form.show_common(self._seen.common, self._seen.options)

    def _tag(self, name: str, tag: str, *, off: bool) -> None:
        if self._seen is not None:
            field = self.form.rows[name].field
            self._saver.tag(self._kind, self._seen.ids, field, tag, off=off)


def _selected(kind: str, count: int) -> str:
    if kind == "account":
        return _n("{n} account selected", "{n} accounts selected", count)
    if kind == "person":
        return _n("{n} person selected", "{n} people selected", count)
    return _n("{n} record selected", "{n} records selected", count)
