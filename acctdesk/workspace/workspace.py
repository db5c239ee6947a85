"""One workspace: opened, read, written, undone, backed up and closed.

Opening needs the driver alone. The database library, the engines and the mapped tables load when
somebody first reads or writes by them: see docs/decisions/0011.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Problem, ReadOnly, WorkspaceProblem
from acctdesk.words import _
from acctdesk.workspace import backup, driver, schema
from acctdesk.workspace.connections import Connections
from acctdesk.workspace.lock import WorkspaceLock

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from acctdesk.workspace.change import Author, Label
    from acctdesk.workspace.journal import Reverted
    from acctdesk.workspace.tables import Tables
    from acctdesk.workspace.unit import Unit

SUFFIX = ".acctdesk"

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The present moment in UTC."""
    return dt.datetime.now(dt.UTC)


class Workspace:
    """An open workspace. Use `create` or `open` to get one, and close it.

    Args:
        path: Its file.
        key: Its raw key, or None.
        read_only: Whether it may only be read.
        lock: The lock held on it; None when read-only.
        clock: Tells the time.

    Attributes:
        sent: Hears the statements of reads.
    """

    def __init__(
        self,
        path: Path,
        key: bytes | None,
        *,
        read_only: bool,
        lock: WorkspaceLock | None,
        clock: Clock,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._key, self._lock, self._clock = key, lock, clock
        self._turn = threading.Lock()
        self._connections = Connections(path, key)
        self.sent = self._connections.sent
        self._making = threading.Lock()
        self._tables: Tables | None = None

    @classmethod
    def create(cls, path: Path, *, key: bytes | None = None, clock: Clock = utc_now) -> Workspace:
        """Make a new workspace.

        Args:
            path: Its file; must not exist.
            key: Raw 32-byte key, or None for a plain file.
            clock: Tells the time.

        Raises:
            WorkspaceProblem: The file exists, or the folder can't be written.
        """
        cls._refuse_taken(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceProblem(
                _("the folder can't be made (%s).") % error.strerror, where=str(path.parent)
            ) from error
        with cls._locked(path) as lock:
            cls._refuse_taken(path)  # another may have been quicker before the lock was ours
            # Made beside and moved into place, so that an interrupted creation leaves nothing
            # that looks like a workspace.
            part = path.with_name(path.name + ".new")
            part.unlink(missing_ok=True)
            from acctdesk.workspace.engine import write_engine

            engine = write_engine(part, key, create=True)
            try:
                schema.migrate(engine, schema.HEAD)
                with engine.connect() as connection:
                    raw = connection.connection.driver_connection
                    assert raw is not None  # noqa: S101 - an open connection has one
                    raw.execute("PRAGMA journal_mode = DELETE")
            finally:
                engine.dispose()
            part.replace(path)
            made = cls(path, key, read_only=False, lock=lock, clock=clock)
            made._begin_writing()
            return made

    @staticmethod
    def _refuse_taken(path: Path) -> None:
        if path.exists():
            raise WorkspaceProblem(
                _("there is a file of this name already."),
                where=path.name,
                remedy=_("Open it, or choose another name."),
            )

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        key: bytes | None = None,
        read_only: bool = False,
        clock: Clock = utc_now,
    ) -> Workspace:
        """Open a workspace, migrating it when an older AcctDesk wrote it.

        Args:
            path: Its file.
            key: Its raw key, or None.
            read_only: Open it without the right to write; allowed while another has it.
            clock: Tells the time.

        Raises:
            WorkspaceBusy: Another AcctDesk has it open for writing.
            NewerWorkspace: A newer AcctDesk wrote it.
            WorkspaceProblem: It is missing, damaged, locked by a key, or no workspace.
        """
        if not path.is_file():
            raise WorkspaceProblem(
                _("there is no such file."), where=str(path), remedy=_("Choose another workspace.")
            )
        if read_only:
            return cls._opened(path, key, None, clock)
        with cls._locked(path) as lock:
            return cls._opened(path, key, lock, clock)

    @classmethod
    @contextmanager
    def _locked(cls, path: Path) -> Iterator[WorkspaceLock]:
        """The lock, released again when opening fails."""
        lock = WorkspaceLock(path)
        lock.acquire()
        try:
            yield lock
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(
        cls, path: Path, key: bytes | None, lock: WorkspaceLock | None, clock: Clock
    ) -> Workspace:
        made = cls(path, key, read_only=lock is None, lock=lock, clock=clock)
        try:
            # By a reader: a file that is refused stays as it is to the last byte.
            with made.bare() as raw:
                found = schema.version(raw, path)
            if not made.read_only:
                if found != schema.HEAD:
                    schema.bring_up_to_date(
                        made._connections.writer(), path, found, made.back_up, made._rebuild
                    )
                made._begin_writing()
            elif found != schema.HEAD:
                raise WorkspaceProblem(
                    _("it has another schema (%s) and can't be read without migrating it.") % found,
                    where=path.name,
                    remedy=_("Open it for writing once, or update AcctDesk."),
                )
        except driver.Error as error:
            made._dispose()
            raise WorkspaceProblem(
                _("it is not a workspace, is damaged, or is encrypted with another key."),
                where=path.name,
                remedy=_("Choose another file, or restore a backup from “%s”.")
                % backup.folder(path).name,
            ) from error
        except Problem:
            made._dispose()
            raise
        return made

    def _begin_writing(self) -> None:
        if not self.read_only:
            self._connections.begin_writing()

    @property
    def tables(self) -> Tables:
        """The mapped tables by kind."""
        with self._making:
            if self._tables is None:
                from acctdesk.workspace.tables import Tables

                self._tables = Tables()
            return self._tables

    # -- reading and writing ---------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only connection that sees one consistent state until it is given back."""
        with self._connections.readers().connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def bare(self) -> Iterator[Any]:
        """A read-only connection of the driver, for plain statements before the engines are there.

        Outside a transaction; no other thread may use it meanwhile.
        """
        with self._connections.bare() as raw:
            yield raw

    @contextmanager
    def write(
        self, label: Label, author: Author, *, mode: str = "do", root: str | None = None
    ) -> Iterator[Unit]:
        """A unit of work; it rolls back unless it was committed.

        Args:
            label: What the change is called.
            author: Who makes it.
            mode: "do", "undo" or "redo".
            root: For an undo or redo, the change it is about.

        Raises:
            ReadOnly: The workspace is open read-only.
        """
        with self.transaction() as connection:
            from acctdesk.workspace.unit import Unit

            yield Unit(connection, self.tables, label, author, self._clock(), mode=mode, root=root)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The write connection, one user at a time; what isn't committed is rolled back.

        For what is kept without a journal; everything else goes through `write`.

        Raises:
            ReadOnly: The workspace is open read-only.
        """
        if self.read_only:
            raise ReadOnly(
                _("this workspace is open read-only."),
                where=self.path.name,
                remedy=_("Close it elsewhere and open it again to change it."),
            )
        with self._turn, self._connections.writer().connect() as connection:
            transaction = connection.begin()
            try:
                yield connection
            finally:
                if transaction.is_active:
                    transaction.rollback()
                # A commit that failed leaves the transaction open behind SQLAlchemy's back, and
                # with it every later write would fail.
                raw = connection.connection.driver_connection
                if raw is not None and raw.in_transaction:
                    raw.execute("ROLLBACK")

    def compact(self) -> None:
        """Write the file anew, so that no byte of what was erased is left in it.

        Takes as long as copying the file; what somebody reads meanwhile stays readable.

        Raises:
            WorkspaceProblem: It can't be written, such as for want of room.
        """
        from acctdesk.workspace.erasing import compact

        with self._turn, self._connections.writer().connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # noqa: S101 - an open connection has one
            try:
                compact(raw)
            except driver.Error as error:
                raise WorkspaceProblem(
                    _("what was purged is gone from it, but the file can't be written anew (%s).")
                    % type(error).__name__,
                    where=self.path.name,
                    remedy=_("Make room on the disk; the next purge does it as well."),
                ) from error

    # -- undo ------------------------------------------------------------------------------

    def revert(self, change: str, author: Author) -> Reverted:
        """Undo a change that is in force, or redo one that is undone.

        Args:
            change: Id of the change.
            author: Who asks for it.

        Returns:
            What was done and what was kept.

        Raises:
            NotFound: There is no such change.
        """
        from acctdesk.workspace import journal
        from acctdesk.workspace.revert import Reverter

        with self.read() as connection:
            entry = journal.find(connection, change)
            root = journal.find(connection, entry.root)
            seq, _latest, mode = journal.latest_of(connection, root.id)
        undo = mode != "undo"
        with self.write(root.label, author, mode="undo" if undo else "redo", root=root.id) as unit:
            kept = Reverter(unit, seq).run()
            # An undo that found nothing to change is still a step, or the next one would meet
            # the same change again.
            unit.begin()
            return journal.Reverted(unit.commit(), kept, root.label)

    # -- care ------------------------------------------------------------------------------

    def back_up(self, target: Path | None = None) -> Path:
        """Write a verified copy; see `backup.back_up`."""
        return backup.back_up(self.path, self._key, target)

    @classmethod
    def restore(cls, path: Path, source: Path, *, key: bytes | None = None) -> Path | None:
        """Put a backup in the place of a workspace that nobody has open; see `backup.restore`.

        Raises:
            WorkspaceBusy: Somebody has the workspace open.
            WorkspaceProblem: The backup is missing or damaged.
        """
        with cls._locked(path) as lock:
            former = backup.restore(path, source, key)
            lock.release()
        return former

    def backups(self) -> list[Path]:
        """The backups beside this workspace, oldest first."""
        return backup.existing(self.path)

    def copies_with(self, record: str) -> list[Path]:
        """The backups, and former files kept beside it, that know a record; oldest first."""
        copies = [*backup.formers(self.path), *self.backups()]
        return [one for one in copies if backup.holds(one, self._key, record)]

    def check(self) -> list[str]:
        """Check the whole file; returns what is wrong, empty when it is sound."""
        raw = driver.connect(self.path, key=self._key, read_only=True)
        try:
            return backup.verify(raw)
        finally:
            raw.close()

    def rebuild_search(self) -> int:
        """Make the search index anew from the records.

        Returns:
            How many records it holds.
        """
        from acctdesk.workspace import derived

        with self.transaction() as connection:
            count = derived.rebuild_search(connection, self.tables)
            connection.commit()
        return count

    def rebuild_figures(self) -> int:
        """Make the computed columns anew from the records.

        Returns:
            How many records have them.
        """
        from acctdesk.workspace import derived

        with self.transaction() as connection:
            count = derived.rebuild_figures(connection, self.tables)
            connection.commit()
        return count

    def _rebuild(self, connection: Connection) -> None:
        from acctdesk.workspace import derived

        derived.rebuild(connection, self.tables)

    def close(self) -> None:
        """Close it; everything committed is safe already."""
        self._dispose()

    def _dispose(self) -> None:
        self._connections.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
