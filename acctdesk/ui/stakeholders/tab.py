"""The stakeholders of an account: one map in several views, and the panel beside them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.shell.places import Place
from acctdesk.ui.stakeholders.asking import Asking
from acctdesk.ui.stakeholders.bar import MapBar
from acctdesk.ui.stakeholders.exporting import ExportButton
from acctdesk.ui.stakeholders.panel import MapPanel
from acctdesk.ui.stakeholders.past import PastBanner, PastPopover
from acctdesk.ui.stakeholders.study import Study
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from acctdesk.ui.desk import Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

LEAST, TALL = 200, {"quadrants": 300}
"""Height at 100 % that a view needs; with less room the page scrolls."""

_HERE = "acctdesk.ui.stakeholders"
VIEWS = (
    ("chart", lazy("Org chart"), "network", f"{_HERE}.chart.view", "OrgChart"),
    ("quadrants", lazy("Power / interest"), "target", f"{_HERE}.quadrants", "Quadrants"),
    ("outline", lazy("Outline"), "list-tree", f"{_HERE}.outline", "Outline"),
    ("matrix", lazy("Matrix"), "table-2", f"{_HERE}.matrix", "Matrix"),
)
"""The views: id, words, icon, and the class that is loaded when it is first wanted."""


class View(Protocol):
    """What every view of a map can do."""

    def run_command(self, action_id: str) -> bool:
        """Do what an action means to it; whether it means something."""

    def fit(self) -> None:
        """Bring the whole map into sight."""

    def edit_name(self, position: str) -> None:
        """Open the editor of a card's name."""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""


