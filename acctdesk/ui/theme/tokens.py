"""The numbers of the look: colours by role, type, spacing, radii, sizes.

All lengths are logical pixels at 100 % text; `Theme.px` scales them. Contrasts are held by a test:
text at least 4.5, graphics and focus at least 3 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Role = Literal[
    "side",
    "page",
    "surface",
    "raised",
    "hairline",
    "table_line",
    "border",
    "control_line",
    "text",
    "secondary",
    "disabled",
    "accent",
    "accent_hover",
    "on_accent",
    "selection",
    "soft",
    "hover",
    "pressed",
    "side_hover",
    "chip",
    "met",
    "risk",
    "risk_outline",
    "breached",
    "no_data",
    "danger",
    "on_danger",
    "track",
]
"""What a colour is for. Widgets name roles, never colours."""

ROLES: tuple[Role, ...] = get_args(Role)


class Tokens:
    """One colour scheme. Every field but the last three is a ``#RRGGBB`` colour of that role.

    Attributes:
        side: The plane of the sidebar.
        page: The plane behind cards.
        surface: Cards, tables, fields, bars.
        raised: Menus, popovers, toasts.
        hairline: One-pixel lines around cards and bars; decoration, not needed to understand.
        table_line: Lines between rows.
        border: The border of a control that must be seen to be found, 3:1 on surface.
        control_line: The quiet border of buttons, whose text identifies them.
        text: What is read first.
        secondary: Captions, hints, icons.
        disabled: What can't be used now.
        accent: The one colour that asks to be pressed; focus rings; links.
        accent_hover: The accent under the pointer.
        on_accent: Text on the accent.
        selection: Selected rows and the current section.
        soft: A tint for what belongs to the selection without being it.
        hover: A row or control on surface under the pointer.
        pressed: A control held down.
        side_hover: A sidebar row under the pointer.
        chip: The fill of chips, badges and key caps.
        met: The disc of a target that is met.
        risk: The triangle of a target at risk.
        risk_outline: The triangle's outline, which carries its contrast on light planes.
        breached: The cross of a target that is missed; also text that must be acted on.
        no_data: The dashed ring of no data.
        danger: The fill of a button that destroys.
        on_danger: Text on danger.
        track: The empty part of a bar.
        series: Colours of chart series, in order.
        tints: Pairs of fill and text for avatars.
        dark: Whether light text stands on a dark plane.
    """

    side: str
    page: str
    surface: str
    raised: str
    hairline: str
    table_line: str
    border: str
    control_line: str
    text: str
    secondary: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    soft: str
    hover: str
    pressed: str
    side_hover: str
    chip: str
    met: str
    risk: str
    risk_outline: str
    breached: str
    no_data: str
    danger: str
    on_danger: str
    track: str
    series: tuple[str, ...]
    tints: tuple[tuple[str, str], ...]
    dark: bool

    # A named tuple of thirty fields would cost the first paint 2 ms.
    def __init__(self, **values: str | bool | tuple[object, ...]) -> None:
        self.__dict__.update(values)

    def hex(self, role: Role) -> str:
        """The colour of a role as ``#RRGGBB``."""
        value: str = getattr(self, role)
        return value


LIGHT = Tokens(
    side="#F0F2F5",
    page="#F7F8FA",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hairline="#E2E6EB",
    table_line="#EDF0F3",
    border="#828B95",
    control_line="#D9DEE4",
    text="#1B1F24",
    secondary="#57606A",
    disabled="#9AA3AD",
    accent="#0B5CAD",
    accent_hover="#094D92",
    on_accent="#FFFFFF",
    selection="#D6E6F5",
    soft="#EAF2FB",
    hover="#F3F5F8",
    pressed="#E6EAEF",
    side_hover="#E6EAEF",
    chip="#EDF0F3",
    met="#0072B2",
    risk="#E69F00",
    risk_outline="#7A4F00",
    breached="#B02A00",
    no_data="#57606A",
    danger="#B02A00",
    on_danger="#FFFFFF",
    track="#EDF0F3",
    series=("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#57606A"),
    tints=(
        ("#DDE1E6", "#3A424B"),
        ("#D6E6F5", "#134A7C"),
        ("#DCEBE4", "#1F5A43"),
        ("#F1E3D3", "#6B4210"),
        ("#EADFF0", "#5A3470"),
        ("#F3DEDC", "#7A2B22"),
    ),
    dark=False,
)

