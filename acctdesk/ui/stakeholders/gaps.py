"""The gaps of a map: what is missing, why, and one thing to do about each."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.stakeholders.gapwords import RULES, UNJUDGED, Told, tell
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.status import GLYPH, STATUS_WORDS, Status, paint_status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.metrics.departures import Way
    from acctdesk.metrics.stakeholders import Gap
    from acctdesk.ui.stakeholders.study import Study

FEW = 4
"""Gaps of one rule that are shown before somebody asks for all."""
WAYS = 8
"""Gaps for which the way in is looked up beforehand."""

Found = Mapping[str, "Way | None"]


class Glyph(QWidget):
    """The sign of a status; its word is said to assistive technology.

    Args:
        theme: The theme in force.
        status: Which.
    """

    def __init__(self, theme: Theme, status: Status) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self.setAccessibleName(str(STATUS_WORDS[status]))
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it beside the first line."""
        edge, px = self._theme.px(GLYPH), self._theme.px
        paint_status(QPainter(self), self._theme, QRectF(0, px(3), edge, edge), self._status)

    def _retheme(self) -> None:
        self.setFixedSize(self._theme.px(GLYPH), self._theme.px(GLYPH + 4))


class GapItem(QWidget):
    """One gap.

    Args:
        theme: The theme in force.
        told: What it says.
        able: Whether something can be done about it now.
    """

    pressed = Signal(QWidget)
    """The link was pressed, which this is."""
    rows_wanted = Signal()
    """Those it is about are to be shown."""

    def __init__(self, theme: Theme, told: Told, *, able: bool) -> None:
        super().__init__()
        self._theme, self.told = theme, told
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(Glyph(theme, told.status), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        head = QHBoxLayout()
        title = Label(theme, told.title, "strong", wrap=True)
        head.addWidget(title, 1)
        self.why = IconButton(
            theme, "circle-help", _("What “%s” means") % told.meaning.title, small=True
        )
        self.why.clicked.connect(self._explain)
        head.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(Label(theme, told.text, "caption", "secondary", wrap=True))
        self.link = Button(theme, told.action, "link")
        self.link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.link.setAccessibleName(f"{told.action}: {told.title}")
        self.link.setMinimumWidth(1)
        self.link.setEnabled(able)
        self.link.clicked.connect(lambda: self.pressed.emit(self.link))
        line = QHBoxLayout()
        # The words of a link begin where those above it do.
        line.setContentsMargins(-theme.px(5), 0, 0, 0)
        line.addWidget(self.link)
        line.addStretch(1)
        column.addLayout(line)
        row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words of the link to the room there is; the whole is said otherwise."""
        super().resizeEvent(event)
        px = self._theme.px
        room = self.width() - px(GLYPH) - Space.CONTROL - px(16)
        text = self._theme.elide("caption_medium", self.told.action, room)
        self.link.setText(text.replace("&", "&&"))
        self.link.setToolTip("" if text == self.told.action else self.told.action)

    def _explain(self) -> None:
        theme, meaning = self._theme, self.told.meaning
        popover = Popover(theme, meaning.title, self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.body.addWidget(Label(theme, meaning.title, "strong"))
        for words in (meaning.definition, meaning.basis):
            label = Label(theme, words, wrap=True)
            label.setFixedWidth(theme.px(280))
            popover.body.addWidget(label)
        if meaning.rows:
            button = Button(theme, meaning.rows, "link")
            button.clicked.connect(popover.close)
            button.clicked.connect(self.rows_wanted)
            popover.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        popover.open_under(self.why)


class Gaps(QWidget):
    """All gaps of a map.

    Args:
        theme: The theme in force.
        study: The map.
    """

    pressed = Signal(object, object, QWidget)
    """A gap, what it says, and the link: something is to be done about it."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._theme, self._study = theme, study
        self._all: set[str] = set()
        self._shown: object = None
        self.items: list[GapItem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARD)
        study.shown.connect(self._look)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while it was hidden."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        study = self._study
        if study.thin is None or not self.isVisible() or study.thin is self._shown:
            return
        self._shown = study.thin
        sought = [one for one in study.thin.gaps if one.rule == "known_to_one"][:WAYS]
        if sought:
            study.ways([(one.positions[0], one.members) for one in sought], self._show)
        else:
            self._show({})

    def _show(self, ways: Found) -> None:
        study = self._study
        if study.thin is None or study.seen is None:
            return
        self._clear()
        counts: dict[str, int] = {}
        for gap in study.thin.gaps:
            counts[gap.rule] = n = counts.get(gap.rule, 0) + 1
            if n <= FEW or gap.rule in self._all:
                self._add(gap, ways)
            elif n == FEW + 1:
                rest = sum(1 for one in study.thin.gaps if one.rule == gap.rule) - FEW
                name = str(RULES[gap.rule][0])
                words = _n("{n} more: %s", "{n} more: %s", rest) % name
                more = Button(self._theme, words, "link")
                more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                more.clicked.connect(functools.partial(self._unfold, gap.rule, ways))
                self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not study.thin.gaps and not study.thin.unjudged:
            self._column.addWidget(
                Label(self._theme, _("Nothing is missing."), tone="secondary", wrap=True)
            )
        if not study.seen.cards:
            text = _("There is nothing to judge: nobody is on the map.")
            self._column.addWidget(Label(self._theme, text, tone="secondary", wrap=True))
        elif study.thin.unjudged:
            lines = [
                f"{RULES[rule][0]}: {UNJUDGED[why]}." for rule, why in study.thin.unjudged.items()
            ]
            text = _("Not judged:") + "\n" + "\n".join(lines)
            self._column.addWidget(Label(self._theme, text, "caption", "secondary", wrap=True))

    def _add(self, gap: Gap, ways: Found) -> None:
        study = self._study
        if study.thin is None or study.seen is None:
            return
        way = ways.get(gap.positions[0]) if gap.positions else None
        told = tell(gap, study.thin.labels, study.word, len(study.seen.cards), way)
        item = GapItem(self._theme, told, able=study.able)
        item.pressed.connect(functools.partial(self.pressed.emit, gap, told))
        item.rows_wanted.connect(functools.partial(self._choose, gap))
        self.items.append(item)
        self._column.addWidget(item)

    def _choose(self, gap: Gap) -> None:
        if self._study.seen is not None:
            self._study.chosen.reveal(self._study.seen, gap.positions[0])
            self._study.chosen.choose(gap.positions)

    def _unfold(self, rule: str, ways: Found) -> None:
        self._all.add(rule)
        self._show(ways)

    def _clear(self) -> None:
        self.items = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
