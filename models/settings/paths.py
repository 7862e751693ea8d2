"""The folders of this account: data, configuration, logs. All of them are private."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

APP = "hookdesk"
HOME = "HOOKDESK_HOME"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the database is by default."""
    return _private(environ, "data", platformdirs.user_data_path(APP, appauthor=False))


def config_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where config.json is."""
    return _private(environ, "config", platformdirs.user_config_path(APP, appauthor=False))


def log_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the logs are."""
    return _private(environ, "log", platformdirs.user_log_path(APP, appauthor=False))


def _private(environ: Mapping[str, str], name: str, usual: Path) -> Path:
    """The folder, made for this account alone; HOOKDESK_HOME puts all of them under one folder."""
    folder = Path(environ[HOME]).expanduser().absolute() / name if environ.get(HOME) else usual
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
