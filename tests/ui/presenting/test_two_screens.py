"""With a second screen: notes there, slides here, and neither where it doesn't belong.

Qt's offscreen platform gets its screens when it starts, hence a process for each story.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.presenting.standin import TOKEN

ROOT = Path(__file__).resolve().parents[3]
LEFT = {"name": "laptop", "x": 0, "y": 0, "width": 1600, "height": 1000}
RIGHT = {"name": "wall", "x": 1600, "y": 0, "width": 1920, "height": 1080}
MIRROR = {"name": "mirror", "x": 0, "y": 0, "width": 1600, "height": 1000}

BEGIN = """
import json, os, sys, time
from PySide6.QtCore import Qt, QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox
from acctdesk.ui.theme.application import make_application
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.presenting import keyboard as keys
from acctdesk.ui.presenting.preflight import Preflight
from tests.ui.presenting.reading import texts_of
from tests.ui.presenting.standin import draw, make_talk
keys.CALM = 0.0
app = make_application(["acctdesk"])
theme = Theme(app, mode=Mode.LIGHT)
main = QMainWindow()
page = Preflight(theme, make_talk(5), draw)
main.setCentralWidget(page)
main.resize(1200, 800)
main.show()
told, minutes = [], []
page.ended.connect(lambda spent: told.append(len(spent)))
page.minutes_changed.connect(minutes.append)

def until(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        app.processEvents()
        time.sleep(0.002)

def begin():
    page.course.last()
    page.present()
    until(lambda: page.session.client.canvas.shown() is not None)
    return page.session

def seen():
    return sorted(one.objectName() for one in app.topLevelWidgets()
                  if one.windowHandle() is not None and one.windowHandle().isVisible())
"""
END = """
page.stop()
main.close()
print(json.dumps(found), flush=True)
"""


def tell(tmp_path: Path, screens: list[dict[str, object]], story: str) -> dict[str, object]:
    """Run a story before screens and return what it found."""
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + story + END],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


PRESENT = """
beside = page.beside
session = begin()
client, speaker = session.client, session.speaker
session.course.forward()
until(lambda: client.canvas.shown() == (1, 0))
said, heard = texts_of(client), texts_of(speaker)
QTest.keyClick(speaker, Qt.Key.Key_PageDown)
by_speaker = session.course.step.slide
speaker.minutes.setFocus()
QTest.keyClicks(speaker.minutes, " b7 Decided: go")
still = session.course.step.slide, session.course.black
QTest.keyClick(speaker.minutes, Qt.Key.Key_PageUp)
paged = session.course.step.slide
leave_before = speaker.leave.isEnabled()
answer = QMessageBox.question(main, "Purge?", "Gone") == QMessageBox.StandardButton.Yes
QTest.keyClick(speaker.minutes, Qt.Key.Key_Escape)
black = session.course.black, client.black.isVisible()
windows = seen()
typed = speaker.minutes.toPlainText()
QTest.mouseClick(speaker.leave, Qt.MouseButton.LeftButton)
until(lambda: told)
found = {
    "chosen": [beside.screen_for_client().name(), beside.screen_for_notes().name()],
    "client": sorted(said), "speaker": sorted(heard), "by_speaker": by_speaker, "still": still,
    "paged": paged, "leave_before": leave_before, "answer": answer, "black": black,
    "windows": windows, "typed": typed, "minutes": minutes, "after": seen(), "told": told,
}
"""


@pytest.mark.slow
def test_notes_are_on_the_second_screen_and_nowhere_else(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, RIGHT], PRESENT)
    assert found["chosen"] == ["wall", "laptop"]
    assert not any(TOKEN in one for one in found["client"])
    assert f"{TOKEN} note 2" in found["speaker"]
    assert f"{TOKEN} minutes" in found["speaker"]
    assert "Next: What is said on slide 3" in found["speaker"]
    assert "0:00 of 25 min" in found["speaker"]
    assert found["windows"] == ["client-view", "presenter-view"]
    assert found["answer"] is False


@pytest.mark.slow
def test_keys_on_the_second_screen(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, RIGHT], PRESENT)
    assert found["by_speaker"] == 2
    assert found["still"] == [2, False]  # "b" and "7" were written
    assert found["paged"] == 1  # a remote control works while one writes
    assert found["black"] == [True, True]
    assert found["leave_before"] is False
    assert found["typed"].startswith(" b7 Decided: go")
    assert found["minutes"] == [found["typed"]]
    assert found["told"] == [5]
    assert found["after"] == [""]  # the program's window alone


PLACES = """
session = begin()
found = {
    "client": [session.client.screen().name(), *session.client.geometry().getRect()],
    "speaker": [session.speaker.screen().name(), *session.speaker.geometry().getRect()]
    if session.speaker else None,
    "offered": [page.beside.notes.itemText(at) for at in range(page.beside.notes.count())],
}
session.leave()
"""


@pytest.mark.slow
def test_each_window_fills_its_screen(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, RIGHT], PLACES)
    assert found["client"] == ["wall", 1600, 0, 1920, 1080]
    assert found["speaker"] == ["laptop", 0, 0, 1600, 1000]
    assert found["offered"] == ["Screen 1, 1600 × 1000, this one", "Nowhere"]


@pytest.mark.slow
def test_a_screen_that_mirrors_the_client_s_gets_no_notes(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, MIRROR], PLACES)
    assert found["speaker"] is None
    assert found["client"][0] == "laptop"


OTHER = """
page.beside.client.set_value(0)
page.beside.client.activated.emit(0)
session = begin()
found = {"client": session.client.screen().name(), "speaker": session.speaker.screen().name()}
session.leave()
page.beside.notes.set_value(-1)
session = begin()
found["nowhere"] = session.speaker is None
session.leave()
"""


@pytest.mark.slow
def test_the_other_way_round_and_without_notes(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, RIGHT], OTHER)
    assert found == {"client": "laptop", "speaker": "wall", "nowhere": True}


UNPLUG = """
session = begin()
session.speaker.minutes.setPlainText("half a sentence")
gone = {screen}
app.screenRemoved.emit(gone)
found = {{"black": session.course.black, "speaker": session.speaker is not None}}
until(lambda: told or "{screen}" == "session.speaker.screen()" and not session.speaker)
found |= {{"told": told, "windows": seen(), "minutes": minutes}}
session.leave()
"""


@pytest.mark.slow
def test_pulling_the_client_s_screen_ends_it_black(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, RIGHT], UNPLUG.format(screen="session.client.screen()"))
    assert found["black"] is True
    assert found["told"] == [5]
    assert found["windows"] == [""]
    assert found["minutes"] == ["half a sentence"]


@pytest.mark.slow
def test_pulling_the_second_screen_takes_the_notes_away_and_goes_on(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, RIGHT], UNPLUG.format(screen="session.speaker.screen()"))
    assert found["black"] is False
    assert found["speaker"] is False
    assert found["windows"] == ["client-view"]
    assert found["minutes"] == ["half a sentence"]


MOVED = """
session = begin()
session.speaker.setScreen(session.client.screen())
session.speaker.move(session.client.pos())
session._part_screens()
found = {"speaker": session.speaker is not None, "windows": seen()}
session.leave()
"""


@pytest.mark.slow
def test_notes_never_stand_on_the_client_s_screen(tmp_path: Path) -> None:
    found = tell(tmp_path, [LEFT, RIGHT], MOVED)
    assert found == {"speaker": False, "windows": ["client-view"]}
