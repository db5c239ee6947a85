"""A chart becomes a picture in memory, or a file."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.drawing.charting import (
    DPI,
    LABEL,
    NOTE,
    TITLE,
    Chart,
    ChartLook,
    Drawn,
    Hit,
    Plane,
    Words,
    font,
    inter,
)
from acctdesk.drawing.inter import FILES
from acctdesk.drawing.library import library
from acctdesk.drawing.look import broken

if TYPE_CHECKING:
    Figure = Any

_LOCK = threading.RLock()
"""matplotlib's settings belong to the whole process; charts are drawn one after the other."""
_SETTINGS: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "acctdesk",
    "pdf.fonttype": 42,
}
"""Of matplotlib, for the length of one drawing."""


def draw(
    chart: Chart,
    look: ChartLook,
    width: float,
    height: float,
    ratio: float = 1,
    *,
    corner: float = 0,
    written: bool = True,
) -> Drawn:
    """Draw a chart into memory.

    Args:
        chart: What.
        look: In which colours.
        width: In logical pixels.
        height: Likewise.
        ratio: How many pixels of the device a logical one has.
        corner: Width at the right of the title that stays free, in logical pixels.
        written: Whether its words are written too; else they come back with it, and whoever shows
            it writes them in a fraction of the time.
    """
    with _LOCK, _figure(chart, look, (width, height), DPI * ratio, corner) as (figure, plane, hits):
        if written:
            _write(figure, plane.words, (width, height))
        canvas = figure.canvas
        canvas.draw()
        wide, high = (int(one) for one in canvas.get_width_height())
        pixels = bytes(canvas.buffer_rgba())
    return Drawn(wide, high, pixels, hits, () if written else tuple(plane.words))


def write(chart: Chart, look: ChartLook, path: Path, width: float, height: float) -> None:
    """Write a chart to a file, whole or not at all.

    Args:
        chart: What.
        look: In which colours.
        path: Ends in ".png", ".svg" or ".pdf".
        width: In logical pixels; a PNG has twice as many.
        height: Likewise.
    """
    suffix = path.suffix.lower().removeprefix(".")
    held = io.BytesIO()
    dpi = 2 * DPI if suffix == "png" else DPI
    with (
        _LOCK,
        library().rc_context(dict(_SETTINGS)),
        _figure(chart, look, (width, height), dpi) as (figure, plane, _hits),
    ):
        _write(figure, plane.words, (width, height))
        # A file says neither who made it nor when: the same chart gives the same file.
        told: Mapping[str, None] = {
            "svg": {"Date": None}, "pdf": {"CreationDate": None},
        }.get(suffix, {})  # fmt: skip
        figure.savefig(held, format=suffix, metadata=dict(told), facecolor=look.surface)
    with _atomic(path) as temporary:
        temporary.write_bytes(held.getvalue())


@contextmanager
def _figure(
    chart: Chart, look: ChartLook, size: tuple[float, float], dpi: float, corner: float = 0
) -> Iterator[tuple[Figure, Plane, tuple[Hit, ...]]]:
    """A chart without its words, which the plane has."""
    width, height = size
    _use_inter()
    figure = _easel()
    figure.set_dpi(dpi)
    figure.set_size_inches(width / DPI, height / DPI, forward=False)
    figure.set_facecolor(look.surface)
    [axes] = figure.axes
    plane = Plane(axes, look, size)
    top = _head(plane, chart, look, corner)
    left, right = chart.margin(look, width)
    bottom = (LABEL + 14) * look.scale
    box = (
        left / width,
        bottom / height,
        max(width - left - right, 40) / width,
        max(height - top - bottom, 30) / height,
    )
    axes.set_position(box)
    try:
        places = chart.plot(plane)
        yield figure, plane, _hits(plane, places)
    finally:
        for artist in [*axes.lines, *axes.collections, *axes.patches, *figure.texts]:
            artist.remove()


@cache
def _easel() -> Figure:
    """A figure with empty axes, used for every chart: making axes takes as long as drawing on them.

    Its canvas stays as well.
    """
    figure = library().figure()
    library().canvas(figure)
    figure.add_axes((0, 0, 1, 1)).set_axis_off()
    return figure


def _head(plane: Plane, chart: Chart, look: ChartLook, corner: float) -> float:
    """Title and grey line; how much of the height they take, in logical pixels."""
    scale, pad = look.scale, 16.0
    room, at = plane.width - 2 * pad - corner, pad
    for text, letters, weight, colour, lines in (
        (chart.title, TITLE, 600, look.text, 2),
        (chart.note, NOTE, 400, look.secondary, 2),
    ):
        for line in broken(text, room, lines, letters * scale, weight, inter()):
            plane.words.append(Words(line, pad, at, letters * scale, colour, weight, va="top"))
            at += (letters + 5) * scale
    return at + 14 * scale


def _write(figure: Figure, words: Sequence[Words], size: tuple[float, float]) -> None:
    """Have matplotlib write the words of a chart."""
    width, height = size
    for one in words:
        figure.text(
            one.x / width, 1 - one.y / height, one.text, ha=one.ha, va=one.va, color=one.colour,
            fontproperties=font(one),
        )  # fmt: skip


def _hits(plane: Plane, places: Sequence[tuple[float, float, str, str, float]]) -> tuple[Hit, ...]:
    """Places of the axes as logical pixels from the top left."""
    found = []
    for x, y, words, key, reach in places:
        across, down = plane.place(x, y)
        right, _down = plane.place(x + reach, y)
        found.append(Hit(across, down, words, key, right - across))
    return tuple(found)


@cache
def _use_inter() -> None:
    """Make the bundled typeface known, once."""
    # The wheel carries the resources inside the package, a checkout beside it.
    package = Path(__file__).resolve().parents[1]
    inside = package / "resources"
    folder = (inside if inside.is_dir() else package.parent / "resources") / "fonts"
    for name in FILES.values():
        path = folder / name
        if path.is_file():
            library().fonts.addfont(str(path))


@contextmanager
def _atomic(path: Path) -> Iterator[Path]:
    temporary = path.with_name(f".{path.name}.part")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
