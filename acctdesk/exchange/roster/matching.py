"""Which column of a roster is which field.

A heading's words are looked up first: a field's own name, then the other names it goes by. What a
person answered last time wins over both. Then the values have their say: a column of addresses is
no city, whatever stands over it. Each field is given once for the company and once for each
contact; a column that is left over stays unmatched and is shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from acctdesk.exchange.intake.drafts import Match, Target
from acctdesk.exchange.intake.headings import normal
from acctdesk.exchange.roster.headings import STAFF_WORDS, Candidate, Vocabulary
from acctdesk.models.catalogue import Catalogue, Format
from acctdesk.services.values import fold
from acctdesk.services.values.evidence import (
    fit,
    is_country,
    is_email,
    is_record_id,
    is_salutation,
    is_url,
    share,
)
from acctdesk.words import _

Subject = Literal["account", "person", "mixed", ""]


_CLIENTS_OWN = frozenset(
    map(fold, ("revenue", "annual revenue", "umsatz", "jahresumsatz", "turnover", "fatturato",
               "chiffre d'affaires", "omzet", "yearly revenue", "facturación"))
)  # fmt: skip
"""Headings that in most systems mean what the client earns and not what we earn with it."""

_GUESSED = 0.7
"""The most a guess may score."""


def known_headings(catalogue: Catalogue) -> Vocabulary:
    """The usual headings of all fields; its `knows` serves `layout.find_layout`."""
    return Vocabulary(catalogue)


def match(
    headings: Sequence[str],
    samples: Sequence[Sequence[str]],
    catalogue: Catalogue,
    remembered: Mapping[str, str],
    subject: Subject = "",
) -> tuple[Match, ...]:
    """Match the columns of a roster to fields.

    Args:
        headings: The headings, from left to right.
        samples: Some values of each column.
        catalogue: All fields, the person's own among them.
        remembered: Earlier answers: `remembered_key` of a heading to `Target.code`, or to an empty
            text for a column that was left out.
        subject: What a row is: an account, a person, or a person with their company; empty when it
            is to be found out.

    Returns:
        A match for every column, in order.
    """
    words = Vocabulary(catalogue)
    columns = [
        _Column(i, heading, tuple(samples[i]) if i < len(samples) else ())
        for i, heading in enumerate(headings)
    ]
    for column in columns:
        column.candidates = words.candidates(column.heading)
        _weigh(column, words)
    _name_staff(columns)
    found = subject or _subject(columns)
    _prefer(columns, words, found)
    _group(columns)
    _recall(columns, words, remembered)
    chosen = _assign(columns)
    return tuple(_match(column, chosen.get(column.index), words) for column in columns)


def names_posts(headings: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether some heading is surely one of posts: a job title, or whom somebody reports to.

    Args:
        headings: The headings of a table.
        catalogue: All fields.
    """
    words = Vocabulary(catalogue)
    columns = [_Column(i, heading, ()) for i, heading in enumerate(headings)]
    for column in columns:
        column.candidates = words.candidates(column.heading)
    return any(one.surely("position.title", "position.manager_id") for one in columns)


class _Column:
    """A column on its way to a match."""

    def __init__(self, index: int, heading: str, samples: tuple[str, ...]) -> None:
        self.index = index
        self.heading = heading
        self.samples = samples
        self.candidates: list[Candidate] = []
        self.left_out = False

    def surely(self, *keys: str) -> bool:
        """Whether its words name one of these fields and no other kind's."""
        return any(c.key in keys and not c.open and c.score >= _GUESSED for c in self.candidates)

    def maybe(self, key: str) -> bool:
        """Whether its words may name this field."""
        return any(c.key == key for c in self.candidates)


def _weigh(column: _Column, words: Vocabulary) -> None:
    """Let the values of a column speak for and against what its heading says."""
    kept: list[Candidate] = []
    for one in column.candidates:
        field = words.fields.get(one.key)
        good = fit(field, column.samples) if field else None
        if one.key == "account.annual_value" and normal(column.heading) in _CLIENTS_OWN:
            one = replace(one, how="guess", score=_GUESSED)
        if one.key == "account.owner_id" and share(is_record_id, column.samples) > 0.5:
            continue  # the ids of another system's users name nobody here
        if good is not None and good < 0.5 and one.how != "exact":
            # The words of a list are still to be answered; other values are simply not the field's.
            if field is None or field.format is not Format.CHOICE:
                continue
            one = replace(one, how="guess", score=min(one.score, _GUESSED) - 0.1)
        kept.append(one)
    column.candidates = kept
    _swap_places(column)
    _by_values(column, words)


