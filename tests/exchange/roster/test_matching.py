from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.exchange.intake.drafts import Match
from acctdesk.exchange.intake.headings import remembered_key
from acctdesk.exchange.roster.headings import normal
from acctdesk.exchange.roster.matching import known_headings, match
from acctdesk.models import Field, Format, read_catalogue

CATALOGUE = read_catalogue()


def matched(
    headings: Sequence[str],
    samples: Sequence[Sequence[str]] = (),
    remembered: Mapping[str, str] | None = None,
    subject: str = "",
) -> list[str]:
    """Codes of the targets, empty for a column without one."""
    found = match(headings, samples, CATALOGUE, remembered or {}, subject)  # type: ignore[arg-type]
    return [one.target.code if one.target else "" for one in found]


def of_file(path: Path) -> dict[str, Match]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    samples = [
        list(dict.fromkeys(row[i] for row in rows if row[i]))[:5] for i in range(len(headings))
    ]
    return {one.heading: one for one in match(headings, samples, CATALOGUE, {}, "")}


def test_salesforce_accounts(shared_data: Path) -> None:
    found = of_file(shared_data / "salesforce_devorg/data/Account.csv")
    assert {name: one.target.code for name, one in found.items() if one.target} == {
        "Id": "account.#id",
        "Name": "account.name",
        "ParentId": "account.parent_id",
        "BillingCity": "account.city",
        "BillingState": "account.region",
        "BillingPostalCode": "account.postal_code",
        "Industry": "account.sector",
        "AnnualRevenue": "account.annual_value",
        "NumberOfEmployees": "account.size",
    }
    assert found["AnnualRevenue"].how == "guess"
    assert found["Name"].how == "exact"
    assert found["Industry"].how == "synonym"
    assert found["IsDeleted"].how == ""


def test_salesforce_contacts(shared_data: Path) -> None:
    found = of_file(shared_data / "salesforce_devorg/data/Contact.csv")
    assert {name: one.target.code for name, one in found.items() if one.target} == {
        "Id": "person.#id",
        "AccountId": "account.#id",
        "LastName": "person.family_name",
        "FirstName": "person.given_name",
        "Name": "person.name",
        "Phone": "person.phone",
        "MobilePhone": "person.mobile",
        "AssistantPhone": "person.other_phone",
        "Email": "person.email",
        "Title": "position.title",
        "Department": "position.unit_id",
    }


def test_salesforce_leads_are_people_with_their_company(shared_data: Path) -> None:
    found = of_file(shared_data / "salesforce_devorg/data/Lead.csv")
    codes = {name: one.target.code for name, one in found.items() if one.target}
    assert codes["Company"] == "account.name"
    assert codes["Name"] == "person.name"
    assert codes["Website"] == "account.website"
    assert codes["Phone"] == "person.phone"
    assert codes["Industry"] == "account.sector"
    assert found["Status"].how == "guess"  # its values are no phases of ours
    for unmatched in ("OwnerId", "ConvertedAccountId", "LastModifiedDate", "IsConverted"):
        assert found[unmatched].target is None


def test_maven_accounts(shared_data: Path) -> None:
    found = of_file(shared_data / "maven_crm/accounts.csv")
    assert {name: (one.target.code, one.how) for name, one in found.items() if one.target} == {
        "account": ("account.name", "synonym"),
        "sector": ("account.sector", "exact"),
        "revenue": ("account.annual_value", "guess"),
        "employees": ("account.size", "exact"),
        "office_location": ("account.country", "synonym"),
        "subsidiary_of": ("account.parent_id", "synonym"),
    }
    assert found["year_established"].target is None


def test_a_german_roster() -> None:
    headings = ["Kundennummer", "Firmenname", "Straße", "PLZ", "Ort", "Land", "Branche",
                "Mitarbeiter", "Umsatz", "Kunde seit", "Vertragsende", "Betreuer", "Vorname",
                "Nachname", "Funktion", "E-Mail", "Mobil"]  # fmt: skip
    assert matched(headings) == [
        "account.#id", "account.name", "account.street", "account.postal_code", "account.city",
        "account.country", "account.sector", "account.size", "account.annual_value",
        "account.client_since", "account.renewal_date", "account.owner_id", "person.given_name",
        "person.family_name", "position.title", "person.email", "person.mobile",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "words"),
    [("BillingCity", "billing city"), ("billing_city", "billing city"), ("Active__c", "active"),
     ("Billing  City:", "billing city"), ("HQCity", "hq city"), ("E-Mail*", "e mail"),
     ("PLZ", "plz"), ("AccountID", "account id"), ("Straße", "strasse")],
)  # fmt: skip
def test_headings_are_made_alike(heading: str, words: str) -> None:
    assert normal(heading) == remembered_key(heading) == words


