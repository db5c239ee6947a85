"""The map of another day: which day is asked for, and what changed since."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.ui.entering import complaint
from acctdesk.ui.log.writing import past_day
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, _n, date, lazy

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from acctdesk.services.stakeholder import Step
    from acctdesk.ui.stakeholders.study import Study

DAYS = (30, 90, 180, 365)
"""Days back that are offered."""
USUAL, CONTACT = 90, "contact"
"""What is chosen of them at first, and the entry for the day of the last contact."""
WORDS: Mapping[str, Lazy] = {
    "joined": lazy("Joined"),
    "left": lazy("Left"),
    "moved": lazy("Moved"),
    "warmed": lazy("Warmed"),
    "cooled": lazy("Cooled"),
}
"""What can have become of somebody."""


def day_of(study: Study, text: str, latest: dt.date) -> dt.date:
    """The day that somebody typed: a date, a weekday that has been, or "-30".

    Args:
        study: The map.
        text: What was typed; blank means today.
        latest: No later day is taken.

    Raises:
        Invalid: It can't be read, or the day is a later one.
    """
    text, today = text.strip(), study.today
    if text.startswith("-") and text[1:].strip().isdigit():
        return today - dt.timedelta(days=min(int(text[1:]), 36_500))
    field = study.field("interaction", "day")
    day = dt.date.fromisoformat(past_day(field, text, today))
    if day > latest:
        what = (
            _("this day is still to come.")
            if latest == today
            else _("this day is after %s.") % date(latest)
        )
        raise Invalid(what, remedy=_("Name an earlier one."))
    return day


class PastPopover(Popover):
    """Asks for a day.

    Args:
        theme: The theme in force.
        study: The map.
        parent: The widget it belongs to.
    """

    def __init__(self, theme: Theme, study: Study, parent: QWidget) -> None:
        super().__init__(theme, _("As of a day"), parent)
        self._study = study
        self.day = QLineEdit()
        self.day.setMinimumWidth(theme.px(200))
        self.day.setPlaceholderText(_("14 Oct 2026, fri, -30"))
        self.day.returnPressed.connect(self._take)
        self._field = ValidatedField(theme, _("The map as it was on"), self.day)
        self.body.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        self.show_day = Button(theme, _("Show"), "primary")
        self.show_day.clicked.connect(self._take)
        row.addWidget(self.show_day)
        self.body.addLayout(row)
        self.presets: dict[int, Button] = {}
        for days in DAYS:
            day = study.today - dt.timedelta(days=days)
            words = _n("{n} day ago", "{n} days ago", days)
            button = Button(theme, f"{words} · {date(day)}", "quiet")
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(functools.partial(self._show, day))
            self.presets[days] = button
            self.body.addWidget(button)
        today = Button(theme, _("Today"), "quiet")
        today.setStyleSheet("text-align: left;")
        today.setEnabled(study.day is not None)
        today.clicked.connect(functools.partial(self._show, None))
        self.body.addWidget(today)
        if study.day is not None:
            self.day.setText(date(study.day))

    def _show(self, day: dt.date | None, _on: bool = False) -> None:
        self.close()
        self._study.set_day(day)

    def _take(self) -> None:
        try:
            self._show(day_of(self._study, self.day.text(), self._study.today))
        except Problem as problem:
            self._field.set_problem(complaint(problem))


class PastBanner(QWidget):
    """Says that a past day is seen, and leads back.

    Args:
        theme: The theme in force.
    """

    pressed = Signal()
    """Back to today."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("plane", "soft")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD_GAP, Space.TIGHT, Space.CARD_GAP, Space.TIGHT)
        self.text = Label(theme, "", "medium", wrap=True)
        row.addWidget(self.text, 1)
        self.back = Button(theme, _("Back to today"), "quiet", icon="rotate-ccw")
        self.back.clicked.connect(self.pressed)
        row.addWidget(self.back)
        self._theme = theme
        self._retheme()
        theme.changed.connect(self._retheme)
        self.hide()

    def show_day(self, day: dt.date | None) -> None:
        """Say which day is seen; None hides it."""
        self.setVisible(day is not None)
        if day is not None:
            self.text.setText(_("As it was on %s. Nothing can be changed there.") % date(day))

    def _retheme(self) -> None:
        soft = self._theme.tokens.hex("soft")
        self.setStyleSheet(f"PastBanner {{ background: {soft}; border-radius: 6px; }}")


