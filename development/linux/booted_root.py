"""A Debian in a folder with a systemd of its own, as a machine has it: services start, are shut in, and end."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from development.linux.debian_root import PATIENCE_SECONDS, DebianRoot, Failed, environ_of

PACKAGES = ("init-system-helpers", "systemd", "systemd-sysv")
BOOT_SECONDS = 60
# The root becomes that of the namespace, since user namespaces (PrivateUsers=) are refused below a chroot. Of the
# kernel's settings nothing can be written: it is this machine's.
_BOOT = """\
mount --bind {root} {root}
mount -t tmpfs -o mode=755 tmpfs {root}/dev
for each in null zero full random urandom tty; do
    touch {root}/dev/$each
    mount --bind /dev/$each {root}/dev/$each
done
mkdir {root}/dev/pts {root}/dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts {root}/dev/pts
ln -s pts/ptmx {root}/dev/ptmx
mount -t tmpfs tmpfs {root}/dev/shm
mount -t proc proc {root}/proc
mount --bind {root}/proc/sys {root}/proc/sys
mount -o remount,bind,ro {root}/proc/sys
mount -t tmpfs -o mode=755 tmpfs {root}/run
mount -t tmpfs tmpfs {root}/sys
mkdir -p {root}/sys/fs/cgroup {root}/before
mount -t cgroup2 cgroup2 {root}/sys/fs/cgroup
cd {root}
pivot_root . before
umount -l /before
exec /lib/systemd/systemd --show-status=no
"""
_NAMESPACES = ("--cgroup", "--mount", "--pid", "--uts", "--ipc")


class BootedRoot:
    """Its network is this machine's."""

    def __init__(self, first: int) -> None:
        self._first = first

    def run(self, command: Sequence[str]) -> str:
        """Run as its root to the end; what it printed. Raises Failed."""
        done = self.ask(command)
        if done.returncode:
            raise Failed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    def ask(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run as its root, however it ends."""
        entered = ["nsenter", "--target", str(self._first), *_NAMESPACES, "--root", "--wd", *command]
        return subprocess.run(
            entered, env=environ_of(None), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip


@contextmanager
def booted(root: DebianRoot) -> Iterator[BootedRoot]:
    """Install systemd into a root and run it there; all that it started ends with it. Raises Failed."""
    root.run(["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES])
    group = _control_groups() / f"hookdesk-{os.getpid()}"
    group.mkdir()
    inside = 'echo $$ > "$1/cgroup.procs"; exec unshare "${@:2}"'
    apart = [*_NAMESPACES, "--fork", "--kill-child", "--propagation", "private"]
    boot = ["sh", "-ec", _BOOT.format(root=root.folder)]
    process = subprocess.Popen(
        ["bash", "-ec", inside, "bash", str(group), *apart, *boot],
        env={**environ_of(None), "container": "hookdesk"}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield _wait(process)
    finally:
        process.kill()  # and with it the first process in there, and with that all
        process.wait()
        _leave(group)


def can_boot() -> bool:
    """Whether this machine has what an own systemd needs of it, beside a root."""
    return any(_mounts())


def _wait(process: subprocess.Popen[bytes]) -> BootedRoot:
    """Wait until its systemd has started all that it starts by itself."""
    end = monotonic() + BOOT_SECONDS
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while monotonic() < end and process.poll() is None:
        for first in children.read_text(encoding="ascii").split():
            root = BootedRoot(int(first))
            if root.ask(["systemctl", "is-system-running"]).stdout.strip() == "running":
                return root
        sleep(0.2)
    raise Failed("systemd did not start in it.")


def _mounts() -> Iterator[Path]:
    for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines():
        _, place, kind, *_ = line.split()
        if kind == "cgroup2":
            yield Path(place)


def _control_groups() -> Path:
    return next(_mounts())


def _leave(group: Path) -> None:
    """Remove the groups that its systemd made, which are empty when its last process has ended."""
    end = monotonic() + BOOT_SECONDS
    while "populated 1" in (group / "cgroup.events").read_text(encoding="ascii") and monotonic() < end:
        sleep(0.1)
    for each in sorted(group.rglob("*"), reverse=True):
        if each.is_dir():
            each.rmdir()
    group.rmdir()
