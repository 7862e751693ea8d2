"""The receiver as a unit of systemd: the package's own, one for the computer, or one for this account."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from models.problems import Problem
from receiver.commands.service.manager import NAME

UNIT = f"{NAME}.service"
NOT_INSTALLED = "The receiver is not installed as a service here."
OF_THE_PACKAGE = Path("/usr/lib/systemd/system", UNIT)
OF_THE_COMPUTER = Path("/etc/systemd/system", UNIT)
_BOTH = """\
[Unit]
Description=Hookdesk receiver
After=network-online.target

[Service]
Type=notify
ExecStart={program} serve
TimeoutStartSec=infinity
Restart=on-failure
RestartSec=5
TimeoutStopSec=30
UMask=0077
NoNewPrivileges=yes
"""
_COMPUTER = """\
Environment=HOOKDESK_HOME=/var/lib/hookdesk
StateDirectory=hookdesk
StateDirectoryMode=0700
DynamicUser=yes
CapabilityBoundingSet=
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=read-only
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
"""
_ACCOUNT = """
[Install]
WantedBy=default.target
"""


class Systemd:
    """Root speaks of the computer's units, every other account of its own."""

    def __init__(self, program: Path, *, root: bool | None = None) -> None:
        self._program = program
        self._root = os.geteuid() == 0 if root is None else root

    def install(self) -> list[str]:
        told = []
        if not self._is_of_the_package():
            path = self._path()
            _write(path, self.text())
            told.append(f"{path} is written.")
        self._control("daemon-reload")
        self._control("enable", UNIT)
        self._start()
        told.append(f"The receiver runs, and starts {'with the computer' if self._root else 'when you log in'}.")
        if not self._root:
            told.append("So that it also runs while you are not logged in: loginctl enable-linger")
        return told

    def remove(self) -> list[str]:
        self._must_be_installed()
        self._control("disable", "--now", UNIT)
        told = ["The receiver has ended, and starts no more. What it received stays."]
        if not self._is_of_the_package():
            self._path().unlink(missing_ok=True)
            self._control("daemon-reload")
            told.append(f"{self._path()} is gone.")
        return told

    def start(self) -> list[str]:
        self._must_be_installed()
        self._start()
        return ["The receiver runs."]

    def status(self) -> list[str]:
        if not self._is_installed():
            return [NOT_INSTALLED]
        enabled = self._asked("is-enabled") == "enabled"
        runs = self._asked("is-active") == "active"
        return [
            f"The receiver is installed as a service and {'starts' if enabled else 'does not start'} by itself.",
            "It runs." if runs else f"It does not run. Why: {' '.join(self._command('status', UNIT))}",
        ]

    def text(self) -> str:
        """The unit, for the computer or for this account."""
        return _BOTH.format(program=_quoted(self._program)) + (_COMPUTER if self._root else _ACCOUNT)

    def _start(self) -> None:
        """Start it, and wait until it receives. It tries again every few seconds where it could not."""
        if self._run("start", UNIT).returncode:
            raise Problem(
                "The receiver is installed, and does not start.",
                "See why: {command}",
                command=" ".join(self._command("status", UNIT)),
            )

    def _must_be_installed(self) -> None:
        if not self._is_installed():
            raise Problem(NOT_INSTALLED, "hookdeskctl service install does it.")

    def _is_installed(self) -> bool:
        return self._is_of_the_package() or self._path().exists()

    def _is_of_the_package(self) -> bool:
        return self._root and OF_THE_PACKAGE.exists()

    def _path(self) -> Path:
        if self._root:
            return OF_THE_COMPUTER
        home = os.environ.get("XDG_CONFIG_HOME")
        return (Path(home) if home else Path.home() / ".config") / "systemd" / "user" / UNIT

    def _command(self, *words: str) -> list[str]:
        return ["systemctl", *([] if self._root else ["--user"]), *words]

    def _control(self, *words: str) -> None:
        done = self._run(*words)
        if done.returncode:
            raise Problem(
                "{command} failed: {reason}.",
                "Nothing else was done. See what it says, and try again.",
                command=" ".join(self._command(*words)),
                reason=(done.stderr or done.stdout).strip().rstrip("."),
            )

    def _asked(self, what: str) -> str:
        return self._run(what, UNIT).stdout.strip()

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        if shutil.which("systemctl") is None:
            raise Problem(
                "There is no systemd on this computer.",
                "Have what starts its services run: {program} serve",
                program=self._program,
            )
        return subprocess.run(self._command(*words), capture_output=True, text=True, check=False)


def _quoted(path: Path) -> str:
    """A path as systemd reads it: % and $ begin something there, and a blank ends a word."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '"'


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Problem(
            "{path} cannot be written: {reason}.",
            "Give this account the right to write it, and try again.",
            path=path,
            reason=error.strerror or str(error),
        ) from error
