"""Service levels of one account or of all: the panel, and what opens from it.

The same widget is the section and the tab of an account. What is in front follows from the
parameters of a place, so that Back, links and a restart lead to the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.service_levels import reading
from acctdesk.ui.service_levels.acting import Acting
from acctdesk.ui.service_levels.beneath import Beneath
from acctdesk.ui.service_levels.detail import DetailPart
from acctdesk.ui.service_levels.filling import Filling
from acctdesk.ui.service_levels.form import FormPart
from acctdesk.ui.service_levels.ledgerpart import LedgerPart
from acctdesk.ui.service_levels.panel import PanelPart
from acctdesk.ui.service_levels.setup import SetupPart
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.sight import bring_into_sight
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.service_level import Alert
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.service_levels.reading import Terms
    from acctdesk.ui.shell.page import Params, Place, Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

MINUTE = 60_000
"""Milliseconds after which running periods are read again: time passes."""
OWN = ("objective", "first", "ledger", "setup", "form", "record", "preset")
"""Parameters of a place that are the view's."""
LARGE = 150
"""Text size in percent above which the way back has a shorter word."""
Where = dict[str, str]


class LevelsView(QWidget):
    """The panel and what opens from it.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads, commands and drawing.
        undo: Offers to undo what was done.
        place: Makes a place of the view's parameters.
        alone: Whether it shows one account, named by `set_account`.
    """

    turned = Signal()
    """Something else is in front, or its title changed."""

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        place: Callable[[Mapping[str, str]], Place],
        *,
        alone: bool = False,
    ) -> None:
        super().__init__()
        self.shell, self._desk, self._tasks = shell, desk, tasks
        self._place, self.alone = place, alone
        self.account = ""
        self.alerts: tuple[Alert, ...] = ()
        self._where: Where = {}
        self._origin: Where = {}
        self._stale = True
        able = not desk.read_only
        theme = shell.theme
        can_import = "go.import" in shell.action_set
        self.panel = PanelPart(shell, alone=alone, able=able, can_import=can_import)
        self.beneath = Beneath(shell, desk, tasks)
        self.panel.add_beneath(self.beneath)
        self.detail = DetailPart(shell, tasks, able=able)
        self.ledger = LedgerPart(shell, able=able)
        self.setup = SetupPart(shell, able=able, tickets=alone)
        self.form = FormPart(theme)
        self.gone = EmptyState(
            theme, "gauge", _("This isn't here any more"),
            _("It was deleted, or belongs to another workspace."), _("Show all gauges"),
        )  # fmt: skip
        self._stack = FrontStack()
        for one in (self.panel, self.detail, self.ledger, self.setup, self.form, self.gone):
            self._stack.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        column.addStretch(1)
        self._filling = Filling(self, desk, tasks)
        self._beat = QTimer(self)
        self._beat.setInterval(MINUTE)
        self._beat.timeout.connect(self._pass_time)
        self.acting = Acting(self, desk, tasks, undo)
        self._wire()
        tasks.changed.connect(self._on_change)

    def _wire(self) -> None:
        panel, detail, ledger = self.panel, self.detail, self.ledger
        panel.opened.connect(lambda objective: self.go({"objective": objective}))
        panel.setup_wanted.connect(self._begin_setup)
        panel.import_wanted.connect(self.acting.import_tickets)
        panel.report_wanted.connect(self.acting.report)
        panel.alerts_wanted.connect(self.acting.show_alerts)
        panel.menu_wanted.connect(self._open_menu)
        panel.looked_at.connect(self._look)
        self.beneath.period_wanted.connect(
            lambda objective, first: self.go({"objective": objective, "first": first})
        )
        detail.period_wanted.connect(lambda first: self._go_beside(first=first))
        detail.ledger_wanted.connect(lambda record: self._go_beside(ledger=record))
        detail.objective_wanted.connect(lambda one: self.go({"objective": one}))
        detail.edit_wanted.connect(lambda one: self.open_form("objective", one, {}))
        detail.measure_wanted.connect(self.acting.measure)
        detail.credit_wanted.connect(self.acting.give_credit)
        ledger.edit_wanted.connect(lambda kind, one: self.open_form(kind, one, {}))
        ledger.export_wanted.connect(self.acting.export_ledger)
        self.setup.form_wanted.connect(self.open_form)
        self.setup.words_wanted.connect(lambda _words: self._filling.fill_front())
        self.setup.approve_wanted.connect(self.acting.approve)
        self.form.save_wanted.connect(self.acting.save)
        self.form.cancelled.connect(self.leave_form)
        self.form.delete_wanted.connect(self.acting.delete)
        self.gone.pressed.connect(lambda: self.go({}))

    # -- where one is ----------------------------------------------------------------------

    @property
    def where(self) -> Where:
        """The parameters that say what is in front."""
        return dict(self._where)

    def go(self, where: Mapping[str, str]) -> None:
        """Show something, and remember the way back."""
        self.shell.go(self._place(where))

    def set_account(self, account: str) -> None:
        """Show another account; only where there is one."""
        if account != self.account:
            self.account = account
            self._stale = True

    def show_params(self, params: Params) -> None:
        """Show what a place says."""
        where = {name: params[name] for name in OWN if params.get(name)}
        if "form" in where and "form" not in self._where:
            self._origin = self._where
        changed = where != self._where
        self._where = where
        if changed or self._stale:
            self.refresh()
        self.turn()

    def front(self) -> QWidget | None:
        """The part in front."""
        return self._stack.currentWidget()

    def title(self) -> str:
        """What is in front; empty for the panel."""
        front = self._stack.currentWidget()
        if front is self.panel or front is None or front is self.gone:
            return ""
        head = getattr(front, "head", None)
        return head.title.text() if head is not None else ""

    def steps(self) -> list[tuple[str, Where]]:
        """The way from the panel to what is in front, without the last step."""
        if not self._where:
            return []
        # Large letters leave the top bar little room.
        large = self.shell.theme.text_scale > LARGE
        found: list[tuple[str, Where]] = [(_("Gauges") if large else _("Service levels"), {})]
        if "ledger" in self._where:
            up: Where = {
                one: self._where[one] for one in ("objective", "first") if one in self._where
            }
            held = self.detail.detail()
            found.append((held.gauge.name if held is not None else _("Objective"), up))
        elif "form" in self._where and self._origin:
            found.append((self._named(self._origin), self._origin))
        return found

    def _named(self, where: Where) -> str:
        """What a place is called on the way back."""
        if "setup" in where:
            return _("Agreements")
        told, held = self.ledger.told(), self.detail.detail()
        if "ledger" in where and told is not None:
            return told.number or _("Outage")
        return held.gauge.name if held is not None else _("Objective")

    def state(self) -> dict[str, object]:
        """What the panel keeps."""
        return self.panel.state()

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        self.panel.restore(state)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        front = self._stack.currentWidget()
        if front is self.panel:
            return (self.panel.head, self.panel.board)
        panes = getattr(front, "panes", None)
        return panes() if callable(panes) else (self,)

    def run_command(self, action_id: str) -> bool:
        """Do what an action means here; whether it means something."""
        return self.acting.run(action_id)

    def reveal(self, change: Change) -> bool:
        """Stay where one is, when a change touched what is shown here; whether it did."""
        if not reading.KINDS & change.touched.keys():
            return False
        self.mark_stale()
        return True

    # -- reading ---------------------------------------------------------------------------

    def mark_stale(self) -> None:
        """Something shown here has changed."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read what is in front, and the panel behind it."""
        if self.alone and not self.account:
            return
        self._stale = False
        if not self._where:
            self._filling.fill_panel()
        self._filling.fill_front()

    def show_part(self, part: QWidget) -> None:
        """Put a part in front that has been filled."""
        before = self._stack.currentWidget()
        if before is not part:
            held = before is not None and before.isAncestorOf(self.window().focusWidget())
            self._stack.setCurrentWidget(part)
            self._to_top()
            if held and part is not self.form:
                # The keyboard was on what went: it goes on to what came.
                self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def _to_top(self) -> None:
        """What comes is seen from its beginning, the panel at the card one came from."""
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.verticalScrollBar().setValue(0)
            above = above.parentWidget()
        board = self.panel.board
        if self._stack.currentWidget() is self.panel and board.current_at():
            box = board.box(board.current_at())
            QTimer.singleShot(0, board, lambda: bring_into_sight(board, box))

    def focus_target(self) -> QWidget:
        """What of the part in front the keyboard begins with."""
        front = self._stack.currentWidget()
        if front is self.detail and self.detail.figures:
            return next(iter(self.detail.figures.values()))
        targets: dict[object, QWidget] = {
            self.panel: self.panel.board, self.ledger: self.ledger.grid,
            self.setup: self.setup.grid,
        }  # fmt: skip
        return targets.get(front, self)

    def turn(self) -> None:
        """The panel needs nothing read to be put in front."""
        if not self._where and self._stack.currentWidget() is not self.panel:
            self.show_part(self.panel)
        elif not self._where:
            self.turned.emit()

    # -- forms -----------------------------------------------------------------------------

    def open_form(self, kind: str, record: str, preset: Mapping[str, str]) -> None:
        """Show the form of a record, or of a new one.

        Args:
            kind: Its kind.
            record: Its id; empty for a new one.
            preset: Values that are settled already.
        """
        import json

        where = {"form": kind}
        if record:
            where["record"] = record
        if preset:
            where["preset"] = json.dumps(dict(preset))
        self.go(where)

    def leave_form(self) -> None:
        """Go back to where the form was opened from."""
        self.go(self._origin)

    # -- inside ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was hidden."""
        super().showEvent(event)
        self._beat.start()
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while nobody looks."""
        super().hideEvent(event)
        self._beat.stop()

    def _pass_time(self) -> None:
        if not {"form", "ledger", "setup"} & self._where.keys():
            self.refresh()

    def _on_change(self, change: Change) -> None:
        if (reading.KINDS | {"account"}) & change.touched.keys():
            self.mark_stale()

    def _go_beside(self, **more: str) -> None:
        held: Where = {
            one: self._where[one] for one in ("objective", "first") if one in self._where
        }
        self.go({**held, **more})

    def _look(self) -> None:
        panel = self.panel.panel()
        if panel is not None:
            self.beneath.look_at(self.panel.current(), panel.now)

    def _begin_setup(self) -> None:
        panel = self.panel.panel()
        if panel is not None and not panel.gauges and not self._desk.read_only:
            # Nothing there yet: the first thing to add is an agreement.
            self._where = {}
            self._tasks.read(
                self, functools.partial(reading.terms, self._desk, self.account), self._begin
            )
        else:
            self.go({"setup": "agreement"})

    def _begin(self, terms: Terms) -> None:
        if terms.agreements:
            self.go({"setup": "agreement"})
        else:
            self.open_form("agreement", "", {})

    def _open_menu(self, where: QPoint) -> None:
        menu = self.shell.action_set.context_menu("levels.gauge", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)