class StakeholdersTab(QWidget):
    """The map of an account.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks, self._undo = shell, desk, tasks, undo
        theme = self._theme = shell.theme
        self.study = Study(desk, tasks, undo, self)
        self.study.set_awake(False)
        self._views: dict[str, QWidget] = {}
        self._front = VIEWS[0][0]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        actions = shell.action_set
        self.bar = MapBar(
            theme, [(str(one[1]), one[2]) for one in VIEWS],
            actions.action("undo"), actions.action("redo"),
        )  # fmt: skip
        self.export = ExportButton(shell, desk, tasks, theme)
        self.bar.add_right(self.export)
        column.addWidget(self.bar)
        self.banner = PastBanner(theme)
        column.addWidget(self.banner)
        self._stack = FrontStack()
        # A view takes the room there is, however large what it shows.
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column.addWidget(self._stack, 1)
        self._empty = EmptyState(
            theme, "network", _("Nobody on the map yet"),
            _("Add the people who decide, use and pay, and say who reports to whom."),
            _("Add the first person") if not desk.read_only else "",
        )  # fmt: skip
        self._empty.pressed.connect(self.study.add)
        self._offer_import()
        self._stack.addWidget(self._empty)
        self.asking = Asking(theme, self.study, self.bar)
        self.panel = MapPanel(theme, desk, tasks, undo, self.study)
        self._wire()

    def _offer_import(self) -> None:
        """A second way to begin, where this installation reads tables."""
        layout = self._empty.layout()
        if "go.import" in self._shell.action_set and isinstance(layout, QVBoxLayout):
            self.imports = Button(self._theme, _("Import an organisation"), "link")
            self.imports.setEnabled(not self._desk.read_only)
            self.imports.clicked.connect(self._import)
            middle = Qt.AlignmentFlag.AlignHCenter
            layout.insertWidget(layout.count() - 1, self.imports, 0, middle)

    def _import(self) -> None:
        """Go where tables are read, with this account chosen."""
        seen = self.study.seen
        named = {"account": seen.account_name} if seen is not None else {}
        self._shell.go(Place("import", named))

    def _wire(self) -> None:
        bar, study = self.bar, self.study
        bar.views.chosen.connect(lambda at: self.show_view(VIEWS[at][0]))
        bar.add.clicked.connect(lambda: self.run_command("map.add"))
        bar.tidy.clicked.connect(study.tidy)
        bar.past.clicked.connect(self._ask_day)
        self.banner.pressed.connect(lambda: study.set_day(None))
        bar.gaps.clicked.connect(lambda: self.run_command("map.gaps"))
        panel, inspector = self.panel, self._shell.action_set.action("inspector")
        panel.turned.connect(self._on_panel)
        panel.closed.connect(lambda: inspector.setChecked(False))
        panel.matrix_wanted.connect(self._show_matrix)
        panel.details.person_wanted.connect(
            lambda person: self._shell.go(Place("people", {"person": person}))
        )
        study.shown.connect(self._on_shown)
        study.made.connect(self._on_made)
        study.failed.connect(self._tasks.problem.emit)
        self._theme.changed.connect(self._retheme)
        self._retheme()

    # -- what the page asks ----------------------------------------------------------------

    def set_account(self, account: str) -> None:
        """Show the map of an account."""
        if account != self.study.account:
            self._stack.setEnabled(False)
            self.study.set_account(account)

    def state(self) -> dict[str, object]:
        """The view in front, and the day, which is an account's own."""
        day = self.study.day
        return {
            "view": self._front,
            "account": self.study.account,
            "day": day.isoformat() if day is not None else "",
            "panel": self.panel.part(),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        view, account, day = (str(state.get(one) or "") for one in ("view", "account", "day"))
        self._set_front(view)
        self.panel.show_part(str(state.get("panel") or ""))
        if account and day:
            self.study.set_account(account)
            try:
                self.study.set_day(dt.date.fromisoformat(day))
            except ValueError:
                return

    def panes(self) -> tuple[QWidget, ...]:
        """The bar, and what the view shows."""
        view = self._shown()
        return (self.bar, *(view.panes() if view is not None else (self._stack,)))

    def show_view(self, name: str) -> None:
        """Show one of the views; an unknown one changes nothing."""
        self._set_front(name)
        self._turn()

    def view(self) -> View:
        """The view in front; made now if it was never shown."""
        made = self._views.get(self._front)
        if made is None:
            _id, _label, _icon, module, name = next(one for one in VIEWS if one[0] == self._front)
            make = getattr(import_module(module), name)
            made = make(self._theme, self.study)
            self._views[self._front] = made
            if hasattr(made, "set_menu"):
                made.set_menu(functools.partial(self._shell.action_set.context_menu, "map.card"))
            if hasattr(made, "details_wanted"):
                made.details_wanted.connect(self._show_details)
            self._stack.addWidget(made)
        return cast("View", made)

    def run_command(self, action_id: str) -> bool:
        """Do what an action means to the map: the view in front is asked first."""
        view = self._shown()
        if view is not None and view.run_command(action_id):
            return True
        command = self._commands().get(action_id)
        if command is None:
            return False
        command()
        return True

    def reveal(self, ids: set[str]) -> None:
        """Choose the cards that a change touched, by ids of their posts or people."""
        seen = self.study.seen
        if seen is not None:
            found = [one.position for one in seen.cards if one.position in ids or one.person in ids]
            if found:
                self.study.chosen.reveal(seen, found[0])
                self.study.chosen.choose(found)

    # -- inside ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was hidden."""
        super().showEvent(event)
        self.study.set_awake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while nobody looks."""
        super().hideEvent(event)
        self.study.set_awake(False)

    def _set_front(self, name: str) -> None:
        ids = [one[0] for one in VIEWS]
        if name in ids:
            self._front = name
            self._retheme()
            self.export.grid = name == "quadrants"
            self.bar.views.set_current(ids.index(name))

    def _shown(self) -> View | None:
        """The view, when there is something on it."""
        front = self._stack.currentWidget()
        return cast("View", front) if front in self._views.values() else None

    def _turn(self) -> None:
        """Put in front what there is to show."""
        seen = self.study.seen
        if seen is not None:
            blank = not seen.cards and self.study.day is None
            front = self._empty if blank else cast("QWidget", self.view())
            if self._stack.currentWidget() is not front:
                self._stack.setCurrentWidget(front)

    def _on_shown(self) -> None:
        self._stack.setEnabled(True)
        self.bar.set_able(self.study.able)
        self.bar.set_day(self.study.day)
        if self.study.day is not None and self.banner.isHidden():
            # What changed since is what one looks into the past for.
            self.panel.show_part("changes")
        self.banner.show_day(self.study.day)
        if self.study.seen is not None:
            seen = self.study.seen
            self.export.set_subject(seen.account, seen.account_name, self.study.day)
        gaps = len(self.study.thin.gaps) if self.study.thin is not None else 0
        self.bar.set_gaps(gaps)
        self.panel.set_gaps(gaps)
        self._turn()

    def _on_made(self, position: str) -> None:
        view = self._shown()
        if view is not None and self.isVisible():
            view.edit_name(position)

    def _commands(self) -> dict[str, Callable[[], object]]:
        study, chosen = self.study, self.study.chosen
        anchor = chosen.current or None
        cards = list(chosen.cards)
        add = functools.partial(study.add, anchor=anchor)
        found: dict[str, Callable[[], object]] = {
            "new": add,
            "map.add": add,
            "map.add_below": add,
            "map.add_beside": functools.partial(add, "beside"),
            "map.add_above": functools.partial(add, "above"),
            "map.placeholder": functools.partial(add, title=_("Role to be found"), asks=True),
            "map.tidy": study.tidy,
            "map.fold_all": self._fold_all,
            "map.unfold_all": lambda: chosen.fold_all(()),
            "map.fit": lambda: self._fit(),
            "map.gaps": functools.partial(self._turn_panel, "gaps"),
            "map.past": self._ask_day,
            "map.find": self.asking.find,
            "filter": lambda: self.run_command("map.find"),
            "map.details": functools.partial(self._turn_panel, "details"),
            "map.export": self.export.open_menu,
        }
        if "go.import" in self._shell.action_set and not self._desk.read_only:
            found["map.import"] = self._import
        if cards:
            found |= {
                "map.remove": lambda: study.remove(cards),
                "account.delete": lambda: study.remove(cards),
                "map.park": lambda: study.park(cards),
                "map.fold": lambda: chosen.fold(chosen.current),
                "map.reports_to": self.asking.reports_to,
                "map.connect": self.asking.connect_with,
                "map.employer": self.asking.moved,
                "map.rename": lambda: self._on_made(chosen.current),
            }
        return found

    # -- the panel ---------------------------------------------------------------------------

    def _turn_panel(self, part: str) -> None:
        """Show a part of the panel, or close the panel where that part is in front."""
        inspector = self._shell.action_set.action("inspector")
        if self.panel.isVisible() and self.panel.part() == part:
            inspector.setChecked(False)
            self._on_panel()
        else:
            self.panel.show_part(part)
            inspector.setChecked(True)

    def _show_details(self, position: str) -> None:
        if position not in self.study.chosen.cards:
            self.study.chosen.choose([position])
        self.panel.show_part("details")
        self._shell.action_set.action("inspector").setChecked(True)

    def _show_matrix(self, position: str) -> None:
        self.show_view("matrix")
        if position:
            self.study.chosen.choose([position])

    def _on_panel(self) -> None:
        self.bar.set_panel_open(self.panel.isVisible())

    def _ask_day(self) -> None:
        popover = PastPopover(self._theme, self.study, self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.open_under(self.bar.past)
        popover.day.setFocus()
        self.past = popover

    def _fit(self) -> None:
        view = self._shown()
        if view is not None:
            view.fit()

    def _fold_all(self) -> None:
        seen = self.study.seen
        if seen is not None:
            self.study.chosen.fold_all(one for one in seen.below if one)

    def _retheme(self) -> None:
        self._stack.setMinimumHeight(self._theme.px(TALL.get(self._front, LEAST)))
