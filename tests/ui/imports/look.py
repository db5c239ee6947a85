"""Renders every step of the import page, to be looked at.

Run: ``python tests/ui/imports/look.py OUT [name…]``. Needs no display.
"""

# ruff: noqa: E402 - the platform must be chosen before Qt loads
from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from acctdesk.compose import Desk, create_desk
from acctdesk.ui.imports.page import ImportPage
from acctdesk.ui.imports.sheets import match_needed
from acctdesk.ui.shell.page import Page, Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.words import lazy
from tests.ui.imports.making import messy_workbook

DATA = ROOT.parent / "shared" / "data"


class Studio:
    """A window with the import page, and a camera."""

    def __init__(self, out: Path, theme: Theme, tag: str, size: tuple[int, int]) -> None:
        self.out, self.tag = out, tag
        self.home = Path(tempfile.mkdtemp())
        self.desk: Desk = create_desk(self.home / "book.acctdesk")
        self.tasks = Tasks(self.desk.lanes)
        settings = QSettings(str(self.home / "s.ini"), QSettings.Format.IniFormat)
        sections = [
            Section("accounts", lazy("Accounts"), "building-2", Page),
            Section("import", lazy("Import"), "file-input", self._page, "tools"),
        ]
        self.window = MainWindow(theme, sections, settings)
        self.window.resize(*size)
        self.window.show()
        self.window.go(Place("import"))
        self.page: ImportPage = self.window.page("import")

    def _page(self, shell):
        return ImportPage(shell, self.desk, self.tasks)

    def until(self, ready: Callable[[], bool], seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            if ready() and not self.page.session.doing and not self.tasks.busy:
                break
            time.sleep(0.01)
        for _ in range(20):
            QApplication.processEvents()
            time.sleep(0.005)

    def shot(self, name: str) -> None:
        self.until(lambda: True)
        self.window.grab().save(str(self.out / f"{name}-{self.tag}.png"))

    def close(self) -> None:
        self.page.discard()
        self.window.close()
        self.tasks.stop()
        self.desk.close()
        self.window.deleteLater()


def tour(studio: Studio, wanted: set[str]) -> None:
    def shot(name: str) -> None:
        if not wanted or name in wanted:
            studio.shot(name)

    page = studio.page
    session = page.session
    shot("empty")
    book = messy_workbook(studio.home / "Kundenliste 2026 (final).xlsx")
    locked = ROOT.parent / "shared" / "data" / "poi_workbooks" / "password_tika_text1.xlsx"
    page.open([book])
    studio.until(lambda: not session.empty)
    shot("file")
    bad = studio.home / "broken.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    page.open([bad, *([locked] if locked.exists() else [])])
    studio.until(lambda: bool(session.refusals))
    shot("file-refused")
    for refusal in list(session.refusals):
        session.forget(refusal)
    page._continue()
    studio.until(lambda: True)
    shot("match")
    page._continue()
    studio.until(lambda: session.view is not None)
    shot("check")
    gold = next(c for c in page.check.needs.cards.values() if "Gold" in c.item.title)
    gold.setFocus()
    shot("check-gold")
    gold.box.set_value("A")
    gold.apply_button.click()
    studio.until(lambda: True)
    order = next(c for c in page.check.needs.cards.values() if c.item.repair == "date_order")
    order.answered.emit(order.item, "date_orders", "dmy")
    studio.until(lambda: True)
    shot("check-ready")
    page._import()
    studio.until(lambda: page.result is not None)
    shot("done")
    again = studio.home / "again.csv"
    again.write_text(
        "Name,City,Tier,Phone,Client since\nAcme GmbH,Leipzig,B,,\nBorealis,Bergen,A,,2023-09-12\n"
        "Expres Logistik,Hamburg,C,,\nGrand Hotel,München,A,,\nNeue Werft AG,Kiel,D,,\n",
        "utf-8",
    )
    page.restart()
    page.open([again])
    studio.until(lambda: not session.empty)
    page._continue()
    studio.until(lambda: session.view is not None)
    shot("check-again")
    cards = list(page.check.needs.cards.values())
    for name, repair in (("compare-existing", "existing"), ("compare-duplicate", "duplicate")):
        card = next((c for c in cards if c.item.repair == repair), None)
        if card is not None:
            page.check._on_compare(card.item)
            studio.until(lambda: True)
            shot(name)


def real(studio: Studio, wanted: set[str]) -> None:
    page, session = studio.page, studio.page.session
    for name, paths in (
        ("maven", [DATA / "maven_crm" / "accounts.csv"]),
        ("salesforce", sorted((DATA / "salesforce_devorg" / "data").glob("*.csv"))),
    ):
        if wanted and name not in wanted:
            continue
        page.restart()
        page.open(paths)
        studio.until(lambda: not session.empty)
        studio.shot(f"{name}-file")
        if match_needed(session):
            page._continue()
            studio.shot(f"{name}-match")
        page._continue()
        studio.until(lambda: session.view is not None)
        studio.shot(f"{name}-check")


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    flags = {word for word in sys.argv[2:] if word.startswith("+")}
    wanted = set(sys.argv[2:]) - flags
    app = QApplication([])
    theme = Theme(app, mode=Mode.LIGHT)
    cases = [
        ("light", Mode.LIGHT, 100, (1600, 1000)), ("dark", Mode.DARK, 100, (1600, 1000)),
        ("small", Mode.LIGHT, 100, (960, 600)), ("contrast", Mode.CONTRAST, 100, (1600, 1000)),
        ("large", Mode.DARK, 200, (960, 600)),
    ]  # fmt: skip
    for tag, mode, scale, size in cases:
        if flags and f"+{tag}" not in flags:
            continue
        theme.set_mode(mode)
        theme.set_text_scale(scale)
        studio = Studio(out, theme, tag, size)
        tour(studio, wanted)
        if tag == "light":
            real(studio, wanted)
        studio.close()


if __name__ == "__main__":
    main()
