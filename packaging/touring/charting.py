"""Stops at the org chart at work: naming, connecting, finding, a line, a drag that can't be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from acctdesk.ui.stakeholders.chart.view import OrgChart
from touring.camera import Stop, Tour
from touring.maps import view


def chart(tour: Tour) -> OrgChart:
    """The chart in front, with all of the map in sight."""
    view("chart")(tour)
    found = tour.page.stakeholders.view()
    found.fit()
    tour.settle()
    return found


def name(tour: Tour) -> None:
    found = chart(tour)
    found.edit_name(found.study.chosen.current)


def connect(tour: Tour) -> None:
    found = chart(tour)
    found.connect_from(found.study.chosen.current)
    found.connector.line.setText("i")


def find(tour: Tour) -> None:
    found = chart(tour)
    found.run_command("map.find")
    found.find_bar.line.setText("leitung")


def line(tour: Tour) -> None:
    found = chart(tour)
    tour.wait(lambda: bool(found.stage.ties.drawn()), "lines")
    found.select_tie(found.stage.ties.drawn()[0].tie.id)


def refused(tour: Tour) -> None:
    """Somebody held over one of their own reports."""
    found = chart(tour)
    stage, below = found.stage, found.stage.plan.below
    head = next(one for one in below[""] if one in below)
    where = [stage.plan.place(one) for one in (head, below[head][0])]
    spots = [stage.to_window(place).center().toPoint() for place in where if place]
    _mouse(found, QEvent.Type.MouseButtonPress, spots[0])
    for share in (0.5, 1.0):
        between = spots[0] + (spots[1] - spots[0]) * share
        _mouse(found, QEvent.Type.MouseMove, between)


def leave(tour: Tour) -> None:
    found = tour.page.stakeholders.view()
    found.pointer.cancel()
    found.bubble.hide()
    for panel in (found.name_editor, found.connector, found.tie_panel, found.find_bar):
        panel.dismiss()
    tour.settle()


def _mouse(found: OrgChart, kind: QEvent.Type, where: QPoint) -> None:
    port = found.stage.viewport()
    at, left = QPointF(where), Qt.MouseButton.LeftButton
    pressed = left if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind, at, QPointF(port.mapToGlobal(where)), pressed, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(port, event)


STOPS = (
    Stop("chart-name", name, leave=leave, again=True),
    Stop("chart-connect", connect, leave=leave, again=True),
    Stop("chart-find", find, leave=leave, again=True),
    Stop("chart-line", line, leave=leave, again=True),
    Stop("chart-refused", refused, leave=leave, again=True),
)
