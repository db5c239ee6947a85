"""Backups: complete, verified copies of a workspace, made while it is in use.

SQLite's own backup is used because a plain copy of a file with a write-ahead log loses what was
committed last.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acctdesk.errors import WorkspaceProblem
from acctdesk.words import _
from acctdesk.workspace import driver

KEPT = 10
"""How many backups stay beside a workspace unless its settings say otherwise."""
NEWEST, DAYS = "backups_newest", "backups_days"
"""Names of the settings that say which backups stay."""
_STAMP = "%Y-%m-%d %H%M%S"
_FORMER = "before restoring"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which backups stay: the newest, and besides those all that are young enough.

    Attributes:
        newest: How many stay however old they are; at least one.
        days: Days for which the others stay too; 0 keeps none of them.
    """

    newest: int = KEPT
    days: int = 0

    def over(self, backups: Sequence[Path], today: dt.date) -> list[Path]:
        """Those that needn't stay any more.

        Args:
            backups: All of them, oldest first.
            today: The day.
        """
        first = today - dt.timedelta(days=self.days)
        return [one for one in backups[: -max(self.newest, 1)] if made_on(one) <= first]

    def until(self, backups: Sequence[Path], one: Path) -> tuple[int, dt.date]:
        """When a backup goes by itself: after so many further ones, and not before a day.

        Args:
            backups: All of them, oldest first.
            one: One of them.
        """
        newer = len(backups) - 1 - list(backups).index(one)
        return max(self.newest - newer, 0), made_on(one) + dt.timedelta(days=self.days)


def made_on(backup: Path) -> dt.date:
    """The day on which a backup was made: its name says it, else the file."""
    words = " ".join(backup.stem.split(" ")[-2:])
    try:
        return dt.datetime.strptime(words, _STAMP).astimezone().date()
    except ValueError:
        return dt.datetime.fromtimestamp(backup.stat().st_mtime).astimezone().date()


def rule_of(raw: Any) -> Rule:
    """What the settings of a workspace say of its backups.

    Args:
        raw: An open connection of the driver.
    """
    asked = "SELECT name, value FROM setting WHERE name IN (?, ?)"
    try:
        rows = raw.execute(asked, (NEWEST, DAYS)).fetchall()
    except driver.DatabaseError:
        return Rule()  # a schema that knew no settings
    told = {name: int(value) for name, value in rows if str(value or "").isdecimal()}
    return Rule(max(told.get(NEWEST, KEPT), 1), told.get(DAYS, 0))


def formers(path: Path) -> list[Path]:
    """Former files of a workspace that were kept when a backup took their place, oldest first."""
    return sorted(path.parent.glob(f"{_escaped(path.stem)} {_FORMER} *{path.suffix}"))


def _escaped(name: str) -> str:
    return "".join(f"[{one}]" if one in "*?[" else one for one in name)


def holds(copy: Path, key: bytes | None, record: str) -> bool:
    """Whether a copy of a workspace knows a record, be it deleted in it.

    Args:
        copy: The file.
        key: Its key.
        record: Id of the record.

    Returns:
        True also where the file can't be read: nobody knows then that it doesn't.
    """
    try:
        raw = driver.connect(copy, key=key, read_only=True)
        try:
            found = raw.execute("SELECT 1 FROM change_row WHERE row_id = ? LIMIT 1", (record,))
            return found.fetchone() is not None
        finally:
            raw.close()
    except driver.Error:
        return True


def folder(path: Path) -> Path:
    """Where the backups of a workspace stand."""
    return path.with_name(f"{path.stem} backups")


def existing(path: Path) -> list[Path]:
    """The backups of a workspace, oldest first."""
    return sorted(folder(path).glob(f"*{path.suffix}"))


def back_up(
    path: Path,
    key: bytes | None,
    target: Path | None = None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Copy a workspace and verify the copy before it takes its place.

    Args:
        path: The workspace.
        key: Its key; the copy has the same.
        target: Where to; beside the workspace under the present time when not given.
        cancelled: Asked between steps.

    Returns:
        Where the copy stands.

    Raises:
        WorkspaceProblem: The copy could not be written or is damaged; nothing is left behind.
    """
    automatic = target is None
    if target is None:
        stamp = dt.datetime.now().astimezone().strftime(_STAMP)
        target = folder(path) / f"{stamp}{path.suffix}"
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        source = driver.connect(path, key=key, read_only=True)
        try:
            copy = driver.connect(part, key=key, read_only=False, create=True)
            try:
                source.backup(copy, pages=2000)
                copy.execute("PRAGMA journal_mode = DELETE")
                faults = verify(copy)
                rule = rule_of(copy) if automatic and not faults else Rule()
            finally:
                copy.close()
        finally:
            source.close()
        if faults:
            raise WorkspaceProblem(_("the copy is damaged (%s).") % faults[0], where=str(target))
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except (OSError, driver.DatabaseError) as error:
        raise WorkspaceProblem(
            _("no backup could be written (%s).") % error,
            where=str(target),
            remedy=_("Check the space on the disk and the rights on the folder."),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    if automatic:
        for old in rule.over(existing(path), dt.datetime.now().astimezone().date()):
            old.unlink(missing_ok=True)
    return target


def verify(raw: object) -> list[str]:
    """Check a database as a whole.

    Args:
        raw: An open connection of the driver.

    Returns:
        What is wrong, in the database's words; empty when it is sound.
    """
    faults: list[str] = []
    execute = raw.execute  # type: ignore[attr-defined]
    try:
        faults += [row[0] for row in execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        faults += [
            f"{row[0]}: row {row[1]} points to nothing"
            for row in execute("PRAGMA foreign_key_check")
        ]
    except driver.DatabaseError as error:
        # Too damaged to be walked through; that is a finding, too.
        faults.append(str(error))
    return faults


def restore(path: Path, source: Path, key: bytes | None = None) -> Path | None:
    """Put a backup in the place of a workspace that nobody has open.

    Args:
        path: The workspace; may be missing or damaged.
        source: The backup.
        key: Its key.

    Returns:
        Where the former file is kept; None when there was none.

    Raises:
        WorkspaceProblem: The backup is missing or damaged, or the folder can't be written; the
            workspace is as it was.
    """
    if not source.is_file():
        raise WorkspaceProblem(_("there is no such backup."), where=str(source))
    _require_sound(source, key)
    part = path.with_name(f"{path.name}.restoring")
    try:
        part.unlink(missing_ok=True)
        part.parent.mkdir(parents=True, exist_ok=True)
        back_up(source, key, part)
        former = None
        if path.exists():
            stamp = dt.datetime.now().astimezone().strftime(_STAMP)
            former = path.with_name(f"{path.stem} {_FORMER} {stamp}{path.suffix}")
            # The log goes with its file: it may hold what was committed last.
            for tail in ("-wal", "-shm"):
                log = path.with_name(path.name + tail)
                if log.exists():
                    log.replace(former.with_name(former.name + tail))
            path.replace(former)
        part.replace(path)
    except OSError as error:
        raise WorkspaceProblem(
            _("the backup could not be put in place (%s).") % error, where=str(path)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return former


def _require_sound(source: Path, key: bytes | None) -> None:
    try:
        raw = driver.connect(source, key=key, read_only=True)
        try:
            faults = verify(raw)
            tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
        finally:
            raw.close()
    except driver.DatabaseError as error:
        faults, tables = [str(error)], set()
    if faults or "change_row" not in tables:
        raise WorkspaceProblem(
            _("it is no sound backup of a workspace."),
            where=source.name,
            remedy=_("Choose another one."),
        )
