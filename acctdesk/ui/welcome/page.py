"""What one sees before there is a workspace: three ways to begin, none of them a wizard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.shell.page import Page, Params, Shell
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.buttons import Kind as ButtonKind
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

Beginning = Literal["import", "new", "sample", "open"]


class _Way(Card):
    def __init__(
        self, page: Page, icon: str, title: str, text: str, verb: str, kind: ButtonKind
    ) -> None:
        super().__init__(page.theme)
        theme = self._way_theme = page.theme
        self.body.setSpacing(Space.CONTROL)
        self.mark = _Mark(page, icon)
        self.body.addWidget(self.mark)
        self.body.addSpacing(4)
        self.body.addWidget(Label(theme, title, "strong"))
        self._words = Label(theme, text, tone="secondary", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._words, 1)
        self.button = Button(theme, verb, kind)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.body.addSpacing(4)
        self.body.addLayout(row)
        self._resize()
        theme.changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFixedWidth(self.wide())

    def wide(self) -> int:
        """Its width."""
        return min(self._way_theme.px(248), 400)

    def words_height(self) -> int:
        """What its words need at that width."""
        return self._words.heightForWidth(self.wide() - 2 * Space.CARD - 2)

    def set_words_height(self, height: int) -> None:
        """Make the words as high as its neighbours'."""
        self._words.setMinimumHeight(height)


class _Mark(Label):
    def __init__(self, page: Page, icon: str) -> None:
        super().__init__(page.theme)
        self._icon, self._page = icon, page
        self._paint()
        page.theme.changed.connect(self._paint)

    def _paint(self) -> None:
        self.setPixmap(self._page.theme.pixmap(self._icon, "accent", 28, self.devicePixelRatioF()))


class WelcomePage(Page):
    """Import a roster, add an account, or look at the sample.

    Args:
        shell: The window.
        begin: Called with the way that was chosen.
        can_import: Whether importing is offered.
    """

    def __init__(
        self, shell: Shell, begin: Callable[[Beginning], object], *, can_import: bool = True
    ) -> None:
        super().__init__(shell)
        theme = self.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CONTROL)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        title = Label(theme, _("Your accounts, in one place"), "display", wrap=True)
        title.setAlignment(middle)
        column.addWidget(title)
        note = Label(
            theme,
            _("Everything stays in a file on this computer. How do you want to begin?"),
            tone="secondary",
            wrap=True,
        )
        note.setAlignment(middle)
        column.addWidget(note)
        column.addSpacing(Space.CARD)
        ways = QWidget()
        self._flow = FlowLayout(ways, Space.CARD)
        self.buttons: dict[Beginning, Button] = {}
        self._offered: list[_Way] = []
        offered: list[tuple[Beginning, str, str, str, str]] = [
            (
                "import", "file-spreadsheet", _("Import a roster"),
                _("From a workbook or a CSV file, as it is. It is checked before it is written."),
                _("Import a roster"),
            ),
            (
                "new", "building-2", _("New account"),
                _("Begin with one client and fill in the rest as you go."),
                _("New account"),
            ),
            (
                "sample", "sparkles", _("Open the sample"),
                _("Invented clients with a year of history, in a workspace of their own."),
                _("Open the sample"),
            ),
        ]  # fmt: skip
        first: ButtonKind = "primary"
        for name, icon, heading, text, verb in offered:
            if name == "import" and not can_import:
                continue
            way = _Way(self, icon, heading, text, verb, first)
            self._offered.append(way)
            first = "secondary"
            way.button.clicked.connect(lambda _on=False, name=name: begin(name))
            self.buttons[name] = way.button
            self._flow.addWidget(way)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(ways, 1000)
        row.addStretch(1)
        column.addLayout(row)
        self._ways = ways
        column.addSpacing(Space.CONTROL)
        other = Button(theme, _("Open an existing workspace"), "link")
        other.clicked.connect(lambda: begin("open"))
        self.buttons["open"] = other
        column.addWidget(other, 0, middle)
        column.addStretch(3)
        self._fit()
        theme.changed.connect(self._fit)

    def activated(self, params: Params) -> None:
        """Stand on the first way."""
        self._offered[0].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        # The flow asks for sizes, not for heights at a width: say what the words need.
        height = max(way.words_height() for way in self._offered)
        for way in self._offered:
            way.set_words_height(height)
        wide, count = self._offered[0].wide(), len(self._offered)
        self._ways.setMinimumWidth(wide)
        self._ways.setMaximumWidth(count * wide + (count - 1) * Space.CARD)
