"""Forms and small surfaces: what is agreed, measured, given and left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.ui.service_levels.conftest import Shown
from tests.ui.service_levels.levels_book import moment

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def test_forms_make_every_kind_each_as_one_step(mine: Shown) -> None:
    desk = mine.levels.desk
    entries: dict[str, dict[str, object]] = {
        "calendar": {"name": "Nights", "monday": "22:00-06:00"},
        "service": {"name": "Mail", "monthly_charge": "500 EUR"},
        "exclusion": {"reason": "Window", "begins": "2026-03-10 03:00", "ends": "2026-03-10 03:10"},
        "outage": {"begins": "2026-03-12 08:00", "ends": "2026-03-12 08:05"},
        "ticket": {"number": "INC77", "opened": "2026-03-19 10:00"},
        "agreement": {"name": "Second"},
    }
    for kind, values in entries.items():
        count = desk.records.count(kind)
        mine.view.open_form(kind, "", {})
        mine.settle()
        form = mine.view.form
        assert mine.front is form
        for name, value in values.items():
            form.rows[name].editor.setText(str(value))  # type: ignore[union-attr]
        for name, target in (("agreement_id", mine.levels.agreement),
                             ("service_id", mine.levels.service)):  # fmt: skip
            if name in form.rows:
                form.rows[name].editor.set_value(target)  # type: ignore[union-attr]
        if "zone" in form.rows:
            form.rows["zone"].editor.set_value("Europe/Paris")  # type: ignore[union-attr]
        form.save.click()
        mine.settle()
        wrong = [one.problem() for one in form.rows.values() if one.problem()]
        assert desk.records.count(kind) == count + 1, (kind, form.problem.text(), wrong)
        mine.open.undo.revert(mine.open.undo.changes[-1].id)
        mine.settle()
        assert desk.records.count(kind) == count


def test_a_new_version_and_a_new_objective(mine: Shown) -> None:
    mine.go({"setup": "agreement"})
    setup = mine.view.setup
    setup.select(f"agreement:{mine.levels.agreement}")
    setup.version.click()
    mine.settle()
    mine.view.form.rows["valid_from"].editor.setText("2026-03-15")
    mine.view.form.save.click()
    mine.settle()
    [told] = mine.levels.desk.service_levels.agreements(mine.levels.account)
    assert [one.valid_from for one in told.versions] == ["2026-03-15", ""]
    setup.select(f"agreement:{mine.levels.agreement}")
    setup.objective.click()
    mine.settle()
    form = mine.view.form
    form.rows["name"].editor.setText("Response")
    form.rows["minutes"].editor.setText("30")
    form.rows["target"].editor.setText("99.5 %")
    form.save.click()
    mine.settle()
    [told] = mine.levels.desk.service_levels.agreements(mine.levels.account)
    assert "Response" in [one.name for one in told.versions[0].objectives]
    assert "Response" not in [one.name for one in told.versions[1].objectives]
    [made] = [one for one in told.versions[0].objectives if one.name == "Response"]
    assert made.values["target"] == Decimal("0.995")


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(mine: Shown) -> None:
    mine.view.open_form("outage", "", {})
    mine.settle()
    form = mine.view.form
    form.rows["service_id"].editor.set_value(mine.levels.service)
    form.rows["begins"].editor.setText("2026-03-12 08:00")
    form.rows["ends"].editor.setText("2026-03-11 08:00")
    form.save.click()
    mine.settle()
    assert mine.front is form
    assert "ends before" in form.rows["ends"].problem()
    assert form.rows["begins"].text() == "2026-03-12 08:00"


def test_fields_of_an_objective_follow_its_kind(mine: Shown) -> None:
    mine.view.open_form("objective", mine.levels.objective("Availability"), {})
    mine.settle()
    form = mine.view.form
    assert form.rows["minutes"].isHidden()
    assert not form.rows["by_users"].isHidden()
    kind = form.rows["type"].editor
    kind.set_value("response")
    kind.activated.emit(0)
    assert not form.rows["minutes"].isHidden()
    assert "by_users" not in form.entered()


@popping
def test_measurements_are_pasted_as_a_block(mine: Shown) -> None:
    mine.go({"objective": mine.levels.objective("Satisfaction")})
    detail = mine.view.detail
    assert not detail.measure.isHidden()
    detail.measure.click()
    popover = mine.view.acting.popover
    popover.lines.setPlainText("2026-03-02\t4.5\n2026-03-09;4.1\nsoon 4")
    popover.kept.emit()
    mine.settle()
    assert "line 3" in popover._first.problem()
    popover.lines.setPlainText("2026-03-02\t4.5\n2026-03-09;4.1\n10 Mar 2026 4.6")
    popover.kept.emit()
    mine.settle()
    assert mine.open.undo.said[-1] == "Added 3 measurements"
    assert detail.detail().gauge.value == Decimal("4.4")
    assert detail.detail().gauge.n == 3


@popping
def test_a_credit_is_written_down_and_an_exclusion_approved(mine: Shown) -> None:
    levels = mine.levels.desk.service_levels
    levels.create(
        "outage",
        {"service_id": mine.levels.service, "begins": moment(11, 3), "ends": moment(11, 5)},
    )
    mine.go({"objective": mine.levels.objective("Availability")})
    mine.view.detail.credit_wanted.emit("2026-03-01", mine.view.detail)
    popover = mine.view.acting.popover
    popover.state.set_value("agreed")
    popover.kept.emit()
    mine.settle()
    [line] = [one for one in mine.view.detail.detail().credits if one.record]
    assert line.stage == "agreed"
    assert line.money is not None
    assert line.money.amount == Decimal(100)
    exclusion, _change = levels.create(
        "exclusion",
        {"agreement_id": mine.levels.agreement, "begins": moment(11, 3), "ends": moment(11, 5),
         "type": "maintenance", "reason": "Upgrade"},
    )  # fmt: skip
    mine.go({"setup": "exclusion"})
    setup = mine.view.setup
    setup.show_list("exclusion")
    setup.select(f"exclusion:{exclusion}")
    assert setup.approve.isEnabled()
    setup.approve.click()
    popover = mine.view.acting.popover
    popover.by.setText("Kim at Northwind")
    popover.kept.emit()
    mine.settle()
    assert setup.model.table.rows[0].cells[-1].text == "Kim at Northwind"
    assert not setup.approve.isEnabled()
