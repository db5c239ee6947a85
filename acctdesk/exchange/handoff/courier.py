"""The way of accounts from one workspace to another, as the window and the scripts go it alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from acctdesk.errors import FileProblem, PasswordNeeded
from acctdesk.exchange.handoff import documents, locking
from acctdesk.exchange.handoff.briefpdf import BriefCover, WritePages, write_brief
from acctdesk.exchange.handoff.historysheet import MOST as MOST_LINES
from acctdesk.exchange.handoff.opened import Opened
from acctdesk.exchange.handoff.reading import read_handover
from acctdesk.exchange.handoff.writing import Book, Written, write_handover
from acctdesk.services.catalogue import Fields
from acctdesk.services.collecting import uncollected
from acctdesk.services.handover.handovers import Handovers, Taken
from acctdesk.services.handover.scope import Scope
from acctdesk.services.handover.taking import Taking
from acctdesk.services.handover.threeway import Key, Side
from acctdesk.services.history import History
from acctdesk.services.lanes import Job
from acctdesk.words import _, current_locale
from acctdesk.workspace import Committed

_READ, _WRITTEN, _FILES = 0.15, 0.85, 0.95
"""Shares of the way that are gone when all is read, the workbook is written, and its documents."""

Choices = Mapping[tuple[Key, str], Side]


class DeskLike(Protocol):
    """What is used of an open workspace."""

    @property
    def handovers(self) -> Handovers:
        """Hands accounts over."""

    @property
    def history(self) -> History:
        """Tells what was changed."""

    @property
    def fields(self) -> Fields:
        """The field catalogue."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a hand-over leaves.

    Attributes:
        peer: Who takes it over; may be empty.
        password: Locks the workbook; empty for none.
        keep_password: Whether the system keeps it.
        documents: Whether documents that lie in the workspace go along beside it.
        zipped: Whether they go as one archive instead of a folder.
        brief: File for the brief as a PDF; None for none.
        language: Language of the workbook (BCP 47); that of the program when empty.
    """

    peer: str = ""
    password: str = ""
    keep_password: bool = False
    documents: bool = True
    zipped: bool = False
    brief: Path | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Accounts that were handed over.

    Attributes:
        change: The change that keeps the record of it.
        written: The workbook.
        documents: Where its documents are; None where there are none.
        count: How many documents there are.
        pages: Pages of the brief; 0 for none.
        warnings: What didn't go as it was wished, though all is handed over.
    """

    change: Committed | None
    written: Written
    documents: Path | None = None
    count: int = 0
    pages: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A hand-over workbook that was opened, and what it would do here.

    Attributes:
        opened: The workbook.
        taking: What it would do.
        missing: Names of documents that aren't beside it and aren't here.
        found: How many documents beside it aren't here yet.
    """

    opened: Opened
    taking: Taking
    missing: tuple[str, ...] = ()
    found: int = 0


def hand_over(
    desk: DeskLike,
    scope: Scope,
    path: Path,
    options: Options = Options(),
    *,
    write_pages: WritePages | None = None,
    job: Job | None = None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Given:
    """Write accounts into a workbook, and keep that they were handed over.

    Args:
        desk: The open workspace.
        scope: Which accounts, and what of them.
        path: The .xlsx file; it is replaced as a whole or not at all.
        options: How.
        write_pages: Writes pages of a PDF; only for the brief.
        job: Told the progress; may be cancelled.
        now: Tells the moment.

    Raises:
        FileProblem: A file can't be written.
        Invalid: There is no account, or the password doesn't fit.
        Cancelled: It was stopped; nothing is kept.
    """
    if path.suffix.lower() != ".xlsx":
        raise FileProblem(
            _("a hand-over can't be written as “%s”.") % (path.suffix or path.name),
            where=path.name,
            remedy=_("Use a name that ends in .xlsx."),
        )
    if options.password:
        locking.checked(options.password)
    told = job or Job("")
    parcel = desk.handovers.parcel(scope, _part(told, 0.0, _READ))
    brief = desk.handovers.brief(scope.accounts, scope.left_out)
    history = (
        desk.history.lines_of(scope.accounts, MOST_LINES, without=_untold(desk, scope))
        if scope.holds("history")
        else ()
    )
    told.check()
    files = desk.handovers.copies.of(parcel) if options.documents else ()
    beside = documents.place(path, zipped=options.zipped) if files else None
    book = Book(
        parcel,
        desk.fields.catalogue,
        brief,
        history,
        options.language or current_locale(),
        options.peer,
        documents.sentence(beside, len(files)) if beside else "",
    )
    before = path.exists()
    written = write_handover(
        book, path, when=now(), job=_part(told, _READ, _WRITTEN), password=options.password
    )
    pages = 0
    try:
        if beside is not None:
            told_of = _part(told, _WRITTEN, _FILES)
            documents.write(beside, files, desk.handovers.copies.content, told_of)
        if options.brief is not None and write_pages is not None:
            cover = BriefCover(parcel.by, options.peer, parcel.purpose, parcel.note)
            pages = write_brief(brief, cover, options.brief, write_pages, book.language)
        told.check()
    except BaseException:
        if not before:
            # It would look like a hand-over that nobody knows of.
            path.unlink(missing_ok=True)
        raise
    change = desk.handovers.given(parcel, peer=options.peer, file=path.name)
    warnings = []
    if options.password and options.keep_password:
        try:
            locking.keep(locking.name_of(path), options.password)
        except FileProblem as refused:
            # The workbook is there and its password is known to whoever typed it.
            warnings.append(str(refused))
    told.progress(1.0)
    return Given(change, written, beside, len(files), pages, tuple(warnings))


def _untold(desk: DeskLike, scope: Scope) -> set[str]:
    """Keys of fields that history may not tell, since they don't go along."""
    if scope.private:
        return set()
    return {
        field.key
        for kind in desk.fields.catalogue.kinds()
        for field in kind.fields.values()
        if field.private
    }


