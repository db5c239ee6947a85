from __future__ import annotations

import ast
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import bootstrap
import environment
import pytest
from problem import CannotGoOn

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the files that decide whether an environment is right."""
    for path in environment.DECIDES:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f"{path}\n")
    return tmp_path


def finished(checkout: Path) -> Path:
    """An environment that an earlier run has finished."""
    venv = checkout / ".venv"
    python = environment.venv_command(venv, "python")
    python.parent.mkdir(parents=True)
    python.touch()
    stamp = environment.fingerprint(checkout, sys.version, venv)
    (venv / environment.STAMP_NAME).write_text(stamp)
    return venv


# --- which Python ------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14), (4, 0)])
def test_a_python_that_is_new_enough_is_taken(version: tuple[int, int]) -> None:
    assert bootstrap.refusal(version, lambda name: None) == ""


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_a_python_that_is_too_old_is_refused_in_words(version: tuple[int, int]) -> None:
    text = bootstrap.refusal(version, lambda name: None)
    assert "3.11 or newer" in text
    assert f"{version[0]}.{version[1]}." in text


def test_a_newer_python_that_is_here_is_named() -> None:
    text = bootstrap.refusal((3, 9), lambda name: name if name == "python3.12" else None)
    assert text.endswith("make PYTHON=python3.12")


def test_the_first_file_can_be_read_by_python_3_6() -> None:
    text = (ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    # Checked at compile time by old Pythons, not by their grammar.
    assert "from __future__ import annotations" not in text


def test_a_version_below_the_project_file_s_is_refused() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">={}.{}".format(*bootstrap.OLDEST)


# --- when there is something to do --------------------------------------------------------------


def test_a_finished_environment_is_left_alone(checkout: Path) -> None:
    venv = finished(checkout)
    assert environment.is_ready(venv, environment.fingerprint(checkout, sys.version, venv))


@pytest.mark.parametrize("path", environment.DECIDES, ids=str)
def test_a_change_of_a_file_that_decides_is_seen(checkout: Path, path: Path) -> None:
    venv = finished(checkout)
    (checkout / path).write_text("changed")
    assert not environment.is_ready(venv, environment.fingerprint(checkout, sys.version, venv))


def test_another_python_or_another_place_is_seen(checkout: Path) -> None:
    venv = finished(checkout)
    other_python = environment.fingerprint(checkout, "3.99.0 (other)", venv)
    other_place = environment.fingerprint(checkout, sys.version, checkout / "moved" / ".venv")
    assert not environment.is_ready(venv, other_python)
    assert not environment.is_ready(venv, other_place)


def test_a_python_that_is_gone_is_seen(checkout: Path) -> None:
    venv = finished(checkout)
    environment.venv_command(venv, "python").unlink()
    assert not environment.is_ready(venv, environment.fingerprint(checkout, sys.version, venv))


def test_nothing_is_done_when_all_is_ready(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    venv = finished(checkout)
    monkeypatch.setattr(environment, "ROOT", checkout)

    def forbidden(*args: object, **more: object) -> None:
        raise AssertionError("a command was run")

    monkeypatch.setattr(subprocess, "run", forbidden)
    environment.prepare(venv)
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_nothing_to_do_is_quick(checkout: Path) -> None:
    for name in ("bootstrap.py", "environment.py", "qt_libraries.py", "problem.py"):
        (checkout / "packaging" / name).write_bytes((ROOT / "packaging" / name).read_bytes())
    (checkout / "uv.lock").write_bytes((ROOT / "uv.lock").read_bytes())
    finished(checkout)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        command = [sys.executable, str(checkout / "packaging" / "bootstrap.py")]
        done = subprocess.run(command, capture_output=True, text=True)
        took.append(time.perf_counter() - start)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert min(took) < 0.3


# --- the environment ------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_environment_is_made_kept_and_remade_when_moved(tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    environment.make_venv(venv)
    assert environment.fits(venv)

    (venv / "kept").touch()
    environment.make_venv(venv)
    assert (venv / "kept").exists()

    moved = tmp_path / "elsewhere"
    venv.rename(moved)
    assert not environment.fits(moved)
    environment.make_venv(moved)
    assert environment.fits(moved)
    assert not (moved / "kept").exists()


def test_a_folder_that_is_no_environment_is_never_emptied(tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    venv.mkdir()
    (venv / "work.txt").write_text("mine")
    with pytest.raises(CannotGoOn, match="no virtual environment"):
        environment.make_venv(venv)
    assert (venv / "work.txt").read_text() == "mine"


def test_a_failing_command_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn, match="raise SystemExit"):
        environment.run([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(CannotGoOn, match="can't be started"):
        environment.run([tmp_path / "nothing-here"])


class NoPip:
    """A machine whose Python has no pip, except where told."""

    def __init__(self, having: str = "") -> None:
        self.having = having
        self.installed: list[list[str]] = []

    def succeeds(self, command: environment.Command) -> bool:
        line = " ".join(str(word) for word in command)
        return bool(self.having) and self.having in line

    def apt_install(self, packages: list[str], run: object) -> None:
        self.installed.append(packages)
        self.having = "ensurepip"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> NoPip:
    bare = NoPip()
    monkeypatch.setattr(environment, "succeeds", bare.succeeds)
    monkeypatch.setattr(environment.qt_libraries, "apt_install", bare.apt_install)
    monkeypatch.setattr(environment.qt_libraries, "read_system", lambda: "debian")
    monkeypatch.setattr(environment.qt_libraries, "is_superuser", lambda: True)
    monkeypatch.setattr(environment.sys, "base_prefix", "/usr")
    return bare


def test_pip_inside_python_comes_first(machine: NoPip, tmp_path: Path) -> None:
    machine.having = "ensurepip"
    python = environment.venv_command(tmp_path, "python")
    assert environment.pip_for(tmp_path) == [python, "-m", "pip"]
    assert machine.installed == []


def test_pip_beside_python_comes_second(machine: NoPip, tmp_path: Path) -> None:
    machine.having = "--python"
    assert environment.pip_for(tmp_path)[3] == "--python"
    assert machine.installed == []


def test_the_superuser_of_debian_gets_pip_from_it(machine: NoPip, tmp_path: Path) -> None:
    python = environment.venv_command(tmp_path, "python")
    assert environment.pip_for(tmp_path) == [python, "-m", "pip"]
    assert machine.installed == [[environment.VENV_PACKAGE]]


def test_without_pip_the_one_command_is_told(
    machine: NoPip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.qt_libraries, "is_superuser", lambda: False)
    with pytest.raises(CannotGoOn) as refused:
        environment.pip_for(tmp_path)
    assert f"sudo apt-get install -y {environment.VENV_PACKAGE}" in str(refused.value)
    assert machine.installed == []


def test_uv_is_pinned_with_hashes() -> None:
    text = (ROOT / environment.UV_PIN).read_text(encoding="utf-8")
    assert text.count("uv==") == 1
    assert "--hash=sha256:" in text
