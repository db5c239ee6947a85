"""Tickets by their number, and outages: looked for where they are kept, without an index.

An import brings twenty thousand tickets whose titles are much alike. What one looks for is a number
that stands in an e-mail; it is found in the index that tells numbers apart (docs/decisions/0035).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from acctdesk.models import Account, Outage, Service, Ticket
from acctdesk.services.hits import Find
from acctdesk.workspace.folding import fold

KINDS = ("ticket", "outage")
"""The kinds that aren't in the search index."""
SHORTEST = 3
"""Letters and digits of a number at least."""
NEWEST = 2000
"""Outages that are looked at: each is read and folded for every question."""


def unindexed(
    connection: Connection, kind: str, find: Find, parts: Sequence[str], limit: int
) -> list[str]:
    """Ids of tickets or outages that hold the words, the best first.

    Args:
        connection: A read connection.
        kind: One of `KINDS`.
        find: The question.
        parts: Its folded words.
        limit: How many at most.
    """
    if kind == "ticket":
        return _tickets(connection, find, parts, limit)
    return _outages(connection, find, parts, limit)


def _tickets(connection: Connection, find: Find, parts: Sequence[str], limit: int) -> list[str]:
    """Those whose number holds the one word there is: the whole of it first, then its beginning."""
    [word, *others] = parts
    if others or len(word) < SHORTEST or not any(one.isdigit() for one in word):
        return []
    plain = word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    values = {"word": f"%{plain}%", "account": find.account, "limit": 4 * limit}
    statement = _of_use(_NUMBERS, find, Ticket.account_id)
    found = [(fold(str(row[1])), str(row[0])) for row in connection.execute(statement, values)]
    found.sort(key=lambda one: (one[0] != word, not one[0].startswith(word), one[0]))
    return [one for _number, one in found[:limit]]


def _outages(connection: Connection, find: Find, parts: Sequence[str], limit: int) -> list[str]:
    statement = _of_use(_TEXTS, find, Service.account_id)
    found = []
    for record, *texts in connection.execute(statement, {"account": find.account}):
        said = fold(" ".join(filter(None, texts)))
        if all(part in said for part in parts):
            found.append(str(record))
    return found[:limit]


_ticket: Any = Ticket
_outage: Any = Outage
_NUMBERS: Select[Any] = (
    select(_ticket.id, _ticket.number)
    .where(_ticket.number.like(bindparam("word"), escape="\\"))
    .limit(bindparam("limit"))
)
_TEXTS: Select[Any] = (
    select(_outage.id, _outage.summary, _outage.cause, Service.name)
    .join(Service, Service.id == _outage.service_id)
    .order_by(_outage.begins.desc())
    .limit(NEWEST)
)


def _of_use(statement: Select[Any], find: Find, account: Any) -> Select[Any]:
    """Only of the account that is asked for; of archived ones only where that is wanted."""
    if find.account:
        statement = statement.where(account == bindparam("account"))
    if not find.archived:
        statement = statement.join(Account, Account.id == account).where(Account.archived.is_(None))
    return statement
