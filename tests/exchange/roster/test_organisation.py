"""An organisation from a table with a manager column: found, filled, opened, and taken once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from acctdesk.__main__ import main
from acctdesk.compose import Desk
from acctdesk.errors import Invalid
from acctdesk.exchange.intake.answers import Answers, parse_answers
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.roster.importer import RosterImport
from tests.exchange.roster.conftest import Bench

Take = Callable[..., Checked]


@pytest.fixture
def take(bench: Bench) -> Take:
    """Imports an organisation of Acme."""

    def run(rows: list[list[Any]], account: str = "Acme", **answers: Any) -> Checked:
        work = RosterImport(bench.desk.imports, account)
        work.answers = parse_answers(answers) if answers else Answers()
        work.open([bench.file(rows)])
        checked = work.check()
        work.apply()
        for file in work.files:
            file.close()
        return checked

    return run


def outline(desk: Desk, name: str = "Acme") -> list[str]:
    [account] = [one.id for one in desk.imports.accounts() if one.name == name]
    depth: dict[str, int] = {}
    found = []
    for card in desk.stakeholders.map(account).cards:
        depth[card.position] = depth.get(card.manager, -1) + 1
        found.append("  " * depth[card.position] + (card.name or f"({card.title})"))
    return found


def told(checked: Checked) -> dict[str, int]:
    assert checked.findings.organisation is not None
    return checked.findings.organisation.as_json()


BY_ID = [
    ["Id", "Name", "E-mail", "Title", "Department", "Manager ID"],
    ["3", "Rui Faria", "rui@acme.example", "Operations", "IT", "2"],
    ["2", "Jana Ode", "jana@acme.example", "CIO", "IT", "1"],
    ["1", "Anna Boss", "anna@acme.example", "CEO", "", ""],
    ["4", "Li Na", "li@acme.example", "CFO", "Finance", "1"],
]
TREE = ["Anna Boss", "  Jana Ode", "    Rui Faria", "  Li Na"]


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Manager ID", {"1": "1", "2": "2"}),
        ("Manager", {"1": "Anna Boss", "2": "Jana Ode"}),
        ("Reports to", {"1": "BOSS, Anna", "2": "jana  ode"}),
        ("Manager e-mail", {"1": "Anna@acme.example", "2": "jana@acme.example"}),
    ],
)
def test_a_manager_is_named_by_id_name_or_address(
    take: Take, desk: Desk, heading: str, names: dict[str, str]
) -> None:
    rows = [[*BY_ID[0][:-1], heading]]
    rows += [[*row[:-1], names.get(row[-1], "")] for row in BY_ID[1:]]
    checked = take(rows)
    assert not list(checked.findings.problems())
    assert outline(desk) == TREE
    assert told(checked) == {"roots": 1, "depth": 3, "placeholders": 0, "cycles": 0}
    assert checked.findings.accounts.created == 1
    assert checked.findings.people.created == 4
    [change] = [one for one in desk.history.recent() if one.label.message == "Import {file}"]
    again = take(rows)
    assert told(again) == told(checked)
    assert again.writes == 0
    assert desk.history.recent()[0].id == change.id
    desk.history.undo()
    assert desk.imports.accounts() == []


def test_managers_who_are_not_listed_get_placeholders_once(take: Take, desk: Desk) -> None:
    rows = [["Name", "Manager"], ["Rui Faria", "Olga Ost"], ["Li Na", "olga ost"],
            ["Kim Ost", "Piet West"]]  # fmt: skip
    checked = take(rows)
    assert outline(desk) == [
        "(Olga Ost)", "  Li Na", "  Rui Faria", "(Piet West)", "  Kim Ost",
    ]  # fmt: skip
    assert told(checked) == {"roots": 2, "depth": 2, "placeholders": 2, "cycles": 0}
    assert take(rows).writes == 0
    assert len(desk.history.recent()) == 1
    # Listed later, they are themselves; who reported to the placeholder reports to them.
    checked = take([*rows, ["Olga Ost", "Piet West"]])
    assert outline(desk) == [
        "(Piet West)", "  Kim Ost", "  Olga Ost", "    Li Na", "    Rui Faria",
    ]  # fmt: skip
    assert told(checked) == {"roots": 1, "depth": 3, "placeholders": 1, "cycles": 0}
    assert checked.findings.people.created == 1
    assert take([*rows, ["Olga Ost", "Piet West"]]).writes == 0


def test_circles_are_told_by_row_and_opened_at_the_last(take: Take, desk: Desk) -> None:
    rows = [
        ["Id", "Name", "Manager"],
        ["1", "Anna", "3"], ["2", "Ben", "1"], ["3", "Cleo", "2"], ["4", "Dora", "3"],
        ["5", "Edo", "5"], ["6", "Finn", "5"],
    ]  # fmt: skip
    checked = take(rows)
    assert told(checked) == {"roots": 2, "depth": 3, "placeholders": 0, "cycles": 2}
    assert outline(desk) == ["Cleo", "  Anna", "    Ben", "  Dora", "Edo", "  Finn"]
    problems = list(checked.findings.problems())
    assert sorted(one["row"] for one in problems) == [2, 3, 4, 6]  # type: ignore[type-var]
    assert all(one["column"] == "Manager" and one["remedy"] for one in problems)
    assert checked.findings.people.created == 6
    assert take(rows).writes == 0


def test_a_circle_with_lines_that_were_there_is_opened_too(take: Take, desk: Desk) -> None:
    take(BY_ID)
    checked = take([["Id", "Name", "Manager ID"], ["1", "Anna Boss", "3"]])
    assert told(checked)["cycles"] == 1
    assert outline(desk) == TREE


def test_repeated_ids_are_told_and_the_rest_is_kept(take: Take, desk: Desk) -> None:
    rows = [*BY_ID, ["2", "Somebody Else", "else@acme.example", "", "", "1"]]
    checked = take(rows)
    [problem] = checked.findings.problems()
    assert (problem["row"], problem["column"], problem["found"]) == (6, "Id", "2")
    assert "row 3" in str(problem["expected"])
    assert checked.findings.people.rejected == 1
    assert outline(desk) == TREE


def test_one_name_of_several_is_not_guessed(take: Take, desk: Desk) -> None:
    rows = [["Id", "Name", "Manager"], ["1", "Jana Ode", ""], ["2", "Jana Ode", ""],
            ["3", "Rui Faria", "Jana Ode"], ["4", "Li Na", "2"]]  # fmt: skip
    checked = take(rows)
    [problem] = checked.findings.problems()
    assert (problem["row"], problem["found"]) == (4, "Jana Ode")
    assert sorted(outline(desk)) == ["  Li Na", "Jana Ode", "Jana Ode", "Rui Faria"]


def test_another_manager_is_a_change_and_blank_is_none(take: Take, desk: Desk) -> None:
    take(BY_ID)
    rows = [BY_ID[0], [*BY_ID[1][:-1], "4"], [*BY_ID[2][:-1], ""]]
    checked = take(rows)
    assert outline(desk) == ["Anna Boss", "  Jana Ode", "  Li Na", "    Rui Faria"]
    people = checked.findings.people
    assert (people.updated, people.unchanged) == (1, 1)
    desk.history.undo()
    assert outline(desk) == TREE
    take(rows, modes={"Manager ID": "fill"})
    assert outline(desk) == TREE


def test_what_else_a_row_says_of_the_company_does_not_count(take: Take, desk: Desk) -> None:
    rows = [["Company", "Name", "Title", "Manager"], ["Other Ltd", "Rui Faria", "CIO", "Li Na"],
            ["Third Ltd", "Li Na", "CEO", ""]]  # fmt: skip
    take(rows)
    assert [one.name for one in desk.imports.accounts()] == ["Acme"]
    assert outline(desk) == ["Li Na", "  Rui Faria"]


def test_an_account_that_nearly_exists_is_asked_for(take: Take, bench: Bench) -> None:
    bench.take([["Client"], ["Nordwind Logistik AG"]])
    with pytest.raises(Invalid, match="Nordwind Logistik AG"):
        take(BY_ID, "Nordwnid Logistik AG")
    take(BY_ID, "nordwind logistik")
    assert outline(bench.desk, "Nordwind Logistik AG") == TREE


def test_what_is_known_of_stakeholders_comes_along(take: Take, desk: Desk) -> None:
    rows = [["Name", "Manager", "Power", "Attitude", "Buying roles"],
            ["Anna Boss", "", "9", "supporter", "Economic buyer, champion"],
            ["Jana Ode", "Anna Boss", "12", "no idea", ""]]  # fmt: skip
    checked = take(rows)
    assert {one["found"] for one in checked.findings.problems()} == {"12", "no idea"}
    [account] = [one.id for one in desk.imports.accounts()]
    anna, jana = desk.stakeholders.map(account).cards
    assert (anna.power, anna.attitude, anna.roles) == (
        9, "supporter", ("champion", "economic_buyer"),
    )  # fmt: skip
    assert (jana.power, jana.attitude) == (None, "")
    assert take(rows).writes == 0


def test_a_roster_of_many_accounts_may_have_managers(bench: Bench) -> None:
    rows = [["Client", "Contact", "Contact manager"], ["Acme", "Rui Faria", "Li Na"],
            ["Acme", "Li Na", ""], ["Globex", "Li Na", "Rui Faria"]]  # fmt: skip
    answers = {"columns": {"Contact manager": "position.manager_id"}}
    checked = bench.take(rows, **answers)
    assert outline(bench.desk) == ["Li Na", "  Rui Faria"]
    assert outline(bench.desk, "Globex") == ["(Rui Faria)", "  Li Na"]
    assert told(checked)["roots"] == 2


def test_a_later_file_may_say_whom_people_of_an_earlier_one_report_to(bench: Bench) -> None:
    first = bench.file([["Client", "Contact", "E-mail"], ["Acme", "Rui Faria", "rui@acme.example"],
                        ["Acme", "Li Na", "li@acme.example"]], "one.csv")  # fmt: skip
    second = bench.file([["Client", "Contact", "Reports to"], ["Acme", "Rui Faria", "Li Na"]],
                        "two.csv")  # fmt: skip
    checked = bench.take([first, second])
    assert outline(bench.desk) == ["Li Na", "  Rui Faria"]
    assert not list(checked.findings.problems())


def test_the_command_prints_the_organisation(
    tmp_path: Path, bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    book, table = tmp_path / "cli.acctdesk", bench.file(BY_ID, "people.csv")

    def run(*words: object) -> tuple[int, str, str]:
        status = main(
            [str(one) for one in ("import", "people", table, "--workspace", book, *words)]
        )
        return (status, *capsys.readouterr())

    status, out, _err = run("--account", "Acme", "--check", "--json")
    assert (status, json.loads(out)["change"], book.exists()) == (0, None, False)
    status, out, _err = run("--account", "Acme", "--json")
    found = json.loads(out)
    assert status == 0
    assert {name: found[name] for name in ("roots", "depth", "placeholders", "cycles")} == {
        "roots": 1, "depth": 3, "placeholders": 0, "cycles": 0,
    }  # fmt: skip
    assert (found["people"]["created"], found["accounts"]["created"]) == (4, 1)
    again = json.loads(run("--account", "Acme", "--json")[1])
    assert (again["change"], again["people"]["unchanged"], again["depth"]) == (None, 4, 3)
    assert "3 levels" in run("--account", "Acme")[1]
    assert run("--account", " ")[0] == 1
    with pytest.raises(SystemExit):
        run()


def test_an_answer_says_whose_organisation_it_is(bench: Bench, desk: Desk) -> None:
    """As the page decides it, and as it is kept for the next start."""
    import orjson

    answers = parse_answers({"account": " Acme "})
    assert answers.account == "Acme"
    assert parse_answers(orjson.loads(answers.to_json())) == answers
    work = RosterImport(desk.imports)
    work.open([bench.file([[row[0], row[1], row[3], row[5]] for row in BY_ID])])
    # Undecided, a column of names may be one of companies; whose it is, is worth asking.
    assert work.draft().people
    assert work.draft().sheets[0].subject == "account"
    work.answers = answers
    assert work.draft().sheets[0].subject == "person"
    work.check()
    work.apply()
    work.close()
    assert outline(desk) == TREE


def test_a_list_of_accounts_lists_no_people(bench: Bench, desk: Desk) -> None:
    work = RosterImport(desk.imports)
    work.open([bench.file([["Name", "City", "Tier"], ["Neue Werft AG", "Kiel", "A"]])])
    assert not work.draft().people
    work.close()


def test_rows_that_name_somebody_who_is_not_listed_are_told(take: Take) -> None:
    rows = [["Name", "Manager"], ["Rui Faria", "Olga Ost"], ["Kim Ost", "Rui Faria"],
            ["Li Na", "olga ost"], ["Jo Day", "Piet West"]]  # fmt: skip
    for _again in range(2):
        # Placeholders of an earlier import are told as well.
        found = take(rows).findings.organisation
        assert found is not None
        assert [(one.name, one.rows, one.more) for one in found.holes] == [
            ("Olga Ost", [2, 4], 0), ("Piet West", [5], 0),
        ]  # fmt: skip


def test_a_real_sales_organisation(take: Take, desk: Desk, shared_data: Path) -> None:
    """35 people, of whose 6 managers none is listed."""
    path = shared_data / "maven_crm" / "sales_teams.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    columns = {"sales_agent": "person.name", "manager": "position.manager_id",
               "regional_office": "position.unit_id"}  # fmt: skip
    checked = take(rows, columns=columns)
    assert not list(checked.findings.problems())
    assert told(checked) == {"roots": 6, "depth": 2, "placeholders": 6, "cycles": 0}
    assert checked.findings.people.created == 35
    assert {line for line in outline(desk) if not line.startswith(" ")} == {
        f"({row[1]})" for row in rows[1:]
    }
    assert take(rows, columns=columns).writes == 0


def test_who_reports_to_whom_may_be_headed_as_staff(take: Take, bench: Bench) -> None:
    checked = take([["sales_agent", "manager"], ["Anna Snelling", "Dustin Brinkmann"],
                    ["Cecily Lampkin", "Dustin Brinkmann"]])  # fmt: skip
    assert told(checked)["placeholders"] == 1
    assert outline(bench.desk) == ["(Dustin Brinkmann)", "  Anna Snelling", "  Cecily Lampkin"]


def test_the_sales_people_of_a_crm_are_an_organisation(
    shared_data: Path, take: Take, bench: Bench
) -> None:
    work = RosterImport(bench.desk.imports, "Acme")
    work.open([shared_data / "maven_crm" / "sales_teams.csv"])
    found = work.check().findings.organisation
    work.apply()
    assert found is not None
    assert (found.as_json()["roots"], found.as_json()["depth"]) == (6, 2)
    assert len(outline(bench.desk)) == 35 + 6
