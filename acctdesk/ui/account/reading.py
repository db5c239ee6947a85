"""What the page of an account reads, in one go: plain functions for the read lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from acctdesk.services.catalogue import Field
from acctdesk.services.history import HistoryEntry
from acctdesk.services.interaction import Interaction
from acctdesk.services.people import Contact, Teammate
from acctdesk.services.query import Condition, ListQuery
from acctdesk.services.record import Record
from acctdesk.ui.desk import Desk

MOST_PARENTS = 2000
"""Accounts up to which a parent is chosen from a list; with more its name is typed."""

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A business unit in its tree.

    Attributes:
        record: The unit.
        depth: How many units stand above it.
        people: How many people hold a position in it at present.
    """

    record: Record
    depth: int
    people: int


@dataclass(frozen=True, slots=True)
class Whole:
    """An account with all that its page shows.

    Attributes:
        record: The account.
        fields: The fields of an account, the person's own included.
        parent: Id and name of the account above; None without one.
        children: Ids and names of the accounts right below.
        contacts: Its people.
        team: Our people on it.
        units: Its business units, each after the one it is part of.
        members: Ids and names of our people.
        accounts: Ids and names of all accounts; None when there are too many to choose from.
        history: Its changes, newest first.
        steps: Entries of its log whose next step is open, those due first at the beginning.
        touched: Day of the last contact by person, for those who had one.
        tags: Tags that accounts have.
    """

    record: Record
    fields: tuple[Field, ...]
    parent: tuple[str, str] | None
    children: Options
    contacts: tuple[Contact, ...]
    team: tuple[Teammate, ...]
    units: tuple[Node, ...]
    members: Options
    accounts: Options | None
    history: tuple[HistoryEntry, ...]
    steps: tuple[Interaction, ...] = ()
    touched: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


def whole(desk: Desk, account: str) -> Whole:
    """Read an account.

    Raises:
        NotFound: There is none of this id.
    """
    record = desk.records.get("account", account)
    parent = record["parent_id"]
    few = desk.records.count("account") <= MOST_PARENTS
    contacts = tuple(desk.people.at(account))
    ids = desk.listing.ids(ListQuery("unit", conditions=(Condition("account_id", "is", account),)))
    units = tree(desk.listing.page("unit", ids), contacts)
    return Whole(
        record,
        desk.fields.of("account"),
        (str(parent), record.titles.get("parent_id", "")) if parent else None,
        tuple(desk.accounts.children(account)),
        contacts,
        tuple(desk.people.team(account)),
        units,
        tuple(desk.records.options("member")),
        tuple(desk.records.options("account")) if few else None,
        tuple(desk.history.of_account(account)),
        tuple(desk.interactions.open_steps(account)),
        _touched(desk, contacts),
        tuple(desk.tags.known("account")),
    )


def _touched(desk: Desk, contacts: Sequence[Contact]) -> dict[str, str]:
    people = desk.records.get_many("person", list({one.person for one in contacts}))
    return {one.id: str(one["last_contact"]) for one in people if one["last_contact"]}


def tree(records: Sequence[Record], contacts: Sequence[Contact] = ()) -> tuple[Node, ...]:
    """Units in the order of their tree, by name among siblings.

    Args:
        records: The units of one account.
        contacts: Its people, to be counted.
    """
    ids = {one.id for one in records}
    below: dict[str, list[Record]] = {}
    for one in sorted(records, key=lambda one: one.title.casefold()):
        above = one["parent_id"]
        below.setdefault(above if above in ids else "", []).append(one)
    counts: dict[str, int] = {}
    for contact in contacts:
        if not contact.ended:
            counts[contact.unit.casefold()] = counts.get(contact.unit.casefold(), 0) + 1
    found: list[Node] = []
    seen: set[str] = set()

    def walk(above: str, depth: int) -> None:
        for one in below.get(above, ()):
            if one.id not in seen:
                seen.add(one.id)
                found.append(Node(one, depth, counts.get(one.title.casefold(), 0)))
                walk(one.id, depth + 1)

    walk("", 0)
    # A ring has no beginning; its units are listed all the same.
    found += [Node(one, 0, 0) for one in records if one.id not in seen]
    return tuple(found)
