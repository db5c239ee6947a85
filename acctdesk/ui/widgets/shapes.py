"""Scenes on a Qt painter: on screen, in a picture and in a PDF, where text stays text.

The exact counterpart of `acctdesk.drawing.svg`: the same shapes, the same joins and ends of lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from PySide6.QtCore import QBuffer, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QPen,
)

from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.look import Kind, Look, Tone
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
from acctdesk.ui.theme.tokens import Tokens

_WEIGHTS = {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 600: QFont.Weight.DemiBold}
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def look_of(tokens: Tokens) -> Look:
    """The colours of the theme in force, by what they are for on a map."""
    disc, on_disc = tokens.tints[0]
    risk = tokens.risk_outline if tokens.risk_outline != tokens.risk else None
    return Look(
        page=tokens.page,
        surface=tokens.surface,
        text=tokens.text,
        secondary=tokens.secondary,
        border=tokens.hairline,
        strong=tokens.border,
        accent=tokens.accent,
        faint=tokens.hairline,
        chip=tokens.chip,
        disc=disc,
        on_disc=on_disc,
        tones={
            Tone.WARM: (tokens.met, None),
            Tone.GOOD: (tokens.met, None),
            Tone.EVEN: (tokens.no_data, None),
            Tone.WARY: (tokens.risk, risk),
            Tone.COLD: (tokens.breached, None),
        },
        lines={
            Kind.REPORTS: tokens.border,
            Kind.DOTTED: tokens.secondary,
            Kind.INFLUENCE: tokens.series[1],
            Kind.CONFLICT: tokens.breached,
        },
    )


class Fonts:
    """Fonts, pens and brushes by what shapes say, each made once; and how wide words are.

    It is the `acctdesk.drawing.look.Measure` of the window. What it measures at 100 % stays true at
    every zoom, because its letters aren't fitted to the screen's grid.

    Args:
        families: Families of fonts, the first that is there; none for the application's own.
    """

    def __init__(self, families: Iterable[str] = ()) -> None:
        self._families = [one for one in families if one]
        self._fonts: dict[tuple[float, int], tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[tuple[str, float, int], float] = {}
        self._inks: dict[Ink, tuple[QPen, QBrush]] = {}
        self._letters: dict[str, QPen] = {}
        self._images: dict[tuple[str, bytes], QImage] = {}

    def font(self, size: float, weight: int) -> QFont:
        """A font of the scene's family.

        Args:
            size: In pixels; a half of one is rounded.
            weight: 400, 500 or 600.
        """
        return self._made(size, weight)[0]

    def width(self, text: str, size: float, weight: int) -> float:
        """Width of one line, in pixels."""
        key = (text, size, weight)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            found = self._made(size, weight)[1].horizontalAdvance(text)
            self._widths[key] = found
        return found

    def ink(self, ink: Ink) -> tuple[QPen, QBrush]:
        """How a shape is outlined and filled."""
        found = self._inks.get(ink)
        if found is None:
            found = self._inks[ink] = _pen(ink), _brush(ink)
        return found

    def letters(self, colour: str) -> QPen:
        """What letters of a colour are drawn with."""
        found = self._letters.get(colour)
        if found is None:
            found = self._letters[colour] = QPen(QColor(colour))
        return found

    def image(self, picture: Picture) -> QImage:
        """A photo, read once; a null image when it can't be read."""
        key = (picture.kind, picture.data)
        found = self._images.get(key)
        if found is None:
            if len(self._images) > 500:
                self._images.clear()
            found = _read(picture)
            self._images[key] = found
        return found

    def _made(self, size: float, weight: int) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get((size, weight))
        if found is None:
            font = QFont()
            if self._families:
                font.setFamilies(self._families)
            font.setPixelSize(round(size))
            font.setWeight(_WEIGHTS.get(weight, QFont.Weight.Normal))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            # Letters that take another form beside some others ("=1+1") lose their code in a PDF,
            # and with it can't be found or copied there.
            # Figures of equal width, which the application's own font has, files don't know.
            for feature in ("calt", "liga", "tnum"):
                font.setFeature(QFont.Tag(feature), 0)
            found = self._fonts[(size, weight)] = font, QFontMetricsF(font)
        return found


def _read(picture: Picture) -> QImage:
    """A photo read as what it says it is, and as nothing else."""
    buffer = QBuffer()
    buffer.setData(picture.data)
    reader = QImageReader(buffer)
    reader.setAutoDetectImageFormat(False)
    reader.setFormat({"image/png": b"png", "image/jpeg": b"jpeg"}[picture.kind])
    reader.setAutoTransform(True)
    return reader.read()


