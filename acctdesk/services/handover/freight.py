"""A parcel as bytes: lines of JSON, deflated, with a digest.

The first line tells what the parcel is, each other one some rows of a kind, so that a hundred
thousand tickets are written and read a few at a time.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import orjson

from acctdesk.services.handover.parcel import Page, Parcel, Purpose

ROWS = 2_000
"""Rows to a line."""
MOST = 1 << 30
"""Bytes that a parcel may inflate to; more was not written by us."""
_STEP = 1 << 20


class Torn(ValueError):  # noqa: N818 - the parcel is
    """The bytes are no whole parcel; says whether some are missing or altered.

    Attributes:
        missing: Whether something is missing at the end.
    """

    def __init__(self, *, missing: bool) -> None:
        super().__init__("missing" if missing else "altered")
        self.missing = missing


def load(parcel: Parcel) -> tuple[bytes, str]:
    """A parcel as bytes.

    Returns:
        The bytes, and the digest of what they hold: 64 hexadecimal digits.
    """
    squeezing = zlib.compressobj(6)
    digest = hashlib.sha256()
    made = bytearray()
    for line in _lines(parcel):
        digest.update(line)
        made += squeezing.compress(line)
    made += squeezing.flush()
    return bytes(made), digest.hexdigest()


def unload(freight: bytes, digest: str) -> Parcel:
    """The parcel that bytes hold.

    Args:
        freight: The bytes.
        digest: The digest of what they hold.

    Raises:
        Torn: They are incomplete, altered, or no parcel.
    """
    told: dict[str, Any] | None = None
    rows: dict[str, list[Any]] = {}
    for line in _inflated(freight, digest):
        content = orjson.loads(line)
        if told is None:
            told = content
        else:
            kind, part = content
            rows.setdefault(kind, []).extend(part)
    if told is None:
        raise Torn(missing=True)
    try:
        return _parcel(told, rows)
    except (KeyError, TypeError, ValueError) as bad:
        raise Torn(missing=False) from bad


def head(freight: bytes) -> Parcel:
    """A parcel without its rows, off bytes that `load` made and nobody had in hand since.

    Args:
        freight: The bytes.

    Raises:
        Torn: They are no parcel.
    """
    opening, told, at = zlib.decompressobj(), b"", 0
    while b"\n" not in told and at < len(freight):
        told += opening.decompress(freight[at : at + _STEP])
        at += _STEP
    line, end, _rest = told.partition(b"\n")
    if not end:
        raise Torn(missing=True)
    return _parcel(orjson.loads(line), {})


def _lines(parcel: Parcel) -> Iterator[bytes]:
    # Rows are told by themselves; copying a hundred thousand for it would take seconds.
    told = asdict(replace(parcel, rows={}))
    del told["rows"]
    yield orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)
    for kind, rows in parcel.rows.items():
        for start in range(0, len(rows), ROWS):
            part = [kind, list(rows[start : start + ROWS])]
            yield orjson.dumps(part, option=orjson.OPT_APPEND_NEWLINE)


def _inflated(freight: bytes, digest: str) -> Iterator[bytes]:
    opening, found = zlib.decompressobj(), hashlib.sha256()
    left, size, at = b"", 0, 0
    lines: list[bytes] = []
    try:
        while not opening.eof and (at < len(freight) or opening.unconsumed_tail):
            given = opening.unconsumed_tail or freight[at : at + _STEP]
            if not opening.unconsumed_tail:
                at += _STEP
            part = opening.decompress(given, _STEP)
            size += len(part)
            if size > MOST:
                raise Torn(missing=False)
            found.update(part)
            *whole, left = (left + part).split(b"\n")
            lines += whole
    except zlib.error as bad:
        raise Torn(missing=False) from bad
    if not opening.eof or left:
        raise Torn(missing=True)
    if found.hexdigest() != digest:
        raise Torn(missing=False)
    # Nothing is told of what was altered, so all is inflated before the first line is read.
    return iter(lines)


def _parcel(told: dict[str, Any], rows: dict[str, list[Any]]) -> Parcel:
    return Parcel(
        schema=str(told["schema"]),
        origin=str(told["origin"]),
        number=int(told["number"]),
        trail=told["trail"],
        made=told["made"],
        by=told["by"],
        accounts=tuple(told["accounts"]),
        names=tuple(told["names"]),
        purpose=Purpose(told["purpose"]),
        seen=told["seen"],
        left_out=tuple(told["left_out"]),
        private=bool(told["private"]),
        columns={kind: tuple(names) for kind, names in told["columns"].items()},
        rows={kind: rows.get(kind, []) for kind in told["columns"]},
        gone={kind: tuple(ids) for kind, ids in told["gone"].items()},
        outside=told["outside"],
        pages=tuple(
            Page(one["kind"], one["name"], tuple(one["fields"]), tuple(one["headings"]),
                 one["language"])
            for one in told["pages"]
        ),
        note=told["note"],
    )  # fmt: skip
