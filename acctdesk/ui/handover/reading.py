"""What the hand-over page reads, on another thread: plain values with their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from acctdesk.services.handover.parcel import Purpose
from acctdesk.ui.handover.giving_draft import GivingDraft

if TYPE_CHECKING:
    from acctdesk.exchange.handoff.fixing import Fix
    from acctdesk.services.handover.brief import AccountBrief
    from acctdesk.services.handover.handovers import HandoverRecord
    from acctdesk.services.handover.scope import Scope
    from acctdesk.services.lanes import Job
    from acctdesk.ui.desk import Desk

DRAFT = "giving"
"""Under which key the hand-over that is being prepared is kept."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An account that may be handed over.

    Attributes:
        id: Its id.
        name: Its name.
        owner: Name of who of us owns it; may be empty.
        phase: Its phase in words; may be empty.
        mine: Whether I own it.
        came_from: Name of who handed it to me last; empty for nobody.
    """

    id: str
    name: str
    owner: str = ""
    phase: str = ""
    mine: bool = False
    came_from: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be handed over, and to whom.

    Attributes:
        accounts: By name, those that are archived last.
        sections: Code and label of what may be left out.
        colleagues: Names of our own people but me.
    """

    accounts: tuple[Offered, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    colleagues: tuple[str, ...] = ()

    def account(self, record: str) -> Offered | None:
        """An account by its id; None when it isn't there any more."""
        return next((one for one in self.accounts if one.id == record), None)


def offer(desk: Desk) -> Offer:
    """What can be handed over, and to whom."""
    from acctdesk.services.handover.scope import SECTIONS
    from acctdesk.services.query import ListQuery, Sort
    from acctdesk.ui.entry import in_words

    ids = desk.listing.ids(ListQuery("account", sort=(Sort("name"),), archived=True))
    phase = desk.fields.catalogue.kind("account").fields["phase"]
    me = desk.settings.me
    mine = {one for one, _name in desk.records.options("account", owner_id=me.id)} if me.id else ()
    came = _came_from(desk.handovers.records())
    made = [
        (
            bool(archived),
            Offered(
                account, name, owner or "", in_words(phase, code) if code else "",
                account in mine, came.get(account, ""),
            ),
        )
        for account, name, owner, code, archived in desk.extracts.of(
            "account", ("name", "owner_id", "phase", "archived")
        ).rows(ids)
    ]  # fmt: skip
    made.sort(key=lambda one: one[0])
    colleagues = [name for _id, name in desk.records.options("member") if name != me.name]
    return Offer(
        tuple(one for _archived, one in made),
        tuple((one.code, str(one.label)) for one in SECTIONS),
        tuple(colleagues),
    )


def _came_from(records: Sequence[HandoverRecord]) -> dict[str, str]:
    """Who handed each account to me last, by account; the newest record comes first."""
    found: dict[str, str] = {}
    for record in records:
        if record.direction == "taken" and record.purpose != Purpose.RETURN:
            for account in record.accounts:
                found.setdefault(account, record.peer)
    return found


# -- readiness ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of an account, in words.

    Attributes:
        code: Its code.
        asks: What it asks for.
        met: Whether it is met.
        said: What is missing; empty when it is met.
        fix: Where that is mended; None when it is met.
        account: Whose check it is.
        record: Kind and id of the first record behind it.
    """

    code: str
    asks: str
    met: bool
    said: str
    fix: Fix | None
    account: str = ""
    record: tuple[str, str] = ("", "")

    @property
    def missing(self) -> str:
        """What is missing, as the beginning of a sentence."""
        return self.said[:1].upper() + self.said[1:]


@dataclass(frozen=True, slots=True)
class Judged:
    """How far an account is ready, in words.

    Attributes:
        account: Its id.
        name: Its name.
        share: 0 to 1.
        score: The same as "86 %".
        missing: What is missing, the weightiest first.
        checks: All checks that apply, those that aren't met first.
    """

    account: str
    name: str
    share: float
    score: str
    missing: str
    checks: tuple[CheckLine, ...]


def judged(desk: Desk, accounts: Sequence[str]) -> tuple[Judged, ...]:
    """How far accounts are ready, the least ready first."""
    from acctdesk.exchange.handoff.fixing import asks, fix_of, said, score

    found = []
    for one in desk.handovers.readiness(accounts):
        lines = [
            CheckLine(
                check.code,
                asks(check),
                check.met,
                said(check),
                fix_of(check, one.account),
                one.account,
                check.records[0] if check.records else ("", ""),
            )
            for check in (*one.missing, *(check for check in one.checks if check.met))
        ]
        missing = ", ".join(line.said for line in lines if not line.met)
        found.append(
            Judged(one.account, one.name, float(one.share), score(one), missing, tuple(lines))
        )
    return tuple(sorted(found, key=lambda one: one.share))


# -- preview -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A line of a brief: what it is, and what stands behind it.

    Attributes:
        head: The words.
        detail: Grey words; may be empty.
        mark: What stands before it, such as a severity's code or a day; may be empty.
    """

    head: str
    detail: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The brief of one account, as it will read.

    Attributes:
        account: Its id.
        name: Its name.
        facts: What each is called, and what it is.
        top: The top things to know; their mark is a code of a severity.
        people: Who matters.
        promises: What is open.
        dates: What comes next; their mark is the day.
    """

    account: str
    name: str
    facts: tuple[tuple[str, str], ...]
    top: tuple[BriefLine, ...]
    people: tuple[BriefLine, ...]
    promises: tuple[BriefLine, ...]
    dates: tuple[BriefLine, ...]


def briefed(desk: Desk, draft: GivingDraft) -> tuple[BriefPage, ...]:
    """The briefs of the accounts of a draft, as they will read: without what stays here."""
    found = desk.handovers.brief(draft.accounts, draft.left_out)
    return tuple(_page(one) for one in found.accounts)


def _page(one: AccountBrief) -> BriefPage:
    from acctdesk.exchange.handoff import wording
    from acctdesk.ui.handover.said import owed
    from acctdesk.words import date

    people = []
    for who in one.who:
        title = ", ".join(part for part in (who.name, who.title) if part)
        parts = (wording.roles_of(who), wording.attitude_of(who), wording.contact_of(who))
        people.append(BriefLine(title, wording.APART.join(part for part in parts if part)))
    top = [BriefLine(*wording.thing(thing), mark=thing.severity) for thing in one.top]
    return BriefPage(
        one.account,
        one.name,
        tuple(wording.fact(code, value) for code, value in one.facts),
        tuple(top),
        tuple(people),
        tuple(BriefLine(promise.title, owed(promise)) for promise in one.promises),
        tuple(BriefLine(wording.coming(day), mark=date(day.day)) for day in one.dates),
    )


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook will hold.

    Attributes:
        sheets: Name of each sheet of records, and how many it has.
        records: How many records there are in all.
    """

    sheets: tuple[tuple[str, int], ...]
    records: int


def contents(desk: Desk, draft: GivingDraft, job: Job) -> Contents:
    """What the workbook of a draft will hold."""
    from acctdesk.exchange.handoff.layout import described, pages

    parcel = desk.handovers.parcel(scope_of(draft), job)
    found = pages(described(desk.fields.catalogue, parcel), parcel)
    return Contents(
        tuple((one.name, len(parcel.rows.get(one.kind, ()))) for one in found), parcel.count()
    )


def scope_of(draft: GivingDraft) -> Scope:
    """What a draft hands over."""
    from acctdesk.services.handover.scope import Scope

    return Scope(
        draft.accounts, draft.left_out, draft.private, Purpose(draft.purpose), draft.note.strip()
    )


# -- the draft that is kept --------------------------------------------------------------------


def kept_draft(desk: Desk) -> Mapping[str, Any] | None:
    """The hand-over that was being prepared; None when there is none."""
    return desk.handover_drafts.all().get(DRAFT)


def keep_draft(desk: Desk, draft: GivingDraft | None) -> None:
    """Keep a hand-over that is being prepared; None forgets it."""
    desk.handover_drafts.keep({DRAFT: draft.told() if draft is not None else None})
