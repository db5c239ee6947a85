"""What two workspaces had in common last: told by cause, and never where it can't be proved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.handover.lineage import Basis, Common, Received, Sender, Trail, common

ids = st.lists(st.uuids().map(lambda one: one.hex), min_size=1, max_size=12)


def trail(*changes: str) -> Trail:
    return Trail.of((at, f"{one:>032}".replace(" ", "0")) for at, one in enumerate(changes, 1))


OURS = trail("a1", "a2", "a3", "a4")
THEIRS = trail("b1", "b2", "b3")


def sender(number: int = 3, seen: str = "", of: Trail = THEIRS) -> Sender:
    return Sender("B", number, of, {"A": seen} if seen else {})


class TestTrails:
    @given(ids)
    def test_a_trail_comes_back_as_it_was(self, changes: list[str]) -> None:
        made = Trail.of(enumerate(changes, 1))
        again = Trail.read(made.text())
        assert len(again) == len(changes)
        assert all(again.agrees(made.mark(at)) for at in range(1, len(changes) + 1))
        assert not again.agrees(made.mark(len(changes) + 1))

    @given(ids, ids)
    def test_a_copy_that_went_its_own_way_parts_where_it_did(
        self, shared: list[str], more: list[str]
    ) -> None:
        one = Trail.of(enumerate([*shared, *more], 1))
        other = Trail.of(enumerate([*shared, *(f"{int(x, 16) ^ 1:032x}" for x in more)], 1))
        assert one.parts_from(other) == other.parts_from(one) == len(shared)
        assert one.parts_from(one) == len(one)

    def test_what_was_purged_agrees_with_anything_but_proves_nothing(self) -> None:
        gap = Trail.of([(1, "0" * 24 + "aaaaaaaa"), (3, "0" * 24 + "cccccccc")])
        assert gap.agrees("2:12345678")
        assert not gap.agrees("3:12345678")
        assert gap.parts_from(Trail.of([(1, "0" * 24 + "aaaaaaaa")])) == 1


class TestCommon:
    def test_two_that_never_met_have_nothing_in_common(self) -> None:
        assert common(sender(), "A", OURS, None) == Common(Basis.NEVER)

    def test_what_they_merged_of_ours_is_our_own_past(self) -> None:
        assert common(sender(seen=OURS.mark(2)), "A", OURS, None) == Common(Basis.OURS, 2)

    def test_a_parcel_that_comes_home_unchanged_holds_nothing_new(self) -> None:
        home = Sender("A", 3, trail("a1", "a2", "a3"), {})
        assert common(home, "A", OURS, None).basis is Basis.ITSELF

    def test_a_copy_of_this_file_is_compared_where_it_parted(self) -> None:
        copied = Sender("A", 4, trail("a1", "a2", "f3", "f4"), {})
        assert common(copied, "A", OURS, None) == Common(Basis.OURS, 2)
        assert common(Sender("A", 1, trail("f1"), {}), "A", OURS, None).basis is Basis.NEVER

    def test_what_came_before_is_compared_with_what_comes_now(self) -> None:
        last = Received("r", 2, 3, trail("b1", "b2"))
        assert common(sender(), "A", OURS, last) == Common(Basis.THEIRS, record="r")
        # They have merged a state of ours that held what we had from them.
        assert common(sender(seen=OURS.mark(4)), "A", OURS, last) == Common(Basis.OURS, 4)
        # They have not.
        known = sender(seen=OURS.mark(2))
        assert common(known, "A", OURS, last) == Common(Basis.THEIRS, record="r")

    def test_an_older_parcel_or_the_same_again_holds_nothing_new(self) -> None:
        last = Received("r", 3, 3, THEIRS)
        assert common(sender(), "A", OURS, last).basis is Basis.ITSELF
        assert common(sender(2, of=trail("b1", "b2")), "A", OURS, last).basis is Basis.ITSELF

    def test_a_restored_backup_of_theirs_is_no_older_parcel(self) -> None:
        last = Received("r", 3, 3, THEIRS)
        other = trail("b1", "e2")
        assert common(sender(2, of=other), "A", OURS, last).basis is Basis.NEVER
        longer = trail("b1", "e2", "e3", "e4")
        assert common(sender(4, of=longer), "A", OURS, last).basis is Basis.NEVER
        # What they had merged of ours before is in common still.
        again = sender(4, seen=OURS.mark(1), of=longer)
        assert common(again, "A", OURS, last) == Common(Basis.OURS, 1)

    def test_a_state_of_ours_from_before_a_restore_is_not_our_past(self) -> None:
        assert common(sender(seen="4:deadbeef"), "A", OURS, None).basis is Basis.NEVER
        assert common(sender(seen="9:deadbeef"), "A", OURS, None).basis is Basis.NEVER
