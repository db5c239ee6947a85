"""Puts what was read of a list onto its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from acctdesk.ui.lists.reading import Answer
from acctdesk.ui.lists.selection import Block, Cell
from acctdesk.words import number

if TYPE_CHECKING:
    from acctdesk.ui.lists.page import ListPage


class Display(QObject):
    """Shows answers.

    Args:
        page: The list.
    """

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self._page = page
        self.unfit = False
        """Whether the columns are to be fitted to the rows that come next."""
        self._reason: tuple[bool, bool] | None = None
        self._held: tuple[list[Block], Cell, list[Block]] | None = None
        self.reveal: tuple[str, ...] = ()
        """Records to select as soon as they are there."""

    def show(self, answer: Answer) -> None:
        """Show what was read."""
        page = self._page
        blocks, current = self._selected()
        fresh = answer.fields != page.model.fields()
        if fresh:
            page.model.set_fields(answer.fields)
        for kind, options in answer.options.items():
            if options is not None:
                page.model.set_options(kind, options)
        if answer.tags:
            page.model.offers.set_tags(answer.tags)
        view = page.view_state.view
        page.model.grouped_by = view.group
        page.model.set_summary(view.summary)
        if answer.standpoint is not None or fresh:
            page.model.set_marks(view.marks, answer.standpoint)
        page.model.set_rows(answer.rows, answer.records, answer.cells)
        if answer.look is not None:
            page.grid.take(answer.look, answer.sketches)
        if fresh:
            page.columns.lay_out(fit=False)
        self.unfit |= fresh
        # The first list stands at its last widths; measuring it would take longer than reading it.
        if self.unfit and not (answer.early and page.columns.fit_as_last()):
            self.unfit = not page.model.rowCount()
            page.columns.refit()
        if fresh or answer.options:
            page.filters.describe({one.name: one for one in answer.fields}, page.name_of)
        if page.selection.blocks() != blocks:
            page.selection.restore(blocks, current)
        if answer.count < 0:
            # The beginning of a list may hold nothing of what is selected; the whole does.
            self._held = (blocks, current, page.selection.blocks())
        self._greet(fresh=fresh)
        self._show_counts(answer)
        if not page.model.rowCount():
            self._show_emptiness()
        if answer.total >= 0:
            # Without a record there is nothing to be found beyond the right edge.
            bare = not page.total and not page.model.rowCount()
            bars = Qt.ScrollBarPolicy
            page.grid.setHorizontalScrollBarPolicy(
                bars.ScrollBarAlwaysOff if bare else bars.ScrollBarAsNeeded
            )
        self._follow_reveal(whole=answer.count >= 0)

    def _selected(self) -> tuple[list[Block], Cell]:
        """What is selected, or was before only the beginning of the list was shown."""
        selection, held = self._page.selection, self._held
        self._held = None
        now = selection.blocks()
        if held is not None and held[2] == now:
            return held[0], held[1]
        return now, selection.current()

    def _show_emptiness(self) -> None:
        """Say why nothing is there, once for as long as the reason is the same."""
        page = self._page
        reason = (page.view_state.narrowed, page.total > 0)
        if reason != self._reason:
            from acctdesk.ui.lists.emptiness import emptiness

            self._reason = reason
            page.grid.set_empty(emptiness(page))

    def _greet(self, *, fresh: bool) -> None:
        page = self._page
        focus = page.window().focusWidget()
        if fresh and page.model.rowCount() and (focus is None or not page.isAncestorOf(focus)):
            # What is typed at the first moment looks for somebody; in the grid it would rename one.
            page.filters.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_counts(self, answer: Answer) -> None:
        page = self._page
        if answer.total >= 0:
            page.total = answer.total
            words = number(page.total) if page.total else ""
            page.shell.set_badge(page.spec.section, words)
            for one in (page.filters, *page.bar.tools()):
                one.setEnabled(page.total > 0 or page.view_state.narrowed)
        if answer.count >= 0:
            page.footer.set_count(answer.count, max(page.total, answer.count))
            told = page.view_state.view.summary
            # What the summary row tells needn't be told twice.
            page.footer.set_sums({} if told.get(page.spec.sum_of) == "sum" else answer.sums)
            page.summary.show_totals(told if page.model.rowCount() else {}, answer.totals)

    def _follow_reveal(self, *, whole: bool) -> None:
        page = self._page
        if not self.reveal:
            return
        rows = [row for row in map(page.model.store.row_of, self.reveal) if row >= 0]
        if not rows:
            if not whole:
                return
            if page.view_state.narrowed:
                page.filters.clear()
            else:
                self.reveal = ()
            return
        revealed, self.reveal = self.reveal, ()
        first = page.model.store.rows.record(min(rows)) or ""
        field = page.selection.current()[1] or page.model.named
        page.selection.select(revealed, (first, field))
        page.grid.scrollTo(page.model.index(min(rows), page.model.column(field)))
        page.grid.setFocus()
