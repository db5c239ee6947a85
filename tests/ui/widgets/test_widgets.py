from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Mode
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import initials, tint_of
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import CheckBox, ComboBox, SearchField, ValidatedField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.jobs import JobItem
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.steps import Segmented, Stepper, TabBar
from acctdesk.ui.widgets.text import ElidedLabel
from acctdesk.ui.widgets.toast import MOST, Toast, ToastLayer


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


FOCUSABLE = {
    "button": lambda t: Button(t, "Save", "primary"),
    "secondary": lambda t: Button(t, "Save"),
    "quiet": lambda t: Button(t, "Save", "quiet"),
    "link": lambda t: Button(t, "Save", "link"),
    "danger": lambda t: Button(t, "Purge", "danger"),
    "icon": lambda t: IconButton(t, "x", "Close"),
    "chip": lambda t: Chip(t, "Tier is A"),
    "search": lambda t: SearchField(t, "Search"),
    "combo": lambda t: ComboBox(t, "Tier", [("A", "A"), ("B", "B")]),
    "check": lambda t: CheckBox(t, "Compact rows"),
    "segmented": lambda t: Segmented(t, "View", ["Chart", "Grid"]),
    "tabs": lambda t: TabBar(t, "Account", ["Overview", "Log"]),
    "stepper": lambda t: Stepper(t, "Import", ["File", "Match"]),
}


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
@pytest.mark.parametrize("name", FOCUSABLE)
def test_focus_is_seen_and_named(theme, qtbot, name, mode):
    theme.set_mode(mode)
    whole = QWidget()
    column = QVBoxLayout(whole)
    other = QLineEdit()
    column.addWidget(other)
    widget = FOCUSABLE[name](theme)
    column.addWidget(widget)
    shown(qtbot, whole)
    other.setFocus()
    before = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is widget
    after = widget.grab().toImage()
    changed = sum(
        before.pixelColor(x, y) != after.pixelColor(x, y)
        for x in range(0, before.width())
        for y in range(0, before.height())
    )
    assert changed >= 40, "a ring of some length"
    assert widget.accessibleName()


def test_chip_is_removed_by_cross_and_by_key(theme, qtbot):
    chip = shown(qtbot, Chip(theme, "Tier is A"))
    removed, clicked = [], []
    chip.removed.connect(lambda: removed.append(1))
    chip.clicked.connect(lambda: clicked.append(1))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, 12))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert (len(removed), len(clicked)) == (2, 1)


def test_status_always_has_a_word(theme, qtbot):
    for status in Status:
        label = shown(qtbot, StatusLabel(theme, status))
        assert label.text() == label.accessibleName() != ""


def test_glyphs_differ_in_shape_not_only_colour(theme, qtbot):
    pictures = set()
    for status in Status:
        label = shown(qtbot, StatusLabel(theme, status, " "))
        image = label.grab().toImage()
        ground = image.pixelColor(image.width() - 1, 0)
        pictures.add(
            tuple(
                image.pixelColor(x, y) != ground for x in range(14) for y in range(image.height())
            )
        )
    assert len(pictures) == len(Status)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jana Ode", "JO"),
        ("Northwind", "N"),
        ("  ", "?"),
        ("Anna-Maria de Wit", "AW"),
        ("& Co", "C"),
    ],
)
def test_initials(name, expected):
    assert initials(name) == expected


def test_tint_stays_the_same():
    # Pinned: a tint that moves between runs or releases would confuse faces.
    assert [tint_of(name, 6) for name in ("Jana Ode", "Milan Kos", "Tara Rios")] == [1, 5, 2]
    assert len({tint_of(f"person {n}", 6) for n in range(50)}) == 6


def test_elided_label_offers_the_whole_text(theme, qtbot):
    label = shown(qtbot, ElidedLabel(theme, "A rather long name of a company"))
    label.resize(60, 20)
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""


class TestValidatedField:
    @pytest.fixture
    def field(self, theme, qtbot):
        check = lambda text: "" if "@" in text else "Expected an address"  # noqa: E731
        return shown(qtbot, ValidatedField(theme, "E-mail", QLineEdit(), check))

    def test_complains_when_left_keeps_input_and_forgives_on_edit(self, field, qtbot):
        field.editor.setFocus()
        qtbot.keyClicks(field.editor, "nobody")
        assert field.problem() == ""
        field.editor.clearFocus()
        assert field.problem() == "Expected an address"
        assert field.editor.text() == "nobody"
        qtbot.keyClicks(field.editor, "@")
        assert field.problem() == ""

    def test_complaint_is_told_to_assistive_technology(self, field):
        field.validate()
        assert field.editor.accessibleDescription() == "Expected an address"
        assert field.editor.accessibleName() == "E-mail"

    def test_required_field_may_not_be_empty(self, theme, qtbot):
        field = shown(qtbot, ValidatedField(theme, "Name", QLineEdit(), required=True))
        assert not field.validate()
        field.editor.setText("Globex")
        assert field.validate()


