"""F6: the round through the panes of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtWidgets import QAbstractButton, QWidget


def step_pane(panes: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Give the focus to the next pane that can take it, round and round.

    Args:
        panes: All panes in order; hidden ones and those without a focusable widget are skipped.
        focus: What has the focus now.
        step: 1 for the next, -1 for the previous.
    """
    able = [pane for pane in panes if pane.isVisible() and first_focus(pane) is not None]
    if not able:
        return
    here = next(
        (
            at
            for at, pane in enumerate(able)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ),
        -1 if step > 0 else 0,
    )
    target = first_focus(able[(here + step) % len(able)])
    if target is not None:
        target.setFocus(QtCore.Qt.FocusReason.TabFocusReason)


def first_focus(pane: QWidget) -> QWidget | None:
    """The widget a pane's focus goes to: the checked row, else the first that takes Tab."""
    able = [
        one
        for one in [pane, *pane.findChildren(QWidget)]
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus
    ]
    checked = [one for one in able if isinstance(one, QAbstractButton) and one.isChecked()]
    return (checked or able or [None])[0]
