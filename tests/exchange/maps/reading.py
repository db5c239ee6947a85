"""What a reader of an exported file can read: every text in it, and nothing else."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile


def svg_texts(path: Path) -> list[str]:
    """Every text and title of an SVG."""
    root = ET.fromstring(path.read_bytes())
    return [text for one in root.iter() for text in (one.text, one.tail) if text and text.strip()]


def pdf_texts(path: Path) -> list[str]:
    """Every line of a PDF, by the codes of its letters, and what it says of itself.

    Understands what Qt writes: fonts with a table from codes to Unicode, letters as hexadecimal
    codes, one line in each text object.
    """
    data = path.read_bytes()
    objects = {
        int(number): body
        for number, body in re.findall(rb"(\d+) 0 obj\s(.*?)\sendobj", data, re.DOTALL)
    }
    fonts: dict[bytes, int] = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body.split(b"stream")[0]):
            fonts[name] = int(number)
    letters = {
        name: _letters(_stream(objects[int(found[1])]))
        for name, number in fonts.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", objects[number]))
    }
    assert letters
    lines: list[str] = []
    for body in objects.values():
        content = _stream(body)
        if b" Tf" not in content:
            continue
        for block in re.findall(rb"BT\s(.*?)\sET", content, re.DOTALL):
            line, table = "", {}
            for font, codes in re.findall(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj", block):
                if font:
                    table = letters[font]
                line += "".join(
                    table.get(int(codes[at : at + 4], 16), "\ufffd")
                    for at in range(0, len(codes), 4)
                )
            lines.append(line.replace("\t", " "))
    assert lines
    # Titles, authors and the like are told in UTF-16 and, once more, in a packet of XML.
    said = re.findall(rb"/(?:Title|Creator|Author|Subject|Keywords) \((.*?)\)\n", objects[1])
    lines += [text.removeprefix(b"\xfe\xff").decode("utf-16-be") for text in said]
    lines += [_stream(body).decode("utf-8") for body in objects.values() if b"xpacket" in body]
    return lines


def _stream(body: bytes) -> bytes:
    head, found, rest = body.partition(b"stream\n")
    if not found:
        return b""
    rest = rest.rpartition(b"endstream")[0]
    return zlib.decompress(rest) if b"/FlateDecode" in head else rest


def _letters(table: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for first, _last, listed in re.findall(rb"<(\w+)> <(\w+)> \[(.*?)\]", table, re.DOTALL):
        for at, code in enumerate(re.findall(rb"<(\w+)>", listed)):
            found[int(first, 16) + at] = bytes.fromhex(code.decode()).decode("utf-16-be")
    for first, last, to in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>\n", table):
        for at in range(int(first, 16), int(last, 16) + 1):
            found[at] = chr(int(to, 16) + at - int(first, 16))
    return found


def xlsx_texts(path: Path) -> list[str]:
    """Every text in every part of a workbook, its properties among them."""
    found: list[str] = []
    with ZipFile(path) as packed:
        for name in packed.namelist():
            root = ET.fromstring(packed.read(name))
            for one in root.iter():
                found += [text for text in (one.text, one.tail) if text and text.strip()]
                found += one.attrib.values()
    return found


def vcf_cards(data: bytes) -> list[list[tuple[str, str, list[str]]]]:
    """Cards as lists of property, parameters, and the parts of the value.

    Unfolds and unescapes as RFC 2425 and 2426 have it; checked on cards from elsewhere.
    """
    cards: list[list[tuple[str, str, list[str]]]] = []
    text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8"))
    for line in filter(None, text.splitlines()):
        head, value = _parted(line)
        name, _semicolon, parameters = head.partition(";")
        name = name.rpartition(".")[2].upper()
        if name == "BEGIN":
            cards.append([])
        elif name != "END":
            cards[-1].append((name, parameters, _parts(value)))
    return cards


def _parted(line: str) -> tuple[str, str]:
    quoted = False
    for at, letter in enumerate(line):
        quoted ^= letter == '"'
        if letter == ":" and not quoted:
            return line[:at], line[at + 1 :]
    raise ValueError(f"no value in {line!r}")


def _parts(value: str) -> list[str]:
    parts, escaped = [""], False
    for letter in value:
        if escaped:
            parts[-1] += "\n" if letter in "nN" else letter
        elif letter == ";":
            parts.append("")
        elif letter != "\\":
            parts[-1] += letter
        escaped = letter == "\\" and not escaped
    return parts
