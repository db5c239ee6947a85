"""What the cards of a review list, line by line, without Qt: promises, goals, decisions, risks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from acctdesk.services.promise import OPEN, OURS
from acctdesk.ui.reviews import said
from acctdesk.ui.widgets.status import Status
from acctdesk.words import Lazy, _, date, lazy, number

if TYPE_CHECKING:
    from acctdesk.services.goal import Decision, Goal, Initiative, Risk
    from acctdesk.services.promise import Promise

ACTS: Mapping[str, tuple[Lazy, str]] = {
    "keep": (lazy("Kept"), "check"),
    "drop": (lazy("Dropped"), "x"),
    "reopen": (lazy("Open again"), "rotate-ccw"),
    "decide": (lazy("Decided…"), "check"),
    "agree": (lazy("Show to the client"), "eye"),
    "hide": (lazy("Keep from the client"), "eye-off"),
    "edit": (lazy("Edit…"), "pencil"),
    "delete": (lazy("Delete"), "trash-2"),
}
"""What can be done with a line: words and icon."""

_GOALS: Mapping[str, tuple[Status, Lazy]] = {
    "planned": (Status.NO_DATA, lazy("Planned")),
    "on_track": (Status.MET, lazy("On track")),
    "at_risk": (Status.RISK, lazy("At risk")),
    "reached": (Status.MET, lazy("Reached")),
    "missed": (Status.BREACHED, lazy("Missed")),
    "dropped": (Status.NO_DATA, lazy("Dropped")),
}
_DECISIONS: Mapping[str, tuple[Status, Lazy]] = {
    "wanted": (Status.RISK, lazy("Wanted")),
    "made": (Status.MET, lazy("Made")),
    "withdrawn": (Status.NO_DATA, lazy("Withdrawn")),
}
_RISKS: Mapping[str, tuple[Status, Lazy]] = {
    "open": (Status.RISK, lazy("Open")),
    "reduced": (Status.MET, lazy("Reduced")),
    "accepted": (Status.NO_DATA, lazy("Accepted")),
    "occurred": (Status.BREACHED, lazy("Occurred")),
    "closed": (Status.MET, lazy("Closed")),
}
_INITIATIVES: Mapping[str, tuple[Status, Lazy]] = {
    "idea": (Status.NO_DATA, lazy("Idea")),
    "planned": (Status.NO_DATA, lazy("Planned")),
    "running": (Status.MET, lazy("Running")),
    "done": (Status.MET, lazy("Done")),
    "stopped": (Status.BREACHED, lazy("Stopped")),
}
_LEVELS: Mapping[str, Lazy] = {
    "low": lazy("low"), "medium": lazy("medium"), "high": lazy("high"),
}  # fmt: skip
GREAT = "high"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card.

    Attributes:
        kind: Kind of its record.
        record: Id of that.
        title: What it is.
        side: Who, in a word or two; may be empty.
        status: The glyph before what is said.
        said: How it stands.
        note: A grey line beneath the title; may be empty.
        share: How much of the way is done, 0 to 1; None shows no bar.
        acts: What can be done with it, names of `ACTS`.
    """

    kind: str
    record: str
    title: str
    side: str
    status: Status
    said: str
    note: str = ""
    share: float | None = None
    acts: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other lines."""
        return self.kind, self.record

    @property
    def spoken(self) -> str:
        """The whole line for assistive technology."""
        return ", ".join(filter(None, (self.title, self.side, self.said, self.note)))


def promise(one: Promise, *, owner: bool = False) -> Line:
    """A promise.

    Args:
        one: The promise.
        owner: Whether to name who keeps it rather than the side alone.
    """
    status, words = said.standing(one)
    side = _("us") if one.side == OURS else _("client")
    if owner and one.owner is not None:
        side = one.owner.name
    acts = ("keep", "drop") if one.state == OPEN else ("reopen",)
    shown = "hide" if one.agreed else "agree"
    note = one.evidence if one.state != OPEN else ""
    if not one.agreed:
        note = " · ".join(filter(None, (note, _("not shown to the client"))))
    return Line(
        "promise", one.id, one.title, side, status, words, note, None,
        (*acts, shown, "edit", "delete"),
    )  # fmt: skip


def goal(one: Goal) -> Line:
    """A goal with how far it is."""
    status, words = _GOALS.get(one.state, (Status.NO_DATA, one.state))
    figures = [_figure(value, one.unit) for value in (one.current, one.target)]
    measured = ""
    if all(figures):
        measured = _("{now} of {target}").format(now=figures[0], target=figures[1])
    due = _("by %s") % date(one.due) if one.due else ""
    hidden = "" if one.agreed else _("not agreed with the client")
    note = " · ".join(filter(None, (one.measure, measured, due, hidden)))
    share = float(one.progress) if one.progress is not None else None
    return Line(
        "goal", one.id, one.name, "", status, str(words), note, share,
        ("hide" if one.agreed else "agree", "edit", "delete"),
    )  # fmt: skip


def decision(one: Decision) -> Line:
    """A decision that is wanted or was made."""
    status, word = _DECISIONS.get(one.state, (Status.NO_DATA, one.state))
    words = str(word)
    if one.state == "made" and one.day:
        words = _("Made %s") % date(one.day)
    elif one.state == "wanted" and one.due:
        words = _("Wanted by %s") % date(one.due)
    who = one.person or one.member
    acts = ("decide",) if one.state == "wanted" else ()
    return Line(
        "decision", one.id, one.title, who.name if who else "", status, words,
        _noted(one.outcome, shown=one.client_safe), None,
        (*acts, "hide" if one.client_safe else "agree", "edit", "delete"),
    )  # fmt: skip


def risk(one: Risk) -> Line:
    """A risk: how likely, how bad, what is done about it."""
    status, words = _RISKS.get(one.state, (Status.NO_DATA, one.state))
    if one.state == "open" and GREAT in (one.likelihood, one.impact):
        status = Status.BREACHED if one.likelihood == one.impact else Status.RISK
    graded = []
    if one.likelihood:
        graded.append(_("likelihood %s") % _LEVELS[one.likelihood])
    if one.impact:
        graded.append(_("impact %s") % _LEVELS[one.impact])
    note = _noted(" · ".join(filter(None, (", ".join(graded), one.response))),
                  shown=one.client_safe)  # fmt: skip
    who = one.member or one.person
    return Line(
        "risk", one.id, one.name, who.name if who else "", status, str(words), note, None,
        ("hide" if one.client_safe else "agree", "edit", "delete"),
    )  # fmt: skip


def initiative(one: Initiative) -> Line:
    """A stretch of the road map."""
    status, words = _INITIATIVES.get(one.state, (Status.NO_DATA, one.state))
    span = " – ".join(date(day) for day in (one.begins, one.ends) if day)
    note = _noted(" · ".join(filter(None, (span, one.value))), shown=one.client_safe)
    who = one.member or one.person
    return Line(
        "initiative", one.id, one.name, who.name if who else "", status, str(words), note, None,
        ("hide" if one.client_safe else "agree", "edit", "delete"),
    )  # fmt: skip


def _noted(note: str, *, shown: bool) -> str:
    first = note.strip().split("\n")[0]
    return " · ".join(filter(None, (first, "" if shown else _("not shown to the client"))))


def _figure(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    digits = min(max(-exponent, 0), 2) if isinstance(exponent, int) else 0
    return f"{number(value, digits)} {unit}".strip()
