"""The section People: the list, and behind each of its rows the person's own page."""

from __future__ import annotations

from acctdesk.ui.lists.section import ListSection
from acctdesk.ui.shell.page import PageFactory, Shell
from acctdesk.words import _


class PeopleSection(ListSection):
    """Shows the list of people, or one person when the place names one.

    Args:
        shell: The window.
        listing: Builds the page of the list.
        person: Builds the page of a person, at the first visit to one.
    """

    def __init__(self, shell: Shell, listing: PageFactory, person: PageFactory) -> None:
        super().__init__(shell, "people", "person", _("People"), listing, person)
