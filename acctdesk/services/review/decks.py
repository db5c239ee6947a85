"""Decks: the slides of a review put together, in the client's language, frozen when it was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, select

from acctdesk.clientview import Deck, Slide
from acctdesk.errors import Invalid
from acctdesk.metrics.reviews import days_of_period, period_code, quarter_of
from acctdesk.models import Account
from acctdesk.models import Meeting as MeetingRow
from acctdesk.services.attachments import Attachments
from acctdesk.services.context import Context
from acctdesk.services.meeting import INTERNAL, Frozen, Meeting
from acctdesk.services.meeting_reading import read_meetings, read_slides, read_snapshot
from acctdesk.services.parties import gone
from acctdesk.services.review.blocks import block
from acctdesk.services.review.branding import brand_of
from acctdesk.services.review.choosing import Choices, choices_of
from acctdesk.services.review.differing import Difference, differences
from acctdesk.services.review.freezing import freeze, thaw
from acctdesk.services.review.said import local, period_words
from acctdesk.services.review.stock import NO_TEXTS, Block, Material, Reach, Stock, Withheld
from acctdesk.services.review.wanted import (
    USUAL,
    USUAL_SLIDES,
    Made,
    Wanted,
    typed_over,
    with_charts,
    written,
)
from acctdesk.services.review.withholding import Withholding
from acctdesk.services.settings import Settings
from acctdesk.services.stakeholders import Stakeholders
from acctdesk.words import _, date, names, speaking, speaks

__all__ = ["USUAL", "Built", "Decks"]

FALLBACK = "en-GB"
"""What a deck speaks to a client whose language we don't."""


@dataclass(frozen=True, slots=True)
class Built:
    """A deck, and what only we know of it.

    Attributes:
        deck: What the client gets.
        withheld: What they don't: kinds and counts.
        notes: Speaker notes, one a slide, empty for none; for the second screen alone.
        minutes: Speaker minutes, one a slide; None for nothing said.
        rows: Id of the record behind each slide; empty for a slide that nobody chose.
        warnings: What to know before it is shown: slides that had nothing to show, a language
            that isn't spoken.
        frozen: When it was frozen; None for one that was made now.
    """

    deck: Deck
    withheld: tuple[Withheld, ...] = ()
    notes: tuple[str, ...] = ()
    minutes: tuple[int | None, ...] = ()
    rows: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    frozen: dt.datetime | None = None


NOTHING_TYPED: Mapping[str, Any] = {}


