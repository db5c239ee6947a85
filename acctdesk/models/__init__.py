"""What is kept: mapped classes, one file per aggregate, and the field catalogue.

The descriptions are here at once; a mapped class, and with it the database library, is loaded when
somebody first asks for one by name. A new aggregate is entered in `acctdesk.models.mapped`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.models.catalogue import Audience, Catalogue, Choice, Field, Format, Kind

if TYPE_CHECKING:
    from acctdesk.models.mapped import (
        Account,
        AgendaItem,
        Agreement,
        AgreementVersion,
        Alias,
        Answer,
        Assignment,
        Attachment,
        Attendee,
        Base,
        Blob,
        Calendar,
        Change,
        ChangeRow,
        Credit,
        CustomField,
        CustomValue,
        Decision,
        DistinctPair,
        Exclusion,
        ExternalId,
        Figure,
        Goal,
        Handover,
        HandoverStep,
        Holidays,
        Identity,
        Initiative,
        Interaction,
        Judged,
        Measurement,
        Meeting,
        Member,
        Monthly,
        Objective,
        Outage,
        Participant,
        Person,
        Position,
        Promise,
        Record,
        Relationship,
        Remembered,
        Risk,
        SavedView,
        SearchDoc,
        Service,
        Setting,
        Slide,
        Snapshot,
        Ticket,
        Tie,
        Unit,
        new_id,
        new_ids,
        read_catalogue,
    )

__all__ = [
    "Account", "AgendaItem", "Agreement", "AgreementVersion", "Alias", "Answer", "Assignment",
    "Attachment", "Attendee", "Audience", "Base", "Blob", "Calendar", "Catalogue", "Change",
    "ChangeRow", "Choice", "Credit", "CustomField", "CustomValue", "Decision", "DistinctPair",
    "Exclusion", "ExternalId", "Field", "Figure", "Format", "Goal", "Handover", "HandoverStep",
    "Holidays", "Identity", "Initiative", "Interaction", "Judged", "Kind", "Measurement", "Meeting",
    "Member", "Monthly", "Objective", "Outage", "Participant", "Person", "Position", "Promise",
    "Record", "Relationship", "Remembered", "Risk", "SavedView", "SearchDoc", "Service", "Setting",
    "Slide", "Snapshot", "Ticket", "Tie", "Unit", "new_id", "new_ids", "read_catalogue",
]  # fmt: skip

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name in __all__:
            from acctdesk.models import mapped

            return getattr(mapped, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
