"""The map as we see it: attitudes, roles, ties and relationships, marked internal throughout."""

from __future__ import annotations

from collections.abc import Iterable

from acctdesk.drawing.card import Face
from acctdesk.drawing.chart import Aside, Link, chart
from acctdesk.drawing.framing import Frame
from acctdesk.drawing.geometry import UNMOVED, Point
from acctdesk.drawing.look import Kind, Measure, Tone
from acctdesk.drawing.quadrants import Spot, Words, quadrants
from acctdesk.drawing.scene import Scene
from acctdesk.exchange.maps.faces import TONES, make_faces
from acctdesk.exchange.maps.wording import QUADRANTS, TIES, Word, as_of
from acctdesk.metrics.stakeholders import HIGH, QUADRANT_CADENCE
from acctdesk.services.stakeholder import StakeholderMap
from acctdesk.words import _, _n


def internal_chart(seen: StakeholderMap, word: Word, measure: Measure) -> Scene:
    """Draw the organisation with all that is known of it.

    Args:
        seen: The map.
        word: Says codes in words.
        measure: Says how wide words are.
    """
    by_position = make_faces(seen, word)
    cards = [card for card in seen.cards if not card.parked]
    places = {card.position: at for at, card in enumerate(cards)}
    parked = tuple(by_position[card.position] for card in seen.cards if card.parked)
    links = [
        Link(places[tie.start], places[tie.end], kind, str(TIES[kind]), tie.strength)
        for tie in seen.ties
        if tie.start in places and tie.end in places and (kind := Kind(tie.type))
    ]
    kinds = [Kind.REPORTS] if any(card.manager in places for card in cards) else []
    kinds += [kind for kind in Kind if any(link.kind is kind for link in links)]
    legend: list[tuple[Kind | Tone, str]] = [(kind, str(TIES[kind])) for kind in kinds]
    legend += _attitudes(by_position.values())
    title = _("Stakeholders of %s") % seen.account_name
    return chart(
        [by_position[card.position] for card in cards],
        [places.get(card.manager) for card in cards],
        Frame(title, _note(seen), legend, _("Internal")),
        measure,
        links=links,
        moves=[Point(*card.shift) if card.shift else UNMOVED for card in cards],
        aside=Aside(_("Parked"), parked),
    )


def internal_grid(seen: StakeholderMap, word: Word, measure: Measure) -> Scene:
    """Draw everybody between power and interest; who has no place there is counted in the note.

    Args:
        seen: The map.
        word: Says codes in words.
        measure: Says how wide words are.
    """
    by_position = make_faces(seen, word)
    spots = [
        Spot(by_position[card.position], card.power, card.interest)
        for card in seen.cards
        if card.power is not None and card.interest is not None
    ]
    note = _note(seen)
    if missing := len(seen.cards) - len(spots):
        left = _n("{n} person without power or interest", "{n} without power or interest", missing)
        note = f"{note} · {left}"
    words = Words(
        _("Power"),
        _("Interest"),
        (
            _quadrant("manage_closely", word),
            _quadrant("keep_satisfied", word),
            _quadrant("keep_informed", word),
            _quadrant("monitor", word),
        ),
    )
    legend: list[tuple[Kind | Tone, str]] = [*_attitudes(spot.face for spot in spots)]
    title = _("Power and interest at %s") % seen.account_name
    frame = Frame(title, note, legend, _("Internal"))
    return quadrants(spots, words, frame, measure, high=HIGH)


def _quadrant(code: str, word: Word) -> tuple[str, str]:
    return str(QUADRANTS[code]), word("position", "cadence", QUADRANT_CADENCE[code])


def _attitudes(faces: Iterable[Face]) -> list[tuple[Tone, str]]:
    """The attitudes that occur, with their words, the warmest first."""
    said = {face.tone: face.attitude for face in faces if face.tone is not None}
    return [(tone, said[tone]) for tone in TONES.values() if tone in said]


def _note(seen: StakeholderMap) -> str:
    return _("%s · Internal, not for the client") % as_of(seen.day)
