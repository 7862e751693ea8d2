"""Windows: a value under the key Run of this account (Microsoft, Run and RunOnce Registry Keys)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

KEY, VALUE = r"Software\Microsoft\Windows\CurrentVersion\Run", "Hookdesk"


def place() -> str:
    """Where the entry is, for a person."""
    return f"HKEY_CURRENT_USER\\{KEY}"


if sys.platform == "win32":
    import winreg

    def is_there() -> bool:
        """Whether the value is there."""
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                winreg.QueryValueEx(key, VALUE)
        except OSError:
            return False
        return True

    def make(command: Sequence[str]) -> None:
        """Write the value. Raises OSError."""
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            winreg.SetValueEx(key, VALUE, 0, winreg.REG_SZ, subprocess.list2cmdline(command))

    def remove() -> None:
        """Take the value away. Raises OSError."""
        with (
            suppress(FileNotFoundError),
            winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY, access=winreg.KEY_SET_VALUE) as key,
        ):
            winreg.DeleteValue(key, VALUE)
