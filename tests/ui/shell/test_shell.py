from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from acctdesk.ui.shell.history import LIMIT, History
from acctdesk.ui.shell.keeping import on_a_screen
from acctdesk.ui.shell.page import Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.widgets.buttons import Button
from acctdesk.words import lazy
from tests.ui.shell.noting import SECTIONS, Note, Silent
from tests.ui.shell.noting import settings as settings
from tests.ui.shell.noting import window as window


def test_pages_are_built_at_their_first_visit(window):
    assert Note.built == 1
    window.go(Place("b"))
    window.go(Place("a"))
    assert Note.built == 2


def test_start_paints_first_and_then_goes_there(theme, qtbot, settings):
    Note.built = 0
    made = MainWindow(theme, SECTIONS, settings, ask=Silent())
    qtbot.addWidget(made)
    made.start(Place("b"))
    assert Note.built == 0
    assert made.topbar.title.text() == "Issues"
    made.show()
    qtbot.waitUntil(lambda: made.present_place() == Place("b"), timeout=3000)


def test_history_leads_back_and_forward(window):
    window.go(Place("b", {"id": "7"}))
    window.go(Place("settings"))
    window.action_set.action("back").trigger()
    assert window.present_place() == Place("b", {"id": "7"})
    assert window.page("b").params[-1] == {"id": "7"}
    window.action_set.action("forward").trigger()
    assert window.present_place() == Place("settings")
    assert not window.action_set.action("forward").isEnabled()


def test_history_forgets_ahead_and_its_oldest():
    trail = History()
    for n in range(LIMIT + 20):
        trail.visit(Place(str(n)))
    steps = 0
    while trail.back():
        steps += 1
    assert steps == LIMIT - 1
    trail.visit(Place("new"))
    assert not trail.can_forward


def test_no_other_window_flashes_up_while_pages_are_built(window, qapp):
    for section in SECTIONS:
        window.go(Place(section.id))
        qapp.processEvents()
    assert window.isActiveWindow()


def test_hidden_pages_wait(window):
    page = window.page("a")
    before = page.refreshed
    window.go(Place("b"))
    page.mark_stale()
    page.mark_stale()
    assert page.refreshed == before
    window.go(Place("a"))
    assert page.refreshed == before + 1
    page.mark_stale()
    assert page.refreshed == before + 2


def test_ctrl_digits_go_to_sections(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.present_place() == Place("b")


def test_sidebar_has_the_given_sections_in_order_and_marks_the_present(window, qtbot):
    rows = window.sidebar.rows()
    assert list(rows) == ["a", "b", "import", "settings"]
    tops = [row.mapTo(window, row.rect().topLeft()).y() for row in rows.values()]
    assert tops == sorted(tops)
    qtbot.mouseClick(rows["b"], Qt.MouseButton.LeftButton)
    assert [row.isChecked() for row in rows.values()] == [False, True, False, False]


def test_sidebar_is_icons_when_narrow(window):
    assert window.sidebar.width() == 220
    window.resize(1000, 700)
    assert window.sidebar.is_narrow()
    assert window.sidebar.width() == 56
    assert window.sidebar.rows()["a"].toolTip() == "Accounts"


def test_badge_is_told_with_the_name(window):
    window.set_badge("b", "2", alarm=True)
    assert window.sidebar.rows()["b"].accessibleName() == "Issues, 2"
    window.set_badge("absent", "9")


def test_crumbs_lead_there(window, qtbot):
    window.go(Place("b", {"id": "7"}))
    crumb = next(one for one in window.topbar.findChildren(Button) if one.text() == "Home")
    qtbot.mouseClick(crumb, Qt.MouseButton.LeftButton)
    assert window.present_place() == Place("a")


def test_state_survives_a_restart(window, theme, qtbot, settings):
    window.page("a").line.setText("kept")
    window.go(Place("b", {"id": "7"}))
    window.close()
    again = MainWindow(theme, SECTIONS, settings, ask=Silent())
    qtbot.addWidget(again)
    again.show()
    again.start()
    qtbot.waitUntil(lambda: again.present_place() == Place("b", {"id": "7"}), timeout=3000)
    assert again.page("a").line.text() == "kept"
    assert again.page("a").kept["widths"] == [1, 2]


def test_damaged_settings_are_as_none(theme, qtbot, settings):
    settings.setValue("window/place", "{nonsense")
    settings.setValue("window/geometry", "nonsense")
    settings.setValue("page/a/text", "{nonsense")
    made = MainWindow(theme, SECTIONS, settings, ask=Silent())
    qtbot.addWidget(made)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: made.present_place() == Place("a"), timeout=3000)
    assert made.page("a").line.text() == ""


