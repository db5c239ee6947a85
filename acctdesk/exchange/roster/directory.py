"""Who is who: finds the record that a row of a roster is the same as.

Keys are kept as hashes, since a directory of a hundred thousand accounts by five keys would
otherwise cost more memory than the window has; a hash that meets is confirmed by comparing names.
"""

from __future__ import annotations

from array import array

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from acctdesk.exchange.roster.keys import FORMER, MERGED, NOBODY, Found, Keys
from acctdesk.models import new_ids
from acctdesk.services.imports import Known
from acctdesk.services.values import (
    company_key,
    domain_of,
    email_key,
    id_key,
    person_key,
    phone_key,
)
from acctdesk.services.values.slips import neighbours

CERTAIN = 85
"""How alike (percent) names must be for a shared domain or phone to prove one company."""

LIKELY = 60
"""How alike names must be for a shared e-mail address to prove one company."""

POSSIBLE = 70
"""How alike names must be for a shared address, domain or phone to be worth a question."""

_SHARED = 4
"""Letters that two names must share at one end to be compared."""

_SHORT = 6
"""Letters below which a slip makes another name."""

LONG = 15
"""Letters from which a cleaned name may hold two slips and still be the same."""

SEVERAL = -2
"""Stands for a place when a name is that of several people."""


class Directory:
    """Records of one kind by their keys, those of the workspace first, then those of the files."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.names: list[str] = []
        self.known = 0
        """How many are in the workspace; places below it exist already."""
        self._keys: list[str] = []
        self._outer: list[str] = []
        self._loaded: dict[int, set[str]] = {}
        self._country: list[str] = []
        self._domain = array("q")
        self._by_id: dict[int, int] = {}
        self._by_email: dict[int, int] = {}
        self._by_domain: dict[int, int] = {}
        self._by_phone: dict[int, int] = {}
        self._by_key: dict[int, int] = {}
        self._fresh: list[str] = []
        self._own: dict[str, int] | None = None
        self._former: dict[str, int] = {}
        self._moved: set[str] = set()
        self._was: dict[int, int] = {}

    def _new_id(self) -> str:
        if not self._fresh:
            self._fresh = new_ids(4096)[::-1]
        return self._fresh.pop()

    def add(self, keys: Keys, record: str | None = None) -> int:
        """Add a record; keys that another holds stay with the other.

        Returns:
            Its place.
        """
        ref = len(self.ids)
        self.ids.append(record or self._new_id())
        self.names.append(keys.name)
        self._keys.append(keys.key)
        self._outer.append("")
        self._country.append("")
        self._domain.append(0)
        self.learn(ref, keys)
        return ref

    def learn(self, ref: int, keys: Keys) -> None:
        """Add what a further row says about a record."""
        if keys.id:
            self._outer[ref] = self._outer[ref] or keys.id
            self._by_id.setdefault(hash(keys.id), ref)
        if keys.email:
            self._by_email.setdefault(hash(keys.email), ref)
        if keys.domain:
            self._domain[ref] = self._domain[ref] or hash(keys.domain)
            self._by_domain.setdefault(hash(keys.domain), ref)
        if keys.phone:
            self._by_phone.setdefault(hash(keys.phone), ref)
        if keys.country:
            self._country[ref] = self._country[ref] or keys.country

    def note_id(self, ref: int, key: str) -> None:
        """Note an id that another system uses for a record of the workspace."""
        self._loaded.setdefault(ref, set()).add(key)
        self.learn(ref, Keys(key))

    def by_id(self, key: str) -> int:
        """The record another system calls so; -1 for none."""
        return self._by_id.get(hash(key), -1)

    def by_own(self, record: str) -> int:
        """The record with this id of ours; -1 for none, and for the second row with it: a copy."""
        if not record:
            return -1
        if self._own is None:
            present = {one: ref for ref, one in enumerate(self.ids[: self.known])}
            self._own = {**self._former, **present}
        return self._own.pop(record, -1)

    @property
    def merged(self) -> bool:
        """Whether a record has become part of another."""
        return bool(self._former)

    def by_ids(self, keys: Keys) -> Found:
        """The record that a row names by an id, of ours or another system's."""
        if (ref := self.by_own(keys.own)) >= 0:
            return Found(ref, "own" if self.ids[ref] == keys.own else FORMER, 100)
        if keys.id and (ref := self._by_id.get(hash(keys.id), -1)) >= 0:
            return Found(ref, FORMER if keys.id in self._moved else "id", 100)
        return NOBODY

    def _take_former(self, ref: int, one: Known) -> None:
        """Take up the ids of what was merged into a record."""
        self._former.update(dict.fromkeys(one.former, ref))
        self._moved.update(map(id_key, one.former_keys))

    def by_name(self, key: str) -> int:
        """The record with this cleaned name; -1 for none."""
        ref = self._by_key.get(hash(key), -1)
        return ref if ref >= 0 and self._keys[ref] == key else -1

    def key(self, ref: int) -> str:
        """Its cleaned name."""
        return self._keys[ref]

    def exists(self, ref: int) -> bool:
        """Whether the workspace holds it already."""
        return ref < self.known

    def outer_id(self, ref: int) -> str:
        """What another system calls it; empty when no system is known."""
        return self._outer[ref]

    def names_id(self, ref: int, key: str) -> bool:
        """Whether this is known as an id of the record."""
        return key in self._loaded.get(ref, ())

    def _other(self, ref: int, keys: Keys) -> bool:
        """Whether two different ids of another system prove that it is another record."""
        return bool(keys.id and self._outer[ref]) and self._outer[ref] != keys.id

    def _elsewhere(self, ref: int, keys: Keys) -> bool:
        """Whether another country or web domain speaks against two equal names."""
        if keys.country and self._country[ref] and self._country[ref] != keys.country:
            return True
        return bool(keys.domain and self._domain[ref]) and self._domain[ref] != hash(keys.domain)


