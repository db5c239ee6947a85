"""Exporting a map to a file: what the window and the scripts call.

Two ways lead to a file and they don't meet: for the client everything is drawn from a view of
released fields, in `released`; internal files are drawn from the whole map and say so throughout.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from acctdesk.clientview import View
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Scene
from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.exporting import file_name
from acctdesk.exchange.maps.wording import HasFields, as_of, speaker
from acctdesk.services.extracts import Extracts
from acctdesk.services.lanes import Job
from acctdesk.services.releasing import CONTACT, Gate, released_contacts, released_map
from acctdesk.services.stakeholder import StakeholderMap
from acctdesk.services.stakeholders import Stakeholders
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Fields

PICTURES = (".svg", ".png", ".pdf")
"""Endings of drawings."""
SUFFIXES = (*PICTURES, ".xlsx", ".vcf")
"""What a map can be exported as."""
VIEWS = ("chart", "grid")
"""What a drawing shows: the org chart, or the plane of power and interest."""

Paint = Callable[[Scene, Path, str], None]
"""Paints a scene into a file that is there, by its ending: ".png" or ".pdf"."""


class Source(HasFields, Protocol):
    """The open workspace; see `acctdesk.compose.Desk`."""

    @property
    def fields(self) -> Fields:
        """The field catalogue."""

    @property
    def stakeholders(self) -> Stakeholders:
        """Queries over the map."""

    @property
    def extracts(self) -> Extracts:
        """Some fields of many records."""


@dataclass(frozen=True, slots=True)
class Request:
    """Which map, and for whom.

    Attributes:
        account: Account id.
        internal: Whether it shows what only we may know; marked as such. Otherwise the file holds
            names, titles, units and reporting lines, which the client may see.
        day: As of which day; now when not given.
        view: "chart" or "grid"; the grid is internal.
    """

    account: str
    internal: bool = False
    day: dt.date | None = None
    view: str = "chart"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        account: Name of the account.
        day: As of which day.
        people: Cards, rows or contacts in the file.
    """

    account: str
    day: dt.date
    people: int


