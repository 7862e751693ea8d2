"""What became of the file of an attachment, in a few words."""

from models.messages.posted import Posted
from receiver.commands.terminal import plain


def became(posted: Posted) -> str:
    """kept, 1.2 MB, text/plain; failed, with why, and when it is tried again; nothing for a link."""
    said: list[str] = [posted.state or ""]
    if posted.state == "kept" and posted.size is not None:
        said += [size(posted.size), posted.content_type or ""]
    elif posted.state == "fetching":
        of = "" if posted.expected is None else f" of {size(posted.expected)}"
        said.append(f"{size(posted.received)}{of}")
    else:
        said.append("" if posted.why is None else plain.line(str(posted.why)))
        if posted.state == "failed" and posted.next_at is not None:
            said.append(f"tried again {plain.local_time(posted.next_at)}")
    return ", ".join(filter(None, said))


def size(number: int) -> str:
    """12 bytes, 3.4 KB, 1.2 MB."""
    if number < 1000:
        return plain.counted(number, "byte")
    return f"{number / 1e3:,.1f} KB" if number < 1e6 else f"{number / 1e6:,.1f} MB"
