"""People at the client, and the positions they hold; the two are separate.

A person keeps their history when they change jobs or employers: they get a new position, and
reporting lines belong to positions alone.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Format
from acctdesk.models.column import field


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
    notes: Mapped[str | None] = field(
        "Internal notes",
        Format.LONG_TEXT,
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
    """A post at an account that a person holds, held, or that is still unfilled on our map."""

    __tablename__ = "position"
    kind = describe("position", "Position", "Positions", title="title", owner="person_id")

    person_id: Mapped[str] = field("Person", Format.REFERENCE, target="person", required=True)
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
        "Reports to", Format.REFERENCE, target="position", client=True, width=180, importable=False
    )
    started: Mapped[str | None] = field(
        "From", Format.DATE, client=True, synonyms=("in role since", "position since")
    )
    ended: Mapped[str | None] = field("To", Format.DATE, client=True, synonyms=("left on",))
