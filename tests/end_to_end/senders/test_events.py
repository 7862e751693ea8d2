"""Events that libraries wrap and sign: CloudEvents, Standard Webhooks and Svix."""

import json

import pytest

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox

CLOUDEVENT = """
import sys
import requests
from cloudevents.v1.http import CloudEvent, to_binary, to_structured
convert = {"structured": to_structured, "binary": to_binary}[sys.argv[2]]
for kind in ("failed", "failed", "resolved"):
    attributes = {"type": "com.example.backup." + kind, "source": "https://backup.example/", "subject": "db1"}
    headers, body = convert(CloudEvent(attributes, {"title": "Backup of db1", "text": "Backup " + kind}))
    requests.post(sys.argv[1], data=body, headers=headers).raise_for_status()
"""

SIGN = {
    "standardwebhooks": """
from standardwebhooks import Webhook
names = ("webhook-id", "webhook-timestamp", "webhook-signature")
""",
    "svix": """
from svix.webhooks import Webhook
names = ("svix-id", "svix-timestamp", "svix-signature")
""",
}

SIGNED = """
import json, sys
from datetime import datetime, timezone
import requests
url, secret = sys.argv[1:]
now = datetime.now(timezone.utc)
said = []
for written in (secret, "whsec_" + "b" * 32):
    body = json.dumps({"type": "invoice.failed", "timestamp": now.isoformat(), "data": {"name": "Invoice 7"}})
    ident = "msg_" + str(len(said))
    values = (ident, str(int(now.timestamp())), Webhook(written).sign(ident, now, body))
    said.append(requests.post(url, data=body, headers=dict(zip(names, values))).status_code)
print(json.dumps(said))
"""


@pytest.mark.parametrize("mode", ["structured", "binary"])
def test_cloudevents_of_one_subject_are_a_case_until_it_is_resolved(inbox: Inbox, mode: str) -> None:
    programs.run(programs.python(), "-c", CLOUDEVENT, inbox.url, mode)

    case = inbox.case()
    assert (case["subject"], case["state"]) == ("Backup of db1", "closed")
    assert inbox.outcomes() == ["opened", "repeated", "closed"]


@pytest.mark.parametrize("library", SIGN)
def test_a_signed_event_comes_in_and_one_with_another_secret_does_not(inbox: Inbox, library: str) -> None:
    secret = "whsec_" + "a" * 32
    inbox.station.ctl("hook", "set", inbox.url, "--standard-secret", secret)

    said = programs.run(programs.python(), "-c", SIGN[library] + SIGNED, inbox.url, secret)

    assert json.loads(said) == [200, 403]
    assert inbox.message()["text"].startswith("invoice.failed: Invoice 7")
