"""`hookdesk`: reads the options, opens the database, and runs the window."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop import self_check
from desktop.administration.database_dialog import choose_database
from desktop.desk import Desk, settings_in
from desktop.dialogs.asking import Ask
from desktop.process.application import application
from desktop.process.crashes import Crashes
from desktop.process.interrupts import Interrupts
from desktop.process.single_instance import SingleInstance
from desktop.restoring import opened_before
from desktop.restoring.lost_database import ask_how_to_go_on
from desktop.restoring.put_back import put_back
from desktop.widgets.theme import ThemeHolder
from models.database import open_database
from models.database.files import standing
from models.database.files.standing import CopiedOver, Lost
from models.database.opening import file_of
from models.files.store import Store, store_of
from models.problems import Problem
from models.settings import config, log, paths
from models.settings.config import Config
from models.settings.options import OPTIONS
from models.settings.version import version_and_source

RUNS_ALREADY = "Hookdesk runs already with this database: its window is in front now."

logger = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program until its window is closed. 0 when all went well, 1 after a Problem."""
    given = vars(parser().parse_args(sys.argv[1:] if argv is None else argv))
    if given.pop("self_check"):
        return self_check.main()
    return start(application(), given, Ask())


def start(
    app: QApplication,
    given: Mapping[str, str | None],
    ask: Ask,
    choose: Callable[[QApplication], str | None] = choose_database,
) -> int:
    """Open what the options name and run; what keeps it from that is said, and nothing is changed.

    `choose` is asked for the address of the database at the very first start.
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
        ask.problem(None, problem)
        return 1
    except Exception as error:
        crashes.took(error)
        return 1
    finally:
        crashes.remove()


def _run_alone(
    app: QApplication, options: Config, crashes: Crashes, ask: Ask, choose: Callable[[QApplication], str | None] | None
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
        log_file = log.set_up(paths.log_folder(), options.log_format, options.log_level)
        for warning in config.warnings(options):
            logger.warning("%s", warning)
        try:
            opened_before.miss(settings_in(paths.data_folder()), options.database)
            open_database(options.database)
        except (Lost, CopiedOver) as lost:
            address = _ask_how_to_go_on(app, ask, lost, store_of(options))
            if address != options.database:
                return 0 if address is None else address
            open_database(options.database)
        return _run(app, options, crashes, log_file, instance)
    finally:
        instance.release()


def _is_first_start(options: Config) -> bool:
    """Whether nobody has named a database, and there is none and never was."""
    try:
        return not options.is_given("database") and not standing.is_there(Path(options.database), make=True)
    except (Problem, OSError):  # which opening it will tell
        return False


def _ask_how_to_go_on(app: QApplication, ask: Ask, lost: Lost | CopiedOver, store: Store) -> str | None:
    theme = ThemeHolder(app, "system")
    try:
        return ask_how_to_go_on(ask, lost, store)
    finally:
        theme.deleteLater()


def _run(app: QApplication, options: Config, crashes: Crashes, log_file: Path, instance: SingleInstance) -> int | str:
    """Run the desk; the exit code, or the address of the database where it goes on, moved or restored."""
    app.setQuitOnLastWindowClosed(False)  # with a tray it receives without a window
    tray_there = QSystemTrayIcon.isSystemTrayAvailable()
    desk = Desk(options, app=app, folder=paths.data_folder(), log_file=log_file, tray_there=tray_there)
    # Not quit(), which would first have each window ask again.
    desk.background.ended.connect(app.exit)
    instance.wanted.connect(desk.background.show_window)
    crashes.window = desk.window
    interrupts = Interrupts(desk.background.end)
    if (unlogged := log.failing(log_file)) is not None:
        desk.window.banner.show_problem(unlogged)
    try:
        opened_before.note(settings_in(paths.data_folder()), options.database)
        desk.start()
        code = app.exec()
    finally:
        interrupts.close()
        desk.stop()
        crashes.window = None
    goes_on = desk.moving.moved_to
    if desk.restoring.file is not None:
        put_back(desk.restoring.file, file_of(options.database), store_of(options))
        goes_on = options.database
    if goes_on is not None:
        desk.window.deleteLater()
    return code if goes_on is None else goes_on


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hookdesk", description="Receives web hooks and shows what they say.")
    for option in OPTIONS:
        parser.add_argument(f"--{option.name.replace('_', '-')}", help=option.help)
    parser.add_argument("--self-check", action="store_true", help="Start whole on an empty folder, and stop.")
    told = f"hookdesk {version_and_source()}"
    parser.add_argument("--version", action="version", version=told, help="Say which one this is.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
