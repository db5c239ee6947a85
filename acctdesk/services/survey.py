"""Survey answers and what they come to, as services hand them out: plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from acctdesk.metrics.satisfaction import Score
from acctdesk.services.interaction import Party


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one person.

    Attributes:
        id: Its id.
        account: Account id.
        person: Who; None for an answer without a name.
        title: Their title at the account; may be empty.
        type: "nps", "csat" or "ces".
        score: 0 to 10, 1 to 5 or 1 to 7.
        day: ISO day.
        comment: In their own words.
        may_quote: Whether a client may see comment and name.
        survey: In which round of questions.
        note: For ourselves.
    """

    id: str
    account: str
    person: Party | None
    title: str
    type: str
    score: int
    day: str
    comment: str
    may_quote: bool
    survey: str
    note: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the answers to one question come to in some time.

    Attributes:
        type: "nps", "csat" or "ces".
        first: First day.
        last: Last day.
        score: The score with its count and interval; without a value below ten answers.
        answers: Each answer that counts, the newest of each person, newest first.
        silent: Key people who didn't answer.
    """

    type: str
    first: dt.date
    last: dt.date
    score: Score
    answers: tuple[Answer, ...]
    silent: tuple[Party, ...]