class Accounts(Directory):
    """Accounts by external id, e-mail, domain, phone and cleaned name."""

    def __init__(self) -> None:
        super().__init__()
        self._ends: dict[str, list[int]] = {}
        self.above: dict[int, int] = {}
        """The account above another, among those of the workspace."""

    def add(self, keys: Keys, record: str | None = None) -> int:
        """Add an account; see `Directory.add`."""
        ref = super().add(keys, record)
        if keys.key:
            self._by_key.setdefault(hash(keys.key), ref)
        return ref

    def load(self, known: list[Known]) -> None:
        """Take up the accounts of the workspace."""
        for one in known:
            ref = self.add(
                Keys(
                    "",
                    one.name,
                    company_key(one.name),
                    email_key(one.email),
                    domain_of(one.website) or domain_of(one.email),
                    phone_key(one.phones[0]) if one.phones else "",
                    one.country,
                ),
                one.id,
            )
            for key in one.keys:
                self.note_id(ref, id_key(key))
            self._take_former(ref, one)
            for name in one.former_names:
                self._was.setdefault(hash(company_key(name)), ref)
            key = self._keys[ref]
            for end in {key[:_SHARED], key[-_SHARED:]}:
                self._ends.setdefault(end, []).append(ref)
            if one.legal_name:
                self._by_key.setdefault(hash(company_key(one.legal_name)), ref)
        self.known = len(self.ids)
        places = {record: ref for ref, record in enumerate(self.ids)}
        self.above = {places[one.id]: places[one.parent] for one in known if one.parent in places}

    def find(self, keys: Keys) -> Found:
        """The account a row belongs to, by the strongest key that speaks."""
        maybe = self.by_ids(keys)
        if maybe.sure:
            return maybe
        if keys.email:
            ref = self._by_email.get(hash(keys.email), -1)
            if ref >= 0:
                maybe = self._weigh(keys, ref, "email", LIKELY)
        if keys.domain and not maybe.sure:
            ref = self._by_domain.get(hash(keys.domain), -1)
            if ref >= 0:
                maybe = self._weigh(keys, ref, "domain", CERTAIN, maybe)
        if keys.phone and not maybe.sure:
            ref = self._by_phone.get(hash(keys.phone), -1)
            if ref >= 0:
                maybe = self._weigh(keys, ref, "phone", CERTAIN, maybe)
        if maybe.sure:
            return maybe
        if keys.key:
            ref = self._by_key.get(hash(keys.key), -1)
            if ref >= 0 and not self._other(ref, keys):
                if self._elsewhere(ref, keys):
                    return Found(ref, "name", 100, ask=True) if self.exists(ref) else NOBODY
                return Found(ref, "name", 100)
            # By a former name nothing is sure: two companies may have been called so.
            ref = self._was.get(hash(keys.key), -1)
            if ref >= 0 and not self._other(ref, keys):
                return Found(ref, MERGED, 100, ask=True)
        return maybe if maybe.ref >= 0 or not self.known else self._near(keys)

    def _near(self, keys: Keys) -> Found:
        """The account of the workspace that differs from a row by a slip of the pen."""
        best = NOBODY
        for end in (keys.key[:_SHARED], keys.key[-_SHARED:]):
            for ref in self._ends.get(end, ()):
                if not self._other(ref, keys) and not self._elsewhere(ref, keys):
                    score = _slip(keys.key, self._keys[ref])
                    if score > best.score:
                        best = Found(ref, "", score, ask=True)
        return best

    def _weigh(self, keys: Keys, ref: int, how: str, enough: int, before: Found = NOBODY) -> Found:
        """What a shared key proves about a row and a record, by how alike their names are."""
        if self._other(ref, keys):
            return before
        score = 100 if not keys.key else round(fuzz.ratio(keys.key, self._keys[ref]))
        if score >= enough:
            return Found(ref, how, score)
        if self.exists(ref) and score >= POSSIBLE:
            return Found(ref, how, score, ask=True)
        return before

    def similar(self) -> list[tuple[int, int, int]]:
        """New accounts whose names are nearly those of other new ones: (new, other, percent)."""
        found: dict[int, tuple[int, int]] = {}
        known = self.known
        for left, right in neighbours(self._keys, _SHARED):
            if left >= known and right >= known:
                self._compare(left, right, found)
        return [(new, other, score) for new, (other, score) in found.items()]

    def _compare(self, left: int, right: int, found: dict[int, tuple[int, int]]) -> None:
        a, b = self._keys[left], self._keys[right]
        new, other = (left, right) if left > right else (right, left)
        if a == b or (self._outer[new] and self._outer[other]):
            return
        if self._elsewhere(other, Keys(country=self._country[new])) or (
            self._domain[new] and self._domain[other] and self._domain[new] != self._domain[other]
        ):
            return
        score = _slip(a, b)
        if score and (new not in found or found[new][1] < score):
            found[new] = (other, score)


