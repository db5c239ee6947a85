"""The main window. It knows sections as data and pages as `Page`, nothing of accounts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from acctdesk.ui.shell import keeping
from acctdesk.ui.shell.frame import Rule
from acctdesk.ui.shell.history import History
from acctdesk.ui.shell.menubar import make_menu_bar
from acctdesk.ui.shell.places import Place
from acctdesk.ui.shell.sidebar import Sidebar
from acctdesk.ui.shell.statusbar import StatusBar
from acctdesk.ui.shell.topbar import TopBar

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from acctdesk.ui.shell.actions import ActionSet, ActionSpec
    from acctdesk.ui.shell.ask import Ask
    from acctdesk.ui.shell.host import PageHost
    from acctdesk.ui.shell.inspector import InspectorPane
    from acctdesk.ui.shell.page import Page
    from acctdesk.ui.shell.places import Section
    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.widgets.jobs import JobItem
    from acctdesk.ui.widgets.toast import ToastLayer

MINIMUM = (960, 600)
FOCUS_COMMANDS = ("copy", "paste", "fill_down", "edit_cell", "open_record")
"""Standard actions that mean what the widget with the focus makes of them (`run_command`)."""
NARROW_BELOW = 1008
"""Below this width of the window the sidebar shows icons alone."""


class MainWindow(QMainWindow):
    """Menus, sidebar, top bar, pages, inspector, status bar, toasts.

    It is the `Shell` that pages get. Its first paint shows the frame; actions, menus and pages
    follow in the turn after it, or as soon as somebody asks for them.

    Args:
        theme: The theme in force.
        sections: The pages, in the order of their rows in the sidebar; the first is the start.
        settings: Where window and pages keep their state.
        specs: Tells the actions beside the standard ones, when they are needed.
        ask: How to question the person; None asks with Qt's dialogs.
    """

    place_changed = Signal(object)
    """The `Place` that is shown now."""
    painted = Signal()
    """The frame is painted for the first time; menus and the first page follow."""
    closing = Signal()
    """The window is about to close; state has been kept."""

    def __init__(
        self,
        theme: Theme,
        sections: Sequence[Section],
        settings: QSettings,
        specs: Callable[[], Sequence[ActionSpec]] = tuple,
        *,
        ask: Ask | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("AcctDesk")
        self._theme = theme
        self._sections = {section.id: section for section in sections}
        self._settings = settings
        self._ask: Ask | None = ask
        self._toasts: ToastLayer | None = None
        self._inspector: InspectorPane | None = None
        self._painted = False
        self._completed = False
        self._first: tuple[str, Place | None] | None = None
        self._history = History()
        self._pages: dict[str, Page] = {}
        self._hosts: dict[str, PageHost] = {}
        self._shown: str = ""
        self._specs = specs
        self._actions: ActionSet | None = None
        self._build()
        self.setMinimumSize(*MINIMUM)
        self.resize(1280, 800)
        keeping.restore_window(settings, self)
        self._fit()

    @property
    def action_set(self) -> ActionSet:
        """Every action of the program."""
        if self._actions is None:
            from acctdesk.ui.shell import keys
            from acctdesk.ui.shell.actions import ActionSet
            from acctdesk.ui.shell.standard import STANDARD, section_action

            rows = [one for one in self._sections.values() if one.placement != "none"]
            goto = [section_action(at, one.id, str(one.label)) for at, one in enumerate(rows, 1)]
            self._actions = ActionSet(
                self._theme, [*STANDARD, *self._specs(), *goto], self, keys.kept(self._settings)
            )
            self._wire(self._actions)
        return self._actions

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def ask(self) -> Ask:
        """The one way to question the person."""
        if self._ask is None:
            from acctdesk.ui.shell.ask import QtAsk

            self._ask = QtAsk(self)
        return self._ask

    @property
    def toasts(self) -> ToastLayer:
        """The layer of passing messages."""
        if self._toasts is None:
            from acctdesk.ui.widgets.toast import ToastLayer

            self._toasts = ToastLayer(self._theme, self._stack)
        return self._toasts

    @property
    def settings(self) -> QSettings:
        """Where window and pages keep their state."""
        return self._settings

    def start(self, fallback: Place | None = None) -> None:
        """Go where one was, else to the fallback, else to the first section.

        The frame is painted first; the page is built right after, so that the window shows up at
        once however much its first page loads.
        """
        self._first = self.foresee(fallback)
        if self._painted:
            self._go_first()

    def foresee(self, fallback: Place | None = None) -> tuple[str, Place | None] | None:
        """Name the section where `start` will go, before it can.

        Returns:
            Its id, and the fallback where that decided; None without sections.
        """
        section = keeping.kept_section(self._settings)
        if section in self._sections:
            fallback = None
        else:
            section = fallback.section if fallback else next(iter(self._sections), "")
        if not section:
            return None
        self.sidebar.set_current(section)
        self.topbar.set_way((), str(self._sections[section].label))
        return section, fallback

    def _go_first(self) -> None:
        if self._first is not None:
            section, fallback = self._first
            place = fallback or keeping.kept_place(self._settings)
            self.go(place if place and place.section == section else Place(section))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame; after the first time, build what can wait."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._complete)

    def page(self, section: str) -> Page:
        """The page of a section; built now if it was never shown.

        Raises:
            KeyError: No such section was given.
        """
        found = self._pages.get(section)
        if found is None:
            found = self._sections[section].factory(self)
            found.setObjectName(found.objectName() or section)
            found.restore(keeping.kept_page(self._settings, section))
            found.title_changed.connect(self._on_title)
            self._pages[section] = found
            from acctdesk.ui.shell.host import PageHost

            self._hosts[section] = PageHost(found)
            self._stack.addWidget(self._hosts[section])
        return found

    def present_place(self) -> Place | None:
        """Where one is; None before the first visit."""
        return self._history.present

    def go(self, place: Place) -> None:
        """Go somewhere, and remember the way back.

        Raises:
            KeyError: No such section was given.
        """
        self.page(place.section)
        self._history.visit(place)
        self._show(place)

    def replace_place(self, place: Place) -> None:
        """Say more exactly where one is, without a step in the history."""
        self._history.replace(place)

    def back(self) -> None:
        """Go back one step."""
        place = self._history.back()
        if place is not None:
            self._show(place)

    def forward(self) -> None:
        """Go forward one step."""
        place = self._history.forward()
        if place is not None:
            self._show(place)

    def toast(self, text: str, **offers: Any) -> None:
        """Say something in passing; see `Shell.toast`."""
        self.toasts.show_toast(text, **offers)

    def set_message(self, text: str) -> None:
        """Set the left text of the status bar; empty restores "All changes kept"."""
        self.status.set_message(text)

    def set_selection_text(self, text: str) -> None:
        """Set the right text of the status bar."""
        self.status.selection.set_text(text)

    def add_job(self, label: str, cancel: Callable[[], None] | None = None) -> JobItem:
        """Show a long job in the status bar; see `Shell.add_job`."""
        return self.status.add_job(label, cancel)

    def set_badge(self, section: str, text: str, *, alarm: bool = False) -> None:
        """Set the count beside a section; see `Shell.set_badge`. Absent sections are ignored."""
        row = self.sidebar.rows().get(section)
        if row is not None:
            row.set_badge(text, alarm=alarm)

    def set_banner(self, banner: QWidget | None) -> None:
        """Show a strip above the pages; None removes it."""
        while (item := self._banner.takeAt(0)) is not None:
            old = item.widget()
            if old:
                old.hide()
                old.deleteLater()
        if banner is not None:
            self._banner.addWidget(banner)

    def keep(self) -> None:
        """Write geometry, place and the state of every page that was shown."""
        keeping.keep_window(self._settings, self)
        keeping.keep_place(self._settings, self._history.present)
        for section, page in self._pages.items():
            keeping.keep_page(self._settings, section, page.state())
        self._settings.sync()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between words and icons."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the state before closing."""
        self.keep()
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setMenuBar(make_menu_bar(self))
        self.sidebar = Sidebar(self._theme, list(self._sections.values()))
        self.topbar = TopBar(self._theme)
        self.status = StatusBar(self._theme)
        self._stack = QStackedWidget()
        self._banner = QVBoxLayout()
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addLayout(self._banner)
        right.addLayout(middle, 1)
        right.addWidget(self.status)
        whole = QWidget()
        whole.setProperty("plane", "page")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(Rule(self._theme, standing=True))
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.sidebar.chosen.connect(lambda section: self.go(Place(section)))
        self.topbar.crumb_chosen.connect(self.go)

    def _complete(self) -> None:
        self.painted.emit()
        QTimer.singleShot(1, self, self._finish)

    def _finish(self) -> None:
        self.complete()
        self._go_first()

    def complete(self) -> None:
        """Fill the menus and listen to the system; done by itself after the first paint, once."""
        if self._completed:
            return
        self._completed = True
        self.action_set.fill_menus()
        self._theme.follow_system()

    def _wire(self, actions: ActionSet) -> None:
        actions.adopt_menu_bar(self.menuBar())
        self.topbar.bind(*(actions.action(name) for name in ("back", "forward", "palette")))
        for section in self._sections:
            if f"go.{section}" in actions:
                actions.on(f"go.{section}", functools.partial(self.go, Place(section)))
        actions.on("back", self.back)
        actions.on("forward", self.forward)
        actions.on("quit", self.close)
        actions.on("next_pane", lambda: self._step_pane(1))
        actions.on("previous_pane", lambda: self._step_pane(-1))
        actions.on_toggled("full_screen", self._set_full_screen)
        actions.on_toggled("inspector", self._set_inspector)
        if "settings" in self._sections:
            actions.on("settings", lambda: self.go(Place("settings")))
        for name in FOCUS_COMMANDS:
            actions.on(name, functools.partial(self._run, name))
        self._enable_history()

    def _run(self, action_id: str) -> None:
        """Let the widget with the focus do it: grids have a command, fields copy and paste."""
        from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

        focus = self.focusWidget()
        command = getattr(focus, "run_command", None)
        if callable(command):
            command(action_id)
        elif action_id in ("copy", "paste") and isinstance(focus, QLineEdit | QPlainTextEdit):
            getattr(focus, action_id)()

    def _show(self, place: Place) -> None:
        page = self.page(place.section)
        old = self._pages.get(self._shown)
        if old is not None and old is not page:
            old.deactivated()
        self._shown = place.section
        page.activated(place.params)
        self._first = None
        pane = page.inspector()
        if pane is not None and self._inspector is None:
            self._inspector = self._make_inspector()
        if self._inspector is not None:
            self._inspector.set_content(pane)
        self._stack.setCurrentWidget(self._hosts[place.section])
        self.sidebar.set_current(place.section)
        self.status.selection.set_text("")
        self._on_title()
        self._enable_history()
        self._fit_inspector()
        self.place_changed.emit(place)

    def _on_title(self) -> None:
        page = self._pages.get(self._shown)
        if page is not None:
            title = page.title() or str(self._sections[self._shown].label)
            self.topbar.set_way(page.breadcrumb(), title)
            self.setWindowTitle(f"{title} – AcctDesk")

    def _enable_history(self) -> None:
        self.action_set.action("back").setEnabled(self._history.can_back)
        self.action_set.action("forward").setEnabled(self._history.can_forward)

    def _fit(self) -> None:
        self.sidebar.set_narrow(self.width() < NARROW_BELOW)
        self._fit_inspector()

    def _make_inspector(self) -> InspectorPane:
        from acctdesk.ui.shell.inspector import InspectorPane

        pane = InspectorPane(self._theme)
        action = self.action_set.action("inspector")
        pane.closed.connect(lambda: action.setChecked(False))
        pane.stand(self._middle, self._stack)
        return pane

    def _fit_inspector(self) -> None:
        if self._inspector is not None:
            wanted = keeping.inspector_wanted(self._settings, self.width())
            self._inspector.fit(self.action_set.action("inspector"), wanted)

    def _set_inspector(self, on: bool) -> None:
        keeping.keep_inspector(self._settings, self.width(), on)
        if self._inspector is not None:
            self._inspector.setVisible(on and self._inspector.has_content())

    def _set_full_screen(self, on: bool) -> None:
        (self.showFullScreen if on else self.showNormal)()

    def _step_pane(self, step: int) -> None:
        from acctdesk.ui.shell.panes import step_pane

        page = self._pages.get(self._shown)
        inner = list(page.panes()) if page is not None else []
        panes: list[QWidget] = [self.sidebar, self.topbar, *inner]
        if self._inspector is not None:
            panes.append(self._inspector)
        step_pane(panes, self.focusWidget(), step)
