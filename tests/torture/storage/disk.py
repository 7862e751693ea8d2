"""The model of a disk: what is left of a folder's files when the power goes, by what was recorded of them.

A write survives for certain once its file was synced after it, a file's name once its folder was. Of the rest each
page may be there or not, in any order. That is less than most file systems keep, and no more than POSIX promises.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PAGE = 4096
_ENTRY = struct.Struct("c7x48sQQ")


@dataclass(frozen=True, slots=True)
class Entry:
    """`op` is one of Create, Write, Truncate, Sync, Unlink, Rename; `end` where it ends in the record."""

    op: str
    name: str
    offset: int
    data: bytes
    end: int


def entries(record: Path) -> Iterator[Entry]:
    """What the shim has recorded, in the order of the record."""
    with record.open("rb") as file:
        while len(head := file.read(_ENTRY.size)) == _ENTRY.size:
            op, name, offset, length = _ENTRY.unpack(head)
            data = file.read(length) if op in (b"W", b"R") else b""
            yield Entry(op.decode(), name.rstrip(b"\0").decode(), offset, data, file.tell())


@dataclass
class _File:
    """What of a file is on the disk for certain, and what was done to the file since its last sync."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Entry] = field(default_factory=list)

    def sync(self) -> None:
        for entry in self.pending:
            _apply(self.durable, entry.op, entry.offset, entry.data)
        self.pending.clear()

    def after_cut(self, chance: random.Random, share: float) -> bytes:
        """One of the contents it may have: each page that was not synced is there with a chance of `share`."""
        content = bytearray(self.durable)
        for entry in self.pending:
            if entry.op == "T":
                if chance.random() < share:
                    _apply(content, "T", entry.offset, b"")
                continue
            for at, piece in _pages(entry):
                if chance.random() < share:
                    _apply(content, "W", at, piece)
        return bytes(content)


def _apply(content: bytearray, op: str, offset: int, data: bytes) -> None:
    if op == "T":
        del content[offset:]
        content.extend(bytes(offset - len(content)))
    else:
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data


def _pages(entry: Entry) -> Iterator[tuple[int, bytes]]:
    at, end = entry.offset, entry.offset + len(entry.data)
    while at < end:
        border = min(end, (at // PAGE + 1) * PAGE)
        yield at, entry.data[at - entry.offset : border - entry.offset]
        at = border


class Disk:
    """The files of a folder, by what the record says of them up to some entry."""

    def __init__(self) -> None:
        self._names: dict[str, _File] = {}  # as the program sees them
        self._durable: dict[str, _File] = {}  # as they are after a cut, for certain
        self._moved: list[tuple[str, _File | None]] = []  # names that changed since their folder was synced

    def take(self, entry: Entry) -> None:
        """Do what an entry says."""
        if entry.op == "C":
            self._name(entry.name, _File())
        elif entry.op == "U":
            self._name(entry.name, None)
        elif entry.op == "R":
            moved = self._names[entry.name]
            self._name(entry.data.decode(), moved)
            self._name(entry.name, None)
        elif entry.op == "S" and entry.name not in self._names:  # a folder
            for name, file in self._moved:
                _put(self._durable, name, file)
            self._moved.clear()
        elif entry.op == "S":
            self._names[entry.name].sync()
        else:
            self._names[entry.name].pending.append(entry)

    def cut(self, folder: Path, chance: random.Random) -> None:
        """Write what is left into a folder."""
        share = chance.choice((0.0, 0.0, 0.5, 0.9, chance.random()))
        left = dict(self._durable)
        for name, file in self._moved:
            if chance.random() < share:
                _put(left, name, file)
        for name, file in left.items():
            (folder / name.lstrip("/")).write_bytes(file.after_cut(chance, share))

    def _name(self, name: str, file: _File | None) -> None:
        _put(self._names, name, file)
        self._moved.append((name, file))


def _put(names: dict[str, _File], name: str, file: _File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file
