"""One record that differs, field by field, and the conflicts in it to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from acctdesk.services.handover.threeway import WHOLE, Side
from acctdesk.ui.handover.conflict_choice import Choice
from acctdesk.ui.handover.taking_said import (
    CLASH,
    MEANS,
    NEW,
    WAITING,
    Values,
    about,
    goes,
    standing,
)
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.layouts import KeyValueList
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.pieces import Column, clear
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.handover.taking import Difference, FieldDifference
    from acctdesk.services.handover.threeway import Key
    from acctdesk.ui.handover.conflict_decisions import Decisions
    from acctdesk.ui.handover.conflict_hanging import Hanging

MOST_FIELDS = 40
"""Fields that are listed; the rest are counted."""
MOST_CHOICES = 30
"""Conflicts of one record that are shown one by one; the rest are decided together."""
ONE_LINE = 48
"""Letters up to which both values of a field stand in one line."""


class RecordPanel(Card):
    """Shows a record.

    Args:
        theme: The theme in force.
        able: Whether one may decide.
    """

    decided = Signal(str, str, str, object)
    """A conflict was decided: kind, record, field, `Side`."""
    wanted = Signal(str, str)
    """Another record is to be shown: its kind and id."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, _("Record"), flush=True)
        self._theme, self._able = theme, able
        self.one: Difference | None = None
        self.choices: dict[str, Choice] = {}
        self._status: StatusLabel | None = None
        self._column = Column(_("What differs in the record"))
        self._inner = QWidget()
        self._body = QVBoxLayout(self._inner)
        self._column.body.addWidget(self._inner)
        self._column.body.addStretch(1)
        self.add(self._column, 1)
        self._hanging = QVBoxLayout()
        self.show_nothing()
        theme.changed.connect(self._fit)
        self._fit()

    # -- showing ---------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Show no record."""
        self._reset(None)
        self.title.setText(_("Record"))
        self._body.addWidget(
            EmptyState(
                self._theme, "git-compare", _("Choose a row"),
                _("What was, what is here and what is there stands here, field by field."),
            )
        )  # fmt: skip

    def show_record(self, one: Difference, decisions: Decisions, values: Values) -> None:
        """Show a record."""
        self._reset(one)
        theme = self._theme
        self.title.setText(one.title or _("Without a name"))
        head = QVBoxLayout()
        head.setSpacing(2)
        words, glyph = standing(one, decisions)
        if glyph is not None:
            self._status = StatusLabel(theme, glyph, words, "medium")
            head.addWidget(self._status)
        else:
            head.addWidget(Label(theme, words, "medium"))
        head.addWidget(Label(theme, about(one), "caption", "secondary", wrap=True))
        head.addWidget(Label(theme, str(MEANS[one.what]), "caption", "secondary", wrap=True))
        self._body.addLayout(head)
        self._hanging = QVBoxLayout()
        self._hanging.setSpacing(Space.TIGHT)
        if one.what == CLASH:
            self._add_choices(one, decisions, values)
        self._body.addLayout(self._hanging)
        rest = [field for field in one.fields if not field.clash]
        if rest:
            if one.what == CLASH:
                whole = any(field.field == WHOLE for field in one.fields)
                said = _("What was changed") if whole else _("Also taken over, without a question")
                self._body.addWidget(Line(theme, "table_line"))
                self._body.addWidget(Label(theme, said, "strong", wrap=True))
            self._add_fields(one, rest, values)
        self._column.verticalScrollBar().setValue(0)

    def show_hanging(self, found: Hanging) -> None:
        """Say what depends on the record that is shown, once that is known."""
        clear(self._hanging)
        theme = self._theme
        if found.here:
            said = _("Taking theirs deletes with it: %s.") % found.here
            self._hanging.addWidget(Label(theme, said, "caption", "secondary", wrap=True))
        if found.there:
            said = _("Depends on it: %s.") % found.there
            self._hanging.addWidget(Label(theme, said, "caption", "secondary", wrap=True))
        for (kind, record), name in found.needs:
            button = Button(theme, _("Show “%s”") % name if name else _("Show it"), "link")
            button.clicked.connect(
                lambda _on=False, kind=kind, record=record: self.wanted.emit(kind, record)
            )
            self._hanging.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def retell(self, decisions: Decisions) -> None:
        """Conflicts were decided, or are open again: say so."""
        one = self.one
        if one is None:
            return
        key: Key = (one.kind, one.record)
        for field, choice in self.choices.items():
            choice.show_side(decisions.choice(key, field))
        if self._status is not None:
            words, glyph = standing(one, decisions)
            self._status.set_status(glyph or Status.NO_DATA, words)

    def focus_open(self, decisions: Decisions) -> None:
        """Go to the first conflict that is open, else to the first."""
        if self.one is None or not self.choices:
            return
        key: Key = (self.one.kind, self.one.record)
        wanted = [one for field, one in self.choices.items() if not decisions.choice(key, field)]
        stop = (wanted or list(self.choices.values()))[0]
        stop.focus_stop().setFocus(Qt.FocusReason.ShortcutFocusReason)
        # Where it is, is known once it is laid out.
        QTimer.singleShot(0, self, lambda: self._reveal(stop))

    def _reveal(self, stop: Choice) -> None:
        """Bring a conflict into sight; in a low window the page scrolls as well as the panel."""
        if stop not in self.choices.values():
            return
        around: QWidget | None = stop
        while around is not None:
            around = around.parentWidget()
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(stop, 0, self._theme.px(Space.CARD_GAP))

    # -- inside ----------------------------------------------------------------------------

    def _reset(self, one: Difference | None) -> None:
        self.one = one
        self.choices = {}
        self._status = None
        old = self._inner
        self._inner = QWidget()
        self._body = QVBoxLayout(self._inner)
        self._body.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD)
        self._body.setSpacing(Space.CARD_GAP)
        self._column.body.replaceWidget(old, self._inner)
        old.hide()
        old.deleteLater()

    def _add_choices(self, one: Difference, decisions: Decisions, values: Values) -> None:
        clashing = [field for field in one.fields if field.clash]
        if len(clashing) > 1 and self._able:
            self._body.addWidget(self._all_of(one, decisions))
        for field in clashing[:MOST_CHOICES]:
            made = self._choice(one, field, decisions, values)
            self.choices[field.field] = made
            self._body.addWidget(made)
        more = len(clashing) - MOST_CHOICES
        if more > 0:
            said = _n("{n} more conflict is decided with the buttons above.",
                      "{n} more conflicts are decided with the buttons above.", more)  # fmt: skip
            self._body.addWidget(Label(self._theme, said, "caption", "secondary", wrap=True))

    def _choice(
        self, one: Difference, field: FieldDifference, decisions: Decisions, values: Values
    ) -> Choice:
        side = decisions.choice((one.kind, one.record), field.field)
        if field.field == WHOLE:
            label, was, ours, theirs = _whole(field)
        else:
            label = field.label
            before = values.say(one, field, None)
            was = _("Was: %s") % before if before else _("Was empty")
            ours = values.say(one, field, Side.OURS) or _("Empty")
            theirs = values.say(one, field, Side.THEIRS) or _("Empty")
        if field.edited:
            was = " · ".join(part for part in (was, _("edited in the workbook")) if part)
        made = Choice(
            self._theme, label, was, (_("Keep mine"), ours), (_("Take theirs"), theirs), side,
            able=self._able,
        )  # fmt: skip
        made.chosen.connect(lambda kept: self.decided.emit(one.kind, one.record, field.field, kept))
        return made

    def _all_of(self, one: Difference, decisions: Decisions) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made, Space.CONTROL)
        for words, side in (
            (_("Keep mine throughout"), Side.OURS), (_("Take theirs throughout"), Side.THEIRS),
        ):  # fmt: skip
            button = Button(self._theme, words)
            button.clicked.connect(
                lambda _on=False, side=side: self._keep_all((one.kind, one.record), decisions, side)
            )
            flow.addWidget(button)
        return made

    def _keep_all(self, key: Key, decisions: Decisions, side: Side) -> None:
        for clash in decisions.of(key):
            self.decided.emit(*key, clash.field, side)

    def _add_fields(self, one: Difference, fields: list[FieldDifference], values: Values) -> None:
        listed = KeyValueList(self._theme, 120)
        gone = any(field.field == WHOLE and field.ours for field in one.fields)
        for field in fields[:MOST_FIELDS]:
            listed.add(field.label, _told(one, field, values, gone=gone))
        self._body.addWidget(listed)
        more = len(fields) - MOST_FIELDS
        if more > 0:
            said = _n("and {n} more field", "and {n} more fields", more)
            self._body.addWidget(Label(self._theme, said, "caption", "secondary"))

    def _fit(self) -> None:
        self._column.setMinimumHeight(self._theme.px(220))


