"""hookdesk-VERSION.msi and .zip: the folder of dist-windows as an IT department installs it, and as one carries it."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import quoteattr

from development.environment import ROOT
from development.subprocesses import must
from development.windows import resources

SOURCE = ROOT / "packaging" / "windows" / "hookdesk.wxs"
NAMESPACE = uuid.UUID("5f1a52f3-0d6e-4d6b-9a43-5b7a6c1f0c11")  # of the ids of the files: the same in each version
BUNDLE_NAME = Path("hookdesk")
GIVEN = ("DATABASEURL", "PORT", "PUBLICURL", "AUTOSTART", "PURGE")
# What wixl writes wrongly or not at all, in the database that an MSI is.
BY_ACCOUNT = -1  # the registry of the machine, or that of whoever installs for himself
REPAIRED = (
    "UPDATE `Component` SET `Condition` = 'AUTOSTART=1' WHERE `Component` = 'AtLogin'",
    "UPDATE `Component` SET `Condition` = 'ALLUSERS=1' WHERE `Component` = 'Receiver'",
    f"UPDATE `Registry` SET `Root` = {BY_ACCOUNT} WHERE `Component_` = 'AtLogin'",
    f"UPDATE `Registry` SET `Root` = {BY_ACCOUNT} WHERE `Component_` = 'StartMenu'",
    "INSERT INTO `Property` (`Property`, `Value`) VALUES ('MsiHiddenProperties', 'DATABASEURL')",
    "UPDATE `Property` SET `Value` = 'WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;{given}'"
    " WHERE `Property` = 'SecureCustomProperties'",
)


def missing() -> Iterator[str]:
    """Debian's packages without which no MSI can be made."""
    for program, package in (("wixl", "wixl"), ("msibuild", "msitools")):
        if shutil.which(program) is None:
            yield package


def make(bundle: Path, version: str, work: Path, target: Path) -> Path:
    """Write the MSI of a bundle to a folder; its path. `version` begins with three numbers, which is all MSI knows."""
    numbers = re.match(r"\d+\.\d+\.\d+", version)
    if numbers is None:
        raise SystemExit(f"An MSI has a version of three numbers, not {version}.")
    made = target / f"hookdesk-{version}.msi"
    made.unlink(missing_ok=True)
    # wixl looks for files only beside its source.
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / BUNDLE_NAME).symlink_to(bundle, target_is_directory=True)
    (work / "files.wxs").write_text(_files(bundle), encoding="utf-8")
    shutil.copy(SOURCE, work)
    resources.draw_icon(work / "hookdesk.ico")
    sources = [work / SOURCE.name, work / "files.wxs"]
    must(["wixl", "--arch", "x64", "--define", f"VERSION={numbers[0]}", "--output", made, *sources])
    for query in REPAIRED:
        must(["msibuild", made, "-q", query.format(given=";".join(GIVEN))])
    return made


def make_zip(bundle: Path, version: str, target: Path) -> Path:
    """Write the bundle as a .zip that runs from any folder; its path."""
    return Path(shutil.make_archive(str(target / f"hookdesk-{version}-windows"), "zip", bundle.parent, bundle.name))


def _files(bundle: Path) -> str:
    """All files but the two programs, each a component, in the folders that they are in."""
    parts = [path for path in sorted(bundle.iterdir()) if path.suffix != ".exe"]
    folders = "".join(_folder(each, bundle) if each.is_dir() else _component(each, bundle) for each in parts)
    files = sorted(file for file in bundle.rglob("*") if file.is_file() and file.suffix != ".exe")
    named = "".join(f"<ComponentRef Id='{_id(file, bundle)}'/>\n" for file in files)
    return (
        "<Wix xmlns='http://schemas.microsoft.com/wix/2006/wi'>\n"
        f"<Fragment><DirectoryRef Id='INSTALLDIR'>\n{folders}</DirectoryRef></Fragment>\n"
        f"<Fragment><ComponentGroup Id='Files'>\n{named}</ComponentGroup></Fragment>\n</Wix>\n"
    )


def _folder(folder: Path, bundle: Path) -> str:
    inside = "".join(
        _folder(each, bundle) if each.is_dir() else _component(each, bundle) for each in sorted(folder.iterdir())
    )
    return f"<Directory Id='{_id(folder, bundle)}' Name={quoteattr(folder.name)}>\n{inside}</Directory>\n"


def _component(file: Path, bundle: Path) -> str:
    name = _id(file, bundle)
    guid = uuid.uuid5(NAMESPACE, str(file.relative_to(bundle)))
    inside = f"<File Id='{name}' Source={quoteattr(str(BUNDLE_NAME / file.relative_to(bundle)))} KeyPath='yes'/>"
    return f"<Component Id='{name}' Guid='{guid}' Win64='yes'>{inside}</Component>\n"


def _id(path: Path, bundle: Path) -> str:
    return "f" + sha256(str(path.relative_to(bundle)).encode()).hexdigest()[:32]
