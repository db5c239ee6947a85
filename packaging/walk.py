"""The main job, walked without a display: a messy roster into a workspace, and back out.

Run: python packaging/walk.py OUT

It drives the program's own window as a person would, leaves a picture of each step, the messy
roster it made, and the workbook of rows that could not be taken. Of the sample it leaves the deck
of a review, and the workbook that hands that client to a colleague, which is taken over again.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROWS = (
    ("Northwind Logistics B.V.", "A", "03/04/2019", "1.240.000 €", "Jana Ode", "j.ode@northwind.example", "+31 20 555 0142", "Rotterdam", "NL"),
    ("Helvetia Medtech AG", "A", "12/09/2021", "CHF 980'000", "Urs Keller", "u.keller@helvetia.example", "0041 44 555 01 77", "Zürich", "CH"),
    ("Banco Litoral", "Gold", "01/02/2020", "910.400 €", "Rui Faria", "r.faria@litoral.example", "+351 21 555 0101", "Lisboa", "Portugal"),
    ("Aurora Grid AS", "A", "05/06/2018", "NOK 8 200 000", "Kari Lund", "kari.lund@aurora.example", "22 55 01 93", "Oslo", "Norwegen"),
    ("AURORA GRID", "A", "05/06/2018", "", "Nils Berg", "nils.berg@aurora.example", "22 55 01 94", "Oslo", "Norwegen"),
    ("Keystone Insurance", "Gold", "07/11/2022", "£610,000", "Ann Kelly", "a.kelly@keystone&ins.example", "020 7946 0142", "London", "UK"),
    ("Express Logistik GmbH", "B", "11/10/2019", "540.000 €", "Björn Weiß", "b.weiss@express.example", "0221 555 0199", "Köln", "Deutschland"),
    ("", "C", "01/01/2021", "120.000 €", "", "", "", "Ulm", "Deutschland"),
    ("Fjord Seafood AS", "C", "09/08/2023", "NOK 2 300 000", "Mei Wang", "mei.wang@fjord.example", "55 55 01 17", "Bergen", "Norway"),
)  # fmt: skip
HEADINGS = ("Kunde", "Klasse", "Kunde seit", "Jahresumsatz", "Ansprechpartner", "E-Mail",
            "Telefon", "Ort", "Land")  # fmt: skip


def make_roster(path: Path) -> None:
    """A roster as they come: titles above, German headings, words of its own, a total below."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kunden"
    sheet.append(["Kundenliste 2026 (final)"])
    sheet.append(["Stand: November"])
    sheet.append([])
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append([cell or None for cell in row])
    sheet.append([])
    sheet.append(["Summe", len(ROWS)])
    book.create_sheet("Alt").sheet_state = "hidden"
    book.save(path)


