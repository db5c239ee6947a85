"""A section with a list, and behind each of its rows the record's own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from acctdesk.ui.desk import Change
from acctdesk.ui.shell.page import Crumb, Page, PageFactory, Params, Place, Shell


class _Able(Protocol):
    def run_command(self, action_id: str) -> bool: ...

    def reveal_change(self, change: Change) -> bool: ...


class ListSection(Page):
    """Shows the list, or one record when the place names one.

    Args:
        shell: The window.
        section: Its id.
        kind: The parameter of a place that names a record, such as "account".
        label: What the way back to the list is called.
        listing: Builds the page of the list.
        detail: Builds the page of a record, at the first visit to one.
    """

    def __init__(
        self,
        shell: Shell,
        section: str,
        kind: str,
        label: str,
        listing: PageFactory,
        detail: PageFactory,
    ) -> None:
        super().__init__(shell)
        self._section, self._kind, self._label = section, kind, label
        self._make_detail = detail
        self._detail: Page | None = None
        self._kept: Mapping[str, object] = {}
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list = listing(shell)
        self._stack.addWidget(self.list)
        self._follow(self.list)

    def front(self) -> Page:
        """The page that is shown: the list or the record."""
        return cast("Page", self._stack.currentWidget())

    def title(self) -> str:
        """The record's name; nothing for the list."""
        return self.front().title()

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """From a record the list is one step back."""
        if self.front() is self.list:
            return ()
        return (Crumb(self._label, Place(self._section, {"list": "1"})),)

    def activated(self, params: Params) -> None:
        """Show the list, or the record that the place names."""
        page = self._record() if self._kind in params else self.list
        if page is not self.front():
            self.front().deactivated()
            for one in (self.list, self._detail):
                if one is not None:
                    # The page behind must not ask for room.
                    much = QSizePolicy.Policy.Preferred
                    none = QSizePolicy.Policy.Ignored
                    one.setSizePolicy(*((much, much) if one is page else (none, none)))
            self._stack.setCurrentWidget(page)
        page.activated(params)

    def deactivated(self) -> None:
        """Another section is shown."""
        self.front().deactivated()

    def state(self) -> dict[str, object]:
        """What both pages keep."""
        detail = self._detail.state() if self._detail is not None else self._kept
        return {**self.list.state(), "record": dict(detail)}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back; the account's page gets its part when it is made."""
        kept = state.get("record")
        self._kept = kept if isinstance(kept, dict) else {}
        self.list.restore(state)

    def inspector(self) -> QWidget | None:
        """The front page's."""
        return self.front().inspector()

    def panes(self) -> tuple[QWidget, ...]:
        """The front page's."""
        return self.front().panes()

    def run_command(self, action_id: str) -> bool:
        """Hand an action to the page in front."""
        return cast("_Able", self.front()).run_command(action_id)

    def reveal_change(self, change: Change) -> bool:
        """Hand it to the page in front, else show the records in the list."""
        return cast("_Able", self.front()).reveal_change(change)

    def _record(self) -> Page:
        if self._detail is None:
            self._detail = self._make_detail(self.shell)
            self._detail.restore(self._kept)
            self._stack.addWidget(self._detail)
            self._follow(self._detail)
        return self._detail

    def _follow(self, page: Page) -> None:
        page.title_changed.connect(self.title_changed)
