"""What a search is narrowed to, as conditions on the documents of the search index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from acctdesk.models import (
    Account,
    Assignment,
    Attachment,
    Interaction,
    Person,
    Position,
    SearchDoc,
)
from acctdesk.models import Unit as BusinessUnit
from acctdesk.services.hits import Find


def scope(kind: str, find: Find) -> tuple[ColumnElement[bool], ...]:
    """The conditions that account, period and archive put on the documents of a kind.

    They are asked of each document that holds the words, so they stop with the search.

    Args:
        kind: The kind.
        find: What is looked for.
    """
    conditions: list[ColumnElement[bool]] = []
    if find.account:
        conditions.append(_of_account(kind, find.account))
    if kind == "interaction" and (find.since or find.until):
        days = [Interaction.id == SearchDoc.record_id]
        if find.since:
            days.append(Interaction.day >= find.since.isoformat())
        if find.until:
            days.append(Interaction.day <= find.until.isoformat())
        conditions.append(_there(*days))
    if not find.archived and (used := _in_use(kind)) is not None:
        conditions.append(used)
    return tuple(conditions)


def _there(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(and_(*conditions)).correlate(SearchDoc)


def _of_account(kind: str, account: str) -> ColumnElement[bool]:
    record = SearchDoc.record_id
    match kind:
        case "account":
            return record == account
        case "person":
            return _there(Position.person_id == record, Position.account_id == account)
        case "interaction":
            return _there(Interaction.id == record, Interaction.account_id == account)
        case "unit":
            return _there(BusinessUnit.id == record, BusinessUnit.account_id == account)
        case "member":
            return _there(Assignment.member_id == record, Assignment.account_id == account)
    logged = select(Interaction.id).where(Interaction.account_id == account)
    people = select(Position.person_id).where(Position.account_id == account)
    return _there(
        Attachment.id == record,
        or_(
            Attachment.record_id == account,
            Attachment.record_id.in_(logged),
            Attachment.record_id.in_(people),
        ),
    )


def _in_use(kind: str) -> ColumnElement[bool] | None:
    record = SearchDoc.record_id
    table: Any = {"account": Account, "person": Person}.get(kind)
    if table is not None:
        return _there(table.id == record, table.archived.is_(None))
    part: Any = {"interaction": Interaction, "unit": BusinessUnit}.get(kind)
    if part is not None:
        return _there(part.id == record, Account.id == part.account_id, Account.archived.is_(None))
    return None
