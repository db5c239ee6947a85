"""Reads a hand-over workbook back: what was handed over, and what was edited in it since.

The exact content is unpacked from its hidden sheet; a workbook in which that is missing or altered
is refused whole. Then every sheet is compared with what was written on it, so that what a colleague
changed in plain Excel is understood, or reported, and never lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from acctdesk.errors import Cancelled, FileProblem
from acctdesk.exchange.handoff.added import Adding
from acctdesk.exchange.handoff.amending import Amending
from acctdesk.exchange.handoff.compared import Compared, Written
from acctdesk.exchange.handoff.edits import compare
from acctdesk.exchange.handoff.layout import ACCOUNT, LISTS, MARK, described
from acctdesk.exchange.handoff.lists import read_lists
from acctdesk.exchange.handoff.locating import Place, has_mark, locate
from acctdesk.exchange.handoff.opened import CellEdit, Finding, Opened, RowEdit
from acctdesk.exchange.handoff.packing import MARK as PACKED
from acctdesk.exchange.handoff.packing import damaged, unpack
from acctdesk.exchange.handoff.register import Register
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.exchange.handoff.shape import is_whole
from acctdesk.exchange.handoff.understood import Editing
from acctdesk.exchange.handoff.values import Understanding, cleaned
from acctdesk.exchange.reading import Cell, Sheet, TableFile, read_table
from acctdesk.exchange.reading.cells import USUAL
from acctdesk.models import read_catalogue
from acctdesk.models.catalogue import Catalogue, Format
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.values.cell import as_text
from acctdesk.words import _, _n, speaking
from acctdesk.workspace.schema import KNOWN

Edit = TypeVar("Edit", CellEdit, RowEdit)
"""What somebody did to a cell, or to a row."""
MOST = 200
"""Findings of one sheet that are told one by one."""
_READ = 0.6
"""Share of the whole that reading the file is."""
_LIMITS = replace(USUAL, seconds=90.0)
"""A colleague's workbook is large and expected: a busy computer gets time for it."""


def _never() -> bool:
    return False


def _ignore(_part: float) -> None:
    return None


def is_handover(table: TableFile) -> bool:
    """Whether an opened file is a hand-over workbook: it holds the sheet with the exact content.

    Args:
        table: The file.
    """
    return _packed(table) is not None


def read_handover(
    path: Path,
    *,
    password: str | None = None,
    cancelled: Callable[[], bool] = _never,
    progress: Callable[[float], None] = _ignore,
) -> Opened:
    """Read a hand-over workbook, with what was edited in it.

    Blocks until all is read; run it in a worker thread. The callbacks are called in that thread.

    Args:
        path: The file.
        password: Its password, where it is locked.
        cancelled: Asked often; True stops it.
        progress: Told the share that is done, 0 to 1.

    Raises:
        FileProblem: It can't be read, is no hand-over workbook, or is damaged, and then nothing of
            it is taken.
        PasswordNeeded: It is locked, and no password or a wrong one was given.
        Cancelled: `cancelled` said so.
    """
    with read_table(
        path,
        password=password,
        limits=_LIMITS,
        cancelled=cancelled,
        progress=lambda part: progress(_READ * part),
    ) as table:
        found = open_handover(
            table, cancelled=cancelled, progress=lambda part: progress(_READ + (1 - _READ) * part)
        )
    return replace(found, path=path)


def open_handover(
    table: TableFile,
    *,
    cancelled: Callable[[], bool] = _never,
    progress: Callable[[float], None] = _ignore,
) -> Opened:
    """Read a hand-over workbook that was opened before; see `read_handover`.

    Args:
        table: The file; it stays open.
        cancelled: Asked often; True stops it.
        progress: Told the share that is done, 0 to 1.

    Raises:
        FileProblem: As there.
        Cancelled: As there.
    """
    try:
        parcel = _unpacked(table)
    except FileProblem as bad:
        raise FileProblem(bad.what, where=table.name, remedy=bad.remedy) from bad
    plain = read_catalogue()
    if not is_whole(plain, parcel):
        refused = damaged(_("its exact content was altered."))
        raise FileProblem(refused.what, where=table.name, remedy=refused.remedy)
    catalogue = described(plain, parcel)
    found = _Reading(catalogue, parcel, table, cancelled, progress).opened()
    return replace(found, path=table.path, encrypted=_is_locked(table.path))


