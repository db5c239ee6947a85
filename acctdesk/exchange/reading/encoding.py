"""In which encoding a text file is written."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

_BLOCK = 1024 * 1024
_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2",
    "iso8859_5", "iso8859_7", "iso8859_15", "mac_roman", "koi8_r", "cp437", "cp850", "cp852",
    "cp866", "shift_jis", "gb18030", "big5", "euc_kr", "euc_jp",
]  # fmt: skip
_LATIN = frozenset(
    "äöüÄÖÜßéèêëàâáãåçñíìîïóòôõúùûøæœÉÈÀÇÑÅØÆÁÍÓÚŠšŽž€£§°·«»–—‘’“”…•´¡¿²³½™®©µ¹ºª×\u00a0"
)
"""What one meets in West European texts; cp1252 has them and stands when nothing else is there."""


@dataclass(frozen=True)
class Encoding:
    """An encoding and how sure it is."""

    name: str
    """Python's name of the codec."""
    sure: bool = True
    """False when it was guessed from the letters."""


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of mostly Latin text is zero."""
    if len(head) < 4:
        return ""
    even, odd = head[::2], head[1::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return ""


def _foreign_lines(stream: BinaryIO) -> tuple[bool, bytes]:
    """Whether the text is UTF-8 throughout, and a sample of its lines with other bytes."""
    check = codecs.getincrementaldecoder("utf-8")()
    valid = True
    sample: list[bytes] = []
    size = 0
    rest = b""
    while block := stream.read(_BLOCK):
        if valid:
            try:
                check.decode(block)
            except UnicodeDecodeError:
                valid = False
        if size < _SAMPLE and not block.isascii():
            lines = (rest + block).replace(b"\r", b"\n").split(b"\n")
            rest = lines.pop()[:_SAMPLE]
            for line in lines:
                if not line.isascii() and size < _SAMPLE:
                    sample.append(line[:_SAMPLE])
                    size += len(sample[-1])
        elif size < _SAMPLE:
            rest = b""
        if not valid and size >= _SAMPLE:
            break
    if not rest.isascii() and size < _SAMPLE:
        sample.append(rest)
    try:
        check.decode(b"", True)
    except UnicodeDecodeError:
        valid = False
    return valid, b"\n".join(sample)


def _guess(sample: bytes) -> str:
    """The likeliest encoding of lines with letters beyond ASCII."""
    try:
        latin = [char for char in sample.decode("cp1252") if char > "\x7f"]
    except UnicodeDecodeError:
        latin = []
    if latin and sum(char in _LATIN for char in latin) >= 0.95 * len(latin):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES, threshold=0.4).best()
    if best is not None:
        return str(best.encoding)
    return "cp1252" if latin else "latin-1"


def detect(stream: BinaryIO) -> Encoding:
    """Find the encoding of a text.

    Args:
        stream: The text from its start; it is read to the end, in blocks.
    """
    head = stream.read(_SAMPLE)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return Encoding(name)
    wide = _wide(head)
    if wide:
        return Encoding(wide)
    stream.seek(0)
    valid, sample = _foreign_lines(stream)
    if valid:
        return Encoding("utf-8")
    return Encoding(_guess(sample), sure=False)
