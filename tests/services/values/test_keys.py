from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.values import (
    company_key,
    domain_of,
    email_key,
    id_key,
    person_key,
    phone_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Acme Corp.", "ACME Corporation"),
        ("Müller & Söhne GmbH & Co. KG", "Muller and Sohne"),
        ("Acme Sp. z o.o.", "acme"),
        ("Société Générale S.A.", "Societe Generale"),
        ("Foo, Inc.", "foo"),
        ("PT Telkom", "Telkom"),
        ("Grand Hotels & Resorts Ltd", "Grand Hotels and Resorts"),
        ("Łódź Software", "lodz software"),
        ("Globex B.V.", "Globex BV"),
    ],
)
def test_companies_meet(one: str, other: str) -> None:
    assert company_key(one) == company_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("AG Barr plc", "Barr plc"), ("Acme North", "Acme South"), ("Blue", "Blu"), ("SA", "AG"),
     ("3M", "4M")],
)  # fmt: skip
def test_other_companies_stay_apart(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_people_meet() -> None:
    assert person_key("Levy, Bob") == person_key("Dr. Bob Lévy") == "bob levy"
    assert person_key("Jean-Luc Picard") == person_key("PICARD Jean Luc")
    assert person_key("Bob Levy") != person_key("Rob Levy")
    assert person_key("Dr.") == "dr"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+1 512 757 6000", "(512) 757-6000"),
        ("1-512-757-6000", "5127576000"),
        ("+49 (0)30 123456", "030/123456"),
        ("0049 30 123456", "+49 30 12 34 56 ext. 7"),
        ("+39 06 1234567", "06 1234567"),
        ("+44 20 7946 0958", "020 7946 0958"),
        ("8 495 123-45-67", "+7 495 1234567"),
    ],
)
def test_phones_meet_with_and_without_country_code(one: str, other: str) -> None:
    assert phone_key(one) == phone_key(other) != ""


def test_a_few_digits_are_no_phone_key() -> None:
    assert phone_key("12") == phone_key("") == phone_key("n/a") == ""
    assert phone_key("+49 30 123456") != phone_key("+49 30 123457")


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://www.acme.co.uk/x?y=1", "acme.co.uk"),
        ("Bob@ACME.de", "acme.de"),
        ("www.x.com", "x.com"),
        ("x.com:8080", "x.com"),
        ("bob@gmail.com", ""),
        ("jana@web.de", ""),
        ("acme", ""),
        ("", ""),
        ("https://xn--bcher-kva.de", "bücher.de"),
    ],
)
def test_domains(text: str, domain: str) -> None:
    assert domain_of(text) == domain


def test_emails_meet_whatever_their_case() -> None:
    assert email_key(" Bob@X.com ") == email_key("mailto:bob@x.COM") == "bob@x.com"
    assert email_key("b.ob@x.com") != email_key("bob@x.com")
    assert email_key("bob") == ""


def test_salesforce_ids_of_one_record_meet() -> None:
    assert id_key("001bm00001ZL8U9AAL") == id_key("001bm00001ZL8U9") == "001bm00001ZL8U9"
    assert id_key("001bm00001ZL8U9AAM") == "001bm00001ZL8U9AAM"  # the check letters are wrong
    assert id_key("001bm00001zl8u9") != id_key("001bm00001ZL8U9")


def test_salesforce_ids_of_real_exports(shared_data) -> None:  # type: ignore[no-untyped-def]
    import csv

    with (shared_data / "salesforce_devorg/data/Contact.csv").open(encoding="utf-8-sig") as file:
        ids = [row["Id"] for row in csv.DictReader(file)]
    assert ids
    assert all(id_key(one) == one[:15] for one in ids)


def test_other_ids_only_lose_what_a_spreadsheet_added() -> None:
    assert id_key(12.0) == id_key(12) == id_key(" 12 ") == "12"
    assert id_key("0012") == "0012"


@given(st.text(max_size=40))
def test_keys_are_stable_and_never_fail(text: str) -> None:
    for key in (company_key, person_key, email_key, id_key):
        once = key(text)
        assert key(once) == once
    domain_of(text)
    phone_key(text)
