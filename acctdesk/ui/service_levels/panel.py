"""The panel: what stands how, as gauges, those that need attention first."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from acctdesk.services.service_level import STANDINGS
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.service_levels import said
from acctdesk.ui.service_levels.board import DIAL, LINEAR, STYLES, Board
from acctdesk.ui.service_levels.chips import StandingChip
from acctdesk.ui.service_levels.faces import face_of
from acctdesk.ui.service_levels.filtering import FilterPopover, Sieve, sieve_of, sifted
from acctdesk.ui.service_levels.panelhead import PanelHead
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, MenuButton
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, _n, lazy

if TYPE_CHECKING:
    from acctdesk.services.service_level import Gauge, Panel
    from acctdesk.ui.shell.page import Shell

STYLE_WORDS: Mapping[str, Lazy] = {LINEAR: lazy("Linear"), DIAL: lazy("Dial")}
_ORDER = ("breached", "at_risk", "met", "no_data")
"""The chips, as the standings are counted on the panel."""


class PanelPart(QWidget):
    """Head and gauges.

    Args:
        shell: The window.
        alone: Whether it shows one account.
        able: Whether anything can be changed.
    """

    opened = Signal(str)
    """Id of an objective that is to be looked at closely."""
    looked_at = Signal()
    """Another gauge is the current one, or it says something else."""
    menu_wanted = Signal(object)
    """What can be done with the current gauge is asked for, at a `QPoint` of the screen."""
    setup_wanted = Signal()
    """Agreements and what belongs to them are to be set up."""
    import_wanted = Signal()
    """Tickets are to be imported."""
    report_wanted = Signal(object)
    """The client's report is asked for, beneath a widget."""
    alerts_wanted = Signal(object)
    """The alerts are asked for, beneath a widget."""

    def __init__(self, shell: Shell, *, alone: bool, able: bool, can_import: bool) -> None:
        super().__init__()
        self._shell, self._alone = shell, alone
        theme = self._theme = shell.theme
        self._panel: Panel | None = None
        self._wish = ""
        self._beneath: QWidget | None = None
        self.sieve = Sieve()
        self.head = PanelHead(theme)
        self.chips: dict[str, StandingChip] = {}
        chips = QWidget()
        row = QHBoxLayout(chips)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        for standing in _ORDER:
            chip = StandingChip(theme, said.STATUS[standing])
            chip.clicked.connect(functools.partial(self._on_chip, standing))
            row.addWidget(chip)
            self.chips[standing] = chip
        self._chips = chips
        self.head.add_beside(chips)
        self.alerts = Button(theme, _("Alerts"), icon="bell")
        self.filter = Button(theme, _("Filter"), icon="list-filter")
        styles = QMenu()
        group = QActionGroup(styles)
        self._styles = {}
        for name in STYLES:
            action = styles.addAction(str(STYLE_WORDS[name]))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(functools.partial(self._on_style, name))
            self._styles[name] = action
        self.style_button = MenuButton(theme, str(STYLE_WORDS[LINEAR]), styles, icon="gauge")
        self.set_up = Button(theme, _("Agreements"), icon="handshake")
        self.imports = Button(theme, _("Import tickets"), icon="file-input")
        self.report = Button(theme, _("Client report"), "primary", icon="file-text")
        self.head.add(self.alerts)
        self.head.add(self.filter)
        self.head.add(self.style_button, spare=True)
        self.head.add(self.set_up, spare=True)
        self.imports.setEnabled(able)
        if can_import:
            self.head.add(self.imports, spare=True)
        else:
            self.imports.setParent(self)
            self.imports.hide()
        self.head.end()
        self.head.add(self.report)
        self.hint = Label(theme, "", "caption", "secondary", wrap=True)
        self.hint.hide()
        self.board = Board(theme)
        self._empty = EmptyState(
            theme, "gauge", _("No service levels yet"),
            _("Add what was agreed; tickets, outages and measurements then tell how it is kept."),
            _("Add an agreement") if able else "",
        )  # fmt: skip
        self._none = EmptyState(
            theme, "list-filter", _("No gauge is like that"),
            _("Others are there, but the filter doesn't show them."), _("Show all"),
        )  # fmt: skip
        if can_import and able:
            self._offer_import()
        self._stack = FrontStack()
        for part in (self.board, self._empty, self._none):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        column.addWidget(self.head)
        column.addWidget(self.hint)
        column.addWidget(self._stack)
        self._column = column
        column.addStretch(1)
        self._wire()

    def add_beneath(self, widget: QWidget) -> None:
        """Put a widget beneath the gauges; it is hidden while there are none."""
        self._beneath = widget
        self._column.insertWidget(self._column.count() - 1, widget)

    def _offer_import(self) -> None:
        layout = self._empty.layout()
        if isinstance(layout, QVBoxLayout):
            link = Button(self._theme, _("Import tickets"), "link")
            link.clicked.connect(self.import_wanted)
            layout.insertWidget(layout.count() - 1, link, 0, Qt.AlignmentFlag.AlignHCenter)

    def _wire(self) -> None:
        self.board.opened.connect(self.opened)
        self.board.current_changed.connect(self.looked_at)
        self.board.menu_wanted.connect(self.menu_wanted)
        self.filter.clicked.connect(self.open_filter)
        self.set_up.clicked.connect(self.setup_wanted)
        self.imports.clicked.connect(self.import_wanted)
        self.report.clicked.connect(lambda: self.report_wanted.emit(self.report))
        self.alerts.clicked.connect(lambda: self.alerts_wanted.emit(self.alerts))
        self._empty.pressed.connect(self.setup_wanted)
        self._none.pressed.connect(lambda: self.set_sieve(Sieve()))

    # -- what is shown ---------------------------------------------------------------------

    def panel(self) -> Panel | None:
        """What was read; None before that."""
        return self._panel

    def show_panel(self, panel: Panel, alerts: int) -> None:
        """Show what was read.

        Args:
            panel: The gauges.
            alerts: How many alerts there are.
        """
        self._panel = panel
        counts = panel.counts
        for standing, chip in self.chips.items():
            chip.set_count(counts.get(standing, 0))
            chip.setVisible(chip.count() > 0 or standing in self.sieve.standings)
        words = _n("{n} alert", "{n} alerts", alerts) if alerts else _("Alerts")
        self.alerts.set_text(words)
        self.alerts.setEnabled(alerts > 0)
        self._show()

    def shown(self) -> list[Gauge]:
        """The gauges that the filter lets through."""
        return sifted(self._panel.gauges, self.sieve) if self._panel is not None else []

    def current(self) -> Gauge | None:
        """The gauge the keyboard is on; None without any."""
        face = self.board.current()
        found = self._panel.gauges if self._panel is not None and face is not None else ()
        return next((one for one in found if face and one.objective == face.id), None)

    def set_sieve(self, sieve: Sieve) -> None:
        """Show other gauges of those that were read."""
        self.sieve = sieve
        self._show()

    def open_filter(self) -> None:
        """Ask which gauges to show."""
        if self._panel is None or not self._panel.gauges:
            return
        popover = FilterPopover(
            self._theme, self._panel.gauges, self.sieve, self, alone=self._alone
        )
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.chosen.connect(self.set_sieve)
        popover.open_under(self.filter)
        popover.words.setFocus()
        self.popover = popover

    def state(self) -> dict[str, object]:
        """The style, the filter and the current gauge."""
        current = self.board.current()
        return {
            "style": self.board.gauge_style(), "sieve": self.sieve.state(),
            "current": current.id if current is not None else "",
        }  # fmt: skip

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        style = str(state.get("style") or LINEAR)
        self.set_style(style)
        kept = state.get("sieve")
        if isinstance(kept, dict):
            self.set_sieve(sieve_of(kept))
        self._wish = str(state.get("current") or "")

    # -- inside ----------------------------------------------------------------------------

    def _show(self) -> None:
        panel = self._panel
        if panel is None:
            return
        shown = self.shown()
        faces = [face_of(one, panel.now, alone=self._alone) for one in shown]
        self.board.set_faces(faces)
        if self._wish and faces:
            wish, self._wish = self._wish, ""
            self.board.set_current(wish)
        front: QWidget = self.board
        if not panel.gauges:
            front = self._empty
        elif not faces:
            front = self._none
        if self._stack.currentWidget() is not front:
            self._stack.setCurrentWidget(front)
        if self._beneath is not None:
            self._beneath.setVisible(front is self.board)
        self.looked_at.emit()
        some = bool(panel.gauges)
        self._chips.setVisible(some)
        for one in (self.filter, self.style_button, self.report):
            one.setEnabled(some)
        for standing, chip in self.chips.items():
            chip.setChecked(standing in self.sieve.standings)
        count = self.sieve.conditions
        self.filter.set_text(_("Filter (%d)") % count if count else _("Filter"))
        self.head.fit()
        part = len(shown) < len(panel.gauges)
        self.hint.setVisible(part)
        if part:
            self.hint.setText(
                _("{n} of {all} gauges are shown.").format(n=len(shown), all=len(panel.gauges))
            )

    def _on_chip(self, standing: str) -> None:
        held = self.sieve.standings ^ {standing}
        self.set_sieve(replace(self.sieve, standings=held if len(held) < len(STANDINGS) else
                               frozenset()))  # fmt: skip

    def set_style(self, name: str) -> None:
        """Draw the gauges in another style: "linear" or "dial"."""
        if name in STYLES:
            self.board.set_gauge_style(name)
            self.style_button.set_text(str(STYLE_WORDS[name]))
            self._styles[name].setChecked(True)

    def _on_style(self, name: str, _on: bool = True) -> None:
        self.set_style(name)
