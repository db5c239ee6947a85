"""Documents go beside the workbook under names to read, and are known again by what they hold."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from acctdesk.errors import Cancelled, FileProblem
from acctdesk.exchange.handoff import documents
from acctdesk.services.handover.copies import Copy
from acctdesk.services.lanes import Job

TEXTS = {hashlib.sha256(one).hexdigest(): one for one in (b"plan", b"minutes", b"", b"x" * 100_000)}
PLAN, MINUTES, EMPTY, LONG = TEXTS
COPIES = (
    Copy(PLAN, "Plan: 2027?.txt", "Acme / North"),
    Copy(MINUTES, "plan_ 2027_.TXT", "Acme / North"),
    Copy(EMPTY, "../../etc/passwd", "CON"),
    Copy(LONG, "", ""),
)


def written(folder: Path, *, zipped: bool = False) -> Path:
    book = folder / "hand-over.xlsx"
    where = documents.place(book, zipped=zipped)
    documents.write(where, COPIES, TEXTS.__getitem__, Job(""))
    return book


@pytest.mark.parametrize("zipped", [False, True])
def test_documents_are_found_again_by_what_they_hold(tmp_path: Path, zipped: bool) -> None:
    book = written(tmp_path, zipped=zipped)
    found = documents.find(book)
    assert found is not None
    assert found.where.name == f"hand-over – documents{'.zip' if zipped else ''}"
    assert {one: found.content(one) for one in found.hashes if one in TEXTS} == TEXTS
    assert [one.name for one in tmp_path.iterdir()] == [found.where.name]


def test_names_are_fit_for_every_system_and_none_is_written_over(tmp_path: Path) -> None:
    written(tmp_path)
    where = tmp_path / "hand-over – documents"
    names = {one.relative_to(where).as_posix() for one in where.rglob("*") if one.is_file()}
    assert {
        "Acme _ North/Plan_ 2027_.txt", "Acme _ North/plan_ 2027_ (2).TXT",
        f"Several accounts/{LONG[:8]}", documents.LIST,
    } <= names  # fmt: skip
    assert len(names) == 5
    assert not any(".." in Path(one).parts or one.startswith("CON/") for one in names)


def test_renamed_files_are_no_loss_and_altered_ones_are_not_taken(tmp_path: Path) -> None:
    book = written(tmp_path)
    where = tmp_path / "hand-over – documents"
    (where / "Acme _ North" / "Plan_ 2027_.txt").rename(where / "moved.txt")
    (where / "Acme _ North" / "plan_ 2027_ (2).TXT").write_bytes(b"forged")
    where.rename(tmp_path / "Renamed")
    found = documents.find(book)
    assert found is not None
    assert found.content(PLAN) == b"plan"
    assert MINUTES not in found.hashes
    (found.where / "moved.txt").write_bytes(b"later")
    with pytest.raises(FileProblem, match="changed or removed"):
        found.content(PLAN)


def test_an_earlier_hand_over_leaves_nothing_behind(tmp_path: Path) -> None:
    book = written(tmp_path)
    where = documents.place(book, zipped=False)
    documents.write(where, COPIES[:1], TEXTS.__getitem__, Job(""))
    found = documents.find(book)
    assert found is not None
    assert found.hashes & TEXTS.keys() == {PLAN}


def test_what_somebody_else_put_there_is_left_alone(tmp_path: Path) -> None:
    where = tmp_path / "hand-over – documents"
    where.mkdir()
    (where / "mine.txt").write_text("mine")
    with pytest.raises(FileProblem, match="left alone"):
        written(tmp_path)
    assert (where / "mine.txt").read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == [where.name]


@pytest.mark.parametrize("zipped", [False, True])
def test_whoever_stops_it_keeps_what_was_there(tmp_path: Path, zipped: bool) -> None:
    book = written(tmp_path, zipped=zipped)
    job = Job("")
    job.cancel()
    with pytest.raises(Cancelled):
        documents.write(documents.place(book, zipped=zipped), COPIES[:1], TEXTS.__getitem__, job)
    found = documents.find(book)
    assert found is not None
    assert TEXTS.keys() <= found.hashes
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem, match="can't be written"):
        written(tmp_path / "file")


def test_damaged_archives_and_links_are_passed_over(tmp_path: Path) -> None:
    book = tmp_path / "hand-over.xlsx"
    place = documents.place(book, zipped=True)
    place.write_bytes(b"PK\x03\x04 no archive")
    assert documents.find(book) is None
    with zipfile.ZipFile(place, "w") as made:
        made.writestr("a.txt", b"plan")
    data = bytearray(place.read_bytes())
    data[data.index(b"plan")] ^= 1
    place.write_bytes(bytes(data))
    assert documents.find(book) is None
    folder = documents.place(book, zipped=False)
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"plan")
    if hasattr(os, "symlink"):
        (folder / "link.txt").symlink_to(tmp_path / "secret")
    assert documents.find(book) is None
