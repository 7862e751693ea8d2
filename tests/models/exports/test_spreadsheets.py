"""A CSV of cases opened with LibreOffice, under each separator that a country has: nothing in it is a formula."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from models.cases.case_filter import Filter
from models.exports.export import write
from models.exports.listing import of_cases
from models.report import Outcome, Report

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PAYLOADS = ('=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", ' "=1+1', "\uff1d1+1")
TEXTS = [f"harmless{mark}{payload}" for mark in (",", ";", "\t", "|", "\n", "; ", '";', '|"') for payload in PAYLOADS]
# Separator, quote, UTF-8, from line 1; quoted texts are not kept from being read as more, and formulas count.
READING = "{separator},34,76,1,,0,false,true,false,false,0,true"


@pytest.fixture
def exported(recorded: Callable[[Report], Outcome], tmp_path: Path) -> Path:
    """The CSV of cases whose subjects and descriptions hold formulas behind every separator."""
    for number, text in enumerate((*TEXTS, *PAYLOADS)):
        recorded(Report(id=f"{number}", subject=text.replace("\n", " "), text=text))
    file = tmp_path / "cases.csv"
    write(file, of_cases(Filter(), "newest"))
    return file


def read(file: Path, separator: str) -> str:
    """What LibreOffice makes of a CSV file, as XML."""
    options = READING.format(separator=ord(separator))
    assert OFFICE is not None
    command = [
        OFFICE,
        f"-env:UserInstallation={(file.parent / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        "fods",
    ]
    command += [f"--infilter=CSV:{options}", "--outdir", str(file.parent / "read"), str(file)]
    # LibreOffice needs fonts and a country that it knows, also where this program is tried without.
    environ = {
        name: value for name, value in os.environ.items() if name not in ("FONTCONFIG_FILE", "LC_ALL", "LOCPATH")
    }
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environ)
    return (file.parent / "read" / f"{file.stem}.fods").read_text(encoding="utf-8")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (Debian's package libreoffice-calc) is not installed here")
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_nothing_that_senders_wrote_is_a_formula_under_any_separator(exported: Path, separator: str) -> None:
    assert "table:formula" not in read(exported, separator)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (Debian's package libreoffice-calc) is not installed here")
def test_the_reading_does_find_formulas(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("a;=1+1\n", encoding="utf-8")
    assert "table:formula" in read(file, ";")
