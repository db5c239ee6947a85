"""Which workspace a command is about, and how its result is shown."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from acctdesk.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from acctdesk.compose import Desk

WORKSPACE = "ACCTDESK_WORKSPACE"
"""Environment variable that names the workspace when no option does."""


def path_of(arguments: argparse.Namespace) -> Path:
    """The workspace file a command is about: named, or one's own."""
    if arguments.workspace is not None:
        given: Path = arguments.workspace
        return given
    named = os.environ.get(WORKSPACE)
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("AcctDesk", appauthor=False) / "My accounts.acctdesk"


@contextmanager
def desk_of(
    arguments: argparse.Namespace, *, write: bool = False, make: bool = False
) -> Iterator[Desk]:
    """The workspace of a command; one that only reads leaves it to whoever has it open."""
    from acctdesk.compose import create_desk, open_desk

    path = path_of(arguments)
    if make and not path.exists():
        sys.stderr.write(_("acctdesk: made the workspace %s\n") % path)
        desk = create_desk(path)
    else:
        desk = open_desk(path, read_only=not write)
    with desk:
        yield desk


def show(arguments: argparse.Namespace, value: Any, text: str) -> None:
    """Write a result to standard output.

    Args:
        arguments: Whether JSON is wanted.
        value: The result, for JSON.
        text: The result in words; empty writes nothing.
    """
    if arguments.json:
        sys.stdout.write(orjson.dumps(value, default=str).decode() + "\n")
    elif text:
        sys.stdout.write(text.rstrip() + "\n")
