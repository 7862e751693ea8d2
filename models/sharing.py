"""Sharing: whether an administrator lets the group of this account use the folders and files of this program."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

SHARED = "HOOKDESK_SHARED"


def rights_of_others(environ: Mapping[str, str] = os.environ) -> int:
    """The rights (of a mode of a file) that nobody but this account shall have."""
    return stat.S_IRWXO if is_for_group(environ) else stat.S_IRWXG | stat.S_IRWXO


def is_for_group(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether HOOKDESK_SHARED is group: then its rights stay, and what another account of it owns is taken."""
    return environ.get(SHARED) == "group"


def make_folder(path: Path) -> None:
    """Make a folder, and those that it is in, with the rights of the one they are in (share_as); or leave it as it is.

    Raises OSError.
    """
    if path.is_dir():
        return
    make_folder(path.parent)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:  # another program was faster
        return
    share_as(path.parent, path)


def share_as(folder: Path, path: Path) -> None:
    """Give the group what it may do in a folder on what was made in it for this account, where the group shares it.

    The files beside a database take over its rights in the same way. Raises OSError.
    """
    rights = stat.S_IMODE(folder.stat().st_mode) & stat.S_IRWXG & ~rights_of_others()
    if not path.is_dir():
        rights &= ~stat.S_IXGRP
    if rights:
        path.chmod(stat.S_IMODE(path.stat().st_mode) | rights)  # whatever the umask, and a setgid bit stays