def _is_locked(path: Path | None) -> bool:
    """Whether a file that holds a modern workbook is wrapped as locked ones are."""
    if path is None:
        return False
    with path.open("rb") as file:
        return file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _packed(table: TableFile) -> Sheet | None:
    """The sheet with the exact content: hidden, unless somebody showed it."""
    for sheet in sorted(table.sheets, key=lambda one: not one.hidden):
        head = sheet.head(1)
        first = head[0][0] if head and head[0] else None
        if isinstance(first, str) and first.strip() == PACKED:
            return sheet
    return None


def _unpacked(table: TableFile) -> Parcel:
    sheet = _packed(table)
    if sheet is None:
        if any(has_mark(one) for one in table.sheets):
            raise damaged(
                _(
                    "its hidden sheet with the exact content is missing; without it nobody can "
                    "tell which record a row is and what was edited."
                )
            )
        raise FileProblem(
            _("it isn't a hand-over workbook."),
            remedy=_("Choose a workbook that was written by handing over."),
        )
    cells = [
        as_text(cell) for chunk in sheet.chunks() if chunk.columns for cell in chunk.columns[0]
    ]
    parcel = unpack(cells)
    if parcel.schema not in KNOWN:
        raise FileProblem(
            _("a newer AcctDesk wrote this hand-over workbook (schema %s).") % parcel.schema,
            remedy=_("Update AcctDesk on this computer; nothing was taken over."),
        )
    return parcel


