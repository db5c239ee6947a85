"""A password is kept where the system keeps passwords, read back, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null

from acctdesk.errors import FileProblem, Invalid
from acctdesk.exchange.handoff import locking


class Store(SecretService.Keyring):
    """A safe store that works without a desktop."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, *, forgets: bool = False, broken: bool = False) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self._forgets, self._broken = forgets, broken

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._broken:
            raise RuntimeError("locked")
        if not self._forgets:
            self.held[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        if self._broken:
            raise RuntimeError("locked")
        return self.held.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_BACKENDS", {Store.__module__: Store.__name__})


def use(monkeypatch: pytest.MonkeyPatch, store: KeyringBackend) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: store)


def test_a_password_is_kept_read_back_and_forgotten(
    monkeypatch: pytest.MonkeyPatch, trusted: None
) -> None:
    store = Store()
    use(monkeypatch, store)
    at = locking.name_of(Path("/tmp") / "Acme.XLSX")
    assert locking.can_keep()
    assert locking.kept(at) is None
    locking.keep(at, "horse")
    assert store.held == {("AcctDesk hand-over", "acme.xlsx"): "horse"}
    assert locking.kept(locking.name_of(Path("acme.xlsx"))) == "horse"
    locking.forget(at)
    locking.forget(at)
    assert locking.kept(at) is None


@pytest.mark.parametrize("store", [Store(forgets=True), Store(broken=True)])
def test_a_store_that_forgets_or_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, trusted: None, store: Store
) -> None:
    use(monkeypatch, store)
    with pytest.raises(FileProblem, match="was not kept"):
        locking.keep("a", "horse")
    assert locking.kept("a") is None


class PlainText(KeyringBackend):
    """A store that writes passwords down."""

    priority = 9  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked += 1

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        return "horse"


def test_no_other_store_is_ever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = PlainText()
    for store in (plain, null.Keyring(), fail.Keyring()):
        use(monkeypatch, store)
        assert not locking.can_keep()
        assert locking.kept("a") is None
        with pytest.raises(FileProblem, match="was not kept"):
            locking.keep("a", "horse")
        locking.forget("a")
    assert not plain.asked


def test_of_several_stores_the_safe_one_is_taken(
    monkeypatch: pytest.MonkeyPatch, trusted: None
) -> None:
    safe, plain = Store(), PlainText()
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, safe])
    use(monkeypatch, chain)
    locking.keep("a", "horse")
    assert safe.held
    assert not plain.asked


def test_what_is_trusted_is_there_under_these_names() -> None:
    from keyring.backends import Windows, macOS

    there = {(one.__name__, name) for one in (Windows, macOS, SecretService) for name in vars(one)}
    assert set(locking._BACKENDS.items()) <= there
    assert locking._is_trusted(object.__new__(SecretService.Keyring))


def test_a_password_that_no_spreadsheet_takes_is_refused() -> None:
    assert locking.checked("x" * 255) == "x" * 255
    for password in ("", "  ", "x" * 256):
        with pytest.raises(Invalid):
            locking.checked(password)


def test_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, acctdesk.exchange.handoff.writing; print('keyring' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
