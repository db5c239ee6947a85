"""What files are: told by themselves, said by a person, and imported all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.compose import Desk, create_desk
from acctdesk.exchange.incoming import FileImport
from acctdesk.exchange.intake.answers import Answers, parse_answers

TICKETS = "Ticket ID,Status,Created at,Solved at\n1,Solved,2026-05-04 09:00,2026-05-04 10:00\n"
ROSTER = "Client,City,Tier\nAcme,Kiel,A\n"
PEOPLE = "First name,Last name,Title,Manager\nRui,Faria,Ops,Jana Ode\nJana,Ode,CIO,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with create_desk(tmp_path / "book.acctdesk") as made:
        yield made


@pytest.fixture
def coming(desk: Desk) -> Iterator[FileImport]:
    made = FileImport(desk.imports)
    yield made
    made.close()


def write(folder: Path, text: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "kind"), [(TICKETS, "tickets"), (ROSTER, "roster"), (PEOPLE, "people")]
)
def test_a_file_tells_what_it_is(coming: FileImport, tmp_path: Path, text: str, kind: str) -> None:
    coming.open([write(tmp_path, text)])
    assert coming.draft().kind == kind


def test_what_a_person_says_counts_more(coming: FileImport, tmp_path: Path) -> None:
    coming.open([write(tmp_path, TICKETS)])
    assert any(one.key == "ticket.number" for one in coming.targets())
    for kind in ("roster", "people", "tickets"):
        coming.answers = Answers(kind=kind)
        assert coming.draft().kind == kind
    coming.answers = Answers(kind="roster")
    assert not any(one.key == "ticket.number" for one in coming.targets())


def test_a_file_that_is_left_out_says_nothing_any_more(coming: FileImport, tmp_path: Path) -> None:
    coming.open([write(tmp_path, TICKETS), write(tmp_path, ROSTER, "roster.csv")])
    assert coming.kind == "tickets"
    coming.drop(coming.files[0])
    assert coming.draft().kind == "roster"


def test_each_kind_is_checked_and_written_in_its_own_way(
    coming: FileImport, desk: Desk, tmp_path: Path
) -> None:
    coming.open([write(tmp_path, TICKETS)])
    coming.answers = Answers(account="Acme")
    assert list(coming.check().findings.counts) == ["ticket"]
    assert coming.apply() is not None
    again = FileImport(desk.imports)
    again.open([write(tmp_path, ROSTER)])
    assert list(again.check().findings.counts) == ["account", "person"]
    assert again.apply() is not None
    again.close()
    assert [name for _id, name in desk.records.options("account")] == ["Acme"]


def test_answers_are_kept_with_what_the_files_are() -> None:
    import orjson

    made = Answers(kind="tickets", rows="event", zone="Europe/Oslo", account="Acme")
    assert parse_answers(orjson.loads(made.to_json())) == made
    from acctdesk.errors import FileProblem

    for wrong in ({"kind": "cars"}, {"rows": "line"}):
        with pytest.raises(FileProblem, match="no answer"):
            parse_answers(wrong)
