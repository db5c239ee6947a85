from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acctdesk.compose import Desk, create_desk
from acctdesk.exchange.intake.answers import Answers, parse_answers
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.tickets.importer import TicketImport
from acctdesk.models.events import load
from tests.exchange.nearby import text_nearby as text_nearby


class Bench:
    """Imports small exports of tickets into a workspace with one account."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.account = desk.accounts.create({"name": "Acme"})[0]

    def file(self, rows: list[list[Any]], name: str = "tickets.csv") -> Path:
        path = self.folder / name
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)
        return path

    def run(self, table: Any, **answers: Any) -> TicketImport:
        run = TicketImport(self.desk.imports, "Acme")
        run.answers = parse_answers(answers) if answers else Answers()
        run.open([table] if isinstance(table, Path) else [self.file(table)])
        return run

    def check(self, table: Any, **answers: Any) -> Checked:
        run = self.run(table, **answers)
        try:
            return run.check()
        finally:
            for file in run.files:
                file.close()

    def take(self, table: Any, **answers: Any) -> Checked:
        run = self.run(table, **answers)
        try:
            checked = run.check()
            run.apply()
            return checked
        finally:
            for file in run.files:
                file.close()

    def tickets(self) -> dict[str, dict[str, Any]]:
        table = self.desk.workspace.tables.table("ticket")
        with self.desk.workspace.read() as connection:
            found = [dict(row._mapping) for row in connection.execute(table.select())]
        return {one["number"]: {**one, "history": load(one["events"])} for one in found}

    def history(self, number: str) -> list[tuple[str, str, str]]:
        """A ticket's events as "day hour:minute", stage and word."""
        import datetime as dt

        return [
            (dt.datetime.fromtimestamp(at / 1e6, dt.UTC).strftime("%d.%m. %H:%M"), stage, said)
            for at, stage, said in self.tickets()[number]["history"]
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with create_desk(tmp_path / "book.acctdesk") as made:
        yield made


@pytest.fixture
def bench(desk: Desk, tmp_path: Path, text_nearby: None) -> Bench:
    return Bench(desk, tmp_path)
