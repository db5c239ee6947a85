"""The stakeholder map: what one sees and what one does."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from acctdesk.errors import Invalid, NotFound
from tests.services.charting import Chart, said, undone
from tests.services.charting import chart as chart

# --- the map ---------------------------------------------------------------------------------


def test_the_map_shows_people_placeholders_and_lines(chart: Chart) -> None:
    assert chart.lines == ["Anna Boss", "  Jana Ode", "    Rui Faria", "    CISO", "  Li Na"]
    found = chart.map
    jana = found.by_id[chart.jana]
    assert (jana.title, jana.unit_name, jana.manager) == ("CIO", "IT", chart.anna)
    hole = found.by_id[chart.hole]
    assert (hole.is_placeholder, hole.status, hole.name) == (True, "unknown", "")
    assert [one.label for one in found.branch(chart.jana)] == ["Jana Ode", "Rui Faria", "CISO"]
    assert [one[1] for one in found.units] == ["Finance", "IT"]
    with pytest.raises(NotFound):
        chart.who.map("f" * 32)


def test_who_left_is_not_on_it_and_a_loop_from_elsewhere_is_opened(chart: Chart) -> None:
    chart.who.posts.edit([chart.jana], {"ended": "2026-03"})
    assert chart.lines == ["Anna Boss", "  Li Na", "Rui Faria", "CISO"]
    chart.who.posts.edit([chart.jana], {"ended": "2026-03-05"})
    assert "  Jana Ode" in chart.lines
    with chart.desk.workspace.transaction() as connection:
        connection.execute(
            text("UPDATE position SET manager_id = :low WHERE id = :high"),
            {"low": chart.rui, "high": chart.anna},
        )
        connection.commit()
    assert sorted(one.strip() for one in chart.lines) == [
        "Anna Boss", "CISO", "Jana Ode", "Li Na", "Rui Faria",
    ]  # fmt: skip


def test_contacts_come_from_the_log(chart: Chart) -> None:
    mara = chart.member("Mara")
    tom = chart.member("Tom")
    chart.desk.accounts.assign(chart.account, tom, None)
    jana = chart.person(chart.jana)
    log = chart.desk.interactions.log
    log(chart.account, {"type": "call", "day": "2026-03-01", "subject": "x"}, [jana], [mara])
    log(chart.account, {"type": "meeting", "day": "2026-02-01", "subject": "y"}, [jana], [tom])
    log(chart.account, {"type": "note", "day": "2026-03-03", "subject": "z"}, [jana], [tom])
    found = chart.map
    assert found.by_id[chart.jana].last_contact == dt.date(2026, 3, 1)
    assert found.by_id[chart.rui].last_contact is None
    assert [one[1] for one in found.members] == ["Mara", "Tom"]
    days = {one.member: one.last_contact for one in found.relations}
    assert days == {mara: dt.date(2026, 3, 1), tom: dt.date(2026, 2, 1)}
    chart.who.ties.relate(mara, jana, {"strength": "in_depth", "wanted": "trusted_advisor"})
    [one] = [one for one in chart.map.relations if one.member == mara]
    assert (one.strength, one.wanted, one.last_contact) == (
        "in_depth", "trusted_advisor", dt.date(2026, 3, 1),
    )  # fmt: skip


# --- commands --------------------------------------------------------------------------------


def test_adding_above_below_and_beside(chart: Chart) -> None:
    before = chart.book.content()
    chart.add("Kim Up", anchor=chart.jana, side="above")
    assert said(chart) == "Add Kim Up to the map"
    assert chart.lines == [
        "Anna Boss", "  Kim Up", "    Jana Ode", "      Rui Faria", "      CISO", "  Li Na",
    ]  # fmt: skip
    assert undone(chart, before)
    chart.add("Pat Next", anchor=chart.jana, side="beside")
    assert chart.lines[4:] == ["  Pat Next", "  Li Na"]
    assert undone(chart, before)
    known = chart.person(chart.li)
    other = chart.book.account("Globex")
    made, _change = chart.who.posts.add(other, person=known, title="Adviser")
    assert chart.who.map(other).by_id[made].name == "Li Na"
    assert len(chart.book.ids("person")) == 4
    with pytest.raises(Invalid, match="another account"):
        chart.who.posts.add(other, anchor=chart.jana, name="Stray")
    assert len(chart.book.ids("person")) == 4
    with pytest.raises(NotFound):
        chart.who.posts.add(other, person="f" * 32)


def test_a_branch_moves_with_its_head(chart: Chart) -> None:
    before = chart.book.content()
    chart.who.reparent([chart.jana], chart.li)
    assert said(chart) == "Move Jana Ode under Li Na"
    assert chart.lines == ["Anna Boss", "  Li Na", "    Jana Ode", "      Rui Faria", "      CISO"]
    assert undone(chart, before)
    chart.who.reparent([chart.rui, chart.jana, chart.hole], None)
    assert said(chart) == "Move Jana Ode to the top"
    assert chart.lines == ["Anna Boss", "  Li Na", "Jana Ode", "  Rui Faria", "  CISO"]
    assert undone(chart, before)
    chart.who.reparent([chart.rui, chart.hole], chart.li, 0)
    assert said(chart) == "Move 2 people under Li Na"
    assert chart.who.reparent([chart.rui], chart.li, 0) is None


@pytest.mark.parametrize(
    ("move", "to", "why"),
    [("jana", "jana", "themselves"), ("anna", "rui", "stands beneath"),
     ("jana", "hole", "stands beneath")],
)  # fmt: skip
def test_what_would_lead_in_a_circle_is_refused(chart: Chart, move: str, to: str, why: str) -> None:
    before = chart.book.content()
    with pytest.raises(Invalid, match=why) as caught:
        chart.who.reparent([getattr(chart, move)], getattr(chart, to))
    problem = caught.value
    assert problem.where
    assert problem.remedy
    assert problem.field == "manager_id"
    assert chart.book.content() == before


def test_another_account_and_who_left_are_refused(chart: Chart) -> None:
    other = chart.book.account("Globex")
    stranger, _change = chart.who.posts.add(other, name="Ole Away")
    for chosen, manager in (([chart.rui], stranger), ([chart.rui, stranger], chart.li)):
        with pytest.raises(Invalid, match="another account"):
            chart.who.reparent(chosen, manager)
    with pytest.raises(NotFound):
        chart.who.reparent([chart.rui], "f" * 32)
    chart.who.posts.edit([chart.li], {"ended": "2026-01-01"})
    with pytest.raises(Invalid, match="has left"):
        chart.who.reparent([chart.rui], chart.li)
    with pytest.raises(Invalid, match="nobody is chosen"):
        chart.who.park([])


def test_parking_and_coming_back(chart: Chart) -> None:
    before = chart.book.content()
    chart.who.park([chart.jana])
    assert said(chart) == "Park Jana Ode"
    assert chart.lines == ["Anna Boss", "  Li Na", "Jana Ode (parked)", "  Rui Faria (parked)",
                           "  CISO (parked)"]  # fmt: skip
    with pytest.raises(Invalid, match="parked"):
        chart.who.order(chart.jana, 0)
    chart.who.reparent([chart.jana], chart.li)
    assert not any("parked" in line for line in chart.lines)
    chart.desk.history.undo()
    assert undone(chart, before)


def test_the_order_of_siblings(chart: Chart) -> None:
    chart.who.order(chart.li, 0)
    assert chart.lines[:2] == ["Anna Boss", "  Li Na"]
    chart.add("Zoe Last", anchor=chart.anna)
    chart.who.order(chart.li, 99)
    heads = [line for line in chart.lines if line.startswith("  ") and line[2] != " "]
    assert heads == ["  Jana Ode", "  Zoe Last", "  Li Na"]
    assert chart.who.order(chart.li, 99) is None


def test_what_is_said_of_somebody(chart: Chart) -> None:
    chart.who.posts.edit([chart.jana, chart.li], {"attitude": "supporter"})
    chart.who.posts.edit([chart.jana], {"buying_roles": ("champion",), "unit_id": "New unit"})
    chart.who.posts.weigh(chart.jana, 9, 4)
    jana = chart.map.by_id[chart.jana]
    assert (jana.attitude, jana.roles, jana.unit_name) == ("supporter", ("champion",), "New unit")
    assert (jana.quadrant, jana.due_cadence) == ("keep_satisfied", "monthly")
    chart.who.posts.edit([chart.jana], {"cadence": "weekly"})
    assert chart.map.by_id[chart.jana].due_cadence == "weekly"
    with pytest.raises(Invalid, match="from 0 to 10"):
        chart.who.posts.weigh(chart.jana, 11, 0)
    with pytest.raises(Invalid, match="can't be set like this"):
        chart.who.posts.edit([chart.jana], {"manager_id": chart.rui})


def test_name_and_title_are_said_in_one_change(chart: Chart) -> None:
    before = chart.desk.history.next_undo()
    change = chart.who.posts.introduce(chart.hole, "Uma Safe", "CISO")
    assert change is not None
    seen = chart.who.map(chart.account).by_id[chart.hole]
    assert (seen.name, seen.title, seen.status) == ("Uma Safe", "CISO", "in_post")
    chart.who.posts.introduce(chart.hole, "Uma Safer", "")
    seen = chart.who.map(chart.account).by_id[chart.hole]
    assert (seen.name, seen.title) == ("Uma Safer", "")
    assert chart.who.posts.introduce(chart.hole, " ", "") is None
    chart.desk.history.undo()
    chart.desk.history.undo()
    assert chart.desk.history.next_undo() == before
    assert chart.who.map(chart.account).by_id[chart.hole].is_placeholder
    # A placeholder stays one when only its title is said.
    chart.who.posts.introduce(chart.hole, "", "Security")
    seen = chart.who.map(chart.account).by_id[chart.hole]
    assert (seen.is_placeholder, seen.title) == (True, "Security")


def test_renaming_and_filling(chart: Chart) -> None:
    chart.who.posts.rename(chart.jana, "Jana Oder")
    assert said(chart) == "Rename Jana Ode"
    chart.who.posts.rename(chart.hole, "Head of security")
    assert {"Jana Oder", "Head of security"} <= {one.label for one in chart.map.cards}
    with pytest.raises(Invalid):
        chart.who.posts.rename(chart.jana, "  ")
    before = chart.book.content()
    chart.who.posts.fill(chart.hole, name="Uma Safe")
    card = chart.map.by_id[chart.hole]
    assert (card.name, card.title, card.status) == ("Uma Safe", "Head of security", "in_post")
    with pytest.raises(Invalid, match="already"):
        chart.who.posts.fill(chart.hole, name="Ole")
    assert undone(chart, before)
    with pytest.raises(Invalid, match="missing"):
        chart.who.posts.fill(chart.hole, name=" ")


def test_removing_lifts_who_stood_beneath(chart: Chart) -> None:
    before = chart.book.content()
    jana = chart.person(chart.jana)
    chart.who.remove([chart.jana])
    assert said(chart) == "Remove Jana Ode from the map"
    assert chart.lines == ["Anna Boss", "  Rui Faria", "  CISO", "  Li Na"]
    assert jana not in chart.book.ids("person")
    assert undone(chart, before)
    # Somebody of whom more is known stays among the people.
    chart.desk.records.edit("person", jana, {"notes": "Likes figures"})
    chart.who.remove([chart.jana, chart.rui])
    assert jana in chart.book.ids("person")
    assert chart.lines == ["Anna Boss", "  CISO", "  Li Na"]


def test_moving_cards_by_hand_and_tidying_up_again(chart: Chart) -> None:
    before = chart.book.content()
    assert chart.who.tidy(chart.account) is None
    chart.who.shift({chart.jana: (40, -10), chart.li: (0, 5)})
    assert chart.map.by_id[chart.jana].shift == (40, -10)
    moved = chart.book.content()
    chart.who.tidy(chart.account)
    assert chart.book.content() == before
    assert undone(chart, moved)
    # Another place on the map begins anew.
    chart.who.reparent([chart.jana], chart.li)
    assert chart.map.by_id[chart.jana].shift is None
    assert chart.map.by_id[chart.li].shift == (0, 5)


def test_connecting(chart: Chart) -> None:
    made, _change = chart.who.ties.connect(chart.jana, chart.li, "influence", 2, "Old friends")
    assert said(chart) == "Connect Jana Ode with Li Na"
    [tie] = chart.map.ties
    assert (tie.id, tie.start, tie.end, tie.strength) == (made, chart.jana, chart.li, 2)
    with pytest.raises(Invalid, match="already"):
        chart.who.ties.connect(chart.jana, chart.li, "influence")
    chart.who.ties.connect(chart.li, chart.jana, "influence")  # it goes both ways
    back, _change = chart.who.ties.connect(chart.li, chart.jana, "conflict")
    with pytest.raises(Invalid, match="already"):
        chart.who.ties.connect(chart.jana, chart.li, "conflict")
    with pytest.raises(Invalid, match="themselves"):
        chart.who.ties.connect(chart.li, chart.li, "dotted")
    with pytest.raises(Invalid, match="already"):
        chart.who.ties.edit_tie(back, {"type": "influence"})
    chart.who.ties.edit_tie(back, {"type": "dotted", "note": "Budget"})
    other = chart.book.account("Globex")
    stranger, _change = chart.who.posts.add(other, name="Ole Away")
    with pytest.raises(Invalid, match="another account"):
        chart.who.ties.connect(chart.li, stranger, "dotted")
    before = chart.book.content()
    chart.who.ties.disconnect([made, back])
    assert len(chart.map.ties) == 1
    assert undone(chart, before)
    chart.who.remove([chart.li])
    assert chart.map.ties == ()


def test_relationships_come_and_go(chart: Chart) -> None:
    mara, jana = chart.member("Mara"), chart.person(chart.jana)
    before = chart.book.content()
    relate = chart.who.ties.relate
    relate(mara, jana, {"strength": "brief", "now": "vendor"})
    assert said(chart) == "Say how Mara knows Jana Ode"
    relate(mara, jana, {"strength": "multiple"})
    [one] = chart.map.relations
    assert (one.strength, one.now) == ("multiple", "vendor")
    assert relate(mara, jana, {"strength": "multiple"}) is None
    relate(mara, jana, {"strength": None, "now": None})
    assert chart.book.content() == before
    with pytest.raises(Invalid, match="list"):
        relate(mara, jana, {"strength": "deep"})
    with pytest.raises(Invalid, match="no field"):
        relate(mara, jana, {"member_id": mara})


def test_somebody_who_changes_employer_keeps_their_history(chart: Chart) -> None:
    other = chart.book.account("Globex")
    mara, jana = chart.member("Mara"), chart.person(chart.jana)
    chart.who.ties.relate(mara, jana, {"strength": "in_depth"})
    before = chart.book.content()
    made, _change = chart.who.posts.change_employer(chart.jana, other, title="CTO", unit="Tech")
    assert said(chart) == "Move Jana Ode to Globex"
    assert chart.lines == ["Anna Boss", "  Rui Faria", "  CISO", "  Li Na"]
    there = chart.who.map(other)
    assert (there.by_id[made].name, there.by_id[made].title) == ("Jana Ode", "CTO")
    assert [one.strength for one in there.relations] == ["in_depth"]
    posts = chart.desk.people.positions([jana])[jana]
    assert [(one["account"], one["started"], one["ended"]) for one in posts] == [
        ("Globex", "2026-03-04", None), ("Acme", None, "2026-03-04"),
    ]  # fmt: skip
    assert undone(chart, before)
    with pytest.raises(Invalid, match="already"):
        chart.who.posts.change_employer(chart.jana, chart.account)
    with pytest.raises(Invalid, match="nobody is known"):
        chart.who.posts.change_employer(chart.hole, other)