def test_a_list_of_accounts_has_their_own_phone_and_mail() -> None:
    assert matched(["Client name", "Industry", "E-mail", "Phone", "Notes", "Language", "Id"]) == [
        "account.name", "account.sector", "account.email", "account.phone", "account.notes",
        "account.language", "account.#id",
    ]  # fmt: skip


def test_a_list_of_people_has_theirs() -> None:
    headings = ["Last name", "Title", "Email", "AccountId", "Phone", "Notes", "Id", "Language"]
    assert matched(headings) == [
        "person.family_name", "position.title", "person.email", "account.#id", "person.phone",
        "person.notes", "person.#id", "person.language",
    ]  # fmt: skip


def test_a_company_a_row_with_its_contact_has_both() -> None:
    assert matched(["Company", "Contact", "Phone", "Email", "Title", "City"]) == [
        "account.name", "person.name", "person.phone", "person.email", "position.title",
        "account.city",
    ]  # fmt: skip
    assert matched(["Name", "Title", "Email", "Company"]) == [
        "person.name", "position.title", "person.email", "account.name",
    ]  # fmt: skip


def test_an_account_beside_a_contact_is_their_company() -> None:
    assert matched(["Account", "Contact name", "Job title"]) == [
        "account.name", "person.name", "position.title",
    ]  # fmt: skip


def test_two_phones_go_to_whom_they_stand_beside() -> None:
    assert matched(["Company", "Phone", "Contact", "Phone (2)", "Email"]) == [
        "account.name", "account.phone", "person.name", "person.phone", "person.email",
    ]  # fmt: skip
    assert matched(["Company", "Company phone", "Contact", "Phone"]) == [
        "account.name", "account.phone", "person.name", "person.phone",
    ]  # fmt: skip


def test_the_subject_may_be_said() -> None:
    assert matched(["Name", "Phone"], subject="person") == ["person.name", "person.phone"]
    assert matched(["Name", "Phone"], subject="account") == ["account.name", "account.phone"]


def test_several_contacts_beside_each_other() -> None:
    assert matched(["Client", "Contact 1 Name", "Contact 1 Email", "Contact 2 Name",
                    "2nd contact phone", "Ansprechpartner 2 E-Mail", "Contact 3"]) == [
        "account.name", "person.name@1", "person.email@1", "person.name@2", "person.phone@2",
        "person.email@2", "person.name@3",
    ]  # fmt: skip


def test_the_first_of_several_contacts_may_have_no_number() -> None:
    assert matched(["Client", "Contact", "Contact email", "Contact 2", "Contact 2 email"]) == [
        "account.name", "person.name@1", "person.email@1", "person.name@2", "person.email@2",
    ]  # fmt: skip
    assert matched(["Client", "Name 1", "Email 1", "Contact 2 name", "Email 2"]) [2:] == [
        "person.email@1", "person.name@2", "person.email@2",
    ]  # fmt: skip


def test_one_contact_may_have_two_addresses() -> None:
    assert matched(["Client", "Contact", "E-mail", "Email 2", "Phone", "Phone 2"]) == [
        "account.name", "person.name", "person.email", "person.other_email", "person.phone",
        "person.other_phone",
    ]  # fmt: skip


def test_joined_headings_say_whose_they_are() -> None:
    assert matched(["Account Name", "Account City", "Contact Name", "Contact E-mail"]) == [
        "account.name", "account.city", "person.name", "person.email",
    ]  # fmt: skip


def test_a_column_of_addresses_is_one_whatever_its_heading() -> None:
    (_firm, name, email) = match(
        ["Firma", "Kontakt", "Kontakt 2"],
        [["Acme"], ["Bob Levy"], ["x@y.com", "z@y.com"]],
        CATALOGUE,
        {},
        "",
    )
    assert name.target
    assert name.target.key == "person.name"
    assert email.target
    assert (email.target.key, email.target.group, email.how) == ("person.email", 2, "guess")


def test_values_decide_between_country_and_city() -> None:
    assert matched(["Client", "Location"], [["A"], ["Germany", "France"]])[1] == "account.country"
    assert matched(["Client", "Location"], [["A"], ["Berlin", "Munich"]])[1] == "account.city"
    assert matched(["Client", "office_location"], [["A"], ["Berlin"]])[1] == "account.city"


