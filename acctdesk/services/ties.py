"""Commands on what joins people: ties between posts, and the relationships with our own people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.models.catalogue import Field
from acctdesk.services.context import Context
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit


class Ties:
    """Commands on ties and relationships, each one change.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    def connect(
        self,
        start: str,
        end: str,
        type: str,
        strength: int | None = None,
        note: str | None = None,
    ) -> tuple[str, Committed | None]:
        """Join two posts of one account.

        Args:
            start: Where the line begins; who has the influence.
            end: Where it leads.
            type: "dotted", "influence" or "conflict".
            strength: 1 to 3.
            note: Why.

        Returns:
            The tie's id and the change.

        Raises:
            Invalid: A value doesn't fit; the posts are the same, at different accounts, or joined
                like this already.
            NotFound: A post isn't there.
        """
        values = self._records.checked("tie", {"type": type, "strength": strength, "note": note})
        with self._context.write("Connect {name} with {other}", name="", other="") as unit:
            first, second = unit.get("position", start), unit.get("position", end)
            names = {"name": self._name(unit, first), "other": self._name(unit, second)}
            unit.retitle(Label("Connect {name} with {other}", names))
            if start == end:
                raise Invalid(
                    _("nobody is connected with themselves."),
                    where=names["name"],
                    remedy=_("Choose somebody else."),
                )
            if first["account_id"] != second["account_id"]:
                raise Invalid(
                    _("%s works for another account.") % names["other"],
                    where=names["name"],
                    remedy=_("Choose somebody on the same map."),
                )
            self._refuse_twin(unit, start, end, values["type"], names)
            made = unit.insert(
                "tie",
                {**values, "account_id": first["account_id"], "from_id": start, "to_id": end},
            )
            return made, unit.commit()

    @staticmethod
    def _refuse_twin(
        unit: Unit, start: str, end: str, type: str, names: Mapping[str, str], but: str = ""
    ) -> None:
        table = unit.tables.table("tie")
        ways = [(start, end)]
        if type != "influence":
            # A dotted line and a conflict have no direction.
            ways.append((end, start))
        for first, second in ways:
            held = select(table.c.id).where(
                table.c.from_id == first,
                table.c.to_id == second,
                table.c.type == type,
                table.c.id != but,
            )
            if unit.connection.execute(held).first() is not None:
                raise Invalid(
                    _("%(name)s and %(other)s are connected like this already.") % names,
                    where=names["name"],
                    remedy=_("Change the line that is there."),
                )

    def edit_tie(self, tie: str, values: Mapping[str, Any]) -> Committed | None:
        """Change type, strength or note of a tie.

        Raises:
            Invalid: A value doesn't fit, or there is such a line already.
            NotFound: It isn't there.
        """
        checked = self._records.checked("tie", self._only(values, ("type", "strength", "note")))
        fields = ", ".join(str(self._field("tie", name).label) for name in values)
        with self._context.write("Edit {fields}", kind="tie", fields=fields, n=1) as unit:
            row = unit.get("tie", tie)
            if "type" in checked:
                names = {
                    "name": self._name(unit, unit.get("position", row["from_id"])),
                    "other": self._name(unit, unit.get("position", row["to_id"])),
                }
                ends = (row["from_id"], row["to_id"])
                self._refuse_twin(unit, *ends, checked["type"], names, tie)
            unit.update("tie", tie, checked)
            return unit.commit()

    def disconnect(self, ties: Sequence[str]) -> Committed | None:
        """Take ties away.

        Raises:
            NotFound: One isn't there.
        """
        with self._context.write("Disconnect", n=len(ties)) as unit:
            self._context.delete_all(unit, "tie", ties)
            return unit.commit()

    def relate(self, member: str, person: str, values: Mapping[str, Any]) -> Committed | None:
        """Say how well one of us knows one of theirs, and what they are to them.

        Args:
            member: Id of ours.
            person: Id of theirs.
            values: "strength", "now", "wanted", "note", as far as they change; when nothing is
                left of it, the relationship is taken away.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: The member or the person isn't there.
        """
        own = ("strength", "now", "wanted", "note")
        checked = self._records.checked("relationship", self._only(values, own))
        label = "Say how {name} knows {other}"
        with self._context.write(label, name="", other="") as unit:
            ours, theirs = unit.get("member", member), unit.get("person", person)
            unit.retitle(Label(label, {"name": ours["name"], "other": theirs["name"]}))
            table = unit.tables.table("relationship")
            held = unit.connection.scalars(
                select(table.c.id).where(table.c.member_id == member, table.c.person_id == person)
            ).first()
            before = unit.get("relationship", held) if held else dict.fromkeys(own)
            after = {name: checked.get(name, before[name]) for name in own}
            if held is None and any(after.values()):
                both = {"member_id": member, "person_id": person}
                unit.insert("relationship", {**after, **both})
            elif held is not None and any(after.values()):
                unit.update("relationship", held, after)
            elif held is not None:
                unit.delete("relationship", held)
            return unit.commit()

    def _only(self, values: Mapping[str, Any], names: Sequence[str]) -> Mapping[str, Any]:
        for name in values:
            if name not in names:
                raise Invalid(_("there is no field “%s”.") % name, field=name)
        return values

    def _field(self, kind: str, name: str) -> Field:
        return self._context.catalogue.field(kind, name)

    @staticmethod
    def _name(unit: Unit, row: Mapping[str, Any]) -> str:
        if row["person_id"]:
            return str(unit.get("person", row["person_id"])["name"])
        return str(row["title"] or _("Unknown"))
