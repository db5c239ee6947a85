from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from acctdesk.compose import Desk, create_desk
from acctdesk.exchange.intake.answers import Answers, parse_answers
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.roster.importer import RosterImport
from tests.exchange.nearby import text_nearby as text_nearby


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with create_desk(tmp_path / "book.acctdesk") as made:
        yield made


class Bench:
    """Imports small rosters into a workspace."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder

    def file(self, rows: list[list[Any]], name: str = "roster.csv") -> Path:
        path = self.folder / name
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)
        return path

    def check(self, rows: list[list[Any]], **answers: Any) -> Checked:
        run = RosterImport(self.desk.imports)
        run.answers = parse_answers(answers) if answers else Answers()
        run.open([self.file(rows)])
        checked = run.check()
        for file in run.files:
            file.close()
        return checked

    def take(self, rows: list[list[Any]] | list[Path], **answers: Any) -> Checked:
        run = RosterImport(self.desk.imports)
        run.answers = parse_answers(answers) if answers else Answers()
        paths = [one for one in rows if isinstance(one, Path)]
        run.open(paths or [self.file(rows)])  # type: ignore[arg-type]
        checked = run.check()
        run.apply()
        for file in run.files:
            file.close()
        return checked

    def accounts(self) -> dict[str, dict[str, Any]]:
        return self._all("account")

    def people(self) -> dict[str, dict[str, Any]]:
        return self._all("person")

    def _all(self, kind: str) -> dict[str, dict[str, Any]]:
        from acctdesk.services.listing import ListQuery

        ids = self.desk.listing.ids(ListQuery(kind))
        return {
            one.title: {**one.values, "_titles": dict(one.titles), "_id": one.id}
            for one in self.desk.listing.page(kind, ids)
        }

    def posts(self) -> dict[str, list[dict[str, Any]]]:
        people = self.people()
        found = self.desk.people.positions([one["_id"] for one in people.values()])
        return {name: found.get(one["_id"], []) for name, one in people.items()}


@pytest.fixture
def bench(desk: Desk, tmp_path: Path, text_nearby: None) -> Bench:
    return Bench(desk, tmp_path)


@pytest.fixture
def counts() -> Callable[[Checked], tuple[int, ...]]:
    def count(checked: Checked) -> tuple[int, ...]:
        found = checked.findings.accounts
        return (found.created, found.updated, found.unchanged, found.skipped, found.rejected)

    return count
