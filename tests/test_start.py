"""What the window does not wait for: modules that it can be shown without are imported when they are needed."""

import subprocess
import sys

import pytest

from development.environment import ROOT

AT_FIRST = "import desktop.app, sys; print(*sys.modules)"
LATER = "import desktop.running, sys; print(*sys.modules)"


def imported(listing: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def at_first() -> set[str]:
    """The modules that are there before the window is seen."""
    return imported(AT_FIRST)


def test_the_window_is_seen_before_the_desk_is_read(at_first: set[str]) -> None:
    ours = {name for name in at_first if name.split(".")[0] in ("desktop", "models", "receiver", "resources")}
    assert "desktop.window.main_window" in ours
    assert len(ours) < 60, sorted(ours)
    assert not {name for name in ours if name.split(".")[-1] == "page"}
    assert not {name for name in ours if name.startswith(("receiver", "models.database."))}


@pytest.mark.parametrize(
    "late",
    [
        *("peewee", "apsw", "psycopg", "sqlite3", "flask", "waitress", "prometheus_client", "requests", "limits"),
        *("msgspec", "minijinja", "xlsxwriter", "qtawesome", "qtpy", "idna", "ssl", "socket", "asyncio", "difflib"),
        *("importlib.metadata", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg"),
    ],
)
def test_what_the_window_can_be_seen_without_is_not_imported(at_first: set[str], late: str) -> None:
    assert late not in at_first


def test_what_the_desk_can_be_shown_without_is_not_imported() -> None:
    with_desk = imported(LATER)
    assert "desktop.desk" in with_desk
    late = {"receiver.service", "flask", "waitress", "prometheus_client", "xlsxwriter", "requests", "limits"}
    assert not late & with_desk
