"""What the inspector reads of the records that are selected; for the read lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.record import Record
from acctdesk.ui.desk import Desk
from acctdesk.ui.entry import currency_of
from acctdesk.ui.record.fieldrow import Common
from acctdesk.ui.record.sections import HIDDEN

MOST_OPTIONS = 2000
"""Records up to which a reference is chosen from a list; with more its name is typed."""
MOST_COMPARED = 20_000
"""Records of a selection that are compared; of more nobody could tell what they have in common."""

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The selection, ready to be shown.

    Attributes:
        kind: Kind of the records.
        ids: Which are selected and still there.
        record: The record when it is one; None for several.
        fields: The fields of the kind.
        common: For several: what they have in common, by field.
        options: What references can be set to, by kind.
        tags: Tags that are used for the kind.
        team: Names of our people on an account.
        account: Where a contact with the record would be logged; empty where that isn't known.
        names: Names of the first few records.
    """

    kind: str
    ids: tuple[str, ...]
    record: Record | None
    fields: tuple[Field, ...]
    common: dict[str, Common]
    options: dict[str, Options]
    tags: tuple[str, ...]
    team: tuple[str, ...] = ()
    account: str = ""
    names: tuple[str, ...] = ()


def see(desk: Desk, kind: str, ids: Sequence[str]) -> Seen:
    """Read a selection.

    Args:
        desk: The open workspace.
        kind: Kind of the records.
        ids: Which; ones that are gone are left out.
    """
    fields = desk.fields.of(kind)
    records = desk.records.get_many(kind, list(ids[:MOST_COMPARED]))
    editable = [one for one in fields if not one.computed and one.name not in HIDDEN]
    targets = {one.target for one in editable if one.format is Format.REFERENCE}
    options = {
        target: tuple(desk.records.options(target))
        for target in targets
        if desk.records.count(target) <= MOST_OPTIONS
    }
    tagged = [one for one in editable if one.format is Format.TAGS]
    tags = tuple(desk.tags.known(kind, tagged[0].name)) if tagged else ()
    gone = len(records) < len(ids[:MOST_COMPARED])
    held = tuple(one.id for one in records) if gone else tuple(ids)
    if len(records) != 1:
        common = {one.name: common_of(one, records) for one in editable} if records else {}
        names = tuple(one.title for one in records[:3])
        return Seen(kind, held, None, fields, common, options, tags, names=names)
    record = records[0]
    team: tuple[str, ...] = ()
    account = ""
    if kind == "account":
        team = tuple(one.name for one in desk.people.team(record.id))
        account = record.id
    elif kind == "person":
        posts = desk.people.positions([record.id]).get(record.id, [])
        account = next((str(one["account_id"]) for one in posts if not one["ended"]), "")
    return Seen(kind, held, record, fields, {}, options, tags, team, account, (record.title,))


def common_of(field: Field, records: Sequence[Record]) -> Common:
    """What records have in common in a field.

    Args:
        field: The field.
        records: At least one.
    """
    name, first = field.name, records[0]
    if field.format is Format.TAGS:
        held = [frozenset(one[name] or ()) for one in records]
        shared = frozenset.intersection(*held)
        some = frozenset.union(*held) - shared
        return Common(
            tuple(sorted(shared, key=str.casefold)), some=tuple(sorted(some, key=str.casefold))
        )
    value = first[name]
    if any(one[name] != value for one in records):
        return Common(several=True)
    currency = currency_of(field, first)
    if value is not None and any(currency_of(field, one) != currency for one in records):
        return Common(several=True)
    return Common(value, first.titles.get(name, ""), currency)