class People(Directory):
    """People by external id, e-mail, and name at an account."""

    def __init__(self) -> None:
        super().__init__()
        self._at: dict[int, int] = {}
        self._mail = array("q")
        self._home = array("i")
        self._further: set[tuple[int, int]] = set()
        self._twins: set[int] = set()

    def load(self, known: list[Known], places: dict[str, int]) -> None:
        """Take up the people of the workspace.

        Args:
            known: They.
            places: Place in the accounts' directory by account id.
        """
        for one in known:
            key = person_key(one.name)
            email = email_key(one.email)
            ref = self.add(Keys("", one.name, key, email), one.id)
            for outer in one.keys:
                self.note_id(ref, id_key(outer))
            self._take_former(ref, one)
            for account in one.places:
                if account in places:
                    self.place(ref, places[account])
                    for name in one.former_names:
                        self._was.setdefault(hash((places[account], person_key(name))), ref)
        self.known = len(self.ids)

    def place(self, ref: int, account: int) -> None:
        """Say that a person is at an account."""
        here = hash((account, self._keys[ref]))
        if self._at.setdefault(here, ref) != ref:
            self._twins.add(here)
        if self._home[ref] < 0:
            self._home[ref] = account
        elif self._home[ref] != account:
            self._further.add((ref, account))

    def is_at(self, ref: int, account: int) -> bool:
        """Whether a person is known to be at an account."""
        return self._home[ref] == account or (ref, account) in self._further

    def learn(self, ref: int, keys: Keys) -> None:
        """Add what a further row says about a person."""
        while len(self._mail) <= ref:
            self._mail.append(0)
            self._home.append(-1)
        super().learn(ref, keys)
        if keys.email:
            self._mail[ref] = self._mail[ref] or hash(keys.email)

    def find(self, keys: Keys, account: int) -> Found:
        """The person a row belongs to.

        Args:
            keys: What the row says.
            account: Place of the account it names; -1 for none.
        """
        found = self.by_ids(keys)
        if found.sure:
            return found
        if keys.email:
            ref = self._by_email.get(hash(keys.email), -1)
            if ref >= 0 and not self._other(ref, keys):
                score = self._alike(keys.key, ref)
                # An address that two different names share is a mailbox, not a person.
                if score >= LIKELY:
                    return Found(ref, "email", score)
        if keys.key:
            ref = self._at.get(hash((account, keys.key)), -1)
            if ref >= 0 and not self._other(ref, keys):
                held = self._mail[ref]
                if keys.email and held and held != hash(keys.email):
                    return Found(ref, "name", 100, ask=True) if self.exists(ref) else NOBODY
                return Found(ref, "name", 100)
            ref = self._was.get(hash((account, keys.key)), -1)
            if ref >= 0 and not self._other(ref, keys):
                return Found(ref, MERGED, 100, ask=True)
        return NOBODY

    def named(self, text: str, account: int) -> int:
        """The place of who is called so at an account, by id, e-mail or name.

        Args:
            text: What a file calls them.
            account: Place of the account.

        Returns:
            -1 for nobody, `SEVERAL` when the name is that of several.
        """
        mail = email_key(text) if "@" in text else ""
        for ref in (self.by_id(id_key(text)), self._by_email.get(hash(mail), -1) if mail else -1):
            if ref >= 0 and self.is_at(ref, account):
                return ref
        here = hash((account, person_key(text)))
        return SEVERAL if here in self._twins else self._at.get(here, -1)

    def _alike(self, key: str, ref: int) -> int:
        held = self._keys[ref]
        if not key or not held:
            return 100
        return round(fuzz.token_set_ratio(key, held))


def _slip(a: str, b: str) -> int:
    """How alike (percent) two names are that differ by a slip of the pen; 0 when it is more."""
    if len(a) < _SHORT or abs(len(a) - len(b)) > 2:
        return 0
    slips = Levenshtein.distance(a, b, score_cutoff=2)
    # "Client 17" and "Client 18" differ by what tells them apart.
    if slips > (2 if min(len(a), len(b)) >= LONG else 1) or _digits(a) != _digits(b):
        return 0
    return round(fuzz.ratio(a, b))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
