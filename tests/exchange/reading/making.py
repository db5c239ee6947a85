"""Small files for the tests of reading, made on the spot."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from acctdesk.exchange.reading import Cell, Sheet

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/\
content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.\
relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxml\
formats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.\
xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
</Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relation(kind: str, target: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def parts(sheet: str) -> dict[str, str]:
    """The parts of a workbook with one sheet, from that sheet's XML."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }


def sheet_xml(rows: str, before: str = "") -> str:
    """A sheet's XML around its rows."""
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
        "</worksheet>"
    )


def write_zip(path: Path, content: dict[str, str | bytes]) -> Path:
    """Write a zip of those parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def write_sheet(path: Path, rows: str) -> Path:
    """Write a workbook whose only sheet has these rows of XML."""
    return write_zip(path, dict(parts(sheet_xml(rows))))


def cells(sheet: Sheet) -> list[list[Cell]]:
    """All rows of a sheet, blank ones included."""
    found = sheet.head(sheet.rows)
    assert len(found) == sheet.rows
    return found


def column(sheet: Sheet, index: int = 0) -> list[Any]:
    """One column of a sheet from top to bottom."""
    return [row[index] for row in cells(sheet)]
