"""Where a slide's words and parts stand in a file: by the template's placeholders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from acctdesk.clientview import Deck, Slide
from acctdesk.drawing.geometry import Rect, around
from acctdesk.drawing.look import Measure
from acctdesk.drawing.slides.block import Placed
from acctdesk.drawing.slides.charts import Chart
from acctdesk.drawing.slides.frames import COVERS, TITLES, Told, frame_for, said_of, sized
from acctdesk.drawing.slides.layout import bands_of, blocks_of
from acctdesk.drawing.slides.paging import SIZE, place_parts
from acctdesk.drawing.slides.pictures import Image
from acctdesk.drawing.slides.prose import Prose
from acctdesk.drawing.slides.style import Kit, kit_for
from acctdesk.drawing.slides.tables import Grid
from acctdesk.drawing.slides.typesetting import Lines, set_text
from acctdesk.exchange.decks.markup import Unit

_DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHOW = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_PH, _ABOUT, _FRAME = f"{_SHOW}ph", f"{_SHOW}cNvPr", f"{_DRAW}xfrm"
SLOTS = ("Body", "Left", "Right", "Chart", "Text", "Table", "Picture")
"""Placeholders that parts go into."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder of a layout.

    Attributes:
        index: Its number, by which a slide's own refers to it.
        kind: What it holds, in the word the format has for it; empty for anything.
        rect: Where it stands, in pixels of a slide 1920 wide.
    """

    index: str
    kind: str
    rect: Rect

    @property
    def reference(self) -> str:
        """What a shape of a slide says to be this placeholder."""
        kind = f" type={quoteattr(self.kind)}" if self.kind else ""
        index = f" idx={quoteattr(self.index)}" if self.index else ""
        return f"<p:ph{kind}{index}/>"


@dataclass(frozen=True, slots=True)
class Plan:
    """A slide as it is written.

    Attributes:
        layout: Name of the template's layout.
        title: Its title, and where.
        subtitle: Its subtitle, and where.
        head: Client, occasion and period; what is known, on a cover.
        placed: Its parts, in a room as large as the body times the scale.
        scale: How many of their pixels are one of the slide.
        body: Where the parts stand.
        kit: What is needed to draw.
    """

    layout: str
    title: Told
    subtitle: Told
    head: Told
    placed: tuple[Placed, ...]
    scale: float
    body: Rect
    kit: Kit


def holders(layout: Any, unit: Unit) -> dict[str, Holder]:
    """The placeholders of a layout, by name.

    Args:
        layout: The layout.
        unit: How large a pixel is in the file.
    """
    found = {}
    for shape in layout.shapes._spTree.iterchildren():
        told = shape.find(f".//{_PH}")
        about = shape.find(f".//{_ABOUT}")
        if told is None or about is None:
            continue
        frame = shape.find(f".//{_FRAME}")
        if frame is not None:
            off, size = frame
            place = [float(off.get("x")), float(off.get("y"))]
            place += [float(size.get("cx")), float(size.get("cy"))]
        else:
            # It stands where the master says.
            one = next(one for one in layout.placeholders if one._element is shape)
            place = [one.left or 0, one.top or 0, one.width or 0, one.height or 0]
        rect = Rect(*map(unit.pixels, place))
        name = about.get("name", "")
        found[name] = Holder(told.get("idx", ""), told.get("type", ""), rect)
    return found


def layout_of(slide: Slide, kit: Kit) -> str:
    """The layout that a slide is written on.

    Args:
        slide: The slide.
        kit: What is needed to draw.
    """
    if slide.layout in ("title", "section"):
        return slide.layout.capitalize()
    blocks = blocks_of(slide.parts, kit)
    charts = [one for one in blocks if isinstance(one, Chart)]
    words = [one for one in blocks if isinstance(one, Prose)]
    if len(charts) == 1 and words and len(blocks) == 1 + len(words):
        return "Chart and text"
    if len(charts) == 2 and len(blocks) == 2 and len(bands_of(blocks)) == 1:
        return "Two content"
    if len(blocks) == 1 and isinstance(blocks[0], Grid):
        return "Table"
    if len(blocks) == 1 and isinstance(blocks[0], Image):
        return "Picture"
    return "Content"


def plan_slide(
    deck: Deck, slide: Slide, found: dict[str, dict[str, Holder]], measure: Measure
) -> Plan:
    """Plan how a slide is written.

    Args:
        deck: The deck.
        slide: The slide.
        found: The placeholders of each layout.
        measure: Says how wide words are.
    """
    kit = kit_for(deck.brand, measure, said_of(slide))
    layout = layout_of(slide, kit)
    places = found[layout]
    frame = frame_for(deck, slide, "", measure, SIZE[1])
    cover = slide.layout in ("title", "section")
    at_title, at_subtitle = places["Title"].rect, places["Subtitle"].rect
    title = sized(slide.title, at_title.width, COVERS if cover else TITLES, measure)
    subtitle = set_text(slide.subtitle, at_subtitle.width, 36.0 if cover else 28.0, 400, measure)
    head_name = "Facts" if layout == "Title" else "Head line"
    at_head = places[head_name].rect
    size = frame.head.lines.size if frame.head.lines.lines else 22.0
    head = set_text(frame.head.lines.text, at_head.width, size, 400, measure)
    if cover:
        # A cover's title stands on its foot: what follows stays where it is.
        top = max(at_title.bottom - max(title.height, at_title.height), 40.0)
        titled = Rect(at_title.x, top, at_title.width, at_title.bottom - top)
        grown = max(subtitle.height - at_subtitle.height, 0.0)
        below = Rect(at_subtitle.x, at_subtitle.y, at_subtitle.width, at_subtitle.height + grown)
        headed = at_head.moved(0.0, grown)
        headed = replace_height(headed, max(head.height, at_head.height))
        body = Rect(at_title.x, headed.bottom + 40.0, at_title.width, 1000.0 - headed.bottom - 40.0)
        body = replace_height(body, max(body.height, 120.0))
    else:
        grown = max(head.height - at_head.height, 0.0)
        headed = replace_height(at_head, max(head.height, at_head.height))
        titled = at_title.moved(0.0, grown)
        titled = replace_height(titled, max(title.height, at_title.height))
        grown += titled.height - at_title.height
        below = at_subtitle.moved(0.0, grown)
        below = replace_height(below, max(subtitle.height, at_subtitle.height))
        grown += below.height - at_subtitle.height
        if not slide.subtitle:
            grown -= at_subtitle.height
        room = around(places[name].rect for name in SLOTS if name in places)
        foot = max(
            _over(frame.source.lines, places.get("Source")),
            _over(frame.prepared.lines, places.get("Prepared for")),
        )
        high = max(room.height - grown - foot, 200.0)
        body = Rect(room.x, room.y + grown, room.width, high)
    placed, scale = place_parts(slide, kit, body)
    return Plan(
        layout,
        Told(title, titled, strong=True),
        Told(subtitle, below),
        Told(head, headed),
        placed, scale, body, kit,
    )  # fmt: skip


def _over(lines: Lines, holder: Holder | None) -> float:
    """How far words at the foot grow above their placeholder, in pixels."""
    return max(lines.height - holder.rect.height, 0.0) if holder else 0.0


def replace_height(rect: Rect, height: float) -> Rect:
    """The same rectangle, higher or lower.

    Args:
        rect: The rectangle.
        height: Its new height, in pixels.
    """
    return Rect(rect.x, rect.y, rect.width, height)
