"""Writing files so that a reader sees the old one or the whole new one, never a half."""

from acctdesk.workspace.atomic import replacing

__all__ = ["replacing"]
