"""Actions, their keys, and keys that somebody chose."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from acctdesk.ui.shell import keys
from acctdesk.ui.shell.actions import ActionSet, ActionSpec, duplicate_shortcuts
from acctdesk.ui.shell.standard import STANDARD
from acctdesk.ui.shell.window import MainWindow
from acctdesk.words import lazy
from tests.ui.shell.noting import SECTIONS, Silent
from tests.ui.shell.noting import settings as settings
from tests.ui.shell.noting import window as window


class TestActions:
    def test_standard_keys_are_claimed_once(self):
        assert duplicate_shortcuts(STANDARD) == []

    def test_settings_and_quit_are_bound_by_hand(self):
        keys = {spec.id: spec.shortcuts for spec in STANDARD}
        assert keys["settings"] == ("Ctrl+,",)
        assert keys["quit"] == ("Ctrl+Q",)

    def test_every_action_of_the_window_is_in_a_menu(self, window):
        in_menus = {
            action.objectName()
            for menu in window.action_set._menus.values()
            for action in menu.actions()
        }
        assert {spec.id for spec in window.action_set.specs()} <= in_menus

    def test_context_menus_only_repeat(self, window):
        menu = window.action_set.context_menu("grid", window)
        names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
        assert names == ["copy", "paste", "fill_down", "edit_cell", "open_record"]

    @pytest.mark.parametrize(("one", "other"), [("Ctrl+Shift+N", "Shift+Ctrl+N"), ("F3", "f3")])
    def test_taken_shortcuts_are_refused(self, theme, qtbot, one, other):
        host = QWidget()
        qtbot.addWidget(host)
        specs = [
            ActionSpec("x", lazy("X"), "file", shortcuts=(one,)),
            ActionSpec("y", lazy("Y"), "file", shortcuts=(other,)),
        ]
        with pytest.raises(ValueError, match="x"):
            ActionSet(theme, specs, host)

    def test_scopes_may_share_a_key_with_each_other_not_with_the_window(self):
        specs = [
            ActionSpec("map", lazy("Connect"), "edit", shortcuts=("C",), scope="map"),
            ActionSpec("gantt", lazy("Copy"), "edit", shortcuts=("C",), scope="gantt"),
        ]
        assert duplicate_shortcuts(specs) == []
        specs.append(ActionSpec("all", lazy("All"), "edit", shortcuts=("C",)))
        assert len(duplicate_shortcuts(specs)) == 2

    def test_an_action_nobody_answers_is_disabled(self, window):
        action = window.action_set.action("log")
        assert not action.isEnabled()
        done = []
        window.action_set.on("log", lambda: done.append(1))
        action.trigger()
        assert done == [1]

    def test_remapped_keys_work_and_are_checked(self, window):
        window.action_set.remap("log", ("Ctrl+Alt+L",))
        assert window.action_set.shortcut_text("log") == "Ctrl+Alt+L"
        with pytest.raises(ValueError, match="log"):
            window.action_set.remap("log", ("Ctrl+Q",))


def test_chosen_keys_are_kept_over_a_restart_and_given_back(theme, qtbot, settings):
    keys.keep(settings, "new", ("Ctrl+Alt+N",))
    keys.keep(settings, "lock", ())
    made = MainWindow(theme, SECTIONS, settings, ask=Silent())
    qtbot.addWidget(made)
    actions = made.action_set
    assert actions.action("new").shortcut().toString() == "Ctrl+Alt+N"
    assert actions.action("lock").shortcut().isEmpty()
    assert actions.defaults("new") == ("Ctrl+N",)
    keys.forget(settings, "new")
    assert keys.kept(settings) == {"lock": ()}


def test_a_choice_has_precedence_over_keys_that_come_with_a_later_version(theme, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    one = ActionSpec("one", lazy("One"), "file", shortcuts=("Ctrl+1",))
    two = ActionSpec("two", lazy("Two"), "file", shortcuts=("Ctrl+2", "Ctrl+3"))
    swapped = ActionSet(theme, [one, two], parent, {"one": ("Ctrl+2",), "two": ("Ctrl+1",)})
    assert swapped.shortcut_text("one") == "Ctrl+2"
    assert swapped.shortcut_text("two") == "Ctrl+1"
    taken = ActionSet(theme, [one, two], parent, {"one": ("Ctrl+2",)})
    assert [spec.shortcuts for spec in taken.specs()] == [("Ctrl+2",), ("Ctrl+3",)]
    late = ActionSet(theme, [one], parent, {"one": ("Ctrl+2",)})
    late.extend([two])
    assert [spec.shortcuts for spec in late.specs()] == [("Ctrl+2",), ("Ctrl+3",)]
    assert not duplicate_shortcuts(late.specs())


def test_a_clash_names_who_has_the_keys(theme, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    actions = ActionSet(theme, STANDARD, parent)
    assert [one.id for one in actions.clashes("new", "ctrl+k")] == ["palette"]
    assert actions.clashes("palette", "Ctrl+K") == []
    with qtbot.waitSignal(actions.remapped, timeout=500):
        actions.remap("new", ("Ctrl+Alt+N",))
