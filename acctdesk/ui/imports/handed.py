"""Knows hand-over workbooks among the files of an import: they are taken over, not imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.errors import FileProblem
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.exchange.intake.importer import Import
    from acctdesk.exchange.reading import TableFile
    from acctdesk.services.handover.parcel import Parcel

TakeOver = Callable[[Path, str], object]
"""Leads to where a workbook is taken over: its path, and its password or ""."""


class HandedOver(FileProblem):
    """The file is a hand-over workbook.

    Args:
        what: Whose, and how many accounts.
        path: The file.
        password: The password that opened it; empty for none.
    """

    def __init__(self, what: str, path: Path, password: str) -> None:
        super().__init__(
            what,
            where=path.name,
            remedy=_(
                "Take it over to compare it with what is here. Imported, it would all come twice."
            ),
        )
        self.path, self.password = path, password


def part_handed(coming: Import, path: Path, password: str) -> HandedOver | None:
    """Leave a file out of an import when it is a hand-over workbook; for a worker's thread.

    Args:
        coming: The import, into which it was opened.
        path: The file.
        password: The password that opened it; empty for none.

    Returns:
        What it is; None for any other file.
    """
    from acctdesk.exchange.handoff.reading import is_handover

    file = next((one for one in coming.files if one.path == path), None)
    if file is None or not is_handover(file):
        return None
    parcel = _parcel(file)
    coming.drop(file)
    return HandedOver(_said(parcel), path, password)


def _parcel(file: TableFile) -> Parcel | None:
    """What it holds; None where that is damaged, which is told when it is taken over."""
    from acctdesk.exchange.handoff.packing import MARK, unpack
    from acctdesk.services.values.cell import as_text

    for sheet in file.sheets:
        head = sheet.head(1)
        if head and head[0] and head[0][0] == MARK:
            cells = [as_text(one) for chunk in sheet.chunks() for one in chunk.columns[0]]
            try:
                return unpack(cells)
            except FileProblem:
                return None
    return None


def _said(parcel: Parcel | None) -> str:
    if parcel is None:
        return _("this is a hand-over workbook.")
    accounts = _n("{n} account", "{n} accounts", len(parcel.accounts))
    if not parcel.by:
        return _("this is a hand-over workbook: %s.") % accounts
    return _("this is a hand-over workbook of {name}: {accounts}.").format(
        name=parcel.by, accounts=accounts
    )
