"""`acctdesk import tickets`, as a script meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from acctdesk import cli

Run = Callable[..., tuple[int, str, str]]
UCI = Path(__file__).parents[1] / "../shared/data/uci_incidents_sample/incident_event_log.csv"
ROWS = """Ref;Status;Begun;Ended
T1;Done;4/5/2026 09:00;4/5/2026 11:00
T2;Awaiting Vendor;5/5/2026 09:00;
;Done;5/5/2026 09:00;
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        status = cli.main([*map(str, words), "--workspace", str(tmp_path / "book.acctdesk")])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(ROWS, "utf-8")
    return path


MAP = ("--map", "opened=Begun", "resolved=ended", "--dates", "dmy")


def test_import_prints_one_object(run: Run, export: Path) -> None:
    words = ("import", "tickets", export, "--account", "Acme", *MAP, "--json")
    status, out, _err = run(*words)
    found = json.loads(out)
    assert status == 0
    assert {name: found[name] for name in ("read", "created", "updated", "unchanged", "rejected",
                                           "events", "open", "rows", "zone")} == {
        "read": 2, "created": 2, "updated": 0, "unchanged": 0, "rejected": 1, "events": 3,
        "open": 1, "rows": "ticket", "zone": "UTC",
    }  # fmt: skip
    assert found["states"]["Awaiting Vendor"] == {"rows": 1, "stage": "responded", "matched": "ask"}
    by_row = {(one["row"], one["column"]): one for one in found["findings"]}
    assert (4, "Ref") in by_row
    assert by_row[3, "Status"]["found"] == "Awaiting Vendor"
    assert found["change"]
    again = json.loads(run(*words)[1])
    assert (again["unchanged"], again["change"]) == (2, None)
    assert run("undo")[0] == 0
    assert json.loads(run(*words)[1])["created"] == 2


def test_a_dry_run_writes_nothing_not_even_a_workspace(
    run: Run, export: Path, tmp_path: Path
) -> None:
    status, out, _err = run(
        "import", "tickets", export, "--account", "Acme", *MAP, "--dry-run", "--json"
    )
    assert (status, json.loads(out)["created"], json.loads(out)["change"]) == (0, 2, None)
    assert not (tmp_path / "book.acctdesk").exists()


def test_states_zone_and_rejected_rows(run: Run, export: Path, tmp_path: Path) -> None:
    left = tmp_path / "left.xlsx"
    status, out, _err = run(
        "import", "tickets", export, "--account", "Acme", *MAP, "--states",
        "awaiting vendor=paused", "Done=ignored", "--zone", "Europe/Berlin", "--rejected", left,
        "--json",
    )  # fmt: skip
    found = json.loads(out)
    assert status == 0
    assert found["states"]["Awaiting Vendor"]["stage"] == "paused"
    assert found["states"]["Done"]["stage"] is None
    assert found["zone"] == "Europe/Berlin"
    page = openpyxl.load_workbook(left).worksheets[0]
    assert [cell.value for cell in page[2]][:2] == [
        "Ref: found nothing, expected the number of a ticket. Type it into the row; without it the"
        " row can't be taken.", 4,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--map", "opened=Nowhere"), "no column is headed"),
        (("--map", "colour=Ref"), "there is no field"),
        (("--states", "Done=finished"), "what it means"),
        (("--zone", "Berlin", *MAP), "no such time zone"),
        (("--map", "opened=Begun", "resolved=Ended"), "day and month can be told apart"),
        ((), "numbers of tickets"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    run: Run, export: Path, words: tuple[str, ...], said: str
) -> None:
    if not words:
        export.write_text("A;B\n1;2\n", "utf-8")
    status, out, err = run("import", "tickets", export, "--account", "Acme", *words)
    assert (status, out) == (1, "")
    assert said in err


@pytest.mark.skipif(not UCI.is_file(), reason="the incident log beside the project isn't here")
def test_the_real_log(run: Run) -> None:
    status, out, _err = run("import", "tickets", UCI, "--account", "Acme", "--json")
    found = json.loads(out)
    assert (status, found["created"], found["events"], found["open"]) == (0, 32, 198, 1)
    assert "Awaiting Problem" in out
    status, out, _err = run("import", "tickets", UCI, "--account", "Acme")
    assert "32 read, 0 created, 0 updated, 32 unchanged" in out
    assert "Awaiting Problem" not in out, "what it means is remembered"
