"""What is written takes the place of a file, and of nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from acctdesk.errors import FileProblem
from acctdesk.workspace.atomic import replacing


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        stopped(path)
    assert path.read_text() == "old"
    with replacing(path) as part:
        part.write_text("new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "new"


def test_a_folder_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(FileProblem), replacing(tmp_path) as part:
        part.write_text("never")
    assert tmp_path.is_dir()


def stopped(path: Path) -> None:
    with replacing(path) as part:
        part.write_text("half")
        raise ZeroDivisionError


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_device_or_a_pipe_is_left_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "null"
    os.mkfifo(pipe)
    with pytest.raises(FileProblem, match="no file"), replacing(pipe) as part:
        part.write_text("never")
    assert pipe.is_fifo()
