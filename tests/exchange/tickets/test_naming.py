"""Services that a file names: found, made when somebody says so, or left out."""

from __future__ import annotations

from tests.exchange.tickets.test_ticket_import import HEAD, ROWS, codes

FAXES = [[*HEAD, "Service"], [*ROWS[1], "Fax"], [*ROWS[2], "FAX "]]


def _services(bench) -> dict[str, str]:
    return {name: one for one, name in bench.desk.imports.services(bench.account)}


def test_an_unknown_one_is_offered_to_be_made(bench):
    checked = bench.check(FAXES)
    [group] = [one for one in checked.findings.groups.values() if one.code == "service"]
    assert group.choices == (("+", "Add “Fax”"),)
    assert list(group.rows) == [2, 3]
    bench.take(FAXES, words={"ticket.service_id": {"Fax": "+"}})
    [made] = _services(bench).items()
    assert made[0] == "Fax"
    assert {one["service_id"] for one in bench.tickets().values()} == {made[1]}
    again = bench.check(FAXES)
    assert ("service", "Fax") not in codes(again), "it is known by its name now"


def test_it_is_made_in_the_same_step_that_undo_takes_back(bench):
    bench.take(FAXES, words={"ticket.service_id": {"Fax": "+"}})
    [change] = [c for c in bench.desk.history.recent() if c.label.message == "Import {n} tickets"]
    bench.desk.history.revert(change.id)
    assert not _services(bench)
    assert not bench.tickets()


def test_another_one_may_be_meant_or_none(bench):
    mail = bench.desk.service_levels.create(
        "service", {"account_id": bench.account, "name": "E-mail"}
    )[0]
    checked = bench.check(FAXES)
    [group] = [one for one in checked.findings.groups.values() if one.code == "service"]
    assert group.choices == (("+", "Add “Fax”"), (mail, "E-mail"))
    none = bench.take(FAXES, words={"ticket.service_id": {"Fax": None}})
    assert "service" not in {code for code, _found in codes(none)}
    assert {one["service_id"] for one in bench.tickets().values()} == {None}
    bench.take(FAXES, words={"ticket.service_id": {"Fax": mail}})
    assert {one["service_id"] for one in bench.tickets().values()} == {mail}


def test_states_that_were_guessed_are_not_asked_again(bench):
    rows = [HEAD, ["1", "a", "Awaiting Vendor", "2026-05-04 09:00", "", "", ""],
            ["2", "b", "-100", "2026-05-05 09:00", "", "", ""]]  # fmt: skip
    first = bench.take(rows)
    assert {one.word: one.how for one in first.draft.states} == {
        "Awaiting Vendor": "ask", "-100": "unknown",
    }  # fmt: skip
    again = bench.check(rows)
    assert {one.how for one in again.draft.states} == {"remembered"}
    assert {one.word: one.stage for one in again.draft.states} == {
        one.word: one.stage for one in first.draft.states
    }
    assert not {code for code, _found in codes(again)} & {"waiting", "choice"}
