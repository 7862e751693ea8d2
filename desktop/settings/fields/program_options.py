"""The options that the program itself follows, not its receiver: how they are now, and how they are kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from desktop.data.tasks import Tasks
from models.problems import Problem
from models.settings import config as settings
from models.settings import log, option_files, paths
from models.settings.config import Config


class ProgramOptions(QObject):
    """What is chosen holds at once, also where it cannot be kept for the next start."""

    refused = Signal(object)
    """The Problem for which a choice could not be kept."""

    def __init__(self, config: Config, *, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.config, self._tasks = config, tasks

    def use(self, texts: Mapping[str, str]) -> None:
        """Take other values, texts by the name of the option. Raises ValueError that says what is expected."""
        self.config = settings.chosen(self.config, texts)
        chosen = self.config
        self._tasks.run(
            lambda: _keep(texts, chosen), lambda _: None, owner=self, problem=self._on_problem, in_turn=True
        )

    def _on_problem(self, problem: Problem) -> None:
        self.refused.emit(problem)


def _keep(texts: Mapping[str, str], config: Config) -> None:
    if {"log_format", "log_level"} & texts.keys():
        log.set_up(paths.log_folder(), config.log_format, config.log_level)
    for name, text in texts.items():
        option_files.save(name, text or None)
