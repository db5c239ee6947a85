"""A deck as a presentation: charts and tables of the file's own, every word where it is edited."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from io import BytesIO
from itertools import count
from pathlib import Path as File
from typing import Any

from pptx.oxml import parse_xml

from acctdesk.clientview import Deck, Slide, Stack
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Anchor, Path, Shape
from acctdesk.drawing.slides.answers import Answers
from acctdesk.drawing.slides.block import Block
from acctdesk.drawing.slides.charts import Chart
from acctdesk.drawing.slides.frames import Told
from acctdesk.drawing.slides.paging import paginate
from acctdesk.drawing.slides.pictures import Image, fitted, picture_size
from acctdesk.drawing.slides.prose import Prose
from acctdesk.drawing.slides.style import readable, remembered
from acctdesk.drawing.slides.tables import Grid
from acctdesk.drawing.slides.trees import Organisation
from acctdesk.drawing.slides.typesetting import Lines
from acctdesk.exchange.decks.chartdata import chart_of, stack_of
from acctdesk.exchange.decks.charts import NAMED, dress_chart, dress_stack
from acctdesk.exchange.decks.markup import SPACES, Paragraph, Unit, about
from acctdesk.exchange.decks.placing import Holder, Plan, holders, plan_slide
from acctdesk.exchange.decks.plain import plain
from acctdesk.exchange.decks.tables import table_xml
from acctdesk.exchange.decks.template import LAYOUTS, open_template
from acctdesk.exchange.decks.tracing import Tracer
from acctdesk.exchange.decks.trees import tree_xml
from acctdesk.exchange.decks.words import cell_paragraphs, column_paragraphs, quote_bars
from acctdesk.words import _, speaking

_PATTERN = re.compile(rb"<a:accent1>.*?</a:accent1>", re.DOTALL)
_NUMBER = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def write_deck(deck: Deck, part: File, template: File | None = None) -> int:
    """Write a deck as a presentation.

    Args:
        deck: What was released to the client; slides that don't fit are parted.
        part: The file; written anew.
        template: The presentation whose layouts are used; the program's own unless given.

    Returns:
        How many slides it has.

    Raises:
        FileProblem: The template can't be used.
    """
    deck = plain(deck)
    inner = remembered(Inter())
    paged = paginate(deck, inner)
    measure = remembered(Roomy(inner))
    book = open_template(template)
    if template is None:
        _colour(book, readable(deck.brand.accent))
    _properties(book, deck)
    unit = Unit(book.slide_width, deck.language)
    layouts = {one.name: one for one in book.slide_layouts if one.name in LAYOUTS}
    found = {name: holders(one, unit) for name, one in layouts.items()}
    with speaking(deck.language):
        for number, slide in enumerate(paged.slides, 1):
            plan = plan_slide(paged, slide, found, measure)
            # The library's own way also copies every placeholder, most of which stay empty.
            rel, made = book.part.add_slide(layouts[plan.layout])
            book.slides._sldIdLst.add_sldId(rel)
            place = (number, len(paged.slides))
            _Writer(paged, slide, plan, made, found[plan.layout], unit, place).write()
    book.save(str(part))
    return len(paged.slides)


class Roomy:
    """Measures words for a file that others open, in whose typeface they may be wider.

    Args:
        inner: Measures them in ours. There semibold letters are bold, and those are wider.
    """

    def __init__(self, inner: Measure) -> None:
        self._inner = inner

    def width(self, text: str, size: float, weight: int) -> float:
        """Width of one line, in pixels; see `acctdesk.drawing.look.Measure`."""
        return self._inner.width(text, size, weight) * (1.05 if weight >= 600 else 1.0)


def _colour(book: Any, accent: str) -> None:
    """Give the program's own template the accent of the deck."""
    told = f'<a:accent1><a:srgbClr val="{accent.lstrip("#").upper()}"/></a:accent1>'.encode()
    master = book.slide_masters[0].part
    for rel in master.rels.values():
        if rel.reltype.endswith("/theme"):
            theme = rel.target_part
            theme._blob = _PATTERN.sub(told, theme.blob, count=1)


