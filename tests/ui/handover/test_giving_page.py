"""The hand-over page over a workspace: its steps, its draft, the checklist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acctdesk.services.handover.parcel import Purpose
from acctdesk.services.handover.scope import Scope
from acctdesk.ui.commands import HANDOVER
from acctdesk.ui.handover.giving_models import AccountsModel
from acctdesk.ui.handover.page import HandoverPage
from acctdesk.ui.handover.steps import Step
from acctdesk.ui.shell.actions import ActionSet
from acctdesk.ui.shell.page import Place
from acctdesk.ui.shell.standard import STANDARD
from acctdesk.ui.theme.theme import Theme
from tests.ui.opened import Open


class Job:
    """Stands for a job in the status bar."""

    def set_progress(self, _share: float | None, _label: str = "") -> None:
        pass

    def finish(self) -> None:
        pass


class Window(QObject):
    """Stands for the window: hands places of the page to it, and answers questions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.holder = QWidget()
        self.action_set = ActionSet(theme, [*STANDARD, *HANDOVER], self.holder)
        self.ask = self
        self.places: list[Place] = []
        self.said: list[str] = []
        self.undo: Callable[[], object] | None = None
        self.files: list[Path | None] = []
        self.page: HandoverPage | None = None

    def go(self, place: Place) -> None:
        self.places.append(place)
        if self.page is not None and place.section == "handover":
            self.page.activated(place.params)

    def replace_place(self, place: Place) -> None:
        self.places[-1:] = [place]

    def toast(self, text: str, *, undo: Any = None, **_more: Any) -> None:
        self.said.append(text)
        self.undo = undo

    def add_job(self, _label: str, _cancel: object = None) -> Any:
        return Job()

    def open_file(self, _title: str, _patterns: str, _folder: object = None) -> Path | None:
        return self.files.pop(0)

    def save_file(self, _title: str, _patterns: str, _proposal: Path) -> Path | None:
        return self.files.pop(0)


class Bench:
    def __init__(self, opened: Open, theme: Theme, qtbot: QtBot) -> None:
        self.opened, self.desk, self.book = opened, opened.desk, opened.book
        me = self.desk.settings.me.id
        self.acme = self.book.account("Acme", owner_id=me)
        self.globex = self.book.account("Globex")
        self.book.person(self.acme, "Ada Byron")
        self.window = Window(theme)
        self.page = HandoverPage(
            self.window, self.desk, opened.tasks, opened.undo,
            lambda path: Place("takeover", {"file": str(path)}),
        )  # fmt: skip
        self.window.page = self.page
        qtbot.addWidget(self.window.holder)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 800)
        self.page.show()
        self.settle()

    @property
    def giving(self) -> Any:
        return self.page.giving

    @property
    def session(self) -> Any:
        return self.page.giving.session

    def settle(self) -> None:
        self.opened.settle()
        assert not self.opened.problems

    def give(self, *accounts: str) -> None:
        self.window.go(Place("handover", {"give": ",".join(accounts)}))
        self.settle()

    def given(self, peer: str = "Mara Klein") -> str:
        parcel = self.desk.handovers.parcel(Scope((self.acme,), note="Ring her."))
        self.desk.handovers.given(parcel, peer=peer, file="x.xlsx")
        self.settle()
        return self.desk.handovers.records()[0].id


@pytest.fixture
def bench(opened: Open, theme: Theme, qtbot: QtBot) -> Bench:
    return Bench(opened, theme, qtbot)


def test_accounts_are_chosen_by_search_keys_and_chips(bench: Bench, qtbot: QtBot) -> None:
    assert bench.page.home.empty.isVisible()
    bench.give()
    step = bench.giving.parts.accounts
    assert not bench.giving.footer.primary.isEnabled()
    qtbot.keyClicks(step.box, "glob")
    qtbot.keyClick(step.box, Qt.Key.Key_Return)
    assert bench.session.names() == ("Globex",)
    step.box.clear()
    step.mine.click()
    assert bench.session.names() == ("Globex", "Acme")
    step.grid.setCurrentIndex(step.model.index(1, 2))
    qtbot.keyClick(step.grid, Qt.Key.Key_Space)
    assert bench.session.names() == ("Acme",)
    assert step.said.text() == "1 account chosen"
    assert bench.giving.footer.primary.isEnabled()
    # Coming back by the way one came must not choose anew.
    assert bench.window.places[-1] == Place("handover")