def test_search_is_emptied_by_escape(theme, qtbot):
    search = shown(qtbot, SearchField(theme, "Search"))
    qtbot.keyClicks(search, "acme")
    with qtbot.waitSignal(search.cleared):
        qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


@pytest.mark.parametrize("make", [Segmented, TabBar])
def test_arrows_choose(theme, qtbot, make):
    bar = shown(qtbot, make(theme, "View", ["One", "Two", "Three"]))
    bar.setFocus()
    with qtbot.waitSignal(bar.chosen) as got:
        qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert got.args == [1]
    qtbot.keyClick(bar, Qt.Key.Key_End)
    assert bar.current() == 2
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert bar.current() == 2


def test_stepper_leads_back_only(theme, qtbot):
    stepper = shown(qtbot, Stepper(theme, "Import", ["File", "Match", "Check"]))
    stepper.set_current(1)
    got = []
    stepper.chosen.connect(got.append)
    for box in stepper._boxes():
        qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert got == [0]


def test_flow_breaks_into_rows(theme, qtbot):
    whole = QWidget()
    flow = FlowLayout(whole, 8)
    badges = [Badge(theme, f"badge {n}") for n in range(6)]
    for badge in badges:
        flow.addWidget(badge)
    whole.resize(220, 200)
    shown(qtbot, whole)
    assert len({badge.y() for badge in badges}) > 1
    assert all(badge.geometry().right() < 220 for badge in badges)


def test_job_is_cancelled_once(theme, qtbot):
    job = shown(qtbot, JobItem(theme, "Reading roster"))
    job.set_progress(0.43)
    texts = [label.text() for label in job.findChildren(type(job._words))]
    assert "43 %" in texts
    got = []
    job.cancelled.connect(lambda: got.append(1))
    qtbot.mouseClick(job._cancel, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(job._cancel, Qt.MouseButton.LeftButton)
    assert got == [1]


class TestToasts:
    @pytest.fixture
    def layer(self, theme, qtbot):
        over = QWidget()
        over.resize(800, 600)
        shown(qtbot, over)
        return ToastLayer(theme, over)

    def test_undo_is_called_and_the_toast_goes(self, layer, qtbot):
        done = []
        toast = layer.show_toast("Globex archived", undo=lambda: done.append(1))
        button = next(one for one in toast.findChildren(Button))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert done == [1]
        assert layer.toasts() == ()

    def test_they_stack_inside_without_overlap(self, layer):
        for n in range(MOST + 2):
            layer.show_toast(f"Toast {n}")
        boxes = [toast.geometry() for toast in layer.toasts()]
        assert len(boxes) == MOST
        assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
        assert layer.parentWidget().rect().contains(layer.geometry())

    def test_two_buttons_do_what_they_say_and_end_it(self, layer, qtbot):
        done = []
        for at in range(2):
            toast = layer.show_toast(
                "Exported", undo=lambda: done.append("open"), action="Open",
                more=("Show in folder", lambda: done.append("folder")),
            )  # fmt: skip
            names = ("Open", "Show in folder")
            buttons = [one for one in toast.findChildren(Button) if one.text() in names]
            assert [one.text() for one in buttons] == list(names)
            qtbot.mouseClick(buttons[at], Qt.MouseButton.LeftButton)
            assert toast not in layer.toasts()
        assert done == ["open", "folder"]

    def test_pointer_stops_the_clock(self, theme, qtbot):
        over = QWidget()
        over.resize(600, 400)
        toast = Toast(theme, "Kept", seconds=5, parent=over)
        toast.move(200, 200)  # away from the pointer, which rests at 0, 0
        shown(qtbot, over)
        assert toast.is_counting()
        where = QPointF(1, 1)
        toast.enterEvent(QEnterEvent(where, where, where))
        assert not toast.is_counting()

    def test_it_passes(self, theme, qtbot):
        over = QWidget()
        over.resize(600, 400)
        toast = Toast(theme, "Kept", seconds=0.2, parent=over)
        toast.move(200, 200)
        shown(qtbot, over)
        with qtbot.waitSignal(toast.closed, timeout=2000):
            pass


@pytest.mark.parametrize(("scale", "width"), [(100, 900), (100, 260), (200, 500)])
def test_the_sentence_of_an_empty_state_is_never_cut(theme, qtbot, scale, width):
    theme.set_text_scale(scale)
    empty = EmptyState(theme, "inbox", "Nothing yet", "Add the first one, or import a roster from"
                       " a workbook or a CSV file.", "Add")  # fmt: skip
    empty.resize(width, 700)
    shown(qtbot, empty)
    text = empty.text
    assert text.height() >= text.heightForWidth(text.width())
    assert text.geometry().left() >= 0
    assert text.geometry().right() <= width
