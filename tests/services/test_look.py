"""A list that is read early, by a kept plan, shows what the services show."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acctdesk.compose import Desk, create_desk, open_desk
from acctdesk.models.catalogue import Format
from acctdesk.services.look import SIGHT, Look, Wish
from acctdesk.services.query import Condition, ListQuery, Sort

OFFERED = (("member", 0), ("account", 2000))
COUNT = SIGHT


def wish(words: str = "", *, kind: str = "account", **more: Any) -> Wish:
    if kind == "account":
        return Wish(ListQuery(kind, words, **more), "annual_value", OFFERED)
    return Wish(ListQuery(kind, words, **more))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with values of every format, some missing, and fields of one's own."""
    path = tmp_path_factory.mktemp("filled") / "book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Ann Kelly", "ann@example.com")
        me = desk.settings.me.id
        number, _c = desk.custom_fields.define("account", "Seats", Format.NUMBER)
        tick, _c = desk.custom_fields.define("account", "Signed", Format.CHECK)
        mood, _c = desk.custom_fields.define("account", "Mood", Format.CHOICE, ("Sunny", "Grey"))
        group, _c = desk.accounts.create({"name": "Öster Group"})
        for at in range(70):
            values: dict[str, Any] = {"name": f"{'Client' if at % 3 else 'çlient'} {at:02}"}
            if at % 2:
                values |= {
                    "tier": "ABCD"[at % 4], "country": ("DE", "NL")[at % 3 == 0],
                    "annual_value": Decimal(at * 1000) + Decimal("0.25") * (at % 5),
                    "currency": ("EUR", "CHF", None)[at % 3], "owner_id": me,
                    "client_since": str(2000 + at % 20), "size": at, number: Decimal(at) / 4,
                }  # fmt: skip
            if at % 5 == 0:
                values |= {"parent_id": group, "tags": ("b", "A"), tick: bool(at % 2)}
            if at % 7 == 0:
                values |= {mood: "Sunny", "rag": "red"}
            desk.accounts.create(values)
        account = desk.accounts.create({"name": "Full of people"})[0]
        for name in ("Zoë Ard", "Abe Li", "Mia Öz"):
            desk.people.add(account, {"name": name})
    return path


@pytest.fixture
def book(tmp_path: Path, filled: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "book.acctdesk"))


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return tmp_path / "lists.json"


@pytest.fixture
def opened(book: Path, plans: Path) -> Iterator[Callable[[], Desk]]:
    """Opens the workspace; what was open before is closed."""
    desks: list[Desk] = []

    def again() -> Desk:
        while desks:
            desks.pop().close()
        desks.append(open_desk(book, plans=plans))
        return desks[0]

    yield again
    for desk in desks:
        desk.close()


def ordinary(opened: Callable[[], Desk], wanted: Wish) -> Look:
    """A look by the services; its plan is kept when the desk closes."""
    desk = opened()
    desk.prepare()
    return desk.looks.look(wanted, count=COUNT)


def custom(desk: Desk, label: str) -> str:
    [found] = [one.name for one in desk.fields.of("account") if one.label == label]
    return found


