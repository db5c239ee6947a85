"""In which order the palette shows what fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from acctdesk.services.names import BEGINS, INSIDE, WORD
from acctdesk.ui.palette.entries import COMMAND, Entry, Group, fitting
from acctdesk.ui.palette.recents import SHOWN, Recents
from acctdesk.words import _

COMMANDS_FIRST = ">"
PEOPLE = "@"
FEW, MANY = 7, 60
"""Commands shown among other things, and alone."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the box.

    Attributes:
        words: The words, without the sign before them.
        kinds: Kinds of records that are wanted.
        commands: Whether commands are wanted.
    """

    words: str
    kinds: tuple[str, ...]
    commands: bool


def read(text: str) -> Typed:
    """Tell the sign from the words: ``>`` wants commands, ``@`` people."""
    text = text.lstrip()
    words = text[1:].strip()
    if text.startswith(COMMANDS_FIRST):
        return Typed(words, (), commands=True)
    if text.startswith(PEOPLE):
        return Typed(words, ("person",), commands=False)
    return Typed(text.strip(), ("account", "person"), commands=True)


def grouped(
    typed: Typed,
    records: Sequence[Entry],
    commands: Sequence[Entry],
    places: Sequence[Entry],
) -> list[Group]:
    """The groups for typed words: accounts and people first, unless a command begins so.

    Args:
        typed: What was typed.
        records: Entries of the accounts and people that were found, the best first.
        commands: All commands.
        places: All pages of settings.
    """
    titles = {
        "account": (_("Accounts"), _("Accounts with nearly this name")),
        "person": (_("People"), _("People with nearly this name")),
    }
    found: list[Group] = []
    mine_of = {kind: [one for one in records if one.key.startswith(f"{kind}:")] for kind in titles}
    # Accounts come first, unless only a person's name begins so.
    for kind in sorted(titles, key=lambda kind: min(map(_standing, mine_of[kind]), default=INSIDE)):
        mine, (title, nearly) = mine_of[kind], titles[kind]
        exact = tuple(one for one in mine if not one.near)
        near = tuple(one for one in mine if one.near)
        found += [Group(title, exact), Group(nearly, near)]
    if not typed.commands:
        return found
    most = FEW if typed.kinds else MANY
    fits = fitting(typed.words, commands, most)
    named = fitting(typed.words, places, FEW)
    orders = [Group(_("Commands"), tuple(fits)), Group(_("Settings"), tuple(named))]
    best = min((one.rank for one in fits if one.enabled), default=BEGINS + 1)
    exactly = any(_standing(one) == BEGINS for one in records)
    if best <= BEGINS and not exactly:
        return [*orders, *found]
    # What was typed exactly comes first, and last what is only nearly so.
    return [*found[::2], *orders, *found[1::2]]


def _standing(entry: Entry) -> int:
    """Where in its name a record holds what was typed: at the beginning, of a word, or inside."""
    if not entry.marks or entry.near:
        return INSIDE
    starts = [start for start, _end in entry.marks]
    if starts[0] == 0:
        return BEGINS
    words = any(not entry.title[start - 1].isalnum() for start in starts)
    return WORD if words else INSIDE


def kept(
    recents: Recents,
    offered: Sequence[Entry],
    records: Mapping[str, Entry],
    typed: Typed,
) -> list[Group]:
    """The pinned and the latest, before anything is typed.

    Args:
        recents: What is remembered.
        offered: Commands and pages of settings that there are.
        records: Remembered records that are still there, by key.
        typed: The sign that narrows them.
    """
    there = {one.key: one for one in offered} | dict(records)

    def wanted(key: str) -> bool:
        one = there.get(key)
        if one is None:
            return False
        if one.what == COMMAND:
            return typed.commands
        return not typed.kinds or typed.kinds == ("account", "person") or key.startswith("person:")

    pinned = [key for key in recents.pinned if wanted(key)]
    lately = [key for key in recents.lately if wanted(key) and key not in pinned]
    return [
        Group(_("Pinned"), tuple(there[key] for key in pinned)),
        Group(_("Recent"), tuple(there[key] for key in lately[:SHOWN])),
    ]
