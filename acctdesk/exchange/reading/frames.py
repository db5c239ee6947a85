"""The wire between the reading process and the program: length-prefixed JSON, never pickle.

A frame is a fixed head (magic, kind, sheet, first row, rows, length) and a JSON body. The reading
process is untrusted: whatever it sends is checked for shape, size and type before use.
"""

from __future__ import annotations

import datetime as dt
import math
import struct
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import orjson

from acctdesk.exchange.reading.cells import Cell, Chunk

MAGIC = b"AD1"
HEAD = struct.Struct("<3sBIIII")

CHUNK, SHEET, NOTE, META, PROGRESS, REFUSED, FAULT, END = range(1, 9)
KINDS = frozenset(range(1, 9))

_BIG = 2**53
"""From here on a float no longer holds every whole number."""
_SCALARS = frozenset({type(None), bool, int, float, str})
_MOMENTS = {dt.date: "d", dt.datetime: "m", dt.time: "t"}
_READ: dict[str, Callable[[str], Cell]] = {
    "d": dt.date.fromisoformat,
    "m": dt.datetime.fromisoformat,
    "t": dt.time.fromisoformat,
}


class BadFrame(Exception):  # noqa: N818 - says what the frame is
    """The reading process sent something that is not a table."""


class Head(NamedTuple):
    """The fixed part of a frame, and where its body lies in the spool."""

    kind: int
    sheet: int
    first_row: int
    rows: int
    length: int
    offset: int = 0


def frame(kind: int, body: bytes, *, sheet: int = 0, first_row: int = 0, rows: int = 0) -> bytes:
    """Put a head before a body."""
    return HEAD.pack(MAGIC, kind, sheet, first_row, rows, len(body)) + body


def parse_head(raw: bytes, offset: int) -> Head:
    """Read a frame's head.

    Args:
        raw: The head's bytes.
        offset: Where the body starts in the spool.

    Raises:
        BadFrame: It is no head.
    """
    magic, kind, sheet, first_row, rows, length = HEAD.unpack(raw)
    if magic != MAGIC or kind not in KINDS:
        raise BadFrame("head")
    return Head(kind, sheet, first_row, rows, length, offset)


def _whole(value: float) -> Cell:
    if value.is_integer():
        return int(value) if -_BIG < value < _BIG else value
    return value if math.isfinite(value) else str(value)


def _span(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _number(value: int) -> int | float | str:
    if -(2**63) <= value < 2**63:
        return value
    return str(value)


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")


def _moment(value: dt.datetime) -> dt.datetime:
    return value.replace(tzinfo=None)


def _tagged(value: Any) -> dict[str, Any]:
    return {_MOMENTS[type(value)]: value}


_PLAIN: dict[type, Callable[[Any], Any]] = {float: _whole, dt.timedelta: _span, int: _number}


def _floats(column: Sequence[Any]) -> Sequence[Any]:
    if all(map(float.is_integer, column)) and min(column) > -_BIG and max(column) < _BIG:
        return list(map(int, column))
    if math.isfinite(sum(column)) and min(column) > -_BIG and max(column) < _BIG:
        return [int(value) if value.is_integer() else value for value in column]
    return [_whole(value) for value in column]


def _texts(column: Sequence[Any]) -> Sequence[Any]:
    """A column of texts; blank ones are nothing."""
    return [value or None for value in column] if "" in column else column


def _column(column: Sequence[Any]) -> tuple[Sequence[Any], str]:
    """A column as JSON can carry it, and the tag of its moments ("" none, "x" cell by cell)."""
    types = set(map(type, column))
    if str in types and "" in column:
        column = [None if value == "" else value for value in column]
        types = set(map(type, column))
    if types == {float}:
        return _floats(column), ""
    if types & _PLAIN.keys():
        column = [plain(value) if (plain := _PLAIN.get(type(value))) else value for value in column]
    kinds = types - {type(None)}
    moments = kinds & _MOMENTS.keys()
    if not moments:
        return column, ""
    if dt.datetime in moments:
        column = [_moment(v) if type(v) is dt.datetime else v for v in column]
    if len(kinds) == 1:
        return column, _MOMENTS[moments.pop()]
    return [_tagged(v) if type(v) in _MOMENTS else v for v in column], "x"


def pack_chunk(rows: Sequence[Sequence[Any]], width: int, *, texts: bool = False) -> bytes:
    """Turn rows into the body of a chunk.

    Args:
        rows: Rows of raw values; blanks are None or "". Rows may differ in length.
        width: How many columns to write at least.
        texts: Whether all cells are texts.
    """
    columns: list[Sequence[Any]] = list(zip_longest(*rows))
    columns += [[None] * len(rows)] * (width - len(columns))
    tags: dict[str, str] = {}
    packed: list[Sequence[Any]] = []
    for index, column in enumerate(columns):
        values, tag = (_texts(column), "") if texts else _column(column)
        packed.append(values)
        if tag:
            tags[str(index)] = tag
    try:
        return orjson.dumps({"c": packed, "t": tags})
    except (orjson.JSONEncodeError, TypeError):
        # Half a surrogate pair: rare enough that the second pass is paid only then.
        packed = [[_text(v) if type(v) is str else v for v in column] for column in packed]
        return orjson.dumps({"c": packed, "t": tags})


def _cell(value: Any) -> Cell:
    if type(value) is dict:
        ((tag, text),) = value.items()
        return _READ[tag](text)
    if type(value) not in _SCALARS:
        raise BadFrame("cell")
    return value  # type: ignore[no-any-return]


def _decoded(column: list[Any], tag: str) -> list[Cell]:
    if tag == "x":
        return [_cell(value) for value in column]
    read = _READ[tag]
    return [None if value is None else read(value) for value in column]


def unpack_chunk(head: Head, body: bytes, width: int) -> Chunk:
    """Check and read the body of a chunk.

    Args:
        head: The frame's head.
        body: The frame's body.
        width: How many columns the chunk gets.

    Raises:
        BadFrame: The body is no block of cells of that size.
    """
    try:
        content = orjson.loads(body)
        columns: list[list[Any]] = content["c"]
        tags: dict[str, str] = content["t"]
        for index, column in enumerate(columns):
            if type(column) is not list or len(column) != head.rows:
                raise BadFrame("column")
            tag = tags.get(str(index))
            if tag:
                columns[index] = _decoded(column, tag)
            elif not _SCALARS.issuperset(map(type, column)):
                raise BadFrame("cell")
    except (ValueError, KeyError, TypeError, AttributeError) as bad:
        raise BadFrame("body") from bad
    del columns[width:]
    columns += [[None] * head.rows for _ in range(width - len(columns))]
    return Chunk(head.first_row, columns)
