"""The exact content of a hand-over workbook, as texts for the cells of its hidden sheet.

The sheets that people read round, sort and shorten; what the program merges with is packed beside
them: which workspace it comes from, which state of it, and every stored value. A hundred thousand
tickets take some three hundred cells. A digest tells whether any of it is missing or altered.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from acctdesk.errors import FileProblem
from acctdesk.words import _

FORMAT = 1
"""Version of this way of packing."""
MARK = "AcctDesk hand-over"
"""What the first cell says, so that the sheet is known by it whatever it is called."""
CELL = 32_000
"""Letters to a cell; a workbook's cell holds at most 32,767."""
MOST = 1 << 30
"""Bytes that the content may unpack to; more was not written by us."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a hand-over workbook holds.

    Attributes:
        schema: Revision of the schema of the workspace it was written from.
        origin: Id of that workspace.
        number: Number of its newest change.
        accounts: Ids of the accounts that were handed over.
        seen: For other workspaces, the number of their newest change that had been merged.
        columns: By kind, the columns of its rows, the id first.
        rows: By kind, stored values in that order.
    """

    schema: str
    origin: str
    number: int
    accounts: tuple[str, ...]
    seen: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=dict)


def pack(contents: Contents) -> list[str]:
    """The texts of the cells, one beneath the other."""
    told = {
        "schema": contents.schema,
        "origin": contents.origin,
        "number": contents.number,
        "accounts": list(contents.accounts),
        "seen": dict(contents.seen),
        "columns": {kind: list(names) for kind, names in contents.columns.items()},
        "rows": {kind: [list(row) for row in rows] for kind, rows in contents.rows.items()},
    }
    whole = orjson.dumps(told)
    body = base64.b85encode(zlib.compress(whole, 6)).decode()
    parts = [body[start : start + CELL] for start in range(0, len(body), CELL)]
    return [MARK, str(FORMAT), hashlib.sha256(whole).hexdigest(), str(len(parts)), *_quoted(parts)]


def unpack(cells: Sequence[str]) -> Contents:
    """What the cells of a hidden sheet say.

    Args:
        cells: Their texts, one beneath the other; empty ones at the end don't count.

    Raises:
        FileProblem: They are incomplete, altered, or of a newer version.
    """
    texts = [one.strip() for one in cells]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) < 4 or texts[0] != MARK:
        raise _damaged(_("its sheet with the exact content is missing or empty."))
    _mark, version, digest, count, *parts = texts
    if version.isdigit() and int(version) > FORMAT:
        raise FileProblem(
            _("a newer AcctDesk wrote this hand-over workbook."),
            remedy=_("Update AcctDesk, or ask for a workbook from your version."),
        )
    if not count.isdigit() or int(count) != len(parts) or version != str(FORMAT):
        raise _damaged(_("its exact content is incomplete."))
    whole = _opened("".join(one.removeprefix(_QUOTE) for one in parts))
    if hashlib.sha256(whole).hexdigest() != digest:
        raise _damaged(_("its exact content was altered."))
    told = orjson.loads(whole)
    return Contents(
        schema=told["schema"],
        origin=told["origin"],
        number=told["number"],
        accounts=tuple(told["accounts"]),
        seen=told["seen"],
        columns={kind: tuple(names) for kind, names in told["columns"].items()},
        rows=told["rows"],
    )


_QUOTE = "'"
"""Stands before each part: a cell never begins with what a spreadsheet takes for a formula."""


def _quoted(parts: Sequence[str]) -> list[str]:
    return [_QUOTE + one for one in parts]


def _opened(body: str) -> bytes:
    try:
        packed = base64.b85decode(body)
        opening = zlib.decompressobj()
        whole = opening.decompress(packed, MOST)
    except (ValueError, binascii.Error, zlib.error):
        raise _damaged(_("its exact content was altered.")) from None
    if not opening.eof:
        raise _damaged(_("its exact content is incomplete."))
    return whole


def _damaged(what: str) -> FileProblem:
    return FileProblem(
        what,
        remedy=_("Ask for the workbook again; nothing was taken over."),
    )
