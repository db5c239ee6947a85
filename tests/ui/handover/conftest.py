from __future__ import annotations

from tests.ui.opened import blank_file, opened

__all__ = ["blank_file", "opened"]
