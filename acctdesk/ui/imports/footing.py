"""What the foot of the page offers in each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from acctdesk.exchange.intake.answers import TICKETS
from acctdesk.ui.imports.said import check_sentence, import_words
from acctdesk.ui.imports.session import Session
from acctdesk.ui.imports.sheets import chosen_sheets
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.widgets.footer import Footer
from acctdesk.words import _

Way = Callable[[], object]


@dataclass(frozen=True)
class Ways:
    """What the buttons do.

    Attributes:
        onward: To the next step.
        back: To the step before.
        restart: To an empty first step.
        write: Import what was checked.
        save: Save the rows that can't be taken.
    """

    onward: Way
    back: Way
    restart: Way
    write: Way
    save: Way


def show_ways(foot: Footer, session: Session, step: Step, ways: Ways, *, read_only: bool) -> None:
    """Let the foot say and offer what fits the step and the state of the import."""
    if step is Step.FILE and not session.empty:
        homeless = _is_homeless(session)
        foot.show_deeds(
            _("Name the account whose tickets these are.")
            if homeless
            else _("Tick the sheets to take."),
            (_("Continue"), ways.onward),
            enabled=bool(chosen_sheets(session)) and session.doing != "read" and not homeless,
            others=((_("Start over"), ways.restart),),
        )
    elif step is Step.MATCH:
        foot.show_deeds(
            _("Where a column goes is remembered for the next file."),
            (_("Check"), ways.onward),
            back=ways.back,
        )
    elif step is Step.CHECK:
        view = session.view
        sentence, ready = check_sentence(
            view, checking=session.doing == "check", stale=session.stale, read_only=read_only
        )
        rejects = view is not None and view.rejected > 0
        save = ((_("Save rejected rows"), ways.save),) if rejects else ()
        foot.show_deeds(
            sentence, (import_words(view), ways.write), enabled=ready, back=ways.back, others=save
        )
    else:
        foot.show_deeds("", None)


def _is_homeless(session: Session) -> bool:
    """Whether it isn't said yet whose tickets the files hold."""
    draft = session.draft
    return draft is not None and draft.kind == TICKETS and not session.answers.account
