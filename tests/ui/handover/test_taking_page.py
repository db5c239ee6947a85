"""The page on which accounts are taken over, over two workspaces; workbooks are stood for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acctdesk.errors import FileProblem, PasswordNeeded
from acctdesk.exchange.handoff import courier
from acctdesk.exchange.handoff.opened import CellEdit, Finding, Opened
from acctdesk.services.handover.parcel import Parcel, Purpose
from acctdesk.services.handover.threeway import Side
from acctdesk.ui.handover.taking_page import TakingPage
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.theme import Theme
from tests.services.handover.sites import Site, amended
from tests.ui.opened import Open

MINE, THEIRS = Side.OURS, Side.THEIRS


class Job:
    """Stands for a job in the status bar."""

    def set_progress(self, _share: float | None, _label: str = "") -> None:
        pass

    def finish(self) -> None:
        pass


class Window(QObject):
    """Stands for the window: remembers where one goes, and answers questions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme, self.ask = theme, self
        self.places: list[Place] = []
        self.said: list[str] = []
        self.undo: Callable[[], object] | None = None
        self.files: list[Path | None] = []

    def go(self, place: Place) -> None:
        self.places.append(place)

    def replace_place(self, place: Place) -> None:
        self.places.append(place)

    def toast(self, text: str, *, undo: Any = None, **_more: Any) -> None:
        self.said.append(text)
        self.undo = undo

    def add_job(self, _label: str, _cancel: object = None) -> Any:
        return Job()

    def open_file(self, _title: str, _patterns: str, _folder: object = None) -> Path | None:
        return self.files.pop(0)

    def save_file(self, _title: str, _patterns: str, _proposal: Path) -> Path | None:
        return self.files.pop(0)


class Bench:
    """The page over a workspace, and a colleague with another one."""

    def __init__(self, opened: Open, other: Site, theme: Theme, qtbot: QtBot) -> None:
        self.opened, self.desk, self.book, self.other = opened, opened.desk, opened.book, other
        other.desk.settings.introduce("Mara Klein", "mara@firm.example")
        self.files: dict[str, Opened | FileProblem] = {}
        self.window = Window(theme)
        self.page = TakingPage(self.window, self.desk, opened.tasks, opened.undo)
        qtbot.addWidget(self.page)
        self.page.resize(1300, 800)
        self.page.show()
        self.page.activateWindow()
        self.settle()

    @property
    def session(self) -> Any:
        return self.page.session

    @property
    def body(self) -> Any:
        return self.page.body

    @property
    def panel(self) -> Any:
        return self.page.body.panel

    @property
    def go_on(self) -> Any:
        return self.page.footer.primary

    def settle(self) -> None:
        self.opened.settle()
        assert not self.opened.problems

    def rest(self) -> None:
        """Until the record of the current row is shown as well."""
        QTest.qWait(60)
        self.settle()

    def bring(self, name: str, parcel: Parcel, **more: Any) -> None:
        """Let a workbook hold a parcel, and open it."""
        self.files[name] = Opened(parcel, path=Path(f"{name}.xlsx"), **more)
        self.page.activated({"file": f"{name}.xlsx"})
        self.settle()
        self.rest()

    def words(self) -> list[str]:
        model = self.body.model
        return [
            f"{model.index(row, 0).data()}: {model.index(row, 1).data()}"
            for row in range(model.rowCount())
        ]

    def chips(self) -> list[str]:
        return [one.text() for one in self.body.chips.chips]

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)
        self.rest()


@pytest.fixture
def other(tmp_path: Path, blank_file: Path) -> Iterator[Site]:
    made = Site.made(blank_file, tmp_path / "other.acctdesk")
    yield made
    made.close()


