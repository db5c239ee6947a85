"""The org chart: the map as cards and lines, which is worked on where it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from acctdesk.exchange.maps.faces import make_faces
from acctdesk.ui.stakeholders.chart.commands import Commands
from acctdesk.ui.stakeholders.chart.connecting import Connector
from acctdesk.ui.stakeholders.chart.faces import sentence
from acctdesk.ui.stakeholders.chart.footing import Footing
from acctdesk.ui.stakeholders.chart.hauling import Haul
from acctdesk.ui.stakeholders.chart.keying import Keying
from acctdesk.ui.stakeholders.chart.looking import FindBar, matches
from acctdesk.ui.stakeholders.chart.marks import Marks
from acctdesk.ui.stakeholders.chart.naming import NameEditor
from acctdesk.ui.stakeholders.chart.panels import Bubble
from acctdesk.ui.stakeholders.chart.parking import ParkingStrip
from acctdesk.ui.stakeholders.chart.plan import make_plan
from acctdesk.ui.stakeholders.chart.pointer import Pointer
from acctdesk.ui.stakeholders.chart.stage import Stage
from acctdesk.ui.stakeholders.chart.tiepanel import TiePanel
from acctdesk.ui.stakeholders.chart.tying import Tying
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.study import Study

FRAME = 3
"""From the rim to the ground, so that the round corners stay free."""
LEAST = 0.5
"""Smaller than this a map isn't shown when it is opened; its upper part is."""


