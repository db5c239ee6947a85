"""What stands at the foot of the chart: the legend, who is parked, and the zoom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from acctdesk.drawing.card import Face
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Kind, Tone
from acctdesk.drawing.scene import Shape
from acctdesk.drawing.ties import legend_shapes
from acctdesk.exchange.maps.wording import TIES
from acctdesk.ui.stakeholders.chart.pictures import CardPictures
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.shapes import paint_shapes
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, percent

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import StakeholderMap
    from acctdesk.ui.stakeholders.chart.stage import Stage

REST = 80
"""Milliseconds after the last step of the zoom until it is said in figures."""
SHARE = 0.2
"""Of the chart's height the legend may take."""
Entry = tuple[Kind | Tone, str]


class Legend(QWidget):
    """What lines and marks mean, as far as they occur.

    Args:
        theme: The theme in force.
        pictures: Has colours and fonts.
    """

    def __init__(self, theme: Theme, pictures: CardPictures) -> None:
        super().__init__()
        self._theme, self._pictures = theme, pictures
        self._entries: tuple[Entry, ...] = ()
        self._room = 400.0
        self._drawn: tuple[tuple[Shape, ...], Rect] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Explain others."""
        self._entries = tuple(entries)
        self.setAccessibleName(_("Legend: %s") % ", ".join(words for _kind, words in entries))
        self._retheme()

    def entries(self) -> tuple[Entry, ...]:
        """What is explained."""
        return self._entries

    def set_room(self, room: int) -> None:
        """Say how wide it may become, in pixels."""
        wanted = room * 100 / self._theme.text_scale
        if wanted != self._room:
            self._room = wanted
            self._retheme()

    def sizeHint(self) -> QSize:
        """As wide as it must be, on as many lines as needed."""
        ground = self._shapes()[1]
        scale = self._theme.text_scale / 100
        return QSize(round(ground.width * scale) + 1, round(ground.height * scale) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the entries."""
        painter = QPainter(self)
        scale = self._theme.text_scale / 100
        painter.scale(scale, scale)
        paint_shapes(painter, self._shapes()[0], self._pictures.fonts)

    def _shapes(self) -> tuple[tuple[Shape, ...], Rect]:
        if self._drawn is None:
            pictures = self._pictures
            self._drawn = legend_shapes(
                self._entries, Point(0, 0), self._room, pictures.look, pictures.fonts
            )
        return self._drawn

    def _retheme(self) -> None:
        self._drawn = None
        self.updateGeometry()
        self.update()


class ZoomBar(QWidget):
    """Smaller, how large, larger, all of it.

    Args:
        theme: The theme in force.
    """

    stepped = Signal(int)
    """Zoom in by this many steps; negative for out."""
    fit_wanted = Signal()
    """Show all of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        self.out = Button(theme, "−")
        self.words = Label(theme, "")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.in_ = Button(theme, "+")
        self.fit = Button(theme, _("Fit"))
        self.out.setAccessibleName(_("Zoom out"))
        self.in_.setAccessibleName(_("Zoom in"))
        self.fit.setAccessibleName(_("Show the whole map"))
        for button in (self.out, self.in_):
            button.setToolTip(button.accessibleName())
            button.setProperty("narrow", True)
        self.fit.setToolTip(self.fit.accessibleName())
        for widget in (self.out, self.words, self.in_, self.fit):
            row.addWidget(widget)
        self.out.clicked.connect(lambda: self.stepped.emit(-1))
        self.in_.clicked.connect(lambda: self.stepped.emit(1))
        self.fit.clicked.connect(self.fit_wanted)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_zoom(self, zoom: float) -> None:
        """Say how large it is shown."""
        self.words.setText(percent(round(zoom, 2), 0))

    def _retheme(self) -> None:
        edge = self._theme.px(32)
        for button in (self.out, self.in_):
            button.setFixedWidth(edge)
            button.setStyleSheet("padding: 0;")
        wide = self._theme.metrics().horizontalAdvance(percent(3, 0))
        self.words.setFixedWidth(round(wide) + 4)


class Footing(QWidget):
    """Legend, parking and zoom beneath a chart: not over it, where they would hide cards.

    Args:
        theme: The theme in force.
        stage: What is zoomed.
    """

    def __init__(self, theme: Theme, stage: Stage) -> None:
        super().__init__()
        self._theme, self._stage = theme, stage
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD_GAP, Space.CONTROL, Space.CARD_GAP, Space.CONTROL)
        row.setSpacing(Space.CARD_GAP)
        self.legend = Legend(theme, stage.pictures)
        self.parked = Button(theme, "", "link")
        self.parked.setToolTip(_("Show those who are parked"))
        self.parked.clicked.connect(self._go_to_zone)
        self.parked.hide()
        self.ask = Button(theme, _("Legend"), "link")
        self.ask.clicked.connect(self._explain)
        self.ask.hide()
        self._height = 0
        self.zoom = ZoomBar(theme)
        self.zoom.stepped.connect(stage.step_zoom)
        self.zoom.fit_wanted.connect(stage.fit)
        for widget in (self.legend, self.ask, self.parked):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.zoom)
        # While the wheel turns, nobody reads how large it is.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(lambda: self.zoom.set_zoom(stage.zoom))
        stage.zoomed.connect(self._rest.start)
        self.zoom.set_zoom(stage.zoom)

    def show_map(self, seen: StakeholderMap, faces: Mapping[str, Face]) -> None:
        """Explain what occurs on a map."""
        kinds = {Kind(tie.type) for tie in seen.ties}
        if any(card.manager for card in seen.cards):
            kinds.add(Kind.REPORTS)
        entries: list[Entry] = [(kind, str(words)) for kind, words in TIES.items() if kind in kinds]
        said = {face.tone: face.attitude for face in faces.values() if face.tone is not None}
        entries += [(tone, said[tone]) for tone in Tone if tone in said]
        self.legend.set_entries(entries)
        self.parked.set_text(self._stage.parking())
        self.parked.setVisible(any(card.parked for card in seen.cards))
        self._settle()

    def minimumSizeHint(self) -> QSize:
        """The zoom and a little of the legend, which breaks into lines where it must."""
        wide = self.zoom.sizeHint().width() + self._theme.px(120) + 4 * Space.CARD_GAP
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the legend where it must be."""
        super().resizeEvent(event)
        self._settle()

    def set_height(self, height: int) -> None:
        """Say how high the whole chart is: where that is little, the legend opens by a press."""
        self._height = height
        self._settle()

    def _settle(self) -> None:
        room = self.width() - self.zoom.sizeHint().width() - 4 * Space.CARD_GAP
        if not self.parked.isHidden():
            room -= self.parked.sizeHint().width() + Space.CARD_GAP
        self.legend.set_room(max(room, self._theme.px(120)))
        low = self.legend.sizeHint().height() > self._height * SHARE
        self.legend.setHidden(low)
        self.ask.setHidden(not low or not self.legend.entries())

    def _explain(self) -> None:
        """Show the legend by itself."""
        popover = Popover(self._theme, _("Legend"), self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        legend = Legend(self._theme, self._stage.pictures)
        legend.set_entries(self.legend.entries())
        legend.set_room(self._theme.px(280))
        popover.body.addWidget(legend)
        popover.open_under(self.ask)

    def _go_to_zone(self) -> None:
        parked = next((card for card in self._stage.plan.cards if card.parked), None)
        if parked is not None:
            self._stage.bring_into_sight(parked.position)
            self._stage.setFocus(Qt.FocusReason.OtherFocusReason)
