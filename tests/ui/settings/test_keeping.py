"""What is kept is chosen in the settings; what is over is offered there."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from acctdesk.ui.settings.keeping import KeepingCard
from tests.ui.opened import DAY, Open, blank_file, opened

__all__ = ["blank_file", "opened"]


class Asked:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def confirm(self, title: str, _text: str, _verb: str, *, danger: bool = False) -> bool:
        self.asked.append(title)
        return danger


def card(opened: Open, theme, qtbot) -> tuple[KeepingCard, SimpleNamespace]:
    said: list[str] = []
    shell = SimpleNamespace(theme=theme, ask=Asked(), toast=said.append, said=said, go=said.append)
    made = KeepingCard(shell, opened.desk, opened.tasks)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    opened.settle()
    return made, shell


def test_what_is_over_is_offered_and_the_rest_is_not(opened: Open, theme, qtbot) -> None:
    desk = opened.desk
    folder = desk.path.with_name("book backups")
    folder.mkdir()
    for age in range(1, 7):
        (folder / f"{DAY - dt.timedelta(days=age)} 120000.acctdesk").touch()
    made, shell = card(opened, theme, qtbot)
    assert (made.trash.value(), made.newest.value(), made.days.value()) == (30, 10, 0)
    assert made.trash_over.isHidden()
    assert made.backups_over.isHidden()
    made.newest.set_value(3)
    made.newest.activated.emit(0)
    opened.settle()
    assert desk.retention.rules().newest == 3
    assert made.backups_over.note.text().startswith("3 backups: 2026-02-26 120000, 2026-02-27")
    made.remove.click()
    opened.settle()
    assert shell.ask.asked == ["Delete 3 backups?"]
    assert shell.said == ["Deleted 3 backups"]
    assert len(desk.workspace.backups()) == 3
    assert made.backups_over.isHidden()


def test_a_number_that_a_script_has_set_is_shown(opened: Open, theme, qtbot) -> None:
    opened.desk.retention.keep_trash(45)
    made, _shell = card(opened, theme, qtbot)
    assert made.trash.value() == 45
    values = [made.trash.itemData(at) for at in range(made.trash.count())]
    assert values == sorted(values)
    assert made.trash.currentText() == "For 45 days"
