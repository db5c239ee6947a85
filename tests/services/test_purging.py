"""What is purged is gone: from lists, history, index and the bytes of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from acctdesk.compose import Desk, create_desk, open_desk
from acctdesk.errors import Cancelled, Invalid, NotFound, Problem
from acctdesk.services.lanes import Job
from acctdesk.services.review.branding import accent_of
from acctdesk.workspace.erasing import _without
from tests.services.making import Book

TOKEN = "Zyx"
"""What every text of a purged record begins with; nothing else holds it."""


def bytes_of(path: Path) -> bytes:
    """All that a closed workspace has left on the disk."""
    return b"".join(
        one.read_bytes() for one in sorted(path.parent.iterdir()) if one.name.startswith(path.name)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.acctdesk"


def full(desk: Desk) -> dict[str, Any]:
    """An account with everything that can belong to one, and another that stays."""
    book = Book(desk)
    field, _change = desk.custom_fields.define("account", "Hobby")
    stays = book.account("Stays", city="Ulm")
    account = book.account(
        "ZyxName AG", city="ZyxCity", notes="ZyxNote " * 300, tags=("ZyxTag",),
        **{field: "ZyxHobby"},
    )  # fmt: skip
    desk.records.edit("account", account, {"city": "ZyxTown", "parent_id": stays})
    child = book.account("Child", parent_id=account)
    person, _post = book.person(account, "ZyxPerson", title="ZyxTitle", unit="ZyxUnit")
    both, _post = book.person(stays, "Both Worlds")
    talk, _change = desk.interactions.log(
        account,
        {"type": "call", "day": "2026-03-02", "subject": "ZyxSubject", "summary": "ZyxSummary"},
        [person, both],
    )
    desk.attachments.add_content("interaction", talk, "ZyxFile.txt", b"ZyxBytes" * 5000)
    desk.attachments.add_content("account", account, "ZyxShared.txt", b"kept elsewhere")
    desk.attachments.add_content("account", stays, "ours.txt", b"kept elsewhere")
    old, _change = desk.interactions.log(
        account, {"type": "note", "day": "2026-03-01", "subject": "ZyxOld"}, []
    )
    desk.records.delete("interaction", [old])
    desk.log_drafts.keep({account: {"subject": "ZyxDraft"}, stays: {"subject": "ours"}})
    desk.accounts.edit([account, stays], {"phase": "growth"})
    return {"account": account, "stays": stays, "child": child, "person": person, "both": both}


def test_no_byte_of_a_purged_record_is_left(path: Path) -> None:
    with create_desk(path) as desk:
        made = full(desk)
        desk.accounts.delete([made["account"]])
        assert "ZyxName AG" in {one.title for one in desk.trash.deleted()}
        told: list[Any] = []
        desk.bus.subscribe(told.append)
        done = desk.purging.purge([made["account"]])
        assert done.records == 1
        assert done.rows > 8
        assert made["account"] in told[-1].touched["account"]
        assert desk.trash.deleted() == []
        assert desk.listing.ids(listed("account", "zyx")) == []
        assert list(desk.log_drafts.all()) == [made["stays"]]
        assert desk.attachments.of("account", made["stays"])[0].name == "ours.txt"
        assert desk.workspace.check() == []
    left = bytes_of(path)
    assert TOKEN.encode() not in left
    assert TOKEN.lower().encode() not in left  # folded, in the index
    assert TOKEN.encode("utf-16-le") not in left
    with open_desk(path) as desk:
        assert {one.title for one in desk.records.get_many("account", [made["stays"]])} == {"Stays"}
        assert desk.attachments.content(
            desk.attachments.of("account", made["stays"])[0].id
        ) == b"kept elsewhere"  # fmt: skip


def listed(kind: str, words: str) -> Any:
    from acctdesk.services.query import ListQuery

    return ListQuery(kind, words, archived=True)


def test_it_was_there_before(path: Path) -> None:
    """What the test above looks for is found while nothing is purged."""
    with create_desk(path) as desk:
        made = full(desk)
        desk.accounts.delete([made["account"]])
    left = bytes_of(path)
    assert TOKEN.encode() in left
    assert TOKEN.lower().encode() in left


def test_everything_else_can_still_be_undone(path: Path) -> None:
    with create_desk(path) as desk:
        made = full(desk)
        desk.accounts.delete([made["account"]])
        desk.purging.purge([made["account"]])
        newest = desk.history.recent(1)[0]
        assert (newest.mode, dict(newest.label.params)) == ("gone", {"n": 1})
        with pytest.raises(Problem, match="can't come back"):
            desk.history.revert(newest.id)
        while desk.history.next_undo() is not None:
            desk.history.undo()
        for kind in ("account", "person", "interaction", "attachment"):
            assert Book(desk).ids(kind) == []
        while desk.history.next_redo() is not None:
            desk.history.redo()
        names = {one.title for one in desk.records.get_many("account", Book(desk).ids("account"))}
        assert names == {"Stays", "Child"}
        assert desk.workspace.check() == []
    assert TOKEN.encode() not in bytes_of(path)


def test_of_several_deleted_together_one_is_purged(path: Path) -> None:
    with create_desk(path) as desk:
        made = full(desk)
        desk.accounts.delete([made["account"], made["stays"]])
        desk.purging.purge([made["account"]])
        assert "Stays" in {one.title for one in desk.trash.deleted()}
        desk.history.undo()  # the deletion: of the one that is left
        assert desk.records.get("account", made["stays"]).title == "Stays"
        assert desk.workspace.check() == []
    assert TOKEN.encode() not in bytes_of(path)


def test_a_purged_person_leaves_the_talk(path: Path) -> None:
    with create_desk(path) as desk:
        book = Book(desk)
        account = book.account("Acme")
        person, _post = book.person(account, "ZyxPerson", title="Boss")
        values = {"type": "call", "day": "2026-03-02", "subject": "Prices"}
        talk, _change = desk.interactions.log(account, values, [person])
        desk.records.delete("person", [person])
        desk.purging.purge([person])
        [entry] = desk.interactions.of_account(account)
        assert (entry.id, entry.people) == (talk, ())
        desk.history.undo()
        assert desk.interactions.of_account(account) == []
        assert desk.workspace.check() == []
    assert TOKEN.encode() not in bytes_of(path)


def test_what_was_merged_goes_with_its_survivor_only(path: Path) -> None:
    with create_desk(path) as desk:
        book = Book(desk)
        kept, lost = book.account("ZyxKept"), book.account("ZyxLost", city="ZyxCity")
        desk.merging.merge("account", kept, lost)
        with pytest.raises(Invalid, match="merged"):
            desk.purging.purge([lost])
        desk.accounts.delete([kept])
        desk.purging.purge([kept])
        assert desk.trash.deleted() == []
        assert desk.history.next_undo() is None
    assert TOKEN.encode() not in bytes_of(path)


def test_what_is_not_in_the_trash_is_not_purged(desk: Desk) -> None:
    account = Book(desk).account("Acme")
    with pytest.raises(NotFound):
        desk.purging.purge([account])
    assert desk.purging.purge([]).rows == 0
    assert desk.records.get("account", account).title == "Acme"


@pytest.mark.parametrize(
    ("value", "left"),
    [("ZyxName", "…"), ("Other and ZyxName", "Other and …"), ("AG is AGain", "AG is AGain"),
     ("AG", "…"), (3, 3)],
)  # fmt: skip
def test_names_in_labels_of_changes_that_stay_are_blotted_out(value: object, left: object) -> None:
    assert _without(value, ["ZyxName", "AG"]) == left


def test_a_workspace_with_a_key_is_purged_as_well(path: Path) -> None:
    with create_desk(path, key=bytes(range(32))) as desk:
        made = full(desk)
        desk.accounts.delete([made["account"]])
        size = path.stat().st_size
        desk.purging.purge([made["account"]])
        assert desk.workspace.check() == []
    assert path.stat().st_size <= size
    with open_desk(path, key=bytes(range(32))) as desk:
        assert desk.records.get("account", made["stays"]).title == "Stays"


def test_a_full_trash_is_emptied_in_one_go(path: Path) -> None:
    with create_desk(path) as desk:
        book = Book(desk)
        made = [book.account(f"Zyx {at}") for at in range(300)]
        for one in made[:20]:
            book.person(one, f"ZyxPerson of {one}")
        desk.accounts.delete(made[:290])
        for one in made[290:]:
            desk.accounts.delete([one])
        done = desk.purging.purge([one.record for one in desk.trash.deleted()])
        assert done.records == 320
        assert desk.trash.deleted() == []
        assert desk.history.next_undo() is None
        assert [one.mode for one in desk.history.recent()] == ["gone"]
    assert TOKEN.encode() not in bytes_of(path)


def test_somebody_who_reads_meanwhile_is_not_in_the_way(path: Path) -> None:
    with create_desk(path) as desk:
        made = full(desk)
        desk.accounts.delete([made["account"]])
        with desk.workspace.read() as connection:
            before = connection.execute(text("SELECT count(*) FROM account")).scalar()
            desk.purging.purge([made["account"]])
            assert connection.execute(text("SELECT count(*) FROM account")).scalar() == before
    assert TOKEN.encode() not in bytes_of(path)


def test_a_file_that_cannot_be_rewritten_is_told(path: Path, monkeypatch) -> None:
    from acctdesk.errors import WorkspaceProblem
    from acctdesk.workspace import driver, erasing

    with create_desk(path) as desk:
        account = Book(desk).account("Acme")
        desk.accounts.delete([account])

        def full_disk(_raw: object) -> None:
            raise driver.Error("database or disk is full")

        monkeypatch.setattr(erasing, "compact", full_disk)
        with pytest.raises(WorkspaceProblem, match="can't be written anew"):
            desk.purging.purge([account])
        assert desk.trash.deleted() == []


def everything(desk: Desk) -> dict[str, list[str]]:
    """All rows of all tables."""
    with desk.workspace.transaction() as connection:
        tables = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        ).all()
        return {
            one: sorted(
                repr(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {one}"))
            )
            for one in tables
        }


def test_a_purge_that_is_stopped_changes_nothing_wherever_it_was(path: Path) -> None:
    with create_desk(path) as desk:
        made = full(desk)
        desk.accounts.delete([made["account"]])
        before = everything(desk)
        published: list[Any] = []
        desk.bus.subscribe(published.append)
        stopped: list[float] = []
        for at in (0.0, 0.1, 0.3, 0.32, 0.4, 0.5, 0.6, 0.7, 0.8):

            def watch(job: Job, at: float = at) -> None:
                if job.share >= at:
                    job.cancel()

            job = Job("Purging", watch)
            if not at:
                job.cancel()
            with pytest.raises(Cancelled):
                desk.purging.purge([made["account"]], job)
            stopped.append(job.share)
            assert everything(desk) == before
        assert len(set(stopped)) > 5, "it was stopped in different places"
        assert not published
        assert made["account"] in {one.record for one in desk.trash.deleted()}
        shares: list[float] = []
        desk.purging.purge([made["account"]], Job("Purging", lambda job: shares.append(job.share)))
        assert shares == sorted(shares)
        assert shares[-1] >= 0.8
        assert desk.workspace.check() == []
    assert TOKEN.encode() not in bytes_of(path)


def test_the_colour_of_a_client_s_decks_goes_with_them(path: Path) -> None:
    with create_desk(path) as desk:
        book = Book(desk)
        account, stays = book.account("Leaves"), book.account("Stays")
        for one, colour in ((account, "#123456"), (stays, "#654321")):
            desk.settings.set(accent_of(one), colour)
        desk.records.delete("account", [account])
        desk.purging.purge([account])
        assert desk.settings.get(accent_of(account)) == ""
        assert desk.settings.get(accent_of(stays)) == "#654321"
    assert accent_of(account).encode() not in bytes_of(path)


def test_minutes_that_were_begun_go_with_their_review(path: Path) -> None:
    with create_desk(path) as desk:
        account, _change = desk.accounts.create({"name": "Northwind"})
        review, _change = desk.meetings.plan(account, "qbr", desk.context.now())
        other, _change = desk.accounts.create({"name": "Contoso"})
        stays, _change = desk.meetings.plan(other, "qbr", desk.context.now())
        desk.minutes_drafts.keep({review: {"text": "ZyxMinutes"}, stays: {"text": "ours"}})
        desk.accounts.delete([account])
        desk.purging.purge([account])
        assert list(desk.minutes_drafts.all()) == [stays]
    assert b"ZyxMinutes" not in bytes_of(path)
