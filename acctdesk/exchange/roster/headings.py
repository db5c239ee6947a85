"""What the words of a heading say: which fields they may name, and which of several contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from acctdesk.exchange.intake.headings import normal
from acctdesk.models.catalogue import Catalogue, Field
from acctdesk.services.values import fold
from acctdesk.words import Lazy

KINDS = ("account", "person", "position")
"""The kinds a roster brings, in the order in which a word is theirs."""

IDS: Mapping[str, tuple[str, ...]] = {
    "account.#id": (
        "account id", "accountid", "account number", "account no", "client id", "client number",
        "customer id", "customer number", "customer no", "customer code", "client code",
        "account code", "company id", "crm id", "kundennummer", "kundennr", "kunden nr",
        "kunden id", "debitor", "debitorennummer", "debitor nr", "numero client", "no client",
        "klantnummer", "numer klienta", "codice cliente", "codigo cliente", "organisation id",
        "organization id",
    ),
    "person.#id": (
        "contact id", "contactid", "person id", "contact number", "kontakt id",
        "ansprechpartner id", "user id",
    ),
}  # fmt: skip
"""Headings of the names that another system gives to records."""

SHARED_IDS = ("id", "record id", "external id", "ext id", "uid", "uuid", "guid", "key", "nr", "no")
"""Headings of an id that don't say whose it is."""

_MORE: Mapping[str, tuple[str, ...]] = {
    "account.name": ("kunden", "clients", "accounts", "customers", "firmen"),
    "person.name": ("contact full name", "stakeholder", "poc", "point of contact", "nom complet",
                    "vollständiger name", "nombre completo", "name of contact"),
    "person.phone": ("telefonnummer", "telefon nr", "phone no", "tel no", "tel nr", "phone nr",
                     "business telephone", "rufnummer", "numer telefonu", "office telephone"),
    "account.phone": ("telefonnummer", "telefon nr", "phone no", "tel no", "zentrale",
                      "numer telefonu"),
    "person.mobile": ("mobile no", "mobilnummer", "handynummer", "mobiltelefon", "mobile telephone",
                      "téléphone portable", "telefon komórkowy"),
    "person.email": ("email id", "mailadresse", "emailadresse", "mail address", "indirizzo e-mail"),
    "account.country": ("land/region", "country name"),
    "account.street": ("street and number", "straße und hausnummer", "strasse nr", "address 1"),
    "account.website": ("homepage url", "web address", "web page", "internetadresse"),
    "account.parent_id": ("parent account name", "ultimate parent"),
    "position.title": ("berufsbezeichnung", "rolle", "stelle", "intitulé du poste"),
}  # fmt: skip
"""Further headings, whose fields know the more common ones."""

PERSON_WORDS = frozenset(
    {"contact", "kontakt", "ansprechpartner", "ansprechpartnerin", "kontaktperson", "person",
     "interlocuteur", "contacto", "contatto", "contactpersoon", "poc", "stakeholder"}
)  # fmt: skip
STAFF_WORDS = frozenset(
    {"agent", "employee", "staff", "colleague", "member", "associate", "worker", "consultant",
     "mitarbeiter", "mitarbeiterin", "beschäftigte", "angestellte", "angestellter", "kollege",
     "collaborateur", "salarié", "employé", "empleado", "dipendente", "medewerker", "pracownik"}
)  # fmt: skip
"""Words for somebody in a list of who reports to whom."""
ACCOUNT_WORDS = frozenset(
    {"account", "company", "client", "customer", "firm", "firma", "kunde", "kunden",
     "organisation", "organization", "unternehmen", "billing", "hq", "klant", "cliente", "firmen",
     "rechnung", "entreprise", "société", "societe"}
)  # fmt: skip
_FIRST = frozenset({"main", "primary", "key", "haupt", "principal"})
_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "first": 1, "second": 2, "third": 3,
             "erster": 1, "zweiter": 2, "dritter": 3, "primary": 1, "secondary": 2}  # fmt: skip
