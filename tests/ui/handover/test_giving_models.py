"""The tables of the wizard and of the list of hand-overs, without a window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from acctdesk.ui.handover.giving_models import AccountsModel, ReadinessModel
from acctdesk.ui.handover.home import RecordsModel
from acctdesk.ui.handover.reading import CheckLine, Judged, Offered
from acctdesk.ui.widgets.roles import RecordRole, ShareRole
from tests.ui.handover.test_giving_draft import _record

ACCOUNTS = (
    Offered("a", "Acme", "Jana Ode", "Steady", mine=True),
    Offered("b", "Globex", "Mara Klein"),
    Offered("c", "Acme Poland", "Mara Klein"),
)
CHECK = Qt.ItemDataRole.CheckStateRole


def _names(model: AccountsModel) -> list[str]:
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_accounts_are_narrowed_by_words_of_name_and_owner(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    owner = QObject()
    model = AccountsModel(owner)
    qtmodeltester.check(model)
    model.show(ACCOUNTS)
    assert _names(model) == ["Acme", "Globex", "Acme Poland"]
    model.find("klein acme")
    assert _names(model) == ["Acme Poland"]
    model.find("nobody")
    assert model.rowCount() == 0
    model.find("")
    assert model.rowCount() == 3


def test_ticks_are_told_and_follow_what_was_chosen(qtbot: QtBot) -> None:
    owner = QObject()
    model = AccountsModel(owner)
    model.show(ACCOUNTS)
    told: list[tuple[str, bool]] = []
    model.ticked.connect(lambda account, on: told.append((account, on)))
    model.turn(1)
    assert told == [("b", True)]
    assert model.index(1, 0).data(CHECK) == Qt.CheckState.Unchecked
    model.set_chosen(["b"])
    assert model.index(1, 0).data(CHECK) == Qt.CheckState.Checked
    assert model.setData(model.index(1, 0), False)
    model.turn(9)
    assert told == [("b", True), ("b", False)]


def test_readiness_rows(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    owner = QObject()
    model = ReadinessModel(owner)
    qtmodeltester.check(model)
    line = CheckLine("sponsor", "A sponsor is known", False, "no sponsor", None)
    model.show(
        [
            Judged("a", "Acme", 0.67, "67 %", "no sponsor", (line,)),
            Judged("b", "Globex", 1.0, "100 %", "", ()),
        ]
    )
    assert [model.index(0, at).data() for at in range(3)] == ["Acme", "67 %", "no sponsor"]
    assert model.index(1, 2).data() == "Nothing"
    assert model.index(0, 1).data(ShareRole) == 0.67
    assert model.row_of("b") == 1
    assert model.row_of("z") == -1
    assert model.account(7) is None


def test_records_keep_their_rows_while_they_change(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    owner = QObject()
    model = RecordsModel(owner)
    qtmodeltester.check(model)
    model.show([_record()])
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show([_record(note="more")])
    assert not resets
    row = [model.index(0, at).data() for at in range(6)]
    assert row == [
        "→ Handed over", "Acme, Globex and 1 more", "Mara Klein", "for good", "4 Mar 2026", "1/2",
    ]  # fmt: skip
    assert model.index(0, 0).data(RecordRole) == "r"
    model.show([])
    assert resets
