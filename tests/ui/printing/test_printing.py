"""Lists on paper: how columns share a page, what the pages hold, and what leaves as a file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from acctdesk.compose import Desk, create_desk
from acctdesk.errors import Cancelled, FileProblem
from acctdesk.exchange.grids.content import Content, Request
from acctdesk.services.filters import Op
from acctdesk.services.lanes import Job
from acctdesk.services.view import Column, ListView, Mark, Sort
from acctdesk.ui.printing.fitting import SMALLEST, Natural, fit
from acctdesk.ui.printing.ink import PIXEL, POINT, Ink
from acctdesk.ui.printing.lines import Lines
from acctdesk.ui.printing.output import page_image, page_layout, picture, print_pages, write_pdf
from acctdesk.ui.printing.pages import SAMPLE, SIZES, Pages, Setup
from acctdesk.ui.printing.preview import Preview
from acctdesk.ui.printing.table import natural, wrapped
from acctdesk.ui.theme.theme import Mode

DAY = dt.date(2026, 3, 4)
NAMES = ("name", "tier", "rag", "annual_value", "renewal_date", "notes")
ROOM = 760 * POINT

naturals = st.tuples(st.floats(1, 600 * POINT), st.floats(0.05, 1), st.floats(1, 300 * POINT)).map(
    lambda one: Natural(one[0], min(one[0], one[0] * one[1], one[2]))
)


@given(st.lists(naturals, min_size=1, max_size=40), st.floats(200 * POINT, 1200 * POINT))
def test_every_column_is_printed_inside_the_page(columns: list[Natural], room: float) -> None:
    laid = fit(columns, room)
    shown = [place for band in laid.bands for place in band.columns]
    assert set(shown) == set(range(len(columns)))
    assert all(shown.count(place) == 1 for place in range(1, len(columns)))
    assert SMALLEST <= laid.scale <= 1
    for band in laid.bands:
        # Whoever looks at a page sees which records it is about.
        assert band.columns[0] == 0
        assert sum(band.widths) <= room * 1.0001
        assert all(width > 0 for width in band.widths)


def test_columns_get_what_they_like_where_there_is_room() -> None:
    laid = fit([Natural(100, 50), Natural(300, 60)], 1000)
    assert laid.scale == 1
    assert laid.lines == 1
    assert laid.bands[0].widths == (135, 405)


def test_type_gets_smaller_before_words_are_wrapped_and_pages_are_parted() -> None:
    scales = [fit([Natural(width, 40 * POINT)] * 8, ROOM) for width in (90 * POINT, 110 * POINT)]
    assert scales[0].scale == 1
    assert scales[1].scale < 1
    assert scales[1].lines == 1
    wrapping = fit([Natural(180 * POINT, 60 * POINT)] * 8, ROOM)
    assert (wrapping.lines, len(wrapping.bands)) == (2, 1)
    parted = fit([Natural(180 * POINT, 150 * POINT)] * 12, ROOM)
    assert len(parted.bands) > 1


@given(st.text(st.sampled_from("ab 𝄞é\n李"), max_size=120), st.integers(1, 4), st.floats(20, 400))
def test_wrapping_loses_nothing(qapp, text: str, lines: int, width: float) -> None:
    font = QFont()
    font.setPixelSize(14)
    found = wrapped(text, font, width, lines)
    assert len(found) <= lines
    assert "".join("".join(found).split()) == "".join(text.split())


# --- pages -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with create_desk(tmp_path_factory.mktemp("book") / "book.acctdesk") as made:
        for number in range(60):
            made.records.create(
                "account",
                {
                    "name": f"Client {number:02}", "tier": "ABCD"[number % 4],
                    "rag": ("green", "amber", "red", None)[number % 4],
                    "annual_value": Decimal(1000 * number), "currency": "EUR",
                    "renewal_date": f"2027-{number % 12 + 1:02}-15",
                    "notes": "A long sentence about nothing in particular. " * (number % 3),
                },
            )  # fmt: skip
        yield made


def lines_of(desk: Desk, **view: Any) -> Lines:
    made = ListView("account", columns=tuple(map(Column, NAMES)), **view)
    return Lines(Content(desk, Request(made, NAMES, "My accounts")))


def pages_of(desk: Desk, setup: Setup | None = None, **view: Any) -> Pages:
    lines = lines_of(desk, **view)
    return Pages(lines, lines.read(0, SAMPLE), setup or Setup(), "", DAY)


def test_every_line_is_on_one_page_and_in_order(qapp, desk) -> None:
    for view in (
        {},
        {"group": ("tier",), "summary": {"annual_value": "sum"}},
        {"words": "client 0"},
    ):
        pages = pages_of(desk, **view)
        assert len(pages.table.laid.bands) == 1
        found = []
        for page in range(pages.count):
            start, count = pages.wanted(page)
            found += pages.lines.read(start, count)
        assert len(found) == pages.lines.count
        names = [line.cells[0].text for line in found if line.sort == "record"]
        assert len(names) == len(set(names)) == pages.lines._content.count


def test_groups_and_sums_are_printed(qapp, desk) -> None:
    lines = lines_of(
        desk, group=("tier",), summary={"annual_value": "sum", "renewal_date": "min"},
        sort=(Sort("name"),),
    )  # fmt: skip
    every = lines.read(0, 500)
    heads = [line for line in every if line.sort == "head"]
    assert [line.cells[0].text for line in heads][0] == "Tier: A (15)"
    assert heads[0].cells[3].text == "€ 420,000"
    assert heads[0].cells[4].text.startswith("min 15 Jan 2027")
    assert [line.sort for line in every][-1] == "sum"
    assert every[-1].cells[3].text == "Σ € 1,770,000"


def test_a_part_of_a_list_says_how_much_it_shows(qapp, desk) -> None:
    content = Content(
        desk,
        Request(ListView("account", group=("tier",), sort=(Sort("name"),)), NAMES, "My accounts"),
    )
    part = Lines(content, 1, 20)
    assert [one.sort for one in part.read(0, 99)].count("head") == 1
    assert part.notes()[0] == "19 of 60 accounts"
    assert Lines(content).notes()[0] == "60 accounts"


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("landscape", [True, False])
def test_pages_paint_inside_their_margins(qapp, desk, paper: str, landscape: bool) -> None:
    pages = pages_of(desk, Setup(paper, landscape=landscape, internal=False))
    image = page_image(pages, 0, QSize(700, 990), 1)
    for x in range(0, 700, 5):
        assert image.pixelColor(x, 3) == QColor("white")
        assert image.pixelColor(x, 987) == QColor("white")
    for y in range(0, 990, 5):
        assert image.pixelColor(3, y) == QColor("white")
        assert image.pixelColor(697, y) == QColor("white")


def dark_pixels(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 250
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_the_mark_of_what_is_internal_is_on_the_page_or_not(qapp, desk) -> None:
    size = QSize(700, 495)
    marked = page_image(pages_of(desk, Setup(internal=True)), 0, size, 1)
    plain = page_image(pages_of(desk, Setup(internal=False)), 0, size, 1)
    assert dark_pixels(marked) > dark_pixels(plain) + 500


def test_an_empty_list_is_one_page_that_says_so(qapp, desk) -> None:
    pages = pages_of(desk, words="nobody is called so")
    assert pages.count == 1
    assert dark_pixels(page_image(pages, 0, QSize(700, 495), 1)) > 100


# --- files -----------------------------------------------------------------------------------


def test_a_pdf_has_letters_and_lines_and_no_pictures(qapp, desk, tmp_path: Path) -> None:
    pages = pages_of(desk)
    path = tmp_path / "list.pdf"
    assert write_pdf(pages, path) == pages.count
    written = path.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", written)) == pages.count
    assert re.search(rb"/FontFile", written)
    assert not re.search(rb"/Subtype\s*/Image", written)


def test_a_cancelled_pdf_leaves_the_file_of_before(qapp, desk, tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"before")
    job = Job("PDF")
    job.cancel()
    with pytest.raises(Cancelled):
        write_pdf(pages_of(desk), path, job)
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["list.pdf"]
    with pytest.raises(FileProblem):
        write_pdf(pages_of(desk), tmp_path / "gone" / "list.pdf")


def test_a_printer_gets_the_pages_that_were_chosen(qapp, desk, tmp_path: Path) -> None:
    pages = pages_of(desk)
    assert pages.count >= 3
    for chosen, wanted in (((0, 0), pages.count), ((2, 3), 2)):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setPageLayout(page_layout(pages.setup))
        printer.setFullPage(True)
        printer.setFromTo(*chosen)
        assert print_pages(pages, printer) == wanted
        written = (tmp_path / "printed.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", written)) == wanted


def test_a_picture_is_light_and_as_large_as_its_rows(qapp, theme, desk) -> None:
    theme.set_mode(Mode.DARK)
    lines = lines_of(desk)
    small = picture(lines, lines.read(0, 3), "", DAY)
    large = picture(lines, lines.read(0, 30), "", DAY)
    assert large.width() >= small.width() > 1000
    assert large.height() > small.height() + 20 * 30
    assert small.pixelColor(1, 1) == QColor("white")


# --- the preview -----------------------------------------------------------------------------


@pytest.fixture
def preview(qtbot, theme, desk) -> Iterator[Preview]:
    parent = QWidget()
    qtbot.addWidget(parent)
    lines = lines_of(desk)

    def render(pages: Pages, page: int, size: QSize, ratio: float, done: Any) -> None:
        done(page_image(pages, page, size, ratio))

    made = Preview(theme, lines, lines.read(0, SAMPLE), Setup(), DAY, render, parent)
    made.open()
    qtbot.waitUntil(lambda: made.view.image is not None)
    yield made
    made.reject()
    made.deleteLater()


def test_keys_and_wheel_turn_the_pages(preview: Preview) -> None:
    last = preview.pages.count - 1
    for key, page in (
        (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_End, last), (Qt.Key.Key_PageDown, last),
        (Qt.Key.Key_PageUp, last - 1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_PageUp, 0),
    ):  # fmt: skip
        QTest.keyClick(preview, key)
        assert preview.view.page == page
    preview.view.turned.emit(1)
    assert preview.where.text() == f"Page 2 of {last + 1}"


def test_another_paper_or_way_lays_the_list_out_anew(preview: Preview) -> None:
    told: list[Setup] = []
    preview.setup_changed.connect(told.append)
    before = preview.pages.count
    QTest.keyClick(preview, Qt.Key.Key_End)
    preview.paper.set_value("A3")
    assert preview.pages.count < before
    assert preview.view.page == preview.pages.count - 1
    QTest.keyClick(preview.way, Qt.Key.Key_Left)
    preview.internal.setChecked(False)
    assert told[-1] == Setup("A3", landscape=False, internal=False)
    assert preview.setup == told[-1]


def test_everything_in_the_preview_has_a_name(preview: Preview) -> None:
    unnamed = [
        type(one).__name__
        for one in preview.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and not one.accessibleName()
        and one.objectName() != "choices" and one.isVisible()
    ]  # fmt: skip
    assert not unnamed


def test_enter_prints_or_saves_what_has_the_focus(preview: Preview) -> None:
    wanted: list[str] = []
    preview.print_wanted.connect(lambda _setup: wanted.append("print"))
    preview.pdf_wanted.connect(lambda _setup: wanted.append("pdf"))
    preview.print_button.setFocus()
    QTest.keyClick(preview.print_button, Qt.Key.Key_Return)
    preview.pdf.setFocus()
    QTest.keyClick(preview.pdf, Qt.Key.Key_Return)
    assert wanted == ["print", "pdf"]


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def test_pages_are_light_in_every_look(preview: Preview, theme, mode: Mode) -> None:
    theme.set_mode(mode)
    preview.view.repaint()
    box = preview.view._box()
    grabbed = preview.view.grab().toImage()
    inside = grabbed.pixelColor(box.left() + 6, box.top() + 6)
    assert inside == QColor("white")
    assert preview.view.grab().toImage().pixelColor(2, 2) != QColor("white")


def test_units_are_those_of_paper_and_of_the_screen() -> None:
    assert Setup("A4", landscape=False).size == (11906, 16838)  # twentieths of a point
    assert 96 * PIXEL == 72 * POINT


def test_metrics_are_the_same_at_every_magnification(qapp, desk) -> None:
    # Letters that were measured to fit still do when the page is painted small.
    pages = pages_of(desk)
    font = pages.table.ink.body
    assert QFontMetricsF(font).horizontalAdvance("Client 01") > 0
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(0.01, 0.01)
    painter.setFont(font)
    shown = painter.fontMetrics().horizontalAdvance("Client 01")
    painter.end()
    assert shown == pytest.approx(QFontMetricsF(font).horizontalAdvance("Client 01"), rel=0.02)


# --- marks -----------------------------------------------------------------------------------

MARKS = (
    Mark("rag", Op.IS, "red", "bad"),
    Mark("annual_value", Op.OVER, Decimal(50_000), "good", whole_row=True),
    Mark("tier", Op.IS, "B", "warn"),
    Mark("renewal_date", Op.IS, "2027-03-15", "info"),
)


def test_marks_reach_the_lines_and_the_words_above_them(qapp, desk) -> None:
    lines = lines_of(desk, marks=MARKS, sort=(Sort("name"),))
    every = lines.read(0, 60)
    by_name = {line.cells[0].text: line for line in every}
    rich = by_name["Client 52"]
    assert (rich.ground, rich.cells[3].mark, rich.cells[0].mark) == ("good", "good", None)
    red = by_name["Client 02"]
    assert (red.ground, red.cells[2].mark, red.cells[2].ground) == (None, "bad", "bad")
    assert by_name["Client 03"].cells[0].mark is None
    said = " ".join(lines.notes())
    assert "marked: " in said
    assert "Annual value is more than 50,000 (good, whole row)" in said
    assert "marked" not in " ".join(lines_of(desk).notes())


def test_marks_are_seen_on_pages_and_pictures_without_colour_as_well(qapp, desk) -> None:
    def painted(marks: tuple[Mark, ...]) -> QImage:
        lines = lines_of(desk, marks=marks, sort=(Sort("name"),))
        found = lines.read(0, 8)
        # The words above are left out: only the rows are compared.
        image = picture(lines, found, "", DAY)
        return image.copy(0, image.height() // 3, 800, image.height() // 2)

    plain = painted(())
    seen = set()
    for tone in ("good", "warn", "bad", "info"):
        image = painted((Mark("name", Op.CONTAINS, "client", tone),))
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        assert grey != plain.convertToFormat(QImage.Format.Format_Grayscale8)
        # Shapes differ where colours are gone: only the dark parts are compared.
        seen.add(bytes(1 if part < 120 else 0 for part in bytes(grey.constBits())))
    assert len(seen) == 4


def test_signs_have_room_beside_the_words(qapp, desk) -> None:
    plain = lines_of(desk, sort=(Sort("name"),))
    marked = lines_of(desk, marks=MARKS, sort=(Sort("name"),))
    wide = [
        natural(Ink("", 180), lines.columns, lines.read(0, 60))[1].width
        for lines in (plain, marked)
    ]
    assert wide[1] > wide[0]


def test_a_pdf_with_marks_has_no_pictures(qapp, desk, tmp_path: Path) -> None:
    path = tmp_path / "marked.pdf"
    write_pdf(pages_of(desk, marks=MARKS), path)
    written = path.read_bytes()
    assert not re.search(rb"/Subtype\s*/Image", written)
