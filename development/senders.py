"""Senders: programs that post to web hooks, brought into a folder of their own for the tests that try them."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from development.environment import ROOT, SUFFIX, WINDOWS
from development.subprocesses import must
from development.system_packages import may_install, need

FOLDER = ROOT / ".senders"
TESTS = ("tests/end_to_end/senders",)
WANTED = "HOOKDESK_TEST_SENDERS"  # where it is set, a test fails whose program is not there
# Taken apart, not installed: none of their services starts.
DEBIAN = ("prometheus", "prometheus-alertmanager", "monit", "netdata-plugins-bash")
PYTHON_PACKAGES = (
    "ansible-core==2.19.14",
    "apprise==2.3.0",
    "cloudevents==2.2.0",
    "discord-webhook==1.4.1",
    "opsgenie-sdk==2.1.5",
    "pagerduty==7.2.0",
    "pdpyras==5.4.1",
    "pymsteams==0.2.5",
    "slack_sdk==3.48.0",
    "standardwebhooks==1.1.0",
    "svix==2.9.1",
)
NPM_PACKAGES = ("@octokit/webhooks-examples@7.6.1", "node-red@4.1.15")
# What they and the tests of them are run with: a program, and the Debian package that has it.
TOOLS = {"apt-get": "apt", "curl": "curl", "node": "nodejs", "npm": "npm"}


def stamp() -> str:
    """What the folder is made from: the same text means there is nothing to do."""
    parts = ("\n".join((*DEBIAN, *PYTHON_PACKAGES, *NPM_PACKAGES)), sys.version, str(ROOT))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def set_up() -> None:
    """Make the folder, or end in words: the packages come from Debian, PyPI and npm."""
    kept = FOLDER / "stamp"
    if kept.exists() and kept.read_text() == stamp():
        return
    need((package for tool, package in TOOLS.items() if shutil.which(tool) is None), "The senders")
    print("Setting up the senders in .senders: once, with about 200 MB to download.", flush=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    _take_apart(FOLDER / "debian")
    _fill_python(FOLDER / "python")
    _fill_npm(FOLDER / "npm")
    kept.write_text(stamp())


def _take_apart(folder: Path) -> None:
    folder.mkdir()
    if may_install():
        must(["apt-get", "update", "-qq"])
    must(["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", *DEBIAN], cwd=folder)
    for file in folder.glob("*.deb"):
        must(["dpkg", "-x", file, folder])


def _fill_python(folder: Path) -> None:
    must([sys.executable, "-m", "venv", folder])
    python = folder / ("Scripts" if WINDOWS else "bin") / f"python{SUFFIX}"
    must([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *PYTHON_PACKAGES])


def _fill_npm(folder: Path) -> None:
    folder.mkdir()
    (folder / "package.json").write_text(json.dumps({"private": True}))
    must(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", *NPM_PACKAGES], cwd=folder)
