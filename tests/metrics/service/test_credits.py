"""Credits by tiers, under their caps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.metrics.service.credits import Credit, Money, Terms, Tier, credit, within_cap

D = Decimal
# metrics.md, "Service levels", service credit: tiers in the manner of EC2.
EC2 = Terms((Tier(D("0.9999"), D("0.1")), Tier(D("0.99"), D("0.3")), Tier(D("0.95"), D(1))))
CHARGE = Money(D(1000), "USD")


@pytest.mark.parametrize(
    ("attained", "owed"),
    [
        ("1", 0), ("0.9999", 0), ("0.99989999", 100), ("0.99", 100),
        ("0.98999999", 300), ("0.95", 300), ("0.94999999", 1000), ("0", 1000),
    ],
)  # fmt: skip
def test_a_tier_holds_at_its_lower_bound(attained: str, owed: int) -> None:
    found = credit(D(attained), EC2, CHARGE, ended=True)
    assert found == Credit(Money(D(owed), "USD"), found.share, False, "confirmed")
    assert found.share * 1000 == owed


def test_a_cap_of_the_charge_and_one_of_an_amount() -> None:
    quarter = Terms(EC2.tiers, cap_share=D("0.25"))
    found = credit(D("0.9"), quarter, CHARGE, ended=False)
    assert (found.money, found.capped, found.stage) == (Money(D(250), "USD"), True, "projected")
    assert found.share == 1
    both = Terms(EC2.tiers, cap_share=D("0.25"), cap=D(80))
    assert credit(D("0.995"), both, CHARGE, ended=True).money == Money(D(80), "USD")
    assert not credit(D("0.995"), quarter, CHARGE, ended=True).capped


def test_what_was_issued_is_told_as_it_is() -> None:
    given_ = Money(D("99.50"), "USD")
    found = credit(D("0.995"), EC2, CHARGE, ended=True, issued=given_)
    assert (found.money, found.stage) == (given_, "issued")
    assert credit(None, EC2, CHARGE, ended=True, issued=given_).money == given_


def test_without_a_figure_there_is_a_reason() -> None:
    found = credit(None, EC2, CHARGE, ended=True, reason="nothing_due")
    assert (found.money, found.reason) == (None, "nothing_due")
    assert credit(D("0.9"), EC2, None, ended=True).reason == "no_charge"


def test_terms_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Terms(EC2.tiers, cap=D(-1))
    with pytest.raises(ValueError, match="one level"):
        Terms((Tier(D("0.9"), D("0.1")), Tier(D("0.9"), D("0.2"))))


def test_the_cap_of_an_agreement_is_over_all_its_credits() -> None:
    one = Credit(Money(D(300), "USD"), D("0.3"), False, "confirmed")
    issued = Credit(Money(D(200), "USD"), D("0.2"), False, "issued")
    none = Credit(None, D(0), False, "projected", "nothing_due")
    found = within_cap([one, one, none, issued], Money(D(600), "USD"))
    assert [c.money.amount if c.money else None for c in found] == [300, 100, None, 200]
    assert [c.capped for c in found] == [False, True, False, False]
    with pytest.raises(ValueError, match="two currencies"):
        within_cap([one], Money(D(600), "EUR"))


shares = st.decimals(0, 2, places=4)
terms_ = st.builds(
    Terms,
    st.lists(st.builds(Tier, shares, shares), max_size=5, unique_by=lambda one: one.below).map(
        tuple
    ),
    st.none() | shares,
    st.none() | st.decimals(0, 5000, places=2),
)


@given(
    st.lists(st.tuples(st.none() | st.decimals(0, 1, places=6), terms_), max_size=6),
    st.decimals(0, 10_000, places=2),
    st.decimals(0, 10_000, places=2),
    st.booleans(),
)
def test_a_credit_never_exceeds_its_cap(
    attained: list[tuple[Decimal | None, Terms]], charge: Decimal, cap: Decimal, ended: bool
) -> None:
    found = [credit(value, terms, Money(charge, "EUR"), ended=ended) for value, terms in attained]
    for one, (value, terms) in zip(found, attained, strict=True):
        assert (one.money is None) == (value is None)
        if one.money is not None:
            assert one.money.amount >= 0
            assert one.money.amount <= one.share * charge
            assert terms.cap is None or one.money.amount <= terms.cap
            assert terms.cap_share is None or one.money.amount <= terms.cap_share * charge
            assert one.capped == (one.money.amount < one.share * charge)
    under = within_cap(found, Money(cap, "EUR"))
    assert sum((one.money.amount for one in under if one.money), D(0)) <= cap
    owed = sum((one.money.amount for one in found if one.money), D(0))
    kept = sum((one.money.amount for one in under if one.money), D(0))
    assert kept == min(owed, cap)
