"""`hookdesk`: reads the options, opens the database, and runs the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import self_check
from desktop.application import application
from desktop.asking import Ask
from desktop.crashes import Crashes
from desktop.database_dialog import choose_database
from desktop.desk import Desk
from desktop.interrupts import Interrupts
from desktop.theme import ThemeHolder
from models import config, log, paths
from models.config import Config
from models.database import open_database
from models.problems import Problem


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program until its window is closed. 0 when all went well, 1 after a Problem."""
    given = vars(_parser().parse_args(sys.argv[1:] if argv is None else argv))
    if given.pop("self_check"):
        return self_check.main()
    return start(application(), given, Ask())


def start(
    app: QApplication,
    given: Mapping[str, str | None],
    ask: Ask,
    choose: Callable[[QApplication], str | None] = choose_database,
) -> int:
    """Opens what the options name and runs; what keeps it from that is said, and nothing is changed.

    `choose` is asked for the address of the database at the very first start.
    """
    try:
        options = config.load(given)
        log_file = log.set_up(paths.log_folder())
        if _is_first_start(options):
            address = choose(app)
            if address is None:
                return 0
            options = replace(options, database=address)
        open_database(options.database)
    except Problem as problem:
        ThemeHolder(app, "system")
        ask.problem(None, problem)
        return 1
    moved_to = _run(app, options, log_file)
    while isinstance(moved_to, str):  # it goes on there
        options = replace(options, database=moved_to)
        try:
            open_database(options.database)
        except Problem as problem:
            ask.problem(None, problem)
            return 1
        moved_to = _run(app, options, log_file)
    return moved_to


def _is_first_start(options: Config) -> bool:
    return "database" not in options.explicit and not Path(options.database).exists()


def _run(app: QApplication, options: Config, log_file: Path) -> int | str:
    """Runs the desk; the exit code, or the address of the database that the desk was moved to."""
    crashes = Crashes()
    crashes.install()
    desk = Desk(options, app=app, folder=paths.data_folder(), log_file=log_file)
    crashes.window = desk.window
    interrupts = Interrupts(desk.window.close)
    desk.start()
    code = app.exec()
    interrupts.close()
    desk.stop()
    crashes.remove()
    moved_to = desk.moving.moved_to
    if moved_to is not None:
        desk.window.deleteLater()
    return code if moved_to is None else moved_to


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hookdesk", description="Receives web hooks and shows what they say.")
    for option in config.OPTIONS:
        parser.add_argument(f"--{option.name.replace('_', '-')}", help=option.help)
    parser.add_argument("--self-check", action="store_true", help="Start whole on an empty folder, and stop.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
