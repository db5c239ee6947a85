"""Shapes on a painter look as the same shapes in an SVG do, and text is measured as painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from acctdesk.drawing.card import HEIGHT, WIDTH, Detail, Face, Photo, card_shapes
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import Kind, Look, Tone
from acctdesk.drawing.routes import Route
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
from acctdesk.drawing.ties import tie_shapes
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import CONTRAST, DARK, LIGHT, Tokens
from acctdesk.ui.widgets.shapes import Fonts, look_of, paint_scene
from tests.ui.theme.test_theme import contrast

SIDE = Rect(-20, -10, 240, 160)


def painted(scene: Scene, fonts: Fonts | None = None) -> QImage:
    image = blank(scene)
    painter = QPainter(image)
    painter.translate(-scene.bounds.x, -scene.bounds.y)
    paint_scene(painter, scene, fonts or Fonts())
    painter.end()
    return image


def blank(scene: Scene) -> QImage:
    image = QImage(
        int(scene.bounds.width), int(scene.bounds.height), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(QColor("#ffffff"))
    return image


def read_back(scene: Scene) -> QImage:
    """What a reader of SVG makes of it."""
    image = blank(scene)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(to_svg(scene)))
    assert renderer.isValid()
    renderer.render(painter, QRectF(0, 0, scene.bounds.width, scene.bounds.height))
    painter.end()
    return image


def apart(one: QImage, other: QImage) -> float:
    """Share of pixels that differ by more than a shade."""
    different = 0
    for x in range(one.width()):
        for y in range(one.height()):
            a, b = one.pixelColor(x, y), other.pixelColor(x, y)
            far = abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())
            different += far > 96
    return different / (one.width() * one.height())


def photo(colour: str, kind: str) -> bytes:
    image = QImage(40, 80, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


STEPS = (Move(Point(0, 0)), Line(Point(60, 10)), Curve(Point(90, 20), Point(80, 60)), Close())
ROUTE = Route(0, 1, (Point(0, 5), Point(120, 5), Point(120, 90)))
SHAPES: dict[str, Shape] = {
    "box": Box(Rect(0, 0, 100, 60), Ink("#336699", "#000000", 3, (9, 5)), 8),
    "sharp box": Box(Rect(0, 0, 100, 60), Ink("#336699", "#000000", 6)),
    "rounder than possible": Box(Rect(0, 0, 100, 6), Ink("#336699"), 30),
    "oval": Oval(Rect(10, 10, 90, 50), Ink(None, "#b02a00", 4)),
    "path": Path(STEPS, Ink("#e69f00", "#7a4f00", 2)),
    "faint": Group((Box(Rect(0, 0, 90, 60), Ink("#000000", opacity=0.2)),
                    Oval(Rect(20, 20, 90, 60), Ink("#b02a00", opacity=0.5)))),
    "dotted": Group(tie_shapes(ROUTE, Kind.DOTTED, "", Look())),
    "influence": Group(tie_shapes(ROUTE, Kind.INFLUENCE, "", Look(), 3)),
    "conflict": Group(tie_shapes(ROUTE, Kind.CONFLICT, "", Look())),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_painter_draws_what_svg_says(session_theme: Theme, name: str) -> None:
    scene = Scene(SIDE, (SHAPES[name],), background="#f7f8fa")
    ours = painted(scene)
    nothing = painted(Scene(SIDE, (), background="#f7f8fa"))
    assert apart(ours, nothing) > 0.003
    assert apart(ours, read_back(scene)) < min(0.004, apart(ours, nothing) / 5)


def test_texts_stand_at_their_anchors_turned_and_faint(session_theme: Theme) -> None:
    texts = (
        Text(Point(100, 40), "WWW", 20, "#000000", 600, Anchor.MIDDLE),
        Text(Point(0, 80), "WWW", 20, "#000000"),
        Text(Point(200, 80), "WWW", 20, "#000000", anchor=Anchor.END),
    )
    fonts = Fonts(["Inter"])

    def box(text: Text) -> tuple[int, int, int, int]:
        image = painted(Scene(SIDE, (text,)), fonts)
        dark = [
            (x - 20, y - 10)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).lightness() < 128
        ]
        assert dark
        across, down = [x for x, _y in dark], [y for _x, y in dark]
        return min(across), max(across), min(down), max(down)

    left, right, top, bottom = box(texts[0])
    width = fonts.width("WWW", 20, 600)
    assert abs((left + right) / 2 - 100) < 2
    assert abs(right - left - width) < 5
    assert 20 < top < bottom <= 41
    assert box(texts[1])[0] in range(0, 4)
    assert box(texts[2])[1] in range(196, 201)
    upright = box(Text(Point(100, 100), "WWW", 20, "#000000", angle=-90))
    assert upright[3] - upright[2] > upright[1] - upright[0] + 20
    faint = painted(Scene(SIDE, (Text(Point(0, 80), "WWW", 40, "#000000", opacity=0.1),)), fonts)
    darkest = min(faint.pixelColor(x, 65).lightness() for x in range(20, 120))
    assert 200 < darkest < 250


def test_photos_are_cut_to_their_disc_and_read_as_what_they_say(session_theme: Theme) -> None:
    data = photo("#00aa00", "PNG")
    fonts = Fonts()
    picture = Picture(Rect(0, 0, 60, 60), data, "image/png", round=True)
    image = painted(Scene(SIDE, (picture,)), fonts)
    assert image.pixelColor(50, 40).name() == "#00aa00"
    assert image.pixelColor(21, 11).name() == "#ffffff"
    square = Picture(Rect(0, 0, 60, 60), photo("#00aa00", "JPG"), "image/jpeg")
    shown = painted(Scene(SIDE, (square,)), fonts).pixelColor(22, 12)
    assert (shown.red() < 8, abs(shown.green() - 170) < 8) == (True, True)
    for broken in (Picture(Rect(0, 0, 60, 60), data, "image/jpeg"),
                   Picture(Rect(0, 0, 60, 60), b"no picture", "image/png")):  # fmt: skip
        assert painted(Scene(SIDE, (broken,)), fonts).pixelColor(50, 40).name() == "#ffffff"


def test_words_are_as_wide_without_qt(session_theme: Theme) -> None:
    fonts, inter = Fonts(["Inter"]), Inter()
    for words in ("Economic buyer", "Head of IT operations", "Łukasz Żółć", "AV 10/2026"):
        for size, weight in ((12, 400), (12, 500), (13, 600), (20, 600)):
            ours, theirs = inter.width(words, size, weight), fonts.width(words, size, weight)
            assert abs(ours - theirs) < 0.03 * theirs + 0.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST])
def test_the_themes_colours_can_be_told_from_their_ground(tokens: Tokens) -> None:
    """Lines, marks and the dashes of placeholders at least 3 : 1 (WCAG 1.4.11)."""
    look = look_of(tokens)
    for colour in look.lines.values():
        assert contrast(colour, look.page) >= 3
    for colour, outline in look.tones.values():
        assert contrast(outline or colour, look.surface) >= 3
    assert contrast(look.strong, look.surface) >= 3
    assert contrast(look.on_disc, look.disc) >= 4.5
    for text in (look.text, look.secondary):
        assert contrast(text, look.surface) >= 4.5
        assert contrast(text, look.page) >= 4.5


def test_cards_are_painted_at_every_distance(session_theme: Theme) -> None:
    face = Face("Jana Ode", "CIO", "JO", Photo(photo("#00aa00", "PNG"), "image/png"), "User",
                "Sceptic", Tone.WARY, 2, "Brief", badge="Leaving")  # fmt: skip
    fonts = Fonts(["Inter"])
    seen = set()
    for detail in Detail:
        shapes = card_shapes(face, Rect(0, 0, WIDTH, HEIGHT), Look(), fonts, detail)
        image = painted(Scene(SIDE, shapes), fonts)
        seen.add(bytes(image.constBits()))
    assert len(seen) == len(Detail)
