"""The view of a list in force: what was saved, and what has been changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from acctdesk.services.query import ListQuery
from acctdesk.services.view import Column, ListView
from acctdesk.ui.lists.spec import ListSpec

ROWS = frozenset({"where", "words", "sort", "group", "tree", "archived"})
"""Parts of a view that change which rows are shown."""


class ViewState(QObject):
    """The view in force.

    Args:
        spec: What list it is.
        parent: Its owner.
    """

    changed = Signal(object)
    """Names of the parts that are different now."""

    def __init__(self, spec: ListSpec, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self.base = usual_view(spec)
        """The view as it was saved."""
        self.view = self.base
        """The view in force; typed words are kept beside it."""
        self.words = ""

    @property
    def dirty(self) -> bool:
        """Whether the view differs from how it was saved; typed words don't count."""
        return not replace(self.view, words="").same_look(replace(self.base, words=""))

    @property
    def narrowed(self) -> bool:
        """Whether the list leaves anything out that could be let in again."""
        return bool(self.words.strip()) or bool(self.view.where and self.view.where.parts)

    def query(self) -> ListQuery:
        """What the list asks for."""
        return self.view.query(self.words)

    def whole(self) -> ListView:
        """The view in force, typed words and the columns in force included."""
        return replace(self.view, words=self.words, columns=self.columns())

    def columns(self) -> tuple[Column, ...]:
        """The columns in force: the list's usual ones unless the view has its own."""
        return self.view.columns or usual_view(self._spec).columns

    def change(self, **parts: Any) -> None:
        """Change parts of the view, such as ``sort=(…)``."""
        old = self.view
        self.view = replace(old, **parts)
        different = {name for name in parts if getattr(old, name) != getattr(self.view, name)}
        if different:
            self.changed.emit(frozenset(different))

    def set_words(self, words: str) -> None:
        """Narrow the list by typed words."""
        if words != self.words:
            self.words = words
            self.changed.emit(frozenset({"words"}))

    def switch(self, view: ListView) -> None:
        """Show another view as it was saved."""
        self.base = self.view = view
        self.words = view.words
        self.changed.emit(frozenset({"view", *ROWS, "columns", "marks", "summary", "row_height"}))

    def reset(self) -> None:
        """Go back to the view as it was saved."""
        self.switch(self.base)

    def saved(self, view: ListView) -> None:
        """The view in force was saved, under this name and id."""
        self.base = view
        self.view = replace(self.view, id=view.id, name=view.name)
        self.changed.emit(frozenset({"view"}))

    def heard(self, views: Sequence[ListView]) -> None:
        """Follow the saved views: somebody renamed or changed the one in force, or undid that.

        Args:
            views: All saved views of the list.
        """
        if not views:
            return
        dirty = self.dirty
        found = next((one for one in views if one.id == self.base.id), None)
        if found is None:
            # Deleted: what is shown stays, as a change to the first view.
            self.base = views[0]
            self.view = replace(self.view, id=self.base.id, name=self.base.name)
            self.changed.emit(frozenset({"view"}))
        elif found != self.base:
            self.base = found
            if dirty:
                self.view = replace(self.view, name=found.name)
                self.changed.emit(frozenset({"view"}))
            else:
                self.switch(replace(found, words=self.words))
                self.base = found

    def state(self) -> dict[str, object]:
        """What to keep over a restart."""
        return {
            "view": _kept(replace(self.view, words=self.words)),
            "base": _kept(self.base),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back what `state` returned."""
        view = _restored(self._spec.kind, state, "view")
        if view is None:
            return
        self.words, self.view = view.words, replace(view, words="")
        self.base = _restored(self._spec.kind, state, "base") or self.base
        self.changed.emit(frozenset({"view", *ROWS, "columns", "marks", "summary", "row_height"}))


def usual_view(spec: ListSpec) -> ListView:
    """The view that a list begins with."""
    from acctdesk.services.builtin_views import builtin_views

    views = builtin_views(spec.kind)
    return views[0] if views else ListView(spec.kind)


def _kept(view: ListView) -> dict[str, str]:
    return {"id": view.id, "name": view.name, "is": view.to_json()}


def _restored(kind: str, state: Mapping[str, object], part: str) -> ListView | None:
    held = state.get(part)
    if not isinstance(held, dict) or not isinstance(held.get("is"), str):
        return None
    id, name = (str(held.get(key, "")) for key in ("id", "name"))
    return ListView.from_json(kind, held["is"], id=id, name=name)
