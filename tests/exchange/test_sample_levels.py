"""The sample's service levels: every way to stand, on the day it is made for."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from pathlib import Path

import holidays
import pytest

from acctdesk.compose import Desk
from acctdesk.exchange.sample.making import load
from acctdesk.workspace import Workspace, daysoff
from tests.samples import copy_sample

DAYS = [dt.date(2026, 3, 4), dt.date(2026, 11, 23), dt.date(2027, 1, 1)]


def opened(path: Path, day: dt.date) -> Desk:
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return Desk(Workspace.open(path, read_only=True), today=lambda: day, now=lambda: noon)


@pytest.mark.parametrize("day", DAYS)
def test_its_service_levels_stand_in_every_way(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, day: dt.date
) -> None:
    copy_sample(tmp_path_factory, tmp_path / "sample.acctdesk", day)
    with opened(tmp_path / "sample.acctdesk", day) as desk:
        panel = desk.service_levels.panel()
        assert {one.standing for one in panel.gauges} == {"met", "at_risk", "breached", "no_data"}
        kinds = {one.kind for one in panel.gauges}
        assert len(kinds) >= 7
        assert len({one.account for one in panel.gauges}) == 5
        assert {one.level for one in desk.service_levels.alerts()} >= {"100", "80", "projected"}
        [mine] = [one for one in panel.gauges if one.name == "Priority 1 resolved"]
        detail = desk.service_levels.detail(mine.objective)
        assert (mine.standing, len(detail.breaches)) == ("breached", 3)
        told = desk.service_levels.ledger(mine.objective, detail.breaches[0].record)
        assert (told.outcome, told.counted) == ("missed", told.ledger.total("counted"))
        [renewed] = [one for one in desk.service_levels.agreements() if len(one.versions) > 1]
        assert renewed.name == "Workplace services"


def test_the_holidays_it_knows_are_those_of_the_library() -> None:
    held = load("holidays")
    assert held["edition"] == importlib.metadata.version("holidays")
    years = range(daysoff.YEARS.start, daysoff.YEARS.stop)
    for place, days in held["places"].items():
        country, _hyphen, part = place.partition("-")
        told = holidays.country_holidays(country, subdiv=part or None, years=years)
        assert days.split() == sorted(one.isoformat() for one in told), place
