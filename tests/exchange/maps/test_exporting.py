"""A map as files: types kept, no formulas, cards that address books read, whole files or none."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.clientview import Contact, Text, View
from acctdesk.errors import Cancelled, FileProblem, NotFound
from acctdesk.exchange.maps.contactcards import folded, to_vcards
from acctdesk.exchange.maps.exporting import Request, export_map, map_file_name
from acctdesk.services.lanes import Job
from acctdesk.ui.printing.scenes import page_for, scene_image, write_scene
from tests.exchange.maps.reading import pdf_texts, svg_texts, vcf_cards
from tests.services.making import Book

CORPUS = Path(__file__).parents[3] / "../shared/data/icaljs_vcard_ics/test/parser"


@pytest.fixture
def account(book: Book, qapp: object) -> str:
    """Four posts, one of them a placeholder, one parked; a tie; one relationship of ours."""
    who, desk = book.desk.stakeholders, book.desk
    made = book.account("=Acme & Co")
    top, _change = who.posts.add(made, name="Jana Ode", title="=1+1")
    low, _change = who.posts.add(made, anchor=top, name="Marc Visser", title="CFO")
    who.posts.add(made, anchor=top, title="Head of data")
    aside, _change = who.posts.add(made, name="Kim Aside", title="Adviser")
    who.park([aside])
    desk.records.edit(
        "position", top,
        {"power": 8, "interest": 3, "attitude": "opponent", "buying_roles": ("economic_buyer",)},
    )  # fmt: skip
    who.ties.connect(low, top, "influence", strength=3)
    member, _change = desk.records.create("member", {"name": "Tara"})
    person = next(card.person for card in who.map(made).cards if card.name == "Jana Ode")
    desk.records.edit("person", person, {"email": "jana@acme.example", "mobile": "+31 6 1234567"})
    desk.records.create(
        "relationship", {"member_id": member, "person_id": person, "strength": "in_depth"}
    )
    desk.interactions.log(
        made, {"type": "call", "day": "2026-03-01", "subject": "Talk"}, [person], [member]
    )
    return made


def export(book: Book, account: str, path: Path, **how: Any) -> int:
    return export_map(book.desk, Request(account, **how), path, write_scene).people


def rows(path: Path, sheet: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_the_clients_register_has_the_released_columns_alone(
    book: Book, account: str, tmp_path: Path
) -> None:
    path = tmp_path / "map.xlsx"
    assert export(book, account, path) == 3
    assert openpyxl.load_workbook(path).sheetnames == ["Stakeholders", "About"]
    assert rows(path, "Stakeholders") == [
        ["Name", "Title", "Business unit", "Reports to"],
        ["Jana Ode", "=1+1", None, None],
        ["Marc Visser", "CFO", None, "Jana Ode"],
        [None, "Head of data", None, "Jana Ode"],
    ]


def test_the_internal_register_keeps_types_and_has_no_formulas(
    book: Book, account: str, tmp_path: Path
) -> None:
    path = tmp_path / "map.xlsx"
    assert export(book, account, path, internal=True) == 4
    opened = openpyxl.load_workbook(path)
    assert opened.sheetnames == ["Stakeholders", "Matrix", "Relationships", "About"]
    for page in opened:
        assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        if page.title != "About":
            assert page.oddFooter.left.text == "Internal"
    head, first, *rest = rows(path, "Stakeholders")
    said = dict(zip(head, first, strict=True))
    assert said["Name"] == "Jana Ode"
    assert said["Title"] == "=1+1"
    assert (said["Power"], said["Interest"]) == (8, 3)
    assert said["Quadrant"] == "Keep satisfied"
    assert said["Attitude"] == "Opponent"
    assert said["Buying roles"] == "Economic buyer"
    assert said["Last contact"] == dt.datetime(2026, 3, 1)  # noqa: DTZ001 - as workbooks have it
    assert (said["Best known by"], said["How well"]) == ("Tara", "In-depth")
    assert [row[-1] for row in rest] == [None, None, "Parked"]
    assert rows(path, "Matrix") == [
        ["Theirs", "Title", "Tara"],
        ["Jana Ode", "=1+1", "In-depth"],
        ["Marc Visser", "CFO", None],
        ["Kim Aside", "Adviser", None],
    ]
    assert rows(path, "Relationships")[1][:3] == ["Jana Ode", "Tara", "In-depth"]


def test_what_looks_like_markup_or_a_link_stays_a_text(book: Book, tmp_path: Path) -> None:
    made = book.account("Acme")
    texts = ("<r><t>x</t></r>", "=HYPERLINK(1)", "http://a.example", "0123", "x" * 32_767)
    for title in texts:
        book.desk.stakeholders.posts.add(made, title=title)
    path = tmp_path / "map.xlsx"
    for internal in (False, True):
        export(book, made, path, internal=internal)
        [page, *_rest] = openpyxl.load_workbook(path).worksheets
        held = {row[1].value for row in page.iter_rows(min_row=2)}
        assert set(texts[:4]) < held
        assert not page._hyperlinks


def test_drawings_show_ties_and_roles_to_us_alone(book: Book, account: str, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    assert export(book, account, path) == 3
    safe = svg_texts(path)
    assert "Organisation of =Acme & Co" in safe
    assert {"Jana Ode", "Marc Visser", "Head of data", "As of 4 Mar 2026"} < set(safe)
    assert not {"influences", "Opponent", "Kim Aside", "Unknown", "Internal"} & set(safe)
    assert export(book, account, path, internal=True) == 4
    ours = svg_texts(path)
    assert {"influences", "Economic buyer", "In depth", "Parked", "Kim Aside", "Unknown"} < set(
        ours
    )
    assert any("Internal, not for the client" in one for one in ours)
    assert export(book, account, path, internal=True, view="grid") == 4
    plane = svg_texts(path)
    assert {"Power", "Interest", "Keep satisfied", "Jana Ode"} < set(plane)
    assert any("3 without power or interest" in one for one in plane)


def test_a_pdf_fits_paper_and_its_text_is_text(book: Book, account: str, tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    export(book, account, path)
    assert {"Jana Ode", "=1+1", "Marc Visser"} < set(pdf_texts(path))
    assert b"/MediaBox [0 0 842" in path.read_bytes()


def test_as_of_a_day(book: Book, account: str, tmp_path: Path) -> None:
    path = tmp_path / "map.vcf"
    day = dt.date(2026, 3, 4)
    assert export(book, account, path, day=day) == 2
    found = export_map(book.desk, Request(account, day=dt.date(2020, 1, 1)), path, write_scene)
    assert (found.people, found.day) == (0, dt.date(2020, 1, 1))
    assert path.read_bytes() == b""


def test_what_is_refused_leaves_nothing(book: Book, account: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(FileProblem, match="doc"):
        export(book, account, folder / "map.doc")
    with pytest.raises(FileProblem, match="never shown to a client"):
        export(book, account, folder / "map.svg", view="grid")
    with pytest.raises(FileProblem, match="written"):
        export(book, account, folder / "missing" / "map.svg")
    with pytest.raises(NotFound):
        export(book, "f" * 32, folder / "map.svg")
    job = Job("export", lambda _job: None)
    job.cancel()
    with pytest.raises(Cancelled):
        export_map(book.desk, Request(account), folder / "map.pdf", write_scene, job)
    assert not [*folder.iterdir()]


def test_names_to_propose(account: str) -> None:
    day = dt.date(2026, 3, 4)
    name = map_file_name("Acme: Söhne", Request(account), day, ".pdf")
    assert name == "Acme Söhne stakeholders 2026-03-04.pdf"
    grid = Request(account, internal=True, view="grid")
    assert map_file_name("Acme", grid, day, ".png") == (
        "Acme power and interest internal 2026-03-04.png"
    )
    assert map_file_name("Acme", grid, day, ".vcf") == "Acme contacts internal 2026-03-04.vcf"


def test_large_maps_stay_within_what_others_read(book: Book, tmp_path: Path) -> None:
    from acctdesk.drawing.card import Face
    from acctdesk.drawing.chart import chart
    from acctdesk.drawing.framing import Frame
    from acctdesk.drawing.inter import Inter

    kids = [Face(f"Person {n}", "Title") for n in range(300)]
    parents = [None, *([0] * 99), *(1 + n // 3 for n in range(200))]
    scene = chart(kids, parents, Frame("Large"), Inter())
    assert scene.bounds.width > 16_000
    image = scene_image(scene)
    assert max(image.width(), image.height()) <= 16_000
    assert image.width() * image.height() <= 64_100_000
    layout, place = page_for(scene)
    points = layout.fullRectPoints()
    assert max(points.width(), points.height()) <= 14_400
    assert place.width() <= points.width() + 1


# -- contact cards -------------------------------------------------------------------------


def test_contact_cards(book: Book, account: str, tmp_path: Path) -> None:
    path = tmp_path / "map.vcf"
    assert export(book, account, path) == 2
    first, second = vcf_cards(path.read_bytes())
    assert first == [
        ("VERSION", "", ["3.0"]),
        ("N", "", ["Ode", "Jana", "", "", ""]),
        ("FN", "", ["Jana Ode"]),
        ("ORG", "", ["=Acme & Co"]),
        ("TITLE", "", ["=1+1"]),
        ("EMAIL", "TYPE=INTERNET,PREF", ["jana@acme.example"]),
        ("TEL", "TYPE=CELL", ["+31 6 1234567"]),
    ]
    assert ("FN", "", ["Marc Visser"]) in second
    assert export(book, account, path, internal=True) == 2
    first, _second = vcf_cards(path.read_bytes())
    assert first[-2:] == [
        ("NOTE", "", ["Internal\nAttitude: Opponent\nBuying roles: Economic buyer"]),
        ("CLASS", "", ["PRIVATE"]),
    ]


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=120)


@given(name=texts, unit=texts, title=texts, note=texts)
def test_whatever_a_card_says_is_read_back(name: str, unit: str, title: str, note: str) -> None:
    contact = Contact(name, "Given", "Family", unit=unit, title=title, organisation="O;r,g\\")
    data = to_vcards(View(Text("T"), (contact,)), [note + "\nline"])
    [card] = vcf_cards(data)
    said = {line[0]: line[2] for line in card}
    assert said["FN"] == [name]
    assert said["ORG"] == ["O;r,g\\", *([unit] if unit else [])]
    assert said.get("TITLE", [""]) == [title]
    assert said["NOTE"] == [note + "\nline"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_line_is_never_broken_inside_a_letter() -> None:
    for at in range(70, 80):
        line = "x" * at + "漢" * 60
        assert folded(line).replace("\r\n ", "") == line + "\r\n"
        assert all(len(part.encode()) <= 75 for part in folded(line).split("\r\n"))


def corpus() -> Iterator[Path]:
    if CORPUS.is_dir():
        yield from sorted(CORPUS.glob("*.vcf"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the cards from elsewhere aren't here")
def test_the_reader_of_these_tests_reads_cards_from_elsewhere() -> None:
    """What judges our cards is judged itself, by cards and answers that others wrote."""
    checked = 0
    for path in corpus():
        [card] = vcf_cards(path.read_bytes())
        answers = json.loads(path.with_suffix(".json").read_text("utf-8"))[1]
        expected = {one[0].upper(): one[3:] for one in answers if one[2] == "text"}
        for name, _parameters, parts in card:
            if name not in expected or sum(one[0].upper() == name for one in answers) > 1:
                continue
            values = expected[name]
            wanted = values[0] if isinstance(values[0], list) else values
            flat = [",".join(one) if isinstance(one, list) else str(one) for one in wanted]
            if len(flat) == len(parts):
                assert parts == flat, (path.name, name)
                checked += 1
    assert checked > 15
