"""Wires a workspace, its services and what reads files; used by the window and the scripts alike.

It knows no Qt, so that scripts work without a display.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.services.bus import ChangeBus
from acctdesk.services.lanes import Lanes
from acctdesk.services.look import Looks
from acctdesk.workspace import Workspace
from acctdesk.workspace.workspace import utc_now

if TYPE_CHECKING:
    from acctdesk.services.accounts import Accounts
    from acctdesk.services.attachments import Attachments
    from acctdesk.services.catalogue import Fields
    from acctdesk.services.context import Context
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
    from acctdesk.services.suite import Suite
    from acctdesk.services.surveys import Surveys
    from acctdesk.services.tags import Tags
    from acctdesk.services.trash import Trash
    from acctdesk.services.views import Views


class Desk:
    """An open workspace with everything one can do in it. Close it at the end.

    The services are made when the first of them is asked for, by whichever thread that is; it
    loads the database library, which takes longer than the window's thread may wait.

    Args:
        workspace: The open workspace; the desk closes it.
        today: Tells the day.
        plans: File that keeps how lists were read, for the next start; None keeps nothing.
        now: Tells the moment, in UTC.

    Attributes:
        bus: Tells of every committed change.
        lanes: Where work is done.
        looks: Reads what grids show, the first time without the services.
        ready: Done as soon as the services are there.
    """

    context: Context
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
    promises: Promises
    goals: Goals
    surveys: Surveys
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
    finding: Finding
    handovers: Handovers

    def __init__(
        self,
        workspace: Workspace,
        today: Callable[[], dt.date] = dt.date.today,
        plans: Path | None = None,
        now: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self.workspace = workspace
        self.bus = ChangeBus()
        self.lanes = Lanes()
        self.ready: Future[None] = Future()
        # Nobody who loses interest in it may cancel it for the others.
        self.ready.set_running_or_notify_cancel()
        self.looks = Looks(workspace, lambda: self._services, self.ready.done, plans)
        self._today, self._now = today, now
        self._making = threading.Lock()
        self._suite: Suite | None = None

    @property
    def _services(self) -> Suite:
        with self._making:
            if self._suite is None:
                from acctdesk.services.suite import Suite

                self._suite = Suite(self.workspace, self.bus, self._today, self._now)
                self.ready.set_result(None)
            return self._suite

    def prepare(self) -> None:
        """Make the services and what they load at their first read; for a lane."""
        self._services.fields.of("account")

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            # Only the services named above: what else is missing is a mistake.
            if name not in Desk.__annotations__:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            found = getattr(self._services, name)
            setattr(self, name, found)
            return found

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self.workspace.path

    @property
    def read_only(self) -> bool:
        """Whether it may only be read."""
        return self.workspace.read_only

    def close(self) -> None:
        """Finish the commands under way and close the workspace."""
        self.lanes.close()
        if self.ready.done():
            self.looks.keep()
            self.attachments.close()
        self.workspace.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_desk(
    path: Path, *, key: bytes | None = None, read_only: bool = False, plans: Path | None = None
) -> Desk:
    """Open a workspace with its services.

    Args:
        path: The workspace file.
        key: Raw key, or None.
        read_only: Open it without the right to write.
        plans: File that keeps how lists were read; not for a workspace with a key, which keeps
            everything to itself.

    Raises:
        WorkspaceProblem: It can't be opened; see `Workspace.open`.
    """
    workspace = Workspace.open(path, key=key, read_only=read_only)
    return Desk(workspace, plans=plans if key is None else None)


def create_desk(path: Path, *, key: bytes | None = None, plans: Path | None = None) -> Desk:
    """Make a workspace and open it with its services; see `open_desk`.

    Raises:
        WorkspaceProblem: It exists already, or can't be written.
    """
    return Desk(Workspace.create(path, key=key), plans=plans if key is None else None)


def desk_for(
    path: Path,
    how: str,
    *,
    read_only: bool = False,
    plans: Path | None = None,
    early: bool = False,
) -> Desk:
    """Open a workspace as the window asks for it; not on the window's thread.

    Args:
        path: The workspace file.
        how: "open"; "own" makes it when it is missing; "create" makes it; "sample" makes the sample
            when it is missing.
        read_only: Open it without the right to write.
        plans: File that keeps how lists were read, for the next start.
        early: Whether what is shown first needs no services but a list.

    Raises:
        WorkspaceProblem: It can't be opened or made.
    """
    if how == "create" or (how == "own" and not path.exists()):
        desk = create_desk(path, plans=plans)
    else:
        if how == "sample" and not path.exists():
            from acctdesk.exchange.sample import make_sample

            make_sample(path)
        desk = open_desk(path, read_only=read_only, plans=plans)
    if early:
        desk.looks.begin(desk.lanes.read)
    else:
        desk.prepare()
    return desk