class OrgChart(QWidget):
    """The editor.

    Args:
        theme: The theme in force.
        study: The map.
    """

    details_wanted = Signal(str)
    """A card is to be looked at closely."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self.theme, self.study = theme, study
        self._account = ""
        self._unseen = True
        self._chosen: tuple[str, ...] = ()
        self._role_first = False
        self._least = QSize()
        self._hits: list[str] = []
        self._menu: Callable[[QWidget], QMenu] | None = None
        self.stage = Stage(theme)
        self.marks = Marks(self.stage, study.chosen, lambda: study.able)
        self.stage.above = self.marks
        self.setFocusProxy(self.stage)
        self.stage.setParent(self)
        self.bubble = Bubble(theme, self)
        self.strip = ParkingStrip(theme, self)
        self.haul = Haul(self.stage, self.marks, study, self.bubble, self.strip)
        self.pointer = Pointer(self.stage, self.marks, study, self.haul)
        self.tying = Tying(self.stage, study)
        self.footing = Footing(theme, self.stage)
        self.footing.setParent(self)
        self.name_editor = NameEditor(theme, self)
        self.connector = Connector(theme, self)
        self.tie_panel = TiePanel(theme, self)
        self.find_bar = FindBar(theme, self)
        self.commands = Commands(self)
        self.stage.hands, self.stage.keys = self.pointer, Keying(self)
        self._join()
        # It is made when it is first looked at; the map may be there already.
        self._show()

    def _join(self) -> None:
        study, stage, pointer = self.study, self.stage, self.pointer
        study.shown.connect(self._show)
        study.refused.connect(self._refuse)
        study.chosen.changed.connect(self._on_chosen)
        study.chosen.folded.connect(self._on_folded)
        stage.menu_wanted.connect(self._open_menu)
        stage.focused.connect(self._announce)
        stage.zoomed.connect(self._on_scrolled)
        stage.scrolled.connect(self._on_scrolled)
        pointer.named.connect(self.edit_name)
        pointer.tie_wanted.connect(self.select_tie)
        pointer.connect_wanted.connect(self.connect_from)
        pointer.clicked.connect(self.connector.take)
        self.name_editor.kept.connect(study.introduce)
        self.connector.picked.connect(self._pick)
        self.connector.made.connect(study.connect_cards)
        self.tie_panel.kept.connect(study.edit_tie)
        self.tie_panel.removed.connect(lambda tie: study.disconnect_cards([tie]))
        self.find_bar.sought.connect(self._seek)
        self.find_bar.stepped.connect(self._go_on)
        for panel in (self.name_editor, self.connector, self.tie_panel, self.find_bar):
            panel.closed.connect(self._back)
        self.connector.made.connect(self._back)
        self.name_editor.entered.connect(self._back)
        self.tie_panel.closed.connect(lambda: self._mark_tie(""))
        self.find_bar.closed.connect(self._end_search)
        self.theme.changed.connect(self._retheme)

    # -- what the page asks ----------------------------------------------------------------

    def run_command(self, action_id: str) -> bool:
        """Answer an action of the map."""
        return self.commands.run(action_id)

    def panes(self) -> tuple[QWidget, ...]:
        """The chart, and its zoom."""
        return (self.stage, self.footing.zoom)

    def fit(self) -> None:
        """Show the whole map."""
        self.stage.fit()

    def edit_name(self, position: str, typed: str = "") -> None:
        """Let the name of a card be typed in its place.

        Args:
            position: The card.
            typed: What was typed already.
        """
        card = self.stage.plan.card(position)
        if card is None or not self.study.may_change(position):
            return
        self.study.chosen.choose([position])
        self.stage.bring_into_sight(position)
        role, self._role_first = self._role_first, False
        self.name_editor.ask(position, card.name, card.title, self._box(position), typed, role=role)

    def set_menu(self, make: Callable[[QWidget], QMenu]) -> None:
        """Say what makes the menu of the cards that are chosen; it belongs to who is handed in."""
        self._menu = make

    # -- gestures that several ways lead to ---------------------------------------------------

    def name_role_next(self) -> None:
        """Ask for the title of the card that is added next before its name."""
        self._role_first = True

    def connect_from(self, start: str, end: str = "") -> None:
        """Ask where a line from a card leads to, or only which kind when that is known."""
        card, seen = self.study.card(start), self.study.seen
        if card is None or seen is None or not self.study.may_change(start):
            return
        self.pointer.picking = True
        self.connector.ask(card, seen.cards, self._box(start), end)

    def select_tie(self, tie: str) -> None:
        """Select a line and show what it says; an empty id lets go of it."""
        found = self.stage.ties.find(tie) if tie else None
        if found is None:
            if self.marks.tie:
                self.tie_panel.dismiss()
                self._mark_tie("")
            return
        self._mark_tie(tie)
        names = tuple(
            (card.label or _("Unknown")) if (card := self.study.card(one)) else ""
            for one in (found.tie.start, found.tie.end)
        )
        label = found.route.label
        box = self.stage.to_window(label if label is not None else found.ground)
        self.tie_panel.ask(found.tie, (names[0], names[1]), self._moved(box), able=self.study.able)

    def selected_tie(self) -> str:
        """The line that is selected; empty for none."""
        return self.marks.tie

    def open_current(self) -> None:
        """Look closely at the line that is selected, or at the card."""
        if self.marks.tie:
            self.tie_panel.type.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.study.chosen.current:
            self.details_wanted.emit(self.study.chosen.current)

    def escape(self) -> bool:
        """Leave off, close, or let go of what is nearest; whether there was anything."""
        if self.pointer.cancel():
            return True
        if not self.bubble.isHidden():
            self.bubble.hide()
            return True
        for panel in (self.connector, self.tie_panel, self.find_bar):
            if not panel.isHidden():
                panel.dismiss()
                return True
        if self.study.chosen.cards:
            self.study.chosen.clear()
            return True
        return False

    # -- what the study tells --------------------------------------------------------------

    def _show(self) -> None:
        seen = self.study.seen
        if seen is None:
            return
        self.pointer.cancel()
        self.haul.arrived()
        again = seen.account == self._account
        self._account = seen.account
        self._unseen = self._unseen or not again
        plan = make_plan(seen, self.study.chosen.folds)
        faces = make_faces(seen, self.study.word, self.study.badges)
        shown = again and not self._unseen and self.isVisible()
        anchor = self.study.chosen.current or self.marks.hover
        self.stage.show_plan(plan, faces, ease=shown, anchor=anchor, paint=not self._unseen)
        self.tying.show(seen, plan)
        self.footing.show_map(seen, faces)
        if self.marks.tie and all(tie.id != self.marks.tie for tie in seen.ties):
            self.select_tie("")
        if not self.find_bar.isHidden():
            self._seek(self.find_bar.line.text())
        self._on_scrolled()
        if self._unseen:
            self._first_look()
        elif self.study.chosen.current:
            self.stage.bring_into_sight(self.study.chosen.current)

    def _first_look(self) -> None:
        """Show a map for the first time, once there is room for it."""
        if self._unseen and self.isVisible() and self.study.seen is not None:
            self._unseen = False
            self.stage.fit(least=LEAST)
            current = self.study.chosen.current
            if current:
                self.stage.bring_into_sight(current)

    def _on_folded(self) -> None:
        seen, chosen = self.study.seen, self.study.chosen
        if seen is None or seen.account != self._account:
            return
        plan = make_plan(seen, chosen.folds)
        hidden = [one for one in chosen.cards if plan.place(one) is None and plan.card(one)]
        if hidden:
            # Who is folded away is stood for by the card that is still seen.
            there = {plan.stands_for(one): None for one in chosen.cards if plan.card(one)}
            chosen.choose(there, plan.stands_for(chosen.current) if chosen.current else None)
        self._show()

    def _on_chosen(self) -> None:
        chosen = self.study.chosen
        now = (*chosen.cards, chosen.current)
        self.marks.refresh(*set(self._chosen).symmetric_difference(now), *now[-1:])
        self.marks.refresh(*self._chosen[-1:])
        self._chosen = now
        if chosen.cards and self.marks.tie:
            self.select_tie("")
        self._announce()

    def _announce(self) -> None:
        """Say where one is, for who can't see it."""
        current = self.study.chosen.current
        face = self.stage.faces.get(current)
        words = sentence(self.stage.plan, face, current) if face is not None else ""
        self.stage.setAccessibleDescription(words)
        if words and self.stage.hasFocus():
            announce(self.stage, words)

    def _refuse(self, text: str, position: str) -> None:
        if self.isVisible():
            self.haul.go_back()
            self.bubble.say(text, self._box(position or self.study.chosen.current))

    # -- inside ----------------------------------------------------------------------------

    def _back(self) -> None:
        """The keyboard goes back to the chart."""
        self.pointer.picking = False
        self._pick("")
        if self.isVisible():
            self.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, position: str) -> None:
        before, self.marks.pick = self.marks.pick, position
        self.marks.refresh(before, position)
        if position:
            self.stage.bring_into_sight(position)

    def _mark_tie(self, tie: str) -> None:
        if tie != self.marks.tie:
            self.marks.tie = tie
            self.stage.viewport().update()

    def _seek(self, text: str) -> None:
        cards = self.stage.plan.cards
        self._hits = [card.position for card in matches(cards, text)]
        self.marks.hits = frozenset(self._hits)
        rest = [card.position for card in cards if card.position not in self.marks.hits]
        self.stage.dim(rest if text.strip() else ())
        self.stage.viewport().update()
        self._tell_hits()

    def _go_on(self, by: int) -> None:
        """Choose the next hit, and unfold what hides it."""
        seen, current = self.study.seen, self.study.chosen.current
        if not self._hits or seen is None:
            return
        at = self._hits.index(current) + by if current in self._hits else (0 if by > 0 else -1)
        position = self._hits[at % len(self._hits)]
        self.study.chosen.reveal(seen, position)
        self.study.chosen.choose([position])
        self.stage.bring_into_sight(position)
        self._tell_hits()

    def _tell_hits(self) -> None:
        current = self.study.chosen.current
        at = self._hits.index(current) + 1 if current in self._hits else 0
        self.find_bar.tell(at, len(self._hits))

    def _end_search(self) -> None:
        self._hits = []
        self.marks.hits = frozenset()
        self.stage.dim(())
        self.stage.viewport().update()

    def _retheme(self) -> None:
        if self.study.seen is not None and self.study.seen.account == self._account:
            self.tying.show(self.study.seen, self.stage.plan)

    def _open_menu(self, where: QPoint, by_key: bool) -> None:
        if self._menu is None or not self.study.chosen.cards:
            return
        if by_key:
            box = self._box(self.study.chosen.current).intersected(self.rect())
            where = self.mapToGlobal(box.bottomLeft())
        menu = self._menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _on_scrolled(self) -> None:
        position = self.name_editor.position
        if position and self.stage.plan.place(position) is None:
            self.name_editor.dismiss()
        elif position:
            self.name_editor.follow(self._box(position))

    def _box(self, position: str) -> QRect:
        """A card in the chart's own coordinates; its middle where it isn't shown."""
        place = self.stage.plan.place(position)
        if place is None:
            return QRect(self.rect().center(), self.rect().center())
        return self._moved(self.stage.to_window(place))

    def _moved(self, box: QRectF) -> QRect:
        return box.toAlignedRect().translated(FRAME, FRAME)

    # -- events ----------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """The least of the drawing above the footing."""
        one, other = self.stage.minimumSizeHint(), self.footing.minimumSizeHint()
        wide = max(one.width(), other.width())
        return QSize(wide + 2 * FRAME, one.height() + other.height() + 2 * FRAME)

    def sizeHint(self) -> QSize:
        """The drawing above the footing."""
        one, other = self.stage.sizeHint(), self.footing.sizeHint()
        wide = max(one.width(), other.width())
        return QSize(wide + 2 * FRAME, one.height() + other.height() + 2 * FRAME)

    def event(self, event: QEvent) -> bool:
        """Arrange what it consists of.

        There is no layout for that: it would have the whole page arranged anew each time that
        something is shown over the chart, in the midst of a drag.
        """
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
            least = self.minimumSizeHint()
            if least != self._least:
                self._least = least
                self.updateGeometry()
        return super().event(event)

    def _arrange(self) -> None:
        room = self.rect().adjusted(FRAME, FRAME, -FRAME, -FRAME)
        foot = self.footing.sizeHint().height()
        self.stage.setGeometry(room.adjusted(0, 0, 0, -foot))
        self.footing.setGeometry(room.adjusted(0, room.height() - foot, 0, 0))

    def showEvent(self, event: QShowEvent) -> None:
        """Show the map for the first time, where it waited for it."""
        super().showEvent(event)
        self._first_look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what stands at the rim at the rim."""
        super().resizeEvent(event)
        self._arrange()
        self.footing.set_height(self.height())
        self.find_bar.settle()
        self._first_look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rim."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("hairline"))
        painter.setBrush(theme.colour("page"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, Size.RADIUS_CARD, Size.RADIUS_CARD)
