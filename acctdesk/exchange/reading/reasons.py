"""The reading process's codes in words: why a file is not read, and what to know about one."""

from __future__ import annotations

from collections.abc import Mapping

from acctdesk.errors import FileProblem, PasswordNeeded
from acctdesk.words import _, _n, lazy, number

Values = Mapping[str, str | int]

_REPAIR = lazy("Open it in the program that made it, save it as .xlsx, and try again.")
_SPLIT = lazy("Split it, or save only the sheet you need as .csv, and try again.")
_ASK = lazy("Ask whoever sent it for a plain .xlsx or .csv file.")

_REASONS = {
    "empty": (lazy("The file is empty."), lazy("Choose another file.")),
    "missing": (lazy("The file is not there any more."), lazy("Choose another file.")),
    "folder": (lazy("This is a folder, not a file."), lazy("Choose a file in it.")),
    "forbidden": (
        lazy("The file may not be read, or another program holds it."),
        lazy("Close it in other programs, check its permissions, and try again."),
    ),
    "unreadable": (
        lazy("The file can't be read: %(reason)s."),
        lazy("Copy it to this computer and try again."),
    ),
    "not_table": (
        lazy("This is not a table file, its content is: %(kind)s."),
        lazy("Choose an Excel, OpenDocument or text file (.xlsx, .xls, .xlsb, .ods, .csv)."),
    ),
    "old_excel": (lazy("The file was made by an Excel older than 1995."), _REPAIR),
    "mhtml": (lazy("The file is a saved web page, although its name says otherwise."), _REPAIR),
    "html_no_table": (lazy("The file is a web page without a table."), _REPAIR),
    "damaged": (lazy("The file is damaged or incomplete."), _REPAIR),
    "damaged_sheet": (
        lazy("Sheet “%(sheet)s” is damaged at about row %(row)s."),
        _REPAIR,
    ),
    "damaged_row": (lazy("Row %(row)s can't be read."), lazy("Mend that row and try again.")),
    "no_sheets": (lazy("The workbook has no sheet with cells."), lazy("Choose another file.")),
    "locked": (lazy("The workbook is encrypted in a way AcctDesk can't open."), _REPAIR),
    "ods_password": (
        lazy("The file is locked with a password, and this kind can't be unlocked here."),
        lazy("Open it in LibreOffice, save it without a password, and try again."),
    ),
    "zip_password": (
        lazy("Parts of the workbook are locked by a zip program."),
        lazy("Unpack it with that program, save it as .xlsx, and try again."),
    ),
    "cipher": (lazy("The workbook is encrypted in a way AcctDesk can't open."), _REPAIR),
    "duplicate": (
        lazy("The workbook holds two parts of the same name, as forged files do."),
        _ASK,
    ),
    "doctype": (
        lazy("The workbook declares entities, as attacks do and Excel never does."),
        _ASK,
    ),
    "bomb": (lazy("The file unpacks to far more than its size, as attacks do."), _ASK),
    "members": (lazy("The workbook is made of too many parts (%(count)s)."), _ASK),
    "unpacked": (lazy("Unpacked, the workbook is larger than %(limit)s."), _SPLIT),
    "file_bytes": (lazy("The file is larger than %(limit)s."), _SPLIT),
    "sheets": (lazy("The workbook has too many sheets (%(count)s)."), _SPLIT),
    "cells": (lazy("The file has more than %(limit)s cells."), _SPLIT),
    "columns": (
        lazy("Row %(row)s has %(count)s columns; %(limit)s are the most."),
        lazy("Remove the columns you don't need and try again."),
    ),
    "field": (
        lazy("Row %(row)s has a text longer than %(limit)s characters."),
        lazy("A quotation mark may be missing there. Mend the row and try again."),
    ),
    "quote": (
        lazy("The quotation mark that opens in row %(row)s never closes."),
        lazy("Add the missing quotation mark and try again."),
    ),
    "spool": (
        lazy("There is not enough space on the disk to read the file."),
        lazy("Free some space and try again."),
    ),
    "memory": (lazy("Reading the file needs more memory than it may use."), _SPLIT),
    "slow": (lazy("Reading the file took longer than %(limit)s seconds."), _SPLIT),
    "crashed": (
        lazy("The file stopped its reader; it is damaged, or made to do so."),
        _REPAIR,
    ),
}

