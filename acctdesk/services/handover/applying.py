"""Writes what a merge decided, as one change that is undone in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from acctdesk.models import new_id
from acctdesk.services.context import Context
from acctdesk.services.handover.comparing import Compared, Links
from acctdesk.services.handover.parcel import Row
from acctdesk.services.handover.stored import Stored
from acctdesk.services.handover.threeway import Key, Step
from acctdesk.services.lanes import Job
from acctdesk.workspace import Unit

Dangling = tuple[str, str, str, str]
"""Kind, id and column of a reference that leads to something that isn't here, and its id."""


class Applying:
    """Writes into one unit of work.

    Args:
        context: The open workspace.
        unit: The unit.
        compared: What was compared.
        job: Told the progress; may be cancelled.

    Attributes:
        dangling: References that lead to something that isn't here; they are left empty.
        dropped: Records that can't be here without something that isn't.
        needs: Tells without which records one can't be.
    """

    def __init__(self, context: Context, unit: Unit, compared: Compared, job: Job) -> None:
        self._context, self._unit, self._compared, self._job = context, unit, compared, job
        self._stored = Stored(unit.connection, unit.tables)
        self.needs = Links(unit.tables)
        self.dangling: list[Dangling] = []
        self.dropped: list[Key] = []

    def write(self, steps: Iterable[Step]) -> None:
        """Write steps, and what was never here.

        Args:
            steps: What the merge decided.
        """
        added: dict[str, list[Row]] = defaultdict(list)
        changed: list[Step] = []
        gone: dict[str, list[str]] = defaultdict(list)
        for step in steps:
            kind, record = step.key
            if step.after is None:
                gone[kind].append(record)
            elif step.before is None:
                added[kind].append([step.after.get(name) for name in self._columns(kind)])
            else:
                changed.append(step)
        self._add(added)
        self._change(changed)
        self._name()
        for kind, ids in gone.items():
            there = self._unit.stored_many(kind, ids)
            self._context.delete_all(self._unit, kind, there)

    def _columns(self, kind: str) -> tuple[str, ...]:
        return self._compared.columns[kind]

    def _add(self, added: Mapping[str, list[Row]]) -> None:
        compared = self._compared
        coming = {
            kind: [*compared.fresh.get(kind, ()), *added.get(kind, ())] for kind in compared.columns
        }
        self._leave_out_former_ids(coming)
        total, done = max(sum(map(len, coming.values())), 1), 0
        ids = {kind: {row[0] for row in rows} for kind, rows in coming.items()}
        for kind, rows in coming.items():
            if not rows:
                continue
            made = self._pointing(kind, rows, ids)
            self._unit.insert_many(kind, self._columns(kind), map(tuple, made), stored=True)
            done += len(rows)
            self._job.progress(done / total)
            self._job.check()

    def _leave_out_former_ids(self, coming: dict[str, list[Row]]) -> None:
        """A former id there may be the id of a record here; then it is no former one."""
        rows = coming.get("alias")
        if not rows:
            return
        columns = self._columns("alias")
        alias, of = columns.index("alias"), columns.index("of_kind")
        by_kind: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            by_kind[row[of]].append(row[alias])
        here = {
            one
            for kind, ids in by_kind.items()
            if kind in self._compared.columns
            for one in self._stored.present(kind, ids)
        }
        coming["alias"] = [row for row in rows if row[alias] not in here]

    def _pointing(
        self, kind: str, rows: Sequence[Row], coming: Mapping[str, set[str]]
    ) -> Sequence[Row]:
        """Rows whose references lead to something."""
        columns = self._columns(kind)
        for link in self.needs.soft.get(kind, ()):
            if link.column not in columns:
                continue
            place = columns.index(link.column)
            missing = self._missing(link.target, (row[place] for row in rows), coming)
            if missing:
                made: list[Row] = []
                for row in rows:
                    if row[place] in missing:
                        self.dangling.append((kind, row[0], link.column, row[place]))
                        row = [*row[:place], None, *row[place + 1 :]]
                    made.append(row)
                rows = made
        for link in self.needs.hard.get(kind, ()):
            if link.column not in columns:
                continue
            place = columns.index(link.column)
            missing = self._missing(link.target, (row[place] for row in rows), coming)
            if missing:
                lost = [row[0] for row in rows if row[place] in missing]
                self.dropped += [(kind, one) for one in lost]
                coming[kind].difference_update(lost)
                rows = [row for row in rows if row[place] not in missing]
        return rows

    def _missing(
        self, target: str, values: Iterable[Any], coming: Mapping[str, set[str]]
    ) -> set[str]:
        """Ids that lead nowhere; of a part of any record, where that is."""
        wanted = {one for one in values if one}
        kinds = [target] if target else list(coming)
        for kind in kinds:
            wanted -= coming.get(kind, set())
        for kind in kinds:
            if wanted:
                wanted -= self._stored.present(kind, sorted(wanted))
        return wanted

    def _change(self, steps: Sequence[Step]) -> None:
        for step in steps:
            kind, record = step.key
            after = dict(step.after or {})
            for link in self.needs.soft.get(kind, ()):
                value = after.get(link.column)
                if value and self._missing(link.target, [value], {}):
                    self.dangling.append((kind, record, link.column, value))
                    del after[link.column]
            if after:
                self._unit.update_stored(kind, record, after)

    def _name(self) -> None:
        """Remember which ids the records that were taken for the same have there."""
        made = [
            {"id": new_id(), "alias": one.theirs, "of_kind": one.kind, "record_id": one.ours}
            for one in self._compared.matched
            if one.kind != "alias"
        ]
        if made:
            self._unit.insert_all_stored("alias", made)
