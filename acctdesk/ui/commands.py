"""The actions of workspaces and accounts, and who answers an action: the grid, or the page."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.ui.desk import Change
from acctdesk.ui.shell.actions import ActionSpec
from acctdesk.ui.shell.page import Place
from acctdesk.ui.shell.window import MainWindow
from acctdesk.words import lazy

WORKSPACE = (
    ActionSpec("workspace.new", lazy("New workspace…"), "file", 5, "database"),
    ActionSpec("workspace.open", lazy("Open workspace…"), "file", 5, "folder-open", ("Ctrl+O",)),
    ActionSpec("workspace.read", lazy("Open read-only…"), "file", 5, "eye"),
    ActionSpec("workspace.sample", lazy("Open the sample"), "file", 5, "sparkles"),
    ActionSpec("workspace.back_up", lazy("Back up now"), "file", 10, "save"),
)
"""What one can do with workspaces."""

ACCOUNT = (
    ActionSpec(
        "account.delete", lazy("Delete"), "account", 20, "trash-2", ("Ctrl+Del",),
        ("accounts.row", "people.row"), scope="grid",
    ),
    ActionSpec(
        "list.archive", lazy("Archive"), "account", 18, "inbox", (),
        ("accounts.row", "people.row"), scope="grid",
    ),
    ActionSpec(
        "list.unarchive", lazy("Take out of the archive"), "account", 18, "rotate-ccw", (),
        ("accounts.row", "people.row"), scope="grid",
    ),
    ActionSpec(
        "account.merge", lazy("Merge accounts…"), "account", 19, "merge", (), ("accounts.row",),
        scope="grid",
    ),
    ActionSpec(
        "person.merge", lazy("Merge people…"), "account", 19, "merge", (), ("people.row",),
        scope="grid",
    ),
    ActionSpec(
        "list.open_link", lazy("Open link"), "account", 16, "external-link", (), scope="grid"
    ),
)  # fmt: skip
"""What one can do with selected records beside the standard actions."""

LISTS = (
    ActionSpec("list.filter", lazy("Filter by conditions…"), "view", 12, "list-filter"),
    ActionSpec("list.sort", lazy("Sort…"), "view", 12, "arrow-up-down"),
    ActionSpec("list.group", lazy("Group…"), "view", 12, "layout-list"),
    ActionSpec("list.columns", lazy("Columns…"), "view", 12, "columns-3"),
    ActionSpec("list.column", lazy("This column…"), "view", 12, "columns-3"),
    ActionSpec("list.marks", lazy("Marks…"), "view", 12, "flag"),
    ActionSpec("list.view.save", lazy("Save view as…"), "view", 14, "bookmark"),
)
"""What one can do with the list in front."""

PLACES = (
    ActionSpec("duplicates.show", lazy("Duplicates…"), "tools", 10, "copy"),
    ActionSpec("history.show", lazy("History…"), "view", 50, "history"),
    ActionSpec("trash.show", lazy("Trash…"), "tools", 10, "trash-2"),
    ActionSpec("search.only", lazy("Search only this account"), "edit", 30, "building-2"),
)
"""Ways to pages without a row in the sidebar, and what narrows the search to one account."""

EXPORTS = (
    ActionSpec("list.export", lazy("Export to Excel…"), "file", 18, "file-spreadsheet"),
    ActionSpec("list.export_csv", lazy("Export to CSV…"), "file", 18, "download"),
    ActionSpec("list.copy_picture", lazy("Copy as picture"), "edit", 12, "image"),
    ActionSpec("list.save_picture", lazy("Save as picture…"), "file", 18, "image"),
)
"""Ways in which the list in front leaves the program, beside printing."""

MAP = (
    ActionSpec("map.add", lazy("Add a person to the map"), "account", 40, "user-plus"),
    ActionSpec("map.add_below", lazy("Add a report below"), "account", 40, "", (), ("map.card",)),
    ActionSpec("map.add_beside", lazy("Add a peer beside"), "account", 40, "", (), ("map.card",)),
    ActionSpec("map.add_above", lazy("Add a manager above"), "account", 40, "", (), ("map.card",)),
    ActionSpec("map.placeholder", lazy("Add a role without a name"), "account", 40, "user"),
    ActionSpec(
        "map.rename", lazy("Rename on the map"), "account", 42, "pencil", (), ("map.card",)
    ),
    ActionSpec("map.reports_to", lazy("Reports to…"), "account", 42, "network", (), ("map.card",)),
    ActionSpec("map.connect", lazy("Connect with…"), "account", 42, "workflow", (), ("map.card",)),
    ActionSpec("map.park", lazy("Park beside the map"), "account", 42, "inbox", (), ("map.card",)),
    ActionSpec(
        "map.employer", lazy("Moved to another account…"), "account", 42, "building-2", (),
        ("map.card",),
    ),
    ActionSpec(
        "map.remove", lazy("Remove from the map"), "account", 44, "trash-2", (), ("map.card",)
    ),
    ActionSpec("map.tidy", lazy("Tidy the map"), "account", 46, "workflow", ("Ctrl+Shift+T",)),
    ActionSpec("map.fold", lazy("Fold or unfold the branch"), "view", 20, "", (), ("map.card",)),
    ActionSpec("map.fold_all", lazy("Fold all branches"), "view", 20, ""),
    ActionSpec("map.unfold_all", lazy("Unfold all branches"), "view", 20, ""),
    ActionSpec("map.find", lazy("Find on the map"), "edit", 30, "search"),
    ActionSpec("map.zoom_in", lazy("Zoom in"), "view", 22, "zoom-in", ("Ctrl++", "Ctrl+=")),
    ActionSpec("map.zoom_out", lazy("Zoom out"), "view", 22, "zoom-out", ("Ctrl+-",)),
    ActionSpec("map.fit", lazy("Fit the map to the window"), "view", 22, "maximize", ("Ctrl+0",)),
    ActionSpec("map.gaps", lazy("Gaps"), "view", 24, "triangle-alert", ("Ctrl+G",)),
    ActionSpec("map.details", lazy("Details of the chosen person"), "view", 24, "user"),
    ActionSpec("map.past", lazy("As of another day…"), "view", 24, "history"),
    ActionSpec("map.import", lazy("Import organisation…"), "file", 17, "file-input"),
    ActionSpec("map.export", lazy("Export the map…"), "file", 18, "download"),
)  # fmt: skip
"""What one can do with the stakeholder map in front; keys of single letters and arrows belong to
its focused view (WCAG 2.1.4), see `acctdesk.ui.shortcuts.fixed`."""

LEVELS = (
    ActionSpec(
        "levels.open", lazy("Look at the gauge closely"), "view", 26, "gauge", (),
        ("levels.gauge",),
    ),
    ActionSpec("levels.style", lazy("Linear gauges or dials"), "view", 26, "gauge"),
    ActionSpec("levels.alerts", lazy("Alerts of service levels"), "view", 26, "bell"),
    ActionSpec(
        "levels.edit", lazy("Edit the objective"), "account", 50, "pencil", (), ("levels.gauge",)
    ),
    ActionSpec(
        "levels.setup", lazy("Agreements, services, calendars"), "account", 50, "handshake", (),
        ("levels.gauge",),
    ),
    ActionSpec("levels.import", lazy("Import tickets"), "file", 20, "file-input"),
    ActionSpec("levels.report", lazy("Client report of service levels"), "file", 18, "file-text"),
)  # fmt: skip
"""What one can do where service levels are in front."""

REVIEWS = (
    ActionSpec("reviews.plan", lazy("Plan a review…"), "account", 60, "presentation"),
    ActionSpec("reviews.next", lazy("Open the next review"), "account", 60, "calendar-clock"),
    ActionSpec("reviews.promise", lazy("Write down a promise…"), "account", 60, "handshake"),
)
"""What one can do with reviews: planning and finding them anywhere, the rest on their page."""

HANDOVER = (
    ActionSpec(
        "handover.give", lazy("Hand over…"), "account", 62, "arrow-left-right", (),
        ("accounts.row",),
    ),
    ActionSpec("handover.take", lazy("Take over a workbook…"), "file", 17, "file-input"),
)  # fmt: skip
"""Handing accounts to a colleague, those that are selected or the one in front; taking over."""

EVERYTHING = (
    *WORKSPACE, *ACCOUNT, *LISTS, *EXPORTS, *MAP, *LEVELS, *REVIEWS, *HANDOVER, *PLACES,
)  # fmt: skip
"""All actions, in the order of the menus."""
ROUTED = (
    "new",
    "present",
    "reviews.promise",
    "filter",
    "print",
    "search.only",
    *(one.id for one in (*ACCOUNT, *LISTS, *EXPORTS, *MAP, *LEVELS)),
)
"""Actions whose meaning depends on where one is; the window routes those of grids itself."""


class Router(QObject):
    """Hands actions to the focused grid, else to the page in front.

    Args:
        window: The window whose actions and pages these are.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for action_id in ROUTED:
            if action_id in window.action_set:
                window.action_set.on(action_id, functools.partial(self.run, action_id))
        for how in ("plan", "next"):
            if f"reviews.{how}" in window.action_set:
                window.action_set.on(f"reviews.{how}", functools.partial(self._reviews, how))
        if "handover.give" in window.action_set:
            window.action_set.on("handover.give", self._give)
            window.action_set.on("handover.take", self._take)
        window.place_changed.connect(lambda _place: self._offer())

    def run(self, action_id: str) -> bool:
        """Find who answers, from the focus outwards: a grid, a tab, the page in front.

        Returns:
            Whether somebody did.
        """
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            if _answers(widget, "run_command", action_id):
                return True
            widget = widget.parentWidget()
        return _answers(self._page(), "run_command", action_id)

    def reveal(self, change: Change) -> None:
        """Show what a change touched: on the page in front, else in a list."""
        if _answers(self._page(), "reveal_change", change):
            return
        for kind, section in (("account", "accounts"), ("person", "people")):
            touched = change.touched.get(kind)
            if touched and section in self._window.sidebar.rows():
                self._window.go(Place(section, {"reveal": ",".join(sorted(touched))}))
                return

    def _offer(self) -> None:
        """Offer what is done with lists or a map where one is in front, and nowhere else."""
        page = self._page()
        front = getattr(page, "front", None)
        if callable(front):
            page = front()
        listed = getattr(page, "spec", None) is not None
        kind = getattr(getattr(page, "spec", None), "kind", "")
        for one in ("account", "person"):
            if f"{one}.merge" in self._window.action_set:
                self._window.action_set.action(f"{one}.merge").setEnabled(kind == one)
        if "search.only" in self._window.action_set:
            able = hasattr(page, "search_only")
            self._window.action_set.action("search.only").setEnabled(able)
        mapped = getattr(page, "has_map", None)
        has_map = callable(mapped) and bool(mapped())
        for spec in MAP:
            if spec.id in self._window.action_set:
                action = self._window.action_set.action(spec.id)
                # Twenty entries that mean nothing elsewhere aren't shown there.
                action.setVisible(has_map)
                action.setEnabled(has_map)
        leveled = getattr(page, "has_levels", None)
        has_levels = callable(leveled) and bool(leveled())
        for spec in LEVELS:
            if spec.id in self._window.action_set:
                action = self._window.action_set.action(spec.id)
                action.setVisible(has_levels)
                action.setEnabled(has_levels)
        for name in ("reviews.promise", "present"):
            if name in self._window.action_set:
                self._window.action_set.action(name).setEnabled(_has(page, "has_reviews"))
        for spec in (*LISTS, *EXPORTS):
            if spec.id in self._window.action_set:
                self._window.action_set.action(spec.id).setEnabled(listed)

    def _reviews(self, how: str) -> None:
        """Plan a review or open the next one: here where reviews are, else in their section."""
        page = self._page()
        if how == "plan" and not _has(page, "has_reviews"):
            self._window.go(Place("reviews", {"plan": "1"}))
        elif not _answers(page, "run_command", f"reviews.{how}"):
            self._window.go(Place("reviews"))
            _answers(self._page(), "run_command", f"reviews.{how}")

    def _give(self) -> None:
        """Hand over the accounts that are selected, or the one in front; else ask which."""
        page = self._page()
        front = getattr(page, "front", None)
        page = front() if callable(front) else page
        accounts: list[str] = []
        if getattr(getattr(page, "spec", None), "kind", "") == "account":
            accounts = list(getattr(page, "selected", list)())
        else:
            kind, record = getattr(page, "subject", lambda: ("", ""))()
            accounts = [record] if kind == "account" and record else []
        self._window.go(Place("handover", {"give": ",".join(accounts)}))

    def _take(self) -> None:
        """Ask which workbook is taken over, on the page of hand-overs."""
        self._window.go(Place("handover", {"home": "1"}))
        _answers(self._page(), "run_command", "handover.take")

    def _page(self) -> QWidget | None:
        place = self._window.present_place()
        return self._window.page(place.section) if place is not None else None


def _has(page: QWidget | None, what: str) -> bool:
    """Whether a page says that it has something in front, such as a map."""
    able = getattr(page, what, None)
    return callable(able) and bool(able())


def _answers(widget: QWidget | None, method: str, what: object) -> bool:
    """Ask a widget that may have a method; whether it had, and did it.

    Args:
        widget: A grid, a tab or a page.
        method: ``run_command(action_id)`` or ``reveal_change(change)``, which return whether that
            means something to the widget.
        what: What is asked.
    """
    able = getattr(widget, method, None)
    return callable(able) and bool(able(what))
