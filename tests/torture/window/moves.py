"""What a person's hands do on a screen, by chance: keys, typing, clicks, and the ways to all that can be opened."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable

from tests.torture.trial import Broken
from tests.torture.window.screen import HEIGHT, WIDTH

KEYS = (
    *"abcdefghijklmnopqrstuvwxyz0123456789", "space", "slash", "question", "numbersign", "ampersand", "less",
    *("Escape", "Return", "Tab", "Up", "Down") * 4,
    *("shift+Tab", "Left", "Right", "Prior", "Next", "Home", "End", "Delete", "BackSpace", "Menu", "shift+F10") * 2,
    "F2", "F5", "F10", "shift+Down", "shift+Up", "shift+e", "shift+v", "shift+x", "ctrl+1", "ctrl+2", "ctrl+3",
    "ctrl+a", "ctrl+c", "ctrl+e", "ctrl+f", "ctrl+k", "ctrl+n", "ctrl+p", "ctrl+q", "ctrl+r", "ctrl+s", "ctrl+v",
    "ctrl+x", "ctrl+z", "ctrl+shift+c", "ctrl+shift+e", "ctrl+shift+n", "ctrl+shift+r", "ctrl+shift+z", "ctrl+Return",
    "ctrl+Home", "ctrl+End", "alt+Up", "alt+Down", "alt+F4", "alt+a", "alt+c", "alt+d", "alt+e", "alt+f", "alt+h",
    "alt+r", "alt+v",
)  # fmt: skip
# What leads to each place that a person goes to.
OPENINGS = (
    *("ctrl+1", "ctrl+2 j", "ctrl+2 j k Return", "ctrl+3 j", "ctrl+3 j Return", "ctrl+k", "slash"),
    *(f"ctrl+2 j {key}" for key in "aaapppdddmmmggglllcfrex"),
    *("ctrl+2 j shift+e", "ctrl+2 j x k x g", "ctrl+2 j Delete", "ctrl+2 f Up Up Up Return", "ctrl+2 shift+v"),
    *("ctrl+2 j ctrl+p", "ctrl+2 ctrl+shift+e", "ctrl+2 j ctrl+shift+c", "ctrl+2 j Menu", "ctrl+3 j Menu"),
    *(f"ctrl+3 j {key}" for key in "eeerdft"),
    *("ctrl+3 j shift+Down d", "ctrl+3 j ctrl+f", "ctrl+3 j ctrl+s", "ctrl+3 ctrl+shift+r"),
    *("ctrl+n", "ctrl+shift+n", "ctrl+e", "F2", "question", "alt+h Up Return", "alt+e Up Return", "alt+e Up Up Return"),
    *("alt+f Up Up Return", "alt+Down", "alt+Up", "alt+c Down Return", "alt+v Down Down Down Return"),
)  # fmt: skip
WORDS = (
    "disk", "report 12", "#3", "Ada", "high", "Zürich äöü", "<b>bold</b> & 'more'", "127.0.0.1", "4665", "2030-01-01",
    "x" * 200, "{\"text\": 5}", "a b c d e f g", "-1", "100%", "postgresql://nobody@127.0.0.1/none",
)  # fmt: skip


class Hands:
    """Presses keys, types, clicks, drags and turns the wheel as `chance` has it; `done` is what it did, in order."""

    def __init__(self, display: str, chance: random.Random) -> None:
        self.done: list[str] = []
        self._environ = {**os.environ, "DISPLAY": display}
        self._chance = chance
        self._kinds: tuple[Callable[[], None], ...] = (
            self._press, self._type, self._click, self._drag, self._turn, self._open, self._choose_theme,
        )  # fmt: skip

    def act(self) -> None:
        """Do one thing."""
        [kind] = self._chance.choices(self._kinds, weights=(40, 8, 25, 3, 6, 15, 3))
        kind()

    def _press(self) -> None:
        self._do("key", "--delay", "1", self._chance.choice(KEYS))

    def _type(self) -> None:
        self._do("type", "--delay", "1", "--", self._chance.choice(WORDS))

    def _click(self) -> None:
        button = self._chance.choices(("1", "3", "2"), weights=(80, 18, 2))[0]
        self._do("mousemove", *self._point(), "click", "--repeat", self._chance.choice("1112"), "--delay", "30", button)

    def _drag(self) -> None:
        self._do("mousemove", *self._point(), "mousedown", "1", "mousemove", *self._point(), "mouseup", "1")

    def _turn(self) -> None:
        times = str(self._chance.randint(1, 15))
        self._do("mousemove", *self._point(), "click", "--repeat", times, "--delay", "5", self._chance.choice("45"))

    def _open(self) -> None:
        self._do("key", "--delay", "5", "Escape", "Escape", *self._chance.choice(OPENINGS).split())

    def _choose_theme(self) -> None:
        downs = ["Down"] * self._chance.randrange(3)
        self._do("key", "--delay", "20", "Escape", "Escape", "alt+v", "m", *downs, "Return")

    def _point(self) -> tuple[str, str]:
        return str(self._chance.randrange(WIDTH)), str(self._chance.randrange(HEIGHT))

    def _do(self, *words: str) -> None:
        self.done.append(" ".join(words))
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self._environ, capture_output=True, timeout=60, check=False)
        if done.returncode:
            raise Broken(f"xdotool {' '.join(words)} ended with {done.returncode}: {done.stderr[-200:]!r}")
