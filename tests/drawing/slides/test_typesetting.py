"""Words broken into lines: nothing lost, nothing wider than its room, nothing torn apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.clientview import Picture
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.slides.block import evenly
from acctdesk.drawing.slides.layout import shared
from acctdesk.drawing.slides.pictures import fitted, picture_size
from acctdesk.drawing.slides.style import Remembered, readable
from acctdesk.drawing.slides.typesetting import cut_text, from_right, set_text
from tests import decks
from tests.drawing.measuring import Even

EVEN = Even()


def lines(text: str, room: float, size: float = 20.0) -> tuple[str, ...]:
    return set_text(text, room, size, 400, EVEN).lines


def test_lines_break_at_spaces_and_keep_their_own_breaks() -> None:
    assert lines("one two three", 80.0) == ("one two", "three")
    assert lines("one\n\ntwo", 80.0) == ("one", "", "two")
    assert lines("", 80.0) == ()
    assert lines("  \n ", 80.0) == ()


def test_a_number_keeps_its_per_cent_sign() -> None:
    assert lines("it was 99.9 %", 110.0) == ("it was", "99.9 %")
    assert lines("a\u00a0b c", 40.0) == ("a\u00a0b", "c")


def test_a_long_word_breaks_after_a_sign_else_between_letters() -> None:
    assert lines("somebody@northwind-logistics.example", 200.0) == (
        "somebody@northwind-", "logistics.example",
    )  # fmt: skip
    assert lines("abcdefghij", 50.0) == ("abcde", "fghij")


def test_letters_stay_with_their_marks() -> None:
    family = "👩\u200d👩\u200d👧"
    for one in lines(family * 3, 30.0):
        assert one.startswith("👩")
        assert not one.endswith("\u200d")
    assert lines("e\u0301" * 4, 20.0) == ("e\u0301",) * 4


@given(st.text(max_size=200), st.floats(10, 400))
def test_nothing_is_lost_and_nothing_too_wide(text: str, room: float) -> None:
    found = lines(text, room)
    assert "".join("".join(found).split()) == "".join(text.split())
    for one in found:
        # A single letter with its marks may be wider than its room.
        assert EVEN.width(one, 20.0, 400) <= room or len(one) <= 12 or "\u200d" in one


@given(st.text(max_size=300), st.floats(40, 400), st.floats(0, 300))
def test_cutting_loses_nothing(text: str, room: float, height: float) -> None:
    first, second = cut_text(text, room, height, 20.0, 400, EVEN)
    assert "".join((first + second).split()) == "".join(text.split())
    assert set_text(first, room, 20.0, 400, EVEN).height <= height + 0.01


def test_the_first_letter_that_says_so_decides_the_way() -> None:
    assert from_right(decks.HEBREW)
    assert from_right("12 " + decks.ARABIC)
    assert not from_right("Tom " + decks.HEBREW)
    assert not from_right("12 %")


@pytest.mark.parametrize("colour", ["#ffd400", "#ffffff", "#0b5cad", "#00ff00"])
def test_every_accent_can_be_read_on_white(colour: str) -> None:
    def light(told: str) -> float:
        parts = [int(told[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
                  for one in parts]  # fmt: skip
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert 1.05 / (light(readable(colour)) + 0.05) >= 4.5
    assert readable("#0b5cad") == "#0b5cad"
    assert readable("red; x") == "#0b5cad"


def test_what_was_measured_is_remembered() -> None:
    asked = []

    class Asked(Even):
        def width(self, text: str, size: float, weight: int) -> float:
            asked.append(text)
            return super().width(text, size, weight)

    measure = Remembered(Asked())
    assert measure.width("a", 20.0, 400) == measure.width("a", 20.0, 400) == 10.0
    assert asked == ["a"]


def test_slides_are_filled_evenly() -> None:
    assert [evenly(count, 13) for count in (13, 14, 40)] == [13, 7, 10]
    assert shared([(100, 200, False), (100, 100, True)], 500) == [200, 264]
    assert shared([(100, 300, False), (100, 300, False)], 336) == [150, 150]


def test_sizes_of_pictures_are_read_from_their_first_bytes() -> None:
    assert picture_size(decks.picture(31, 17)) == (31.0, 17.0)
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 10 + b"\xff\xc0\x00\x11\x08\x00\x11\x00\x1f"
    assert picture_size(Picture(jpeg + b"\0" * 9, "image/jpeg", "")) == (31.0, 17.0)
    for data in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00\x04ab"):
        for kind in ("image/png", "image/jpeg", "image/svg+xml"):
            assert picture_size(Picture(data, kind, "")) is None
    assert fitted((2.0, 1.0), Rect(0, 0, 100, 100)) == Rect(0, 25, 100, 50)
