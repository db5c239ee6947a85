"""An unfinished import as it is kept for the next start: its files, and what was decided.

It lies in the folder of the window's own state, never in the workspace: paths, the answers as an
answers file holds them, and pasted blocks. Passwords and what the files hold are not kept.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.intake.answers import Answers, parse_answers
from acctdesk.words import _


@dataclass(frozen=True)
class KeptFile:
    """A file of an unfinished import, or a block that was pasted.

    Attributes:
        path: Where it is; None for a pasted block.
        size: Its bytes when it was kept; -1 when it could not be found then.
        modified: When it was written last, in nanoseconds.
        text: The pasted block.
    """

    path: Path | None = None
    size: int = -1
    modified: int = 0
    text: str = ""

    @classmethod
    def of(cls, path: Path) -> KeptFile:
        """A file as it is now."""
        try:
            found = path.stat()
        except OSError:
            return cls(path)
        return cls(path, found.st_size, found.st_mtime_ns)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name if self.path is not None else _("Pasted text")


@dataclass(frozen=True)
class Kept:
    """An unfinished import.

    Attributes:
        files: Its files, in their order.
        answers: What was decided.
        step: How far one was; see `Step`.
        when: When it was kept.
    """

    files: tuple[KeptFile, ...] = ()
    answers: Answers = field(default_factory=Answers)
    step: int = 0
    when: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    @property
    def title(self) -> str:
        """What it is called: the names of its files."""
        names = [one.name for one in self.files]
        return ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")

    def paths(self) -> set[Path]:
        """Where its files are."""
        return {one.path for one in self.files if one.path is not None}

    def without_rows(self) -> Kept:
        """The same without decisions on single rows, which may be other rows by now."""
        every = {key: how for key, how in self.answers.duplicates.items() if key == "*"}
        return replace(self, answers=replace(self.answers, cells={}, duplicates=every))


@dataclass(frozen=True)
class Found:
    """An unfinished import that was found at the start, and how its files fared.

    Attributes:
        kept: The import.
        changed: Names of files that were written since.
        gone: Names of files that aren't where they were.
    """

    kept: Kept
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether at least one of its files is there."""
        return len(self.gone) < len(self.kept.files)


class Shelf:
    """Where the unfinished import of a workspace lies. Any thread may use it.

    Args:
        folder: The folder for all of them; made when something is kept.
        workspace: The workspace's file: each has one import.
    """

    def __init__(self, folder: Path, workspace: Path) -> None:
        self._folder = folder
        self._stem = hashlib.sha256(str(workspace).encode()).hexdigest()[:16]
        self._lock = threading.Lock()
        self._last = 0

    @property
    def path(self) -> Path:
        """The file that tells of it."""
        return self._folder / f"{self._stem}.json"

    def keep(self, kept: Kept, turn: int) -> None:
        """Write it, unless something newer was done already.

        Args:
            kept: The import.
            turn: Its place among all that is asked of the shelf; a later one is higher.

        Raises:
            FileProblem: It can't be written.
        """
        with self._newest(turn) as newest:
            if not newest:
                return
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise FileProblem(
                    _("it can't be written (%s).") % (error.strerror or error),
                    where=str(self._folder),
                ) from error
            files = [self._entry(one) for one in kept.files]
            told = {
                "version": 1,
                "when": kept.when.isoformat(),
                "step": kept.step,
                "files": files,
                "answers": orjson.loads(kept.answers.to_json()),
            }
            self._write(self.path, orjson.dumps(told, option=orjson.OPT_INDENT_2))
            self._sweep({str(one.get("text")) for one in files})

    def forget(self, turn: int) -> None:
        """Remove it, unless something newer was done already."""
        with self._newest(turn) as newest:
            if newest:
                with contextlib.suppress(OSError):
                    self.path.unlink(missing_ok=True)
                self._sweep(set())

    def find(self) -> Found | None:
        """What lies there; None when there is nothing that can be read."""
        try:
            told = orjson.loads(self.path.read_bytes())
            kept = Kept(
                tuple(self._file(one) for one in told["files"]),
                parse_answers(told["answers"]),
                int(told["step"]),
                dt.datetime.fromisoformat(told["when"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, FileProblem):
            # Damaged, or of a newer version: as if nothing had been kept.
            return None
        if not kept.files:
            return None
        changed, gone = [], []
        for one in kept.files:
            now = KeptFile.of(one.path) if one.path is not None else one
            if now.path is not None and now.size < 0:
                gone.append(one.name)
            elif one.size >= 0 and now != one:
                changed.append(one.name)
        return Found(kept, tuple(changed), tuple(gone))

    # -- inside ----------------------------------------------------------------------------

    @contextlib.contextmanager
    def _newest(self, turn: int) -> Any:
        with self._lock:
            newest = turn >= self._last
            self._last = max(turn, self._last)
            yield newest

    def _entry(self, one: KeptFile) -> dict[str, object]:
        if one.path is not None:
            return {"path": str(one.path), "size": one.size, "modified": one.modified}
        held = one.text.encode("utf-8", "surrogatepass")
        target = self._folder / f"{self._stem}-{hashlib.sha256(held).hexdigest()[:16]}.txt"
        if not target.exists():
            self._write(target, held)
        return {"text": target.name}

    def _file(self, told: dict[str, Any]) -> KeptFile:
        if "path" in told:
            return KeptFile(Path(told["path"]), int(told["size"]), int(told["modified"]))
        # The name alone: a path in the file must not lead elsewhere.
        held = (self._folder / Path(told["text"]).name).read_bytes()
        return KeptFile(text=held.decode("utf-8", "surrogatepass"))

    def _write(self, target: Path, held: bytes) -> None:
        # It may hold clients' words: for its owner alone.
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with replacing(target) as part, open(os.open(part, flags, 0o600), "wb") as file:
            file.write(held)

    def _sweep(self, wanted: set[str]) -> None:
        """Remove pasted blocks that nothing refers to."""
        for one in self._folder.glob(f"{self._stem}-*.txt"):
            if one.name not in wanted:
                with contextlib.suppress(OSError):
                    one.unlink()
