"""What is in a presentation, read without the library that wrote it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def faults(path: Path) -> list[str]:
    """What would make an office program offer to repair a presentation."""
    found: list[str] = []
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        found += [f"{name} is there twice" for name, n in Counter(names).items() if n > 1]
        types = ET.fromstring(archive.read("[Content_Types].xml"))
        parts = {one.get("PartName", "").lstrip("/") for one in types.iter(f"{TYPES}Override")}
        endings = {one.get("Extension", "").lower() for one in types.iter(f"{TYPES}Default")}
        found += [f"{name} is told of and isn't there" for name in parts - set(names)]
        for name in names:
            ending = name.rpartition(".")[2].lower()
            if name != "[Content_Types].xml" and name not in parts and ending not in endings:
                found.append(f"{name} has no type")
            if not name.endswith((".xml", ".rels")):
                continue
            root = ET.fromstring(archive.read(name))
            if name.endswith(".rels"):
                found += _relations(name, root, names)
            elif name.startswith("ppt/"):
                found += _part(archive, name, root, names)
    return found


def _relations(name: str, root: ET.Element, names: list[str]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    found = []
    for one in root.iter(f"{PACKAGE}Relationship"):
        if one.get("TargetMode") == "External":
            found.append(f"{name} leads outside: {one.get('Target')}")
            continue
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
        if target.lstrip("/") not in names:
            found.append(f"{name} leads nowhere: {target}")
    return found


def _part(archive: ZipFile, name: str, root: ET.Element, names: list[str]) -> list[str]:
    found = []
    ids = [one.get("id") for one in root.iter() if one.tag.endswith("}cNvPr")]
    found += [f"{name}: shape {key} twice" for key, n in Counter(ids).items() if n > 1]
    used = {value for one in root.iter() for key, value in one.attrib.items()
            if key.startswith(RELATION)}  # fmt: skip
    rels = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"
    known = set()
    if rels in names:
        known = {one.get("Id") for one in ET.fromstring(archive.read(rels))}
    found += [f"{name}: {key} has no relation" for key in used - known]
    for tag in ("axId", "crossAx"):
        found += [f"{name}: axis {one.get('val')}" for one in root.iter(f"{CHART}{tag}")
                  if not one.get("val", "").isdecimal()]  # fmt: skip
    for tag in ("ext", "chExt"):
        for one in root.iter(f"{PICTURE}{tag}"):
            if int(one.get("cx", "0")) < 0 or int(one.get("cy", "0")) < 0:
                found.append(f"{name}: a negative size")
    return found


def said(path: Path) -> list[str]:
    """Every text in a presentation: slides, notes, names, alternative texts, charts, workbooks."""
    found: list[str] = []
    with ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(BytesIO(data))
                found += [str(cell.value) for sheet in book for row in sheet.iter_rows()
                          for cell in row if cell.value is not None]  # fmt: skip
            elif name.endswith(".xml"):
                root = ET.fromstring(data)
                for one in root.iter():
                    found += [one.text or "", one.get("descr", ""), one.get("name", "")]
    return [one for one in found if one.strip()]


def formulas(path: Path) -> list[str]:
    """Every formula in the workbooks of a presentation's charts."""
    with ZipFile(path) as archive:
        return [
            found.decode()
            for name in archive.namelist() if name.endswith(".xlsx")
            for inner in [ZipFile(BytesIO(archive.read(name)))]
            for sheet in inner.namelist() if sheet.startswith("xl/worksheets/sheet")
            for found in re.findall(rb"<f>.*?</f>", inner.read(sheet))
        ]  # fmt: skip
