"""What the tools of the sample desk reported, oldest first."""

from __future__ import annotations

from dataclasses import dataclass

from models.report import Attachment, Report

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
