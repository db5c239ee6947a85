"""The list of reviews: those to come first, then by year, with how far each is prepared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.services.meeting import CANCELLED, HELD, PLANNED
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.reviews import said
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.cell import Band, Cell
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import ComboBox, SearchField
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.roles import Kind
from acctdesk.ui.widgets.tabled import Column, Row, Table, TableModel
from acctdesk.words import _, _n, date

if TYPE_CHECKING:
    from acctdesk.services.meeting import Meeting
    from acctdesk.ui.reviews.reading import Listed
    from acctdesk.ui.theme.theme import Theme


GROUP = "group:"
"""Begins the keys of rows that are heads of groups."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which reviews of a list are shown.

    Attributes:
        words: Parts of account, title or place.
        kind: Code of the kind; empty for all.
        state: "planned", "held" or "cancelled"; empty for all.
    """

    words: str = ""
    kind: str = ""
    state: str = ""

    def lets(self, meeting: Meeting) -> bool:
        """Whether a review is shown."""
        told = f"{meeting.account_name} {meeting.title} {meeting.place} {meeting.period}".casefold()
        return (
            all(word in told for word in self.words.casefold().split())
            and self.kind in ("", meeting.type)
            and self.state in ("", meeting.state)
        )


def table(
    listed: Listed, sieve: Sieve, folded: frozenset[str] = frozenset(), *, alone: bool
) -> Table:
    """A list of reviews in words.

    Args:
        listed: What was read.
        sieve: Which are shown.
        folded: Keys of groups of which only the head is shown.
        alone: Whether they are of one account, whose name says nothing then.
    """
    columns = (
        *(() if alone else (Column("account", _("Account"), Kind.NAME),)),
        Column("kind", _("Kind"), Kind.NAME if alone else Kind.TEXT),
        Column("period", _("Looks at")), Column("day", _("Day"), Kind.DATE),
        Column("place", _("Place")), Column("ready", _("Ready")),
        Column("state", _("State"), Kind.STATUS),
    )  # fmt: skip
    rows: list[Row] = []
    shown = [one for one in listed.meetings if sieve.lets(one)]
    groups: dict[str, list[Meeting]] = {}
    for one in shown:
        coming = one.state == PLANNED
        groups.setdefault(_("To come") if coming else str(one.day.year), []).append(one)
    for label, held in groups.items():
        count = _n("{n} review", "{n} reviews", len(held))
        key = f"{GROUP}{label}"
        opened = key not in folded
        rows.append(Row(key, (Cell(f"{label}, {count}"),), Band(label, count, open=opened)))
        if opened:
            rows += [_row(one, listed, alone=alone) for one in held]
    return Table(columns, tuple(rows))


def _row(one: Meeting, listed: Listed, *, alone: bool) -> Row:
    status, words = said.state(one, listed.today)
    ready = listed.ready.get(one.id)
    told = _("{n} of {of}").format(n=ready[0], of=ready[1]) if ready else ""
    kind = str(said.KINDS.get(one.type, one.title))
    cells = (
        Cell(kind), Cell(said.period(one.period)),
        Cell(f"{date(one.day)}, {said.clock(one.starts)}" if one.state == PLANNED
             else date(one.day)),
        Cell(one.place), Cell(told), Cell(words, status=status),
    )  # fmt: skip
    return Row(one.id, cells if alone else (Cell(one.account_name), *cells))


class ListPart(QWidget):
    """Head, filters and the list.

    Args:
        theme: The theme in force.
        alone: Whether it shows one account.
        able: Whether anything can be changed.
    """

    opened = Signal(str)
    """Id of a review that is to be shown."""
    plan_wanted = Signal(object)
    """A review is to be planned, asked beneath a widget."""

    def __init__(self, theme: Theme, *, alone: bool, able: bool) -> None:
        super().__init__()
        self._theme, self._alone = theme, alone
        self._listed: Listed | None = None
        self.sieve = Sieve()
        self._folded: frozenset[str] = frozenset()
        self.head = PageHeader(theme, _("Reviews") if alone else _("QBRs"))
        self.words = SearchField(theme, _("Find a review"))
        self.words.setMinimumWidth(theme.px(170))
        self.kind = ComboBox(
            theme, _("Kind"),
            [("", _("All kinds")), *((code, str(words)) for code, words in said.KINDS.items())],
        )  # fmt: skip
        self.state_box = ComboBox(
            theme, _("State"),
            [("", _("All states")),
             *((code, str(said.STATES[code])) for code in (PLANNED, HELD, CANCELLED))],
        )  # fmt: skip
        self.plan = Button(theme, _("Plan a review"), "primary", icon="plus")
        self.plan.setEnabled(able)
        for part in (self.words, self.kind, self.state_box, self.plan):
            self.head.add(part)
        self.grid = GridView(theme, _("Reviews"))
        self.model = TableModel(self)
        self.grid.setModel(self.model)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        self.empty = EmptyState(
            theme, "presentation", _("No reviews yet"),
            _("A template brings its agenda and its slides."),
            _("Plan a review") if able else "",
        )  # fmt: skip
        self.none = EmptyState(
            theme, "list-filter", _("No review is like that"),
            _("Others are there, but the filter doesn't show them."), _("Show all"),
        )  # fmt: skip
        self.stack = FrontStack()
        for one in (card, self.empty, self.none):
            self.stack.addWidget(one)
        self._card = card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP + 4)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        self.words.textChanged.connect(lambda _text: self._sift())
        self.kind.currentIndexChanged.connect(lambda _at: self._sift())
        self.state_box.currentIndexChanged.connect(lambda _at: self._sift())
        self.grid.toggled.connect(self._fold)
        self.grid.open_requested.connect(lambda index: self._open(index.row()))
        self.plan.clicked.connect(lambda: self.plan_wanted.emit(self.plan))
        self.empty.pressed.connect(lambda: self.plan_wanted.emit(self.empty))
        self.none.pressed.connect(lambda: self.set_sieve(Sieve()))

    def show_listed(self, listed: Listed) -> None:
        """Show what was read."""
        self._listed = listed
        self._show()

    def first_to_come(self) -> str:
        """Id of the next review; empty for none."""
        held = self._listed.meetings if self._listed is not None else ()
        return next((one.id for one in held if one.state == PLANNED), "")

    def set_sieve(self, sieve: Sieve) -> None:
        """Show other reviews of those that were read."""
        self.sieve = sieve
        for box, value in ((self.kind, sieve.kind), (self.state_box, sieve.state)):
            box.blockSignals(True)
            box.set_value(value)
            box.blockSignals(False)
            box.update()
        self.words.blockSignals(True)
        self.words.setText(sieve.words)
        self.words.blockSignals(False)
        self._show()

    def state(self) -> dict[str, object]:
        """What to keep over a restart."""
        return {"sieve": asdict(self.sieve)}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        held = state.get("sieve")
        if isinstance(held, dict):
            names = ("words", "kind", "state")
            self.set_sieve(Sieve(*(str(held.get(name) or "") for name in names)))

    def _sift(self) -> None:
        self.sieve = Sieve(
            self.words.text(), str(self.kind.value() or ""), str(self.state_box.value() or "")
        )
        self._show()

    def _show(self) -> None:
        listed = self._listed
        if listed is None:
            return
        key = self.model.key(self.grid.currentIndex().row())
        fresh = not self.model.table.rows
        self.model.show_table(table(listed, self.sieve, self._folded, alone=self._alone))
        if fresh:
            self.grid.fit_columns()
        for part in (self.words, self.kind, self.state_box):
            part.setEnabled(bool(listed.meetings))
        if not listed.meetings:
            self.stack.setCurrentWidget(self.empty)
        elif not self.model.table.rows:
            self.stack.setCurrentWidget(self.none)
        else:
            self.stack.setCurrentWidget(self._card)
            row = self.model.row_of(key) if key else 1
            if row >= 0:
                self.grid.setCurrentIndex(self.model.index(row, 0))

    def _fold(self, row: int) -> None:
        key = self.model.key(row)
        if key.startswith(GROUP):
            self._folded = self._folded ^ {key}
            self._show()

    def _open(self, row: int) -> None:
        key = self.model.key(row)
        if key and not key.startswith(GROUP):
            self.opened.emit(key)