_NOTES = {
    "second_reader": lazy("Sheet “%(sheet)s” is unusual and was read by the slower reader."),
    "rows_short": lazy(
        "Sheet “%(sheet)s” may be incomplete: its last cell is in row %(row)s. Compare it in Excel."
    ),
    "macros": lazy("The workbook holds macros. They were not run."),
    "encoding": lazy("The encoding was guessed from the letters: %(encoding)s."),
    "renamed": lazy(
        "The name ends in %(ending)s, but the content is %(kind)s. It was read as that."
    ),
    "long_row": lazy(
        "Row %(row)s goes over %(count)s lines; a quotation mark may be missing there."
    ),
}
_DELIMITERS = {
    ",": lazy("comma"), ";": lazy("semicolon"), "\t": lazy("tab"), "|": lazy("vertical bar"),
    ":": lazy("colon"), " ": lazy("space"), "~": lazy("tilde"), "^": lazy("caret"),
    "other": lazy("the one its first line names"),
}  # fmt: skip
_KINDS = {
    "html": lazy("a web page"), "xml": lazy("XML"), "csv": lazy("plain text"),
    "binary": lazy("unknown"), "exe": lazy("a program"), "zip": lazy("a zip archive"),
    "OLE": lazy("unknown"),
}  # fmt: skip
_SIZES = frozenset({"size", "limit"})
_IN_BYTES = frozenset({"unpacked", "file_bytes"})


def _told(code: str, values: Values) -> dict[str, str]:
    told: dict[str, str] = {}
    for key, value in values.items():
        if isinstance(value, int):
            if code in _IN_BYTES and key in _SIZES:
                told[key] = _("%s MB") % number(value // (1024 * 1024))
            else:
                told[key] = number(value)
        else:
            told[key] = str(_KINDS.get(value, value)) if key == "kind" else value
    return told


def problem(code: str, values: Values, name: str) -> FileProblem:
    """Why a file is not read.

    Args:
        code: The refusal's code.
        values: What its text names.
        name: The file's name, for the person.
    """
    if code in ("password_needed", "password_wrong"):
        wrong = code == "password_wrong"
        return PasswordNeeded(
            _("The password doesn't open the workbook.")
            if wrong
            else _("The workbook is locked with a password."),
            where=name,
            remedy=_("Enter its password."),
            wrong=wrong,
        )
    what, remedy = _REASONS.get(code, _REASONS["crashed"])
    try:
        text = str(what) % _told(code, values)
    except (KeyError, ValueError, TypeError):  # the values come from an untrusted process
        text = str(_REASONS["crashed"][0])
    return FileProblem(text, where=name, remedy=str(remedy))


def note(code: str, values: Values) -> str:
    """What to know about a file, as a sentence; "" for a code nobody knows."""
    count = values.get("count", 0)
    n = count if isinstance(count, int) else 0
    told = _told(code, values)
    try:
        if code == "text":
            delimiter = _DELIMITERS[str(values["delimiter"])]
            encoding = str(values["encoding"])
            return _("Encoding %(encoding)s, delimiter %(delimiter)s.") % {
                "encoding": encoding, "delimiter": str(delimiter)
            }  # fmt: skip
        if code == "hidden_sheets":
            return _n("{n} hidden sheet: ", "{n} hidden sheets: ", n) + told["names"]
        if code == "skipped_sheets":
            head = _n("{n} sheet without cells of its own was left out: ",
                      "{n} sheets without cells of their own were left out: ", n)  # fmt: skip
            return head + told["names"]
        if code == "uncached":
            return _n(
                "{n} formula has no stored result and reads as blank. "
                "Open the file in Excel and save it.",
                "{n} formulas have no stored result and read as blank. "
                "Open the file in Excel and save it.",
                n,
            )
        if code == "nuls":
            return _n("{n} NUL character was removed.", "{n} NUL characters were removed.", n)
        if code == "ragged":
            tail = _(" The first is row %(row)s.") % told
            return _n("{n} row has fewer or more cells than most.",
                      "{n} rows have fewer or more cells than most.", n) + tail  # fmt: skip
        return str(_NOTES[code]) % told
    except (KeyError, ValueError, TypeError):
        return ""
