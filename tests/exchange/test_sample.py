"""The sample: a book of clients in which everything stands somewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

import phonenumbers

from acctdesk.compose import Desk
from acctdesk.services.catalogue import Field, Format
from acctdesk.services.listing import ListQuery
from acctdesk.services.values import Hints, parse_typed, parser
from tests.exchange.sample_book import DAY, records
from tests.exchange.sample_book import again as again
from tests.exchange.sample_book import desk as desk
from tests.exchange.sample_book import path as path


def test_it_opens_and_is_sound(desk: Desk) -> None:
    assert desk.workspace.check() == []


def test_it_holds_what_a_book_of_clients_holds(desk: Desk) -> None:
    accounts = records(desk, "account")
    assert 38 <= len(accounts) <= 46
    assert len({one["country"] for one in accounts}) >= 20
    assert len({one["currency"] for one in accounts}) >= 12
    tiers = Counter(one["tier"] for one in accounts)
    assert set(tiers) == set("ABCD")
    assert tiers["A"] < tiers["B"] < tiers["C"]
    phases = {choice.code for choice in desk.fields.field("account", "phase").choices}
    assert {one["phase"] for one in accounts} == phases
    assert {one["rag"] for one in accounts} == {"red", "amber", "green", None}
    assert all(one["rag_reason"] for one in accounts if one["rag"] in ("red", "amber"))
    groups = Counter(one["parent_id"] for one in accounts if one["parent_id"])
    assert len(groups) == 3
    assert sum(groups.values()) >= 5
    assert len({one["language"] for one in accounts}) >= 15
    noted = [one for one in accounts if one["notes"]]
    assert len(noted) > 30


def test_each_account_has_people_and_a_team(desk: Desk) -> None:
    for account in records(desk, "account"):
        people = desk.people.at(account.id)
        assert 3 <= len(people) <= 9, account.title
        assert desk.people.team(account.id), account.title
        assert account["owner_id"], account.title


def test_i_am_mara_klein_among_nine_of_us(desk: Desk) -> None:
    assert desk.settings.me.name == "Mara Klein"
    members = records(desk, "member")
    assert len(members) == 9
    assert len({one["role"] for one in members}) == 6
    mine = [one for one in records(desk, "account") if one["owner_id"] == desk.settings.me.id]
    assert len(mine) > 30


def test_no_reference_points_to_nothing(desk: Desk) -> None:
    ids = {kind: {one.id for one in records(desk, kind)} for kind in desk.workspace.tables.kinds}
    for link in desk.workspace.tables.links:
        targets = ids[link.target] if link.target else set().union(*ids.values())
        for one in records(desk, link.kind):
            value = one[link.column]
            assert value is None or value in targets, (link, one.title)
    held = {one["person_id"] for one in records(desk, "position")}
    assert held - {None} == ids["person"]


def test_reporting_lines_stay_in_the_house_and_end_at_the_top(desk: Desk) -> None:
    posts = {one.id: one for one in records(desk, "position")}
    assert sum(one["manager_id"] is not None for one in posts.values()) > 100
    for one in posts.values():
        chain = [one]
        while chain[-1]["manager_id"]:
            chain.append(posts[chain[-1]["manager_id"]])
            assert len(chain) < 8, "a circle"
        assert {post["account_id"] for post in chain} == {one["account_id"]}
        manager = chain[1] if len(chain) > 1 else None
        assert manager is None or one["ended"] or not manager["ended"], one.title


def test_units_are_of_the_account_of_the_position(desk: Desk) -> None:
    units = {one.id: one["account_id"] for one in records(desk, "unit")}
    posts = [one for one in records(desk, "position") if one["unit_id"]]
    assert len(posts) > 150
    assert all(units[one["unit_id"]] == one["account_id"] for one in posts)


def test_some_people_left_and_some_moved_from_client_to_client(desk: Desk) -> None:
    posts = records(desk, "position")
    present = {one["person_id"] for one in posts if not one["ended"]}
    left = [one for one in posts if one["ended"] and one["person_id"] not in present]
    moved = [one for one in posts if one["ended"] and one["person_id"] in present]
    assert len(left) >= 3
    assert len(moved) == 2
    for one in moved:
        [now] = [p for p in posts if p["person_id"] == one["person_id"] and not p["ended"]]
        assert now["account_id"] != one["account_id"]
        assert now["started"] > one["ended"]


CHECKED = {
    Format.EMAIL, Format.PHONE, Format.URL, Format.COUNTRY, Format.CURRENCY, Format.LANGUAGE,
    Format.TIME_ZONE, Format.CHOICE, Format.DATE, Format.INTEGER,
}  # fmt: skip


def test_its_maps_have_something_to_show(desk: Desk) -> None:
    rules: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    holes = judged = ties = 0
    for account in records(desk, "account"):
        seen = desk.stakeholders.as_of(account.id, DAY)
        holes += sum(card.is_placeholder for card in seen.cards)
        ties += len(seen.ties)
        judged += sum(card.quadrant is not None for card in seen.cards)
        assert seen.relations, account.title
        found = desk.stakeholders.gaps(account.id, DAY)
        rules.update(gap.rule for gap in found.gaps)
        steps = desk.stakeholders.difference(account.id, DAY - dt.timedelta(days=80), DAY)
        changed.update(step.what for step in steps)
    assert holes == 3
    assert judged > 150
    assert ties > 20
    assert set(rules) >= {"no_decision_maker", "known_to_one", "untouched", "unit_without_contact"}
    assert set(changed) >= {"joined", "left", "moved", "warmed", "cooled"}


def test_every_value_is_one_that_a_reader_would_accept_as_it_is(desk: Desk) -> None:
    seen: Counter[Format] = Counter()

    def check(field: Field, value: Any, who: str) -> None:
        found = parse_typed(field, str(value), Hints(), DAY)
        assert (found.value, found.problem) == (value, ""), (who, field.key)
        seen[field.format] += 1

    for kind in ("account", "person", "member", "position", "assignment", "interaction"):
        for one in records(desk, kind):
            for field in desk.fields.of(kind):
                if field.format in CHECKED and one[field.name] is not None:
                    check(field, one[field.name], one.title)
    assert set(seen) == CHECKED


def test_addresses_can_reach_nobody(desk: Desk) -> None:
    accounts, people = records(desk, "account"), records(desk, "person")
    everybody = [*accounts, *people, *records(desk, "member")]
    assert all(one["email"].endswith(".example") for one in everybody)
    assert all(one["website"].endswith(".example") for one in accounts)
    assert len({one["email"] for one in people}) == len(people)


FICTION = re.compile(
    r"""\+44(2079460|1134960|1174960|1314960|7700900)\d{3}
      | \+49(3023125|4066969|2214710)\d{3} | \+4917139200\d\d
      | \+33(19900|35301|53649|63998)\d{4}
      | \+46(846500|3139006|7017406)\d{2,3} | \+3532091\d{5}
      | \+1\d{3}55501\d\d | \+61[2378]5550\d{4}""",
    re.VERBOSE,
)
"""Ranges that the regulators keep free for films and books."""


def test_phone_numbers_are_of_ranges_kept_for_fiction(desk: Desk) -> None:
    numbers = [
        one[name]
        for kind in ("account", "person", "member")
        for one in records(desk, kind)
        for name in ("phone", "mobile")
        if one[name]
    ]
    assert len(numbers) > 80
    plain = [re.sub(r"[ -]", "", number) for number in numbers]
    assert not [number for number in plain if not FICTION.fullmatch(number)]
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(one)) for one in plain)


def test_both_custom_fields_have_values(desk: Desk) -> None:
    custom = [field for field in desk.fields.of("account") if field.custom]
    assert {str(field.label): field.format for field in custom} == {
        "Contract model": Format.CHOICE,
        "Last QBR": Format.DATE,
    }
    accounts = records(desk, "account")
    for field in custom:
        values = [one[field.name] for one in accounts if one[field.name]]
        assert len(values) > 30
        read = parser(field, Hints())
        assert all(read(value).value == value for value in values)


def test_names_are_of_many_scripts_and_nobody_is_there_twice(desk: Desk) -> None:
    names = [one.title for one in records(desk, "person")]
    assert len(set(names)) == len(names)
    letters = "".join(names)
    for script in ("[À-ž]", "[α-ω]", "[一-龥]"):
        assert re.search(script, letters), script
    assert len({one.title for one in records(desk, "account")}) == len(records(desk, "account"))


def test_a_person_of_another_script_is_found(desk: Desk) -> None:
    for words in ("佐藤", "σταθοπ", "zolln"):
        assert desk.listing.ids(ListQuery("person", words)), words


# --- the contact log -------------------------------------------------------------------------


def test_every_client_has_a_year_of_talks(desk: Desk) -> None:
    log = records(desk, "interaction")
    assert 500 <= len(log) <= 800
    assert Counter(one["account_id"] for one in log).keys() == {
        one.id for one in records(desk, "account")
    }
    types = {choice.code for choice in desk.fields.field("interaction", "type").choices}
    assert {one["type"] for one in log} == types
    year_ago, yesterday = DAY - dt.timedelta(days=370), DAY - dt.timedelta(days=1)
    days = [dt.date.fromisoformat(one["day"]) for one in log]
    assert year_ago <= min(days) <= max(days) <= yesterday
    assert all(day.weekday() < 5 for day in days)
    assert not [one for one in log if "{" in f"{one['subject']}{one['summary']}"]


def test_talks_are_with_who_was_there(desk: Desk) -> None:
    log = {one.id: one for one in records(desk, "interaction")}
    joined = [(one["person_id"], one["interaction_id"]) for one in records(desk, "participant")]
    held: dict[tuple[str, str], list[str]] = {}
    for post in records(desk, "position"):
        held.setdefault((post["person_id"], post["account_id"]), []).append(post["ended"] or "9")
    for person, interaction in joined:
        talk = log[interaction]
        assert person is None or max(held[person, talk["account_id"]]) >= talk["day"]
    assert len({person for person, _talk in joined if person}) > 120
    assert {one["logged_by"] for one in log.values()} <= {one.id for one in records(desk, "member")}


def test_some_steps_are_late_and_some_clients_were_forgotten(desk: Desk) -> None:
    steps = desk.interactions.open_steps()
    late = [one for one in steps if one.next_step_due < DAY.isoformat()]
    assert 5 <= len(late) <= 15
    assert len(steps) - len(late) >= 10
    done = [one for one in records(desk, "interaction") if one["next_step_done"]]
    assert len(done) > 80
    assert all(one["day"] <= one["next_step_done"] < DAY.isoformat() for one in done)
    accounts = records(desk, "account")
    assert all(one["last_contact"] for one in accounts)
    quiet = [
        one for one in accounts if (DAY - dt.date.fromisoformat(one["last_contact"])).days > 90
    ]
    assert 2 <= len(quiet) <= 8


def test_files_and_links_hang_on_some_accounts(desk: Desk) -> None:
    names = {one.title: one.id for one in records(desk, "account")}
    found = desk.attachments.of("account", names["Northwind Logistics"])
    assert [(one.name, one.held) for one in found] == [
        ("Agenda peak review.txt", "copy"), ("Depots and opening hours.csv", "copy"),
        ("Team wiki", "link"),
    ]  # fmt: skip
    assert b"Peak review" in desk.attachments.content(found[0].id)
    assert len(records(desk, "attachment")) >= 6
    links = [one["url"] for one in records(desk, "attachment") if one["url"]]
    assert all(".example/" in one for one in links)


def test_history_tells_of_one_account(desk: Desk) -> None:
    [pellingham] = desk.listing.ids(ListQuery("account", "pellingham"))
    told = desk.history.of_account(pellingham)
    assert len(told) >= 5
    assert told[0].author == "Mara Klein"
    reds = [
        field
        for entry in told
        for row in desk.history.details(entry.id, pellingham)
        for field in row.fields
        if field.field == "account.rag" and row.op == "update"
    ]
    assert [(field.before, field.after) for field in reds] == [("amber", "red")]
