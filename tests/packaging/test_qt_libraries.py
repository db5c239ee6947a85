from __future__ import annotations

import sys
from pathlib import Path

import pytest
import qt_libraries
from problem import CannotGoOn


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "os-release"
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ('ID=debian\nVERSION_ID="12"\n', "debian"),
        ('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', "debian"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ("ID=fedora\n", "fedora"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=arch\n", "arch"),
        ("ID=manjaro\nID_LIKE=arch\n", "arch"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', "suse"),
        ("ID=alpine\n", ""),
        ("", ""),
    ],
)
def test_the_system_is_recognised(tmp_path: Path, text: str, system: str) -> None:
    assert qt_libraries.read_system(write(tmp_path, text)) == system


def test_no_release_file_is_no_known_system(tmp_path: Path) -> None:
    assert qt_libraries.read_system(str(tmp_path / "absent")) == ""


def test_every_library_has_a_package_on_every_system() -> None:
    assert len(qt_libraries.PACKAGES) > 25
    for soname, names in qt_libraries.PACKAGES.items():
        assert ".so." in soname
        assert set(names) == set(qt_libraries.SYSTEMS)
        assert all(names.values())


def test_what_is_missing_is_listed_in_order() -> None:
    absent = {"libEGL.so.1", "libxcb-icccm.so.4"}
    assert qt_libraries.missing(lambda name: name not in absent) == sorted(absent)


def test_a_package_with_two_libraries_is_named_once() -> None:
    both = ["libglib-2.0.so.0", "libgthread-2.0.so.0"]
    assert qt_libraries.packages_for(both, "debian") == ["libglib2.0-0"]
    assert qt_libraries.packages_for(both, "suse") == ["libglib-2_0-0", "libgthread-2_0-0"]


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("debian", "sudo apt-get install -y libegl1 libxcb-cursor0"),
        ("fedora", "sudo dnf install -y libglvnd-egl xcb-util-cursor"),
        ("arch", "sudo pacman -S --needed --noconfirm libglvnd xcb-util-cursor"),
        ("suse", "sudo zypper --non-interactive install libglvnd libxcb-cursor0"),
    ],
)
def test_the_one_command_is_told(system: str, command: str) -> None:
    text = qt_libraries.advice(["libEGL.so.1", "libxcb-cursor.so.0"], system)
    assert text.splitlines()[-1].strip() == command


def test_an_unknown_system_is_told_the_libraries() -> None:
    text = qt_libraries.advice(["libEGL.so.1"], "")
    assert "libEGL.so.1" in text
    assert "sudo" not in text


def test_an_unknown_library_is_told_without_an_empty_command() -> None:
    text = qt_libraries.advice(["libnew.so.7"], "debian")
    assert "libnew.so.7" in text
    assert "sudo" not in text


def test_a_library_that_is_not_there_cannot_be_loaded() -> None:
    assert not qt_libraries.can_load("libacctdesk-nothing.so.9")


class Shop:
    """Takes the commands instead of running them; what is bought can be loaded afterwards."""

    def __init__(self, works: bool = True) -> None:
        self.commands: list[list[str]] = []
        self.works = works

    def __call__(self, command: list[str], env: dict[str, str] | None = None) -> None:
        assert env is not None
        assert env["DEBIAN_FRONTEND"] == "noninteractive"
        self.commands.append(command)

    def missing(self) -> list[str]:
        return [] if self.commands and self.works else ["libEGL.so.1"]


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop = Shop()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(qt_libraries, "missing", shop.missing)
    monkeypatch.setattr(qt_libraries, "read_system", lambda: "debian")
    monkeypatch.setattr(qt_libraries, "is_superuser", lambda: True)
    monkeypatch.setattr(qt_libraries, "probe", lambda python: "")
    return shop


def test_the_superuser_of_debian_gets_the_packages(shop: Shop) -> None:
    qt_libraries.ensure(Path("python"), shop)
    assert shop.commands[0][:2] == ["apt-get", "update"]
    assert shop.commands[1][:2] == ["apt-get", "install"]
    assert shop.commands[1][-1] == "libegl1"


def test_anybody_else_gets_the_command(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "is_superuser", lambda: False)
    with pytest.raises(CannotGoOn, match="sudo apt-get install -y libegl1"):
        qt_libraries.ensure(Path("python"), shop)
    assert shop.commands == []


def test_packages_that_did_not_help_are_told(shop: Shop) -> None:
    shop.works = False
    with pytest.raises(CannotGoOn, match=r"libEGL\.so\.1"):
        qt_libraries.ensure(Path("python"), shop)


def test_a_complaint_of_qt_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "ImportError: libxcb-util.so.1: cannot open shared object file: No such file"
    monkeypatch.setattr(qt_libraries, "probe", lambda python: said)
    with pytest.raises(CannotGoOn, match="libxcb-util1"):
        qt_libraries.ensure(Path("python"), shop)
    monkeypatch.setattr(qt_libraries, "probe", lambda python: "Aborted")
    with pytest.raises(CannotGoOn, match="Aborted"):
        qt_libraries.ensure(Path("python"), shop)


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems bring what Qt needs")
def test_qt_starts_here_and_a_broken_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert qt_libraries.probe(Path(sys.executable)) == ""
    monkeypatch.setattr(qt_libraries, "_PROBE", "raise SystemExit('no Qt here')")
    assert qt_libraries.probe(Path(sys.executable)) == "no Qt here"
