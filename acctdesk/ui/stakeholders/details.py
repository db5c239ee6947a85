"""Who is chosen on the map, with everything known of the post and the person; several at once."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.services.record import Record
from acctdesk.ui.inspector.reading import common_of
from acctdesk.ui.record.disclosure import Disclosure
from acctdesk.ui.record.fieldrow import Common, FieldRow
from acctdesk.ui.record.saving import Saver
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Avatar
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import CheckBox
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from acctdesk.services.stakeholder import Card
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.stakeholders.study import Study
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

POST = ("title", "unit_id", "attitude", "power", "interest", "status", "cadence", "started")
"""Fields of the post. Whom they report to is changed on the map."""
PERSON = (
    "name", "decision_style", "goals", "personal_wins", "contact_preference", "email", "phone",
    "notes",
)  # fmt: skip
"""Fields of the person."""
_KINDS = (("position", POST), ("person", PERSON))


@dataclass(frozen=True, slots=True)
class _Read:
    records: dict[str, list[Record]]
    units: tuple[tuple[str, str], ...]


class Roles(QWidget):
    """The buying roles as ticks; of several people those that only some have are half ticked.

    Args:
        theme: The theme in force.
        study: The map.
    """

    ticked = Signal(str, bool)
    """Code of a role, and whether it was ticked."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.boxes: dict[str, CheckBox] = {}
        for one in study.field("position", "buying_roles").choices:
            box = CheckBox(theme, str(one.label))
            box.clicked.connect(functools.partial(self._tick, one.code))
            self.boxes[one.code] = box
            column.addWidget(box)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show the roles of some cards."""
        for code, box in self.boxes.items():
            held = sum(1 for one in cards if code in one.roles)
            box.setTristate(0 < held < len(cards))
            state = Qt.CheckState.Checked if held else Qt.CheckState.Unchecked
            partly = 0 < held < len(cards)
            box.setCheckState(Qt.CheckState.PartiallyChecked if partly else state)

    def _tick(self, code: str, _on: bool = False) -> None:
        box = self.boxes[code]
        box.setTristate(False)
        self.ticked.emit(code, box.checkState() != Qt.CheckState.Unchecked)


class Details(QWidget):
    """Who is chosen.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo a change of several.
        study: The map.
    """

    person_wanted = Signal(str)
    """The page of a person is to be opened."""

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, study: Study) -> None:
        super().__init__()
        self._theme, self._desk, self._study = theme, desk, study
        self._read = Latest(tasks, self)
        self._saver = Saver(desk, tasks, undo, self)
        self._found: _Read | None = None
        self._ids: dict[str, list[str]] = {}
        self.rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._stack = FrontStack()
        column.addWidget(self._stack)
        self._none = EmptyState(
            theme, "user", _("Nobody chosen"),
            _("Choose somebody on the map to see and edit what is known; several at once."),
        )  # fmt: skip
        self._stack.addWidget(self._none)
        self._body = QWidget()
        self._stack.addWidget(self._body)
        self._build()
        study.chosen.rested.connect(self.look)
        study.shown.connect(self.look)

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL + 2)
        self._avatar = Avatar(theme, "", 36)
        head.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name = ElidedLabel(theme, "", "strong")
        self.line = ElidedLabel(theme, "", "caption", "secondary")
        words.addWidget(self.name)
        words.addWidget(self.line)
        head.addLayout(words, 1)
        column.addLayout(head)
        self.open = Button(theme, _("Open the person"), icon="user")
        self.open.clicked.connect(self._open)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.hint = Label(theme, "", "caption", "secondary", wrap=True)
        column.addWidget(self.hint)
        able = not self._desk.read_only
        titles = {"position": _("On the map"), "person": _("The person")}
        self._parts: dict[str, Disclosure] = {}
        self.roles = Roles(theme, self._study)
        self.roles.ticked.connect(self._tick)
        for kind, names in _KINDS:
            part = self._parts[kind] = Disclosure(theme, titles[kind])
            for name in names:
                row = FieldRow(theme, self._study.field(kind, name), able=able, beside=True)
                row.entered.connect(functools.partial(self._keep, kind, name))
                self.rows[f"{kind}.{name}"] = row
                part.body.addWidget(row)
            column.addWidget(part)
            if kind == "position":
                roles = Disclosure(theme, str(self._study.field(kind, "buying_roles").label))
                roles.body.addWidget(self.roles)
                self._parts["roles"] = roles
                column.addWidget(roles)
        column.addStretch(1)

    # -- reading ---------------------------------------------------------------------------

    def look(self) -> None:
        """Read who is chosen, when it is seen."""
        cards = self.cards()
        if not cards:
            self._read.drop()
            self._found = None
            self._ids = {}
            self._stack.setCurrentWidget(self._none)
            return
        if not self.isVisible():
            return
        positions = [one.position for one in cards]
        if positions != self._ids.get("position"):
            self._close_editors()
        people = list(dict.fromkeys(one.person for one in cards if one.person))
        self._ids = {"position": positions, "person": people}
        seen = self._study.seen
        units = tuple((one, name) for one, name, _above in seen.units) if seen else ()
        ids, desk = dict(self._ids), self._desk

        def read() -> _Read:
            records = {kind: desk.records.get_many(kind, ids[kind]) for kind in ids}
            return _Read({kind: list(found) for kind, found in records.items()}, units)

        self._read.read(read, functools.partial(self._take, ids))

    def cards(self) -> list[Card]:
        """Who is chosen."""
        found = [self._study.card(one) for one in self._study.chosen.cards]
        return [one for one in found if one is not None]

    def showEvent(self, event: QShowEvent) -> None:
        """Read who was chosen while it was hidden."""
        super().showEvent(event)
        self.look()

    def _take(self, ids: dict[str, list[str]], found: _Read) -> None:
        if ids == self._ids:
            self._found = found
            self._show()

    def _show(self) -> None:
        cards, found = self.cards(), self._found
        if not cards or found is None:
            return
        one = cards[0] if len(cards) == 1 else None
        self._avatar.setVisible(one is not None)
        self.open.setVisible(one is not None and bool(one.person))
        if one is not None:
            self._avatar.set_name(one.name or "?")
            self.name.set_text(one.name or _("Unknown"))
            self.line.set_text(", ".join(filter(None, (one.title, one.unit_name))))
        else:
            self.name.set_text(_n("{n} person chosen", "{n} people chosen", len(cards)))
            self.line.set_text(", ".join(card.label for card in cards[:4]))
        past = self._study.day is not None
        self.hint.setVisible(past or one is None)
        self.hint.setText(
            _("This is how it stands today; the map shows a past day.")
            if past else _("What you change here changes in all of them, in one step.")
        )  # fmt: skip
        able = self._study.able
        self.roles.setEnabled(able)
        self.roles.show_cards(cards)
        for kind, names in _KINDS:
            records = found.records.get(kind, [])
            self._parts[kind].setVisible(bool(records))
            self._parts[kind].setEnabled(able)
            for name in names:
                self._show_row(kind, name, records, found)
        self._stack.setCurrentWidget(self._body)

    def _show_row(self, kind: str, name: str, records: list[Record], found: _Read) -> None:
        row = self.rows[f"{kind}.{name}"]
        options = found.units if name == "unit_id" else ()
        if len(records) == 1:
            row.show_record(records[0], options)
        elif records:
            common: Common = common_of(row.field, records)
            row.show_common(common, options)
        # Two people don't share a name.
        row.setVisible(len(records) == 1 or name != "name")

    def _close_editors(self) -> None:
        for row in self.rows.values():
            row.settle()

    # -- changing --------------------------------------------------------------------------

    def _keep(self, kind: str, name: str, entered: object) -> None:
        row = self.rows[f"{kind}.{name}"]
        self._saver.keep(kind, self._ids.get(kind, []), row, entered, self._show)

    def _tick(self, code: str, on: bool) -> None:
        field = self._study.field("position", "buying_roles")
        self._saver.tag("position", self._ids.get("position", []), field, code, off=not on)

    def _open(self) -> None:
        cards = self.cards()
        if cards and cards[0].person:
            self.person_wanted.emit(cards[0].person)
