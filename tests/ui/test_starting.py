"""What the program starts with."""

from __future__ import annotations

from pathlib import Path

import pytest

from acctdesk.ui import starting
from acctdesk.ui.starting import LOG, start_logging


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(starting, "LONGEST_LOG", 400)
    before = list(LOG.handlers)
    start_logging(tmp_path / "logs")
    yield tmp_path / "logs" / "acctdesk.log"
    for handler in list(LOG.handlers):
        if handler not in before:
            handler.close()
            LOG.removeHandler(handler)


def test_a_long_log_starts_anew_and_one_before_is_kept(log: Path):
    for at in range(30):
        LOG.info("line %d", at)
    former = log.with_name("acctdesk.log.1")
    kept = former.read_text(encoding="utf-8") + (
        log.read_text(encoding="utf-8") if log.exists() else ""
    )
    assert "line 29" in kept
    assert former.stat().st_size < 600
    assert {one.name for one in log.parent.iterdir()} <= {"acctdesk.log", "acctdesk.log.1"}
    # In order, and nothing of the last lines lost.
    told = [int(line.rsplit(" ", 1)[1]) for line in kept.splitlines()]
    assert told == list(range(told[0], 30))


def test_the_log_says_where_not_what(log: Path):
    try:
        raise ValueError("Secret Client Ltd")
    except ValueError:
        LOG.exception("a bug")
    said = "".join(one.read_text(encoding="utf-8") for one in log.parent.iterdir())
    assert "ValueError" in said
    assert "test_starting.py" in said
    assert "Secret" not in said
