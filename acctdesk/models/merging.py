"""What is remembered of records that were the same, and of those that only look so."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.column import field


class Alias(Record):
    """An id that a merged record had, so that later imports and hand-offs still find it.

    Attributes:
        alias: The former id.
        of_kind: The kind of both.
        record_id: The record it became.
    """

    __tablename__ = "alias"
    kind = describe("alias", "Former id", "Former ids", owner="record_id")

    alias: Mapped[str] = field("Former id", required=True, index=True)
    of_kind: Mapped[str] = field("Record kind", required=True)
    record_id: Mapped[str] = field("Record", required=True, index=True)


class DistinctPair(Record):
    """Two records of which a person said that they are not the same.

    Attributes:
        of_kind: The kind of both.
        first_id: The id that sorts first.
        second_id: The other.
    """

    __tablename__ = "distinct_pair"
    kind = describe("distinct_pair", "Distinct pair", "Distinct pairs", owner="first_id")

    of_kind: Mapped[str] = field("Record kind", required=True)
    first_id: Mapped[str] = field("Record", required=True, index=True)
    second_id: Mapped[str] = field("Other record", required=True, index=True)