_NUMBER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def _labels(field: Field) -> Iterator[str]:
    yield fold(str(field.label))
    if isinstance(field.label, Lazy):
        yield fold(field.label.message)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that a heading may name.

    Attributes:
        key: As in `Target.key`.
        how: As in `Match.how`.
        score: How sure it is, 0 to 1.
        open: Whether the words don't say if the company or the person is meant.
        number: Which of several it names ("Contact 2 name"), 0 when it doesn't say.
        of_contact: Whether the number is a contact's ("Contact 2 e-mail", not "E-mail 2").
    """

    key: str
    how: str
    score: float
    open: bool = False
    number: int = 0
    of_contact: bool = False

    @property
    def kind(self) -> str:
        """The kind of record it is a field of; a custom field is an account's or a person's."""
        return self.key.partition(".")[0]


TWINS = ("name", "email", "phone", "language", "notes", "#id")
"""What both an account and a person have."""

_TWIN_OF = {
    f"{kind}.{name}": f"{other}.{name}"
    for name in TWINS
    for kind, other in (("account", "person"), ("person", "account"))
}
_OPEN_NAMES = frozenset({"name", "display name"})
_OWN_PHONES = frozenset(
    {"direct phone", "direct line", "durchwahl", "company phone", "main phone", "switchboard",
     "telefon firma", "contact phone", "zentrale", "account phone", "company email", "info email",
     "company e mail", "general email", "account email", "e mail firma", "main email", "speaks",
     "contact email", "contact e mail", "contact language", "contact notes", "contact comment",
     "korrespondenzsprache", "description", "work phone"}
)  # fmt: skip


ADDRESS_WORDS = frozenset(
    {"address", "adresse", "anschrift", "direccion", "indirizzo", "adres", "postal",
     "postanschrift", "hauptsitz", "sitz", "siege", "sede"}
)  # fmt: skip
"""Words that head a group of columns with a place in it ("Anschrift" over "PLZ" and "Ort")."""

_LOCATION = frozenset(
    {"account.street", "account.postal_code", "account.city", "account.region", "account.country"}
)


HELD = ("person_id", "account_id")
"""Whose a post is and where: never a column's field, but the person and the company of its row."""


