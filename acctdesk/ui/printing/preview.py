"""The preview: the pages as they will be, how they lie, and where they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.printing.lines import Printable, Printed, page_words, pages_words
from acctdesk.ui.printing.pages import SIZES, Pages, Setup
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.paint import fill_round
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

Render = Callable[[Pages, int, QSize, float, Callable[[QImage], object]], object]
"""Paints a page off the window's thread: pages, number, size, pixel ratio, and who gets it."""

EDGE = 20
"""Room around the page in pixels at 100 %."""
TINY = 0.6
"""Share of the width below which a whole page is too small to be read: it is as wide as there is
room then, and moves up and down."""
LEGIBLE = 600
"""Width of a page in pixels at 100 % that can be read."""


class Preview(QDialog):
    """Shows the pages of a list, and asks how and where to print them.

    Args:
        theme: The theme in force; the pages are light in any.
        lines: The list's lines.
        sample: The first of them.
        setup: How it is printed at first.
        day: The day that stands on the pages.
        render: Paints pages.
        parent: The window it belongs to.
    """

    pdf_wanted = Signal(object)
    """The list is to be saved as a PDF; carries the `Setup`."""
    print_wanted = Signal(object)
    """The list is to be printed; carries the `Setup`."""
    setup_changed = Signal(object)
    """Another `Setup` was chosen, to be remembered."""

    def __init__(
        self,
        theme: Theme,
        lines: Printable,
        sample: Sequence[Printed],
        setup: Setup,
        day: dt.date,
        render: Render,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print preview"))
        self.setAccessibleName(_("Print preview"))
        self.setProperty("plane", "page")
        self._theme, self._lines, self._sample = theme, lines, sample
        self._day, self._render = day, render
        self.setup = setup
        self._family = theme.font().family()
        self.pages = self._made()
        self.view = PageView(theme, render)
        self._build()
        self._wire()
        self._size()
        self._show_setup()

    def _made(self) -> Pages:
        return Pages(self._lines, self._sample, self.setup, self._family, self._day)

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above, row = _strip()
        self.paper = ComboBox(theme, _("Paper"), [(name, name) for name in SIZES])
        self.way = Segmented(theme, _("Orientation"), (_("Upright"), _("Sideways")))
        self.internal = CheckBox(theme, _("Mark as internal"))
        row.addWidget(self.paper)
        row.addWidget(self.way)
        row.addWidget(self.internal)
        column.addWidget(above)
        column.addWidget(Line(theme))
        column.addWidget(self.view, 1)
        column.addWidget(Line(theme))
        below, last = _strip(to_right=True)
        turning = QWidget()
        turn = QHBoxLayout(turning)
        turn.setContentsMargins(0, 0, 0, 0)
        self.back = IconButton(theme, "chevron-left", _("Previous page"))
        self.forth = IconButton(theme, "chevron-right", _("Next page"))
        self.where = Label(theme, "", "medium")
        turn.addWidget(self.back)
        turn.addWidget(self.where)
        turn.addWidget(self.forth)
        last.addWidget(turning)
        self.close_button = Button(theme, _("Close"), "quiet")
        self.pdf = Button(theme, _("Save as PDF…"), icon="download")
        self.print_button = Button(theme, _("Print…"), "primary", icon="printer")
        for button in (self.close_button, self.pdf, self.print_button):
            last.addWidget(button)
        column.addWidget(below)
        self._last = last

    def _wire(self) -> None:
        self.paper.currentIndexChanged.connect(
            lambda _at: self._change(replace(self.setup, paper=str(self.paper.value())))
        )
        self.way.chosen.connect(lambda at: self._change(replace(self.setup, landscape=at == 1)))
        self.internal.toggled.connect(lambda on: self._change(replace(self.setup, internal=on)))
        self.back.clicked.connect(lambda: self.turn(self.view.page - 1))
        self.forth.clicked.connect(lambda: self.turn(self.view.page + 1))
        self.view.turned.connect(lambda step: self.turn(self.view.page + step))
        self.close_button.clicked.connect(self.reject)
        self.pdf.clicked.connect(lambda: self.pdf_wanted.emit(self.setup))
        self.print_button.clicked.connect(lambda: self.print_wanted.emit(self.setup))

    def _size(self) -> None:
        parent = self.parentWidget()
        room = (parent.window() if parent is not None else self).screen().availableGeometry()
        px = self._theme.px
        self.resize(min(px(1080), room.width() - 40), min(px(820), room.height() - 60))

    def turn(self, page: int) -> None:
        """Show a page.

        Args:
            page: Its number, from 0; beyond the ends the last one there is.
        """
        page = max(0, min(page, self.pages.count - 1))
        self.view.show_page(self.pages, page)
        words = page_words(page + 1, self.pages.count)
        self.where.setText(words)
        self.back.setEnabled(page > 0)
        self.forth.setEnabled(page < self.pages.count - 1)
        announce(self.view, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the button out that Esc and the window's frame stand for, rather than add a row."""
        super().resizeEvent(event)
        need = self._last.sizeHint().width() + 2 * Space.CARD
        if self.close_button.isHidden():
            need += self.close_button.sizeHint().width() + Space.CARD_GAP
        self.close_button.setVisible(need <= self.width())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the button that prints."""
        super().showEvent(event)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys, Home and End turn pages; Enter presses; Esc closes.

        Of a page that is higher than there is room, page keys first show the rest.
        """
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if self.view.scroll_page(pages.get(Qt.Key(event.key()), 0)):
            return
        steps = {
            Qt.Key.Key_PageUp: self.view.page - 1,
            Qt.Key.Key_PageDown: self.view.page + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.pages.count - 1,
        }
        to = steps.get(Qt.Key(event.key()))
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, Button):
            button.click()
        elif to is None:
            super().keyPressEvent(event)
        else:
            self.turn(to)

    def _show_setup(self) -> None:
        self.paper.set_value(self.setup.paper)
        self.way.set_current(1 if self.setup.landscape else 0)
        self.internal.setChecked(self.setup.internal)
        self.view.setAccessibleDescription(pages_words(self.pages.count))
        self.turn(self.view.page)

    def _change(self, setup: Setup) -> None:
        if setup != self.setup:
            self.setup = setup
            self.pages = self._made()
            self._show_setup()
            self.setup_changed.emit(setup)


def _strip(*, to_right: bool = False) -> tuple[QWidget, FlowLayout]:
    """A strip with margins, and the row in it that takes another line where text is large."""
    strip = QWidget()
    around = QVBoxLayout(strip)
    around.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD_GAP)
    inner = QWidget()
    around.addWidget(inner)
    return strip, FlowLayout(inner, Space.CARD_GAP, to_right=to_right)


