"""The program decides what is wanted before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from acctdesk import __main__ as entry
from acctdesk.ui.starting import options_of

HEAVY = ("PySide6", "sqlalchemy", "babel", "alembic", "openpyxl")


def test_deciding_loads_nothing_heavy() -> None:
    code = f"import sys, acctdesk.__main__\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


def test_a_command_goes_to_the_scripts_and_everything_else_to_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import acctdesk.app
    import acctdesk.cli

    monkeypatch.setattr(acctdesk.cli, "main", lambda argv: 7)
    monkeypatch.setattr(acctdesk.app, "main", lambda argv: 8)
    assert entry.main(["list", "accounts"]) == 7
    assert entry.main(["--sample"]) == 8
    assert entry.main([]) == 8


def test_options() -> None:
    found = options_of(["--workspace", "a.acctdesk", "--read-only"])
    assert str(found.workspace) == "a.acctdesk"
    assert found.read_only
    assert not found.sample
    with pytest.raises(SystemExit):
        options_of(["--nonsense"])