def _properties(book: Any, deck: Deck) -> None:
    core = book.core_properties
    core.title = " · ".join(one for one in (deck.title, deck.period) if one)[:255]
    core.subject = deck.client[:255]
    core.author = core.last_modified_by = deck.by[:255]
    core.language = deck.language[:255]
    core.keywords = core.comments = core.category = core.content_status = ""
    core.identifier = core.version = ""
    core.revision = 1
    core.created = core.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)


class _Writer:
    """Writes one slide."""

    def __init__(
        self,
        deck: Deck,
        slide: Slide,
        plan: Plan,
        made: Any,
        places: dict[str, Holder],
        unit: Unit,
        place: tuple[int, int],
    ) -> None:
        self._deck, self._slide, self._plan, self._made = deck, slide, plan, made
        self._places, self._unit, self._place = places, unit, place
        # What stands in a room that shrinks is measured by a unit that shrinks.
        self._inner = unit if plan.scale == 1 else unit.shrunk(plan.scale)
        self._tree = made.shapes._spTree
        self._numbers = count(2)
        self._taken: set[str] = set()

    def write(self) -> None:
        """Write words, parts and notes."""
        plan, look = self._plan, self._plan.kit.look
        self._fill("Title", plan.title, look.text)
        self._fill("Subtitle", plan.subtitle, look.secondary)
        self._fill("Facts" if plan.layout == "Title" else "Head line", plan.head, look.secondary)
        if plan.layout == "Title":
            self._logos()
        for placed in plan.placed:
            dx, dy = plan.body.x * plan.scale, plan.body.y * plan.scale
            self._block(placed.block, placed.rect.moved(dx, dy))
        for name, words in _foot(self._deck, self._slide).items():
            if name in self._places and words:
                anchor = Anchor.END if name == "Prepared for" else Anchor.START
                self._put(name, [Paragraph(words, 22.0, look.secondary, anchor=anchor)])
        self._slide_number()
        if self._slide.notes:
            self._made.notes_slide.notes_text_frame.text = "\n".join(self._slide.notes)

    # -- placeholders --------------------------------------------------------------------------

    def _fill(self, name: str, told: Told, colour: str) -> None:
        lines = told.lines
        if lines.lines:
            words = Paragraph(lines.text, lines.size, colour, lines.weight, right=lines.right)
            self._put(name, [words], told.rect)

    def _put(self, name: str, told: Sequence[Paragraph], rect: Rect | None = None) -> bool:
        """Write words into a placeholder; False where there is none, or it is taken already."""
        holder = self._take(name)
        if holder is None:
            return False
        self._holder(name, holder, self._unit.paragraphs(told), rect)
        return True

    def _take(self, name: str) -> Holder | None:
        if name not in self._places or name in self._taken:
            return None
        self._taken.add(name)
        return self._places[name]

    def _holder(self, name: str, holder: Holder, words: str, rect: Rect | None = None) -> None:
        place = self._unit.place(rect) if rect is not None and _apart(rect, holder.rect) else ""
        self._append(
            f"<p:sp {SPACES}><p:nvSpPr>{about(next(self._numbers), name, '')}<p:cNvSpPr>"
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{holder.reference}</p:nvPr></p:nvSpPr>'
            f"<p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
        )

    def _slide_number(self) -> None:
        holder = self._take("Slide number")
        if holder is None:
            return
        number, of = self._place
        look = self._unit.run(22.0, self._plan.kit.look.secondary, 400)
        words = (
            f'<a:p><a:fld id="{_NUMBER}" type="slidenum">{look}<a:t>{number}</a:t></a:fld>'
            f"<a:r>{look}<a:t> / {of}</a:t></a:r></a:p>"
        )
        self._holder("Slide number", holder, words)

    def _logos(self) -> None:
        brand = self._deck.brand
        for logo, name in ((brand.theirs, "Client logo"), (brand.ours, "Our logo")):
            size = picture_size(logo) if logo is not None else None
            holder = self._take(name)
            if logo is None or size is None or holder is None:
                continue
            rect = fitted(size, holder.rect)
            x = holder.rect.right - rect.width if name == "Our logo" else holder.rect.x
            self._picture(logo.data, Rect(x, rect.y, rect.width, rect.height), logo.alt)

    # -- parts -----------------------------------------------------------------------------------

    def _append(self, xml: str) -> None:
        self._tree.append(parse_xml(xml))

    def _block(self, block: Block, rect: Rect) -> None:
        match block:
            case Chart() if not block.is_blank and block.series.labels:
                self._chart(block, rect)
            case Grid() if block.table.headings:
                self._table(block, rect)
            case Organisation() if block.tree.nodes:
                self._organisation(block, rect)
            case Prose():
                self._prose(block, rect)
            case Image() if block.size is not None:
                self._captioned(block.caption(rect.width), rect)
                place = block.place(rect)
                self._picture(block.picture.data, place, block.picture.alt, inner=True)
            case Answers() if isinstance(block.part, Stack):
                self._stack(block, block.part, rect)
            case _:
                said = ". ".join(
                    dict.fromkeys(one for part in block.parts for one in part.texts() if one)
                )
                self._traced(type(block).__name__, tuple(block.shapes(rect)), said)

    def _traced(self, name: str, shapes: Sequence[Shape], alt: str) -> None:
        tracer = Tracer(self._inner, self._plan.kit.measure, lambda: next(self._numbers))
        xml = tracer.traced(name, shapes, alt)
        if xml:
            self._append(xml)

    def _captioned(self, lines: Lines, rect: Rect) -> None:
        if lines.lines:
            told = Paragraph(
                lines.text, lines.size, self._plan.kit.look.text, lines.weight, right=lines.right
            )
            self._text("Caption", Rect(rect.x, rect.y, rect.width, lines.height), [told])

    def _text(self, name: str, rect: Rect, told: Sequence[Paragraph]) -> None:
        xml = self._inner.words(next(self._numbers), name, rect, told)
        self._append(xml.replace("<p:sp>", f"<p:sp {SPACES}>", 1))

    def _prose(self, block: Prose, rect: Rect) -> None:
        found = block.fitted(rect.width, rect.height)
        rules = [one for one in block.shapes(rect) if isinstance(one, Path)]
        self._traced("Rules", [*rules, *quote_bars(found, rect, self._plan.kit)], "")
        name = {"Chart and text": "Text", "Content": "Body"}.get(self._plan.layout, "")
        alone = sum(isinstance(one.block, Prose) for one in self._plan.placed) == 1
        if found.columns == 1 and alone and self._plan.scale == 1:
            right = any(cell.right for cell in found.cells)
            wide = rect.width if right else min(found.width, rect.width)
            place = Rect(rect.x, rect.y, wide, max(found.height, rect.height))
            if self._put(name, column_paragraphs(found), place):
                return
        for cell, place in found.places(rect):
            if cell.pieces:
                self._text(cell.title[:40] or "Text", place, cell_paragraphs(cell))

    def _chart(self, block: Chart, rect: Rect) -> None:
        y = rect.y
        for lines, colour in block.heads(rect.width):
            told = Paragraph(lines.text, lines.size, colour, lines.weight, right=lines.right)
            self._text("Chart head", Rect(rect.x, y, rect.width, lines.height), [told])
            y += lines.height
        head = block.head(rect.width)
        inner = Rect(rect.x, rect.y + head, rect.width, rect.height - head)
        kind, data = chart_of(block, rect.width)
        unit = self._inner
        place = (unit.emu(inner.x), unit.emu(inner.y), unit.emu(inner.width),
                 unit.emu(inner.height))  # fmt: skip
        frame = self._made.shapes.add_chart(kind, *place, data)
        if (holder := self._take("Chart")) is not None:
            frame._element.nvGraphicFramePr.nvPr.append(_parsed(holder.reference))
        self._named(frame, block.series.title or _("Chart"), _chart_says(block))
        dress_chart(frame.chart, block, rect, self._plan.kit, unit)
        if block.series.shape == "budget":
            self._traced("Labels", tuple(block.ends(rect)), "")
        if block.stands_upright(rect.width) is None and len(block.series.lines) > NAMED:
            self._traced("Names", tuple(block.names(rect)), "")

    def _named(self, frame: Any, name: str, alt: str) -> None:
        about_ = frame._element._nvXxPr.cNvPr
        about_.set("id", str(next(self._numbers)))
        about_.set("name", name[:80])
        about_.set("descr", alt[:2000])

    def _table(self, block: Grid, rect: Rect) -> None:
        self._captioned(block.caption(rect.width), rect)
        head = block.head(rect.width)
        inner = Rect(rect.x, rect.y + head, rect.width, rect.height - head)
        sheet = block.set_at(rect)
        name = _("Table: %s") % ", ".join(one for one in block.table.headings if one)
        number = next(self._numbers)
        kit, unit = self._plan.kit, self._inner
        self._append(table_xml(number, name, block.table, sheet, inner, kit, unit))

    def _organisation(self, block: Organisation, rect: Rect) -> None:
        self._captioned(block.caption(rect.width), rect)
        head = block.head(rect.width)
        inner = Rect(rect.x, rect.y + head, rect.width, rect.height - head)
        laid = block.drawn(rect.width, inner.height)
        said = "; ".join(", ".join(filter(None, one.lines)) for one in block.tree.nodes)
        xml = tree_xml(
            laid, laid.places(inner), self._plan.kit, self._inner, lambda: next(self._numbers), said
        )
        self._append(xml)

    def _stack(self, block: Answers, stack: Stack, rect: Rect) -> None:
        """The bar as a native chart, what is said of it as shapes."""
        kind, data = stack_of(stack.shares)
        shapes, bar = block.around(rect)
        said = ". ".join(one for one in stack.texts() if one)
        if any(one.count > 0 for one in stack.shares):
            unit = self._inner
            place = (unit.emu(bar.x), unit.emu(bar.y), unit.emu(bar.width), unit.emu(bar.height))
            frame = self._made.shapes.add_chart(kind, *place, data)
            self._named(frame, stack.name or _("Chart"), said)
            dress_stack(frame.chart, stack.shares, self._plan.kit, unit)
            self._traced(stack.name or "Answers", shapes, "")
        else:
            self._traced(stack.name or "Answers", tuple(block.shapes(rect)), said)

    def _picture(self, data: bytes, rect: Rect, alt: str, *, inner: bool = False) -> None:
        unit = self._inner if inner else self._unit
        try:
            frame = self._made.shapes.add_picture(
                BytesIO(data), unit.emu(rect.x), unit.emu(rect.y), unit.emu(rect.width),
                unit.emu(rect.height),
            )  # fmt: skip
        except Exception:  # noqa: BLE001 - a picture from outside may upset any library in any way
            told = Paragraph(alt, 22.0, self._plan.kit.look.secondary)
            self._text("Picture", rect, [told])
            return
        self._named(frame, alt or _("Picture"), alt)


def _foot(deck: Deck, slide: Slide) -> dict[str, str]:
    prepared = _("Prepared for %s") % deck.client if deck.client else ""
    return {"Source": slide.source, "Prepared for": prepared}


def _chart_says(block: Chart) -> str:
    """What a chart shows, for who can't see it: its title, and every line with all it says."""
    series = block.series
    said = [one for one in (series.title, series.note) if one]
    for line in series.lines:
        pairs = zip(series.labels, line.texts, strict=True)
        told = ", ".join(f"{label} {words}" for label, words in pairs if words)
        said.append(f"{line.name}: {told}")
    return ". ".join(said)


def _apart(one: Rect, other: Rect) -> bool:
    return any(abs(a - b) > 0.5 for a, b in zip(one, other, strict=True))


def _parsed(xml: str) -> Any:
    return parse_xml(xml.replace("/>", f" {SPACES}/>", 1))
