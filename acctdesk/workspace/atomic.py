"""Writing files so that a reader sees the old one or the whole new one, never a half."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from acctdesk.errors import FileProblem
from acctdesk.words import _


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside the target that takes its place when the block ends well.

    Args:
        path: The target.

    Yields:
        Where to write.

    Raises:
        FileProblem: The folder can't be written, the disk is full, the target is held open by
            another program, or it is a device or a folder.
    """
    if path.exists() and not path.is_file():
        # A device would be gone for all programs: moving a file there takes its place.
        raise FileProblem(
            _("it is no file that could be replaced."),
            where=str(path),
            remedy=_("Choose another place."),
        )
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as error:
        raise FileProblem(
            _("it can't be written (%s).") % (error.strerror or error),
            where=str(path),
            remedy=_("Close it in other programs, or choose another place."),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
