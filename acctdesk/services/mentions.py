"""Where somebody is named in the free texts of a workspace, and in what these texts were before.

Only a person can say whether a name in a text means this one. So each place is told with the words
around it; `acctdesk.services.erasing` takes the name out where that is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import Connection, select

from acctdesk.models import ChangeRow, Remembered
from acctdesk.models.catalogue import Catalogue, Format
from acctdesk.services.calling import Called
from acctdesk.services.context import in_parts
from acctdesk.services.drafts import MINUTES, TOPIC
from acctdesk.services.lanes import Job
from acctdesk.workspace.tables import Tables

DRAFT = "draft"
"""Instead of a kind: what somebody began to write."""
DECKS = frozenset({"snapshot"})
"""Kinds of which the person is taken out in another way; see `services.review.forgetting`."""
ALIKE = frozenset({"person", "member"})
"""Kinds whose names say who somebody is: one of this name may be the same, or somebody else."""
_TEXTS = frozenset(
    (Format.TEXT, Format.LONG_TEXT, Format.EMAIL, Format.PHONE, Format.URL, Format.TAGS)
)
REACHED = frozenset((Format.EMAIL, Format.PHONE, Format.URL))
"""Formats of fields that say how somebody is reached: a switchboard is not one person's alone."""
_AROUND = 45
"""Letters that are shown on each side of a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that may name the person.

    Attributes:
        kind: Kind of the record whose text it is; `DRAFT` for what somebody began to write.
        record: Its id.
        field: Name of the field.
        title: Name of the record, or of what it is a part of.
        around: The name with the words around it, of the newest text that holds it.
        times: How often it stands in the text as it is now; 0 where only earlier texts hold it.
        earlier: Entries of the history that hold it.
        sure: Whether it is likely to mean the person; an address or a number that another record
            is reached by may well be that record's.
    """

    kind: str
    record: str
    field: str
    title: str = ""
    around: str = ""
    times: int = 0
    earlier: int = 0
    sure: bool = True

    @property
    def key(self) -> str:
        """Tells it from others."""
        return f"{self.kind}:{self.record}:{self.field}"


