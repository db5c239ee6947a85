"""A file or link on a record as services hand it out: plain values, without the database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class Held(StrEnum):
    """Where an attachment is."""

    COPY = "copy"
    """Copied into the workspace: it is there wherever the workspace goes."""
    FILE = "file"
    """Linked where it is: it stays that program's, and opens only where that place is reached."""
    LINK = "link"
    """A web address."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file or link.

    Attributes:
        id: Its id.
        kind: Kind of the record it is on.
        record: Id of that record.
        name: What it is called.
        held: Where it is.
        media_type: Its media type, for a file whose name tells; may be empty.
        size: Bytes of a file when it was attached; None for a link.
        target: The path or address; empty for a copy.
    """

    id: str
    kind: str
    record: str
    name: str
    held: Held
    media_type: str = ""
    size: int | None = None
    target: str = ""

    @property
    def runs(self) -> bool:
        """Whether opening it would start a program: it is never opened from here."""
        name = self.name if self.held is Held.COPY else self.target
        return self.held is not Held.LINK and PurePath(name).suffix.lower() in _RUN


_RUN = frozenset({
    ".app", ".appimage", ".bat", ".cmd", ".com", ".command", ".cpl", ".desktop", ".dmg", ".exe",
    ".hta", ".jar", ".js", ".jse", ".lnk", ".msc", ".msi", ".msp", ".pif", ".pkg", ".ps1", ".py",
    ".pyw", ".reg", ".run", ".scf", ".scr", ".sh", ".url", ".vb", ".vbe", ".vbs", ".wsf", ".wsh",
})  # fmt: skip
"""Endings of files that run when they are opened."""
