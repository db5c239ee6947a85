"""Attachments: files copied into the workspace or linked where they are, and web addresses."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import insert, select

from acctdesk.errors import FileProblem, Invalid, NotFound
from acctdesk.models import Attachment as Row
from acctdesk.models import Blob
from acctdesk.services.attachment import Attachment, Held
from acctdesk.services.context import Context
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit
from acctdesk.workspace.atomic import replacing
from acctdesk.workspace.folding import fold

__all__ = ["LARGEST", "Attachment", "Attachments", "Held"]

LARGEST = 50 * 1024 * 1024
"""Bytes of a file that is copied; a larger one is linked, or every backup would carry it."""

_SCHEMES = ("http", "https", "mailto")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


class Attachments:
    """Commands and queries over what hangs on records.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self._guard = threading.Lock()
        self._opened: tempfile.TemporaryDirectory[str] | None = None

    # -- queries ---------------------------------------------------------------------------

    def of(self, kind: str, record: str) -> list[Attachment]:
        """What hangs on a record, by name."""
        statement = select(*_COLUMNS).where(Row.record_id == record, Row.record_kind == kind)
        with self._context.workspace.read() as connection:
            found = [_attachment(row) for row in connection.execute(statement)]
        return sorted(found, key=lambda one: (fold(one.name), one.id))

    def get(self, attachment: str) -> Attachment:
        """One attachment.

        Raises:
            NotFound: There is none.
        """
        with self._context.workspace.read() as connection:
            row = connection.execute(select(*_COLUMNS).where(Row.id == attachment)).first()
        if row is None:
            raise NotFound(
                _("this file is not attached any more."),
                remedy=_("Undo its deletion, or reload the page."),
            )
        return _attachment(row)

    def content(self, attachment: str) -> bytes:
        """The bytes of a copied file.

        Raises:
            NotFound: There is no such attachment.
            FileProblem: It is no copy, or its bytes are gone.
        """
        found = self.get(attachment)
        statement = select(Blob.data).join(Row, Row.sha256 == Blob.sha256)
        with self._context.workspace.read() as connection:
            data = connection.execute(statement.where(Row.id == attachment)).scalar()
        if data is None:
            raise FileProblem(
                _("the workspace holds no copy of it."),
                where=found.name,
                remedy=_("Open it where it is."),
            )
        return bytes(data)

    # -- commands --------------------------------------------------------------------------

    def add_file(
        self, kind: str, record: str, path: Path, *, link: bool = False
    ) -> tuple[str, Committed | None]:
        """Attach a file: copied into the workspace, or linked where it is; see `add_files`."""
        made, change = self.add_files(kind, record, [path], link=link)
        return made[0], change

    def add_files(
        self, kind: str, record: str, paths: Sequence[Path], *, link: bool = False
    ) -> tuple[list[str], Committed | None]:
        """Attach files as one change.

        Args:
            kind: Kind of the record.
            record: The record.
            paths: The files.
            link: Only remember where they are.

        Returns:
            The attachments' ids and the change.

        Raises:
            FileProblem: One can't be read, is a folder, or is too large to be copied; then none
                is attached.
            NotFound: There is no such record.
        """
        sizes = [_size(path, copied=not link) for path in paths]
        label = "Attach “{name}”" if len(paths) == 1 else "Attach {n} files"
        with self._context.write(label, name=paths[0].name, n=len(paths)) as unit:
            unit.stored(kind, record)
            made = []
            for path, size in zip(paths, sizes, strict=True):
                values = {**_described(kind, record, path.name), "size": size}
                if link:
                    values["path"] = str(path.absolute())
                else:
                    data = _read(path)
                    values |= {"size": len(data), "sha256": _keep(unit, data)}
                made.append(unit.insert("attachment", values))
            return made, unit.commit()

    def add_content(
        self, kind: str, record: str, name: str, data: bytes
    ) -> tuple[str, Committed | None]:
        """Attach bytes that are no file yet, such as a picture from the clipboard.

        Args:
            kind: Kind of the record.
            record: The record.
            name: What the file is called; its ending tells what it is.
            data: Its bytes.

        Returns:
            The attachment's id and the change.

        Raises:
            FileProblem: They are too many.
            NotFound: There is no such record.
        """
        if len(data) > LARGEST:
            raise _too_large(name)
        with self._context.write("Attach “{name}”", name=name) as unit:
            unit.stored(kind, record)
            values = {**_described(kind, record, name), "size": len(data)}
            made = unit.insert("attachment", {**values, "sha256": _keep(unit, data)})
            return made, unit.commit()

    def add_link(
        self, kind: str, record: str, url: str, name: str = ""
    ) -> tuple[str, Committed | None]:
        """Attach a web address.

        Args:
            kind: Kind of the record.
            record: The record.
            url: The address; without a scheme it is taken for https.
            name: What it is called; the address when blank.

        Returns:
            The attachment's id and the change.

        Raises:
            Invalid: It is no address of the web or of e-mail.
            NotFound: There is no such record.
        """
        url = _address(url)
        name = name.strip() or re.sub(r"^(https?://|mailto:)", "", url).rstrip("/")
        with self._context.write("Attach “{name}”", name=name) as unit:
            unit.stored(kind, record)
            values = {**_described(kind, record, name), "media_type": None, "url": url}
            return unit.insert("attachment", values), unit.commit()

    def rename(self, attachment: str, name: str) -> Committed | None:
        """Call an attachment something else; the file keeps its own name where it is linked.

        Raises:
            Invalid: The name is empty.
            NotFound: There is no such attachment.
        """
        return self._records.edit("attachment", attachment, {"name": name})

    def delete(self, ids: Sequence[str]) -> Committed | None:
        """Take attachments off; undo brings them back, linked files stay where they are.

        Raises:
            NotFound: One isn't there.
        """
        return self._records.delete("attachment", ids)

    # -- opening ---------------------------------------------------------------------------

    def save_as(self, attachment: str, path: Path) -> None:
        """Write a copied file to a place outside; what stands there is replaced.

        Raises:
            NotFound: There is no such attachment.
            FileProblem: It is no copy, or the place can't be written.
        """
        data = self.content(attachment)
        with replacing(path) as part:
            part.write_bytes(data)

    def open_path(self, attachment: str) -> Path | str:
        """What to open: a file, or the address of a link.

        A copied file is laid into a folder of its own, to be read but not changed, since nothing
        would bring a change back; `close` takes it away again.

        Raises:
            NotFound: There is no such attachment.
            FileProblem: A linked file isn't there, or opening it would start a program.
        """
        found = self.get(attachment)
        if found.held is Held.LINK:
            return found.target
        if found.runs:
            raise FileProblem(
                _("it is a program, and programs are not started from here."),
                where=found.name,
                remedy=_("Save it elsewhere if you trust it."),
            )
        if found.held is Held.FILE:
            linked = Path(found.target)
            if not linked.exists():
                raise FileProblem(
                    _("it is not there any more."),
                    where=found.target,
                    remedy=_("Put it back, or attach it anew from where it is now."),
                )
            return linked
        return self._laid_out(found)

    def _laid_out(self, found: Attachment) -> Path:
        data = self.content(found.id)
        with self._guard:
            if self._opened is None:
                self._opened = tempfile.TemporaryDirectory(
                    prefix="acctdesk-", ignore_cleanup_errors=True
                )
            # Each in a folder of its own: two may have one name.
            place = Path(self._opened.name) / found.id / safe_name(found.name)
            try:
                place.parent.mkdir(exist_ok=True)
                if place.exists():
                    place.chmod(0o600)
                place.write_bytes(data)
                place.chmod(0o400)
            except OSError as error:
                raise FileProblem(
                    _("it can't be laid out to be opened (%s).") % (error.strerror or error),
                    where=found.name,
                    remedy=_("Save it where there is room."),
                ) from error
        return place

    def close(self) -> None:
        """Take away the copies that were laid out to be opened; those in use stay behind."""
        with self._guard:
            if self._opened is not None:
                with suppress(OSError):
                    self._opened.cleanup()
                self._opened = None


