"""dev.py: what it decides before it starts anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from development import environment, system_packages

ROOT = environment.ROOT
POSIX = pytest.mark.skipif(os.name != "posix", reason="apt-get is not for this system")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that was set up."""
    (tmp_path / "requirements.lock").write_text("one==1.0\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    python = tmp_path / environment.PYTHON.relative_to(ROOT)
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / ".venv" / "hookdesk.stamp").write_text(environment.stamp_for(tmp_path))
    return tmp_path


def test_a_set_up_is_not_done_again(checkout: Path) -> None:
    assert environment.is_ready(checkout)


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_sets_up_again(checkout: Path, name: str) -> None:
    (checkout / name).write_text("changed")

    assert not environment.is_ready(checkout)


def test_a_set_up_without_its_python_is_done_again(checkout: Path) -> None:
    (checkout / environment.PYTHON.relative_to(ROOT)).unlink()

    assert not environment.is_ready(checkout)


def test_a_checkout_that_was_moved_is_set_up_again(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("moved"))

    assert not environment.is_ready(moved)


def test_nothing_but_the_standard_library_is_needed_to_start() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import dev; sys.exit(dev.main(['--help']))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)

    assert "python3 dev.py COMMAND" in done.stdout


@pytest.mark.parametrize("arguments", [[], ["no-such-command"]])
def test_a_wrong_command_shows_the_usage_and_sets_nothing_up(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    usage = capsys.readouterr().err
    assert [command for command in dev.COMMANDS if command not in usage] == []


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_linux_has_a_display_when_the_environment_names_one(environ: dict[str, str], expected: bool) -> None:
    assert dev.has_display(environ, "linux") is expected


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_always_have_a_display(platform: str) -> None:
    assert dev.has_display({}, platform)


def test_run_opens_the_window_where_there_is_a_display() -> None:
    command = dev.window_command(["--theme", "dark"], {"QT_QPA_PLATFORM": "offscreen"})

    assert command[-3:] == ["desktop.app", "--theme", "dark"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_run_receives_without_a_display() -> None:
    command = dev.window_command(["--port=0", "--theme", "dark", "--database", "desk.db"], {})

    assert command[-7:] == ["receiver.cli", "--database", "desk.db", "serve", "--welcome", "--port", "0"]


@pytest.mark.parametrize("flag", ["--self-check", "--help", "--version"])
def test_what_shows_no_window_needs_no_display(flag: str) -> None:
    assert dev.window_command([flag], {})[-2:] == ["desktop.app", flag]


def test_each_kind_of_display_asks_for_its_own_libraries() -> None:
    x11 = system_packages.libraries_for({"DISPLAY": ":0"})
    wayland = system_packages.libraries_for({"WAYLAND_DISPLAY": "wayland-0"})
    offscreen = system_packages.libraries_for({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"})

    assert "libxcb-cursor.so.0" in x11
    assert "libxcb-cursor.so.0" not in wayland
    assert "libwayland-cursor.so.0" in wayland
    assert offscreen == system_packages.QT_LIBRARIES


@POSIX
def test_an_ordinary_user_is_given_the_exact_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 1\n")
    apt.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libegl1 libgl1"):
        system_packages.need(["libgl1", "libegl1", "libgl1"], "The window")


@POSIX
def test_a_system_without_apt_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SystemExit, match="The window needs what Debian calls libegl1"):
        system_packages.need(["libegl1"], "The window")


@POSIX
def test_root_installs_and_a_failure_there_ends_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\ntest "$1" = update || exit 9\n')
    apt.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    with pytest.raises(SystemExit) as end:
        system_packages.need(["libegl1"], "The window")
    assert end.value.code == 9
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked == ["update -qq", "install -y --no-install-recommends libegl1"]


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not system_packages.loads("libhookdesk-has-no-such-library.so.1")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not ask fontconfig")
def test_without_fonts_qt_finds_none(tmp_path: Path) -> None:
    code = "from PySide6.QtGui import *; app = QGuiApplication([]); print(QFontDatabase.families())"
    environ = {**os.environ, **dev.OFFSCREEN, **system_packages.no_fonts(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)

    assert done.stdout == "['Monospace', 'Sans Serif', 'Serif']\n", "which are names of whatever there is"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], dev.SHARED),
        (["-k", "reopen"], ["-k", "reopen", *dev.SHARED]),
        (["tests/models/messages/test_words.py::test_x", "-x"], ["tests/models/messages/test_words.py::test_x", "-x"]),
    ],
)
def test_a_part_of_the_tests_runs_where_no_test_is_named(arguments: list[str], expected: list[str]) -> None:
    assert dev.named(arguments, dev.SHARED) == expected
    assert [name for name in (*dev.SHARED, *dev.ABROAD) if not (ROOT / name).exists()] == []
