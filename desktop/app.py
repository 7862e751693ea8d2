"""`hookdesk`: reads the options, shows the window, and has it filled and run.

What is imported at the top of this file is read before the window is seen, so it is no more than that needs. All else
comes with desktop/running.py, while it is seen; tests/desktop/test_start.py holds that.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.process.application import application
from desktop.process.crashes import Crashes
from desktop.process.opening import Opening
from desktop.process.single_instance import SingleInstance
from desktop.widgets.theme import ThemeHolder
from desktop.window.main_window import MainWindow, new_window
from models.problems import Problem
from models.settings import config, paths
from models.settings.config import Config
from models.settings.options import OPTIONS

if TYPE_CHECKING:
    from desktop.dialogs.asking import Ask

RUNS_ALREADY = "Hookdesk runs already with this database: its window is in front now."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program until its window is closed. 0 when all went well, 1 after a Problem."""
    given = vars(parser().parse_args(sys.argv[1:] if argv is None else argv))
    if given.pop("self_check"):
        from desktop import self_check  # it reads all at once

        return self_check.main()
    return start(application(), given)


def choose_at_first(app: QApplication) -> str | None:
    """Ask for the database at the very first start; its address, None when the person left."""
    from desktop.administration.database_dialog import choose_database  # no other start needs it

    return choose_database(app)


def start(
    app: QApplication,
    given: Mapping[str, str | None],
    ask: Ask | None = None,
    choose: Callable[[QApplication], str | None] = choose_at_first,
) -> int:
    """Open what the options name and run; what keeps it from that is said, and nothing is changed.

    `ask` answers in the place of the person. `choose` is asked for the address of the database at the very first
    start.
    """
    crashes = Crashes()
    crashes.install()
    try:
        options = config.load(given)
        opens: int | str = options.database
        while isinstance(opens, str):  # at the start, and again where the desk was moved to
            first = choose if opens == options.database else None
            opens = _run_alone(app, replace(options, database=opens), crashes, ask, first)
        return opens
    except Problem as problem:
        print(problem, file=sys.stderr)
        ThemeHolder(app, "system")
        (ask or _person()).problem(None, problem)
        return 1
    except Exception as error:
        crashes.took(error)
        return 1
    finally:
        crashes.remove()


def _run_alone(
    app: QApplication,
    options: Config,
    crashes: Crashes,
    ask: Ask | None,
    choose: Callable[[QApplication], str | None] | None,
) -> int | str:
    """Run the desk on a database, unless another window does; the exit code, or the address of where to go on.

    `choose` is asked at the very first start.
    """
    instance = SingleInstance(options.database, paths.data_folder())
    if not instance.claim():
        print(RUNS_ALREADY)
        return 0
    try:
        if choose is not None and _is_first_start(options):
            address = choose(app)
            if address != options.database:
                return 0 if address is None else address
        return _run(app, options, instance, crashes, ask)
    finally:
        instance.release()


def _is_first_start(options: Config) -> bool:
    """Whether nobody has named a database, and there is none and never was."""
    file = Path(options.database)
    try:
        if options.is_given("database") or (file.exists() and file.stat().st_size):
            return False
        from models.database.files import standing  # looks at what is beside it; most starts need not ask

        return not standing.is_there(file, make=True)
    except (Problem, OSError):  # which opening it will tell
        return False


def _run(app: QApplication, options: Config, instance: SingleInstance, crashes: Crashes, ask: Ask | None) -> int | str:
    """Show the window, and run the desk in it; the exit code, or the address of where to go on."""
    app.setQuitOnLastWindowClosed(False)  # with a tray it receives without a window
    window = crashes.window = new_window(app, options.theme, paths.data_folder())
    opening = Opening(window)
    goes_on: int | str | None = None
    try:
        opening.show()
        instance.listen()
        instance.wanted.connect(window.bring_forward)
        goes_on = _fill(app, options, window, opening, ask)
        return goes_on
    finally:
        crashes.window = None
        window.hide()
        if not isinstance(goes_on, int):  # another one follows, or a Problem is said
            window.deleteLater()


def _fill(app: QApplication, options: Config, window: MainWindow, opening: Opening, ask: Ask | None) -> int | str:
    """Import what fills the window, and run it there: more than a thousand modules, which is most of a start."""
    from desktop.process.interrupts import Interrupts  # with sockets, which the window does without

    interrupts = Interrupts(opening.give_up)
    try:
        opening.do(lambda: import_module("desktop.running"))
        from desktop.running import run

        return run(app, options, window, opening=opening, interrupts=interrupts, ask=ask or _person())
    finally:
        interrupts.close()


def _person() -> Ask:
    from desktop.dialogs.asking import Ask  # with all dialogs of Qt, and nothing is asked before the window is seen

    return Ask()


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hookdesk", description="Receives web hooks and shows what they say.")
    for option in OPTIONS:
        parser.add_argument(f"--{option.name.replace('_', '-')}", help=option.help)
    parser.add_argument("--self-check", action="store_true", help="Start whole on an empty folder, and stop.")
    parser.add_argument("--version", action=_Version, nargs=0, help="Say which one this is.")
    return parser


class _Version(argparse.Action):
    """Looks for the version only when it is asked for: that takes as long as the window takes to be built."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from models.settings.version import version_and_source

        print(f"hookdesk {version_and_source()}")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
