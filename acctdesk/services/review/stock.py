"""What blocks are made from: one client, one time, and everything released of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from acctdesk.clientview import Slide, Text
from acctdesk.models import Base
from acctdesk.models.catalogue import Catalogue
from acctdesk.services.releasing import Gate
from acctdesk.services.review.levels import Levels
from acctdesk.services.review.rows import Row, Rows
from acctdesk.services.stakeholder import StakeholderMap
from acctdesk.words import Lazy


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a client doesn't get: how many of a kind, never what.

    Attributes:
        label: The kind, in the words of the window.
        count: How many there are.
    """

    label: str
    count: int


@dataclass(frozen=True)
class Reach:
    """What is read elsewhere.

    Attributes:
        map: The stakeholder map of an account.
        file: Content of an attachment.
    """

    map: Callable[[str], StakeholderMap]
    file: Callable[[str], bytes]


class Stock:
    """Everything released of one client, for one review; each thing is read once.

    Args:
        connection: A read connection.
        catalogue: Says which fields are released.
        account: Account id.
        period: What is looked at: "2026-Q3"; empty for no time in particular.
        first: First day of that.
        last: Its last day.
        today: The day.
        now: The moment, UTC.
        reach: What is read elsewhere.
        meeting: Id of the review; empty for none.

    Attributes:
        gate: Says which fields are released.
        rows: Reads released rows.
        levels: The service levels that are released.
    """

    def __init__(
        self,
        connection: Connection,
        catalogue: Catalogue,
        account: str,
        period: str,
        first: dt.date,
        last: dt.date,
        today: dt.date,
        now: dt.datetime,
        reach: Reach,
        meeting: str = "",
    ) -> None:
        self._db = connection
        self.account_id, self.meeting_id = account, meeting
        self.period, self.first, self.last = period, first, last
        self.today, self.now, self.reach = today, now, reach
        self.gate = Gate(catalogue)
        self.rows = Rows(connection, catalogue, account)
        self.levels = Levels(connection, self.gate, account, now, first, last)
        self._held: dict[str, tuple[Row, ...]] = {}

    @property
    def connection(self) -> Connection:
        """The read connection, for a block that reads a kind of its own."""
        return self._db

    def all(self, kind: str) -> tuple[Row, ...]:
        """The account's released rows of a kind."""
        if kind not in self._held:
            self._held[kind] = self.rows.of(kind)
        return self._held[kind]

    def parts(self, kind: str) -> tuple[Row, ...]:
        """The released parts of the meeting, in their order; none without one."""
        if not self.meeting_id:
            return ()
        if kind not in self._held:
            found = self.rows.of(kind, meeting_id=self.meeting_id)
            self._held[kind] = self._in_order(kind, found)
        return self._held[kind]

    @cached_property
    def account(self) -> Row:
        """The client."""
        [found] = self.rows.of("account", id=self.account_id)
        return found

    @cached_property
    def meeting(self) -> Row | None:
        """The review; None where a deck is made without one."""
        return next((one for one in self.all("meeting") if one.id == self.meeting_id), None)

    @cached_property
    def previous(self) -> Row | None:
        """The review before: the chosen one, or the last of its kind that wasn't cancelled."""
        table = Base.metadata.tables["meeting"]
        # Asked of the table: which it was doesn't depend on what of it is released.
        this = self._db.execute(select(table).where(table.c.id == self.meeting_id)).first()
        if this is None:
            return None
        before = (
            table.c.id == this.previous_id
            if this.previous_id
            else (table.c.type == this.type)
            & (table.c.state != "cancelled")
            & (table.c.starts < this.starts)
        )
        found = self._db.execute(
            select(table.c.id)
            .where(table.c.account_id == self.account_id, before)
            .order_by(table.c.starts.desc())
            .limit(1)
        ).scalar()
        return next((one for one in self.all("meeting") if one.id == found), None)

    @property
    def zone(self) -> str:
        """The client's time zone; empty for none known."""
        return self.account.text("time_zone")

    @property
    def until(self) -> dt.date:
        """The last day that is looked at and has come."""
        return min(self.last, self.today)

    def _in_order(self, kind: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        table = Base.metadata.tables[kind]
        if "position" not in table.c:
            return rows
        statement = select(table.c.id, table.c.position).where(
            table.c.meeting_id == self.meeting_id
        )
        places = {row.id: row.position for row in self._db.execute(statement)}
        return tuple(sorted(rows, key=lambda one: (places.get(one.id, 0), one.id)))


NO_TEXTS = Row("", "slide", {}, {})
"""Of a slide for which nobody has written anything."""


def paragraphs(lines: Iterable[str]) -> tuple[Text, ...]:
    """What a person typed, as it stands on a slide: "# " begins a heading, "- " or "* " an item.

    Args:
        lines: One a paragraph.
    """
    found = []
    for line in lines:
        mark, _blank, rest = line.partition(" ")
        if mark == "#" and rest.strip():
            found.append(Text(rest.strip(), "heading"))
        elif mark in ("-", "*", "•") and rest.strip():
            found.append(Text(f"• {rest.strip()}"))
        else:
            found.append(Text(line))
    return tuple(found)


@dataclass(frozen=True)
class Material:
    """What one slide is made from.

    Attributes:
        stock: Everything released of the client.
        typed: What a person has written for this slide.
        options: What the block was told for it: ids and choices by name.
    """

    stock: Stock
    typed: Row = NO_TEXTS
    options: Mapping[str, Any] = field(default_factory=dict)

    def option(self, name: str) -> str:
        """A choice as a text; empty when nothing was chosen."""
        found = self.options.get(name, "")
        return found if isinstance(found, str) else ""

    def several(self, name: str) -> tuple[str, ...]:
        """Choices as texts."""
        found = self.options.get(name, ())
        return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


class Block:
    """Makes slides of one sort. A new one is a file beside the others and an entry in `BLOCKS`.

    Attributes:
        code: What it is called in slides and templates.
        label: What a person calls it.
        agenda: Words of an agenda's item with which it is shown, in lower case.
        writes: Whether it places the text that a person has written; else that comes last.
    """

    code: str
    label: Lazy
    agenda: tuple[str, ...] = ()
    writes: bool = False

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """The slides; none where there is nothing to show.

        Args:
            material: What they are made from.
        """
        raise NotImplementedError

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """What the client doesn't get of what this block would show.

        Args:
            material: What it is made from.
        """
        return ()
