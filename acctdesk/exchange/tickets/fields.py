"""What a column of a service desk's export may be, and the headings that the desks write."""

from __future__ import annotations

from collections.abc import Mapping

from acctdesk.exchange.intake.drafts import Target
from acctdesk.models.catalogue import Catalogue
from acctdesk.words import _, lazy

NUMBER, TITLE, PRIORITY, CAUSE = (
    "ticket.number", "ticket.title", "ticket.priority", "ticket.category",
)  # fmt: skip
SERVICE, STATE, ASSIGNEE, SOURCE = (
    "ticket.service_id", "ticket.state", "ticket.assignee", "ticket.source",
)  # fmt: skip
OPENED, RESPONDED, RESOLVED, CLOSED = (
    "ticket.opened", "ticket.responded", "ticket.resolved", "ticket.closed",
)  # fmt: skip
UPDATED = "ticket.#updated"
"""The instant of the row itself: of an event, or of the last change of a ticket."""
PAUSED = "ticket.#paused"
"""Minutes for which the ticket waited, all in all."""

TIMES = (OPENED, RESPONDED, RESOLVED, CLOSED, UPDATED)
"""Targets whose values are instants."""
TEXTS = (TITLE, PRIORITY, CAUSE, ASSIGNEE, SOURCE)
"""Targets whose values are kept as they stand."""

LABELS = {
    NUMBER: lazy("Number"),
    TITLE: lazy("Title"),
    PRIORITY: lazy("Priority"),
    CAUSE: lazy("Cause"),
    SERVICE: lazy("Service"),
    STATE: lazy("State"),
    OPENED: lazy("Opened"),
    RESPONDED: lazy("Responded"),
    RESOLVED: lazy("Resolved"),
    CLOSED: lazy("Closed"),
    UPDATED: lazy("Moment of the row"),
    PAUSED: lazy("Minutes paused"),
    ASSIGNEE: lazy("Assigned to"),
    SOURCE: lazy("Source"),
}
"""Every target with what a person calls it, in the order in which they are offered."""

SYNONYMS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    NUMBER: (
        ("number", "issue key", "ticket number", "incident number", "ticket id", "incident id",
         "ticketnummer", "vorgangsnummer", "case number", "ticket no", "request number"),
        ("key", "ticket", "incident", "task number", "case id", "case no", "request id",
         "reference", "ref", "nummer", "vorgang", "nr", "ticket nr", "ticket key", "display id"),
        ("id", "issue id", "no", "#"),
    ),
    TITLE: (
        ("title", "short description", "summary", "subject", "betreff", "kurzbeschreibung"),
        ("titel", "zusammenfassung", "name", "ticket subject", "headline"),
        ("description", "beschreibung"),
    ),
    PRIORITY: (
        ("priority", "priorität", "prio", "ticket priority"),
        ("severity", "schweregrad", "p"),
        ("urgency", "dringlichkeit"),
    ),
    CAUSE: (
        ("cause", "root cause", "ursache", "category", "kategorie"),
        ("cause code", "resolution code", "close code", "closed code", "closure code",
         "resolution category", "lösungscode"),
        ("subcategory", "unterkategorie", "problem type", "ticket category", "incident category"),
        ("type", "issue type", "ticket type", "vorgangstyp", "request type"),
    ),
    SERVICE: (
        ("service", "business service", "service name", "dienst", "affected service"),
        ("service offering", "service item", "component", "components", "komponenten",
         "configuration item", "cmdb ci", "application", "anwendung", "product", "produkt"),
    ),
    STATE: (
        ("state", "status", "incident state", "ticket status", "zustand"),
        ("ticket state", "issue status", "incident status", "to status", "new status", "new state",
         "new value"),
    ),
    OPENED: (
        ("opened", "opened at", "created", "created at", "created time", "created date",
         "opened on", "erstellt", "erstellt am", "eröffnet", "eröffnet am", "creation date",
         "open date"),
        ("reported", "reported at", "created on", "date created", "opened date", "start",
         "submitted", "gemeldet am", "angelegt am", "ticket created", "date opened",
         "erstellungsdatum", "sys created on"),
        ("sys created at", "start time", "date"),
    ),
    RESPONDED: (
        ("responded", "responded at", "first response", "first response at", "first response time",
         "first responded at", "first reply at", "first reply", "initially assigned at",
         "erste antwort", "erste reaktion", "initial response time", "response time"),
        ("acknowledged", "acknowledged at", "work start", "assigned at", "first assigned at",
         "bestätigt am", "time to first response", "beantwortet am"),
    ),
    RESOLVED: (
        ("resolved", "resolved at", "solved", "solved at", "resolved time", "resolution date",
         "gelöst", "gelöst am", "resolved on", "resolved date"),
        ("date resolved", "resolution time", "completed", "completed at", "behoben am",
         "erledigt am", "fixed at", "gelöst um"),
    ),
    CLOSED: (
        ("closed", "closed at", "closed time", "closed on", "closed date", "geschlossen",
         "geschlossen am"),
        ("date closed", "close date", "closure date", "abgeschlossen am", "end"),
    ),
    UPDATED: (
        ("sys updated at", "sys updated on", "updated at", "updated", "last updated", "changed at",
         "timestamp", "event time", "aktualisiert", "geändert am"),
        ("last update time", "last modified", "modified", "modified at", "event timestamp",
         "transition date", "updated on", "zeitstempel", "updated time", "last updated time",
         "aktualisiert am", "complete timestamp", "time"),
    ),
    PAUSED: (
        ("paused minutes", "minutes paused", "pause minutes", "pausenminuten", "hold minutes"),
        ("on hold minutes", "waiting minutes", "pending minutes", "wartezeit minuten",
         "paused min", "on hold duration minutes", "pause", "paused"),
    ),
    ASSIGNEE: (
        ("assignee", "assigned to", "agent", "zugewiesen an", "bearbeiter", "owner"),
        ("assigned agent", "resolved by", "technician", "verantwortlich", "zugewiesene person"),
    ),
    SOURCE: (
        ("service desk", "source system", "quellsystem", "ticket system"),
    ),
}  # fmt: skip
"""By target the headings that name it, those that say it best first; lower case."""

DESKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("ServiceNow", frozenset({"sys updated at", "sys updated on", "sys created on", "opened at",
                              "incident state", "u symptom", "cmdb ci"})),
    ("Jira", frozenset({"issue key", "issue type", "issue id", "resolution date"})),
    ("Zendesk", frozenset({"solved at", "requester", "ticket form", "ticket id"})),
    ("Freshservice", frozenset({"created time", "closed time", "resolved time",
                                "initial response time", "ticket id"})),
)  # fmt: skip
"""Service desks by headings that they write; two of them tell."""


def targets(catalogue: Catalogue) -> list[Target]:
    """Everything that a column may go to, in the order it is offered.

    Args:
        catalogue: All fields; those of tickets say what they are called.
    """
    held = catalogue.kind("ticket").fields
    found = []
    for key, label in LABELS.items():
        field = held.get(key.partition(".")[2])
        found.append(Target(key, 0, _("Ticket: %s") % (field.label if field else label)))
    return found
