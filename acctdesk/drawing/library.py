"""matplotlib, loaded when the first chart is drawn."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from acctdesk.errors import Problem
from acctdesk.words import _


class Library(NamedTuple):
    """The parts of matplotlib that charts are drawn with.

    Attributes:
        rc_context: Sets its settings for a while.
        figure: Class of a figure.
        canvas: Class of a canvas in memory.
        properties: Class of the properties of a font.
        fonts: The fonts it knows.
    """

    rc_context: Any
    figure: Any
    canvas: Any
    properties: Any
    fonts: Any


@cache
def library() -> Library:
    """The library; half a second at the first call.

    Raises:
        Problem: It isn't installed here. Whoever asks for a chart can show its numbers instead.
    """
    try:
        from matplotlib import font_manager, rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise Problem(
            _("charts can't be drawn here: %s is missing.") % (error.name or "matplotlib"),
            remedy=_("The numbers are in the table."),
        ) from error
    return Library(
        rc_context, Figure, FigureCanvasAgg, font_manager.FontProperties, font_manager.fontManager
    )
