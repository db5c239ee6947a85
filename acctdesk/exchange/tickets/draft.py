"""Tickets on their way in: which sheets and columns are taken, and what the states mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from acctdesk.exchange.intake.answers import EVENT, OVERWRITE, TICKET, TICKETS, Answers
from acctdesk.exchange.intake.drafts import (
    ColumnDraft,
    Draft,
    Match,
    SheetDraft,
    StateDraft,
    Target,
    said,
)
from acctdesk.exchange.intake.headings import remembered_key
from acctdesk.exchange.intake.layout import Heading, find_layout
from acctdesk.exchange.reading import TableFile
from acctdesk.exchange.tickets.columns import Columns, Reader
from acctdesk.exchange.tickets.fields import NUMBER, STATE, TIMES, UPDATED, targets
from acctdesk.exchange.tickets.matching import Vocabulary, match
from acctdesk.exchange.tickets.states import stage_of
from acctdesk.models.catalogue import Catalogue
from acctdesk.services.values import fold
from acctdesk.services.values.cell import BLANKS, as_text, tidy
from acctdesk.words import _

REPEATED = 1.2
"""Rows for each number from which a row is taken for an event."""


class Proposer:
    """Works out drafts of the same files, as answers come.

    Args:
        catalogue: All fields.
        reader: Reads columns, and keeps them.
    """

    def __init__(self, catalogue: Catalogue, reader: Reader) -> None:
        self._catalogue, self._reader = catalogue, reader

    def propose(
        self,
        files: Sequence[TableFile],
        answers: Answers,
        remembered: Mapping[str, str],
        learned: Mapping[str, str],
        zone: str,
    ) -> Draft:
        """Work out which sheets hold tickets and which column is what.

        Args:
            files: The opened files.
            answers: What was decided so far.
            remembered: What earlier imports learned about headings.
            learned: What they learned about states: folded word to stage, empty for none.
            zone: Time zone when nobody says another one.
        """
        words = Vocabulary(self._catalogue)
        offered = targets(self._catalogue)
        answered = {heading.rpartition("!")[2] for heading in answers.columns}

        def known(text: str) -> bool:
            return words.knows(text) or text in answered or remembered_key(text) in remembered

        sheets: list[SheetDraft] = []
        names = Counter(sheet.name for file in files for sheet in file.sheets)
        for file in files:
            for sheet in file.sheets:
                name = sheet.name if names[sheet.name] == 1 else f"{file.name}:{sheet.name}"
                layout = find_layout(sheet, known=known, header_row=answers.header_rows.get(name))
                matches = match(layout.columns, words, offered, remembered)
                columns = _columns(name, layout.columns, matches, answers, offered)
                made = SheetDraft(len(sheets), name, file, sheet, layout, columns, False, "")
                reason = _reason(made, answers)
                sheets.append(replace(made, taken=not reason, reason=reason))
        draft = Draft(tuple(files), tuple(sheets), answers, kind=TICKETS, zone=answers.zone or zone)
        return replace(
            draft,
            rows=answers.rows or self._rows(draft),
            states=self._states(draft, learned),
        )

    def columns(self, sheet: SheetDraft) -> Columns:
        """The columns of a sheet that go somewhere, whole."""
        wanted = [one.heading.index for one in sheet.columns if one.target is not None]
        return self._reader.columns(sheet.sheet, sheet.layout.first_data_row, wanted)

    def _rows(self, draft: Draft) -> str:
        """What a row is: an event when numbers repeat and rows tell a state and a time."""
        for sheet in draft.taken():
            places = place_of(sheet)
            if STATE not in places or not places.keys() & {UPDATED}:
                return TICKET
            numbers = self.columns(sheet).cells[places[NUMBER]]
            distinct = len(set(numbers) - {None})
            if len(numbers) < REPEATED * distinct or not distinct:
                return TICKET
        return EVENT if draft.taken() else TICKET

    def _states(self, draft: Draft, learned: Mapping[str, str]) -> tuple[StateDraft, ...]:
        counts: Counter[str] = Counter()
        for sheet in draft.taken():
            places = place_of(sheet)
            if STATE in places:
                cells = Counter(self.columns(sheet).cells[places[STATE]])
                for cell, many in cells.items():
                    word = tidy(as_text(cell))
                    if word not in BLANKS:
                        counts[word] += many
        answers = draft.answers.words.get(STATE, {})
        return tuple(_state(word, counts[word], answers, learned) for word in counts)


def _state(
    word: str, rows: int, answers: Mapping[str, object], learned: Mapping[str, str]
) -> StateDraft:
    key = fold(word)
    if key in answers:
        stage = answers[key]
        return StateDraft(word, rows, str(stage) if stage else None, "answered")
    if key in learned:
        return StateDraft(word, rows, learned[key] or None, "remembered")
    return StateDraft(word, rows, *stage_of(word))


def place_of(sheet: SheetDraft) -> dict[str, int]:
    """The place in the sheet of the column for each target that has one."""
    return {one.target.key: one.heading.index for one in sheet.columns if one.target is not None}


def _columns(
    sheet: str,
    headings: Sequence[Heading],
    matches: Sequence[Match],
    answers: Answers,
    offered: Sequence[Target],
) -> tuple[ColumnDraft, ...]:
    by_key = {one.key: one for one in offered}
    decided = {one.text: said(answers.columns, sheet, one.text) for one in headings}
    given = set(decided.values()) - {None}
    made = []
    for heading, found in zip(headings, matches, strict=True):
        answer, target = decided[heading.text], found.target
        if answer is not None:
            target = by_key.get(answer)
        elif target is not None and target.key in given:
            target = None
        mode = said(answers.modes, sheet, heading.text) or OVERWRITE
        made.append(ColumnDraft(heading, found, target, False, mode, False, answer is not None))
    return tuple(made)


def _reason(draft: SheetDraft, answers: Answers) -> str:
    """Why a sheet isn't taken; empty when it is."""
    if not draft.sheet.rows or not draft.row_count():
        return _("It is empty.")
    if answers.sheets and draft.name not in answers.sheets:
        return _("You left it out.")
    if NUMBER not in draft.targets():
        return _("No column looks like the number of a ticket.")
    if not draft.targets() & set(TIMES):
        return _("No column tells when tickets were opened or resolved.")
    if draft.sheet.hidden and draft.name not in answers.sheets:
        return _("It is hidden in the workbook.")
    return ""
