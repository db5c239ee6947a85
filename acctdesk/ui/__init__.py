"""What one sees: the window, its pages, and the parts they are made of. Only here is Qt."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from typing import Any


class _Names:
    """Looks up nothing; notes the names of modules that are about to be loaded.

    Args:
        noted: Where PySide6 looks whether it has judged a module.
    """

    def __init__(self, noted: MutableMapping[str, int]) -> None:
        self._noted = noted

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        """Note a name; leave the search to others."""
        self.note(name)

    def note(self, name: str) -> None:
        """Give the answer for one module."""
        self._noted.setdefault(name, 0 if name.startswith("acctdesk") else -1)


def spare_sources() -> None:
    """Spare every module that loads from now on to have its source read by PySide6.

    PySide6 offers other spellings of its names (``__feature__``) and, for that, reads the source of
    every module that is imported, whoever wrote it, and searches it for its own name. That takes a
    third of the first paint. We use no such spelling: the answer, 0 for modules that use PySide6
    and -1 for the others, is given beforehand. A PySide6 that works otherwise is left alone.
    """
    import PySide6  # noqa: F401 - loads the part that reads sources, and nothing of Qt yet

    noted = getattr(sys.modules.get("shibokensupport.feature"), "pyside_feature_dict", None)
    if isinstance(noted, dict):
        names = _Names(noted)
        for name in tuple(sys.modules):
            names.note(name)
        sys.meta_path.insert(0, names)
