"""The first minutes: no workspace yet, the sample, who one is, and what can go wrong."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from acctdesk.compose import create_desk, open_desk
from acctdesk.ui.preferences import Preferences
from acctdesk.ui.shell.places import Place
from acctdesk.ui.starting import Options
from acctdesk.ui.theme.theme import Mode
from acctdesk.ui.welcome.who import WhoStrip
from acctdesk.ui.widgets.toast import Banner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton


def test_three_ways_to_begin_and_no_wizard(start, qtbot: QtBot) -> None:
    run = start(opened=False)
    run.wait(lambda: run.window.present_place() is not None)
    page = run.window.page("welcome")
    assert set(page.buttons) >= {"new", "sample", "open"}
    assert run.answers.asked == []


def test_the_first_account_and_who_one_is(start, qtbot: QtBot, folders) -> None:
    run = start(opened=False)
    run.wait(lambda: run.window.present_place() is not None)
    qtbot.mouseClick(run.window.page("welcome").buttons["new"], LEFT)
    run.wait(lambda: run.desk is not None)
    assert run.desk.path == folders.data / "My accounts.acctdesk"
    run.wait(lambda: run.accounts.prompt.isVisible())
    qtbot.keyClicks(run.accounts.prompt.line, "Northwind")
    qtbot.keyClick(run.accounts.prompt.line, Qt.Key.Key_Return)
    run.wait(lambda: run.names() == ["Northwind"])
    run.wait(lambda: bool(run.window.findChildren(WhoStrip)))
    (strip,) = run.window.findChildren(WhoStrip)
    assert not strip.save.isEnabled()
    qtbot.keyClicks(strip.name, "Jana Ode")
    qtbot.keyClicks(strip.email, "jana@firm.example")
    qtbot.mouseClick(strip.save, LEFT)
    run.wait(lambda: run.desk.settings.me.name == "Jana Ode")
    path = run.desk.path
    again = start()
    assert again.desk.path == path
    again.wait(lambda: again.names() == ["Northwind"])


def test_the_sample_is_a_workspace_of_its_own_with_a_banner(start, folders, qtbot: QtBot) -> None:
    run = start(Options(sample=True))
    run.wait(lambda: run.accounts.model.rowCount() > 20)
    assert run.desk.path == folders.data / "Sample.acctdesk"
    (banner,) = run.window.findChildren(Banner)
    assert banner.accessibleName() == "Sample workspace – nothing here is real."
    banner.pressed.emit()
    run.wait(
        lambda: run.desk is not None and run.desk.path == folders.data / "My accounts.acctdesk"
    )
    run.wait(lambda: run.accounts.model.rowCount() == 0)
    assert run.window.findChildren(Banner) == []


def test_open_elsewhere_offers_to_read(start, folders, qtbot: QtBot) -> None:
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as other:
        other.accounts.create({"name": "Acme"})
        run = start(Options(workspace=path), opened=False)
        run.answers.choices.append(0)
        run.wait(lambda: run.desk is not None)
        assert run.answers.asked[0][0] == "This workspace is open elsewhere"
        assert run.desk.read_only
        run.wait(lambda: run.accounts.model.rowCount() == 1)
        page = run.accounts
        assert not page.add_button.isEnabled()
        index = page.model.index(0, page.model.column("city"))
        assert not index.flags() & Qt.ItemFlag.ItemIsEditable
        (banner,) = run.window.findChildren(Banner)
        assert "read-only" in banner.accessibleName()
        run.program.close()


def test_a_damaged_file_is_told_with_choices(start, folders) -> None:
    folders.data.mkdir(parents=True)
    path = folders.data / "Broken.acctdesk"
    path.write_bytes(b"not a database at all" * 100)
    run = start(Options(workspace=path), opened=False)
    run.wait(lambda: bool(run.answers.asked))
    title, text = run.answers.asked[0]
    assert title == "This workspace can't be opened"
    assert "Broken.acctdesk" in text
    run.wait(lambda: run.window.present_place() is not None)
    assert run.window.present_place().section == "welcome"
    assert path.read_bytes().startswith(b"not a database")


def test_a_backup_is_made_once_a_day_and_said(start, folders) -> None:
    path = folders.data / "Book.acctdesk"
    create_desk(path).close()
    run = start(Options(workspace=path))
    run.wait(lambda: run.window.status.note.text().startswith("Last backup "))
    assert run.window.status.note.text().endswith(", verified")
    assert len(run.desk.workspace.backups()) == 1
    again = start(Options(workspace=path))
    again.wait(lambda: again.window.status.note.text().startswith("Last backup "))
    assert len(again.desk.workspace.backups()) == 1


def test_settings_hold_at_once_and_after_a_restart(full, start, qtbot: QtBot) -> None:
    full.window.action_set.action("settings").trigger()
    full.settle()
    page = full.window.page("settings")
    page.mode.chosen.emit(2)
    assert full.program.theme.mode is Mode.DARK
    page.scale.chosen.emit(2)
    assert full.program.theme.text_scale == 150
    page.density.chosen.emit(1)
    page.month.set_value("4")
    page.month.activated.emit(page.month.currentIndex())
    full.wait(lambda: full.desk.settings.fiscal_month == 4)
    assert page.name.text() == "Jana Ode"
    page.check.click()
    full.wait(lambda: page.soundness.text().startswith("Sound, checked"))
    again = start()
    kept: Preferences = again.program.preferences
    assert (kept.mode, kept.text_scale, kept.compact) == (Mode.DARK, 150, True)
    kept.set_mode(Mode.LIGHT)
    kept.set_text_scale(100)


def test_other_formats_change_the_window_at_once(full) -> None:
    assert full.accounts.model.index(0, full.accounts.model.column("annual_value")).data() == (
        "€ 100,000"
    )
    full.program.preferences.set_locale("de-DE")
    full.settle()
    full.wait(lambda: full.accounts.model.rowCount() == 40)
    column = full.accounts.model.column("annual_value")
    assert full.accounts.model.index(0, column).data() == "€ 100.000"
    full.program.preferences.set_locale("en-GB")
    full.settle()


def test_a_bug_is_logged_without_values_and_told_calmly(
    full, folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    from acctdesk.ui.starting import LOG, catch_bugs, start_logging

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", sys.__excepthook__)
    start_logging(folders.logs)
    catch_bugs(full.program)

    def broken() -> None:
        raise ValueError("Secret Client Ltd")

    try:
        full.program.tasks.read(full.accounts, broken)
        full.wait(lambda: bool(full.window.toasts.toasts()))
    finally:
        for handler in list(LOG.handlers):
            handler.close()
            LOG.removeHandler(handler)
    assert "Something went wrong" in full.window.toasts.toasts()[-1].text()
    log = (folders.logs / "acctdesk.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "broken" in log
    assert "Secret Client" not in log


def test_closing_finishes_the_commands_under_way(full, folders) -> None:
    account = full.ids()[0]
    path = full.desk.path
    desk = full.desk
    full.program.tasks.write(
        full.accounts, lambda: desk.accounts.edit([account], {"city": "Delft"})
    )
    full.window.close()
    with open_desk(path) as again:
        assert again.records.get("account", account)["city"] == "Delft"


def test_undo_names_what_it_kept(full) -> None:
    account = full.ids()[0]
    full.desk.accounts.edit([account], {"city": "Delft", "tier": "B"})
    change = full.desk.history.next_undo()
    full.desk.accounts.edit([account], {"city": "Leiden"})
    full.settle()
    full.program.undo.revert(change.id)
    full.wait(lambda: full.record(account)["tier"] == "A")
    said = full.window.toasts.toasts()[-1].text()
    assert said.startswith("Undone: Edit ")
    assert "Client 00 (changed since)" in said
    assert full.record(account)["city"] == "Leiden"


def test_sections_stand_in_their_fixed_order_and_those_not_built_are_absent(full) -> None:
    # Point 1 of the checklist: Today … QBRs come between Accounts and Import as they are built.
    found = list(full.window.sidebar.rows())
    assert found == [
        "accounts", "people", "service_levels", "reviews", "import", "handover", "settings",
    ]  # fmt: skip


def test_no_command_is_shown_that_nobody_answers(full) -> None:
    actions = full.window.action_set
    assert not actions.action("lock").isVisible()
    # Presenting is there, and waits for an account.
    assert actions.action("present").isVisible()
    assert not actions.action("present").isEnabled()
    assert full.window.topbar.search.isVisible()
    for name in ("undo", "quit", "settings", "workspace.new", "palette", "print", "log"):
        assert actions.action(name).isVisible()


def test_what_is_done_with_lists_is_offered_where_a_list_is(full) -> None:
    export = full.window.action_set.action("list.export")
    full.go()
    assert export.isEnabled()
    full.window.go(Place("settings"))
    full.settle()
    assert not export.isEnabled()
    full.go(account=full.ids()[0])
    assert not export.isEnabled()
    full.go(list="1")
    assert export.isEnabled()
