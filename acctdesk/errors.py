"""What went wrong.

A `Problem` is the world's fault: a file that is damaged, a disk that is full, a question nobody
answered. It says what happened, where, and how to mend it, and is shown to the person as it is.
Every other exception is a bug of ours and is reported as one.
"""

from __future__ import annotations


class Problem(Exception):  # noqa: N818 - the world has a problem, not the program
    """Something in the world stands in the way; nothing was changed.

    Args:
        what: One sentence: what happened.
        where: The file, sheet, row or field it happened in; empty when it is plain.
        remedy: What the person can do about it; empty only when nothing can be done.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.remedy}".strip()


class FileProblem(Problem):
    """A file from outside can't be read or written."""


class PasswordNeeded(FileProblem):
    """The file is locked: a password is needed, or the one given was wrong.

    Args:
        wrong: Whether a password was given and did not open the file.
    """

    def __init__(
        self, what: str, *, where: str = "", remedy: str = "", wrong: bool = False
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.wrong = wrong


class WorkspaceProblem(Problem):
    """The workspace file can't be opened, migrated, backed up or written."""


class WorkspaceBusy(WorkspaceProblem):
    """Another AcctDesk has the workspace open; it can be opened read-only.

    Args:
        holder: Who holds it, in words: user, computer, since when.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", holder: str = "") -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.holder = holder


class NewerWorkspace(WorkspaceProblem):
    """The workspace was written by a newer AcctDesk and is left untouched."""


class ReadOnly(WorkspaceProblem):
    """A change was asked of a workspace that is open read-only."""


class Invalid(Problem):
    """A value does not fit its field, or a command's input contradicts itself.

    Args:
        field: Name of the field at fault; empty when it is the whole.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", field: str = "") -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.field = field


class NotFound(Problem):
    """The record asked for does not exist (any more)."""


class Question(Problem):
    """Something is ambiguous and is not guessed: it must be answered first.

    Args:
        questions: Machine-readable questions, as the `--answers` file answers them.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        remedy: str = "",
        questions: tuple[dict[str, object], ...] = (),
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.questions = questions


class Cancelled(Exception):  # noqa: N818 - nothing went wrong: the person said stop
    """The person cancelled a long job; the data is as it was."""
