"""The C library's letters and names of days: those of no country, wherever the person is."""

from __future__ import annotations

import locale
from contextlib import suppress

# In the order of preference. The last one is on every system.
LETTERS = ("C.UTF-8", "en_US.UTF-8", "C")


def use_no_country() -> None:
    """Use them before the first import of PySide6, and again when QApplication is made: Qt takes the person's own.

    PySide6 makes the names of setters with C's letters. Where a capital i has a dot, as in Turkish, it finds none for
    a keyword `interval`, and in an 8-bit locale it crashes when it describes its functions. The sentences of the
    program are English, and so are the days and months in them. The keyboard stays as it is.
    """
    locale.setlocale(locale.LC_TIME, "C")
    for name in LETTERS:
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            return
