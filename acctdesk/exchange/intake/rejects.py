"""The rows that could not be taken, as a workbook with the reason beside each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.intake.drafts import SheetDraft
from acctdesk.exchange.intake.findings import REJECTED, Group
from acctdesk.words import _, _n

_WIDEST = 60


def rejected_rows(checked: Checked, sheet: SheetDraft) -> dict[int, str]:
    """The rejected rows of a sheet with their reasons.

    Args:
        checked: The check.
        sheet: The sheet.
    """
    fates = checked.findings.fates.get(sheet.place)
    if fates is None:
        return {}
    rows = {row for kind in fates for row, fate in enumerate(kind) if fate == REJECTED}
    reasons: dict[int, list[str]] = {row: [] for row in sorted(rows)}
    for group in checked.findings.groups.values():
        if group.sheet == sheet.name and group.file == sheet.file.name:
            for row in group.rows:
                if row in reasons:
                    reasons[row].append(reason(group))
    return {row: " · ".join(dict.fromkeys(texts)) for row, texts in reasons.items()}


def reason(group: Group) -> str:
    """One problem as a sentence: column, what was found, what was expected, how to mend it."""
    found = f"“{group.found}”" if group.found else _("nothing")
    said = _("found %(found)s, expected %(expected)s. %(remedy)s") % {
        "found": found,
        "expected": group.expected,
        "remedy": group.remedy,
    }
    return f"{group.column}: {said}" if group.column else said


def save_rejected(checked: Checked, path: Path) -> int:
    """Save the rows that can't be taken, each with the reason in the first column.

    Cells keep their type; text that looks like a formula stays text.

    Args:
        checked: The check.
        path: The .xlsx file to write; it is replaced as a whole or not at all.

    Returns:
        How many rows were saved.

    Raises:
        FileProblem: The file can't be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    saved = 0
    with replacing(path) as part:
        book = xlsxwriter.Workbook(
            part, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        )
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for number, sheet in enumerate(checked.draft.taken(), 1):
            reasons = rejected_rows(checked, sheet)
            if not reasons:
                continue
            page = book.add_worksheet(_sheet_name(sheet.name, number))
            headings = [_("Reason"), _("Row"), *(c.heading.text for c in sheet.columns)]
            page.write_row(0, 0, headings, bold)
            page.freeze_panes(1, 0)
            page.set_column(0, 0, _WIDEST, wrap)
            page.set_column(2, len(headings) - 1, 18)
            _write(page, sheet, reasons, day)
            saved += len(reasons)
        if not saved:
            page = book.add_worksheet(_("Rejected"))
            page.write_string(0, 0, _n("No row", "{n} rows", 0))
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the system's own error, which says why
    return saved


def _sheet_name(name: str, number: int) -> str:
    clean = "".join(letter for letter in name if letter not in "[]:*?/\\")[:27].strip("' ")
    return f"{clean or _('Sheet')} {number}"


def _write(page: object, sheet: SheetDraft, reasons: dict[int, str], day: object) -> None:
    from acctdesk.exchange.intake.importer import window

    cells = window(sheet.sheet, list(reasons))
    for line, (row, why) in enumerate(reasons.items(), 1):
        page.write_string(line, 0, why)  # type: ignore[attr-defined]
        page.write_number(line, 1, row)  # type: ignore[attr-defined]
        _write_cells(page, line, [cells.get(row, [])[c.heading.index: c.heading.index + 1]
                                  for c in sheet.columns], day)  # fmt: skip


def _write_cells(page: object, line: int, cells: Sequence[Sequence[object]], day: object) -> None:
    for place, held in enumerate(cells, 2):
        value = held[0] if held else None
        if value is None:
            continue
        if isinstance(value, bool):
            page.write_boolean(line, place, value)  # type: ignore[attr-defined]
        elif isinstance(value, (int, float)):
            page.write_number(line, place, value)  # type: ignore[attr-defined]
        elif isinstance(value, (dt.date, dt.datetime)):
            page.write_datetime(line, place, value, day)  # type: ignore[attr-defined]
        else:
            page.write_string(line, place, str(value))  # type: ignore[attr-defined]
