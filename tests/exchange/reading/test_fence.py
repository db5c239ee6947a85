from __future__ import annotations

import io
import socket
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from acctdesk.errors import Cancelled, FileProblem, PasswordNeeded
from acctdesk.exchange.reading import Limits, frames, read_table
from acctdesk.exchange.reading.cells import MIB
from acctdesk.exchange.reading.memory import memory_of
from acctdesk.exchange.reading.process import command

from .making import cells, parts, sheet_xml, write_sheet, write_zip


@pytest.fixture
def spools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that spools are made in, otherwise empty."""
    folder = tmp_path / "spools"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def small(path: Path) -> Path:
    return write_sheet(path, '<row r="1"><c r="A1"><v>1</v></c></row>')


def large(path: Path, rows: int = 60_000) -> Path:
    every = "".join(
        f'<row r="{row}">' + "".join(f"<c><v>{row * n}.5</v></c>" for n in range(15)) + "</row>"
        for row in range(1, rows + 1)
    )
    return write_sheet(path, every)


def fenced(code: str) -> subprocess.CompletedProcess[str]:
    """Run code behind the fence, in a process of its own."""
    start = "from acctdesk.exchange.reading import guard\nguard.forbid()\n"
    return subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import ctypes; ctypes.CDLL(None)",
        "open('made-by-the-reader', 'w')",
        "import os; os.open('made-by-the-reader', os.O_WRONLY | os.O_CREAT)",
        "import os; os.remove('made-by-the-reader')",
    ],
)
def test_the_fence_refuses(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = fenced(code)
    assert done.returncode != 0
    assert "PermissionError: the reading process" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_fence_lets_files_be_read(tmp_path: Path) -> None:
    path = tmp_path / "read"
    path.write_text("fine")
    assert fenced(f"print(open({str(path)!r}).read())").stdout == "fine\n"


def test_nothing_is_asked_of_the_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"
        content = dict(parts(sheet_xml("", before=f'<!DOCTYPE a SYSTEM "{address}">')))
        with pytest.raises(FileProblem, match="declares entities"):
            read_table(write_zip(tmp_path / "xxe.xlsx", content))
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_current_folder_can_not_slip_in_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "orjson.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with read_table(small(tmp_path / "small.xlsx")) as table:
        assert cells(table.sheets[0]) == [[1]]


def test_a_frozen_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command() == [sys.executable, "_read"]


def test_spool_is_deleted_on_close_and_on_refusal(tmp_path: Path, spools: Path) -> None:
    table = read_table(small(tmp_path / "small.xlsx"))
    assert len(list(spools.iterdir())) == 1
    table.close()
    table.close()
    assert list(spools.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        list(table.sheets[0].chunks())
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(FileProblem):
        read_table(tmp_path / "bad.xlsx")
    assert list(spools.iterdir()) == []


def test_too_slow_is_refused_in_words(tmp_path: Path, spools: Path) -> None:
    path = large(tmp_path / "large.xlsx")
    start = time.monotonic()
    with pytest.raises(FileProblem, match="took longer than"):
        read_table(path, limits=Limits(seconds=0.2))
    assert time.monotonic() - start < 3
    assert list(spools.iterdir()) == []


def test_too_much_memory_is_refused_in_words(tmp_path: Path, spools: Path) -> None:
    path = write_zip(
        tmp_path / "hungry.xlsx",
        {**parts(""), "xl/worksheets/sheet1.xml": sheet_xml(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * (32 * MIB)}</t></is></c></row>'
        )},
    )  # fmt: skip
    with pytest.raises(FileProblem) as refused:
        read_table(path, limits=Limits(memory_bytes=100 * MIB, ratio=10_000))
    assert "memory" in refused.value.what or "stopped its reader" in refused.value.what
    assert refused.value.remedy
    assert list(spools.iterdir()) == []


def test_cancel_kills_the_process(tmp_path: Path, spools: Path) -> None:
    path = large(tmp_path / "large.xlsx")
    asked = threading.Event()
    calls: list[float] = []

    def cancelled() -> bool:
        calls.append(time.monotonic())
        if len(calls) > 10:
            asked.set()
        return asked.is_set()

    with pytest.raises(Cancelled):
        read_table(path, cancelled=cancelled)
    assert time.monotonic() - calls[-1] < 1
    assert list(spools.iterdir()) == []


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    told: list[float] = []
    with read_table(large(tmp_path / "large.xlsx", 10_000), progress=told.append):
        pass
    assert told == sorted(told)
    assert told[-1] > 0.9


def test_bombs_are_refused_before_they_unpack(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = dict(parts(sheet_xml("")))
    content["xl/media/zeros.bin"] = bytes(30 * MIB)
    with pytest.raises(FileProblem, match="unpacks to far more"):
        read_table(write_zip(tmp_path / "bomb.xlsx", content))
    with pytest.raises(FileProblem, match="larger than 1 MB"):
        read_table(tmp_path / "bomb.xlsx", limits=Limits(unpacked_bytes=MIB))
    many = dict(parts(sheet_xml(""))) | {f"x/{n}": "" for n in range(50)}
    with pytest.raises(FileProblem, match="too many parts"):
        read_table(write_zip(tmp_path / "many.xlsx", dict(many)), limits=Limits(members=40))
    with pytest.raises(FileProblem, match="more than 100 cells"):
        read_table(large(tmp_path / "cells.xlsx", 20), limits=Limits(cells=100))


def test_a_part_twice_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path / "twice.xlsx")
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(FileProblem, match="two parts of the same name"):
        read_table(path)


def test_password(tmp_path: Path) -> None:
    plain = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "secret"
    book.save(plain)
    path = tmp_path / "locked.xlsx"
    with path.open("wb") as target:
        OOXMLFile(plain).encrypt("correct horse", target)
    with path.open("rb") as written:
        assert msoffcrypto.OfficeFile(written).is_encrypted()
    with pytest.raises(PasswordNeeded) as needed:
        read_table(path)
    assert not needed.value.wrong
    with pytest.raises(PasswordNeeded) as wrong:
        read_table(path, password="battery staple")
    assert wrong.value.wrong
    with read_table(path, password="correct horse") as table:
        assert cells(table.sheets[0]) == [["secret"]]


def test_missing_file_folder_and_size(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="not there any more"):
        read_table(tmp_path / "gone.xlsx")
    with pytest.raises(FileProblem, match="folder"):
        read_table(tmp_path)
    with pytest.raises(FileProblem, match="larger than 0 MB"):
        read_table(small(tmp_path / "small.xlsx"), limits=Limits(file_bytes=10))


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b'{"c": [[1, 2]], "t": {}}',
        b'{"c": [[[1]]], "t": {}}',
        b'{"c": [[{"d": "soon"}]], "t": {"0": "x"}}',
        b'{"c": [[{"code": "x"}]], "t": {}}',
        b'{"c": [[5]], "t": {"0": "d"}}',
        b'{"c": [["2026-01-01"]], "t": {"0": "?"}}',
        b'{"c": "abc", "t": {}}',
    ],
)
def test_what_the_process_sends_is_checked(body: bytes) -> None:
    head = frames.Head(frames.CHUNK, 0, 1, 1, len(body))
    with pytest.raises(frames.BadFrame):
        frames.unpack_chunk(head, body, 1)


def test_a_process_that_sends_rubbish_is_a_problem_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rubbish = [sys.executable, "-c", "print('x' * 100)"]
    monkeypatch.setattr("acctdesk.exchange.reading.process.command", lambda: rubbish)
    with pytest.raises(FileProblem, match="stopped its reader"):
        read_table(small(tmp_path / "small.xlsx"))


def test_memory_of_a_process_is_known() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "x = bytearray(64 << 20); print(1, flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        assert 64 * MIB < memory_of(process.pid) < 256 * MIB
        process.communicate(b"\n")
