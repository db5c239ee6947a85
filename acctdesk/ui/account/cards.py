"""The cards of an account's overview: each a short answer, and the way to its rows."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.ui.account.reading import Whole
from acctdesk.ui.entry import currency_of, in_words
from acctdesk.ui.log.said import ago, step_of, until
from acctdesk.ui.record.avatars import AvatarRow
from acctdesk.ui.record.explained import Explained, Meaning
from acctdesk.ui.record.history import change_words
from acctdesk.ui.record.tick import Tick
from acctdesk.ui.record.value import Formatted
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Avatar, Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n, date, moment, number

if TYPE_CHECKING:
    from acctdesk.services.interaction import Interaction

MOST_STEPS = 5
MOST_CHANGES = 4
MOST_TEAM = 5
LINK = 5
"""Pixels between the words of a link and its edge."""
LONG_AGO = 90
"""Days without contact after which a person counts as not touched."""


class OverviewCard(Card):
    """A card that is filled anew for each account.

    Args:
        theme: The theme in force.
        title: Its heading.
        all_words: Words of the link at the right end of the heading; empty shows none.
    """

    all_wanted = Signal()
    """Everything that the card is the short of is to be shown."""

    def __init__(self, theme: Theme, title: str, all_words: str = "") -> None:
        super().__init__(theme, title)
        self._theme = theme
        self._told: tuple[object, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if all_words:
            self.all = Button(theme, all_words, "link")
            self.all.clicked.connect(self.all_wanted)
            self.head.addWidget(self.all)
            # The words end where the card's content does; the ring of the link needs its room.
            edges = self.head.contentsMargins()
            edges.setRight(edges.right() - LINK)
            self.head.setContentsMargins(edges)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for three in a row."""
        return QSize(self._theme.px(220), super().minimumSizeHint().height())

    def same(self, *told: object) -> bool:
        """Whether this is what it shows already; most changes touch one card at most."""
        if told == self._told:
            return True
        self._told = told
        return False

    def clear(self) -> None:
        """Take out what is in the body."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def say(self, words: str) -> None:
        """Put a grey sentence into the body."""
        self.add(Label(self._theme, words, tone="secondary", wrap=True))


class StepsCard(OverviewCard):
    """What is still to be done, the overdue first.

    Args:
        theme: The theme in force.
        able: Whether steps can be ticked.
    """

    ticked = Signal(object)
    """An `Interaction` whose next step is done."""
    entry_wanted = Signal(str)
    """Id of an interaction that is to be shown."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, _("Next steps"))
        self._able = able

    def show_account(self, found: Whole, today: dt.date) -> None:
        """Show the open steps of an account."""
        if self.same(found.steps, today):
            return
        self.clear()
        if not found.steps:
            self.say(_("No open step. Log a contact and say what comes next."))
        for one in found.steps[:MOST_STEPS]:
            self.add(self._row(one, today))
        more = len(found.steps) - MOST_STEPS
        if more > 0:
            self.say(_n("{n} more in the timeline", "{n} more in the timeline", more))
        self.body.addStretch(1)

    def _row(self, one: Interaction, today: dt.date) -> QWidget:
        theme = self._theme
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        tick = Tick(theme, _("Done: %s") % one.next_step)
        tick.setToolTip(_("Step is done"))
        tick.setEnabled(self._able)
        tick.clicked.connect(lambda _on=False: self.ticked.emit(one))
        step = step_of(one.next_step_due, one.next_step_done, today)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(theme, one.next_step, "medium"))
        due = f"{step.words} · {one.subject}" if step.words else one.subject
        words.addWidget(ElidedLabel(theme, due, "caption", step.tone))
        row.addWidget(tick)
        row.addLayout(words, 1)
        show = IconButton(theme, "eye", _("Show “%s” in the timeline") % one.subject)
        show.clicked.connect(lambda _on=False: self.entry_wanted.emit(one.id))
        row.addWidget(show)
        return holder


