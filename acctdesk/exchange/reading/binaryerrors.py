"""Error cells of .xls and .xlsb: calamine leaves them blank, so the records are walked here.

Only the records' heads are looked at. A damaged file ends the walk; its cells then stay blank.
"""

from __future__ import annotations

import struct
import zipfile
from typing import IO

from acctdesk.exchange.reading.package import read_member

Errors = dict[tuple[int, int], str]
"""Row and column, from 0, to the error's text."""

_TEXTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_BOF, _BOUNDSHEET, _BOOLERR, _FORMULA = 0x0809, 0x0085, 0x0205, 0x0006
_CELL = struct.Struct("<HH")
_RECORD = struct.Struct("<HH")
_ROW_HEAD, _CELL_ERROR, _FORMULA_ERROR, _BUNDLE = 0, 3, 11, 156


def _is_error(data: bytes, body: int) -> bool:
    """Whether a formula's result is an error: 2 in its first byte, FFFF in its last two."""
    return data[body + 6] == 2 and data[body + 12 : body + 14] == b"\xff\xff"


def _walk_sheet(data: bytes, at: int) -> Errors:
    found: Errors = {}
    depth = 0
    while at + 4 <= len(data):
        kind, length = _RECORD.unpack_from(data, at)
        body = at + 4
        if kind == _BOF:
            depth += 1
        elif kind == 0x000A:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _BOOLERR and length >= 8 and data[body + 7] == 1:
            found[_CELL.unpack_from(data, body)] = _TEXTS.get(data[body + 6], "#ERROR")
        elif kind == _FORMULA and length >= 14 and _is_error(data, body):
            found[_CELL.unpack_from(data, body)] = _TEXTS.get(data[body + 8], "#ERROR")
        at = body + length
    return found


def _sheet_name(data: bytes, body: int, length: int, *, wide: bool) -> str:
    count = data[body + 6]
    if not wide:
        return data[body + 7 : body + 7 + count].decode("cp1252", "replace")
    if data[body + 7] & 1:
        return data[body + 8 : body + 8 + 2 * count].decode("utf-16-le", "replace")
    return data[body + 8 : body + 8 + count].decode("latin-1")


def walk_xls(data: bytes) -> dict[str, Errors]:
    """Find the error cells in a Workbook stream.

    Args:
        data: The stream of an Excel 5 to 2003 file.

    Returns:
        Sheet name to its error cells.
    """
    found: dict[str, Errors] = {}
    at = 0
    wide = len(data) > 6 and struct.unpack_from("<H", data, 4)[0] >= 0x0600
    try:
        while at + 4 <= len(data):
            kind, length = _RECORD.unpack_from(data, at)
            if kind == 0x000A:
                break
            if kind == _BOUNDSHEET:
                (start,) = struct.unpack_from("<I", data, at + 4)
                errors = _walk_sheet(data, start)
                if errors:
                    found[_sheet_name(data, at + 4, length, wide=wide)] = errors
            at += 4 + length
    except (struct.error, IndexError):
        pass
    return found


def xls_errors(source: str | IO[bytes]) -> dict[str, Errors]:
    """Error cells of an .xls.

    Args:
        source: Path or open file.
    """
    import olefile  # type: ignore[import-untyped]

    try:
        if not isinstance(source, str):
            source.seek(0)
        with olefile.OleFileIO(source) as container:
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    return walk_xls(container.openstream(name).read())
    except (OSError, ValueError, struct.error, IndexError):
        pass
    return {}


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for step in range(most):
        byte = data[at + step]
        value |= (byte & 0x7F) << 7 * step
        if not byte & 0x80:
            return value, at + step + 1
    return value, at + most


def walk_xlsb(data: bytes) -> Errors:
    """Find the error cells in a sheet part.

    Args:
        data: The part of an .xlsb.
    """
    found: Errors = {}
    at = row = 0
    while at < len(data):
        kind, at = _varint(data, at, 2)
        length, at = _varint(data, at, 4)
        if kind == _ROW_HEAD and length >= 4:
            (row,) = struct.unpack_from("<I", data, at)
        elif kind in (_CELL_ERROR, _FORMULA_ERROR) and length >= 9:
            (column,) = struct.unpack_from("<I", data, at)
            found[row, column] = _TEXTS.get(data[at + 8], "#ERROR")
        at += length
    return found


def xlsb_errors(archive: zipfile.ZipFile) -> dict[str, Errors]:
    """Error cells of an .xlsb.

    Args:
        archive: The workbook.
    """
    from acctdesk.exchange.reading.package import relations

    found: dict[str, Errors] = {}
    names = {name.lower(): name for name in archive.namelist()}
    member = names.get("xl/workbook.bin")
    if member is None:
        return found
    targets = relations(archive, names, member)
    try:
        with read_member(archive, member) as stream:
            data = stream.read()
        at = 0
        while at < len(data):
            kind, at = _varint(data, at, 2)
            length, at = _varint(data, at, 4)
            if kind == _BUNDLE:
                (count,) = struct.unpack_from("<I", data, at + 8)
                identity = data[at + 12 : at + 12 + 2 * count].decode("utf-16-le")
                after = at + 12 + 2 * count
                (count,) = struct.unpack_from("<I", data, after)
                name = data[after + 4 : after + 4 + 2 * count].decode("utf-16-le")
                part = targets.get(identity, ("", ""))[0]
                if part:
                    with read_member(archive, part) as stream:
                        found[name] = walk_xlsb(stream.read())
            at += length
    except (struct.error, IndexError, UnicodeDecodeError, zipfile.BadZipFile):
        pass
    return found
