"""Clients of chats: their hosts are set to a hook, and they take our answer for that of the chat."""

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox, Row

SLACK = """
import sys
from slack_sdk.webhook import WebhookClient
client = WebhookClient(sys.argv[1])
answers = [
    client.send(text="Deployed *shop* to <https://ci.example/7|production>"),
    client.send(text="Disk full", attachments=[{"color": "danger", "title": "db1", "text": "/var is at 97 %"}]),
    client.send(blocks=[
        {"type": "header", "text": {"type": "plain_text", "text": "Nightly build failed"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*make test* ended with 2"}},
    ]),
]
assert [(answer.status_code, answer.body) for answer in answers] == [(200, "ok")] * 3, answers
"""

DISCORD = """
import sys
from discord_webhook import DiscordEmbed, DiscordWebhook
plain = DiscordWebhook(url=sys.argv[1], content="Deployed shop", username="ci")
rich = DiscordWebhook(url=sys.argv[1])
embed = DiscordEmbed(title="Disk full", description="/var is at **97 %**", color="e74c3c", url="https://mon.example/db1")
embed.add_embed_field(name="Host", value="db1")
rich.add_embed(embed)
assert [hook.execute().status_code for hook in (plain, rich)] == [200, 200]
with_file = DiscordWebhook(url=sys.argv[1], content="The log of last night")
with_file.add_file(file=b"line 1", filename="night.log")
assert with_file.execute().status_code == 200
only_file = DiscordWebhook(url=sys.argv[1])
only_file.add_file(file=bytes(range(256)) * 8192, filename="dump.bin")
assert only_file.execute().status_code == 200
"""

TEAMS = """
import sys
import pymsteams
card = pymsteams.connectorcard(sys.argv[1])
card.title("Disk full")
card.text("/var is at 97 %")
card.addLinkButton("Monitor", "https://mon.example/db1")
section = pymsteams.cardsection()
section.addFact("Host", "db1")
card.addSection(section)
assert card.send()
assert card.last_http_response.status_code == 200
"""


def test_slack_sdk(inbox: Inbox) -> None:
    inbox.station.ctl("hook", "set", inbox.url, "--reads", "slack")  # a text alone could be anybody's

    programs.run(programs.python(), "-c", SLACK, inbox.url)

    deployed, disk, build = inbox.messages()
    assert deployed["text"] == "Deployed shop to production (https://ci.example/7)"
    assert disk["text"] == "Disk full\n\ndb1\n/var is at 97 %"
    assert build["text"] == "Nightly build failed\nmake test ended with 2"


def test_discord_webhook(inbox: Inbox) -> None:
    inbox.station.ctl("hook", "set", inbox.url, "--largest-body", "25MiB")
    programs.run(programs.python(), "-c", DISCORD, inbox.url)

    plain, rich, with_file, only_file = inbox.messages()
    assert plain["text"] == "Deployed shop"
    assert rich["text"] == "Disk full\n/var is at 97 %\nHost: db1"
    assert [link["url"] for link in rich["attachments"]] == ["https://mon.example/db1"]
    assert with_file["text"] == "The log of last night"
    assert [_file(each) for each in with_file["attachments"]] == [("night.log", "kept", 6)]
    assert only_file["text"] == "A file came: dump.bin"
    assert [_file(each) for each in only_file["attachments"]] == [("dump.bin", "kept", 256 * 8192)]


def _file(attachment: Row) -> tuple[str, str, int]:
    return attachment["displayName"], attachment["state"], attachment["size"]


def test_pymsteams(inbox: Inbox) -> None:
    programs.run(programs.python(), "-c", TEAMS, inbox.url)

    message = inbox.message()
    assert message["text"] == "Disk full\n\n/var is at 97 %\n\nHost: db1"
    assert [link["url"] for link in message["attachments"]] == ["https://mon.example/db1"]
