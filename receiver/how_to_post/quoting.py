"""Quoting: a text as a literal of the shell, PowerShell, Python or JavaScript, for programs that people copy.

What cannot be seen is never copied as it is: a terminal obeys some of it, and an editor loses some of it.
"""

from __future__ import annotations

import re
from base64 import b64encode

# PowerShell takes typographic quotes for its own (about_Quoting_Rules).
_POWERSHELL_QUOTES = re.compile("['\u2018-\u201b]")


def shell(text: str) -> str:
    """One word of a POSIX shell, for a text without NUL."""
    return "'" + text.replace("'", "'\\''") + "'"


def shell_format(body: bytes) -> str:
    """A format that makes any shell's printf (POSIX) write these bytes; one word, as shell() makes it."""
    text = body.decode("utf-8", "surrogateescape").replace("\\", "\\\\").replace("%", "%%")
    written = "".join(char if char.isprintable() or char == "\n" else _octal(char) for char in text)
    # What begins with a dash would be an option.
    return shell("\\055" + written[1:] if written.startswith("-") else written)


def powershell(text: str) -> str:
    """A string of PowerShell: what is between its quotes stands for itself."""
    return "'" + _POWERSHELL_QUOTES.sub(lambda found: found[0] * 2, text) + "'"


def powershell_bytes(body: bytes, indent: str = "") -> str:
    """An expression of PowerShell that is these bytes: as lines of text, or as Base64 where they cannot be seen.

    Lines are joined by it, because a line end that is pasted may become another.
    """
    text = _decoded(body)
    for end, written in (("\r\n", '"`r`n"'), ("\n", '"`n"')):
        lines = [] if text is None else text.split(end)
        if text is not None and all(line.isprintable() for line in lines):
            joined = _powershell_lines(lines, written, indent)
            return f"[Text.Encoding]::UTF8.GetBytes({joined})"
    return f"[Convert]::FromBase64String('{b64encode(body).decode()}')"


def python(text: str) -> str:
    """A literal of Python."""
    return repr(text)


def python_bytes(body: bytes, indent: str = "") -> str:
    """An expression of Python that is these bytes, a line of the text in each line of the program."""
    text = _decoded(body)
    if text is None:
        return repr(body)
    lines = text.splitlines(keepends=True) if "\n" in text else [text]
    if len(lines) == 1:
        return f"{python(text)}.encode()"
    return "(\n" + "".join(f"{indent}    {python(line)}\n" for line in lines) + f"{indent}).encode()"


def javascript(text: str) -> str:
    """A literal of JavaScript."""
    quoted = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return "'" + "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in quoted) + "'"


def javascript_bytes(body: bytes, indent: str = "") -> str:
    """An expression of JavaScript that is these bytes."""
    text = _decoded(body)
    if text is None:
        return f"Uint8Array.from(atob('{b64encode(body).decode()}'), (char) => char.charCodeAt(0))"
    lines = text.split("\n")
    if len(lines) == 1:
        return f"new TextEncoder().encode({javascript(text)})"
    listed = "".join(f"{indent}  {javascript(line)},\n" for line in lines)
    return f"new TextEncoder().encode([\n{listed}{indent}].join('\\n'))"


def is_plain(body: bytes) -> bool:
    """Whether these bytes are a text of which everything can be seen, so that it may be pasted into a terminal."""
    text = _decoded(body)
    return text is not None and all(line.isprintable() for line in text.split("\n"))


def _powershell_lines(lines: list[str], end: str, indent: str) -> str:
    if len(lines) == 1:
        return powershell(lines[0])
    listed = ",\n".join(f"{indent}  {powershell(line)}" for line in lines)
    return f"(@(\n{listed}\n{indent}) -join {end})"


def _octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))


def _decoded(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None
