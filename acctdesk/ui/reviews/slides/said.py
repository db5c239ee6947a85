"""Words for the blocks that slides are made of: what each is for, and why one may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from acctdesk.words import Lazy, _, lazy, moment, number

if TYPE_CHECKING:
    from acctdesk.ui.reviews.slides.reading import Seen, Shown

ABOUT: Mapping[str, Lazy] = {
    "title": lazy("The occasion, the client, the day, who presents"),
    "agenda": lazy("The items of the agenda with their minutes"),
    "actions": lazy("Promises of last time: kept, late, open"),
    "goals": lazy("Goals the client agreed to, and how far they are"),
    "scorecard": lazy("All objectives in one table"),
    "gauges": lazy("Up to six objectives beside their targets"),
    "chart": lazy("One objective over time, with what helped"),
    "incidents": lazy("What missed its target, and what was learned"),
    "satisfaction": lazy("Scores and answers of surveys"),
    "value": lazy("What the client got out of it"),
    "map": lazy("Who works with us at the client"),
    "roadmap": lazy("What is planned, by quarter"),
    "risks": lazy("Risks and what is done about them"),
    "decisions": lazy("What is to be decided, and what was"),
    "next_actions": lazy("Actions with owner and date"),
    "quote": lazy("What somebody said who lets us repeat it"),
    "picture": lazy("An attached picture with a line of text"),
    "table": lazy("Your own table, typed or pasted"),
    "own": lazy("Your own title and text"),
}
"""By block, what it shows; of one that isn't here its name must do."""

_EMPTY: Mapping[str, Lazy] = {
    "agenda": lazy("The agenda has no items."),
    "actions": lazy("Nothing was promised last time that the client agreed to."),
    "goals": lazy("No goal is marked as agreed with the client."),
    "scorecard": lazy("No objective is marked so that the client may see it."),
    "gauges": lazy("No objective is marked so that the client may see it."),
    "chart": lazy("There is no further objective that the client may see."),
    "incidents": lazy("Nothing missed its target in this period, or the client may not see it."),
    "satisfaction": lazy("There are no answers of this period."),
    "value": lazy("No initiative that the client may see says what it was worth."),
    "map": lazy("The stakeholder map has nobody the client may see."),
    "roadmap": lazy("No initiative is marked so that the client may see it."),
    "risks": lazy("No risk is marked so that the client may see it."),
    "decisions": lazy("No decision is marked so that the client may see it."),
    "next_actions": lazy("No open promise is agreed with the client."),
    "quote": lazy("No answer may be quoted."),
    "picture": lazy("No picture is chosen."),
    "table": lazy("Nothing is written: type the rows of the table as its text."),
    "own": lazy("Nothing is written: give it a title or a text."),
}
_NOTHING = lazy("There is nothing to show yet.")


def why_empty(block: str) -> str:
    """Why a block has nothing to show, and so what would help.

    Args:
        block: Its code.
    """
    return str(_EMPTY.get(block, _NOTHING))


def place_of(one: Shown) -> str:
    """The number of a slide; from first to last where one block makes several; empty for none."""
    if one.hidden or not one.count:
        return ""
    first = number(one.first)
    return first if one.count == 1 else f"{first}–{number(one.first + one.count - 1)}"


def spoken(one: Shown) -> str:
    """A slide as a screen reader says it."""
    said = place_of(one)
    words = [_("Slide %(number)s, %(name)s") % {"number": said, "name": one.name}
             if said else one.name]  # fmt: skip
    if one.hidden:
        words.append(_("Hidden"))
    if one.empty:
        words.append(why_empty(one.block))
    if one.minutes:
        words.append(_("%s min") % number(one.minutes))
    return ", ".join(words)


def time_of(seen: Seen) -> str:
    """Minutes of the speakers beside those of the agenda; empty where nobody said any."""
    if not seen.speaks:
        return ""
    if not seen.agenda:
        return _("%s min spoken") % number(seen.speaks)
    told = {"speaks": number(seen.speaks), "agenda": number(seen.agenda)}
    if seen.speaks > seen.agenda:
        return _("{speaks} min spoken, {agenda} on the agenda: too long").format(**told)
    return _("{speaks} of {agenda} min spoken").format(**told)


def note_of(seen: Seen) -> str:
    """What is to be known of the slides as a whole; empty for nothing."""
    if seen.why_not:
        return seen.why_not[:1].upper() + seen.why_not[1:]
    if seen.frozen and seen.meeting.frozen is not None:
        return _("Frozen %s: these slides stay as they were shown.") % moment(seen.meeting.frozen)
    if seen.usual:
        return _("Nobody chose slides yet: these are the usual ones.")
    return ""
