"""Accounts go to a colleague and come back: nothing is lost, doubled, or decided in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from acctdesk.errors import FileProblem, Invalid, NotFound
from acctdesk.models.catalogue import Format
from acctdesk.services.handover.parcel import Purpose
from acctdesk.services.handover.threeway import WHOLE, Side
from tests.services.handover.sites import Site, amended


@pytest.fixture
def acme(one: Site) -> str:
    one.desk.settings.introduce("Mara Klein")
    account = one.account("Acme", city="Ulm", tier="A", notes="They drink tea")
    one.person(account, "Jana Ode", title="CIO")
    return account


class TestThere:
    def test_an_empty_workspace_gets_all_there_is(self, one: Site, other: Site, acme: str) -> None:
        taken = other.take(one.give(acme))
        assert other.rows() == {key: row for key, row in one.rows().items() if key[0] != "setting"}
        assert (taken.dangling, taken.dropped, taken.accounts) == (0, 0, (acme,))

    def test_taking_over_is_one_change_that_undo_takes_back(
        self, one: Site, other: Site, acme: str
    ) -> None:
        parcel = one.give(acme)
        other.take(parcel)
        other.desk.history.undo()
        assert other.content() == {}
        other.desk.history.redo()
        assert other.compare(parcel).nothing_new
        other.desk.history.undo()
        assert other.compare(parcel).count(what="new") == parcel.count()

    def test_taking_twice_is_taking_once(self, one: Site, other: Site, acme: str) -> None:
        parcel = one.give(acme)
        other.take(parcel)
        before = other.content()
        assert other.take(parcel).change is None
        assert other.content() == before

    def test_both_keep_a_record_with_what_is_to_be_done(
        self, one: Site, other: Site, acme: str
    ) -> None:
        other.take(one.give(acme, note="Call Jana first"))
        [given], [taken] = one.desk.handovers.records(), other.desk.handovers.records()
        assert (given.direction, given.peer, given.names) == ("given", "Somebody", ("Acme",))
        assert (taken.direction, taken.peer, taken.note) == (
            "taken", "Mara Klein", "Call Jana first",
        )  # fmt: skip
        assert [step.code for step in taken.steps] == ["introduction", "kick_off", "open_items"]
        other.desk.handovers.tick(taken.steps[0].id)
        other.desk.handovers.add_step(taken.id, " Meet the CFO ")
        [taken] = other.desk.handovers.records()
        assert [(one.title, one.done) for one in taken.steps] == [
            ("", "2026-11-23"), ("", ""), ("", ""), ("Meet the CFO", ""),
        ]  # fmt: skip
        other.desk.handovers.remove_step(taken.steps[3].id)
        other.desk.handovers.edit(taken.id, note="Done by May")
        [taken] = other.desk.handovers.records()
        assert (len(taken.steps), taken.note) == (3, "Done by May")

    def test_private_notes_stay_unless_they_are_asked_for(
        self, one: Site, other: Site, acme: str
    ) -> None:
        other.take(one.give(acme, private=False))
        assert other.value("account", acme, "notes") is None
        other.take(one.give(acme, private=True))
        assert other.value("account", acme, "notes") == "They drink tea"

    def test_what_is_left_out_stays_and_nothing_hangs_on_it(
        self, one: Site, other: Site, acme: str
    ) -> None:
        one.desk.promises.make(acme, {"title": "DR test", "side": "theirs", "made": "2026-01-01"})
        parcel = one.give(acme, left_out=frozenset({"people", "promises"}))
        assert not {"person", "position", "promise"} & parcel.rows.keys()
        other.take(parcel)
        assert {kind for kind, _one in other.rows()} == {"account", "member"}

    def test_no_account_or_one_that_is_gone_is_refused(self, one: Site) -> None:
        with pytest.raises(Invalid):
            one.pack()
        with pytest.raises(NotFound):
            one.pack("0" * 32)

    def test_a_newer_schema_is_refused(self, one: Site, other: Site, acme: str) -> None:
        parcel = replace(one.give(acme), schema="9999")
        with pytest.raises(FileProblem, match="newer"):
            other.compare(parcel)

    def test_an_older_schema_is_taken(self, one: Site, other: Site, acme: str) -> None:
        """It knew fewer kinds and columns: what it doesn't tell is left as it is."""
        other.take(one.give(acme))
        other.edit("account", acme, legal_name="Acme SE")
        parcel = one.give(acme)
        names = parcel.columns["account"]
        kept = [names.index(name) for name in ("id", "name", "city")]
        old = replace(
            parcel,
            schema="0001",
            number=parcel.number + 1,
            columns={"account": ("id", "name", "city")},
            rows={"account": [[row[at] for at in kept] for row in parcel.rows["account"]]},
        )
        old.rows["account"][0][2] = "Bonn"  # type: ignore[index]
        other.take(old)
        assert other.value("account", acme, "city") == "Bonn"
        assert other.value("account", acme, "legal_name") == "Acme SE"
        assert other.ids("person") == one.ids("person")


