"""The walk over binary records, on records made by hand from Microsoft's descriptions."""

from __future__ import annotations

import struct
from pathlib import Path

from acctdesk.exchange.reading.binaryerrors import walk_xls, walk_xlsb


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def workbook_stream() -> bytes:
    bof = record(0x0809, struct.pack("<HHHH", 0x0600, 0x0005, 0, 0) + bytes(8))
    name = b"\x04\x00Data"
    end = record(0x000A, b"")
    start = len(bof) + 4 + 6 + len(name) + len(end)
    sheet = (
        bof
        + record(0x0205, struct.pack("<HHHBB", 2, 1, 15, 0x2A, 1))
        + record(0x0205, struct.pack("<HHHBB", 3, 1, 15, 1, 0))
        + record(0x0006, struct.pack("<HHH", 4, 0, 15) + b"\x02\0\x07\0\0\0\xff\xff" + bytes(8))
        + record(0x0006, struct.pack("<HHHd", 5, 0, 15, 1.5) + bytes(8))
        + end
    )
    return bof + record(0x0085, struct.pack("<IH", start, 0) + name) + end + sheet


def test_xls_errors_of_constants_and_formulas_but_not_booleans() -> None:
    assert walk_xls(workbook_stream()) == {"Data": {(2, 1): "#N/A", (4, 0): "#DIV/0!"}}


def test_a_stream_that_breaks_off_ends_the_walk() -> None:
    stream = workbook_stream()
    for length in range(len(stream)):
        walk_xls(stream[:length])


def test_xlsb_errors() -> None:
    def brt(kind: int, body: bytes) -> bytes:
        return bytes([kind, len(body)]) + body

    data = (
        brt(0, struct.pack("<I", 7) + bytes(12))
        + brt(3, struct.pack("<II", 2, 0) + b"\x17")
        + brt(11, struct.pack("<II", 4, 0) + b"\x0f" + bytes(6))
        + brt(5, struct.pack("<IId", 5, 0, 1.5))
    )
    assert walk_xlsb(data) == {(7, 2): "#REF!", (7, 4): "#VALUE!"}


def test_a_file_that_is_no_container_has_none(tmp_path: Path) -> None:
    from acctdesk.exchange.reading.binaryerrors import xls_errors

    path = tmp_path / "none.xls"
    path.write_bytes(b"nothing")
    assert xls_errors(str(path)) == {}
