"""A Debian of its own in a folder, in which packages are installed as on a machine. Needs root, and mmdebstrap.

`python -m development.linux.debian_root bookworm` tries whether one can be had here.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

TOOL = "mmdebstrap"
PATIENCE_SECONDS = 600
END_SECONDS = 60
_ENTER = """\
mount --rbind /dev {root}/dev && mount -t proc proc {root}/proc && mount -t tmpfs tmpfs {root}/run &&
exec chroot {root} "$@"
"""
"""In a namespace of its own: what it mounts goes with the last process in it."""


class Failed(Exception):
    """A command in it failed; the message is what it said."""


class DebianRoot:
    """The folder of a system without a kernel; its network is this machine's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: Sequence[str], environ: Mapping[str, str] | None = None) -> str:
        """Run as its root to the end; what it printed. Raises Failed."""
        done = subprocess.run(
            self._entered(command), env=environ_of(environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Failed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    def start(self, command: Sequence[str], environ: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start as its root; end() ends it."""
        return subprocess.Popen(
            self._entered(command), env=environ_of(environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def end(self, process: subprocess.Popen[str]) -> None:
        """Ask what was started to end, and wait for it: what it leaves running ends with it."""
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
        for child in children.split():  # unshare itself hears nothing
            os.kill(int(child), signal.SIGTERM)
        try:
            process.communicate(timeout=END_SECONDS)
        finally:
            process.kill()

    def install(self, package: Path) -> str:
        """Install a .deb with all it depends on, as an administrator does; what apt-get said. Raises Failed."""
        shutil.copy(package, self.folder / "srv" / package.name)
        return self.run(["apt-get", "install", "-y", "--no-install-recommends", f"/srv/{package.name}"])

    def _entered(self, command: Sequence[str]) -> list[str]:
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        return [*apart, "sh", "-c", _ENTER.format(root=self.folder), "sh", *command]


def can_be_made() -> bool:
    """Whether this machine lets us: as root, with the tool."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which(TOOL) is not None


@contextmanager
def root(suite: str) -> Iterator[DebianRoot]:
    """A fresh Debian of that name ("bookworm"), gone at the end; what it is made of is kept among temporary files."""
    with tempfile.TemporaryDirectory(prefix=f"hookdesk-{suite}-") as name:
        subprocess.run(["tar", "-xf", _kept(suite), "-C", name], check=True)
        folder = Path(name)
        folder.chmod(0o755)
        # How this machine finds others, and what it tells apt of its mirror.
        told = [Path("/etc/resolv.conf"), Path("/etc/hosts"), *Path("/etc/apt/apt.conf.d").glob("*")]
        for file in told:
            if file.exists() and ("apt" not in file.parts or "Acquire::" in file.read_text(encoding="utf-8")):
                shutil.copy(file, folder / file.relative_to("/"))
        made = DebianRoot(folder)
        made.run(["apt-get", "update", "-qq"])
        yield made


def mirrors() -> list[str]:
    """From where this machine has its Debian; nothing where it does not say."""
    asked = ["apt-get", "indextargets", "--format", "$(LABEL) $(REPO_URI)", "Created-By: Packages"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return [line.split(" ", 1)[1] for line in done.stdout.splitlines() if line.startswith("Debian ")][:1]


def _kept(suite: str) -> Path:
    """An archive of the suite, made the first time."""
    kept = Path(tempfile.gettempdir(), f"hookdesk-roots-{os.geteuid()}", f"{suite}.tar")
    if not kept.exists():
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        draft = kept.with_suffix(".draft.tar")
        command = [TOOL, "--variant=minbase", suite, str(draft), *mirrors()]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise Failed(f"{suite} could not be had:\n{done.stdout}")
        draft.rename(kept)
    return kept


def environ_of(more: Mapping[str, str] | None) -> dict[str, str]:
    """What a command in a root has of this machine's variables: its proxies alone."""
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    return {"PATH": path, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **proxies, **(more or {})}


if __name__ == "__main__":
    with root(sys.argv[1]) as tried:
        tried.run(["true"])
