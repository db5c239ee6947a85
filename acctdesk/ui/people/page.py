"""The list of people over all accounts, declared."""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.lists.page import ListPage
from acctdesk.ui.lists.spec import InspectorFactory, ListSpec, Words
from acctdesk.ui.preferences import Preferences
from acctdesk.ui.shell.page import Place, Shell
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.undo import Undo
from acctdesk.words import _n, lazy, number


class _Said:
    """What the list says about numbers of people."""

    def count(self, n: int) -> str:
        """How many they are."""
        return _n("{n} person", "{n} people", n)

    def part(self, shown: int, n: int) -> str:
        """How many of how many."""
        text = _n("{shown} of {n} person", "{shown} of {n} people", n)
        return text.replace("{shown}", number(shown))

    def deleted(self, n: int) -> str:
        """That several were deleted."""
        return _n("Deleted {n} person", "Deleted {n} people", n)

    def archived(self, n: int) -> str:
        """That several were archived."""
        return _n("Archived {n} person", "Archived {n} people", n)

    def restored(self, n: int) -> str:
        """That several were taken out of the archive."""
        return _n("{n} person is back", "{n} people are back", n)

    def sums(self, amounts: str) -> str:
        """What the amounts beneath the list are."""
        return amounts


def _create(desk: Desk, name: str) -> tuple[str, Change | None]:
    return desk.records.create("person", {"name": name})


def _delete(desk: Desk, ids: Sequence[str]) -> Change | None:
    return desk.records.delete("person", ids)


PEOPLE = ListSpec(
    kind="person",
    section="people",
    icon="users",
    words=Words(
        title=lazy("People"),
        find=lazy("Filter people"),
        new=lazy("New person"),
        add=lazy("Add person"),
        none=lazy("Nobody yet"),
        hint=lazy("Add somebody, or import people with a roster."),
        no_match=lazy("Nobody fits"),
        reminder=lazy("Take words or conditions out of the filter."),
        field=lazy("Everybody gets it. It stays internal; clients never see it."),
    ),
    said=_Said(),
    quick=("account_names", "title", "last_contact", "language", "email"),
    open=lambda person: Place("people", {"person": person}),
    create=_create,
    delete=_delete,
    follows=frozenset({"account", "position", "interaction", "participant"}),
    contexts=("people.row",),
)
"""Everybody at all clients."""


class PeoplePage(ListPage):
    """Everybody at all clients.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        preferences: Say how close the rows stand.
        inspector: Makes what shows and edits the selection; None shows nothing.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        preferences: Preferences,
        inspector: InspectorFactory | None = None,
    ) -> None:
        super().__init__(shell, desk, tasks, undo, preferences, PEOPLE, inspector)
