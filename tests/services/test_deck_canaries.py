"""A client's deck holds no token of what isn't theirs to see, and the search for tokens works."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.clientview import Deck
from acctdesk.compose import Desk
from acctdesk.models.catalogue import Audience, Catalogue
from acctdesk.services.review.blocks import BLOCKS
from acctdesk.services.review.decks import Built
from acctdesk.services.review.freezing import changed, freeze, thaw
from acctdesk.services.review.withholding import GROUPS
from acctdesk.workspace import Workspace
from tests.canaries import NOW, PNG, Canaries, planted

pytestmark = pytest.mark.slow

INTERNAL = Path(__file__).parent / "review" / "data" / "internal_fields.txt"
"""Every field of which nobody has said that a client may see it. A new line is a decision: it says
that the field stays with us. A line that goes says that it doesn't."""

SHOWN = {
    "account.name", "agenda_item.title", "answer.comment", "decision.outcome", "decision.title",
    "goal.measure", "goal.name", "goal.summary", "goal.unit", "initiative.name", "initiative.value",
    "meeting.place", "meeting.title", "member.name", "objective.name", "outage.summary",
    "person.name", "position.title", "promise.evidence", "promise.title", "risk.name",
    "risk.response", "service.name", "slide.body", "slide.deck_notes", "slide.outlook",
    "slide.subtitle", "slide.title", "ticket.category", "ticket.number", "ticket.priority",
    "ticket.title", "unit.name",
}  # fmt: skip
"""The fields that a deck of all blocks shows."""


@pytest.fixture(scope="module")
def nest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    """A closed workspace full of tokens."""
    path = tmp_path_factory.mktemp("canaries") / "book.acctdesk"
    Workspace.create(path).close()
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as made:
        return path, planted(made)


@pytest.fixture
def canaries(nest: tuple[Path, Canaries]) -> Canaries:
    return nest[1]


