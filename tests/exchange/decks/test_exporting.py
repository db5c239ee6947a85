"""Decks as files of each kind, and the file that stays when something goes wrong."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from acctdesk.clientview import Slide, Table
from acctdesk.errors import FileProblem
from acctdesk.exchange.decks.exporting import deck_file_name, export_deck
from acctdesk.exchange.decks.numbers import sheets_of, typed
from acctdesk.exchange.decks.template import default_template
from acctdesk.ui.printing.scenes import write_pages
from acctdesk.words import speaking
from tests import decks
from tests.exchange.maps.reading import pdf_texts


def test_the_suffix_says_what_it_is(tmp_path: Path, qapp: object) -> None:
    for suffix, start in ((".pptx", b"PK"), (".pdf", b"%PDF"), (".xlsx", b"PK"), (".PPTX", b"PK")):
        path = tmp_path / f"deck{suffix}"
        assert export_deck(decks.review(), path, write_pages) >= 5
        assert path.read_bytes().startswith(start)


def test_the_pages_say_what_the_slides_say(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "deck.pdf"
    assert export_deck(decks.review(), path, write_pages) == 9
    told = pdf_texts(path)
    for one in ("Five of six service levels were met", "99.93 %", "Ines Martens", "9 / 9",
                "Prepared for Northwind Logistics"):  # fmt: skip
        assert one in told


def test_numbers_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "deck.xlsx"
    count = export_deck(decks.review(), path, write_pages)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == count + 1
    assert [cell.value for cell in book["Deck"]["A"]][2] == "Client"
    trend = book[[one for one in book.sheetnames if one.startswith("Availability")][0]]
    assert [cell.value for cell in trend[1]] == ["Month", "Order portal", "Agreed"]
    assert [cell.value for cell in trend[2]] == ["Dec", 99.95, 99.9]
    agenda = book["Agenda"]
    assert [cell.value for cell in agenda[2]] == [1, "What we promised last time", "Jana Ode", 10]
    answers = book["Would you recommend us"]
    assert [cell.value for cell in answers[2]] == ["Promoters", 12, "12 (55 %)"]
    assert book.properties.creator == "Jana Ode"


def test_cells_are_typed_in_the_language_of_the_deck() -> None:
    said = ("99.4 %", "1,234", "−0.5", "0017", "4.2 of 5", "", "1.2.3", "12-04", "+49 40 12")
    with speaking("en"):
        assert [typed(one) for one in said[:3]] == [(0.994, "0.0%"), (1234.0, "0"), (-0.5, "0.0")]
        assert [typed(one) for one in said[3:]] == [None] * 6
    with speaking("de"):
        assert typed("99,4 %") == (0.994, "0.0%")
        assert typed("12.345") == (12345.0, "#,##0")


def test_no_text_becomes_a_formula_and_names_of_sheets_differ(tmp_path: Path) -> None:
    table = Table(("=A1", "B"), (("=1+1", "<r>x</r>"), ("a\x00b", "+49")))
    slide = Slide("What: [if]?", "T", "", (table, table, table))
    path = tmp_path / "deck.xlsx"
    deck = replace(decks.review(), slides=(slide,), client="R&D", title="&P")
    assert export_deck(deck, path, write_pages) == 3
    book = openpyxl.load_workbook(path)
    assert len({one.casefold() for one in book.sheetnames}) == 4
    sheet = book[book.sheetnames[1]]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["=A1", "B"], ["=1+1", "<r>x</r>"], ["a\ufffdb", 49],
    ]  # fmt: skip
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_every_part_with_numbers_has_its_sheet() -> None:
    parts = (decks.spread(), decks.dots(), decks.roadmap(), *decks.gauges(2), decks.actions())
    sheets = list(sheets_of(Slide("Name", "T", "", parts)))
    assert [len(one.rows) for one in sheets] == [6, 5, 5, 6, 2]
    assert all(len(row) == len(one.headings) for one in sheets for row in one.rows)


def test_what_cant_be_is_refused_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    with pytest.raises(FileProblem):
        export_deck(decks.review(), path, write_pages, tmp_path / "none.pptx")
    assert path.read_bytes() == b"old"
    with pytest.raises(FileProblem, match=r"\.odp"):
        export_deck(decks.review(), tmp_path / "deck.odp", write_pages)
    with pytest.raises(FileProblem, match="template"):
        export_deck(decks.review(), tmp_path / "deck.pdf", write_pages, default_template())
    with pytest.raises(FileProblem):
        export_deck(decks.review(), tmp_path / "no" / "deck.pptx", write_pages)
    assert [one.name for one in tmp_path.iterdir()] == ["deck.pptx"]


def test_a_name_is_proposed() -> None:
    name = deck_file_name(replace(decks.review(), client="A/B: Co"), dt.date(2026, 12, 4), ".pptx")
    assert name == "A B Co Quarterly business review Q4 2026 2026-12-04.pptx"


@pytest.mark.slow
def test_the_library_is_loaded_only_for_a_deck() -> None:
    child = (
        "import sys\n"
        "import acctdesk.exchange.decks.exporting, acctdesk.drawing.slides, acctdesk.cli.decks\n"
        "found = {'pptx', 'lxml', 'PIL', 'xlsxwriter', 'PySide6', 'babel'} & set(sys.modules)\n"
        "sys.exit(repr(found) if found else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
