"""The field catalogue: every field that AcctDesk keeps, described once.

A mapped column made with `acctdesk.models.column.field` carries its label, help, format, choices
and audience. Forms, grid columns, import matching, export sheets, the wording of history and the
client-safe filter all read these descriptions, so that a new field is one line and one migration.

Nothing here knows the database library: the window shows its first list before that is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from enum import StrEnum

from acctdesk.words import Lazy


class Format(StrEnum):
    """What a value is, and with that how it is stored, shown, entered and compared.

    In Python a value is: `str` for the text-like formats, `int` for INTEGER, `Decimal` for NUMBER,
    PERCENT (a share, 1 being the whole) and MONEY (units of the row's currency), `bool` for CHECK,
    a tuple of `str` for TAGS (codes where the field has a closed list), an id for REFERENCE, a
    code for CHOICE, COUNTRY (ISO 3166-1 alpha-2), CURRENCY (ISO 4217), LANGUAGE (BCP 47) and
    TIME_ZONE (IANA). A DATE is ISO 8601 text that keeps its precision: "2019", "2019-05" or
    "2019-05-03"; such texts sort by time. A MOMENT is a datetime in UTC.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    CHECK = "check"
    CHOICE = "choice"
    TAGS = "tags"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    COUNTRY = "country"
    CURRENCY = "currency"
    LANGUAGE = "language"
    TIME_ZONE = "time_zone"
    REFERENCE = "reference"


class Audience(StrEnum):
    """Who may ever see a field; nothing said means internal."""

    INTERNAL = "internal"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed list.

    Attributes:
        code: What is stored.
        label: What is shown.
        synonyms: Other words for it in files from outside, lower case.
    """

    code: str
    label: Lazy | str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """The description of one field.

    Attributes:
        kind: The kind of record it belongs to ("account").
        name: Column name, or the id of a custom field.
        label: What a person calls it.
        format: What its values are.
        help: One sentence for the form; may be empty.
        choices: The closed list of a CHOICE, or of TAGS of which a record may have several.
        audience: Who may see it.
        synonyms: Other headings for it in files from outside, lower case, in several languages.
        target: The kind that a REFERENCE points to.
        required: Whether a record can't be without it.
        importable: Whether a column of a file may be matched to it.
        system: Whether it is the program's own and never shown.
        width: Width of its grid column in pixels at 100 %.
        custom: Whether the person defined it.
        bound: Whether a record goes with what this REFERENCE points to, though it isn't required.
        computed: Whether the program works it out from other records: shown, sorted and filtered,
            never entered, imported or journalled.
        within: The least and the greatest value of an INTEGER; None for any.
        private: Whether it holds private notes, which go to a colleague only on request.
    """

    kind: str
    name: str
    label: Lazy | str
    format: Format
    help: Lazy | str = ""
    choices: tuple[Choice, ...] = ()
    audience: Audience = Audience.INTERNAL
    synonyms: tuple[str, ...] = ()
    target: str = ""
    required: bool = False
    importable: bool = True
    system: bool = False
    width: int = 140
    custom: bool = False
    bound: bool = False
    computed: bool = False
    within: tuple[int, int] | None = None
    private: bool = False

    @property
    def key(self) -> str:
        """The field's name across kinds: "account.name"."""
        return f"{self.kind}.{self.name}"


@dataclass(frozen=True, slots=True)
class Kind:
    """The description of one kind of record.

    Attributes:
        name: Its code ("account"); also the table's name.
        label: What a person calls one.
        plural: What a person calls several.
        title: The field whose value names a record; empty for a pure link.
        owner: The column that holds the id of the record it is a part of; a part is kept, deleted
            and described with its owner.
        searched: Whether a search finds its records by their words; parts only where they say so.
        order: Where it stands in creation order: what it refers to comes first.
        fields: Its fields by name.
    """

    name: str
    label: Lazy
    plural: Lazy
    title: str = ""
    owner: str = ""
    searched: bool = True
    order: int = 0
    fields: Mapping[str, Field] = attribute(default_factory=dict)


class Catalogue:
    """All kinds and their fields, as read off the mapped classes.

    Args:
        kinds: The kinds, in creation order.
    """

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}

    def kinds(self) -> tuple[Kind, ...]:
        """Every kind, in creation order."""
        return tuple(self._kinds.values())

    def kind(self, name: str) -> Kind:
        """One kind by its code."""
        return self._kinds[name]

    def fields(self, kind: str) -> tuple[Field, ...]:
        """The fields of a kind that a person sees, in the order they were described."""
        return tuple(f for f in self._kinds[kind].fields.values() if not f.system)

    def field(self, kind: str, name: str) -> Field:
        """One field by kind and name."""
        return self._kinds[kind].fields[name]

    def with_custom(self, fields: Iterable[Field]) -> Catalogue:
        """A catalogue that also holds the fields a person defined.

        Args:
            fields: Custom fields; each names the kind it extends.
        """
        extra: dict[str, dict[str, Field]] = {}
        for one in fields:
            extra.setdefault(one.kind, {})[one.name] = one
        return Catalogue(
            replace(kind, fields={**kind.fields, **extra.get(kind.name, {})})
            for kind in self._kinds.values()
        )
