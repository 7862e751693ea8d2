"""Sharing: whether an administrator lets the group of this account use the folders and files of this program."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping

SHARED = "HOOKDESK_SHARED"


def rights_of_others(environ: Mapping[str, str] = os.environ) -> int:
    """The rights (of a mode of a file) that nobody but this account shall have."""
    return stat.S_IRWXO if is_for_group(environ) else stat.S_IRWXG | stat.S_IRWXO


def is_for_group(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether HOOKDESK_SHARED is group: then its rights stay, and what another account of it owns is taken."""
    return environ.get(SHARED) == "group"
