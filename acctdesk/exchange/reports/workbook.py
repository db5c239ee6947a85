"""A report as a workbook: numbers stay numbers, charts are the spreadsheet's own.

A chart is drawn from cells of its own sheet, so that whoever doubts it sees what it rests on. No
cell is a formula, and no text becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from acctdesk.clientview import Gauge, Series, Table, View
from acctdesk.drawing.look import Kind, Look
from acctdesk.drawing.serieschart import elapsed, shown
from acctdesk.exchange.reports.reading import SIGNS, Cover, Report, read_report
from acctdesk.words import _

LONGEST = 32_767
"""Characters of a cell, as spreadsheets count them: two for those beyond the basic plane."""
_WIDEST = 60
_TONES = {"good": "#0072B2", "warn": "#7A4F00", "bad": "#B02A00", "none": "#57606A"}
_UNIT = re.compile(r"[−+-]?[\d.,\u00a0\u202f ]*\d(.*)", re.DOTALL)
_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write_report(view: View, cover: Cover, part: Path) -> int:
    """Write a report.

    Args:
        view: What was released.
        cover: What is said of the whole.
        part: The file; written anew.

    Returns:
        How many objectives are in it.
    """
    import xlsxwriter

    report = read_report(view)
    book = xlsxwriter.Workbook(
        part,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": report.title[:255], "comments": "AcctDesk"})
    _Book(book, report, cover).write()
    book.close()
    return len(report.gauges)


class _Book:
    def __init__(self, book: Any, report: Report, cover: Cover) -> None:
        self._book, self._report, self._cover = book, report, cover
        self._named: set[str] = set()
        self._formats: dict[str, Any] = {}
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#EDF0F3", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._grey = book.add_format({"font_color": "#57606A"})
        self._strong = book.add_format({"bold": True})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._tones = {
            tone: book.add_format({"font_color": colour, "bold": tone == "bad"})
            for tone, colour in _TONES.items()
        }

    def write(self) -> None:
        """Write every sheet; what each shows is told on the first."""
        first = self._sheet(_("Report"))
        contents: list[tuple[str, str]] = []
        if self._report.scorecard is not None:
            contents.append((self._scores(self._report.scorecard), ""))
        for section in self._report.sections:
            contents += [
                (self._chart(chart, section.heading), f"{chart.title}: {chart.note}")
                for chart in section.charts
            ]
        contents += [(name, "") for name in self._tables()]
        self._front(first, contents)

    # -- sheets ------------------------------------------------------------------------------

    def _front(self, page: Any, contents: Sequence[tuple[str, str]]) -> None:
        page.set_column(0, 0, 34)
        page.set_column(1, 1, 70)
        self._text(page, 0, 0, self._report.title, self._title)
        at = 2
        for name, fact in self._cover.facts():
            self._text(page, at, 0, name, self._strong)
            self._text(page, at, 1, fact, self._wrap)
            at += 1
        at += 1
        for gauge in self._report.gauges:
            self._text(page, at, 0, gauge.name)
            said = f"{SIGNS[gauge.tone]} {gauge.state}"
            value = gauge.value if gauge.at is not None else ""
            target = _("target %s") % gauge.target if gauge.target else ""
            told = " · ".join(filter(None, (said, value, target)))
            self._text(page, at, 1, told, self._tones[gauge.tone])
            at += 1
        if not self._report.gauges:
            self._text(page, at, 0, _("No objective is released for this client."))
            at += 1
        at += 1
        if contents:
            self._text(page, at, 0, _("Sheets"), self._strong)
        for name, note in contents:
            at += 1
            self._text(page, at, 0, name)
            self._text(page, at, 1, note, self._wrap)

    def _scores(self, table: Table) -> str:
        report = self._report
        page = self._sheet(report.scoring)
        self._heads(page, table.headings)
        for at, (row, gauge) in enumerate(zip(table.rows, report.gauges, strict=True), 1):
            figures = _figures(gauge)
            for column, words in enumerate(row):
                if column == report.states:
                    said = f"{SIGNS[gauge.tone]} {words}"
                    self._text(page, at, column, said, self._tones[gauge.tone])
                elif words in figures and words:
                    value, pattern = figures[words]
                    page.write_number(at, column, round(value, 12), self._number(pattern))
                elif words.isascii() and words.isdecimal():
                    page.write_number(at, column, int(words))
                else:
                    self._text(page, at, column, words)
        self._widths(page, table)
        page.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
        page.freeze_panes(1, 1)
        return str(page.get_name())

    def _chart(self, series: Series, heading: str) -> str:
        series = shown(series)
        title = series.title if heading in series.title else f"{series.title} · {heading}"
        page = self._sheet(title)
        name = str(page.get_name())
        share = series.unit == "%"
        passed = elapsed(series)
        headings = [series.heading, *(one.name for one in series.lines)]
        if passed is not None:
            headings.insert(1, _("Elapsed"))
        self._heads(page, headings)
        first = len(headings) - len(series.lines)
        for at, label in enumerate(series.labels, 1):
            self._text(page, at, 0, label)
            if passed is not None:
                page.write_number(at, 1, round(passed[at - 1], 12), self._number("0%"))
            for column, line in enumerate(series.lines, first):
                value = line.values[at - 1]
                if value is None:
                    continue
                percent = share or line.role == "cumulative"
                pattern = "0.00%" if percent else "#,##0.##" if value % 1 else "#,##0"
                number = self._number(pattern)
                exact = value / 100 if percent else value
                page.write_number(at, column, round(exact, 12), number)
        page.set_column(0, 0, min(max(len(one) for one in (*series.labels, headings[0])) + 3, 44))
        page.set_column(1, len(headings) - 1, 16)
        page.freeze_panes(1, 1)
        if series.labels:
            chart = self._native(series, name, first, scatter=passed is not None)
            page.insert_chart(1, len(headings) + 1, chart, {"object_position": 1})
        return name

    def _native(self, series: Series, name: str, first: int, *, scatter: bool) -> Any:
        bars = series.shape in ("spread", "causes")
        sort = "column" if bars else "scatter" if scatter else "line"
        options = {"type": sort, **({"subtype": "straight"} if scatter else {})}
        chart = self._book.add_chart(options)
        rows = len(series.labels)
        over = None
        for column, line in enumerate(series.lines, first):
            told: dict[str, Any] = {
                "name": [name, 0, column],
                "categories": [name, 1, 1 if scatter else 0, rows, 1 if scatter else 0],
                "values": [name, 1, column, rows, column],
                **_drawn(line.role, bars=bars),
            }
            if bars and line.role == "cumulative":
                over = self._book.add_chart({"type": "line"})
                over.add_series({**told, "y2_axis": True})
            else:
                chart.add_series(told)
        plain = {"name_font": {"bold": False, "color": "#57606A"}}
        chart.set_title({"name": [name, 0, 0], "overlay": False, "none": True})
        chart.set_x_axis({
            "name": _("Elapsed") if scatter else series.heading, **plain,
            **({"min": 0, "max": 1, "num_format": "0%"} if scatter else {}),
            "label_position": "low",
        })  # fmt: skip
        chart.set_y_axis({
            "name": series.unit, **plain, **_ends(series),
            "num_format": "0.0%" if series.unit == "%" else "General",
            "major_gridlines": {"visible": True, "line": {"color": "#E2E6EB"}},
        })  # fmt: skip
        if over is not None:
            over.set_y2_axis({"min": 0, "max": 1, "num_format": "0%"})
            chart.combine(over)
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 720, "height": 380})
        chart.show_blanks_as("gap")
        return chart

    def _tables(self) -> Iterator[str]:
        """A sheet for all tables with the same headings, each row with what it belongs to."""
        groups: dict[tuple[str, ...], list[tuple[str, str, Table]]] = {}
        for section in self._report.sections:
            for one in section.tables:
                told = (section.heading, one.caption, one.table)
                groups.setdefault(one.table.headings, []).append(told)
        for headings, found in groups.items():
            captions = {caption for _heading, caption, _table in found}
            same = len(captions) == 1 and "" not in captions
            title = next(iter(captions)) if same else found[0][0]
            page = self._sheet(title)
            rows = [
                (heading if same else caption or heading, *row)
                for heading, caption, table in found
                for row in table.rows
            ]
            whole = Table((_("Objective") if same else _("About"), *headings), tuple(rows))
            self._heads(page, whole.headings)
            for at, row in enumerate(whole.rows, 1):
                for column, words in enumerate(row):
                    self._text(page, at, column, words, self._wrap)
            self._widths(page, whole)
            page.autofilter(0, 0, max(len(rows), 1), len(whole.headings) - 1)
            page.freeze_panes(1, 1)
            yield str(page.get_name())

    # -- cells -------------------------------------------------------------------------------

    def _sheet(self, title: str) -> Any:
        """A sheet with a name that no other has, set up to be printed."""
        plain = _SHEET.sub(" ", title).strip().strip("'")[:31].strip() or _("Sheet")
        name, count = plain, 1
        while name.casefold() in self._named:
            count += 1
            name = f"{plain[: 30 - len(str(count))].strip()} {count}"
        self._named.add(name.casefold())
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        # An ampersand begins an instruction there.
        title = self._report.title.replace("&", "&&")[:120]
        page.set_header(f"&L{title}")
        page.set_footer(f"&L{self._cover.prepared.replace('&', '&&')[:80]}&R&P / &N")
        return page

    def _heads(self, page: Any, headings: Sequence[str]) -> None:
        for column, heading in enumerate(headings):
            self._text(page, 0, column, heading, self._head)

    def _widths(self, page: Any, table: Table) -> None:
        for column, heading in enumerate(table.headings):
            longest = max((len(row[column]) for row in table.rows), default=0)
            page.set_column(column, column, min(max(longest, len(heading)) + 3, _WIDEST))

    def _number(self, pattern: str) -> Any:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]

    @staticmethod
    def _text(page: Any, row: int, column: int, words: str, look: Any = None) -> None:
        if words:
            page.write_string(row, column, _plain(words), look)
        elif look is not None:
            page.write_blank(row, column, None, look)


def _plain(words: str) -> str:
    """A text that the writer takes for a text, no longer than a cell can hold."""
    while len(words.encode("utf-16-le")) // 2 > LONGEST:
        words = words[: max(len(words) - 1000, 0)]
    # What stands between these signs it takes for its own markup: such a text is handed to it as
    # markup of ours, so that nothing in it becomes part of the file's structure.
    if words.startswith("<r>") and words.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(words[:5000])}</t></r>'
    return words


def _figures(gauge: Gauge) -> dict[str, tuple[float, str]]:
    """What a gauge says in words, as the number it is and the pattern that shows it."""
    share = "%" in gauge.high_text
    found: dict[str, tuple[float, str]] = {}
    told = [(gauge.value, gauge.at), (gauge.target, gauge.mark)]
    if gauge.at is not None and gauge.mark is not None:
        sign = -1.0 if gauge.margin.startswith(("−", "-")) else 1.0
        told.append((gauge.margin, sign * abs(gauge.at - gauge.mark)))
    for number, (words, value) in enumerate(told):
        if not words or value is None:
            continue
        sign_ = "+" if number == 2 else ""
        if share:
            pattern, value = "0.00%", value / 100
        else:
            unit = match[1].replace('"', "") if (match := _UNIT.fullmatch(words)) else ""
            pattern = f'#,##0.##"{unit}"' if unit else "#,##0.##"
            if not round(value, 2) % 1:
                pattern = pattern.replace(".##", "")
        if sign_:
            pattern = f"+{pattern};−{pattern}"
        found.setdefault(words, (value, pattern))
    return found


def _drawn(role: str, *, bars: bool) -> dict[str, Any]:
    """How a line of a native chart looks."""
    look = Look()
    if role == "actual" and bars:
        return {"fill": {"color": look.accent}, "gap": 40}
    if role == "actual":
        marker = {"type": "circle", "size": 5, "fill": {"color": look.accent}}
        return {"line": {"color": look.accent, "width": 2.25}, "marker": marker}
    colour = {"target": look.text, "cumulative": look.lines[Kind.INFLUENCE]}.get(role, look.strong)
    dash = {"target": "dash", "even": "round_dot", "projected": "dash_dot"}.get(role, "solid")
    marker = {"type": "circle" if role == "cumulative" else "none"}
    return {"line": {"color": colour, "width": 1.5, "dash_type": dash}, "marker": marker}


def _ends(series: Series) -> dict[str, float]:
    """The ends of the scale of shares, which otherwise would begin at 0 or end above 100 %."""
    known = [value for one in series.lines for value in one.values if value is not None]
    if series.unit != "%" or series.shape != "trend" or not known:
        return {}
    from acctdesk.drawing.serieschart import ticks

    least, most = min(known), max(known)
    room = (most - least) * 0.08
    found = ticks(max(least - room, 0.0), min(most + room, 100.0) if most <= 100 else most)
    return {"min": found.low / 100, "max": found.high / 100}