def _swap_places(column: _Column) -> None:
    """Let the values tell whether "Location" and "Office" are a country or a city."""
    countries = share(is_country, column.samples)
    if column.maybe("account.city") and countries > 0.7 and "city" not in normal(column.heading):
        column.candidates.insert(0, Candidate("account.country", "guess", _GUESSED))
        column.candidates = [c for c in column.candidates if c.key != "account.city"]
    elif normal(column.heading) in ("office location", "land") and not column.candidates:
        column.candidates = [Candidate("account.city", "guess", _GUESSED - 0.1)]


def _by_values(column: _Column, words: Vocabulary) -> None:
    """Take a column for what its values plainly are when its heading says nothing that fits."""
    number = next((c.number for c in words.candidates(column.heading)), 0)
    contact = any(c.kind in ("person", "position") for c in words.candidates(column.heading))
    formats = {f.format for c in column.candidates if (f := words.fields.get(c.key))}
    manager = column.maybe("position.manager_id")  # who may be named by their address
    if share(is_email, column.samples) >= 0.8 and Format.EMAIL not in formats and not manager:
        column.candidates = [
            Candidate("person.email", "guess", 0.62, not contact, number, contact),
            *([] if contact else [Candidate("account.email", "guess", 0.6, True)]),
        ]
    elif not column.candidates and share(is_url, column.samples) >= 0.8:
        column.candidates = [Candidate("account.website", "guess", 0.6)]
    elif column.maybe("position.title") and share(is_salutation, column.samples) >= 0.8:
        column.candidates = [Candidate("person.salutation", "guess", 0.65)]


def _name_staff(columns: Sequence[_Column]) -> None:
    """Take "Employee" or "Sales agent" for the name where managers are and no other name is.

    Beside a company such a column is one of ours, so it is nobody's name by its heading alone.
    """
    keys = ("account.name", *_PERSONAL)
    named = any(column.maybe(key) for column in columns for key in keys)
    if named or not any(column.surely("position.manager_id") for column in columns):
        return
    for column in columns:
        said = set(normal(column.heading).split())
        numbered = share(lambda text: text[-1:].isdecimal(), column.samples) > 0.5
        if said & STAFF_WORDS and not numbered and not column.surely("position.manager_id"):
            column.candidates = [Candidate("person.name", "guess", _GUESSED)]
            return


_PERSONAL = ("person.name", "person.given_name", "person.family_name")
_TELLING = ("person.salutation", "person.mobile", "position.title", "position.unit_id",
            "person.other_phone", "person.#id")  # fmt: skip


def _subject(columns: Sequence[_Column]) -> Subject:
    """What a row is about, from what its headings leave no doubt of."""
    person = any(c.surely(*_PERSONAL) for c in columns)
    account = any(c.surely("account.name") for c in columns)
    bare = any(c.maybe("account.name") and c.maybe("person.name") for c in columns)
    telling = sum(c.surely(*_TELLING) for c in columns)
    of_account = any(c.surely("account.#id") for c in columns)
    details = sum(
        c.surely("account.sector", "account.size", "account.annual_value", "account.city",
                 "account.tier", "account.website", "account.street", "account.parent_id")
        for c in columns
    )  # fmt: skip
    if account:
        return "mixed" if person or (bare and telling) else "account"
    if person:
        return "mixed" if bare and details >= 2 and not of_account else "person"
    if bare and (telling >= 2 or (telling and of_account)) and details < 2:
        return "person"
    return "account"


def _prefer(columns: Sequence[_Column], words: Vocabulary, subject: Subject) -> None:
    """Decide for each open word whether the company or the person is meant."""
    named = any(c.surely(*_PERSONAL) for c in columns)
    for column in columns:
        mine = _side(column, columns, subject, named=named)
        kept = []
        for one in column.candidates:
            kind = words.kind_of(one.key)
            if one.open and kind != mine:
                continue
            if subject == "account" and not named and kind == "position" and not one.of_contact:
                continue  # a company has no title
            kept.append(one)
        column.candidates = kept


