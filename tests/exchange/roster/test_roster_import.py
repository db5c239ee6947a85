"""The roster import as a whole, at the level of files and records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acctdesk.errors import Question
from acctdesk.exchange.roster.importer import RosterImport


def codes(checked: Any) -> list[tuple[str, str, list[int]]]:
    return [(g.code, g.found, list(g.rows)) for g in checked.findings.groups.values()]


def _all(kind: str) -> Any:
    from acctdesk.services.listing import ListQuery

    return ListQuery(kind)


def test_accounts_are_created_with_their_values(bench, counts) -> None:
    checked = bench.take(
        [
            ["Client", "Tier", "Annual value", "Client since", "PLZ", "Country", "Tags"],
            ["Acme GmbH", "A", "€ 1.234.567,50", "2019", "01067", "Deutschland", "key; old"],
            ["Nordwind AS", "b", "NOK 8 200 000", "Mar 2021", "0150", "Norway", ""],
        ]
    )
    assert counts(checked) == (2, 0, 0, 0, 0)
    acme = bench.accounts()["Acme GmbH"]
    assert (acme["tier"], acme["annual_value"], acme["currency"]) == (
        "A", Decimal("1234567.5"), "EUR",
    )  # fmt: skip
    assert (acme["client_since"], acme["postal_code"], acme["country"]) == ("2019", "01067", "DE")
    assert acme["tags"] == ("key", "old")
    assert bench.accounts()["Nordwind AS"]["client_since"] == "2021-03"


def test_the_same_file_twice_changes_nothing(bench, counts) -> None:
    rows = [
        ["Company", "Contact", "E-mail", "Title", "Department", "City"],
        ["Acme", "Jana Ode", "jana@acme.example", "CIO", "IT", "Bonn"],
        ["Acme", "Rui Faria", "rui@acme.example", "CFO", "Finance", "Bonn"],
        ["Globex", "Kari Lund", "kari@globex.example", "CEO", "", "Oslo"],
    ]
    first = bench.take(rows)
    assert counts(first) == (2, 0, 0, 0, 0)
    assert first.findings.people.created == 3
    newest = bench.desk.imports.seen()
    again = bench.take(rows)
    assert counts(again) == (0, 0, 2, 0, 0)
    assert (again.findings.people.created, again.findings.people.unchanged) == (0, 3)
    assert bench.desk.imports.seen() == newest


def test_a_contact_roster_joins_people_to_their_company(bench) -> None:
    bench.take(
        [
            ["Company", "Contact", "Job title", "Department"],
            ["Acme", "Jana Ode", "CIO", "IT"],
            ["ACME Ltd.", "Rui Faria", "CFO", "IT"],
        ]
    )
    assert list(bench.accounts()) == ["Acme"]
    posts = bench.posts()
    assert [p["account"] for p in posts["Rui Faria"]] == ["Acme"]
    assert posts["Jana Ode"][0]["unit"] == posts["Rui Faria"][0]["unit"] == "IT"


def test_contacts_beside_each_other(bench) -> None:
    bench.take(
        [
            ["Customer", "Contact 1 name", "Contact 1 e-mail", "Contact 2 name",
             "Contact 2 e-mail"],
            ["Acme", "Jana Ode", "j@acme.example", "Rui Faria", "r@acme.example"],
            ["Globex", "Kari Lund", "k@globex.example", "", ""],
        ]
    )  # fmt: skip
    people = bench.people()
    assert {name: one["email"] for name, one in people.items()} == {
        "Jana Ode": "j@acme.example",
        "Rui Faria": "r@acme.example",
        "Kari Lund": "k@globex.example",
    }
    assert [p["account"] for p in bench.posts()["Rui Faria"]] == ["Acme"]


def test_salesforce_ids_of_15_and_18_characters_are_the_same(bench) -> None:
    accounts = bench.file([["Id", "Name"], ["001bm00001ZL8U9AAL", "Edge"]], "Account.csv")
    contacts = bench.file(
        [["Id", "AccountId", "LastName", "FirstName"],
         ["003bm00000zapthAAA", "001bm00001ZL8U9", "Gonzalez", "Rose"]], "Contact.csv",
    )  # fmt: skip
    bench.take([contacts, accounts])
    assert [p["account"] for p in bench.posts()["Rose Gonzalez"]] == ["Edge"]
    again = bench.take([accounts, contacts])
    assert again.findings.accounts.unchanged == 1
    assert again.findings.people.unchanged == 1


def test_people_of_an_unknown_account_are_taken_and_told(bench) -> None:
    checked = bench.take(
        [["Id", "AccountId", "LastName"], ["003bm00000zapthAAA", "001bm00001ZL8U9AAL", "Rose"]]
    )
    assert [code for code, _found, _rows in codes(checked)] == ["account"]
    assert bench.posts()["Rose"] == []


def test_parents_by_name_in_any_order_and_loops_refused(bench) -> None:
    checked = bench.take(
        [
            ["Name", "Parent account"],
            ["Acme Nord", "Acme"],
            ["Acme", ""],
            ["Ping", "Pong"],
            ["Pong", "Ping"],
            ["Orphan", "Nobody Inc"],
        ]
    )
    parents = {name: one["_titles"].get("parent_id") for name, one in bench.accounts().items()}
    assert parents["Acme Nord"] == "Acme"
    assert [parents["Ping"], parents["Pong"]].count(None) == 1
    assert {(code, found) for code, found, _rows in codes(checked)} == {
        ("parent", "Ping"),
        ("parent", "Nobody Inc"),
    }


def test_a_parent_that_would_loop_through_the_workspace_is_refused(bench) -> None:
    bench.take([["Name", "Parent account"], ["Acme", ""], ["Acme Nord", "Acme"]])
    checked = bench.take([["Name", "Parent account"], ["Acme", "Acme Nord"]])
    assert codes(checked) == [("parent", "Acme Nord", [2])]
    assert bench.accounts()["Acme"]["parent_id"] is None


def test_blanks_keep_what_is_there_and_erase_only_when_asked(bench, counts) -> None:
    bench.take([["Name", "City", "Sector"], ["Acme", "Bonn", "Retail"]])
    kept = bench.take([["Name", "City", "Sector"], ["Acme", "", "Energy"]])
    assert counts(kept) == (0, 1, 0, 0, 0)
    assert (bench.accounts()["Acme"]["city"], bench.accounts()["Acme"]["sector"]) == (
        "Bonn", "Energy",
    )  # fmt: skip
    bench.take([["Name", "City"], ["Acme", ""]], clear=["City"])
    assert bench.accounts()["Acme"]["city"] is None


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("overwrite", ("Ulm", "Energy")), ("fill", ("Bonn", "Energy")), ("leave", ("Bonn", None))],
)
def test_what_a_column_does_to_existing_records(bench, mode: str, expected: Any) -> None:
    bench.take([["Name", "City"], ["Acme", "Bonn"]])
    bench.take(
        [["Name", "City", "Sector"], ["Acme", "Ulm", "Energy"]],
        modes={"City": mode, "Sector": mode},
    )
    acme = bench.accounts()["Acme"]
    assert (acme["city"], acme["sector"]) == expected


def test_a_bad_optional_value_leaves_its_field_and_is_told(bench, counts) -> None:
    bench.take([["Name", "Tier", "E-mail"], ["Acme", "A", "info@acme.example"]])
    checked = bench.take([["Name", "Tier", "E-mail"], ["Acme", "Gold", "nobody@@x"]])
    assert counts(checked) == (0, 0, 1, 0, 0)
    assert bench.accounts()["Acme"]["tier"] == "A"
    assert [(code, found, rows) for code, found, rows in codes(checked)] == [
        ("choice", "Gold", [2]),
        ("email", "nobody@@x", [2]),
    ]
    for problem in checked.findings.problems():
        assert set(problem) == {"file", "sheet", "row", "column", "found", "expected", "remedy"}
        assert all(problem[name] for name in problem)


def test_a_row_without_identity_is_rejected(bench, counts) -> None:
    checked = bench.take([["Name", "City"], ["Acme", "Bonn"], ["", "Ulm"]])
    assert counts(checked) == (1, 0, 0, 0, 1)
    assert codes(checked) == [("no_identity", "", [3])]


def test_equal_values_are_mended_together_and_remembered(bench) -> None:
    rows = [["Name", "Tier"], ["Acme", "Gold"], ["Globex", "gold"], ["Initech", "Silver"]]
    checked = bench.check(rows)
    assert [(found, r) for _code, found, r in codes(checked)] == [
        ("Gold", [2, 3]),
        ("Silver", [4]),
    ]
    checked = bench.take(rows, words={"account.tier": {"Gold": "A", "silver": "B"}})
    assert codes(checked) == []
    # the next file of this kind needs no answer
    checked = bench.take([["Name", "Tier"], ["Umbrella", "GOLD"]])
    assert codes(checked) == []
    assert bench.accounts()["Umbrella"]["tier"] == "A"


def test_an_ambiguous_order_of_day_and_month_is_asked_once_a_column(bench) -> None:
    rows = [["Name", "Client since"], ["Acme", "03/04/2025"], ["Globex", "05/06/2024"]]
    checked = bench.check(rows)
    [group] = checked.findings.questions
    assert (group.code, list(group.rows)) == ("date_order", [2, 3])
    with pytest.raises(Question, match="date_order") as asked:
        bench.take(rows)
    assert asked.value.questions[0]["column"] == "Client since"
    assert bench.accounts() == {}
    bench.take(rows, date_order={"Client since": "dmy"})
    assert bench.accounts()["Acme"]["client_since"] == "2025-04-03"


def test_one_clear_date_decides_the_column(bench) -> None:
    bench.take([["Name", "Client since"], ["Acme", "03/04/2025"], ["Globex", "25/06/2024"]])
    assert bench.accounts()["Acme"]["client_since"] == "2025-04-03"


def test_thousands_are_never_read_as_thousandths_in_silence(bench) -> None:
    rows = [["Name", "ARR"], ["Acme", "1.240.000 €"], ["Keystone", "£610,000"]]
    checked = bench.take(rows)
    [group] = checked.findings.groups.values()
    assert (group.code, group.found, group.suggestion) == (
        "thousandths", "£610,000", Decimal(610000),
    )  # fmt: skip
    assert bench.accounts()["Keystone"]["annual_value"] is None
    assert bench.accounts()["Acme"]["annual_value"] == Decimal(1240000)
    bench.take(rows, words={"account.annual_value": {"£610,000": 610000}})
    assert bench.accounts()["Keystone"]["annual_value"] == Decimal(610000)


def test_a_cell_is_mended_by_itself(bench) -> None:
    bench.take(
        [["Name", "E-mail"], ["Acme", "info@@acme.example"]],
        cells={"roster!2!E-mail": "info@acme.example"},
    )
    assert bench.accounts()["Acme"]["email"] == "info@acme.example"


def test_unmatched_columns_are_kept_when_wanted(bench, counts) -> None:
    rows = [["Name", "Zodiac sign"], ["Acme", "Leo"]]
    bench.take(rows, columns={"Zodiac sign": "keep"})
    [field] = [f for f in bench.desk.fields.of("account") if f.custom]
    assert str(field.label) == "Zodiac sign"
    assert bench.accounts()["Acme"][field.name] == "Leo"
    # the next time the column is that field by its name
    again = bench.take(rows)
    assert counts(again) == (0, 0, 1, 0, 0)


def test_a_mapping_is_remembered(bench) -> None:
    rows = [["Nom de guerre", "Ort"], ["Acme", "Bonn"]]
    bench.take(rows, columns={"Nom de guerre": "account.name"})
    run = RosterImport(bench.desk.imports)
    run.open([bench.file([["Nom de guerre"], ["Globex"]])])
    [column] = run.draft().sheets[0].columns
    run.close()
    assert column.target is not None
    assert (column.target.key, column.match.how) == ("account.name", "remembered")


def test_a_name_in_another_country_or_domain_is_asked_about(bench) -> None:
    bench.take([["Name", "Country"], ["Acme", "Germany"]])
    rows = [["Name", "Country"], ["Acme", "France"]]
    [group] = bench.check(rows).findings.questions
    assert group.code == "duplicate"
    assert group.detail is not None
    bench.take(rows, duplicates={"roster!2": "create"})
    assert sorted(one["country"] for one in bench.desk.listing.page(
        "account", bench.desk.listing.ids(_all("account")))) == ["DE", "FR"]  # fmt: skip


def test_a_slip_of_the_pen_is_asked_about(bench, counts) -> None:
    bench.take([["Name"], ["Northwind Logistics"]])
    rows = [["Name", "City"], ["Nortwind Logistics", "Rotterdam"]]
    [group] = bench.check(rows).findings.questions
    assert (group.code, group.found) == ("duplicate", "Nortwind Logistics")
    checked = bench.take(rows, duplicates={"*": "update"})
    assert counts(checked) == (0, 1, 0, 0, 0)
    assert bench.accounts()["Nortwind Logistics"]["city"] == "Rotterdam"
    checked = bench.take([["Name"], ["Nortwind Logistic"]], duplicates={"*": "skip"})
    assert counts(checked) == (0, 0, 0, 1, 0)
    assert len(bench.accounts()) == 1


def test_a_slip_inside_the_file_is_pointed_out_and_both_are_created(bench, counts) -> None:
    checked = bench.take([["Name"], ["Northwind Logistics"], ["Nortwind Logistics"]])
    assert counts(checked) == (2, 0, 0, 0, 0)
    assert [code for code, _found, _rows in codes(checked)] == ["similar"]
    assert bench.check([["Name"], ["Client 17"], ["Client 18"]]).findings.groups == {}


def test_rows_of_one_company_that_disagree_are_told(bench, counts) -> None:
    checked = bench.take(
        [["Name", "City", "Sector"], ["Acme", "Bonn", ""], ["ACME Ltd", "Ulm", "Retail"]]
    )
    assert counts(checked) == (1, 0, 0, 1, 0)
    acme = bench.accounts()["Acme"]
    assert (acme["city"], acme["sector"]) == ("Bonn", "Retail")
    assert codes(checked) == [("disagree", "Ulm", [3])]


def test_two_people_of_one_mailbox_stay_two(bench) -> None:
    rows = [
        ["Company", "Contact", "E-mail"],
        ["Acme", "Jana Ode", "info@acme.example"],
        ["Acme", "Rui Faria", "info@acme.example"],
    ]
    bench.take(rows)
    assert set(bench.people()) == {"Jana Ode", "Rui Faria"}
    assert bench.take(rows).findings.people.unchanged == 2


def test_owners_become_members_of_our_team(bench) -> None:
    bench.desk.settings.introduce("Mara Klein", "mara@us.example")
    checked = bench.take([["Name", "Owner"], ["Acme", "Klein, Mara"], ["Globex", "Tom Reed"]])
    owners = {name: one["_titles"]["owner_id"] for name, one in bench.accounts().items()}
    assert owners == {"Acme": "Mara Klein", "Globex": "Tom Reed"}
    assert checked.findings.new_members == ["Tom Reed"]


def test_new_accounts_are_mine_when_the_file_names_no_owner(bench) -> None:
    bench.desk.settings.introduce("Mara Klein")
    bench.take([["Name"], ["Acme"]])
    assert bench.accounts()["Acme"]["_titles"]["owner_id"] == "Mara Klein"
