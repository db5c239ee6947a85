"""Power and interest: who matters how much, and how often to be in touch."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from acctdesk.metrics.stakeholders import suggested_cadence
from acctdesk.ui.stakeholders.chart.naming import NameEditor
from acctdesk.ui.stakeholders.chart.panels import Bubble
from acctdesk.ui.stakeholders.plane import Plane
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, number

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card
    from acctdesk.ui.stakeholders.study import Study

MenuMaker = Callable[[QWidget], QMenu]


class Weights(QWidget):
    """Power, interest and cadence of who is chosen, without a drag.

    Args:
        theme: The theme in force.
        study: The map.
        plane: Shows at once what is chosen here.
    """

    def __init__(self, theme: Theme, study: Study, plane: Plane) -> None:
        super().__init__()
        self._study, self._plane = study, plane
        scale = ((None, _("Not said")), *((value, number(value)) for value in range(11)))
        self.who = ElidedLabel(theme, "", "strong")
        self.power = ComboBox(theme, _("Power"), scale)
        self.interest = ComboBox(theme, _("Interest"), scale)
        self.cadence = ComboBox(theme, _("Contact every"))
        flow = FlowLayout(self, Space.CARD_GAP)
        self.who.setMinimumWidth(theme.px(160))
        flow.addWidget(self.who)
        for words, box in (
            (_("Power"), self.power),
            (_("Interest"), self.interest),
            (_("Contact"), self.cadence),
        ):
            flow.addWidget(Label(theme, words, tone="secondary"))
            flow.addWidget(box)
        for box in (self.power, self.interest):
            box.activated.connect(lambda _at: self._weigh())
        self.cadence.activated.connect(lambda _at: self._set_cadence())

    def show_card(self, card: Card | None) -> None:
        """Show somebody; None for nobody."""
        able = card is not None and self._study.able
        for box in (self.power, self.interest, self.cadence):
            box.setEnabled(able)
        self.who.set_text(_("Nobody chosen") if card is None else card.label or _("Unknown"))
        power, interest = self._plane.values(card) if card is not None else (None, None)
        self.power.set_value(power)
        self.interest.set_value(interest)
        self.cadence.clear()
        suggested = suggested_cadence(power, interest)
        word = functools.partial(self._study.word, "position", "cadence")
        usual = _("As the quadrant asks: %s") % word(suggested).lower() if suggested else _("–")
        self.cadence.addItem(usual, None)
        for one in self._study.field("position", "cadence").choices:
            self.cadence.addItem(str(one.label), one.code)
        self.cadence.set_value(card.cadence or None if card is not None else None)
        self.cadence.updateGeometry()

    def _weigh(self) -> None:
        power, interest = self.power.value(), self.interest.value()
        self._plane.weigh(
            self._study.chosen.current,
            power if isinstance(power, int) else None,
            interest if isinstance(interest, int) else None,
        )

    def _set_cadence(self) -> None:
        self._study.edit([self._study.chosen.current], {"cadence": self.cadence.value()})


class Quadrants(QWidget):
    """Everybody between power and interest.

    Args:
        theme: The theme in force.
        study: The map.
    """

    details_wanted = Signal(str)
    """Somebody is to be looked at closely."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._study = study
        self._menu: MenuMaker | None = None
        self.plane = Plane(theme, study)
        self.weights = Weights(theme, study, self.plane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self.plane, 1)
        column.addWidget(self.weights)
        self.setFocusProxy(self.plane)
        self.bubble = Bubble(theme, self)
        self.name_editor = NameEditor(theme, self)
        self.name_editor.kept.connect(self._keep_name)
        self.name_editor.closed.connect(self.plane.setFocus)
        self.plane.name_wanted.connect(self.edit_name)
        self.plane.details_wanted.connect(self.details_wanted)
        self.plane.menu_wanted.connect(self._open_menu)
        study.shown.connect(self._show)
        study.refused.connect(self._refuse)
        study.chosen.changed.connect(self._on_chosen)
        self._show()

    def set_menu(self, make: MenuMaker) -> None:
        """Say what makes the menu of those who are chosen."""
        self._menu = make

    def run_command(self, action_id: str) -> bool:
        """F2 while the ground has the keyboard; the tab answers the rest."""
        return self.plane.hasFocus() and self.plane.run_command(action_id)

    def fit(self) -> None:
        """The ground always fits."""
        self.plane.arrange()

    def edit_name(self, position: str) -> None:
        """Let the name of somebody be typed where they are shown."""
        card = self._study.card(position)
        if card is not None and self._study.may_change(position):
            box = self._box(position)
            titled = card.is_placeholder and bool(card.title)
            self.name_editor.ask(position, card.name, card.title, box, role=titled)

    def panes(self) -> tuple[QWidget, ...]:
        """The ground, and the fields beneath."""
        return (self.plane, self.weights.power)

    def _show(self) -> None:
        self.plane.arrange()
        self._on_chosen()

    def _on_chosen(self) -> None:
        self.plane.update()
        self.weights.show_card(self._study.card(self._study.chosen.current))

    def _refuse(self, text: str, position: str) -> None:
        self.plane.let_go(position)
        self.weights.show_card(self._study.card(self._study.chosen.current))
        if self.isVisible():
            self.bubble.say(text, self._box(position or self._study.chosen.current))

    def _keep_name(self, position: str, name: str, title: str) -> None:
        self._study.introduce(position, name, title)
        self.plane.setFocus()

    def _open_menu(self, where: QPoint) -> None:
        if self._menu is not None and self._study.chosen.cards:
            self._menu(self).popup(where)

    def _box(self, position: str) -> QRect:
        rect = self.plane.place_of(position)
        if rect is None:
            return QRect(self.rect().center(), self.rect().center())
        return QRect(round(rect.x), round(rect.y), round(rect.width), round(rect.height))
