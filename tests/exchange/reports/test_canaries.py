"""A report holds none of what is ours alone; one that was handed it does, so the search works."""

from __future__ import annotations

import ast
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import grimp
import pytest

from acctdesk.clientview import Table, View
from acctdesk.compose import Desk
from acctdesk.exchange.reports import exporting, pages, reading, tables, workbook
from acctdesk.exchange.reports.exporting import export_report
from acctdesk.exchange.reports.reading import Cover
from acctdesk.ui.printing.scenes import write_pages
from acctdesk.workspace import Workspace
from tests.exchange.maps.reading import pdf_texts, xlsx_texts
from tests.services.conftest import blank
from tests.services.levels import NOW, Contract
from tests.services.test_service_releasing import TOKEN, planted

__all__ = ["blank"]

COVER = Cover("Nov 2026", "23 Nov 2026")
READ: dict[str, Callable[[Path], list[str]]] = {".xlsx": xlsx_texts, ".pdf": pdf_texts}


@pytest.fixture
def contract(tmp_path: Path, blank: Path) -> Iterator[Contract]:
    shutil.copy(blank, tmp_path / "book.acctdesk")
    opened = Workspace.open(tmp_path / "book.acctdesk")
    with Desk(opened, today=NOW.date, now=lambda: NOW) as desk:
        yield planted(desk)


def exported(view: View, path: Path) -> str:
    export_report(view, COVER, path, write_pages)
    return "\n".join(READ[path.suffix](path))


@pytest.mark.parametrize("suffix", READ)
def test_a_clients_report_holds_no_token(
    contract: Contract, tmp_path: Path, suffix: str, qapp: object
) -> None:
    path = tmp_path / f"report{suffix}"
    levels = contract.levels
    for first in (None, dt.date(2026, 10, 9)):
        text = exported(levels.released(contract.account, first), path)
        assert TOKEN not in text
        assert TOKEN.encode() not in path.read_bytes()
        for gauge in levels.panel(contract.account).gauges:
            assert gauge.objective not in text
        assert contract.account not in text
        for said in ("Acme", "Resolved in time", "ERP up"):
            assert said in text
    text = exported(levels.released(contract.account), path)
    for said in ("Disk full", "ERP was down", "Hardware"):
        assert said in text


@pytest.mark.parametrize("suffix", READ)
def test_the_same_search_finds_what_a_view_should_not_have_had(
    contract: Contract, tmp_path: Path, suffix: str, qapp: object
) -> None:
    levels = contract.levels
    tickets = levels.tickets(contract.account)
    leaks = tuple((one.name,) for one in levels.panel().gauges if TOKEN in one.name)
    leaks += tuple((one.assignee,) for one in tickets)
    assert len(leaks) > 3
    view = levels.released(contract.account)
    text = exported(
        View(view.title, (*view.parts, Table(("Leak",), leaks))), tmp_path / f"a{suffix}"
    )
    for said in ("unsafe", "other", "person"):
        assert f"{TOKEN} {said}" in text


def test_what_writes_for_clients_knows_nothing_else() -> None:
    """It takes a view, and can't reach services, records or tables."""
    graph = grimp.build_graph("acctdesk", cache_dir=None)
    for module in (reading, tables, pages, workbook):
        for room in ("services", "models", "workspace", "metrics", "compose", "ui"):
            name = f"acctdesk.{room}"
            chain = graph.find_shortest_chain(module.__name__, name, as_packages=True)
            assert chain is None, chain
    direct = graph.find_modules_directly_imported_by(exporting.__name__)
    assert not [one for one in direct if one.split(".")[1] in ("services", "models", "workspace")]
    tree = ast.parse(Path(exporting.__file__).read_text("utf-8"))
    [export] = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
    assert ast.unparse(export.args.args[0]) == "view: View"
