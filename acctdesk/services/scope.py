"""What a search is narrowed to, as conditions on the documents of the search index."""

from __future__ import annotations

import functools
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select

from acctdesk.models import (
    Account,
    Answer,
    Assignment,
    Attachment,
    Decision,
    Goal,
    Initiative,
    Interaction,
    Meeting,
    Person,
    Position,
    Promise,
    Risk,
    SearchDoc,
)
from acctdesk.models import Unit as BusinessUnit
from acctdesk.services.hits import Find

_OF_ACCOUNTS = {
    "meeting": Meeting, "promise": Promise, "goal": Goal, "decision": Decision, "risk": Risk,
    "initiative": Initiative, "answer": Answer,
}  # fmt: skip
"""Kinds that belong to one account."""


def scope(kind: str, find: Find) -> tuple[ColumnElement[bool], ...]:
    """The conditions that account, period and archive put on the documents of a kind.

    They are asked of each document that holds the words, so they stop with the search. The same
    question gives the same conditions; `scoped` says what they are about.

    Args:
        kind: The kind.
        find: What is looked for.
    """
    return _scope(kind, bool(find.account), bool(find.since), bool(find.until), bool(find.archived))


def scoped(find: Find) -> dict[str, str]:
    """What the conditions of `scope` are about."""
    values = {}
    if find.account:
        values["account"] = find.account
    if find.since:
        values["since"] = find.since.isoformat()
    if find.until:
        values["until"] = find.until.isoformat()
    return values


@functools.cache
def _scope(
    kind: str, account: bool, since: bool, until: bool, archived: bool
) -> tuple[ColumnElement[bool], ...]:
    conditions: list[ColumnElement[bool]] = []
    if account:
        conditions.append(_of_account(kind, bindparam("account")))
    if kind == "interaction" and (since or until):
        days = [Interaction.id == SearchDoc.record_id]
        if since:
            days.append(Interaction.day >= bindparam("since"))
        if until:
            days.append(Interaction.day <= bindparam("until"))
        conditions.append(_there(*days))
    if not archived and (used := _in_use(kind)) is not None:
        conditions.append(used)
    return tuple(conditions)


def _there(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = exists().where(and_(*conditions)).correlate(SearchDoc)
    return found


def _of_account(kind: str, account: Any) -> ColumnElement[bool]:
    record = SearchDoc.record_id
    match kind:
        case "account":
            itself: ColumnElement[bool] = record == account
            return itself
        case "person":
            return _there(Position.person_id == record, Position.account_id == account)
        case "interaction":
            return _there(Interaction.id == record, Interaction.account_id == account)
        case "unit":
            return _there(BusinessUnit.id == record, BusinessUnit.account_id == account)
        case kind if kind in _OF_ACCOUNTS:
            part: Any = _OF_ACCOUNTS[kind]
            return _there(part.id == record, part.account_id == account)
        case "member":
            return _there(Assignment.member_id == record, Assignment.account_id == account)
    logged = select(Interaction.id).where(Interaction.account_id == account)
    people = select(Position.person_id).where(
        Position.account_id == account, Position.person_id.is_not(None)
    )
    return _there(
        Attachment.id == record,
        or_(
            Attachment.record_id == account,
            Attachment.record_id.in_(logged),
            Attachment.record_id.in_(select(Meeting.id).where(Meeting.account_id == account)),
            Attachment.record_id.in_(people),
        ),
    )


def _in_use(kind: str) -> ColumnElement[bool] | None:
    record = SearchDoc.record_id
    table: Any = {"account": Account, "person": Person}.get(kind)
    if table is not None:
        return _there(table.id == record, table.archived.is_(None))
    part: Any = {"interaction": Interaction, "unit": BusinessUnit, **_OF_ACCOUNTS}.get(kind)
    if part is not None:
        return _there(part.id == record, Account.id == part.account_id, Account.archived.is_(None))
    return None
