"""A screen of its own: an X server that nobody sees, and a window manager."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from development.system_packages import X11_LIBRARIES, loads, may_install, need
from tests.torture.trial import Untried

PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}  # program -> Debian's package
WIDTH, HEIGHT = 1280, 800
STOP_SECONDS = 5.0
# No menus and no programs of the window manager's own: a click and a key are for the window, but for Alt+F4.
MANNERS = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <desktops><number>1</number></desktops>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
    <context name="Titlebar"><mousebind button="Left" action="Drag"><action name="Move"/></mousebind></context>
    <context name="Close"><mousebind button="Left" action="Click"><action name="Close"/></mousebind></context>
  </mouse>
</openbox_config>
"""


def need_programs() -> None:
    """Install what a screen needs where that is ours to do, or raise Untried."""
    packages = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    packages += [package for library, package in X11_LIBRARIES.items() if not loads(library)]
    if not packages:
        return
    if not may_install():
        raise Untried(f"needs what Debian calls {' '.join(sorted(packages))}")
    try:
        need(packages, "The trial of the hands")
    except SystemExit:
        raise Untried(f"{' '.join(sorted(packages))} cannot be installed here") from None


@contextmanager
def screen(folder: Path) -> Iterator[str]:
    """The DISPLAY of a screen that ends after the block."""
    manners = folder / "openbox.xml"
    manners.write_text(MANNERS, encoding="utf-8")
    with (folder / "screen.txt").open("w") as said:
        reading, writing = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing],
            stdout=said,
            stderr=said,
        )
        os.close(writing)
        started = [server]
        try:
            with os.fdopen(reading) as numbers:
                number = numbers.readline().strip()
            if not number:
                raise Untried("Xvfb does not start")
            environ = {**os.environ, "DISPLAY": f":{number}"}
            command = ["openbox", "--sm-disable", "--config-file", str(manners)]
            started.append(subprocess.Popen(command, env=environ, stdout=said, stderr=said))
            yield f":{number}"
        finally:
            for process in reversed(started):
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
