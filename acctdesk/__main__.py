"""AcctDesk: with a command the scripts' face, without one the window."""

from __future__ import annotations

import sys

COMMANDS = frozenset(
    {
        "import", "export", "metrics", "list", "search", "check", "backup", "restore", "undo",
        "redo", "history", "new", "sample", "views", "log", "duplicates", "person", "purge",
        "trash", "bring-back", "revert",
    }
)  # fmt: skip
"""Words that are commands of the scripts' face."""
READER = "_read"
"""What a bundled program is called with to become the process that reads untrusted files."""


def main(argv: list[str] | None = None) -> int:
    """Decide what is wanted before anything heavy is loaded.

    Args:
        argv: Arguments behind the program's name; those of the process unless given.

    Returns:
        The exit code.
    """
    arguments = sys.argv[1:] if argv is None else argv
    first = arguments[0] if arguments else ""
    if first == READER:
        from acctdesk.exchange.reading.child import main as read

        read()
        return 0
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        from acctdesk.cli import main as command

        return command(arguments)
    import gc

    # Nothing made while starting is garbage; looking for it costs a tenth of the first paint.
    # `acctdesk.app` looks again once the window is at rest.
    gc.disable()
    from acctdesk.ui import spare_sources

    spare_sources()
    from acctdesk.app import main as window

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())
