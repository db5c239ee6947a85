"""What a report is made of: a client's view put in order, for paper and for a workbook.

Nothing here knows services, records or accounts: a view holds plain texts and numbers that were
released, so that no report of it can hold more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from acctdesk.clientview import Gauge, Series, Table, Text, View
from acctdesk.words import _

SIGNS = {"good": "✓", "warn": "▲", "bad": "✕", "none": "○"}
"""The sign of each tone, which stands before the word."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What is said of a report as a whole; all of it is read by the client.

    Attributes:
        period: Of which time.
        prepared: On which day, in words.
        by: Who of us prepared it; empty for nobody.
    """

    period: str
    prepared: str
    by: str = ""

    def facts(self) -> list[tuple[str, str]]:
        """Each fact with its name."""
        told = [(_("Period"), self.period), (_("Prepared on"), self.prepared)]
        return [*told, (_("Prepared by"), self.by)] if self.by else told


@dataclass(frozen=True, slots=True)
class Captioned:
    """A table with the line above it.

    Attributes:
        caption: The line; empty for none.
        table: The table.
    """

    caption: str
    table: Table


@dataclass(slots=True)
class Section:
    """What stands beneath one heading.

    Attributes:
        heading: The heading; empty for what stands before the first.
        charts: Its charts, those without any figure left out.
        tables: Its tables.
    """

    heading: str
    charts: list[Series] = field(default_factory=list)
    tables: list[Captioned] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """A view put in order.

    Attributes:
        title: What it is.
        gauges: All gauges.
        scorecard: The table that says of each gauge how it stands; None when there is none.
        scoring: The heading above it.
        states: Which column of the scorecard says the state; -1 for none.
        sections: Everything else, in order.
    """

    title: str
    gauges: tuple[Gauge, ...]
    scorecard: Table | None
    scoring: str
    states: int
    sections: tuple[Section, ...]


def read_report(view: View) -> Report:
    """Put a view in order.

    Args:
        view: What was released.
    """
    gauges = tuple(one for one in view.parts if isinstance(one, Gauge))
    sections = [Section("")]
    caption = ""
    for part in view.parts:
        if isinstance(part, Text) and part.role == "heading":
            sections.append(Section(part.text))
            caption = ""
        elif isinstance(part, Text):
            caption = part.text
        elif isinstance(part, Series):
            if _tells(part):
                sections[-1].charts.append(part)
        elif isinstance(part, Table):
            sections[-1].tables.append(Captioned(caption, part))
            caption = ""
    score = next((one for one in sections if _scores(one, gauges)), None)
    return Report(
        view.title.text,
        gauges,
        score.tables[0].table if score else None,
        score.heading if score else "",
        _state_column(score.tables[0].table, gauges) if score else -1,
        tuple(one for one in sections if one is not score and (one.charts or one.tables)),
    )


def _tells(series: Series) -> bool:
    """Whether a chart shows any figure: a target alone isn't worth one."""
    return any(
        value is not None for one in series.lines if one.role == "actual" for value in one.values
    )


def _scores(section: Section, gauges: Sequence[Gauge]) -> bool:
    if len(section.tables) != 1 or section.charts or not gauges:
        return False
    return _state_column(section.tables[0].table, gauges) >= 0


def _state_column(table: Table, gauges: Sequence[Gauge]) -> int:
    """The column that says the state of each gauge, one row a gauge; -1 for none."""
    if len(table.rows) != len(gauges):
        return -1
    for column in range(len(table.headings)):
        pairs = zip(table.rows, gauges, strict=True)
        if all(row[column] == gauge.state for row, gauge in pairs):
            return column
    return -1
