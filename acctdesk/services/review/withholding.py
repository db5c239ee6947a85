"""What an account has and its client doesn't get: kinds and counts, read off the catalogue.

Every field that isn't released belongs to a group, those that no group names to the last one; so
a new field is counted from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, or_, select

from acctdesk.models import Base
from acctdesk.models.catalogue import Audience, Catalogue, Field, Format
from acctdesk.services.review.rows import RULES
from acctdesk.services.review.stock import Withheld
from acctdesk.words import Lazy, lazy

OTHER = lazy("Other internal fields")
GROUPS: tuple[tuple[Lazy, Mapping[str, tuple[str, ...]]], ...] = (
    (lazy("Health and its reason"), {"account": ("rag", "rag_reason")}),
    (
        lazy("Commercial figures"),
        {
            "account": ("tier", "annual_value", "renewal_date"),
            "service": ("monthly_charge", "currency"),
            "agreement": ("cap", "currency"),
            "objective": ("tiers", "cap_share", "cap"),
        },
    ),
    (
        lazy("Attitude, power and interest"),
        {
            "position": ("attitude", "power", "interest", "buying_roles", "status", "cadence"),
            "attendee": ("role",),
        },
    ),
    (lazy("Relationships and influence"), {"tie": (), "relationship": ()}),
    (lazy("Contact log"), {"interaction": ()}),
    (lazy("Causes of outages"), {"outage": ("cause",)}),
    (lazy("Who works on tickets"), {"ticket": ("assignee", "source")}),
    (lazy("Speaker notes"), {"slide": ("speaker_notes",)}),
    (lazy("Files and links"), {"attachment": ()}),
    (lazy("Own fields"), {"custom_value": ()}),
)
"""Groups of fields by kind; of a kind without fields every row counts that has any."""
NOTES = lazy("Internal notes")
"""Longer texts and notes that no other group has."""

_UNASKED = frozenset(
    {"participant", "alias", "distinct_pair", "external_id", "setting", "saved_view", "member"}
)
"""Kinds that say nothing of a client beside what they join."""
_UNCOUNTED = frozenset(
    {
        "account.archived", "person.archived", "custom_value.record_id", "slide.block",
        "slide.minutes", "agenda_item.block", "meeting.template", "meeting.pre_read_due",
        "meeting.pre_read_sent", "meeting.rehearsed",
    }
)  # fmt: skip
"""Fields that say how something is kept or prepared, and nothing of the client."""


class Withholding:
    """Counts what is withheld of one account.

    Args:
        connection: A read connection.
        catalogue: Says which fields are released.
        account: Account id.
    """

    def __init__(self, connection: Connection, catalogue: Catalogue, account: str) -> None:
        self._db, self._catalogue, self._account = connection, catalogue, account

    def counts(self) -> tuple[Withheld, ...]:
        """The groups of which there is anything, each with how many rows have it."""
        found: dict[str, int] = {}
        order = [*(str(label) for label, _kinds in GROUPS), str(NOTES), str(OTHER)]
        for kind in self._catalogue.kinds():
            if kind.name in _UNASKED or (scope := self._scope(kind.name)) is None:
                continue
            for label, count in self._of_kind(kind.name, scope):
                found[label] = found.get(label, 0) + count
        return tuple(Withheld(one, found[one]) for one in order if found.get(one))

    def _of_kind(self, kind: str, scope: ColumnElement[bool]) -> Iterator[tuple[str, int]]:
        table = Base.metadata.tables[kind]
        parted: dict[str, list[Any]] = {}
        for field in self._internal(kind):
            label = str(group_of(kind, field))
            parted.setdefault(label, []).append(_filled(table, field))
        if not parted:
            return
        counts = [func.count(case((or_(*held), 1))) for held in parted.values()]
        row = self._db.execute(select(*counts).select_from(table).where(scope)).one()
        yield from zip(parted, row, strict=True)

    def _internal(self, kind: str) -> Iterator[Field]:
        rule = RULES.get(kind)
        for field in self._catalogue.kind(kind).fields.values():
            if field.audience is Audience.CLIENT or field.system or field.computed or field.custom:
                continue
            # Ticks that release or hide say what a client gets, not something that is kept.
            if field.format is Format.CHECK or field.name == (rule.flag if rule else ""):
                continue
            if field.format is not Format.REFERENCE and field.key not in _UNCOUNTED:
                yield field

    def _scope(self, kind: str, seen: frozenset[str] = frozenset()) -> ColumnElement[bool] | None:
        """Which rows of a kind are of the account; None for a kind that is nobody's."""
        table = Base.metadata.tables[kind]
        if kind == "account":
            return table.c.id == self._account
        if "account_id" in table.c:
            return table.c.account_id == self._account
        if kind == "person":
            post = Base.metadata.tables["position"]
            return table.c.id.in_(
                select(post.c.person_id).where(post.c.account_id == self._account)
            )
        if "record_id" in table.c:
            return table.c.record_id == self._account
        for field in self._catalogue.kind(kind).fields.values():
            if field.format is not Format.REFERENCE or field.target in {*seen, kind, "member"}:
                continue
            above = self._scope(field.target, seen | {kind})
            if above is not None:
                target = Base.metadata.tables[field.target]
                return table.c[field.name].in_(select(target.c.id).where(above))
        return None


def group_of(kind: str, field: Field) -> Lazy:
    """The group under which an internal field is counted."""
    for label, kinds in GROUPS:
        if kind in kinds and (not kinds[kind] or field.name in kinds[kind]):
            return label
    if field.format is Format.LONG_TEXT or field.name in ("note", "notes"):
        return NOTES
    return OTHER


def _filled(table: Table, field: Field) -> ColumnElement[bool]:
    column = table.c[field.name]
    if field.format in (Format.INTEGER, Format.NUMBER, Format.MONEY, Format.PERCENT,
                        Format.MOMENT):  # fmt: skip
        return column.is_not(None)
    return and_(column.is_not(None), func.length(column) > 0)
