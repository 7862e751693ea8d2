"""The documents keep what scripts live on: every option, every key, every command, every code."""

import re
from pathlib import Path

import click
import pytest

from development.environment import ROOT
from models.settings.options import OPTIONS
from receiver.cli import main
from receiver.limits import MAX_BODY
from receiver.parsing import report_shape as shape
from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_settings_names_every_option_with_its_default() -> None:
    for option in OPTIONS:
        row = next(row for row in SETTINGS.splitlines() if row.startswith(f"| `{option.name}`"))
        flag = "--" + option.name.replace("_", "-")
        default = option.default()
        of_this_machine = {"database": "desk.db in the data folder", "person": "your login name"}
        said = of_this_machine.get(option.name, "none" if default in (None, ()) else f"`{default}`")
        assert all(words in row for words in (f"`{flag}`", f"`{option.env}`", said)), option.name


def test_the_api_names_every_key_of_every_json_document(ctl: Ctl, channel: str, hook: str) -> None:
    post(hook, {"id": "1", "text": "case"})
    ctl("case", "close", channel, "1")
    ctl("person", "add", "Ada")
    case = ctl.json("case", "show", channel, "1")
    documents = {
        "channel": ctl.json("channel", "list")[0],
        "hook": ctl.json("hook", "show", hook),
        "message": ctl.json("message", "list", channel)[0],
        "case": case,
        "delivery": ctl.json("delivery", "show", str(ctl.json("delivery", "list")[0]["delivery"])),
        "retention": ctl.json("retention", "show"),
        "hit": ctl.json("case", "search", "case", "--channel", channel)[-1],
        "person": ctl.json("person", "list")[0],
        "format": ctl.json("format", "show", "slack"),
    }
    for noun, document in documents.items():
        assert keys_of(noun) == sorted(document), noun
    assert set(case["history"][0]) <= set(re.findall("`(.*?)`", API))


@pytest.mark.sqlite_only
def test_the_api_names_every_key_of_a_backup(ctl: Ctl) -> None:
    ctl("database", "backup")
    assert keys_of("backup") == sorted(ctl.json("database", "backups")[0])


def keys_of(noun: str) -> list[str]:
    """The keys that the table of a document in docs/api.md names."""
    table = API.partition(f"\n**{noun}**\n")[2].partition("\n**")[0]
    return sorted(key for row in re.findall(r"^\| (`.*?) \|", table, re.M) for key in re.findall("`(.*?)`", row))


def test_the_api_names_every_command_and_option() -> None:
    usage = API.partition("## hookdeskctl")[2].partition("**Exit codes")[0]
    context = click.Context(main)
    for noun in main.list_commands(context):
        group = main.commands[noun]
        commands = group.commands if isinstance(group, click.Group) else {"": group}
        for verb, command in commands.items():
            if command.hidden:
                continue
            said = _usage(usage, f"{noun} {verb}".strip())
            options = [word for parameter in command.params for word in parameter.opts if word.startswith("--")]
            assert all(option in said for option in options), f"{noun} {verb}: {options}"
            assert said, f"{noun} {verb}"


def _usage(usage: str, command: str) -> str:
    """The line of a command, with those below it that are further in."""
    found = re.search(rf"^  {command}\b.*(\n {{4,}}.*)*", usage, re.M)
    return found[0] if found else ""


def test_the_api_has_the_limits_that_are_in_force() -> None:
    table = API.partition("## Limits")[2].partition("## Senders")[0]
    of_a_report = (shape.MAX_ID, shape.MAX_REFERENCES, shape.MAX_ATTACHMENTS, shape.MAX_URL)
    for limit in (MAX_BODY, *of_a_report):
        assert f"{limit:,}" in table


@pytest.mark.parametrize(
    "name",
    ["README.md", "docs/api.md", "docs/settings.md", "docs/operating.md", "docs/trust.md", "CHANGELOG.md"],
)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    document = ROOT / name
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert (document.parent / Path(target)).exists(), target
