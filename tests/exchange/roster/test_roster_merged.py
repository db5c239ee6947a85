"""The roster import after a merge."""

from __future__ import annotations

from typing import Any

# --- after a merge -----------------------------------------------------------------------------


def merged_pair(bench: Any) -> tuple[str, str]:
    """Two clients that became one: the id of the survivor, and of the one that is gone."""
    desk = bench.desk
    kept = desk.records.create("account", {"name": "Globex", "city": "Springfield"})[0]
    lost = desk.records.create(
        "account", {"name": "Hank Scorpio Industries", "city": "Cypress Creek", "size": 70}
    )[0]
    desk.merging.merge("account", kept, lost, {"city": "first", "size": "first"})
    return kept, lost


def test_a_former_name_leads_to_the_survivor_and_is_asked(bench) -> None:
    kept, _lost = merged_pair(bench)
    rows = [["Company", "City"], ["Hank Scorpio Industries Ltd", "Berlin"]]
    [question] = bench.check(rows).findings.questions
    assert question.detail == (kept, "Globex", 100)
    assert question.was
    assert "“Hank Scorpio Industries Ltd” was merged into it" in question.expected
    assert bench.take(rows, duplicates={"roster!2": "update"}).findings.accounts.updated == 1
    assert bench.accounts()["Globex"]["city"] == "Berlin"


def test_a_name_the_survivor_gave_up_leads_to_it_too(bench) -> None:
    desk = bench.desk
    kept = desk.records.create("account", {"name": "Initech Corporation"})[0]
    lost = desk.records.create("account", {"name": "Penetrode"})[0]
    desk.merging.merge("account", kept, lost, {"name": "second"})
    [question] = bench.check([["Company"], ["Initech Corporation"]]).findings.questions
    assert question.detail == (kept, "Penetrode", 100)


def test_a_former_name_that_somebody_else_has_now_is_theirs(bench) -> None:
    merged_pair(bench)
    bench.desk.records.create("account", {"name": "Hank Scorpio Industries"})
    found = bench.check([["Company", "City"], ["Hank Scorpio Industries", "Bonn"]]).findings
    assert not found.questions
    assert found.accounts.updated == 1


def test_parted_again_a_name_is_its_own(bench) -> None:
    merged_pair(bench)
    bench.desk.history.undo()
    found = bench.check([["Company", "City"], ["Hank Scorpio Industries", "Bonn"]]).findings
    assert not found.questions
    assert found.differences[0].name == "Hank Scorpio Industries"


def old_export(kept: str, lost: str) -> list[list[Any]]:
    return [
        ["AcctDesk account id", "Name", "City", "Employees"],
        [lost, "Hank Scorpio Industries", "Cypress Creek", 70],
        [kept, "Globex", "Springfield", ""],
    ]


def test_an_old_list_does_not_overrule_the_survivor(bench) -> None:
    kept, lost = merged_pair(bench)
    for rows in (old_export(kept, lost), [*old_export(kept, lost)[::2], old_export(kept, lost)[1]]):
        checked = bench.take(rows)
        one = bench.accounts()["Globex"]
        assert one["city"] == "Springfield"
        assert one["size"] == 70  # the survivor said nothing
        codes = sorted(group.code for group in checked.findings.groups.values())
        assert codes in (["merged", "twice"], ["twice"])
        assert not checked.findings.questions
        bench.desk.history.undo()


def test_what_the_person_decides_about_a_row_of_a_lost_one_counts(bench) -> None:
    kept, lost = merged_pair(bench)
    rows = old_export(kept, lost)[:2]
    checked = bench.check(rows)
    [told] = checked.findings.groups.values()
    assert (told.code, told.detail, told.asks) == ("merged", (kept, "Globex", 100), False)
    bench.take(rows, duplicates={"roster!2": "update"})
    [one] = bench.accounts().values()
    assert (one["name"], one["city"], one["size"]) == (
        "Hank Scorpio Industries", "Cypress Creek", 70,
    )  # fmt: skip
    bench.desk.history.undo()
    bench.take(rows, duplicates={"roster!2": "skip"})
    assert bench.accounts()["Globex"]["size"] is None
    bench.take(rows, duplicates={"roster!2": "create"})
    assert set(bench.accounts()) == {"Globex", "Hank Scorpio Industries"}


def test_the_other_systems_id_of_a_lost_one_only_fills_as_well(bench) -> None:
    bench.take([["Account ID", "Company", "City"], ["C-1", "Globex", "Springfield"],
                ["C-2", "Scorpio", "Cypress Creek"]])  # fmt: skip
    ids = {name: one["_id"] for name, one in bench.accounts().items()}
    bench.desk.merging.merge("account", ids["Globex"], ids["Scorpio"], {"city": "first"})
    bench.take([["Account ID", "Company", "City", "Sector"], ["C-1", "Globex", "Shelbyville", ""],
                ["C-2", "Scorpio", "Ogdenville", "Energy"]])  # fmt: skip
    [one] = bench.accounts().values()
    assert (one["name"], one["city"], one["sector"]) == ("Globex", "Shelbyville", "Energy")


def test_people_who_became_one_are_treated_alike(bench) -> None:
    bench.take([["Company", "Contact name", "E-mail", "Job title"],
                ["Acme", "Robert Miller", "r.miller@acme.example", "CIO"],
                ["Acme", "Bob Millar", "bob@acme.example", "Chief"]])  # fmt: skip
    ids = {name: one["_id"] for name, one in bench.people().items()}
    kept, lost = ids["Robert Miller"], ids["Bob Millar"]
    bench.desk.merging.merge("person", kept, lost)
    checked = bench.check([["Company", "Contact name", "Phone"],
                           ["Acme", "Bob Millar", "+49 30 1234567"]])  # fmt: skip
    [question] = checked.findings.questions
    assert question.was
    assert question.detail == (kept, "Robert Miller", 100)
    bench.take([["AcctDesk person id", "Full name", "E-mail", "Mobile"],
                [lost, "Bob Millar", "bob@acme.example", "+49 170 1234567"]])  # fmt: skip
    [one] = bench.people().values()
    assert (one["name"], one["email"]) == ("Robert Miller", "r.miller@acme.example")
    assert one["mobile"]


def test_a_copied_row_of_an_own_list_is_told(bench) -> None:
    one = bench.desk.records.create("account", {"name": "Globex", "city": "Springfield"})[0]
    rows = [["AcctDesk account id", "Name", "City"], [one, "Globex", "Springfield"],
            [one, "Globex", "Ogdenville"]]  # fmt: skip
    [told] = bench.check(rows).findings.groups.values()
    assert (told.code, list(told.rows)) == ("twice", [3])
    assert "row 2" in told.expected
