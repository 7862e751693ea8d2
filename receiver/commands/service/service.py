"""hookdeskctl service: the receiver as a service of this computer, which runs while nobody is logged in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from models.settings.paths import HOME
from receiver.commands.serve import receive
from receiver.commands.service.manager import Manager, program
from receiver.commands.service.systemd import Systemd
from receiver.commands.terminal.stop_signals import StopSignals


@click.group()
def service() -> None:
    """Service: the receiver runs with the computer, while nobody is logged in. Its options are those of config.json."""


@service.command("install")
def install() -> None:
    """Have the receiver start with the computer, and start it now. Needs an administrator; without root: at login."""
    _say(_manager().install())


@service.command("remove")
def remove() -> None:
    """End the receiver and have it start no more. What it received stays."""
    _say(_manager().remove())


@service.command("start")
def start() -> None:
    """Start the receiver that was installed, when it does not run."""
    _say(_manager().start())


@service.command("status")
def status() -> None:
    """Say whether it is installed, and runs."""
    _say(_manager().status())


@service.command("run", hidden=True)
@click.option("--home", type=click.Path(path_type=Path), help="The folder of its database, options and log.")
def run(home: Path) -> None:
    """Receive as the service of Windows, which is who runs this."""
    from receiver.commands.service.windows_service import hosted

    os.environ[HOME] = str(home)
    if sys.stdout is None:  # a service has no terminal
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  it stays open to the end
    signals = StopSignals()
    with hosted(signals.ask) as ready:
        receive({}, signals, ready=ready)


def _say(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(sentence)


def _manager() -> Manager:
    """What looks after services on this system; raises Problem where there is nothing to start."""
    if sys.platform == "win32":
        from receiver.commands.service.windows import WindowsServices

        return WindowsServices(program())
    return Systemd(program())
