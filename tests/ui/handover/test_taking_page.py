"""Taking accounts over: conflicts are decided one by one, by keys and by rules, and hold it up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acctdesk.services.handover.parcel import Purpose
from acctdesk.services.handover.threeway import Side
from acctdesk.ui.shell.page import Place
from tests.journeys.test_reach_journey import nameless
from tests.ui.handover.taking import Bench, bench, other

__all__ = ["bench", "other"]
MINE, THEIRS = Side.OURS, Side.THEIRS


@pytest.fixture
def parted(bench: Bench) -> Bench:
    """Both have the account, and both changed it; it comes back."""
    site = bench.other
    site.acme = site.account("Acme", city="Bonn", tier="A")
    bench.desk.handovers.take(bench.desk.handovers.compare(site.pack(site.acme)), {})
    site.edit("account", site.acme, city="Ulm", tier="B", sector="IT")
    site.person(site.acme, "Ada Byron")
    bench.desk.accounts.edit([site.acme], {"city": "Köln", "tier": "C"})
    bench.settle()
    return bench


def test_conflicts_hold_it_up_until_each_is_decided(parted: Bench) -> None:
    bench, acme = parted, parted.other.acme
    before = bench.book.content()
    note = "Ring their CFO."
    bench.bring("back", bench.other.pack(acme, purpose=Purpose.RETURN, note=note))
    head = bench.page.head
    assert head.header.title.text() == "Take 1 account back"
    assert head.header.note.text().startswith("from Mara Klein, 23 Nov 2026")
    assert head.note.text() == f"“{note}”"
    assert "2 of 2 open" in bench.words()[0]
    assert bench.chips() == ["3 records differ", "1 with conflicts", "2 new"]
    assert not bench.go_on.isEnabled()
    said = "2 conflicts are open: say for each which side is kept."
    assert bench.page.footer.said.text() == said
    assert bench.go_on.accessibleDescription() == said
    bench.session.take()
    assert bench.session.state == "open"
    # Tab goes as one reads, everything has a name, and a table doesn't hold the keyboard.
    assert nameless(bench.page) == []
    bench.body.chips.chips[-1].setFocus()
    walk = []
    for _press in range(7):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walk.append(QApplication.focusWidget().accessibleName())
    assert walk[:6] == [
        "Kind of records", "Next conflict (F8)", "Decide several", "Records that differ",
        "Keep mine throughout", "Take theirs throughout",
    ]  # fmt: skip
    assert walk[6] in ("City: Keep mine: Köln", "Tier: Keep mine: C")
    # By keyboard alone: F8 to the first, Right takes theirs, F8 to the second, Left keeps mine.
    bench.press(bench.page, Qt.Key.Key_F8)
    city, tier = (bench.panel.choices[one].options for one in ("city", "tier"))
    stops = {tier[MINE], city[MINE]}
    first = next(one for one in stops if one.hasFocus())
    assert not any(one.isChecked() for one in (*city.values(), *tier.values()))
    bench.press(first, Qt.Key.Key_Right)
    assert bench.session.decisions.open == 1
    assert not bench.go_on.isEnabled()
    bench.press(bench.page, Qt.Key.Key_F8)
    second = next(one for one in stops - {first} if one.hasFocus())
    bench.press(second, Qt.Key.Key_Left)
    assert bench.go_on.isEnabled()
    assert bench.body.bar.state.text() == "All 2 conflicts are decided"
    bench.go_on.click()
    bench.settle()
    assert bench.session.state == "done"
    record = bench.desk.records.get("account", acme)
    kept = {name: record[name] for name in ("city", "tier", "sector")}
    options = {"city": ("Ulm", "Köln"), "tier": ("B", "C")}
    taken = "city" if first is city[MINE] else "tier"
    left = "tier" if taken == "city" else "city"
    assert kept == {taken: options[taken][0], left: options[left][1], "sector": "IT"}
    done = bench.page.done
    assert done.accessibleName() == "Took over 1 account from Mara Klein"
    done.checklist.click()
    [handed] = [one for one in bench.desk.handovers.records() if one.purpose is Purpose.RETURN]
    assert bench.window.places[-1] == Place("handover", {"record": handed.id})
    done.show_accounts.click()
    assert bench.window.places[-1] == Place("accounts", {"account": acme})
    # Taken back by Ctrl+Z and done again, the page says so and offers what fits.
    bench.desk.history.undo()
    bench.settle()
    assert done.accessibleName() == "Taking over was undone"
    assert not done.undo.isVisible()
    bench.desk.history.redo()
    bench.settle()
    assert done.undo.isVisible()
    # In one step back, and looked at once more: what was decided holds.
    done.undo.click()
    bench.settle()
    assert bench.book.content() == before
    assert bench.session.result.undone == "The workspace is as before."
    done.again.click()
    bench.rest()
    assert bench.session.decisions.open == 0
    assert bench.go_on.isEnabled()


def test_many_are_decided_at_once_and_left_open_again(parted: Bench) -> None:
    bench = parted
    bench.bring("back", bench.other.pack(bench.other.acme))
    bench.body.bar.ruled.emit(THEIRS, "account", "tier")
    assert bench.session.decisions.open == 1
    assert bench.panel.choices["tier"].options[THEIRS].isChecked()
    assert bench.window.said[-1] == "Theirs taken in 1 conflict"
    bench.window.undo()
    assert bench.session.decisions.open == 2
    assert not bench.panel.choices["tier"].options[THEIRS].isChecked()
    bar = bench.body.bar
    bar.menu.aboutToShow.emit()
    names = [one.text() for one in bar.menu.actions() if not one.isSeparator()]
    assert names == [
        "Keep mine for all open (2)", "Take theirs for all open (2)", "By field",
        "Leave all open again",
    ]  # fmt: skip
    bar.menu.actions()[0].trigger()
    assert bench.session.decisions.open == 0
    bar.menu.aboutToShow.emit()
    bar.menu.actions()[-1].trigger()
    assert bench.session.decisions.open == 2


def test_what_changes_here_meanwhile_is_compared_again(parted: Bench) -> None:
    bench, acme = parted, parted.other.acme
    bench.bring("back", bench.other.pack(acme))
    bench.session.decide_open(THEIRS)
    assert bench.go_on.isEnabled()
    bench.desk.accounts.edit([acme], {"city": "Trier"})
    bench.settle()
    QTest.qWait(450)
    bench.settle()
    # Nobody ever decided about Trier; about the tier somebody did.
    assert [one[1] for one in bench.session.decisions.choices] == ["tier"]
    assert not bench.go_on.isEnabled()
    # Even where the page had no time to notice, the command does.
    bench.session.decide_open(THEIRS)
    bench.desk.accounts.edit([acme], {"sector": "Retail"})
    bench.session.take()
    bench.settle()
    assert bench.session.state == "open"
    assert bench.session.decisions.open == 1
    assert bench.desk.records.get("account", acme)["city"] == "Trier"


def test_a_deleted_record_is_asked_about_as_a_whole(parted: Bench) -> None:
    bench, site = parted, parted.other
    ada, _post = site.person(site.acme, "Grace Hopper")
    bench.desk.handovers.take(
        bench.desk.handovers.compare(site.pack(site.acme)),
        {(("account", site.acme), one): MINE for one in ("city", "tier")},
    )
    site.desk.records.edit("person", ada, {"phone": "+41 44 555 01 99"})
    bench.desk.people.remove(site.acme, [ada])
    bench.settle()
    bench.bring("back", site.pack(site.acme))
    at = bench.words().index("Grace Hopper: Conflict")
    bench.body.grid.setCurrentIndex(bench.body.model.index(at, 0))
    bench.rest()
    [choice] = bench.panel.choices.values()
    assert choice.label == "Deleted here, changed there"
    assert choice.options[MINE].value.text() == "It stays deleted."
    assert choice.options[THEIRS].value.text() == "It comes back as it is there."
