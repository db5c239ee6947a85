"""Renders every page on the sample workspace, to be looked at.

Run: ``python packaging/tour.py OUT [stop…]``; a stop may be a pattern such as ``account-*``. Needs
no display. Every stop is rendered light and dark at both sizes, in high contrast, and with text at
200 %; ``OUT/sheets`` has all views of a stop on one picture. The stops are in ``touring``: a new
page adds one there.
"""

from __future__ import annotations

import fnmatch
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from touring import (
    blank,
    charting,
    finding,
    handover,
    keeping,
    levels,
    lists,
    maps,
    past,
    popovers,
    presenting,
    records,
    reviews,
    slides,
    takeover,
)
from touring.camera import EMPTY, SAMPLE, VIEWS, Stop, Tour, visit
from touring.sheets import contact_sheets

from acctdesk.app import Program
from acctdesk.compose import create_desk
from acctdesk.ui.starting import Folders, Options
from acctdesk.ui.theme.application import make_application

SCREEN = '{"screens": [{"name": "tour", "x": 0, "y": 0, "width": 1600, "height": 1000}]}'
WELCOME = "welcome"
STOPS: tuple[Stop, ...] = (
    *lists.STOPS, *popovers.STOPS, *records.STOPS, *levels.STOPS, *maps.STOPS, *charting.STOPS,
    *finding.STOPS, *keeping.STOPS, *presenting.STOPS, *reviews.STOPS, *slides.STOPS,
    *handover.STOPS, *takeover.STOPS, *past.STOPS, *blank.STOPS,
)  # fmt: skip


def chosen(patterns: Sequence[str]) -> set[str]:
    """Names of the stops that patterns mean; none means all.

    Raises:
        SystemExit: A pattern means no stop.
    """
    names = [WELCOME, *(stop.name for stop in STOPS)]
    found: set[str] = set()
    for pattern in patterns or ("*",):
        meant = fnmatch.filter(names, pattern)
        if not meant:
            raise SystemExit(f"There is no stop {pattern}. Stops: {', '.join(names)}")
        found.update(meant)
    return found


def welcome(app: object, out: Path, home: Path) -> list[Path]:
    """The first start, before there is a workspace."""
    program = Program(app, _folders(home), Options())
    tour = Tour(program, out)
    program.show()
    tour.wait(lambda: program.window.present_place() is not None, "the welcome page")
    for view in VIEWS:
        tour.look(view)
        tour.take(WELCOME, view)
    program.window.close()
    return tour.taken


def travel(app: object, out: Path, home: Path, options: Options, stops: list[Stop]) -> list[Path]:
    """Visit stops of one workspace, where their sections are there."""
    if not stops:
        return []
    program = Program(app, _folders(home), options)
    tour = Tour(program, out)
    program.show()
    tour.wait(lambda: program.desk is not None, "the workspace")
    tour.settle()
    there = set(program.window.sidebar.rows())
    for stop in stops:
        if stop.section in there:
            visit(tour, stop)
    program.window.close()
    return tour.taken


def _folders(home: Path) -> Folders:
    return Folders(home / "data", home / "config", home / "logs")


def main(out: Path, patterns: list[str]) -> int:
    names = chosen(patterns)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if os.environ["QT_QPA_PLATFORM"] == "offscreen":
            # On the plugin's own screen, 800 wide, menus and popovers would move away.
            screen = Path(folder) / "screen.json"
            screen.write_text(SCREEN, encoding="utf-8")
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        app = make_application(["acctdesk"])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        taken = welcome(app, out, home / "first") if WELCOME in names else []
        blank_book = home / "Empty.acctdesk"
        for workspace, options in (
            (SAMPLE, Options(sample=True)),
            (EMPTY, Options(workspace=blank_book)),
        ):
            stops = [one for one in STOPS if one.name in names and one.workspace == workspace]
            if workspace == EMPTY and stops:
                with create_desk(blank_book) as desk:
                    desk.settings.introduce("Mara Klein", "mara.klein@ours.example")
            taken += travel(app, out, home / workspace, options, stops)
    sheets = contact_sheets(taken, out / "sheets")
    print(f"{len(taken)} pictures in {out}, {len(sheets)} sheets in {out / 'sheets'}")
    return 0 if taken else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
