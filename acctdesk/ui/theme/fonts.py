"""The typeface: Inter, bundled, with figures of equal width."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from acctdesk.ui.theme.resources import resource
from acctdesk.ui.theme.tokens import TYPE, TypeName

FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
}


def load_fonts() -> str:
    """Register the bundled typeface with the application.

    Returns:
        The family to use; empty when the files are missing or damaged, so that Qt's own default
        family serves.
    """
    family = ""
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        if number >= 0 and not family:
            families = QFontDatabase.applicationFontFamilies(number)
            family = families[0] if families else ""
    return family


def make_font(family: str, style: TypeName, scale: float) -> QFont:
    """A font of the type scale.

    Args:
        family: What `load_fonts` returned.
        style: Which size and weight.
        scale: Text scale, 1.0 to 2.0.
    """
    kind = TYPE[style]
    font = QFont(family) if family else QFont()
    font.setPixelSize(round(kind.size * scale))
    font.setWeight(_WEIGHTS[kind.weight])
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
