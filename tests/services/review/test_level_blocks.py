"""Slides of service levels: what they say of full, thin and missing figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acctdesk.clientview import Figure, Gauge, Series, Slide, Table, Text
from acctdesk.compose import Desk
from tests.services.levels import at, row
from tests.services.review.making import MEASURED, RESOLVED, Review, column, table_of

UP: dict[str, Any] = {"name": "ERP up", "type": "availability", "target": Decimal("0.99")}


def measured(review: Review, *values: tuple[str, str]) -> None:
    """Measurements of the first objective."""
    [objective] = [one.objective for one in review.desk.service_levels.panel().gauges]
    desk = review.desk
    desk.service_levels.measure(objective, [(day, Decimal(value)) for day, value in values])


def ticket(number: str, month: str, hours: int, **said: str) -> Any:
    return row(
        number, ("opened", f"2026-{month}-06 08:00"),
        ("resolved", f"2026-{month}-06 {8 + hours:02}:00"), title=f"Ticket {number}", **said,
    )  # fmt: skip


def series_of(slide: Slide) -> Series:
    [found] = [one for one in slide.parts if isinstance(one, Series)]
    return found


def test_a_scorecard_stands_month_by_month(desk: Desk) -> None:
    review = Review(desk, RESOLVED)
    review.contract.put(ticket("A", "10", 1), ticket("B", "11", 1), ticket("C", "11", 7))
    slide = review.only("scorecard")
    assert table_of(slide) == Table(
        ("Objective", "Service", "Target", "Oct 2026", "Nov 2026", "State"),
        (("Resolved in time", "ERP", "90 %", "100 %", "50.0 %",
          "✗ Breached, met in 1 of 2 months"),),
    )  # fmt: skip
    assert slide.title == "0 of 1 objective was met throughout"
    assert slide.source == (
        "Source: service desk and monitoring, as known on 23 Nov 2026, up to 23 Nov 2026"
    )
    assert slide.notes[-1] == "Resolved in time: Oct 2026: n = 1, Nov 2026: n = 2."


def test_no_more_than_fifteen_objectives_stand_on_one_slide(desk: Desk) -> None:
    many = [{**RESOLVED, "name": f"Objective {n:02} with a name of some sixty characters, truly"}
            for n in range(18)]  # fmt: skip
    review = Review(desk, *many)
    review.contract.put(ticket("A", "11", 1))
    slide = review.only("scorecard")
    assert len(table_of(slide).rows) == 15
    assert slide.subtitle == "Target and figures in Q4 2026. 3 more objectives are prepared"
    [more] = slide.more
    assert len(table_of(more).rows) == 3
    named = [*column(table_of(slide), "Objective"), *column(table_of(more), "Objective")]
    assert sorted(named) == sorted(one["name"] for one in many)


def test_what_needs_attention_is_never_among_the_rest(desk: Desk) -> None:
    many = [{**RESOLVED, "name": f"A{n:02}", "priorities": ("low",)} for n in range(16)]
    review = Review(desk, *many, {**RESOLVED, "name": "Z", "priorities": ("high",)})
    review.contract.put(ticket("A", "11", 1, priority="low"), ticket("B", "11", 7, priority="high"))
    assert "Z" in column(table_of(review.only("scorecard")), "Objective")


def test_objectives_that_are_not_flagged_are_told_as_a_count(desk: Desk) -> None:
    review = Review(desk, RESOLVED, {**RESOLVED, "name": "Ours alone", "client_safe": None})
    review.contract.put(ticket("A", "11", 7))
    assert column(table_of(review.only("scorecard")), "Objective") == ["Resolved in time"]
    for block in ("gauges", "chart", "incidents"):
        review.slide(block)
    built = review.built
    assert "Ours alone" not in "".join(built.deck.texts())
    assert [one.count for one in built.withheld if "not flagged" in one.label][:1] == [1]


@pytest.mark.parametrize(
    ("tickets", "title"),
    [
        ([("A", "10", 1), ("B", "11", 1)],
         "Resolved in time stayed at or above 90 % in every month of Q4 2026 so far"),
        ([("A", "10", 7), ("B", "11", 1)],
         "Resolved in time missed its target of 90 % in 1 of 2 months of Q4 2026 so far"),
        ([("A", "11", 1)], "Resolved in time stayed at or above 90 % in Nov 2026 so far"),
        ([("A", "10", 7)], "Resolved in time missed its target of 90 % in Oct 2026"),
        ([("A", "07", 7)], "There are no figures of Resolved in time for Q4 2026 yet"),
    ],
)  # fmt: skip
def test_the_title_of_a_chart_is_its_finding(
    desk: Desk, tickets: list[tuple[str, str, int]], title: str
) -> None:
    review = Review(desk, RESOLVED)
    review.contract.put(*(ticket(*one) for one in tickets))
    [objective] = [one.objective for one in desk.service_levels.panel().gauges]
    slide = review.only("chart", options={"objective": objective})
    assert slide.title == title
    assert (slide.name, slide.layout) == ("Resolved in time", "content")


def test_a_quarter_that_is_over_is_told_without_so_far(desk: Desk) -> None:
    review = Review(desk, RESOLVED)
    desk.meetings.edit(review.id, {"period": "2026-Q3"})
    review.contract.put(*(ticket(n, n, 1) for n in ("07", "08", "09")), ticket("10", "10", 7))
    slide = review.only("chart")
    assert slide.title == "Resolved in time stayed at or above 90 % in every month of Q3 2026"
    assert series_of(slide).labels == ("Jul 2026", "Aug 2026", "Sept 2026")


def test_a_chart_has_its_figure_what_helped_and_details(desk: Desk) -> None:
    review = Review(desk, RESOLVED)
    review.contract.put(
        *(ticket(f"{n}", f"{n}", 1) for n in range(10, 12)),
        ticket("C", "11", 7, category="Network"), ticket("D", "11", 2),
    )  # fmt: skip
    slide = review.only("chart", body="A second desk", outlook="A third")
    [figure] = [one for one in slide.parts if isinstance(one, Figure)]
    assert (figure.value, figure.name, figure.tone) == ("66.7 %", "in Nov 2026 so far", "bad")
    assert [one.text for one in slide.parts if isinstance(one, Text)] == [
        "What helped", "A second desk", "What comes next", "A third",
    ]  # fmt: skip
    assert [one.name for one in slide.more] == ["Figures", "Allowance", "Durations", "Causes"]
    assert all(len(one.parts) == 1 for one in slide.more)
    assert column(table_of(slide.more[0]), "Period") == ["Nov 2026", "Oct 2026"]
    assert "Nov 2026: 66.7 %, n = 3." in slide.notes


def test_one_figure_is_a_chart_of_one_point(desk: Desk) -> None:
    review = Review(desk, MEASURED)
    measured(review, ("2026-11-02", "4.4"))
    slide = review.only("chart")
    assert series_of(slide).labels == ("Nov 2026",)
    assert slide.title == "Depot satisfaction stayed at or above 4.2 of 5 in Nov 2026 so far"


def test_less_may_be_better(desk: Desk) -> None:
    review = Review(desk, {**MEASURED, "name": "Cost", "direction": "down", "unit": "EUR",
                           "target": Decimal(19)})  # fmt: skip
    measured(review, ("2026-10-02", "18"), ("2026-11-02", "18.5"))
    assert review.only("chart").title == (
        "Cost stayed at or below 19 EUR in every month of Q4 2026 so far"
    )


def test_charts_that_nobody_chose_are_of_different_objectives(desk: Desk) -> None:
    review = Review(desk, RESOLVED, {**RESOLVED, "name": "Answered", "type": "response"})
    review.contract.put(
        row("A", ("opened", "2026-11-06 08:00"), ("responded", "2026-11-06 09:00"),
            ("resolved", "2026-11-06 10:00"))
    )  # fmt: skip
    for _each in range(3):
        review.slide("chart")
    built = review.built
    assert sorted(one.name for one in built.deck.slides) == ["Answered", "Resolved in time"]
    assert built.warnings == ("Nothing to show: Chart",)


def test_what_was_not_flagged_then_has_no_figure_in_the_trend(desk: Desk) -> None:
    review = Review(desk, {**MEASURED, "client_safe": None})
    measured(review, ("2026-09-02", "1.1"), ("2026-11-02", "4.4"))
    [told] = desk.service_levels.agreements(review.account)
    version = told.versions[0]
    desk.service_levels.add_version(told.id, "2026-10-01")
    [new] = desk.service_levels.panel(review.account).gauges
    assert new.objective != version.objectives[0].id
    desk.service_levels.edit("objective", new.objective, {"client_safe": True})
    slide = review.only("chart")
    assert series_of(slide).labels == ("Nov 2026",)
    assert "1.1" not in "".join(slide.texts())


def test_gauges_are_six_at_most(desk: Desk) -> None:
    review = Review(desk, *({**RESOLVED, "name": f"G{n}"} for n in range(8)))
    review.contract.put(ticket("A", "11", 1))
    chosen = [one.objective for one in desk.service_levels.panel().gauges][:2]
    review.slide("gauges")
    review.slide("gauges", options={"objectives": chosen})
    usual, picked = review.deck.slides
    assert len([one for one in usual.parts if isinstance(one, Gauge)]) == 6
    assert len(picked.parts) == 2
    assert usual.title == "All 6 objectives met their targets in their last periods"


def test_incidents_are_outages_and_missed_tickets_of_the_time(desk: Desk) -> None:
    review = Review(desk, UP, RESOLVED, {**RESOLVED, "name": "Stricter", "minutes": 30})
    service = review.contract.service
    for begin, end, said in (
        ("2026-10-06 08:00", "2026-10-06 10:00", "Switch failed"),
        ("2026-11-04 08:00", "2026-11-04 09:30", None),
        ("2026-07-04 08:00", "2026-07-06 09:30", "Before the quarter"),
    ):
        desk.service_levels.create(
            "outage", {"service_id": service, "begins": at(begin), "ends": at(end),
                       "summary": said, "cause": "Ours alone"}
        )  # fmt: skip
    review.contract.put(
        ticket("A", "10", 7, category="Network"), ticket("B", "11", 7), ticket("C", "09", 7)
    )
    slide = review.only("incidents", body="Spare switches", outlook="A second line")
    assert column(table_of(slide), "Outage") == ["Outage", "Switch failed"]
    assert column(table_of(slide), "Downtime") == ["1 h 30 min", "2 h 00 min"]
    assert slide.title == "2 outages of 3 h 30 min together; 2 tickets missed a target"
    assert series_of(slide).labels == ("Network",)
    assert column(table_of(slide.more[0]), "Ticket") == ["B", "A"]
    texts = "".join(slide.texts())
    assert "Ours alone" not in texts
    assert "Before the quarter" not in texts
    assert [one.text for one in slide.parts if isinstance(one, Text)] == [
        "What we learned", "Spare switches", "What comes next", "A second line",
    ]  # fmt: skip


def test_nothing_happened_is_worth_lessons_alone(desk: Desk) -> None:
    review = Review(desk, RESOLVED)
    review.contract.put(ticket("A", "11", 1))
    made = review.slide("incidents")
    assert review.deck.slides == ()
    desk.meetings.edit_slide(made, {"body": "Rehearse"})
    [slide] = review.deck.slides
    assert slide.title == "No outage, and no ticket missed its target"
