"""What the hand-over page says: purposes, steps, names of files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from acctdesk.services.handover.parcel import Purpose
from acctdesk.ui.handover.giving_draft import FOLDER, NONE, ZIP
from acctdesk.words import _, _n, date, lazy

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from acctdesk.services.handover.brief import Owed
    from acctdesk.services.handover.handovers import HandoverRecord
    from acctdesk.services.handover.handovers import Step as HandoverStep

PURPOSES = (
    (Purpose.HANDOVER, lazy("For good"), lazy("They are the account manager from now on.")),
    (
        Purpose.COPY,
        lazy("For a while"),
        lazy("They stand in for you, as over holidays, and give the accounts back."),
    ),
    (Purpose.RETURN, lazy("Give back"), lazy("To the colleague the accounts came from.")),
)
"""Codes of purposes, what each is called, and what it means."""

DOCUMENTS = (
    (FOLDER, lazy("In a folder")),
    (ZIP, lazy("As a zip archive")),
    (NONE, lazy("Not at all")),
)
"""Ways in which documents go along."""

STEPS = {
    "introduction": lazy("Introduce the new account manager to the client"),
    "kick_off": lazy("Kick-off of both account managers"),
    "open_items": lazy("Walk through the open items together"),
}
"""What the usual steps of a hand-over are called."""

DIRECTIONS = {"given": lazy("→ Handed over"), "taken": lazy("← Taken over")}
"""Which way accounts went."""

SEVERITIES = {"high": lazy("Act now"), "medium": lazy("Watch"), "low": lazy("Know")}
"""How much a thing to know asks for attention."""

MOST_NAMED = 2
"""Names that a title lists before it only counts."""


def purpose(record: HandoverRecord) -> str:
    """Why accounts were handed over: "for good"."""
    words = {code: str(label) for code, label, _meaning in PURPOSES}
    said = words.get(Purpose(record.purpose), "")
    return said[:1].lower() + said[1:]


def step_title(step: HandoverStep) -> str:
    """What is to be done."""
    return str(STEPS[step.code]) if step.code in STEPS else step.title


def step_note(step: HandoverStep) -> str:
    """When it was done, and by whom; empty while it isn't."""
    if not step.done:
        return ""
    if step.done_by:
        return _("done {day} by {name}").format(day=date(step.done), name=step.done_by)
    return _("done {day}").format(day=date(step.done))


def progress(record: HandoverRecord) -> str:
    """How many steps are done: "2 of 3 done"."""
    done = sum(bool(one.done) for one in record.steps)
    return _("{done} of {all} done").format(done=done, all=len(record.steps))


def tally(record: HandoverRecord) -> str:
    """The same in a cell: "2/3"."""
    return f"{sum(bool(one.done) for one in record.steps)}/{len(record.steps)}"


def share_done(record: HandoverRecord) -> float:
    """Share of its steps that are done, 0 to 1; 1 where there are none."""
    steps = record.steps
    return sum(bool(one.done) for one in steps) / len(steps) if steps else 1.0


def accounts(names: Sequence[str]) -> str:
    """Names of accounts: "Acme, Globex and 3 more"."""
    listed = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    if rest > 0:
        return _n("{names} and {n} more", "{names} and {n} more", rest).format(names=listed)
    return listed


def headline(record: HandoverRecord) -> str:
    """Who got what from whom, when and why."""
    words = {"day": date(record.day), "name": record.peer, "purpose": purpose(record)}
    if record.direction == "given":
        told = _("Handed over to {name} on {day}, {purpose}")
        plain = _("Handed over on {day}, {purpose}")
    else:
        told = _("Taken over from {name} on {day}, {purpose}")
        plain = _("Taken over on {day}, {purpose}")
    return (told if record.peer else plain).format(**words)


def owed(promise: Owed) -> str:
    """Who owes what until when: "Ours, Jana Ode, due 4 Mar 2026, 3 days overdue"."""
    parts = [_("Ours") if promise.side == "ours" else _("Theirs"), promise.owner]
    parts.append(_("due %s") % date(promise.due) if promise.due else _("no date"))
    if promise.late:
        parts.append(_n("{n} day overdue", "{n} days overdue", promise.late))
    return ", ".join(part for part in parts if part)


_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def file_name(names: Sequence[str], day: dt.date) -> str:
    """What a workbook is called: "Hand-over Acme and 2 more 2026-03-04.xlsx".

    Args:
        names: Names of the accounts.
        day: The day.
    """
    whole = names[0] if names else _("accounts")
    fit = " ".join(_UNFIT.sub(" ", whole).split())
    first = fit.strip(" .")[:60].strip() or _("accounts")
    if len(names) > 1:
        rest = len(names) - 1
        first = _n("{name} and {n} more", "{name} and {n} more", rest).format(name=first)
    return _("Hand-over {accounts} {day}.xlsx").format(accounts=first, day=day.isoformat())


def free(path: Path) -> Path:
    """A path that isn't taken: the same, or with a number behind its name."""
    found, at = path, 2
    while found.exists():
        found = path.with_name(f"{path.stem} ({at}){path.suffix}")
        at += 1
    return found
