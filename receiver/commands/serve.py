"""hookdeskctl serve: the receiver without a window."""

import logging
import sys
from collections.abc import Callable, Mapping, Sequence

import click

from models.channels import channels, hooks
from models.database import connection
from models.problems import Problem
from models.settings import config, log, paths
from models.settings.config import Config
from models.settings.fetch_options import FETCH_OPTIONS
from models.settings.option import Option
from receiver.commands.terminal import plain
from receiver.commands.terminal.desk import opened
from receiver.commands.terminal.notice import tell_ready
from receiver.commands.terminal.stop_signals import StopSignals

logger = logging.getLogger(__name__)


def _flags_of(options: Sequence[Option]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A flag for each option, in their order."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            flag = "--" + option.name.replace("_", "-")
            command = click.option(flag, metavar="VALUE", help=f"{option.help} [environment: {option.env}]")(command)
        return command

    return decorate


@click.command()
@click.option("--host", help="The address to listen on. [environment: HOOKDESK_HOST; default: 127.0.0.1]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port to listen on, 0 for any free one. [environment: HOOKDESK_PORT; default: 4665]",
)
@click.option("--public-url", metavar="URL", help="What hook URLs start with. [environment: HOOKDESK_PUBLIC_URL]")
@click.option(
    "--trusted-proxies",
    metavar="ADDRESSES",
    help="Proxies whose X-Forwarded-For is believed. [environment: HOOKDESK_TRUSTED_PROXIES]",
)
@click.option(
    "--hosts",
    metavar="NAMES",
    help="Further names under which senders call the receiver. [environment: HOOKDESK_HOSTS]",
)
@click.option(
    "--log-format",
    metavar="FORMAT",
    help="text, or json for lines of JSON, on stderr as well. [environment: HOOKDESK_LOG_FORMAT; default: text]",
)
@click.option(
    "--log-level",
    metavar="LEVEL",
    help="What is logged: info, warning or error. [environment: HOOKDESK_LOG_LEVEL; default: info]",
)
@click.option(
    "--metrics",
    metavar="WHO",
    help="Who may ask for /metrics: loopback or everyone. [environment: HOOKDESK_METRICS; default: loopback]",
)
@click.option(
    "--credentials",
    metavar="HOW",
    help="Authorization and its kind in deliveries: hidden or kept. [environment: HOOKDESK_CREDENTIALS]",
)
@_flags_of(FETCH_OPTIONS)
@click.option("--welcome", is_flag=True, help="Make a first web hook if there is no channel, and print a URL.")
def serve(
    host: str | None,
    port: int | None,
    public_url: str | None,
    trusted_proxies: str | None,
    hosts: str | None,
    log_format: str | None,
    log_level: str | None,
    metrics: str | None,
    credentials: str | None,
    welcome: bool,
    **fetching: str | None,
) -> None:
    """Receive until SIGTERM or Ctrl-C, then finish what was accepted and stop."""
    flags = {
        "database": click.get_current_context().find_root().params["database"],
        "host": host,
        "port": None if port is None else str(port),
        "public_url": public_url,
        "trusted_proxies": trusted_proxies,
        "hosts": hosts,
        "log_format": log_format,
        "log_level": log_level,
        "metrics": metrics,
        "credentials": credentials,
        **fetching,
    }
    receive(flags, StopSignals(), welcome=welcome, ready=tell_ready)


def receive(
    flags: Mapping[str, str | None],
    signals: StopSignals,
    *,
    welcome: bool = False,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Receive until a stop is asked for; `ready` is called when senders can post. Raises Problem."""
    with signals.listening():
        settings = config.load(flags)
        collected = settings.log_format == "json"
        beside = sys.stderr if collected else None
        path = log.set_up(paths.log_folder(), settings.log_format, settings.log_level, beside)
        if (unlogged := log.failing(path)) is not None:
            logger.warning("%s", unlogged) if collected else click.echo(f"Warning: {unlogged}", err=True)
        for warning in config.warnings(settings):
            logger.warning("%s", warning)
            if not collected:
                click.echo(f"Warning: {warning}", err=True)
        try:
            with opened(settings, make=True):
                _receive(settings, signals, welcome, ready)
        except Problem as problem:
            logger.error("%s", problem)
            if not collected:
                raise
            sys.exit(1)  # the line is on stderr, where nothing but lines of JSON belongs


def _receive(settings: Config, signals: StopSignals, welcome: bool, ready: Callable[[], None]) -> None:
    # Flask and waitress load here, so that no other command waits for them.
    from receiver.service import Service

    if welcome:
        with connection():
            channels.ensure_first("First hook")
    service = Service(settings)
    service.start()
    click.echo(f"Receiving on {service.url}")
    if welcome:
        _welcome(service.base_url)
    ready()
    signals.wait()
    if not service.stop():
        logger.warning("The receiver did not finish everything before it stopped.")


def _welcome(base_url: str) -> None:
    """Print the URL of the first hook there is, and how to post to it."""
    from receiver.how_to_post.samples import snippets

    with connection():
        enabled = [hook for hook in hooks.of_channel(None) if hook.enabled]
    if not enabled:
        return
    url = hooks.url(base_url, enabled[-1].channel_guid, enabled[-1].guid)
    curl = next(sample.text for sample in snippets(url) if sample.label == "curl").replace(" \\\n ", "")
    first = f'web hook "{plain.line(enabled[-1].purpose)}" of channel "{plain.line(enabled[-1].channel)}"'
    click.echo(f"The {first}:\n  {url}\nPost to it:\n  {curl}")