LISTS = {
    "all": wish(),
    "words": wish("lient 1"),
    "short words": wish("l"),
    "no result": wish("zzzz"),
    "chosen": wish(conditions=(Condition("tier", "in", ("B", "D")),)),
    "empty": wish(conditions=(Condition("owner_id", "empty"),)),
    "by name, down": wish(sort=(Sort("name", descending=True),)),
    "by choice": wish(sort=(Sort("tier"),)),
    "by country": wish(sort=(Sort("country", descending=True),)),
    "by owner": wish(sort=(Sort("owner_id"),)),
    "by parent": wish(sort=(Sort("parent_id", descending=True),)),
    "by amount": wish(sort=(Sort("annual_value", descending=True), Sort("client_since"))),
    "by tags": wish(sort=(Sort("tags"),)),
    "people": wish(kind="person"),
    "team": wish(kind="member"),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_early_look_is_the_ordinary_one(opened: Callable[[], Desk], name: str) -> None:
    expected = ordinary(opened, LISTS[name])
    early = opened().looks.look(LISTS[name])
    assert early.early, "no plan was kept"
    assert early._replace(early=False) == expected


@pytest.mark.parametrize("op", ["sort", "over", "not_empty"])
def test_also_by_a_field_of_ones_own(opened: Callable[[], Desk], op: str) -> None:
    seats = custom(opened(), "Seats")
    more: dict[str, Any] = (
        {"sort": (Sort(seats),)}
        if op == "sort"
        else {"conditions": (Condition(seats, op, Decimal(5) if op == "over" else None),)}
    )
    expected = ordinary(opened, wish(**more))
    early = opened().looks.look(wish(**more))
    assert early.early
    assert early._replace(early=False) == expected
    assert any(one[seats] is not None for one in early.records)


def test_every_page_is_the_ordinary_one(opened: Callable[[], Desk]) -> None:
    ids = ordinary(opened, wish()).ids
    desk = opened()
    assert desk.looks.look(wish()).early
    early = desk.looks.page("account", ids)
    assert not desk.ready.done()
    assert early == desk.listing.page("account", ids)


def test_the_early_look_is_read_beside(opened: Callable[[], Desk]) -> None:
    expected = ordinary(opened, wish())
    desk = opened()
    desk.looks.begin(desk.lanes.read)
    assert desk.looks.look(wish()) == expected._replace(early=True)


def test_another_wish_goes_the_ordinary_way(opened: Callable[[], Desk]) -> None:
    ordinary(opened, wish())
    desk = opened()
    desk.looks.begin(desk.lanes.read)
    found = desk.looks.look(wish("01"))
    assert not found.early
    assert [one.title for one in found.records] == ["Client 01"]


def test_what_was_written_meanwhile_is_seen(opened: Callable[[], Desk], book: Path) -> None:
    ordinary(opened, wish())
    opened().close()
    with open_desk(book) as other:
        other.accounts.create({"name": "Aaa"})
    early = opened().looks.look(wish())
    assert early.early
    assert early.records[0].title == "Aaa"


def test_a_new_field_of_ones_own_makes_plans_void(opened: Callable[[], Desk], book: Path) -> None:
    ordinary(opened, wish())
    opened().close()
    with open_desk(book) as other:
        other.custom_fields.define("account", "Later", Format.TEXT)
    found = opened().looks.look(wish())
    assert not found.early
    assert "Later" in [str(one.label) for one in found.fields]


def test_more_accounts_than_can_be_chosen_from(opened: Callable[[], Desk], book: Path) -> None:
    few = wish()._replace(offered=(("account", 72),))
    assert ordinary(opened, few).options["account"] is not None
    opened().close()
    with open_desk(book) as other:
        other.accounts.create({"name": "One more"})
    found = opened().looks.look(few)
    assert found.options["account"] is None


BROKEN = {
    "no file": None,
    "no JSON": "{",
    "another shape": "[]",
    "another version": ("stamp", "0.0.1 0001 en 0"),
    "another workspace": ("workspace", "elsewhere.acctdesk"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_does_not_fit_is_as_if_it_were_not_there(
    opened: Callable[[], Desk], plans: Path, how: str
) -> None:
    expected = ordinary(opened, wish())
    opened().close()
    change = BROKEN[how]
    if change is None:
        plans.unlink()
    elif isinstance(change, str):
        plans.write_text(change)
    else:
        plans.write_text(json.dumps({**json.loads(plans.read_text()), change[0]: change[1]}))
    found = opened().looks.look(wish(), count=COUNT)
    assert not found.early
    assert found == expected


@pytest.mark.parametrize(
    "statement",
    ["SELECT nothing FROM account", "DELETE FROM account", "SELECT", "SELECT id, ? FROM account"],
)
def test_a_statement_that_fails_does_no_harm(
    opened: Callable[[], Desk], plans: Path, statement: str
) -> None:
    expected = ordinary(opened, wish())
    opened().close()
    held = json.loads(plans.read_text())
    held["plans"][0]["ids"][0] = statement
    plans.write_text(json.dumps(held))
    found = opened().looks.look(wish(), count=COUNT)
    assert not found.early
    assert found == expected


def test_what_clients_are_called_is_not_kept_outside(
    opened: Callable[[], Desk], plans: Path
) -> None:
    ordinary(opened, wish())
    opened().close()
    text = plans.read_text(encoding="utf-8")
    for word in ("Client 0", "Öster", "Ann Kelly", "Seats", "Sunny"):
        assert word not in text


def test_an_order_by_ones_own_choices_is_not_kept(opened: Callable[[], Desk], plans: Path) -> None:
    mood = custom(opened(), "Mood")
    ordinary(opened, wish(sort=(Sort(mood),)))
    opened().close()
    assert not plans.exists()


def test_a_workspace_with_a_key_keeps_everything_to_itself(tmp_path: Path, plans: Path) -> None:
    path, key = tmp_path / "locked.acctdesk", b"k" * 32
    create_desk(path, key=key).close()
    with open_desk(path, key=key, plans=plans) as desk:
        desk.prepare()
        desk.looks.look(wish())
    assert not plans.exists()


def test_a_plan_that_answers_otherwise_is_not_kept(
    opened: Callable[[], Desk], plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from acctdesk.services import look

    monkeypatch.setattr(look, "scaled", lambda _value: Decimal(1))
    ordinary(opened, wish())
    opened().close()
    assert not plans.exists()
