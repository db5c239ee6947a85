"""Stops at the pages of one account and of one person, and at what is logged."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from touring.camera import Stop, Tour

NOTES = (
    "**Decision by March**: the board wants *one* partner for operations.\n"
    "\n"
    "- Ask for the *exit plan* of the present provider\n"
    "- Send two references from insurance\n"
    "1. Workshop in Lisbon\n"
    "2. Offer with [price list](https://www.example.com/prices)\n"
)


def account(tab: str) -> Callable[[Tour], None]:
    def reach(tour: Tour) -> None:
        tour.go("accounts", account=tour.account(), tab=tab)

    return reach


def person(tab: str) -> Callable[[Tour], None]:
    def reach(tour: Tour) -> None:
        tour.go("people", person=tour.person(), tab=tab)

    return reach


def logging(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="overview", log="meeting")


def entry(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="overview")
    tour.page.box.fold()
    timeline = tour.page.overview.timeline
    if timeline.model.entries():
        timeline.edit(timeline.model.entries()[0].id)


def refused(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="details")
    row = tour.page.details.rows["renewal_date"]
    row.edit()
    row.editor().setText("soon")
    QTest.keyClick(row.editor(), Qt.Key.Key_Return)


def leave_editing(tour: Tour) -> None:
    for row in tour.page.details.rows.values():
        if row.editor() is not None:
            row.cancel()


def notes(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="details")
    row = tour.page.details.rows["notes"]
    row.edit()
    row.editor().setPlainText(NOTES)


def _in_sight(tour: Tour, name: str) -> None:
    from acctdesk.ui.widgets.sight import bring_into_sight

    details = tour.page.details
    bring_into_sight(details.rows.get(name, tour.page.files))
    tour.settle()


def notes_in_sight(tour: Tour) -> None:
    notes(tour)
    _in_sight(tour, "notes")


def files(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="details")
    part = tour.page.files
    if len(part.files()) < 3:
        folder = Path(tempfile.mkdtemp())
        plan = folder / "Exit plan 2026 – draft for the steering committee.txt"
        plan.write_text("Steps, owners, dates.\n", encoding="utf-8")
        picture = QImage(320, 200, QImage.Format.Format_RGB32)
        picture.fill(QColor("#2f6f8f"))
        picture.save(str(folder / "Org chart.png"))
        contract = folder / "Contract.pdf"
        contract.write_bytes(b"%PDF-1.4\n" + b"0" * 2_400_000)
        part.attach([plan, folder / "Org chart.png"])
        tour.settle()
        part.attach([contract], link=True)
        tour.settle()
    _in_sight(tour, "files")


def gone(tour: Tour) -> None:
    tour.go("accounts", account="0" * 32)


def log_sheet(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.program.window.action_set.action("log").trigger()
    tour.settle()


def leave_sheet(tour: Tour) -> None:
    from acctdesk.ui.log.sheet import LogSheet

    for sheet in tour.program.window.findChildren(LogSheet):
        sheet.leave()


STOPS = (
    Stop("account-overview", account("overview")),
    Stop("account-logging", logging),
    Stop("account-entry", entry),
    Stop("account-details", account("details")),
    Stop("account-refused", refused, leave=leave_editing),
    Stop("account-notes", notes_in_sight, leave=leave_editing, again=True),
    Stop("account-files", files, again=True),
    Stop("account-people", account("people")),
    Stop("account-units", account("units")),
    Stop("account-history", account("history")),
    Stop("account-gone", gone),
    Stop("person", person("overview"), "people"),
    Stop("person-history", person("history"), "people"),
    Stop("log-sheet", log_sheet, leave=leave_sheet),
)
