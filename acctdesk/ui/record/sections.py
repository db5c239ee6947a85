"""In which sections the fields of a record stand, on its page and in the inspector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from acctdesk.services.catalogue import Field
from acctdesk.words import Lazy, _, lazy

_ACCOUNT: tuple[tuple[str, Lazy, tuple[str, ...]], ...] = (
    ("profile", lazy("Profile"), ("name", "legal_name", "sector", "size", "tier", "phase", "rag",
                                  "rag_reason", "parent_id", "tags")),
    ("commercial", lazy("Commercial"), ("annual_value", "currency", "renewal_date",
                                        "client_since", "owner_id")),
    ("place", lazy("Location and contact"), ("street", "postal_code", "city", "region", "country",
                                             "time_zone", "language", "website", "email",
                                             "phone")),
    ("goals", lazy("Goals and plan"), ("goals", "plan")),
    ("notes", lazy("Internal notes"), ("notes",)),
)  # fmt: skip
_PERSON: tuple[tuple[str, Lazy, tuple[str, ...]], ...] = (
    ("contact", lazy("Contact"), ("email", "phone", "mobile", "other_email", "other_phone")),
    ("name", lazy("Name"), ("name", "salutation", "given_name", "family_name", "language", "tags")),
    ("notes", lazy("Internal notes"), ("notes",)),
)
_SECTIONS = {"account": _ACCOUNT, "person": _PERSON}
HIDDEN = frozenset({"archived"})
"""Fields that are shown by other means than a row of the form."""


class FieldGroup(NamedTuple):
    """A section of a form.

    Attributes:
        name: Its stable name; "own" for fields that the person defined.
        title: Its heading.
        fields: Its fields, in order.
    """

    name: str
    title: str
    fields: tuple[Field, ...]


def groups_of(kind: str, fields: Sequence[Field]) -> list[FieldGroup]:
    """The sections of a kind's form; a field that nobody placed stands in the last of ours.

    Computed fields are left out: they are shown, never entered.

    Args:
        kind: The kind.
        fields: Its fields.
    """
    rest = {one.name: one for one in fields if not one.computed and one.name not in HIDDEN}
    found = []
    for name, title, names in _SECTIONS.get(kind, ()):
        mine = tuple(rest.pop(one) for one in names if one in rest)
        found.append(FieldGroup(name, str(title), mine))
    more = tuple(one for one in rest.values() if not one.custom)
    if more:
        found.append(FieldGroup("more", _("More"), more))
    own = tuple(one for one in rest.values() if one.custom)
    found.append(FieldGroup("own", _("Own fields"), own))
    return found
