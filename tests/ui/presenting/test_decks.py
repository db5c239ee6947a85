"""Decks with everything there is, presented as they are drawn for clients."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from acctdesk.clientview import Deck
from acctdesk.ui.presenting.drawn import parted
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.session import Presenting, draw_slide
from acctdesk.ui.presenting.talk import Cue, Talk, steps_of
from acctdesk.ui.presenting.wording import OWN, place
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import speaking
from tests import decks
from tests.ui.presenting.reading import texts_of, unknown
from tests.ui.presenting.standin import TOKEN

ALL = pytest.mark.parametrize("make", [decks.review, decks.trying, decks.german])
Make = Callable[[], Deck]


def talk_of(make: Make) -> Talk:
    deck = make()
    return parted(Talk(deck, (Cue(f"{TOKEN} note", 3),) * len(deck.slides), taken=TOKEN))


@ALL
def test_every_slide_and_detail_is_drawn_and_says_only_what_is_in_it(
    make: Make, qtbot: QtBot
) -> None:
    deck = talk_of(make).deck
    steps = steps_of(deck)
    pictures = Pictures(deck, draw_slide)
    size = QSize(320, 180)
    pictures.wish("test", 0, steps, size)
    qtbot.waitUntil(
        lambda: all(pictures.picture(one, size) is not None for one in steps), timeout=20_000
    )
    known = set(re.findall(r"\w+", " ".join(deck.texts())))
    for step in steps:
        for spot in pictures.spots(step):
            said = set(re.findall(r"\w+", spot.words))
            assert said <= known, (step, spot.words)
    pictures.stop()


@ALL
def test_nothing_is_said_that_is_not_in_the_deck(make: Make, theme: Theme, qtbot: QtBot) -> None:
    talk = talk_of(make)
    deck = talk.deck
    main = QMainWindow()
    qtbot.addWidget(main)
    session = Presenting(theme, main, talk)
    session.begin(QGuiApplication.primaryScreen())
    assert session.client is not None
    count, said = len(deck.slides), set()
    with speaking(deck.language):
        allowed = {*deck.texts(), *map(str, OWN)}
        for step in steps_of(deck):
            session.course.go(step)
            allowed |= {place(step.slide + 1, count, step.detail)}
            said |= texts_of(session.client)
    session.keyboard.do("overview")
    said |= texts_of(session.client)
    session.leave()
    assert unknown(said, allowed) == set()
    assert not any(TOKEN in one for one in said)
