"""hookdeskctl delivery unknown: what came to URLs of no web hook, and which web hook it was meant for."""

from __future__ import annotations

import click

from models.channels import near_urls
from models.channels.near_urls import Near, NearUrls
from models.deliveries import unknown_urls
from models.deliveries.unknown_urls import UnknownUrl
from models.exports.case_document import Document, utc
from models.settings.config import Config
from receiver.commands.terminal import documents, pages, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.tables import Row, print_table

_MOST = sum(unknown_urls.RINGS.values())
_WORDS = {
    "cut off": "the end is missing",
    "channel": "the channel in it is another one",
    "path": "the path is not right",
    "no hook": "it names the channel and no web hook",
}


@click.command("unknown")
@click.option("--all", "all_paths", is_flag=True, help="Also those that are not like a web hook's URL.")
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_unknown(config: Config, all_paths: bool, limit: int | None, as_json: bool) -> None:
    """List what came to URLs of no web hook, newest first; the last 1,000 are kept."""
    most = min(_MOST, limit or (_MOST if as_json else pages.SHOWN))
    found, urls = unknown_urls.page(all_paths=all_paths, limit=most), near_urls.read()
    if as_json:
        documents.print_list(_document(one, urls) for one in found)
        return
    print_table(
        ["RECEIVED", "METHOD", "SIZE", "FROM", "PATH"],
        [_row(one, urls) for one in found],
        empty="Nothing came to an unknown URL.",
    )
    pages.more(len(found), limit)


def _row(one: UnknownUrl, urls: NearUrls) -> Row:
    size = plain.counted(one.size, "byte")
    below = [said for said in (_like(urls.find(one.target)), _left_out(one)) if said]
    return Row([plain.local_time(one.received_at), one.method, size, one.remote_address, one.target], below)


def _like(near: Near | None) -> str:
    if near is None:
        return ""
    url = "an old URL" if near.old else "the URL"
    wrong = _WORDS.get(near.wrong) or f"{plain.counted(near.count, 'character')} {near.wrong}"
    return f"like {url} of {near.hook.purpose} in {near.hook.channel}: {wrong}"


def _left_out(one: UnknownUrl) -> str:
    return f"{plain.counted(one.left_out, 'more request')} soon after it, not kept" if one.left_out else ""


def _document(one: UnknownUrl, urls: NearUrls) -> Document:
    near = urls.find(one.target)
    return {
        "received_at": utc(one.received_at),
        "remote_address": one.remote_address,
        "method": one.method,
        "path": one.target,
        "size": one.size,
        "left_out": one.left_out,
        "like_a_hook": one.alike,
        "hook": None if near is None else near.hook.guid,
        "wrong": None if near is None else near.wrong,
    }
