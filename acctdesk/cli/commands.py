"""All commands, and how one is added."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from acctdesk.cli.where import WORKSPACE
from acctdesk.words import _

Run = Callable[[argparse.Namespace], None]


class Commands:
    """Takes commands, each with the options that all of them have.

    Args:
        parser: The program's parser, or that of a command that has commands of its own.
        common: The options that every command has.
        metavar: What stands for the command in the help.
    """

    def __init__(
        self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser, metavar: str
    ) -> None:
        self._common = common
        self._parsers: Any = parser.add_subparsers(required=True, metavar=metavar)

    def add(self, name: str, run: Run, text: str) -> argparse.ArgumentParser:
        """Add a command.

        Args:
            name: What is typed.
            run: Carries it out.
            text: What it does, for the help.

        Returns:
            Its parser, for its own arguments.
        """
        made: argparse.ArgumentParser = self._parsers.add_parser(
            name, parents=[self._common], help=text, description=text
        )
        made.set_defaults(command=run)
        return made

    def under(self, name: str, text: str, metavar: str) -> Commands:
        """Add a command that has commands of its own, as `import roster`.

        Args:
            name: What is typed.
            text: What they do, for the help.
            metavar: What stands for the second word in the help.
        """
        parser = self._parsers.add_parser(name, help=text, description=text)
        return Commands(parser, self._common, metavar)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    from acctdesk import __version__
    from acctdesk.cli import (
        care,
        changes,
        contacts,
        exporting,
        importing,
        keeping,
        listing,
        metrics,
        searching,
        twins,
    )

    made = argparse.ArgumentParser(
        prog="acctdesk", description=_("Account management at your desk. Without a command it opens"
                                       " the window.")
    )  # fmt: skip
    made.add_argument("--version", action="version", version=f"AcctDesk {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--workspace", type=Path, metavar="W",
        help=_("the workspace file; otherwise $%s, otherwise your own") % WORKSPACE,
    )  # fmt: skip
    common.add_argument("--json", action="store_true", help=_("print one JSON object"))
    commands = Commands(made, common, "COMMAND")
    for part in (
        importing, listing, metrics, exporting, searching, contacts, twins, changes, keeping, care,
    ):  # fmt: skip
        part.add(commands)
    return made
