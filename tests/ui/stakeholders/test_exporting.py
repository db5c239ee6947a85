"""Export from the window: the client's file is offered first, internal says so, files are whole."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from acctdesk.ui.stakeholders.exporting import FORMATS, ExportButton, make_export_menu
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.steps import Segmented
from tests.ui.opened import Open

POPUP = pytest.mark.qt_log_ignore("This plugin does not support")


class Shell:
    """As much of a window as an export asks for."""

    def __init__(self) -> None:
        self.files: list[Path | None] = []
        self.asked: list[tuple[str, Path]] = []
        self.toasts: list[tuple[str, Any]] = []
        self.problems: list[Any] = []
        self.ask = SimpleNamespace(save_file=self._save, problem=self.problems.append)

    def _save(self, title: str, _pattern: str, proposal: Path) -> Path | None:
        self.asked.append((title, proposal))
        return self.files.pop(0)

    def add_job(self, _label: str, _cancel: Any = None) -> Any:
        return SimpleNamespace(set_progress=lambda _share: None, finish=lambda: None)

    def toast(self, text: str, *, undo: Any = None, action: str = "", more: Any = None) -> None:
        self.toasts.append((text, undo))
        self.more = more


@pytest.fixture
def shell() -> Shell:
    return Shell()


@pytest.fixture
def button(qtbot: QtBot, theme: Theme, opened: Open, shell: Shell) -> ExportButton:
    who = opened.desk.stakeholders
    account = opened.book.account("Acme & Söhne")
    top, _change = who.posts.add(account, name="Jana Ode", title="CIO")
    who.posts.add(account, anchor=top, title="Head of data")
    opened.desk.records.edit("position", top, {"attitude": "opponent", "power": 9, "interest": 2})
    made = make_export_menu(shell, opened.desk, opened.tasks, opened.undo, theme)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    assert not made.isEnabled()
    made.set_subject(account, "Acme & Söhne", None)
    made.show()
    return made


def choose(qtbot: QtBot, button: ExportButton, suffix: str) -> None:
    qtbot.mouseClick(button.menu_shown.formats[suffix], Qt.MouseButton.LeftButton)


@POPUP
def test_the_client_comes_first_and_every_format_is_a_whole_file(
    qtbot: QtBot, button: ExportButton, shell: Shell, opened: Open, tmp_path: Path
) -> None:
    heads = {".pdf": b"%PDF", ".png": b"\x89PNG", ".svg": b"<?xml", ".xlsx": b"PK",
             ".vcf": b"BEGIN:VCARD"}  # fmt: skip
    assert set(heads) == {one[0] for one in FORMATS}
    folder = tmp_path / "out"
    folder.mkdir()
    for suffix, head in heads.items():
        path = folder / f"map{suffix}"
        # What is typed without an ending gets the right one.
        shell.files.append(path.with_suffix(""))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.menu_shown.audience.current() == 0
        assert not button.menu_shown.drawn.isVisible()
        choose(qtbot, button, suffix)
        opened.settle()
        assert path.read_bytes().startswith(head)
        assert b"Opponent" not in path.read_bytes()
    titles = {title for title, _proposal in shell.asked}
    assert titles == {"Export for the client"}
    assert shell.asked[0][1].name.startswith("Acme & Söhne stakeholders 2026-")
    assert shell.asked[4][1].parent == folder
    assert [text for text, _undo in shell.toasts][0] == "Exported 2 people to map.pdf"
    assert not shell.problems
    assert {one.name for one in folder.iterdir()} == {f"map{one}" for one in heads}


@POPUP
def test_internal_is_chosen_and_said(
    qtbot: QtBot, button: ExportButton, shell: Shell, opened: Open, tmp_path: Path
) -> None:
    button.grid = True
    path = tmp_path / "plane.svg"
    shell.files.append(path)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = button.menu_shown
    qtbot.keyClick(menu.audience, Qt.Key.Key_Right)
    assert menu.drawn.isVisible()
    assert menu.drawn.current() == 1
    choose(qtbot, button, ".svg")
    opened.settle()
    [(title, proposal)] = shell.asked
    assert title == "Export as internal"
    assert "power and interest internal" in proposal.name
    text = path.read_text("utf-8")
    assert ">Internal<" in text
    assert ">Manage closely<" in text
    [(words, undo)] = shell.toasts
    assert words.endswith("It is internal")
    opened_files: list[Path] = []
    button.open_file = opened_files.append
    undo()
    assert opened_files == [path]
    assert shell.more[0] == "Show in folder"
    shell.more[1]()
    assert opened_files == [path, tmp_path]
    # A workbook has no picture of the plane: it is the whole register.
    shell.files.append(tmp_path / "all.xlsx")
    button.export(".xlsx", internal=True, view="grid")
    opened.settle()
    assert (tmp_path / "all.xlsx").stat().st_size > 4000


def test_cancelled_and_refused(
    button: ExportButton, shell: Shell, opened: Open, tmp_path: Path
) -> None:
    shell.files.append(None)
    button.export(".pdf")
    shell.files.append(tmp_path / "nowhere" / "map.pdf")
    button.export(".pdf")
    opened.settle()
    assert not shell.toasts
    assert [one.where for one in shell.problems] == [str(tmp_path / "nowhere" / "map.pdf")]
    assert not (tmp_path / "nowhere").exists()


@POPUP
def test_everything_has_a_name(qtbot: QtBot, button: ExportButton) -> None:
    button.open_menu()
    menu = button.menu_shown
    assert menu.accessibleName()
    for one in (*menu.findChildren(Button), *menu.findChildren(Segmented), button):
        assert one.accessibleName()
    menu.close()