_COLUMNS = (
    Row.id, Row.record_kind, Row.record_id, Row.name, Row.media_type, Row.size, Row.sha256,
    Row.path, Row.url,
)  # fmt: skip


def _attachment(row: Any) -> Attachment:
    held = Held.COPY if row[6] else Held.FILE if row[7] else Held.LINK
    return Attachment(
        row[0], row[1], row[2], row[3], held, row[4] or "", row[5], row[7] or row[8] or ""
    )


def safe_name(name: str) -> str:
    """A file name that every system takes, as near to the given one as can be."""
    plain = _UNSAFE.sub("_", name).strip(" .")
    plain = _RESERVED.sub(r"_\1", plain) or "_"
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:100]}{dot}{suffix[:20]}" if dot and stem else plain[:100]


def _size(path: Path, *, copied: bool) -> int:
    """The size of a file that can be attached.

    Raises:
        FileProblem: It can't.
    """
    try:
        if path.is_dir():
            raise FileProblem(
                _("a folder can't be attached."), where=path.name, remedy=_("Attach its files.")
            )
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if copied and size > LARGEST:
        raise _too_large(path.name)
    return size


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > LARGEST:  # it grew, or its size isn't told
        raise _too_large(path.name)
    return data


def _described(kind: str, record: str, name: str) -> dict[str, Any]:
    """What every attachment says of itself."""
    media_type = mimetypes.guess_type(name)[0]
    return {"record_kind": kind, "record_id": record, "name": name, "media_type": media_type}


def _too_large(name: str) -> FileProblem:
    return FileProblem(
        _("it is larger than %s MB, and every backup would carry it.") % (LARGEST >> 20),
        where=name,
        remedy=_("Link it where it is instead."),
    )


def _unreadable(path: Path, error: OSError) -> FileProblem:
    return FileProblem(
        _("it can't be read (%s).") % (error.strerror or error),
        where=path.name,
        remedy=_("Choose another file."),
    )


def _keep(unit: Unit, data: bytes) -> str:
    """Keep bytes in the workspace, once however often they are attached; returns their hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    held = unit.connection.execute(select(Blob.sha256).where(Blob.sha256 == sha256)).first()
    if held is None:
        unit.connection.execute(insert(Blob).values(sha256=sha256, data=data))
    return sha256


def _address(url: str) -> str:
    """An address as it is kept.

    Raises:
        Invalid: It is none.
    """
    url = url.strip()
    if url and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", url):
        url = f"mailto:{url}" if re.fullmatch(r"[^\s/@]+@[^\s/@]+", url) else f"https://{url}"
    try:
        parts = urlsplit(url)
        fits = parts.scheme.lower() in _SCHEMES and bool(parts.netloc or parts.path)
        fits = fits and (parts.scheme.lower() == "mailto" or bool(parts.hostname))
    except ValueError:
        fits = False
    if not fits or any(sign.isspace() for sign in url):
        raise Invalid(
            _("“%s” is no address of the web.") % url,
            field="url",
            remedy=_("Write it like https://example.com, or attach the file."),
        )
    return url
