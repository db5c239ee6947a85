"""Templates of somebody else: checked by names, opened only when safe, and emptied."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches

from acctdesk.errors import FileProblem
from acctdesk.exchange.decks.template import (
    LAYOUTS,
    Missing,
    check_template,
    default_template,
    open_template,
)
from acctdesk.exchange.decks.writing import write_deck
from tests import decks
from tests.exchange.decks.packages import faults, said

Change = Callable[[str, bytes], bytes | None]


def changed(folder: Path, change: Change, **added: bytes) -> Path:
    """Our template with some of its parts changed, left out, or added."""
    path = folder / "template.pptx"
    with ZipFile(default_template()) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                target.writestr(name, data)
        for name, data in added.items():
            target.writestr(name.replace("__", "/"), data)
    return path


def as_it_is(_name: str, data: bytes) -> bytes:
    return data


def test_our_own_has_everything() -> None:
    assert check_template(default_template()) == ()
    assert not faults(default_template())


def test_it_is_what_its_script_makes(tmp_path: Path) -> None:
    path = Path(__file__).resolve().parents[3] / "packaging" / "deck_template.py"
    spec = importlib.util.spec_from_file_location("deck_template", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = tmp_path / "made.pptx"
    script.make(made)
    with ZipFile(made) as one, ZipFile(default_template()) as other:
        assert one.namelist() == other.namelist()
        assert all(one.read(name) == other.read(name) for name in one.namelist())


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    def without(name: str, data: bytes) -> bytes:
        data = data.replace(b'<p:cSld name="Picture">', b'<p:cSld name="Photo">')
        return (
            data.replace(b'name="Subtitle"', b'name="Line two"') if "Layout1.xml" in name else data
        )

    path = changed(tmp_path, without)
    assert check_template(path) == (Missing("Title", "Subtitle"), Missing("Picture"))
    with pytest.raises(FileProblem, match="“Subtitle” on the layout “Title”"):
        open_template(path)


def test_a_presentation_of_somebody_else_lacks_it_all(tmp_path: Path) -> None:
    path = tmp_path / "other.pptx"
    Presentation().save(str(path))
    assert {one.layout for one in check_template(path) if not one.placeholder} == (
        set(LAYOUTS) - {"Blank"}
    )


def test_a_deck_is_written_into_it_and_nothing_of_it_is_left_behind(tmp_path: Path) -> None:
    book = Presentation(str(default_template()))
    slide = book.slides.add_slide(book.slide_layouts.get_by_name("Content"))
    slide.shapes.title.text = "Secret of another client"
    slide.notes_slide.notes_text_frame.text = "Secret note"
    book.core_properties.author = "Somebody else"
    book.core_properties.comments = "Secret remark"
    band = book.slide_layouts.get_by_name("Content").shapes._spTree
    picture = slide.shapes.add_picture(str(logo(tmp_path)), Inches(1), Inches(1))
    picture._element._nvXxPr.cNvPr.set("descr", "Secret picture")
    assert band is not None
    template = tmp_path / "theirs.pptx"
    book.save(str(template))
    path = tmp_path / "deck.pptx"
    assert write_deck(decks.review(), path, template) == 9
    assert not faults(path)
    assert not [one for one in said(path) if "Secret" in one or "Somebody" in one]
    assert not [name for name in ZipFile(path).namelist() if "media" in name and "png" in name
                and ZipFile(path).read(name) == logo(tmp_path).read_bytes()]  # fmt: skip


@pytest.mark.slow
def test_any_deck_of_ours_is_a_template(tmp_path: Path) -> None:
    first, second = tmp_path / "first.pptx", tmp_path / "second.pptx"
    write_deck(decks.trying(), first)
    assert check_template(first) == ()
    assert write_deck(decks.review(), second, first) == 9
    assert not faults(second)
    assert not [one for one in said(second) if decks.LONG in one or decks.HEBREW in one]


def logo(folder: Path) -> Path:
    path = folder / "logo.png"
    path.write_bytes(decks.png(31, 17, (200, 10, 10)))
    return path


def test_parts_stand_where_the_template_has_room_for_them(tmp_path: Path) -> None:
    book = Presentation(str(default_template()))
    for layout in book.slide_layouts:
        for one in layout.placeholders:
            if one.name in ("Body", "Table", "Chart", "Text", "Left", "Right", "Picture"):
                one.top, one.height = Inches(3.5), Inches(3.2)
    template = tmp_path / "low.pptx"
    book.save(str(template))
    path = tmp_path / "deck.pptx"
    write_deck(decks.review(), path, template)
    assert not faults(path)
    table = next(one for one in Presentation(str(path)).slides[2].shapes if one.has_table)
    assert table.top >= Inches(3.0)


def test_smaller_slides_get_smaller_letters(tmp_path: Path) -> None:
    book = Presentation(str(default_template()))
    book.slide_width, book.slide_height = Inches(10), Inches(5.625)
    for layout in book.slide_layouts:
        for one in layout.placeholders:
            place = [round(value * 0.75) for value in (one.left, one.top, one.width, one.height)]
            one.left, one.top, one.width, one.height = place
    template = tmp_path / "small.pptx"
    book.save(str(template))
    path = tmp_path / "deck.pptx"
    write_deck(decks.review(), path, template)
    slide = Presentation(str(path)).slides[1]
    assert slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt == 20.25


@pytest.mark.parametrize(
    ("added", "match"),
    [
        ({"ppt__vbaProject.bin": b"macro"}, "macros"),
        ({"ppt__slideLayouts__extra.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}, "read"),
        ({"ppt__media__zeros.png": b"\0" * (60 * 1024 * 1024)}, "too large"),
    ],
)
def test_what_is_unsafe_is_refused(added: dict[str, bytes], match: str, tmp_path: Path) -> None:
    path = changed(tmp_path, as_it_is, **added)
    with pytest.raises(FileProblem, match=match):
        check_template(path)
    with pytest.raises(FileProblem, match=match):
        open_template(path)


def test_links_to_files_elsewhere_are_refused(tmp_path: Path) -> None:
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="http://example.com/x.png" TargetMode="External"/>'
    )

    def linked(name: str, data: bytes) -> bytes:
        if not name.endswith("slideLayout1.xml.rels"):
            return data
        return data.replace(b"</Relationships>", link + b"</Relationships>")

    with pytest.raises(FileProblem, match="links"):
        check_template(changed(tmp_path, linked))


def test_what_is_no_presentation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.pptx"
    for data in (b"", b"PK\x03\x04", b"hello", default_template().read_bytes()[:9_000]):
        path.write_bytes(data)
        with pytest.raises(FileProblem):
            check_template(path)
    with pytest.raises(FileProblem):
        check_template(tmp_path / "none.pptx")
