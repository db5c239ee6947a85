"""The documents of accounts beside a hand-over workbook: in a folder, or in one .zip.

Files have readable names, a folder for each account. A manifest says which content is which file,
so that it is found again and checked when the workbook is taken over: what was altered, exchanged
or lost is told, and never taken for the document. A password locks the workbook, not these.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

import orjson

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.services.attachments import LARGEST, safe_name
from acctdesk.services.lanes import Job
from acctdesk.words import _

MANIFEST = "acctdesk-documents.json"
"""The file that says which content is which file."""
FORMAT = 1
MOST = 100_000
"""Documents that a manifest may name; more was not written by us."""
_LARGEST_MANIFEST = 32 << 20
_BLOCK = 1 << 20
_SUFFIX = " – documents"
"""In every language: it is found again by it."""
_UNREADABLE = (OSError, KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError)
"""What reading from a .zip or a folder that somebody else made may end in."""

Content = Callable[[str], bytes | None]
"""Tells the bytes of a document by their hash; None where the workspace lacks them."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that goes along.

    Attributes:
        sha256: Hash of its bytes.
        account: Name of the account it belongs to; empty for none.
        name: What it is called.
    """

    sha256: str
    account: str
    name: str


@dataclass(frozen=True, slots=True)
class Laid:
    """Documents that were written.

    Attributes:
        path: The folder or the .zip; None when there was nothing to write.
        count: How many files were written.
        missing: Names of documents whose bytes the workspace lacks.
    """

    path: Path | None
    count: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Documents beside a workbook.

    Attributes:
        path: The folder or the .zip; None where there is none.
        places: Where each content is, by its hash: names inside the folder or the .zip.
        missing: Hashes of wanted documents that aren't there.
        altered: Names of files that aren't what was handed over.
    """

    path: Path | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()

    def content(self, sha256: str) -> bytes | None:
        """The bytes of a document; None where it is missing, or isn't what was handed over.

        Args:
            sha256: Its hash.
        """
        if self.path is None or sha256 not in self.places:
            return None
        with suppress(*_UNREADABLE), _opened(self.path) as shelf:
            with shelf.open(self.places[sha256]) as file:
                data: bytes = file.read(LARGEST + 1)
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
        return None


def documents_of(contents: Contents) -> tuple[Document, ...]:
    """The documents that a parcel refers to and the workspace keeps, account by account.

    Args:
        contents: The records of the parcel.
    """
    columns = contents.parcel.columns.get("attachment", ())
    if not {"sha256", "name"} <= set(columns):
        return ()
    hashes, names = columns.index("sha256"), columns.index("name")
    accounts = contents.accounts("attachment")
    called = contents.names.of_kind("account")
    found = {
        Document(row[hashes], called.get(accounts.get(row[0], ""), ""), row[names])
        for row in contents.parcel.rows.get("attachment", ())
        if row[hashes]
    }
    return tuple(sorted(found, key=lambda one: (one.account.casefold(), one.name, one.sha256)))


def place_of(workbook: Path, *, zipped: bool = False) -> Path:
    """Where the documents of a workbook lie: beside it, under its name.

    Args:
        workbook: The workbook.
        zipped: Whether they are in one .zip.
    """
    name = f"{workbook.stem}{_SUFFIX}"
    return workbook.with_name(f"{name}.zip" if zipped else name)


def write_documents(
    documents: Iterable[Document],
    content: Content,
    workbook: Path,
    *,
    zipped: bool = False,
    job: Job | None = None,
) -> Laid:
    """Write documents beside a workbook; what an earlier hand-over wrote there is replaced.

    Args:
        documents: Which; see `documents_of`.
        content: Tells their bytes.
        workbook: The workbook beside which they are written.
        zipped: Write one .zip instead of a folder.
        job: Told the progress; may be cancelled.

    Returns:
        What was written, as a whole or not at all.

    Raises:
        FileProblem: The place can't be written, or something else stands there.
        Cancelled: The person stopped it; nothing is left behind.
    """
    wanted = list(documents)
    if not wanted:
        return Laid(None, 0)
    target = place_of(workbook, zipped=zipped)
    if zipped:
        with replacing(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as shelf:
            count, missing = _fill(wanted, content, shelf.writestr, job)
    else:
        with _replaced_folder(target) as folder:

            def put(name: str, data: bytes) -> None:
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)

            count, missing = _fill(wanted, content, put, job)
    return Laid(target, count, tuple(missing))


