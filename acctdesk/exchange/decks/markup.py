"""Shapes of a slide as the format writes them: boxes, lines, words, each with its alternative text.

Written as text and parsed once a group: a hundred shapes through the library's own calls take ten
times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Close, Curve, Ink, Line, Move, Step
from acctdesk.drawing.slides.typesetting import from_right

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
LEADING = 1.28
"""From one line to the next, in sizes, as slides are laid out."""
_SIDES = {Anchor.START: "l", Anchor.MIDDLE: "ctr", Anchor.END: "r"}
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is written.

    Attributes:
        text: What it says; a line feed breaks the line.
        size: Of the letters, in pixels of a slide 1920 wide.
        colour: "#rrggbb".
        weight: 400, 500 or 600.
        anchor: To which side it stands.
        right: Whether it is written from right to left.
        above: Room above it, in pixels.
        inset: Room to its left, in pixels.
        sign: What stands behind it in smaller letters.
    """

    text: str
    size: float
    colour: str
    weight: int = 400
    anchor: Anchor = Anchor.START
    right: bool = False
    above: float = 0.0
    inset: float = 0.0
    sign: str = ""


class Unit:
    """How large a pixel of the layout is in the file.

    Args:
        width: Of a slide in the file, in its own unit.
        language: BCP 47 tag of the language of all words.
    """

    def __init__(self, width: int, language: str) -> None:
        self._scale = width / 1920
        self._points = width / 12_192_000 * 50
        self.language = language

    def shrunk(self, scale: float) -> Unit:
        """The unit of a room that is larger than where it stands.

        Args:
            scale: How many of its pixels are one of the slide.
        """
        return Unit(round(self._scale * 1920 / scale), self.language)

    def emu(self, pixels: float) -> int:
        """Pixels in the unit of the file."""
        return round(pixels * self._scale)

    def points(self, pixels: float) -> int:
        """Pixels in hundredths of a point."""
        return round(pixels * self._points)

    def pixels(self, emu: float) -> float:
        """The unit of the file in pixels."""
        return emu / self._scale

    # -- words -------------------------------------------------------------------------------

    def paragraphs(self, told: Iterable[Paragraph]) -> str:
        """Paragraphs of a body of text."""
        return "".join(map(self._paragraph, told)) or "<a:p/>"

    def _paragraph(self, told: Paragraph) -> str:
        side = _SIDES[Anchor.END if told.right and told.anchor is Anchor.START else told.anchor]
        above = f'<a:spcBef><a:spcPts val="{self.points(told.above)}"/></a:spcBef>'
        inset = f' marL="{self.emu(told.inset)}" indent="0"' if told.inset else ""
        turned = ' rtl="1"' if from_right(told.text) else ""
        head = (
            f'<a:pPr algn="{side}"{inset}{turned}><a:lnSpc><a:spcPts '
            f'val="{self.points(told.size * LEADING)}"/></a:lnSpc>{above}</a:pPr>'
        )
        look = self.run(told.size, told.colour, told.weight)
        runs = [f"<a:r>{look}<a:t>{escape(line)}</a:t></a:r>" for line in _BREAKS.split(told.text)]
        sign = ""
        if told.sign:
            small = self.run(told.size * 0.5, told.colour, 400)
            sign = f"<a:r>{small}<a:t> {escape(told.sign)}</a:t></a:r>"
        return f"<a:p>{head}{f'<a:br>{look}</a:br>'.join(runs)}{sign}</a:p>"

    def run(self, size: float, colour: str, weight: int, tag: str = "a:rPr") -> str:
        """How letters look.

        Args:
            size: In pixels.
            colour: "#rrggbb".
            weight: 400, 500 or 600.
            tag: The element that says it.
        """
        lang = f" lang={quoteattr(self.language)}" if self.language else ""
        strong = int(weight >= 600)
        return f'<{tag}{lang} sz="{self.points(size)}" b="{strong}">{fill(colour)}</{tag}>'

    # -- shapes ------------------------------------------------------------------------------

    def place(self, rect: Rect, more: str = "", tag: str = "a:xfrm") -> str:
        """Where a shape stands."""
        return (
            f'<{tag}{more}><a:off x="{self.emu(rect.x)}" y="{self.emu(rect.y)}"/>'
            f'<a:ext cx="{max(self.emu(rect.width), 0)}" cy="{max(self.emu(rect.height), 0)}"/>'
            f"</{tag}>"
        )

    def line(self, ink: Ink) -> str:
        """How the outline of a shape is drawn."""
        if ink.stroke is None:
            return "<a:ln><a:noFill/></a:ln>"
        dash = ""
        if ink.dash:
            parts = [max(round(one / ink.width * 100_000), 1) for one in ink.dash]
            pairs = zip(parts[::2], parts[1::2], strict=False)
            dash = "".join(f'<a:ds d="{one}" sp="{gap}"/>' for one, gap in pairs)
            dash = f"<a:custDash>{dash}</a:custDash>"
        return f'<a:ln w="{self.emu(ink.width)}">{fill(ink.stroke)}{dash}</a:ln>'

    def box(
        self,
        number: int,
        name: str,
        rect: Rect,
        ink: Ink,
        *,
        geometry: str = "rect",
        radius: float = 0.0,
        told: Sequence[Paragraph] = (),
        pad: float = 0.0,
        alt: str = "",
    ) -> str:
        """A shape with or without words in it.

        Args:
            number: Its number on the slide.
            name: Its name there.
            rect: Where it stands.
            ink: How it looks.
            geometry: Which shape it is, by the name the format has for it.
            radius: Of its corners, in pixels.
            told: Its words.
            pad: Between its rim and its words.
            alt: What it shows, for who can't see it.
        """
        share = round(min(radius / max(min(rect.width, rect.height), 0.01), 0.5) * 100_000)
        guide = f'<a:gd name="adj" fmla="val {share}"/>' if radius else ""
        geometry = "roundRect" if radius else geometry
        shape = f'<a:prstGeom prst="{geometry}"><a:avLst>{guide}</a:avLst></a:prstGeom>'
        return self._shape(number, name, self.place(rect) + shape, ink, told, pad, alt)

    def words(
        self, number: int, name: str, rect: Rect, told: Sequence[Paragraph], *, wrap: bool = True
    ) -> str:
        """Words alone.

        Args:
            number: The shape's number on the slide.
            name: Its name there.
            rect: Where they stand.
            told: What they say.
            wrap: Whether lines break where the rectangle ends.
        """
        shape = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        place = self.place(rect) + shape
        return self._shape(number, name, place, Ink(), told, 0.0, "", wrap=wrap, text=True)

    def path(self, number: int, name: str, steps: Sequence[Step], ink: Ink) -> str:
        """A free shape."""
        points = [to for step in steps if not isinstance(step, Close) for to in (step.to,)]
        left, top = min(at.x for at in points), min(at.y for at in points)
        wide = max(at.x for at in points) - left
        high = max(at.y for at in points) - top
        if len(points) == len(steps) == 2:
            # A free shape without height is no shape to some programs; a line is one to all.
            rises = (points[1].x - points[0].x) * (points[1].y - points[0].y) < 0
            more = ' flipV="1"' if rises else ""
            line = '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            place = self.place(Rect(left, top, wide, high), more) + line
            return self._shape(number, name, place, ink, (), 0.0, "")

        def point(at: Point) -> str:
            return f'<a:pt x="{self.emu(at.x - left)}" y="{self.emu(at.y - top)}"/>'

        drawn = ""
        for step in steps:
            match step:
                case Move(to):
                    drawn += f"<a:moveTo>{point(to)}</a:moveTo>"
                case Line(to):
                    drawn += f"<a:lnTo>{point(to)}</a:lnTo>"
                case Curve(by, to):
                    drawn += f"<a:quadBezTo>{point(by)}{point(to)}</a:quadBezTo>"
                case Close():
                    drawn += "<a:close/>"
        size = f'w="{self.emu(wide)}" h="{self.emu(high)}"'
        none = "" if ink.fill else ' fill="none"'
        shape = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}{none}>{drawn}</a:path></a:pathLst></a:custGeom>"
        )
        place = self.place(Rect(left, top, wide, high))
        return self._shape(number, name, place + shape, ink, (), 0.0, "")

    def _shape(
        self,
        number: int,
        name: str,
        placed: str,
        ink: Ink,
        told: Sequence[Paragraph],
        pad: float,
        alt: str,
        *,
        wrap: bool = True,
        text: bool = False,
    ) -> str:
        inside = fill(ink.fill) if ink.fill else "<a:noFill/>"
        edge = self.emu(pad)
        rim = " ".join(f'{side}Ins="{edge}"' for side in "ltrb")
        lines = "square" if wrap else "none"
        body = (
            f'<p:txBody><a:bodyPr wrap="{lines}" {rim} anchor="t" rtlCol="0"><a:noAutofit/>'
            f"</a:bodyPr><a:lstStyle/>{self.paragraphs(told)}</p:txBody>"
        )
        kind = ' txBox="1"' if text else ""
        return (
            f"<p:sp><p:nvSpPr>{about(number, name, alt)}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{placed}{inside}{self.line(ink)}</p:spPr>{body}</p:sp>"
        )

    def group(self, number: int, name: str, rect: Rect, shapes: str, alt: str) -> str:
        """Shapes that belong together.

        Args:
            number: Its number on the slide.
            name: Its name there.
            rect: What they fill.
            shapes: The shapes.
            alt: What they show, for who can't see them.
        """
        child = (
            f'<a:chOff x="{self.emu(rect.x)}" y="{self.emu(rect.y)}"/>'
            f'<a:chExt cx="{self.emu(rect.width)}" cy="{self.emu(rect.height)}"/>'
        )
        place = self.place(rect).replace("</a:xfrm>", f"{child}</a:xfrm>")
        return (
            f"<p:grpSp {SPACES}><p:nvGrpSpPr>{about(number, name, alt)}<p:cNvGrpSpPr/><p:nvPr/>"
            f"</p:nvGrpSpPr><p:grpSpPr>{place}</p:grpSpPr>{shapes}</p:grpSp>"
        )


def about(number: int, name: str, alt: str) -> str:
    """Number, name and alternative text of a shape; without one it is decoration.

    Args:
        number: Its number on the slide.
        name: Its name there.
        alt: What it shows, for who can't see it.
    """
    said = f" descr={quoteattr(alt[:2000])}" if alt else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(name[:80])}{said}/>'


def fill(colour: str) -> str:
    """A colour inside a shape.

    Args:
        colour: "#rrggbb".
    """
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:solidFill>'
