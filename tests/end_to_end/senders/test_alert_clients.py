"""Clients of PagerDuty and Opsgenie, whose alerts are cases here: their host can be set."""

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox

PAGERDUTY = """
import sys
from pagerduty import EventsApiV2Client
class Client(EventsApiV2Client):  # it takes https alone, which a proxy before Hookdesk would speak
    url = property(lambda self: sys.argv[1], lambda self, url: None)
client = Client("a" * 32)
key = client.trigger("Disk full on db1", "db1", severity="critical", custom_details={"used": "97 %"})
more = {"used": "98 %"}
assert client.trigger("Disk full on db1", "db1", severity="critical", dedup_key=key, custom_details=more) == key
assert client.acknowledge(key) == key
assert client.resolve(key) == key
"""

PDPYRAS = """
import sys
from pdpyras import EventsAPISession
client = EventsAPISession("a" * 32)
client.url = sys.argv[1]
assert client.trigger("Disk full on db1", "db1", dedup_key="db1/disk") == "db1/disk"
assert client.resolve("db1/disk") == "db1/disk"
"""

OPSGENIE = """
import sys
import opsgenie_sdk
from opsgenie_sdk.rest import ApiException
configuration = opsgenie_sdk.configuration.Configuration()
configuration.host = sys.argv[1]
configuration.api_key["Authorization"] = "a"
alerts = opsgenie_sdk.AlertApi(api_client=opsgenie_sdk.api_client.ApiClient(configuration=configuration))
created = alerts.create_alert(create_alert_payload=opsgenie_sdk.CreateAlertPayload(
    message="Disk full on db1", alias="db1/disk", description="/var is at 97 %", priority="P1"))
assert created.request_id, created
closed = alerts.close_alert("db1/disk", identifier_type="alias",
    close_alert_payload=opsgenie_sdk.CloseAlertPayload(note="freed", source="db1"))
assert closed.request_id, closed
"""


def test_pagerduty(inbox: Inbox) -> None:
    programs.run(programs.python(), "-c", PAGERDUTY, inbox.url)

    case = inbox.case()
    assert (case["subject"], case["state"], case["priority"]) == ("Disk full on db1", "closed", "Critical")
    assert inbox.outcomes() == ["opened", "updated", "updated", "closed"]


def test_pdpyras(inbox: Inbox) -> None:
    programs.run(programs.python(), "-c", PDPYRAS, inbox.url)

    case = inbox.case()
    assert (case["subject"], case["state"]) == ("Disk full on db1", "closed")


def test_opsgenie_sdk(inbox: Inbox) -> None:
    programs.run(programs.python(), "-c", OPSGENIE, inbox.url)

    case = inbox.case()
    assert (case["subject"], case["state"], case["priority"]) == ("Disk full on db1", "closed", "Critical")
    assert inbox.outcomes() == ["opened", "closed"]
