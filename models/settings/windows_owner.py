"""Whose a file of Windows is: in %ProgramData% every account can make files and folders.

The calls are those of advapi32 (aclapi.h, sddl.h, securitybaseapi.h); its numbers stand here by their names.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int, c_uint32, c_void_p, c_wchar_p
from pathlib import Path
from typing import Any

WINDOWS: Any = ctypes  # WinDLL is in it on Windows alone
FILE, OWNER, QUERY, USER = 1, 1, 8, 1  # SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, TOKEN_QUERY, TokenUser
# The system, administrators and the installer of Windows: by their numbers, since their names are in its language.
ADMINISTRATORS = (
    "S-1-5-18",
    "S-1-5-32-544",
    "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
)


def is_trusted(path: Path) -> bool:
    """Whether a file or folder is an administrator's, or this account's own. Raises OSError."""
    return _owner(path) in (*ADMINISTRATORS, _own())


def _owner(path: Path) -> str:
    """The account whose a file is, by its number."""
    owner, descriptor = c_void_p(), c_void_p()
    asked = _advapi().GetNamedSecurityInfoW
    asked.argtypes = [c_wchar_p, c_int, c_uint32, *[c_void_p] * 5]
    error = asked(str(path), FILE, OWNER, byref(owner), None, None, None, byref(descriptor))
    if error:
        raise WINDOWS.WinError(error)
    try:
        return _number(owner)
    finally:
        _free(descriptor)


def _own() -> str:
    """The account that this program runs as, by its number."""
    kernel, api, token, size = WINDOWS.WinDLL("kernel32"), _advapi(), c_void_p(), c_uint32()
    kernel.GetCurrentProcess.restype = c_void_p
    api.OpenProcessToken.argtypes = [c_void_p, c_uint32, c_void_p]
    api.GetTokenInformation.argtypes = [c_void_p, c_int, c_void_p, c_uint32, c_void_p]
    if not api.OpenProcessToken(kernel.GetCurrentProcess(), QUERY, byref(token)):
        raise WINDOWS.WinError(WINDOWS.get_last_error())
    try:
        found = ctypes.create_string_buffer(256)  # a TOKEN_USER, whose first field points to the number
        if not api.GetTokenInformation(token, USER, found, len(found), byref(size)):
            raise WINDOWS.WinError(WINDOWS.get_last_error())
        return _number(c_void_p.from_buffer(found))
    finally:
        kernel.CloseHandle.argtypes = [c_void_p]
        kernel.CloseHandle(token)


def _number(account: c_void_p) -> str:
    """Such as S-1-5-18, of a SID."""
    text, api = c_wchar_p(), _advapi()
    api.ConvertSidToStringSidW.argtypes = [c_void_p, c_void_p]
    if not api.ConvertSidToStringSidW(account, byref(text)):
        raise WINDOWS.WinError(WINDOWS.get_last_error())
    try:
        return text.value or ""
    finally:
        _free(text)


def _free(what: c_void_p | c_wchar_p) -> None:
    kernel = WINDOWS.WinDLL("kernel32")
    kernel.LocalFree.argtypes = [c_void_p]
    kernel.LocalFree(what)


def _advapi() -> Any:
    return WINDOWS.WinDLL("advapi32", use_last_error=True)