@pytest.mark.parametrize(
    ("window_box", "seen"),
    [
        (QRect(0, 0, 800, 600), True),
        (QRect(-5000, 0, 800, 600), False),
        (QRect(1900, 0, 800, 600), False),
        (QRect(1800, 1000, 800, 600), True),
    ],
)
def test_geometry_off_screen_is_noticed(window_box, seen):
    assert on_a_screen(window_box, [QRect(0, 0, 1920, 1080)]) is seen


def test_inspector_follows_f4_and_the_width(window, qtbot):
    pane = window.page("a").pane
    assert pane.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert not pane.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert pane.isVisible()
    window.resize(1000, 700)
    assert not pane.isVisible()


def test_f6_goes_round_the_panes(window, qtbot):
    window.go(Place("b"))
    window.go(Place("a"))  # now Back can take the focus
    window.page("a").line.setFocus()
    seen = []
    for _step in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        seen.append(
            next(
                name
                for name, pane in (
                    ("side", window.sidebar),
                    ("top", window.topbar),
                    ("page", window.page("a")),
                )
                if pane.isAncestorOf(focus)
            )
        )
    assert sorted(seen) == ["page", "side", "top"]


def test_status_message_and_jobs(window):
    window.set_message("Saving")
    assert window.status.message.text() == "Saving"
    window.set_message("")
    assert window.status.message.text() == "All changes kept"
    stopped = []
    job = window.add_job("Reading roster", lambda: stopped.append(1))
    job.set_progress(0.5)
    job._cancel.click()
    assert stopped == [1]
    job.finish()
    assert not job.isVisible()


def test_copy_of_the_menu_reaches_the_field_with_the_focus(window, qapp):
    window.page("a").line.setText("words")
    window.page("a").line.setFocus()
    window.page("a").line.selectAll()
    window.action_set.action("copy").trigger()
    assert qapp.clipboard().text() == "words"


def test_every_focusable_widget_has_a_name(window):
    nameless = [
        (type(one).__name__, one.objectName())
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_of_the_frame_is_cut_at_960_by_600(window, theme, qtbot, scale):
    theme.set_text_scale(scale)
    window.resize(960, 600)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (960, 600)
    page = window.page("a")
    cut = []
    for one in [*page.findChildren(QWidget), *window.topbar.findChildren(QWidget)]:
        if not one.isVisible() or not isinstance(one, QAbstractButton | QLabel | QLineEdit):
            continue
        if not one.text():
            continue  # an icon is painted at the size of its button
        need = one.minimumSizeHint()
        if one.width() < need.width() or one.height() < need.height():
            cut.append((type(one).__name__, one.accessibleName()))
    assert cut == []


def test_a_page_without_a_row_is_reached_by_its_place(theme, qtbot, settings):
    hidden = Section("search", lazy("Search"), "search", Note, "none")
    made = MainWindow(theme, [SECTIONS[0], hidden, *SECTIONS[1:]], settings, ask=Silent())
    qtbot.addWidget(made)
    assert "search" not in made.sidebar.rows()
    assert "go.search" not in made.action_set
    assert made.action_set.shortcut_text("go.b") == "Ctrl+2"
    made.go(Place("search", {"words": "x"}))
    assert made.page("search").params == [{"words": "x"}]
    made.go(Place("b"))
    made.back()
    assert made.present_place() == Place("search", {"words": "x"})
