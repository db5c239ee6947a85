"""What a gap of a map says: how bad it is, who it is about, why, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from acctdesk.metrics.departures import Way
from acctdesk.metrics.stakeholders import Gap
from acctdesk.ui.record.explained import Meaning
from acctdesk.ui.widgets.status import Status
from acctdesk.words import Lazy, _, _n, lazy

Word = Callable[[str, str, str], str]

RULES: Mapping[str, tuple[Lazy, Lazy]] = {
    "no_decision_maker": (
        lazy("No decision maker"),
        lazy("Nobody in post has the buying role “Economic buyer”. A placeholder says that the "
             "role exists, not who holds it. A role that nobody fills is always a warning."),
    ),
    "known_to_one": (
        lazy("Key person known to one of us"),
        lazy("A key person has power of 5 or more, or is economic buyer or champion. Known are "
             "those with whom a relationship is recorded, or whom one of us met."),
    ),
    "untouched": (
        lazy("Cooling"),
        lazy("Nobody was in touch for longer than the cadence allows: weekly 7 days, fortnightly "
             "14, monthly 31, quarterly 92. The cadence is their own, or what power and interest "
             "ask for. Notes don't count."),
    ),
    "unit_without_contact": (
        lazy("Business unit without contact"),
        lazy("Nobody in the unit, nor in a part of it, is known to any of us."),
    ),
    "single_threaded": (
        lazy("Hangs on one relationship"),
        lazy("Only one of us knows only one of theirs well. Brief acquaintances count only where "
             "there is nothing else."),
    ),
}  # fmt: skip
"""Name and definition of each rule."""

UNJUDGED: Mapping[str, Lazy] = {
    "no_people": lazy("nobody is on the map"),
    "no_key_people": lazy("nobody has power of 5 or more, nor decides or champions us"),
    "no_cadence": lazy("nobody has power and interest, nor a cadence of their own"),
    "no_units": lazy("the account has no business units"),
    "no_relationships": lazy("no relationship is recorded"),
}
"""Why a rule can't be judged."""


@dataclass(frozen=True, slots=True)
class Told:
    """A gap in words.

    Attributes:
        status: How bad it is.
        title: What is missing.
        text: Who it is about, and why.
        action: Words of the link: what can be done.
        step: The next step that is proposed; empty where the action is another.
        meaning: What the rule is, of how many, and the words of the way to the rows.
    """

    status: Status
    title: str
    text: str
    action: str
    step: str
    meaning: Meaning


def tell(gap: Gap, labels: Mapping[str, str], word: Word, people: int, way: Way | None) -> Told:
    """Put a gap into words.

    Args:
        gap: The gap.
        labels: Names of everything it is about, by id.
        word: Says codes in words.
        people: How many are on the map.
        way: The shortest way to the person it is about; None for none.
    """
    status, title, text, action, step = _TELLERS[gap.rule](gap, labels, word, way)
    text = text[:1].upper() + text[1:]
    name, definition = RULES[gap.rule]
    basis = _n("Judged over {n} person on the map.", "Judged over {n} people on the map.", people)
    rows = _("Show on the map") if gap.positions else ""
    return Told(status, title, text, action, step, Meaning(str(name), str(definition), basis, rows))


_Parts = tuple[Status, str, str, str, str]


def _no_decision_maker(gap: Gap, labels: Mapping[str, str], word: Word, _way: Way | None) -> _Parts:
    waiting = [labels.get(one, "") for one in gap.positions]
    roles = [word("position", "buying_roles", one) for one in gap.facts.get("unfilled", ())]
    if any(waiting):
        text = _("%s decides, but nobody is known to hold the post.") % ", ".join(waiting)
        action = _("Say who it is")
    else:
        text = _("Nobody known approves the budget.")
        action = _("Add a placeholder for the role")
    others = [one for one in roles if one != word("position", "buying_roles", "economic_buyer")]
    if others:
        text += " " + _("Unfilled as well: %s.") % ", ".join(others)
    return Status.BREACHED, _("No decision maker"), text, action, ""


def _known_to_one(gap: Gap, labels: Mapping[str, str], word: Word, way: Way | None) -> _Parts:
    name = labels.get(gap.positions[0], "")
    why = [word("position", "buying_roles", one) for one in gap.facts.get("roles", ())]
    power = gap.facts.get("power")
    if power is not None:
        why.append(_("power %d") % power)
    reasons = ", ".join(why)
    names = {"name": name, "why": reasons[:1].upper() + reasons[1:]}
    over = [labels.get(one, "") for one in way.positions[:-1]] if way is not None else []
    first = labels.get(way.member, "") if way is not None else ""
    if over:
        action = _("Ask %s for an introduction") % over[-1]
        step = _("Ask {other} for an introduction to {name}").format(other=over[-1], name=name)
    elif first:
        action = _("Bring in %s, too") % first
        step = _("Arrange for {other} to meet {name}").format(other=first, name=name)
    else:
        action = _("Plan a first contact") if not gap.members else _("Plan a second contact")
        step = _("Find out who can introduce us to %s") % name
    if not gap.members:
        title = _("No contact with %s") % name
        text = _("%(why)s; nobody of us has met them.") % names if why else ""
        return Status.BREACHED, title, text or _("Nobody of us has met them."), action, step
    names["member"] = labels.get(gap.members[0], "")
    title = _("%s is known to one of us") % name
    text = _("%(why)s; only %(member)s knows them.") % names
    return Status.RISK, title, text, action, step


def _untouched(gap: Gap, labels: Mapping[str, str], word: Word, _way: Way | None) -> _Parts:
    name = labels.get(gap.positions[0], "")
    cadence = word("position", "cadence", str(gap.facts["cadence"])).lower()
    days, over = gap.facts.get("days"), gap.facts.get("over")
    step = _("Talk to %s") % name
    if days is None:
        title = _("Never in touch: %s") % name
        text = _("To be contacted %s; no contact is recorded.") % cadence
    else:
        title = _("Cooling: %s") % name
        text = _n("{n} day since the last contact; %s allows {m}.",
                  "{n} days since the last contact; %s allows {m}.", days)  # fmt: skip
        text = text.replace("{m}", str(days - over)) % cadence
    return Status.RISK, title, text, _("Schedule a contact"), step


def _unit(gap: Gap, labels: Mapping[str, str], _word: Word, _way: Way | None) -> _Parts:
    name = labels.get(gap.units[0], "")
    n = int(gap.facts.get("people", 0))
    if n:
        text = _n("{n} person is on the map there; none of us knows them.",
                  "{n} people are on the map there; none of us knows any.", n)  # fmt: skip
    else:
        text = _("Nobody of this unit is on the map.")
    action = _("Add somebody to find there")
    return Status.RISK, _("No contact in %s") % name, text, action, ""


def _single(gap: Gap, labels: Mapping[str, str], _word: Word, _way: Way | None) -> _Parts:
    member = labels.get(gap.members[0], "") if gap.members else ""
    name = labels.get(gap.people[0], "") if gap.people else ""
    text = _("All there is runs between {member} and {name}.").format(member=member, name=name)
    step = _("Bring a second one of us together with another person than %s") % name
    return (
        Status.RISK, _("Hangs on one relationship"), text, _("Plan a second relationship"), step,
    )  # fmt: skip


_TELLERS: Mapping[
    str, Callable[[Gap, Mapping[str, str], Word, Way | None], _Parts]
] = {
    "no_decision_maker": _no_decision_maker,
    "known_to_one": _known_to_one,
    "untouched": _untouched,
    "unit_without_contact": _unit,
    "single_threaded": _single,
}  # fmt: skip
