"""The strip on top of an account: who it is, and how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.services.record import Record
from acctdesk.ui.entry import currency_of, in_words, status_of
from acctdesk.ui.log.said import ago, step_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.cards import Avatar
from acctdesk.ui.widgets.flow import FlowLayout, show_first
from acctdesk.ui.widgets.low import LowWindow
from acctdesk.ui.widgets.status import StatusLabel
from acctdesk.ui.widgets.text import ElidedLabel, Label, Tone
from acctdesk.words import _

FIGURES = ("rag", "annual_value", "renewal_date", "last_contact", "next_step_due", "owner_id")
"""Fields shown at the right, each under its name, those that matter most first."""
LOW = 700
"""Height of the window at 100 % below which the head is one line."""

_TOLD = ("id", "name", "tier", "sector", "city", "client_since", "next_step", "currency", *FIGURES)


class Head(QWidget):
    """Mark, name, one grey line, and the figures that matter first.

    In a low window it is one line: the name, and as many figures as fit beside it.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(Space.CARD_GAP)
        row = QHBoxLayout()
        row.setSpacing(Space.CARD_GAP)
        self._avatar = Avatar(theme, "", 44, square=True)
        row.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(Space.CONTROL)
        self.name = ElidedLabel(theme, "", "title")
        self._tier = Badge(theme, "")
        top.addWidget(self.name)
        top.addWidget(self._tier)
        top.addStretch(1)
        words.addLayout(top)
        self.line = ElidedLabel(theme, "", "body", "secondary")
        words.addWidget(self.line)
        # A row of its own: it isn't pulled apart where the figures take two rows.
        named = QWidget()
        named.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        named.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row.addWidget(named, 1)
        self._whole.addLayout(row)
        holder = QWidget()
        self._figures = FlowLayout(holder, Space.PAGE, to_right=True)
        # What is left beside the name is the figures'.
        self._whole.addWidget(holder, 1)
        self._shown: dict[str, QWidget] = {}
        self._told: tuple[object, ...] = ()
        self._low = LowWindow(theme, self, LOW)
        self._low.changed.connect(self._arrange)
        # What stands in it grows first.
        theme.changed.connect(lambda: QTimer.singleShot(0, self, self._arrange))

    def show_record(self, record: Record, fields: Mapping[str, Field], today: dt.date) -> None:
        """Show an account.

        Args:
            record: The account.
            fields: Its fields by name.
            today: The day it is.
        """
        # Most changes of an account don't touch what stands here.
        told = (today, *(record[one] for one in _TOLD), *record.titles.values())
        if told == self._told:
            return
        self._told = told
        self._avatar.set_name(record.title)
        self.name.set_text(record.title)
        tier = record["tier"]
        self._tier.set_text(in_words(fields["tier"], tier) if tier else "")
        self._tier.setVisible(bool(tier))
        parts = [str(record[one]) for one in ("sector", "city") if record[one]]
        if record["client_since"]:
            since = in_words(fields["client_since"], record["client_since"])
            parts.append(_("client since %s") % since)
        self.line.set_text(" · ".join(parts))
        for name in FIGURES:
            old = self._shown.pop(name, None)
            if old is not None:
                self._figures.removeWidget(old)
                old.hide()
                old.deleteLater()
        for name in FIGURES:
            self._shown[name] = self._figure(fields[name], record, today)
            self._figures.addWidget(self._shown[name])
            self._shown[name].show()
        self._arrange()

    def resizeEvent(self, event: object) -> None:
        """The figures stand beneath the name where there is no room beside it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def _arrange(self) -> None:
        low = bool(self._low)
        self._avatar.setVisible(not low)
        self.line.setVisible(not low and bool(self.line.text()))
        parts = list(self._shown.values())
        names = self.name.sizeHint().width() + Space.CONTROL
        if not self._tier.isHidden():
            names += self._tier.sizeHint().width()
        if low:
            room = self.width() - names - Space.CARD_GAP - Space.CONTROL
            show_first(parts, room, Space.PAGE)
            narrow = False
        else:
            for part in parts:
                part.show()
            need = max(names, self.line.sizeHint().width()) + self._figures.sizeHint().width()
            narrow = self.width() < need + self._theme.px(44) + 3 * Space.CARD_GAP
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._whole.direction():
            self._figures.set_to_right(not narrow)
            self._whole.setDirection(way)

    def _figure(self, field: Field, record: Record, today: dt.date) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(self._theme, str(field.label), "caption", "secondary"))
        holder.setToolTip(str(field.help))
        value = record[field.name]
        words = in_words(
            field,
            value,
            title=record.titles.get(field.name, ""),
            currency=currency_of(field, record),
        )
        if field.name == "last_contact":
            said = ago(str(value), today) if value else _("none yet")
            label = Label(self._theme, said[:1].upper() + said[1:], "strong")
            holder.setToolTip(f"{words}\n{field.help}".strip())
            column.addWidget(label)
            return holder
        if field.name == "next_step_due":
            step = step_of(value, None, today)
            has = bool(record["next_step"])
            tone: Tone = "danger" if step.state == "overdue" else "text"
            said = step.words if has else _("none")
            column.addWidget(Label(self._theme, said[:1].upper() + said[1:], "strong", tone))
            holder.setToolTip(str(record["next_step"] or ""))
            return holder
        status = status_of(field, value)
        if status is not None:
            column.addWidget(StatusLabel(self._theme, status, words, "strong"))
        else:
            column.addWidget(Label(self._theme, words or "–", "strong"))
        return holder
