"""The timeline: its model, its rows, and what is done in it."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from acctdesk.services.interaction import Interaction, Party
from acctdesk.ui.log.model import TimelineModel
from acctdesk.ui.log.painting import MOST_LINES, EntryPainter
from acctdesk.ui.log.timeline import PAGE, Timeline
from acctdesk.ui.log.view import point_of
from tests.ui.opened import DAY, Open

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
POPUP = pytest.mark.qt_log_ignore("This plugin does not support")


def entry(at: int, **more: object) -> Interaction:
    day = (DAY - dt.timedelta(days=at * 5)).isoformat()
    values: dict = {"id": f"{at:032}", "account": "a", "account_name": "A", "type": "call",
                    "day": day, "minutes": None, "subject": f"Talk {at}"}  # fmt: skip
    return Interaction(**{**values, **more})


def model_of(entries: list[Interaction], *, more: bool = False) -> TimelineModel:
    model = TimelineModel(lambda: DAY, {"call": "Call"})
    model.set_entries(entries, more=more)
    return model


def rows(model: TimelineModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_months_stand_above_their_entries(qtbot) -> None:
    model = model_of([entry(0), entry(1), entry(8)])
    told = rows(model)
    assert [told[0], told[2], told[4]] == ["Mar 2026", "Feb 2026", "Jan 2026"]
    assert told[1] == "Call. 4 Mar 2026. Talk 0"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_row_is_read_out_whole(qtbot) -> None:
    one = entry(
        0, minutes=25, summary="They agree.", next_step="Send it", next_step_due="2026-03-01",
        people=(Party("p", "Mira Vos"),), members=(Party("m", "Jana Ode"),),
    )  # fmt: skip
    assert rows(model_of([one]))[1] == (
        "Call. 4 Mar 2026. Talk 0. Mira Vos, Jana Ode. 25 min. They agree.. "
        "Next step: Send it, 3 d overdue"
    )


def test_the_model_is_sound_after_any_change(qtbot) -> None:
    rng = random.Random(4)
    model = model_of([])
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    everything = [entry(at) for at in range(60)]
    for _round in range(150):
        some = sorted(rng.sample(everything, rng.randint(0, 60)), key=lambda one: one.place)
        some = [entry(int(one.id), subject=rng.choice("abc")) for one in reversed(some)]
        cut = rng.randint(0, len(some))
        model.set_entries(some[:cut], more=True)
        model.append(some[max(cut - 2, 0) :], more=False)
        assert model.entries() == some
        months = [row for row in rows(model) if row[:1].isupper() and row[3:4] == " "]
        assert len(months) == len({one.day[:7] for one in some})
    assert tester.model() is model


def test_heights_follow_what_there_is_to_say(theme, qtbot) -> None:
    painter = EntryPainter(theme, lambda: DAY, {}, able=True)
    bare = painter.height(entry(0), 500, open_=False)
    step = painter.height(entry(0, next_step="x"), 500, open_=False)
    long = entry(0, summary="word " * 200)
    assert bare < step
    assert painter.lines(long.summary, 500, open_=False) == MOST_LINES
    assert painter.lines(long.summary, 500, open_=True) > MOST_LINES
    assert painter.height(long, 500, open_=True) > painter.height(long, 500, open_=False)
    assert painter._wrap(long.summary, 400, 3)[-1].endswith("…")
    assert painter._wrap("a\nb", 400, 3) == ["a", "b"]


def test_ten_thousand_entries_are_shown_without_waiting(theme, qtbot) -> None:
    from acctdesk.ui.log.view import TimelineView

    model = TimelineModel(lambda: DAY, {"call": "Call"})
    painter = EntryPainter(theme, lambda: DAY, {"call": "Call"}, able=True)
    view = TimelineView(theme, model, painter, able=True)
    qtbot.addWidget(view)
    view.resize(560, 700)
    view.show()
    entries = [
        entry(at, day=(DAY - dt.timedelta(days=at // 4)).isoformat(), summary="They agree. " * 20)
        for at in range(10_000)
    ]
    model.set_entries(entries[:100], more=True)
    # The thread's own time: what else the computer does isn't ours.
    times = []
    for start in range(100, 10_000, 100):
        begun = time.thread_time()
        model.append(entries[start : start + 100], more=start < 9_900)
        times.append(time.thread_time() - begun)
    assert len(model.entries()) == 10_000
    # A page of 100 arrives within a frame or two, however many are there already.
    assert statistics.median(times) < 0.03
    assert statistics.median(times[-20:]) < 5 * statistics.median(times[:20]) + 0.005
    begun = time.thread_time()
    view.scrollToBottom()
    view.grab()
    assert time.thread_time() - begun < 0.3


# -- with a workspace -------------------------------------------------------------------------


@pytest.fixture
def made(opened: Open, theme, qtbot):
    """A timeline over an account with a few entries."""
    book, desk = opened.book, opened.desk
    opened.account = book.account("Northwind")
    opened.person, _post = book.person(opened.account, "Mira Vos")
    for at, (kind, subject) in enumerate(
        [("call", "Renewal"), ("meeting", "Review"), ("note", "Idea"), ("call", "Outage")]
    ):
        desk.interactions.log(
            opened.account,
            {
                "type": kind, "subject": subject, "summary": f"About {subject.lower()}",
                "day": (DAY - dt.timedelta(days=20 * at)).isoformat(),
                **({"next_step": "Send it", "next_step_due": "2026-03-01"} if at == 0 else {}),
            },
            [opened.person] if at < 2 else [],
        )  # fmt: skip
    timeline = Timeline(theme, desk, opened.tasks, opened.undo)
    qtbot.addWidget(timeline)
    timeline.resize(600, 700)
    with qtbot.waitExposed(timeline):
        timeline.show()
    timeline.activateWindow()
    timeline.set_record(opened.account, [(opened.person, "Mira Vos")])
    opened.settle()
    opened.tasks.changed.connect(lambda _change: timeline.reload())
    opened.timeline = timeline
    return opened


def subjects(made: Open) -> list[str]:
    return [one.subject for one in made.timeline.model.entries()]


def test_it_is_narrowed_by_type_person_and_words(made: Open, qtbot) -> None:
    timeline = made.timeline
    assert subjects(made) == ["Renewal", "Review", "Idea", "Outage"]
    timeline.type.setCurrentIndex(timeline.type.findData("call"))
    made.settle()
    assert subjects(made) == ["Renewal", "Outage"]
    timeline.person.setCurrentIndex(timeline.person.findData(made.person))
    made.settle()
    assert subjects(made) == ["Renewal"]
    qtbot.keyClicks(timeline.words, "outage")
    qtbot.waitUntil(lambda: not subjects(made))
    assert timeline.none.isVisible()
    qtbot.mouseClick(timeline.none.button, LEFT)
    qtbot.waitUntil(lambda: len(subjects(made)) == 4)


def test_a_step_is_ticked_opened_again_and_undone(made: Open, qtbot) -> None:
    view = made.timeline.view
    first = made.timeline.model.entries()[0]
    qtbot.mouseClick(view.viewport(), LEFT, pos=point_of(view, first.id, "tick"))
    made.settle()
    assert made.desk.interactions.get(first.id).next_step_done == "2026-03-04"
    assert made.undo.said == ["Done: Send it"]
    view.setFocus()
    view.show_entry(first.id)
    qtbot.keyClick(view, KEY.Key_Space)
    made.settle()
    assert made.desk.interactions.get(first.id).is_open
    made.desk.history.undo()
    made.settle()
    assert made.timeline.model.entries()[0].next_step_done == "2026-03-04"


def test_an_entry_is_edited_where_it_stands(made: Open, qtbot) -> None:
    view = made.timeline.view
    view.setFocus()
    qtbot.keyClick(view, KEY.Key_Down)
    qtbot.keyClick(view, KEY.Key_Down)
    assert view.current_entry().subject == "Review"
    qtbot.keyClick(view, KEY.Key_Return)
    form = made.timeline.form
    assert form is not None
    made.settle()
    assert [one.name for one in form.people.people()] == ["Mira Vos"]
    form.subject.clear()
    qtbot.keyClick(form.subject, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made.settle()
    # Without a subject the first line of the summary becomes it.
    assert subjects(made)[1] == "About review"
    assert made.timeline.form is None
    assert view.hasFocus()


def test_what_is_refused_stays_in_the_form_and_escape_leaves_it(made: Open, qtbot) -> None:
    made.timeline.edit(made.timeline.model.entries()[0].id)
    form = made.timeline.form
    form.day.clear()
    qtbot.keyClicks(form.day, "whenever")
    qtbot.keyClick(form.day, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made.settle()
    assert form.problem("day").startswith("Expected a date")
    assert form.day.text() == "whenever"
    qtbot.keyClick(form.day, KEY.Key_Escape)
    assert made.timeline.form is None
    assert subjects(made)[0] == "Renewal"


def test_a_change_from_elsewhere_waits_for_the_form(made: Open, qtbot) -> None:
    made.timeline.edit(made.timeline.model.entries()[1].id)
    made.desk.interactions.log(made.account, {"type": "note", "subject": "New"})
    made.settle()
    assert subjects(made)[0] == "Renewal"
    made.timeline.cancel_edit()
    made.settle()
    assert "New" in subjects(made)


def test_delete_asks_nothing_and_comes_back(made: Open, qtbot) -> None:
    view = made.timeline.view
    view.setFocus()
    view.show_entry(made.timeline.model.entries()[2].id)
    qtbot.keyClick(view, KEY.Key_Delete)
    made.settle()
    assert subjects(made) == ["Renewal", "Review", "Outage"]
    assert made.undo.said == ["Deleted “Idea”"]
    made.desk.history.undo()
    made.settle()
    assert subjects(made) == ["Renewal", "Review", "Idea", "Outage"]


def test_more_is_read_when_the_end_comes_into_sight(made: Open, qtbot) -> None:
    for at in range(PAGE + 20):
        day = (DAY - dt.timedelta(days=100 + at)).isoformat()
        made.desk.interactions.log(made.account, {"type": "note", "subject": f"N{at}", "day": day})
    made.settle()
    timeline = made.timeline
    qtbot.waitUntil(lambda: len(subjects(made)) == PAGE)
    timeline.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(subjects(made)) == PAGE + 24)
    assert not timeline.model.canFetchMore(timeline.model.index(-1, -1))


def test_an_empty_log_offers_the_first_entry(opened: Open, theme, qtbot) -> None:
    timeline = Timeline(theme, opened.desk, opened.tasks, opened.undo)
    qtbot.addWidget(timeline)
    timeline.show()
    timeline.set_record(opened.book.account("Empty"))
    opened.settle()
    with qtbot.waitSignal(timeline.log_wanted):
        qtbot.mouseClick(timeline.empty.button, LEFT)
