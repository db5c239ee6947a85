"""Stops in a workspace without a record: every list says what to do first."""

from __future__ import annotations

from collections.abc import Callable

from touring.camera import EMPTY, Stop, Tour


def at(section: str, **params: str) -> Callable[[Tour], None]:
    def reach(tour: Tour) -> None:
        tour.go(section, **params)

    return reach


def account(tour: Tour) -> None:
    """One account of which nothing but the name is known."""
    desk = tour.program.desk
    found = desk.records.options("account")
    ids = [found[0][0]] if found else [desk.accounts.create({"name": "New client"})[0]]
    tour.go("accounts", account=ids[0], tab="overview")


def account_people(tour: Tour) -> None:
    account(tour)
    tour.go("accounts", account=tour.account(), tab="people")


STOPS = (
    Stop("empty-accounts", at("accounts", list="1"), workspace=EMPTY),
    Stop("empty-people", at("people", list="1"), "people", EMPTY),
    Stop("empty-search", at("search"), workspace=EMPTY),
    Stop("empty-trash", at("trash"), workspace=EMPTY),
    Stop("empty-duplicates", at("duplicates"), workspace=EMPTY),
    Stop("empty-account", account, workspace=EMPTY),
    Stop("empty-account-people", account_people, workspace=EMPTY),
)
