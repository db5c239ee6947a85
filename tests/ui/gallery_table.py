# ruff: noqa: E501
"""The demo table of the gallery: accounts, and the states of a cell."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from acctdesk.ui.widgets.roles import (
    ColumnRole,
    Kind,
    KindRole,
    PendingRole,
    ProblemRole,
    SecondaryRole,
    ShareRole,
    StatusRole,
    TagsRole,
    ToneRole,
)
from acctdesk.ui.widgets.status import Status

M, R, B, N = Status.MET, Status.RISK, Status.BREACHED, Status.NO_DATA
COLUMNS = [
    ("Name", Kind.NAME),
    ("Tier", Kind.TIER),
    ("Health", Kind.STATUS),
    ("ARR", Kind.NUMBER),
    ("Next touch", Kind.DATE),
    ("Notice deadline", Kind.DATE),
    ("Service level", Kind.STATUS),
    ("Open issues", Kind.NUMBER),
    ("NPS", Kind.NUMBER),
]
ROWS = [
    ("Northwind Logistics", "A", (R, "At risk 48"), "€ 1,240,000", "2 Dec 2026", "14 Dec 2026", (R, "95.4 %"), "5", ("31", "n=22")),
    ("Helvetia Medtech", "A", (M, "Healthy 86"), "CHF 980,000", "24 Nov 2026", "31 Mar 2027", (M, "99.2 %"), "1", ("58", "n=18")),
    ("Banco Litoral", "A", (M, "Healthy 79"), "€ 910,400", "26 Nov 2026", "30 Jan 2027", (M, "98.8 %"), "2", ("44", "n=31")),
    ("Aurora Grid", "A", (R, "Watch 61"), "NOK 8,200,000", "!Overdue 3 d", "1 Feb 2027", (M, "97.9 %"), "3", ("12", "n=14")),
    ("Keystone Insurance", "B", (B, "At risk 39"), "£ 610,000", "Today", "5 Dec 2026", (B, "86.1 %"), "8", ("−8", "n=26")),
    ("Lumen Retail Group", "B", (M, "Healthy 82"), "€ 540,000", "1 Dec 2026", "12 Jun 2027", (M, "99.0 %"), "0", ("50", "n=12")),
    ("Petrel Airways", "B", (M, "Healthy 77"), "€ 498,000", "3 Dec 2026", "15 May 2027", (M, "98.1 %"), "1", ("36", "n=11")),
    ("Sava Telecom", "B", (R, "Watch 66"), "€ 455,000", "30 Nov 2026", "20 Jan 2027", (R, "95.2 %"), "4", ("20", "n=15")),
    ("Orchard Foods", "B", (M, "Healthy 74"), "PLN 1,900,000", "4 Dec 2026", "1 Sep 2027", (M, "97.7 %"), "2", ("40", "n=10")),
    ("Delta Municipal Water", "B", (N, "No data"), "€ 310,000", "8 Dec 2026", "31 Dec 2027", (N, "No data"), "0", ("–", "n=3")),
    ("Cedar Health", "C", (M, "Healthy 81"), "€ 268,000", "10 Dec 2026", "30 Apr 2027", (M, "98.4 %"), "1", ("47", "n=15")),
    ("Iberia Ports", "C", (M, "Healthy 72"), "€ 240,000", "12 Dec 2026", "28 Feb 2027", (M, "97.0 %"), "2", ("33", "n=12")),
    ("Fjord Seafood", "C", (R, "Watch 58"), "NOK 2,300,000", "9 Dec 2026", "15 Jan 2027", (R, "96.8 %"), "3", ("10", "n=10")),
    ("Tessera Legal", "C", (M, "Healthy 84"), "€ 185,000", "15 Dec 2026", "1 Jul 2027", (M, "99.4 %"), "0", ("66", "n=11")),
    ("Quarry & Stone", "C", (M, "Healthy 76"), "€ 172,000", "16 Dec 2026", "31 Aug 2027", (M, "98.0 %"), "1", ("42", "n=10")),
]  # fmt: skip


NOWHERE = QModelIndex()


class Table(QAbstractTableModel):
    """Rows of plain values; a pair is a status or a suffix, a leading "!" is danger."""

    def __init__(self, columns, rows, pending=(), problems=()):
        super().__init__()
        self.columns, self.rows = columns, rows
        self.pending, self.problems = set(pending), dict(problems)

    def rowCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=NOWHERE):
        return len(self.columns)

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation != Qt.Orientation.Horizontal:
            return None
        name, kind = self.columns[section]
        return {0: name, KindRole: kind, ColumnRole: name}.get(role)

    def flags(self, index):
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index, value, role=Qt.ItemDataRole.EditRole):
        row = list(self.rows[index.row()])
        row[index.column()] = value
        self.rows[index.row()] = tuple(row)
        self.dataChanged.emit(index, index)
        return True

    def data(self, index, role=0):
        value = self.rows[index.row()][index.column()]
        kind = self.columns[index.column()][1]
        where = (index.row(), index.column())
        if role in (0, 2):
            if isinstance(value, tuple):
                return value[1] if kind == Kind.STATUS else value[0]
            return value.lstrip("!")
        if role == StatusRole and kind == Kind.STATUS:
            return value[0]
        if role == SecondaryRole and kind == Kind.NUMBER and isinstance(value, tuple):
            return value[1]
        if role == ToneRole and isinstance(value, str) and value.startswith("!"):
            return "danger"
        if role == PendingRole:
            return where in self.pending
        if role == ProblemRole:
            return self.problems.get(where)
        if role == ShareRole and kind == Kind.PROGRESS:
            return float(value.rstrip(" %")) / 100
        if role == TagsRole and kind == Kind.TAGS:
            return value
        return None
