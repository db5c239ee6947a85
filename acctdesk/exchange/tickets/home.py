"""The account whose tickets a file holds, and the services it has."""

from __future__ import annotations

from dataclasses import dataclass, field

from acctdesk.errors import Invalid
from acctdesk.exchange.roster.directory import Accounts
from acctdesk.exchange.roster.keys import Keys
from acctdesk.services.imports import HeldTicket, Imports
from acctdesk.services.values import company_key
from acctdesk.words import _


@dataclass(frozen=True)
class Home:
    """Where tickets belong.

    Attributes:
        account: Account id; empty when it is a new one.
        name: Its name.
        services: Ids and names of its services.
        tickets: Its tickets by number.
    """

    account: str
    name: str
    services: tuple[tuple[str, str], ...] = ()
    tickets: dict[str, HeldTicket] = field(default_factory=dict)


def home_of(imports: Imports, name: str) -> Home:
    """The account that is called so, with what it has; a new one when none is.

    Args:
        imports: The workspace's side.
        name: What the person calls it.

    Raises:
        Invalid: None is named, or it may be one that exists or a new one.
    """
    if not name.strip():
        raise Invalid(_("it isn't said whose tickets they are."), remedy=_("Name the account."))
    accounts = Accounts()
    accounts.load(imports.accounts())
    found = accounts.find(Keys("", name, company_key(name)))
    if found.ask:
        raise Invalid(
            _("no account is called so; “%s” nearly is.") % accounts.names[found.ref],
            where=name,
            remedy=_("Write its name as it is, or add the new account first."),
        )
    if found.ref < 0:
        return Home("", name)
    account = accounts.ids[found.ref]
    services = tuple(imports.services(account))
    return Home(account, accounts.names[found.ref], services, imports.tickets(account))
