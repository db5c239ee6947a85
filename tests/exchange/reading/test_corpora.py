"""Every file of the corpora is opened or refused in words, in time, within its memory."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from acctdesk.errors import FileProblem
from acctdesk.exchange.reading import read_table
from acctdesk.exchange.reading.dialect import detect

from .making import cells

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
CALAMINE = DATA / "calamine_workbooks"
POI = DATA / "poi_workbooks" / "spreadsheet"
POLLOCK = DATA / "csv_pollock"
PAPERS = {"SOURCE.txt", "LICENSE", "NOTICE", "LICENSE-MIT.md"}

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the corpora are not beside the project (../shared/data)"
)


def outcome(path: Path) -> tuple[Path, str, float]:
    """Read a file to its last chunk: "" when that went well, else why not."""
    start = time.monotonic()
    problem: FileProblem | None = None
    try:
        with read_table(path) as table:
            assert table.sheets
            for sheet in table.sheets:
                width = {len(chunk.columns) for chunk in sheet.chunks()}
                assert width <= {sheet.columns}
    except FileProblem as refused:
        problem = refused
    if problem is not None:
        assert problem.what
        assert problem.remedy
        assert problem.where == path.name
    return path, problem.what if problem else "", time.monotonic() - start


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.name not in PAPERS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "refused"),
    [
        (
            CALAMINE,
            {"OOM_alloc3.xls", "pass_protected.ods", "picture.jpg", "picture.png"},
        ),
        (
            POI,
            {
                "54764.xlsx",
                "54764-2.xlsx",
                "clusterfuzz-testcase-minimized-POIHSSFFuzzer-6137883240824832.xls",
                "clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx",
                "duplicate-filename.xlsx",
                "password.xls",
                "poc-shared-strings.xlsx",
                "poc-xmlbomb.xlsx",
                "poc-xmlbomb-empty.xlsx",
                "protected_passtika.xlsx",
                "xlsx-corrupted.xlsx",
            },
        ),
        (POLLOCK / "CSV", set()),
    ],
    ids=["calamine", "poi", "pollock"],
)
def test_every_file_is_opened_or_refused_in_words(folder: Path, refused: set[str]) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(outcome, files(folder)))
    assert found
    assert {path.name for path, why, _ in found if why} == refused
    assert max(seconds for _, _, seconds in found) < 20


@pytest.mark.parametrize("name", ["date.xlsx", "date.xls", "date_1904.xlsb"])
def test_dates_agree_across_kinds(name: str) -> None:
    with read_table(CALAMINE / name) as table:
        assert cells(table.sheets[0]) == [
            [dt.date(2021, 1, 1), 15],
            [dt.date(2021, 1, 2), 16],
            ["255:10:10", 17],
        ]


def test_error_cells() -> None:
    with read_table(CALAMINE / "errors.xlsx") as table:
        assert [row[0] for row in cells(table.sheets[0])] == [
            "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#REF!", "#NUM!", "#N/A",
        ]  # fmt: skip


def test_the_same_workbook_in_four_kinds_is_the_same() -> None:
    seen = []
    for ending in (".xlsx", ".strict.xlsx", ".xls", ".ods"):
        with read_table(POI / f"SampleSS{ending}") as table:
            seen.append([(sheet.name, cells(sheet)) for sheet in table.sheets])
    assert seen[0][0] == (
        "First Sheet",
        [
            ["Test spreadsheet", None],
            ["2nd row", "2nd row 2nd column"],
            [None, None],
            ["This one is red", None],
        ],
    )
    assert all(other == seen[0] for other in seen[1:])


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("protected_passtika.xlsx", "tika", "This is an Encrypted Excel spreadsheet."),
        ("password.xls", "password", "A ZIP bomb is a variant of mail-bombing."),
    ],
)
def test_passwords_open(name: str, password: str, text: str) -> None:
    with read_table(POI / name, password=password) as table:
        assert str(cells(table.sheets[0])[-1][-1]).startswith(text)


def annotated() -> dict[str, tuple[str, str, str]]:
    """File name to the right delimiter, quote and escape."""
    marks = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "vslash": "|"}
    quotes = {"doublequote": '"', "singlequote": "'"}
    found = {}
    for line in (POLLOCK / "Dialect_annotations.txt").read_text("utf-8").splitlines():
        if not line.startswith(("#", "file_name")):
            name, _, delimiter, quote, escape, _ = line.rsplit("|", 5)
            found[name] = (
                marks.get(delimiter, delimiter),
                quotes[quote],
                "\\" if escape == "backslash" else "",
            )
    return found


def test_dialects_are_found_as_annotated() -> None:
    right = annotated()
    wrong = set()
    for path in files(POLLOCK / "CSV"):
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
        found = detect(text)
        if (found.delimiter, found.quote, found.escape) != right[path.name]:
            wrong.add(path.name)
    assert wrong == {
        "Pipe character is more frequent than the comma.csv",
        "Pipe character is more frequent than the semicolon.csv",
    }
