"""What was decided of a hand-over that is being prepared: plain values, fit for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from acctdesk.services.handover.parcel import Purpose

FOLDER, ZIP, NONE = "folder", "zip", "none"
DOCUMENTS = (FOLDER, ZIP, NONE)
"""Where documents go: a folder beside the workbook, a zip archive beside it, or nowhere."""


@dataclass(frozen=True, slots=True)
class GivingDraft:
    """A hand-over that is being prepared. The password isn't part of it: it is kept nowhere.

    Attributes:
        accounts: Ids of the accounts, in the order in which they were chosen.
        purpose: Code of a `Purpose`.
        peer: Name of who gets them.
        left_out: Codes of the sections that stay here.
        private: Whether private notes go along.
        documents: One of `DOCUMENTS`.
        note: What is written to the colleague.
        brief: Whether the brief is saved as a PDF as well.
        file: Where the workbook goes, as it was chosen; empty for where it is proposed.
        step: How far one was.
    """

    accounts: tuple[str, ...] = ()
    purpose: str = Purpose.HANDOVER.value
    peer: str = ""
    left_out: frozenset[str] = frozenset()
    private: bool = False
    documents: str = FOLDER
    note: str = ""
    brief: bool = False
    file: str = ""
    step: int = 0

    @property
    def begun(self) -> bool:
        """Whether anything was decided that would be missed."""
        return bool(self.accounts or self.peer or self.note)

    @property
    def path(self) -> Path | None:
        """Where the workbook goes, when that was chosen."""
        return Path(self.file) if self.file else None

    def told(self) -> dict[str, Any]:
        """It as values that fit JSON."""
        return {**asdict(self), "left_out": sorted(self.left_out), "accounts": [*self.accounts]}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> GivingDraft:
        """What `told` gave, perhaps in another version; what doesn't fit is as if not decided."""
        found = cls()
        for name, kind in (("peer", str), ("note", str), ("file", str), ("private", bool),
                           ("brief", bool), ("step", int)):  # fmt: skip
            if isinstance(told.get(name), kind):
                found = replace(found, **{name: told[name]})
        if told.get("purpose") in {one.value for one in Purpose}:
            found = replace(found, purpose=told["purpose"])
        if told.get("documents") in DOCUMENTS:
            found = replace(found, documents=told["documents"])
        return replace(
            found,
            accounts=_texts(told.get("accounts")),
            left_out=frozenset(_texts(told.get("left_out"))),
        )

    def with_accounts(self, other: GivingDraft) -> GivingDraft:
        """The same for the accounts of another draft; why and to whom as that one says."""
        return replace(
            self, accounts=other.accounts, purpose=other.purpose, peer=other.peer or self.peer
        )

    def only(self, accounts: Iterable[str]) -> GivingDraft:
        """The same without accounts that aren't there any more."""
        there = set(accounts)
        return replace(self, accounts=tuple(one for one in self.accounts if one in there))


def _texts(told: object) -> tuple[str, ...]:
    held = told if isinstance(told, list | tuple) else ()
    return tuple(one for one in held if isinstance(one, str))
