"""All services over one workspace. Importing this loads the database library: see `look`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from acctdesk.services.accounts import Accounts
from acctdesk.services.attachments import Attachments
from acctdesk.services.bus import ChangeBus
from acctdesk.services.catalogue import Fields
from acctdesk.services.context import Context
from acctdesk.services.custom_fields import CustomFields
from acctdesk.services.drafts import HANDOVERS, MINUTES, LogDrafts
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
from acctdesk.workspace import Workspace


class Suite:
    """The services, each made over the same context.

    Args:
        workspace: The open workspace.
        bus: Where committed changes are told.
        today: Tells the day.
        now: Tells the moment, in UTC.
    """

    def __init__(
        self,
        workspace: Workspace,
        bus: ChangeBus,
        today: Callable[[], dt.date],
        now: Callable[[], dt.datetime],
    ) -> None:
        self.context = Context(workspace, bus, today, now)
        self.fields = Fields(self.context)
        self.records = Records(self.context)
        self.listing = Listing(self.context, self.records)
        self.views = Views(self.context)
        self.extracts = Extracts(self.context)
        self.accounts = Accounts(self.context, self.records)
        self.people = People(self.context, self.records)
        self.custom_fields = CustomFields(self.context)
        self.settings = Settings(self.context)
        self.history = History(self.context)
        self.imports = Imports(self.context)
        self.stakeholders = Stakeholders(self.context, self.records, self.people)
        self.service_levels = ServiceLevels(self.context, self.records)
        self.promises = Promises(self.context, self.records)
        self.goals = Goals(self.context, self.records)
        self.surveys = Surveys(self.context, self.records)
        self.tags = Tags(self.context, self.records)
        self.interactions = Interactions(self.context, self.records)
        self.log_drafts = LogDrafts(self.context)
        self.minutes_drafts = LogDrafts(self.context, MINUTES)
        self.handover_drafts = LogDrafts(self.context, HANDOVERS)
        self.attachments = Attachments(self.context, self.records)
        self.decks = Decks(self.context, self.stakeholders, self.attachments)
        self.meetings = Meetings(self.context, self.records, self.decks.frozen)
        self.duplicates = Duplicates(self.context)
        self.merging = Merging(self.context, self.records)
        self.trash = Trash(self.context)
        self.purging = Purging(self.context, self.trash)
        self.retention = Retention(self.context, self.settings, self.trash)
        self.person_data = PersonData(self.context, self.records, self.trash, self.purging)
        self.erasing = Erasing(self.context, self.person_data, self.purging)
        self.finding = Finding(self.context)
        self.handovers = Handovers(self.context)
