"""What the reading process has written so far, checked piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from acctdesk.exchange.reading import frames
from acctdesk.exchange.reading.cells import CHUNK_ROWS, ColumnFormat, Limits
from acctdesk.exchange.reading.reasons import note
from acctdesk.exchange.reading.table import Sheet, Spool, TableFile, spooled

_BODY = 64 * 1024 * 1024
_ROWS = 2**31
_KINDS = frozenset({"xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "html", "xml"})


def _check(fine: bool) -> None:
    if not fine:
        raise frames.BadFrame("content")


def _count(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise frames.BadFrame("number")
    return value


def _string(value: object, most: int = 1024) -> str:
    if type(value) is not str or len(value) > most:
        raise frames.BadFrame("text")
    return value


def _values(value: object) -> dict[str, str | int]:
    if type(value) is not dict:
        raise frames.BadFrame("values")
    return {
        _string(key): item if type(item) is int else _string(item, 65536)
        for key, item in value.items()
    }


def _merged(value: object, columns: int) -> tuple[tuple[int, int, int, int], ...]:
    if type(value) is not list:
        raise frames.BadFrame("merged")
    found = []
    for item in value:
        top, left, bottom, right = item
        found.append(
            (
                _count(top, _ROWS),
                _count(left, columns),
                _count(bottom, _ROWS),
                _count(right, columns),
            )
        )
    return tuple(found)


def _formats(value: object, columns: int) -> dict[int, ColumnFormat]:
    if type(value) is not list:
        raise frames.BadFrame("formats")
    found = {}
    for column, percent, currency, pad, is_text in value:
        _check(type(percent) is bool and type(is_text) is bool)
        found[_count(column, columns)] = ColumnFormat(
            percent, _string(currency, 3), _count(pad, 100), is_text
        )
    return found


@dataclass
class Received:
    """Follows the spool while the reading process writes it."""

    spool: Spool
    limits: Limits
    name: str
    part: float = 0.0
    """Share of the file that is read."""
    refusal: tuple[str, dict[str, str | int]] | None = None
    fault: str = ""
    complete: bool = False
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    notes: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    _offset: int = 0
    _heads: list[frames.Head] = field(default_factory=list)
    _next_row: int = 1

    def follow(self) -> None:
        """Take in the frames that are complete.

        Raises:
            BadFrame: Something is not as it must be.
        """
        size = self.spool.size()
        while self._offset + frames.HEAD.size <= size:
            body = self._offset + frames.HEAD.size
            head = frames.parse_head(self.spool.read(self._offset, frames.HEAD.size), body)
            if body + head.length > size:
                break
            self._offset = body + head.length
            self._take(head)

    def _take(self, head: frames.Head) -> None:
        _check(not self.complete and head.length <= self.limits.spool_bytes)
        _check(head.sheet == len(self.sheets) or head.kind not in (frames.CHUNK, frames.SHEET))
        if head.kind == frames.CHUNK:
            _check(0 < head.rows <= CHUNK_ROWS and head.first_row >= self._next_row)
            self._next_row = head.first_row + head.rows
            self._heads.append(head)
            return
        _check(head.length <= _BODY)
        try:
            content = orjson.loads(self.spool.read(head.offset, head.length))
            _check(type(content) is dict)
            self._content(head.kind, content)
        except (ValueError, KeyError, TypeError) as bad:
            raise frames.BadFrame("content") from bad

    def _content(self, kind: int, content: dict[str, Any]) -> None:
        if kind == frames.PROGRESS:
            self.part = min(1.0, max(self.part, float(content["part"])))
        elif kind == frames.SHEET:
            self._sheet(content)
        elif kind == frames.NOTE:
            text = note(_string(content["code"]), _values(content["values"]))
            if text and len(self.notes) < 1000:
                self.notes.append(text)
        elif kind == frames.META:
            self.kind = _string(content.get("kind", self.kind), 8)
            _check(self.kind in _KINDS)
            self.encoding = _string(content.get("encoding", self.encoding), 40)
            self.delimiter = _string(content.get("delimiter", self.delimiter), 1)
        elif kind == frames.REFUSED:
            self.refusal = (_string(content["code"]), _values(content["values"]))
        elif kind == frames.FAULT:
            self.fault = _string(content["text"], 4096)
        else:
            _check(content.get("sheets") == len(self.sheets))
            self.complete = True

    def _sheet(self, content: dict[str, Any]) -> None:
        _check(len(self.sheets) < self.limits.sheets and type(content["hidden"]) is bool)
        columns = _count(content["columns"], self.limits.columns)
        rows = _count(content["rows"], _ROWS)
        _check(rows >= self._next_row - 1)
        heads = tuple(self._heads)
        self.sheets.append(
            Sheet(
                name=_string(content["name"]),
                hidden=content["hidden"],
                rows=rows,
                columns=columns,
                merged=_merged(content["merged"], self.limits.columns),
                formats=_formats(content["formats"], self.limits.columns),
                source=spooled(self.spool, heads, columns, self.name),
            )
        )
        self._heads, self._next_row = [], 1

    def table(self, path: Path) -> TableFile:
        """The file, once all was received."""
        hidden = [sheet.name for sheet in self.sheets if sheet.hidden]
        notes = list(self.notes)
        if hidden:
            notes.insert(
                0, note("hidden_sheets", {"count": len(hidden), "names": ", ".join(hidden)})
            )
        return TableFile(
            name=self.name, path=path, kind=self.kind, sheets=tuple(self.sheets),
            notes=tuple(notes), encoding=self.encoding, delimiter=self.delimiter, spool=self.spool,
        )  # fmt: skip
