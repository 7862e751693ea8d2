"""What needs nothing but a shell, or Python's own library: as their recipes are written."""

import sys
from urllib.parse import urlsplit

import pytest

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox
from tests.end_to_end.senders.recipes import snippet

OUTPUT = """DISK CRITICAL - free space: / "3%" 'a' & b=c; $(x) `y` 100% <b>"""

LOG = """
import logging, sys
{recipe}
handler = {handler}(sys.argv[1], sys.argv[2], method="POST")
logger = logging.Logger("shop.cart")
logger.addHandler(handler)
logger.error("The cart of order %d is empty", 7)
"""


def test_icingas_line_opens_and_closes_whatever_the_plugin_says(inbox: Inbox) -> None:
    programs.tool("curl")
    line = snippet("Icinga and Nagios", "sh", inbox.url)
    told = {"HOSTNAME": "db1", "SERVICEDESC": "disk /", "SERVICEOUTPUT": OUTPUT}

    for kind, state in (("PROBLEM", "CRITICAL"), ("PROBLEM", "CRITICAL"), ("RECOVERY", "OK")):
        environ = {**told, "NOTIFICATIONTYPE": kind, "SERVICESTATE": state}
        programs.run(programs.tool("sh"), "-c", line, environ=environ)

    case = inbox.case()
    assert (case["state"], case["priority"]) == ("closed", "Critical")
    assert OUTPUT in case["messages"][0]["text"]
    assert inbox.outcomes() == ["opened", "repeated", "closed"]


def test_a_job_of_cron_is_a_case_until_it_works(inbox: Inbox) -> None:
    programs.tool("curl")
    line = snippet("Cron and shell", "sh", inbox.url)

    for job in (f"cat <<'END'\n{OUTPUT}\nEND\nfalse", "true"):
        programs.run(programs.tool("sh"), "-c", f"backup() {{\n{job}\n}}\n{line}")

    case = inbox.case()
    assert case["state"] == "closed"
    assert [message["text"] for message in case["messages"]] == [f"Backup: {OUTPUT}", "Backup: nothing was said"]


def test_checkmks_script_tells_of_a_service(inbox: Inbox) -> None:
    told = {
        "NOTIFY_WHAT": "SERVICE", "NOTIFY_HOSTNAME": "db1", "NOTIFY_SERVICEDESC": "Filesystem /var",
        "NOTIFY_SERVICEOUTPUT": OUTPUT, "OMD_SITE": "main", "NOTIFY_PARAMETER_1": inbox.url,
    }  # fmt: skip

    for kind, state in (("PROBLEM", "CRIT"), ("RECOVERY", "OK")):
        environ = {**told, "NOTIFY_NOTIFICATIONTYPE": kind, "NOTIFY_SERVICESTATE": state}
        programs.run(sys.executable, "-c", snippet("Checkmk", "python", inbox.url), environ=environ)

    case = inbox.case()
    assert (case["subject"], case["state"]) == ("Filesystem /var on db1 is CRIT", "closed")
    assert OUTPUT in case["messages"][0]["text"]


@pytest.mark.parametrize(
    ("handler", "subject"),
    [
        ("HookdeskHandler", "ERROR: The cart of order 7 is empty"),
        ("HTTPHandler", "ERROR: The cart of order %d is empty"),
    ],
)
def test_a_record_of_pythons_logging_is_a_message(inbox: Inbox, handler: str, subject: str) -> None:
    where = urlsplit(inbox.url)
    recipe = snippet("Python's logging", "python", inbox.url)

    programs.run(sys.executable, "-c", LOG.format(recipe=recipe, handler=handler), where.netloc, where.path)

    text = inbox.message()["text"]
    assert text.splitlines()[0] == subject
    assert "7" in text
