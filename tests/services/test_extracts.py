"""Extracts say the same as whole records, in the order that was asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acctdesk.models.catalogue import Format


@pytest.fixture
def filled(desk: Any, book: Any) -> list[str]:
    segment, _change = desk.custom_fields.define("account", "Segment")
    fee, _change = desk.custom_fields.define("account", "Fee", Format.MONEY)
    sound, _change = desk.custom_fields.define("account", "Sound", Format.CHECK)
    owner, _change = desk.records.create("member", {"name": "Jo Ode"})
    first = book.account("Acme", tags=("b", "a"), annual_value=Decimal("1.5"), owner_id=owner)
    second = book.account("Acme North", parent_id=first, **{segment: "x", sound: False})
    third = book.account("Globex", size=4, **{fee: Decimal(7), segment: "y", sound: True})
    book.person(first, "Jana Ode")
    return [third, first, second]


def test_an_extract_says_what_the_records_say(desk, filled) -> None:
    fields = desk.fields.of("account")
    names = [one.name for one in fields]
    extract = desk.extracts.of("account", names)
    records = desk.listing.page("account", filled)
    for row, record in zip(extract.rows(filled), records, strict=True):
        assert row[0] == record.id
        for name, field, value in zip(names, fields, row[1:], strict=True):
            told = record.titles.get(name) if field.target else record[name]
            assert value == told, name


def test_an_extract_keeps_the_order_and_leaves_out_what_is_gone(desk, filled) -> None:
    extract = desk.extracts.of("account", ["name"])
    assert [row[1] for row in extract.rows(filled)] == ["Globex", "Acme", "Acme North"]
    desk.records.delete("account", [filled[0]])
    assert [row[1] for row in extract.rows([*filled, "nobody"])] == ["Acme", "Acme North"]
    assert extract.rows([]) == []


def test_an_extract_of_more_records_than_a_statement_takes(desk, book, monkeypatch) -> None:
    from acctdesk.services import extracts

    monkeypatch.setattr(extracts, "PART", 2)
    made = [book.account(f"A{number}") for number in range(5)]
    assert [row[0] for row in desk.extracts.of("account", ["name"]).rows(made)] == made


def test_a_field_that_is_none_is_refused(desk) -> None:
    with pytest.raises(KeyError):
        desk.extracts.of("account", ["nothing"])