def find(workbook: Path, wanted: Collection[str] = (), job: Job | None = None) -> Found:
    """The documents beside a workbook, each compared with what was handed over.

    Args:
        workbook: The workbook; or the folder or .zip itself, where it was put elsewhere.
        wanted: Hashes of the documents that the workbook speaks of.
        job: Told the progress; may be cancelled.

    Returns:
        What is there; nothing where no documents lie beside the workbook.

    Raises:
        FileProblem: What lies there can't be read, or a newer version wrote it.
        Cancelled: The person stopped it.
    """
    path = _place(workbook)
    if path is None:
        return Found(missing=tuple(wanted))
    places: dict[str, str] = {}
    altered: list[str] = []
    try:
        with _opened(path) as shelf:
            told = _manifest(shelf, path)
            for done, (sha256, name) in enumerate(told, 1):
                if job is not None:
                    job.progress(done / len(told))
                if sha256 in places:
                    continue
                held = _hash(shelf, name)
                if held == sha256:
                    places[sha256] = name
                elif held is not None:
                    altered.append(name)
    except (OSError, zipfile.BadZipFile) as bad:
        raise FileProblem(
            _("the documents of the hand-over can't be read."),
            where=path.name,
            remedy=_("Ask for them again, or take the workbook over without them."),
        ) from bad
    missing = tuple(one for one in dict.fromkeys(wanted) if one not in places)
    return Found(path, places, missing, tuple(altered))


def _fill(
    wanted: list[Document],
    content: Content,
    put: Callable[[str, bytes], Any],
    job: Job | None,
) -> tuple[int, list[str]]:
    taken: set[str] = {MANIFEST.casefold()}
    told: list[dict[str, str]] = []
    missing: list[str] = []
    for done, one in enumerate(wanted, 1):
        if job is not None:
            job.progress(done / len(wanted))
        data = content(one.sha256)
        if data is None:
            missing.append(one.name)
            continue
        name = _free(one, taken)
        put(name, data)
        told.append({"sha256": one.sha256, "path": name})
    listed = {"format": FORMAT, "files": told}
    put(MANIFEST, orjson.dumps(listed, option=orjson.OPT_INDENT_2))
    return len(told), missing


def _free(one: Document, taken: set[str]) -> str:
    """A path inside the folder that no other document has, on no system."""
    folder = safe_name(one.account) if one.account else _("Other")
    name = safe_name(one.name)
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    number, made = 1, f"{folder}/{name}"
    while made.casefold() in taken:
        number += 1
        made = f"{folder}/{stem} ({number}){dot}{suffix}"
    taken.add(made.casefold())
    return made


@contextmanager
def _replaced_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target that takes its place when the block ends well.

    Raises:
        FileProblem: It can't be written, or something that isn't ours stands there.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        if target.exists() and not (target / MANIFEST).is_file():
            raise FileProblem(
                _("there is something else of this name, and it is left alone."),
                where=str(target),
                remedy=_("Move it away, or choose another place for the workbook."),
            )
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        yield part
        if target.exists():
            shutil.rmtree(target)
        part.rename(target)
    except OSError as error:
        raise FileProblem(
            _("it can't be written (%s).") % (error.strerror or error),
            where=str(target),
            remedy=_("Close it in other programs, or choose another place."),
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _place(workbook: Path) -> Path | None:
    if workbook.is_dir() or workbook.suffix.lower() == ".zip":
        return workbook
    tried = (place_of(workbook), place_of(workbook, zipped=True))
    return next((one for one in tried if one.exists()), None)


class _Folder:
    """A folder, opened like a .zip."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self, name: str) -> IO[bytes]:
        place = self._path / name
        # A link could lead anywhere; we never write one.
        if place.is_symlink() or not place.resolve().is_relative_to(self._path.resolve()):
            raise FileNotFoundError(name)
        return place.open("rb")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    with ExitStack() as leaving:
        yield _Folder(path) if path.is_dir() else leaving.enter_context(zipfile.ZipFile(path))


def _manifest(shelf: Any, path: Path) -> list[tuple[str, str]]:
    """Hashes and names, as far as they can be ours."""
    try:
        with shelf.open(MANIFEST) as file:
            told = orjson.loads(file.read(_LARGEST_MANIFEST))
    except (KeyError, FileNotFoundError, ValueError) as bad:
        raise FileProblem(
            _("the list of the documents is missing or altered."),
            where=path.name,
            remedy=_("Ask for them again, or take the workbook over without them."),
        ) from bad
    if not isinstance(told, dict) or not isinstance(told.get("files"), list):
        told = {"format": 0, "files": []}
    if isinstance(told.get("format"), int) and told["format"] > FORMAT:
        raise FileProblem(
            _("a newer AcctDesk wrote these documents."),
            where=path.name,
            remedy=_("Update AcctDesk, or take the workbook over without them."),
        )
    return [
        (str(one["sha256"]), str(one["path"]))
        for one in told["files"][:MOST]
        if isinstance(one, dict) and {"sha256", "path"} <= one.keys() and _is_inside(one["path"])
    ]


def _is_inside(name: object) -> bool:
    if not isinstance(name, str) or "\\" in name or ":" in name or "\0" in name:
        return False
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts


def _hash(shelf: Any, name: str) -> str | None:
    """The hash of a file, read as far as a document may be long; None where it isn't there."""
    digest, left = hashlib.sha256(), LARGEST + 1
    try:
        with shelf.open(name) as file:
            while left > 0 and (part := file.read(min(_BLOCK, left))):
                digest.update(part)
                left -= len(part)
    except (KeyError, OSError):
        return None
    except _UNREADABLE:
        return ""
    return digest.hexdigest() if left > 0 else ""