class CommercialCard(OverviewCard):
    """What the account is worth, and until when.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Commercial"), _("All fields"))
        holder = QWidget()
        self._flow = FlowLayout(holder, Space.CARD)
        self.value = Explained(theme)
        self.renewal = Explained(theme)
        self.since = Explained(theme)
        for one in (self.value, self.renewal, self.since):
            self._flow.addWidget(one)
            one.rows_wanted.connect(self.all_wanted)
        self.add(holder)
        self.line = Label(theme, "", tone="secondary", wrap=True)
        self.add(self.line)
        self.body.addStretch(1)

    def show_account(self, found: Whole, today: dt.date) -> None:
        """Show the commercial facts of an account."""
        record = found.record
        fields = {one.name: one for one in found.fields}

        def words(name: str) -> str:
            field: Field = fields[name]
            return in_words(
                field,
                record[name],
                title=record.titles.get(name, ""),
                currency=currency_of(field, record),
            )

        show = _("Show the field")
        self.value.set_value(
            words("annual_value"),
            Meaning(_("Annual value"), str(fields["annual_value"].help), "", show),
        )
        renewal = str(record["renewal_date"] or "")
        late = bool(renewal) and renewal < today.isoformat()[: len(renewal)]
        self.renewal.set_value(
            words("renewal_date"),
            Meaning(
                _("Renewal"),
                _("The day on which the contract ends or renews, as it is kept for this account."),
                "",
                show,
            ),
            note=until(renewal, today) if renewal else "",
            tone="danger" if late else "text",
        )
        self.since.set_value(
            words("client_since"),
            Meaning(_("Client since"), _("When the first contract began."), "", show),
        )
        parts = [words("phase"), words("owner_id")]
        self.line.setText(" · ".join(part for part in parts if part))


class GoalsCard(OverviewCard):
    """What the client wants, in short.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Goals and plan"), _("Edit"))

    def show_account(self, found: Whole) -> None:
        """Show the goals and the plan of an account."""
        if self.same(found.record.id, found.record["goals"], found.record["plan"]):
            return
        self.clear()
        fields = {one.name: one for one in found.fields}
        for name, lines in (("goals", 5), ("plan", 4)):
            if found.record[name]:
                label = str(fields[name].label)
                # A name stands nearer to its words than to those of the field before.
                both = QWidget()
                column = QVBoxLayout(both)
                column.setContentsMargins(0, 0, 0, 0)
                column.setSpacing(0)
                column.addWidget(Label(self._theme, label, "caption", "secondary"))
                text = Formatted(self._theme, label, lines, inset=0)
                text.show_value(str(found.record[name]))
                text.pressed.connect(self.all_wanted)
                column.addWidget(text)
                self.add(both)
        if not self.body.count():
            self.say(_("Write down what the client wants to reach, in their own words."))
        self.body.addStretch(1)


