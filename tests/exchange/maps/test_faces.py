"""What the cards of an internal map say, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from acctdesk.drawing.look import Tone
from acctdesk.exchange.maps.faces import TONES, best_ranks, is_cooling, make_faces
from acctdesk.exchange.maps.wording import QUADRANTS, TIES, speaker
from acctdesk.metrics.stakeholders import QUADRANT_CADENCE
from acctdesk.services.stakeholder import Card, Relation, StakeholderMap
from tests.services.making import Book

DAY = dt.date(2026, 3, 4)
CARD = Card("p1", "a", "Jana Ode", "CIO", "", "", "", 8, 8, "mentor", ("champion",), "in_post", "",
            "", None, False, None)  # fmt: skip


def seen(*cards: Card, relations: tuple[Relation, ...] = ()) -> StakeholderMap:
    return StakeholderMap("acme", "Acme", DAY, cards, (), (), relations, ())


def relation(member: str, strength: str, last: dt.date | None = None) -> Relation:
    return Relation("", member, "a", strength, "", "", "", last)


def word(_kind: str, _name: str, code: str) -> str:
    return code.replace("_", " ").capitalize()


def test_a_face_says_role_attitude_and_how_well_we_know_them() -> None:
    card = replace(CARD, roles=("economic_buyer", "coach"), status="leaving")
    whole = seen(card, relations=(relation("m", "brief"), relation("n", "in_depth")))
    face = make_faces(whole, word)["p1"]
    assert (face.name, face.title, face.initials) == ("Jana Ode", "CIO", "JO")
    assert face.role == "Economic buyer +1"
    assert (face.attitude, face.tone) == ("Mentor", Tone.WARM)
    assert (face.dots, face.known) == (3, "In depth")
    assert face.badge == "Leaving"
    assert make_faces(whole, word, {"p1": "Moved"})["p1"].badge == "Moved"


def test_a_placeholder_says_what_is_not_known() -> None:
    face = make_faces(seen(replace(CARD, person="", name="", roles=(), attitude="")), word)["p1"]
    assert (face.name, face.initials, face.placeholder) == ("Unknown", "?", True)
    assert (face.role, face.known, face.dots) == ("Role unfilled", "No contact", 0)
    assert (face.attitude, face.tone) == ("", None)


@pytest.mark.parametrize(
    ("days", "cadence", "cooling"),
    [(7, "", False), (8, "", True), (8, "monthly", False), (32, "monthly", True)],
)
def test_who_was_met_too_long_ago_is_cooling(days: int, cadence: str, cooling: bool) -> None:
    """Power and interest of 8 ask for a week, unless something else is agreed."""
    card = replace(CARD, cadence=cadence, last_contact=DAY - dt.timedelta(days))
    assert is_cooling(card, DAY) is cooling
    assert (make_faces(seen(card), word)["p1"].known == "Cooling") is cooling


def test_who_met_and_said_nothing_of_it_knows_each_other_briefly() -> None:
    assert best_ranks(seen(CARD, relations=(relation("m", "", DAY),))) == {"a": 1}
    assert best_ranks(seen(CARD, relations=(relation("m", "none", DAY),))) == {"a": 0}
    assert make_faces(seen(CARD), word)["p1"].known == "Not met"


def test_every_code_has_its_word_and_tone(book: Book) -> None:
    fields = book.desk.fields
    attitudes = [one.code for one in fields.field("position", "attitude").choices]
    assert list(TONES) == attitudes
    assert len(set(TONES.values())) == len(attitudes)
    ties = {one.code for one in fields.field("tie", "type").choices}
    assert {kind.value for kind in TIES} == ties | {"reports"}
    assert set(QUADRANTS) == set(QUADRANT_CADENCE)
    say = speaker(book.desk)
    assert say("position", "attitude", "mentor") == "Mentor"
    assert say("position", "attitude", "gone") == "gone"
