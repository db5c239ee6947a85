"""Sheets and columns follow the catalogue, and are known again wherever they were moved."""

from __future__ import annotations

from dataclasses import replace

from acctdesk.exchange.handoff import layout
from acctdesk.exchange.handoff.lists import choice_lists, read_lists, rows_of
from acctdesk.exchange.handoff.ordering import reading_order
from acctdesk.exchange.handoff.rows import Contents, path_to_account
from acctdesk.models import read_catalogue
from acctdesk.models.catalogue import Catalogue, Field, Format, Kind
from acctdesk.services.handover.parcel import Page, Parcel
from acctdesk.words import lazy, speaking
from tests.exchange.handoff.handing import ident, parcel, small

CATALOGUE = read_catalogue()


def made(given: Parcel) -> tuple[Contents, dict[str, Page]]:
    catalogue = layout.described(CATALOGUE, given)
    pages = {one.kind: one for one in layout.pages(catalogue, given)}
    return Contents(catalogue, given), pages


def test_each_kind_that_has_records_has_a_sheet_in_reading_order() -> None:
    with speaking("en"):
        _contents, pages = made(small())
    assert list(pages) == ["account", "person", "position", "member", "promise", "ticket"]
    assert [one.name for one in pages.values()] == [
        "Accounts", "People", "Positions", "Our team", "Promises", "Tickets",
    ]  # fmt: skip
    assert all(one.language == "en" for one in pages.values())


def test_every_kind_but_the_technical_ones_could_have_a_sheet() -> None:
    rows = {kind.name: [["0" * 32]] for kind in CATALOGUE.kinds()}
    columns = {kind.name: tuple(kind.fields) for kind in CATALOGUE.kinds()}
    given = replace(small(), rows=rows, columns=columns)
    pages = layout.pages(CATALOGUE, given)
    kinds = {one.kind for one in pages}
    assert kinds == {kind.name for kind in CATALOGUE.kinds()} - layout.TECHNICAL
    names = [one.name.casefold() for one in pages]
    assert len(set(names)) == len(names)
    assert all(0 < len(one) <= 31 for one in names)
    for page in pages:
        assert len(set(page.fields)) == len(page.fields) == len(page.headings)
        assert len({head.casefold() for head in page.headings}) == len(page.headings)


def test_a_kind_that_is_added_later_comes_last_by_itself() -> None:
    note = Kind(
        "zeppelin", lazy("Zeppelin"), lazy("Zeppelins: all [of] them, wherever they may fly"),
        title="name",
        fields={
            "id": Field("zeppelin", "id", "Id", Format.TEXT, system=True),
            "name": Field("zeppelin", "name", "Name", Format.TEXT),
        },
    )  # fmt: skip
    given = small()
    grown = replace(
        given,
        rows={**given.rows, "zeppelin": [["1", "Graf"]]},
        columns={**given.columns, "zeppelin": ("id", "name")},
    )
    last = layout.pages(Catalogue((*CATALOGUE.kinds(), note)), grown)[-1]
    assert last.kind == "zeppelin"
    assert last.name == "Zeppelins all of them, wherever"
    assert last.fields == ("name",)


def test_fields_that_stay_here_have_no_column() -> None:
    given = small()
    place = given.columns["account"].index("notes")
    without = replace(
        given,
        columns={
            **given.columns,
            "account": tuple(name for name in given.columns["account"] if name != "notes"),
        },
        rows={
            **given.rows,
            "account": [[*row[:place], *row[place + 1 :]] for row in given.rows["account"]],
        },
    )
    assert "notes" in made(given)[1]["account"].fields
    contents, pages = made(without)
    assert "notes" not in pages["account"].fields
    assert contents.shown(pages["account"], "country") == ["Germany", None]
    for page in pages.values():
        told = [contents.field(page.kind, name) for name in page.fields if name[0] != "~"]
        assert not any(one.computed or one.system for one in told)


def test_custom_fields_are_those_of_the_parcel() -> None:
    given = small()
    own = Field("account", "f" * 32, "Ours alone", Format.TEXT, custom=True)
    other = Field("account", ident("colour"), "Renamed here", Format.NUMBER, custom=True)
    contents = Contents(layout.described(CATALOGUE.with_custom([own, other]), given), given)
    page = layout.pages(contents.catalogue, given)[0]
    assert page.fields[-2:] == (ident("colour"), ident("hours"))
    assert page.headings[-2:] == ("Colour", "Hours")
    assert contents.shown(page, ident("colour")) == ["blue", None]
    assert contents.shown(page, ident("hours")) == [None, None]