def export_map(
    source: Source, request: Request, path: Path, paint: Paint, job: Job | None = None
) -> Exported:
    """Export a map; what the file is, its suffix says.

    Args:
        source: The open workspace.
        request: Which map, and for whom.
        path: The file; it is replaced as a whole or not at all.
        paint: Paints .png and .pdf.
        job: Told the progress; may be cancelled.

    Raises:
        FileProblem: The suffix is none of ours, or the file can't be written.
        NotFound: There is no such account.
        Cancelled: The person stopped it; there is no new file.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(
            _("a map can't be exported as “%s”.") % (path.suffix or path.name),
            where=path.name,
            remedy=_("Use a name that ends in .svg, .pdf, .png, .xlsx or .vcf."),
        )
    if request.view == "grid" and not request.internal:
        raise FileProblem(
            _("power and interest are never shown to a client."),
            where=path.name,
            remedy=_("Export it as internal, or export the org chart."),
        )
    seen = source.stakeholders.map(request.account, request.day)
    if job is not None:
        job.check()
        job.progress(0.2)
    export = _Internal(source, seen) if request.internal else _Released(source, seen)
    with replacing(path) as part:
        part.touch()  # a place that can't be written is told now and not after all the work
        if suffix == ".xlsx":
            people = export.workbook(part)
        elif suffix == ".vcf":
            people = export.contacts(part)
        else:
            scene, people = export.scene(request.view, Inter())
            if job is not None:
                job.check()
                job.progress(0.5)
            if suffix == ".svg":
                from acctdesk.drawing.svg import to_svg

                part.write_bytes(to_svg(scene))
            else:
                paint(scene, part, suffix)
        if job is not None:
            job.check()
    return Exported(seen.account_name, seen.day, people)


class _Released:
    """Everything from views of released fields."""

    def __init__(self, source: Source, seen: StakeholderMap) -> None:
        self._source, self._seen = source, seen
        self._gate = Gate(source.fields.catalogue)
        self._view = released_map(seen, self._gate)
        self._note = as_of(seen.day)

    def scene(self, _view: str, measure: Measure) -> tuple[Scene, int]:
        from acctdesk.exchange.maps.released import released_chart, released_table

        scene = released_chart(self._view, self._note, measure)
        return scene, len(released_table(self._view).rows)

    def workbook(self, part: Path) -> int:
        from acctdesk.exchange.maps.register import released_sheets
        from acctdesk.exchange.maps.workbook import write_sheets

        sheets = released_sheets(self._view)
        facts = [(_("Map"), self._note)]
        write_sheets(part, sheets, facts, self._view.title.text, internal=False)
        return len(sheets[0].rows)

    def contacts(self, part: Path) -> int:
        from acctdesk.exchange.maps.contactcards import to_vcards

        view = released_contacts(self._seen, _people(self._source, self._seen), self._gate)
        part.write_bytes(to_vcards(view))
        return len(view.parts)


class _Internal:
    """Everything from the whole map, each file marked as internal."""

    def __init__(self, source: Source, seen: StakeholderMap) -> None:
        self._source, self._seen = source, seen
        self._word = speaker(source)

    def scene(self, view: str, measure: Measure) -> tuple[Scene, int]:
        from acctdesk.exchange.maps.internal import internal_chart, internal_grid

        draw = internal_grid if view == "grid" else internal_chart
        return draw(self._seen, self._word, measure), len(self._seen.cards)

    def workbook(self, part: Path) -> int:
        from acctdesk.exchange.maps.register import internal_sheets
        from acctdesk.exchange.maps.workbook import write_sheets

        sheets = internal_sheets(self._source, self._seen, self._word)
        facts = [
            (_("Map"), as_of(self._seen.day)),
            (_("Audience"), _("Internal, not for the client")),
        ]
        title = _("Stakeholders of %s") % self._seen.account_name
        write_sheets(part, sheets, facts, title, internal=True)
        return len(sheets[0].rows)

    def contacts(self, part: Path) -> int:
        """Contact cards, each with a private note of what to keep in mind."""
        from acctdesk.exchange.maps.contactcards import to_vcards

        people = _people(self._source, self._seen, NOTED)
        gate = Gate(self._source.fields.catalogue)
        view: View = released_contacts(self._seen, people, gate)
        shown = dict.fromkeys(
            card.person for card in self._seen.cards if card.person and not card.parked
        )
        notes = [self._note(person, people.get(person, {})) for person in shown]
        part.write_bytes(to_vcards(view, notes))
        return len(view.parts)

    def _note(self, person: str, values: dict[str, object]) -> str:
        fields = self._source.fields
        card = next(one for one in self._seen.cards if one.person == person)
        said = [
            (str(fields.field("position", "attitude").label), card.attitude and
             self._word("position", "attitude", card.attitude)),
            (str(fields.field("position", "buying_roles").label),
             ", ".join(self._word("position", "buying_roles", one) for one in card.roles)),
            *((str(fields.field("person", name).label), str(values.get(name) or ""))
              for name in NOTED),
        ]  # fmt: skip
        lines = [f"{label}: {words}" for label, words in said if words]
        return "\n".join([_("Internal"), *lines])


NOTED = ("contact_preference", "decision_style", "goals", "notes")
"""Internal fields of a person that the note of an internal contact card says."""


def _people(
    source: Source, seen: StakeholderMap, more: Sequence[str] = ()
) -> dict[str, dict[str, object]]:
    """What is said of the people on a map, by id and field."""
    names = (*CONTACT, *more)
    ids = list(dict.fromkeys(card.person for card in seen.cards if card.person))
    rows = source.extracts.of("person", names).rows(ids)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}


def map_file_name(account: str, request: Request, day: dt.date, suffix: str) -> str:
    """A name to propose: "Acme stakeholders 2026-03-04.pdf", "… internal 2026-03-04.pdf".

    Args:
        account: Name of the account.
        request: Which map, and for whom.
        day: The day it shows.
        suffix: What it is exported as.
    """
    if request.view == "grid" and suffix in PICTURES:
        title = _("%s power and interest") % account
    elif suffix == ".vcf":
        title = _("%s contacts") % account
    else:
        title = _("%s stakeholders") % account
    return file_name(_("%s internal") % title if request.internal else title, day, suffix)
