"""Pulling the plug: a process killed at any moment of an import leaves all of it or nothing."""

from __future__ import annotations

import csv
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from acctdesk.compose import create_desk, open_desk
from tests.workspace import killing

ROWS = 1500
KILLS = 50

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX systems"),
]


def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    with roster.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Company", "Contact", "E-mail", "City"])
        writer.writerows(
            [f"Firm {n:04d} Ltd", f"Ann Lee-{n}", f"ann{n}@firm{n}.example", "Bonn"]
            for n in range(ROWS)
        )
    empty = tmp_path / "empty.acctdesk"
    create_desk(empty).close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.workspace.killing"])

    def start(path: Path) -> tuple[multiprocessing.process.BaseProcess, object]:
        begun = context.Event()
        child = context.Process(target=killing.import_roster, args=(str(path), str(roster), begun))
        child.start()
        assert begun.wait(60)
        return child, begun

    # How long the writing takes when nobody disturbs it.
    whole = tmp_path / "whole.acctdesk"
    shutil.copy(empty, whole)
    child, _begun = start(whole)
    before = time.perf_counter()
    child.join(60)
    length = time.perf_counter() - before
    assert child.exitcode == 0

    rng = random.Random(20261122)
    kept = killed = 0
    for kill in range(KILLS):
        path = tmp_path / f"book{kill}.acctdesk"
        shutil.copy(empty, path)
        child, _begun = start(path)
        time.sleep(rng.uniform(0, length * 1.1))
        if child.is_alive():
            os.kill(child.pid or 0, signal.SIGKILL)
        child.join(60)
        killed += child.exitcode == -signal.SIGKILL
        with open_desk(path) as desk:
            assert desk.workspace.check() == []
            counts = {kind: desk.records.count(kind) for kind in ("account", "person", "position")}
            changes = len(desk.history.recent())
            found = len(desk.listing.ids(_firms()))
            with desk.workspace.read() as connection:
                figures = connection.exec_driver_sql("SELECT count(*) FROM figure").scalar()
        assert (set(counts.values()), changes) in (({0}, 0), ({ROWS}, 1))
        assert found == counts["account"]  # the search index tells the same
        assert figures == counts["account"] + counts["person"]  # and so do the computed columns
        kept += changes
        for each in path.parent.glob(path.name + "*"):
            each.unlink()
    # The moments were spread over the writing: some came before its end.
    assert killed >= KILLS // 4
    assert kept < KILLS


def _firms() -> object:
    from acctdesk.services.listing import ListQuery

    return ListQuery("account", words="firm")