class Vocabulary:
    """Every word that names a field of a roster.

    Args:
        catalogue: All fields, the person's own among them.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.fields: dict[str, Field] = {}
        self.words: dict[str, dict[str, tuple[str, float]]] = {}
        for kind in KINDS:
            for field in catalogue.fields(kind):
                if field.importable and field.name not in HELD:
                    self._learn(field)
        for key, words in (*IDS.items(), *((key, SHARED_IDS) for key in IDS)):
            for word in words:
                self._add(fold(word), key, "synonym", 0.95)
        for key, more in _MORE.items():
            if key in self.fields:
                for word in more:
                    self._add(fold(word), key, "synonym", 0.93)

    def _learn(self, field: Field) -> None:
        key = f"custom:{field.name}" if field.custom else field.key
        self.fields[key] = field
        for label in _labels(field):
            self._add(label, key, "exact", 1.0)
        for synonym in field.synonyms:
            self._add(fold(synonym), key, "synonym", 0.95)

    def _add(self, word: str, key: str, how: str, score: float) -> None:
        self.words.setdefault(word, {}).setdefault(key, (how, score))

    def kind_of(self, key: str) -> str:
        """The kind of record that a key's field belongs to."""
        return self.fields[key].kind if key.startswith("custom:") else key.partition(".")[0]

    def knows(self, heading: str) -> bool:
        """Whether a text is a usual heading of some field."""
        if len(heading) > 60:
            return False
        words, number = _numbered(normal(heading))
        return (
            normal(heading) in self.words
            or " ".join(words) in self.words
            or bool(self._qualified(words, number))
        )

    def candidates(self, heading: str) -> list[Candidate]:
        """The fields a heading may name by its words, the likeliest first."""
        whole = normal(heading)
        found = self._named(whole, 0, of_contact=False)
        words, number = _numbered(whole)
        person = bool(PERSON_WORDS & set(words))
        if number:
            found += self._named(" ".join(words), number, of_contact=person)
        if not found or number:
            found += self._qualified(words, number)
        if not found and len(words) > 1 and words[0] in ADDRESS_WORDS:
            located = self._named(" ".join(words[1:]), number, of_contact=False)
            found = [one for one in located if one.key in _LOCATION]
        if not found:
            found = self._similar(" ".join(words), number, of_contact=person)
        best: dict[tuple[str, int], Candidate] = {}
        for one in sorted(found, key=lambda c: -c.score):
            best.setdefault((one.key, one.number), one)
        return list(best.values())

    def _named(self, words: str, number: int, *, of_contact: bool) -> list[Candidate]:
        """Fields that are called just so; a word that both kinds use names both."""
        found = []
        for key, (how, score) in self.words.get(words, {}).items():
            score -= 0.01 if number else 0
            is_open = self._is_open(words, key)
            found.append(Candidate(key, how, score, is_open, number, of_contact))
            twin = _TWIN_OF.get(key, "")
            if is_open and twin not in self.words[words]:
                found.append(Candidate(twin, how, score - 0.005, True, number, of_contact))
        return found

    def _is_open(self, words: str, key: str) -> bool:
        if key not in _TWIN_OF:
            return False
        if key.endswith(".name"):
            return words in _OPEN_NAMES
        if key.endswith(".#id"):
            return words in map(fold, SHARED_IDS)
        return words not in _OWN_PHONES

    def _qualified(self, words: list[str], number: int) -> list[Candidate]:
        """Fields whose name stands behind "Contact" or "Company" and the like."""
        rest = [w for w in words if w not in PERSON_WORDS | ACCOUNT_WORDS]
        person = bool(PERSON_WORDS & set(words))
        account = bool(ACCOUNT_WORDS & set(words))
        if len(rest) == len(words) or (person and account):
            return []
        if person:
            rest = [w for w in rest if w not in _FIRST] or ["name"]
        kinds = ("person", "position") if person else ("account",)
        return [
            Candidate(one.key, one.how if one.how == "guess" else "synonym", one.score - 0.05,
                      False, number, person)
            for one in self._named(" ".join(rest), number, of_contact=person)
            if (one.kind if one.kind in KINDS else self.kind_of(one.key)) in kinds
        ]  # fmt: skip

    def _similar(self, words: str, number: int, *, of_contact: bool) -> list[Candidate]:
        """Fields with a name that differs by a slip of the pen or the order of its words."""
        if len(words) < 4:
            return []
        from rapidfuzz import fuzz, process

        turned = " ".join(sorted(words.split()))
        near = process.extract(
            words, self.words.keys(), scorer=fuzz.ratio, score_cutoff=86, limit=3
        )
        same = [word for word in self.words if " ".join(sorted(word.split())) == turned]
        return [
            Candidate(one.key, "guess", one.score * 0.9 * score / 100, one.open, number, of_contact)
            for word, score in [(word, 99.0) for word in same] + [(n[0], n[1]) for n in near]
            for one in self._named(word, number, of_contact=of_contact)
            if len(word) >= 4
        ]


def _numbered(words: str) -> tuple[list[str], int]:
    """The words without their number, and the number: "email2", "2nd contact", "phone 2"."""
    rest: list[str] = []
    number = 0
    for word in words.split():
        if word in _ORDINALS and not number:
            number = _ORDINALS[word]
            continue
        for part in _NUMBER.sub(" ", word).split():
            if part.isdecimal() and len(part) <= 2 and not number:
                number = int(part)
            else:
                rest.append(part)
    return (rest, number) if rest else (words.split(), 0)
