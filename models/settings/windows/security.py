"""What Windows knows of a file: whose it is, and who may do what with it.

The calls are those of advapi32 (aclapi.h, sddl.h, securitybaseapi.h); its numbers stand here by their names.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_int, c_ubyte, c_uint16, c_uint32, c_void_p, c_wchar_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

WINDOWS: Any = ctypes  # WinDLL is in it on Windows alone
FILE, OWNER, RIGHTS, PROTECTED = 1, 1, 4, 0x80000000  # SE_FILE_OBJECT; SECURITY_INFORMATION: DACL, PROTECTED_DACL
QUERY, USER = 8, 1  # TOKEN_QUERY, TokenUser
REVISION = 1  # of the language of security descriptors
ALLOWED = (0, 9)  # ACCESS_ALLOWED_ACE_TYPE, and that with a condition
INHERIT_ONLY = 8  # it is for what will be in the folder, not for the folder itself
EVERYONE, EVERYTHING = "S-1-1-0", 0x10000000


@dataclass(frozen=True, slots=True)
class Right:
    """An account, by its number such as S-1-5-18, and the bits of what it may do."""

    account: str
    bits: int


class _List(ctypes.Structure):
    """The head of a list of rights (ACL)."""

    _fields_: ClassVar = [("revision", c_uint16), ("size", c_uint16), ("count", c_uint16), ("filling", c_uint16)]
    count: int


class _Entry(ctypes.Structure):
    """An entry of it (ACCESS_ALLOWED_ACE): where `account` begins stands the number of an account."""

    _fields_: ClassVar = [
        ("kind", c_ubyte), ("flags", c_ubyte), ("size", c_uint16), ("bits", c_uint32), ("account", c_uint32),
    ]  # fmt: skip
    kind: int
    flags: int
    bits: int


def owner(path: Path) -> str:
    """The account whose a file or folder is, by its number. Raises OSError."""
    found = c_void_p()
    with _described(path, OWNER, byref(found), None):
        return _number(found)


def rights(path: Path) -> list[Right]:
    """Who is allowed what with a file or folder; what is denied is left out. Raises OSError."""
    found = c_void_p()
    with _described(path, RIGHTS, None, byref(found)):
        if not found:  # no list at all forbids nothing
            return [Right(EVERYONE, EVERYTHING)]
        return list(_allowed(found))


def set_rights(folder: Path, described: str) -> None:
    """Have these rights hold, and none from the folder above. `described` is in Windows' language of them (SDDL).

    What is in the folder inherits them. Raises OSError.
    """
    api, descriptor, acl, present, default = _advapi(), c_void_p(), c_void_p(), c_int(), c_int()
    api.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = [c_wchar_p, c_uint32, c_void_p, c_void_p]
    api.GetSecurityDescriptorDacl.argtypes = [c_void_p] * 4
    api.SetNamedSecurityInfoW.argtypes = [c_wchar_p, c_int, c_uint32, *[c_void_p] * 4]
    if not api.ConvertStringSecurityDescriptorToSecurityDescriptorW(described, REVISION, byref(descriptor), None):
        raise WINDOWS.WinError(WINDOWS.get_last_error())
    try:
        api.GetSecurityDescriptorDacl(descriptor, byref(present), byref(acl), byref(default))
        error = api.SetNamedSecurityInfoW(str(folder), FILE, RIGHTS | PROTECTED, None, None, acl, None)
        if error:
            raise WINDOWS.WinError(error)
    finally:
        _free(descriptor)


def own_account() -> str:
    """The account that this program runs as, by its number. Raises OSError."""
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


@contextmanager
def _described(path: Path, what: int, owner: Any, rights: Any) -> Iterator[None]:
    """Inside, what was asked for points into Windows' description of the file."""
    descriptor = c_void_p()
    asked = _advapi().GetNamedSecurityInfoW
    asked.argtypes = [c_wchar_p, c_int, c_uint32, *[c_void_p] * 5]
    error = asked(str(path), FILE, what, owner, None, rights, None, byref(descriptor))
    if error:
        raise WINDOWS.WinError(error)
    try:
        yield
    finally:
        _free(descriptor)


def _allowed(acl: c_void_p) -> Iterator[Right]:
    api, place = _advapi(), c_void_p()
    api.GetAce.argtypes = [c_void_p, c_uint32, c_void_p]
    for index in range(ctypes.cast(acl, ctypes.POINTER(_List)).contents.count):
        if not api.GetAce(acl, index, byref(place)):
            raise WINDOWS.WinError(WINDOWS.get_last_error())
        entry = ctypes.cast(place, ctypes.POINTER(_Entry)).contents
        if entry.kind in ALLOWED and not entry.flags & INHERIT_ONLY:
            yield Right(_number(c_void_p(ctypes.addressof(entry) + _Entry.account.offset)), entry.bits)


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
