"""The list of accounts, declared."""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.lists.page import ListPage
from acctdesk.ui.lists.spec import InspectorFactory, ListSpec, Words
from acctdesk.ui.preferences import Preferences
from acctdesk.ui.shell.page import Place, Shell
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.undo import Undo
from acctdesk.words import _, _n, lazy, number

MOST_PARENTS = 2000
"""Accounts up to which a parent is chosen from a list; with more its name is typed."""


class _Said:
    """What the list says about numbers of accounts."""

    def count(self, n: int) -> str:
        """How many they are."""
        return _n("{n} account", "{n} accounts", n)

    def part(self, shown: int, n: int) -> str:
        """How many of how many."""
        text = _n("{shown} of {n} account", "{shown} of {n} accounts", n)
        return text.replace("{shown}", number(shown))

    def deleted(self, n: int) -> str:
        """That several were deleted."""
        return _n("Deleted {n} account", "Deleted {n} accounts", n)

    def archived(self, n: int) -> str:
        """That several were archived."""
        return _n("Archived {n} account", "Archived {n} accounts", n)

    def restored(self, n: int) -> str:
        """That several were taken out of the archive."""
        return _n("{n} account is back", "{n} accounts are back", n)

    def sums(self, amounts: str) -> str:
        """What the amounts beneath the list are."""
        return _("%s a year") % amounts


def _create(desk: Desk, name: str) -> tuple[str, Change | None]:
    return desk.accounts.create({"name": name})


def _delete(desk: Desk, ids: Sequence[str]) -> Change | None:
    return desk.accounts.delete(ids)


ACCOUNTS = ListSpec(
    kind="account",
    section="accounts",
    icon="building-2",
    words=Words(
        title=lazy("Accounts"),
        find=lazy("Filter accounts"),
        new=lazy("New account"),
        add=lazy("Add account"),
        none=lazy("No accounts yet"),
        hint=lazy("Add the first one, or import a roster from a workbook or a CSV file."),
        no_match=lazy("No account fits"),
        reminder=lazy("Take words or conditions out of the filter."),
        field=lazy("Every account gets it. It stays internal; clients never see it."),
    ),
    said=_Said(),
    quick=("tier", "phase", "rag", "owner_id", "renewal_date", "country"),
    open=lambda account: Place("accounts", {"account": account}),
    create=_create,
    delete=_delete,
    sum_of="annual_value",
    offered=(("member", 0), ("account", MOST_PARENTS)),
    follows=frozenset({"member", "interaction"}),
    tree="parent_id",
    contexts=("accounts.row",),
)
"""The book of accounts."""


class AccountsPage(ListPage):
    """The book of accounts.

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
        super().__init__(shell, desk, tasks, undo, preferences, ACCOUNTS, inspector)