class _Reading:
    """One hand-over workbook being read."""

    def __init__(
        self,
        catalogue: Catalogue,
        parcel: Parcel,
        table: TableFile,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> None:
        self._catalogue, self._parcel = catalogue, parcel
        self._cancelled, self._progress = cancelled, progress
        packed = _packed(table)
        self._sheets = [sheet for sheet in table.sheets if sheet is not packed]
        self._said: dict[str, dict[str, str]] = {}
        for sheet in self._sheets:
            if _first(sheet) == f"{MARK}{LISTS}":
                self._said = read_lists(_rows(sheet))
        self._contents = Contents(catalogue, parcel, self._said)
        self._named = {
            one.target
            for page in parcel.pages
            for one in (catalogue.fields(page.kind) if self._is_known(page.kind) else ())
            if one.format is Format.REFERENCE and one.name in page.fields
        }
        """Kinds that cells name; of the others nobody needs the names of all."""

    def opened(self) -> Opened:
        """Compare all sheets, and make the edits."""
        language = self._parcel.pages[0].language if self._parcel.pages else "en"
        with speaking(language):
            # Records are called as they were when the workbook was written.
            for kind in self._named:
                self._contents.names.of_kind(kind)
        compared, findings = self._compared()
        register = Register(self._contents.names)
        understanding = Understanding(language, register.find, self._said)
        amending = Amending(self._catalogue, self._parcel)
        adding = Adding(self._catalogue, self._parcel, amending, understanding, register)
        editing = Editing(self._catalogue, amending, understanding)
        for one in compared:
            self._renamed(one, register)
        for one in compared:
            adding.announce(one)
        added = adding.make()
        for one in compared:
            editing.make(one)
        removed = [edit for one in compared for edit in self._removed(one)]
        for one in compared:
            ids = [one.written.ids[place] for place in one.removed]
            amending.remove(one.place.page.kind, ids)
        kept, gone = _parted(editing.edits, amending)
        come, lost = _parted(added, amending)
        for one in compared:
            findings += _shortened(one)
        with_others: list[CellEdit | RowEdit] = [*gone, *lost]
        for edit in with_others:
            how = _("It went with what it belongs to, whose row was removed.")
            findings.append(Finding(edit.sheet, edit.row, "", "", "", how))
        self._progress(1.0)
        changed = bool(kept or come or removed)
        return Opened(
            amending.parcel() if changed else self._parcel,
            tuple(kept),
            tuple(come),
            tuple(removed),
            tuple(findings),
            written=self._parcel,
        )

    def _compared(self) -> tuple[list[Compared], list[Finding]]:
        pages = [page for page in self._parcel.pages if self._is_known(page.kind)]
        pages = [
            replace(page, fields=fields, headings=heads)
            for page in pages
            for fields, heads in [_known_fields(self._catalogue, page.kind, page.fields,
                                                page.headings)]
        ]  # fmt: skip
        written = {page.kind: Written(self._contents, page) for page in pages}
        ids = {kind: one.index.keys() for kind, one in written.items()}
        places, findings = locate(pages, self._sheets, ids)
        whole = max(1, sum(place.sheet.rows for place in places))
        done = 0
        found = []
        for place in places:
            title, account = self._telling(place)
            found.append(compare(place, written[place.page.kind], title, account, self._check))
            done += place.sheet.rows
            self._progress(done / whole)
        return found, findings

    def _is_known(self, kind: str) -> bool:
        return any(one.name == kind for one in self._catalogue.kinds())

    def _telling(self, place: Place) -> tuple[str, str]:
        """The columns that name a record, and that say where it belongs."""
        kind = self._catalogue.kind(place.page.kind)
        accounts = [ACCOUNT] + [
            one.name
            for one in kind.fields.values()
            if one.format is Format.REFERENCE and one.target == "account" and one.required
        ]
        return kind.title, next((one for one in accounts if one in place.columns), "")

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled

    def _renamed(self, compared: Compared, register: Register) -> None:
        """Let records be called by their new names as well."""
        kind = self._catalogue.kind(compared.place.page.kind)
        for one in compared.changed if kind.name in self._named else ():
            if one.field != kind.title:
                continue
            record = compared.written.ids[one.place]
            name = cleaned(as_text(one.cell))
            if kind.name == "position":
                before = self._contents.names.of(kind.name, record)
                name = f"{before.rpartition(' – ')[0]} – {name}"
            register.call(kind.name, record, name)

    def _removed(self, compared: Compared) -> list[RowEdit]:
        kind, sheet = compared.place.page.kind, compared.place.sheet.name
        gone = [compared.written.ids[place] for place in compared.removed]
        with speaking(compared.place.page.language):
            return [RowEdit(kind, one, self._contents.names.of(kind, one), sheet) for one in gone]


def _known_fields(
    catalogue: Catalogue, kind: str, fields: tuple[str, ...], headings: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of a sheet whose fields are known today."""
    known = catalogue.kind(kind).fields
    pairs = [
        (name, head)
        for name, head in zip(fields, headings, strict=True)
        if name.startswith("~") or name in known
    ]
    return tuple(name for name, _head in pairs), tuple(head for _name, head in pairs)


def _first(sheet: Sheet) -> Cell:
    head = sheet.head(1)
    return head[0][0] if head and head[0] else None


def _rows(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    """The rows of a sheet from the first on, blank ones included."""
    number = 1
    for chunk in sheet.chunks():
        while number < chunk.first_row:
            number += 1
            yield ()
        yield from zip(*chunk.columns, strict=True)
        number += chunk.rows


def _parted(edits: list[Edit], amending: Amending) -> tuple[list[Edit], list[Edit]]:
    """Edits of records that are there, and those of records that went with others."""
    there = [one for one in edits if amending.there(one.kind, one.record)]
    return there, [one for one in edits if not amending.there(one.kind, one.record)]


def _shortened(compared: Compared) -> list[Finding]:
    """The findings of a sheet; of very many the first, and how many more there are."""
    findings = compared.findings
    if len(findings) <= MOST:
        return findings
    more = len(findings) - MOST
    return [
        *findings[:MOST],
        Finding(
            compared.place.sheet.name, 0, "", "", "",
            _n("{n} more cell or row wasn't taken.", "{n} more cells or rows weren't taken.", more),
        ),
    ]  # fmt: skip
