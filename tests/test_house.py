"""The rules of the house hold, and the tools that watch them do bite."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import platformdirs
import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 420  # "about 400 lines"


def sources() -> list[Path]:
    return sorted((ROOT / "acctdesk").rglob("*.py"))


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300"},
    )


# --- imports ---------------------------------------------------------------------------------

PLANTS = {
    "acctdesk/models/planted_up.py": "import acctdesk.services\n",
    "acctdesk/services/planted_qt.py": "from PySide6 import QtCore\n",
    "acctdesk/exchange/planted_engine.py": "import sqlcipher3\n",
    "acctdesk/workspace/planted_plain.py": "import sqlite3\n",
    "acctdesk/ui/widgets/planted_sql.py": "import sqlalchemy\n",
    "acctdesk/ui/widgets/planted_model.py": "import acctdesk.models\n",
    "acctdesk/ui/widgets/planted_file.py": "import acctdesk.workspace\n",
    "acctdesk/ui/theme/planted_up.py": "import acctdesk.ui.shell\n",
    "acctdesk/ui/accounts/planted_page.py": "import acctdesk.ui.imports\n",
    "acctdesk/ui/presenting/planted_service.py": "import acctdesk.services\n",
    "acctdesk/ui/presenting/planted_shell.py": "import acctdesk.ui.shell\n",
    "acctdesk/ui/widgets/planted_round.py": "import acctdesk.metrics\n",
    "acctdesk/ui/presenting/planted_round.py": "import acctdesk.ui.widgets.planted_round\n",
    "acctdesk/cli/planted_window.py": "import acctdesk.app\n",
    "acctdesk/attic.py": "",
    "acctdesk/ui/cellar.py": "",
}
FINDINGS = [
    r"acctdesk\.models\.planted_up -> acctdesk\.services",
    r"acctdesk\.services\.planted_qt -> PySide6",
    r"acctdesk\.exchange\.planted_engine -> sqlcipher3",
    r"acctdesk\.workspace\.planted_plain -> sqlite3",
    r"acctdesk\.ui\.widgets\.planted_sql -> sqlalchemy",
    r"acctdesk\.ui\.widgets\.planted_model -> acctdesk\.models",
    r"acctdesk\.ui\.widgets\.planted_file -> acctdesk\.workspace",
    r"acctdesk\.ui\.theme\.planted_up -> acctdesk\.ui\.shell",
    r"acctdesk\.ui\.accounts\.planted_page -> acctdesk\.ui\.imports",
    r"acctdesk\.ui\.presenting\.planted_service -> acctdesk\.services",
    r"acctdesk\.ui\.presenting\.planted_shell -> acctdesk\.ui\.shell",
    r"acctdesk\.ui\.presenting\.planted_round -> acctdesk\.ui\.widgets\.planted_round",
    r"acctdesk\.cli\.planted_window -> acctdesk\.app",
    r"- acctdesk\.attic",
    r"- acctdesk\.ui\.cellar",
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the house into which wrong imports were planted."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    shutil.copytree(
        ROOT / "acctdesk", copy / "acctdesk", ignore=shutil.ignore_patterns("__pycache__")
    )
    (copy / "acctdesk/app.py").touch()
    (copy / "acctdesk/ui/imports").mkdir(parents=True, exist_ok=True)
    for name, text in PLANTS.items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text)
    for folder in (copy / "acctdesk").rglob("*/"):
        (folder / "__init__.py").touch()
    done = lint_imports(copy)
    assert done.returncode != 0
    return done.stdout + done.stderr


@pytest.mark.slow
def test_imports_run_down_the_stairs() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("finding", FINDINGS)
def test_a_wrong_import_is_found(planted: str, finding: str) -> None:
    assert re.search(finding + r"\b", planted), planted


def test_every_folder_of_the_package_is_seen_by_the_linter() -> None:
    # A folder without __init__.py is no module to import-linter: its imports go unwatched.
    folders = {path.parent for path in sources()}
    bare = [str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").exists()]
    assert not bare


# --- files -----------------------------------------------------------------------------------


def test_no_file_is_longer_than_one_keeps_in_mind() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_no_room_for_odds_and_ends() -> None:
    assert not [p for p in sources() if p.stem in {"utils", "util", "helpers", "misc", "common"}]


def project_files() -> list[Path]:
    """The files under version control; in an unpacked archive, all but what was made there."""
    git = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        made = {".venv", "out", "build", "dist"}
        found = (p for p in ROOT.rglob("*") if not made & set(p.relative_to(ROOT).parts))
    else:
        found = (ROOT / name for name in listed.split("\0") if name)
    return sorted(p for p in found if p.is_file() and "__pycache__" not in p.parts)


MACHINE_PATH = re.compile(
    r"""(?<![\w./:>}-])                        # begins here, and isn't part of an address
        (?: /(?:work|root|home|Users)/\w      # somebody's folder
          | [A-Z]:\\+Users\\+\w )""",
    re.VERBOSE,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("open('/" + "home/jo/x.csv')", True),
        ("see /" + "root/x", True),
        (r"C:" + r"\Users\jo\x", True),
        ("https://example.com/home/jo", False),
        ("docs/work/plan", False),
        ("the home of /work", False),
    ],
)
def test_a_path_of_a_machine_is_recognised(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is found


def test_no_path_of_a_machine_is_in_the_project() -> None:
    hits = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        hits += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in MACHINE_PATH.finditer(text)]
    assert not hits


def decisions() -> list[Path]:
    return sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_decisions_have_their_four_parts_and_a_number_of_their_own() -> None:
    pages = decisions()
    assert pages
    for page in pages:
        heads = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        for part in ("Context", "Decision", "Alternatives", "Consequence"):
            assert part in heads, f"{page.name} lacks its {part}"
    numbers = [page.name[:4] for page in pages]
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_each_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[<>=!;\[ ]", line)[0] for line in wanted}
    reasons = "\n".join(page.read_text(encoding="utf-8") for page in decisions())
    assert not [name for name in sorted(names) if f"`{name}`" not in reasons]


# --- the tests' own walls --------------------------------------------------------------------


def test_no_test_reaches_the_network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        with pytest.raises(AssertionError, match="network"):
            sock.connect(("127.0.0.1", 9))
        with pytest.raises(AssertionError, match="network"):
            sock.connect_ex(("127.0.0.1", 9))
        with pytest.raises(AssertionError, match="network"):
            sock.sendto(b"x", ("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="name"):
        socket.create_connection(("localhost", 9))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
def test_pairs_of_sockets_stay_allowed() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"


def test_no_test_touches_the_files_of_the_person_who_runs_it() -> None:
    for folder in (Path.home(), platformdirs.user_data_path("x"), platformdirs.user_config_path()):
        assert any(part.startswith("acctdesk-tests-") for part in folder.parts)


# --- what we stand on ------------------------------------------------------------------------


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None counts no references from 3.12 on")
def test_qt_counts_references_to_none() -> None:
    # PySide6 6.12.0 drops one with every void call on Python 3.11, until the process aborts.
    # In a child, since that is what it looks like when it happens.
    child = (
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(100_000):\n"
        "    thing.setObjectName('x')\n"
        "sys.exit(abs(sys.getrefcount(None) - before) > 100)\n"
    )
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


LEAKS = """
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget
kept = []

def test_window(qtbot):
    kept.append(QWidget())
    kept[-1].show()

def test_warning(qtbot):
    from PySide6.QtCore import qWarning
    qWarning("something of Qt's")

def test_slot(qtbot):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(20)

def test_tidy(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

def test_thread(qtbot):
    thread = QThread()
    thread.start()
    kept.append(thread)

def test_end():
    kept[1].quit()
    assert kept[1].wait(5000)
"""


@pytest.mark.slow
def test_what_a_test_of_the_window_leaves_behind_fails_it(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "replayed.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "test_leaks.py").write_text(LEAKS)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    env = {**os.environ, "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    for said in (
        "ERROR tests/test_leaks.py::test_window - AssertionError: windows left behind",
        "ERROR tests/test_leaks.py::test_thread - AssertionError: a QThread is still running",
        "FAILED tests/test_leaks.py::test_warning",
        "FAILED tests/test_leaks.py::test_slot",
    ):
        assert said in done.stdout, done.stdout + done.stderr
    assert "test_tidy" not in done.stdout.split("short test summary")[1]
