"""What is decided of a hand-over, and the words around it: plain values."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from acctdesk.services.handover.handovers import HandoverRecord
from acctdesk.services.handover.handovers import Step as HandoverStep
from acctdesk.services.handover.parcel import Purpose
from acctdesk.ui.handover import said
from acctdesk.ui.handover.giving_done import Result, headline, next_steps
from acctdesk.ui.handover.giving_draft import ZIP, GivingDraft
from acctdesk.ui.handover.giving_work import Order

DRAFT = GivingDraft(
    ("a", "b"), Purpose.COPY.value, "Yuki Tanabe", frozenset({"tickets"}), True, ZIP, "Ring her.",
    True, "/tmp/x.xlsx", 3,
)  # fmt: skip


def test_draft_survives_as_text() -> None:
    assert GivingDraft.read(json.loads(json.dumps(DRAFT.told()))) == DRAFT


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"accounts": "ab", "purpose": "sale", "documents": 7, "peer": None, "step": "3"},
        {"left_out": None, "private": "yes", "newer": True},
    ],
)
def test_what_does_not_fit_is_as_if_not_decided(told: dict[str, object]) -> None:
    assert GivingDraft.read(told) == GivingDraft()


def test_private_notes_stay_unless_asked_for() -> None:
    assert GivingDraft().private is False


def test_draft_without_accounts_that_are_gone() -> None:
    assert DRAFT.only(["b", "c"]).accounts == ("b",)


def test_nothing_begun() -> None:
    assert not GivingDraft(step=2, purpose="copy").begun
    assert GivingDraft(note="x").begun


def test_an_order_never_shows_its_password() -> None:
    assert "s3cret" not in repr(Order(DRAFT, ("Acme",), Path("x.xlsx"), "s3cret"))


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (("Acme",), "Hand-over Acme 2026-03-04.xlsx"),
        (("Acme", "Globex", "Initech"), "Hand-over Acme and 2 more 2026-03-04.xlsx"),
        (('A/B: "C"?',), "Hand-over A B C 2026-03-04.xlsx"),
        (("…/..",), "Hand-over … 2026-03-04.xlsx"),
        ((), "Hand-over accounts 2026-03-04.xlsx"),
    ],
)
def test_names_of_workbooks(names: tuple[str, ...], name: str) -> None:
    assert said.file_name(names, dt.date(2026, 3, 4)) == name


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert said.free(path) == path
    path.touch()
    (tmp_path / "x (2).xlsx").touch()
    assert said.free(path) == tmp_path / "x (3).xlsx"


def _record(**values: object) -> HandoverRecord:
    given: dict[str, object] = {
        "id": "r", "direction": "given", "purpose": Purpose.HANDOVER, "peer": "Mara Klein",
        "day": "2026-03-04", "names": ("Acme", "Globex", "Initech"), "accounts": ("a", "b", "c"),
        "file": "x.xlsx", "note": "",
        "steps": (
            HandoverStep("1", "introduction", "", "2026-03-05", "Jana Ode"),
            HandoverStep("2", "", "Badge", "", ""),
        ),
    }  # fmt: skip
    return HandoverRecord(**{**given, **values})  # type: ignore[arg-type]


def test_records_in_words() -> None:
    record = _record()
    assert said.headline(record) == "Handed over to Mara Klein on 4 Mar 2026, for good"
    assert said.accounts(record.names) == "Acme, Globex and 1 more"
    assert said.tally(record) == "1/2"
    assert said.progress(record) == "1 of 2 done"
    assert said.share_done(record) == 0.5
    first, second = record.steps
    assert said.step_title(first) == "Introduce the new account manager to the client"
    assert said.step_note(first) == "done 5 Mar 2026 by Jana Ode"
    assert (said.step_title(second), said.step_note(second)) == ("Badge", "")


def test_records_without_a_colleague_or_steps() -> None:
    record = _record(direction="taken", purpose=Purpose.RETURN, peer="", steps=())
    assert said.headline(record) == "Taken over on 4 Mar 2026, give back"
    assert said.share_done(record) == 1.0


def test_next_steps_name_file_documents_and_password() -> None:
    result = Result(
        "c", "r", ("Acme",), "Mara Klein", Path("/x/H.xlsx"), Path("/x/H – documents"), None, 12,
        True,
    )  # fmt: skip
    assert headline(result) == "Acme handed over to Mara Klein"
    steps = next_steps(result)
    assert steps[0] == "Send H.xlsx to Mara Klein, with the documents in H – documents."
    assert "password" in steps[1]
    assert len(steps) == 4
