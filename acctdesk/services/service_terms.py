"""Agreements and tickets as services hand them out: plain values, detached from the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from acctdesk.workspace import Committed


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a ticket.

    Attributes:
        at: When, UTC.
        stage: "opened", "responded", "paused", "resolved", "closed" or "reopened".
        said: The desk's own word; may be empty.
    """

    at: dt.datetime
    stage: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class TicketTold:
    """A ticket.

    Attributes:
        id: Its id.
        account: Account id.
        number: Its number.
        title: May be empty.
        priority: May be empty.
        category: Its cause; may be empty.
        service: Service id; empty for none.
        service_name: Its name.
        state: One of the stages; empty when nothing is known.
        opened: Moments in UTC; None for not yet.
        responded: Likewise.
        resolved: Likewise.
        closed: Likewise.
        assignee: May be empty.
        source: The service desk it comes from.
        events: Its history in order of time.
    """

    id: str
    account: str
    number: str
    title: str
    priority: str
    category: str
    service: str
    service_name: str
    state: str
    opened: dt.datetime | None
    responded: dt.datetime | None
    resolved: dt.datetime | None
    closed: dt.datetime | None
    assignee: str
    source: str
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveTold:
    """An objective as it was agreed; values by field name of the catalogue."""

    id: str
    name: str
    kind: str
    service_name: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VersionTold:
    """A version of an agreement.

    Attributes:
        id: Its id.
        valid_from: ISO day; empty for always.
        valid_to: Last day; empty until further notice.
        note: What was changed.
        objectives: Its objectives.
    """

    id: str
    valid_from: str
    valid_to: str
    note: str
    objectives: tuple[ObjectiveTold, ...]


@dataclass(frozen=True, slots=True)
class AgreementTold:
    """An agreement with its versions, the newest first.

    Attributes:
        id: Its id.
        account: Account id.
        account_name: Its name.
        name: What it is called.
        reference: Number of the contract; may be empty.
        begins: ISO day the contract began; may be empty.
        versions: The newest first.
    """

    id: str
    account: str
    account_name: str
    name: str
    reference: str
    begins: str
    versions: tuple[VersionTold, ...]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """What a service desk tells of one ticket; what is empty leaves what is known as it is.

    Attributes:
        number: Its number, unique within the account.
        title: May be empty.
        priority: May be empty.
        category: Its cause; may be empty.
        service: Service id; may be empty.
        assignee: May be empty.
        source: The service desk; may be empty.
        events: Microseconds since 1970 in UTC, stage, and the desk's own word; in the file's order.
    """

    number: str
    title: str = ""
    priority: str = ""
    category: str = ""
    service: str = ""
    assignee: str = ""
    source: str = ""
    events: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Put:
    """What putting tickets did.

    Attributes:
        change: The change; None when nothing differed.
        created: Numbers of the tickets that are new.
        updated: Numbers of those in which something changed.
        unchanged: Numbers of those that were so already.
    """

    change: Committed | None
    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