class Scan:
    """Looks through everything that is written in a workspace; takes a second or a few.

    Args:
        connection: Reads.
        tables: The journalled tables.
        catalogue: All kinds and fields.
        called: What the person may be called.
        own: Ids of what goes with the person: there is nothing to ask about these.
    """

    def __init__(
        self,
        connection: Connection,
        tables: Tables,
        catalogue: Catalogue,
        called: Called,
        own: Mapping[str, Any],
    ) -> None:
        self._db, self._tables, self._catalogue = connection, tables, catalogue
        self._called, self._own = called, own
        self.alike: dict[str, tuple[str, str]] = {}
        """People and members of the same name or address: kind and name by id."""

    def run(self, job: Job) -> tuple[Mention, ...]:
        """Find all places, those of the same kind together.

        Args:
            job: May be stopped.

        Raises:
            Cancelled: It was.
        """
        if not self._called:
            return ()
        found: dict[str, Mention] = {}
        for kind in self._tables.kinds:
            job.check()
            for one in self._of_kind(kind):
                found[one.key] = one
        for one in self._drafts():
            found[one.key] = one
        self._earlier(found, job)
        return tuple(self._titled(found))

    def fields(self, kind: str) -> list[str]:
        """The columns of a kind that hold what somebody wrote."""
        described = self._tables.catalogue.kind(kind).fields
        return [
            name
            for name in self._tables.columns(kind)
            if name != "id" and described[name].format in _TEXTS and not described[name].choices
        ]

    def _of_kind(self, kind: str) -> Iterator[Mention]:
        if kind in DECKS:
            return
        names = self.fields(kind)
        if not names:
            return
        table, called = self._tables.table(kind), self._called
        # As the database holds them: lists and views are JSON there.
        raw = self._db.execute(select(table.c.id, *(table.c[name] for name in names)))
        title = self._tables.catalogue.kind(kind).title
        for record, *texts in raw:
            if record in self._own:
                continue
            if not called.may_hold("\n".join([_text(one) for one in texts if one])):
                continue
            for name, told in zip(names, texts, strict=True):
                text = _text(told)
                if not text or not called.may_hold(text):
                    continue
                places = called.places(text)
                if not places:
                    continue
                if kind in ALIKE and self._says_who(kind, name):
                    if self._format(kind, name) is not Format.PHONE:
                        self.alike[record] = (kind, str(texts[names.index(title)] or ""))
                    continue
                around, sure = _around(text, places[0]), self._format(kind, name) not in REACHED
                yield Mention(kind, record, name, "", around, len(places), sure=sure)

    def _says_who(self, kind: str, name: str) -> bool:
        return name == "name" or self._format(kind, name) in (Format.EMAIL, Format.PHONE)

    def _format(self, kind: str, name: str) -> Format:
        return self._tables.catalogue.kind(kind).fields[name].format

    def _drafts(self) -> Iterator[Mention]:
        rows = self._db.execute(
            select(Remembered.topic, Remembered.key, Remembered.target).where(
                Remembered.topic.in_((TOPIC, MINUTES))
            )
        )
        for topic, key, target in rows:
            places = [] if key in self._own else self._called.places(target)
            if places:
                yield Mention(DRAFT, key, topic, "", _around(target, places[0]), len(places))

    def _earlier(self, found: dict[str, Mention], job: Job) -> None:
        """Texts as they were: what was edited since, and what was deleted."""
        rows = self._db.execute(
            select(ChangeRow.kind, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)
            .where(ChangeRow.kind.not_in(DECKS))
            .order_by(ChangeRow.seq)
            .execution_options(yield_per=2000)
        )
        fields = {kind: frozenset(self.fields(kind)) for kind in self._tables.kinds}
        called = self._called
        for at, (kind, record, *sides) in enumerate(rows):
            if not at % 2000:
                job.check()
            if record in self._own:
                continue
            held: dict[str, str] = {}
            for side in sides:
                if not side or not called.may_hold(side):
                    continue
                for name, value in orjson.loads(side).items():
                    if name in fields.get(kind, ()) and isinstance(value, str):
                        places = called.places(value)
                        if places:
                            held[name] = _around(value, places[0])
            for name, around in held.items():
                if kind in ALIKE and self._says_who(kind, name):
                    continue
                sure = self._format(kind, name) not in REACHED
                one = Mention(kind, record, name, "", around, sure=sure)
                one = found.get(one.key, one)
                around = one.around if one.times else around
                found[one.key] = replace(one, around=around, earlier=one.earlier + 1)

    def _titled(self, found: Mapping[str, Mention]) -> Iterator[Mention]:
        """With the names of their records, which are asked for together."""
        names: dict[tuple[str, str], str] = {}
        wanted: dict[str, list[str]] = {}
        for one in found.values():
            wanted.setdefault(one.kind, []).append(one.record)
        for kind, ids in wanted.items():
            names |= self._names("account" if kind == DRAFT else kind, ids, kind)
        for one in sorted(found.values(), key=lambda one: (one.kind, not one.times)):
            yield replace(one, title=names.get((one.kind, one.record), ""))

    def _names(self, kind: str, ids: list[str], under: str) -> dict[tuple[str, str], str]:
        described = self._tables.catalogue.kind(kind)
        table = self._tables.table(kind)
        found: dict[tuple[str, str], str] = {}
        if described.title and not described.owner:
            for part in in_parts(ids):
                rows = self._db.execute(
                    select(table.c.id, table.c[described.title]).where(table.c.id.in_(part))
                )
                found |= {(under, row[0]): str(row[1] or "") for row in rows}
        elif described.owner and (target := described.fields[described.owner].target):
            owners: dict[str, str] = {}
            for part in in_parts(ids):
                rows = self._db.execute(
                    select(table.c.id, table.c[described.owner]).where(table.c.id.in_(part))
                )
                owners |= {row[0]: row[1] for row in rows if row[1]}
            named = self._names(target, list(dict.fromkeys(owners.values())), target)
            found = {(under, one): named.get((target, of), "") for one, of in owners.items()}
        return found


def _text(told: Any) -> str:
    """A text as it is looked through; a list of words as one."""
    if isinstance(told, tuple):
        return " | ".join(told)
    return told if isinstance(told, str) else ""


def _around(text: str, place: tuple[int, int]) -> str:
    start, end = place
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return " ".join(
        "".join(
            (
                "…" if start > _AROUND else "", before, text[start:end], after,
                "…" if end + _AROUND < len(text) else "",
            )
        ).split()
    )  # fmt: skip
