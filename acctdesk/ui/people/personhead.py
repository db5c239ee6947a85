"""The strip on top of a person: who they are, where they work, how we stand with them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.services.catalogue import Format
from acctdesk.ui.log.said import ago, step_of
from acctdesk.ui.people.personreading import Person
from acctdesk.ui.record.contactlink import link_of
from acctdesk.ui.record.value import open_link
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Avatar
from acctdesk.ui.widgets.flow import FlowLayout, show_first
from acctdesk.ui.widgets.low import LowWindow
from acctdesk.ui.widgets.text import ElidedLabel, Label, Tone
from acctdesk.words import _, date

LOW = 700
"""Height of the window at 100 % below which everything stands beside the name."""
_ANY = 16_777_215
"""Qt's largest width."""


class PersonHead(QWidget):
    """Mark, name, title and accounts, last contact, next step, and the ways to reach them.

    In a low window only as much stands beside the name as fits in one row.

    Args:
        theme: The theme in force.
    """

    account_wanted = Signal(str)
    """Id of an account that is to be opened."""
    export_wanted = Signal()
    """All that is held on the person is to be written into a file."""
    erase_wanted = Signal()
    """The person is to be erased for good."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(Space.CARD_GAP)
        row = QHBoxLayout()
        row.setSpacing(Space.CARD_GAP)
        self._avatar = Avatar(theme, "", 44)
        row.addWidget(self._avatar)
        named = QWidget()
        words = QVBoxLayout(named)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(Space.CONTROL)
        self.name = ElidedLabel(theme, "", "title")
        self._archived = Badge(theme, _("Archived"), icon="archive")
        self._archived.hide()
        top.addWidget(self.name)
        top.addWidget(self._archived)
        self.more = IconButton(theme, "ellipsis", _("More about this person"), small=True)
        self.menu = self._menu()
        self.more.clicked.connect(
            lambda: self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        top.addWidget(self.more)
        top.addStretch(1)
        words.addLayout(top)
        self.line = ElidedLabel(theme, "", "body", "secondary")
        words.addWidget(self.line)
        named.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row.addWidget(named, 1)
        self._named = named
        self._whole.addLayout(row)
        holder = QWidget()
        self._right = FlowLayout(holder, Space.PAGE, to_right=True)
        self._whole.addWidget(holder, 1)
        self._parts: list[QWidget] = []
        self._low = LowWindow(theme, self, LOW)
        self._low.changed.connect(self._arrange)
        # What stands in it grows first.
        theme.changed.connect(lambda: QTimer.singleShot(0, self, self._arrange))

    def show_person(self, found: Person, today: dt.date) -> None:
        """Show a person."""
        record = found.record
        self._avatar.set_name(record.title)
        self.name.set_text(record.title)
        self._archived.setVisible(bool(record["archived"]))
        parts = [record["title"], record["account_names"]]
        self.line.set_text(" · ".join(str(one) for one in parts if one))
        for part in self._parts:
            self._right.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        day = str(record["last_contact"] or "")
        said = ago(day, today) if day else _("none yet")
        self._put(self._figure(_("Last contact"), said, "text", date(day) if day else ""))
        due = str(record["next_step_due"] or "")
        if due:
            step = step_of(due, None, today)
            tone: Tone = "danger" if step.state == "overdue" else "text"
            self._put(self._figure(_("Next step"), step.words, tone, ""))
        for name, form, words, icon in (
            ("email", Format.EMAIL, _("Write"), "mail"),
            ("phone", Format.PHONE, _("Call"), "phone"),
        ):
            address = str(record[name] or (record["mobile"] if name == "phone" else "") or "")
            if address:
                button = Button(self._theme, words, icon=icon)
                button.setToolTip(address)
                link = link_of(form, address)
                button.clicked.connect(lambda _on=False, link=link: open_link(link))
                self._put(button)
        self._arrange()

    def resizeEvent(self, event: object) -> None:
        """The figures stand beneath the name where there is no room beside it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def _menu(self) -> QMenu:
        """What is rarely done with a person."""
        menu = QMenu(self)
        held = menu.addAction(self._theme.icon("download"), _("Export what is held…"))
        held.triggered.connect(lambda _on=False: self.export_wanted.emit())
        menu.addSeparator()
        self.erase = menu.addAction(self._theme.icon("trash-2"), _("Erase for good…"))
        self.erase.triggered.connect(lambda _on=False: self.erase_wanted.emit())
        return menu

    def _arrange(self) -> None:
        low = bool(self._low)
        self._avatar.setVisible(not low)
        called = self.name.sizeHint().width() + self.more.width() + Space.CONTROL
        names = max(called, self.line.sizeHint().width())
        if low:
            # Long titles are shortened before what one can do is hidden.
            names = max(called, min(names, self.width() // 2))
            self._named.setMaximumWidth(names)
            # When we spoke last stands in the timeline too; how to write or call stands only here.
            ranked = sorted(self._parts, key=lambda one: not isinstance(one, Button))
            show_first(ranked, self.width() - names - 2 * Space.CARD_GAP, Space.PAGE)
            narrow = False
        else:
            self._named.setMaximumWidth(_ANY)
            for part in self._parts:
                part.show()
            need = names + self._right.sizeHint().width() + self._theme.px(44) + 3 * Space.CARD_GAP
            narrow = self.width() < need
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._whole.direction():
            self._right.set_to_right(not narrow)
            self._whole.setDirection(way)

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._right.addWidget(part)
        part.show()

    def _figure(self, name: str, words: str, tone: Tone, tip: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(self._theme, name, "caption", "secondary"))
        column.addWidget(Label(self._theme, words[:1].upper() + words[1:], "strong", tone))
        holder.setToolTip(tip)
        return holder
