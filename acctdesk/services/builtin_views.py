"""The views that AcctDesk brings. They can be copied, but not changed or deleted."""

from __future__ import annotations

from dataclasses import replace

from acctdesk.services.filters import ME, Condition, Every, Match, Op, Relative, Span, Toward
from acctdesk.services.view import BUILTIN, Column, ListView, Mark, Sort
from acctdesk.words import Lazy, lazy


def _columns(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, pinned=name == "name") for name in names)


def _all(*parts: Condition | Match) -> Match:
    return Match("all", parts)


_OVERDUE = Mark("next_step_due", Op.WITHIN, Span.OVERDUE, "bad")
_LAST_30 = Relative(30, Every.DAYS, Toward.LAST)
_LAST_90 = Relative(90, Every.DAYS, Toward.LAST)
_NEXT_90 = Relative(90, Every.DAYS, Toward.NEXT)
_GOING_ON = Condition("phase", Op.IS_NOT, "ended")

_ACCOUNT_COLUMNS = _columns(
    "name", "tier", "phase", "rag", "owner_id", "annual_value", "renewal_date", "last_contact",
    "next_step", "next_step_due", "sector", "city", "country", "tags",
)  # fmt: skip
_RENEWALS = _columns(
    "name", "renewal_date", "annual_value", "rag", "rag_reason", "owner_id", "phase",
    "last_contact", "next_step", "next_step_due",
)  # fmt: skip
_TOUCH = _columns(
    "name", "tier", "owner_id", "last_contact", "last_contact_type", "next_step",
    "next_step_due", "rag", "phone", "email",
)  # fmt: skip
_HEALTH = _columns(
    "name", "rag", "rag_reason", "tier", "owner_id", "annual_value", "renewal_date",
    "last_contact", "next_step", "next_step_due",
)  # fmt: skip
_PERSON_COLUMNS = _columns(
    "name", "title", "account_names", "email", "phone", "mobile", "last_contact",
    "next_step_due", "language", "tags",
)  # fmt: skip

_VIEWS: dict[str, tuple[tuple[str, Lazy, ListView], ...]] = {
    "account": (
        (
            "all", lazy("All accounts"),
            ListView("account", columns=_ACCOUNT_COLUMNS, summary={"annual_value": "sum"},
                     marks=(_OVERDUE,)),
        ),
        (
            "mine", lazy("My accounts"),
            ListView("account", columns=_ACCOUNT_COLUMNS, summary={"annual_value": "sum"},
                     where=_all(Condition("owner_id", Op.IS, ME)), marks=(_OVERDUE,)),
        ),
        (
            "renewing", lazy("Renewing in 90 days"),
            ListView("account", columns=_RENEWALS, sort=(Sort("renewal_date"),),
                     where=_all(Condition("renewal_date", Op.WITHIN, _NEXT_90), _GOING_ON),
                     summary={"annual_value": "sum"},
                     marks=(Mark("rag", Op.IS, "red", "bad"), _OVERDUE)),
        ),
        (
            "quiet", lazy("Not contacted for 30 days"),
            ListView("account", columns=_TOUCH, sort=(Sort("last_contact"),),
                     where=_all(Match("none", (Condition("last_contact", Op.WITHIN, _LAST_30),)),
                                _GOING_ON),
                     marks=(_OVERDUE,)),
        ),
        (
            "at_risk", lazy("Red and amber"),
            ListView("account", columns=_HEALTH, sort=(Sort("rag", True), Sort("annual_value",
                     True)),
                     where=_all(Condition("rag", Op.IN, ("red", "amber")), _GOING_ON),
                     summary={"annual_value": "sum"}, marks=(_OVERDUE,)),
        ),
        (
            "tree", lazy("Groups of companies"),
            ListView("account", columns=_ACCOUNT_COLUMNS, tree=True,
                     summary={"annual_value": "sum"}, marks=(_OVERDUE,)),
        ),
    ),
    "person": (
        (
            "all", lazy("All people"),
            ListView("person", columns=_PERSON_COLUMNS, marks=(_OVERDUE,)),
        ),
        (
            "quiet", lazy("Not contacted for 90 days"),
            ListView("person", columns=_PERSON_COLUMNS, sort=(Sort("last_contact"),),
                     where=_all(Match("none", (Condition("last_contact", Op.WITHIN, _LAST_90),))),
                     marks=(_OVERDUE,)),
        ),
        (
            "unreachable", lazy("Without e-mail and phone"),
            ListView("person", columns=_PERSON_COLUMNS,
                     where=_all(Condition("email", Op.EMPTY), Condition("phone", Op.EMPTY),
                                Condition("mobile", Op.EMPTY))),
        ),
    ),
}  # fmt: skip


def builtin_views(kind: str) -> list[ListView]:
    """The views of a kind that AcctDesk brings, the plain one first.

    Args:
        kind: The kind of record; one without views has a plain one without a name.
    """
    return [
        replace(view, id=f"{BUILTIN}{kind}:{code}", name=str(label))
        for code, label, view in _VIEWS.get(kind, ())
    ]