class TestBack:
    def test_what_was_changed_there_comes_back(self, one: Site, other: Site, acme: str) -> None:
        other.take(one.give(acme))
        other.edit("account", acme, city="Bonn")
        person, _post = other.person(acme, "Rui Faria", title="CFO")
        one.edit("account", acme, tier="B")
        one.take(other.give(acme, purpose=Purpose.RETURN))
        assert one.value("account", acme, "city") == "Bonn"
        assert one.value("account", acme, "tier") == "B"
        assert person in one.ids("person")

    def test_what_both_changed_is_asked_and_decided_for_both(
        self, one: Site, other: Site, acme: str
    ) -> None:
        other.take(one.give(acme))
        other.edit("account", acme, city="Bonn")
        one.edit("account", acme, city="Kiel")
        back = other.give(acme)
        [clash] = one.clashes(back)
        assert (clash.field, clash.base, clash.ours, clash.theirs) == (
            "city", "Ulm", "Kiel", "Bonn",
        )  # fmt: skip
        with pytest.raises(Invalid):
            one.take(back, side={})
        one.take(back, side=Side.OURS)
        assert one.value("account", acme, "city") == "Kiel"
        assert one.clashes(other.give(acme)) == ()
        other.take(one.give(acme))
        assert other.value("account", acme, "city") == "Kiel"
        assert one.rows() == other.rows() | {
            key: row for key, row in one.rows().items() if key[0] == "setting"
        }

    def test_what_was_deleted_there_goes_here_and_what_is_only_out_of_sight_stays(
        self, one: Site, other: Site, acme: str
    ) -> None:
        talk, _change = one.desk.interactions.log(
            acme, {"type": "call", "day": "2026-11-01", "subject": "Price"}
        )
        other.take(one.give(acme))
        [person] = other.ids("person")
        [post] = other.ids("position")
        other.desk.records.delete("interaction", [talk])
        other.desk.records.delete("position", [post])
        one.take(other.give(acme))
        assert one.ids("interaction") == []
        assert one.ids("position") == []
        # Nothing of the account refers to her any more, and nobody deleted her.
        assert one.ids("person") == [person]

    def test_what_was_deleted_there_and_changed_here_is_asked(
        self, one: Site, other: Site, acme: str
    ) -> None:
        other.take(one.give(acme))
        [person] = one.ids("person")
        other.desk.records.delete("person", [person])
        one.edit("person", person, phone="+49 30 1")
        back = other.give(acme)
        [clash] = [found for found in one.clashes(back) if found.key == ("person", person)]
        assert (clash.field, clash.theirs) == (WHOLE, None)
        one.take(back, side=Side.OURS)
        assert (one.ids("person"), len(one.ids("position"))) == ([person], 1)
        other.take(one.give(acme), side={})
        assert other.rows() == {key: row for key, row in one.rows().items() if key[0] != "setting"}

    def test_somebody_who_is_deleted_there_stays_where_another_account_has_them(
        self, one: Site, other: Site, acme: str
    ) -> None:
        globex = one.account("Globex")
        [person] = one.ids("person")
        other.take(one.give(acme))
        one.desk.records.create(
            "position", {"person_id": person, "account_id": globex, "title": "Adviser"}
        )
        other.desk.records.delete("person", [person])
        back = other.give(acme)
        assert {found.key for found in one.clashes(back)} == {("person", person)}
        one.take(back, side=Side.OURS)
        assert one.ids("person") == [person]

    def test_a_parent_that_stays_here_is_kept_when_its_child_comes_back(
        self, one: Site, other: Site, acme: str
    ) -> None:
        holding = one.account("Acme Holding")
        one.edit("account", acme, parent_id=holding)
        parcel = one.give(acme)
        assert parcel.outside == {holding: "Acme Holding"}
        assert other.take(parcel).dangling == 1
        assert other.value("account", acme, "parent_id") is None
        other.edit("account", acme, city="Bonn")
        back = other.give(acme)
        assert one.compare(back).count() == 1
        one.take(back)
        assert one.value("account", acme, "parent_id") == holding

    def test_private_notes_that_never_went_are_not_taken_for_emptied(
        self, one: Site, other: Site, acme: str
    ) -> None:
        other.take(one.give(acme, private=False))
        other.edit("account", acme, city="Bonn")
        one.take(other.give(acme, private=True))
        assert one.value("account", acme, "notes") == "They drink tea"
        assert one.value("account", acme, "city") == "Bonn"

    def test_accounts_that_went_at_different_times_are_each_compared_with_their_own_past(
        self, one: Site, other: Site, acme: str
    ) -> None:
        globex = one.account("Globex", city="Rom")
        other.take(one.give(acme))
        one.edit("account", acme, city="Kiel")  # they never got that
        other.take(one.give(globex))
        other.edit("account", globex, city="Oslo")
        one.take(other.give(acme, globex))
        assert one.value("account", acme, "city") == "Kiel"
        assert one.value("account", globex, "city") == "Oslo"

    def test_a_third_one_may_give_it_back(
        self, one: Site, other: Site, acme: str, tmp_path: Path, blank: Path
    ) -> None:
        third = Site.made(blank, tmp_path / "third.acctdesk")
        other.take(one.give(acme))
        other.edit("account", acme, city="Bonn")
        third.take(other.give(acme))
        third.edit("account", acme, tier="C")
        one.edit("account", acme, sector="Steel")
        one.take(third.give(acme), side={})
        said = [one.value("account", acme, name) for name in ("city", "tier", "sector")]
        assert said == ["Bonn", "C", "Steel"]
        third.close()


