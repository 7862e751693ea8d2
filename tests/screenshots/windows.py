"""`python3 dev.py screenshots --windows [folder]`: the window of the program that its MSI has installed under Wine.

`python3 dev.py build --windows --installer` makes the MSI.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from PySide6.QtGui import QColor, QGuiApplication, QImage

from development.system_packages import no_fonts
from development.windows import bundle, python, wine
from development.windows.wine import Wine
from models.database import open_database
from tests.installers.windows.machine import Machine
from tests.installers.windows.window import window
from tests.samples import sample_desk
from tests.torture.window import screen

DEFAULT_FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
FONTS = Path(__file__).parents[1] / "fonts"
REPLACED = ("Segoe UI", "MS Shell Dlg", "MS Shell Dlg 2", "Tahoma")  # Windows' own fonts, which are not Wine's to bring
THEMES = ("light", "dark")
STEP_SECONDS = 3
PORT = 46650
# Operations, and in it the cases.
SHOWN = (("key", "ctrl+j"), ("type", "Operations"), ("key", "Return"), ("key", "ctrl+2"))


def main(folder: Path) -> int:
    screen.need_programs()
    with ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory())
        _bring_fonts(Path(name))
        # Before anything of Wine's: what is started first says for all that comes whether there is a screen.
        display = stack.enter_context(screen.screen(Path(name)))
        os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        windows = stack.enter_context(wine.windows(Path(name, "wine")))
        for font in REPLACED:
            _register(windows, r"Fonts\Replacements", font, "DejaVu Sans")
        _register(windows, "X11 Driver", "ShowSystray", "N")  # it would be a window over the window
        windows.end()  # what runs already does not read it any more
        machine = Machine(windows, Path(name))
        machine.install(bundle.DIST / f"hookdesk-{python.version_in(bundle.KEPT)}.msi", r"DATABASEURL=C:\desk\desk.db")
        _fill(machine.path("desk", "desk.db"))
        application = QGuiApplication([])
        for theme in THEMES:
            with window(machine, display, PORT, "--theme", theme):
                _drawn(application)
                for keys in SHOWN:
                    subprocess.run(["xdotool", *keys], check=True)
                _drawn(application).save(str(folder / f"installed-wine-{theme}.png"))
    return 0


def _bring_fonts(folder: Path) -> None:
    """Have everything, Wine too, see the fonts of the tests alone."""
    os.environ.update(no_fonts(folder))
    for font in FONTS.glob("*.ttf"):
        shutil.copy(font, folder / "fonts")


def _register(windows: Wine, key: str, name: str, value: str) -> None:
    windows.run(["reg", "add", rf"HKCU\Software\Wine\{key}", "/v", name, "/d", value, "/f"])


def _fill(path: Path) -> None:
    """The sample desk, with now as its present: what Wine shows has no other clock."""
    path.parent.mkdir()
    open_database(path)
    with patch.object(sample_desk, "NOW", datetime.now(UTC)):
        sample_desk.SampleDesk().fill()


def _drawn(application: QGuiApplication) -> QImage:
    """The window on the screen, once it is there and nothing changes any more."""
    before = QImage()
    while True:
        time.sleep(STEP_SECONDS)
        application.processEvents()
        found = application.primaryScreen().grabWindow(0).toImage()
        if found == before and (window := _without_black(found)).height() > 1:
            return window
        before = found


def _without_black(image: QImage) -> QImage:
    """What is left of the black on the right, and above the black at the bottom."""
    right, bottom, black = image.width(), image.height(), QColor("black").rgb()
    while right > 1 and image.pixel(right - 1, image.height() // 2) == black:
        right -= 1
    while bottom > 1 and image.pixel(right // 2, bottom - 1) == black:
        bottom -= 1
    return image.copy(0, 0, right, bottom)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER))