DARK = Tokens(
    side="#121519",
    page="#16191D",
    surface="#1F2429",
    raised="#262C33",
    hairline="#313840",
    table_line="#2A3037",
    border="#6E7883",
    control_line="#3A424B",
    text="#E8EBEE",
    secondary="#A9B2BC",
    disabled="#6B747E",
    accent="#6CB6FF",
    accent_hover="#8AC5FF",
    on_accent="#0D1B2A",
    selection="#21405E",
    soft="#1D2E3F",
    hover="#262C33",
    pressed="#313840",
    side_hover="#1C2126",
    chip="#2D343B",
    met="#56B4E9",
    risk="#F0C04A",
    risk_outline="#F0C04A",
    breached="#FF8A66",
    no_data="#A9B2BC",
    danger="#FF8A66",
    on_danger="#2A0E05",
    track="#2D343B",
    series=("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442"),
    tints=(
        ("#3A424B", "#DDE1E6"),
        ("#21405E", "#CFE5FA"),
        ("#23473A", "#CDEBDD"),
        ("#4A3A22", "#F3DFC2"),
        ("#43314F", "#E8D5F2"),
        ("#54302B", "#F8D6D0"),
    ),
    dark=True,
)

CONTRAST = Tokens(
    side="#000000",
    page="#000000",
    surface="#000000",
    raised="#000000",
    hairline="#9AA3AD",
    table_line="#6E7883",
    border="#FFFFFF",
    control_line="#FFFFFF",
    text="#FFFFFF",
    secondary="#C3CBD3",
    disabled="#9AA3AD",
    accent="#FFD84D",
    accent_hover="#FFE587",
    on_accent="#000000",
    selection="#0B3D91",
    soft="#06245A",
    hover="#1F2429",
    pressed="#3A424B",
    side_hover="#1F2429",
    chip="#2D343B",
    met="#7CCBFF",
    risk="#FFD84D",
    risk_outline="#FFD84D",
    breached="#FF9E80",
    no_data="#FFFFFF",
    danger="#FF9E80",
    on_danger="#000000",
    track="#3A424B",
    series=("#7CCBFF", "#FFB347", "#3DDCA5", "#FF9FD2", "#F0E442"),
    tints=(("#2D343B", "#FFFFFF"),),
    dark=True,
)


class TypeStyle(NamedTuple):
    """A size of text.

    Attributes:
        size: Height of the letters' body in pixels at 100 %.
        line: Distance of base lines in pixels at 100 %.
        weight: CSS weight: 400, 500 or 600.
    """

    size: int
    line: int
    weight: int


TypeName = Literal[
    "caption",
    "caption_medium",
    "caption_strong",
    "body",
    "medium",
    "strong",
    "subtitle",
    "title",
    "figure",
    "display",
]

TYPE: dict[TypeName, TypeStyle] = {
    "caption": TypeStyle(12, 16, 400),
    "caption_medium": TypeStyle(12, 16, 500),
    "caption_strong": TypeStyle(12, 16, 600),
    "body": TypeStyle(14, 20, 400),
    "medium": TypeStyle(14, 20, 500),
    "strong": TypeStyle(14, 20, 600),
    "subtitle": TypeStyle(18, 24, 600),
    "title": TypeStyle(20, 28, 600),
    "figure": TypeStyle(24, 32, 600),
    "display": TypeStyle(28, 36, 600),
}
"""The type scale; nothing is smaller than 12 px."""


class Space:
    """Distances on the 4-px grid, at 100 %."""

    TIGHT = 4
    CONTROL = 8
    CARD_GAP = 12
    CARD = 16
    PAGE = 24


class Size:
    """Heights, widths and radii, at 100 %."""

    CONTROL = 32
    ROW = 38
    ROW_COMPACT = 32
    HEADER = 34
    NAV_ROW = 34
    TOP_BAR = 52
    STATUS_BAR = 28
    SIDEBAR = 220
    SIDEBAR_ICONS = 56
    INSPECTOR = 320
    ICON = 18
    RADIUS = 6
    RADIUS_CARD = 10
