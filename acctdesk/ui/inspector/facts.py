"""What one wants to know of a record at a glance: how it stands, last contact, next step."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.services.record import Record
from acctdesk.ui.desk import Desk
from acctdesk.ui.entry import currency_of, in_words, status_of
from acctdesk.ui.inspector.reading import Seen
from acctdesk.ui.log.said import ago, step_of, until
from acctdesk.ui.record.avatars import AvatarRow
from acctdesk.ui.record.fieldrow import ABOVE_FROM, NAMES
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.text import ElidedLabel, Label, Tone
from acctdesk.words import _, _n, date


class Facts(QWidget):
    """A few named values that can't be edited here.

    Args:
        theme: The theme in force.
        desk: Tells the day.
    """

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CONTROL)
        self._values: dict[str, QWidget] = {}
        self._names: list[ElidedLabel] = []
        self._lines: list[QBoxLayout] = []
        theme.changed.connect(self._fit)

    def line_of(self, seen: Seen) -> str:
        """The grey line beneath the name."""
        record = seen.record
        if record is None:
            return ""
        if seen.kind == "person":
            parts = [record["title"], record["account_names"]]
        else:
            parts = [record["sector"], record["city"]]
            if record["client_since"]:
                # The year says it; a day would be cut off beside sector and city.
                parts.append(_("client since %s") % str(record["client_since"])[:4])
        return " · ".join(str(part) for part in parts if part)

    def show_seen(self, seen: Seen) -> None:
        """Show the facts of a record."""
        record = seen.record
        if record is None:
            return
        today = self._desk.context.today()
        if seen.kind == "account":
            fields = {one.name: one for one in seen.fields}
            rag, value = fields["rag"], fields["annual_value"]
            health = self._status(_("Health"))
            health.set_status(
                status_of(rag, record["rag"]) or Status.NO_DATA, in_words(rag, record["rag"])
            )
            words = in_words(value, record["annual_value"], currency=currency_of(value, record))
            self._say(_("Annual value"), words)
            day = str(record["renewal_date"] or "")
            self._say(_("Renewal"), _joined(date(day), until(day, today)) if day else "")
        self._say(*last_contact(record, today))
        name, words, tone = next_step(record, today)
        self._say(name, words, tone)
        if seen.kind == "account":
            self._faces(_("Account team")).set_names(seen.team)
            people = record["people"]
            self._say(_("People"), _n("{n} person", "{n} people", people) if people else "")

    def _say(self, name: str, words: str, tone: Tone = "text") -> None:
        label = self._values.get(name)
        if not isinstance(label, Label):
            label = Label(self._theme, wrap=True)
            self._put(name, label)
        if label.text() != (words or "–"):
            label.setText(words or "–")
        label.set_tone(tone if words else "secondary")

    def _status(self, name: str) -> StatusLabel:
        found = self._values.get(name)
        if not isinstance(found, StatusLabel):
            found = StatusLabel(self._theme, Status.NO_DATA)
            self._put(name, found)
        return found

    def _faces(self, name: str) -> AvatarRow:
        found = self._values.get(name)
        if not isinstance(found, AvatarRow):
            found = AvatarRow(self._theme, ())
            self._put(name, found)
        return found

    def _put(self, name: str, value: QWidget) -> None:
        self._values[name] = value
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.CONTROL)
        label = ElidedLabel(self._theme, name, tone="secondary")
        self._names.append(label)
        self._lines.append(line)
        above = Qt.AlignmentFlag.AlignTop
        line.addWidget(label, 0, above)
        if isinstance(value, Label):
            line.addWidget(value, 1, above)
        else:
            line.addWidget(value, 0, above)
            line.addStretch(1)
        self._column.addWidget(row)
        self._fit()

    def _fit(self) -> None:
        # As wide as the names of the form beneath, and like them above the values of large text.
        above = self._theme.text_scale >= ABOVE_FROM
        way = QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight
        for label in self._names:
            label.setFixedWidth(self._theme.px(NAMES * 1.5 if above else NAMES))
        for line in self._lines:
            line.setDirection(way)
            line.setSpacing(0 if above else Space.CONTROL)


def last_contact(record: Record, today: dt.date) -> tuple[str, str]:
    """Name and words of the last contact: "9 Nov 2026 · call · 13 d ago"."""
    day = record["last_contact"]
    if not day:
        return _("Last contact"), _("None yet")
    return _("Last contact"), _joined(date(day), ago(str(day), today))


def next_step(record: Record, today: dt.date) -> tuple[str, str, Tone]:
    """Name, words and tone of the next step: "Send the offer · 3 d overdue"."""
    step, due = record["next_step"], record["next_step_due"]
    if not step and not due:
        return _("Next step"), "", "text"
    stands = step_of(due, None, today)
    tone: Tone = "danger" if stands.state == "overdue" else "text"
    return _("Next step"), _joined(str(step or ""), stands.words if due else ""), tone


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
