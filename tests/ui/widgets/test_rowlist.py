"""A list that paints itself: what it paints, where, and what it tells Qt; texts laid out once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QStringListModel, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from acctdesk.ui.theme.theme import Mode
from acctdesk.ui.widgets.marked import runs
from acctdesk.ui.widgets.rowlist import RowList
from acctdesk.ui.widgets.shaped import KEEP, Shaped

NAME = "Lena Menvisser-Clark"


class Painted:
    """Rows of two heights that note what is painted of them."""

    def __init__(self) -> None:
        self.drawn: list[tuple[int, QRectF, bool, bool]] = []
        self.forgotten = 0

    def height(self, row: int) -> int:
        return 20 if row % 3 == 0 else 30

    def draw(self, painter: QPainter, row: int, box: QRectF, *, chosen: bool, focused: bool):
        self.drawn.append((row, QRectF(box), chosen, focused))
        painter.fillRect(box, QColor(row, 0, 0))

    def forget(self) -> None:
        self.forgotten += 1


@pytest.fixture
def shown(qtbot, theme):
    rows = Painted()
    view = RowList(theme, "Finds", rows, "surface")
    view.setModel(QStringListModel([str(at) for at in range(50)]))
    qtbot.addWidget(view)
    view.resize(200, 200)
    with qtbot.waitExposed(view):
        view.show()
    return view, rows


def test_only_rows_in_sight_are_painted_where_qt_says_they_are(shown) -> None:
    view, rows = shown
    for first in (0, 17):
        view.scrollTo(view.model().index(first, 0), RowList.ScrollHint.PositionAtTop)
        rows.drawn.clear()
        view.viewport().grab()
        assert rows.drawn[0][0] == first
        assert len(rows.drawn) < 10
        for row, box, _chosen, _focused in rows.drawn:
            assert box.toRect() == view.visualRect(view.model().index(row, 0))


def test_the_ground_reaches_to_the_end(shown, theme) -> None:
    view, _rows = shown
    view.setModel(QStringListModel(["only"]))
    image = view.viewport().grab().toImage()
    assert image.pixelColor(100, 10) == QColor(0, 0, 0)
    assert image.pixelColor(100, 150) == theme.colour("surface")
    view.setModel(QStringListModel())
    image = view.viewport().grab().toImage()
    assert image.pixelColor(100, 10) == theme.colour("surface")


def test_the_chosen_row_and_the_keyboard_are_told(shown, qtbot) -> None:
    view, rows = shown
    spot = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    rows.drawn.clear()
    view.viewport().grab()
    assert {row for row, _box, chosen, _focused in rows.drawn if chosen} == {2}
    assert all(focused for _row, _box, _chosen, focused in rows.drawn)


def test_another_theme_lays_everything_out_anew(shown, theme) -> None:
    _view, rows = shown
    theme.set_mode(Mode.DARK)
    assert rows.forgotten == 1


@pytest.mark.parametrize(
    ("text", "marks", "room"),
    [
        (NAME, (), 400),
        (NAME, ((0, 4),), 400),
        (NAME, ((0, 4), (5, 8), (15, 20)), 400),
        (NAME, ((5, 20),), 90),
        ("王伟 at Müller & Söhne", ((0, 2), (6, 12)), 400),
        ("", (), 400),
        (NAME, ((0, 4),), 0),
    ],
)
def test_a_marked_line_stands_in_its_box_with_its_marks_on_a_tint(theme, text, marks, room) -> None:
    shaped = Shaped(theme)
    image = QImage(440, 30, QImage.Format.Format_RGB32)
    ground = theme.colour("surface")
    image.fill(ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    end = shaped.put_marked(painter, QRectF(10, 0, room, 30), text, marks)
    painter.end()
    wide = sum(
        shaped.width("strong" if is_marked else "body", part)
        for part, is_marked in runs(text, marks)
    )
    assert end == pytest.approx(10 + min(wide, room), abs=8)
    assert end <= 10 + room
    painted = [x for x in range(440) if any(image.pixelColor(x, y) != ground for y in range(30))]
    assert bool(painted) == bool(text and room)
    # A mark's tint stands a pixel out at either side.
    assert all(9 <= x <= end + 1 for x in painted)
    # Along its upper edge, where no letter is, a line shows where its marks are.
    top = round(15 - theme.line("body") / 2) + 2
    tint = theme.colour("selection")
    tinted = [x for x in range(440) if image.pixelColor(x, top) == tint]
    at = 10.0
    for part, is_marked in runs(text, marks):
        start, at = at, at + shaped.width("strong" if is_marked else "body", part)
        inside = [x for x in tinted if start + 3 <= x <= min(at, end) - 3]
        if min(at, end) - start > 12:
            assert bool(inside) == is_marked


def test_texts_are_measured_once_and_not_without_end(theme, monkeypatch) -> None:
    shaped = Shaped(theme)
    asked: list[str] = []
    theme.metrics("body")  # keeps a font of its own
    font = theme.font

    def spy(style="body"):
        asked.append(style)
        return font(style)

    monkeypatch.setattr(theme, "font", spy)
    assert shaped.width("body", NAME) == shaped.width("body", NAME) > 100
    assert shaped.elide("body", NAME, 1000) == NAME
    assert shaped.elide("body", NAME, 60).endswith("…")
    assert asked == ["body"]
    assert shaped.width("strong", NAME) > shaped.width("body", NAME)
    for at in range(KEEP + 5):
        shaped.width("body", str(at))
    assert len(shaped._kept) <= KEEP
    wide = shaped.width("body", NAME)
    theme.set_text_scale(200)
    shaped.forget()
    assert shaped.width("body", NAME) == pytest.approx(2 * wide, rel=0.02)
