"""What the parts of the sample share while it is made."""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from acctdesk.exchange.sample.days import Clock, Days
from acctdesk.services.accounts import Accounts
from acctdesk.services.attachments import Attachments
from acctdesk.services.bus import ChangeBus
from acctdesk.services.context import Context
from acctdesk.services.custom_fields import CustomFields
from acctdesk.services.interactions import Interactions
from acctdesk.services.people import People
from acctdesk.services.records import Records
from acctdesk.services.service_levels import ServiceLevels
from acctdesk.services.settings import Settings
from acctdesk.workspace import Workspace

START = -300
"""Day on which the book was set up; clients won later are added on their own day."""


def load(name: str) -> Any:
    """Read one of the sample's data files.

    Args:
        name: Its name below ``resources/sample``, without the suffix.
    """
    return orjson.loads((_folder() / f"{name}.json").read_bytes())


@functools.cache
def _folder() -> Path:
    # The wheel carries the resources inside the package, a checkout beside it.
    package = Path(__file__).resolve().parents[2]
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources") / "sample"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened after the book was set up.

    Attributes:
        days: When, in days from today; below zero.
        act: Carries it out.
    """

    days: int
    act: Callable[[], object]


@dataclass(slots=True)
class Making:
    """A sample in the making.

    Attributes:
        workspace: Where it is written.
        days: Its days.
        clock: Its clock.
        rng: Its chance.
        members: Ids of our people by name.
        accounts: Ids of the accounts by name.
        fields: Ids of the custom fields by their key in the data.
        posts: Position ids by account name and post.
        holders: Person ids by account name and post.
        names: How often each given, family and full name was used.
    """

    workspace: Workspace
    days: Days
    clock: Clock
    rng: random.Random
    members: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    posts: dict[tuple[str, str], str] = field(default_factory=dict)
    holders: dict[tuple[str, str], str] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    context: Context = field(init=False)
    records: Records = field(init=False)
    account_service: Accounts = field(init=False)
    people_service: People = field(init=False)
    custom_fields: CustomFields = field(init=False)
    settings: Settings = field(init=False)
    interactions: Interactions = field(init=False)
    attachments: Attachments = field(init=False)
    service_levels: ServiceLevels = field(init=False)

    def __post_init__(self) -> None:
        self.context = Context(self.workspace, ChangeBus(), self._today)
        self.records = Records(self.context)
        self.account_service = Accounts(self.context, self.records)
        self.people_service = People(self.context, self.records)
        self.custom_fields = CustomFields(self.context)
        self.settings = Settings(self.context)
        self.interactions = Interactions(self.context, self.records)
        self.attachments = Attachments(self.context, self.records)
        self.service_levels = ServiceLevels(self.context, self.records)

    def _today(self) -> dt.date:
        return self.days.today
