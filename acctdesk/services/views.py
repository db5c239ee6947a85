"""Saved views: kept in the workspace, journalled and undone like any record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import SavedView
from acctdesk.services.builtin_views import builtin_views
from acctdesk.services.context import Context
from acctdesk.services.view import ListView
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit

LONGEST_NAME = 80


class Views:
    """The views of every list.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self, kind: str) -> list[ListView]:
        """The views of a kind: those that AcctDesk brings, then the person's own in their order."""
        return builtin_views(kind) + self._saved(kind)

    def get(self, view: str) -> ListView:
        """One view by its id.

        Raises:
            NotFound: There is none.
        """
        for kind in self._context.catalogue.kinds():
            for one in builtin_views(kind.name):
                if one.id == view:
                    return one
        table = SavedView.__table__
        with self._context.workspace.read() as connection:
            row = connection.execute(select(table).where(table.c.id == view)).first()
        if row is None:
            raise NotFound(_("this view is not there any more."), remedy=_("Choose another view."))
        return ListView.from_json(row.of_kind, row.definition, id=row.id, name=row.name)

    def find(self, kind: str, name: str) -> ListView:
        """A view of a kind by its name, or by its id.

        Raises:
            NotFound: There is none of this name.
        """
        views = self.all(kind)
        # A person's own view stands before one of ours with the same name.
        for one in reversed(views):
            if name == one.id or name.strip().casefold() == one.name.casefold():
                return one
        raise NotFound(
            _("there is no view “%s”.") % name,
            remedy=_("There are: %s.") % ", ".join(one.name for one in views),
        )

    def _saved(self, kind: str) -> list[ListView]:
        table = SavedView.__table__
        statement = select(table).where(table.c.of_kind == kind).order_by(table.c.place, table.c.id)
        with self._context.workspace.read() as connection:
            return [
                ListView.from_json(kind, row.definition, id=row.id, name=row.name)
                for row in connection.execute(statement)
            ]

    # -- commands --------------------------------------------------------------------------

    def save(self, view: ListView) -> tuple[str, Committed | None]:
        """Keep a view: anew when it has no id or is one of AcctDesk's own, else in its place.

        Args:
            view: The view; its name must be free among the person's views of this kind.

        Returns:
            Its id, and the change; None when nothing differs.

        Raises:
            Invalid: The name is missing, too long or taken.
            NotFound: The view with this id was deleted.
        """
        fresh = not view.id or view.builtin
        name = self._free(view.kind, view.name, but="" if fresh else view.id)
        definition = orjson.loads(view.to_json())
        with self._context.write("Save the view {name}", name=name) as unit:
            if fresh:
                made = unit.insert(
                    "saved_view",
                    {
                        "of_kind": view.kind,
                        "name": name,
                        "definition": orjson.dumps(definition).decode(),
                        "place": len(self._order(unit, view.kind)),
                    },
                )
                return made, unit.commit()
            held = unit.get("saved_view", view.id)
            # What a newer AcctDesk has written beside it stays.
            merged = {**_loaded(held["definition"]), **definition}
            if merged != _loaded(held["definition"]) or name != held["name"]:
                text = orjson.dumps(merged).decode()
                unit.update("saved_view", view.id, {"name": name, "definition": text})
            return view.id, unit.commit()

    def copy(self, view: ListView, name: str) -> tuple[str, Committed | None]:
        """Keep a view under another name beside the first.

        Raises:
            Invalid: The name is missing, too long or taken.
        """
        return self.save(replace(view, id="", name=name))

    def rename(self, view: str, name: str) -> Committed | None:
        """Give a view another name.

        Raises:
            Invalid: The name is missing, too long or taken, or the view is AcctDesk's own.
            NotFound: There is no such view.
        """
        self._refuse_builtin(view)
        with self._context.write("Rename the view {name}", name=name.strip()) as unit:
            kind = unit.get("saved_view", view)["of_kind"]
            unit.update("saved_view", view, {"name": self._free(kind, name, but=view)})
            return unit.commit()

    def delete(self, view: str) -> Committed | None:
        """Delete a view; undo brings it back.

        Raises:
            Invalid: The view is AcctDesk's own.
            NotFound: There is no such view.
        """
        self._refuse_builtin(view)
        name = self.get(view).name
        with self._context.write("Delete the view {name}", name=name) as unit:
            unit.delete("saved_view", view)
            return unit.commit()

    def move(self, view: str, place: int) -> Committed | None:
        """Put a view elsewhere among the person's own.

        Args:
            view: Its id.
            place: Where to, from 0.

        Raises:
            Invalid: The view is AcctDesk's own.
            NotFound: There is no such view.
        """
        self._refuse_builtin(view)
        with self._context.write("Move the view {name}", name=self.get(view).name) as unit:
            kind = unit.get("saved_view", view)["of_kind"]
            order = [one for one in self._order(unit, kind) if one != view]
            order.insert(max(0, place), view)
            for at, one in enumerate(order):
                unit.update("saved_view", one, {"place": at})
            return unit.commit()

    def _order(self, unit: Unit, kind: str) -> list[str]:
        table = SavedView.__table__
        statement = (
            select(table.c.id).where(table.c.of_kind == kind).order_by(table.c.place, table.c.id)
        )
        return list(unit.connection.scalars(statement))

    def _free(self, kind: str, name: str, but: str = "") -> str:
        name = " ".join(name.split())
        if not name:
            raise Invalid(_("the name is missing."), field="name", remedy=_("Name the view."))
        if len(name) > LONGEST_NAME:
            raise Invalid(
                _("this name is longer than %s characters.") % LONGEST_NAME,
                field="name",
                remedy=_("Shorten it."),
            )
        taken = {one.name.casefold() for one in self.all(kind) if one.id != but}
        if name.casefold() in taken:
            raise Invalid(
                _("there is a view “%s” already.") % name,
                field="name",
                remedy=_("Choose another name."),
            )
        return name

    def _refuse_builtin(self, view: str) -> None:
        if any(
            view == one.id
            for kind in self._context.catalogue.kinds()
            for one in builtin_views(kind.name)
        ):
            raise Invalid(
                _("AcctDesk's own views can't be changed."),
                remedy=_("Save a copy under another name."),
            )


def _loaded(definition: str) -> dict[str, Any]:
    try:
        found = orjson.loads(definition)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