def _side(column: _Column, columns: Sequence[_Column], subject: Subject, *, named: bool) -> str:
    """Whose an open word is."""
    if subject != "mixed":
        if subject == "account" and named and column.maybe("person.email"):
            return "person"
        return subject or "account"
    if any(one.open and one.number for one in column.candidates):
        return "person"  # there is one company a row, and there may be several contacts
    neighbour = _neighbour(column, columns)
    if column.maybe("account.name"):
        taken = any(c.surely("account.name") for c in columns)
        # "Company" and "Name" are two: the name is the person's, unless they have one as well.
        return "person" if taken and not named else "account" if not taken else "person"
    for key in ("person.phone", "person.email"):
        if column.maybe(key):
            alike = [c for c in columns if c.maybe(key) and any(x.open for x in c.candidates)]
            sides = {_neighbour(c, columns) for c in alike}
            return neighbour if len(alike) > 1 and len(sides) > 1 else "person"
    return neighbour


def _neighbour(column: _Column, columns: Sequence[_Column]) -> str:
    """The kind of the nearest column that leaves no doubt: to the left, else to the right."""
    left = reversed(columns[: column.index])
    for other in (*left, *columns[column.index + 1 :]):
        sure = [c for c in other.candidates if not c.open and c.score >= _GUESSED]
        if sure:
            return "account" if sure[0].kind == "account" else "person"
    return "account"


def _group(columns: Sequence[_Column]) -> None:
    """Tell "Contact 2 e-mail" of several contacts from the second e-mail of one."""
    numbers = {
        one.number
        for column in columns
        for one in column.candidates
        if one.number and (one.of_contact or one.key in _PERSONAL)
    }
    several = bool(numbers - {1}) or any(
        c.number and c.of_contact for column in columns for c in column.candidates
    )
    plain = 1 if several and 1 not in numbers else 0
    for column in columns:
        kept = []
        for one in column.candidates:
            personal = one.kind in ("person", "position")
            second = one.key in ("person.other_email", "person.other_phone")
            if several and personal:
                if second and not one.number and normal(column.heading)[-1:].isdecimal():
                    continue  # "E-mail 2" is the second contact's
                number = one.number or plain
                kept.append(replace(one, number=number))
            elif one.number > 1:
                continue  # a second one of what there is only one of
            else:
                kept.append(replace(one, number=0))
        column.candidates = kept


def _recall(columns: Sequence[_Column], words: Vocabulary, remembered: Mapping[str, str]) -> None:
    """Put earlier answers before everything else."""
    for column in columns:
        answer = remembered.get(normal(column.heading))
        if answer is None:
            continue
        if not answer:
            column.candidates, column.left_out = [], True
            continue
        key, _at, group = answer.partition("@")
        if key not in words.fields and not key.endswith(".#id"):
            continue  # a field that is no more
        exact = any(c.key == key and c.how == "exact" for c in column.candidates)
        how = "exact" if exact else "remembered"
        number = int(group) if group.isdecimal() else 0
        column.candidates.insert(0, Candidate(key, how, 1.01, number=number))


_FIRST_OF = {"person.other_phone": "person.phone", "person.other_email": "person.email"}


def _assign(columns: Sequence[_Column]) -> dict[int, Candidate]:
    """Give each target to the column that fits it best."""
    offers = sorted(
        ((one.score, -column.index, column, one) for column in columns
         for one in column.candidates),
        key=lambda offer: offer[:2],
        reverse=True,
    )  # fmt: skip
    chosen: dict[int, Candidate] = {}
    taken: set[tuple[str, int]] = set()
    for _score, _order, column, one in offers:
        if column.index not in chosen and (one.key, one.number) not in taken:
            chosen[column.index] = one
            taken.add((one.key, one.number))
    for index, one in chosen.items():
        # "Phone (2)" is the person's first when the other one went to the company.
        first = _FIRST_OF.get(one.key, "")
        if first and one.how != "remembered" and (first, one.number) not in taken:
            chosen[index] = replace(one, key=first)
            taken.add((first, one.number))
    return chosen


def _match(column: _Column, chosen: Candidate | None, words: Vocabulary) -> Match:
    if chosen is None:
        how = "remembered" if column.left_out else ""
        return Match(column.index, column.heading, None, how, 0.0, column.samples)
    target = Target(chosen.key, chosen.number, target_label(chosen.key, chosen.number, words))
    score = min(1.0, round(chosen.score, 3))
    return Match(column.index, column.heading, target, chosen.how, score, column.samples)


def target_label(key: str, group: int, words: Vocabulary) -> str:
    """What a person calls a target: "Company: Phone", "Contact 2: E-mail"."""
    kind = words.kind_of(key)
    label = _("Id in the file") if key.endswith("#id") else str(words.fields[key].label)
    if kind == "account":
        return _("Account: %s") % label
    if group:
        return _("Contact %(number)d: %(field)s") % {"number": group, "field": label}
    return _("Contact: %s") % label