class PeopleCard(OverviewCard):
    """How many people we know there, and when we last spoke with them.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("People"), _("All people"))
        holder = QWidget()
        flow = FlowLayout(holder, Space.CARD)
        self.count = Explained(theme)
        self.touched = Explained(theme)
        self.quiet = Explained(theme)
        for one in (self.count, self.touched, self.quiet):
            flow.addWidget(one)
            one.rows_wanted.connect(self.all_wanted)
        self.add(holder)
        self.faces = AvatarRow(theme, (), 7)
        self.add(self.faces)
        self.body.addStretch(1)

    def show_account(self, found: Whole, today: dt.date) -> None:
        """Show the people of an account."""
        present = [one for one in found.contacts if not one.ended]
        left = len(found.contacts) - len(present)
        show = _("Show the people")
        self.count.set_value(
            number(len(present)),
            Meaning(
                _("Present"),
                _("People who hold a position at this account now."),
                _n("{n} more has left.", "{n} more have left.", left) if left else "",
                show,
            ),
        )
        day = str(found.record["last_contact"] or "")
        self.touched.set_value(
            date(day) if day else _("None yet"),
            Meaning(
                _("Last contact"),
                _("The day of the last call, meeting, e-mail or message in the log; notes to "
                  "ourselves don't count."),
                "",
                show,
            ),
            note=ago(day, today) if day else "",
        )  # fmt: skip
        since = (today - dt.timedelta(days=LONG_AGO)).isoformat()
        quiet = [one for one in present if found.touched.get(one.person, "") < since]
        self.quiet.set_value(
            _("{n} of {all}").format(n=number(len(quiet)), all=number(len(present))),
            Meaning(
                _("Not touched for %s d") % number(LONG_AGO),
                _("People who hold a position here and took part in no call, meeting, e-mail or "
                  "message since %s.") % date(since),
                _n("Of {n} present person.", "Of {n} present people.", len(present)),
                show,
            ),
        )  # fmt: skip
        self.faces.set_names([one.name for one in present])


class TeamCard(OverviewCard):
    """Who of us serves the account.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Our team"), _("Units and team"))

    def show_account(self, found: Whole, role: Field) -> None:
        """Show the team of an account.

        Args:
            found: The account.
            role: The field of roles.
        """
        if self.same(found.team):
            return
        self.clear()
        theme = self._theme
        for one in found.team[:MOST_TEAM]:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.CONTROL)
            row.addWidget(Avatar(theme, one.name, 24))
            row.addWidget(ElidedLabel(theme, one.name), 1)
            words = in_words(role, one.role or None)
            row.addWidget(Label(theme, words, "caption", "secondary"))
            self.add(holder)
        more = len(found.team) - MOST_TEAM
        if more > 0:
            self.say(_n("{n} more", "{n} more", more))
        if not found.team:
            self.say(_("Nobody on the team yet. Who of us serves this account?"))
        self.body.addStretch(1)


class ChangesCard(OverviewCard):
    """The last changes, each with its way back.

    Args:
        theme: The theme in force.
        undo: Names changes and takes them back.
        able: Whether changes can be taken back.
    """

    change_wanted = Signal(str)
    """Id of a change that is to be looked at."""

    def __init__(self, theme: Theme, undo: Undo, *, able: bool) -> None:
        super().__init__(theme, _("Recent changes"), _("History"))
        self._undo, self._able = undo, able

    def show_account(self, found: Whole) -> None:
        """Show the last changes of an account."""
        if self.same(found.history[:MOST_CHANGES]):
            return
        self.clear()
        theme = self._theme
        for one in found.history[:MOST_CHANGES]:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.CONTROL)
            words = QVBoxLayout()
            words.setSpacing(0)
            said = change_words(self._undo, one)
            words.addWidget(ElidedLabel(theme, said, "body", "secondary" if one.undone else "text"))
            who = " · ".join(filter(None, (one.author, moment(one.at))))
            state = _("undone") if one.undone else ""
            line = " · ".join(filter(None, (who, state)))
            words.addWidget(ElidedLabel(theme, line, "caption", "secondary"))
            row.addLayout(words, 1)
            look = IconButton(theme, "eye", _("Look at “%s”") % said)
            look.clicked.connect(functools.partial(self._look, one.id))
            row.addWidget(look)
            if one.mode == "do":
                name = _("Redo “%s”") if one.undone else _("Undo “%s”")
                back = IconButton(theme, "redo-2" if one.undone else "undo-2", name % said)
                back.setEnabled(self._able)
                back.clicked.connect(functools.partial(self._revert, one.id))
                row.addWidget(back)
            self.add(holder)
        if not found.history:
            self.say(_("Nothing was changed yet."))
        self.body.addStretch(1)

    def _look(self, change: str, _on: bool = False) -> None:
        self.change_wanted.emit(change)

    def _revert(self, change: str, _on: bool = False) -> None:
        self._undo.revert(change)
