"""What of some accounts goes along, section by section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from acctdesk.models.catalogue import Catalogue
from acctdesk.services.handover.belonging import OWN
from acctdesk.services.handover.parcel import Purpose
from acctdesk.words import Lazy, lazy


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what is known about an account, which may be left out.

    Attributes:
        code: Its code.
        label: What a person calls it.
        kinds: The kinds of records that make it up; a kind that isn't named anywhere goes along.
    """

    code: str
    label: Lazy
    kinds: tuple[str, ...]


SECTIONS = (
    Section("people", lazy("People and their map"), ("person", "position", "relationship", "tie")),
    Section(
        "levels",
        lazy("Agreements and service levels"),
        ("agreement", "agreement_version", "service", "objective", "credit", "exclusion", "outage",
         "measurement"),
    ),
    Section("tickets", lazy("Tickets"), ("ticket",)),
    Section("log", lazy("Contact log"), ("interaction", "participant")),
    Section(
        "reviews",
        lazy("Reviews"),
        ("meeting", "agenda_item", "attendee", "slide", "snapshot"),
    ),
    Section("promises", lazy("Promises"), ("promise",)),
    Section("plans", lazy("Goals, decisions, risks"), ("goal", "decision", "risk", "initiative")),
    Section("satisfaction", lazy("Survey answers"), ("answer",)),
    Section("documents", lazy("Documents"), ("attachment",)),
    Section("history", lazy("History"), ()),
)  # fmt: skip
"""What may be left out, in the order in which it is asked; the account itself may not."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is handed over.

    Attributes:
        accounts: Ids of the accounts.
        left_out: Codes of sections that stay here.
        private: Whether private notes go along.
        purpose: Why.
        note: What the giver writes to the taker.
    """

    accounts: tuple[str, ...]
    left_out: frozenset[str] = frozenset()
    private: bool = False
    purpose: Purpose = Purpose.HANDOVER
    note: str = ""

    def holds(self, section: str) -> bool:
        """Whether a section goes along."""
        return section not in self.left_out


def columns_of(
    catalogue: Catalogue, left_out: Iterable[str] = (), *, private: bool = True
) -> dict[str, tuple[str, ...]]:
    """The columns that go along, by kind.

    Args:
        catalogue: The field catalogue.
        left_out: Codes of sections that don't.
        private: Whether private notes do.
    """
    without = {kind for one in SECTIONS if one.code in set(left_out) for kind in one.kinds}
    return {
        kind.name: tuple(
            field.name
            for field in kind.fields.values()
            if not field.computed and not field.custom and (private or not field.private)
        )
        for kind in catalogue.kinds()
        if kind.name not in OWN and kind.name not in without
    }
