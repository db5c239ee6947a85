"""Our own people: who I am, and who works with me."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from acctdesk.exchange.sample.making import Making, load
from acctdesk.services.settings import FISCAL_MONTH, HOME_COUNTRY, HOME_CURRENCY

TEAMS = {
    "A": (
        ("Tomás Ribeiro", "director"),
        ("Ingrid Solheim", "delivery"),
        ("Priya Raman", "technical"),
        ("Hélène Marchand", "finance"),
        ("Jonas Feld", "legal"),
    ),
    "B": (
        ("Daan Verhoeven", "delivery"),
        ("Priya Raman", "technical"),
        ("Hélène Marchand", "finance"),
    ),
    "C": (("Daan Verhoeven", "delivery"), ("Łukasz Wrona", "technical")),
    "D": (("Ingrid Solheim", "delivery"),),
}
"""Who serves an account of a tier beside its owner, and as what."""


def add_team(making: Making) -> None:
    """Say who I am, set the workspace's home, and add the team."""
    data = load("team")
    me = next(one for one in data["members"] if one["name"] == data["me"])
    making.settings.introduce(me["name"], f"{me['mail']}@{data['domain']}")
    making.settings.set(HOME_COUNTRY, "DE")
    making.settings.set(HOME_CURRENCY, "EUR")
    making.settings.set(FISCAL_MONTH, "1")
    with making.context.write("Import {file}", file="Our team.xlsx") as unit:
        table = unit.tables.table("member")
        mine = unit.connection.scalars(select(table.c.id).where(table.c.name == me["name"])).one()
        for one in data["members"]:
            values: dict[str, Any] = making.records.checked(
                "member",
                {
                    "name": one["name"],
                    "role": one["role"],
                    "email": f"{one['mail']}@{data['domain']}",
                    "phone": one.get("phone"),
                },
            )
            if one is me:
                unit.update("member", mine, values)
                making.members[one["name"]] = mine
            else:
                making.members[one["name"]] = making.records.insert(unit, "member", values)
        unit.commit()
