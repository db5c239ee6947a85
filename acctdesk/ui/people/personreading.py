"""What the page of a person reads, in one go; for the read lane."""

from __future__ import annotations

from dataclasses import dataclass

from acctdesk.services.catalogue import Field
from acctdesk.services.filters import Condition, Op
from acctdesk.services.history import HistoryEntry
from acctdesk.services.query import ListQuery
from acctdesk.services.record import Record
from acctdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Person:
    """A person with all that their page shows.

    Attributes:
        record: The person.
        fields: The fields of a person, the workspace's own included.
        posts: Their positions: present ones first, the newest of each first.
        history: Their changes, newest first.
        tags: Tags that people have.
    """

    record: Record
    fields: tuple[Field, ...]
    posts: tuple[Record, ...]
    history: tuple[HistoryEntry, ...]
    tags: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        """Id of the account where they work; of the last one where they did; empty for none."""
        return str(self.posts[0]["account_id"]) if self.posts else ""


def whole(desk: Desk, person: str) -> Person:
    """Read a person.

    Raises:
        NotFound: There is none of this id.
    """
    record = desk.records.get("person", person)
    query = ListQuery("position", conditions=(Condition("person_id", Op.IS, person),))
    posts = desk.records.get_many("position", desk.listing.ids(query))
    posts.sort(key=lambda one: str(one["started"] or ""), reverse=True)
    posts.sort(key=lambda one: str(one["ended"] or "9999"), reverse=True)
    return Person(
        record,
        desk.fields.of("person"),
        tuple(posts),
        tuple(desk.history.of_record("person", person)),
        tuple(desk.tags.known("person")),
    )
