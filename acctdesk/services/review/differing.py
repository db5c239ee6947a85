"""What differs between a deck as it was shown and the same deck made now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from acctdesk.clientview import (
    Contact,
    Deck,
    Dots,
    Figure,
    Gauge,
    Part,
    Picture,
    Quote,
    Roadmap,
    Series,
    Slide,
    Stack,
    Table,
    Text,
    Tree,
)
from acctdesk.words import _

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that isn't any more as it was shown.

    Attributes:
        slide: Name of the slide.
        what: What of it: "Title", "Service desk · Target", "Actual · Sep 2026".
        then: What was shown; empty when it wasn't there.
        now: What would be shown; empty when it wouldn't be there.
    """

    slide: str
    what: str
    then: str
    now: str


def differences(then: Deck, now: Deck) -> tuple[Difference, ...]:
    """What of a deck would be shown otherwise today, in the order of the slides.

    Slides are told by their names; several of one name by their order. Prepared details and
    pictures count as well; sources and notes don't, which name the day they are of and repeat what
    is shown.

    Args:
        then: The deck as it was shown.
        now: The deck as it is made now, in the same language.
    """
    before, after = dict(_slides(then)), dict(_slides(now))
    found = []
    for key, slide in before.items():
        if key not in after:
            found.append(Difference(slide.name, _("Slide"), _headed(slide), ""))
            continue
        old, new = dict(_numbered(slide)), dict(_numbered(after[key]))
        for what in [*old, *(one for one in new if one not in old)]:
            was, is_now = old.get(what, ""), new.get(what, "")
            if was != is_now:
                found.append(Difference(slide.name, what, was, is_now))
    found += [
        Difference(slide.name, _("Slide"), "", _headed(slide))
        for key, slide in after.items()
        if key not in before
    ]
    return tuple(found)


def _headed(slide: Slide) -> str:
    return slide.title or slide.name or _("Without a title")


def _slides(deck: Deck) -> Iterator[tuple[tuple[str, int], Slide]]:
    seen: Counter[str] = Counter()
    for one in (each for slide in deck.slides for each in (slide, *slide.more)):
        seen[one.name] += 1
        yield (one.name, seen[one.name]), one


def _numbered(slide: Slide) -> Iterator[tuple[str, str]]:
    """Everything a slide says, each under a label of its own."""
    seen: Counter[str] = Counter()
    for label, text in _said(slide):
        seen[label] += 1
        yield (label if seen[label] == 1 else f"{label} ({seen[label]})"), text


def _said(slide: Slide) -> Iterator[tuple[str, str]]:
    yield _("Title"), slide.title
    yield _("Subtitle"), slide.subtitle
    for part in slide.parts:
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[tuple[str, str]]:
    match part:
        case Text():
            yield _("Text"), part.text
        case Table():
            for row in part.rows:
                for heading, cell in zip(part.headings[1:], row[1:], strict=True):
                    yield _label(row[0], heading), cell
                if len(row) == 1:
                    yield part.headings[0], row[0]
        case Gauge():
            yield part.name, _BETWEEN.join(one for one in (part.value, part.state) if one)
            yield _label(part.name, _("Target")), part.target
        case Figure():
            yield part.name, part.value
        case Series():
            for line in part.lines:
                for label, text in zip(part.labels, line.texts, strict=True):
                    yield _label(line.name, label), text
        case Stack():
            for share in part.shares:
                yield _label(part.name, share.name), share.text
        case Dots():
            yield part.name, ", ".join(str(one) for one in sorted(part.at))
        case Roadmap():
            for stretch in part.stretches:
                told = _BETWEEN.join(one for one in (stretch.when, stretch.state) if one)
                yield stretch.name, told
        case Tree():
            for node in part.nodes:
                above = part.nodes[node.above].lines if node.above >= 0 else ()
                yield _BETWEEN.join(node.lines), above[0] if above else "–"
        case Quote():
            yield part.by or _("Quote"), part.text
        case Contact():
            yield part.name, _BETWEEN.join(one for one in list(part.texts())[1:] if one)
        case Picture():
            yield _("Picture"), part.alt


def _label(*parts: str) -> str:
    return _BETWEEN.join(one for one in parts if one)
