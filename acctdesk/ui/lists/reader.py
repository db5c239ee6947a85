"""Reads what a list shows: the first time by what is quickest, then with everything around it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acctdesk.errors import Problem
from acctdesk.services.filters import moves
from acctdesk.ui.lists.reading import SIGHT, Answer, Question, beginning, early, page, whole
from acctdesk.ui.lists.rows import Branching, Grouped
from acctdesk.ui.resting import AtRest
from acctdesk.ui.tasks import Latest

if TYPE_CHECKING:
    from acctdesk.services.record import Record
    from acctdesk.services.view import ListView
    from acctdesk.ui.lists.page import ListPage
    from acctdesk.ui.lists.store import Made

PAUSE = 150
"""Milliseconds after the last key before the whole of a long list is read."""
MANY = 1000
"""Records from which a keystroke is answered by the beginning of the list first."""
QUIET = 2500
"""Milliseconds after which how the list was read is noted for the next start."""
SOON = 100
"""Milliseconds after which a moment of rest is looked for, in which to read ahead."""
MOST_NOTED = 20_000
"""Records up to which that is worth it."""


class Reader(QObject):
    """Reads for one list.

    Args:
        page: The list.
    """

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self._page = page
        self._first = Latest(page.tasks, self)
        self._rest = Latest(page.tasks, self)
        self._views = Latest(page.tasks, self)
        self._dirty: set[str] = set()
        self._all_dirty = False
        self._options = True
        self._views_known = False
        self._loaded = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(PAUSE)
        self._resting.timeout.connect(self._rest_over)
        self._beginning = False
        """Whether the beginning of the list is under way."""
        self._noting = QTimer(self)
        self._noting.setSingleShot(True)
        self._noting.setInterval(QUIET)
        self._noting.timeout.connect(self._note)
        self._ahead = AtRest(page.tasks, self, self._read_ahead)

    def heard(self, touched: Mapping[str, frozenset[str] | None]) -> None:
        """Remember what a change touched, until it is read again.

        Args:
            touched: Ids by kind; None for very many.
        """
        own = touched.get(self._page.spec.kind, frozenset())
        others = touched.keys() - {self._page.spec.kind, "saved_view"}
        if own is None or others:
            self._all_dirty = True
            self._options = True
        else:
            self._dirty |= own
        if any(kind == self._page.spec.kind for kind, _most in self._page.spec.offered):
            self._options = True
        if "saved_view" in touched:
            self.read_views()

    def read(self, *, quick: bool = False) -> None:
        """Read the list.

        Args:
            quick: Whether somebody types: the beginning of a long list is shown first.
        """
        page, desk = self._page, self._page.desk
        self._rest.drop()
        self._noting.stop()
        question = self._question()
        if not desk.ready.done():
            flat = not (question.view.group or question.view.tree)
            if flat:
                self._first.read(lambda: early(desk, question), self._show_early)
            else:
                self._first.drop()
                page.tasks.wait(self, desk.ready, lambda _none: self.read())
            return
        if quick and page.total > MANY and not (question.view.group or question.view.tree):
            self._beginning = True
            self._first.read(
                lambda: beginning(desk, question), self._show_beginning, self._no_beginning
            )
            self._resting.start()
        else:
            self._beginning = False
            self._first.drop()
            self._resting.stop()
            self._read_whole()
        if not self._views_known:
            self.read_views()

    def _rest_over(self) -> None:
        # Both at once would take longer to the first rows than one after the other.
        if not self._beginning:
            self._read_whole()

    def _read_whole(self) -> None:
        desk, question = self._page.desk, self._question()
        done = functools.partial(self._show, question, self._all_dirty)
        self._rest.read(lambda: whole(desk, question), done)

    def read_page(self, ids: Sequence[str]) -> None:
        """Read records that came into sight."""
        model, tasks, desk = self._page.model, self._page.tasks, self._page.desk
        fields, kind = self._page.columns_shown(), self._page.spec.kind
        marks = model.marks.twin()

        def done(found: tuple[list[Record], Made]) -> None:
            model.put(*found)

        def failed(problem: Problem) -> None:
            model.store.ask_again(ids)
            tasks.problem.emit(problem)

        tasks.read(self, lambda: page(desk, kind, list(ids), fields, marks), done, failed)

    def read_views(self) -> None:
        """Read the saved views."""
        desk, kind = self._page.desk, self._page.spec.kind
        self._views_known = True
        self._views.read(lambda: desk.views.all(kind), self._show_views)

    def note_soon(self) -> None:
        """Note how the list was read, in a quiet moment."""
        self._noting.start()

    # -- what came back --------------------------------------------------------------------

    def _question(self) -> Question:
        page = self._page
        model = page.model
        rows = model.store.rows
        look = None
        coloured = any(one.whole_row for one in model.marks.marks)
        if page.total > MANY and not coloured and not isinstance(rows, Branching):
            names = {at: one.name for at, one in enumerate(model.fields())}
            look = page.grid.row_look(names)
        return Question(
            page.spec,
            page.view(),
            page.rows_in_sight(),
            tuple(one.field for one in page.view_state.columns()),
            max(page.grid.rowAt(0), 0),
            frozenset(self._dirty),
            () if self._all_dirty else page.model.store.known_ids(),
            rows.closed if isinstance(rows, Grouped) else frozenset(),
            rows.closed if isinstance(rows, Branching) else frozenset(),
            self._options,
            rows,
            look,
            model.store.cells,
            model.marks.twin(),
            page.grid.pictured() if look is not None else frozenset(),
        )

    def _show_early(self, answer: Answer) -> None:
        self._page.show_answer(answer)
        # What wasn't read by the quick way follows as soon as the services are there.
        self._page.tasks.wait(self, self._page.desk.ready, lambda _none: self.read())

    def _show_beginning(self, answer: Answer) -> None:
        if not self._all_dirty:
            self._page.show_answer(answer)
        self._begun()

    def _no_beginning(self, problem: Problem) -> None:
        self._page.tasks.problem.emit(problem)
        self._begun()

    def _begun(self) -> None:
        self._beginning = False
        if not self._resting.isActive():
            self._resting.start()

    def _show(self, question: Question, everything: bool, answer: Answer) -> None:
        self._first.drop()
        self._beginning = False
        self._dirty -= question.changed
        if everything:
            self._all_dirty = False
            self._page.model.store.forget_all()
        if question.options:
            self._options = False
        self._page.show_answer(answer)
        # What is in sight is found without it; what one scrolls to is found sooner.
        self._page.tasks.read(self, answer.rows.index)
        self.note_soon()
        if self._page.total > MANY:
            self._load()
            self._ahead.start(SOON)

    def _load(self) -> None:
        if not self._loaded:
            self._loaded = True
            desk, kind = self._page.desk, self._page.spec.kind
            self._page.tasks.spare(lambda: desk.listing.load(kind))

    def _read_ahead(self) -> None:
        """Read what the first letter and the first sorting need, while nobody waits."""
        desk, kind = self._page.desk, self._page.spec.kind
        self._page.tasks.work(self, lambda: desk.listing.prepare(kind))

    def _show_views(self, views: list[ListView]) -> None:
        self._page.view_state.heard(views)
        self._page.tools.set_views(views)

    def _note(self) -> None:
        page = self._page
        query = page.query()
        flat = not (query.group or page.view().tree)
        if not flat or moves(query.where) or page.total > MOST_NOTED:
            return
        wish = page.spec.wish(query)
        page.tasks.read(self, lambda: page.desk.looks.look(wish, count=SIGHT))
