"""How long a deck takes: written as a presentation, beside the bare library, and laid out.

Run: python -m benchmarks.decks [runs]

Twelve slides, six of them with a chart. The bare library writes the same six charts with the same
numbers, each on a slide with its title, and nothing else; both in turn in one process.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

TIMES, LAYOUT_MS, SLIDE_MS, MEMORY = 3.0, 1_000, 100, 120
"""What the house promises: times the bare library; milliseconds; MiB on top of the program's."""


def make_deck() -> object:
    """Twelve slides with six charts, a scorecard, gauges, people, a road map and answers."""
    from dataclasses import replace

    from acctdesk.clientview import Figure, Slide
    from tests import decks

    charts = (decks.trend(), decks.compared(), decks.spread(), decks.causes(), decks.trend(),
              decks.causes(long=True))  # fmt: skip
    figure = Figure("99.93 %", "in November", "21 minutes of 43 used", "good")
    slides = [
        Slide(f"Chart {at}", f"What chart {at} says", "Of the quarter",
              (one, figure, *decks.HELPED), decks.SOURCE)
        for at, one in enumerate(charts, 1)
    ]  # fmt: skip
    others = [
        Slide("Title", "Quarterly business review", "Northwind", layout="title"),
        Slide("Scorecard", "Every service level", "", (decks.scorecard(10),)),
        Slide("Gauges", "Five of six were met", "", decks.gauges(6)),
        Slide("People", "Who decides with us", "", (decks.people(),)),
        Slide("Road map", "What comes next", "", (decks.roadmap(),)),
        Slide("Actions", "What was agreed", "", (decks.actions(),)),
    ]
    return replace(decks.review(), slides=(*others, *slides))


def bare(part: Path) -> None:
    """The same six charts by the bare library."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    from acctdesk.clientview import Series

    book = Presentation()
    layout = book.slide_layouts[5]
    for slide in make_deck().slides:  # type: ignore[attr-defined]
        for one in slide.parts:
            if not isinstance(one, Series):
                continue
            made = book.slides.add_slide(layout)
            made.shapes.title.text = slide.title
            data = CategoryChartData()
            data.categories = one.labels
            for line in one.lines:
                data.add_series(line.name, line.values)
            bars = one.shape in ("spread", "causes")
            kind = XL_CHART_TYPE.COLUMN_CLUSTERED if bars else XL_CHART_TYPE.LINE_MARKERS
            place = (Inches(1), Inches(1.5), Inches(8), Inches(5))
            made.shapes.add_chart(kind, *place, data)
    book.save(str(part))


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    begun = time.thread_time()
    call()
    return (time.thread_time() - begun) * 1000


def memory() -> float:
    """MiB that writing a deck takes on top of a program that has the layout loaded."""
    child = (
        "import sys\n"
        "import psutil\n"
        "from pathlib import Path\n"
        "from benchmarks.decks import make_deck\n"
        "from acctdesk.drawing.inter import Inter\n"
        "from acctdesk.drawing.slides import deck_scenes, paginate\n"
        "deck = make_deck()\n"
        "deck_scenes(paginate(deck), Inter())\n"
        "before = psutil.Process().memory_info().rss\n"
        "from acctdesk.exchange.decks.writing import write_deck\n"
        "write_deck(deck, Path(sys.argv[1]))\n"
        "print((psutil.Process().memory_info().rss - before) / 1024 / 1024)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", child, str(Path(folder) / "deck.pptx")],
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    return float(done.stdout)


def measure(runs: int = 5) -> list[tuple[str, float, float, str]]:
    """Medians over pairs in one process.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    from acctdesk.drawing.inter import Inter
    from acctdesk.drawing.slides import paginate, slide_scene
    from acctdesk.exchange.decks.writing import write_deck

    deck = make_deck()
    ours, theirs, laid, slides = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.pptx"
        # The first pair loads the libraries.
        for run in range(runs + 1):
            pair = timed(lambda: write_deck(deck, path)), timed(lambda: bare(path))  # type: ignore[arg-type]
            if run:
                ours.append(pair[0])
                theirs.append(pair[1])
        size = write_deck(deck, path) and path.stat().st_size / 1024  # type: ignore[arg-type]
    for _run in range(max(runs, 3)):
        measure_ = Inter()
        begun = time.thread_time()
        paged = paginate(deck, measure_)  # type: ignore[arg-type]
        each = [
            timed(partial(slide_scene, paged, at, measure_))
            for at in range(1, len(paged.slides) + 1)
        ]
        laid.append((time.thread_time() - begun) * 1000)
        slides.append(max(each))
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    return [
        ("12 slides with 6 native charts, times the bare library", statistics.median(ratios), TIMES,
         f"{statistics.median(ours):.0f} ms beside {statistics.median(theirs):.0f} ms for the"
         f" charts alone; {size:.0f} KiB"),
        ("12 slides parted and laid out, ms", statistics.median(laid), LAYOUT_MS,
         "without painting"),
        ("the slowest of them laid out, ms", statistics.median(slides), SLIDE_MS, ""),
        ("MiB to write a presentation", memory(), MEMORY, "its library with lxml included"),
    ]  # fmt: skip


if __name__ == "__main__":
    for name, value, limit, note in measure(*[int(one) for one in sys.argv[1:]]):
        print(f"{name}: {value:.2f} (limit {limit:g}) - {note}")
