"""A brief tells what hurts first, who matters, what is owed and what comes, and nothing else."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from acctdesk.compose import Desk
from acctdesk.metrics.service.spans import instant
from acctdesk.services.handover.brief import (
    HIGH,
    LOW,
    MEDIUM,
    MOST_PEOPLE,
    MOST_THINGS,
    AccountBrief,
    Thing,
)
from acctdesk.services.handover.briefs import Briefs
from acctdesk.services.handover.scope import SECTIONS, Section
from acctdesk.services.service_terms import TicketRow
from tests.services.making import Book

DAY = dt.date(2026, 3, 4)


def brief(desk: Desk, account: str, *left_out: str) -> AccountBrief:
    [found] = Briefs(desk.context).of([account], left_out).accounts
    return found


def insert(desk: Desk, kind: str, **values: Any) -> str:
    with desk.context.write("Import") as unit:
        made = unit.insert(kind, values)
        unit.commit()
    return made


def top(desk: Desk, account: str) -> dict[str, Thing]:
    """By code, the first thing of it."""
    found: dict[str, Thing] = {}
    for one in brief(desk, account).top:
        found.setdefault(one.code, one)
    return found


def promise(desk: Desk, account: str, title: str, due: str | None, side: str = "ours") -> str:
    return insert(
        desk, "promise", account_id=account, title=title, side=side, state="open",
        made="2026-01-01", due=due,
    )  # fmt: skip


def post(book: Book, account: str, name: str, **values: Any) -> tuple[str, str]:
    """Somebody with a post of which something is said; their ids."""
    made, position = book.person(account, name)
    if values:
        book.desk.records.edit("position", position, values)
    return made, position


# -- an account with everything ------------------------------------------------------------------


@pytest.fixture
def full(desk: Desk, book: Book) -> str:
    """An account with news of every kind."""
    noon = dt.datetime(2026, 3, 4, 11, tzinfo=dt.UTC)
    desk.context.now = lambda: noon
    account = book.account(
        "Acme", rag="red", renewal_date="2026-04-01", tier="A", plan="Merge", goals="Grow"
    )
    ann, _post = post(book, account, "Ann", power=9, attitude="opponent", status="leaving")
    mara = desk.records.create("member", {"name": "Mara Klein"})[0]
    promise(desk, account, "Report", "2026-02-01")
    promise(desk, account, "Access", "2026-03-20", "theirs")
    insert(desk, "risk", account_id=account, name="Flood", state="open", due="2026-03-12")
    insert(desk, "goal", account_id=account, name="Half of it", state="planned", due="2026-03-09")
    insert(desk, "answer", account_id=account, person_id=ann, type="nps", score=2,
           day="2026-02-02")  # fmt: skip
    entry = insert(
        desk, "interaction", account_id=account, type="call", day="2025-06-01", subject="Hello",
        next_step="Call back", next_step_due="2026-03-11",
    )  # fmt: skip
    insert(desk, "participant", interaction_id=entry, person_id=ann)
    insert(desk, "participant", interaction_id=entry, member_id=mara)
    starts = desk.context.now() + dt.timedelta(days=2)
    insert(desk, "meeting", account_id=account, type="qbr", title="QBR", starts=starts,
           minutes=60, state="planned")  # fmt: skip
    desk.service_levels.add_agreement(
        account, {"name": "SLA"}, None,
        [{"name": "Resolved", "type": "resolution", "minutes": 60, "target": Decimal("0.9"),
          "period": "month"}],
    )  # fmt: skip
    opened = instant(desk.context.now() - dt.timedelta(days=1))
    desk.service_levels.put_tickets(
        account, [TicketRow("T1", "Down", events=((opened, "opened", "New"),))]
    )
    return account


def test_an_account_tells_of_every_kind_the_worst_first(desk: Desk, full: str) -> None:
    told = brief(desk, full)
    assert [one.code for one in told.top] == [
        "level_breached", "tickets_late", "promise_overdue", "health", "renewal", "against",
        "leaving",
    ]  # fmt: skip
    assert {one.severity for one in told.top} == {HIGH}
    assert [one.title for one in told.promises] == ["Report", "Access"]
    assert [one.code for one in told.dates] == [
        "review", "goal", "step", "risk", "promise", "renewal",
    ]  # fmt: skip
    assert [one.state for one in told.levels] == ["breached"]
    [ann] = told.who
    assert (ann.name, ann.ours, ann.last_contact) == ("Ann", ("Mara Klein",), "2025-06-01")
    facts = dict(told.facts)
    assert (facts["people"], facts["open_tickets"], facts["aims"]) == (1, 1, ("Half of it",))


def test_nothing_is_told_of_what_is_left_out(desk: Desk, full: str) -> None:
    # In one go: the account takes longer to make than all its briefs.
    for section in SECTIONS:
        check_left_out(brief(desk, full, section.code), section)


def check_left_out(told: AccountBrief, left_out: Section) -> None:
    section, kinds = left_out.code, set(left_out.kinds)
    codes = {one.code for one in told.top}
    facts = dict(told.facts)
    assert not {one.kind for one in told.top} & kinds
    assert not {one.record[0] for one in told.dates} & kinds
    assert bool(told.who) is (section != "people")
    assert bool(told.levels) is (section != "levels")
    assert bool(told.promises) is (section != "promises")
    assert ("open_tickets" in facts) is (section != "tickets")
    assert ("aims" in facts) is (section != "plans")
    assert ("last_contact" in facts) is (section != "log")
    assert ("tickets_late" in codes) is (section not in ("tickets", "levels"))
    assert section != "log" or "no_contact" not in codes
    assert section != "log" or [one.last_contact for one in told.who] == [""]
    assert section != "log" or [one.ours for one in told.who] == [()]


# -- one thing at a time -------------------------------------------------------------------------


def test_a_bare_account_is_told_without_inventing(desk: Desk, book: Book) -> None:
    one = brief(desk, book.account("Acme"))
    assert (one.name, one.facts, one.who, one.team, one.more) == ("Acme", (), (), (), {})
    assert [each.code for each in one.top] == ["no_contact"]
    assert Briefs(desk.context).of(["nobody"]).accounts == ()


def test_facts_are_told_in_order_with_what_belongs_to_them(desk: Desk, book: Book) -> None:
    account = book.account(
        "Acme", tier="A", rag="amber", rag_reason="Late", annual_value=Decimal(90_000),
        currency="EUR", city="Prague", country="CZ", goals="Grow",
    )  # fmt: skip
    insert(desk, "goal", account_id=account, name="Half the tickets", state="on_track")
    insert(desk, "goal", account_id=account, name="Old", state="reached")
    assert brief(desk, account).facts == (
        ("tier", "A"), ("rag", ("amber", "Late")), ("annual_value", (Decimal(90_000), "EUR")),
        ("city", ("Prague", "CZ")), ("goals", "Grow"), ("aims", ("Half the tickets",)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "code", "severity", "days"),
    [
        ("2026-03-04", "renewal", HIGH, 0),
        ("2026-05-03", "renewal", HIGH, 60),
        ("2026-05-04", "renewal", MEDIUM, 61),
        ("2026-08-31", "renewal", MEDIUM, 180),
        ("2026-03", "renewal", HIGH, 27),
        ("2026-03-01", "renewal_passed", MEDIUM, 3),
    ],
)
def test_a_renewal_is_news_half_a_year_before(
    desk: Desk, book: Book, day: str, code: str, severity: str, days: int
) -> None:
    told = top(desk, book.account("Acme", renewal_date=day))[code]
    assert (told.severity, told.params["days"], told.params["day"]) == (severity, days, day)


def test_a_renewal_is_no_news_long_before_or_of_a_client_who_left(desk: Desk, book: Book) -> None:
    far = book.account("Far", renewal_date="2026-09-01")
    ended = book.account("Ended", renewal_date="2026-03-10", phase="ended")
    assert "renewal" not in top(desk, far)
    assert top(desk, ended) == {}


def test_overdue_promises_of_ours_come_first_and_the_rest_is_counted(
    desk: Desk, book: Book
) -> None:
    account = book.account("Acme", rag="red")
    theirs = promise(desk, account, "Access", "2026-01-02", "theirs")
    for n in range(9):
        promise(desk, account, f"Report {n}", f"2026-02-{n + 1:02}")
    promise(desk, account, "Today", DAY.isoformat())
    promise(desk, account, "Some day", None)
    told = brief(desk, account)
    assert len(told.top) == MOST_THINGS
    overdue = [one for one in told.top if one.code == "promise_overdue"]
    assert [one.params["title"] for one in overdue[:2]] == ["Report 0", "Report 1"]
    assert overdue[0].params["days"] == 31
    assert overdue[-1].params["more"] == 10 - len(overdue)
    assert [one.code for one in told.top[-1:]] == ["no_contact"]
    assert told.promises[0].promise == theirs
    assert told.promises[0].late == 61
    assert [one.title for one in told.promises[-2:]] == ["Today", "Some day"]


def test_risks_weigh_by_likelihood_and_impact(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    for name, likelihood, impact, state in (
        ("small", "low", "medium", "open"), ("large", "high", "medium", "open"),
        ("unjudged", None, None, "open"), ("here", "low", "low", "occurred"),
        ("over", "high", "high", "closed"),
    ):  # fmt: skip
        insert(desk, "risk", account_id=account, name=name, likelihood=likelihood, impact=impact,
               state=state)  # fmt: skip
    risks = [one for one in brief(desk, account).top if one.code == "risk"]
    assert [(one.params["name"], one.severity) for one in risks] == [
        ("here", HIGH), ("large", HIGH), ("unjudged", MEDIUM), ("small", LOW),
    ]  # fmt: skip


def test_only_the_newest_answer_of_somebody_counts(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    happy, _post = post(book, account, "Ann", power=9, buying_roles=("economic_buyer",))
    sad, _post = post(book, account, "Bob")
    for person, score, day in (
        (happy, 2, "2026-01-01"), (happy, 9, "2026-02-01"), (sad, 6, "2026-02-02"),
        (None, 1, "2025-01-01"),
    ):  # fmt: skip
        insert(desk, "answer", account_id=account, person_id=person, type="nps", score=score,
               day=day)  # fmt: skip
    told = [one for one in brief(desk, account).top if one.code == "detractor"]
    assert [(one.params["name"], one.severity) for one in told] == [("Bob", MEDIUM)]


def test_who_stands_against_us_leaves_or_is_unknown_is_told(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    post(book, account, "Ann", power=9, attitude="opponent", status="leaving")
    post(book, account, "Bob", power=1, attitude="sceptic")
    told = top(desk, account)
    assert told["against"].params == {
        "name": "Ann", "title": "", "attitude": "opponent", "blocks": False,
    }  # fmt: skip
    assert told["against"].severity == HIGH
    assert told["leaving"].params["name"] == told["unmet"].params["name"] == "Ann"
    assert "more" not in told["against"].params


def test_people_who_decide_come_first_and_two_posts_are_one_person(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    boss, _post = post(book, account, "Boss", buying_roles=("economic_buyer",))
    insert(desk, "position", account_id=account, person_id=boss, title="Board", power=7)
    for n in range(MOST_PEOPLE):
        post(book, account, f"Person {n}", power=9 - n)
    told = brief(desk, account)
    assert (told.who[0].name, told.who[0].title) == ("Boss", "Board")
    assert told.who[1].name == "Person 0"
    assert len(told.who) == MOST_PEOPLE
    assert told.more["who"] == 1


def test_the_owner_leads_the_team(desk: Desk, book: Book) -> None:
    owner, other = (desk.records.create("member", {"name": name})[0] for name in ("Zoe", "Al"))
    account = book.account("Acme", owner_id=owner)
    insert(desk, "assignment", account_id=account, member_id=other, role="delivery")
    insert(desk, "assignment", account_id=account, member_id=owner, role="technical")
    team = brief(desk, account).team
    assert [(one.name, one.roles) for one in team] == [
        ("Zoe", ("owner", "technical")), ("Al", ("delivery",)),
    ]  # fmt: skip


def test_a_level_without_a_figure_yet_tells_the_period_before(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    today = desk.context.now().date()
    month = today.replace(day=1) - dt.timedelta(days=1)
    objective = {"name": "Quality", "type": "quality", "period": "month", "target": Decimal(5)}
    desk.service_levels.add_agreement(account, {"name": "SLA"}, None, [objective])
    [level] = brief(desk, account).levels
    assert (level.state, level.value, level.target) == ("no_data", None, Decimal(5))
    assert level.running
    [made] = book.ids("objective")
    desk.service_levels.measure(made, [(month.isoformat(), Decimal(3))])
    [level] = brief(desk, account).levels
    assert (level.state, level.value, level.running) == ("breached", Decimal(3), False)
    assert level.last == month.isoformat()


def test_next_dates_are_those_to_come_by_day(desk: Desk, book: Book) -> None:
    account = book.account("Acme", renewal_date="2026-03-31")
    promise(desk, account, "Late", "2026-03-01")
    promise(desk, account, "Today", "2026-03-04", "theirs")
    insert(desk, "decision", account_id=account, title="Cloud", state="wanted", due="2026-03")
    insert(desk, "goal", account_id=account, name="Grow", state="planned", due="2026-03-20")
    dates = brief(desk, account).dates
    assert [(one.day, one.code) for one in dates] == [
        ("2026-03-04", "promise"), ("2026-03-20", "goal"), ("2026-03-31", "renewal"),
        ("2026-03", "decision"),
    ]  # fmt: skip
