"""Stops at the history: everything, what was looked for, and nothing."""

from __future__ import annotations

from touring.camera import Stop, Tour


def lived(tour: Tour) -> None:
    """Make some changes, of which one is undone."""
    desk = tour.program.desk
    account = tour.account()
    if not desk.history.search("Ludwigsburg").hits:
        desk.accounts.edit([account], {"city": "Ludwigsburg", "tier": "A"})
        desk.accounts.edit(
            [account], {"notes": "Asked for the exit plan, twice.\nRing before May."}
        )
        desk.records.edit("person", tour.person(), {"goals": "Fewer suppliers"})
        desk.history.undo()


def everything(tour: Tour) -> None:
    lived(tour)
    tour.go("history", days="365")
    tour.rest(0.4)


def found(tour: Tour) -> None:
    lived(tour)
    tour.go(
        "history", words="ludwigsburg", account=tour.account(), name="An account", kind="account"
    )
    tour.rest(0.4)


def nothing(tour: Tour) -> None:
    tour.go("history", words="zyzzyva")
    tour.rest(0.4)


STOPS = (
    Stop("history", everything),
    Stop("history-found", found),
    Stop("history-nothing", nothing),
)
