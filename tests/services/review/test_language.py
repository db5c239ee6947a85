"""A deck speaks its client's language, down to dates and numbers, and says so where it can't."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from acctdesk import words
from acctdesk.compose import Desk
from acctdesk.services.review.decks import Built
from acctdesk.words import _, _n, date, number, speaking, speaks
from acctdesk.workspace import Workspace
from tests.canaries import NOW, Canaries, planted


@pytest.fixture(scope="module")
def nest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    path = tmp_path_factory.mktemp("language") / "book.acctdesk"
    Workspace.create(path).close()
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as made:
        return path, planted(made)


@pytest.fixture
def desk(nest: tuple[Path, Canaries], tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(nest[0], tmp_path / "book.acctdesk")
    with Desk(Workspace.open(tmp_path / "book.acctdesk"), today=NOW.date, now=lambda: NOW) as made:
        yield made


class Listening(NullTranslations):
    """A catalogue that remembers what it was asked for and doesn't have."""

    def __init__(self, held: NullTranslations) -> None:
        super().__init__()
        self.held = held
        self._info = held.info()
        self.known: set[str] = set()
        self.lost: set[str] = set()

    def gettext(self, message: str) -> str:
        known = message in self.held._catalog  # type: ignore[attr-defined]
        (self.known if known else self.lost).add(message)
        return self.held.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        known = (msgid1, 0) in self.held._catalog  # type: ignore[attr-defined]
        (self.known if known else self.lost).add(msgid1)
        return self.held.ngettext(msgid1, msgid2, n)


def in_language(desk: Desk, nest: tuple[Path, Canaries], language: str) -> Built:
    desk.meetings.edit(nest[1].meeting, {"language": language})
    return desk.decks.build(nest[1].meeting)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", ("Quelle: Service-Desk", "Wer", "Zielwert", "Nov. 2026", "Verfehlt", "Q4 2026")),
        ("fr", ("Source : centre", "Qui", "Objectif", "nov. 2026", "Manqué", "T4 2026")),
    ],
)
def test_every_word_of_a_deck_is_of_its_language(
    desk: Desk,
    nest: tuple[Path, Canaries],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    told: tuple[str, ...],
) -> None:
    """Each message that was asked for while the deck was made had a translation."""
    real = words._catalogue(language)
    assert real is not None
    listening = Listening(real)
    monkeypatch.setattr(words, "_catalogue", lambda tag: listening if tag == language else None)
    built = in_language(desk, nest, language)
    assert listening.lost == set()
    assert len(listening.known) > 100
    texts = "\n".join(built.deck.texts())
    for said in told:
        assert said in texts
    # No message of ours stands there in English, where the language says it otherwise.
    cells = set(built.deck.texts())
    for message in listening.known:
        if real.gettext(message) != message:
            assert message not in cells, message


def test_the_window_goes_on_in_its_own_language(desk: Desk, nest: tuple[Path, Canaries]) -> None:
    built = in_language(desk, nest, "de")
    assert any(one.label == "Contact log" for one in built.withheld)
    assert built.warnings == ("Nothing to show: Picture",)
    assert _("Service levels") == "Service levels"


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("de", "de"), ("de-AT", "de-AT"), ("en-GB", "en-GB"), ("en", "en"), ("ja", "en-GB"),
     ("xx", "en-GB")],
)  # fmt: skip
def test_a_language_that_is_not_spoken_is_told(
    desk: Desk, nest: tuple[Path, Canaries], asked: str, spoken: str
) -> None:
    built = in_language(desk, nest, asked) if asked != "xx" else _of_account(desk, nest, asked)
    assert built.deck.language == spoken
    assert any("doesn't speak" in one for one in built.warnings) is (asked != spoken)


def _of_account(desk: Desk, nest: tuple[Path, Canaries], language: str) -> Built:
    with desk.context.write("Language") as unit:
        unit.update("account", nest[1].account, {"language": language})
        unit.update("meeting", nest[1].meeting, {"language": None})
        unit.commit()
    return desk.decks.build(nest[1].meeting)


def test_dates_and_numbers_are_written_as_the_language_writes_them() -> None:
    with speaking("de"):
        assert date("2026-10-14") == "14. Okt. 2026"
        assert date("2026-10") == "Okt. 2026"
        assert number(1234.5) == "1.234,5"
        assert _n("{n} answer", "{n} answers", 1200) == "1.200 Antworten"
    with speaking("en-GB"):
        assert date("2026-10-14") == "14 Oct 2026"
    assert speaks("de-CH")
    assert not speaks("")
    assert not speaks("tlh")
