"""The scripts' face: what the window does, by commands, without a display.

Results go to standard output, messages to standard error. Exit status 0 is done, 1 refused with
a message, 2 wrong usage. Each module adds its commands with `add`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from acctdesk.cli.commands import parser
from acctdesk.errors import Problem
from acctdesk.words import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: Arguments behind the program's name; those of the process unless given.

    Returns:
        The exit status.
    """
    arguments = parser().parse_args(argv)
    command: Callable[[argparse.Namespace], None] = arguments.command
    try:
        command(arguments)
    except Problem as problem:
        sys.stderr.write(f"acctdesk: {problem}\n")
        return 1
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"acctdesk: {_('Stopped; nothing was changed.')}\n")
        return 1
    return 0
