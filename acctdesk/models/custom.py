"""What a person adds to the catalogue, and names that other systems use for our records."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Audience, Choice, Format
from acctdesk.models.column import field
from acctdesk.models.types import Listed
from acctdesk.words import lazy

CUSTOM_FORMATS = (
    Choice(Format.TEXT, lazy("Text")),
    Choice(Format.LONG_TEXT, lazy("Long text")),
    Choice(Format.NUMBER, lazy("Number")),
    Choice(Format.PERCENT, lazy("Percentage")),
    Choice(Format.MONEY, lazy("Money")),
    Choice(Format.DATE, lazy("Date")),
    Choice(Format.CHECK, lazy("Tick")),
    Choice(Format.CHOICE, lazy("Choice")),
    Choice(Format.URL, lazy("Link")),
)
"""What a custom field may be."""

AUDIENCES = (
    Choice(Audience.INTERNAL, lazy("Internal")),
    Choice(Audience.CLIENT, lazy("Client may see it")),
)


class CustomField(Record):
    """A field that the person defined for a kind of record."""

    __tablename__ = "custom_field"
    kind = describe("custom_field", "Custom field", "Custom fields", title="label", searched=False)

    of_kind: Mapped[str] = field("Record", required=True)
    label: Mapped[str] = field("Name", required=True)
    format: Mapped[str] = field("Type", Format.CHOICE, choices=CUSTOM_FORMATS, required=True)
    choices: Mapped[tuple[str, ...]] = field("Choices", Format.TAGS, column=Listed)
    audience: Mapped[str] = field("Audience", Format.CHOICE, choices=AUDIENCES, required=True)
    position: Mapped[int] = field("Order", Format.INTEGER, required=True)


class CustomValue(Record):
    """The value of a custom field on one record; one of the typed columns holds it.

    `text` holds texts, dates, choices and links; `number` numbers, shares and amounts; `tick`
    ticks.
    """

    __tablename__ = "custom_value"
    __table_args__ = (Index(None, "record_id", "field_id", unique=True),)
    kind = describe("custom_value", "Custom value", "Custom values", owner="record_id")

    field_id: Mapped[str] = field(
        "Custom field", Format.REFERENCE, target="custom_field", required=True
    )
    record_id: Mapped[str] = field("Record", required=True)
    text: Mapped[str | None] = field("Text", Format.LONG_TEXT)
    number: Mapped[object | None] = field("Number", Format.NUMBER)
    tick: Mapped[bool | None] = field("Tick", Format.CHECK)


class ExternalId(Record):
    """The name another system uses for one of our records, so that it is found again."""

    __tablename__ = "external_id"
    kind = describe("external_id", "External id", "External ids", owner="record_id")

    of_kind: Mapped[str] = field("Record kind", required=True)
    record_id: Mapped[str] = field("Record", required=True, index=True)
    source: Mapped[str] = field("System", required=True)
    value: Mapped[str] = field("Id", required=True, index=True)


class Setting(Record):
    """A setting of the workspace: who I am, where the fiscal year starts."""

    __tablename__ = "setting"
    kind = describe("setting", "Setting", "Settings", title="name", searched=False)

    name: Mapped[str] = field("Name", required=True)
    value: Mapped[str | None] = field("Value", Format.LONG_TEXT)
