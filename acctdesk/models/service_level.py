"""Service levels as they were agreed, and what came of them: from calendars to credits.

What is promised to a client is known to them; what it costs, who approved it and what we think of
it is not. An objective is shown to them only where it is flagged so.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

OBJECTIVE_KINDS = (
    Choice("availability", lazy("Availability"), ("uptime", "verfügbarkeit")),
    Choice("response", lazy("Response time"), ("first response", "reaction", "reaktionszeit")),
    Choice("resolution", lazy("Resolution time"), ("time to resolve", "lösungszeit")),
    Choice("first_contact", lazy("First-contact resolution"), ("fcr", "first contact")),
    Choice("throughput", lazy("Throughput"), ("closure rate", "durchsatz")),
    Choice("quality", lazy("Quality"), ("qualität",)),
    Choice("satisfaction", lazy("Satisfaction"), ("csat", "zufriedenheit")),
    Choice("custom", lazy("Other figure"), ("kpi", "custom")),
)
"""What an objective is about. The first is judged by outages, the next four by tickets, the others
by measurements."""

PERIODS = (
    Choice("week", lazy("Week"), ("weekly",)),
    Choice("month", lazy("Month"), ("monthly",)),
    Choice("quarter", lazy("Quarter"), ("quarterly",)),
    Choice("contract_year", lazy("Contract year"), ("year", "yearly", "annual")),
)
"""Over what an objective is judged."""

DIRECTIONS = (
    Choice("up", lazy("More is better"), ("higher", "at least", "min")),
    Choice("down", lazy("Less is better"), ("lower", "at most", "max")),
)

GATHERINGS = (
    Choice("mean", lazy("Mean"), ("average", "avg")),
    Choice("sum", lazy("Sum"), ("total",)),
    Choice("last", lazy("Newest")),
    Choice("least", lazy("Least"), ("min", "minimum")),
    Choice("most", lazy("Most"), ("max", "maximum")),
)
"""How the measurements of a period become one figure."""

EXCLUSION_KINDS = (
    Choice("maintenance", lazy("Maintenance"), ("planned", "change window", "wartung")),
    Choice("force_majeure", lazy("Force majeure"), ("act of god", "höhere gewalt")),
)

CREDIT_STATES = (
    Choice("confirmed", lazy("Confirmed")),
    Choice("issued", lazy("Issued"), ("paid", "credited")),
    Choice("agreed", lazy("Agreed"), ("accepted",)),
)
"""How far a credit is. Before anybody has agreed to it, it is ours alone."""

_HOURS = "Like 09:00-17:00, or 22:00-06:00; several parted by commas. Empty: nobody works."


class Calendar(Record):
    """When a service is worked on: weekly hours, holidays of a country, days of its own."""

    __tablename__ = "calendar"
    kind = describe("calendar", "Calendar", "Calendars", title="name", searched=False)

    name: Mapped[str] = field("Name", required=True, client=True, width=180)
    zone: Mapped[str] = field(
        "Time zone", Format.TIME_ZONE, required=True, client=True, width=160,
        synonyms=("timezone", "zeitzone"),
    )  # fmt: skip
    monday: Mapped[str | None] = field("Monday", client=True, help=_HOURS, width=120)
    tuesday: Mapped[str | None] = field("Tuesday", client=True, help=_HOURS, width=120)
    wednesday: Mapped[str | None] = field("Wednesday", client=True, help=_HOURS, width=120)
    thursday: Mapped[str | None] = field("Thursday", client=True, help=_HOURS, width=120)
    friday: Mapped[str | None] = field("Friday", client=True, help=_HOURS, width=120)
    saturday: Mapped[str | None] = field("Saturday", client=True, help=_HOURS, width=120)
    sunday: Mapped[str | None] = field("Sunday", client=True, help=_HOURS, width=120)
    country: Mapped[str | None] = field(
        "Holidays of", Format.COUNTRY, client=True, width=140,
        help="The country whose public holidays aren't worked.",
    )  # fmt: skip
    subdivision: Mapped[str | None] = field(
        "Part of the country", client=True, width=120,
        help="The code of a state or province with holidays of its own, like BY.",
    )  # fmt: skip
    own_days: Mapped[str | None] = field(
        "Own days", Format.LONG_TEXT, client=True, width=240,
        help="One a line: 2026-12-24 09:00-12:00, or 2026-12-31 alone for a day off.",
    )  # fmt: skip


class Service(Record):
    """What an account gets from us, for a monthly charge."""

    __tablename__ = "service"
    kind = describe("service", "Service", "Services", title="name", searched=False)

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200
    )
    name: Mapped[str] = field("Name", required=True, client=True, width=200)
    monthly_charge: Mapped[object | None] = field("Monthly charge", Format.MONEY, width=130)
    currency: Mapped[str | None] = field("Currency", Format.CURRENCY, width=90)
    users: Mapped[int | None] = field(
        "Users", Format.INTEGER, client=True, within=(0, 100_000_000), width=90,
        help="How many use it; needed for availability weighted by users.",
    )  # fmt: skip
    calendar_id: Mapped[str | None] = field(
        "Service hours", Format.REFERENCE, target="calendar", client=True, width=160,
        help="When it is to be up; always when nothing is said.",
    )  # fmt: skip
    note: Mapped[str | None] = field("Note", Format.LONG_TEXT, private=True, width=240)


class Agreement(Record):
    """A service-level agreement with an account; what it says stands in its versions."""

    __tablename__ = "agreement"
    kind = describe("agreement", "Agreement", "Agreements", title="name", searched=False)

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200
    )
    name: Mapped[str] = field("Name", required=True, client=True, width=220)
    reference: Mapped[str | None] = field(
        "Reference", client=True, width=140, help="Number of the contract.",
        synonyms=("contract", "contract number", "vertragsnummer"),
    )  # fmt: skip
    begins: Mapped[str | None] = field(
        "Contract begins", Format.DATE, client=True, width=130,
        help="Contract years begin on its anniversaries.",
    )  # fmt: skip
    cap: Mapped[object | None] = field(
        "Cap of credits", Format.MONEY, width=130,
        help="What the credits of all objectives may come to in one period.",
    )  # fmt: skip
    currency: Mapped[str | None] = field("Currency", Format.CURRENCY, width=90)
    note: Mapped[str | None] = field("Note", Format.LONG_TEXT, private=True, width=240)


class AgreementVersion(Record):
    """What an agreement said from one day to another."""

    __tablename__ = "agreement_version"
    kind = describe(
        "agreement_version", "Version of an agreement", "Versions of agreements",
        owner="agreement_id",
    )  # fmt: skip

    agreement_id: Mapped[str] = field(
        "Agreement", Format.REFERENCE, target="agreement", required=True, client=True
    )
    valid_from: Mapped[str | None] = field(
        "Valid from", Format.DATE, client=True, width=120, help="First day; empty for always."
    )
    valid_to: Mapped[str | None] = field(
        "Valid to",
        Format.DATE,
        client=True,
        width=120,
        help="Last day; empty until further notice.",
    )
    note: Mapped[str | None] = field("Note", width=240, help="What was changed, and why.")


class Objective(Record):
    """One promise of a version of an agreement, and how it is judged."""

    __tablename__ = "objective"
    kind = describe("objective", "Objective", "Objectives", title="name", searched=False)

    version_id: Mapped[str] = field(
        "Version", Format.REFERENCE, target="agreement_version", required=True, client=True
    )
    series: Mapped[str | None] = field("Series", system=True, index=True)
    """The id of the first version of the same promise; empty where it is the first."""
    name: Mapped[str] = field("Name", required=True, client=True, width=200)
    type: Mapped[str] = field(
        "Kind", Format.CHOICE, choices=OBJECTIVE_KINDS, required=True, client=True, width=150
    )
    service_id: Mapped[str | None] = field(
        "Service", Format.REFERENCE, target="service", client=True, width=160,
        help="What it is about; all services of the account when empty.",
    )  # fmt: skip
    minutes: Mapped[int | None] = field(
        "Time allowed", Format.INTEGER, client=True, within=(0, 10_000_000), width=110,
        help="Minutes of working time to respond or to resolve.",
    )  # fmt: skip
    target: Mapped[object | None] = field(
        "Target", Format.NUMBER, client=True, width=100,
        help="A share, 1 being all, of availability, tickets or throughput; else in its unit.",
    )  # fmt: skip
    direction: Mapped[str | None] = field(
        "Direction", Format.CHOICE, choices=DIRECTIONS, client=True, width=130
    )
    unit: Mapped[str | None] = field("Unit", client=True, width=90, help="Of a measured figure.")
    gathering: Mapped[str | None] = field(
        "Figure of a period", Format.CHOICE, choices=GATHERINGS, client=True, width=130,
        help="How the measurements of a period become one figure; the mean when empty.",
    )  # fmt: skip
    warning: Mapped[object | None] = field(
        "Warn from", Format.NUMBER, width=100,
        help="From this value on, towards the target, it is at risk.",
    )  # fmt: skip
    period: Mapped[str] = field(
        "Period", Format.CHOICE, choices=PERIODS, required=True, client=True, width=120
    )
    zone: Mapped[str | None] = field(
        "Time zone", Format.TIME_ZONE, client=True, width=160,
        help="Where its periods begin; that of its calendar when empty.",
    )  # fmt: skip
    priorities: Mapped[tuple[str, ...]] = field(
        "Priorities", Format.TAGS, client=True, width=140, help="Only these; all when empty."
    )
    calendar_id: Mapped[str | None] = field(
        "Calendar", Format.REFERENCE, target="calendar", client=True, width=160,
        help="When its clock runs; the service's hours when empty.",
    )  # fmt: skip
    pauses: Mapped[tuple[str, ...]] = field(
        "Pausing states", Format.TAGS, client=True, width=180,
        help="The service desk's words for states that stop the clock; as imported when empty.",
    )  # fmt: skip
    by_users: Mapped[bool | None] = field(
        "Weighted by users", Format.CHECK, client=True, width=120,
        help="Whether an outage counts by how many it hit.",
    )  # fmt: skip
    tiers: Mapped[str | None] = field(
        "Credit tiers", Format.LONG_TEXT, width=200,
        help="One a line: 99.9 10 means 10 % of the monthly charge below 99.9 %.",
    )  # fmt: skip
    cap_share: Mapped[object | None] = field(
        "Cap as a share", Format.PERCENT, width=110, help="Of the monthly charge."
    )
    cap: Mapped[object | None] = field(
        "Cap as an amount", Format.MONEY, width=120, help="In the currency of the charge."
    )
    client_safe: Mapped[bool | None] = field(
        "Client may see it", Format.CHECK, width=120,
        help="Whether it stands in reports to the client.",
    )  # fmt: skip
    note: Mapped[str | None] = field("Note", Format.LONG_TEXT, private=True, width=240)


class Exclusion(Record):
    """A time that an agreement leaves out; it does so only once it was approved."""

    __tablename__ = "exclusion"
    kind = describe("exclusion", "Exclusion", "Exclusions", title="reason", searched=False)

    agreement_id: Mapped[str] = field(
        "Agreement", Format.REFERENCE, target="agreement", required=True, client=True, width=180
    )
    service_id: Mapped[str | None] = field(
        "Service", Format.REFERENCE, target="service", client=True, width=160,
        help="Only this service; all of the agreement's when empty.",
    )  # fmt: skip
    begins: Mapped[object] = field("From", Format.MOMENT, required=True, client=True, width=150)
    ends: Mapped[object] = field("To", Format.MOMENT, required=True, client=True, width=150)
    type: Mapped[str] = field(
        "Kind", Format.CHOICE, choices=EXCLUSION_KINDS, required=True, client=True, width=130
    )
    reason: Mapped[str | None] = field("Reason", client=True, width=240)
    approved_by: Mapped[str | None] = field(
        "Approved by", width=150, help="Who agreed to it; it leaves nothing out before."
    )
    approved_on: Mapped[str | None] = field("Approved on", Format.DATE, width=120)


class Outage(Record):
    """A time a service was down."""

    __tablename__ = "outage"
    kind = describe("outage", "Outage", "Outages", title="summary", searched=False)

    service_id: Mapped[str] = field(
        "Service", Format.REFERENCE, target="service", required=True, client=True, width=160
    )
    begins: Mapped[object] = field("From", Format.MOMENT, required=True, client=True, width=150)
    ends: Mapped[object | None] = field(
        "To", Format.MOMENT, client=True, width=150, help="Empty while it goes on."
    )
    users: Mapped[int | None] = field(
        "Users affected", Format.INTEGER, client=True, within=(0, 100_000_000), width=110,
        help="All of them when empty.",
    )  # fmt: skip
    cause: Mapped[str | None] = field("Cause", width=200, help="For ourselves.")
    summary: Mapped[str | None] = field(
        "Summary", client=True, width=260, help="What the client may read of it."
    )


class Measurement(Record):
    """One value of a figure on a day."""

    __tablename__ = "measurement"
    __table_args__ = (
        # Covers what is summed: by account and month without a look at the table, and by objective.
        Index("ix_measurement_account_month", "account_id", "month", "objective_id", "value"),
        Index("ix_measurement_objective_day", "objective_id", "day", "value"),
    )
    kind = describe("measurement", "Measurement", "Measurements", searched=False)

    objective_id: Mapped[str] = field(
        "Objective", Format.REFERENCE, target="objective", required=True, client=True, index=False
    )
    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, index=False
    )
    day: Mapped[str] = field("Day", Format.DATE, required=True, client=True, width=120)
    month: Mapped[int] = field(
        "Month", Format.INTEGER, required=True, system=True,
        help="Months since the year 0, so that the database can count them.",
    )  # fmt: skip
    value: Mapped[object] = field("Value", Format.NUMBER, required=True, client=True, width=110)
    source: Mapped[str | None] = field("Source", width=180, help="Where it comes from.")


class Credit(Record):
    """A service credit that was confirmed, issued or agreed for one period."""

    __tablename__ = "credit"
    kind = describe("credit", "Service credit", "Service credits", searched=False)

    objective_id: Mapped[str] = field(
        "Objective", Format.REFERENCE, target="objective", required=True, client=True
    )
    first_day: Mapped[str] = field(
        "Period from", Format.DATE, required=True, client=True, width=120
    )
    amount: Mapped[object] = field("Amount", Format.MONEY, required=True, client=True, width=120)
    currency: Mapped[str] = field("Currency", Format.CURRENCY, required=True, client=True, width=90)
    state: Mapped[str] = field(
        "State", Format.CHOICE, choices=CREDIT_STATES, required=True, client=True, width=120
    )
    day: Mapped[str | None] = field("On", Format.DATE, client=True, width=120)
    note: Mapped[str | None] = field("Note", private=True, width=240)
