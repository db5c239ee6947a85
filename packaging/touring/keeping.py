"""Stops at import, settings, trash and duplicates."""

from __future__ import annotations

import tempfile
from pathlib import Path

from touring.camera import Stop, Tour


def importing(tour: Tour) -> None:
    tour.go("import")


def importing_file(tour: Tour) -> None:
    path = Path(tempfile.mkdtemp()) / "Clients.csv"
    path.write_text(
        "Client;City;Tier;Revenue;Start date\n"
        "Northwind Logistics;Rotterdam;A;€ 1.240.000;03.04.2019\n"
        "Helvetia Medtech;St. Gallen;Gold;CHF 980'000;2021\n"
        ";Lisboa;B;910400;01.02.2020\n",
        encoding="utf-8",
    )
    tour.go("import", files=str(path))
    tour.rest(1.5)


def settings(tour: Tour) -> None:
    tour.go("settings")


def kept(tour: Tour) -> None:
    """What is kept, where something is over."""
    desk = tour.program.desk
    for _each in range(4):
        desk.workspace.back_up()
        tour.rest(1.1)
    desk.retention.keep_newest(3)
    tour.go("settings", card="keeping")


def duplicates(tour: Tour) -> None:
    desk = tour.program.desk
    if "Banco Litoral S.A." not in dict(map(reversed, desk.records.options("account"))):
        desk.accounts.create(
            {
                "name": "Banco Litoral S.A.", "city": "Lisbon", "tags": ("bank",),
                "website": "https://www.banco-litoral.example",
                "notes": "Met at the fair; wants a second opinion on the exit plan.",
            }
        )  # fmt: skip
    tour.go("duplicates")
    page = tour.program.window.page("duplicates")
    tour.wait(lambda: page.side.isVisible(), "a pair")


def trash(tour: Tour) -> None:
    desk = tour.program.desk
    if not desk.trash.deleted():
        made, _change = desk.accounts.create({"name": "Entered twice"})
        desk.people.add(made, {"name": "Nobody Known"}, title="CIO")
        desk.accounts.delete([made])
    tour.go("trash")


def erasing(tour: Tour) -> None:
    tour.go("erase", person=tour.person())
    page = tour.program.window.page("erase")
    tour.wait(lambda: page.erase_button.isEnabled(), "the plan")


def erased(tour: Tour) -> None:
    """The report, of somebody who is there for it alone."""
    desk = tour.program.desk
    made, _change = desk.people.add(tour.account(), {"name": "Forgotten Person"}, title="CIO")
    desk.interactions.log(
        tour.account(),
        {"type": "call", "day": "2026-03-02", "subject": "Call with Forgotten Person"},
        [made],
    )
    desk.workspace.back_up()
    tour.go("erase", person=made)
    page = tour.program.window.page("erase")
    tour.wait(lambda: page.erase_button.isEnabled(), "the plan")
    page.show_report(desk.erasing.erase(made))


def person_menu(tour: Tour) -> None:
    tour.go("people", person=tour.person())
    head = tour.program.window.page("people").front().head
    head.more.click()


def leave_menu(tour: Tour) -> None:
    tour.program.window.page("people").front().head.menu.close()


STOPS = (
    Stop("import", importing, "import"),
    Stop("import-file", importing_file, "import"),
    Stop("settings", settings, "settings"),
    Stop("settings-kept", kept, "settings"),
    Stop("trash", trash),
    Stop("erase", erasing),
    Stop("erased", erased),
    Stop("person-menu", person_menu, "people", leave=leave_menu, again=True),
    Stop("duplicates", duplicates),
)
