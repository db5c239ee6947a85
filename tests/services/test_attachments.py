"""Files and links on records: kept, opened, saved, and gone with what they hang on."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from acctdesk.compose import open_desk
from acctdesk.errors import FileProblem, Invalid, NotFound, Problem
from acctdesk.exchange.wording import say
from acctdesk.models import Blob
from acctdesk.services import attachments as module
from acctdesk.services.attachments import Held, safe_name
from tests.services.making import Book

NONE = "f" * 32


def written(folder: Path, name: str, data: bytes = b"%PDF-1.7 offer") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def blobs(book: Book) -> list[str]:
    with book.desk.workspace.read() as connection:
        return list(connection.scalars(select(Blob.sha256)))


# --- copies ----------------------------------------------------------------------------------


def test_a_copied_file_stays_when_its_origin_goes(book: Book, tmp_path: Path) -> None:
    acme = book.account("Acme")
    path = written(tmp_path, "Offer Ü.pdf")
    made, change = book.desk.attachments.add_file("account", acme, path)
    path.unlink()
    [found] = book.desk.attachments.of("account", acme)
    assert (found.id, found.kind, found.record) == (made, "account", acme)
    assert (found.name, found.held, found.media_type) == (
        "Offer Ü.pdf", Held.COPY, "application/pdf",
    )  # fmt: skip
    assert (found.size, found.target) == (14, "")
    assert book.desk.attachments.content(made) == b"%PDF-1.7 offer"
    target = written(tmp_path, "saved.pdf", b"older")
    book.desk.attachments.save_as(made, target)
    assert target.read_bytes() == b"%PDF-1.7 offer"
    assert change is not None
    assert say(change.label, book.desk.fields.catalogue) == "Attach “Offer Ü.pdf”"


def test_one_file_attached_twice_is_kept_once(book: Book, tmp_path: Path) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    data = os.urandom(5000)
    book.desk.attachments.add_file("account", acme, written(tmp_path, "a.bin", data))
    book.desk.attachments.add_file("account", other, written(tmp_path, "b.bin", data))
    assert blobs(book) == [hashlib.sha256(data).hexdigest()]


def test_several_files_are_one_change(book: Book, tmp_path: Path) -> None:
    acme = book.account("Acme")
    before = book.content()
    paths = [written(tmp_path, name, name.encode()) for name in ("b.txt", "A.txt")]
    made, change = book.desk.attachments.add_files("account", acme, paths)
    assert [one.name for one in book.desk.attachments.of("account", acme)] == ["A.txt", "b.txt"]
    assert change is not None
    assert say(change.label, book.desk.fields.catalogue) == "Attach 2 files"
    book.desk.history.undo()
    assert book.content() == before
    book.desk.history.redo()
    assert book.desk.attachments.content(made[0]) == b"b.txt"


def test_a_copy_outlives_a_restart_and_a_backup(book: Book, tmp_path: Path) -> None:
    acme = book.account("Acme")
    made, _change = book.desk.attachments.add_file("account", acme, written(tmp_path, "a.txt"))
    copy = book.desk.workspace.back_up(tmp_path / "copy.acctdesk")
    book.desk.close()
    for path in (book.desk.path, copy):
        with open_desk(path, read_only=True) as again:
            assert again.attachments.content(made) == b"%PDF-1.7 offer"


def test_what_cannot_be_attached_is_told_and_leaves_nothing(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = book.account("Acme")
    good = written(tmp_path, "good.txt")
    monkeypatch.setattr(module, "LARGEST", 100)
    large = written(tmp_path, "large.bin", bytes(101))
    attach = book.desk.attachments.add_files
    with pytest.raises(FileProblem, match="larger than") as caught:
        attach("account", acme, [good, large])
    assert "Link it" in caught.value.remedy
    with pytest.raises(FileProblem, match="folder"):
        attach("account", acme, [good, tmp_path])
    with pytest.raises(FileProblem, match="can't be read"):
        attach("account", acme, [good, tmp_path / "missing.txt"])
    with pytest.raises(NotFound):
        attach("account", NONE, [good])
    assert "attachment" not in book.content()
    assert blobs(book) == []
    attach("account", acme, [large], link=True)


def test_the_limit_is_fifty_megabytes() -> None:
    assert module.LARGEST == 50 * 2**20


def test_a_picture_from_the_clipboard_is_attached_without_a_file(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = book.account("Acme")
    made, _change = book.desk.attachments.add_content("account", acme, "Picture.png", b"\x89PNG")
    found = book.desk.attachments.get(made)
    assert (found.name, found.media_type, found.size) == ("Picture.png", "image/png", 4)
    assert book.desk.attachments.content(made) == b"\x89PNG"
    monkeypatch.setattr(module, "LARGEST", 3)
    with pytest.raises(FileProblem, match="larger than"):
        book.desk.attachments.add_content("account", acme, "Picture.png", b"\x89PNG")


# --- linked files and addresses --------------------------------------------------------------


def test_a_linked_file_opens_where_it_is(book: Book, tmp_path: Path) -> None:
    acme = book.account("Acme")
    path = written(tmp_path, "plan.xlsx")
    made, _change = book.desk.attachments.add_file("account", acme, path, link=True)
    found = book.desk.attachments.get(made)
    assert (found.held, found.target, found.size) == (Held.FILE, str(path), 14)
    assert blobs(book) == []
    assert book.desk.attachments.open_path(made) == path
    path.unlink()
    with pytest.raises(FileProblem, match="not there") as caught:
        book.desk.attachments.open_path(made)
    assert caught.value.where == str(path)
    with pytest.raises(FileProblem, match="no copy"):
        book.desk.attachments.content(made)


@pytest.mark.parametrize(
    ("typed", "kept", "name"),
    [
        ("https://acme.example/wiki/", "https://acme.example/wiki/", "acme.example/wiki"),
        ("acme.example:8443/x", "https://acme.example:8443/x", "acme.example:8443/x"),
        (" HTTP://acme.example ", "HTTP://acme.example", "HTTP://acme.example"),
        ("ann@acme.example", "mailto:ann@acme.example", "ann@acme.example"),
    ],
)
def test_an_address_is_kept_whole(book: Book, typed: str, kept: str, name: str) -> None:
    acme = book.account("Acme")
    made, _change = book.desk.attachments.add_link("account", acme, typed)
    found = book.desk.attachments.get(made)
    assert (found.held, found.target, found.name, found.size) == (Held.LINK, kept, name, None)
    assert book.desk.attachments.open_path(made) == kept


@pytest.mark.parametrize(
    "typed", ["", "file:///etc/passwd", "javascript:alert(1)", "https://", "two words", "ftp://x.y"]
)
def test_what_is_no_address_is_refused(book: Book, typed: str) -> None:
    acme = book.account("Acme")
    with pytest.raises(Invalid):
        book.desk.attachments.add_link("account", acme, typed)
    assert "attachment" not in book.content()


def test_a_name_can_be_given_and_changed(book: Book) -> None:
    acme = book.account("Acme")
    made, _change = book.desk.attachments.add_link("account", acme, "acme.example", " Wiki ")
    assert book.desk.attachments.get(made).name == "Wiki"
    book.desk.attachments.rename(made, "Handbook")
    assert book.desk.attachments.get(made).name == "Handbook"
    with pytest.raises(Invalid):
        book.desk.attachments.rename(made, " ")


# --- opening ---------------------------------------------------------------------------------


def test_a_copy_is_laid_out_to_be_read_and_taken_away_again(book: Book, tmp_path: Path) -> None:
    acme = book.account("Acme")
    first = written(tmp_path, "same.txt", b"first")
    one, _change = book.desk.attachments.add_file("account", acme, first)
    two, _change = book.desk.attachments.add_file(
        "account", acme, written(tmp_path, "same.txt", b"second")
    )
    opened = book.desk.attachments.open_path(one)
    other = book.desk.attachments.open_path(two)
    assert isinstance(opened, Path)
    assert isinstance(other, Path)
    assert (opened.name, opened.read_bytes()) == ("same.txt", b"first")
    assert other.read_bytes() == b"second"
    assert not opened.stat().st_mode & stat.S_IWUSR
    if sys.platform != "win32":
        assert not opened.parent.parent.stat().st_mode & 0o077
    assert book.desk.attachments.open_path(one) == opened  # and once more
    book.desk.close()
    assert not opened.exists()
    assert not opened.parent.parent.exists()


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize("name", ["setup.EXE", "run.sh", "link.url"])
def test_a_program_is_not_started(book: Book, tmp_path: Path, name: str, link: bool) -> None:
    made, _change = book.desk.attachments.add_file(
        "account", book.account("Acme"), written(tmp_path, name), link=link
    )
    assert book.desk.attachments.get(made).runs
    with pytest.raises(FileProblem, match="program"):
        book.desk.attachments.open_path(made)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Offer.pdf", "Offer.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a<b>:"c"|d?*.txt', "a_b___c__d__.txt"),
        ("CON.txt", "_CON.txt"),
        ("...", "_"),
        ("tab\there\n.txt", "tab_here_.txt"),
        ("x" * 300 + ".docx", "x" * 100 + ".docx"),
    ],
)
def test_a_name_from_elsewhere_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


# --- with what they hang on ------------------------------------------------------------------


def test_they_go_with_their_record_and_come_back_with_it(book: Book, tmp_path: Path) -> None:
    acme = book.account("Acme")
    talk, _change = book.desk.interactions.log(acme, {"type": "call", "subject": "Talk"})
    made, _change = book.desk.attachments.add_file(
        "interaction", talk, written(tmp_path, "notes.txt")
    )
    book.desk.attachments.add_link("account", acme, "acme.example")
    assert book.desk.interactions.get(talk).attachments == 1
    before = book.content()
    book.desk.accounts.delete([acme])
    assert "attachment" not in book.content()
    with pytest.raises(NotFound):
        book.desk.attachments.get(made)
    book.desk.history.undo()
    assert book.content() == before
    assert book.desk.attachments.content(made) == b"%PDF-1.7 offer"
    book.desk.attachments.delete([made])
    assert book.desk.interactions.get(talk).attachments == 0


def test_bytes_that_are_gone_are_told(book: Book, tmp_path: Path) -> None:
    made, _change = book.desk.attachments.add_file(
        "account", book.account("Acme"), written(tmp_path, "a.txt")
    )
    with book.desk.workspace.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM blob")
        connection.commit()
    for attempt in (
        book.desk.attachments.open_path,
        lambda one: book.desk.attachments.save_as(one, tmp_path / "x"),
    ):
        with pytest.raises(Problem, match="no copy"):
            attempt(made)
    assert not (tmp_path / "x").exists()