@pytest.fixture
def bench(
    opened: Open, other: Site, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Bench:
    made = Bench(opened, other, theme, qtbot)

    def open_handover(desk: Any, path: Path, password: str | None = None, **how: Any) -> Any:
        found = made.files[path.stem]
        if isinstance(found, PasswordNeeded) and password == "open sesame":
            return courier.compare(desk, made.files["inside"], **how)
        if isinstance(found, FileProblem):
            raise found
        return courier.compare(desk, found, **how)

    monkeypatch.setattr(courier, "open_handover", open_handover)
    return made


@pytest.fixture
def parted(bench: Bench) -> Bench:
    """Both have the account, and both changed it; it comes back."""
    site = bench.other
    site.acme = site.account("Acme", city="Bonn", tier="A")
    bench.desk.handovers.take(bench.desk.handovers.compare(site.pack(site.acme)), {})
    site.edit("account", site.acme, city="Ulm", tier="B", sector="IT")
    site.person(site.acme, "Ada Byron")
    bench.desk.accounts.edit([site.acme], {"city": "Köln", "tier": "C"})
    bench.settle()
    return bench


def test_conflicts_hold_it_up_until_each_is_decided(parted: Bench) -> None:
    bench, acme = parted, parted.other.acme
    before = bench.book.content()
    note = "Ring their CFO."
    bench.bring("back", bench.other.pack(acme, purpose=Purpose.RETURN, note=note))
    head = bench.page.head
    assert head.header.title.text() == "Take 1 account back"
    assert head.header.note.text().startswith("from Mara Klein, 23 Nov 2026")
    assert head.note.text() == f"“{note}”"
    assert "2 of 2 open" in bench.words()[0]
    assert bench.chips() == ["3 records differ", "1 with conflicts", "2 new"]
    assert not bench.go_on.isEnabled()
    said = "2 conflicts are open: say for each which side is kept."
    assert bench.page.footer.said.text() == said
    assert bench.go_on.accessibleDescription() == said
    bench.session.take()
    assert bench.session.state == "open"
    # By keyboard alone: F8 to the first, Right takes theirs, F8 to the second, Left keeps mine.
    bench.press(bench.page, Qt.Key.Key_F8)
    city, tier = (bench.panel.choices[one].options for one in ("city", "tier"))
    stops = {tier[MINE], city[MINE]}
    first = next(one for one in stops if one.hasFocus())
    assert not any(one.isChecked() for one in (*city.values(), *tier.values()))
    bench.press(first, Qt.Key.Key_Right)
    assert bench.session.decisions.open == 1
    assert not bench.go_on.isEnabled()
    bench.press(bench.page, Qt.Key.Key_F8)
    second = next(one for one in stops - {first} if one.hasFocus())
    bench.press(second, Qt.Key.Key_Left)
    assert bench.go_on.isEnabled()
    assert bench.body.bar.state.text() == "All 2 conflicts are decided"
    bench.go_on.click()
    bench.settle()
    assert bench.session.state == "done"
    record = bench.desk.records.get("account", acme)
    kept = {name: record[name] for name in ("city", "tier", "sector")}
    options = {"city": ("Ulm", "Köln"), "tier": ("B", "C")}
    taken = "city" if first is city[MINE] else "tier"
    left = "tier" if taken == "city" else "city"
    assert kept == {taken: options[taken][0], left: options[left][1], "sector": "IT"}
    done = bench.page.done
    assert done.accessibleName() == "Took over 1 account from Mara Klein"
    done.checklist.click()
    [handed] = [one for one in bench.desk.handovers.records() if one.purpose is Purpose.RETURN]
    assert bench.window.places[-1] == Place("handover", {"record": handed.id})
    done.show_accounts.click()
    assert bench.window.places[-1] == Place("accounts", {"account": acme})
    # In one step back, and looked at once more: what was decided holds.
    done.undo.click()
    bench.settle()
    assert bench.book.content() == before
    assert bench.session.result.undone == "The workspace is as before."
    done.again.click()
    bench.rest()
    assert bench.session.decisions.open == 0
    assert bench.go_on.isEnabled()


def test_many_are_decided_at_once_and_left_open_again(parted: Bench) -> None:
    bench = parted
    bench.bring("back", bench.other.pack(bench.other.acme))
    bench.body.bar.ruled.emit(THEIRS, "account", "tier")
    assert bench.session.decisions.open == 1
    assert bench.panel.choices["tier"].options[THEIRS].isChecked()
    assert bench.window.said[-1] == "Theirs taken in 1 conflict"
    bench.window.undo()
    assert bench.session.decisions.open == 2
    assert not bench.panel.choices["tier"].options[THEIRS].isChecked()
    bar = bench.body.bar
    bar.menu.aboutToShow.emit()
    names = [one.text() for one in bar.menu.actions() if not one.isSeparator()]
    assert names == [
        "Keep mine for all open (2)", "Take theirs for all open (2)", "By field",
        "Leave all open again",
    ]  # fmt: skip
    bar.menu.actions()[0].trigger()
    assert bench.session.decisions.open == 0
    bar.menu.aboutToShow.emit()
    bar.menu.actions()[-1].trigger()
    assert bench.session.decisions.open == 2


def test_what_changes_here_meanwhile_is_compared_again(parted: Bench) -> None:
    bench, acme = parted, parted.other.acme
    bench.bring("back", bench.other.pack(acme))
    bench.session.decide_open(THEIRS)
    assert bench.go_on.isEnabled()
    bench.desk.accounts.edit([acme], {"city": "Trier"})
    bench.settle()
    QTest.qWait(450)
    bench.settle()
    # Nobody ever decided about Trier; about the tier somebody did.
    assert [one[1] for one in bench.session.decisions.choices] == ["tier"]
    assert not bench.go_on.isEnabled()
    # Even where the page had no time to notice, the command does.
    bench.session.decide_open(THEIRS)
    bench.desk.accounts.edit([acme], {"sector": "Retail"})
    bench.session.take()
    bench.settle()
    assert bench.session.state == "open"
    assert bench.session.decisions.open == 1
    assert bench.desk.records.get("account", acme)["city"] == "Trier"


def test_a_deleted_record_is_asked_about_as_a_whole(parted: Bench) -> None:
    bench, site = parted, parted.other
    ada, _post = site.person(site.acme, "Grace Hopper")
    bench.desk.handovers.take(
        bench.desk.handovers.compare(site.pack(site.acme)),
        {(("account", site.acme), one): MINE for one in ("city", "tier")},
    )
    site.desk.records.edit("person", ada, {"phone": "+41 44 555 01 99"})
    bench.desk.people.remove(site.acme, [ada])
    bench.settle()
    bench.bring("back", site.pack(site.acme))
    at = bench.words().index("Grace Hopper: Conflict")
    bench.body.grid.setCurrentIndex(bench.body.model.index(at, 0))
    bench.rest()
    [choice] = bench.panel.choices.values()
    assert choice.label == "Deleted here, changed there"
    assert choice.options[MINE].value.text() == "It stays deleted."
    assert choice.options[THEIRS].value.text() == "It comes back as it is there."


def test_a_locked_workbook_asks_for_its_password_in_place(bench: Bench) -> None:
    acme = bench.other.account("Acme")
    bench.files["inside"] = Opened(bench.other.pack(acme))
    bench.files["locked"] = PasswordNeeded("the workbook is locked.", where="locked.xlsx")
    bench.page.activated({"file": "locked.xlsx"})
    bench.settle()
    gate = bench.page.gate
    assert gate.line.hasFocus()
    assert gate.field.problem() == ""
    gate.open.click()
    assert gate.field.problem() == "Type or paste the password"
    gate.line.setText("wrong")
    bench.press(gate.line, Qt.Key.Key_Return)
    assert gate.field.problem().startswith("This isn't its password.")
    gate.line.setText("open sesame")
    bench.press(gate.line, Qt.Key.Key_Return)
    assert bench.session.state == "open"
    assert gate.line.text() == ""
    assert "Acme: + New" in bench.words()


def test_what_cannot_be_taken_says_why_and_nothing_else(bench: Bench) -> None:
    bench.files["bad"] = FileProblem(
        "its exact content was altered.", where="bad.xlsx", remedy="Ask for it again."
    )
    bench.page.activated({"file": "bad.xlsx"})
    bench.settle()
    assert bench.session.state == "refused"
    assert not bench.page.footer.isVisible()
    acme = bench.other.account("Acme")
    bench.files["good"] = Opened(bench.other.pack(acme))
    bench.window.files = [Path("good.xlsx")]
    bench.page.gate.other.click()
    bench.settle()
    assert bench.session.state == "open"
    bench.page.put_aside()
    assert bench.session.state == "empty"
    assert "account" not in bench.book.content()


def test_nothing_new_is_said_calmly(bench: Bench) -> None:
    acme = bench.other.account("Acme")
    parcel = bench.other.pack(acme)
    bench.bring("first", parcel)
    bench.go_on.click()
    bench.settle()
    bench.bring("first", parcel)
    assert bench.chips() == ["Nothing new"]
    assert not bench.panel.isVisible()
    assert bench.page.footer.said.text() == "There is nothing to take over."
    bench.go_on.click()
    assert bench.window.places[-1] == Place("accounts", {"account": acme})


def test_what_was_edited_and_what_was_not_understood_is_told(bench: Bench, tmp_path: Path) -> None:
    acme = bench.other.account("Acme", city="Bonn")
    globex = bench.other.account("Globex")
    parcel = bench.other.pack(acme, globex)
    finding = Finding("Accounts", 7, "Client since", "soon", "a date", "It was left as it was.")
    bench.bring(
        "edited",
        amended(parcel, "account", acme, city="Ulm"),
        written=parcel,
        edits=(CellEdit("account", acme, "city", "Bonn", "Ulm", "Accounts", 5),),
        findings=(finding,),
    )
    assert bench.chips() == [
        "3 records differ", "3 new", "1 edited in the workbook", "1 not understood",
    ]  # fmt: skip
    bench.body.chips.chips[2].click()
    bench.rest()
    assert bench.words() == ["Acme: + New"]
    [city] = [one for one in bench.panel.one.fields if one.edited]
    assert (city.field, city.theirs) == ("city", "Ulm")
    bench.body.chips.chips[3].click()
    findings = bench.body.findings
    assert findings.said.text() == str(finding)
    target = tmp_path / "list.txt"
    bench.window.files = [target]
    findings.save.click()
    bench.settle()
    assert target.read_text(encoding="utf-8") == f"{finding}\n"


def test_what_is_taken_for_the_same_can_be_kept_apart(bench: Bench) -> None:
    mine = bench.book.account("Acme", city="Bonn")
    theirs = bench.other.account("Acme", city="Ulm")
    parcel = bench.other.pack(theirs)
    bench.bring("first", replace(parcel, note=""))
    assert bench.words()[0] == "Acme: 2 of 2 open"
    assert bench.chips()[-1] == "1 taken for the same"
    bench.body.chips.chips[-1].click()
    bench.body.matched.part.click()
    bench.settle()
    assert bench.chips()[-1] == "0 taken for the same"
    assert bench.session.decisions.total == 0
    assert bench.body.matched.part.text() == "Take for the same"
    bench.body.matched.press()
    bench.settle()
    assert bench.session.decisions.total == 2
    bench.body.matched.press()
    bench.settle()
    bench.go_on.click()
    bench.settle()
    assert set(bench.book.ids("account")) == {mine, theirs}
