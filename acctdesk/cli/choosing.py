"""Which records a command is about: a saved view, a filter, an order."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.compose import Desk
    from acctdesk.services.view import ListView

KINDS = {"accounts": "account", "people": "person"}
"""What is typed for each kind."""
LISTED = {
    **KINDS, "reviews": "meeting", "promises": "promise", "goals": "goal", "decisions": "decision",
    "risks": "risk", "initiatives": "initiative", "answers": "answer",
}  # fmt: skip
"""The same with kinds that are listed, and nothing else."""


def add_choosing(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose records."""
    parser.add_argument("--view", metavar="NAME", help=_("as this view shows them; see views"))
    parser.add_argument(
        "--filter", metavar="TEXT",
        help=_("only those: 'tier = A and renewal date within next 90 days'; see the user guide"),
    )  # fmt: skip
    parser.add_argument("--words", metavar="WORDS", help=_("only those that hold these words"))
    parser.add_argument(
        "--sort", metavar="FIELDS", help=_("in this order: 'tier, annual value desc'")
    )
    parser.add_argument("--archived", action="store_true", help=_("archived ones as well"))


def chosen(arguments: argparse.Namespace, desk: Desk, kind: str) -> ListView:
    """The view that the options ask for.

    Args:
        arguments: The options of `add_choosing`.
        desk: The workspace.
        kind: The kind of record.

    Raises:
        NotFound: There is no such view.
        FilterProblem: The filter or the order can't be understood.
    """
    from acctdesk.services.filters import Match
    from acctdesk.services.filtertext import parse_sort
    from acctdesk.services.view import ListView

    fields = desk.fields.of(kind)
    view = desk.views.find(kind, arguments.view) if arguments.view else ListView(kind)
    view = view.fitting({one.name for one in fields})
    if arguments.filter:
        where = desk.listing.parse(kind, arguments.filter)
        view = replace(view, where=where if not view.where else Match("all", (view.where, where)))
    if arguments.words:
        view = replace(view, words=f"{view.words} {arguments.words}".strip())
    if arguments.sort:
        view = replace(view, sort=parse_sort(arguments.sort, fields))
    return replace(view, archived=view.archived or arguments.archived)
