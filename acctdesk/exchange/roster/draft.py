"""A roster on its way in: which sheets are taken, and which column goes where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from acctdesk.exchange.intake.answers import KEEP, OVERWRITE, Answers
from acctdesk.exchange.intake.drafts import ColumnDraft, Draft, SheetDraft, Target, said
from acctdesk.exchange.intake.headings import remembered_key
from acctdesk.exchange.intake.layout import Layout, find_layout
from acctdesk.exchange.reading import TableFile
from acctdesk.exchange.roster.headings import HELD
from acctdesk.exchange.roster.matching import Subject, known_headings, match, names_posts
from acctdesk.exchange.roster.own import BROUGHT, OWN, Own, find_own, own_matches
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.words import _

IDENTITIES = frozenset(
    {"account.name", "account.#id", "person.name", "person.given_name", "person.family_name",
     "person.email", "person.#id", f"account.{OWN}", f"person.{OWN}"}
)  # fmt: skip
"""Targets that can say who a row is about."""


def propose(
    files: Sequence[TableFile],
    answers: Answers,
    catalogue: Catalogue,
    remembered: Mapping[str, str],
    subject: Subject = "",
) -> Draft:
    """Work out which sheets look like rosters and which column is which field.

    Args:
        files: The opened files.
        answers: What was decided so far.
        catalogue: All fields, custom ones included.
        remembered: What earlier imports learned about headings.
        subject: What a row is about, where that is known; see `match`.
    """
    words = known_headings(catalogue)
    answered = {heading.rpartition("!")[2] for heading in answers.columns}

    def known(text: str) -> bool:
        return words.knows(text) or text in answered or remembered_key(text) in remembered

    sheets: list[SheetDraft] = []
    names = Counter(sheet.name for file in files for sheet in file.sheets)
    for file in files:
        owned = [find_own(sheet, file) for sheet in file.sheets]
        for sheet, own in zip(file.sheets, owned, strict=True):
            name = sheet.name if names[sheet.name] == 1 else f"{file.name}:{sheet.name}"
            said_row = answers.header_rows.get(name, own.row if own else None)
            layout = find_layout(sheet, known=known, header_row=said_row)
            columns = _columns(name, layout, answers, catalogue, remembered, own, subject)
            draft = SheetDraft(len(sheets), name, file, sheet, layout, columns, False, "", own)
            reason = _reason(draft, answers, beside_own=any(owned))
            sheets.append(replace(draft, taken=not reason, reason=reason))
    people = any(sheet.subject != "account" for sheet in sheets) or any(
        names_posts([heading.text for heading in sheet.layout.columns], catalogue)
        for sheet in sheets
        if sheet.row_count()
    )
    return Draft(tuple(files), tuple(sheets), answers, people)


def _columns(
    sheet: str,
    layout: Layout,
    answers: Answers,
    catalogue: Catalogue,
    remembered: Mapping[str, str],
    own: Own | None,
    subject: Subject,
) -> tuple[ColumnDraft, ...]:
    matches = match(
        [heading.text for heading in layout.columns],
        [heading.samples for heading in layout.columns],
        catalogue,
        remembered,
        subject,
    )
    if own is not None:
        matches = own_matches(own, layout.columns, matches, catalogue)
    drafts = []
    answered = {
        one.text: answer
        for one in layout.columns
        if (answer := said(answers.columns, sheet, one.text)) is not None
    }
    for heading, found in zip(layout.columns, matches, strict=True):
        decided = answered.get(heading.text)
        target = found.target
        if decided is not None:
            target = None if decided in ("", KEEP) else target_of(decided, catalogue)
        elif target is not None and target.code in answered.values():
            target = None
        drafts.append(
            ColumnDraft(
                heading,
                found,
                target,
                decided == KEEP,
                said(answers.modes, sheet, heading.text) or OVERWRITE,
                heading.text in answers.clear or f"{sheet}!{heading.text}" in answers.clear,
                decided is not None,
            )
        )
    return tuple(drafts)


def target_of(code: str, catalogue: Catalogue) -> Target | None:
    """The target that a code ("account.city", "person.email@2", "account.#id") stands for."""
    key, _at, group = code.partition("@")
    for target in targets(catalogue):
        if target.key == key:
            return Target(key, int(group or 0), target.label)
    return None


def targets(catalogue: Catalogue) -> list[Target]:
    """Everything that a column may go to, in the order it is offered."""
    found = [Target("account.#id", 0, _("Account: id in the other system"))]
    for kind in ("account", "person", "position"):
        if kind == "person":
            found.append(Target("person.#id", 0, _("Person: id in the other system")))
        found.extend(
            Target(key_of(field), 0, _label(field))
            for field in catalogue.fields(kind)
            if field.importable and field.name not in HELD
        )
    return found


def key_of(field: Field) -> str:
    """A field's target key."""
    return f"custom:{field.name}" if field.custom else field.key


def _label(field: Field) -> str:
    owner = {"account": _("Account"), "person": _("Person"), "position": _("Person")}[field.kind]
    return f"{owner}: {field.label}"


def field_of(target: Target, catalogue: Catalogue) -> Field | None:
    """The field a target stands for; None for an id of another system."""
    if target.key.startswith("custom:"):
        name = target.key.removeprefix("custom:")
        for kind in ("account", "person"):
            fields = catalogue.kind(kind).fields
            if name in fields:
                return fields[name]
        return None
    kind, _dot, name = target.key.partition(".")
    return None if name in ("#id", OWN) else catalogue.kind(kind).fields.get(name)


def custom_field(kind: str, record: str, heading: str) -> Field:
    """The custom field that a kept column becomes: text, internal."""
    return Field(kind=kind, name=record, label=heading, format=Format.TEXT, custom=True)


def _reason(draft: SheetDraft, answers: Answers, *, beside_own: bool) -> str:
    """Why a sheet isn't taken; empty when it is."""
    if not draft.sheet.rows or not draft.row_count():
        return _("It is empty.")
    if answers.sheets and draft.name not in answers.sheets:
        return _("You left it out.")
    if draft.own is not None and draft.own.kind not in BROUGHT:
        return _("It lists neither accounts nor people.")
    if draft.own is None and beside_own and draft.name not in answers.sheets:
        return _("It tells about the exported list.")
    if not draft.targets() & IDENTITIES:
        return _("No column looks like the name of a company or a person.")
    if draft.sheet.hidden and draft.name not in answers.sheets:
        return _("It is hidden in the workbook.")
    return ""
