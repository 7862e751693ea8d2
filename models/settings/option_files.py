"""The files that options are kept in: config.json of this account, and the one for all accounts of this machine."""

from __future__ import annotations

import json
import threading
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.problems import Problem
from models.settings.paths import config_folder, machine_file
from models.settings.windows.administrators import MEND_READING, hold_administrators, make_for_all

USERS = "config.json"
MEND = "Mend the file, or delete it to use the defaults."

# A file is read, changed and put back as a whole: two at once would lose what one of them changed.
_changing = threading.Lock()


@dataclass(frozen=True, slots=True)
class OptionFile:
    """What a file holds: options by name. `named` is how sentences speak of the file."""

    named: str
    options: dict[str, Any]


def users(path: Path | None = None) -> OptionFile:
    """The file of this account, empty where there is none; raises Problem when it cannot be read."""
    path = path or config_folder() / USERS
    return OptionFile(path.name, _read(path, str(path)))


def machines(path: Path | None = None) -> OptionFile:
    """The file for all accounts of this machine, empty where there is none; raises Problem when it cannot be read."""
    path = path or machine_file()
    found = _read(path, str(path), for_all=True)
    if found:  # after it was read: nobody can have put another one there meanwhile
        hold_administrators(path.parent)
        hold_administrators(path)
    return OptionFile(str(path), found)


def save(name: str, value: str | int | None, path: Path | None = None) -> None:
    """Save one option in this account's file, for the next start, or take it out.

    Raises Problem when the file cannot be read or written.
    """
    path = path or config_folder() / USERS
    try:
        with _changing:
            _write(path, _changed(users(path), name, value), mode=0o600)
    except OSError as error:
        raise Problem(
            "{path} cannot be written: {reason}.",
            "Give this account the right to write it. Until the next start the choice holds.",
            path=path,
            reason=error.strerror or str(error),
        ) from error


def save_for_all(name: str, value: str | int | None, path: Path | None = None) -> None:
    """Save one option in the file for all accounts, which all can read, or take it out. Raises Problem as save()."""
    path = path or machine_file()
    try:
        make_for_all(path.parent)
        with _changing:
            _write(path, _changed(machines(path), name, value), mode=0o644)
    except OSError as error:
        raise Problem(
            "{path} cannot be written: {reason}.",
            "It holds for all accounts of this computer: an administrator can write it.",
            path=path,
            reason=error.strerror or str(error),
        ) from error


def _changed(file: OptionFile, name: str, value: str | int | None) -> dict[str, Any]:
    others = {each: given for each, given in file.options.items() if each != name}
    return others if value is None else others | {name: value}


def _write(path: Path, options: dict[str, Any], *, mode: int) -> None:
    """Put options in the place of all that a file holds, whole or not at all; raises OSError."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)  # whoever made it before would own what is written into it
    # Half a character, which only an escape can say, is written as one again.
    draft.write_bytes(json.dumps(options, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    draft.chmod(mode)
    draft.replace(path)


def _decoded(content: bytes) -> dict[str, Any]:
    """What a file says; raises ValueError. Not by msgspec, which the window would wait for at each start."""
    # Some editors of Windows begin a file with a byte order mark.
    found = json.loads(content.removeprefix(BOM_UTF8).decode("utf-8"))
    if not isinstance(found, dict):
        raise ValueError("it holds no object with options")
    return found


def _read(path: Path, named: str, *, for_all: bool = False) -> dict[str, Any]:
    try:
        return _decoded(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError, OSError) as error:
        raise Problem(
            "{name} cannot be read: {error}.",
            MEND_READING if for_all else MEND,
            name=named,
            error=error.strerror if isinstance(error, OSError) and error.strerror else str(error),
        ) from error