class TestWorkbookEdits:
    def test_what_was_edited_in_the_workbook_is_taken_and_not_asked_again(
        self, one: Site, other: Site, acme: str
    ) -> None:
        """A colleague without the program edits cells and sends the workbook back."""
        parcel = one.give(acme)
        edited = amended(parcel, "account", acme, city="Bonn")
        one.take(parcel, edited)
        assert one.value("account", acme, "city") == "Bonn"
        assert one.compare(parcel, edited).nothing_new
        one.edit("account", acme, city="Kiel")
        assert one.compare(parcel, edited).nothing_new
        # They went on in the same workbook.
        again = amended(edited, "account", acme, tier="C")
        one.take(parcel, again, side={})
        assert one.value("account", acme, "city") == "Kiel"
        assert one.value("account", acme, "tier") == "C"

    def test_rows_that_were_removed_or_added_in_the_workbook(self, one: Site, acme: str) -> None:
        parcel = one.give(acme)
        [person] = one.ids("person")
        [post] = one.ids("position")
        columns = parcel.columns["unit"]
        new = ["f" * 32 if name == "id" else None for name in columns]
        new[columns.index("account_id")], new[columns.index("name")] = acme, "Sales"
        edited = replace(
            parcel,
            rows={**parcel.rows, "unit": [new], "position": []},
            gone={"position": (post,)},
        )
        one.take(parcel, edited)
        assert (one.ids("position"), one.ids("person"), one.ids("unit")) == (
            [], [person], ["f" * 32],
        )  # fmt: skip

    def test_edits_on_the_way_from_a_colleague_are_kept_when_they_go_on_without_them(
        self, one: Site, other: Site, acme: str
    ) -> None:
        other.take(one.give(acme))
        other.edit("account", acme, tier="C")
        back = other.give(acme)
        one.take(back, amended(back, "account", acme, city="Bonn"))
        other.edit("account", acme, sector="Steel")
        one.take(other.give(acme), side={})
        said = [one.value("account", acme, name) for name in ("city", "tier", "sector")]
        assert said == ["Bonn", "C", "Steel"]


