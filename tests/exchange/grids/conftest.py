from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.compose import Desk, create_desk
from acctdesk.exchange.grids.content import Content, Request
from acctdesk.exchange.grids.text import write_text
from acctdesk.exchange.grids.workbook import write_workbook
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.reading import read_table
from acctdesk.exchange.roster.importer import RosterImport
from acctdesk.services.lanes import Job
from acctdesk.services.view import ListView

WHEN = dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC)


class Out:
    """Exports lists of a workspace, reads them, and brings them back."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder

    def request(self, view: ListView, **more: object) -> Request:
        fields = tuple(one.field for one in view.columns) or tuple(
            one.name for one in self.desk.fields.of(view.kind)
        )
        return Request(view, fields, view.name or "A list", **more)  # type: ignore[arg-type]

    def write(
        self, view: ListView, suffix: str = "xlsx", job: Job | None = None, **more: object
    ) -> Path:
        content = Content(self.desk, self.request(view, **more))
        path = self.folder / f"list.{suffix}"
        if suffix == "csv":
            write_text(content, path, job)
        else:
            write_workbook(content, path, WHEN, job)
        return path

    def cells(self, path: Path, sheet: int = 0) -> list[list[object]]:
        with read_table(path) as file:
            return [list(row) for row in file.sheets[sheet].head(10_000)]

    def check(self, path: Path) -> Checked:
        run = RosterImport(self.desk.imports)
        try:
            run.open([path])
            return run.check()
        finally:
            for file in run.files:
                file.close()

    def bring_back(self, path: Path) -> Checked:
        """Import a file; what it writes is written."""
        run = RosterImport(self.desk.imports)
        try:
            run.open([path])
            checked = run.check()
            run.apply()
            return checked
        finally:
            for file in run.files:
                file.close()


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One workspace for all examples of a property; each clears up behind itself."""
    with create_desk(tmp_path_factory.mktemp("shared") / "book.acctdesk") as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with create_desk(tmp_path / "book.acctdesk") as made:
        yield made


@pytest.fixture
def out(desk: Desk, tmp_path: Path) -> Out:
    return Out(desk, tmp_path)