def test_another_hand_over_is_put_aside_and_comes_back(bench: Bench) -> None:
    bench.give(bench.acme)
    bench.session.decide(peer="Mara Klein")
    bench.give(bench.globex)
    assert bench.session.draft.accounts == (bench.globex,)
    assert bench.session.draft.peer == ""
    assert bench.window.said[-1] == "Put aside: the hand-over of Acme"
    assert bench.window.undo is not None
    bench.window.undo()
    bench.settle()
    assert bench.session.draft.accounts == (bench.acme,)
    assert bench.session.draft.peer == "Mara Klein"


def test_content_counts_and_leaves_out(bench: Bench) -> None:
    bench.give(bench.acme)
    bench.giving.go_to(Step.CONTENT)
    bench.settle()
    step = bench.giving.parts.content
    assert step.rows["people"].count.text() == "2"
    assert not step.private.isChecked()
    assert len(step.purpose.words()) == 2
    step.rows["people"].tick.click()
    step.private.click()
    step.peer.setText(" Mara Klein ")
    step.note.setPlainText("Ring her.")
    draft = bench.session.draft
    assert (draft.left_out, draft.private) == (frozenset({"people"}), True)
    assert (draft.peer, draft.note) == ("Mara Klein", "Ring her.")
    bench.giving.go_to(Step.PREVIEW)
    bench.settle()
    preview = bench.giving.parts.preview
    assert preview.left_out.text() == "Stays here: People and their map."
    assert "People" not in dict(bench.session.contents.sheets)
    assert dict(bench.session.contents.sheets)["Accounts"] == 1


def test_giving_back_is_offered_for_what_came_from_somebody(bench: Bench) -> None:
    parcel = bench.desk.handovers.parcel(Scope((bench.acme,), purpose=Purpose.COPY))
    bench.desk.handovers.take(
        bench.desk.handovers.compare(
            type(parcel)(**{
                **{name: getattr(parcel, name) for name in parcel.__dataclass_fields__},
                "origin": "0" * 32, "number": 1, "trail": "", "by": "Mara Klein",
            })
        ),
        {}, peer="Mara Klein",
    )  # fmt: skip
    bench.settle()
    bench.page.home.panel.back.click()
    bench.settle()
    assert bench.session.draft.accounts == (bench.acme,)
    step = bench.giving.parts.accounts
    assert step.model.index(0, AccountsModel.CAME_FROM).data() == "Mara Klein"
    assert not step.grid.isColumnHidden(AccountsModel.CAME_FROM)
    bench.giving.go_to(Step.CONTENT)
    bench.settle()
    step = bench.giving.parts.content
    assert step.purpose.words()[-1] == "Give back"
    assert bench.session.draft.purpose == "return"
    assert bench.session.draft.peer == "Mara Klein"
    assert "Mara Klein" in step.meaning.text()
    step.purpose.chosen.emit(1)
    assert bench.session.draft.purpose == "copy"
    bench.session.decide(peer="")
    step.purpose.chosen.emit(2)
    assert bench.session.draft.peer == "Mara Klein"
    bench.session.choose(bench.globex, on=True)
    assert bench.session.draft.purpose == "handover"
    assert len(step.purpose.words()) == 2


def test_readiness_leads_to_where_it_is_mended(bench: Bench) -> None:
    bench.give(bench.acme, bench.globex)
    bench.giving.go_to(Step.READINESS)
    bench.settle()
    step = bench.giving.parts.ready
    assert step.model.rowCount() == 2
    assert "lack" in bench.giving.footer.said.text()
    assert bench.giving.footer.primary.isEnabled()
    row = next(one for one in step.rows if one.fix is not None)
    row.fix.click()
    assert bench.window.places[-1].section in ("accounts", "people", "reviews")
    assert bench.window.undo is not None
    # Something is mended elsewhere; coming back reads it again, where one was.
    bench.desk.accounts.edit([bench.globex], {"renewal_date": "2026-12-31"})
    before = {one.account: one.share for one in bench.session.readiness}
    bench.settle()
    after = {one.account: one.share for one in bench.session.readiness}
    assert after[bench.globex] > before[bench.globex]
    bench.window.undo()
    bench.settle()
    assert bench.giving.step is Step.READINESS


