from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QImage

from acctdesk.ui.theme.resources import resource
from acctdesk.ui.theme.theme import Mode
from acctdesk.ui.theme.tokens import CONTRAST, DARK, LIGHT, ROLES, TYPE

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
PLANES = ("side", "page", "surface", "raised", "selection", "soft", "hover", "chip")


def luminance(colour: str) -> float:
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula_agrees_with_known_pairs():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("plane", PLANES)
def test_text_reads_on_every_plane(name, plane):
    t = SCHEMES[name]
    for role in ("text", "secondary"):
        assert contrast(t.hex(role), t.hex(plane)) >= 4.5, role


@pytest.mark.parametrize("name", SCHEMES)
def test_text_reads_on_fills_and_where_it_carries_meaning(name):
    t = SCHEMES[name]
    pairs = [(t.on_accent, t.accent), (t.on_accent, t.accent_hover), (t.on_danger, t.danger)]
    pairs += [
        (role, plane) for role in (t.accent, t.breached) for plane in (t.surface, t.page, t.side)
    ]
    pairs += [(ink, fill) for fill, ink in t.tints]
    for ink, fill in pairs:
        assert contrast(ink, fill) >= 4.5, (ink, fill)


@pytest.mark.parametrize("name", SCHEMES)
def test_graphics_and_focus_are_seen(name):
    t = SCHEMES[name]
    for plane in (t.surface, t.page, t.selection, t.raised, t.side, t.hover, t.soft):
        for role in ("accent", "met", "risk_outline", "breached", "no_data"):
            assert contrast(t.hex(role), plane) >= 3, (role, plane)
    for plane in (t.surface, t.page, t.raised):
        assert contrast(t.border, plane) >= 3, plane
    for colour in t.series:
        assert contrast(colour, t.surface) >= 3, colour


@pytest.mark.parametrize("name", SCHEMES)
def test_every_role_is_a_colour(name):
    for role in ROLES:
        assert QColor(SCHEMES[name].hex(role)).isValid(), role


def test_no_text_is_smaller_than_twelve():
    assert min(style.size for style in TYPE.values()) == 12


def test_mode_and_scale_reach_palette_font_and_listeners(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert qapp.palette().base().color() == QColor(DARK.surface)
    with qtbot.waitSignal(theme.changed):
        theme.set_text_scale(200)
    assert qapp.font().pixelSize() == 28
    assert theme.px(32) == 64
    theme.set_text_scale(900)
    assert theme.text_scale == 200


def test_bundled_typeface_is_used(theme):
    assert QFontInfo(theme.font()).family().startswith("Inter")
    wide = {theme.metrics().horizontalAdvance(digit) for digit in "0123456789"}
    assert len(wide) == 1, "figures have equal width"


def colours_of(picture: QImage) -> set[str]:
    found = set()
    for x in range(picture.width()):
        for y in range(picture.height()):
            colour = picture.pixelColor(x, y)
            if colour.alpha() == 255:
                found.add(colour.name().upper())
    return found


def test_icon_is_tinted_by_the_theme_in_force(theme):
    icon = theme.icon("building-2", "accent")
    assert LIGHT.accent in colours_of(icon.pixmap(36, 36).toImage())
    theme.set_mode(Mode.DARK)
    assert DARK.accent in colours_of(icon.pixmap(36, 36).toImage())


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icon_has_the_pixels_of_its_screen(theme, ratio):
    picture = theme.pixmap("search", "secondary", 18, ratio)
    assert picture.width() == round(18 * ratio)
    assert picture.devicePixelRatio() == ratio


def test_every_icon_can_be_rendered(theme):
    names = [path.stem for path in resource("icons").glob("*.svg")]
    assert len(names) > 60
    for name in names:
        assert not theme.pixmap(name, "text", 24).isNull()


def test_licences_lie_beside_what_they_license():
    assert "ISC" in resource("icons", "LICENSE").read_text()
    assert "OFL" in resource("fonts", "LICENSE.txt").read_text()
