"""Which account a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.errors import NotFound, Problem
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.compose import Desk

_MOST_NAMED = 5
"""Accounts that a refusal names."""


def account_named(desk: Desk, named: str) -> tuple[str, str]:
    """Id and name of the account that is meant: by id, by its whole name, or by a part of it.

    Args:
        desk: The open workspace.
        named: What was typed.

    Raises:
        NotFound: There is none.
        Problem: There are several.
    """
    from acctdesk.services.filters import Condition, Match, Op
    from acctdesk.services.query import ListQuery

    found = desk.records.get_many("account", [named])
    for op in (Op.IS, Op.CONTAINS):
        if not found:
            where = Match("all", (Condition("name", op, named),))
            ids = desk.listing.ids(ListQuery("account", where=where))
            found = desk.records.get_many("account", ids[: _MOST_NAMED + 1])
    if not found:
        raise NotFound(
            _("there is no account “%s”.") % named,
            remedy=_("See the names with: acctdesk list accounts"),
        )
    if len(found) > 1:
        names = ", ".join(f"{one.title} ({one.id})" for one in found[:_MOST_NAMED])
        raise Problem(
            _("several accounts are called so: %s.") % names, remedy=_("Name one by its id.")
        )
    return found[0].id, found[0].title
