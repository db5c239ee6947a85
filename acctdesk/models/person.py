"""People at the client, and the positions they hold; the two are separate.

A person keeps their history when they change jobs or employers: they get a new position, and
reporting lines belong to positions alone.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Format
from acctdesk.models.column import field
from acctdesk.models.stakeholder import (
    ATTITUDES,
    BUYING_ROLES,
    CADENCES,
    POST_STATUSES,
    SCALE,
)


class Person(Record):
    """Somebody at a client."""

    __tablename__ = "person"
    kind = describe("person", "Person", "People", title="name")

    name: Mapped[str] = field(
        "Name",
        client=True,
        required=True,
        width=200,
        synonyms=("contact", "contact name", "contact person", "person", "full name",
                  "ansprechpartner", "ansprechpartnerin", "kontakt", "kontaktperson",
                  "interlocuteur", "contacto", "contatto", "contactpersoon", "main contact",
                  "primary contact", "key contact", "osoba kontaktowa"),
    )  # fmt: skip
    given_name: Mapped[str | None] = field(
        "First name",
        client=True,
        synonyms=("firstname", "first", "given name", "forename", "vorname", "prénom", "nombre",
                  "nome", "voornaam", "imię"),
    )  # fmt: skip
    family_name: Mapped[str | None] = field(
        "Last name",
        client=True,
        synonyms=("lastname", "last", "surname", "family name", "nachname", "nom de famille",
                  "apellido", "apellidos", "cognome", "achternaam", "nazwisko"),
    )  # fmt: skip
    salutation: Mapped[str | None] = field(
        "Salutation",
        client=True,
        synonyms=("anrede", "civilité", "prefix", "mr/ms", "courtesy title"),
    )
    email: Mapped[str | None] = field(
        "E-mail",
        Format.EMAIL,
        client=True,
        width=220,
        synonyms=("email", "e-mail", "mail", "email address", "e-mail address", "e-mail-adresse",
                  "contact email", "contact e-mail", "courriel", "correo", "correo electrónico",
                  "adres e-mail", "work email", "business email"),
    )  # fmt: skip
    other_email: Mapped[str | None] = field(
        "Other e-mail",
        Format.EMAIL,
        client=True,
        width=220,
        synonyms=("email 2", "e-mail 2", "second email", "private email", "secondary email"),
    )
    phone: Mapped[str | None] = field(
        "Phone",
        Format.PHONE,
        client=True,
        width=150,
        synonyms=("contact phone", "work phone", "business phone", "direct phone", "direct line",
                  "office phone", "telefon", "telephone", "tel", "téléphone", "durchwahl",
                  "phone number"),
    )  # fmt: skip
    mobile: Mapped[str | None] = field(
        "Mobile",
        Format.PHONE,
        client=True,
        width=150,
        synonyms=("mobile phone", "cell", "cell phone", "handy", "mobil", "portable", "móvil",
                  "cellulare", "gsm", "mobiel", "mobilephone", "mobile number"),
    )  # fmt: skip
    other_phone: Mapped[str | None] = field(
        "Other phone",
        Format.PHONE,
        client=True,
        width=150,
        synonyms=("phone 2", "assistant phone", "home phone", "second phone", "assistantphone"),
    )
    language: Mapped[str | None] = field(
        "Language",
        Format.LANGUAGE,
        client=True,
        width=120,
        synonyms=("contact language", "preferred language", "speaks", "korrespondenzsprache"),
    )
    decision_style: Mapped[str | None] = field(
        "Decision style",
        width=180,
        help="How they come to a decision: by figures, by consensus, quickly.",
        synonyms=("style of decision", "entscheidungsstil"),
    )
    goals: Mapped[str | None] = field(
        "Their goals",
        Format.LONG_TEXT,
        width=240,
        help="What they are measured by.",
        synonyms=("personal goals", "contact goals", "person goals"),
    )
    personal_wins: Mapped[str | None] = field(
        "Personal wins",
        Format.LONG_TEXT,
        private=True,
        width=240,
        help="What they themselves gain when we succeed.",
        synonyms=("wins", "personal win", "what is in it for them"),
    )
    contact_preference: Mapped[str | None] = field(
        "Prefers contact by",
        width=180,
        help="How and when they like to be contacted.",
        synonyms=("contact preference", "preferred contact", "preferred channel",
                  "preferred contact method", "bevorzugter kontaktweg"),
    )  # fmt: skip
    tags: Mapped[tuple[str, ...]] = field(
        "Tags",
        Format.TAGS,
        width=180,
        synonyms=("contact tags", "person tags", "contact labels"),
    )
    notes: Mapped[str | None] = field(
        "Internal notes",
        Format.LONG_TEXT,
        private=True,
        width=240,
        help="Never shown to the client.",
        synonyms=("contact notes", "contact comment"),
    )
    archived: Mapped[str | None] = field(
        "Archived",
        Format.DATE,
        width=110,
        importable=False,
        help="Since when they are no longer worked with; lists leave them out.",
    )


class Position(Record):
    """A post at an account that a person holds or held, or that nobody is known to hold.

    Without a person it is a placeholder: a role that surely exists. The shifts say how far its
    card was moved from where the tidy layout of the map puts it, in units of the drawing.
    """

    __tablename__ = "position"
    kind = describe("position", "Position", "Positions", title="title", owner="person_id")

    person_id: Mapped[str | None] = field("Person", Format.REFERENCE, target="person", bound=True)
    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True
    )
    unit_id: Mapped[str | None] = field(
        "Business unit",
        Format.REFERENCE,
        target="unit",
        client=True,
        width=160,
        synonyms=("unit", "department", "abteilung", "division", "service", "departamento",
                  "bereich", "business unit", "team", "dept", "dział", "reparto", "afdeling"),
    )  # fmt: skip
    title: Mapped[str | None] = field(
        "Title",
        client=True,
        width=200,
        synonyms=("job title", "position", "role", "function", "funktion", "titel", "poste",
                  "fonction", "cargo", "puesto", "ruolo", "functie", "stanowisko", "contact title",
                  "designation", "jobtitle", "contact role"),
    )  # fmt: skip
    manager_id: Mapped[str | None] = field(
        "Reports to",
        Format.REFERENCE,
        target="position",
        client=True,
        width=180,
        synonyms=("manager", "manager name", "manager id", "manager email", "manager e-mail",
                  "reports to id", "reporting to", "line manager", "supervisor", "superior", "boss",
                  "vorgesetzter", "vorgesetzte", "n+1", "supérieur hiérarchique", "jefe",
                  "przełożony", "leidinggevende", "managerid", "reportsto"),
    )  # fmt: skip
    started: Mapped[str | None] = field(
        "From", Format.DATE, client=True, synonyms=("in role since", "position since")
    )
    ended: Mapped[str | None] = field("To", Format.DATE, client=True, synonyms=("left on",))
    power: Mapped[int | None] = field(
        "Power",
        Format.INTEGER,
        within=SCALE,
        width=80,
        help="From 0, none, to 10: what they can decide or stop.",
        synonyms=("influence level", "authority", "macht", "einfluss", "pouvoir"),
    )
    interest: Mapped[int | None] = field(
        "Interest",
        Format.INTEGER,
        within=SCALE,
        width=80,
        help="From 0, none, to 10: how much what we do matters to them.",
        synonyms=("interest level", "interesse", "intérêt"),
    )
    attitude: Mapped[str | None] = field(
        "Attitude",
        Format.CHOICE,
        choices=ATTITUDES,
        width=120,
        help="How they stand towards us.",
        synonyms=("stance", "sentiment", "haltung", "einstellung", "attitude towards us"),
    )
    buying_roles: Mapped[tuple[str, ...]] = field(
        "Buying roles",
        Format.TAGS,
        choices=BUYING_ROLES,
        width=180,
        help="What they do in a purchase; several are possible.",
        synonyms=("buying role", "decision role", "role in purchase", "buyer role", "meddic role",
                  "kaufrolle"),
    )  # fmt: skip
    status: Mapped[str | None] = field(
        "Post status",
        Format.CHOICE,
        choices=POST_STATUSES,
        width=110,
        help="Unknown stands for a role that surely exists, though we don't know who holds it.",
        synonyms=("employment status", "contact status", "stakeholder status"),
    )
    cadence: Mapped[str | None] = field(
        "Contact every",
        Format.CHOICE,
        choices=CADENCES,
        width=120,
        help="How often to be in touch; empty means as power and interest suggest.",
        synonyms=("cadence", "contact frequency", "contact cadence", "kontaktrhythmus"),
    )
    place: Mapped[int | None] = field(
        "Place", Format.INTEGER, system=True, help="Order among those with the same manager."
    )
    shift_x: Mapped[int | None] = field("Shift to the right", Format.INTEGER, system=True)
    shift_y: Mapped[int | None] = field("Shift down", Format.INTEGER, system=True)
    parked: Mapped[bool | None] = field(
        "Parked",
        Format.CHECK,
        importable=False,
        width=90,
        help="Kept beside the map until it is known where they belong.",
    )
