"""The names under which files are written: safe on every system, and true about what a file is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.files.file_names import MOST_BYTES, file_name, numbered, safe_name
from models.files.what_runs import runs
from models.messages.posted import Posted

PROGRAM = "application/vnd.microsoft.portable-executable"
RLO = "\u202e"


def posted(name: str | None, ext: str | None = None, content_type: str | None = None, url: str = "") -> Posted:
    return Posted("file", name, ext, url or "http://files.example.org/a/b", 1, "kept", content_type=content_type)


def is_safe(name: str) -> bool:
    stem = name.partition(".")[0].rstrip().upper()
    devices = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³")}
    return (
        bool(name)
        and len(name.encode()) <= MOST_BYTES
        and not set(name) & set('<>:"/\\|?*')
        and name.strip(". ") == name
        and name[0] != "-"
        and stem not in devices
        and all(unicodedata.category(each)[0] not in "C" for each in name)
    )


@given(st.text() | st.from_regex(r"(con|COM¹|\.\.|aux|nul)[./\\ ].*", fullmatch=True))
def test_every_name_is_safe_and_stays_what_it_is(wished: str) -> None:
    name = safe_name(wished)
    assert is_safe(name)
    assert safe_name(name) == name


@given(
    st.text() | st.none(),
    st.text() | st.none(),
    st.sampled_from([None, PROGRAM, "text/html", "image/png", "text/plain", "application/pdf"]),
)
def test_every_file_has_a_safe_name_and_a_program_is_called_one(
    name: str | None, ext: str | None, content_type: str | None
) -> None:
    found = file_name(posted(name, ext, content_type))
    assert is_safe(found)
    if content_type == PROGRAM:
        assert runs(found, None)


@given(st.text(), st.integers(2, 99_999))
def test_a_number_makes_another_safe_name_with_the_same_ending(wished: str, number: int) -> None:
    name = safe_name(wished)
    other = numbered(name, number)
    assert is_safe(other)
    assert f"({number})" in other
    assert Path(other).suffix == Path(name).suffix or len(Path(name).suffix) > 24


@pytest.mark.parametrize(
    ("wished", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("report.pdf. . ", "report.pdf"),
        (f"invoice{RLO}fdp.exe", "invoicefdp.exe"),
        ("a\u200bb\x00c\td", "abc d"),
        ("-rf", "rf"),
        (".bashrc", "bashrc"),
        ("notes.txt:stream.exe", "notes.txt_stream.exe"),
        ("...", "file"),
    ],
)
def test_what_a_system_would_take_for_something_else_is_gone(wished: str, name: str) -> None:
    assert safe_name(wished) == name


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_name("ü" * 500 + ".exe")
    assert name.endswith("ü.exe")
    assert len(name.encode()) <= MOST_BYTES


@pytest.mark.parametrize(
    ("attachment", "name"),
    [
        (posted("invoice.pdf", None, PROGRAM), "invoice.pdf.exe"),
        (posted("invoice", "pdf", PROGRAM), "invoice.pdf.exe"),
        (posted("setup.EXE", None, PROGRAM), "setup.EXE"),
        (posted("notes.txt", None, "text/html"), "notes.txt.html"),
        (posted("photo.jpeg", None, "image/jpeg"), "photo.jpeg"),
        (posted("photo", None, "image/png"), "photo.png"),
        (posted("df-report", "txt", "text/plain"), "df-report.txt"),
        (posted(None, None, "text/plain", "http://h.example.org/logs/a%2Fb.log?x=1"), "a_b.log"),
        (posted(None, None, None, "http://h.example.org"), "file"),
        (posted("data", None, "application/octet-stream"), "data"),
    ],
)
def test_the_extension_says_what_a_file_really_is(attachment: Posted, name: str) -> None:
    assert file_name(attachment) == name


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("invoice.pdf", PROGRAM),
        ("notes.txt", "text/x-shellscript"),
        ("page.txt", "text/html"),
        ("setup.MSI", "text/plain"),
        ("install.command", None),
        ("game.desktop", "text/plain"),
        ("report.docm", "application/zip"),
        ("a.exe . .", None),
    ],
)
def test_what_can_run_is_known_by_its_content_and_by_its_name(name: str, content_type: str | None) -> None:
    assert runs(name, content_type)


@pytest.mark.parametrize("name", ["report.pdf", "photo.png", "df.txt", "data", "log.csv", ".exe"])
def test_what_cannot_run_is_let_be(name: str) -> None:
    assert not runs(name, "text/plain")
