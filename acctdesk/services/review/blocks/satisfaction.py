"""How satisfied the people at the client are, in their own scores and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from acctdesk.clientview import Dots, Figure, Part, Quote, Share, Slide, Stack
from acctdesk.metrics.satisfaction import CES, CSAT, FEWEST, NPS, SCALES, Score, score
from acctdesk.services.review.rows import Row
from acctdesk.services.review.said import days_words
from acctdesk.services.review.stock import Block, Material, Withheld
from acctdesk.words import _, _n, lazy, number, percent

MOST_QUOTES = 2
_YEAR = dt.timedelta(days=365)
NAMES = {
    NPS: lazy("Would you recommend us? (0 to 10)"),
    CSAT: lazy("How satisfied are you? (1 to 5)"),
    CES: lazy("How easy was it? (1 to 7)"),
}
"""What was asked."""
SHORT = {NPS: lazy("NPS"), CSAT: lazy("Satisfied"), CES: lazy("Found it easy")}
_GROUPS = {
    NPS: ((lazy("Promoters"), "good"), (lazy("Passives"), "none"), (lazy("Detractors"), "bad")),
    CSAT: ((lazy("Satisfied"), "good"), (lazy("Others"), "none")),
    CES: ((lazy("Easy"), "good"), (lazy("Others"), "none")),
}


class Satisfaction(Block):
    """Scores with how many answered; single answers where they are too few; quotes."""

    code = "satisfaction"
    label = lazy("Satisfaction")
    agenda = ("satisfaction", "feedback", "survey", "nps", "csat")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without answers."""
        answers, first, last = _in_time(material)
        if not answers:
            return ()
        parts: list[Part] = []
        notes: list[str] = []
        title = ""
        for kind in SCALES:
            its = [one for one in answers if one["type"] == kind]
            scores = [one["score"] for one in its if _fits(one)]
            if not scores:
                continue
            found = score(kind, scores)
            parts += _shown(found, scores)
            notes.append(_note(found))
            title = title or _finding(found)
        if not parts:
            return ()
        parts += quotes(material, answers)[:MOST_QUOTES]
        return (
            Slide(
                _("Satisfaction"), title, _("Answers of %s") % days_words(first, last),
                tuple(parts), _("Source: surveys, %s") % days_words(first, last),
                notes=tuple(notes),
            ),
        )  # fmt: skip

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """Comments of people who don't want to be quoted."""
        count = material.stock.rows.held_back("answer")
        return (Withheld(_("Comments and names without permission to quote"), count),) if count \
            else ()  # fmt: skip


def quotes(material: Material, answers: Sequence[Row]) -> list[Quote]:
    """What people said who let us repeat it, the newest first."""
    held = [one for one in answers if one.whole and one.text("comment").strip()]
    titles = material.stock.rows.titles({one["person_id"] for one in held if one["person_id"]})
    return [
        Quote(
            one.text("comment").strip(),
            ", ".join(
                said
                for said in (one.text("person_id"), titles.get(one["person_id"] or "", ""))
                if said
            ),
        )
        for one in held
    ]


def _in_time(material: Material) -> tuple[list[Row], dt.date, dt.date]:
    """The answers of the time that is looked at, or of the year up to its end; the newest first.

    Of somebody who answered the same question twice the newest counts.
    """
    stock = material.stock
    held = sorted(stock.all("answer"), key=lambda one: one["day"] or "", reverse=True)
    for first in (stock.first, stock.last - _YEAR):
        span = first.isoformat(), stock.last.isoformat()
        its = [one for one in held if span[0] <= (one["day"] or "") <= span[1]]
        if its:
            return its, first, stock.until
    return [], stock.first, stock.until


def _fits(one: Row) -> bool:
    least, most = SCALES[one["type"]]
    return one["score"] is not None and least <= one["score"] <= most


def _shown(found: Score, scores: Sequence[int]) -> list[Part]:
    name = str(NAMES[found.type])
    answered = _n("{n} answer", "{n} answers", found.n)
    if found.value is None:
        least, most = SCALES[found.type]
        return [Dots(name, answered, least, most, tuple(sorted(scores)))]
    shares = tuple(
        Share(
            str(label), count, f"{number(count)} ({percent(float(Fraction(count, found.n)), 0)})",
            tone,
        )
        for (label, tone), count in zip(_GROUPS[found.type], found.groups, strict=True)
    )  # fmt: skip
    return [
        Figure(_value(found, found.value), str(SHORT[found.type]), answered),
        Stack(name, answered, shares),
    ]


def _value(found: Score, value: Fraction | float) -> str:
    if found.type != NPS:
        return percent(float(value), 0)
    points = round(float(value))
    return f"+{number(points)}" if points > 0 else number(points)


def _finding(found: Score) -> str:
    if found.value is None:
        return _n("{n} of your people told us how they see it",
                  "{n} of your people told us how they see it", found.n)  # fmt: skip
    if found.type == NPS:
        return _("Of {n} who answered, {good} recommend us and {bad} don't").format(
            n=number(found.n), good=number(found.groups[0]), bad=number(found.groups[-1])
        )
    if found.type == CSAT:
        return _("{share} of those who answered are satisfied").format(
            share=_value(found, found.value)
        )
    return _("{share} of those who answered found it easy").format(share=_value(found, found.value))


def _note(found: Score) -> str:
    name = str(NAMES[found.type])
    if found.value is None or found.low is None or found.high is None:
        return _("{name}: below {fewest} answers there is no score, only the answers.").format(
            name=name, fewest=number(FEWEST)
        )
    meaning = {
        NPS: _("share of 9 and 10 less share of 0 to 6, in points"),
        CSAT: _("share of 4 and 5"),
        CES: _("share of 5, 6 and 7"),
    }[found.type]
    return _("{name}: {meaning}; n = {n}, 95 % interval {low} to {high}.").format(
        name=name, meaning=meaning, n=number(found.n), low=_value(found, found.low),
        high=_value(found, found.high),
    )  # fmt: skip
