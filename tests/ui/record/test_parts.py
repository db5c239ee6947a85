"""The parts of a record's page: rows, tags, notes, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QLineEdit

from acctdesk.services.attachment import Held
from acctdesk.services.catalogue import Format
from acctdesk.ui.record.attachments import FilesPart
from acctdesk.ui.record.breaking import breakable
from acctdesk.ui.record.contactlink import link_of
from acctdesk.ui.record.fieldrow import Common, FieldRow
from acctdesk.ui.record.filerow import icon_of, note_of, size_words
from acctdesk.ui.record.notes import NotesEdit
from acctdesk.ui.record.sections import groups_of
from acctdesk.ui.record.tags import MOST_SOME, TagsField
from acctdesk.ui.record.value import Formatted

KEY = Qt.Key
POPUP = pytest.mark.qt_log_ignore("This plugin does not support")


def shown(qtbot, widget, width: int = 320):
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


# -- sections ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["account", "person", "unit", "interaction"])
def test_every_field_stands_in_one_section(opened, kind: str) -> None:
    fields = opened.desk.fields.of(kind)
    placed = [field.name for group in groups_of(kind, fields) for field in group.fields]
    entered = [one.name for one in fields if not one.computed and one.name != "archived"]
    assert sorted(placed) == sorted(entered)


# -- rows -------------------------------------------------------------------------------------


def test_a_row_of_several_says_so_and_begins_empty(opened, theme, qtbot) -> None:
    field = opened.desk.fields.field("account", "city")
    row = shown(qtbot, FieldRow(theme, field, beside=True))
    row.show_common(Common(several=True))
    assert row.value.text() == "Several values"
    row.edit()
    editor = row.editor()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), editor.placeholderText()) == ("", "Several values")
    entered = []
    row.entered.connect(entered.append)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert entered == []
    row.edit()
    qtbot.keyClicks(row.editor(), "Delft")
    qtbot.keyClick(row.editor(), KEY.Key_Return)
    assert entered == ["Delft"]


@POPUP
def test_a_choice_of_several_changes_nothing_until_one_is_chosen(opened, theme, qtbot) -> None:
    row = shown(qtbot, FieldRow(theme, opened.desk.fields.field("account", "tier")))
    row.show_common(Common(several=True))
    entered = []
    row.entered.connect(entered.append)
    row.edit()
    combo = row.editor()
    assert combo.currentText() == "Several values"
    qtbot.keyClick(combo, KEY.Key_Escape)
    row.edit()
    combo = row.editor()
    combo.setCurrentIndex(combo.findText("A"))
    combo.activated.emit(combo.currentIndex())
    assert entered == ["A"]


def test_figures_are_read_only(opened, theme, qtbot) -> None:
    row = shown(qtbot, FieldRow(theme, opened.desk.fields.field("account", "last_contact")))
    row.show_common(Common("2026-03-01"))
    row.edit()
    assert row.editor() is None
    assert row.value.text() == "1 Mar 2026"


@pytest.mark.parametrize(
    ("form", "address", "link"),
    [
        (Format.EMAIL, "a@b.example", "mailto:a@b.example"),
        (Format.PHONE, "+31 (10) 5", "tel:+31105"),
        (Format.URL, "b.example/x", "https://b.example/x"),
        (Format.URL, "http://b.example", "http://b.example"),
        (Format.EMAIL, "", ""),
    ],
)
def test_addresses_get_their_scheme(form: Format, address: str, link: str) -> None:
    assert link_of(form, address) == link


def test_long_addresses_break_without_losing_letters() -> None:
    address = "firstname.of.somebody.with.many@client.example/path"
    assert breakable(address).replace("\u200b", "") == address
    assert "@\u200b" in breakable(address)


# -- formatted texts and notes ----------------------------------------------------------------


def test_a_formatted_text_is_higher_when_narrow_and_cut_when_told(theme, qtbot) -> None:
    text = Formatted(theme, "Notes")
    qtbot.addWidget(text)
    text.show_value("word " * 60)
    assert text.heightForWidth(200) > text.heightForWidth(600)
    short = Formatted(theme, "Notes", 2)
    qtbot.addWidget(short)
    short.show_value("word " * 60)
    assert short.heightForWidth(200) < text.heightForWidth(200)
    assert text.accessibleName().startswith("Notes: word word")
    text.show_value("[plan](example.com) and jo@x.example")
    assert text.links() == ["https://example.com", "mailto:jo@x.example"]


def test_signs_are_put_around_and_taken_away(theme, qtbot) -> None:
    edit = shown(qtbot, NotesEdit(theme, "Prefers calls"))
    cursor = edit.textCursor()
    cursor.setPosition(7)
    cursor.setPosition(13, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    qtbot.keyClick(edit, KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "Prefers **calls**"
    qtbot.keyClick(edit, KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "Prefers calls"


def test_lists_go_on_by_themselves_and_end(theme, qtbot) -> None:
    edit = shown(qtbot, NotesEdit(theme))
    qtbot.keyClicks(edit, "- one")
    qtbot.keyClick(edit, KEY.Key_Return)
    qtbot.keyClicks(edit, "two")
    qtbot.keyClick(edit, KEY.Key_Return)
    qtbot.keyClick(edit, KEY.Key_Return)
    qtbot.keyClicks(edit, "after")
    assert edit.toPlainText() == "- one\n- two\nafter"
    edit.setPlainText("a\nb")
    edit.selectAll()
    edit.make_list(numbered=True)
    assert edit.toPlainText() == "1. a\n2. b"
    edit.selectAll()
    edit.make_list()
    assert edit.toPlainText() == "a\nb"


# -- tags -------------------------------------------------------------------------------------


@POPUP
def test_tags_are_added_completed_and_removed(theme, qtbot) -> None:
    tags = shown(qtbot, TagsField(theme, "Tags"))
    tags.set_tags(["key"])
    tags.set_known(["logistics", "key"])
    added, removed = [], []
    tags.added.connect(added.append)
    tags.removed.connect(removed.append)
    qtbot.mouseClick(tags.button, Qt.MouseButton.LeftButton)
    assert tags.line.isVisible()
    qtbot.keyClicks(tags.line, "nordics,")
    qtbot.keyClicks(tags.line, "Key")
    qtbot.keyClick(tags.line, KEY.Key_Return)
    assert added == ["nordics"]  # "Key" is there already
    qtbot.keyClick(tags._chips[0], KEY.Key_Delete)
    assert removed == ["key"]


def test_tags_that_only_some_have_are_told_apart(theme, qtbot) -> None:
    tags = shown(qtbot, TagsField(theme, "Tags"))
    tags.set_tags(["key"], [f"t{at}" for at in range(MOST_SOME + 3)])
    words = [chip.accessibleName() for chip in tags._chips]
    assert words[:2] == ["key", "some: t0"]
    assert words[-1] == "some: 3 more"
    added = []
    tags.added.connect(added.append)
    qtbot.mouseClick(tags._chips[1], Qt.MouseButton.LeftButton, pos=tags._chips[1].rect().topLeft())
    assert added == ["t0"]


# -- files ------------------------------------------------------------------------------------


class Asked:
    """Answers which file, and where to save."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open_file(self, _title: str, _patterns: str, _folder: Path | None = None) -> Path:
        return self.path

    def save_file(self, _title: str, _patterns: str, _proposal: Path | None = None) -> Path:
        return self.path


