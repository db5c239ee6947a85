"""The section Accounts: the list, and behind each of its rows the account's own page."""

from __future__ import annotations

from acctdesk.ui.lists.section import ListSection
from acctdesk.ui.shell.page import PageFactory, Shell
from acctdesk.words import _


class AccountsSection(ListSection):
    """Shows the list of accounts, or one account when the place names one.

    Args:
        shell: The window.
        listing: Builds the page of the list.
        account: Builds the page of an account, at the first visit to one.
    """

    def __init__(self, shell: Shell, listing: PageFactory, account: PageFactory) -> None:
        super().__init__(shell, "accounts", "account", _("Accounts"), listing, account)
