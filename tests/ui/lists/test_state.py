"""The view in force: what was saved, what was changed since, and what is kept."""

from __future__ import annotations

from dataclasses import replace

from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.query import Sort
from acctdesk.services.view import Column, ListView
from acctdesk.ui.accounts.page import ACCOUNTS
from acctdesk.ui.lists.state import ViewState, usual_view

WHERE = Match("all", (Condition("tier", Op.IS, "A"),))


def saved(state: ViewState) -> ListView:
    return replace(state.view, id="7", name="Mine", sort=(Sort("name"),))


def test_it_begins_with_the_usual_view_unchanged() -> None:
    state = ViewState(ACCOUNTS)
    assert state.base == usual_view(ACCOUNTS)
    assert not state.dirty
    assert state.columns()[0].field == "name"


def test_typed_words_are_no_change_of_the_view() -> None:
    state = ViewState(ACCOUNTS)
    told: list[frozenset[str]] = []
    state.changed.connect(told.append)
    state.set_words("acme")
    state.set_words("acme")
    assert told == [frozenset({"words"})]
    assert not state.dirty
    assert state.narrowed
    assert state.query().words == "acme"
    assert state.whole().words == "acme"


def test_a_change_is_told_once_and_can_be_discarded() -> None:
    state = ViewState(ACCOUNTS)
    told: list[frozenset[str]] = []
    state.changed.connect(told.append)
    state.change(where=WHERE, sort=())
    state.change(where=WHERE)
    assert told == [frozenset({"where"})]
    assert state.dirty
    state.reset()
    assert not state.dirty
    assert state.view.where is None


def test_it_survives_a_restart() -> None:
    state = ViewState(ACCOUNTS)
    state.switch(saved(state))
    state.change(where=WHERE, columns=(Column("name", 200, pinned=True), Column("tier")))
    state.set_words("acme")
    again = ViewState(ACCOUNTS)
    again.restore(state.state())
    assert again.view == state.view
    assert again.base == state.base
    assert again.words == "acme"
    assert again.dirty


def test_what_an_older_program_kept_is_no_harm() -> None:
    state = ViewState(ACCOUNTS)
    state.restore({"columns": [["name", 200, False]], "words": "x", "view": 7, "base": None})
    assert state.base == usual_view(ACCOUNTS)


def test_it_follows_what_happens_to_saved_views() -> None:
    state = ViewState(ACCOUNTS)
    usual = usual_view(ACCOUNTS)
    mine = saved(state)
    state.switch(mine)
    # Renamed or saved elsewhere: an unchanged view follows, a changed one keeps its changes.
    state.heard([usual, replace(mine, name="Ours", group=("tier",))])
    assert (state.view.name, state.view.group, state.dirty) == ("Ours", ("tier",), False)
    state.change(where=WHERE)
    state.heard([usual, replace(mine, name="Theirs")])
    assert (state.view.name, state.view.group, state.dirty) == ("Theirs", ("tier",), True)
    # Deleted: what is shown stays, as a change of the first view.
    state.heard([usual])
    assert state.base == usual
    assert state.view.where == WHERE
    assert state.dirty
