"""The zip around a workbook: what is inside, whether it is safe, and where the sheets are."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from acctdesk.exchange.reading.cells import MIB, Limits
from acctdesk.exchange.reading.refusal import Refused
from acctdesk.exchange.reading.safexml import attribute, parse

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
           ValueError, KeyError)  # fmt: skip
_ROOT = re.compile(rb"<[A-Za-z_]")
_SMALL = 10 * MIB


@dataclass
class Part:
    """A sheet as the workbook lists it."""

    name: str
    state: str
    member: str
    kind: str
    """Last word of the relation's type: "worksheet", "chartsheet", "dialogsheet", …"""


@dataclass
class Package:
    """What the scan of the zip found."""

    archive: zipfile.ZipFile
    kind: str
    """xlsx, xlsm, xlsb or ods."""
    parts: list[Part] = field(default_factory=list)
    styles: str = ""
    macros: bool = False


def open_zip(source: BinaryIO) -> zipfile.ZipFile:
    """Open a zip.

    Raises:
        Refused: It is damaged.
    """
    try:
        return zipfile.ZipFile(source)
    except _BROKEN as bad:
        raise Refused("damaged") from bad


def read_member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    """Open a part for reading.

    Raises:
        Refused: It can't be unpacked.
    """
    try:
        return archive.open(name)  # type: ignore[return-value]
    except _BROKEN as bad:
        raise Refused("damaged") from bad


def _declares(head: bytes) -> bool:
    """Whether XML declares a document type before its first element."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        head = head.replace(b"\0", b"")
    root = _ROOT.search(head)
    before = head[: root.start()] if root else head
    return b"<!DOCTYPE" in before or b"<!ENTITY" in before


def _check_sizes(archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    if len(members) > limits.members:
        raise Refused("members", count=len(members))
    if len({member.filename for member in members}) < len(members):
        raise Refused("duplicate")
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise Refused("unpacked", size=total, limit=limits.unpacked_bytes)
    for member in members:
        if member.file_size > _SMALL and member.file_size > limits.ratio * member.compress_size:
            raise Refused("bomb", size=member.file_size)
        if member.flag_bits & 1:
            raise Refused("zip_password")


def _check_xml(archive: zipfile.ZipFile) -> None:
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            with read_member(archive, member.filename) as stream:
                try:
                    head = stream.read(4096)
                except _BROKEN as bad:
                    raise Refused("damaged") from bad
            if _declares(head):
                raise Refused("doctype")


def check_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a package that is unsafe to open, whatever is in it.

    Args:
        archive: The package.
        limits: What is refused.

    Raises:
        Refused: It is damaged, locked, a bomb, or declares entities.
    """
    _check_sizes(archive, limits)
    _check_xml(archive)


def _kind(names: dict[str, str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsm" if "xl/vbaproject.bin" in names else "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if "[content_types].xml" in names:
        for start, kind in (("word/", "Word"), ("ppt/", "PowerPoint")):
            if any(name.startswith(start) for name in names):
                raise Refused("not_table", kind=kind)
        return "xlsx"
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        raise Refused("not_table", kind="Numbers")
    raise Refused("not_table", kind="zip")


def relations(
    archive: zipfile.ZipFile, names: dict[str, str], part: str
) -> dict[str, tuple[str, str]]:
    """The relations of a part: id to the member meant and the last word of its type.

    Args:
        archive: The workbook.
        names: Lower-case member name to the name in the zip.
        part: The part; empty for the whole package.
    """
    folder, _, base = part.replace("\\", "/").rpartition("/")
    found: dict[str, tuple[str, str]] = {}
    member = names.get(f"{folder}/_rels/{base}.rels".lstrip("/").lower())
    if member is None:
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (names.get(full.lower(), ""), kind)

    with read_member(archive, member) as stream:
        parse(stream, start)
    return found


def _list_sheets(package: Package, names: dict[str, str]) -> None:
    archive = package.archive
    root = relations(archive, names, "")
    workbook = next((m for m, kind in root.values() if kind == "officeDocument" and m), "")
    workbook = workbook or names.get("xl/workbook.xml", "")
    if not workbook:
        raise Refused("damaged")
    related = relations(archive, names, workbook)
    package.styles = next((m for m, kind in related.values() if kind == "styles"), "")

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            member, kind = related.get(attribute(attributes, "id"), ("", ""))
            state = attributes.get("state", "visible")
            package.parts.append(Part(attributes.get("name", ""), state, member, kind))

    with read_member(archive, workbook) as stream:
        parse(stream, start)


def scan(source: BinaryIO, limits: Limits) -> Package:
    """Look into a zipped workbook before any reader touches it.

    Args:
        source: The file.
        limits: What is refused.

    Returns:
        The kind and, for .xlsx and .xlsm, the sheets in order.

    Raises:
        Refused: It is damaged, locked, a bomb, declares entities, or is no workbook.
    """
    archive = open_zip(source)
    _check_sizes(archive, limits)
    names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    package = Package(archive, _kind(names))
    package.macros = any(
        name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names
    )
    _check_xml(archive)
    if package.kind == "ods":
        manifest = names.get("meta-inf/manifest.xml")
        if manifest:
            with read_member(archive, manifest) as stream:
                if b"encryption-data" in stream.read(MIB):
                    raise Refused("ods_password")
    elif package.kind != "xlsb":
        _list_sheets(package, names)
        if len(package.parts) > limits.sheets:
            raise Refused("sheets", count=len(package.parts))
    return package
