"""Accounts: the client organisations, their business units, and who of us serves them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

TIERS = (
    Choice(
        "A", lazy("A"), ("tier a", "tier 1", "1", "key", "key account", "strategic", "platinum")
    ),
    Choice("B", lazy("B"), ("tier b", "tier 2", "2", "major")),
    Choice("C", lazy("C"), ("tier c", "tier 3", "3")),
    Choice("D", lazy("D"), ("tier d", "tier 4", "4")),
)
"""Importance of an account. "Gold" and "silver" are left out on purpose: firms rank them apart,
so a roster that uses them is asked once."""

PHASES = (
    Choice("onboarding", lazy("Onboarding"), ("new", "implementation", "transition", "setup")),
    Choice("stabilising", lazy("Stabilising"), ("stabilizing", "hypercare", "early life")),
    Choice("steady", lazy("Steady"), ("active", "live", "run", "customer", "in service", "bau")),
    Choice("growth", lazy("Growth"), ("growing", "expansion", "expanding")),
    Choice("exit", lazy("Exit"), ("offboarding", "leaving", "terminating", "notice given")),
    Choice("ended", lazy("Ended"), ("churned", "lost", "inactive", "former", "closed", "ended")),
)
"""Life-cycle phases from the first day to the last."""

RAG = (
    Choice("green", lazy("Green"), ("g", "good", "healthy", "grün", "vert", "verde")),
    Choice("amber", lazy("Amber"), ("a", "yellow", "watch", "orange", "gelb", "jaune", "amarillo")),
    Choice("red", lazy("Red"), ("r", "bad", "critical", "at risk", "rot", "rouge", "rojo")),
)
"""The manager's own judgement of an account."""

ROLES = (
    Choice("account_manager", lazy("Account manager"), ("am", "kam", "key account manager")),
    Choice("director", lazy("Director"), ("client director", "account director", "client partner")),
    Choice("delivery", lazy("Delivery"), ("delivery manager", "service delivery manager", "sdm")),
    Choice("technical", lazy("Technical"), ("architect", "technical lead", "tam", "engineer")),
    Choice("finance", lazy("Finance"), ("controller", "billing")),
    Choice("legal", lazy("Legal"), ("counsel", "contracts")),
)
"""What one of our people does for an account."""


class Member(Record):
    """One of our own people."""

    __tablename__ = "member"
    kind = describe("member", "Team member", "Our team", title="name")

    name: Mapped[str] = field("Name", required=True, client=True, width=200)
    """A client knows who of us serves them; where somebody is named, the row's own field says."""
    role: Mapped[str | None] = field("Role", Format.CHOICE, choices=ROLES)
    email: Mapped[str | None] = field("E-mail", Format.EMAIL, width=220)
    phone: Mapped[str | None] = field("Phone", Format.PHONE)


