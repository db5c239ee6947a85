"""What stands in a list without rows: why, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.lists.page import ListPage


def emptiness(page: ListPage) -> EmptyState:
    """The sentence and the button that fit."""
    words, theme = page.spec.words, page.theme
    if page.view_state.narrowed and page.total:
        empty = EmptyState(
            theme, "search", str(words.no_match), str(words.reminder), _("Clear filter")
        )
        empty.pressed.connect(page.filters.clear)
    elif page.desk.read_only:
        empty = EmptyState(theme, page.spec.icon, str(words.none))
    else:
        empty = EmptyState(theme, page.spec.icon, str(words.none), str(words.hint), str(words.new))
        empty.pressed.connect(lambda: page.run_command("new"))
    return empty
