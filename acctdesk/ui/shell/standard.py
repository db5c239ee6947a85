"""The actions every window has; pages add their own with `ActionSet.extend`.

Preferences and Quit are bound by hand: Qt knows no default for them on every platform.
"""

from __future__ import annotations

from acctdesk.ui.shell.actions import ActionSpec
from acctdesk.ui.shell.topbar import SEARCH_KEYS
from acctdesk.words import lazy

STANDARD: tuple[ActionSpec, ...] = (
    ActionSpec("new", lazy("New"), "file", 0, "plus", ("Ctrl+N",)),
    ActionSpec("print", lazy("Print…"), "file", 20, "printer", ("Ctrl+P",)),
    ActionSpec("lock", lazy("Lock workspace"), "file", 30, "lock", ("Ctrl+L",)),
    ActionSpec("quit", lazy("Quit"), "file", 90, "log-out", ("Ctrl+Q",)),
    ActionSpec("undo", lazy("Undo"), "edit", 0, "undo-2", ("Ctrl+Z",)),
    ActionSpec("redo", lazy("Redo"), "edit", 0, "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("copy", lazy("Copy"), "edit", 10, "copy", ("Ctrl+C",), ("grid",)),
    ActionSpec("paste", lazy("Paste"), "edit", 10, "clipboard-paste", ("Ctrl+V",), ("grid",)),
    ActionSpec("fill_down", lazy("Fill down"), "edit", 10, "", ("Ctrl+D",), ("grid",)),
    ActionSpec("edit_cell", lazy("Edit cell"), "edit", 20, "pencil", ("F2",), ("grid",)),
    ActionSpec("find", lazy("Search everything"), "edit", 30, "search", ("Ctrl+F",)),
    ActionSpec("find_next", lazy("Next hit of the search"), "edit", 30, "", ("F3",)),
    ActionSpec("settings", lazy("Settings"), "edit", 90, "settings", ("Ctrl+,",)),
    ActionSpec("palette", lazy("Search or run a command"), "view", 0, "search", (SEARCH_KEYS,)),
    ActionSpec("filter", lazy("Filter"), "view", 10, "list-filter", ("Ctrl+Shift+F",)),
    ActionSpec("inspector", lazy("Inspector"), "view", 20, "panel-right", ("F4",), checkable=True),
    ActionSpec("back", lazy("Back"), "view", 30, "arrow-left", ("Alt+Left",)),
    ActionSpec("forward", lazy("Forward"), "view", 30, "arrow-right", ("Alt+Right",)),
    ActionSpec("next_pane", lazy("Next pane"), "view", 40, "", ("F6",)),
    ActionSpec("previous_pane", lazy("Previous pane"), "view", 40, "", ("Shift+F6",)),
    ActionSpec(
        "full_screen", lazy("Full screen"), "view", 50, "maximize", ("F11",), checkable=True
    ),
    ActionSpec("open_record", lazy("Open record"), "account", 0, "", ("Ctrl+Return",), ("grid",)),
    ActionSpec("log", lazy("Log interaction"), "account", 10, "message-square", ("Ctrl+Shift+N",)),
    ActionSpec("present", lazy("Present"), "tools", 0, "monitor-play", ("Ctrl+Shift+P",)),
    ActionSpec("shortcuts", lazy("Keyboard shortcuts"), "help", 0, "keyboard", ("F1",)),
)
"""Actions from the rules of interaction. Sections add Ctrl+1 to Ctrl+9 by themselves."""


def section_action(number: int, section_id: str, label: str) -> ActionSpec:
    """The action that goes to the n-th section.

    Args:
        number: Its place in the sidebar, from 1; the first nine get Ctrl and their digit.
        section_id: Id of the section.
        label: Its label, already said in the window's language.
    """
    keys = (f"Ctrl+{number}",) if number <= 9 else ()
    return ActionSpec(f"go.{section_id}", lazy(label), "view", 60, "", keys)
