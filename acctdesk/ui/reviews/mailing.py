"""What goes out around a review: the follow-up, the invitation, the calendar entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from acctdesk.ui.reviews import said
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.follow_up import Mail
    from acctdesk.services.meeting import Meeting
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

EML, ICS = "E-mail (*.eml)", "iCalendar (*.ics)"


class Mailing(QObject):
    """Writes a draft of a mail, or a calendar entry, where the person says.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Writes it.
        parent: Its owner.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._desk, self._tasks = shell, desk, tasks

    def write(self, meeting: Meeting, what: str) -> None:
        """Ask where, and write.

        Args:
            meeting: The review.
            what: "follow_up", "invitation" or "calendar".
        """
        words = {
            "follow_up": _("Follow-up"), "invitation": _("Invitation"), "calendar": _("Review"),
        }[what]  # fmt: skip
        calendar = what == "calendar"
        suffix = ".ics" if calendar else ".eml"
        name = f"{words} – {meeting.account_name} – {said.headline(meeting)}"
        plain = " ".join("".join(_plain(one) for one in name).split())[:120]
        title = _("Write the calendar entry") if calendar else _("Draft the mail")
        path = self._shell.ask.save_file(
            title, ICS if calendar else EML, Path.home() / f"{plain}{suffix}"
        )
        if path is None:
            self.deleteLater()
            return
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
        self._tasks.work(
            self,
            lambda: write_mail(self._desk, meeting.id, what, path),
            lambda _none: self._tell(path),
        )

    def _tell(self, path: Path) -> None:
        self._shell.toast(
            _("Wrote %s") % path.name,
            undo=lambda: _open(path),
            action=_("Open"),
            more=(_("Show in folder"), lambda: _open(path.parent)),
        )
        self.deleteLater()


def write_mail(desk: Desk, meeting: str, what: str, path: Path) -> None:
    """Write what goes out around a review.

    Args:
        desk: The open workspace.
        meeting: The review.
        what: "follow_up", "invitation" or "calendar".
        path: The file.

    Raises:
        Problem: Nothing of it goes out, or the file can't be written.
    """
    from acctdesk.exchange.mail.draft import write_draft
    from acctdesk.exchange.mail.entry import write_entry

    meetings = desk.meetings
    mail: Mail = (
        meetings.follow_up(meeting) if what == "follow_up" else meetings.invitation(meeting)
    )
    if what == "calendar":
        write_entry(
            mail.view, path, uid=mail.uid, starts=mail.starts, minutes=mail.minutes,
            place=mail.place, cancelled=mail.cancelled, now=desk.context.now(),
        )  # fmt: skip
    else:
        write_draft(mail.view, path, mail.language)


def _plain(one: str) -> str:
    return one if one.isalnum() or one in " -–.,&()" else " "


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
