"""Commands on the posts of a stakeholder map: making them, filling them, saying what they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.services.branches import Branches
from acctdesk.services.context import Context
from acctdesk.services.people import People
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit

SIDES = ("above", "below", "beside")
"""Where a new post stands to the one it is added to."""

OWN_COMMANDS = ("account_id", "person_id", "manager_id", "parked")
"""Fields of a post that have commands of their own, which look after the rest of the map."""


class Posts:
    """Commands on posts, each one change.

    Args:
        context: The open workspace.
        records: The generic part.
        people: Makes people and business units.
    """

    def __init__(self, context: Context, records: Records, people: People) -> None:
        self._context, self._records, self._people = context, records, people

    def add(
        self,
        account: str,
        *,
        anchor: str | None = None,
        side: str = "below",
        person: str | None = None,
        name: str | None = None,
        title: str | None = None,
        unit: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> tuple[str, Committed | None]:
        """Add a post to a map.

        Args:
            account: Account id.
            anchor: The post it is added to; None for a root.
            side: "above" (between the anchor and its manager), "below" or "beside" it.
            person: Id of somebody who is known already.
            name: Name of somebody new; with neither, the post is a placeholder.
            title: Job title.
            unit: Name of the business unit; made when it is new.
            values: Further fields of the post.

        Returns:
            The position's id and the change.

        Raises:
            Invalid: A value doesn't fit, or the anchor is at another account.
            NotFound: The account, the anchor or the person isn't there.
        """
        if side not in SIDES:
            raise ValueError(side)
        known = self._context.today()
        checked = self._checked({"title": title, **(values or {})})
        with self._context.write("Add {name} to the map", name=name or title or "") as work:
            work.get("account", account)
            branches = Branches(work, account, known)
            row = None if anchor is None else branches.row(anchor)
            called, held = self._somebody(work, person, name)
            if held is None:
                checked.setdefault("status", "unknown")
            made = branches.add(
                {
                    **checked,
                    "person_id": held,
                    "unit_id": self._people.unit(work, account, unit) if unit else None,
                },
                called,
            )
            work.retitle(Label("Add {name} to the map", {"name": branches.name(made)}))
            if anchor is None or row is None:
                branches.put([made], None)
            elif side == "below":
                branches.put([made], anchor)
            else:
                self._beside(branches, made, anchor, row, above=side == "above")
            return made, work.commit()

    @staticmethod
    def _beside(
        branches: Branches, made: str, anchor: str, row: Mapping[str, Any], *, above: bool
    ) -> None:
        manager = row["manager_id"]
        if manager is None and row["parked"]:
            branches.change(made, {"parked": True})
        else:
            siblings = [one for one in branches.below(manager) if one != made]
            at = siblings.index(anchor) if anchor in siblings else None
            branches.put([made], manager, at if above or at is None else at + 1)
        if above:
            branches.put([anchor], made)

    def _somebody(self, work: Unit, person: str | None, name: str | None) -> tuple[str, str | None]:
        """Name and id of a known or a new person; no id for nobody."""
        if person is not None:
            return str(work.get("person", person)["name"]), person
        if name is None or not name.strip():
            return "", None
        values = self._records.checked("person", {"name": name})
        return str(values["name"]), self._records.insert(work, "person", values)

    def edit(self, positions: Sequence[str], values: Mapping[str, Any]) -> Committed | None:
        """Change fields of posts: power, attitude, roles, title, cadence and the like.

        Args:
            positions: Which.
            values: By field name; a business unit is given by its name and made when it is new.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit, or the field has a command of its own.
            NotFound: One isn't there.
        """
        fields = {one.name: one for one in self._context.catalogue.fields("position")}
        named = ", ".join(str(fields[one].label) for one in values if one in fields)
        return self._edit("Edit {fields}", positions, values, kind="position", fields=named)

    def weigh(self, position: str, power: int | None, interest: int | None) -> Committed | None:
        """Say how much power and interest somebody has, as a drag on the grid does.

        Raises:
            Invalid: It isn't from 0 to 10.
            NotFound: The post isn't there.
        """
        values = {"power": power, "interest": interest}
        return self._edit("Move {name} on the grid", [position], values)

    def _edit(
        self, label: str, positions: Sequence[str], values: Mapping[str, Any], **params: Any
    ) -> Committed | None:
        if not positions:
            raise Invalid(_("nobody is chosen."), remedy=_("Choose somebody on the map."))
        plain = dict(values)
        unit_name = plain.pop("unit_id", None)
        checked = self._checked(plain)
        with self._context.write(label, **params, n=len(positions)) as work:
            for one in positions:
                row = work.get("position", one)
                own = dict(checked)
                if "unit_id" in values:
                    account = str(row["account_id"])
                    own["unit_id"] = (
                        self._people.unit(work, account, unit_name) if unit_name else None
                    )
                work.update("position", one, own)
            if "fields" not in params:
                name = self._name(work, positions[0])
                work.retitle(Label(label, {"name": name}))
            return work.commit()

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        for name in values:
            if name in OWN_COMMANDS:
                field = self._context.catalogue.field("position", name)
                raise Invalid(
                    _("%s can't be set like this.") % field.label,
                    field=name,
                    remedy=_("Move the card on the map."),
                )
        return self._records.checked("position", values)

    def rename(self, position: str, name: str) -> Committed | None:
        """Rename whoever holds a post, or a placeholder's title.

        Raises:
            Invalid: The name is empty.
            NotFound: The post isn't there.
        """
        with self._context.write("Rename {name}", name="") as work:
            row = work.get("position", position)
            work.retitle(Label("Rename {name}", {"name": self._name(work, position)}))
            if row["person_id"]:
                values = self._records.checked("person", {"name": name})
                work.update("person", row["person_id"], values)
            else:
                work.update("position", position, self._checked({"title": name}))
            return work.commit()

    def fill(
        self, position: str, *, person: str | None = None, name: str | None = None
    ) -> Committed | None:
        """Say who holds a post that was a placeholder.

        Args:
            position: The post.
            person: Id of somebody who is known already.
            name: Name of somebody new.

        Raises:
            Invalid: Somebody holds it, or nobody is named.
            NotFound: The post or the person isn't there.
        """
        with self._context.write("Say who {title} is", title="") as work:
            row = work.get("position", position)
            if row["person_id"]:
                raise Invalid(
                    _("somebody holds this post already."),
                    where=self._name(work, position),
                    remedy=_("Add a post beside it, or say that they left."),
                )
            self._fill(work, row, person, name, {})
            return work.commit()

    def _fill(
        self,
        work: Unit,
        row: Mapping[str, Any],
        person: str | None,
        name: str | None,
        values: Mapping[str, Any],
    ) -> None:
        called, held = self._somebody(work, person, name)
        if held is None:
            raise Invalid(_("the name is missing."), field="name", remedy=_("Fill it in."))
        title = values.get("title", row["title"])
        work.retitle(Label("Say who {title} is", {"title": title or called}))
        status = "in_post" if row["status"] in (None, "unknown") else row["status"]
        work.update("position", row["id"], {**values, "person_id": held, "status": status})

    def introduce(self, position: str, name: str, title: str) -> Committed | None:
        """Say who holds a post and what they are in one change, as the editor over a card does.

        Args:
            position: The post.
            name: Who it is; blank leaves that as it is, so that a placeholder stays one.
            title: Job title; blank for none.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: The post isn't there.
        """
        with self._context.write("Rename {name}", name="") as work:
            row = work.get("position", position)
            values = self._checked({"title": title.strip() or None})
            if name.strip() and not row["person_id"]:
                self._fill(work, row, None, name, values)
                return work.commit()
            work.retitle(Label("Rename {name}", {"name": self._name(work, position)}))
            if name.strip():
                named = self._records.checked("person", {"name": name})
                work.update("person", row["person_id"], named)
            work.update("position", position, values)
            return work.commit()

    def change_employer(
        self,
        position: str,
        account: str,
        *,
        day: dt.date | None = None,
        title: str | None = None,
        unit: str | None = None,
    ) -> tuple[str, Committed | None]:
        """Give a person who went to another client a post there; the old one ends.

        Their history, relationships and what is known of them go along; who reported to them
        reports to their manager.

        Args:
            position: The post they leave.
            account: Where they work from now on.
            day: Since when; since today when not given.
            title: What they are there.
            unit: Name of their business unit there; made when it is new.

        Returns:
            The new position's id and the change.

        Raises:
            Invalid: Nobody holds the post, or the account is the one they leave.
            NotFound: The post or the account isn't there.
        """
        since = (day or self._context.today()).isoformat()
        values = self._checked({"title": title})
        with self._context.write("Move {name} to {account}", name="", account="") as work:
            row = work.get("position", position)
            target = work.get("account", account)
            name = self._name(work, position)
            if not row["person_id"] or row["account_id"] == account:
                raise Invalid(
                    _("nobody is known to hold this post.")
                    if not row["person_id"]
                    else _("they work there already."),
                    where=name,
                    remedy=_("Choose another account, or move the card on the map."),
                )
            params = {"name": name, "account": target["name"]}
            work.retitle(Label("Move {name} to {account}", params))
            old = Branches(work, str(row["account_id"]), self._context.today())
            old.lift(position)
            old.change(position, {"ended": since, "status": "left", "parked": None})
            made = Branches(work, account, self._context.today()).add(
                {
                    **values,
                    "person_id": row["person_id"],
                    "unit_id": self._people.unit(work, account, unit) if unit else None,
                    "started": since,
                    "status": "in_post",
                },
                name,
            )
            return made, work.commit()

    @staticmethod
    def is_unknown(work: Unit, person: str) -> bool:
        """Whether nothing but the name is known of a person: no post, talk, relationship, file."""
        for link in work.tables.links:
            if link.target in ("person", ""):
                table = work.tables.table(link.kind)
                held = select(table.c.id).where(table.c[link.column] == person).limit(1)
                if work.connection.execute(held).first() is not None:
                    return False
        row = work.get("person", person)
        # What somebody took the trouble to write down isn't thrown away with a card.
        return not any(value for name, value in row.items() if name not in ("id", "name"))

    @staticmethod
    def _name(work: Unit, position: str) -> str:
        row = work.get("position", position)
        if row["person_id"]:
            return str(work.get("person", row["person_id"])["name"])
        return str(row["title"] or _("Unknown"))