class Decks:
    """Puts decks together from what is released.

    Args:
        context: The open workspace.
        stakeholders: Reads the map.
        attachments: Reads pictures.
    """

    def __init__(
        self,
        context: Context,
        stakeholders: Stakeholders,
        attachments: Attachments,
    ) -> None:
        self._context = context
        self._reach = Reach(stakeholders.map, attachments.content)

    # -- queries ---------------------------------------------------------------------------

    def build(self, meeting: str, *, now: bool = False) -> Built:
        """The deck of a review: as it was frozen when that was held, or else as it is now.

        Args:
            meeting: The review.
            now: Whether to make it now, though it was frozen.

        Raises:
            NotFound: There is no such review.
            Invalid: It is an internal one, of which nothing is released.
        """
        with self._context.workspace.read() as connection:
            held = self._meeting(connection, meeting)
            kept = None if now else read_snapshot(connection, meeting)
            if kept is not None:
                deck = thaw(kept.content)
                none = ("",) * len(deck.slides)
                return Built(
                    deck, _told(kept.withheld), none, (None,) * len(none), none, (), kept.made
                )
            told = read_slides(connection, meeting)
            wanted = [Wanted(one.block, one, one.options) for one in told if not one.hidden]
            if not told:
                wanted = list(USUAL_SLIDES)
            return self._built(connection, held.account, held.period, wanted, held)

    def for_period(self, account: str, period: str) -> Built:
        """A deck of the usual slides, without a review.

        Args:
            account: Account id.
            period: What is looked at: "2026-Q3", "2026-09" or "2026".

        Raises:
            NotFound: There is no such account.
            Invalid: It names no period.
        """
        try:
            code = period_code(period)
        except ValueError:
            raise Invalid(
                _("this names no period: %s.") % period,
                field="period",
                remedy=_("Write a quarter or a month, such as 2026-Q3 or 2026-09."),
            ) from None
        with self._context.workspace.read() as connection:
            if connection.scalar(select(Account.id).where(Account.id == account)) is None:
                raise gone(self._context, "account")
            return self._built(connection, account, code, USUAL_SLIDES, None)

    def sketch(
        self, meeting: str, slide: str = "", values: Mapping[str, Any] = NOTHING_TYPED
    ) -> Built:
        """What a review's slides would be now, hidden ones too; for who puts them together.

        What is withheld isn't counted.

        Args:
            meeting: The review.
            slide: The one slide that is wanted; all unless given.
            values: What is typed for that and isn't kept yet: fields by name, "options" as a
                mapping.

        Raises:
            NotFound: There is no such review.
            Invalid: It is an internal one.
        """
        with self._context.workspace.read() as connection:
            held = self._meeting(connection, meeting)
            wanted = []
            for one in read_slides(connection, meeting):
                mine = one.id == slide and "options" in values
                wanted.append(Wanted(one.block, one, values["options"] if mine else one.options))
            return self._built(
                connection, held.account, held.period, wanted, held, sketch=(slide, values)
            )

    def choices(self, meeting: str) -> Choices:
        """What the blocks of a review's slides can be told, of what its client may see.

        Raises:
            NotFound: There is no such review.
            Invalid: It is an internal one.
        """
        with self._context.workspace.read() as connection:
            held = self._meeting(connection, meeting)
            return choices_of(self._stock(connection, held.account, held.period, held))

    def differences(self, meeting: str) -> tuple[Difference, ...]:
        """What of a frozen deck would be shown otherwise today; nothing of one that isn't frozen.

        Raises:
            NotFound: There is no such review.
            Invalid: It is an internal one.
        """
        kept = self.build(meeting)
        if kept.frozen is None:
            return ()
        return differences(kept.deck, self.build(meeting, now=True).deck)

    def frozen(self, meeting: str) -> Frozen | None:
        """What is kept of the deck of a review; nothing of an internal one.

        Raises:
            NotFound: There is no such review.
        """
        try:
            made = self.build(meeting, now=True)
        except Invalid:
            return None
        counts = [[one.label, one.count] for one in made.withheld]
        return Frozen(freeze(made.deck), orjson.dumps(counts).decode())

    # -- making ----------------------------------------------------------------------------

    def _meeting(self, connection: Connection, meeting: str) -> Meeting:
        fiscal = Settings(self._context).fiscal_month
        found = read_meetings(connection, fiscal, MeetingRow.id == meeting)
        if not found:
            raise gone(self._context, "meeting")
        if found[0].type == INTERNAL:
            raise Invalid(
                _("this review is internal: there are no slides for the client."),
                field="type",
                remedy=_("Choose another kind of review."),
            )
        return found[0]

    def _built(
        self,
        connection: Connection,
        account: str,
        period: str,
        wanted: Sequence[Wanted],
        meeting: Meeting | None,
        sketch: tuple[str, Mapping[str, Any]] | None = None,
    ) -> Built:
        stock = self._stock(connection, account, period, meeting)
        asked = (meeting.language if meeting else "") or stock.account.text("language")
        language = asked if speaks(asked) else FALLBACK
        warnings = []
        if asked and language != asked:
            warnings.append(
                _("AcctDesk doesn't speak %s yet: the deck is in English.")
                % names("languages").get(asked.split("-")[0], asked)
            )
        with speaking(language):
            chosen = with_charts(wanted, stock)
            made, empty = self._slides(stock, chosen, *(sketch or ()))
            deck = self._deck(stock, language, [one.slide for one in made], meeting)
        warnings += [_("Nothing to show: %s") % one.label for one in empty]
        return Built(
            deck,
            () if sketch else self._withheld(stock, [one.code for one in wanted]),
            tuple(one.notes for one in made),
            tuple(one.minutes for one in made),
            tuple(one.row for one in made),
            tuple(warnings),
        )

    def _stock(
        self, connection: Connection, account: str, period: str, meeting: Meeting | None
    ) -> Stock:
        context = self._context
        fiscal = Settings(context).fiscal_month
        code = _period(period, meeting, context.today(), fiscal)
        first, last = days_of_period(code, fiscal)
        return Stock(
            connection, context.catalogue, account, code, first, last, context.today(),
            context.now(), self._reach, meeting.id if meeting else "",
        )  # fmt: skip

    def _deck(
        self, stock: Stock, language: str, slides: Sequence[Slide], meeting: Meeting | None
    ) -> Deck:
        row, client = stock.meeting, stock.account.text("name")
        title, day = _("Quarterly business review"), stock.today
        by = stock.rows.members().get(self._context.author.id or "", "")
        if row is not None:
            title, by = row.text("title") or title, row.text("member_id")
            if row["starts"] is not None:
                day = local(row["starts"], stock.zone).date()
        period = period_words(stock.period)
        return Deck(
            title, client, "" if period in title else period, date(day), by, language,
            tuple(slides), brand_of(stock.connection, stock.account_id, client, self._reach.file),
        )  # fmt: skip

    @staticmethod
    def _slides(
        stock: Stock,
        wanted: Sequence[Wanted],
        only: str = "",
        values: Mapping[str, Any] = NOTHING_TYPED,
    ) -> tuple[list[Made], list[Block]]:
        typed = {one.id: one for one in stock.parts("slide")}
        if only in typed:
            typed[only] = typed_over(typed[only], stock, values)
        made: list[Made] = []
        empty: list[Block] = []
        for one in wanted:
            maker = block(one.code)
            if maker is None:
                continue  # made by a newer AcctDesk
            told = one.told
            if only and (told is None or told.id != only):
                continue
            text = typed.get(told.id, NO_TEXTS) if told else NO_TEXTS
            slides = maker.slides(Material(stock, text, one.options))
            if not slides and told is not None:
                empty.append(maker)
            for at, slide in enumerate(slides):
                if told is None:
                    made.append(Made(slide))
                elif at:
                    made.append(Made(slide, told.id))
                else:
                    done = written(slide, text, maker, one.options)
                    made.append(Made(done, told.id, told.speaker_notes, told.minutes))
        return made, empty

    def _withheld(self, stock: Stock, codes: Sequence[str]) -> tuple[Withheld, ...]:
        """What is kept back, by the blocks that are shown and then of the account as a whole."""
        found: dict[str, int] = {}
        for code in dict.fromkeys(codes):
            maker = block(code)
            for one in maker.withheld(Material(stock)) if maker else ():
                found[one.label] = max(one.count, found.get(one.label, 0))
        whole = Withholding(stock.connection, self._context.catalogue, stock.account_id).counts()
        return (*(Withheld(label, count) for label, count in found.items()), *whole)


def _period(period: str, meeting: Meeting | None, today: dt.date, fiscal: int) -> str:
    """The period that is looked at; the quarter of the review where it names none."""
    try:
        return period_code(period)
    except ValueError:
        return quarter_of(meeting.day if meeting else today, fiscal)


def _told(withheld: str) -> tuple[Withheld, ...]:
    return tuple(Withheld(label, count) for label, count in orjson.loads(withheld or "[]"))
