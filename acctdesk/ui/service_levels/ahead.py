"""Importing this draws a first chart nobody sees: matplotlib and its fonts are loaded then.

It is imported at rest, on a thread, so that the first chart somebody asks for is there at once.
"""

from __future__ import annotations

from acctdesk.errors import Problem

try:
    from PySide6.QtCore import QSize

    from acctdesk.drawing.charting import ChartLook
    from acctdesk.drawing.trendchart import TrendChart
    from acctdesk.ui.service_levels.chartview import seen

    _NOTHING = TrendChart("–", "–", ("a", "b"), (0.9, 0.95), (0.9, 0.9), ("", ""), ("", ""))
    seen(_NOTHING, ChartLook(), QSize(560, 330), 1, 36)
except Problem:
    # Without the library charts say so where they would stand.
    pass
