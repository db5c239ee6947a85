"""Attachments: files kept inside the workspace, files linked where they are, and links."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from acctdesk.models.base import Base, Record, describe
from acctdesk.models.catalogue import Format
from acctdesk.models.column import field


class Attachment(Record):
    """A file or a link on a record; `sha256`, `path` or `url` says which and where.

    Attributes:
        sha256: Hash of the bytes, for a file that was copied into the workspace.
        path: Where the file is, for one that was linked.
        url: The address, for a link.
    """

    __tablename__ = "attachment"
    kind = describe(
        "attachment", "Attachment", "Attachments", title="name", owner="record_id", searched=True
    )

    record_kind: Mapped[str] = field("Record kind", required=True, system=True)
    record_id: Mapped[str] = field("Record", required=True, index=True, system=True)
    name: Mapped[str] = field("Name", required=True, width=240)
    media_type: Mapped[str | None] = field("Media type", width=160)
    size: Mapped[int | None] = field("Size", Format.INTEGER, width=100, help="In bytes.")
    sha256: Mapped[str | None] = field("Fingerprint", index=True, system=True)
    path: Mapped[str | None] = field("File", width=280)
    url: Mapped[str | None] = field("Link", Format.URL, width=280)


class Blob(Base):
    """The bytes of copied files, each kept once however often it is attached.

    Not journalled: what an undo brings back must still be there, so they stay until a purge.

    Attributes:
        sha256: Their hash, 64 hexadecimal digits.
        data: The bytes.
    """

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
