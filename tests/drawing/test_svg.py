"""What is written as SVG is well formed, holds every word, and fetches and runs nothing."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import (
    Anchor,
    Box,
    Close,
    Curve,
    Group,
    Ink,
    Line,
    Move,
    Oval,
    Path,
    Picture,
    Scene,
    Shape,
    Text,
)
from acctdesk.drawing.svg import to_svg

BOUNDS = Rect(-10, -5, 320, 200)
NS = "{http://www.w3.org/2000/svg}"


def read(*shapes: Shape) -> ET.Element:
    return ET.fromstring(to_svg(Scene(BOUNDS, shapes)))


def test_a_scene_says_what_it_is() -> None:
    root = ET.fromstring(to_svg(Scene(BOUNDS, (), "Map <of> Acme", "12 people", "#ffffff")))
    assert root.tag == NS + "svg"
    assert root.get("viewBox") == "-10 -5 320 200"
    assert (root.get("width"), root.get("height"), root.get("role")) == ("320", "200", "img")
    assert root.findtext(NS + "title") == "Map <of> Acme"
    assert root.findtext(NS + "desc") == "12 people"
    (back,) = root.findall(NS + "rect")
    assert back.get("fill") == "#ffffff"
    assert [back.get(a) for a in ("x", "y", "width", "height")] == ["-10", "-5", "320", "200"]


def test_every_shape() -> None:
    ink = Ink("#112233", "#445566", 1.5, (4, 2), 0.5)
    path = (Move(Point(0, 0)), Line(Point(1.005, -0.001)), Curve(Point(2, 2), Point(3, 4)), Close())
    root = read(
        Box(Rect(1, 2, 3, 4), ink, 6),
        Oval(Rect(0, 0, 10, 20), Ink(stroke="#000000")),
        Path(path, Ink()),
        Group((Box(Rect(0, 0, 1, 1), Ink()),), "J. Ode"),
    )
    box, oval, line, group = root
    assert (box.get("rx"), box.get("fill"), box.get("stroke")) == ("6", "#112233", "#445566")
    assert (box.get("stroke-dasharray"), box.get("opacity")) == ("4 2", "0.5")
    assert [oval.get(a) for a in ("cx", "cy", "rx", "ry", "fill")] == ["5", "10", "5", "10", "none"]
    assert line.get("d") in ("M0 0L1 0Q2 2 3 4Z", "M0 0L1.01 0Q2 2 3 4Z")
    assert group.findtext(NS + "title") == "J. Ode"
    assert group.find(NS + "rect") is not None


def test_text_stays_text() -> None:
    text = Text(Point(5, 9), "Ünal  & Söhne <GmbH>\n2", 14, "#1b1f24", 600, Anchor.END, -30, 0.2)
    (made,) = read(text)
    assert made.text == "Ünal  & Söhne <GmbH> 2"
    assert made.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    wanted = {"x": "5", "y": "9", "font-size": "14", "font-weight": "600", "text-anchor": "end"}
    assert wanted.items() <= made.attrib.items()
    assert (made.get("transform"), made.get("opacity")) == ("rotate(-30 5 9)", "0.2")


@given(st.text(), st.text())
def test_any_words_can_be_written(words: str, title: str) -> None:
    text = Text(Point(0, 0), words, 12, "#000000")
    root = ET.fromstring(to_svg(Scene(BOUNDS, (Group((text,), title),), title, words)))
    made = root.find(f".//{NS}text")
    assert made is not None
    # What XML can't hold is replaced one by one, never dropped.
    assert len(made.text or "") == len(words)
    kept = [(a, b) for a, b in zip(words, made.text or "", strict=True) if b != "\ufffd"]
    assert all(a == b or (a in "\t\n\r" and b == " ") for a, b in kept)
    odd = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ufffd]")
    assert (made.text or "").count("\ufffd") == len(odd.findall(words))


def test_a_photo_travels_inside_and_is_cut_round() -> None:
    data = b"\x89PNG not really"
    photo = Picture(Rect(0, 0, 32, 32), data, "image/png", round=True)
    clip, image, other, last = read(photo, Picture(Rect(40, 0, 9, 9), data, "image/jpeg", True))
    assert image.get("clip-path") == f"url(#{clip.get('id')})"
    assert last.get("clip-path") == f"url(#{other.get('id')})" != image.get("clip-path")
    head, _comma, body = (image.get("href") or "").partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(body) == data


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/html", ""])
def test_no_picture_that_could_run_something(kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        read(Picture(Rect(0, 0, 9, 9), b"<svg onload='alert(1)'/>", kind))


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_no_number_without_end(bad: float) -> None:
    with pytest.raises(ValueError, match="without end"):
        read(Box(Rect(bad, 0, 1, 1), Ink()))


def test_nothing_is_fetched() -> None:
    shapes = (Text(Point(0, 0), "https://example.com/x.png", 12, "#000000"),)
    root = read(*shapes)
    assert not [v for one in root.iter() for v in one.attrib.values() if "://" in v]
