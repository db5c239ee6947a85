"""What two workspaces know of each other, and with that what they had in common last.

Each workspace counts its changes, and its trail tells which change had which number, so that a
copied file or a restored backup is told from the line that it left. A parcel says which state of
its workspace it holds, and which state of every other had been merged into that, account by
account. Of each workspace that something came from, what was merged last is kept. One of these is
what a new parcel is compared with: the newer one by cause, never by clock. Parcels may come twice,
late, or never. Where nothing in common can be proved, there is none, and what differs is asked.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_LETTERS = 8
"""Letters of a change's id that the trail keeps: the last ones, which are chance."""
_BYTES = _LETTERS // 2
_NOTHING = bytes(_BYTES)


class Trail:
    """Which change had which number, as far as it is known.

    Args:
        marks: Four bytes for each number from 1 on; zeros where nothing is known.
    """

    def __init__(self, marks: bytes = b"") -> None:
        self._marks = marks

    @classmethod
    def of(cls, changes: Iterable[tuple[int, str]]) -> Trail:
        """The trail of some changes.

        Args:
            changes: Numbers and ids; purged ones are missing.
        """
        made = bytearray()
        for number, record in changes:
            start = (number - 1) * _BYTES
            if len(made) < start + _BYTES:
                made.extend(bytes(start + _BYTES - len(made)))
            made[start : start + _BYTES] = bytes.fromhex(record[-_LETTERS:])
        return cls(bytes(made))

    @classmethod
    def read(cls, text: str) -> Trail:
        """The trail that `text` made.

        Raises:
            ValueError: It made no such thing.
        """
        return cls(base64.b64decode(text, validate=True))

    def text(self) -> str:
        """The trail as text."""
        return base64.b64encode(self._marks).decode()

    def __len__(self) -> int:
        return len(self._marks) // _BYTES

    def mark(self, number: int) -> str:
        """A change by its number and what is known of its id; see `agrees`."""
        return f"{number}:{self._at(number).hex()}"

    def agrees(self, mark: str) -> bool:
        """Whether a change of another's telling may be ours: same number, and same id if known."""
        number, _colon, letters = mark.partition(":")
        if not number.isdigit() or int(number) > len(self):
            return False
        here = self._at(int(number))
        return _NOTHING in (here, bytes.fromhex(letters)) or here.hex() == letters

    def parts_from(self, other: Trail) -> int:
        """The number of the last change that both have; 0 when they share none."""
        shared, least = 0, min(len(self), len(other))
        for number in range(1, least + 1):
            here, there = self._at(number), other._at(number)
            if here != there and _NOTHING not in (here, there):
                return shared
            if here == there:
                shared = number
        return shared

    def _at(self, number: int) -> bytes:
        return self._marks[(number - 1) * _BYTES : number * _BYTES] if number > 0 else b""


def number_of(mark: str) -> int:
    """The number that a mark tells."""
    return int(mark.partition(":")[0])


class Basis(StrEnum):
    """What a parcel is compared with."""

    NEVER = "never"
    """Nothing: both never had anything in common, or it can't be proved."""
    OURS = "ours"
    """Our own past."""
    THEIRS = "theirs"
    """What was merged from them last."""
    ITSELF = "itself"
    """Itself: it holds nothing that hasn't been merged."""


@dataclass(frozen=True, slots=True)
class Common:
    """What both workspaces had in common last.

    Attributes:
        basis: Where it is found.
        number: For our past, number of our change.
        record: For what was merged from them, the id of its record.
    """

    basis: Basis
    number: int = 0
    record: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What was merged last from another workspace.

    Attributes:
        record: Id of its record.
        number: Number of that workspace's newest change then.
        at: Number of our change that merged it.
        trail: That workspace's trail then.
    """

    record: str
    number: int
    at: int
    trail: Trail


@dataclass(frozen=True, slots=True)
class Sender:
    """What a parcel tells of where it comes from.

    Attributes:
        origin: Id of its workspace.
        number: Number of that workspace's newest change.
        trail: That workspace's trail.
        seen: For other workspaces, which change of theirs had been merged last.
    """

    origin: str
    number: int
    trail: Trail
    seen: dict[str, str]


def common(sender: Sender, here: str, trail: Trail, last: Received | None) -> Common:
    """What both workspaces had in common last, about one account.

    Args:
        sender: Where the parcel comes from.
        here: Id of the workspace it came to.
        trail: That workspace's trail.
        last: What was merged last from where it comes from.
    """
    if sender.origin == here:
        if trail.agrees(sender.trail.mark(sender.number)):
            # It has come back; what it held is in our own past.
            return Common(Basis.ITSELF)
        # A copy of this file went its own way.
        shared = trail.parts_from(sender.trail)
        return Common(Basis.OURS, shared) if shared else Common(Basis.NEVER)
    if last is not None:
        older = sender.number <= last.number
        one, other = (last.trail, sender.trail) if older else (sender.trail, last.trail)
        if not one.agrees(other.mark(min(sender.number, last.number))):
            last = None  # another line of that workspace: what came from the first says nothing
        elif older:
            return Common(Basis.ITSELF)
    known = sender.seen.get(here)
    if known is not None and trail.agrees(known) and (last is None or number_of(known) >= last.at):
        # They have merged a state of ours that held what we had from them.
        return Common(Basis.OURS, number_of(known))
    return Common(Basis.NEVER) if last is None else Common(Basis.THEIRS, record=last.record)
