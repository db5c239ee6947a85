"""A person who is erased is gone everywhere, and nothing else is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Cancelled, NotFound
from acctdesk.services.handover.keeping import content, keep_content, kept
from acctdesk.services.handover.scope import Scope
from acctdesk.services.lanes import Job
from acctdesk.workspace import Workspace
from tests.services.making import Book
from tests.services.review.test_forgetting import held_review
from tests.services.test_purging import bytes_of, everything

NAME = "Zyxa Zyxova"
TOKENS = (b"Zyx", b"zyx", "Zyx".encode("utf-16-le"))
"""What every text of the erased person begins with; nothing else holds it."""
TEXTS = (
    "given_name", "family_name", "salutation", "decision_style", "goals", "personal_wins",
    "contact_preference", "notes",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path, blank: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path / "book.acctdesk"))


def full(desk: Desk) -> dict[str, str]:
    """Somebody with everything that can be held on one, and what stays when they go."""
    book = Book(desk)
    desk.settings.introduce("Jana Ode", "jana@firm.example")
    hobby, _change = desk.custom_fields.define("person", "Hobby")
    account, other = book.account("Acme"), book.account("Globex", notes="Ours")
    person, post = book.person(account, "Zyxold Zyxova", title="ZyxTitle")
    boss, above = book.person(account, "Boss Person")
    peer, below = book.person(account, "Peer Person")
    desk.records.edit(
        "person", person,
        {"name": NAME, "email": "zyx@zyx.example", "other_email": "zyx2@zyx.example",
         "phone": "+49 711 111", "tags": ("ZyxTag",), hobby: "ZyxHobby",
         **{one: f"Zyx {one}" for one in TEXTS}},
    )  # fmt: skip
    desk.records.edit("position", post, {"manager_id": above})
    desk.records.edit("position", below, {"manager_id": post})
    desk.records.create(
        "tie", {"account_id": account, "from_id": post, "to_id": above, "type": "influence",
                "note": "ZyxTie"},
    )  # fmt: skip
    [me] = [one for one, name in desk.records.options("member") if name == "Jana Ode"]
    desk.records.create("relationship", {"member_id": me, "person_id": person, "note": "ZyxRel"})
    talk, _change = desk.interactions.log(
        account,
        {"type": "call", "day": "2026-03-02", "subject": f"{NAME} wants more", "summary": "x"},
        [person, peer],
    )
    desk.records.edit("interaction", talk, {"summary": f"Write to {NAME.upper()}, zyx@zyx.example"})
    desk.records.edit("account", other, {"notes": "Knows Zyxova, Zyxa and Zyxold Zyxova."})
    desk.records.edit("account", other, {"notes": "Ours"})
    promise, _change = desk.records.create(
        "promise",
        {"account_id": account, "title": "Send it", "side": "ours", "person_id": person,
         "made": "2026-03-01", "state": "open"},
    )  # fmt: skip
    answer, _change = desk.records.create(
        "answer",
        {"account_id": account, "person_id": person, "type": "nps", "score": 9,
         "day": "2026-03-01", "comment": "ZyxComment", "may_quote": True, "note": "ZyxAside",
         "survey": "2026-Q1"},
    )  # fmt: skip
    review, _change = desk.meetings.plan(account, "qbr", desk.context.now())
    desk.records.create(
        "attendee", {"meeting_id": review, "person_id": person, "state": "accepted"}
    )
    desk.attachments.add_content("person", person, "ZyxCv.txt", b"ZyxBytes" * 3000)
    desk.log_drafts.keep({
        account: {"subject": f"about {NAME}", "people": [
            {"id": person, "name": NAME, "side": "client"}, {"id": peer, "name": "Peer Person"},
        ]},
    })  # fmt: skip
    with desk.workspace.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO remembered VALUES ('value', 'position.manager_id|zyxa zyxova', ?)",
            (person,),
        )
        connection.commit()
    gone, _change = desk.interactions.log(
        account, {"type": "note", "day": "2026-03-01", "subject": f"Old {NAME}"}, [person]
    )
    desk.records.delete("interaction", [gone])
    return {"account": account, "other": other, "person": person, "post": post, "talk": talk,
            "promise": promise, "answer": answer, "peer": peer, "below": below,
            "review": review, "boss": boss}  # fmt: skip


def test_no_byte_of_an_erased_person_is_left(path: Path) -> None:
    with Desk(Workspace.open(path)) as desk:
        made = full(desk)
        typed = [one for one in desk.fields.of("person") if one.format in ("text", "long_text")]
        written = {one.name for one in typed if not (one.computed or one.custom)}
        assert written == {"name", *TEXTS}, "a new field of a person: give it a token here"
        plan = desk.erasing.plan(made["person"])
        assert (plan.name, plan.doubtful) == (NAME, False)
        gone = {"person": 1, "position": 1, "tie": 1, "relationship": 1}
        assert gone.items() <= dict(plan.gone).items()
        assert dict(plan.kept) == {"answer": 1, "promise": 1, "position": 1}
        told = {(one.kind, one.field): (one.times, one.earlier) for one in plan.mentions}
        assert told["interaction", "summary"] == (2, 1)
        assert told["account", "notes"] == (0, 2)
        assert ("draft", "log_draft") in told
        assert any(one in bytes_of(path) for one in TOKENS)
        done = desk.erasing.erase(made["person"])
        assert (done.name, done.by, done.left, done.learned) == (NAME, "Jana Ode", 0, 1)
        assert set(TEXTS) < set(done.fields)
        assert done.backup is not None
        assert desk.workspace.check() == []
        assert desk.workspace.copies_with(made["person"]) == []
    left = bytes_of(path) + done.backup.read_bytes()
    for one in TOKENS:
        assert one not in left
    assert made["person"].encode() not in left


def test_what_others_have_of_it_stays(path: Path) -> None:
    with Desk(Workspace.open(path)) as desk:
        made = full(desk)
        before = Book(desk).content()
        desk.erasing.erase(made["person"])
        after = Book(desk).content()
        [entry] = desk.interactions.of_account(made["account"])
        assert [one.id for one in entry.people] == [made["peer"]]
        talk = desk.records.get("interaction", made["talk"])
        assert (talk["subject"], talk["summary"]) == ("… wants more", "Write to …, …")
        answer = desk.records.get("answer", made["answer"])
        assert (answer["score"], answer["survey"], answer["day"]) == (9, "2026-Q1", "2026-03-01")
        assert not any(answer[one] for one in ("person_id", "comment", "may_quote", "note"))
        [draft] = desk.log_drafts.all().values()
        assert draft == {"subject": "about …", "people": [{"id": made["peer"],
                                                           "name": "Peer Person"}]}  # fmt: skip
        changed = {
            (kind, one): {name for name, value in row.items() if after[kind][one][name] != value}
            for kind, rows in before.items() if kind in after
            for one, row in rows.items() if one in after[kind] and after[kind][one] != row
        }  # fmt: skip
        assert changed == {
            ("answer", made["answer"]): {"person_id", "comment", "may_quote", "note"},
            ("promise", made["promise"]): {"person_id"},
            ("position", made["below"]): {"manager_id"},
            ("interaction", made["talk"]): {"subject", "summary"},
        }
        lost = {kind: len(rows) - len(after.get(kind, {})) for kind, rows in before.items()}
        assert {kind: n for kind, n in lost.items() if n} == {
            "person": 1, "position": 1, "tie": 1, "relationship": 1, "participant": 1,
            "attendee": 1, "attachment": 1, "custom_value": 1,
        }  # fmt: skip


def test_everything_else_can_still_be_undone(path: Path) -> None:
    with Desk(Workspace.open(path)) as desk:
        made = full(desk)
        desk.erasing.erase(made["person"])
        newest = desk.history.recent(1)[0]
        assert (newest.mode, newest.rows, newest.label.message) == ("gone", 0, "Erase one person")
        while desk.history.next_undo() is not None:
            desk.history.undo()
        assert Book(desk).ids("account") == []
        while desk.history.next_redo() is not None:
            desk.history.redo()
        assert desk.records.get("promise", made["promise"])["person_id"] is None
        assert desk.workspace.check() == []
    for one in TOKENS:
        assert one not in bytes_of(path)


def test_somebody_in_the_trash_is_erased_as_well(path: Path) -> None:
    with Desk(Workspace.open(path)) as desk:
        made = full(desk)
        desk.records.delete("person", [made["person"]])
        plan = desk.erasing.plan(made["person"])
        assert plan.name == NAME
        assert dict(plan.gone)["answer"] == 1  # it went with them
        desk.erasing.erase(made["person"])
        assert made["person"] not in {one.record for one in desk.trash.deleted()}
        with pytest.raises(NotFound):
            desk.erasing.plan(made["person"])
    for one in TOKENS:
        assert one not in bytes_of(path)


def test_a_mention_that_is_left_stays_as_it_was(desk: Desk) -> None:
    made = full(desk)
    plan = desk.erasing.plan(made["person"])
    [keep] = [one.key for one in plan.mentions if one.field == "summary"]
    done = desk.erasing.erase(made["person"], leave={keep})
    assert done.left == 1
    talk = desk.records.get("interaction", made["talk"])
    assert talk["subject"] == "… wants more"
    assert talk["summary"] == "Write to ZYXA ZYXOVA, zyx@zyx.example"
    [entry] = [one for one in desk.history.of_record("interaction", made["talk"])
               if one.label.message.startswith("Log")]  # fmt: skip
    assert entry.label.params["subject"] == "… wants more"


def test_another_of_the_same_name_is_told_and_keeps_their_name(desk: Desk) -> None:
    made = full(desk)
    twin, _post = Book(desk).person(made["other"], "Zyxa  Zyxová", title="Other")
    plan = desk.erasing.plan(made["person"])
    assert plan.doubtful
    assert plan.alike == (("person", "Zyxa  Zyxová"),)
    desk.erasing.erase(made["person"], leave={one.key for one in plan.mentions})
    assert desk.records.get("person", twin).title == "Zyxa  Zyxová"
    labels = [dict(one.label.params) for one in desk.history.of_record("person", twin)]
    assert any("Zyxa" in str(one) for one in labels)


def test_stopped_it_changes_nothing(desk: Desk) -> None:
    made = full(desk)
    before = everything(desk)
    for at in (0.0, 0.2, 0.3, 0.5, 0.7):

        def watch(job: Job, at: float = at) -> None:
            if job.share >= at:
                job.cancel()

        job = Job("Erasing", watch)
        if not at:
            job.cancel()
        with pytest.raises(Cancelled):
            desk.erasing.erase(made["person"], job=job)
        assert everything(desk) == before
    assert desk.workspace.backups() == []


def test_backups_that_know_them_are_told_and_go_when_asked_for(path: Path) -> None:
    with Desk(Workspace.open(path)) as desk:
        earlier = desk.workspace.back_up(
            path.with_name("book backups") / "2020-01-01 120000.acctdesk"
        )
        made = full(desk)
        holds = desk.workspace.back_up(earlier.with_name("2020-02-02 120000.acctdesk"))
        former = path.with_name("book before restoring 2020-02-03 120000.acctdesk")
        former.write_bytes(holds.read_bytes())
        done = desk.erasing.erase(made["person"])
        assert [one.path for one in done.copies] == [former, holds]
        kept = {one.path: (one.day.isoformat(), one.more) for one in done.copies}
        assert kept == {former: ("2020-02-03", None), holds: ("2020-02-02", 9)}
        after = desk.erasing.without_copies(done)
        assert (after.copies, after.removed) == ((), (former.name, holds.name))
        assert desk.workspace.backups() == [earlier, done.backup]


def test_nothing_older_goes_when_no_new_backup_could_be_made(path: Path, monkeypatch: Any) -> None:
    from acctdesk.errors import WorkspaceProblem

    with Desk(Workspace.open(path)) as desk:
        made = full(desk)
        holds = desk.workspace.back_up()

        def full_disk(_target: Path | None = None) -> Path:
            raise WorkspaceProblem("no backup could be written.")

        monkeypatch.setattr(desk.workspace, "back_up", full_disk)
        done = desk.erasing.erase(made["person"], drop_copies=True)
        assert (done.backup, len(done.problems), done.removed) == (None, 1, ())
        assert desk.workspace.backups() == [holds]


def test_kept_hand_overs_tell_nothing_of_them_any_more(desk: Desk) -> None:
    made = full(desk)
    parcel = desk.handovers.parcel(Scope((made["account"], made["other"])))
    desk.handovers.given(parcel, peer="Somebody Else")
    [given] = Book(desk).ids("handover")
    with desk.context.write("Log {n} entries") as unit:
        # As one that was taken over, whose content is kept.
        unit.update("handover", given, {"content": keep_content(unit, parcel)})
        unit.commit()

    def told() -> str:
        with desk.workspace.read() as connection:
            return repr([content(connection, one.content) for one in kept(connection)])

    assert "Zyx" in told()
    assert desk.erasing.plan(made["person"]).contents == 1
    done = desk.erasing.erase(made["person"])
    assert done.contents == 1
    left = told()
    assert "Acme" in left
    assert "Zyx" not in left
    assert made["person"] not in left
    # The hand-over is undone as a whole still: its history says what it says now.
    desk.history.undo()
    desk.history.undo()
    assert Book(desk).ids("handover") == []


def test_what_they_said_goes_from_frozen_decks_though_the_score_stays(desk: Desk) -> None:
    meeting, gone, _stays = held_review(desk)
    plan = desk.erasing.plan(gone)
    assert len(plan.decks) == 1
    assert desk.erasing.erase(gone).decks == 1
    texts = "\n".join(desk.decks.build(meeting).deck.texts())
    assert "Zyx" not in texts
    assert "Jana Ode" in texts
    answers = desk.records.get_many("answer", Book(desk).ids("answer"))
    assert any(one["person_id"] is None and one["score"] is not None for one in answers)


def test_a_switchboard_is_not_one_person_s_alone(desk: Desk) -> None:
    book = Book(desk)
    account = book.account("Acme", phone="+49 711 100", email="hello@acme.example")
    people = [book.person(account, name)[0] for name in ("Zyxa Zyxova", "Peer Person")]
    for one in people:
        desk.records.edit("person", one, {"phone": "+49 711 100"})
    desk.records.edit("person", people[0], {"email": "hello@acme.example"})
    plan = desk.erasing.plan(people[0])
    assert plan.alike == ()
    sure = {one.field: one.sure for one in plan.mentions}
    assert sure == {"phone": False, "email": False}
    [phone] = [one.key for one in plan.mentions if one.field == "phone"]
    desk.erasing.erase(people[0], leave={phone})
    left = desk.records.get("account", account)
    assert (left["phone"], left["email"]) == ("+49 711 100", None)
    assert desk.records.get("person", people[1])["phone"] == "+49 711 100"


def test_whoever_was_merged_into_them_goes_as_well(path: Path) -> None:
    with Desk(Workspace.open(path)) as desk:
        book = Book(desk)
        account = book.account("Acme", notes="Zyxlost Person and Zyxkept Person")
        kept_one, _post = book.person(account, "Zyxkept Person")
        lost, _post = book.person(account, "Zyxlost Person")
        for one in (kept_one, lost):
            desk.records.create(
                "external_id",
                {"of_kind": "person", "record_id": one, "source": "crm", "value": f"Zyx{one}"},
            )
        desk.merging.merge("person", kept_one, lost)
        held = desk.person_data.held(kept_one)
        assert held.former == (lost,)
        assert [one.times for one in held.mentions] == [2]
        desk.erasing.erase(kept_one)
        assert desk.records.get("account", account)["notes"] == "… and …"
    left = bytes_of(path)
    assert not [one for one in (*TOKENS, lost.encode(), kept_one.encode()) if one in left]
