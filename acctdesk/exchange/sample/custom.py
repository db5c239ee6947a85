"""The two fields this manager defined on accounts."""

from __future__ import annotations

from typing import Any

from acctdesk.exchange.sample.making import Making
from acctdesk.services.catalogue import Format

MODELS = ("Fixed price", "Managed service", "Outcome-based", "Time and material")


def add_custom_fields(making: Making) -> None:
    """Define the contract model and the day of the last quarterly review."""
    define = making.custom_fields.define
    making.fields["model"], _change = define("account", "Contract model", Format.CHOICE, MODELS)
    making.fields["qbr"], _change = define("account", "Last QBR", Format.DATE)


def custom_values(making: Making, data: dict[str, Any]) -> dict[str, Any]:
    """An account's values of these fields, under the fields' ids."""
    found: dict[str, Any] = {}
    if "model" in data:
        found[making.fields["model"]] = data["model"]
    if "qbr" in data:
        found[making.fields["qbr"]] = making.days.workday(data["qbr"]).isoformat()
    return found
