"""Every mapped class of the program: a new aggregate is entered here, or nobody knows its table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from acctdesk.models.account import Account, Assignment, Member, Unit
from acctdesk.models.attachment import Attachment, Blob
from acctdesk.models.base import Base, Record, new_id, new_ids
from acctdesk.models.catalogue import Catalogue, Field
from acctdesk.models.custom import CustomField, CustomValue, ExternalId, Setting
from acctdesk.models.figure import COMPUTED, Figure
from acctdesk.models.goal import Decision, Goal, Initiative, Risk
from acctdesk.models.handover import Handover, HandoverStep, Identity
from acctdesk.models.interaction import Interaction, Participant
from acctdesk.models.journal import Change, ChangeRow, Remembered, SearchDoc
from acctdesk.models.meeting import AgendaItem, Attendee, Meeting, Slide, Snapshot
from acctdesk.models.merging import Alias, DistinctPair
from acctdesk.models.person import Person, Position
from acctdesk.models.promise import Promise
from acctdesk.models.service_level import (
    Agreement,
    AgreementVersion,
    Calendar,
    Credit,
    Exclusion,
    Measurement,
    Objective,
    Outage,
    Service,
)
from acctdesk.models.stakeholder import Relationship, Tie
from acctdesk.models.survey import Answer
from acctdesk.models.ticket import Holidays, Judged, Monthly, Ticket
from acctdesk.models.view import SavedView

__all__ = [
    "Account", "AgendaItem", "Agreement", "AgreementVersion", "Alias", "Answer", "Assignment",
    "Attachment", "Attendee", "Base", "Blob", "Calendar", "Change", "ChangeRow", "Credit",
    "CustomField", "CustomValue", "Decision", "DistinctPair", "Exclusion", "ExternalId", "Figure",
    "Goal", "Handover", "HandoverStep", "Holidays", "Identity", "Initiative", "Interaction",
    "Judged", "Measurement", "Meeting", "Member",
    "Monthly", "Objective", "Outage", "Participant", "Person", "Position", "Promise", "Record",
    "Relationship", "Remembered", "Risk", "SavedView", "SearchDoc", "Service", "Setting", "Slide",
    "Snapshot", "Ticket", "Tie", "Unit", "new_id", "new_ids", "read_catalogue",
]  # fmt: skip


def read_catalogue() -> Catalogue:
    """Read the catalogue off all mapped classes, parents before what refers to them.

    The figures of a kind come after its columns.

    Raises:
        LookupError: A column has no description.
    """
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    kinds = []
    for order, table in enumerate(Base.metadata.sorted_tables):
        cls: Any = tables.get(table.name)
        if cls is None or not issubclass(cls, Record):
            continue
        found: dict[str, Field] = {}
        for column in table.columns:
            if "field" not in column.info:
                raise LookupError(f"{table.name}.{column.name} has no description")
            found[column.name] = Field(kind=cls.kind.name, name=column.name, **column.info["field"])
        found |= {one.name: one for one in COMPUTED.get(cls.kind.name, ())}
        kinds.append(replace(cls.kind, order=order, fields=found))
    return Catalogue(kinds)
