"""The order in which one reads the records of a sheet: by account, the newest talk first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from acctdesk.exchange.handoff.rows import Contents
from acctdesk.models.catalogue import Format
from acctdesk.services.handover.parcel import Page

_NEWEST: Mapping[str, str] = {
    "interaction": "day",
    "meeting": "starts",
    "ticket": "opened",
    "answer": "day",
    "measurement": "day",
    "outage": "begins",
}
"""Kinds that are read from the newest record on, and the field that tells when it was."""
_PLACE = "position"
"""Field that tells the place of a part among those of its owner."""


def reading_order(contents: Contents, page: Page) -> list[int]:
    """The places of a sheet's rows among the parcel's rows of their kind, in reading order.

    Args:
        contents: The records.
        page: The sheet.
    """
    kind = page.kind
    columns = contents.parcel.columns.get(kind, ())
    order = list(range(len(contents.parcel.rows.get(kind, ()))))
    # Each pass keeps the order of the one before it, so the last decides first.
    newest = _NEWEST.get(kind)
    if newest in columns:
        days = [value or "" for value in contents.stored(kind, str(newest))]
        order.sort(key=days.__getitem__, reverse=True)
    else:
        names = contents.names.of_kind(kind)
        folded = [names[one].casefold() for one in contents.ids(page)]
        order.sort(key=folded.__getitem__)
        _by_owner(contents, kind, columns, order)
    if kind != "account":
        homes = _homes(contents, page)
        order.sort(key=homes.__getitem__)
    return order


def _by_owner(contents: Contents, kind: str, columns: tuple[str, ...], order: list[int]) -> None:
    """Keep parts of one record together, in their own order where they have one."""
    described = contents.catalogue.kind(kind)
    if _PLACE in columns:
        places = [value or 0 for value in contents.stored(kind, _PLACE)]
        order.sort(key=places.__getitem__)
    owner = described.fields.get(described.owner)
    if described.owner in columns and owner is not None and owner.format is Format.REFERENCE:
        names = contents.names.of_kind(owner.target)
        ranks = {one: rank for rank, one in enumerate(sorted(names, key=_folded(names)))}
        owners = [ranks.get(one, len(ranks)) for one in contents.stored(kind, described.owner)]
        order.sort(key=owners.__getitem__)


def _homes(contents: Contents, page: Page) -> list[str]:
    """The names of the accounts that the rows belong to, to be sorted by."""
    if page.kind == "person":
        return [str(cell or "\uffff").casefold() for cell in contents.shown(page, "~account")]
    names = {one: name.casefold() for one, name in contents.names.of_kind("account").items()}
    accounts = contents.accounts(page.kind)
    return [names.get(accounts.get(one, ""), "") for one in contents.ids(page)]


def _folded(names: Mapping[str, str]) -> Any:
    return lambda one: names[one].casefold()
