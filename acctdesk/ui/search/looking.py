"""The look at a hit beside the list: read when the hands rest, not with every letter."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acctdesk.services.hits import Find, Found, Hit, read_words
from acctdesk.ui.search.preview import Preview, see
from acctdesk.ui.search.said import told
from acctdesk.ui.tasks import Latest

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.tasks import Tasks


class Looking(QObject):
    """Shows what is known of a hit.

    Args:
        preview: Where it is shown.
        desk: The open workspace.
        tasks: Runs the reads.
    """

    def __init__(self, preview: Preview, desk: Desk, tasks: Tasks) -> None:
        super().__init__(preview)
        self._preview, self._desk = preview, desk
        self._seeing = Latest(tasks, self)

    def drop(self) -> None:
        """Show nothing any more."""
        self._seeing.drop()
        self._preview.show_seen(None)

    def at(self, hit: Hit, found: Found) -> None:
        """Look at a hit.

        Args:
            hit: The hit.
            found: The answer that it is part of.
        """
        if self._preview.isHidden():
            return
        words = found.meant if hit.near else read_words(found.words).parts
        desk = self._desk
        gone = functools.partial(self._preview.show_seen, None)
        self._seeing.read(
            lambda: see(desk, hit, words), self._preview.show_seen, lambda _problem: gone()
        )


def search(desk: Desk, find: Find) -> Found:
    """Search, and say what was found once, so that it is there when the window paints it.

    Args:
        desk: The open workspace.
        find: What is looked for.
    """
    found = desk.finding.search(find)
    for hit in found.hits():
        told(hit)
    return found
