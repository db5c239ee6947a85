"""What is held on a person leaves as a workbook and as JSON, and the report holds none of it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from acctdesk.compose import Desk
from acctdesk.errors import FileProblem
from acctdesk.exchange.erased import as_text, plan_lines, report_lines, write_report
from acctdesk.exchange.person_data import write_held
from tests.services.conftest import blank, desk
from tests.services.test_erasing import NAME, TEXTS, full

__all__ = ["blank", "desk"]


def test_json_says_everything_with_names_for_ids(desk: Desk, tmp_path: Path) -> None:
    made = full(desk)
    path = tmp_path / "held.json"
    held = desk.person_data.held(made["person"])
    write_held(held, desk.fields.catalogue, path)
    told = json.loads(path.read_text())
    assert (told["format"], told["person"]["name"]) == ("acctdesk-person", NAME)
    [person] = told["held"]["person"]
    assert {person[one] for one in TEXTS} == {f"Zyx {one}" for one in TEXTS}
    assert (person["tags"], person["Hobby"]) == (["ZyxTag"], "ZyxHobby")
    [post] = told["held"]["position"]
    assert (post["title"], post["account_id"]["name"]) == ("ZyxTitle", "Acme")
    assert {one["subject"] for one in told["held"]["interaction"]} == {f"{NAME} wants more"}
    [answer] = told["held"]["answer"]
    assert (answer["score"], answer["comment"]) == (9, "ZyxComment")
    assert told["held"]["attachment"][0]["name"] == "ZyxCv.txt"
    assert told["held"]["attendee"][0]["meeting_id"]["name"]
    assert told["history"]["entries"] > 10
    assert told["history"]["first"] <= told["history"]["last"]
    places = {(one["kind"], one["field"]) for one in told["mentions"]}
    assert places >= {("interaction", "summary"), ("account", "notes"), ("draft", "log_draft")}


def test_the_workbook_has_a_sheet_for_each_kind_and_no_formula(desk: Desk, tmp_path: Path) -> None:
    made = full(desk)
    desk.records.edit("person", made["person"], {"notes": "=1+1"})
    path = tmp_path / "held.xlsx"
    write_held(desk.person_data.held(made["person"]), desk.fields.catalogue, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["About", "Person"]
    assert {"Positions", "Contact log", "Survey answers", "May name them"} < set(book.sheetnames)
    person = {row[0].value: row[1] for row in book["Person"].iter_rows(min_row=2)}
    assert person["Name"].value == NAME
    assert (person["Internal notes"].value, person["Internal notes"].data_type) == ("=1+1", "s")
    assert person["Hobby"].value == "ZyxHobby"


def test_the_report_names_them_and_tells_nothing_else_of_them(desk: Desk, tmp_path: Path) -> None:
    made = full(desk)
    catalogue = desk.fields.catalogue
    plan = as_text(plan_lines(desk.erasing.plan(made["person"]), catalogue))
    assert "Survey scores" in plan
    done = desk.erasing.erase(made["person"])
    for name in ("report.txt", "report.xlsx"):
        write_report(done, catalogue, tmp_path / name)
    text = (tmp_path / "report.txt").read_text()
    assert text == as_text(report_lines(done, catalogue))
    assert text.count("Zyx") == NAME.count("Zyx")
    assert "Their goals" in text
    rows = list(openpyxl.load_workbook(tmp_path / "report.xlsx").active.values)
    assert ("Erased", "Person", NAME) in rows
    assert sum(str(row).count("Zyx") for row in rows) == NAME.count("Zyx")


def test_another_ending_is_refused(desk: Desk, tmp_path: Path) -> None:
    made = full(desk)
    held = desk.person_data.held(made["person"])
    with pytest.raises(FileProblem, match="written as"):
        write_held(held, desk.fields.catalogue, tmp_path / "held.pdf")
    assert list(tmp_path.glob("held*")) == []
