"""What a file is by its content; the name may lie."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from acctdesk.exchange.reading.refusal import Refused

ZIP, OLE, HTML, XML_SHEET, TEXT = "zip", "ole", "html", "xml", "text"

_FOREIGN = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"), (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf", "7-Zip"), (b"Rar!", "RAR"),
    (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"SQLite format 3\0", "SQLite"), (b"PAR1", "Parquet"),
    (b"MZ", "exe"), (b"\x7fELF", "exe"),
)  # fmt: skip
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_BIFF_ALONE = b"\x09\x08"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_HEAD = 8192


def kind_of(source: BinaryIO) -> str:
    """Tell how a file has to be read.

    Args:
        source: The file.

    Raises:
        Refused: It is empty, or no table.
    """
    source.seek(0)
    head = source.read(_HEAD)
    source.seek(0)
    if not head:
        raise Refused("empty")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE
    if head.startswith(_OLD_EXCEL):
        raise Refused("old_excel")
    if head.startswith(_BIFF_ALONE) and b"\0" in head[:16]:
        return OLE
    for start, name in _FOREIGN:
        if head.startswith(start):
            raise Refused("not_table", kind=name)
    plain = head.replace(b"\0", b"") if head.startswith(_WIDE) or b"\0" in head[:8] else head
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:2048].lower()
    if start.startswith(b"mime-version:"):
        raise Refused("mhtml")
    if start.startswith(b"<"):
        return _markup(start)
    if not head.startswith(_WIDE):
        _check_text(head)
    return TEXT


def _markup(start: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return XML_SHEET
    tags = (
        b"<html",
        b"<table",
        b"<!doctype html",
        b"<meta",
        b"<head",
        b"<body",
        b"<style",
        b"<div",
    )
    if any(tag in start for tag in tags):
        return HTML
    if start.startswith(b"<?xml") or b"xmlns" in start:
        raise Refused("not_table", kind="XML")
    return TEXT


def _check_text(head: bytes) -> None:
    """Refuse what is neither text nor UTF-16."""
    nuls = head.count(0)
    odd = sum(head.count(code) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 27))
    if nuls > 0.02 * len(head):
        even, other = head[::2].count(0), head[1::2].count(0)
        if min(even, other) > 0.2 * max(even, other) or max(even, other) < 0.2 * len(head):
            raise Refused("not_table", kind="binary")
    if odd > 0.02 * len(head) + 2:
        raise Refused("not_table", kind="binary")
