"""A review is checked, presented on one screen with notes on the other, and written down.

The whole program runs, over a workspace in which everything that is ours bears a token. Qt's
offscreen platform gets its two screens when it starts, hence a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENS = [
    {"name": "laptop", "x": 0, "y": 0, "width": 1600, "height": 1000},
    {"name": "wall", "x": 1600, "y": 0, "width": 1920, "height": 1080},
]
TOKEN = "zqx-ours"

STORY = """
import datetime as dt, json, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from acctdesk.app import Program
from acctdesk.compose import create_desk
from acctdesk.ui.presenting import keyboard
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Folders, Options
from acctdesk.ui.theme.application import make_application
from tests.ui.presenting.reading import texts_of

home, TOKEN = Path(sys.argv[1]), sys.argv[2]
keyboard.CALM = 0.0
book = home / f"{TOKEN}.acctdesk"
with create_desk(book) as desk:
    desk.settings.introduce("Mara Klein", "mara.klein@ours.example")
    north, _change = desk.accounts.create({"name": "Northwind Logistics"})
    desk.accounts.create({"name": f"{TOKEN} Globex"})
    begin = desk.context.now() + dt.timedelta(days=14)
    meeting, _change = desk.meetings.plan(north, "qbr", begin)
    for one in desk.meetings.detail(meeting).slides:
        desk.meetings.edit_slide(one.id, {"speaker_notes": f"{TOKEN} say it kindly"})
    desk.meetings.edit(meeting, {"note": f"{TOKEN} they may leave"})

app = make_application(["acctdesk"])
program = Program(app, Folders(home / "d", home / "c", home / "l"), Options(workspace=book))
program.show()
end = time.monotonic() + 60

def until(condition):
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        app.processEvents()
        time.sleep(0.002)

def seen():
    return sorted(one.objectName() for one in app.topLevelWidgets()
                  if one.windowHandle() is not None and one.windowHandle().isVisible())

until(lambda: program.desk is not None and program.window.present_place() is not None)
program.window.go(Place("present", {"meeting": meeting}))
page = program.window.page("present")
until(lambda: page.preflight is not None and page.preflight.canvas.shown() is not None)
check = page.preflight
found = {"before": check.go.isEnabled()}
while check.course.following() is not None:
    QTest.keyClick(check.canvas, Qt.Key.Key_Right)
found["after"] = check.go.isEnabled()
QTest.keyClick(check.canvas, Qt.Key.Key_Return)
QTest.keyClick(check.go, Qt.Key.Key_Space)
until(lambda: check.session is not None and check.session.speaker is not None)
session = check.session
client, speaker = session.client, session.speaker
until(lambda: client.canvas.shown() is not None)
found["windows"] = seen()
found["titles"] = [client.windowTitle(), speaker.windowTitle()]
found["screens"] = [client.screen().name(), speaker.screen().name()]
said, noted = set(), texts_of(speaker)
for at in range(len(session.course.deck.slides)):
    said |= texts_of(client)
    # What goes on behind: a message, a question, work that ends, another page.
    program.window.toast(f"{TOKEN} was imported")
    program.window.ask.confirm(f"Purge {TOKEN}?", "It is gone then.", "Purge")
    QMessageBox.information(program.window, "AcctDesk", f"{TOKEN} is overdue")
    program.window.go(Place("accounts"))
    QTest.keyClick(client.focusWidget() or client.canvas, Qt.Key.Key_PageDown)
    app.processEvents()
    said |= texts_of(client)
found["windows after all that"] = seen()
said |= {one.windowTitle() for one in app.topLevelWidgets() if one.objectName() in seen()}
QTest.keyClicks(speaker.minutes, "The release window is agreed.")
QTest.keyClick(client.focusWidget() or client.canvas, Qt.Key.Key_Escape)
found["black"] = client.black.isVisible()
QTest.keyClick(client.black, Qt.Key.Key_Escape)
until(lambda: check.session is None if page.preflight is check else True)
until(lambda: not program.tasks.busy)
found["leaks"] = sorted(one for one in said if TOKEN in one or "Globex" in one)
found["slides"] = sorted(one for one in said if "Quarterly" in one)
found["notes"] = any("say it kindly" in one for one in noted)
found["back"] = seen()
kept = program.desk.meetings.get(meeting)
found["minutes"], found["rehearsed"] = kept.client_minutes, bool(kept.rehearsed)
program.window.close()
print(json.dumps(found), flush=True)
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the story found."""
    home = tmp_path_factory.mktemp("home")
    config = home / "screens.json"
    config.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", STORY, str(home), TOKEN],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


pytestmark = pytest.mark.slow


def test_one_presents_after_every_slide_was_looked_at(found: dict[str, object]) -> None:
    assert (found["before"], found["after"]) == (False, True)
    assert found["rehearsed"] is True


def test_only_the_presentation_is_on_the_screens(found: dict[str, object]) -> None:
    assert found["windows"] == ["client-view", "presenter-view"]
    assert found["windows after all that"] == found["windows"]
    assert found["screens"] == ["wall", "laptop"]
    assert found["titles"] == ["AcctDesk – Client view", "AcctDesk – Presenter"]


def test_nothing_of_ours_is_in_the_client_s_window(found: dict[str, object]) -> None:
    assert found["leaks"] == []
    assert found["slides"] != []
    assert found["notes"] is True


def test_the_program_comes_back_with_the_minutes(found: dict[str, object]) -> None:
    assert found["black"] is True
    assert found["back"] == ["main"]
    assert found["minutes"] == "The release window is agreed."
