"""What the codes of a brief are called: things to know, facts, dates, and who people are.

The window, the scripts, the workbook's cover and the pages on paper all say it with these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from acctdesk.metrics.satisfaction import SCALES
from acctdesk.models.account import PHASES, RAG, ROLES, TIERS
from acctdesk.models.catalogue import Choice
from acctdesk.models.goal import LEVELS
from acctdesk.models.stakeholder import ATTITUDES, BUYING_ROLES, POST_STATUSES
from acctdesk.models.survey import SURVEY_TYPES
from acctdesk.services.handover.brief import HIGH, LOW, MEDIUM, Coming, Level, Ours, Thing, Who
from acctdesk.services.promise import OURS
from acctdesk.services.service.wording import figure, target
from acctdesk.words import Lazy, _, _n, date, lazy, money, names, number, quarter

APART = " · "
SEVERITIES: Mapping[str, Lazy] = {
    HIGH: lazy("Act now"),
    MEDIUM: lazy("Watch"),
    LOW: lazy("Know"),
}
"""What each severity is called."""
SIGNS = {HIGH: "✕", MEDIUM: "▲", LOW: "○"}
"""The sign of each severity, which stands before the word."""
LONGEST = 240
"""Letters of somebody's own words that a line quotes."""

FACTS: Mapping[str, Lazy] = {
    "tier": lazy("Tier"),
    "phase": lazy("Phase"),
    "rag": lazy("Health"),
    "annual_value": lazy("Annual value"),
    "renewal_date": lazy("Renewal date"),
    "client_since": lazy("Client since"),
    "sector": lazy("Sector"),
    "size": lazy("Employees"),
    "city": lazy("Place"),
    "language": lazy("Language"),
    "people": lazy("People we know"),
    "open_tickets": lazy("Open tickets"),
    "last_contact": lazy("Last contact"),
    "goals": lazy("Client's goals"),
    "plan": lazy("Long-term plan"),
    "aims": lazy("Goals under way"),
}
"""What the facts of an account are called."""
TEXTS = ("goals", "plan", "aims")
"""Facts that are read as paragraphs; the others are a word or two."""


def choice(choices: Iterable[Choice], code: str) -> str:
    """The label of a code; a code of a newer version as it is."""
    return next((str(one.label) for one in choices if one.code == code), code)


# -- facts and people --------------------------------------------------------------------------


def fact(code: str, value: Any) -> tuple[str, str]:
    """A fact of an account: what it is called, and what it is.

    Args:
        code: Its code.
        value: Its value; see `AccountBrief.facts`.
    """
    say = _SAY.get(code, str)
    return str(FACTS.get(code, code)), say(value)


def _health(value: tuple[str, str]) -> str:
    code, reason = value
    said = choice(RAG, code)
    return _("{health}: {reason}").format(health=said, reason=reason) if reason else said


def _place(value: tuple[str, str]) -> str:
    city, country = value
    return ", ".join(one for one in (city, names("territories").get(country, country)) if one)


def _language(code: str) -> str:
    found = names("languages").get(code.replace("-", "_").split("_")[0], code)
    return found[:1].upper() + found[1:]


_SAY: Mapping[str, Callable[[Any], str]] = {
    "tier": lambda code: choice(TIERS, code),
    "phase": lambda code: choice(PHASES, code),
    "rag": _health,
    "annual_value": lambda value: money(*value),
    "renewal_date": date,
    "client_since": date,
    "size": number,
    "city": _place,
    "language": _language,
    "people": number,
    "open_tickets": number,
    "last_contact": date,
    "aims": ", ".join,
}


def roles_of_ours(one: Ours) -> str:
    """What one of us does for an account: "Owner, account manager"."""
    words = [_("Owner") if code == "owner" else choice(ROLES, code) for code in one.roles]
    return _listed(words)


