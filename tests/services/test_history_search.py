"""Searching history, and all values that a field had."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.compose import Desk
from acctdesk.errors import NotFound
from acctdesk.services.historical_lines import Teller
from acctdesk.services.historical_names import Names
from acctdesk.services.historical_search import row_text
from acctdesk.services.historical_words import say_step
from acctdesk.workspace import touches
from acctdesk.workspace.folding import fold
from tests.services.making import Book


def labels(desk: Desk, words: str = "", **which: str) -> list[str]:
    found = desk.history.search(words, **which)  # type: ignore[arg-type]
    catalogue = desk.fields.catalogue
    return [say_step(one.entry.label, one.entry.mode, catalogue) for one in found.hits]


@pytest.fixture
def lived(book: Book) -> Book:
    """A workspace in which some things happened."""
    desk = book.desk
    desk.settings.introduce("Zoë")
    acme, other = book.account("Acme"), book.account("Globex")
    ann, _post = book.person(acme, "Ann Müller", title="CIO")
    desk.accounts.edit([acme], {"city": "Köln", "tier": "A", "country": "DE"})
    desk.accounts.edit([acme, other], {"annual_value": Decimal("1200.5")})
    desk.accounts.edit([other], {"parent_id": acme, "renewal_date": "2026-10-14"})
    desk.records.edit("person", ann, {"notes": 'says "no" often'})
    return book


def test_all_words_are_looked_for_in_labels_names_and_values_alike(lived: Book) -> None:
    desk = lived.desk
    assert labels(desk, "koln") == ["Edit City, Tier, Country"]
    assert labels(desk, "ACME KOLN") == ["Edit City, Tier, Country"], "the record's name counts"
    assert labels(desk, "germany") == ["Edit City, Tier, Country"], "as one reads it"
    assert labels(desk, "1,200.5 globex") == ["Edit Annual value of 2 accounts"]
    assert labels(desk, "14 oct") == ["Edit Parent account, Renewal date"]
    assert labels(desk, "globex acme parent") == ["Edit Parent account, Renewal date"]
    assert labels(desk, "muller notes") == ["Edit Internal notes"]
    assert labels(desk, '"no" often') == ["Edit Internal notes"]
    assert labels(desk, "koln globex") == [], "not of two records together"
    assert len(labels(desk, "zoe")) == 8, "what she did, and what names her"


def test_what_was_deleted_and_undone_is_found_by_its_name(lived: Book) -> None:
    desk = lived.desk
    [ann] = lived.ids("person")
    desk.records.delete("person", [ann])
    assert labels(desk, "muller")[0] == "Delete person Ann Müller"
    assert "Edit Internal notes" in labels(desk, "muller")
    desk.history.undo()
    assert labels(desk, "muller", kind="person")[0] == "Undo: Delete person Ann Müller"


def test_filters_narrow_what_is_found(lived: Book) -> None:
    desk = lived.desk
    acme, _other = sorted(lived.ids("account"))
    assert labels(desk, account=acme, field="account.tier") == ["Edit City, Tier, Country"]
    assert "Edit Internal notes" in labels(desk, account=acme)
    assert labels(desk, record=lived.ids("person")[0], kind="person") == [
        "Edit Internal notes", "Add person Ann Müller",
    ]  # fmt: skip
    assert labels(desk, kind="position") == ["Add person Ann Müller"]
    assert set(desk.history.authors()) == {"", "Zoë"}
    assert labels(desk, author="Nobody") == []
    assert len(labels(desk, author="")) == 1
    today = desk.history.recent(1)[0].at.astimezone().date()
    day = dt.timedelta(days=1)
    every = len(desk.history.recent())
    assert len(desk.history.search(since=today, until=today).hits) == every
    assert desk.history.search(since=today + day).hits == ()
    assert desk.history.search(until=today - day).hits == ()
    with pytest.raises(NotFound):
        desk.history.search(record="feed")


def test_what_is_shown_is_what_was_looked_for(lived: Book) -> None:
    desk = lived.desk
    [hit] = desk.history.search("globex 1,200").hits
    assert [(one.title, one.fields[0].after) for one in hit.rows] == [("Globex", Decimal("1200.5"))]
    assert not hit.more
    ids = [lived.account(f"Firm {n}") for n in range(6)]
    desk.accounts.edit(ids, {"city": "Ulm"})
    [hit] = desk.history.search("firm ulm").hits
    assert len(hit.rows) == 4
    assert hit.more


def test_pages_follow_one_another_without_gaps(lived: Book) -> None:
    desk = lived.desk
    for number in range(9):
        desk.accounts.edit(lived.ids("account")[:1], {"city": f"Town {number}"})
    whole = [one.entry.id for one in desk.history.search("town").hits]
    assert len(whole) == 9
    found: list[str] = []
    before: int | None = None
    while True:
        page = desk.history.search("town", limit=4, before=before)
        found += [one.entry.id for one in page.hits]
        if (before := page.before) is None:
            break
    assert found == whole


def test_fields_of_ones_own_are_found_and_told_alike(book: Book) -> None:
    desk = book.desk
    field, _change = desk.custom_fields.define("account", "Hobby")
    acme = book.account("Acme", **{field: "Sailing"})
    desk.records.edit("account", acme, {field: "Chess"})
    assert labels(desk, "chess acme") == ["Edit Hobby"]
    assert len(labels(desk, field=field)) == 2
    desk.records.edit("account", acme, {field: None})
    values = desk.history.of_field("account", acme, field)
    assert [(one.before, one.after) for one in values] == [
        ("Chess", None), ("Sailing", "Chess"), (None, "Sailing"),
    ]  # fmt: skip


def test_a_field_tells_all_values_it_had(lived: Book) -> None:
    desk = lived.desk
    [globex] = [one for one in lived.ids("account") if desk.records.get("account", one).title
                == "Globex"]  # fmt: skip
    desk.accounts.edit([globex], {"parent_id": None})
    desk.history.undo()
    values = desk.history.of_field("account", globex, "parent_id")
    assert [(one.before, one.after, one.entry.mode, one.entry.undone) for one in values] == [
        (None, "Acme", "undo", False), ("Acme", None, "do", True), (None, "Acme", "do", False),
    ]  # fmt: skip
    assert values[-1].entry.author == "Zoë"
    assert desk.history.of_field("account", globex, "city") == []


_BITS = ["acme", "globex", "ann", "cio", "köln", "1200", "1,200.5", "germany", "oct", "2026", "14",
         "a", "12", "5", "city", "no", '"no"', "people", "de", "zoë", "edit", "x"]  # fmt: skip


@given(st.lists(st.sampled_from(_BITS), min_size=1, max_size=3))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_sieve_loses_nothing_that_a_plain_reading_of_all_finds(
    lived: Book, bits: list[str]
) -> None:
    desk = lived.desk
    context, words = desk.context, {fold(one) for one in bits}
    wanted = set()
    with context.workspace.read() as connection:
        teller = Teller(context, Names(context, connection))
        ids = [one for rows in lived.content().values() for one in rows]
        for seq, row in touches.rows_of(connection, context.workspace.tables, ids, 1000):
            entry = touches.by_number(connection, [seq])[seq]
            said = say_step(entry.label, entry.mode, context.catalogue)
            label = fold(f"{said}\n{entry.author}")
            text = fold(row_text(teller, row))
            if all(one in label or one in text for one in words):
                wanted.add(entry.id)
    assert {one.entry.id for one in desk.history.search(" ".join(bits)).hits} == wanted
