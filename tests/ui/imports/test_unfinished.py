"""An import that was left unfinished is offered at the next start."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from acctdesk.compose import open_desk
from acctdesk.exchange.intake.answers import Answers
from acctdesk.ui.imports.kept import Kept, KeptFile, Shelf
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.widgets.trouble import Trouble
from tests.ui.imports.conftest import Bench
from tests.ui.imports.making import clean_csv, messy_workbook


class Starts:
    """Starts the window over the same workspace again and again."""

    def __init__(self, bench: Bench, qtbot: QtBot, theme) -> None:
        self.bench, self._qtbot, self._theme = bench, qtbot, theme
        self.path = bench.desk.path

    def again(self) -> Bench:
        self.bench.close()
        self.bench = Bench(self._qtbot, self._theme, self.path, open_desk(self.path))
        self.bench.until()
        return self.bench

    @property
    def offer(self):
        return self.bench.page.file.offer

    def kept(self) -> list[Path]:
        return sorted((self.path.parent / "imports").glob("*"))


@pytest.fixture
def starts(bench, qtbot, theme):
    made = Starts(bench, qtbot, theme)
    yield made
    if made.bench is not bench:
        made.bench.close()


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    return messy_workbook(tmp_path / "clients.xlsx")


def decide(bench: Bench) -> None:
    """Say what Gold means and in which order dates stand; mend one cell."""
    card = bench.card("Gold")
    card.box.set_value("A")
    card.apply_button.click()
    bench.until()
    order = next(c for c in bench.page.check.needs.cards.values() if c.item.repair == "date_order")
    order.answered.emit(order.item, "date_orders", "dmy")
    bench.until()
    bench.page.check.model.edited.emit(12, "Kunde", "Irgendwo GmbH")
    bench.until()


def test_files_and_decisions_come_back_with_the_step(starts, messy):
    starts.bench.to_check(messy)
    decide(starts.bench)
    before = starts.bench.page.session.answers
    bench = starts.again()
    assert starts.offer.isVisible()
    assert starts.offer.go_on.accessibleName() == "Continue with clients.xlsx"
    assert "changed" not in starts.offer.note.text()
    starts.offer.go_on.click()
    bench.until(lambda: bench.page.session.view is not None)
    assert bench.page.step is Step.CHECK
    assert bench.page.session.answers == before
    assert not any("Gold" in c.item.title for c in bench.page.check.needs.cards.values())
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert bench.accounts()["Acme GmbH"]["tier"] == "A"
    assert "Irgendwo GmbH" in bench.accounts()
    starts.again()
    assert not starts.offer.isVisible()
    assert starts.kept() == []


def test_a_match_under_way_comes_back(starts, tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("Name,Xyzzy\nAcme,Bonn\n", "utf-8")
    starts.bench.open(path)
    starts.bench.page.footer.primary.click()
    starts.bench.page.session.answer("columns", "b!Xyzzy", "account.city")
    starts.bench.until()
    bench = starts.again()
    starts.offer.go_on.click()
    bench.until(lambda: not bench.page.session.empty)
    assert bench.page.step is Step.MATCH
    targets = [c.target.key for c in bench.page.session.draft.sheets[0].columns if c.target]
    assert "account.city" in targets


def test_a_changed_file_is_said_and_decisions_on_its_rows_are_asked_again(starts, messy):
    starts.bench.to_check(messy)
    decide(starts.bench)
    messy_workbook(messy)
    os.utime(messy, (1, 1))
    bench = starts.again()
    assert "clients.xlsx has changed since" in starts.offer.note.text()
    starts.offer.go_on.click()
    bench.until(lambda: not bench.page.session.empty)
    answers = bench.page.session.answers
    assert bench.page.step is Step.FILE
    assert answers.words
    assert answers.date_orders
    assert not answers.cells


def test_a_vanished_file_is_said_before_and_after(starts, tmp_path):
    gone, there = clean_csv(tmp_path / "gone.csv"), clean_csv(tmp_path / "there.csv", 5)
    starts.bench.open(gone, there)
    gone.unlink()
    bench = starts.again()
    assert "gone.csv isn't where it was" in starts.offer.note.text()
    starts.offer.go_on.click()
    bench.until(lambda: not bench.page.session.empty)
    assert [f.name for f in bench.page.session.draft.files] == ["there.csv"]
    told = [one.accessibleName() for one in bench.page.file.list.findChildren(Trouble)]
    assert any("gone.csv" in one for one in told)


def test_nothing_to_go_on_with_can_only_be_discarded(starts, tmp_path):
    path = clean_csv(tmp_path / "gone.csv")
    starts.bench.open(path)
    path.unlink()
    starts.again()
    assert starts.offer.isVisible()
    assert not starts.offer.go_on.isEnabled()
    assert starts.offer.drop.isEnabled()


def test_a_pasted_block_comes_back(starts):
    QGuiApplication.clipboard().setText("Name\tCity\nÉcole\tBonn\n")
    starts.bench.page.paste()
    starts.bench.until(lambda: not starts.bench.page.session.empty)
    QGuiApplication.clipboard().clear()
    bench = starts.again()
    assert starts.offer.go_on.accessibleName() == "Continue with Pasted text"
    starts.offer.go_on.click()
    bench.until(lambda: not bench.page.session.empty)
    assert bench.page.session.draft.sheets[0].sheet.head(2)[1] == ["École", "Bonn"]
    if sys.platform != "win32":
        assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in starts.kept())
    bench.page.restart()
    bench.until()
    assert starts.kept() == []


def test_discarding_can_be_undone(starts, tmp_path):
    starts.bench.open(clean_csv(tmp_path / "a.csv"))
    bench = starts.again()
    starts.offer.drop.click()
    bench.until()
    assert not starts.offer.isVisible()
    assert starts.kept() == []
    toast = bench.window.toasts.toasts()[-1]
    toast.pressed.emit()
    bench.until()
    assert starts.offer.isVisible()
    assert starts.kept()
    starts.again()
    assert starts.offer.isVisible()


def test_another_import_takes_its_place_and_says_so(starts, tmp_path):
    starts.bench.open(clean_csv(tmp_path / "a.csv"))
    bench = starts.again()
    bench.open(clean_csv(tmp_path / "b.csv"))
    toast = bench.window.toasts.toasts()[-1]
    assert "a.csv" in toast.text()
    toast.pressed.emit()
    bench.until(lambda: not bench.page.session.empty)
    assert [file.name for file in bench.page.session.draft.files] == ["a.csv"]


def test_bringing_the_same_file_goes_on_with_it(starts, messy):
    starts.bench.to_check(messy)
    decide(starts.bench)
    before = starts.bench.page.session.answers
    bench = starts.again()
    bench.window.go(Place("import", {"files": [str(messy)]}))
    bench.until(lambda: bench.page.session.view is not None)
    assert bench.page.session.answers == before


def test_starting_over_leaves_nothing_behind(starts, tmp_path):
    starts.bench.open(clean_csv(tmp_path / "a.csv"))
    starts.bench.page.restart()
    starts.bench.until()
    starts.again()
    assert not starts.offer.isVisible()


# -- the shelf -------------------------------------------------------------------------------


def test_each_workspace_has_its_own(tmp_path):
    kept = Kept((KeptFile(text="a\tb"),))
    Shelf(tmp_path / "s", tmp_path / "one.acctdesk").keep(kept, 1)
    assert Shelf(tmp_path / "s", tmp_path / "two.acctdesk").find() is None
    found = Shelf(tmp_path / "s", tmp_path / "one.acctdesk").find()
    assert found is not None
    assert found.kept.files == kept.files


def test_what_comes_late_changes_nothing(tmp_path):
    shelf = Shelf(tmp_path / "s", tmp_path / "one.acctdesk")
    shelf.forget(2)
    shelf.keep(Kept((KeptFile(text="old"),)), 1)
    assert shelf.find() is None


def test_answers_are_kept_as_an_answers_file_holds_them(tmp_path):
    from acctdesk.exchange.intake.answers import parse_answers

    answers = Answers(sheets=("A",), clear=frozenset({"City"}), duplicates={"A!3": "skip"})
    shelf = Shelf(tmp_path, tmp_path / "one.acctdesk")
    shelf.keep(Kept((KeptFile(text="x"),), answers), 1)
    import json

    told = json.loads(shelf.path.read_text("utf-8"))
    assert parse_answers(told["answers"]) == answers
    assert replace(Kept((), answers)).without_rows().answers.duplicates == {}


@pytest.mark.parametrize(
    "held", [b"", b"{", b"[]", b'{"files": 3}', b'{"files": [{}], "answers": {}, "step": 0}',
             b'{"files": [], "answers": {"x": 1}, "step": 0, "when": "2026-01-01"}',
             b'{"files": [{"text": "../../etc/passwd"}], "answers": {}, "step": 0,'
             b' "when": "2026-01-01"}']
)  # fmt: skip
def test_what_is_damaged_counts_as_nothing(tmp_path, held):
    shelf = Shelf(tmp_path, tmp_path / "one.acctdesk")
    shelf.path.write_bytes(held)
    assert shelf.find() is None