class Walk:
    """The program without a display, and a camera.

    Args:
        out: Where pictures go.
        home: Where the program keeps its things.
    """

    def __init__(self, out: Path, home: Path) -> None:
        from acctdesk.app import Program
        from acctdesk.ui.starting import Folders, Options
        from acctdesk.ui.theme.application import make_application

        self.out = out
        self.app = make_application(["acctdesk"])
        folders = Folders(home / "data", home / "config", home / "logs")
        for folder in (folders.data, folders.config, folders.logs):
            folder.mkdir(parents=True)
        self.program = Program(self.app, folders, Options(workspace=home / "book.acctdesk"))
        self.program.window.resize(1600, 1000)
        self.program.show()

    def until(self, ready: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Let the program work until something is so.

        Raises:
            SystemExit: It isn't so in time.
        """
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                raise SystemExit(f"walk: waited in vain until {what}")
            self.app.processEvents()
            time.sleep(0.005)
        calm = time.monotonic() + 0.4
        while time.monotonic() < calm:
            self.app.processEvents()
            time.sleep(0.005)

    def picture(self, name: str) -> None:
        """Take a picture of the window."""
        path = self.out / f"{name}.png"
        self.program.window.grab().save(str(path))
        print(f"  {path}")


def walk(out: Path) -> None:
    """Walk the main job.

    Args:
        out: Where pictures and files go.
    """
    from acctdesk.compose import create_desk
    from acctdesk.ui.shell.page import Place

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="acctdesk-walk-") as folder:
        home = Path(folder)
        roster = out / "Kundenliste 2026 (final).xlsx"
        make_roster(roster)
        with create_desk(home / "book.acctdesk") as desk:
            desk.settings.introduce("Mara Klein", "mara.klein@ours.example")
        tour = Walk(out, home)
        program = tour.program
        tour.until(lambda: program.desk is not None, "the workspace is open")
        tour.picture("1-accounts-empty")
        window = program.window
        window.go(Place("import"))
        page = window.page("import")
        session = page.session
        page.open([roster])
        tour.until(lambda: not session.empty and not session.doing, "the roster is read")
        tour.picture("2-import-file")
        session.answer("columns", "Klasse", "account.tier")
        tour.until(lambda: not session.doing, "the columns are matched")
        page._continue()
        tour.until(lambda: not session.doing, "the columns are shown")
        tour.picture("3-import-match")
        page._continue()
        tour.until(lambda: session.view is not None and not session.doing, "it is checked")
        tour.picture("4-import-check")
        session.answer("words", "account.tier|Gold", "A")
        session.answer("date_orders", "Kunde seit", "dmy")
        session.answer("cells", "Kunden!10!Jahresumsatz", "£610000")
        tour.until(lambda: not session.doing and not program.tasks.busy, "it is checked again")
        tour.picture("5-import-mended")
        from acctdesk.exchange.intake.rejects import save_rejected

        saved = save_rejected(session.view.checked, out / "Rows not taken.xlsx")
        page._import()
        tour.until(lambda: page.result is not None and not session.doing, "it is imported")
        tour.picture("6-import-done")
        window.go(Place("accounts"))
        tour.until(lambda: not program.tasks.busy, "the accounts are listed")
        tour.picture("7-accounts")
        desk = program.desk
        account = next(i for i, name in desk.records.options("account") if "Aurora" in name)
        window.go(Place("accounts", {"account": account}))
        tour.until(lambda: not program.tasks.busy, "the account is shown")
        tour.picture("8-account")
        held = (desk.records.count("account"), desk.records.count("person"))
        desk.history.undo()
        left = (desk.records.count("account"), desk.records.count("person"))
        window.close()
        program.close()
        print(
            f"  {held[0]} accounts and {held[1]} people imported; {saved} row(s) not taken, saved;"
        )
        print(f"  after one undo: {left[0]} accounts and {left[1]} people")
        if held != (7, 8) or saved != 1 or left != (0, 0):
            raise SystemExit("walk: the import or its undo did not do what it should")


def leave(out: Path) -> None:
    """Leave what goes to a client and what goes to a colleague.

    Args:
        out: Where the files go.
    """
    from acctdesk.compose import create_desk, open_desk
    from acctdesk.exchange.decks.exporting import export_deck
    from acctdesk.exchange.handoff.courier import hand_over, open_handover, take_over
    from acctdesk.exchange.sample import make_sample
    from acctdesk.services.handover.scope import Scope
    from acctdesk.ui.printing.scenes import write_pages

    with tempfile.TemporaryDirectory(prefix="acctdesk-walk-") as folder:
        sample = Path(folder) / "sample.acctdesk"
        make_sample(sample)
        with open_desk(sample) as desk:
            review = desk.meetings.past()[0]
            deck = out / f"{review.account_name} {review.period}.pptx"
            slides = export_deck(desk.decks.build(review.id).deck, deck, write_pages)
            print(f"  {deck}: {slides} slides")
            book = out / f"Hand-over {review.account_name}.xlsx"
            given = hand_over(desk, Scope((review.account,)), book)
            print(f"  {book}: {given.written.records} records")
        with create_desk(Path(folder) / "colleague.acctdesk") as desk:
            opening = open_handover(desk, book)
            take_over(desk, opening, {})
            taken = [name for _one, name in desk.records.options("account")]
    if taken != [review.account_name] or opening.opened.edited or not slides:
        raise SystemExit("walk: handing over or taking over did not do what it should")


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
    print("Walking the main job without a display:")
    walk(target)
    leave(target)
    print(f"Look into {target}/.")
