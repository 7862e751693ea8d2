"""Taking a channel file: what it names is made where it is not there, and made so where it is otherwise."""

from __future__ import annotations

from dataclasses import replace

from models.channels import channels, hooks
from models.channels.channel_rules import Rules
from models.channels.channels import Channel
from models.channels.hooks import Hook, HookEdit
from models.formats import own_formats
from models.names import folded
from models.problems import NotThere, Problem
from receiver.commands.channel.channel_file import ChannelFile, ChannelInFile, HookInFile, read_rules
from receiver.commands.format.format_texts import in_force_as, named_format
from receiver.commands.hook.hook_rules import reads_by_name
from receiver.formats import own_formats as publishing
from receiver.formats.format_file import read_format


class Taking:
    """One file being taken. `done` says in sentences what was done; `new_hooks` are those with new URLs."""

    def __init__(self, file: ChannelFile) -> None:
        self._file = file
        self.done: list[str] = []
        self.new_hooks: list[Hook] = []

    def take(self) -> None:
        """Do it. The caller holds the write transaction. Raises Problem, and then nothing may stay of it."""
        for format_ in self._file.formats:
            self._take_format(format_.text())
        for channel in self._file.channels:
            self._take_channel(channel)

    def _take_format(self, text: str) -> None:
        name = read_format(text).name
        found = named_format(name)
        if found is not None and in_force_as(found, text) is not None:
            return
        made = publishing.publish((found or own_formats.create(name, text)).id, text, "imported")
        self.done.append(f"The format {name}, version {made.number}, is in force.")

    def _take_channel(self, wanted: ChannelInFile) -> None:
        channel = self._channel(wanted)
        there = hooks.of_channel(channel.id)
        edits = [(known, self._edit(known, hook)) for hook in wanted.hooks for known in [_known(there, hook)]]
        guids = [edit.guid for _, edit in edits]
        if len(set(guids)) < len(guids):
            raise Problem(
                "Two web hooks of {channel} have the same name in the file.",
                "Give each its own purpose.",
                channel=wanted.name,
            )
        changed = [(known, edit) for known, edit in edits if known is None or edit != known.edit()]
        rules = Rules(wanted.reopen_on_update, wanted.ids_per_hook)
        if (channel.name, channel.description, channel.rules) != (wanted.name, wanted.description, rules):
            self.done.append(f"The channel {wanted.name} is changed.")
        channels.save(
            channel.id,
            name=wanted.name,
            description=wanted.description,
            rules=rules,
            before=[known.edit() for known, _ in changed if known is not None],
            after=[edit for _, edit in changed],
        )
        for known, edit in changed:
            if known is None:
                self.new_hooks.append(hooks.get(edit.guid))
            self.done.append(_sentence(wanted, edit, is_new=known is None))

    def _channel(self, wanted: ChannelInFile) -> Channel:
        by_name = {folded(channel.name): channel for channel in channels.all_channels()}
        found = by_name.get(folded(" ".join(wanted.name.split())))
        if found is None:
            found = channels.add(wanted.name, wanted.description, wanted.guid)
            self.done.append(f"The channel {found.name} is made.")
        return found

    def _edit(self, known: Hook | None, wanted: HookInFile) -> HookEdit:
        """The hook as the file says it. A secret that is not in the file stays; a new hook without it is disabled."""
        rules = read_rules(wanted)
        rules = replace(rules, reads=reads_by_name(rules.reads))
        enabled = wanted.enabled
        if rules.secret is not None and not rules.secret.value:
            kept = None if known is None else known.rules.secret
            if kept is not None and (kept.kind, kept.header) == (rules.secret.kind, rules.secret.header):
                rules = replace(rules, secret=kept)
            else:
                rules, enabled = replace(rules, secret=kept), False
                self.done.append(
                    f"The web hook {wanted.purpose} needs its secret and is disabled: give it with hook set, then hook"
                    " enable."
                )
        return HookEdit(_guid(wanted) if known is None else known.guid, wanted.purpose, enabled, rules)


def _known(there: list[Hook], wanted: HookInFile) -> Hook | None:
    """The hook of the channel that the file means, by its guid or else by its purpose."""
    by_guid = next((hook for hook in there if hook.guid == str(wanted.guid)), None)
    if by_guid is not None:
        return by_guid
    same = [hook for hook in there if folded(hook.purpose) == folded(wanted.purpose)]
    if len(same) > 1:
        raise Problem(
            "Two web hooks of {channel} are called {purpose}.",
            "Give them different purposes first.",
            channel=same[0].channel,
            purpose=wanted.purpose,
        )
    return same[0] if same and wanted.guid is None else None


def _guid(wanted: HookInFile) -> str:
    """The guid of a hook that is made. Raises Problem where another hook has it, or had it."""
    if wanted.guid is None:
        return hooks.new_guid()
    guid, purpose = str(wanted.guid), wanted.purpose
    try:
        other = hooks.find(guid)
    except NotThere:
        if hooks.is_spent(guid):
            raise Problem(
                "The URL of {purpose} was that of a web hook that is removed.",
                "Take its guid out of the file: it gets a new URL.",
                purpose=purpose,
            ) from None
        return guid
    raise Problem(
        "The URL of {purpose} is that of {other} in {channel} already.",
        "Take its guid out of the file: it gets a new URL.",
        purpose=purpose,
        other=other.purpose,
        channel=other.channel,
    )


def _sentence(channel: ChannelInFile, edit: HookEdit, *, is_new: bool) -> str:
    return f"The web hook {edit.purpose} of {channel.name} is {'made' if is_new else 'changed'}."