def open_handover(
    desk: DeskLike,
    path: Path,
    password: str | None = None,
    *,
    apart: Collection[str] = (),
    job: Job | None = None,
) -> Opening:
    """Open a hand-over workbook and compare it with what is here; nothing is written.

    Args:
        desk: The open workspace.
        path: The file.
        password: Its password; one that the system keeps is tried unless given.
        apart: Ids of its records that aren't to be taken for one that is here.
        job: Told the progress; may be cancelled.

    Raises:
        FileProblem: It is damaged, of a newer version, or no hand-over workbook.
        PasswordNeeded: It is locked.
        Cancelled: It was stopped.
    """
    told = job or Job("")
    try:
        opened = _read(path, password, told)
    except PasswordNeeded:
        kept = locking.kept(locking.name_of(path)) if password is None else None
        if kept is None:
            raise
        opened = _read(path, kept, told)
    return compare(desk, opened, apart=apart, job=told)


def _read(path: Path, password: str | None, job: Job) -> Opened:
    with uncollected():
        return read_handover(
            path,
            password=password,
            cancelled=lambda: job.cancelled,
            progress=lambda share: job.progress(0.7 * share),
        )


def compare(
    desk: DeskLike, opened: Opened, *, apart: Collection[str] = (), job: Job | None = None
) -> Opening:
    """Compare a workbook that was opened with what is here now; see `open_handover`."""
    told = job or Job("")
    taking = desk.handovers.compare(
        opened.written or opened.parcel,
        opened.parcel if opened.edited else None,
        apart=apart,
        job=_part(told, 0.7, 1.0),
    )
    wanted = desk.handovers.copies.lacking(taking.parcel)
    there = documents.find(opened.path) if opened.path and wanted else None
    have = set(there.hashes) if there else set()
    return Opening(
        opened,
        taking,
        tuple(name for one, name in wanted.items() if one not in have),
        sum(1 for one in wanted if one in have),
    )


def take_over(
    desk: DeskLike,
    opening: Opening,
    choices: Choices,
    *,
    peer: str = "",
    job: Job | None = None,
) -> tuple[Taken, int]:
    """Take accounts over, as one change, with the documents beside the workbook.

    Args:
        desk: The open workspace.
        opening: What was opened.
        choices: Whose value is kept, for each conflict.
        peer: From whom; who wrote it unless given.
        job: Told the progress; may be cancelled.

    Returns:
        What was done, and how many documents were added.

    Raises:
        Invalid: A conflict isn't decided.
        Problem: Something here was changed meanwhile that asks for another decision.
        Cancelled: It was stopped; nothing was written.
    """
    path = opening.opened.path
    taken = desk.handovers.take(
        opening.taking, choices, peer=peer, file=path.name if path else "", job=job
    )
    added = 0
    if path is not None and opening.found:
        beside = documents.find(path)
        if beside is not None:
            wanted = desk.handovers.copies.lacking(opening.taking.parcel)
            added = desk.handovers.copies.add(
                beside.content(one) for one in wanted if one in beside.hashes
            )
    return taken, added


def _part(job: Job, first: float, last: float) -> Job:
    """A job that is a part of another: told its progress, and stopped with it."""
    return _Part(job, first, last)


class _Part(Job):
    def __init__(self, whole: Job, first: float, last: float) -> None:
        super().__init__("")
        self._whole, self._first, self._last = whole, first, last

    def progress(self, share: float) -> None:
        self._whole.progress(self._first + (self._last - self._first) * share)

    def check(self) -> None:
        self._whole.check()
