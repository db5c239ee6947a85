"""What blocks can be told by a person: which objective, which quote, which picture."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from acctdesk.models import Attachment
from acctdesk.services.review.blocks.satisfaction import quotes
from acctdesk.services.review.rows import Row
from acctdesk.services.review.stock import Material, Stock

SHORT = 80
"""Letters of a quote by which one finds it again."""
PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen for the slides of a review; of its client alone, and released.

    Each is an id and the words for it.

    Attributes:
        objectives: Objectives of service levels.
        answers: Answers to surveys that may be quoted, the newest first.
        pictures: Attached pictures of the client and of the review.
    """

    objectives: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()


def choices_of(stock: Stock) -> Choices:
    """What can be chosen of what a client may see.

    Args:
        stock: Everything released of them.
    """
    objectives = []
    for level in stock.levels.all:
        told = level.gauge
        words = " · ".join(one for one in (told.name, told.service_name) if one)
        objectives.append((told.objective, words))
    return Choices(tuple(objectives), _answers(stock), _pictures(stock))


def _answers(stock: Stock) -> tuple[tuple[str, str], ...]:
    material = Material(stock)
    held = sorted(stock.all("answer"), key=lambda one: one["day"] or "", reverse=True)
    return tuple((one.id, _short(one)) for one in held if quotes(material, [one]))


def _short(answer: Row) -> str:
    said = " ".join(answer.text("comment").split())
    said = said if len(said) <= SHORT else f"{said[: SHORT - 1].rstrip()}…"
    by = answer.text("person_id")
    return f"{by}: {said}" if by else said


def _pictures(stock: Stock) -> tuple[tuple[str, str], ...]:
    """Names of files are ours: they stand in the form, never on a slide."""
    owners = [one for one in (stock.account_id, stock.meeting_id) if one]
    owners += [one.id for one in stock.parts("slide")]
    rows = stock.connection.execute(
        select(Attachment.id, Attachment.name)
        .where(
            Attachment.record_id.in_(owners),
            Attachment.media_type.in_(PICTURES),
            Attachment.sha256.is_not(None),
        )
        .order_by(Attachment.name, Attachment.id)
    )
    return tuple((row.id, row.name) for row in rows)
