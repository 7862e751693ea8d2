"""A desk as it looks after some weeks of work, the same at every run: for screenshots."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime, timedelta
from time import perf_counter
from unittest.mock import patch

from models.cases import case_actions, case_pages, cases
from models.cases.case_filter import Filter
from models.channels import channels, hooks
from models.channels.channels import Channel
from models.database import execute, writing
from models.deliveries.deliveries import Received
from models.recording.recorder import Recorder
from models.report import Report
from receiver import answers
from tests.samples import sample_deliveries
from tests.samples.sample_hooks import SampleHooks
from tests.samples.sample_reports import MONITOR, OLD_SUBJECTS, OPERATIONS, OTHERS, Post
from tests.samples.sample_work import SampleWork

# A local time, so that the screenshots show the same hour everywhere.
NOW = datetime(2026, 3, 12, 9, 46).astimezone().astimezone(UTC)

CHANNELS = (
    ("General", "News for everyone on duty"),
    ("Operations", "Alarms of the plant and the night jobs"),
    ("Backups", "Every backup job reports here"),
    ("Deployments", "What went out, where and when"),
    ("Plant sensors", "Temperature, pressure and power of lines 1 to 4"),
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
        with writing():
            # As long as they took then, and not as this machine takes now.
            execute("UPDATE deliveries SET milliseconds = 0.8 + (id * 7 % 23) / 10.0")
        for case in case_pages.page(Filter(channel_id=self._channels["Operations"].id, state="open"))[2:]:
            cases.mark_read(case.id)
        work = SampleWork(self._channels["Operations"].id, NOW)
        work.do()
        work.settle_closed()
        with patch("uuid.uuid4", self._guid):
            SampleHooks(self._channels["Operations"].id, NOW).settle()

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
            case_actions.close([found], "operator")

    def _post(self, channel: str, post: Post) -> None:
        received = self._received(channel, post.hook, post.minutes, sample_deliveries.body(post.report))
        self._recorder.record(received, [post.report], answers.recorded)

    def _refuse(self) -> None:
        for refusal in sample_deliveries.REFUSED:
            received = self._received("Operations", refusal.hook, refusal.minutes, refusal.body.encode())
            self._recorder.refuse(received, refusal.answer())

    def _received(self, channel: str, purpose: str, minutes: float, body: bytes) -> Received:
        wanted = (channel, purpose)
        if wanted not in self._hooks:
            self._hooks[wanted] = hooks.add(self._channels[channel].id, purpose)
        hook = self._hooks[wanted]
        at = NOW - timedelta(minutes=minutes)
        headers, address = sample_deliveries.headers(purpose, body), sample_deliveries.address(purpose)
        return Received(
            hook.id, hook.channel_id, purpose, at, address, "POST", headers, body, len(body), perf_counter()
        )

    def _guid(self) -> uuid.UUID:
        return uuid.UUID(int=self._random.getrandbits(128), version=4)
