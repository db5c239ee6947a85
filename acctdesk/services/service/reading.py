"""Tickets and agreements read into the records that services hand out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, case, or_, select

from acctdesk.metrics.service.spans import moment
from acctdesk.models import (
    Account,
    Agreement,
    AgreementVersion,
    Judged,
    Objective,
    Outage,
    Service,
    Ticket,
)
from acctdesk.models.events import load
from acctdesk.services.service_terms import (
    AgreementTold,
    Event,
    ObjectiveTold,
    TicketTold,
    VersionTold,
)


def _tickets() -> Select[Any]:
    ticket: Any = Ticket
    return select(
        ticket.id, ticket.account_id, ticket.number, ticket.title, ticket.priority,
        ticket.category, ticket.service_id, Service.name, ticket.state, ticket.opened,
        ticket.responded, ticket.resolved, ticket.closed, ticket.assignee, ticket.source,
        ticket.events,
    ).outerjoin(Service, Service.id == Ticket.service_id)  # fmt: skip


def tickets_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, TicketTold]:
    """Tickets by their ids."""
    listed = list(ids)
    found = {}
    for start in range(0, len(listed), 500):
        part = listed[start : start + 500]
        for row in connection.execute(_tickets().where(Ticket.id.in_(part))):
            found[row[0]] = told(row)
    return found


def tickets_of(
    connection: Connection, account: str, words: str, limit: int
) -> tuple[TicketTold, ...]:
    """The tickets of an account whose number or title holds words, the newest first.

    Args:
        connection: A read connection.
        account: Account id.
        words: What to look for; empty for all.
        limit: How many at most.
    """
    statement = _tickets().where(Ticket.account_id == account)
    for word in words.split():
        held = (column.contains(word, autoescape=True) for column in (Ticket.number, Ticket.title))
        statement = statement.where(or_(*held))
    rows = connection.execute(statement.order_by(Ticket.opened.desc(), Ticket.number).limit(limit))
    return tuple(map(told, rows))


def told(row: Sequence[Any]) -> TicketTold:
    """A ticket of a row of `tickets_by_id`."""
    events = tuple(Event(moment(at), stage, said) for at, stage, said in load(row[15]))
    return TicketTold(
        id=row[0],
        account=row[1],
        number=row[2],
        title=row[3] or "",
        priority=row[4] or "",
        category=row[5] or "",
        service=row[6] or "",
        service_name=row[7] or "",
        state=row[8] or "",
        opened=row[9],
        responded=row[10],
        resolved=row[11],
        closed=row[12],
        assignee=row[13] or "",
        source=row[14] or "",
        events=events,
    )


def agreements(
    connection: Connection, accounts: Collection[str] | None
) -> tuple[AgreementTold, ...]:
    """Agreements with their versions and objectives, by account and name.

    Args:
        connection: A read connection.
        accounts: Only of these; None for all.
    """
    chosen = select(*Agreement.__table__.c, Account.name.label("account_name")).join(
        Account, Account.id == Agreement.account_id
    )
    if accounts is not None:
        chosen = chosen.where(Agreement.account_id.in_(list(accounts)))
    rows = [dict(row._mapping) for row in connection.execute(chosen)]
    versions = _versions(connection, [row["id"] for row in rows])
    made = [
        AgreementTold(
            row["id"], row["account_id"], row["account_name"], row["name"],
            row["reference"] or "", row["begins"] or "", tuple(versions.get(row["id"], ())),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.account_name.casefold(), one.name.casefold())))


def _versions(connection: Connection, agreements: Sequence[str]) -> dict[str, list[VersionTold]]:
    its = select(AgreementVersion.id).where(AgreementVersion.agreement_id.in_(agreements))
    objectives: dict[str, list[ObjectiveTold]] = {}
    statement = (
        select(*Objective.__table__.c, Service.name.label("service_name"))
        .outerjoin(Service, Service.id == Objective.service_id)
        .where(Objective.version_id.in_(its))
        .order_by(Objective.name, Objective.id)
    )
    for row in connection.execute(statement):
        values = dict(row._mapping)
        service = values.pop("service_name") or ""
        objectives.setdefault(values["version_id"], []).append(
            ObjectiveTold(values["id"], values["name"], values["type"], service, values)
        )
    found: dict[str, list[VersionTold]] = {}
    table = AgreementVersion.__table__
    for row in connection.execute(select(table).where(table.c.agreement_id.in_(agreements))):
        made = VersionTold(
            row.id, row.valid_from or "", row.valid_to or "", row.note or "",
            tuple(objectives.get(row.id, ())),
        )  # fmt: skip
        found.setdefault(row.agreement_id, []).append(made)
    for held in found.values():
        held.sort(key=lambda one: one.valid_from, reverse=True)
    return found


def concerned(connection: Connection, record: str) -> str:
    """An objective that a ticket or an outage falls under; empty for none.

    Args:
        connection: A read connection.
        record: Id of a ticket or an outage.
    """
    order = case({"resolution": 0, "response": 1}, value=Objective.type, else_=2)
    judged = (
        select(Objective.id)
        .join(Judged, Judged.objective_id == Objective.id)
        .where(Judged.ticket_id == record)
        .order_by(order, Objective.name)
    )
    of_service = (
        select(Objective.id)
        .join(Outage, Outage.service_id == Objective.service_id)
        .where(Outage.id == record, Objective.type == "availability")
        .order_by(Objective.name)
    )
    for statement in (judged, of_service):
        found = connection.scalars(statement.limit(1)).first()
        if found is not None:
            return str(found)
    return ""
