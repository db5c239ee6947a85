"""Step 3: everything checked, nothing written; what needs the person is mended in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Format
from acctdesk.services.values import Hints, parser
from acctdesk.services.values.sentences import expectation
from acctdesk.ui.imports.compare import ComparePanel
from acctdesk.ui.imports.findings import Overview, changed_fields
from acctdesk.ui.imports.items import Item
from acctdesk.ui.imports.needs import Needs
from acctdesk.ui.imports.quickgrid import QuickGrid
from acctdesk.ui.imports.rows_model import FEW, RowsModel
from acctdesk.ui.imports.said import explain
from acctdesk.ui.imports.session import Session
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.pieces import Tall, chain, clear, stops
from acctdesk.ui.widgets.sides import Sides
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n

MOST_ROWS = 2_000
"""Rows that a click on a card selects."""
MOST_RANGES = 500
"""Separate blocks of rows that a click on a card selects."""
WIDEST = 200
"""Pixels at 100 % that no column of the rows exceeds by itself."""
SHORT = 420
"""Height at 100 % below which the box beneath tells one problem only."""
TOLD = 3
"""Problems of one row that the box beneath tells in full."""


class CheckStep(QWidget):
    """What needs the person at the left, the rows of the file at the right.

    Args:
        theme: The theme in force.
        session: The import.
        tasks: Fetches rows and comparisons.
        foot: What Tab comes to after the rows.
    """

    def __init__(self, theme: Theme, session: Session, tasks: Tasks, foot: QWidget) -> None:
        super().__init__()
        self._theme, self._session, self._foot = theme, session, foot
        self._place = -1
        self._filtered = False
        self.needs = Needs(theme)
        self.needs.chosen.connect(self._choose)
        self.needs.answered.connect(self._on_answer)
        self.needs.compare.connect(self._on_compare)
        self.rows = self._build_rows(tasks)
        self.compare = ComparePanel(theme, session.desk, tasks)
        self.compare.closed.connect(self._close_compare)
        self.compare.decided.connect(self._on_decided)
        self._right = FrontStack()
        self._right.addWidget(self.rows)
        self._right.addWidget(self.compare)
        self.sides = Sides(theme, "import-check", self.needs, self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sides)
        session.busy_changed.connect(self._on_busy)

    # -- building --------------------------------------------------------------------------

    def _build_rows(self, tasks: Tasks) -> Card:
        theme = self._theme
        card = Card(theme, _("Rows"), flush=True)
        self.sheets = ComboBox(theme, _("Sheet"))
        self.sheets.setMaximumWidth(theme.px(220))
        self.sheets.currentIndexChanged.connect(self._on_sheet)
        at = card.head.indexOf(card.title) + 1
        card.head.insertWidget(at, self.sheets)
        self.only = CheckBox(theme, _("Only problems"))
        self.only.toggled.connect(lambda _on: self._show_rows())
        card.head.insertWidget(at + 1, self.only)
        card.head.addWidget(
            ElidedLabel(theme, _("nothing is written until you import"), "caption", "secondary")
        )
        self.grid = QuickGrid(theme, _("Rows of the file"))
        self.grid.head.setSectionsClickable(False)
        self.model = RowsModel(tasks, self)
        self.model.edited.connect(self._on_edited)
        self.model.arrived.connect(lambda: self.grid.fit_columns(WIDEST))
        self.grid.setModel(self.model)
        self.grid.set_empty(
            EmptyState(theme, "circle-check", _("No row has a problem"),
                       _("Untick “Only problems” to see all rows."))
        )  # fmt: skip
        self.grid.selectionModel().currentChanged.connect(self._on_row)
        card.add(self.grid, 1)
        self._box = Tall()
        outer = QHBoxLayout(self._box)
        outer.setContentsMargins(Space.CARD_GAP, Space.CONTROL, Space.CARD_GAP, Space.CONTROL)
        inner = Card(theme)
        self._box_lines = inner.body
        inner.body.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD_GAP)
        inner.body.setSpacing(2)
        outer.addWidget(inner)
        card.add(self._box)
        self._box.hide()
        return card

    # -- showing a check -------------------------------------------------------------------

    @property
    def view(self) -> Overview | None:
        """The check that is shown."""
        return self._session.view

    def refresh(self) -> None:
        """Show the newest check; what one was typing stays."""
        view = self.view
        if view is None:
            return
        self.needs.show_view(view)
        # Cards are made and steps are built in any order; Tab goes as one reads.
        chain(self.needs.last_stop(), [*stops(self.rows), *stops(self._foot)])
        places = list(view.sheets)
        if self._place not in places:
            # The sheet with the first thing to do comes first.
            first = next((i.sheet for i in view.items if i.sheet in places), None)
            self._place = first if first is not None else (places[0] if places else -1)
            self._filtered = False
        if not self._filtered:
            self._filtered = True
            self._set_only(bool(view.sheets and view.sheets[self._place].troubled))
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for place, rows in view.sheets.items():
            self.sheets.addItem(rows.draft.name, place)
        self.sheets.set_value(self._place)
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(places) > 1)
        self._show_rows()
        if self._right.currentWidget() is self.compare:
            item = self.compare.item
            if item is None or item.key not in {one.key for one in view.items}:
                self._close_compare()
        self._on_busy()

    def _set_only(self, on: bool) -> None:
        self.only.blockSignals(True)
        self.only.setChecked(on)
        self.only.blockSignals(False)

    def reset(self) -> None:
        """Forget where one was: another import begins."""
        self.needs.reset()
        self._place, self._filtered = -1, False
        self._right.setCurrentWidget(self.rows)
        self.model.show(None, (), {}, {}, troubled=False)

    def focus_first(self, otherwise: QWidget) -> None:
        """Go to the first question or problem; where there is none, elsewhere."""
        view = self.view
        urgent = view is not None and bool(view.questions + view.problems)
        if not urgent or not self.needs.focus_first():
            otherwise.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self) -> None:
        view = self.view
        rows = view.sheets.get(self._place) if view else None
        if view is None or rows is None:
            return
        number = self.model.number(self.grid.currentIndex().row())
        column = max(self.grid.currentIndex().column(), 0)
        self.model.show(
            rows, view.items, changed_fields(view), self._session.answers.cells,
            troubled=self.only.isChecked(),
        )  # fmt: skip
        self._place_problem_column()
        at = self.model.place(number)
        if at < 0 and self.model.rowCount():
            at = 0
        if at >= 0:
            index = self.model.index(at, min(column, self.model.columnCount() - 1))
            if index != self.grid.currentIndex():
                self.grid.setCurrentIndex(index)
        self._tell(self.model.number(self.grid.currentIndex().row()))

    def _place_problem_column(self) -> None:
        head, last = self.grid.head, self.model.problem_column
        self.grid.set_pinned(last - 1 > FEW)
        wanted = last if last - 1 <= FEW else 1
        if 0 <= last < head.count() and head.visualIndex(last) != wanted:
            head.moveSection(head.visualIndex(last), wanted)

    def _on_sheet(self) -> None:
        place = self.sheets.value()
        if isinstance(place, int) and place != self._place:
            self._place = place
            self._show_rows()

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._tell(self.model.number(current.row()))

    def _tell(self, number: int) -> None:
        clear(self._box_lines)
        items = self.model.items_of(number) if number else []
        told = TOLD if self.height() >= self._theme.px(SHORT) else 1
        for item in items[:told]:
            head, remedy = explain(item, number)
            self._box_lines.addWidget(Label(self._theme, head, "strong", wrap=True))
            if remedy:
                self._box_lines.addWidget(
                    Label(self._theme, remedy, "caption", "secondary", wrap=True)
                )
        if len(items) > told:
            more = _n("and {n} more", "and {n} more", len(items) - told)
            self._box_lines.addWidget(Label(self._theme, more, "caption", "secondary"))
        self._box.setVisible(bool(items))
        self._box.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep as many rows in sight as there is room."""
        super().resizeEvent(event)
        self.grid.set_compact(self.height() < self._theme.px(SHORT))

    def _on_busy(self) -> None:
        self.needs.set_checking(self._session.doing == "check")

    # -- answers ---------------------------------------------------------------------------

    def _choose(self, item: Item) -> None:
        """Show the rows of what was clicked."""
        if item.key == self.needs.current:
            return
        self.needs.choose(item.key)
        if not item.rows or item.sheet < 0:
            return
        if self._right.currentWidget() is self.compare:
            self._close_compare()
        if item.sheet != self._place:
            self._place = item.sheet
            self.sheets.blockSignals(True)
            self.sheets.set_value(item.sheet)
            self.sheets.blockSignals(False)
            self._show_rows()
        self._select(item)

    def _select(self, item: Item) -> None:
        last = self.model.columnCount() - 1
        places = [at for row in item.rows[:MOST_ROWS] if (at := self.model.place(row)) >= 0]
        if not places or last < 0:
            return
        chosen = QItemSelection()
        start = end = places[0]
        ranges = 0
        for at in [*places[1:], -1]:
            if at == end + 1:
                end = at
                continue
            chosen.select(self.model.index(start, 0), self.model.index(end, last))
            ranges += 1
            if ranges >= MOST_RANGES:
                break
            start = end = at
        column = self.model.column_of(item.group.column) if item.group else -1
        first = self.model.index(places[0], max(column, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.grid.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.grid.selectionModel().select(chosen, flags.ClearAndSelect)
        self.grid.scrollTo(first)
        head = self.grid.head
        end = head.sectionPosition(first.column()) + head.sectionSize(first.column())
        if end <= self.grid.viewport().width():
            # It is in sight from the left edge, where the problem is named as well.
            self.grid.horizontalScrollBar().setValue(0)

    def _on_answer(self, item: Item, kind: str, answer: object) -> None:
        group = item.group
        if group is None:
            return
        session = self._session
        if kind in ("date_orders", "decimals"):
            session.answer(kind, f"{group.sheet}!{group.column}", answer)
        elif kind == "word" and (item.field is None or item.field.format is not Format.CHECK):
            session.answer("words", f"{group.field}|{group.found}", answer)
        elif kind in ("word", "text"):
            self._mend(item, str(answer or ""))
        else:
            card = self.needs.cards.get(item.key)
            alike = card.all_alike if card is not None else None
            self._on_decided(item, str(answer), alike is not None and alike.isChecked())

    def _mend(self, item: Item, text: str) -> None:
        """Put a text in place of every equal cell; a text that is no better is refused here."""
        assert item.group is not None  # noqa: S101 - only cells are mended
        field, card = item.field, self.needs.cards.get(item.key)
        if text and field is not None and field.format is not Format.PHONE:
            found = parser(field, Hints(date_order="ymd"))(text)
            if found.problem and card is not None:
                expected, remedy = expectation(found.problem, field)
                card.complain(_("Expected %(what)s. %(remedy)s") % {
                    "what": expected, "remedy": remedy
                })  # fmt: skip
                return
        cells = dict(self._session.answers.cells)
        for row in item.rows:
            cells[f"{item.group.sheet}!{row}!{item.group.column}"] = text
        self._session.set_answers(replace(self._session.answers, cells=cells))

    def _on_decided(self, item: Item, decision: str, everywhere: bool) -> None:
        if item.group is None:
            return
        key = "*" if everywhere else f"{item.group.sheet}!{item.rows[0]}"
        self._close_compare()
        self._session.answer("duplicates", key, decision)

    def _on_edited(self, row: int, heading: str, text: str) -> None:
        view = self.view
        if view is not None and self._place in view.sheets:
            sheet = view.sheets[self._place].draft.name
            self._session.answer("cells", f"{sheet}!{row}!{heading}", text)
            self._show_rows()

    def _on_compare(self, item: Item) -> None:
        if self.view is not None:
            self._choose(item)
            self.compare.show_item(item, self.view, self._session.answers.cells)
            self._right.setCurrentWidget(self.compare)

    def _close_compare(self) -> None:
        if self._right.currentWidget() is self.compare:
            inside = self.compare.isAncestorOf(_focus(self))
            self._right.setCurrentWidget(self.rows)
            if inside:
                card = self.needs.cards.get(self.needs.current)
                (card or self.grid).setFocus(Qt.FocusReason.OtherFocusReason)


def _focus(widget: QWidget) -> QWidget:
    """The widget that has the focus; the widget itself when none has."""
    found = widget.window().focusWidget()
    return found if found is not None else widget
