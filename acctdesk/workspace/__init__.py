"""Where it is kept: one file a workspace, its lock, schema, backups, journal and search index."""

from acctdesk.workspace.journal import Reverted
from acctdesk.workspace.unit import Author, Committed, Label, Unit
from acctdesk.workspace.workspace import Workspace

__all__ = ["Author", "Committed", "Label", "Reverted", "Unit", "Workspace"]
