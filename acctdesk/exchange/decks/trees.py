"""Organisations of a deck as shapes of the file, held together by connectors that follow them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from acctdesk.drawing.geometry import Rect, around
from acctdesk.drawing.scene import Ink
from acctdesk.drawing.slides.style import HAIR, Kit
from acctdesk.drawing.slides.trees import PAD, Laid
from acctdesk.drawing.strokes import plain
from acctdesk.drawing.tree import Flow
from acctdesk.exchange.decks.markup import Paragraph, Unit, about

_TOP, _LEFT, _BOTTOM, _RIGHT = 0, 1, 2, 3
"""Where a connector holds a card, by the numbers the format has for it."""


def tree_xml(
    laid: Laid, places: Sequence[Rect], kit: Kit, unit: Unit, number: Callable[[], int], alt: str
) -> str:
    """An organisation as a group of cards and connectors.

    Args:
        laid: How it is laid out.
        places: Where each card stands.
        kit: What is needed to draw.
        unit: How large a pixel is in the file.
        number: Gives each shape its number on the slide.
        alt: What it shows, for who can't see it.
    """
    whole = number()
    numbers = [number() for _place in places]
    hung = {card for column in laid.layout.columns for card in column.cards}
    drawn = ""
    for above, card, corners in laid.lines(places):
        upper, lower = places[above], places[card]
        ink = Ink(stroke=kit.look.strong, width=HAIR)
        if card in hung:
            # A line that hangs turns more often than any connector of the format.
            drawn += unit.path(number(), "Line", plain(corners), ink)
        elif laid.layout.flow is Flow.RIGHT:
            begin, end = (numbers[above], _RIGHT), (numbers[card], _LEFT)
            line = Rect(upper.right, upper.middle.y, lower.x - upper.right,
                        lower.middle.y - upper.middle.y)  # fmt: skip
            drawn += _connector(number(), line, begin, end, ink, unit, down=False)
        else:
            begin, end = (numbers[above], _BOTTOM), (numbers[card], _TOP)
            line = Rect(upper.middle.x, upper.bottom, lower.middle.x - upper.middle.x,
                        lower.y - upper.bottom)  # fmt: skip
            drawn += _connector(number(), line, begin, end, ink, unit, down=True)
    for words, place, one in zip(laid.cards, places, numbers, strict=True):
        told = [
            Paragraph(lines.text, lines.size, kit.look.secondary if at else kit.look.text,
                      lines.weight, right=words[0].right)
            for at, lines in enumerate(words)
        ]  # fmt: skip
        name = words[0].text or "Card"
        ink = Ink(kit.look.surface, kit.look.strong, HAIR)
        drawn += unit.box(one, name, place, ink, radius=10.0, told=told, pad=PAD * 0.8)
    return unit.group(whole, "Organisation", around(places), drawn, alt)


def _connector(
    number: int,
    line: Rect,
    begin: tuple[int, int],
    end: tuple[int, int],
    ink: Ink,
    unit: Unit,
    *,
    down: bool,
) -> str:
    """A line between two cards that follows when they are moved.

    Args:
        number: Its number on the slide.
        line: Where it begins, and how far it goes from there; to the left or up is negative.
        begin: The card it begins at, and where it holds it.
        end: The card it ends at, and where it holds it.
        ink: How it looks.
        unit: How large a pixel is in the file.
        down: Whether it leaves downwards; to the right otherwise.
    """
    left, top = min(line.x, line.x + line.width), min(line.y, line.y + line.height)
    wide, high = abs(line.width), abs(line.height)
    straight = (wide if down else high) < 0.5
    kind = "straightConnector1" if straight else "bentConnector3"
    more = ""
    box = Rect(left, top, wide, high)
    if not straight and down:
        # The format knows it lying only: it is turned upright around its middle.
        middle = box.middle
        box = Rect(middle.x - high / 2, middle.y - wide / 2, high, wide)
        more = ' rot="16200000" flipH="1"' if line.width > 0 else ' rot="5400000"'
    elif line.height < 0:
        more = ' flipV="1"'
    held = "".join(
        f'<a:{tag} id="{card}" idx="{side}"/>'
        for tag, (card, side) in (("stCxn", begin), ("endCxn", end))
    )
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{about(number, 'Line', '')}<p:cNvCxnSpPr>{held}</p:cNvCxnSpPr>"
        f"<p:nvPr/></p:nvCxnSpPr><p:spPr>{unit.place(box, more)}"
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{unit.line(ink)}</p:spPr></p:cxnSp>'
    )
