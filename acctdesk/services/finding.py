"""Finding: everything that holds some words, whoever typed them and however they were written.

Names are looked for in memory (`directory`), all other texts in the workspace's search index. The
first says what one meant, the second where else it stands; when both find little, names that differ
by a letter are offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from acctdesk.services.context import Context
from acctdesk.services.directory import Directory
from acctdesk.services.hits import (
    KINDS,
    NAMED,
    Find,
    Found,
    Group,
    Hit,
    Words,
    read_words,
)
from acctdesk.services.names import BESIDE, Names
from acctdesk.services.scope import scope, scoped
from acctdesk.services.telling import Telling
from acctdesk.services.unindexed import KINDS as UNINDEXED
from acctdesk.services.unindexed import unindexed
from acctdesk.workspace.folding import writings
from acctdesk.workspace.search import asked, documents, holding

if TYPE_CHECKING:
    from acctdesk.workspace import Committed

LITTLE = 3
"""Fewer hits than this are little: names near the words are looked for."""
GUESSED = 3
"""Words of which some may be mistyped; more of them are no name."""
BARE = ("unit",)
"""Kinds of which nothing is written but their names."""
SPARSE = 300
"""Fewer records of a kind than this are looked at one by one."""
DATED = ("interaction",)
"""Kinds whose records have a day; a period leaves the others out."""


class Finding:
    """Searches a workspace.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._directory = Directory(context)
        self._telling = Telling(context)
        self._sparse: dict[str, bool] = {}
        """By kind, whether there are only a few records of it."""
        context.bus.subscribe(self._note)

    def warm(self) -> None:
        """Read the names now, so that the first search needn't; a second for a hundred thousand."""
        for kind in NAMED:
            self._directory.names(kind).prepare()

    def search(self, find: Find) -> Found:
        """Everything that holds all the words.

        Args:
            find: What is looked for.

        Returns:
            The hits by kind: those first whose name begins so, then those with a word of the name
            that begins so, then those where it stands elsewhere.
        """
        words = read_words(find.words)
        if not words.parts:
            return Found(find.words)
        groups = self._groups(find, words)
        count = sum(len(group.hits) for group in groups)
        if count >= LITTLE or not find.near:
            return Found(find.words, groups)
        near = self._near(find, words)
        if not near:
            return Found(find.words, groups)
        meant, more = near
        held = {hit.id for group in groups for hit in group.hits}
        return Found(find.words, _joined(groups, more, held), meant)

    def known(self, records: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Hit]:
        """Records by kind and id, as a search would tell them; those that are gone are left out.

        Args:
            records: Kind and id of each.
        """
        kinds: dict[str, list[str]] = {}
        for kind, one in records:
            kinds.setdefault(kind, []).append(one)
        with self._context.workspace.read() as connection:
            return {
                (kind, hit.id): hit
                for kind, ids in kinds.items()
                if kind in KINDS
                for hit in self._telling.hits(connection, kind, ids, ())
            }

    # -- one kind --------------------------------------------------------------------------

    def _groups(self, find: Find, words: Words) -> tuple[Group, ...]:
        made: list[Group] = []
        with self._context.workspace.read() as connection:
            for kind in find.kinds or KINDS:
                if (find.since or find.until) and kind not in DATED:
                    continue
                if made and kind not in NAMED and _short(words):
                    continue
                # One more than asked for tells whether there are more.
                ids = self._ids(connection, kind, find, words)[: find.limit + 1]
                hits = self._telling.hits(connection, kind, ids, words.parts, words.number)
                if kind not in DATED:
                    # Whole words before parts of them; what is equal keeps its order.
                    hits = tuple(sorted(hits, key=_within))
                if hits:
                    made.append(Group(kind, hits[: find.limit], len(hits) > find.limit))
        return tuple(made)

    def _ids(self, connection: Connection, kind: str, find: Find, words: Words) -> list[str]:
        """Records of a kind that hold the words, the best first; some more than asked for."""
        limit = find.limit + 1
        if kind in UNINDEXED:
            return unindexed(connection, kind, find, words.parts, limit)
        named = (
            self._names(kind, find).find(words.parts, limit, archived=find.archived)
            if kind in NAMED
            else []
        )
        ids = [one.id for one in named if one.rank < BESIDE]
        if len(ids) < limit and kind not in BARE and not (named and _short(words)):
            ids += self._written(connection, kind, find, words)
        # Who only works at what was meant comes after those in whose record it is written.
        ids += [one.id for one in named if one.rank == BESIDE]
        return list(dict.fromkeys(ids))

    def _names(self, kind: str, find: Find) -> Names:
        if find.account:
            return self._directory.of_account(kind, find.account)
        return self._directory.names(kind)

    def _written(self, connection: Connection, kind: str, find: Find, words: Words) -> list[str]:
        only, about = scope(kind, find), scoped(find)
        sparse = self._is_sparse(connection, kind)
        for parts in (words.parts, *((one,) for one in writings(words.number))):
            values = asked(parts, find.limit + 1)
            if sparse:
                values.pop("query", None)
            statement = holding(kind, len(parts), indexed="query" in values, only=only)
            found = list(connection.scalars(statement, {**values, **about}))
            if found:
                return found
        return []

    def _is_sparse(self, connection: Connection, kind: str) -> bool:
        """Whether a look at each record of a kind costs less than the index of all kinds."""
        known = self._sparse.get(kind)
        if known is None:
            known = self._sparse[kind] = documents(connection, kind, SPARSE) < SPARSE
        return known

    def _note(self, change: Committed) -> None:
        for kind in change.touched:
            self._sparse.pop(kind, None)

    # -- names that are nearly so ----------------------------------------------------------

    def _near(self, find: Find, words: Words) -> tuple[tuple[str, ...], tuple[Group, ...]] | None:
        """Groups found by names near the words, and which names those are."""
        if words.number or find.since or find.until or len(words.parts) > GUESSED:
            return None
        for parts in self._guesses(find, words.parts):
            meant = replace(words, parts=parts)
            only = tuple(kind for kind in find.kinds or KINDS if kind in NAMED)
            if not only:
                return None
            groups = self._groups(replace(find, kinds=only), meant)
            if groups:
                near = tuple(
                    replace(group, hits=tuple(replace(hit, near=True) for hit in group.hits))
                    for group in groups
                )
                return tuple(part for part in parts if part not in words.parts), near
        return None

    def _guesses(self, find: Find, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """What may have been meant, the likeliest first: names near the words that aren't there."""
        choices: list[list[str]] = []
        for part in parts:
            known = False
            near: dict[str, None] = {}
            for kind in find.kinds or NAMED:
                if kind in NAMED:
                    names = self._names(kind, find)
                    known = known or names.knows(part)
                    near.update(dict.fromkeys(names.near(part)))
            choices.append([part] if known and len(parts) > 1 else [*near])
        if not all(choices):
            return
        for place in range(max(len(one) for one in choices)):
            yield tuple(one[min(place, len(one) - 1)] for one in choices)


def _within(hit: Hit) -> bool:
    """Whether a text holds what was looked for only inside of words."""
    said, marks = hit.snippet.text, hit.snippet.marks
    return bool(marks) and all(start > 0 and said[start - 1].isalnum() for start, _end in marks)


def _short(words: Words) -> bool:
    """Whether words are one or two letters or digits, which stand within any longer text.

    They aren't in the index. Where they were found in names nothing else is read for them; who
    wants them in the log asks for the log alone. Signs that are words by themselves always count.
    """
    return all(len(part) < 3 and (part.isascii() or part.upper() != part) for part in words.parts)


def _joined(groups: Sequence[Group], more: Sequence[Group], held: set[str]) -> tuple[Group, ...]:
    by_kind = {group.kind: group for group in groups}
    for group in more:
        fresh = tuple(hit for hit in group.hits if hit.id not in held)
        before = by_kind.get(group.kind, Group(group.kind, ()))
        if fresh:
            by_kind[group.kind] = replace(
                before, hits=before.hits + fresh, more=before.more or group.more
            )
    return tuple(by_kind[kind] for kind in KINDS if kind in by_kind)
