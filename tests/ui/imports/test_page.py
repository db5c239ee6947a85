"""The page as a whole: going on, writing, undoing, keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QTableView

from acctdesk.errors import Problem
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.theme import Mode
from tests.ui.imports.making import clean_csv, csv

# -- import ----------------------------------------------------------------------------------


def test_cancel_leaves_the_workspace_as_it_was(bench, tmp_path, monkeypatch):
    path = clean_csv(tmp_path / "many.csv", 9000)
    bench.to_check(path)
    real = bench.desk.imports.apply

    def slow(plan, job=None):
        job.cancel()
        return real(plan, job)

    monkeypatch.setattr(bench.desk.imports, "apply", slow)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.step is Step.CHECK)
    assert bench.accounts() == {}
    assert bench.desk.history.recent() == []
    assert bench.page.footer.primary.isEnabled()


def test_a_problem_while_writing_is_told_inline(bench, clean, monkeypatch):
    bench.to_check(clean)

    def full(plan, job=None):
        raise Problem("the disk is full.", remedy="Free some space.")

    monkeypatch.setattr(bench.desk.imports, "apply", full)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page._trouble.isVisible())
    assert bench.page.step is Step.CHECK


def test_an_import_is_undone_from_its_summary(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert len(bench.accounts()) == 3
    assert bench.page.done.accessibleName() == "Imported 3 accounts"
    assert [t.text() for t in bench.window.toasts.toasts()] == ["Imported 3 accounts"]
    bench.page.done.undo.click()
    bench.until(lambda: bool(bench.page.finished._undone))
    assert bench.accounts() == {}
    assert not bench.page.done.undo.isVisible()


def test_the_toast_undoes_its_own_import_when_another_has_begun(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    toast = bench.window.toasts.toasts()[0]
    bench.page.done.another.click()
    toast.pressed.emit()
    bench.until(lambda: not bench.accounts())
    assert "as before" in bench.window.toasts.toasts()[-1].text()


def test_an_answer_that_could_not_be_checked_holds_up_the_import(bench, clean, monkeypatch):
    bench.to_check(clean)
    assert bench.page.footer.primary.isEnabled()
    monkeypatch.setattr("sys.excepthook", lambda *_what: None)
    monkeypatch.setattr("acctdesk.ui.imports.findings.overview", lambda *_args: 1 / 0)
    bench.page.session.answer("cells", "clean!2!Name", "Other")
    bench.until()
    assert not bench.page.footer.primary.isEnabled()
    assert "could not be checked" in bench.page.footer.said.text()


def test_only_the_rows_in_sight_are_fetched(bench, tmp_path):
    bench.to_check(clean_csv(tmp_path / "many.csv", 5000))
    bench.page.check.only.setChecked(False)
    bench.until()
    model = bench.page.check.model
    assert model.rowCount() == 5000
    bench.until(lambda: bool(model._cells))
    assert 0 < len(model._cells) <= 400
    bench.page.check.grid.scrollToBottom()
    bench.until(lambda: model.index(4999, 1).data() != "…")
    assert model.index(4999, 1).data() == "Helvetia 04999 Ltd"
    assert len(model._cells) <= 800


def test_undoing_names_what_was_edited_since(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    record = {n: i for i, n in bench.desk.records.options("account")}["Acme 00000 Ltd"]
    bench.desk.people.add(record, {"name": "Jana Ode"})
    bench.page.done.undo.click()
    bench.until(lambda: bool(bench.page.finished._undone))
    assert "Acme 00000 Ltd" in bench.page.finished._undone


def test_the_accounts_are_shown_afterwards(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    bench.page.done.show_accounts.click()
    assert bench.window.present_place() == Place("accounts")


def test_a_workspace_changed_since_the_check_is_checked_again(bench, tmp_path):
    bench.to_check(csv(tmp_path / "a.csv", "Expres Logistik,Hamburg,A"))
    bench.desk.accounts.create({"name": "Express Logistik"})
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.step is Step.CHECK)
    assert bench.page.session.view.questions == 1
    assert len(bench.accounts()) == 1


# -- the page as a whole ---------------------------------------------------------------------


def test_the_draft_survives_leaving_the_page(bench, messy):
    bench.to_check(messy)
    bench.window.go(Place("accounts"))
    bench.window.go(Place("import"))
    assert bench.page.step is Step.CHECK
    assert bench.page.check.isVisible()


def test_enter_goes_on(bench, clean, qtbot):
    bench.open(clean)
    qtbot.keyClick(bench.page, Qt.Key.Key_Return)
    bench.until(lambda: bench.page.session.view is not None)
    assert bench.page.step is Step.CHECK


def test_a_bug_is_reported_and_the_page_goes_on(bench, clean, monkeypatch):
    reported = []
    monkeypatch.setattr("sys.excepthook", lambda *what: reported.append(what[0]))
    monkeypatch.setattr("acctdesk.ui.imports.findings.overview", lambda *_args: 1 / 0)
    bench.open(clean)
    bench.page.footer.primary.click()
    bench.until()
    assert reported == [ZeroDivisionError]
    assert bench.page.step is Step.MATCH


def test_the_models_are_sound(bench, messy):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    page = bench.page
    models = (page.file.model, page.match.model, page.check.model)
    testers = [QAbstractItemModelTester(one, fatal) for one in models]
    bench.open(messy)
    page.footer.primary.click()
    page.match.keep_all.click()
    bench.until()
    page.footer.primary.click()
    bench.until()
    page.check.only.click()
    bench.until()
    card = bench.card("Gold")
    card.box.set_value("B")
    card.apply_button.click()
    bench.until()
    page.check.only.click()
    page.restart()
    bench.until()
    assert all(model.rowCount() >= 0 for model in models)
    del testers


def test_everything_that_takes_the_focus_has_a_name_and_tab_leaves_the_tables(bench, messy):
    bench.to_check(messy)
    page = bench.page
    for step in (Step.CHECK, Step.MATCH, Step.FILE):
        page._go(step)
        for one in page.findChildren(QAbstractButton) + page.findChildren(QTableView):
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert one.accessibleName().strip(), one
        for table in page.findChildren(QTableView):
            assert not table.tabKeyNavigation()


# Dark differs from light in its colours alone.
@pytest.mark.parametrize(
    ("scale", "mode"), [(100, Mode.LIGHT), (200, Mode.LIGHT), (200, Mode.CONTRAST)]
)
def test_nothing_is_wider_than_a_small_window(bench, messy, theme, scale, mode):
    theme.set_mode(mode)
    theme.set_text_scale(scale)
    bench.window.resize(960, 600)
    page = bench.page

    def fits() -> bool:
        host = page.parentWidget()
        return page.minimumSizeHint().width() <= host.width()

    assert fits()
    bench.open(messy)
    assert fits()
    page.footer.primary.click()
    bench.until()
    assert fits()
    page.footer.primary.click()
    bench.until()
    assert fits()


def test_a_read_only_workspace_can_be_checked_against_but_not_imported_into(
    bench, clean, monkeypatch
):
    monkeypatch.setattr(type(bench.desk), "read_only", property(lambda self: True))
    bench.to_check(clean)
    assert not bench.page.footer.primary.isEnabled()
    assert "read-only" in bench.page.footer.said.text()


# -- where the keyboard is -------------------------------------------------------------------


def test_the_keyboard_stays_on_the_page_from_file_to_file(bench, clean, qtbot):
    page = bench.page
    page.file.empty.choose_button.setFocus()
    bench.ask.files = [clean]
    qtbot.keyClick(page.file.empty.choose_button, Qt.Key.Key_Space)
    bench.until(lambda: not page.session.empty)
    assert bench.window.focusWidget() is page.footer.primary
    for _step in range(2):
        qtbot.keyClick(page.footer.primary, Qt.Key.Key_Return)
        bench.until()
    assert page.result is not None
    page.done.another.setFocus()
    qtbot.keyClick(page.done.another, Qt.Key.Key_Space)
    bench.until()
    # The toast with Undo is still there: the next Space must not take the import back.
    assert bench.window.toasts.toasts()
    assert bench.window.focusWidget() is page.file.empty.choose_button


def test_an_import_that_was_taken_back_is_checked_again_with_its_decisions(bench, messy):
    bench.to_check(messy)
    card = bench.card("Gold")
    card.box.set_value("A")
    card.apply_button.click()
    bench.until()
    order = next(c for c in bench.page.check.needs.cards.values() if c.item.repair == "date_order")
    order.answered.emit(order.item, "date_orders", "dmy")
    bench.until()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert not bench.page.done.back.isVisible()
    bench.page.done.undo.click()
    bench.until(lambda: bench.page.done.back.isVisible())
    assert bench.accounts() == {}
    bench.page.done.back.click()
    bench.until()
    assert bench.page.step is Step.CHECK
    assert not any("Gold" in c.item.title for c in bench.page.check.needs.cards.values())
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert bench.accounts()["Acme GmbH"]["tier"] == "A"
