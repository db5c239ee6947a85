"""Who of us does what at which account, at a glance: accounts down, people across."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from acctdesk.exchange.grids.book import unmarked
from acctdesk.exchange.grids.looks import Looks
from acctdesk.exchange.handoff.layout import FIRST, MARK, TEAM
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.exchange.handoff.sheets import head, set_up
from acctdesk.words import _

MOST = 60
"""People across; those with the most accounts come first."""
_NEEDED = ("account_id", "member_id", "role")


def matrix(contents: Contents) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """Our people, and for each account what each of them does there; in names and words.

    Args:
        contents: The records.

    Returns:
        The people, and the accounts with one text for each of them; nobody without assignments.
    """
    columns = contents.parcel.columns.get("assignment", ())
    if not set(_NEEDED) <= set(columns):
        return (), []
    say = contents.shower("assignment", "role")
    accounts, members = (contents.names.of_kind(kind) for kind in ("account", "member"))
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    held: dict[str, int] = defaultdict(int)
    stored = (contents.stored("assignment", name) for name in _NEEDED)
    for account, member, role in zip(*stored, strict=True):
        if account in accounts and member in members:
            held[members[member]] += 1
            said = str(say(role) or _("on the team"))
            told[accounts[account]][members[member]].append(said)
    people = tuple(sorted(held, key=lambda name: (-held[name], name.casefold()))[:MOST])
    return people, [
        (account, tuple(", ".join(told[account].get(one, ())) for one in people))
        for account in sorted(told, key=str.casefold)
    ]


def write_team(sheet: Any, looks: Looks, contents: Contents, title: str, name: str) -> None:
    """Write the matrix.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook.
        contents: The records.
        title: What stands at the head of every printed page.
        name: What the sheet is called.
    """
    people, rows = matrix(contents)
    head(sheet, looks, [f"{MARK}{TEAM}"], ("", _("Account"), *people))
    for at, (account, roles) in enumerate(rows, FIRST):
        sheet.write_string(at, 1, unmarked(account), looks.of(bold=True, valign="top"))
        for place, said in enumerate(roles, 2):
            if said:
                sheet.write_string(at, place, unmarked(said), looks.text())
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, max(len(people) + 1, 2), 17)
    sheet.freeze_panes(FIRST, 2)
    across = 34 + 17 * len(people)
    set_up(sheet, title, name, internal=True, across=across, titles=[1])
