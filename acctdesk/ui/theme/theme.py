"""The theme in force, and everything painted code asks of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPalette

from acctdesk.ui.theme.application import STYLED
from acctdesk.ui.theme.fonts import load_fonts, make_font
from acctdesk.ui.theme.icons import IconStore
from acctdesk.ui.theme.palette import make_palette
from acctdesk.ui.theme.stylesheet import stylesheet
from acctdesk.ui.theme.tokens import CONTRAST, DARK, LIGHT, TYPE, Role, Size, Tokens, TypeName

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QIcon, QPixmap
    from PySide6.QtWidgets import QApplication

SCALES = (100, 125, 150, 175, 200)
"""Text scales offered, in percent; any whole number from 100 to 200 is accepted."""


class Mode(StrEnum):
    """How the colours are chosen."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """Colours, type, sizes and icons of the running program.

    Making it dresses the application at once.

    Args:
        app: The application to dress.
        mode: How the colours are chosen.
        text_scale: Text size in percent, 100 to 200.
    """

    changed = Signal()
    """The colours or the text scale changed; everything stock is dressed again already."""

    def __init__(
        self, app: QApplication, *, mode: Mode = Mode.SYSTEM, text_scale: int = 100
    ) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        # Asking Qt for the scheme loads all its enumerations, which the first paint can't spare;
        # the palette the system gave the application tells the same.
        system = app.palette()
        self._system: Tokens = (
            DARK
            if system.window().color().lightness() < system.text().color().lightness()
            else LIGHT
        )
        self._scale = _clamp(text_scale)
        self._family = load_fonts()
        self._colours: dict[Role, QColor] = {}
        self._inks: dict[Role, QPalette] = {}
        self._fonts: dict[TypeName, QFont] = {}
        self._metrics: dict[TypeName, QFontMetricsF] = {}
        self._tokens = self._choose()
        self._store = IconStore(lambda role: self._tokens.hex(role))
        if not app.property(STYLED):
            app.setStyle("Fusion")
        self._dress()

    def follow_system(self) -> None:
        """Listen to the system's scheme and contrast; called once the window is painted."""
        # A chained styleHints() call may outlive its wrapper: keep both.
        self._hints = self._app.styleHints()
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._ask_system)
        if self._access is not None:
            self._access.contrastPreferenceChanged.connect(self._ask_system)
        self._ask_system()

    def _ask_system(self) -> None:
        qt = QtCore.Qt
        scheme = self._hints.colorScheme()
        if scheme != qt.ColorScheme.Unknown:
            self._system = DARK if scheme == qt.ColorScheme.Dark else LIGHT
        high = qt.ContrastPreference.HighContrast
        if self._access is not None and self._access.contrastPreference() == high:
            self._system = CONTRAST
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def mode(self) -> Mode:
        """How the colours are chosen."""
        return self._mode

    @property
    def text_scale(self) -> int:
        """Text size in percent."""
        return self._scale

    @property
    def family(self) -> str:
        """The typeface; empty for Qt's own."""
        return self._family

    def set_mode(self, mode: Mode) -> None:
        """Choose the colours; dresses the application when they differ."""
        self._mode = mode
        self._apply()

    def set_text_scale(self, percent: int) -> None:
        """Set the text size.

        Args:
            percent: 100 to 200; values outside are brought to the nearest end.
        """
        percent = _clamp(percent)
        if percent != self._scale:
            self._scale = percent
            self._dress()
            self.changed.emit()

    def px(self, length: float) -> int:
        """A length of the design at the present text scale, in logical pixels."""
        return round(length * self._scale / 100)

    def colour(self, role: Role) -> QColor:
        """The colour of a role. The object is shared: don't change it."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self._tokens.hex(role))
        return found

    def ink(self, role: Role) -> QPalette:
        """A palette whose text has the colour of a role, for `acctdesk.ui.theme.ink`; shared."""
        found = self._inks.get(role)
        if found is None:
            found = self._inks[role] = QPalette()
            found.setColor(QPalette.ColorRole.WindowText, self.colour(role))
        return found

    def font(self, style: TypeName = "body") -> QFont:
        """A font of the type scale. The object is shared: copy it before changing it."""
        found = self._fonts.get(style)
        if found is None:
            found = self._fonts[style] = make_font(self._family, style, self._scale / 100)
        return found

    def metrics(self, style: TypeName = "body") -> QFontMetricsF:
        """Measures of a font of the type scale."""
        found = self._metrics.get(style)
        if found is None:
            found = self._metrics[style] = QFontMetricsF(self.font(style))
        return found

    def line(self, style: TypeName = "body") -> int:
        """Line height of a style in logical pixels at the present scale."""
        return self.px(TYPE[style].line)

    def elide(self, style: TypeName, text: str, width: float) -> str:
        """A text, shortened with "…" when it is wider than `width` pixels."""
        metrics = self.metrics(style)
        if metrics.horizontalAdvance(text) <= width:
            return text
        return metrics.elidedText(text, QtCore.Qt.TextElideMode.ElideRight, width)

    def icon(self, name: str, role: Role = "secondary", *, on: Role | None = None) -> QIcon:
        """An icon that follows the theme; see `IconStore.icon`."""
        return self._store.icon(name, role, on=on)

    def pixmap(
        self, name: str, role: Role = "secondary", size: int = Size.ICON, ratio: float = 1.0
    ) -> QPixmap:
        """A tinted picture of an icon in the present colours; see `IconStore.pixmap`.

        Args:
            name: Lucide's name.
            role: What the colour is for.
            size: Edge at 100 % text; it grows with the text scale.
            ratio: Device pixel ratio of the screen.
        """
        return self._store.pixmap(name, role, self.px(size), ratio)

    def _choose(self) -> Tokens:
        if self._mode == Mode.LIGHT:
            return LIGHT
        if self._mode == Mode.DARK:
            return DARK
        if self._mode == Mode.CONTRAST:
            return CONTRAST
        return self._system

    def _apply(self) -> None:
        tokens = self._choose()
        if tokens is not self._tokens:
            self._tokens = tokens
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._colours.clear()
        self._inks.clear()
        self._fonts.clear()
        self._metrics.clear()
        self._store.clear()
        self._app.setPalette(make_palette(self._tokens))
        self._app.setFont(self.font())
        self._app.setStyleSheet(stylesheet(self._tokens, self.px))


def _clamp(percent: int) -> int:
    return max(SCALES[0], min(SCALES[-1], percent))
