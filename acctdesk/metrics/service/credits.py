"""Service credits: what is owed when a level is missed, by the agreement's tiers and cap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

PROJECTED = "projected"
CONFIRMED = "confirmed"
ISSUED = "issued"

NO_CHARGE = "no_charge"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its ISO 4217 code."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Tier:
    """What is owed below a level.

    Attributes:
        below: Attainment below which it is owed, 0 to 1; exactly there it isn't.
        share: Share of the monthly charge.
    """

    below: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says of credits.

    Attributes:
        tiers: In any order; of those that apply, the one with the lowest level does.
        cap_share: Never more than this share of the charge; None for no such cap.
        cap: Never more than this amount, in the charge's currency; None for no such cap.

    Raises:
        ValueError: A share, level or cap is negative, or two tiers have one level.
    """

    tiers: tuple[Tier, ...]
    cap_share: Decimal | None = None
    cap: Decimal | None = None

    def __post_init__(self) -> None:
        said = [x for one in self.tiers for x in (one.below, one.share)]
        said += [one for one in (self.cap_share, self.cap) if one is not None]
        if any(one < 0 for one in said):
            raise ValueError("a negative share, level or cap")
        if len({one.below for one in self.tiers}) < len(self.tiers):
            raise ValueError("two tiers of one level")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit.

    Attributes:
        money: What is owed, unrounded; None with a reason.
        share: Share of the charge by its tier, before the cap; 0 when nothing is owed.
        capped: Whether a cap made it less.
        stage: "projected" while the period runs, "confirmed" when it has ended, "issued" when the
            client was given it.
        reason: "no_charge", that of the attainment, or empty.
    """

    money: Money | None
    share: Decimal
    capped: bool
    stage: str
    reason: str = ""


def credit(
    attained: Decimal | None,
    terms: Terms,
    charge: Money | None,
    *,
    ended: bool,
    issued: Money | None = None,
    reason: str = "",
) -> Credit:
    """What is owed for an attainment.

    Args:
        attained: Attainment or availability, unrounded, 0 to 1; None when there is none.
        terms: What the agreement says.
        charge: The service's monthly charge.
        ended: Whether the period has ended.
        issued: What the client was given already; it is told as it is, whatever is calculated.
        reason: Why there is no attainment.
    """
    share, stage = _share(attained, terms.tiers), CONFIRMED if ended else PROJECTED
    if issued is not None:
        return Credit(issued, share, False, ISSUED)
    if attained is None:
        return Credit(None, share, False, stage, reason)
    if charge is None:
        return Credit(None, share, False, stage, NO_CHARGE)
    owed = share * charge.amount
    most = [owed]
    if terms.cap is not None:
        most.append(terms.cap)
    if terms.cap_share is not None:
        most.append(terms.cap_share * charge.amount)
    given = min(most)
    return Credit(Money(given, charge.currency), share, given < owed, stage)


def within_cap(credits: Iterable[Credit], cap: Money) -> list[Credit]:
    """Credits of one period under a cap of the whole agreement.

    What was issued comes first, the rest in its order; what goes over the cap is cut off. What was
    issued is never cut: it has been given.

    Args:
        credits: Credits of the agreement's objectives.
        cap: What all of them may come to.

    Raises:
        ValueError: A credit is in another currency; amounts of two are never added.
    """
    credits = list(credits)
    amounts = [one.money for one in credits if one.money is not None]
    if any(one.currency != cap.currency for one in amounts):
        raise ValueError("credits and their cap in two currencies")
    issued = [one.money.amount for one in credits if one.stage == ISSUED and one.money]
    left = max(cap.amount - sum(issued, Decimal()), Decimal())
    found = []
    for one in credits:
        if one.stage == ISSUED or one.money is None:
            found.append(one)
            continue
        given = min(one.money.amount, left)
        left -= given
        cut = given < one.money.amount
        found.append(replace(one, money=Money(given, cap.currency), capped=True) if cut else one)
    return found


def _share(attained: Decimal | None, tiers: Sequence[Tier]) -> Decimal:
    if attained is None:
        return Decimal()
    due = [one for one in tiers if attained < one.below]
    return min(due, key=lambda one: one.below).share if due else Decimal()
