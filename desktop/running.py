"""The window is seen: the database is opened, the desk put together in the window, and run."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.process.interrupts import Interrupts
from desktop.process.opening import Opening
from desktop.restoring import opened_before
from desktop.restoring.lost_database import ask_how_to_go_on
from desktop.restoring.put_back import put_back
from desktop.window.main_window import MainWindow, settings_in
from models.database import close_database, open_database
from models.database.files.standing import CopiedOver, Lost
from models.database_address import file_of
from models.files.store import store_of
from models.settings import config, log, paths
from models.settings.config import Config

logger = logging.getLogger(__name__)


def run(
    app: QApplication, options: Config, window: MainWindow, *, opening: Opening, interrupts: Interrupts, ask: Ask
) -> int | str:
    """Run the desk in a window; the exit code, or the address of the database to go on with.

    Raises Problem when the database cannot be opened.
    """
    log_file = log.set_up(paths.log_folder(), options.log_format, options.log_level)
    for warning in config.warnings(options):
        logger.warning("%s", warning)
    try:
        opening.do(partial(_open, options.database))
    except (Lost, CopiedOver) as lost:
        address = ask_how_to_go_on(ask, lost, store_of(options))
        if address != options.database:
            return 0 if address is None else address
        opening.do(lambda: open_database(options.database))
    if opening.is_given_up:
        close_database()
        return 0
    tray_there = QSystemTrayIcon.isSystemTrayAvailable()
    desk = Desk(
        options,
        app=app,
        folder=paths.data_folder(),
        window=window,
        ask=ask,
        log_file=log_file,
        tray_there=tray_there,
        breathe=opening.breathe,
    )
    return _run_desk(app, options, desk, opening=opening, interrupts=interrupts, log_file=log_file)


def _open(address: str) -> None:
    opened_before.miss(settings_in(paths.data_folder()), address)
    open_database(address)


def _run_desk(
    app: QApplication, options: Config, desk: Desk, *, opening: Opening, interrupts: Interrupts, log_file: Path
) -> int | str:
    """Run until the program shall end, here or to go on with another database."""
    # Not quit(), which would first have each window ask again.
    desk.background.ended.connect(app.exit)
    interrupts.end = desk.background.end
    if (unlogged := log.failing(log_file)) is not None:
        desk.window.banner.show_problem(unlogged)
    code = 0
    try:
        opened_before.note(settings_in(paths.data_folder()), options.database)
        if not opening.is_given_up:
            desk.start()
            code = app.exec()
    finally:
        interrupts.close()
        desk.stop()
    if desk.restoring.file is not None:
        put_back(desk.restoring.file, file_of(options.database), store_of(options))
        return options.database
    return code if desk.moving.moved_to is None else desk.moving.moved_to
