"""hookdeskctl: the receiver without a window, and administration for scripts."""

import os
import sys
from io import TextIOWrapper

import click

from models.problems import Problem
from models.settings.version import version_and_source
from receiver.commands import attachment, copy_to, database, description, message, person, retention, serve, settings
from receiver.commands.case import case
from receiver.commands.channel import channel
from receiver.commands.delivery import delivery
from receiver.commands.format import format as formats
from receiver.commands.hook import hook
from receiver.commands.service.service import service


class _Cured(click.ClickException):
    """A Problem on its way out: one line on stderr, exit code 1, no traceback."""

    exit_code = 1

    def __init__(self, problem: Problem) -> None:
        super().__init__(" ".join(f"{problem.title} {problem.what_to_do}".split()))


class _Desk(click.Group):
    """The group of all commands, where a Problem and a reader who has left end quietly."""

    def invoke(self, ctx: click.Context) -> None:
        if isinstance(sys.stdout, TextIOWrapper):
            # A terminal that has no ü shows \\xfc; it is no reason to stop in the middle of a list.
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            super().invoke(ctx)
            sys.stdout.flush()  # here, where a broken pipe is still ours to handle
        except Problem as problem:
            raise _Cured(problem) from problem
        except BrokenPipeError:
            # `hookdeskctl message list General | head`: the reader has what it wanted.
            # stdout must lead somewhere, or Python complains when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command as click does; of a verb without its noun, such as backup, name the one that is meant."""
        verb = args[0]
        nouns = [
            name for name, noun in self.commands.items() if isinstance(noun, click.Group) and verb in noun.commands
        ]
        if verb in self.commands or not nouns:
            return super().resolve_command(ctx, args)
        meant = " or ".join(f"{noun} {verb}" for noun in nouns)
        raise click.UsageError(f"No such command '{verb}'. Did you mean {meant}?", ctx)


@click.group("hookdeskctl", cls=_Desk, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version_and_source(), message="%(prog)s %(version)s", help="Say which one this is.")
@click.option("--database", metavar="URL-or-path", help="The database. [environment: HOOKDESK_DATABASE]")
def main(database: str | None) -> None:
    """Receive web hooks without a window, and look after channels, hooks and cases.

    Every list and show takes --json and then prints one JSON document. Exit codes: 0 done, 1 a problem
    (on stderr, with what to do), 2 wrong usage.
    """


for _command in (
    serve.serve,
    service,
    channel.channel,
    hook.hook,
    message.message,
    attachment.attachment,
    case.case,
    person.person,
    delivery.delivery,
    formats.format_,
    retention.retention,
    database.database,
    copy_to.copy_to,
    settings.settings,
    description.describe,
):
    main.add_command(_command)

if __name__ == "__main__":
    main(prog_name="hookdeskctl")