class TestTheSame:
    """What both sides know already isn't doubled, though its ids differ."""

    def test_a_client_that_both_have_is_one_and_what_differs_is_asked(
        self, one: Site, other: Site, acme: str
    ) -> None:
        here = other.account("ACME", city="Ulm", tier="B")
        parcel = one.give(acme)
        taking = other.compare(parcel)
        assert [(found.kind, found.ours) for found in taking.matched] == [("account", here)]
        assert {clash.field for clash in taking.clashes} == {"name", "tier"}
        other.take(parcel, side=Side.OURS)
        assert other.ids("account") == [here]
        assert other.value("account", here, "notes") == "They drink tea"
        assert other.value("position", other.ids("position")[0], "account_id") == here
        # It is known from now on, both ways.
        assert other.compare(parcel).nothing_new
        other.edit("account", here, city="Bonn")
        one.take(other.give(here), side=Side.OURS)
        assert one.ids("account") == [acme]
        assert one.value("account", acme, "city") == "Bonn"

    def test_who_wants_them_apart_keeps_them_apart(self, one: Site, other: Site, acme: str) -> None:
        here = other.account("Acme")
        other.take(one.give(acme), apart=[acme])
        assert set(other.ids("account")) == {here, acme}

    def test_a_name_that_two_have_is_nobodys(self, one: Site, other: Site, acme: str) -> None:
        other.account("Acme")
        other.account("Acme")
        assert other.compare(one.give(acme)).matched == ()

    def test_a_value_that_both_gave_a_field_of_their_own_is_one(
        self, one: Site, other: Site, acme: str
    ) -> None:
        for site, account, value in ((one, acme, 1), (other, other.account("Acme"), 2)):
            field, _change = site.desk.custom_fields.define("account", "Score", Format.NUMBER)
            site.edit("account", account, **{field: value})
        taking = other.compare(one.give(acme))
        assert [(clash.key[0], clash.field) for clash in taking.clashes] == [
            ("custom_value", "number")
        ]
        [told] = taking.differences(what="clash")
        assert [(told.title, field.label, field.ours, field.theirs) for field in told.fields] == [
            ("Acme", "Score", 2, 1)
        ]
        other.take(taking.parcel)
        assert len(other.ids("custom_value")) == len(other.ids("custom_field")) == 1


class TestCopies:
    """A copied file and a restored backup are told from the workspace that they left."""

    def test_a_copied_file_is_merged_where_it_parted(
        self, one: Site, acme: str, tmp_path: Path
    ) -> None:
        path = one.desk.workspace.back_up()
        copied = tmp_path / "copy.acctdesk"
        path.replace(copied)
        twin = Site(copied)
        twin.edit("account", acme, city="Bonn")
        one.edit("account", acme, tier="C")
        one.take(twin.give(acme), side={})
        said = [one.value("account", acme, name) for name in ("city", "tier")]
        assert said == ["Bonn", "C"]
        twin.close()

    def test_what_a_restored_backup_never_had_is_not_undone_elsewhere(
        self, one: Site, other: Site, acme: str, tmp_path: Path
    ) -> None:
        saved = one.desk.workspace.back_up(tmp_path / "saved.acctdesk")
        one.edit("account", acme, city="Bonn")
        other.take(one.give(acme))
        restored = Site(saved)
        restored.edit("account", acme, tier="C")
        restored.edit("account", acme, sector="Steel")
        restored.edit("account", acme, sector="Iron")
        back = restored.give(acme)
        asked = {clash.field for clash in other.clashes(back)}
        assert asked == {"city", "tier"}  # nothing in common can be proved: asked, not taken
        other.take(back, side=Side.OURS)
        assert other.value("account", acme, "city") == "Bonn"
        restored.close()
