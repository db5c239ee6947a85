"""Where it is kept: one file a workspace, its lock, schema, backups, journal and search index.

What is named here loads when somebody first asks for it: most of it needs the database library,
and the window shows its first list before that is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acctdesk.workspace.change import Author, Committed, Label
    from acctdesk.workspace.journal import Reverted
    from acctdesk.workspace.unit import Unit
    from acctdesk.workspace.workspace import Workspace

__all__ = ["Author", "Committed", "Label", "Reverted", "Unit", "Workspace"]

_ROOMS = {
    "Author": "change", "Committed": "change", "Label": "change", "Reverted": "journal",
    "Unit": "unit", "Workspace": "workspace",
}  # fmt: skip
"""Which module holds what is named here."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name in _ROOMS:
            from importlib import import_module

            return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