def test_what_says_where_a_row_belongs_stands_beside_it() -> None:
    contents, pages = made(small())
    assert pages["person"].fields[0] == layout.ACCOUNT
    assert contents.shown(pages["person"], layout.ACCOUNT) == ["Acme", "Acme, Beta"]
    assert pages["ticket"].headings[pages["ticket"].fields.index("opened")] == "Opened (UTC)"
    given = parcel(
        {
            "attachment": [
                {"id": ident("f1"), "record_kind": "interaction", "record_id": ident("talk"),
                 "name": "Notes.txt"},
                {"id": ident("f2"), "record_kind": "account", "record_id": ident("acme"),
                 "name": "Plan.txt"},
            ],
            "account": [{"id": ident("acme"), "name": "Acme"}],
            "interaction": [
                {"id": ident("talk"), "account_id": ident("acme"), "subject": "Call",
                 "type": "call", "day": "2026-10-01"},
            ],
            "participant": [{"id": ident("pa"), "interaction_id": ident("talk")}],
        }
    )  # fmt: skip
    contents, pages = made(given)
    assert pages["attachment"].fields[:2] == (layout.ACCOUNT, layout.OWNER)
    assert contents.shown(pages["attachment"], layout.OWNER) == ["Call", "Acme"]
    assert contents.shown(pages["attachment"], layout.ACCOUNT) == ["Acme", "Acme"]
    assert contents.shown(pages["participant"], layout.ACCOUNT) == ["Acme"]


def test_the_way_to_an_account_is_the_same_for_all_of_a_kind() -> None:
    assert path_to_account(CATALOGUE, "account") == ()
    assert path_to_account(CATALOGUE, "ticket") == (("ticket", "account_id"),)
    assert path_to_account(CATALOGUE, "objective") == (
        ("objective", "version_id"), ("agreement_version", "agreement_id"),
        ("agreement", "account_id"),
    )  # fmt: skip
    assert path_to_account(CATALOGUE, "person") is None


def test_a_sheet_is_known_by_its_hidden_row_wherever_its_columns_went() -> None:
    page = made(small())[1]["ticket"]
    keys = layout.keys(page)
    assert keys[0] == "acctdesk:ticket"
    assert layout.known_columns(keys) == (
        "ticket", {name: at for at, name in enumerate(keys) if at},
    )  # fmt: skip
    assert layout.known_columns([" number ", None, 3, "acctdesk:ticket"]) == (
        "ticket", {"number": 0},
    )  # fmt: skip
    assert layout.known_columns(["Name", "City"])[0] == ""


def test_rows_are_read_account_by_account_and_the_newest_talk_first() -> None:
    contents, pages = made(small())
    tickets = reading_order(contents, pages["ticket"])
    assert tickets == [11, 10, 8, 7, 5, 4, 2, 1, 9, 6, 3, 0]
    assert reading_order(contents, pages["person"]) == [0, 1]
    assert reading_order(contents, pages["position"]) == [0, 1, 2]


def test_lists_carry_what_their_labels_mean() -> None:
    given = small()
    contents, pages = made(given)
    with speaking("de"):
        lists = choice_lists(contents, pages.values())
    cells = list(rows_of(lists))
    width, height = max(one[1] for one in cells) + 1, max(one[0] for one in cells) + 1
    grid: list[list[object]] = [[None] * width for _row in range(height)]
    for row, column, words in cells:
        grid[row][column] = words
    read = read_lists(grid)
    assert read["account.country"]["DE"] == "Deutschland"
    assert read["account.tier"]["A"] == "A"
    assert read["ticket.account_id"] == {ident("acme"): "Acme", ident("beta"): "Beta"}
    assert read["promise.agreed"].keys() == {"0", "1"}
    # The same list for several fields is there once.
    titles = [one.fields for one in lists]
    assert ("ticket.account_id",) not in titles
    assert any({"ticket.account_id", "position.account_id"} <= set(one) for one in titles)
    assert read_lists([["Name"], ["x"]]) == read_lists([]) == {}
    assert all(one.closed for one in lists if "account.country" in one.fields)
