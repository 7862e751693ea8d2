"""hookdeskctl delivery replay, replay-rejected and read-again: deliveries once more, as they came or corrected."""

import json
import sys
from dataclasses import asdict
from typing import BinaryIO

import click

from models.channels import hooks
from models.deliveries import deliveries, unmended
from models.problems import Problem
from models.settings.config import Config
from receiver.codes import DOUBTFUL_SENDERS
from receiver.commands.hook.hook_options import guid
from receiver.commands.terminal import documents, pages, plain
from receiver.commands.terminal.desk import on_desk


@click.command("replay")
@click.argument("number", metavar="DELIVERY", type=pages.LIMIT)
@click.option("--body", metavar="FILE", type=click.File("rb"), help="What to send instead; - reads it from stdin.")
@click.option("--hook", metavar="URL-or-guid", type=guid, help="Another web hook of the channel to send it to.")
@on_desk
def replay(config: Config, number: int, body: BinaryIO | None, hook: str | None) -> None:
    """Send a delivery again, as it was or with another body, and print the answer."""
    from receiver.intake import replay as replays

    sent = None if body is None else body.read()
    found = replays.replay(number, body=sent, hook_id=None if hook is None else hooks.get(hook).id)
    documents.print_one(json.loads(found.answer.body))
    click.echo(f"Delivery {number} was replayed as {found.delivery}.", err=True)
    if not found.accepted:
        raise Problem("The replay was refused.", "The answer says why; --body FILE sends a corrected body.")


@click.command("replay-rejected")
@click.option("--hook", metavar="URL-or-guid", type=guid, required=True, help="Whose deliveries.")
@click.option(
    "--code", "codes", multiple=True, help="Only what was refused with this code; may be given several times."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def replay_rejected(config: Config, hook: str, codes: tuple[str, ...], as_json: bool) -> None:
    """Replay all that a web hook rejected and nobody mended, oldest first.

    What was refused because of its sender is left out unless its code is given: cross_origin, misdirected_request,
    sender_not_allowed and wrong_secret.
    """
    from receiver.intake import replay as replays

    found, newest = hooks.find(hook), deliveries.newest_id(None)
    there = unmended.rejected(found.id, newest)
    wanted = codes or tuple(code for code in there if code not in DOUBTFUL_SENDERS)
    tally = replays.replay_all(found.id, newest=newest, codes=wanted, progressed=_show)
    _clear()
    if as_json:
        documents.print_one({"accepted": tally.accepted, "refused": tally.refused})
    total = plain.counted(tally.accepted + tally.refused, "delivery", "deliveries")
    click.echo(f"Replayed {total}: {tally.accepted:,} accepted, {tally.refused:,} still refused.", err=True)
    for code in sorted(there.keys() - set(wanted)):
        click.echo(f"Left out: {there[code]:,} with {code}; --code {code} replays them.", err=True)


@click.command("read-again")
@click.option("--hook", metavar="URL-or-guid", type=guid, required=True, help="Whose deliveries.")
@click.option("--preview", is_flag=True, help="Only say what it would do.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def read_again(config: Config, hook: str, preview: bool, as_json: bool) -> None:
    """Read what a web hook refused, or told without a format, by the format that it has now.

    Each delivery is replayed, oldest first and once, if it is read better now. The message that it left goes.
    """
    from receiver.intake import reading_again

    found, newest = hooks.find(hook), deliveries.newest_id(None)
    run = reading_again.preview_again if preview else reading_again.read_again
    again = run(found.id, newest=newest, progressed=_show)
    _clear()
    did = {name: number for name, number in asdict(again.counts).items() if name not in ("refused", "fell_back")}
    if as_json:
        documents.print_one({"read": again.read, "left": again.left, **did})
    became = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in did.items() if number) or "none"
    reads = plain.counted(again.read, "delivery", "deliveries")
    click.echo(f"{'Would read' if preview else 'Read'} {reads} again; reports: {became}.", err=True)
    if again.left:
        click.echo(f"Left as they are: {again.left:,} that are read no better now.", err=True)


def _clear() -> None:
    """Take away the line that shows the progress."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def _show(done: int, total: int) -> bool:
    """Show the progress, where somebody looks; Ctrl-C stops."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {plain.counted(total, 'delivery', 'deliveries')}", nl=False, err=True)
    return True


COMMANDS = (replay, replay_rejected, read_again)
