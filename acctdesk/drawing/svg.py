"""Scenes as SVG: text that stays text, nothing from outside the file, nothing that runs."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from math import isfinite
from typing import assert_never
from xml.etree import ElementTree as ET  # only written, never read

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
    Step,
    Text,
)

SVG = "http://www.w3.org/2000/svg"
KINDS = ("image/png", "image/jpeg")
"""What a picture may be: another SVG inside could bring a script along."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""
_SPACES = re.compile(r"[\t\n\r]")


def to_svg(scene: Scene) -> bytes:
    """Write a scene as a file of its own, in UTF-8.

    Args:
        scene: What to write. One user unit is one pixel at 100 %.

    Raises:
        ValueError: A number that isn't finite, or a picture of a kind that isn't drawn.
    """
    return _Writer(scene).written()


class _Writer:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._clips = 0

    def written(self) -> bytes:
        scene, bounds = self._scene, self._scene.bounds
        root = ET.Element(
            "svg",
            {
                "xmlns": SVG,
                "width": _number(bounds.width),
                "height": _number(bounds.height),
                "viewBox": " ".join(map(_number, bounds)),
                "role": "img",
                "font-family": ", ".join(scene.fonts),
            },
        )
        if scene.title:
            ET.SubElement(root, "title").text = _clean(scene.title)
        if scene.description:
            ET.SubElement(root, "desc").text = _clean(scene.description)
        if scene.background:
            self._add(root, Box(bounds, Ink(fill=scene.background)))
        for shape in scene.shapes:
            self._add(root, shape)
        written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return written

    def _add(self, parent: ET.Element, shape: Shape) -> None:
        match shape:
            case Box():
                made = ET.SubElement(parent, "rect", _rect(shape.rect) | _ink(shape.ink))
                if shape.radius:
                    made.set("rx", _number(shape.radius))
            case Oval():
                ET.SubElement(parent, "ellipse", _ellipse(shape.rect) | _ink(shape.ink))
            case Path():
                ET.SubElement(parent, "path", {"d": _steps(shape.steps)} | _ink(shape.ink))
            case Text():
                self._text(parent, shape)
            case Picture():
                self._picture(parent, shape)
            case Group():
                made = ET.SubElement(parent, "g")
                if shape.title:
                    ET.SubElement(made, "title").text = _clean(shape.title)
                for one in shape.shapes:
                    self._add(made, one)
            case _:
                assert_never(shape)

    def _text(self, parent: ET.Element, text: Text) -> None:
        x, y = _number(text.at.x), _number(text.at.y)
        look = {"x": x, "y": y, "font-size": _number(text.size), "fill": text.colour}
        if text.weight != 400:
            look["font-weight"] = str(text.weight)
        if text.anchor is not Anchor.START:
            look["text-anchor"] = text.anchor.value
        if text.angle:
            look["transform"] = f"rotate({_number(text.angle)} {x} {y})"
        if text.opacity != 1:
            look["opacity"] = _number(text.opacity)
        # Two spaces in a name are two spaces.
        look["xml:space"] = "preserve"
        ET.SubElement(parent, "text", look).text = _SPACES.sub(" ", _clean(text.words))

    def _picture(self, parent: ET.Element, picture: Picture) -> None:
        if picture.kind not in KINDS:
            raise ValueError(f"a picture of the kind {picture.kind!r} isn't drawn")
        data = base64.b64encode(picture.data).decode("ascii")
        look = _rect(picture.rect) | {
            "href": f"data:{picture.kind};base64,{data}",
            "preserveAspectRatio": "xMidYMid slice",
        }
        if picture.round:
            self._clips += 1
            clip = ET.SubElement(parent, "clipPath", {"id": f"clip{self._clips}"})
            ET.SubElement(clip, "ellipse", _ellipse(picture.rect))
            look["clip-path"] = f"url(#clip{self._clips})"
        ET.SubElement(parent, "image", look)


def _number(value: float) -> str:
    """A number as short as it can be said to a hundredth of a pixel."""
    if not isfinite(value):
        raise ValueError("a picture has no place for a number without end")
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def _clean(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words)


def _rect(rect: Iterable[float]) -> dict[str, str]:
    return dict(zip(("x", "y", "width", "height"), map(_number, rect), strict=True))


def _ellipse(rect: Iterable[float]) -> dict[str, str]:
    x, y, width, height = rect
    values = (x + width / 2, y + height / 2, width / 2, height / 2)
    return dict(zip(("cx", "cy", "rx", "ry"), map(_number, values), strict=True))


def _ink(ink: Ink) -> dict[str, str]:
    look = {"fill": ink.fill or "none"}
    if ink.stroke:
        look |= {"stroke": ink.stroke, "stroke-width": _number(ink.width)}
        if ink.dash:
            look["stroke-dasharray"] = " ".join(map(_number, ink.dash))
        else:
            look["stroke-linecap"] = "square"
    if ink.opacity != 1:
        look["opacity"] = _number(ink.opacity)
    return look


def _steps(steps: Iterable[Step]) -> str:
    said: list[str] = []
    for step in steps:
        match step:
            case Move(to):
                said.append(f"M{_number(to.x)} {_number(to.y)}")
            case Line(to):
                said.append(f"L{_number(to.x)} {_number(to.y)}")
            case Curve(by, to):
                numbers = " ".join(map(_number, (*by, *to)))
                said.append(f"Q{numbers}")
            case Close():
                said.append("Z")
            case _:
                assert_never(step)
    return "".join(said)