def test_handed_over_ticked_and_undone(bench: Bench, tmp_path: Path) -> None:
    bench.give(bench.acme)
    bench.session.decide(peer="Mara Klein", brief=False)
    bench.giving.go_to(Step.EXPORT)
    bench.settle()
    export = bench.giving.parts.export
    bench.window.files = [tmp_path / "Hand-over"]
    export.choose.click()
    export.locked.setChecked(True)
    export.first.setText("one")
    export.second.setText("two")
    bench.giving.footer.primary.click()
    assert not bench.giving.writing.under_way
    assert export._second.problem() == "The two are not the same"
    export.locked.setChecked(False)
    bench.giving.footer.primary.click()
    bench.settle()
    assert (tmp_path / "Hand-over.xlsx").is_file()
    [record] = bench.desk.handovers.records()
    assert (record.peer, record.names) == ("Mara Klein", ("Acme",))
    assert bench.giving.result.record == record.id
    assert not bench.session.draft.begun
    bench.giving.parts.done.undo.click()
    bench.settle()
    assert bench.desk.handovers.records() == ()
    assert not bench.giving.parts.done.undo.isVisible()


def test_what_cannot_be_written_is_told_in_place(bench: Bench, tmp_path: Path) -> None:
    bench.give(bench.acme)
    bench.session.decide(file=str(tmp_path / "nowhere" / "x.xlsx"))
    bench.giving.go_to(Step.EXPORT)
    bench.settle()
    bench.giving.footer.primary.click()
    bench.settle()
    assert bench.giving._trouble.isVisible()
    assert bench.giving.footer.primary.isVisible()
    assert bench.desk.handovers.records() == ()


def test_draft_survives_leaving_and_a_restart(bench: Bench, theme: Theme, qtbot: QtBot) -> None:
    bench.give(bench.acme)
    bench.session.decide(peer="Mara Klein")
    bench.giving.go_to(Step.CONTENT)
    bench.window.go(Place("handover", {"home": "1"}))
    assert bench.page.home.prepared.text() == "Acme to Mara Klein"
    bench.session.flush()
    bench.settle()
    later = HandoverPage(bench.window, bench.desk, bench.opened.tasks, bench.opened.undo)
    qtbot.addWidget(later)
    later.restore({"gives": True})
    bench.settle()
    assert later.giving.session.draft.accounts == (bench.acme,)
    assert later.giving.step is Step.CONTENT
    assert later.gives()
    later.giving.put_aside()
    assert bench.window.undo is not None
    bench.window.undo()
    assert later.giving.session.draft.peer == "Mara Klein"
    later.giving.session.put(type(later.giving.session.draft)())
    later.giving.session.flush()
    bench.settle()
    assert bench.desk.handover_drafts.all() == {}


def test_checklist_is_ticked_extended_and_annotated(bench: Bench, qtbot: QtBot) -> None:
    record = bench.given()
    panel = bench.page.home.panel
    assert panel.record.id == record
    panel.rows[0].tick.click()
    bench.settle()
    assert bench.desk.handovers.records()[0].steps[0].done_by == "Jana Ode"
    assert panel.told.text() == "1 of 3 done"
    qtbot.keyClicks(panel.more, "Badge")
    qtbot.keyClick(panel.more, Qt.Key.Key_Return)
    bench.settle()
    assert [row.tick.accessibleName() for row in panel.rows][-1] == "Badge"
    assert not panel.rows[0].remove.isVisible()
    panel.rows[-1].remove.click()
    bench.settle()
    assert len(panel.rows) == 3
    panel.remark.setFocus()
    panel.remark.setPlainText("Met on Monday")
    panel.peer.setFocus()
    panel.edited.emit(record, "note", "Met on Monday")
    bench.settle()
    assert bench.desk.handovers.records()[0].note == "Met on Monday"
    assert bench.opened.undo.said[0] == "Ticked a step"


def test_a_workbook_is_taken_over_elsewhere(bench: Bench, tmp_path: Path) -> None:
    bench.window.files = [tmp_path / "x.xlsx", tmp_path / "x.xlsx"]
    assert bench.page.run_command("handover.take")
    bench.page.home.take.click()
    assert len(bench.window.places) == 2
    assert bench.window.places[-1] == Place("takeover", {"file": str(tmp_path / "x.xlsx")})
