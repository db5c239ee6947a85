"""What holds for every test: no screen, no network, no file of the person who runs it."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

# Before anything of Qt is loaded: it reads this once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if sys.dont_write_bytecode:
    # Where Python may leave no compiled modules beside the sources, every worker and every process
    # that a test starts would compile everything anew, for seconds: they are kept apart instead.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(ROOT / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

hypothesis.settings.register_profile("here", deadline=None, max_examples=60)
hypothesis.settings.register_profile(
    "ci", parent=hypothesis.settings.get_profile("here"), derandomize=True, print_blob=True
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

_HOMES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}
_home = pytest.StashKey[Path]()

MANY = 50_000
"""Objects that garbage collection may have to go through after a test of the window."""


def pytest_configure(config: pytest.Config) -> None:
    """Give this process a home of its own, before a library asks where home is and remembers."""
    home = Path(tempfile.mkdtemp(prefix="acctdesk-tests-"))
    config.stash[_home] = home
    for variable, name in _HOMES.items():
        folder = home / name
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(folder)


def pytest_collection_finish() -> None:
    """Set aside what is loaded by now: it stays to the end, and would be looked through each time.

    That is most of what `no_leftovers` and every collection of garbage would go through.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker a row of neighbours, and of the others' when it is done with its own.

    Neighbours share what their modules make; dealt out one by one, every worker made all of it.
    """
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that home."""
    if home := config.stash.get(_home, None):
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves the process, and every look-up of a name.

    Unix sockets stay, for asyncio and subprocess; Windows makes its pairs on the loopback.
    """

    def allowed(sock: socket.socket, address: Any) -> bool:
        if sock.family == getattr(socket, "AF_UNIX", None):
            return True
        return sys.platform == "win32" and address[0] in ("127.0.0.1", "::1")

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def guard(sock: socket.socket, *args: Any) -> Any:
            # sendto has the address last, after its flags; the others have nothing else.
            if not allowed(sock, args[-1]):
                raise AssertionError(f"a test reaches for the network: {args[-1]!r}")
            return real(sock, *args)

        return guard

    def no_names(host: Any, *_args: Any, **_more: Any) -> Any:
        raise AssertionError(f"a test looks up the name {host!r}")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            patch.setattr(socket, name, no_names)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_workspaces() -> Iterator[None]:
    """Run the migrations of new workspaces once a process; see `tests.replayed`."""
    from acctdesk.workspace import schema
    from tests.replayed import replayed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "migrate", replayed(schema.migrate))
        yield


@pytest.fixture(autouse=True)
def no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test of the window that leaves a window open or a thread running behind it."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QThread
    from PySide6.QtWidgets import QApplication, QWidget

    def windows() -> set[QWidget]:
        shown = QApplication.topLevelWidgets()
        # A tip belongs to Qt, which shows it again and takes it away by itself.
        return {widget for widget in shown if widget.metaObject().className() != "QTipLabel"}

    before = windows()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if windows() - before:
        gc.collect()  # one that only a cycle still holds is on its way out
    left = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in windows() - before]
    assert not left, f"windows left behind (give them to qtbot.addWidget): {left}"
    # The kinds first: half the time of asking every object, and mostly there are none.
    things = gc.get_objects()
    kinds = {kind for kind in set(map(type, things)) if issubclass(kind, QThread)}
    threads = [thing for thing in things if type(thing) in kinds] if kinds else []
    assert not [thread for thread in threads if thread.isRunning()], "a QThread is still running"
    if len(things) > MANY:
        # Caches and what libraries loaded meanwhile: set aside as `pytest_collection_finish` does.
        del things, threads
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of data that nobody here wrote; a test that needs it is skipped where it isn't."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the data beside the project (../shared/data) isn't here")
    return folder
