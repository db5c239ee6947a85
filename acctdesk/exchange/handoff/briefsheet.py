"""What has to be known of each account, as a sheet that is read and printed page by page."""

from __future__ import annotations

from typing import Any

from acctdesk.exchange.grids.looks import Looks
from acctdesk.exchange.handoff import wording
from acctdesk.exchange.handoff.layout import MARK
from acctdesk.exchange.handoff.paper import ALARM, GREY, LINE, Paper, Piece
from acctdesk.services.handover.brief import HIGH, AccountBrief, Brief, Level, Owed, Who
from acctdesk.services.promise import OURS
from acctdesk.words import _, _n, date

BRIEF = "brief"
"""What the sheet's hidden first row says after the mark."""

_RULE = {"bottom": 1, "bottom_color": LINE}
_QUIET = {"font_color": GREY}
_AFTER = {"align": "left", "indent": 1}
"""A column that follows figures."""
_STATES = {"met": "✓", "at_risk": "▲", "breached": "✕", "no_data": "○"}
_WIDTHS = (20, 22, 20, 13, 22, 22)


def write_brief(sheet: Any, looks: Looks, brief: Brief) -> None:
    """Write the brief.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook.
        brief: The brief, in the order in which it is told.
    """
    paper = Paper(sheet, looks, _WIDTHS, f"{MARK}{BRIEF}")
    for place, one in enumerate(brief.accounts):
        if place:
            paper.gap()
            paper.page_break()
        _account(paper, one)
    paper.close()
    sheet.set_portrait()
    sheet.set_header(f"&L{_('Brief')}&R{date(brief.day)}")
    sheet.set_footer(f"&L&B{_('Internal')}&R&P / &N")
    sheet.set_tab_color(ALARM)


def _account(paper: Paper, one: AccountBrief) -> None:
    paper.title(one.name)
    texts: list[tuple[str, str]] = []
    short: list[tuple[str, str]] = []
    for code, value in one.facts:
        told = wording.fact(code, value)
        (texts if code in wording.TEXTS else short).append(told)
    _facts(paper, short)
    _top(paper, one)
    _who(paper, one)
    _levels(paper, one)
    _promises(paper, one)
    _dates(paper, one)
    if texts:
        _section(paper, _("What they want"))
        for name, words in texts:
            paper.fact(name, words)
    if one.team:
        _section(paper, _("Our team"))
        for member in one.team:
            paper.line(
                Piece(member.name),
                Piece(wording.roles_of_ours(member), 2),
                Piece(wording.contact_of(member), 3, _QUIET),
            )


def _section(paper: Paper, words: str) -> None:
    paper.gap()
    paper.heading(words)


def _facts(paper: Paper, facts: list[tuple[str, str]]) -> None:
    """Facts of a word or two, two in a line."""
    for start in range(0, len(facts), 2):
        pieces = []
        for name, words in facts[start : start + 2]:
            pieces += [Piece(name, 1, _QUIET), Piece(words, 2)]
        paper.line(*pieces)


def _top(paper: Paper, one: AccountBrief) -> None:
    _section(paper, _("Top things to know"))
    if not one.top:
        paper.words(_("Nothing asks for attention."), **_QUIET)
    for thing in one.top:
        news, detail = wording.thing(thing)
        sign, word = wording.SIGNS[thing.severity], str(wording.SEVERITIES[thing.severity])
        alarm = {"font_color": ALARM} if thing.severity == HIGH else {}
        paper.line(
            Piece(f"{sign} {word}", 1, {**alarm, **_RULE}),
            Piece(news, 3, {"bold": True, **_RULE}),
            Piece(detail, 2, {**_QUIET, **_RULE}),
        )


def _who(paper: Paper, one: AccountBrief) -> None:
    if not one.who:
        return
    _section(paper, _("Who matters"))
    paper.heads(
        Piece(_("Name")), Piece(_("Title")), Piece(_("Role")), Piece(_("Attitude")),
        Piece(_("Contact"), 2),
    )  # fmt: skip
    for who in one.who:
        paper.line(*_person(who))
    _more(paper, one, "who")


def _person(who: Who) -> tuple[Piece, ...]:
    known = _("known to %s") % ", ".join(who.ours) if who.ours else _("known to none of us")
    contact = [wording.contact_of(who), known]
    return (
        Piece(who.name, 1, {"bold": True, **_RULE}),
        Piece(who.title, 1, _RULE),
        Piece(wording.roles_of(who), 1, _RULE),
        Piece(wording.attitude_of(who), 1, _RULE),
        Piece("\n".join(filter(None, contact)), 2, {**_QUIET, **_RULE}),
    )


def _levels(paper: Paper, one: AccountBrief) -> None:
    if not one.levels:
        return
    _section(paper, _("Service levels"))
    right = {"align": "right"}
    paper.heads(
        Piece(_("What was promised"), 2), Piece(_("Service")), Piece(_("Attained"), 1, right),
        Piece(_("Promised"), 1, right), Piece(_("State"), 1, _AFTER),
    )  # fmt: skip
    for level in one.levels:
        paper.line(*_level(level))
    _more(paper, one, "levels")


def _level(level: Level) -> tuple[Piece, ...]:
    when = wording.period_of(level.period, level.first, level.last, running=level.running)
    words = {
        "met": _("Met"),
        "at_risk": _("At risk"),
        "breached": _("Breached"),
        "no_data": _("No data"),
    }.get(level.state, level.state)
    alarm = {"font_color": ALARM} if level.state == "breached" else {}
    right = {"align": "right", **_RULE}
    return (
        Piece(f"{level.name}\n{when}", 2, _RULE),
        Piece(level.service, 1, {**_QUIET, **_RULE}),
        Piece(wording.attained(level), 1, right),
        Piece(wording.promised(level), 1, right),
        Piece(f"{_STATES.get(level.state, '○')} {words}", 1, {**_AFTER, **alarm, **_RULE}),
    )


def _promises(paper: Paper, one: AccountBrief) -> None:
    if not one.promises:
        return
    _section(paper, _("Open promises"))
    paper.heads(Piece(_("What"), 3), Piece(_("Whose")), Piece(_("Who keeps it")), Piece(_("Due")))
    for owed in one.promises:
        paper.line(*_promise(owed))
    _more(paper, one, "promises")


def _promise(owed: Owed) -> tuple[Piece, ...]:
    due = date(owed.due) if owed.due else _("no date")
    late = _n("✕ {n} day late", "✕ {n} days late", owed.late) if owed.late else ""
    alarm = {"font_color": ALARM} if owed.late else {}
    return (
        Piece(owed.title, 3, _RULE),
        Piece(_("Ours") if owed.side == OURS else _("Theirs"), 1, _RULE),
        Piece(owed.owner or _("nobody is named"), 1, _RULE),
        Piece("\n".join(filter(None, (due, late))), 1, {**alarm, **_RULE}),
    )


def _dates(paper: Paper, one: AccountBrief) -> None:
    if not one.dates:
        return
    _section(paper, _("Next dates"))
    for coming in one.dates:
        paper.line(Piece(date(coming.day), 1, _QUIET), Piece(wording.coming(coming), 5))


def _more(paper: Paper, one: AccountBrief, of: str) -> None:
    more = one.more.get(of, 0)
    if more:
        paper.words(_n("and {n} more", "and {n} more", more), **_QUIET)
