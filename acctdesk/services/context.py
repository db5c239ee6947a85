"""What every service stands on: the open workspace, the bus, the day, and who "I" am."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import select

from acctdesk.models import CustomField, Member, Setting
from acctdesk.models.catalogue import Audience, Catalogue, Choice, Field, Format
from acctdesk.workspace import Author, Committed, Label, Unit, Workspace
from acctdesk.workspace.workspace import utc_now

if TYPE_CHECKING:
    from acctdesk.services.bus import ChangeBus

ME = "me"
"""Name of the setting that holds my member id."""


class Context:
    """One open workspace as the services see it.

    Args:
        workspace: The open workspace.
        bus: Where committed changes are told.
        today: Tells the day, in the computer's own zone.
        now: Tells the moment, in UTC.
    """

    def __init__(
        self,
        workspace: Workspace,
        bus: ChangeBus,
        today: Callable[[], dt.date] = dt.date.today,
        now: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self.workspace = workspace
        self.bus = bus
        self.today = today
        self.now = now
        self._author: Author | None = None
        self._catalogue: Catalogue | None = None
        self._guard = threading.Lock()
        bus.subscribe(self._forget)

    def _forget(self, change: Committed) -> None:
        touched = change.touched
        if "setting" in touched or "member" in touched:
            self._author = None
        if "custom_field" in touched:
            with self._guard:
                self._catalogue = None

    @property
    def author(self) -> Author:
        """Who I am, for the journal."""
        if self._author is None:
            statement = (
                select(Member.id, Member.name)
                .join(Setting, Setting.value == Member.id)
                .where(Setting.name == ME)
            )
            with self.workspace.read() as connection:
                row = connection.execute(statement).first()
            self._author = Author(row[0], row[1]) if row else Author()
        return self._author

    @property
    def catalogue(self) -> Catalogue:
        """Every kind and field, the person's own included."""
        with self._guard:
            if self._catalogue is None:
                with self.workspace.read() as connection:
                    rows = connection.execute(
                        select(
                            CustomField.id,
                            CustomField.of_kind,
                            CustomField.label,
                            CustomField.format,
                            CustomField.choices,
                            CustomField.audience,
                        ).order_by(CustomField.position, CustomField.label)
                    ).all()
                self._catalogue = self.workspace.tables.catalogue.with_custom(
                    Field(
                        kind=kind,
                        name=record,
                        label=label,
                        format=Format(form),
                        choices=tuple(Choice(word, word) for word in choices),
                        audience=Audience(audience),
                        custom=True,
                    )
                    for record, kind, label, form, choices, audience in rows
                )
            return self._catalogue

    @contextmanager
    def write(self, message: str, /, **params: object) -> Iterator[Unit]:
        """A unit of work whose commit is told on the bus.

        Args:
            message: Label of the change, English with ``{placeholders}``.
            **params: What fills them.
        """
        unit: Unit
        with self.workspace.write(Label(message, params), self.author) as unit:
            yield unit
        # Told after the transaction has ended, so that a listener's own read sees it.
        if unit.committed is not None:
            self.bus.publish(unit.committed)

    def delete_all(self, unit: Unit, kind: str, ids: Iterable[str]) -> None:
        """Delete records inside a unit, with their parts and all that can't be without them.

        What can be without them forgets them.

        Args:
            unit: The unit of work.
            kind: Their kind.
            ids: Which.

        Raises:
            NotFound: One isn't there.
        """
        gone = dict.fromkeys(ids)
        for link in unit.tables.links:
            # A link without a target is the owner of a part, which may be of any kind.
            if link.target not in (kind, ""):
                continue
            table = unit.tables.table(link.kind)
            held: list[str] = []
            for part in in_parts(list(gone)):
                held += unit.connection.scalars(
                    select(table.c.id).where(table.c[link.column].in_(part))
                )
            if not held:
                continue
            field = self.catalogue.kind(link.kind).fields[link.column]
            if field.required or field.bound:
                self.delete_all(unit, link.kind, held)
                continue
            for one in held:
                if link.kind != kind or one not in gone:
                    unit.update(link.kind, one, {link.column: None})
        for record in gone:
            unit.delete(kind, record)


def in_parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """At most 500 at a time: a statement takes only so many values."""
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]
