"""Each value is shown so that people read it, and no spreadsheet makes something else of it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.exchange.grids.cells import LONGEST
from acctdesk.exchange.handoff import layout
from acctdesk.exchange.handoff.cells import choices, shower, shown, text
from acctdesk.exchange.handoff.naming import Names
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.models import read_catalogue
from acctdesk.models.catalogue import Field, Format
from acctdesk.words import speaking
from tests.exchange.handoff.handing import ident, parcel, small

CATALOGUE = read_catalogue()
NAMES = Names(CATALOGUE, small())


def field(key: str) -> Field:
    return CATALOGUE.field(*key.split("."))


def moment(minute: int, second: int = 0) -> dt.datetime:
    """As cells hold it: in UTC, without saying so."""
    return dt.datetime(2026, 10, 14, 9, minute, second, tzinfo=dt.UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("key", "stored", "cell"),
    [
        ("account.name", "=1+1", "=1+1"),
        ("account.postal_code", "01067", "01067"),
        ("account.phone", "+49 30 1234", "+49 30 1234"),
        ("account.legal_name", "", None),
        ("account.notes", "a\r\nb\rc\td", "a\nb\nc\td"),
        ("account.notes", "x\x00\x08\x1fy\ud800z\uffff", "xyz"),
        ("account.notes", "\x01", None),
        ("account.notes", "ملاحظة \U0001f600", "ملاحظة \U0001f600"),
        ("account.size", 1200, 1200.0),
        ("account.annual_value", 125_000_500_000, 125_000.5),
        ("account.annual_value", -1, -0.000001),
        ("account.annual_value", 1_234_567_890_123_456_789, 1_234_567_890_123.46),
        ("goal.progress", 954_000, 0.954),
        ("account.renewal_date", "2027-01-31", dt.date(2027, 1, 31)),
        ("account.renewal_date", "2027-01", "2027-01"),
        ("account.renewal_date", "2027", "2027"),
        ("account.renewal_date", "1899-12-31", "1899-12-31"),
        ("account.renewal_date", "1900-02-28", "1900-02-28"),
        ("account.renewal_date", "1900-03-01", dt.date(1900, 3, 1)),
        ("account.renewal_date", "2027-02-31", "2027-02-31"),
        ("ticket.opened", "2026-10-14T09:30:00.000000Z", moment(30)),
        ("ticket.opened", "2026-10-14T09:30:59.999999Z", moment(30, 59)),
        ("ticket.opened", "1890-10-14T09:30:00.000000Z", "1890-10-14 09:30:00"),
        ("ticket.opened", "soon", "soon"),
        ("promise.agreed", 1, "Yes"),
        ("promise.agreed", False, "No"),
        ("account.tier", "A", "A"),
        ("promise.side", "ours", "Ours"),
        ("promise.side", "of a newer version", "of a newer version"),
        ("account.country", "DE", "Germany"),
        ("account.language", "de", "German"),
        ("account.currency", "EUR", "EUR"),
        ("account.tags", '["a","b, c"]', "a, b, c"),
        ("position.buying_roles", '["champion","coach"]', "Champion, Coach"),
        ("promise.person_id", ident("ann"), "Ann Ault"),
        ("promise.person_id", "nobody", "nobody"),
        ("position.manager_id", ident("post1"), "Ann Ault – CIO"),
    ],
)
def test_a_value_is_shown_as_its_format_says(key: str, stored: object, cell: object) -> None:
    found = shown(field(key), stored, NAMES)
    assert found == cell
    assert type(found) is type(cell)
    assert shown(field(key), None, NAMES) is None


def test_every_format_of_the_catalogue_is_shown() -> None:
    by_format = {one.format: one for kind in CATALOGUE.kinds() for one in kind.fields.values()}
    assert by_format.keys() == set(Format)
    for one in by_format.values():
        assert shower(one, NAMES)(None) is None


def test_no_two_values_of_a_closed_list_look_the_same() -> None:
    for kind in CATALOGUE.kinds():
        for one in kind.fields.values():
            labels = [label.casefold() for label in choices(one).values()]
            assert len(labels) == len(set(labels)), one.key


def test_labels_are_those_of_the_language_unless_others_are_given() -> None:
    country = field("account.country")
    with speaking("de"):
        assert shown(country, "DE", NAMES) == "Deutschland"
    assert shower(country, NAMES, {"DE": "Saksa"})("DE") == "Saksa"
    assert shower(field("promise.agreed"), NAMES, {"1": "Ja", "0": "Nein"})(0) == "Nein"


@given(st.text(max_size=200) | st.text(min_size=1, max_size=3).map(lambda one: one * 20_000))
def test_whatever_is_written_a_cell_holds_it(value: str) -> None:
    found = text(value)
    assert found is None or 0 < len(found.encode("utf-16-le")) // 2 <= LONGEST
    assert text(found) == found


def test_one_name_means_one_record() -> None:
    people = [
        {"id": ident(f"p{n}"), "name": name}
        for n, name in enumerate(("Ann", "ann", "Ann (2)", " Ann", "", "Bo"))
    ]
    names = Names(CATALOGUE, parcel({"person": people}, outside={ident("x"): "BO"}))
    assert list(names.of_kind("person").values()) == [
        "Ann", "ann (2)", "Ann (2) (2)", "Ann (3)", "Person", "Bo", "BO (2)",
    ]  # fmt: skip
    assert len(names.ids("person")) == 7
    assert names.ids("person")["bo (2)"] == ident("x")


def test_what_is_called_the_same_is_told_apart_by_its_day_or_account_first() -> None:
    a, b = ident("acme"), ident("beta")
    account = [{"id": a, "name": "Acme"}, {"id": b, "name": "Beta"}]
    meeting = [
        {"id": ident(f"m{n}"), "account_id": one, "type": "qbr", "title": "Review", "state": "held",
         "starts": dt.datetime(2026, 10, day, 9, tzinfo=dt.UTC), "minutes": 60}
        for n, (one, day) in enumerate(((a, 1), (a, 2), (b, 2)))
    ]  # fmt: skip
    unit = [
        {"id": ident("u1"), "account_id": a, "name": "IT"},
        {"id": ident("u2"), "account_id": b, "name": "IT"},
        {"id": ident("u3"), "account_id": b, "name": "HR"},
    ]
    names = Names(CATALOGUE, parcel({"account": account, "unit": unit, "meeting": meeting}))
    assert list(names.of_kind("meeting").values()) == [
        "Review – 2026-10-01", "Review – 2026-10-02", "Review – 2026-10-02 (2)",
    ]  # fmt: skip
    assert list(names.of_kind("unit").values()) == ["IT – Acme", "IT – Beta", "HR"]


def test_a_part_without_a_title_is_called_by_what_it_joins() -> None:
    names = Names(
        CATALOGUE,
        parcel(
            {
                "account": [{"id": ident("acme"), "name": "Acme"}],
                "agreement": [
                    {"id": ident("g"), "account_id": ident("acme"), "name": "Managed services"}
                ],
                "agreement_version": [
                    {"id": ident("v"), "agreement_id": ident("g"), "valid_from": "2026-05"}
                ],
            }
        ),
    )
    assert names.of("agreement_version", ident("v")) == "Managed services – 2026-05"
    assert names.of("agreement_version", "gone") == ""


def test_every_kind_finds_its_accounts() -> None:
    given = small()
    contents = Contents(layout.described(CATALOGUE, given), given)
    assert contents.accounts("account") == {one: one for one in given.accounts}
    assert set(contents.accounts("position").values()) == set(given.accounts)
    assert contents.accounts("person") == {}
