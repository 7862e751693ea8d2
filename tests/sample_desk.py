"""A desk as it looks after some weeks of work, the same at every run: for screenshots."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from unittest.mock import patch

from models import cases, channels, hooks
from models.channels import Channel
from models.deliveries import Answer, Received
from models.recorder import Recorder
from models.report import Attachment, Outcome, Report

# A local time, so that the screenshots show the same hour everywhere.
NOW = datetime(2026, 3, 12, 9, 46).astimezone().astimezone(UTC)

CHANNELS = (
    ("General", "News for everyone on duty"),
    ("Operations", "Alarms of the plant and the night jobs"),
    ("Backups", "Every backup job reports here"),
    ("Deployments", "What went out, where and when"),
    ("Plant sensors", "Temperature, pressure and power of lines 1 to 4"),
)
OLD_SUBJECTS = (
    "Disk almost full on host files-02",
    "Backup of mail server failed",
    "Mail queue longer than 500",
    "UPS on battery",
    "Certificate of extranet expires in 6 days",
    "Line 2: pressure below limit",
    "Replication of db-05 is 20 minutes behind",
)


@dataclass(frozen=True, slots=True)
class Post:
    """A report and how many minutes before NOW it came."""

    minutes: float
    hook: str
    report: Report


def _file(name: str, ext: str) -> Attachment:
    return Attachment("file", name, ext, f"https://monitor.example.org/files/{name}.{ext}")


def _link(name: str, url: str) -> Attachment:
    return Attachment("link", name, None, url)


MONITOR, BACKUP, CERTIFICATES, SENSORS, PIPELINE = (
    "Nightly monitor",
    "Backup job",
    "Certificate check",
    "Plant sensors",
    "Pipeline",
)

OPERATIONS = (
    Post(
        1530,
        MONITOR,
        Report(
            "queue-77",
            (),
            "The mail queue holds 812 messages, the oldest is 2 hours old.",
            "Mail queue longer than 500",
        ),
    ),
    Post(1500, MONITOR, Report(None, ("queue-77",), "812 → 240. The queue is shrinking.")),
    Post(
        300,
        MONITOR,
        Report("ups-3", (), "UPS in room B runs on battery. 41 minutes are left at this load.", "UPS on battery"),
    ),
    Post(288, MONITOR, Report(None, ("ups-3",), "Mains power is back. Battery at 71 %.")),
    Post(
        190,
        PIPELINE,
        Report(
            "release-2.14",
            (),
            "Release 2.14 passed all checks and waits for approval before it goes to production.\n"
            "Changes: https://ci.example.org/releases/2.14/changes",
            "Deployment 2.14 waits for approval",
            (_link("Release notes", "https://ci.example.org/releases/2.14"),),
        ),
    ),
    Post(
        130,
        SENSORS,
        Report("line3-temp", (), "Line 3, bearing 2: 84 °C, the limit is 80 °C.", "Line 3: temperature above limit"),
    ),
    Post(118, SENSORS, Report(None, ("line3-temp",), "86 °C and rising slowly.")),
    Post(
        96,
        MONITOR,
        Report(
            None,
            (),
            "All 214 nightly checks are done, 3 with warnings. Report: https://monitor.example.org/reports/2026-03-12",
        ),
    ),
    Post(
        64,
        CERTIFICATES,
        Report(
            "cert-intranet",
            (),
            "The certificate of intranet.example.org expires on 18 March.",
            "Certificate of intranet expires in 6 days",
        ),
    ),
    Post(45, SENSORS, Report(None, ("line3-temp",), "Back to 78 °C after the fan was switched to stage 2.")),
    Post(
        18,
        BACKUP,
        Report(
            "fileserver-0312",
            (),
            "Backup of fileserver stopped after 412 of 530 GB: the target volume is read-only.",
            "Backup of fileserver failed",
            (_file("backup-0312", "log"),),
        ),
    ),
    Post(9, BACKUP, Report(None, ("mail-0312",), "Retry of the mail backup has begun, attempt 2 of 3.")),
    Post(
        5,
        MONITOR,
        Report(
            "disk-db07",
            (),
            "Volume /var on db-07 is 97 % full, 1.1 GB left. At this rate it is full in 40 minutes.",
            "Disk almost full on host db-07",
            (_file("df-report", "txt"), _link("Dashboard db-07", "https://monitor.example.org/dashboards/db-07")),
        ),
    ),
    Post(3, MONITOR, Report(None, ("disk-db07",), "Still growing: 98 %. Largest: /var/log/postgresql (14 GB).")),
)
OTHERS = (
    ("General", Post(200, "Announcements", Report(None, (), "Maintenance of the east building tonight from 22:00."))),
    ("Backups", Post(62, BACKUP, Report(None, (), "Backup of wiki done: 18 GB in 11 minutes."))),
    *(
        ("Plant sensors", Post(60 - 5 * n, SENSORS, Report(None, (), f"Line {n % 4 + 1}: {61 + n} °C, normal.")))
        for n in range(12)
    ),
)


class SampleDesk:
    """Fills the open database through the recorder, as the receiver would."""

    def __init__(self) -> None:
        self._random = random.Random(4665)
        self._channels: dict[str, Channel] = {}
        self._hooks: dict[tuple[str, str], hooks.Hook] = {}
        self._recorder = Recorder()

    def fill(self) -> None:
        """Everything; the database must be empty."""
        with patch("uuid.uuid4", self._guid):
            self._recorder.start()
            for name, description in CHANNELS:
                self._channels[name] = channels.add(name, description)
            self._old_cases()
            for channel, post in OTHERS:
                self._post(channel, post)
            for name in ("General", "Deployments"):
                channels.mark_seen(self._channels[name].id)
            for post in OPERATIONS[:-3]:
                self._post("Operations", post)
            channels.mark_seen(self._channels["Operations"].id)
            for post in OPERATIONS[-3:]:
                self._post("Operations", post)
            self._refuse()
            hooks.add(self._channels["Operations"].id, "Alertmanager")
            self._recorder.stop()
        for case in cases.page(self._channels["Operations"].id, state="open")[2:]:
            cases.mark_read(case.id)

    def empty(self) -> None:
        """What a first start makes, with the same URL every time."""
        with patch("uuid.uuid4", self._guid):
            channels.ensure_first("First web hook")

    def _old_cases(self) -> None:
        for number in range(41):
            subject = OLD_SUBJECTS[number % len(OLD_SUBJECTS)]
            report = Report(f"old-{number}", (), f"{subject}.", subject)
            self._post("Operations", Post(60_000 - number * 1_300, MONITOR, report))
            found = cases.find(self._channels["Operations"].id, number + 1)
            cases.mark_read(found.id)
            cases.close(found.id, "operator")

    def _post(self, channel: str, post: Post) -> None:
        self._recorder.record(self._received(channel, post.hook, post.minutes), post.report, _answer)

    def _refuse(self) -> None:
        received = self._received("Operations", BACKUP, 7)
        self._recorder.refuse(received, Answer(422, "rejected", "invalid_report", b"{}"))

    def _received(self, channel: str, purpose: str, minutes: float) -> Received:
        wanted = (channel, purpose)
        if wanted not in self._hooks:
            self._hooks[wanted] = hooks.add(self._channels[channel].id, purpose)
        hook = self._hooks[wanted]
        at = NOW - timedelta(minutes=minutes)
        return Received(hook.id, hook.channel_id, purpose, at, "127.0.0.1", "POST", (), b"{}", 2, perf_counter())

    def _guid(self) -> uuid.UUID:
        return uuid.UUID(int=self._random.getrandbits(128), version=4)


def _answer(outcome: Outcome) -> Answer:
    return Answer(201 if outcome.status == "opened" else 200, outcome.status, None, b"{}")
