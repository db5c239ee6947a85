"""Rows that somebody added to a hand-over workbook become records, or it is told what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from acctdesk.exchange.handoff.amending import Amending, made_id
from acctdesk.exchange.handoff.compared import Compared, Loose
from acctdesk.exchange.handoff.layout import ACCOUNT
from acctdesk.exchange.handoff.matching import key
from acctdesk.exchange.handoff.opened import RowEdit
from acctdesk.exchange.handoff.register import Register
from acctdesk.exchange.handoff.soundness import complaint, following
from acctdesk.exchange.handoff.understood import refuse
from acctdesk.exchange.handoff.values import Understanding, cleaned
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.values.cell import as_text
from acctdesk.words import _

_STEP = 10
"""How far apart the places of parts are, so that one fits between two."""
_REFUSED = frozenset({"attachment"})
"""Kinds that no row can add: the file itself would be missing."""


@dataclass(slots=True)
class _New:
    """A row on its way to become a record.

    Attributes:
        compared: Its sheet.
        loose: The row.
        record: Its id.
        title: What it is called.
        values: Stored values by field.
        customs: Values of custom fields.
    """

    compared: Compared
    loose: Loose
    record: str
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    customs: list[tuple[Field, Any]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.compared.place.page.kind

    def refuse(self, how: str) -> None:
        """Tell why the row isn't taken."""
        cell = next(iter(self.loose.cells.values()), None)
        self.compared.tell(_("%s The row was not taken over.") % how, self.loose.row, "", cell)