class Account(Record):
    """A client organisation."""

    __tablename__ = "account"
    kind = describe("account", "Account", "Accounts", title="name")

    name: Mapped[str] = field(
        "Name",
        client=True,
        required=True,
        width=240,
        synonyms=(
            "account", "account name", "client", "client name", "customer", "customer name",
            "company", "company name", "organisation", "organization", "kunde", "kundenname",
            "firma", "firmenname", "unternehmen", "client nom", "nom du client", "société",
            "entreprise", "raison sociale", "cliente", "empresa", "azienda", "klant", "klantnaam",
            "bedrijf", "klient", "nazwa firmy", "business name", "business", "short name",
            "trading name", "account_name", "firm",
        ),
    )  # fmt: skip
    legal_name: Mapped[str | None] = field(
        "Legal name",
        client=True,
        width=220,
        synonyms=("legal entity", "registered name", "official name", "full name of company",
                  "juristischer name", "razón social", "ragione sociale"),
    )  # fmt: skip
    parent_id: Mapped[str | None] = field(
        "Parent account",
        Format.REFERENCE,
        target="account",
        client=True,
        width=200,
        synonyms=("parent", "parent company", "subsidiary of", "group", "holding", "parent id",
                  "parent account id", "mutter", "muttergesellschaft", "konzern", "parentid",
                  "société mère", "belongs to", "part of"),
    )  # fmt: skip
    sector: Mapped[str | None] = field(
        "Sector",
        client=True,
        width=150,
        synonyms=("industry", "branche", "vertical", "segment", "secteur", "industria", "branża",
                  "industrie", "line of business", "business sector"),
    )  # fmt: skip
    tier: Mapped[str | None] = field(
        "Tier",
        Format.CHOICE,
        choices=TIERS,
        width=80,
        synonyms=("class", "category", "abc", "abc class", "klasse", "priority", "level", "ranking",
                  "account tier", "customer class"),
    )  # fmt: skip
    phase: Mapped[str | None] = field(
        "Phase",
        Format.CHOICE,
        choices=PHASES,
        width=120,
        synonyms=("life-cycle phase", "lifecycle", "lifecycle phase", "stage", "status",
                  "account status", "customer status", "lifecycle stage"),
    )  # fmt: skip
    rag: Mapped[str | None] = field(
        "Health",
        Format.CHOICE,
        choices=RAG,
        width=110,
        help="Your own judgement: red, amber or green.",
        synonyms=("rag", "rag status", "ampel", "traffic light", "health status", "mood"),
    )
    rag_reason: Mapped[str | None] = field(
        "Health reason",
        width=220,
        help="A word why.",
        synonyms=("rag reason", "health comment", "rag comment", "why"),
    )
    owner_id: Mapped[str | None] = field(
        "Owner",
        Format.REFERENCE,
        target="member",
        width=160,
        synonyms=("account manager", "account owner", "kam", "key account manager", "owner name",
                  "sales rep", "responsible", "betreuer", "kundenbetreuer", "verantwortlich",
                  "gestionnaire", "responsable", "opiekun", "relationship manager", "assigned to"),
    )  # fmt: skip
    annual_value: Mapped[object | None] = field(
        "Annual value",
        Format.MONEY,
        width=140,
        help="Yearly revenue with this client, as your roster states it.",
        synonyms=("arr", "annual recurring revenue", "acv", "annual contract value", "revenue",
                  "annual revenue", "annual value", "contract value", "value", "umsatz",
                  "jahresumsatz", "jahreswert", "chiffre d'affaires", "ca annuel", "facturación",
                  "fatturato", "omzet", "yearly revenue", "turnover", "annual spend", "spend"),
    )  # fmt: skip
    currency: Mapped[str | None] = field(
        "Currency",
        Format.CURRENCY,
        client=True,
        width=90,
        synonyms=("curr", "ccy", "währung", "devise", "moneda", "valuta", "waluta", "currency code",
                  "iso currency"),
    )  # fmt: skip
    renewal_date: Mapped[str | None] = field(
        "Renewal date",
        Format.DATE,
        width=130,
        synonyms=("renewal", "contract end", "contract end date", "end date", "expiry",
                  "expiry date", "expires", "contract expiry", "next renewal", "vertragsende",
                  "laufzeit bis", "date de fin", "fecha de renovación", "scadenza", "term end"),
    )  # fmt: skip
    client_since: Mapped[str | None] = field(
        "Client since",
        Format.DATE,
        client=True,
        width=120,
        synonyms=("customer since", "since", "start date", "contract start", "kunde seit",
                  "client depuis", "cliente desde", "cliente dal", "klant sinds", "onboarded",
                  "onboarding date", "date joined", "begin", "seit", "first contract"),
    )  # fmt: skip
    size: Mapped[int | None] = field(
        "Employees",
        Format.INTEGER,
        client=True,
        width=110,
        synonyms=("size", "number of employees", "no. of employees", "headcount", "staff", "fte",
                  "mitarbeiter", "mitarbeiterzahl", "anzahl mitarbeiter", "employés", "effectif",
                  "empleados", "dipendenti", "medewerkers", "numberofemployees", "company size"),
    )  # fmt: skip
    street: Mapped[str | None] = field(
        "Street",
        client=True,
        width=200,
        synonyms=("address", "address line 1", "street address", "strasse", "straße", "adresse",
                  "rue", "calle", "dirección", "indirizzo", "adres", "billing street",
                  "billing address", "postal address"),
    )  # fmt: skip
    postal_code: Mapped[str | None] = field(
        "Postal code",
        client=True,
        width=110,
        synonyms=("zip", "zip code", "postcode", "post code", "plz", "postleitzahl", "code postal",
                  "cp", "código postal", "cap", "billing postal code", "billing zip",
                  "kod pocztowy"),
    )  # fmt: skip
    city: Mapped[str | None] = field(
        "City",
        client=True,
        width=140,
        synonyms=("town", "ort", "stadt", "ville", "ciudad", "città", "plaats", "miasto",
                  "billing city", "location", "office", "hq", "headquarters"),
    )  # fmt: skip
    region: Mapped[str | None] = field(
        "State or region",
        client=True,
        width=130,
        synonyms=("state", "region", "province", "county", "bundesland", "kanton", "canton",
                  "billing state", "state/province", "provincia", "land (region)"),
    )  # fmt: skip
    country: Mapped[str | None] = field(
        "Country",
        Format.COUNTRY,
        client=True,
        width=140,
        synonyms=("land", "pays", "país", "paese", "kraj", "country code", "billing country",
                  "office location", "nation", "iso country", "country/region"),
    )  # fmt: skip
    time_zone: Mapped[str | None] = field(
        "Time zone",
        Format.TIME_ZONE,
        client=True,
        width=160,
        synonyms=("timezone", "tz", "zeitzone", "fuseau horaire", "utc offset"),
    )
    language: Mapped[str | None] = field(
        "Language",
        Format.LANGUAGE,
        client=True,
        width=120,
        synonyms=("lang", "sprache", "langue", "idioma", "lingua", "taal", "preferred language",
                  "język"),
    )  # fmt: skip
    website: Mapped[str | None] = field(
        "Website",
        Format.URL,
        client=True,
        width=200,
        synonyms=("web", "url", "homepage", "web site", "site", "domain", "webseite", "internet",
                  "site web", "sitio web", "company website", "www"),
    )  # fmt: skip
    email: Mapped[str | None] = field(
        "E-mail",
        Format.EMAIL,
        client=True,
        width=220,
        synonyms=("company email", "company e-mail", "general email", "info email",
                  "account email", "e-mail firma", "main email"),
    )  # fmt: skip
    phone: Mapped[str | None] = field(
        "Phone",
        Format.PHONE,
        client=True,
        width=150,
        synonyms=("company phone", "main phone", "switchboard", "telefon", "telefon firma",
                  "téléphone", "teléfono", "telefono", "telefoon", "tel", "tel.", "phone number",
                  "telephone", "account phone"),
    )  # fmt: skip
    tags: Mapped[tuple[str, ...]] = field(
        "Tags",
        Format.TAGS,
        width=180,
        synonyms=("tag", "labels", "label", "keywords", "schlagworte", "étiquettes", "groups"),
    )
    goals: Mapped[str | None] = field(
        "Client's goals",
        Format.LONG_TEXT,
        width=240,
        help="What the client wants to reach, in their own words.",
        synonyms=("goals", "objectives", "client goals", "business goals", "ziele", "objectifs"),
    )
    plan: Mapped[str | None] = field(
        "Long-term plan",
        Format.LONG_TEXT,
        width=240,
        help="Where the client wants to be in three to five years.",
        synonyms=("plan", "strategy", "long term plan", "strategie", "account plan"),
    )
    notes: Mapped[str | None] = field(
        "Internal notes",
        Format.LONG_TEXT,
        private=True, width=240,
        help="Never shown to the client.",
        synonyms=("notes", "note", "comment", "comments", "remarks", "bemerkung", "bemerkungen",
                  "notizen", "kommentar", "commentaire", "remarques", "observaciones", "uwagi",
                  "description"),
    )  # fmt: skip
    archived: Mapped[str | None] = field(
        "Archived",
        Format.DATE,
        width=110,
        importable=False,
        help="Since when it is no longer in use; lists leave it out.",
    )


class Unit(Record):
    """A business unit, department or site of a client."""

    __tablename__ = "unit"
    kind = describe("unit", "Business unit", "Business units", title="name")

    account_id: Mapped[str] = field("Account", Format.REFERENCE, target="account", required=True)
    parent_id: Mapped[str | None] = field("Part of", Format.REFERENCE, target="unit", client=True)
    name: Mapped[str] = field("Name", client=True, required=True, width=200)


class Assignment(Record):
    """One of our people on an account's team."""

    __tablename__ = "assignment"
    kind = describe("assignment", "Team assignment", "Account team", owner="account_id")

    account_id: Mapped[str] = field("Account", Format.REFERENCE, target="account", required=True)
    member_id: Mapped[str] = field(
        "Team member", Format.REFERENCE, target="member", required=True, width=200
    )
    role: Mapped[str | None] = field("Role", Format.CHOICE, choices=ROLES)
