"""What the palette offers: entries, and how typed words choose among commands and settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from acctdesk.services.marks import fold
from acctdesk.ui.palette.fuzzy import Fit, fit
from acctdesk.ui.shell.menubar import MENUS
from acctdesk.words import Lazy, _

if TYPE_CHECKING:
    from acctdesk.services.hits import Hit
    from acctdesk.ui.shell.actions import ActionSet
    from acctdesk.ui.shell.places import Place

COMMAND, PLACE, RECORD, SEARCH = "command", "place", "record", "search"
_MNEMONIC = re.compile(r"&(?=[^&\s])")


@dataclass(frozen=True, slots=True)
class Target:
    """A page of settings or another place that one may go to by its name.

    Attributes:
        label: What it is called.
        place: Where it is.
        icon: Lucide's name.
    """

    label: Lazy
    place: Place
    icon: str = "settings"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that can be chosen.

    Attributes:
        key: What it is remembered by: "action:undo", "account:…", "person:…", "place:…".
        title: Its words.
        run: Does it; called after the palette is gone. Entries that look alike are equal.
        what: What it is: a command, a place, a record, or the search.
        marks: The letters of the title that were typed.
        note: What stands beside the title.
        note_marks: The letters of the note that were typed.
        keys: Its shortcut as the platform writes it; empty for none.
        icon: Lucide's name.
        enabled: Whether it can be done now.
        ticked: Whether it is switched on.
        rank: How well it fits what was typed; see `Fit`.
        near: Whether it is only nearly what was typed.
    """

    key: str
    title: str
    run: Callable[[], object] = field(compare=False)
    what: str = COMMAND
    marks: tuple[tuple[int, int], ...] = ()
    note: str = ""
    note_marks: tuple[tuple[int, int], ...] = ()
    keys: str = ""
    icon: str = ""
    enabled: bool = True
    ticked: bool = False
    rank: int = 0
    near: bool = False

    @property
    def pinnable(self) -> bool:
        """Whether it can be kept at the top."""
        return self.what != SEARCH


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading.

    Attributes:
        title: The heading.
        entries: The entries, in order.
    """

    title: str
    entries: tuple[Entry, ...]


def commands(actions: ActionSet, but: Sequence[str] = ()) -> list[Entry]:
    """Every action that somebody answers, in the order of the menus.

    Args:
        actions: All actions.
        but: Ids to leave out.
    """
    menus = {menu: str(label).replace("&", "") for menu, label in MENUS}
    order = list(menus)
    specs = sorted(actions.specs(), key=lambda one: (order.index(one.menu), one.group))
    made = []
    for spec in specs:
        action = actions.action(spec.id)
        if spec.id in but or not spec.palette or not action.isVisible():
            continue
        # The action's own words: Undo says what it would take back.
        title = _MNEMONIC.sub("", action.text()).replace("&&", "&")
        made.append(
            Entry(
                f"action:{spec.id}",
                title,
                action.trigger,
                note=menus[spec.menu],
                keys=actions.shortcut_text(spec.id),
                icon=spec.icon,
                enabled=action.isEnabled(),
                ticked=action.isCheckable() and action.isChecked(),
            )
        )
    return made


def targets(places: Iterable[Target], go: Callable[[Place], object]) -> list[Entry]:
    """Entries for pages of settings and other places."""
    return [
        Entry(
            f"place:{one.place.section}:{'&'.join(map('='.join, one.place.params.items()))}",
            str(one.label),
            lambda place=one.place: go(place),  # type: ignore[misc]
            PLACE,
            note=_("Settings"),
            icon=one.icon,
        )
        for one in places
    ]


def record(hit: Hit, run: Callable[[], object]) -> Entry:
    """The entry of an account or a person that was found."""
    said = [hit.note, hit.account] if hit.kind == "person" else []
    note = " · ".join(filter(None, said))
    marks: tuple[tuple[int, int], ...] = ()
    if hit.snippet.text in note:
        # What was found stands in the note anyway.
        at = note.index(hit.snippet.text)
        marks = tuple((a + at, b + at) for a, b in hit.snippet.marks)
    elif hit.field is not None:
        head = f"{hit.field.label}: "
        note = head + hit.snippet.text
        marks = tuple((a + len(head), b + len(head)) for a, b in hit.snippet.marks)
    return Entry(
        f"{hit.kind}:{hit.id}",
        hit.title.text,
        run,
        RECORD,
        marks=hit.title.marks,
        note=note,
        note_marks=marks,
        icon="building-2" if hit.kind == "account" else "user",
        near=hit.near,
    )


def fitting(typed: str, entries: Iterable[Entry], most: int) -> list[Entry]:
    """The entries that fit typed letters, the best first, those that can't be done last.

    Args:
        typed: What was typed.
        entries: All.
        most: How many at most.
    """
    letters = " ".join(fold(typed).split())
    found: list[Entry] = []
    for one in entries:
        fits = fit(letters, one.title)
        if fits is None and (fits := fit(letters, f"{one.note} {one.title}")) is not None:
            # "edit undo": the menu's name was typed as well.
            fits = Fit(fits.rank, ())
        if fits is not None:
            found.append(replace(one, marks=fits.marks, rank=fits.rank))
    found.sort(key=lambda one: (not one.enabled, one.rank))
    return found[:most]