class PageView(QWidget):
    """One page as large as there is room, or as wide where the whole couldn't be read.

    Args:
        theme: The theme in force.
        render: Paints pages.
    """

    turned = Signal(int)
    """The wheel was turned: pages to go from here."""

    def __init__(self, theme: Theme, render: Render) -> None:
        super().__init__()
        self._theme, self._render = theme, render
        self._pages: Pages | None = None
        self.page = 0
        self.image: QImage | None = None
        self._angle = 0
        self._shift = 0
        self.setMinimumSize(QSize(240, 160))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Page"))
        theme.changed.connect(self.update)

    def show_page(self, pages: Pages, page: int) -> None:
        """Show a page; what was shown before stays until it is painted.

        Args:
            pages: The pages.
            page: Its number, from 0.
        """
        if page != self.page:
            # Backwards one comes to the end of the page before.
            self._shift = self._most() if page == self.page - 1 else 0
        self._pages, self.page = pages, page
        self.setAccessibleName(page_words(page + 1, pages.count))
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint the page now that its size is known."""
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint it as large as there is room now."""
        super().resizeEvent(event)
        if self.isVisible():
            self._ask()

    def scroll_page(self, step: int) -> bool:
        """Show the next part of a page that is higher than there is room.

        Args:
            step: 1 for what is below, -1 for what is above.

        Returns:
            Whether there was more of it.
        """
        return self._scroll(step * (self.height() - 2 * self._theme.px(EDGE)))

    def _scroll(self, by: int) -> bool:
        shift = max(0, min(self._shift + by, self._most()))
        if shift == self._shift:
            return False
        self._shift = shift
        self.update()
        return True

    def _most(self) -> int:
        """How far the page can be moved up, in pixels."""
        return max(self._size().height() - self._room().height(), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move a page that is higher than there is room; turn it with every notch else."""
        event.accept()
        if self._scroll(-event.angleDelta().y() * self._theme.px(60) // 120):
            self._angle = 0
            return
        self._angle += event.angleDelta().y()
        if abs(self._angle) >= 120:
            self.turned.emit(-1 if self._angle > 0 else 1)
            self._angle = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plane, the page's shadow, and the page."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("pressed"))
        box = self._box()
        shade = theme.colour("control_line")
        fill_round(painter, box.toRectF().adjusted(-1, -1, 1, 2), 1, shade)
        if self.image is not None:
            painter.drawImage(box, self.image)
        elif self._pages is not None:
            painter.fillRect(box, self._pages.paper)

    def _room(self) -> QRect:
        edge = self._theme.px(EDGE)
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def _size(self) -> QSize:
        """Size of the page on the screen."""
        room = self._room().size()
        if self._pages is None:
            return room
        page = QSize(*self._pages.setup.size)
        whole = page.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if whole.width() >= TINY * room.width() or whole.width() >= self._theme.px(LEGIBLE):
            return whole
        wide = min(room.width(), self._theme.px(LEGIBLE))
        return QSize(wide, round(page.height() * wide / page.width()))

    def _box(self) -> QRect:
        room, size = self._room(), self._size()
        left = room.left() + (room.width() - size.width()) // 2
        spare = room.height() - size.height()
        top = room.top() + spare // 2 if spare >= 0 else room.top() - min(self._shift, -spare)
        return QRect(left, top, size.width(), size.height())

    def _ask(self) -> None:
        pages, page = self._pages, self.page
        size = self._box().size()
        if pages is None or size.isEmpty():
            return

        def take(image: QImage) -> None:
            if pages is self._pages and page == self.page:
                self.image = image
                self.update()

        self._render(pages, page, size, self.devicePixelRatioF(), take)
