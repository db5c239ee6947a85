"""The journal: what was changed, by whom, when; and what imports remember."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from acctdesk.models.base import Base
from acctdesk.models.types import Instant


class Change(Base):
    """One committed command.

    Attributes:
        seq: Its place in the order of commits.
        id: Its identity.
        at: When it was committed, UTC.
        author_id: The member who did it; NULL before anybody said who they are.
        author: That member's name at the time.
        label: Message of its label, translated when shown.
        params: JSON object that fills the label.
        mode: "do", "undo", "redo", or "gone" for a purge, which nothing takes back.
        root_id: The change that an undo or redo is about; its own id for a "do".
    """

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    author_id: Mapped[str | None] = mapped_column(String(32))
    author: Mapped[str] = mapped_column(String, default="")
    label: Mapped[str] = mapped_column(String)
    params: Mapped[str] = mapped_column(Text, default="{}")
    mode: Mapped[str] = mapped_column(String(4), default="do")
    root_id: Mapped[str] = mapped_column(String(32), index=True)


class ChangeRow(Base):
    """One row that a change touched, before and after, as stored values in a JSON object.

    An insert has only `after` and a delete only `before`, each with the values that are set; an
    update has both, with the fields that changed.
    """

    __tablename__ = "change_row"
    __table_args__ = (
        Index(None, "row_id"),
        # What was deleted is looked for by what its row held, and is a small part of the whole.
        Index(
            "ix_change_row_deleted",
            "kind",
            sqlite_where=text("op = 3"),
        ),
        {"sqlite_with_rowid": False},
    )

    seq: Mapped[int] = mapped_column(
        ForeignKey("change.seq"), primary_key=True, autoincrement=False
    )
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[str] = mapped_column(String(32))
    op: Mapped[int] = mapped_column(SmallInteger)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class Remembered(Base):
    """What an import learned and takes up next time: headings and words of a source.

    Attributes:
        topic: "column" (heading to field) or "value" (word to value of a field).
        key: The normalised heading, or field key and normalised word.
        target: What it means here.
    """

    __tablename__ = "remembered"

    topic: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String, primary_key=True)
    target: Mapped[str] = mapped_column(String)


class SearchDoc(Base):
    """The words of one record, folded for searching; rebuilt from the record at any time.

    Attributes:
        body: Its texts without case and diacritics, one a line.
    """

    __tablename__ = "search_doc"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[str] = mapped_column(String(32), unique=True)
    body: Mapped[str] = mapped_column(Text)
