"""The tour: which stops are meant, and that a stop leaves its pictures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from tour import STOPS, WELCOME, chosen
from touring.camera import VIEWS
from touring.sheets import GAP, TILE, contact_sheets

ROOT = Path(__file__).resolve().parents[2]


def test_every_stop_has_a_name_of_its_own() -> None:
    names = [stop.name for stop in STOPS]
    assert len(names) == len(set(names))
    assert WELCOME not in names


def test_patterns_choose_stops() -> None:
    assert chosen([]) == {WELCOME, *(stop.name for stop in STOPS)}
    assert chosen(["settings", "empty-*"]) == {
        "settings",
        *(stop.name for stop in STOPS if stop.name.startswith("empty-")),
    }
    with pytest.raises(SystemExit, match=r"no stop no-such-page\. Stops: welcome, accounts"):
        chosen(["accounts", "no-such-page"])


def test_a_sheet_shows_each_view_in_its_place(tmp_path: Path) -> None:
    colours = ("red", "green", "blue", "cyan", "magenta", "yellow")
    taken = []
    for view, colour in zip(VIEWS, colours, strict=True):
        picture = QImage(*view.size, QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        taken.append(tmp_path / f"some-page-{view.tag}.png")
        picture.save(str(taken[-1]))
    (sheet,) = contact_sheets(taken, tmp_path / "sheets")
    assert sheet == tmp_path / "sheets" / "some-page.png"
    shown = QImage(str(sheet))
    for at, colour in enumerate(colours):
        row, column = divmod(at, 2)
        x = GAP + column * (TILE[0] + GAP) + TILE[0] // 2
        y = GAP + row * (TILE[1] + GAP) + TILE[1] // 2
        assert shown.pixelColor(x, y) == QColor(colour)


@pytest.mark.slow
def test_a_stop_is_rendered_in_every_view(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "tour.py"), str(tmp_path), "empty-search"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    for view in VIEWS:
        picture = QImage(str(tmp_path / f"empty-search-{view.tag}.png"))
        assert (picture.width(), picture.height()) == view.size
    assert len(list(tmp_path.glob("*.png"))) == len(VIEWS)
    assert (tmp_path / "sheets" / "empty-search.png").exists()
