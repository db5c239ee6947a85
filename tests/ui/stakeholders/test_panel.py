"""What stands beside the map: gaps that can be acted on, who leaves, details, what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from acctdesk.ui.stakeholders.panel import MapPanel
from acctdesk.ui.stakeholders.past import PastPopover
from acctdesk.ui.stakeholders.study import Study
from acctdesk.ui.theme.theme import Theme
from tests.ui.opened import Open

LEFT = Qt.MouseButton.LeftButton
popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


class Shown:
    """A panel beside a map of four people, of whom Tara Lind knows one."""

    def __init__(self, opened: Open, theme: Theme) -> None:
        self.opened = opened
        desk, posts = opened.desk, opened.desk.stakeholders.posts
        account, _change = desk.accounts.create(
            {"name": "Northwind", "annual_value": 90_000, "currency": "EUR"}
        )
        self.account = account
        self.tara = desk.records.create("member", {"name": "Tara Lind"})[0]
        self.jana, _change = posts.add(
            account, name="Jana Ode", title="CIO",
            values={"power": 9, "interest": 8, "buying_roles": ("champion",)},
        )  # fmt: skip
        self.marc, _change = posts.add(account, name="Marc Visser", values={"power": 8})
        self.piet, _change = posts.add(account, name="Piet Bakker", anchor=self.jana)
        desk.records.create("unit", {"account_id": account, "name": "Finance"})
        self.study = Study(desk, opened.tasks, opened.undo)  # type: ignore[arg-type]
        self.study.set_account(account)
        opened.settle()
        self.person = self.study.card(self.jana).person  # type: ignore[union-attr]
        desk.stakeholders.ties.relate(self.tara, self.person, {"strength": "in_depth"})
        desk.stakeholders.ties.connect(self.jana, self.marc, "influence", 3)
        opened.settle()
        self.panel = MapPanel(theme, desk, opened.tasks, opened.undo, self.study)  # type: ignore[arg-type]
        self.panel.resize(320, 900)
        self.panel.show()
        opened.settle()

    def item(self, title: str):  # type: ignore[no-untyped-def]
        found = [one for one in self.panel.gaps.items if title in one.told.title]
        assert found, [one.told.title for one in self.panel.gaps.items]
        return found[0]

    def titles(self) -> list[str]:
        return [one.told.title for one in self.panel.gaps.items]

    def rule(self, name: str) -> int:
        assert self.study.thin is not None
        return sum(1 for one in self.study.thin.gaps if one.rule == name)


@pytest.fixture
def shown(opened: Open, theme: Theme, qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(opened, theme)
    qtbot.addWidget(made.panel)
    yield made
    made.study.deleteLater()


def test_each_gap_says_who_why_and_one_thing_to_do(shown: Shown) -> None:
    assert shown.titles() == [
        "No decision maker",
        "No contact with Marc Visser",
        "Jana Ode is known to one of us",
        "Never in touch: Jana Ode",
        "No contact in Finance",
        "Hangs on one relationship",
    ]
    marc = shown.item("Marc Visser").told
    assert "Power 8" in marc.text
    assert marc.action == "Ask Jana Ode for an introduction"
    assert "only Tara Lind" in shown.item("known to one").told.text
    for item in shown.panel.gaps.items:
        assert item.told.meaning.definition
        assert "3 people" in item.told.meaning.basis


@popping
def test_a_next_step_is_planned_in_the_log(shown: Shown) -> None:
    item = shown.item("Never in touch")
    QTest.mouseClick(item.link, LEFT)
    popover = shown.panel.acting.popover
    assert popover is not None
    assert popover.step.text() == "Talk to Jana Ode"
    popover.due.setText("nonsense")
    QTest.mouseClick(popover.plan, LEFT)
    shown.opened.settle()
    assert popover.isVisible()
    popover.due.setText("+7")
    QTest.mouseClick(popover.plan, LEFT)
    shown.opened.settle()
    assert not popover.isVisible()
    steps = list(shown.opened.desk.interactions.open_steps(shown.account))
    assert [one.next_step for one in steps] == ["Talk to Jana Ode"]
    assert shown.opened.undo.said == ["Planned: Talk to Jana Ode"]
    # A plan is no contact: the gap stays until somebody talked to her.
    assert shown.rule("untouched") == 1


def test_a_missing_role_and_a_unit_get_placeholders(shown: Shown) -> None:
    told: list[str] = []
    shown.study.made.connect(told.append)
    QTest.mouseClick(shown.item("No decision maker").link, LEFT)
    shown.opened.settle()
    card = shown.study.card(told[-1])
    assert card is not None
    assert (card.roles, card.is_placeholder) == (("economic_buyer",), True)
    QTest.mouseClick(shown.item("Finance").link, LEFT)
    shown.opened.settle()
    card = shown.study.card(told[-1])
    assert card is not None
    assert (card.unit_name, card.is_placeholder) == ("Finance", True)
    waiting = shown.item("No decision maker")
    assert waiting.told.action == "Say who it is"


def test_what_goes_with_somebody_and_the_way_to_who_follows(shown: Shown) -> None:
    shown.study.chosen.choose([shown.jana])
    shown.opened.settle()
    part = shown.panel.leaving
    assert part.title.text() == "If Jana Ode leaves"
    assert "Champion lost" in part.text.text()
    assert "1 report orphaned" in part.text.text()
    assert "90,000" in part.text.text()
    assert "100" in part.counted.text()
    assert "Nobody of us knows a way" in part.ways.text()
    shown.study.chosen.choose([shown.piet])
    shown.opened.settle()
    assert "Tara Lind → Jana Ode" in part.ways.text()
    part.set_successors([shown.marc])
    shown.opened.settle()
    assert "Tara Lind → Jana Ode → Marc Visser" in part.ways.text()
    shown.study.chosen.clear()
    assert part.isHidden()


def test_the_small_matrix_shows_the_most_powerful(shown: Shown) -> None:
    rows = shown.panel.coverage.rows()
    assert [row[0] for row in rows] == ["Jana Ode", "Marc Visser", "Piet Bakker"]
    assert "●●●" in rows[0]
    assert set(rows[1][1:]) == {"○○○"}


def test_details_of_several_are_changed_in_one_step(shown: Shown) -> None:
    shown.panel.show_part("details")
    shown.study.chosen.choose([shown.jana, shown.marc])
    shown.opened.settle()
    details = shown.panel.details
    assert details.name.text() == "2 people chosen"
    boxes = details.roles.boxes
    assert boxes["champion"].checkState() == Qt.CheckState.PartiallyChecked
    boxes["champion"].click()
    shown.opened.settle()
    assert all("champion" in shown.study.card(one).roles for one in (shown.jana, shown.marc))  # type: ignore[union-attr]
    details.rows["position.attitude"].entered.emit("sceptic")
    shown.opened.settle()
    assert [shown.study.card(one).attitude for one in (shown.jana, shown.marc)] == [  # type: ignore[union-attr]
        "sceptic", "sceptic",
    ]  # fmt: skip
    shown.opened.desk.history.undo()
    shown.opened.settle()
    assert [shown.study.card(one).attitude for one in (shown.jana, shown.marc)] == ["", ""]  # type: ignore[union-attr]


def test_what_is_known_of_a_person_is_kept_with_the_person(shown: Shown) -> None:
    shown.panel.show_part("details")
    shown.study.chosen.choose([shown.jana])
    shown.opened.settle()
    shown.panel.details.rows["person.personal_wins"].entered.emit("A calm audit")
    shown.opened.settle()
    assert shown.opened.desk.records.get("person", shown.person)["personal_wins"] == "A calm audit"


def test_a_past_day_is_asked_for_and_what_changed_is_listed(shown: Shown, theme: Theme) -> None:
    shown.panel.show_part("changes")
    shown.opened.settle()
    changes = shown.panel.changes
    said = {one.link.text() for one in changes.items}
    assert {"Jana Ode", "Marc Visser", "Piet Bakker"} <= said
    assert shown.study.badges[shown.jana] == "Joined"
    changes.items[0].link.click()
    assert len(shown.study.chosen.cards) == 1
    # Between any two days: nothing was on the map before it was begun.
    today = shown.study.today
    changes.since.setCurrentIndex(changes.since.findText("Another day…"))
    changes.since.activated.emit(changes.since.currentIndex())
    assert changes.first.isVisible()
    changes.first.setText("1 Jan 2099")
    changes.look()
    assert "still to come" in changes._field.problem()
    changes.first.setText("-10")
    changes.look()
    shown.opened.settle()
    assert changes.days() == (today - dt.timedelta(days=10), today)
    assert shown.study.badges[shown.jana] == "Joined"
    shown.study.set_day(today - dt.timedelta(days=3))
    shown.opened.settle()
    assert changes.days() == (today - dt.timedelta(days=10), today - dt.timedelta(days=3))
    assert not changes.items
    assert " to " in changes.title.text()
    shown.study.set_day(None)
    shown.opened.settle()
    shown.panel.show_part("gaps")
    assert shown.study.badges == {}
    popover = PastPopover(theme, shown.study, shown.panel)  # type: ignore[arg-type]
    popover.day.setText("1 Jan 2099")
    popover.show_day.click()
    assert shown.study.day is None
    popover.day.setText("-30")
    popover.show_day.click()
    assert shown.study.day == shown.study.today - dt.timedelta(days=30)


def test_the_day_of_the_last_contact_is_offered_where_there_was_one(shown: Shown) -> None:
    changes = shown.panel.changes
    assert changes.since.findData("contact") < 0
    shown.panel.show_part("changes")
    shown.opened.settle()
    desk, today = shown.opened.desk, shown.study.today
    day = today - dt.timedelta(days=12)
    desk.interactions.log(
        shown.study.account,
        {"type": "call", "day": day.isoformat(), "subject": "Talked"},
        [shown.person],
        desk.records.options("member")[0][:1],
    )
    shown.opened.settle()
    at = changes.since.findData("contact")
    assert at >= 0
    assert changes.since.itemText(at).startswith("Since the last contact, ")
    assert changes.since.value() == 90
    changes.since.setCurrentIndex(at)
    changes.since.activated.emit(at)
    shown.opened.settle()
    assert changes.days() == (day, today)
    # On a day before, nobody had been spoken to yet.
    shown.study.set_day(day - dt.timedelta(days=1))
    shown.opened.settle()
    assert changes.since.findData("contact") < 0
    assert changes.since.value() == 90