@pytest.fixture
def part(opened, theme, qtbot, tmp_path: Path) -> FilesPart:
    account = opened.book.account("Northwind")
    asked = Asked(tmp_path / "saved.txt")
    found = FilesPart(theme, opened.desk, opened.tasks, opened.undo, asked)  # type: ignore[arg-type]
    shown(qtbot, found)
    found.set_record("account", account)
    opened.settle()
    return found


def drop(part: FilesPart, path: Path, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    part.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, modifier
        )
    )


def test_a_dropped_file_is_copied_saved_and_taken_off(opened, part, qtbot, tmp_path: Path) -> None:
    offer = tmp_path / "Offer.txt"
    offer.write_text("12 months")
    assert part.hint.isVisible()
    drop(part, offer)
    opened.settle()
    [one] = part.files()
    assert (one.name, one.held) == ("Offer.txt", Held.COPY)
    assert opened.undo.said == ["Copied Offer.txt into the workspace"]
    assert not part.hint.isVisible()
    part.save_as(one)
    opened.settle()
    assert (tmp_path / "saved.txt").read_text() == "12 months"
    qtbot.keyClick(part.rows()[0], KEY.Key_Delete)
    opened.settle()
    assert part.files() == []
    opened.desk.history.undo()
    opened.settle()
    assert [one.name for one in part.files()] == ["Offer.txt"]


def test_with_alt_only_the_place_is_remembered(opened, part, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("x")
    drop(part, tmp_path / "plan.txt", Qt.KeyboardModifier.AltModifier)
    opened.settle()
    [one] = part.files()
    assert one.held is Held.FILE
    assert note_of(one) == "linked, stays where it is · 1 byte"


@POPUP
def test_web_links_are_asked_for_and_wrong_ones_refused(opened, part, qtbot) -> None:
    part.prompt.ask(part.add)
    qtbot.keyClicks(part.prompt.address, "file:///etc/passwd")
    qtbot.keyClick(part.prompt.address, KEY.Key_Return)
    opened.settle()
    assert part.prompt.problem()
    part.prompt.address.clear()
    qtbot.keyClicks(part.prompt.address, "example.com/plan")
    qtbot.keyClick(part.prompt.address, KEY.Key_Return)
    opened.settle()
    assert not part.prompt.isVisible()
    assert [(one.held, one.target) for one in part.files()] == [
        (Held.LINK, "https://example.com/plan")
    ]


def test_pictures_are_shown_small_and_broken_ones_by_their_icon(
    opened, part, tmp_path: Path
) -> None:
    picture = QImage(400, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "site.png"))
    (tmp_path / "bad.png").write_bytes(b"no picture")
    part.attach([tmp_path / "site.png", tmp_path / "bad.png"])
    opened.settle()
    opened.settle()
    rows = {row.attachment.name: row for row in part.rows()}
    small = rows["site.png"]._picture
    assert small is not None
    assert small.width() == 2 * small.height()
    assert rows["bad.png"]._picture is None
    assert icon_of(rows["bad.png"].attachment) == "image"
    assert opened.problems == []


def test_a_file_that_is_too_large_is_refused_with_the_reason(
    opened, part, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("acctdesk.services.attachments.LARGEST", 3)
    (tmp_path / "big.bin").write_bytes(b"1234")
    part.attach([tmp_path / "big.bin"])
    opened.settle()
    assert part.files() == []
    assert len(opened.problems) == 1


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (999, "999 bytes"), (312_400, "312 kB"), (2_449_000, "2.4 MB")],
)
def test_sizes_read_well(size: int, words: str) -> None:
    assert size_words(size) == words
