"""The form of an entry: what, when, with whom, what was said, what is next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Field
from acctdesk.ui.entering import complaint
from acctdesk.ui.log.draft import ICONS, TYPES, Draft, Someone
from acctdesk.ui.log.picker import PeoplePicker
from acctdesk.ui.log.writing import coming_day, past_day
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, date

WIDE = 760
"""Width at 100 % from which the day stands beside the type."""
NARROW = 420
"""Width at 100 % below which the due day stands beneath the next step."""
_LINES = (2, 8)
"""Fewest and most lines of the summary that are shown at once."""


class LogForm(QWidget):
    """Writes an entry down. Ctrl+Enter logs, Esc leaves; what was typed stays.

    Args:
        theme: The theme in force.
        fields: The fields of an interaction by name.
        today: Tells the day.
        verb: Words of the button.
    """

    wanted = Signal()
    """The entry is to be kept: see `draft`. Answer by going away, or with `refuse`."""
    left = Signal()
    """Esc or Cancel."""
    changed = Signal()
    """Something was typed or chosen."""

    def __init__(
        self, theme: Theme, fields: dict[str, Field], today: Callable[[], dt.date], verb: str
    ) -> None:
        super().__init__()
        self._theme, self._fields, self._today = theme, fields, today
        labels = {one.code: str(one.label) for one in fields["type"].choices}
        self.type = Segmented(
            theme, str(fields["type"].label), [labels.get(one, one) for one in TYPES],
            [ICONS[one] for one in TYPES],
        )  # fmt: skip
        self.day = _line(_("Today"))
        self.minutes = _line("")
        self.subject = _line(_("What was it about?"))
        self.summary = QPlainTextEdit()
        self.summary.setTabChangesFocus(True)
        self.summary.setPlaceholderText(_("What was said"))
        self.people = PeoplePicker(theme, _("Who took part?"))
        self.next_step = _line(_("What is to be done?"))
        self.due = _line(_("fri, +14, 14 Oct"))
        self._framed = {
            "day": ValidatedField(theme, _("Date"), self.day, self._check_day),
            "minutes": ValidatedField(theme, _("Minutes"), self.minutes, self._check_minutes),
            "subject": ValidatedField(theme, _("Subject"), self.subject),
            "summary": ValidatedField(theme, _("Summary"), self.summary),
            "next_step": ValidatedField(theme, _("Next step"), self.next_step),
            "next_step_due": ValidatedField(theme, _("Due"), self.due, self._check_due),
        }
        self.keep = Button(theme, verb, "primary")
        self.keep.setToolTip("Ctrl+Enter")
        self.cancel = Button(theme, _("Cancel"), "quiet")
        self._note = Label(theme, "", "caption", "secondary", wrap=True)
        self._build()
        self._wire()
        self._retheme()
        theme.changed.connect(self._retheme)

    # -- what stands in it -----------------------------------------------------------------

    def draft(self) -> Draft:
        """The entry as it stands."""
        return Draft(
            TYPES[self.type.current()],
            self.day.text(),
            self.minutes.text(),
            self.subject.text(),
            self.summary.toPlainText(),
            self.next_step.text(),
            self.due.text(),
            self.people.people(),
        )

    def set_draft(self, draft: Draft) -> None:
        """Show an entry; `changed` isn't sent."""
        self.blockSignals(True)
        self.type.set_current(TYPES.index(draft.type))
        self.day.setText(draft.day)
        self.minutes.setText(draft.minutes)
        self.subject.setText(draft.subject)
        self.summary.setPlainText(draft.summary)
        self.next_step.setText(draft.next_step)
        self.due.setText(draft.due)
        self.people.set_people(draft.people)
        for name, frame in self._framed.items():
            frame.set_problem("")
            self._say_day(name)
        self.blockSignals(False)
        self._grow()

    def set_offered(self, people: Sequence[Someone]) -> None:
        """Change who can be chosen as having taken part."""
        self.people.set_offered(people)

    def set_note(self, text: str) -> None:
        """Say something beside the buttons, such as that the draft is kept."""
        self._note.setText(text)

    def set_busy(self, busy: bool) -> None:
        """Whether the entry is on its way to the workspace."""
        self.keep.setEnabled(not busy)

    def refuse(self, problem: Invalid) -> None:
        """Say at its field what is wrong."""
        frame = self._framed.get(problem.field, self._framed["subject"])
        frame.set_problem(complaint(problem))
        frame.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self, name: str) -> str:
        """What is wrong with a field; empty when nothing is."""
        return self._framed[name].problem()

    def start(self) -> None:
        """Put the cursor where one types first."""
        self.subject.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys and sizes --------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter keeps from everywhere, Esc leaves."""
        if isinstance(event, QKeyEvent) and not self._in_popup():
            key = event.key()
            enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if (enter and ctrl) or key == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.ShortcutOverride:
                    # Both mean something to the window; here they belong to the form.
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self._want() if enter else self.left.emit()
                    return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields beneath each other where they don't fit side by side."""
        super().resizeEvent(event)
        for row, least in ((self._top, WIDE), (self._last, NARROW)):
            narrow = self.width() < self._theme.px(least)
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            if row.direction() != way:
                row.setDirection(way)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(Space.CARD_GAP)
        kinds = QVBoxLayout()
        kinds.setSpacing(4)
        kinds.addWidget(Label(self._theme, _("Type"), "medium"))
        kinds.addWidget(self.type)
        kinds.addStretch(1)
        self._top.addLayout(kinds, 1)
        when = QHBoxLayout()
        when.setSpacing(Space.CARD_GAP)
        above = Qt.AlignmentFlag.AlignTop
        when.addWidget(self._framed["day"], 0, above)
        when.addWidget(self._framed["minutes"], 0, above)
        when.addStretch(1)
        self._top.addLayout(when)
        column.addLayout(self._top)
        column.addWidget(self._framed["subject"])
        people = QVBoxLayout()
        people.setSpacing(4)
        people.addWidget(Label(self._theme, _("People"), "medium"))
        people.addWidget(self.people)
        column.addLayout(people)
        column.addWidget(self._framed["summary"])
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.setSpacing(Space.CARD_GAP)
        self._last.addWidget(self._framed["next_step"], 1)
        self._last.addWidget(self._framed["next_step_due"], 0)
        column.addLayout(self._last)
        self.foot = QWidget()
        buttons = QHBoxLayout(self.foot)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self._note, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        lines = (self.day, self.minutes, self.subject, self.next_step, self.due)
        for line in lines:
            line.textChanged.connect(self.changed)
        self.summary.textChanged.connect(self.changed)
        self.summary.textChanged.connect(self._grow)
        self.type.chosen.connect(lambda _at: self.changed.emit())
        self.people.changed.connect(self.changed)
        self.day.textChanged.connect(lambda _text: self._say_day("day"))
        self.due.textChanged.connect(lambda _text: self._say_day("next_step_due"))
        for one in (*lines, self.summary, self.type, self.people.line, self.keep, self.cancel):
            one.installEventFilter(self)
        self.keep.clicked.connect(self._want)
        self.cancel.clicked.connect(self.left)

    def _want(self) -> None:
        if self.keep.isEnabled():
            self.wanted.emit()

    def _in_popup(self) -> bool:
        return self.people.popup.isVisible()

    # -- what the fields mean --------------------------------------------------------------

    def _check_day(self, text: str) -> str:
        return _wrong(lambda: past_day(self._fields["day"], text, self._today()))

    def _check_due(self, text: str) -> str:
        return _wrong(lambda: coming_day(self._fields["next_step_due"], text, self._today()))

    @staticmethod
    def _check_minutes(text: str) -> str:
        words = text.strip()
        return "" if not words or words.isdecimal() else _("Write minutes as a number.")

    def _say_day(self, name: str) -> None:
        """Beside the label: which day was understood."""
        title = {"day": _("Date"), "next_step_due": _("Due")}.get(name)
        if title is None:
            return
        text = (self.day if name == "day" else self.due).text()
        read = past_day if name == "day" else coming_day
        try:
            day = read(self._fields[name], text, self._today()) if text.strip() else None
        except Invalid:
            day = None
        self._framed[name].label.setText(f"{title} · {date(day)}" if day else title)

    def _grow(self) -> None:
        lines = min(max(self.summary.document().blockCount(), _LINES[0]), _LINES[1])
        self.summary.setFixedHeight(lines * self._theme.line() + self._theme.px(16))

    def _retheme(self) -> None:
        px = self._theme.px
        self._framed["day"].setFixedWidth(px(168))
        self._framed["minutes"].setFixedWidth(px(84))
        self._framed["next_step_due"].setFixedWidth(px(168))
        self._grow()


def _line(hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    return line


def _wrong(read: Callable[[], object]) -> str:
    try:
        read()
    except Invalid as problem:
        return complaint(problem)
    return ""


def with_me(draft: Draft, mine: Sequence[Someone]) -> Draft:
    """An entry with myself among those who took part."""
    more = tuple(one for one in mine if one not in draft.people)
    return replace(draft, people=(*draft.people, *more))
