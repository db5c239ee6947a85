"""Two managers with a workspace each, and what goes between them."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from acctdesk.compose import Desk
from acctdesk.models import Identity
from acctdesk.services.handover.belonging import OWN
from acctdesk.services.handover.handovers import Taken
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.handover.scope import Scope
from acctdesk.services.handover.taking import Taking
from acctdesk.services.handover.threeway import Clash, Key, Side
from acctdesk.workspace import Workspace
from tests.services.making import Book

NOON = dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC)
MINE = OWN | {"alias"}
"""Kinds that may differ between two workspaces that hold the same."""


class Site(Book):
    """A manager's workspace.

    Args:
        path: Its file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(Desk(Workspace.open(path), today=NOON.date, now=lambda: NOON))

    @classmethod
    def made(cls, blank: Path, path: Path) -> Site:
        """A workspace of its own, off an empty one."""
        shutil.copy(blank, path)
        site = cls(path)
        with site.desk.workspace.transaction() as connection:
            connection.execute(update(Identity).values(id=uuid.uuid4().hex))
            connection.commit()
        return site

    def rows(self, without: Collection[str] = MINE) -> dict[Key, dict[str, Any]]:
        """All that is in it but what is about the workspace itself."""
        return {
            (kind, record): row
            for kind, rows in self.content().items()
            if kind not in without
            for record, row in rows.items()
        }

    def pack(self, *accounts: str, **how: Any) -> Parcel:
        return self.desk.handovers.parcel(Scope(accounts, **({"private": True} | how)))

    def give(self, *accounts: str, **how: Any) -> Parcel:
        """Pack and keep that it was given."""
        parcel = self.pack(*accounts, **how)
        self.desk.handovers.given(parcel, peer="Somebody")
        return parcel

    def compare(self, parcel: Parcel, amended: Parcel | None = None, **how: Any) -> Taking:
        return self.desk.handovers.compare(parcel, amended, **how)

    def take(
        self,
        parcel: Parcel,
        amended: Parcel | None = None,
        side: Side | Mapping[tuple[Key, str], Side] = Side.THEIRS,
        **how: Any,
    ) -> Taken:
        """Take over with one side for all clashes, or as it is said."""
        taking = self.compare(parcel, amended, **how)
        choices = (
            {(one.key, one.field): side for one in taking.clashes}
            if isinstance(side, Side)
            else side
        )
        return self.desk.handovers.take(taking, choices)

    def clashes(self, parcel: Parcel, amended: Parcel | None = None) -> tuple[Clash, ...]:
        return self.compare(parcel, amended).clashes

    def edit(self, kind: str, record: str, **values: Any) -> None:
        self.desk.records.edit(kind, record, values)

    def value(self, kind: str, record: str, name: str) -> Any:
        table = self.desk.workspace.tables.table(kind)
        with self.desk.workspace.read() as connection:
            return connection.execute(select(table.c[name]).where(table.c.id == record)).scalar()

    def close(self) -> None:
        self.desk.close()


def amended(parcel: Parcel, kind: str, record: str, **values: Any) -> Parcel:
    """A parcel in whose workbook somebody edited cells; stored values."""
    columns = parcel.columns[kind]
    rows = [
        [values.get(name, one) for name, one in zip(columns, row, strict=True)]
        if row[0] == record
        else row
        for row in parcel.rows[kind]
    ]
    return replace(parcel, rows={**parcel.rows, kind: rows})
