"""Duplicates: records that may be the same, found by what they share, never by comparing all.

A pair is worth a question when two records share an e-mail address, a web domain, a phone number
or a name, or have names that differ by a slip of the pen. What speaks against it lowers the score:
another country, another web domain, an account that stands above the other.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from sqlalchemy import select

from acctdesk.models import Account, DistinctPair, ExternalId, Person, Position
from acctdesk.services.context import Context
from acctdesk.services.lanes import Job
from acctdesk.services.values import company_key, domain_of, email_key, person_key, phone_key
from acctdesk.services.values.slips import neighbours
from acctdesk.workspace import Committed

T = TypeVar("T")

ENOUGH = 70
"""Score from which a pair is shown."""

_CROWD = 20
"""Records that share a key from which on it tells nothing: a switchboard, a freemail address."""

_SHARED = 4
"""Letters that two names must share at one end to be compared."""

_SHORT = 6
"""Letters below which a slip makes another name."""

_LONG = 15
"""Letters from which a name may hold two slips and still be the same."""

_AGAINST = 15
"""What each thing that speaks against a pair takes off its score."""

_BREATH = 2000
"""Records between two pauses: the window's turn comes in between."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be the same.

    Attributes:
        kind: "account" or "person".
        first: The older one, which would stay.
        second: The other.
        first_name: Its name.
        second_name: Likewise.
        score: How likely it is, in percent; no probability, a rank.
        reasons: What they share: "email", "domain", "phone", "name", "legal_name", "slip",
            "account".
        against: What speaks against it: "country", "domain", "email", "ids" (another system
            knows them as two).
    """

    kind: str
    first: str
    second: str
    first_name: str
    second_name: str
    score: int
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()


@dataclass(slots=True)
class _One:
    """A record by its keys; empty texts where it says nothing."""

    id: str
    name: str
    key: str
    legal: str = ""
    emails: tuple[str, ...] = ()
    domain: str = ""
    phones: tuple[str, ...] = ()
    country: str = ""
    above: str = ""
    places: frozenset[str] = frozenset()


class Duplicates:
    """Finds duplicates, and remembers which pairs are none.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, kind: str, job: Job | None = None) -> list[Pair]:
        """The pairs worth a look, the likeliest first; archived records are left out.

        Args:
            kind: "account" or "person".
            job: Told of the progress, and asked whether to stop.

        Raises:
            Cancelled: The job was stopped.
        """
        job = job or Job("")
        ones = self._accounts() if kind == "account" else self._people()
        found: dict[tuple[int, int], set[str]] = {}
        for step, (reason, keys) in enumerate(_keys(ones), 1):
            by_key: dict[str, list[int]] = {}
            for place, key in keys:
                by_key.setdefault(key, []).append(place)
            for places in by_key.values():
                if 1 < len(places) <= _CROWD:
                    for at, left in enumerate(places):
                        for right in places[at + 1 :]:
                            if left != right:
                                pair = (min(left, right), max(left, right))
                                found.setdefault(pair, set()).add(reason)
            job.progress(step / 8)
        for at, (left, right) in enumerate(neighbours([one.key for one in ones], _SHARED)):
            if _slip(ones[left].key, ones[right].key):
                found.setdefault((min(left, right), max(left, right)), set()).add("slip")
            if at % _BREATH == 0:
                _breathe(job)
        apart, outer = self._apart(kind), self._outer(kind)
        judge = _judge_accounts if kind == "account" else _judge_people
        pairs = []
        for (left, right), reasons in found.items():
            a, b = ones[left], ones[right]
            ids = (min(a.id, b.id), max(a.id, b.id))
            if ids in apart:
                continue
            score, why, against = judge(a, b, reasons)
            if _known_apart(outer.get(a.id), outer.get(b.id)):
                score, against = score - _AGAINST // 2, (*against, "ids")
            if score >= ENOUGH:
                # Ids are in the order of time: the older record is the one people know.
                first, second = (a, b) if a.id <= b.id else (b, a)
                pairs.append(
                    Pair(kind, first.id, second.id, first.name, second.name, score, why, against)
                )
        job.progress(1)
        return sorted(pairs, key=lambda one: (-one.score, one.first_name, one.first, one.second))

    def apart(self, kind: str, first: str, second: str) -> Committed | None:
        """Say that two records are not the same; they aren't offered again, until it is undone."""
        low, high = sorted((first, second))
        with self._context.write("Keep {kind} apart", kind=kind) as unit:
            unit.insert("distinct_pair", {"of_kind": kind, "first_id": low, "second_id": high})
            return unit.commit()

    # -- reading ---------------------------------------------------------------------------

    def _accounts(self) -> list[_One]:
        statement = select(
            Account.id, Account.name, Account.legal_name, Account.email, Account.website,
            Account.phone, Account.country, Account.parent_id,
        ).where(Account.archived.is_(None))  # fmt: skip
        with self._context.workspace.read() as connection:
            rows = connection.execute(statement).all()
        return [
            _One(
                row[0], row[1], company_key(row[1]), company_key(row[2]) if row[2] else "",
                _texts(email_key(row[3] or "")),
                domain_of(row[4] or "") or domain_of(row[3] or ""),
                _texts(phone_key(row[5] or "")), row[6] or "", row[7] or "",
            )
            for row in _paced(rows)
        ]  # fmt: skip

    def _people(self) -> list[_One]:
        statement = select(
            Person.id, Person.name, Person.email, Person.other_email, Person.phone, Person.mobile,
            Person.other_phone,
        ).where(Person.archived.is_(None))  # fmt: skip
        posts = select(Position.person_id, Position.account_id).where(
            Position.person_id.is_not(None)
        )
        places: dict[str, set[str]] = {}
        with self._context.workspace.read() as connection:
            rows = connection.execute(statement).all()
            for person, account in connection.execute(posts):
                places.setdefault(str(person), set()).add(account)
        return [
            _One(
                row[0], row[1], person_key(row[1]),
                emails=_texts(email_key(row[2] or ""), email_key(row[3] or "")),
                phones=_texts(*(phone_key(one or "") for one in row[4:7])),
                places=frozenset(places.get(row[0], ())),
            )
            for row in _paced(rows)
        ]  # fmt: skip

    def _apart(self, kind: str) -> set[tuple[str, str]]:
        statement = select(DistinctPair.first_id, DistinctPair.second_id).where(
            DistinctPair.of_kind == kind
        )
        with self._context.workspace.read() as connection:
            return {(row[0], row[1]) for row in connection.execute(statement)}

    def _outer(self, kind: str) -> dict[str, dict[str, set[str]]]:
        """Ids in other systems by record and system."""
        statement = select(ExternalId.record_id, ExternalId.source, ExternalId.value).where(
            ExternalId.of_kind == kind
        )
        found: dict[str, dict[str, set[str]]] = {}
        with self._context.workspace.read() as connection:
            for record, source, value in connection.execute(statement):
                found.setdefault(record, {}).setdefault(source, set()).add(value)
        return found


