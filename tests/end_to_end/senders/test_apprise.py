"""Apprise, whose verdict on our answer is its exit code."""

import pytest

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox

TITLE, BODY = "Backup of db1", "3 files could not be read: \"a&b\", 'c', <d>"


def _tell(address: str, *flags: str) -> None:
    programs.run(programs.python("apprise"), "-t", TITLE, "-b", BODY, *flags, address)


def _behind(inbox: Inbox) -> str:
    return inbox.url.removeprefix("http://")


@pytest.mark.parametrize("kind", ["json", "form", "xml"])
def test_a_notification_becomes_a_message(inbox: Inbox, kind: str) -> None:
    _tell(f"{kind}://{_behind(inbox)}", "-n", "failure")

    assert inbox.message()["text"].startswith(f"{TITLE}\n\n{BODY}")
    assert inbox.cases() == []


@pytest.mark.parametrize("kind", ["json", "form", "xml"])
def test_an_id_in_the_address_makes_a_case_that_success_closes(inbox: Inbox, kind: str) -> None:
    address = f"{kind}://{_behind(inbox)}?:id=backup-db1"

    for said in ("failure", "failure", "success"):
        _tell(address, "-n", said)

    case = inbox.case()
    assert (case["subject"], case["state"], case["priority"]) == (TITLE, "closed", "High")
    assert inbox.outcomes() == ["opened", "repeated", "closed"]


@pytest.mark.parametrize(("kind", "token"), [("gotify", "a-token"), ("mmost", "3ccdd113474722377935511fc85d3dd4")])
def test_what_apprise_posts_behind_the_url_becomes_a_message(inbox: Inbox, kind: str, token: str) -> None:
    _tell(f"{kind}://{_behind(inbox)}/{token}", "-n", "failure")

    text = inbox.message()["text"]
    assert text.splitlines()[0] == TITLE
    assert BODY in text
