"""What the pages use of an open workspace: its services, and the care for its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from acctdesk.services.accounts import Accounts
    from acctdesk.services.attachments import Attachments
    from acctdesk.services.bus import ChangeBus
    from acctdesk.services.catalogue import Fields
    from acctdesk.services.custom_fields import CustomFields
    from acctdesk.services.drafts import LogDrafts
    from acctdesk.services.duplicates import Duplicates
    from acctdesk.services.erasing import Erasing
    from acctdesk.services.extracts import Extracts
    from acctdesk.services.finding import Finding
    from acctdesk.services.goals import Goals
    from acctdesk.services.handover.handovers import Handovers
    from acctdesk.services.history import History
    from acctdesk.services.imports import Imports
    from acctdesk.services.interactions import Interactions
    from acctdesk.services.listing import Listing
    from acctdesk.services.look import Looks
    from acctdesk.services.meetings import Meetings
    from acctdesk.services.merging import Merging
    from acctdesk.services.people import People
    from acctdesk.services.person_data import PersonData
    from acctdesk.services.promises import Promises
    from acctdesk.services.purging import Purging
    from acctdesk.services.records import Records
    from acctdesk.services.retention import Retention
    from acctdesk.services.review.decks import Decks
    from acctdesk.services.service_levels import ServiceLevels
    from acctdesk.services.settings import Settings
    from acctdesk.services.stakeholders import Stakeholders
    from acctdesk.services.surveys import Surveys
    from acctdesk.services.tags import Tags
    from acctdesk.services.trash import Trash
    from acctdesk.services.views import Views


class Days(Protocol):
    """Tells the day and the moment."""

    @property
    def today(self) -> Today:
        """A function that tells the day."""

    @property
    def now(self) -> Now:
        """A function that tells the moment, in UTC."""


class Now(Protocol):
    """A function that tells the moment."""

    def __call__(self) -> dt.datetime:
        """Tell it."""


class Today(Protocol):
    """A function that tells the day."""

    def __call__(self) -> dt.date:
        """Tell it."""


class Label(Protocol):
    """What a change is called: a message and what fills it."""

    @property
    def message(self) -> str:
        """English sentence with ``{placeholders}``."""

    @property
    def params(self) -> Mapping[str, Any]:
        """What fills the placeholders."""


class Change(Protocol):
    """A committed change, as the bus tells of it."""

    @property
    def id(self) -> str:
        """Its id, to undo it by."""

    @property
    def label(self) -> Label:
        """What it is called."""

    @property
    def touched(self) -> Mapping[str, frozenset[str] | None]:
        """The ids it touched by kind; None instead of ids when there were very many."""

    @property
    def mode(self) -> str:
        """Whether it was done ("do"), undone ("undo") or done again ("redo")."""


class Reversal(Protocol):
    """What an undo or redo did."""

    @property
    def change(self) -> Change | None:
        """The change it wrote; None when nothing was left to do."""

    @property
    def kept(self) -> Sequence[Any]:
        """The records it left alone; `acctdesk.exchange.wording` says which and why."""

    @property
    def of(self) -> Any:
        """Label of the change it was about, for `acctdesk.exchange.wording`."""


class Care(Protocol):
    """The care for the file of a workspace."""

    def back_up(self, target: Path | None = None) -> Path:
        """Write a verified copy beside it, or to a place of one's choice."""

    def backups(self) -> list[Path]:
        """The backups beside it, oldest first."""

    def check(self) -> list[str]:
        """What is wrong with the file; empty when it is sound."""


class Desk(Protocol):
    """An open workspace with everything one can do in it; see `acctdesk.compose`.

    Until `ready` is done, asking for a service makes the asking thread wait while the database
    library loads: ask on a lane.
    """

    bus: ChangeBus
    looks: Looks
    ready: Future[None]
    fields: Fields
    records: Records
    listing: Listing
    views: Views
    extracts: Extracts
    accounts: Accounts
    people: People
    custom_fields: CustomFields
    settings: Settings
    history: History
    imports: Imports
    stakeholders: Stakeholders
    service_levels: ServiceLevels
    meetings: Meetings
    surveys: Surveys
    promises: Promises
    goals: Goals
    tags: Tags
    interactions: Interactions
    log_drafts: LogDrafts
    minutes_drafts: LogDrafts
    handover_drafts: LogDrafts
    attachments: Attachments
    decks: Decks
    duplicates: Duplicates
    merging: Merging
    trash: Trash
    purging: Purging
    retention: Retention
    person_data: PersonData
    erasing: Erasing
    handovers: Handovers
    finding: Finding

    @property
    def context(self) -> Days:
        """Tells the day."""

    @property
    def workspace(self) -> Care:
        """The care for its file."""

    @property
    def path(self) -> Path:
        """The workspace file."""

    @property
    def read_only(self) -> bool:
        """Whether it may only be read."""

    def prepare(self) -> None:
        """Make the services and what they load at their first read; for a lane."""
