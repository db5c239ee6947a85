"""What somebody began to write: kept in the workspace until it is logged, or kept.

They lie beside what imports remember and not in the journal: every pause while one types would
be a change otherwise. In the workspace they are as safe, and as secret, as everything else in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import delete, insert, select

from acctdesk.models import Remembered
from acctdesk.services.context import Context

TOPIC = "log_draft"
"""Under which topic entries of the log are remembered."""
MINUTES = "minutes_draft"
"""Under which topic the minutes of reviews are."""
HANDOVERS = "handover_draft"
"""Under which topic hand-overs are that are being prepared."""


class LogDrafts:
    """Keeps drafts by the id of their account or review; under "" what has no account yet.

    Args:
        context: The open workspace.
        topic: What they are drafts of: `TOPIC`, `MINUTES` or `HANDOVERS`.
    """

    def __init__(self, context: Context, topic: str = TOPIC) -> None:
        self._context, self._topic = context, topic

    def all(self) -> dict[str, dict[str, Any]]:
        """What was begun, by its key, in the order in which it was kept; damaged ones left out."""
        found: dict[str, dict[str, Any]] = {}
        statement = select(Remembered.key, Remembered.target).where(Remembered.topic == self._topic)
        with self._context.workspace.read() as connection:
            for key, text in connection.execute(statement):
                try:
                    told = orjson.loads(text)
                except orjson.JSONDecodeError:
                    continue
                if isinstance(told, dict):
                    found[key] = told
        return found

    def keep(self, drafts: Mapping[str, Mapping[str, Any] | None]) -> None:
        """Keep some drafts instead of those that were kept; for the write lane.

        Args:
            drafts: By key; None forgets it.

        Raises:
            ReadOnly: The workspace is open read-only.
        """
        with self._context.workspace.transaction() as connection:
            for key, told in drafts.items():
                connection.execute(
                    delete(Remembered).where(Remembered.topic == self._topic, Remembered.key == key)
                )
                if told is not None:
                    row = {"topic": self._topic, "key": key, "target": orjson.dumps(told).decode()}
                    connection.execute(insert(Remembered).values(row))
            transaction = connection.get_transaction()
            assert transaction is not None  # noqa: S101 - begun by the workspace
            transaction.commit()