@pytest.fixture
def desk(nest: tuple[Path, Canaries], tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(nest[0], tmp_path / "book.acctdesk")
    with Desk(Workspace.open(tmp_path / "book.acctdesk"), today=NOW.date, now=lambda: NOW) as made:
        yield made


def everything(deck: Deck) -> list[str]:
    """All that can be read of a deck, in whatever form."""
    return [*deck.texts(), freeze(deck), repr(deck)]


def test_every_block_shows_what_is_released_and_no_token(desk: Desk, canaries: Canaries) -> None:
    built = desk.decks.build(canaries.meeting)
    texts = everything(built.deck)
    assert canaries.leaks(texts) == []
    assert canaries.keys(texts) >= SHOWN
    assert {one.block for one in desk.meetings.detail(canaries.meeting).slides} == {
        one.code for one in BLOCKS
    }
    # Each block has slides, the one with a picture of the other client alone has none.
    assert built.warnings == ("Nothing to show: Picture",)
    assert PNG in [part.data for slide in built.deck.slides for part in slide.parts
                   if hasattr(part, "data")]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de", "fr", "nl"])
def test_no_language_lets_a_token_through(desk: Desk, canaries: Canaries, language: str) -> None:
    desk.meetings.edit(canaries.meeting, {"language": language})
    assert canaries.leaks(everything(desk.decks.build(canaries.meeting).deck)) == []


@pytest.mark.parametrize("period", ["2026-Q4", "2026-Q3", "2026-11", "2025"])
def test_a_deck_without_a_review_shows_no_token(
    desk: Desk, canaries: Canaries, period: str
) -> None:
    assert canaries.leaks(everything(desk.decks.for_period(canaries.account, period).deck)) == []


def test_what_is_withheld_is_told_by_kind_and_count_alone(desk: Desk, canaries: Canaries) -> None:
    built = desk.decks.build(canaries.meeting)
    labels = [one.label for one in built.withheld]
    assert len(labels) == len(set(labels))
    assert {str(label) for label, _kinds in GROUPS} <= set(labels)
    assert not canaries.seen([*labels, *built.warnings])
    counts = {one.label: one.count for one in built.withheld}
    assert counts["Promises that aren't agreed"] == 3
    assert counts["Objectives not flagged for the client"] == 2
    assert counts["Comments and names without permission to quote"] == 2
    assert counts["Health and its reason"] == 1
    assert all(one.count > 0 for one in built.withheld)


def test_speaker_notes_stand_beside_the_deck(desk: Desk, canaries: Canaries) -> None:
    built = desk.decks.build(canaries.meeting)
    assert len(built.notes) == len(built.minutes) == len(built.rows) == len(built.deck.slides)
    assert canaries.leaks(built.notes)
    assert canaries.keys(built.notes) == {"slide.speaker_notes"}
    kept = desk.decks.frozen(canaries.meeting)
    assert kept is not None
    assert canaries.leaks([kept.content, kept.withheld]) == []


def test_the_other_client_is_not_named_by_a_slip(desk: Desk, canaries: Canaries) -> None:
    """A promise of ours that names somebody of theirs is shown without that name."""
    wrong = [
        one for one in desk.promises.of_account(canaries.account).promises
        if one.person and canaries.leaks([one.person.name])
    ]  # fmt: skip
    assert wrong
    texts = everything(desk.decks.build(canaries.meeting).deck)
    for one in wrong:
        assert one.person is not None
        assert one.person.name not in "".join(texts)
    assert any(one.title in "".join(texts) for one in wrong)


# -- the search works --------------------------------------------------------------------------


def test_what_we_see_ourselves_is_full_of_tokens(desk: Desk, canaries: Canaries) -> None:
    detail = desk.meetings.detail(canaries.meeting)
    account = desk.records.get("account", canaries.account)
    told = [
        repr(detail),
        repr(account.values),
        repr(desk.promises.of_account(canaries.account)),
        repr(desk.stakeholders.map(canaries.account)),
        repr(desk.service_levels.panel()),
        repr(desk.service_levels.tickets(canaries.other)),
    ]
    found = canaries.leaks(told)
    for where in (
        "ours slide.speaker_notes", "ours account.notes", "ours account.annual_value",
        "kept promise.title", "kept objective.name", "theirs objective.name",
        "theirs ticket.title", "ours agenda_item.note",
    ):  # fmt: skip
        assert any(one.startswith(where) for one in found), where


def test_a_token_in_any_place_of_a_deck_is_found(desk: Desk, canaries: Canaries) -> None:
    """Each text of the deck in turn gets one, and each is found."""
    deck = desk.decks.build(canaries.meeting).deck
    count = 0

    def counted(text: str) -> str:
        nonlocal count
        count += 1
        return text

    changed(deck, counted)
    token = sorted(one for one in canaries.forbidden if not one.isdigit())[0]
    assert count > 500
    for place in range(0, count, 97):
        at = -1

        def planted_at(text: str, place: int = place) -> str:
            nonlocal at
            at += 1
            return f"{text} {token}" if at == place else text

        leaky = changed(deck, planted_at)
        assert canaries.leaks(leaky.texts())
        assert canaries.leaks([freeze(leaky)])
        assert thaw(freeze(leaky)) == leaky


def test_numbers_are_found_however_they_are_written(canaries: Canaries) -> None:
    number = next(one for one in canaries.forbidden if one.isdigit() and len(one) == 9)
    for text in (number, f"{int(number):,}", f"€ {int(number):,}".replace(",", "."),
                 f"{int(number):,}".replace(",", "\u202f")):  # fmt: skip
        assert canaries.leaks([f"about {text} a year"]), text
    assert not canaries.leaks(["12,345 and 2026", "0.1951", "19513"])
    for text in ("since 1951", "1951-03-05", "5 Mar 1951.", "DTSTART:19510305"):
        assert canaries.leaks([text]) == ["any date 0"], text


# -- audiences ---------------------------------------------------------------------------------


def shut(whole: Catalogue, key: str) -> Catalogue:
    """A catalogue in which one field has turned internal."""
    kind, name = key.split(".")
    return Catalogue(
        dataclasses.replace(
            one,
            fields={
                **one.fields,
                name: dataclasses.replace(one.fields[name], audience=Audience.INTERNAL),
            },
        )
        if one.name == kind
        else one
        for one in whole.kinds()
    )


def rebuilt(desk: Desk, canaries: Canaries, catalogue: Catalogue) -> Built:
    desk.context._catalogue = catalogue
    return desk.decks.build(canaries.meeting)


def test_a_field_that_turns_internal_is_gone_and_the_deck_still_stands(
    desk: Desk, canaries: Canaries
) -> None:
    """The audience decides, not a list of names beside it."""
    whole, keys = desk.context.catalogue, sorted(SHOWN)
    for part in (keys[at::8] for at in range(8)):
        shut_some = whole
        for key in part:
            shut_some = shut(shut_some, key)
        left = canaries.keys(everything(rebuilt(desk, canaries, shut_some).deck))
        assert not left & set(part)
        assert len(SHOWN - left) < len(SHOWN) / 2, part


def test_every_released_field_may_turn_internal(desk: Desk, canaries: Canaries) -> None:
    """Dates, states and numbers as well: no block needs a field to be released."""
    whole = desk.context.catalogue
    kinds = ("meeting", "agenda_item", "promise", "goal", "decision", "risk", "initiative",
             "answer", "slide", "position", "account")  # fmt: skip
    for kind in kinds:
        shut_all = whole
        for one in whole.kind(kind).fields.values():
            if one.audience is Audience.CLIENT:
                shut_all = shut(shut_all, one.key)
        deck = rebuilt(desk, canaries, shut_all).deck
        left = canaries.keys(everything(deck))
        assert not [key for key in left if key.startswith(f"{kind}.")], kind


def test_every_field_is_for_clients_or_written_down_as_ours(desk: Desk) -> None:
    found = sorted(
        field.key
        for kind in desk.workspace.tables.catalogue.kinds()
        for field in kind.fields.values()
        if field.audience is not Audience.CLIENT
    )
    known = INTERNAL.read_text("utf-8").split()
    assert known == sorted(known)
    assert found == known, "a field is new or has changed its audience: decide, and write it down"
