"""Remove what was made in this checkout: environment, caches, pictures, builds.

Only what the project itself makes, by name; work that isn't committed is never touched.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

MADE = (
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
    ".hypothesis",
    ".coverage",
    "build",
    "dist",
    "out",
)


def clean(root: Path) -> None:
    """Remove everything made below a checkout.

    Args:
        root: The checkout.
    """
    made = [root / name for name in MADE]
    made += [path for path in root.rglob("__pycache__") if ".venv" not in path.parts]
    for path in made:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    clean(Path(__file__).resolve().parent.parent)
    sys.exit(0)
