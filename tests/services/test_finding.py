"""Search over everything: what is found, where it stands, and in which order."""

from __future__ import annotations

import datetime as dt

import pytest

from acctdesk.compose import Desk
from acctdesk.models.catalogue import Format
from acctdesk.services.finding import Finding
from acctdesk.services.hits import Find, Found, Hit, read_words
from acctdesk.workspace.search import holding
from tests.services.making import Book


@pytest.fixture(params=["few", "many"])
def finding(desk: Desk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Finding:
    """Looks at few records one by one, and asks the index for many."""
    if request.param == "many":
        monkeypatch.setattr("acctdesk.services.finding.SPARSE", 1)
    return Finding(desk.context)


def of(found: Found, kind: str) -> list[str]:
    return [hit.title.text for group in found.groups if group.kind == kind for hit in group.hits]


def only(found: Found) -> Hit:
    [hit] = found.hits()
    return hit


def marked(hit: Hit) -> list[str]:
    return [hit.snippet.text[a:b] for a, b in hit.snippet.marks]


def test_case_and_diacritics_do_not_matter(finding: Finding, book: Book) -> None:
    book.account("Müller Straßenbau")
    for words in ("muller", "MÜLLER", "strasse", "straße", "mul"):
        assert of(finding.search(Find(words)), "account") == ["Müller Straßenbau"], words


def test_one_and_two_letters_and_scripts_without_spaces(finding: Finding, book: Book) -> None:
    acme = book.account("Acme", notes="会议在上海")
    book.person(acme, "Li Wei")
    book.person(acme, "王伟")
    assert of(finding.search(Find("Li")), "person") == ["Li Wei"]
    assert of(finding.search(Find("w")), "person") == ["Li Wei"]
    assert of(finding.search(Find("王伟")), "person") == ["王伟"]
    assert of(finding.search(Find("上海")), "account") == ["Acme"]  # in a text, by two letters


def test_two_letters_are_found_in_the_log_when_no_name_holds_them_or_it_is_asked_for(
    finding: Finding, book: Book, desk: Desk
) -> None:
    acme = book.account("Acme")
    with desk.context.write("Log") as unit:
        for subject in ("DR test", "Call with 王伟"):
            values = {"account_id": acme, "type": "call", "day": "2026-01-05", "subject": subject}
            unit.insert("interaction", values)
        unit.commit()
    assert of(finding.search(Find("dr")), "interaction") == ["DR test"]
    book.person(acme, "Andrea Ode")
    book.person(acme, "王伟")
    assert of(finding.search(Find("dr")), "interaction") == []
    assert of(finding.search(Find("dr", kinds=("interaction",))), "interaction") == ["DR test"]
    assert of(finding.search(Find("dr test")), "interaction") == ["DR test"]
    assert of(finding.search(Find("王伟")), "interaction") == ["Call with 王伟"]


def test_a_mistyped_name_is_found_and_said_to_be_near(finding: Finding, book: Book) -> None:
    northwind = book.account("Northwind Logistics")
    book.person(northwind, "Jana Ode", title="CIO")
    found = finding.search(Find("Nortwind"))
    assert found.meant == ("northwind",)
    assert of(found, "account") == ["Northwind Logistics"]
    assert of(found, "person") == ["Jana Ode"]
    assert all(hit.near for hit in found.hits())
    assert not finding.search(Find("Nortwind", near=False)).groups
    assert finding.search(Find("jana nortwind")).meant == ("northwind",)
    exact = finding.search(Find("Northwind"))
    assert not exact.meant
    assert not any(hit.near for hit in exact.hits())


def test_the_name_comes_before_what_is_written_elsewhere(finding: Finding, book: Book) -> None:
    book.account("Great Northern")
    book.account("Wind and North")
    book.account("Acme", notes="Talks with North about the merger")
    book.account("North Sea Energy")
    found = of(finding.search(Find("north")), "account")
    assert found == ["North Sea Energy", "Great Northern", "Wind and North", "Acme"]


def test_whole_words_in_a_text_come_before_parts_of_words(finding: Finding, book: Book) -> None:
    book.account("Acme", notes="an unplanned stop")
    book.account("Globex", notes="the plan for next year")
    assert of(finding.search(Find("plan")), "account") == ["Globex", "Acme"]


def test_a_hit_says_where_the_words_stand(finding: Finding, book: Book) -> None:
    acme = book.account("Acme", notes="The board wants better reporting, and a new portal.")
    hit = only(finding.search(Find("portal")))
    assert (hit.kind, hit.id) == ("account", acme)
    assert hit.field is not None
    assert hit.field.name == "notes"
    assert marked(hit) == ["portal"]


def test_a_person_is_found_by_title_unit_and_account(finding: Finding, book: Book) -> None:
    acme = book.account("Acme")
    person, _post = book.person(acme, "Jana Ode", title="Head of Procurement", unit="Plant Lyon")
    for words, field in (
        ("procurement", "title"),
        ("lyon", "unit_id"),
        ("jana acme", "account_id"),
    ):
        hits = [hit for hit in finding.search(Find(words)).hits() if hit.kind == "person"]
        assert [hit.id for hit in hits] == [person], words
        assert hits[0].field is not None
        assert (hits[0].field.kind, hits[0].field.name) == ("position", field)
        assert (hits[0].account, hits[0].account_id) == ("Acme", acme)
        assert hits[0].note == "Head of Procurement"
    assert of(finding.search(Find("lyon")), "unit") == ["Plant Lyon"]


def test_phone_numbers_are_found_however_they_are_written(finding: Finding, book: Book) -> None:
    acme = book.account("Acme", phone="+49 (0)30 123 45-67")
    for words in ("+49 30 1234567", "030 1234567", "030/123-45-67", "1234567", "0049301234567"):
        hit = only(finding.search(Find(words)))
        assert hit.id == acme, words
        assert hit.field is not None
        assert hit.field.name == "phone"
        assert "".join(filter(str.isdigit, marked(hit)[0])).endswith("1234567"), words


def test_few_records_become_many(
    finding: Finding, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acctdesk.services.finding.SPARSE", 3)
    asked: list[bool] = []

    def spy(kind, words, *, indexed, only):
        asked.append(indexed)
        return holding(kind, words, indexed=indexed, only=only)

    monkeypatch.setattr("acctdesk.services.finding.holding", spy)
    for count in range(1, 5):
        book.account(f"Acme {count}", notes="portal")
        found = finding.search(Find("portal", kinds=("account",)))
        assert (found.count, asked[-1]) == (count, count >= 3)


def test_digits_are_found_in_the_log_when_no_name_holds_them(
    finding: Finding, book: Book, desk: Desk
) -> None:
    acme = book.account("Acme")
    with desk.context.write("Log") as unit:
        values = {"account_id": acme, "type": "call", "day": "2026-01-05", "subject": "Phase 42"}
        unit.insert("interaction", values)
        unit.commit()
    assert of(finding.search(Find("42")), "interaction") == ["Phase 42"]
    book.account("Studio 42")
    assert [hit.title.text for hit in finding.search(Find("42")).hits()] == ["Studio 42"]
    assert of(finding.search(Find("42", kinds=("interaction",))), "interaction") == ["Phase 42"]


def test_mail_domains_tags_and_custom_fields_are_found(
    finding: Finding, book: Book, desk: Desk
) -> None:
    acme = book.account("Acme", email="info@acme-group.example", tags=("strategic", "nordics"))
    for words in ("acme-group.example", "@acme-group", "nordics"):
        assert only(finding.search(Find(words))).id == acme, words
    field, _change = desk.custom_fields.define("account", "Partner level", Format.TEXT)
    desk.records.edit("account", acme, {field: "Gold partner"})
    hit = only(finding.search(Find("acme gold")))
    assert hit.field is not None
    assert hit.field.label == "Partner level"
    desk.records.edit("account", acme, {field: "Silver"})
    assert not finding.search(Find("gold")).groups
    assert finding.search(Find("silver")).count == 1
    desk.custom_fields.remove(field)
    assert not finding.search(Find("silver")).groups
    desk.history.undo()
    assert finding.search(Find("silver")).count == 1


def test_words_may_stand_in_different_fields_and_quoted_ones_together(
    finding: Finding, book: Book
) -> None:
    book.account("Acme", city="Berlin", notes="renewal of the contract")
    book.account("Globex", city="Berlin", notes="contract, then renewal")
    assert finding.search(Find("berlin renewal")).count == 2
    assert of(finding.search(Find('"renewal of"')), "account") == ["Acme"]
    assert not finding.search(Find("berlin lyon", near=False)).groups
    assert not finding.search(Find("   ")).groups


def test_names_follow_what_is_changed(finding: Finding, book: Book, desk: Desk) -> None:
    acme = book.account("Acme")
    person, _post = book.person(acme, "Jana Ode")
    assert of(finding.search(Find("ode acme")), "person") == ["Jana Ode"]
    desk.records.edit("account", acme, {"name": "Globex"})
    assert not finding.search(Find("acme", near=False)).groups
    assert of(finding.search(Find("ode glob")), "person") == ["Jana Ode"]
    desk.history.undo()
    assert of(finding.search(Find("ode acme")), "person") == ["Jana Ode"]
    desk.people.remove(acme, [person])
    assert not of(finding.search(Find("ode")), "person")
    desk.history.undo()
    assert of(finding.search(Find("ode acme")), "person") == ["Jana Ode"]


def test_who_left_an_account_is_not_found_by_it(finding: Finding, book: Book, desk: Desk) -> None:
    acme, globex = book.account("Acme"), book.account("Globex")
    person, post = book.person(acme, "Jana Ode")
    book.person(globex, "Rui Faria")
    with desk.context.write("Move") as unit:
        unit.insert("position", {"person_id": person, "account_id": globex})
        unit.commit()
    assert of(finding.search(Find("ode globex")), "person") == ["Jana Ode"]
    with desk.context.write("Leave") as unit:
        unit.delete("position", post)
        unit.commit()
    assert not of(finding.search(Find("ode acme", near=False)), "person")
    assert of(finding.search(Find("ode globex")), "person") == ["Jana Ode"]


def test_kinds_account_and_archive_narrow_the_search(
    finding: Finding, book: Book, desk: Desk
) -> None:
    acme, globex = book.account("Acme North"), book.account("Globex North")
    book.person(acme, "Ann North")
    book.person(globex, "Bob North")
    assert of(finding.search(Find("north", kinds=("person",))), "account") == []
    inside = finding.search(Find("north", account=acme))
    assert of(inside, "account") == ["Acme North"]
    assert of(inside, "person") == ["Ann North"]
    desk.records.edit("account", globex, {"archived": "2026-01-02"})
    assert of(finding.search(Find("north")), "account") == ["Acme North"]
    both = finding.search(Find("north", archived=True))
    assert of(both, "account") == ["Acme North", "Globex North"]
    assert [hit.archived for hit in both.groups[0].hits] == [False, True]


def test_the_log_is_searched_newest_first_and_by_period(
    finding: Finding, book: Book, desk: Desk
) -> None:
    acme = book.account("Acme")
    for day, text in (("2026-01-05", "Renewal talk"), ("2026-02-05", "Renewal signed")):
        with desk.context.write("Log") as unit:
            unit.insert(
                "interaction",
                {"account_id": acme, "type": "call", "day": day, "subject": text,
                 "summary": "We spoke about the portal."},
            )  # fmt: skip
            unit.commit()
    found = finding.search(Find("portal"))
    assert of(found, "interaction") == ["Renewal signed", "Renewal talk"]
    hit = found.hits()[0]
    assert (hit.account, hit.account_id, hit.day, hit.note) == ("Acme", acme, "2026-02-05", "call")
    early = Find("renewal", until=dt.date(2026, 1, 31))
    assert of(finding.search(early), "interaction") == ["Renewal talk"]
    late = Find("renewal", since=dt.date(2026, 2, 1))
    assert of(finding.search(late), "interaction") == ["Renewal signed"]


def test_our_own_people_are_found_with_their_accounts(
    finding: Finding, book: Book, desk: Desk
) -> None:
    mara, _change = desk.records.create("member", {"name": "Mara Klein"})
    accounts = [book.account(name, owner_id=mara) for name in ("Acme", "Globex", "Initech", "Zeta")]
    hit = only(finding.search(Find("mara klein")))
    assert (hit.kind, hit.account) == ("member", "Acme · Globex · Initech · +1")
    assert sorted(hit.owner_id.split(",")) == sorted(accounts)


def test_a_limit_says_that_there_are_more(finding: Finding, book: Book) -> None:
    for number in range(5):
        book.account(f"Acme {number}")
    group = finding.search(Find("acme", limit=3)).groups[0]
    assert [len(group.hits), group.more] == [3, True]
    group = finding.search(Find("acme", limit=5)).groups[0]
    assert [len(group.hits), group.more] == [5, False]


def test_what_is_typed_is_never_taken_for_a_pattern(finding: Finding, book: Book) -> None:
    book.account("100% Acme_Co", notes='say "yes" (or no) AND * NEAR')
    for words in ("100%", "e_co", '"yes"', "and", "*", "near(", "'", '"', "a OR b", "\\", "%"):
        finding.search(Find(words))
    assert finding.search(Find("0% Acme")).count == 1
    assert finding.search(Find("e_c")).count == 1
    assert not finding.search(Find("e%c", near=False)).groups


def test_words_are_read_as_typed() -> None:
    assert read_words(' Ann  "De La" ann ').parts == ("ann", "de la")
    assert read_words("+49 30 12-34").number == "49301234"
    assert read_words("2026").number == ""
    assert read_words("room 12345").number == ""
