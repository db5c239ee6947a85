"""The shared libraries that Qt takes from the system on Linux: find what is missing, get it.

The wheels of PySide6 bring Qt itself, not the libraries of X11, OpenGL and fonts. Without them
the window ends with an unhelpful loader error, so they are looked for before the first start.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from problem import CannotGoOn


class Run(Protocol):
    """Runs a command in the open, and raises `CannotGoOn` when it fails."""

    def __call__(self, command: Sequence[str | Path], env: dict[str, str] | None = None) -> None:
        """Run it, with this environment or the process's own."""


SYSTEMS = ("debian", "fedora", "arch", "suse")

_NEEDS = """
libEGL.so.1             libegl1              libglvnd-egl         libglvnd             libglvnd
libGL.so.1              libgl1               libglvnd-glx         libglvnd             libglvnd
libX11.so.6             libx11-6             libX11               libx11               libX11-6
libX11-xcb.so.1         libx11-xcb1          libX11-xcb           libx11               libX11-xcb1
libdbus-1.so.3          libdbus-1-3          dbus-libs            dbus                 libdbus-1-3
libfontconfig.so.1      libfontconfig1       fontconfig           fontconfig           fontconfig
libfreetype.so.6        libfreetype6         freetype             freetype2            libfreetype6
libglib-2.0.so.0        libglib2.0-0         glib2                glib2                libglib-2_0-0
libgthread-2.0.so.0     libglib2.0-0         glib2                glib2                libgthread-2_0-0
libstdc++.so.6          libstdc++6           libstdc++            gcc-libs             libstdc++6
libxcb-cursor.so.0      libxcb-cursor0       xcb-util-cursor      xcb-util-cursor      libxcb-cursor0
libxcb-glx.so.0         libxcb-glx0          libxcb               libxcb               libxcb-glx0
libxcb-icccm.so.4       libxcb-icccm4        xcb-util-wm          xcb-util-wm          libxcb-icccm4
libxcb-image.so.0       libxcb-image0        xcb-util-image       xcb-util-image       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1      xcb-util-keysyms     xcb-util-keysyms     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0        libxcb               libxcb               libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0  xcb-util-renderutil  xcb-util-renderutil  libxcb-render-util0
libxcb-render.so.0      libxcb-render0       libxcb               libxcb               libxcb-render0
libxcb-shape.so.0       libxcb-shape0        libxcb               libxcb               libxcb-shape0
libxcb-shm.so.0         libxcb-shm0          libxcb               libxcb               libxcb-shm0
libxcb-sync.so.1        libxcb-sync1         libxcb               libxcb               libxcb-sync1
libxcb-util.so.1        libxcb-util1         xcb-util             xcb-util             libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0       libxcb               libxcb               libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1          libxcb               libxcb               libxcb-xkb1
libxcb.so.1             libxcb1              libxcb               libxcb               libxcb1
libxkbcommon-x11.so.0   libxkbcommon-x11-0   libxkbcommon-x11     libxkbcommon-x11     libxkbcommon-x11-0
libxkbcommon.so.0       libxkbcommon0        libxkbcommon         libxkbcommon         libxkbcommon0
libz.so.1               zlib1g               zlib                 zlib                 libz1
libzstd.so.1            libzstd1             libzstd              zstd                 libzstd1
"""  # noqa: E501 - a table is read across

PACKAGES = {
    soname: dict(zip(SYSTEMS, names, strict=True))
    for soname, *names in (line.split() for line in _NEEDS.strip().splitlines())
}
"""Each library that Qt's core, widgets and X11 parts need, and its package on each system."""

INSTALL = {
    "debian": ("apt-get", "install", "-y"),
    "fedora": ("dnf", "install", "-y"),
    "arch": ("pacman", "-S", "--needed", "--noconfirm"),
    "suse": ("zypper", "--non-interactive", "install"),
}

_PROBE = """
import ctypes, pathlib, PySide6
from PySide6 import QtWidgets
ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
QtWidgets.QApplication(["acctdesk"])
"""
"""Starts Qt without a screen, and loads the part that draws on X11 without using it."""

_NOT_FOUND = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")


def read_system(path: str = "/etc/os-release") -> str:
    """Family of this Linux (one of `SYSTEMS`); empty when it is none of them."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    told = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{told.get('ID', '')} {told.get('ID_LIKE', '')}".replace('"', "").lower().split()
    also = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}
    for name in names:
        family = also.get(name, name)
        if family in SYSTEMS:
            return family
    return ""


def is_superuser() -> bool:
    """Whether this process may install packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_load(soname: str) -> bool:
    """Whether the system's loader finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(loads: Callable[[str], bool] = can_load) -> list[str]:
    """The libraries of the table that this system lacks.

    Args:
        loads: Tells whether a library is found.
    """
    return [soname for soname in PACKAGES if not loads(soname)]


def packages_for(sonames: Iterable[str], system: str) -> list[str]:
    """Packages that bring these libraries on one system, each once, in the table's order."""
    known = (PACKAGES[name][system] for name in sonames if name in PACKAGES)
    return list(dict.fromkeys(known))


def advice(sonames: Sequence[str], system: str) -> str:
    """Say what is missing, and the one command that brings it."""
    text = "Qt can't start here; these libraries are missing:\n  " + " ".join(sonames)
    packages = packages_for(sonames, system) if system in INSTALL else []
    if not packages:
        return text + "\nInstall the packages that hold them, then run make again."
    command = " ".join(("sudo", *INSTALL[system], *packages))
    return text + "\nRun this, then make again:\n  " + command


def apt_install(packages: Sequence[str], run: Run) -> None:
    """Install packages of Debian or Ubuntu without asking.

    Args:
        packages: Their names.
        run: Runs a command with an environment and raises when it fails.
    """
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("Installing from the distribution: " + " ".join(packages), flush=True)
    run(["apt-get", "update", "-qq"], env=env)
    run(
        [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "-o=Dpkg::Use-Pty=0",
            "--no-install-recommends",
            *packages,
        ],
        env=env,
    )


def probe(python: Path) -> str:
    """Start Qt in a child; return what it complains about, empty when it starts.

    Args:
        python: The Python of the environment.
    """
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([str(python), "-c", _PROBE], env=env, capture_output=True, text=True)
    if done.returncode == 0:
        return ""
    return done.stderr.strip() or f"Qt ended with code {done.returncode}."


def ensure(python: Path, run: Run) -> None:
    """See to it that Qt can start.

    Args:
        python: The Python of the environment.
        run: Runs a command with an environment and raises when it fails.

    Raises:
        CannotGoOn: It can't, and this process may not mend it; the text holds the command.
    """
    if sys.platform != "linux":
        return
    system = read_system()
    lacking = missing()
    if lacking and system == "debian" and is_superuser():
        apt_install(packages_for(lacking, system), run)
        lacking = missing()
    if lacking:
        raise CannotGoOn(advice(lacking, system))
    complaint = probe(python)
    if complaint:
        named = _NOT_FOUND.findall(complaint)
        raise CannotGoOn(advice(named, system) if named else "Qt can't start here:\n" + complaint)
