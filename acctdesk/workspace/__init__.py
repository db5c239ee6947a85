"""Where it is kept: one file a workspace, its lock, schema, backups, journal and search index."""

from acctdesk.workspace.change import Author, Committed, Label
from acctdesk.workspace.journal import Reverted
from acctdesk.workspace.unit import Unit
from acctdesk.workspace.workspace import Workspace

__all__ = ["Author", "Committed", "Label", "Reverted", "Unit", "Workspace"]
