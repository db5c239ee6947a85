"""Where the files that come with the program lie.

In a checkout they are in ``resources/`` beside the package; the wheel carries them inside it as
``acctdesk/resources``.
"""

from __future__ import annotations

import functools
from pathlib import Path


@functools.cache
def _root() -> Path:
    package = Path(__file__).resolve().parents[2]
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a file that comes with the program.

    Args:
        parts: Folder and file names below ``resources``, such as ``("icons", "sun.svg")``.

    Returns:
        The path, whether or not the file exists: callers decide what a missing file means.
    """
    return _root().joinpath(*parts)
