"""What erasing a person will do or has done, in words: for the window, scripts, and a file.

The report holds nothing of the person but the name by which they were asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.person_data import write_sheets
from acctdesk.models.catalogue import Catalogue
from acctdesk.services.erasing import Erased, Plan
from acctdesk.services.mentions import DRAFT
from acctdesk.services.person_data import Copy
from acctdesk.words import _, _n, date, moment, number

SUFFIXES = (".txt", ".xlsx")
"""What a report can be written as."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines under a heading.

    Attributes:
        heading: The heading.
        rows: What each line is about, and how much or what it is.
    """

    heading: str
    rows: tuple[tuple[str, str], ...]


def plan_lines(plan: Plan, catalogue: Catalogue) -> list[Lines]:
    """What erasing would do; the mentions and backups are left to who shows them.

    Args:
        plan: The plan.
        catalogue: All kinds and fields.
    """
    more = []
    if plan.entries:
        more.append((_("Entries of the history"), number(plan.entries)))
    if plan.drafts:
        more.append((_("Drafts"), number(plan.drafts)))
    stays = _stays(plan.kept, catalogue)
    if plan.decks:
        stays.append((_("Frozen decks"), number(len(plan.decks))))
    if plan.contents:
        stays.append((_("Kept hand-overs"), number(plan.contents)))
    return _filled(
        Lines(_("Goes"), (*_counted(plan.gone, catalogue), *more)),
        Lines(_("Stays, without them"), tuple(stays)),
    )


def report_lines(erased: Erased, catalogue: Catalogue) -> list[Lines]:
    """What was erased.

    Args:
        erased: What was done.
        catalogue: All kinds and fields.
    """
    fields = catalogue.kind("person").fields
    named = [str(fields[one].label) for one in erased.fields if one in fields]
    gone = _counted(erased.gone, catalogue)
    for words, count in (
        (_("Entries of the history"), erased.entries), (_("Drafts"), erased.drafts),
        (_("Words that imports had learned"), erased.learned),
    ):  # fmt: skip
        if count:
            gone.append((words, number(count)))
    texts = _counted(erased.texts, catalogue)
    if erased.decks:
        texts.append((_("Frozen decks"), number(erased.decks)))
    if erased.contents:
        texts.append((_("Kept hand-overs"), number(erased.contents)))
    left = [(_("Texts that may name them, left as they are"), number(erased.left))]
    made = [(_("New backup"), erased.backup.name)] if erased.backup is not None else []
    made += [(_("Deleted"), one) for one in erased.removed]
    return _filled(
        Lines(_("Erased"), (
            (_("Person"), erased.name), (_("When"), moment(erased.at)),
            (_("By"), erased.by or "–"),
        )),
        Lines(_("Their own fields"), ((_("Filled"), ", ".join(named)),) if named else ()),
        Lines(_("Gone"), tuple(gone)),
        Lines(_("Stays, without them"), tuple(_stays(erased.kept, catalogue))),
        Lines(_("The name was taken from"), tuple(texts)),
        Lines(_("Left"), tuple(left) if erased.left else ()),
        Lines(_("Backups"), tuple(made)),
        Lines(_("Backups that still know them"), tuple(copy_lines(erased.copies))),
        Lines(_("Could not be done"), tuple((str(one), "") for one in erased.problems)),
    )  # fmt: skip


def copy_lines(copies: Iterable[Copy]) -> list[tuple[str, str]]:
    """Backups that know a person, and when they go by themselves.

    Args:
        copies: The backups.
    """
    found = []
    for one in copies:
        if one.more is None:
            words = _("stays until you delete it")
        elif one.more:
            words = _n("goes after {n} more backup", "goes after {n} more backups", one.more)
        else:
            words = _("goes with the next backup")
        if one.until is not None and one.until > one.day:
            words += ", " + _("not before %s") % date(one.until)
        found.append((one.path.name, words))
    return found


def write_report(erased: Erased, catalogue: Catalogue, path: Path) -> None:
    """Write the report of what was erased.

    Args:
        erased: What was done.
        catalogue: All kinds and fields.
        path: The file, .txt or .xlsx; it is replaced as a whole or not at all.

    Raises:
        FileProblem: It can't be written, or has another ending.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(
            _("the report is written as .txt or .xlsx."), where=path.name,
            remedy=_("Give the file one of these endings."),
        )  # fmt: skip
    lines = report_lines(erased, catalogue)
    with replacing(path) as part:
        if suffix == ".txt":
            part.write_text(as_text(lines), encoding="utf-8", newline="\r\n")
        else:
            rows = [(one.heading, *row) for one in lines for row in one.rows]
            sheet = (_("Report"), (_("About"), _("What"), _("How much")), rows)
            write_sheets(part, _("Erased"), [sheet])


def as_text(lines: Sequence[Lines]) -> str:
    """Lines under their headings as a plain text.

    Args:
        lines: They.
    """
    wide = max((len(row[0]) for one in lines for row in one.rows if row[1]), default=0)
    parts = []
    for one in lines:
        rows = [f"  {name:<{wide}}  {value}".rstrip() for name, value in one.rows]
        parts.append("\n".join((one.heading, *rows)))
    return "\n\n".join(parts) + "\n"


def _counted(counts: Iterable[tuple[str, int]], catalogue: Catalogue) -> list[tuple[str, str]]:
    return [
        (_("Drafts") if kind == DRAFT else str(catalogue.kind(kind).plural), number(n))
        for kind, n in counts
    ]


def _stays(counts: Iterable[tuple[str, int]], catalogue: Catalogue) -> list[tuple[str, str]]:
    """What forgets them: of posts those beneath theirs, of answers the score alone stays."""
    words = {"position": _("Positions that report to them"), "answer": _("Survey scores")}
    return [(words.get(kind, str(catalogue.kind(kind).plural)), number(n)) for kind, n in counts]


def _filled(*lines: Lines) -> list[Lines]:
    return [one for one in lines if one.rows]
