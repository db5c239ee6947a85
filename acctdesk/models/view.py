"""Saved views: how a person wants to see a list."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Format
from acctdesk.models.column import field


class SavedView(Record):
    """A list's filter, order, groups and columns under a name.

    Attributes:
        of_kind: The kind of record it lists.
        definition: The view as JSON; what an older AcctDesk doesn't know in it is left alone.
        place: Where it stands among the views of its kind, from 0.
    """

    __tablename__ = "saved_view"
    kind = describe("saved_view", "View", "Views", title="name", searched=False)

    of_kind: Mapped[str] = field("Record kind", required=True, index=True, system=True)
    name: Mapped[str] = field("Name", required=True, width=200)
    definition: Mapped[str] = field("Definition", Format.LONG_TEXT, required=True, system=True)
    place: Mapped[int] = field("Order", Format.INTEGER, required=True, system=True)
