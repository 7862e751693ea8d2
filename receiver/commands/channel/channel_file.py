"""Channel files: channels with their web hooks, rules and formats as JSON, to be kept under version control.

What a rule or a format does not name is as it is without one. The URLs of web hooks and the values of their secrets
stand there only where somebody asked for them: whoever has them can post.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import msgspec

from models.channels import hooks
from models.channels.channels import Channel
from models.channels.hook_rules import NO_RULES, Rules, Secret, format_id_of
from models.formats import own_formats
from models.problems import Problem
from receiver.commands.format.format_texts import renamed

NEWEST = 1


class HookInFile(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A web hook. `guid` is None without secrets; `reads` of the rules is a name, as hook set --reads takes it."""

    purpose: str
    guid: UUID | None = None
    enabled: bool = True
    rules: dict[str, Any] = {}


class ChannelInFile(msgspec.Struct, forbid_unknown_fields=True):
    """A channel; its hooks in the order in which they were made."""

    name: str
    description: str = ""
    reopen_on_update: bool = True
    ids_per_hook: bool = False
    guid: UUID | None = None
    hooks: list[HookInFile] = []


class FormatInFile(msgspec.Struct, forbid_unknown_fields=True):
    """A format of one's own: its TOML, line by line, so that a comparison of two files shows what changed."""

    lines: list[str]

    def text(self) -> str:
        """The TOML as it was."""
        return "".join(f"{line}\n" for line in self.lines)


class ChannelFile(msgspec.Struct, forbid_unknown_fields=True):
    """A whole file. `hookdesk_channels` is the number of its layout."""

    hookdesk_channels: int
    channels: list[ChannelInFile]
    formats: list[FormatInFile] = []


def read_file(data: bytes) -> ChannelFile:
    """The file in these bytes. Raises Problem that says what is wrong, and where."""
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=ChannelFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Problem("The channels cannot be read.", "{fault}.", fault=str(error)) from None
    if found.hookdesk_channels > NEWEST:
        raise Problem("A newer Hookdesk wrote these channels.", "Update Hookdesk, and take them then.")
    return found


def write_file(found: Iterable[Channel], *, with_secrets: bool) -> bytes:
    """The bytes of a file that holds these channels, and the formats that their hooks read by."""
    by_channel = [(channel, hooks.of_channel(channel.id)) for channel in found]
    format_ids = {format_id_of(hook.rules.reads) for _, of_channel in by_channel for hook in of_channel}
    formats = [format_ for format_ in own_formats.all_formats() if format_.id in format_ids]
    names = {format_.id: format_.name for format_ in formats}
    written = ChannelFile(
        NEWEST,
        [_channel(channel, of_channel, names, with_secrets) for channel, of_channel in by_channel],
        [
            FormatInFile(renamed(own_formats.version(format_.id, format_.published).text, format_.name).splitlines())
            for format_ in formats
            if format_.published is not None
        ],
    )
    return msgspec.json.format(msgspec.json.encode(written), indent=2) + b"\n"


def read_rules(found: HookInFile) -> Rules:
    """The rules of a hook, `reads` still a name; a secret whose value is not in the file has the value "".

    Raises Problem that names what there is no rule for, or what a rule cannot be.
    """
    unknown = found.rules.keys() - {field.name for field in fields(Rules)}
    if unknown:
        raise Problem(
            "{hook} has rules that are not known: {names}.",
            "Take them out, or update Hookdesk.",
            hook=found.purpose,
            names=", ".join(sorted(unknown)),
        )
    given = dict(found.rules)
    if isinstance(given.get("secret"), dict):
        given["secret"] = {"value": "", **given["secret"]}
    try:
        return msgspec.convert({**msgspec.to_builtins(NO_RULES), **given}, Rules)
    except msgspec.ValidationError as error:
        raise Problem("The rules of {hook} cannot be read.", "{fault}.", hook=found.purpose, fault=str(error)) from None


def _channel(
    channel: Channel, of_channel: Iterable[hooks.Hook], names: dict[int, str], with_secrets: bool
) -> ChannelInFile:
    written = [
        HookInFile(
            hook.purpose,
            UUID(hook.guid) if with_secrets else None,
            hook.enabled,
            _rules(hook.rules, names, with_secrets),
        )
        for hook in sorted(of_channel, key=lambda hook: hook.id)
    ]
    guid = UUID(channel.guid) if with_secrets else None
    rules = channel.rules
    texts = (channel.name, channel.description)
    return ChannelInFile(*texts, rules.reopen_on_update, rules.ids_per_hook, guid, written)


def _rules(rules: Rules, names: dict[int, str], with_secrets: bool) -> dict[str, Any]:
    """The rules that are set, by their names."""
    format_id = format_id_of(rules.reads)
    if format_id in names:
        rules = replace(rules, reads=names[format_id])
    usual = msgspec.to_builtins(NO_RULES)
    written = {name: value for name, value in msgspec.to_builtins(rules).items() if value != usual[name]}
    if rules.secret is not None and not with_secrets:
        written["secret"] = _without_value(rules.secret)
    return written


def _without_value(secret: Secret) -> dict[str, str]:
    return {"kind": secret.kind, **({"header": secret.header} if secret.header else {})}
