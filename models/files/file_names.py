"""Names under which files can be written on Windows, macOS and Linux, and that say what the files are.

What a sender or a server called a file is only a wish. The rules of Windows are the narrowest (Microsoft: Naming Files,
Paths, and Namespaces), so a name that holds there holds everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from models.files.what_runs import ending
from models.messages.posted import Posted

MOST_BYTES = 180
"""Of UTF-8: file systems take 255, and a folder and a number come to it."""
LONGEST_ENDING = 24
NAMELESS = "file"
_MOST_LOOKED_AT = 2000
_NOT_ALLOWED = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)
# The endings that a content may have; a file with another one gets the first of them behind it.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "application/vnd.microsoft.portable-executable": ("exe", "dll", "scr", "cpl", "ocx", "sys", "com", "efi", "drv"),
    "application/x-executable": ("bin", "elf", "so", "run", "o", "ko", "appimage", "out"),
    "application/x-mach-binary": ("bin", "dylib", "so", "o", "bundle"),
    "text/x-shellscript": ("sh", "bash", "zsh", "csh", "ksh", "fish", "py", "pl", "rb", "php", "lua", "js", "tcl"),
    "text/html": ("html", "htm", "xhtml", "mht", "mhtml"),
    "image/svg+xml": ("svg",),
    "application/pdf": ("pdf", "ai"),
    "image/png": ("png", "apng"),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/gif": ("gif",),
    "image/bmp": ("bmp", "dib"),
    "image/webp": ("webp",),
}  # fmt: skip
# What only gives an ending to a name that has none.
_MAYBE = {"text/plain": "txt", "application/zip": "zip", "application/json": "json", "application/gzip": "gz"}


def file_name(posted: Posted) -> str:
    """What the file of an attachment is called when it is written, or offered to be."""
    wished = safe_name(_wished(posted))
    found = ending(wished)
    allowed = _ENDINGS.get(posted.content_type or "", ())
    if allowed and found not in allowed:
        return safe_name(f"{wished}.{allowed[0]}")
    if not found and posted.content_type in _MAYBE:
        return safe_name(f"{wished}.{_MAYBE[posted.content_type]}")
    return wished


def safe_name(wished: str) -> str:
    """A name of one file that every system takes as it is, and shows as it is; never empty."""
    seen = "".join(map(_visible, unicodedata.normalize("NFC", wished[:_MOST_LOOKED_AT])))
    # Blanks and dots at the end are overlooked by Windows, a dot at the beginning hides a file, a dash makes an option.
    name = _NOT_ALLOWED.sub("_", " ".join(seen.split())).strip(". ").lstrip("-. ")
    name = _shortened(name)
    if _DEVICES.fullmatch(name.partition(".")[0].rstrip()):
        name = f"_{name}"
    return name or NAMELESS


def numbered(name: str, number: int) -> str:
    """The name of another file of that name: "report (2).pdf"."""
    stem, last = _parted(name)
    return _shortened(f"{stem} ({number}){last}", keep=f" ({number})")


def _wished(posted: Posted) -> str:
    """What the sender called it, with the extension that was said, or the last part of its URL."""
    name = posted.display_name or ""
    if not name.strip():
        try:
            path = urlsplit(posted.url[:_MOST_LOOKED_AT]).path
        except ValueError:  # not a URL at all
            path = ""
        name = unquote(path.rstrip("/").rpartition("/")[2])
    said = (posted.ext or "")[:LONGEST_ENDING].strip().lstrip(".")
    return f"{name}.{said}" if said and not name.lower().endswith(f".{said.lower()}") else name


def _visible(character: str) -> str:
    """A character as every screen shows it: control, turning and invisible ones go, and all blanks are one."""
    if character.isascii():
        return character if character.isprintable() else (" " if character.isspace() else "")
    kind = unicodedata.category(character)
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cc", "Cf", "Cs", "Co", "Cn") else character


def _shortened(name: str, keep: str = "") -> str:
    """A name of at most MOST_BYTES; what is cut is cut before its extension, and before `keep`."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    stem, last = _parted(name)
    behind = f"{keep}{last}" if len(last.encode()) <= LONGEST_ENDING else keep
    room = MOST_BYTES - len(behind.encode())
    return stem.removesuffix(keep).encode()[:room].decode(errors="ignore").rstrip(". ") + behind


def _parted(name: str) -> tuple[str, str]:
    """A name, and its extension with the dot."""
    length = len(name) - len(ending(name)) - 1 if ending(name) else len(name)
    return name[:length], name[length:]