def _texts(*keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def _paced(rows: Sequence[T]) -> Iterator[T]:
    for at, row in enumerate(rows):
        if at % _BREATH == 0:
            time.sleep(0)
        yield row


def _breathe(job: Job) -> None:
    job.check()
    time.sleep(0)


def _keys(ones: Sequence[_One]) -> Iterator[tuple[str, Iterable[tuple[int, str]]]]:
    """For each reason the records that can share it, with the key under which they meet."""
    every = list(enumerate(ones))
    yield "name", ((i, one.key) for i, one in every if one.key)
    yield "legal_name", ((i, key) for i, one in every for key in {one.legal, one.key} if key)
    yield "email", ((i, key) for i, one in every for key in one.emails)
    yield "domain", ((i, one.domain) for i, one in every if one.domain)
    yield "phone", ((i, key) for i, one in every for key in one.phones)


def _known_apart(a: dict[str, set[str]] | None, b: dict[str, set[str]] | None) -> bool:
    """Whether one system knows both, under different ids."""
    return bool(a and b) and any(
        not ids & b[source] for source, ids in (a or {}).items() if b and source in b
    )


def _slip(a: str, b: str) -> bool:
    """Whether two names differ by a slip of the pen, and not in what tells them apart."""
    if a == b or min(len(a), len(b)) < _SHORT:
        return False
    slips = Levenshtein.distance(a, b, score_cutoff=2)
    digits = [[c for c in text if c.isdigit()] for text in (a, b)]
    return slips <= (2 if min(len(a), len(b)) >= _LONG else 1) and digits[0] == digits[1]


def _judge_accounts(
    a: _One, b: _One, reasons: set[str]
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Score, what two accounts share, and what speaks against it."""
    alike = round(fuzz.token_sort_ratio(a.key, b.key))
    if a.above == b.id or b.above == a.id:
        return 0, (), ()  # a subsidiary shares much with its parent, and is another account
    points = {
        "name": 90 if "name" in reasons else 0,
        "legal_name": 85 if "legal_name" in reasons else 0,
        "slip": round(alike * 0.85) if "slip" in reasons else 0,
        "email": 85 if "email" in reasons and alike >= 50 else 0,
        "domain": 82 if "domain" in reasons and alike >= 80 else 60 if "domain" in reasons else 0,
        "phone": 78 if "phone" in reasons and alike >= 60 else 50 if "phone" in reasons else 0,
    }
    against = []
    if a.country and b.country and a.country != b.country:
        against.append("country")
    if a.domain and b.domain and a.domain != b.domain:
        against.append("domain")
    return _weighed(points, reasons, against)


def _judge_people(
    a: _One, b: _One, reasons: set[str]
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Score, what two people share, and what speaks against it."""
    alike = round(fuzz.token_set_ratio(a.key, b.key)) if a.key and b.key else 0
    together = bool(a.places & b.places) or not (a.places or b.places)
    if together and reasons & {"name", "slip"}:
        reasons = reasons | {"account"}
    points = {
        "email": 95 if "email" in reasons and alike >= 60 else 0,
        "name": 88 if together else 62,
        "slip": 80 if together else 55,
        "phone": 80 if "phone" in reasons and alike >= 80 else 0,
        "account": 0,
    }
    points = {reason: points[reason] if reason in reasons else 0 for reason in points}
    against = []
    if a.emails and b.emails and not set(a.emails) & set(b.emails):
        against.append("email")
    return _weighed(points, reasons, against)


def _weighed(
    points: dict[str, int], reasons: set[str], against: Sequence[str]
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """The strongest reason counts, each further one a little, what speaks against it a lot."""
    shared = tuple(reason for reason in points if reason in reasons)
    if "name" in shared:
        shared = tuple(one for one in shared if one not in ("slip", "legal_name"))
    further = sum(5 for reason in shared if reason in ("email", "domain", "phone"))
    best = max(points.values(), default=0)
    if not best:
        return 0, (), ()
    score = min(99, best + further) - _AGAINST * len(against)
    return max(score, 0), shared, tuple(against)