def test_values_that_do_not_fit_leave_a_column_unmatched() -> None:
    assert matched(["Client", "Renewal"], [["A"], ["yes", "no"]])[1] == ""
    assert matched(["Client", "Renewal"], [["A"], ["03/04/25"]])[1] == "account.renewal_date"


def test_a_slip_of_the_pen_is_a_guess() -> None:
    (_name, sector) = match(["Client", "Indstry"], [], CATALOGUE, {}, "")
    assert sector.target
    assert (sector.target.key, sector.how) == ("account.sector", "guess")
    assert sector.score < 0.9


def test_words_in_another_order_are_a_guess() -> None:
    (_name, city) = match(["Client", "Name of company", "Date renewal"], [], CATALOGUE, {}, "")[::2]
    assert city.target
    assert (city.target.key, city.how) == ("account.renewal_date", "guess")


def test_an_earlier_answer_wins_over_a_synonym() -> None:
    found = match(
        ["Client", "Segment", "Foo", "City"],
        [],
        CATALOGUE,
        {"segment": "account.tier", "foo": "", "city": "account.city"},
        "",
    )
    assert [(one.target.code if one.target else "", one.how) for one in found] == [
        ("account.name", "synonym"),
        ("account.tier", "remembered"),
        ("", "remembered"),
        ("account.city", "exact"),
    ]


def test_an_earlier_answer_keeps_its_contact() -> None:
    found = matched(["Client", "Second man"], [], {"second man": "person.name@2"})
    assert found == ["account.name", "person.name@2"]
    assert matched(["Client", "Foo"], [], {"foo": "account.gone"}) == ["account.name", ""]


def test_a_field_is_given_once_and_the_better_match_wins() -> None:
    found = match(["Town", "City", "Client"], [], CATALOGUE, {}, "")
    assert [one.target.code if one.target else "" for one in found] == [
        "", "account.city", "account.name",
    ]  # fmt: skip
    assert found[0].how == ""


def test_fields_of_ones_own_are_matched() -> None:
    own = Field("account", "c0ffee", "Data centre", Format.TEXT, custom=True)
    found = match(["Client", "data_centre"], [], CATALOGUE.with_custom([own]), {}, "")
    assert found[1].target
    assert (found[1].target.key, found[1].how) == ("custom:c0ffee", "exact")
    assert found[1].target.label == "Account: Data centre"


def test_targets_are_named() -> None:
    found = match(["Id", "Client", "Contact", "Contact 2 Email"], [], CATALOGUE, {}, "")
    assert [one.target.label for one in found if one.target] == [
        "Account: Id in the file", "Account: Name", "Contact 1: Name", "Contact 2: E-mail",
    ]  # fmt: skip


def test_known_headings() -> None:
    knows = known_headings(CATALOGUE).knows
    for heading in ("Company", "BillingCity", "Contact 2 Name", "E-Mail", "Umsatz", "Client City"):
        assert knows(heading), heading
    for value in ("Acme", "Berlin", "bob@x.com", "12", "", "x" * 500):
        assert not knows(value), value


WORDS = ["Name", "Contact", "Company", "Email", "Phone", "2", "Id", "City", "of", "Title", "x"]


@given(
    headings=st.lists(
        st.one_of(st.text(max_size=12), st.lists(st.sampled_from(WORDS)).map(" ".join)), max_size=8
    ),
    data=st.data(),
)
def test_every_column_gets_a_match_and_no_target_two(
    headings: list[str], data: st.DataObject
) -> None:
    values = st.sampled_from(["a@b.com", "Germany", "Berlin", "1,5", "x", "2019", "+49 30 123456"])
    samples = [data.draw(st.lists(values, max_size=3)) for _ in headings]
    found = match(headings, samples, CATALOGUE, {}, "")
    assert [one.column for one in found] == list(range(len(headings)))
    codes = [one.target.code for one in found if one.target]
    assert len(set(codes)) == len(codes)
    for one in found:
        assert (one.target is None) == (one.how == "")
        assert 0 <= one.score <= 1


def test_a_group_of_address_columns_is_read_without_its_group() -> None:
    assert matched(["Firma", "Adresse Ort", "Anschrift PLZ", "Hauptsitz Land"]) == [
        "account.name",
        "account.city",
        "account.postal_code",
        "account.country",
    ]


def test_an_agent_beside_a_company_is_nobody_of_theirs() -> None:
    found = matched(["account", "sales_agent", "manager"])
    assert "person.name" not in found
