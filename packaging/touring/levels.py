"""Stops at service levels: the panel in both styles, a detail, a ledger, lists and forms."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from touring.camera import EMPTY, Stop, Tour

SECTION = "service_levels"


def panel(style: str = "linear") -> Callable[[Tour], None]:
    """The panel of all accounts."""

    def reach(tour: Tour) -> None:
        tour.go(SECTION)
        view = tour.program.window.page(SECTION).view
        view.panel.set_style(style)
        view.panel.board.setFocus()
        tour.settle()

    return reach


def detail(kind: str, *, ledger: bool = False) -> Callable[[Tour], None]:
    """The detail of the first objective of a kind, the one that needs attention most."""

    def reach(tour: Tour) -> None:
        panel()(tour)
        view = tour.program.window.page(SECTION).view
        gauges = view.panel.panel().gauges
        found = next((one for one in gauges if one.kind == kind), None)
        if found is None:
            return
        tour.go(SECTION, objective=found.objective)
        tour.rest(0.5)
        breaches = view.detail.detail().breaches
        if ledger and breaches:
            tour.go(SECTION, objective=found.objective, ledger=breaches[0].record)

    return reach


def setup(name: str) -> Callable[[Tour], None]:
    """A list of what gauges follow from."""

    def reach(tour: Tour) -> None:
        tour.go(SECTION, setup=name)
        tour.program.window.page(SECTION).view.setup.show_list(name)
        tour.settle()

    return reach


def form(kind: str) -> Callable[[Tour], None]:
    """The form of a new record, or of the first objective."""

    def reach(tour: Tour) -> None:
        panel()(tour)
        gauges = tour.program.window.page(SECTION).view.panel.panel().gauges
        if kind == "objective" and gauges:
            tour.go(SECTION, form=kind, record=gauges[0].objective)
        else:
            tour.go(SECTION, form=kind)

    return reach


def tab(tour: Tour) -> None:
    """The tab of the account with most gauges."""
    panel()(tour)
    held = tour.program.window.page(SECTION).view.panel.panel().gauges
    accounts = [one.account for one in held] or [tour.account()]
    tour.go("accounts", account=max(accounts, key=accounts.count), tab="service_levels")


LOG = """number,incident_state,opened_at,sys_updated_at,priority,category,service,contact_type
INC0000045,New,29/2/2016 01:16,29/2/2016 01:23,3 - Moderate,Category 55,Mail,Phone
INC0000045,Awaiting Vendor,29/2/2016 01:16,29/2/2016 08:53,3 - Moderate,Category 55,Mail,Phone
INC0000045,-100,29/2/2016 01:16,29/2/2016 11:29,3 - Moderate,Category 55,Mail,Phone
INC0000045,Closed,29/2/2016 01:16,5/3/2016 12:00,3 - Moderate,Category 55,Mail,Phone
INC0000047,New,29/2/2016 04:40,29/2/2016 04:57,2 - High,Category 40,Fax,Phone
INC0000047,Awaiting User Info,29/2/2016 04:40,1/3/2016 09:14,2 - High,Category 40,Fax,Phone
INC0000047,Resolved,29/2/2016 04:40,1/3/2016 09:52,2 - High,Category 40,Fax,Phone
,New,29/2/2016 04:40,1/3/2016 09:52,2 - High,Category 40,Fax,Phone
INC0000048,New,29/2/2016 04:40,soon,2 - High,Category 40,Fax,Phone
"""
"""An export of a service desk with something to mend."""


def importing(steps: int) -> Callable[[Tour], None]:
    """The import of tickets, so many steps on from the file."""

    def reach(tour: Tour) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "incidents 2016.csv"
            path.write_text(LOG, "utf-8")
            account = tour.program.desk.records.get("account", tour.account()).title
            tour.go("import", files=str(path), account=account)
            page = tour.program.window.page("import")
            tour.wait(lambda: not page.session.empty and page.session.draft is not None, "tickets")
            tour.settle()
            for _step in range(steps):
                page.footer.primary.click()
                tour.rest(0.5)

    return reach


def leave_import(tour: Tour) -> None:
    session = tour.program.window.page("import").session
    for file in list(session.draft.files):
        session.drop(file)
    tour.settle()
    leave(tour)


def popped(command: str) -> Callable[[Tour], None]:
    """A popover over the panel."""

    def reach(tour: Tour) -> None:
        panel()(tour)
        view = tour.program.window.page(SECTION).view
        if command == "filter":
            view.panel.open_filter()
        else:
            view.run_command(command)
        tour.settle()

    return reach


def leave(tour: Tour) -> None:
    for popup in QApplication.topLevelWidgets():
        if popup.isVisible() and popup is not tour.program.window:
            popup.close()
    tour.go(SECTION)


STOPS = (
    Stop("levels", panel(), SECTION),
    Stop("levels-dial", panel("dial"), SECTION, leave=lambda tour: panel()(tour)),
    Stop("levels-availability", detail("availability"), SECTION, leave=leave),
    Stop("levels-resolution", detail("resolution"), SECTION, leave=leave),
    Stop("levels-satisfaction", detail("satisfaction"), SECTION, leave=leave),
    Stop("levels-ledger", detail("resolution", ledger=True), SECTION, leave=leave),
    Stop("levels-agreements", setup("agreement"), SECTION, leave=leave),
    Stop("levels-calendars", setup("calendar"), SECTION, leave=leave),
    Stop("levels-objective", form("objective"), SECTION, leave=leave),
    Stop("levels-calendar", form("calendar"), SECTION, leave=leave),
    Stop("levels-alerts", popped("levels.alerts"), SECTION, leave=leave, again=True),
    Stop("levels-filter", popped("filter"), SECTION, leave=leave, again=True),
    Stop("levels-report", popped("levels.report"), SECTION, leave=leave, again=True),
    Stop("levels-tab", tab),
    Stop("tickets-file", importing(0), SECTION, leave=leave_import),
    Stop("tickets-match", importing(1), SECTION, leave=leave_import),
    Stop("tickets-check", importing(2), SECTION, leave=leave_import),
    Stop("levels-empty", panel(), SECTION, EMPTY),
)
