"""Make this checkout ready to run: `.venv`, the locked packages, the libraries Qt needs.

Needs only Python 3.11 or newer and a way to the package registry. Does nothing, quickly, when
nothing has changed. This file stays readable to Pythons that are too old, so that they are
refused in words instead of with a traceback; what is newer stands in `environment`.
"""

import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

OLDEST = (3, 11)


def refusal(version: "tuple[int, int]", found: "Callable[[str], str | None]" = shutil.which) -> str:
    """Say why this Python is too old; empty when it is not.

    Args:
        version: The Python's major and minor version.
        found: Looks a command up on the PATH; a newer Python that is there is named.
    """
    if version >= OLDEST:
        return ""
    text = "AcctDesk needs Python {}.{} or newer; this is Python {}.{}.".format(*OLDEST, *version)
    newer = [name for name in ("python3.13", "python3.12", "python3.11") if found(name)]
    if newer:
        return text + "\nA newer one is here. Run: make PYTHON=" + newer[0]
    return text + "\nInstall one, then run: make PYTHON=<path of the newer Python>"


def main() -> int:
    """Prepare the checkout; the exit code is 0 when it is ready."""
    too_old = refusal(sys.version_info[:2])
    if too_old:
        print(too_old, file=sys.stderr)
        return 1
    from environment import ROOT, prepare
    from problem import CannotGoOn

    try:
        prepare(ROOT / ".venv")
    except CannotGoOn as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
