"""The documents beside a hand-over workbook: in a folder or in an archive, with names to read.

A list among them tells which file is which by its hash, so that renamed files and folders are no
loss: what isn't where the list says is looked for by its content.
"""

from __future__ import annotations

import hashlib
import itertools
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import orjson

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.services.handover.copies import Copy
from acctdesk.services.lanes import Job
from acctdesk.words import _, _n

LIST = "documents.json"
"""The list of what is there."""
LARGEST = 64 << 20
"""Bytes of a document that is read; larger ones are never written by us."""
MOST = 10_000
"""Files that are looked at."""
_UNREADABLE = (
    OSError, EOFError, KeyError, RuntimeError, NotImplementedError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading an archive that somebody else made may end in."""
_LONGEST = 120
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(1, 10))}
)


def place(workbook: Path, *, zipped: bool) -> Path:
    """Where the documents of a workbook are put.

    Args:
        workbook: The workbook.
        zipped: Whether they go as one archive instead of a folder.
    """
    name = _("%s – documents") % workbook.stem
    return workbook.with_name(f"{name}.zip" if zipped else name)


def sentence(where: Path, count: int) -> str:
    """What the cover says of them."""
    return _n("{n} document in “%s” beside it", "{n} documents in “%s” beside it", count) % (
        where.name
    )


def write(where: Path, copies: Sequence[Copy], content: Callable[[str], bytes], job: Job) -> None:
    """Write documents with their list.

    Args:
        where: The folder, or the .zip file.
        copies: Which.
        content: Tells the bytes of one by its hash.
        job: Told the progress; may be cancelled.

    Raises:
        FileProblem: They can't be written.
        Cancelled: It was stopped.
    """
    names = dict(_named(copies))
    listed = orjson.dumps(
        {"acctdesk": "documents", "files": {one: str(path) for one, path in names.items()}},
        option=orjson.OPT_INDENT_2,
    )
    if where.suffix == ".zip":
        with replacing(where) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(LIST, listed)
            for at, (one, path) in enumerate(names.items()):
                job.progress(at / len(names))
                made.writestr(str(path), content(one))
        return
    with _replaced(where) as folder:
        for at, (one, path) in enumerate(names.items()):
            job.progress(at / len(names))
            target = folder.joinpath(*path.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content(one))
        (folder / LIST).write_bytes(listed)


@contextmanager
def _replaced(where: Path) -> Iterator[Path]:
    """A folder beside the one that is meant, which takes its place when the block ends well.

    What an earlier hand-over left there goes: it may belong to an account that isn't handed over.

    Raises:
        FileProblem: It can't be written, or something that isn't ours stands there.
    """
    part = where.with_name(f".{where.name}.part")
    try:
        if where.exists() and not (where / LIST).is_file():
            raise FileProblem(
                _("there is something else of this name, and it is left alone."),
                where=where.name,
                remedy=_("Move it away, or give the workbook another name."),
            )
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        if where.exists():
            shutil.rmtree(where)
        part.rename(where)
    except OSError as error:
        raise FileProblem(
            _("the documents can't be written (%s).") % (error.strerror or error),
            where=where.name,
            remedy=_("Choose another place, or leave the documents out."),
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _named(copies: Sequence[Copy]) -> Iterator[tuple[str, PurePosixPath]]:
    taken: set[str] = set()
    for one in copies:
        folder = _plain(one.account) if one.account else _("Several accounts")
        name = _plain(one.name) or one.sha256[:8]
        stem, dot, ending = name.rpartition(".")
        if not stem:
            stem, dot, ending = name, "", ""
        path, again = PurePosixPath(folder, name), 2
        while str(path).casefold() in taken or str(path).casefold() == LIST:
            path = PurePosixPath(folder, f"{stem} ({again}){dot}{ending}")
            again += 1
        taken.add(str(path).casefold())
        yield one.sha256, path


def _plain(name: str) -> str:
    """A name that every system takes for a file or a folder."""
    made = "".join("_" if one in _FORBIDDEN or one < " " else one for one in name)
    made = made.strip(" .")
    if len(made) > _LONGEST:
        stem, dot, ending = made.rpartition(".")
        made = f"{stem[: _LONGEST - 20]}{dot}{ending[-16:]}" if stem else made[:_LONGEST]
    return f"_{made}" if made.partition(".")[0].casefold() in _RESERVED else made


# -- reading -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents that lie beside a workbook.

    Attributes:
        where: The folder, or the .zip file.
        files: Hash and place in it of each.
    """

    where: Path
    files: dict[str, str] = field(default_factory=dict)

    @property
    def hashes(self) -> frozenset[str]:
        """Hashes of what is there."""
        return frozenset(self.files)

    def content(self, sha256: str) -> bytes:
        """The bytes of one, whose hash was checked when it was found.

        Raises:
            FileProblem: It can't be read any more, or is another now.
        """
        data = _bytes(self.where, self.files[sha256])
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise FileProblem(
                _("the document was changed or removed meanwhile."),
                where=PurePosixPath(self.files[sha256]).name,
                remedy=_("Open the workbook again."),
            )
        return data


def find(workbook: Path) -> Documents | None:
    """The documents beside a workbook; None where there are none.

    What is told by the list and found by its content is taken; files that it doesn't name as well,
    so that a renamed folder or file is no loss.

    Args:
        workbook: The workbook.
    """
    for where in _candidates(workbook):
        found: dict[str, str] = {}
        for name in _files(where):
            data = _bytes(where, name)
            if data is not None and name != LIST:
                found.setdefault(hashlib.sha256(data).hexdigest(), name)
        if found:
            return Documents(where, found)
    return None


def _candidates(workbook: Path) -> Iterator[Path]:
    """Folders and archives that may be meant: those named after it first, then any with a list."""
    named = [place(workbook, zipped=False), place(workbook, zipped=True)]
    others = []
    try:
        for one in sorted(workbook.parent.iterdir())[:MOST]:
            if one in named:
                continue
            if (one.is_dir() and (one / LIST).is_file()) or (
                one.suffix.lower() == ".zip" and LIST in _files(one)
            ):
                others.append(one)
    except OSError:
        others = []
    for one in (*named, *others):
        if one.exists():
            yield one


def _files(where: Path) -> list[str]:
    try:
        if where.is_dir():
            found = (one for one in sorted(where.rglob("*")) if one.is_file())
            return [one.relative_to(where).as_posix() for one in itertools.islice(found, MOST)]
        with zipfile.ZipFile(where) as held:
            return [one.filename for one in held.infolist()[:MOST] if not one.is_dir()]
    except _UNREADABLE:
        return []


def _bytes(where: Path, name: str) -> bytes | None:
    """The bytes of a file; None when it can't be read, or is larger than any of ours."""
    try:
        if where.is_dir():
            path = where.joinpath(*PurePosixPath(name).parts)
            if path.is_symlink() or path.stat().st_size > LARGEST:
                return None
            return path.read_bytes()
        with zipfile.ZipFile(where) as held, held.open(name) as file:
            # What an archive says of its sizes need not be true.
            data = file.read(LARGEST + 1)
            return data if len(data) <= LARGEST else None
    except _UNREADABLE:
        return None
