"""Run under Wine: ask the windows of Hookdesk to end, as Windows does when a session ends or its files are replaced.

The messages are those that the Restart Manager sends (winuser.h): WM_QUERYENDSESSION, and WM_ENDSESSION when no window
objects. Prints how many windows were asked.
"""

from __future__ import annotations

import ctypes
from typing import Any

WINDOWS: Any = ctypes  # windll is in it on Windows alone
QUERY_END_SESSION, END_SESSION, CLOSE_APPLICATION = 0x11, 0x16, 1
ABORT_IF_HUNG, PATIENCE_MS = 2, 30_000


def main() -> None:
    asked = _windows()
    if all(_send(window, QUERY_END_SESSION, 0) for window in asked):
        for window in asked:
            _send(window, END_SESSION, 1)
    print(len(asked))


def _windows() -> list[int]:
    """All windows of Qt's, also those that are not shown."""
    user, found = WINDOWS.windll.user32, []
    kind = WINDOWS.WINFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)

    def look(window: int, _: int | None) -> int:
        name = ctypes.create_unicode_buffer(100)
        user.GetClassNameW(ctypes.c_void_p(window), name, len(name))
        if name.value.startswith("Qt"):
            found.append(window)
        return 1

    user.EnumWindows(kind(look), None)
    return found


def _send(window: int, message: int, ends: int) -> int:
    answer = ctypes.c_size_t()
    send = WINDOWS.windll.user32.SendMessageTimeoutW
    send.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_size_t, ctypes.c_ssize_t, *[ctypes.c_uint] * 2]
    send.argtypes = [*send.argtypes, ctypes.c_void_p]
    send(window, message, ends, CLOSE_APPLICATION, ABORT_IF_HUNG, PATIENCE_MS, ctypes.byref(answer))
    return answer.value


if __name__ == "__main__":
    main()
