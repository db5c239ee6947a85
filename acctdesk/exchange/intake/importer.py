"""An import from the file to the finished change: what the page and the scripts call."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from acctdesk.errors import Question
from acctdesk.exchange.intake.answers import Answers
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.intake.drafts import Draft, Target
from acctdesk.exchange.intake.findings import Group
from acctdesk.exchange.reading import Sheet, TableFile, read_pasted, read_table
from acctdesk.services.collecting import uncollected
from acctdesk.services.imports import Imports, Stale
from acctdesk.services.lanes import Job
from acctdesk.words import _, _n
from acctdesk.workspace import Committed


class Import(ABC):
    """One import under way. Close it when it is done or dropped.

    What is taken out of the files, and how it is checked, is for each kind of import to say.

    Args:
        imports: The workspace's side.
    """

    def __init__(self, imports: Imports) -> None:
        self.imports = imports
        self.files: list[TableFile] = []
        self.answers = Answers()
        self.checked: Checked | None = None

    @abstractmethod
    def draft(self) -> Draft:
        """Which sheets and columns would be taken, by the answers so far."""

    @abstractmethod
    def targets(self) -> list[Target]:
        """Everything that a column may go to, in the order it is offered."""

    @abstractmethod
    def examine(self, progress: Callable[[float], None]) -> Checked:
        """Check everything, writing nothing.

        Args:
            progress: Told how far it is, 0 to 1; may raise to stop.

        Raises:
            Problem: It can't be checked as it is.
        """

    def open(
        self,
        paths: Sequence[Path],
        passwords: Mapping[Path, str] | None = None,
        job: Job | None = None,
    ) -> None:
        """Read files, each in a limited process of its own.

        Args:
            paths: The files.
            passwords: Passwords of locked ones.
            job: Told the progress; may be cancelled.

        Raises:
            FileProblem: One can't be read; none is taken then.
            PasswordNeeded: One is locked.
            Cancelled: The person stopped it.
        """
        opened: list[TableFile] = []
        try:
            for done, path in enumerate(paths):
                opened.append(
                    read_table(
                        path,
                        password=(passwords or {}).get(path),
                        cancelled=(lambda: job.cancelled) if job else (lambda: False),
                        progress=_part(job, done, len(paths)),
                    )
                )
        except BaseException:
            for file in opened:
                file.close()
            raise
        self.files.extend(opened)

    def paste(self, text: str) -> None:
        """Take a block from the clipboard.

        Raises:
            FileProblem: There is no table in it.
        """
        self.files.append(read_pasted(text))

    def drop(self, file: TableFile) -> None:
        """Leave a file out again."""
        self.files.remove(file)
        file.close()

    def check(self, job: Job | None = None) -> Checked:
        """Check everything, writing nothing; the result replaces the former one.

        Raises:
            Problem: It can't be checked as it is; see `examine`.
            Cancelled: The person stopped it.
        """
        with uncollected():
            made = self.examine(job.progress if job else _silent)
        if self.checked is not None:
            self.checked.close()
        self.checked = made
        return made

    def apply(self, job: Job | None = None) -> Committed | None:
        """Write what was checked, as one change.

        A workspace that was changed since the check is checked again first.

        Returns:
            The change, or None when nothing had to be written.

        Raises:
            Question: Something is ambiguous and was not decided.
            Cancelled: The person stopped it; the data is as it was.
        """
        checked = self.checked or self.check(job)
        for _attempt in range(3):
            if checked.findings.questions:
                raise question(checked.findings.questions)
            with suppress(Stale), uncollected():
                return self.imports.apply(checked.plan, job)
            checked = self.check(job)
        raise Question(_("the workspace keeps changing; try again in a moment."))

    def close(self) -> None:
        """Forget the files and the plan."""
        for file in self.files:
            file.close()
        self.files.clear()
        if self.checked is not None:
            self.checked.close()
            self.checked = None


def _part(job: Job | None, done: int, of: int) -> Callable[[float], None]:
    if job is None:
        return _silent
    return lambda share: job.progress((done + share) / of)


def _silent(share: float) -> None:
    return


def question(groups: Sequence[Group]) -> Question:
    """What has to be answered before an import can go on."""
    first = groups[0]
    row = first.rows[0] if first.rows else 0
    where = f"{first.file}, {first.sheet}, " + _("row %s") % row
    if first.column:
        where += f", {first.column}"
    more = _n(" (and one more question)", " (and {n} more questions)", len(groups) - 1)
    return Question(
        (first.expected[:1].upper() + first.expected[1:]) + "." + (more if len(groups) > 1 else ""),
        where=where,
        remedy=_("%(remedy)s In a script: --answers FILE with %(answer)s.")
        % {"remedy": first.remedy, "answer": example(first)},
        questions=tuple(
            {
                "file": group.file,
                "sheet": group.sheet,
                "rows": list(group.rows[:20]),
                "column": group.column,
                "code": group.code,
                "found": group.found,
                "expected": group.expected,
                "remedy": group.remedy,
                "answer": example(group),
            }
            for group in groups
        ),
    )


def example(group: Group) -> str:
    """How an answers file would decide a question."""
    row = group.rows[0] if group.rows else 0
    if group.code == "date_order":
        return f'{{"date_order": {{"{group.column}": "dmy"}}}}'
    if group.code == "decimal_mark":
        return f'{{"decimal": {{"{group.column}": ","}}}}'
    return f'{{"duplicates": {{"{group.sheet}!{row}": "update"}}}}'


def window(sheet: Sheet, rows: Sequence[int]) -> dict[int, list[object]]:
    """Some rows of a sheet as they stand in the file: row number to cells.

    Args:
        sheet: The sheet.
        rows: Row numbers, in order.
    """
    found: dict[int, list[object]] = {}
    if not rows:
        return found
    wanted = set(rows)
    last = max(rows)
    for chunk in sheet.chunks():
        if chunk.first_row > last:
            break
        for row in wanted & set(range(chunk.first_row, chunk.first_row + chunk.rows)):
            found[row] = [column[row - chunk.first_row] for column in chunk.columns]
    return found
