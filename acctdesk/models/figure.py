"""Figures: columns that are worked out from other records, so that a list can sort by them.

The program keeps them right; nobody enters, imports or undoes them, and they can be made anew
from the records at any time.
"""

from __future__ import annotations

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from acctdesk.models.base import Base
from acctdesk.models.catalogue import Field, Format
from acctdesk.models.interaction import INTERACTION_TYPES, NO_CONTACT
from acctdesk.words import Lazy, lazy


class Figure(Base):
    """The figures of one record; a column that its kind doesn't have is empty.

    Attributes:
        record_id: The record.
        kind: Its kind.
        last_contact: Day of the newest interaction that is no note.
        last_contact_type: What that interaction was.
        next_step: The open next step that is due first.
        next_step_due: When it is due.
        people: How many people hold a position there.
        account_names: Where a person holds a position, by name, parted by commas.
        title: What a person is there, likewise.
    """

    __tablename__ = "figure"
    # Clustered by the record: a list joins it row by row.
    __table_args__ = ({"sqlite_with_rowid": False},)

    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    last_contact: Mapped[str | None] = mapped_column(String(10))
    last_contact_type: Mapped[str | None] = mapped_column(String)
    next_step: Mapped[str | None] = mapped_column(String)
    next_step_due: Mapped[str | None] = mapped_column(String(10))
    people: Mapped[int | None] = mapped_column(Integer)
    account_names: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)


def _figure(
    kind: str, name: str, label: str, form: Format = Format.TEXT, *, help: str = "", width: int
) -> Field:
    told: Lazy | str = lazy(help) if help else ""
    return Field(
        kind=kind,
        name=name,
        label=lazy(label),
        format=form,
        help=told,
        choices=tuple(one for one in INTERACTION_TYPES if one.code != NO_CONTACT)
        if form is Format.CHOICE
        else (),
        importable=False,
        width=width,
        computed=True,
    )


COMPUTED: dict[str, tuple[Field, ...]] = {
    "account": (
        _figure(
            "account", "last_contact", "Last contact", Format.DATE, width=130,
            help="The day of the last call, meeting, e-mail or message.",
        ),
        _figure(
            "account", "last_contact_type", "Last contact by", Format.CHOICE, width=130,
            help="What the last contact was.",
        ),
        _figure(
            "account", "next_step", "Next step", width=240,
            help="The open step that is due first.",
        ),
        _figure("account", "next_step_due", "Next step due", Format.DATE, width=130),
        _figure(
            "account", "people", "People", Format.INTEGER, width=90,
            help="How many people hold a position there.",
        ),
    ),
    "person": (
        _figure(
            "person", "last_contact", "Last contact", Format.DATE, width=130,
            help="The day of the last call, meeting, e-mail or message with them.",
        ),
        _figure("person", "next_step_due", "Next step due", Format.DATE, width=130),
        _figure("person", "account_names", "Accounts", width=200,
                help="Where they hold a position."),
        _figure("person", "title", "Title", width=180),
    ),
}  # fmt: skip
"""The figures by kind, as the catalogue describes them."""
