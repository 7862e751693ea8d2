"""Each cause of a rejection: brought about by a real request, seen, mended, and replayed until it is in the channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import requests

from models.channels import channels, hooks, old_urls
from models.channels.hook_rules import NO_RULES, Rules, Secret
from models.channels.hooks import Hook, HookEdit
from models.database import close_database, open_database
from models.deliveries import deliveries
from models.messages import messages
from receiver.codes import CODES
from receiver.intake.replay import replay
from tests.end_to_end.station import Receiver, Station

TEXT = "It came in after all"
GOOD = f'{{"text": "{TEXT}"}}'.encode()

# A bug of ours, which nobody can send.
NOT_SENT = {"internal_error"}


@dataclass(frozen=True)
class Desk:
    """A hook of a receiver that runs in another process, and where to post to it."""

    hook: Hook
    url: str

    def set_rules(self, rules: Rules) -> None:
        now = hooks.find(self.hook.guid)
        hooks.save(now.edit(), HookEdit(now.guid, now.purpose, True, rules))

    def post(self, body: bytes = GOOD, method: str = "POST", **headers: str) -> requests.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return requests.request(method, self.url, data=body, headers=named, timeout=30)


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    return Station(tmp_path_factory.mktemp("station"))


@pytest.fixture(scope="module")
def receiver(station: Station) -> Iterator[Receiver]:
    with station.serve() as receiver:
        yield receiver
        assert receiver.stop() == 0, station.errors.read_text()


@pytest.fixture
def desk(station: Station, receiver: Receiver) -> Iterator[Desk]:
    """With a channel and a hook of its own for each test."""
    open_database(station.database)
    hook = hooks.add(channels.add(str(uuid4())).id, "Monitor")
    yield Desk(hook, hooks.url(receiver.url, hook.channel_guid, hook.guid))
    close_database()


@dataclass(frozen=True)
class Cause:
    """How a request comes to be refused with a code, and what mends it: another body, hook, or state of the hook."""

    code: str
    request: Callable[[Desk], requests.Response]
    mend: Callable[[Desk], int | None] = lambda desk: None
    body: bytes | None = None


def wrong_secret(desk: Desk) -> requests.Response:
    desk.set_rules(Rules(secret=Secret("github", "hush")))
    return desk.post(X_Hub_Signature_256="sha256=00")


def disabled(desk: Desk) -> requests.Response:
    hooks.set_enabled(desk.hook.guid, False)
    return desk.post()


def expired(desk: Desk) -> requests.Response:
    desk.set_rules(Rules(expires_at=datetime.now(UTC) - timedelta(minutes=1)))
    return desk.post()


def removed(desk: Desk) -> requests.Response:
    hooks.remove(desk.hook.guid)
    return desk.post()


def replaced(desk: Desk) -> requests.Response:
    old_urls.replace_url(desk.hook.guid, timedelta(0))
    return desk.post()


def from_elsewhere(desk: Desk) -> requests.Response:
    desk.set_rules(Rules(senders=("192.0.2.0/24",)))
    return desk.post()


def too_many(desk: Desk) -> requests.Response:
    desk.set_rules(Rules(rate_limit="1/hour"))
    assert desk.post(b'{"text": "the first"}').ok
    return desk.post()


def shorter_than_said(desk: Desk) -> requests.Response:
    prepared = requests.Request("POST", desk.url, data=GOOD[:-2]).prepare()
    prepared.headers["Content-Length"] = str(len(GOOD))
    with requests.Session() as session:
        return session.send(prepared, timeout=60)


def enable(desk: Desk) -> None:
    hooks.set_enabled(desk.hook.guid, True)


def lift_rules(desk: Desk) -> None:
    desk.set_rules(NO_RULES)


def another_hook(desk: Desk) -> int:
    return hooks.add(desk.hook.channel_id, "New monitor").id


CAUSES = (
    Cause("invalid_json", lambda desk: desk.post(GOOD[:-1]), body=GOOD),
    Cause("invalid_json", lambda desk: desk.post(b""), body=GOOD),
    Cause("invalid_json", lambda desk: desk.post(GOOD[:-2] + b"\xff" + GOOD[-2:]), body=GOOD),
    Cause("invalid_report", lambda desk: desk.post(b'{"text": ["' + TEXT.encode() + b'"]}'), body=GOOD),
    Cause("invalid_report", lambda desk: desk.post(b'{"text": "a", "attachments": [{}]}'), body=GOOD),
    Cause("payload_too_large", lambda desk: desk.post(GOOD + b" " * 1024 * 1024), body=GOOD),
    Cause("request_timeout", shorter_than_said, body=GOOD),
    Cause("unsupported_coding", lambda desk: desk.post(Content_Encoding="br"), body=GOOD),
    Cause("method_not_allowed", lambda desk: desk.post(method="PATCH")),
    Cause("misdirected_request", lambda desk: desk.post(Host="rebound.example")),
    Cause("cross_origin", lambda desk: desk.post(Origin="https://elsewhere.example")),
    Cause("hook_disabled", disabled, enable),
    Cause("hook_gone", expired, lift_rules),
    Cause("hook_gone", removed, another_hook),
    Cause("hook_gone", replaced),
    Cause("sender_not_allowed", from_elsewhere),
    Cause("rate_limited", too_many),
    Cause("wrong_secret", wrong_secret, lift_rules),
)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.code)
def test_a_rejected_report_is_seen_mended_and_replayed(desk: Desk, cause: Cause) -> None:
    answer = cause.request(desk)
    status = CODES[cause.code].status
    assert (answer.status_code, answer.json()["code"]) == (status, cause.code)
    rejected = deliveries.page(limit=1)[0]
    assert (rejected.outcome, rejected.code, rejected.status) == ("rejected", cause.code, status)
    assert deliveries.shown(rejected.id).answer == answer.content
    other = cause.mend(desk)
    replayed = replay(rejected.id, body=cause.body, hook_id=other)
    assert replayed.answer.outcome == "posted", replayed.answer.body
    assert messages.page(desk.hook.channel_id)[0].text == TEXT
    assert deliveries.shown(rejected.id).delivery.mended_by == replayed.delivery
    assert deliveries.shown(replayed.delivery).delivery.replay_of == rejected.id


def test_every_cause_that_is_kept_is_among_them() -> None:
    assert {cause.code for cause in CAUSES} == {name for name, code in CODES.items() if code.cause} - NOT_SENT