class StepItem(QWidget):
    """What became of one card or relationship.

    Args:
        theme: The theme in force.
        step: What.
        text: It in words.
    """

    pressed = Signal()
    """The card is to be shown."""

    def __init__(self, theme: Theme, step: Step, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        row.addWidget(Badge(theme, str(WORDS[step.what])))
        self.link = Button(theme, step.label or _("Unknown"), "link")
        self.link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.link.setAccessibleName(f"{WORDS[step.what]}: {step.label}. {text}")
        self.link.clicked.connect(self.pressed)
        row.addWidget(self.link)
        row.addStretch(1)
        column.addLayout(row)
        if text:
            column.addWidget(Label(theme, text, "caption", "secondary", wrap=True))


class Changes(QWidget):
    """What changed between two days; while it is seen the cards say it too.

    The later day is the one the map is seen at: today, or the day it was asked for.

    Args:
        theme: The theme in force.
        study: The map.
    """

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._theme, self._study = theme, study
        self.items: list[StepItem] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        self.title = Label(theme, "", "strong", wrap=True)
        column.addWidget(self.title)
        back = [(one, _n("{n} day before", "{n} days before", one)) for one in DAYS]
        self.since = ComboBox(theme, _("Since"), [*back, (0, _("Another day…"))])
        self.since.set_value(USUAL)
        self.since.activated.connect(lambda _at: self._ask())
        column.addWidget(self.since)
        self.first = QLineEdit()
        self.first.setPlaceholderText(_("14 Oct 2026, fri, -30"))
        self.first.returnPressed.connect(self.look)
        self._field = ValidatedField(theme, _("What changed since"), self.first)
        self._field.hide()
        column.addWidget(self._field)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.CARD_GAP)
        column.addLayout(self._rows)
        column.addStretch(1)
        study.shown.connect(self._on_shown)
        self._seen: object = None
        self._contact: dt.date | None = None
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """Look what changed."""
        super().showEvent(event)
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """The cards don't say it any more."""
        super().hideEvent(event)
        self._seen = None
        self._study.badge({})

    def days(self) -> tuple[dt.date, dt.date]:
        """From which day until which.

        Raises:
            Invalid: What was typed is no day before the one that is seen.
        """
        until = self._study.day or self._study.today
        back = self.since.value()
        if back == CONTACT and self._contact is not None:
            return self._contact, until
        if isinstance(back, int) and back:
            return until - dt.timedelta(days=back), until
        return day_of(self._study, self.first.text(), until), until

    def look(self) -> None:
        """Read what changed."""
        if not self.isVisible() or self._study.seen is None:
            return
        try:
            since, until = self.days()
        except Problem as problem:
            self._field.set_problem(complaint(problem))
            return
        self._seen = self._study.seen
        show = functools.partial(self._show, since, until)
        self._study.difference(since, until, show)

    def _ask(self) -> None:
        """Go by what was chosen; another day has to be typed first."""
        other = not self.since.value()
        self._field.setVisible(other)
        if other and not self.first.text():
            self.first.setFocus()
        else:
            self.look()

    def _offer(self) -> None:
        """Offer the day of the last contact, where there was one before the day that is seen."""
        seen, until = self._study.seen, self._study.day or self._study.today
        days = [one.last_contact for one in seen.cards if one.last_contact] if seen else []
        contact = max((one for one in days if one < until), default=None)
        if contact == self._contact:
            return
        chosen, self._contact = self.since.value(), contact
        at = self.since.findData(CONTACT)
        if at >= 0:
            self.since.removeItem(at)
        if contact is not None:
            self.since.insertItem(0, _("Since the last contact, %s") % date(contact), CONTACT)
        self.since.set_value(chosen if chosen != CONTACT or contact is not None else USUAL)

    def _on_shown(self) -> None:
        self._offer()
        if self._study.seen is not self._seen:
            self.look()

    def _show(self, since: dt.date, until: dt.date, steps: Sequence[Step]) -> None:
        if not self.isVisible():
            return
        self.items = []
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        words = _("What changed since %(since)s")
        if until < self._study.today:
            words = _("What changed from %(since)s to %(until)s")
        self.title.setText(words % {"since": date(since), "until": date(until)})
        if not steps:
            self._rows.addWidget(
                Label(
                    self._theme, _("Nothing on the map has changed."), tone="secondary", wrap=True
                )
            )
        badges: dict[str, str] = {}
        for step in steps:
            row = StepItem(self._theme, step, self._words(step))
            row.pressed.connect(functools.partial(self._choose, step.position))
            self.items.append(row)
            self._rows.addWidget(row)
            badges.setdefault(step.position, str(WORDS[step.what]))
        self._study.badge(badges)

    def _choose(self, position: str) -> None:
        study = self._study
        if study.seen is not None and study.card(position) is not None:
            study.chosen.reveal(study.seen, position)
            study.chosen.choose([position])
        else:
            study.refused.emit(_("They aren't on the map of this day."), position)

    def _words(self, step: Step) -> str:
        said = []
        for name, (before, after) in step.fields.items():
            if name in ("strength", "now"):
                first, then = (self._study.word("relationship", name, one or "") for one in
                               (before, after))  # fmt: skip
            elif name == "attitude":
                first, then = (self._study.word("position", name, one or "") for one in
                               (before, after))  # fmt: skip
            else:
                first, then = str(before or ""), str(after or "")
            label = self._study.label(name)
            nothing = _("nothing")
            said.append(f"{label}: {first or nothing} → {then or nothing}")
        if step.member and self._study.seen is not None:
            said.insert(0, dict(self._study.seen.members).get(step.member, ""))
        return " · ".join(filter(None, said))