class Adding:
    """Makes records of added rows.

    Args:
        catalogue: The fields, with the parcel's custom ones.
        parcel: The parcel as it was handed over.
        amending: Where the records go.
        understanding: Reads cells.
        register: Knows records by their names; learns those of the added ones.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        parcel: Parcel,
        amending: Amending,
        understanding: Understanding,
        register: Register,
    ) -> None:
        self._catalogue, self._parcel, self._amending = catalogue, parcel, amending
        self._understanding, self._register = understanding, register
        self._new: list[_New] = []
        self._same: Counter[str] = Counter()

    def _id(self, compared: Compared, loose: Loose) -> str:
        """The id of an added row: the same whenever this workbook is read.

        What names the row decides, so that its other cells may still be edited.
        """
        parcel, kind = self._parcel, compared.place.page.kind
        names: list[str] = []
        if compared.telling and key(loose.cells.get(compared.telling[0])) is not None:
            needed = [
                one.name
                for one in self._catalogue.kind(kind).fields.values()
                if one.format is Format.REFERENCE and (one.required or one.bound)
            ]
            names = [one for one in (*compared.telling, *needed) if one in loose.cells]
        cells = [f"{one}={key(loose.cells[one])}" for one in names or loose.cells]
        made = made_id(parcel.origin, str(parcel.number), parcel.made, kind, *cells)
        self._same[made] += 1
        # The second of two rows that are called the same is another one.
        return made if self._same[made] == 1 else made_id(made, str(self._same[made]))

    def announce(self, compared: Compared) -> None:
        """Give the added rows of a sheet ids and names, so that others may refer to them."""
        for loose in compared.added:
            new = _New(compared, loose, self._id(compared, loose))
            if new.kind in _REFUSED:
                new.refuse(_("Documents can't be added in a workbook."))
                continue
            if not self._plain(new):
                continue
            new.title = self._title(new)
            self._register.call(new.kind, new.record, new.title)
            self._new.append(new)

    def make(self) -> list[RowEdit]:
        """Make the records, in the order in which they can be created."""
        while lacking := [new for new in self._new if not self._referred(new)]:
            # What referred to one of these may now refer to nothing.
            for new in lacking:
                self._register.forget(new.kind, new.record)
            self._new = [new for new in self._new if new not in lacking]
        for new in self._new:
            self._tell_blanks(new)
        order = {kind.name: at for at, kind in enumerate(self._catalogue.kinds())}
        self._new.sort(key=lambda new: order[new.kind])
        return [*map(self._added, self._new), *self._employed()]

    # -- values ----------------------------------------------------------------------------

    def _plain(self, new: _New) -> bool:
        """Read what refers to nothing; False after it was told what is missing."""
        amounts: list[tuple[str, str]] = []
        for described, name in self._fields(new):
            if described.format is Format.REFERENCE:
                continue
            cell = new.loose.cells.get(name)
            meant = self._understanding.reader(described)(cell)
            if meant.expected:
                refuse_blank(new.compared, new.loose.row, name, cell, meant.expected)
            if meant.value is None and described.required:
                if described.name == "state" and not meant.expected and described.choices:
                    new.values[name] = described.choices[0].code  # where such a record begins
                    continue
                new.refuse(_("%s is missing.") % new.compared.heading(name))
                return False
            if meant.currency:
                amounts.append((name, meant.currency))
            if described.custom:
                new.customs.append((described, meant.value))
            else:
                new.values[name] = meant.value
        for name, currency in amounts:
            held = new.values.get("currency")
            if held and held != currency:
                cell = new.loose.cells.get(name)
                expected = _("an amount in %s") % held
                refuse_blank(new.compared, new.loose.row, name, cell, expected)
                new.values[name] = None
            elif "currency" in self._parcel.columns[new.kind]:
                new.values["currency"] = currency
        return True

    def _fields(self, new: _New) -> list[tuple[Field, str]]:
        """The fields of the sheet, required ones also where their column is gone."""
        described = self._catalogue.kind(new.kind).fields
        names = [name for name in new.compared.place.page.fields if not name.startswith("~")]
        return [
            (described[name], name)
            for name in names
            if name in new.loose.cells or described[name].required
        ]

    def _referred(self, new: _New) -> bool:
        """Find the records that a row refers to; False after it was told what is missing."""
        for described, name in self._fields(new):
            if described.format is not Format.REFERENCE:
                continue
            cell = new.loose.cells.get(name)
            meant = self._understanding.reader(described)(cell)
            value = meant.value
            if value is None and cell is None and described.target == "account":
                value = self._only_account(described)
            if value is None and described.required:
                if meant.expected:
                    refuse_blank(new.compared, new.loose.row, name, cell, meant.expected)
                new.refuse(_("%s is missing.") % new.compared.heading(name))
                return False
            new.values[name] = value
        problem = complaint(new.kind, new.values)
        if problem:
            new.refuse(problem)
        return not problem

    def _tell_blanks(self, new: _New) -> None:
        """Tell which cells name records that aren't known, and may be blank."""
        for described, name in self._fields(new):
            if described.format is not Format.REFERENCE:
                continue
            cell = new.loose.cells.get(name)
            meant = self._understanding.reader(described)(cell)
            if meant.expected:
                refuse_blank(new.compared, new.loose.row, name, cell, meant.expected)

    def _only_account(self, described: Field) -> str | None:
        """The account that must be meant where only one is handed over."""
        accounts = self._parcel.accounts
        return accounts[0] if len(accounts) == 1 and described.required else None

    def _title(self, new: _New) -> str:
        kind = self._catalogue.kind(new.kind)
        title = str(new.values.get(kind.title) or "") if kind.title else ""
        if new.kind == "position":
            person = cleaned(as_text(new.loose.cells.get("person_id")))
            return " – ".join(filter(None, (person, title)))
        return title

    # -- records ---------------------------------------------------------------------------

    def _added(self, new: _New) -> RowEdit:
        values = {**new.values, **following(new.kind, new.values), **self._place(new)}
        self._amending.add(new.kind, new.record, values)
        for described, value in new.customs:
            if value is not None:
                self._amending.set(described, new.record, value)
        page, row = new.compared.place, new.loose.row
        return RowEdit(new.kind, new.record, new.title, page.sheet.name, row)

    def _place(self, new: _New) -> dict[str, Any]:
        """The place of a part behind the others of its owner, where parts have places."""
        kind = self._catalogue.kind(new.kind)
        described = kind.fields.get("position")
        if described is None or not described.system:
            return {}
        owner = new.values.get(kind.owner)
        last = 0
        for one in self._amending.ids(new.kind):
            held = self._amending.values(new.kind, one)
            if held.get(kind.owner) == owner:
                last = max(last, held.get("position") or 0)
        return {"position": last + _STEP}

    def _employed(self) -> list[RowEdit]:
        """Posts for added people whose row only says at which accounts they work."""
        if "position" not in self._parcel.columns:
            return []
        people = [new for new in self._new if new.kind == "person"]
        placed = {new.values.get("person_id") for new in self._new if new.kind == "position"}
        made: list[RowEdit] = []
        for new in people:
            said = cleaned(as_text(new.loose.cells.get(ACCOUNT)))
            if new.record in placed or not said:
                continue
            for account in self._accounts(new, said):
                post = made_id("position", new.record, account)
                self._amending.add(
                    "position", post, {"person_id": new.record, "account_id": account}
                )
                sheet = new.compared.place.sheet.name
                made.append(RowEdit("position", post, new.title, sheet, new.loose.row))
        return made

    def _accounts(self, new: _New, said: str) -> Sequence[str]:
        """The accounts that a cell names: one, or several parted by commas."""
        whole = self._register.find("account", said)
        if whole:
            return [whole]
        found = []
        for name in said.split(","):
            account = self._register.find("account", name.strip())
            if account is None:
                heading = new.compared.heading(ACCOUNT)
                how = _("No account of this workbook is called so.")
                new.compared.tell(how, new.loose.row, heading, name.strip())
            else:
                found.append(account)
        return list(dict.fromkeys(found))


def refuse_blank(compared: Compared, row: int, name: str, cell: Any, expected: str) -> None:
    """Tell that a cell of an added row isn't understood."""
    refuse(compared, row, name, cell, expected, _("The cell was left blank."))
