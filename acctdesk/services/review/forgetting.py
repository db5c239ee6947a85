"""Forgetting somebody in frozen decks: the one thing that changes them, when a person is purged.

Names, addresses and numbers of the person are blotted out wherever they stand, and what they said
goes as a whole, in the decks and in what the journal keeps of them. A first name alone stays: it
is somebody else's as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import ColumnElement, bindparam, func, or_, select, update

from acctdesk.clientview import Contact, Deck, Part, Quote, Slide
from acctdesk.models import ChangeRow
from acctdesk.models import Snapshot as SnapshotRow
from acctdesk.services.context import in_parts
from acctdesk.services.review.freezing import changed, freeze, thaw
from acctdesk.workspace import Unit
from acctdesk.workspace.change import as_json

BLOT = "…"
"""What stands where a name was."""
_SHORTEST = 2
"""Letters of a name below which nothing is looked for."""
_CALLED = ("name", "email", "other_email", "phone", "mobile", "other_phone")
_SAID = "comment"


@dataclass(frozen=True, slots=True)
class Traces:
    """What is known of people that are to be forgotten.

    Attributes:
        called: Names, addresses and numbers.
        said: What they said when they were asked.
    """

    called: frozenset[str]
    said: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.called or self.said)


def forgotten(deck: Deck, traces: Traces) -> Deck:
    """A deck without some people.

    Args:
        deck: The deck.
        traces: What is known of them.
    """
    blot = _blotter(traces.called)
    slides = tuple(_without(one, traces, blot) for one in deck.slides)
    return changed(replace(deck, slides=slides), lambda text: _blotted(text, blot))


def _without(slide: Slide, traces: Traces, blot: re.Pattern[str] | None) -> Slide:
    return replace(
        slide,
        parts=tuple(one for one in slide.parts if not _theirs(one, traces, blot)),
        more=tuple(_without(one, traces, blot) for one in slide.more),
    )


def _theirs(part: Part, traces: Traces, blot: re.Pattern[str] | None) -> bool:
    """Whether a part of a slide is theirs as a whole: their words, or how they are reached."""
    if isinstance(part, Quote):
        return part.text in traces.said or bool(blot and blot.search(part.by))
    return isinstance(part, Contact) and part.name in traces.called


def _blotter(called: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of some names as words of their own, the longest first."""
    names = sorted(
        {one.strip() for one in called if len(one.strip()) >= _SHORTEST}, key=len, reverse=True
    )
    if not names:
        return None
    return re.compile("|".join(map(_bounded, names)))


def _bounded(name: str) -> str:
    """A name between letters of a script that parts words; elsewhere wherever it stands."""
    before = r"(?<!\w)" if name[0].lower() != name[0].upper() or name[0].isdigit() else ""
    after = r"(?!\w)" if name[-1].lower() != name[-1].upper() or name[-1].isdigit() else ""
    return before + re.escape(name) + after


def _blotted(text: str, blot: re.Pattern[str] | None) -> str:
    return blot.sub(BLOT, text) if blot else text


class Forgetting:
    """Takes people out of frozen decks inside a unit of work that purges them.

    Args:
        unit: The unit; nothing that is done here is journalled.
    """

    def __init__(self, unit: Unit) -> None:
        self._unit, self._db = unit, unit.connection

    def forget(self, doomed: Mapping[str, str]) -> int:
        """Forget who is among some records, before the journal forgets them.

        Args:
            doomed: Records that go, by id; their kinds.

        Returns:
            How many frozen decks named one of them.
        """
        traces = self._traces(doomed)
        if not traces:
            return 0
        made = []
        statement = select(SnapshotRow.id, SnapshotRow.content)
        held: Any = SnapshotRow.content
        for record, content in self._db.execute(statement.where(_holds(held, traces, 1))):
            told = self._content(content, traces)
            if told != content:
                made.append({"of": record, "is": told})
        if made:
            self._db.execute(
                update(SnapshotRow)
                .where(SnapshotRow.id == bindparam("of"))
                .values(content=bindparam("is"))
                .execution_options(synchronize_session=False),
                made,
            )
            self._unit.touch("snapshot", [one["of"] for one in made])
        self._forget_journal(traces)
        return len(made)

    def naming(self, doomed: Mapping[str, str]) -> list[str]:
        """Ids of the frozen decks that name somebody who is among some records.

        Args:
            doomed: The records, by id; their kinds.
        """
        traces = self._traces(doomed)
        if not traces:
            return []
        held: Any = SnapshotRow.content
        rows = self._db.execute(
            select(SnapshotRow.id, SnapshotRow.content).where(_holds(held, traces, 1))
        )
        return [one for one, content in rows if self._content(content, traces) != content]

    def _traces(self, doomed: Mapping[str, str]) -> Traces:
        called: set[str] = set()
        said: set[str] = set()
        for kind, told in self._kept(doomed):
            if kind == "person":
                called |= {told[one] for one in _CALLED if told.get(one)}
                whole = " ".join(filter(None, (told.get("given_name"), told.get("family_name"))))
                called |= {whole} if " " in whole else set()
            elif told.get(_SAID):
                said.add(told[_SAID].strip())
        return Traces(frozenset(called), frozenset(said))

    def _kept(self, doomed: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """What the journal says that people and their answers were."""
        ids = [record for record, kind in doomed.items() if kind in ("person", "answer")]
        for part in in_parts(ids):
            rows = self._db.execute(
                select(ChangeRow.kind, ChangeRow.before, ChangeRow.after).where(
                    ChangeRow.row_id.in_(part)
                )
            )
            for kind, *sides in rows:
                yield from ((kind, orjson.loads(one)) for one in sides if one)

    def _forget_journal(self, traces: Traces) -> None:
        statement = select(
            ChangeRow.seq, ChangeRow.ordinal, ChangeRow.before, ChangeRow.after
        ).where(
            ChangeRow.kind == "snapshot",
            or_(_holds(ChangeRow.before, traces, 2), _holds(ChangeRow.after, traces, 2)),
        )
        made = []
        for seq, ordinal, *sides in self._db.execute(statement):
            was, now = (self._side(one, traces) for one in sides)
            made.append({"of": seq, "at": ordinal, "was": was, "is": now})
        if made:
            self._db.execute(
                update(ChangeRow)
                .where(ChangeRow.seq == bindparam("of"), ChangeRow.ordinal == bindparam("at"))
                .values(before=bindparam("was"), after=bindparam("is"))
                .execution_options(synchronize_session=False),
                made,
            )

    def _side(self, side: str | None, traces: Traces) -> str | None:
        row = orjson.loads(side) if side else None
        if row and row.get("content"):
            row["content"] = self._content(row["content"], traces)
        return as_json(row)

    @staticmethod
    def _content(content: str, traces: Traces) -> str:
        return freeze(forgotten(thaw(content), traces))


def _holds(column: Any, traces: Traces, depth: int) -> ColumnElement[bool]:
    """Whether a text of JSON may hold a trace; it stands there so many times escaped."""
    return or_(*(func.instr(column, one) > 0 for one in _escaped(traces, depth)))


def _escaped(traces: Traces, depth: int) -> Sequence[str]:
    found = []
    for one in sorted(traces.called | traces.said):
        text = one
        for _each in range(depth):
            text = orjson.dumps(text).decode()[1:-1]
        found.append(text)
    return found
