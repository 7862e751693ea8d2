"""What is for all accounts of a Windows machine is an administrator's: each may make files in %ProgramData%.

Elsewhere these files are in a folder that root alone can write, and there is nothing to ask.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.problems import Problem
from models.settings.paths import machine_file

# The system, administrators and the installer of Windows: by their numbers, since their names are in its language.
ADMINISTRATORS = (
    "S-1-5-18",
    "S-1-5-32-544",
    "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
)
OWNER_RIGHTS = "S-1-3-4"  # whose the file is, which is asked for by itself
# FILE_WRITE_DATA, FILE_APPEND_DATA and GENERIC_WRITE: in a folder they are what adds something to it.
ADD = 0x2 | 0x4 | 0x40000000
# DELETE, WRITE_DAC, WRITE_OWNER, FILE_DELETE_CHILD and GENERIC_ALL: something else can be put in its place.
REPLACE = 0x10000 | 0x40000 | 0x80000 | 0x40 | 0x10000000
READABLE = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
"""The system and administrators may do everything, all users read."""
OF_THE_SERVICE = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;LS)"
"""The system, administrators and LocalService may do everything, all others nothing."""
MEND_READING = "It holds for all accounts of this computer: have an administrator mend it, or delete it."
MEND_OWNER = "It holds for all accounts of this computer: have an administrator take it over, or delete it."
MEND_RIGHTS = "It holds for all accounts of this computer: have an administrator take that right away, or delete it."


def hold_administrators(path: Path) -> None:
    """Raise Problem when, on Windows, a file or folder for all accounts is another account's, or one may change it.

    That anybody may add files to a folder is how Windows makes them in %ProgramData%, and changes none that is there.
    """
    if os.name != "nt":
        return
    _hold_owned(path)
    if _may(path, REPLACE if path.is_dir() else REPLACE | ADD):
        raise Problem("{path} can be changed by accounts that are no administrators.", MEND_RIGHTS, path=path)


def make_for_all(folder: Path) -> None:
    """Make a folder that all can read, unless it is there. On Windows administrators alone may change what is in it.

    One that HOOKDESK_MACHINE_FILE names keeps the rights that it has. Raises OSError, and Problem when it is another
    account's, or can be changed by one.
    """
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    if os.name == "nt" and folder == machine_file({}).parent:
        _hold_owned(folder)
        if _may(folder, ADD | REPLACE):
            _close(folder, READABLE)
    hold_administrators(folder)


def make_for_service(folder: Path) -> None:
    """Make a folder on Windows that only administrators and the service can read; raises as make_for_all()."""
    folder.mkdir(exist_ok=True)
    _hold_owned(folder)
    _close(folder, OF_THE_SERVICE)


def _hold_owned(path: Path) -> None:
    from models.settings.windows import security

    with _told(path):
        owned = security.owner(path) in (*ADMINISTRATORS, security.own_account())
    if not owned:
        raise Problem("{path} is not an administrator's, but of another account.", MEND_OWNER, path=path)


def _may(path: Path, bits: int) -> bool:
    """Whether another account than an administrator's and this one may do any of this."""
    from models.settings.windows import security

    with _told(path):
        trusted = (*ADMINISTRATORS, OWNER_RIGHTS, security.own_account())
        return any(right.bits & bits and right.account not in trusted for right in security.rights(path))


def _close(folder: Path, rights: str) -> None:
    from models.settings.windows import security

    security.set_rights(folder, rights)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Have what keeps the owner or the rights from being read be a Problem."""
    try:
        yield
    except OSError as error:
        raise Problem(
            "{name} cannot be read: {error}.", MEND_READING, name=path, error=error.strerror or str(error)
        ) from error
