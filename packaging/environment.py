"""The virtual environment of this checkout: made, filled from uv.lock, left alone when right."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import qt_libraries
from problem import CannotGoOn

ROOT = Path(__file__).resolve().parent.parent
Command = Sequence[str | Path]
STAMP_NAME = "acctdesk-ready"
VENV_PACKAGE = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
"""The package that Debian and Ubuntu keep ensurepip in."""
UV_PIN = Path("packaging") / "uv.txt"
DECIDES = (
    Path("uv.lock"),
    Path("pyproject.toml"),
    UV_PIN,
    Path("packaging") / "environment.py",
    Path("packaging") / "qt_libraries.py",
)
"""The files whose change makes a finished checkout unfinished again."""


def venv_command(venv: Path, name: str) -> Path:
    """Path of a command inside a virtual environment, on this system."""
    if os.name == "nt":
        return venv / "Scripts" / f"{name}.exe"
    return venv / "bin" / name


def fingerprint(root: Path, version: str, place: Path) -> str:
    """Digest of all that decides whether the environment is still right.

    Args:
        root: The checkout.
        version: Full version text of the Python in use.
        place: Where the environment lies; its scripts hold that path, so a moved one is stale.
    """
    digest = hashlib.sha256()
    for text in (version, sys.platform, str(place)):
        digest.update(text.encode("utf-8", "surrogateescape") + b"\0")
    for path in DECIDES:
        digest.update((root / path).read_bytes() + b"\0")
    return digest.hexdigest()


def is_ready(venv: Path, wanted: str) -> bool:
    """Whether an earlier run finished with exactly this fingerprint."""
    try:
        stamp = (venv / STAMP_NAME).read_text(encoding="utf-8")
    except OSError:
        return False
    return stamp == wanted and venv_command(venv, "python").exists()


def run(command: Command, env: dict[str, str] | None = None) -> None:
    """Run a command in the open; what it says is for the person who waits.

    Raises:
        CannotGoOn: It failed or isn't there.
    """
    words = [str(word) for word in command]
    try:
        code = subprocess.run(words, env=env, cwd=str(ROOT), stdin=subprocess.DEVNULL).returncode
    except OSError as error:
        raise CannotGoOn(f"{words[0]} can't be started: {error}") from error
    if code:
        raise CannotGoOn("This failed (see above): " + " ".join(words))


def succeeds(command: Command) -> bool:
    """Whether a command ends well; what it says is dropped."""
    try:
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, stdin=subprocess.DEVNULL
        )
    except OSError:
        return False
    return done.returncode == 0


def fits(venv: Path) -> bool:
    """Whether the environment works, was made here, and by this version of Python.

    The scripts in an environment hold its path: one that was moved or copied is no good.
    """
    python = venv_command(venv, "python")
    try:
        settings = (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    made_here = any(line.startswith("command =") and line.endswith(str(venv)) for line in settings)
    version = f"({sys.version_info.major}, {sys.version_info.minor})"
    return made_here and succeeds(
        [python, "-c", f"import sys; sys.exit(sys.version_info[:2] != {version})"]
    )


def make_venv(venv: Path) -> None:
    """Make the environment anew, without pip, unless the one here fits this Python.

    Raises:
        CannotGoOn: Something else lies in its place, or this Python has no `venv`.
    """
    if fits(venv):
        return
    if venv.exists() and any(venv.iterdir()) and not (venv / "pyvenv.cfg").exists():
        raise CannotGoOn(
            f"{venv} is there but is no virtual environment. Move it away, then run this again."
        )
    try:
        from venv import EnvBuilder
    except ImportError as error:
        raise CannotGoOn(missing_pip()) from error
    EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(str(venv))


def missing_pip() -> str:
    """Say how to get pip on this system, in one command."""
    system = qt_libraries.read_system()
    if system == "debian":
        command = f"sudo apt-get install -y {VENV_PACKAGE}"
    elif system in qt_libraries.INSTALL:
        command = "sudo " + " ".join((*qt_libraries.INSTALL[system], "python3-pip"))
    else:
        command = f"{sys.executable} -m ensurepip --user"
    return "This Python comes without pip. Run this, then make again:\n  " + command


def pip_for(venv: Path) -> list[str | Path]:
    """Find a pip that installs into the environment; bring one when there is none.

    Tried in this order: the environment's own, the one inside this Python, the one beside this
    Python, and, as the superuser of Debian or Ubuntu, the distribution's package.

    Returns:
        The command, to be continued with pip's own words.

    Raises:
        CannotGoOn: None could be had; the text holds the command that helps.
    """
    python = venv_command(venv, "python")
    own: list[str | Path] = [python, "-m", "pip"]
    if succeeds([*own, "--version"]) or succeeds([python, "-m", "ensurepip", "--default-pip"]):
        return own
    beside: list[str | Path] = [sys.executable, "-m", "pip", "--python", python]
    if succeeds([*beside, "--version"]):
        return beside
    system_python = sys.base_prefix == "/usr"
    if qt_libraries.read_system() == "debian" and system_python and qt_libraries.is_superuser():
        qt_libraries.apt_install([VENV_PACKAGE], run)
        if succeeds([python, "-m", "ensurepip", "--default-pip"]):
            return own
    raise CannotGoOn(missing_pip())


def install_uv(venv: Path) -> None:
    """Install the pinned uv, checked by hash, into the environment."""
    uv = venv_command(venv, "uv")
    pin = (ROOT / UV_PIN).read_text(encoding="utf-8")
    wanted = pin.split("uv==", 1)[1].split()[0]
    if uv.exists() and output_of([uv, "self", "version", "--short"]) == wanted:
        return
    options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
    run([*pip_for(venv), "install", *options, "-r", ROOT / UV_PIN])


def output_of(command: Command) -> str:
    """What a command prints, stripped; empty when it fails."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def has_system_certificates() -> bool:
    """Whether this system keeps certificates; uv trusts them then, as pip and the browser do.

    A firm's own proxy is known only to them; a bare system has none, and uv's own list serves.
    """
    if sys.platform != "linux":
        return True
    import ssl  # not needed, and not quick, when nothing is to be done

    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile or (paths.capath and any(Path(paths.capath).iterdir())))


def sync(venv: Path) -> None:
    """Bring the environment to exactly what uv.lock says, hashes checked."""
    env = dict(os.environ)
    env.update(
        UV_PROJECT_ENVIRONMENT=str(venv),
        UV_PYTHON=str(venv_command(venv, "python")),
        UV_PYTHON_DOWNLOADS="never",
    )
    if has_system_certificates():
        env.setdefault("UV_SYSTEM_CERTS", "true")
    env.pop("VIRTUAL_ENV", None)  # another active environment is not meant
    run([venv_command(venv, "uv"), "sync", "--frozen", "--quiet"], env=env)


def prepare(venv: Path) -> None:
    """Do all that is to be done, and leave a stamp; nothing when the stamp is there and fits.

    Args:
        venv: Where the environment lies or shall lie.

    Raises:
        CannotGoOn: A step failed; a later run begins where it stands.
    """
    wanted = fingerprint(ROOT, sys.version, venv)
    if is_ready(venv, wanted):
        return
    print("Preparing AcctDesk in .venv; the first time this takes a minute or two.", flush=True)
    make_venv(venv)
    (venv / STAMP_NAME).unlink(missing_ok=True)
    install_uv(venv)
    sync(venv)
    qt_libraries.ensure(venv_command(venv, "python"), run)
    (venv / STAMP_NAME).write_text(wanted, encoding="utf-8")