def roles_of(one: Who) -> str:
    """What somebody does in a purchase, and whether they are about to leave."""
    words = [choice(BUYING_ROLES, code) for code in one.roles]
    if one.status == "leaving":
        words.append(choice(POST_STATUSES, one.status))
    return _listed(words)


def attitude_of(one: Who) -> str:
    """How somebody stands towards us; empty for nothing said."""
    return choice(ATTITUDES, one.attitude) if one.attitude else ""


def contact_of(one: Who | Ours) -> str:
    """How to reach somebody: e-mail and phone."""
    return APART.join(part for part in (one.email, one.phone) if part)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(
        word if not place else word[:1].lower() + word[1:] for place, word in enumerate(words)
    )


# -- service levels ----------------------------------------------------------------------------


def attained(one: Level) -> str:
    """What was attained of a service level; empty while nothing can be told."""
    return figure(one.value, one.unit, one.target)


def promised(one: Level) -> str:
    """What was promised of it; empty for nothing."""
    return target(one.target, one.unit)


def period_of(kind: str, first: str, last: str, *, running: bool) -> str:
    """The period a service level stands for: "Nov 2026 so far", "Year to 6 May 2027".

    Args:
        kind: Code of `PERIODS`.
        first: First day, ISO.
        last: Last day, ISO.
        running: Whether it runs.
    """
    if kind == "month":
        said = date(first[:7])
    elif kind == "quarter":
        begin = dt.date.fromisoformat(first)
        said = quarter(begin.year, (begin.month + 2) // 3)
    elif kind == "contract_year":
        said = _("Year to %s") % date(last)
    else:
        said = _("Week from %s") % date(first)
    return _("%s so far") % said if running and kind in ("month", "quarter") else said


# -- things to know ----------------------------------------------------------------------------


def thing(one: Thing) -> tuple[str, str]:
    """A thing to know: the news, and what stands behind it, which may be empty.

    Args:
        one: The thing.
    """
    told = {key: value for key, value in one.params.items() if key != "more"}
    news, details = _THINGS[one.code](told)
    more = one.params.get("more", 0)
    if more:
        details = [*details, _n("and {n} more", "and {n} more", more)]
    return news, APART.join(part for part in details if part)


def thing_line(one: Thing) -> str:
    """A thing to know in one line."""
    news, detail = thing(one)
    return f"{news} ({detail})" if detail else news


Told = tuple[str, list[str]]


def _level(p: Mapping[str, Any]) -> Told:
    value, goal = figure(p["value"], p["unit"], p["target"]), target(p["target"], p["unit"])
    words = _("{name} is breached: {value}, promised {target}")
    if p["state"] != "breached":
        words = _("{name} is at risk: {value}, promised {target}")
    news = words.format(name=p["name"], value=value or _("no figure"), target=goal)
    when = period_of(p["period"], p["first"], p["last"], running=p["running"])
    return news, [p["service"], when]


def _tickets(p: Mapping[str, Any]) -> Told:
    return _n("{n} open ticket is past the time agreed",
              "{n} open tickets are past the time agreed", p["n"]), []  # fmt: skip


def _promise(p: Mapping[str, Any]) -> Told:
    if p["side"] == OURS:
        words = _n("Our promise “%s” is {n} day overdue", "Our promise “%s” is {n} days overdue",
                   p["days"])  # fmt: skip
    else:
        words = _n("Their promise “%s” is {n} day overdue",
                   "Their promise “%s” is {n} days overdue", p["days"])  # fmt: skip
    return words % p["title"], [p["owner"] or _("nobody is named"), _("due %s") % date(p["due"])]


def _rag(p: Mapping[str, Any]) -> Told:
    return _("Health is %s") % choice(RAG, p["rag"]).lower(), [_cut(p["reason"])]


def _renewal(p: Mapping[str, Any]) -> Told:
    if not p["days"]:
        return _("Up for renewal today"), []
    words = _n("Up for renewal in {n} day", "Up for renewal in {n} days",
               p["days"])  # fmt: skip
    return words, [date(p["day"])]


def _renewal_passed(p: Mapping[str, Any]) -> Told:
    words = _n("The renewal date passed {n} day ago", "The renewal date passed {n} days ago",
               p["days"])  # fmt: skip
    return words, [date(p["day"])]


def _agreement(p: Mapping[str, Any]) -> Told:
    if not p["days"]:
        return _("“%s” ends today") % p["name"], []
    words = _n("“%s” ends in {n} day", "“%s” ends in {n} days", p["days"])
    return words % p["name"], [date(p["day"])]


def _against(p: Mapping[str, Any]) -> Told:
    if p["attitude"] == "opponent":
        words = _("%s is an opponent and can block") if p["blocks"] else _("%s is an opponent")
    elif p["attitude"] == "sceptic":
        words = _("%s is a sceptic and can block") if p["blocks"] else _("%s is a sceptic")
    else:
        words = _("%s can block a purchase")
    return words % p["name"], [p["title"]]


def _risk(p: Mapping[str, Any]) -> Told:
    words = _("A risk has occurred: %s") if p["state"] == "occurred" else _("Risk: %s")
    judged = []
    if p["likelihood"]:
        judged.append(_("likelihood %s") % choice(LEVELS, p["likelihood"]).lower())
    if p["impact"]:
        judged.append(_("impact %s") % choice(LEVELS, p["impact"]).lower())
    return words % p["name"], [", ".join(judged), _cut(p["response"]) or _("no response yet")]


def _answer(p: Mapping[str, Any]) -> Told:
    most = SCALES[p["type"]][1]
    news = _("{name} gave {score} of {most} ({question})").format(
        name=p["name"] or _("Somebody"), score=p["score"], most=most,
        question=choice(SURVEY_TYPES, p["type"]),
    )  # fmt: skip
    return news, [f"“{_cut(p['comment'])}”" if p["comment"] else "", date(p["day"])]


def _contact(p: Mapping[str, Any]) -> Told:
    wanted = _n("wanted every day", "wanted every {n} days", p["allowed"])
    if p["days"] is None:
        return _("No contact is logged"), [wanted]
    words = _n("No contact for {n} day", "No contact for {n} days", p["days"])
    return words, [wanted, _("last on %s") % date(p["day"])]


_THINGS: Mapping[str, Callable[[Mapping[str, Any]], Told]] = {
    "level_breached": _level,
    "level_at_risk": _level,
    "tickets_late": _tickets,
    "promise_overdue": _promise,
    "health": _rag,
    "renewal": _renewal,
    "renewal_passed": _renewal_passed,
    "agreement_ends": _agreement,
    "against": _against,
    "leaving": lambda p: (_("%s is leaving") % p["name"], [p["title"]]),
    "risk": _risk,
    "detractor": _answer,
    "no_contact": _contact,
    "unmet": lambda p: (_("None of us knows %s") % p["name"], [p["title"]]),
    "no_decision_maker": lambda p: (_("It isn't known who decides"), []),
}


def _cut(text: str) -> str:
    """Somebody's own words on one line, cut at a word."""
    line = " ".join((text or "").split())
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


# -- dates -------------------------------------------------------------------------------------

_DATES: Mapping[str, Lazy] = {
    "renewal": lazy("Up for renewal"),
    "agreement": lazy("“{name}” ends"),
    "review": lazy("{name}"),
    "promise": lazy("Theirs: {name}"),
    "step": lazy("Next step: {name}"),
    "decision": lazy("Decision wanted: {name}"),
    "goal": lazy("Goal: {name}"),
    "risk": lazy("Risk dealt with: {name}"),
    "begins": lazy("“{name}” begins"),
    "ends": lazy("“{name}” ends"),
}


def coming(one: Coming) -> str:
    """What comes on one of the next dates.

    Args:
        one: The date.
    """
    if one.code == "promise" and one.params["side"] == OURS:
        return _("Ours: {name}").format(**one.params)
    return str(_DATES[one.code]).format(**one.params)