def _pen(ink: Ink) -> QPen:
    if ink.stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(ink.stroke), ink.width)
    # What SVG does of itself: sharp corners up to four times the width of the line.
    pen.setJoinStyle(Qt.PenJoinStyle.SvgMiterJoin)
    pen.setMiterLimit(4.0)
    if ink.dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        # Qt counts dashes in widths of the line.
        pen.setDashPattern([length / ink.width for length in ink.dash])
    else:
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    return pen


def _brush(ink: Ink) -> QBrush:
    return QBrush(QColor(ink.fill)) if ink.fill else QBrush(Qt.BrushStyle.NoBrush)


def paint_scene(painter: QPainter, scene: Scene, fonts: Fonts) -> None:
    """Paint a scene with its background; what sticks out of its bounds is cut off.

    Args:
        painter: Its origin is the origin of the scene, its unit the scene's pixel.
        scene: What to paint.
        fonts: Kept by the caller, so that the next painting is faster.
    """
    painter.save()
    painter.setClipRect(_rect(scene.bounds), Qt.ClipOperation.IntersectClip)
    if scene.background:
        painter.fillRect(_rect(scene.bounds), QColor(scene.background))
    paint_shapes(painter, scene.shapes, fonts)
    painter.restore()


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], fonts: Fonts) -> None:
    """Paint shapes, the first ones at the back.

    Args:
        painter: Antialiasing is switched on; its pen, brush and font are left as the last shape
            needed them.
        shapes: What to paint.
        fonts: Kept by the caller, so that the next painting is faster.
    """
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    _paint(painter, shapes, fonts)


def _paint(painter: QPainter, shapes: Iterable[Shape], fonts: Fonts) -> None:
    for shape in shapes:
        match shape:
            case Group():
                _paint(painter, shape.shapes, fonts)
            case Text():
                _write(painter, shape, fonts)
            case Picture():
                _picture(painter, shape, fonts)
            case Box() | Oval() | Path():
                pen, brush = fonts.ink(shape.ink)
                painter.setPen(pen)
                painter.setBrush(brush)
                opacity = painter.opacity()
                if shape.ink.opacity != 1:
                    painter.setOpacity(opacity * shape.ink.opacity)
                _outline(painter, shape)
                if shape.ink.opacity != 1:
                    painter.setOpacity(opacity)
            case _:
                assert_never(shape)


def _outline(painter: QPainter, shape: Box | Oval | Path) -> None:
    match shape:
        case Box(rect, _ink, radius):
            if radius:
                # As SVG has it: no rounder than half the side.
                round_ = min(radius, rect.width / 2, rect.height / 2)
                painter.drawRoundedRect(_rect(rect), round_, round_)
            else:
                painter.drawRect(_rect(rect))
        case Oval(rect, _ink):
            painter.drawEllipse(_rect(rect))
        case Path(steps, _ink):
            path = QPainterPath()
            for step in steps:
                match step:
                    case Move(to):
                        path.moveTo(*to)
                    case Line(to):
                        path.lineTo(*to)
                    case Curve(by, to):
                        path.quadTo(*by, *to)
                    case Close():
                        path.closeSubpath()
                    case _:
                        assert_never(step)
            painter.drawPath(path)


def _write(painter: QPainter, text: Text, fonts: Fonts) -> None:
    words = text.words.translate(_SPACES)
    painter.setFont(fonts.font(text.size, text.weight))
    painter.setPen(fonts.letters(text.colour))
    share = _SHARES[text.anchor]
    left = -share * fonts.width(words, text.size, text.weight) if share else 0.0
    if not text.angle and text.opacity == 1:
        painter.drawText(QPointF(text.at.x + left, text.at.y), words)
        return
    painter.save()
    painter.translate(*text.at)
    painter.rotate(text.angle)
    painter.setOpacity(painter.opacity() * text.opacity)
    painter.drawText(QPointF(left, 0.0), words)
    painter.restore()


_SPACES = str.maketrans("\t\n\r", "   ")


def _picture(painter: QPainter, picture: Picture, fonts: Fonts) -> None:
    image = fonts.image(picture)
    if image.isNull():
        return
    rect = picture.rect
    scale = max(rect.width / image.width(), rect.height / image.height())
    width, height = rect.width / scale, rect.height / scale
    source = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.save()
    clip = QPainterPath()
    if picture.round:
        clip.addEllipse(_rect(rect))
    else:
        clip.addRect(_rect(rect))
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.drawImage(_rect(rect), image, source)
    painter.restore()


def _rect(rect: Rect) -> QRectF:
    return QRectF(*rect)
