"""Custom fields are made and changed in the settings, and every step can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from acctdesk.services.catalogue import Audience, Format


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_into(line: QWidget, text: str, *, enter: bool = True) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    if enter:
        QTest.keyClick(line, Qt.Key.Key_Return)


def new_field(study, label: str, form: Format = Format.TEXT):
    click(study.card.add_button)
    made = study.card.form
    made.form.set_value(form)
    type_into(made.line, label, enter=False)
    return made


@pytest.fixture
def model(study):
    """A choice field that two accounts use, its editor open."""
    field, _change = study.desk.custom_fields.define(
        "account", "Model", Format.CHOICE, ["Gold", "Silver", "Bronze"]
    )
    for name in ("Acme", "Borealis"):
        study.desk.accounts.create({"name": name, field: "Gold"})
    study.until(lambda: field in study.card.items)
    item = study.item("Model")
    click(item.toggle)
    study.until()
    return item


def offered(study, label: str = "Model") -> list[str]:
    return [one.code for one in study.fields()[label].choices]


# -- new fields ------------------------------------------------------------------------------


def test_every_type_is_offered_and_can_be_made(study):
    made = new_field(study, "x")
    forms = [made.form.itemData(at) for at in range(made.form.count())]
    words = {made.form.itemText(at) for at in range(made.form.count())}
    assert {"Text", "Number", "Date", "Choice", "Money", "Tick", "Link"} <= words
    click(study.card.form.findChildren(QAbstractButton)[-1])
    for form in forms:
        label = f"Field {form}"
        made = new_field(study, label, form)
        if Format(form) is Format.CHOICE:
            type_into(made.choices.line, "One")
        click(made.add)
        study.until(lambda label=label: label in study.fields())
    assert {one.format for one in study.fields().values()} == {Format(one) for one in forms}


def test_a_new_choice_field_is_made_with_its_choices_and_audience(study):
    made = new_field(study, "Model", Format.CHOICE)
    for choice in ("Silver", "Gold", "Tin", "Bronze"):
        type_into(made.choices.line, choice)
    click(made.choices.rows["Gold"].up)
    click(made.choices.rows["Tin"].drop)
    type_into(made.choices.rows["Bronze"].line, "Copper")
    assert made.choices.names() == ("Gold", "Silver", "Copper")
    assert made.audience.current() == 0
    QTest.keyClick(made.audience, Qt.Key.Key_Right)
    click(made.add)
    study.until(lambda: "Model" in study.fields())
    assert offered(study) == ["Gold", "Silver", "Copper"]
    assert study.fields()["Model"].audience is Audience.CLIENT
    assert not made.isVisible()
    study.until(lambda: bool(study.card.items))
    assert study.item("Model").badge.isVisible()


def test_a_field_of_people_belongs_to_people_and_stays_internal(study):
    made = new_field(study, "Hobby")
    QTest.keyClick(made.kind, Qt.Key.Key_Right)
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    study.until(lambda: "Hobby" in study.fields("person"))
    assert study.fields("person")["Hobby"].audience is Audience.INTERNAL
    study.until(lambda: bool(study.card.items))
    assert study.item("Hobby").note.text() == "People · Text · not used yet"
    assert not study.item("Hobby").badge.isVisible()


def test_what_is_missing_is_said_where_it_is_missing(study):
    made = new_field(study, "", Format.CHOICE)
    click(made.add)
    assert made.name.problem() == "Fill this in"
    type_into(made.line, "Model", enter=False)
    click(made.add)
    assert made.choices.problem.text() == "Add at least one choice."
    type_into(made.choices.line, "Gold")
    type_into(made.choices.line, "gold")
    assert "already" in made.choices.problem.text()
    assert made.choices.names() == ("Gold",)
    assert made.choices.line.text() == "gold"
    made.choices.line.selectAll()
    QTest.keyClick(made.choices.line, Qt.Key.Key_Delete)
    type_into(made.line, "City", enter=False)
    click(made.add)
    study.until(lambda: bool(made.name.problem()))
    assert "already" in made.name.problem()
    assert made.line.text() == "City"
    assert not study.fields()


def test_the_last_choice_needs_no_enter_of_its_own(study):
    made = new_field(study, "Model", Format.CHOICE)
    type_into(made.choices.line, "Gold")
    type_into(made.choices.line, "Silver", enter=False)
    click(made.add)
    study.until(lambda: "Model" in study.fields())
    assert offered(study) == ["Gold", "Silver"]


def test_esc_closes_the_form(study):
    made = new_field(study, "Model")
    QTest.keyClick(made.line, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert study.is_at(study.card.add_button)
    click(study.card.add_button)
    assert made.line.text() == ""


# -- existing fields -------------------------------------------------------------------------


def test_a_field_tells_what_it_holds_and_how_often_it_is_used(study, model):
    assert model.note.text() == "Accounts · 3 choices · 2 records have a value"
    assert model.choices.rows["Gold"].count.text() == "2 records"
    assert model.choices.rows["Silver"].count.text() == ""


def test_choices_are_added_renamed_and_ordered_in_place(study, model):
    type_into(model.choices.line, "Tin")
    study.until(lambda: offered(study)[-1] == "Tin")
    assert study.is_at(model.choices.line)
    type_into(model.choices.rows["Gold"].line, "Premium")
    study.until(lambda: offered(study)[0] == "Premium")
    study.until(lambda: "Premium" in model.choices.rows)
    assert study.desk.custom_fields.used_choices(model.own.field.name) == {"Premium": 2}
    down = model.choices.rows["Premium"].down
    down.setFocus()
    QTest.keyClick(down, Qt.Key.Key_Space)
    study.until(lambda: offered(study) == ["Silver", "Premium", "Bronze", "Tin"])
    study.until(lambda: model.choices.names()[1] == "Premium")
    assert study.is_at(down)
    line = model.choices.rows["Tin"].line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    study.until(lambda: offered(study) == ["Silver", "Premium", "Tin", "Bronze"])
    study.until(lambda: model.choices.names()[2] == "Tin")
    assert study.is_at(line)
    assert not model.choices.rows["Silver"].up.isEnabled()
    assert not model.choices.rows["Bronze"].down.isEnabled()
    for _step in range(4):
        study.desk.history.undo()
    study.until(lambda: offered(study) == ["Gold", "Silver", "Bronze"])
    study.until(lambda: model.choices.names() == ("Gold", "Silver", "Bronze"))


def test_removing_a_used_choice_tells_how_many_keep_it(study, model):
    click(model.choices.rows["Gold"].drop)
    study.until(lambda: offered(study) == ["Silver", "Bronze"])
    assert study.toast().text() == "Removed the choice Gold. 2 records still have it."
    study.until(lambda: "Gold" in model.choices.again)
    assert model.choices.names() == ("Silver", "Bronze")
    study.toast().pressed.emit()
    study.until(lambda: offered(study) == ["Gold", "Silver", "Bronze"])
    study.until(lambda: not model.choices.again)


def test_a_choice_that_is_only_left_in_records_is_offered_again(study, model):
    click(model.choices.rows["Gold"].drop)
    study.until(lambda: "Gold" in model.choices.again)
    click(model.choices.again["Gold"])
    study.until(lambda: offered(study) == ["Silver", "Bronze", "Gold"])


def test_a_name_that_is_taken_is_refused_and_put_back(study, model):
    type_into(model.choices.rows["Gold"].line, "Silver")
    study.until(lambda: bool(model.choices.problem.text()))
    assert "already" in model.choices.problem.text()
    assert model.choices.rows["Gold"].line.text() == "Gold"
    assert offered(study) == ["Gold", "Silver", "Bronze"]
    type_into(model.line, "City")
    study.until(lambda: model.problem.isVisible())
    assert "already" in model.problem.text()
    assert model.line.text() == "Model"
    assert "Model" in study.fields()


def test_esc_puts_a_name_back(study, model):
    line = model.choices.rows["Gold"].line
    type_into(line, "Platinum", enter=False)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "Gold"
    assert offered(study) == ["Gold", "Silver", "Bronze"]


def test_who_may_see_a_field_is_changed_and_undone(study, model):
    QTest.keyClick(model.audience, Qt.Key.Key_Right)
    study.until(lambda: study.fields()["Model"].audience is Audience.CLIENT)
    study.until(lambda: model.badge.isVisible())
    study.desk.history.undo()
    study.until(lambda: not model.badge.isVisible())
    assert model.audience.current() == 0


def test_a_field_is_renamed_in_place(study, model):
    type_into(model.line, "Service class")
    study.until(lambda: "Service class" in study.fields())
    study.until(lambda: model.title.text() == "Service class")


def test_a_removed_field_goes_with_its_values_and_comes_back(study, model):
    click(model.drop)
    study.until(lambda: not study.fields())
    assert study.toast().text() == "Removed the field Model with 2 values"
    study.until(lambda: not study.card.items)
    assert study.card.nothing.isVisible()
    study.toast().pressed.emit()
    study.until(lambda: "Model" in study.fields())
    study.until(lambda: bool(study.card.items))
    assert study.desk.custom_fields.used_choices(model.own.field.name) == {"Gold": 2}


def test_every_widget_has_a_name_and_tab_goes_in_order(study, model):
    for one in study.card.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            assert one.accessibleName(), one
    wanted = [
        model.toggle, model.line, model.audience, model.choices.rows["Gold"].line,
        model.choices.rows["Gold"].down, model.choices.rows["Gold"].drop,
        model.choices.rows["Silver"].line, model.choices.line, model.choices.add_button,
        model.drop, study.card.add_button,
    ]  # fmt: skip
    model.toggle.setFocus()
    seen = []
    for _step in range(80):
        seen.append(study.window.focusWidget())
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
    places = [seen.index(one) for one in wanted]
    assert places == sorted(places)