def _whole(field: FieldDifference) -> tuple[str, str, str, str]:
    """Words of a conflict about a record that one side deleted: heading, note, ours, theirs."""
    if field.ours:
        return (
            _("Changed here, deleted there"), "", _("It stays as it is here."),
            _("It is deleted here as well."),
        )  # fmt: skip
    return (
        _("Deleted here, changed there"), "", _("It stays deleted."),
        _("It comes back as it is there."),
    )  # fmt: skip


def _told(one: Difference, field: FieldDifference, values: Values, *, gone: bool) -> str:
    """Both values of a field, or the one that matters."""
    before, ours, theirs = (values.say(one, field, side) for side in (None, Side.OURS, Side.THEIRS))
    if one.what == NEW:
        told = theirs
    elif goes(one):
        told = ours
    elif one.what == WAITING and not before:
        told = theirs
    else:
        # Of a record that the other side deleted only ours tells what it became.
        told = _step(before, theirs if field.theirs is not None or not gone else ours)
    return f"{told} ({_('edited in the workbook')})" if field.edited else told


def _step(before: str, after: str) -> str:
    before, after = before or _("Empty"), after or _("Empty")
    if len(before) + len(after) <= ONE_LINE and "\n" not in before + after:
        return f"{before} → {after}"
    return _("{before}\n→ {after}").format(before=before, after=after)
