"""Wires a workspace, its services and what reads files; used by the window and the scripts alike.

It knows no Qt, so that scripts work without a display.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from acctdesk.services.accounts import Accounts
from acctdesk.services.bus import ChangeBus
from acctdesk.services.catalogue import Fields
from acctdesk.services.context import Context
from acctdesk.services.custom_fields import CustomFields
from acctdesk.services.history import History
from acctdesk.services.imports import Imports
from acctdesk.services.lanes import Lanes
from acctdesk.services.listing import Listing
from acctdesk.services.people import People
from acctdesk.services.records import Records
from acctdesk.services.settings import Settings
from acctdesk.workspace import Workspace


class Desk:
    """An open workspace with everything one can do in it. Close it at the end.

    Args:
        workspace: The open workspace; the desk closes it.
        today: Tells the day.
    """

    def __init__(self, workspace: Workspace, today: Callable[[], dt.date] = dt.date.today) -> None:
        self.workspace = workspace
        self.bus = ChangeBus()
        self.lanes = Lanes()
        self.context = Context(workspace, self.bus, today)
        self.fields = Fields(self.context)
        self.records = Records(self.context)
        self.listing = Listing(self.context, self.records)
        self.accounts = Accounts(self.context, self.records)
        self.people = People(self.context, self.records)
        self.custom_fields = CustomFields(self.context)
        self.settings = Settings(self.context)
        self.history = History(self.context)
        self.imports = Imports(self.context)

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
        self.workspace.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_desk(path: Path, *, key: bytes | None = None, read_only: bool = False) -> Desk:
    """Open a workspace with its services.

    Args:
        path: The workspace file.
        key: Raw key, or None.
        read_only: Open it without the right to write.

    Raises:
        WorkspaceProblem: It can't be opened; see `Workspace.open`.
    """
    return Desk(Workspace.open(path, key=key, read_only=read_only))


def create_desk(path: Path, *, key: bytes | None = None) -> Desk:
    """Make a workspace and open it with its services.

    Raises:
        WorkspaceProblem: It exists already, or can't be written.
    """
    return Desk(Workspace.create(path, key=key))


def desk_for(path: Path, how: str, *, read_only: bool = False) -> Desk:
    """Open a workspace as the window asks for it.

    Args:
        path: The workspace file.
        how: "open"; "own" makes it when it is missing; "create" makes it; "sample" makes the sample
            when it is missing.
        read_only: Open it without the right to write.

    Raises:
        WorkspaceProblem: It can't be opened or made.
    """
    if how == "create" or (how == "own" and not path.exists()):
        return create_desk(path)
    if how == "sample" and not path.exists():
        from acctdesk.exchange.sample import make_sample

        make_sample(path)
    return open_desk(path, read_only=read_only)
