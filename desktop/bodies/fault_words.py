"""What is wrong with a field of a report, in a sentence.

Words between backticks are of the sender's JSON: a screen may show them in another font.
"""

from __future__ import annotations

from desktop.bodies.pretty_json import path
from desktop.words.language import tr
from desktop.words.message_text import lower_first
from receiver.answers import Fault


def fault_sentence(fault: Fault) -> str:
    """A wrong field with what is wrong: "`attachments[1].url` is missing"."""
    field, detail = path(fault.pointer), fault.detail
    if not field:
        return lower_first(detail)
    if detail.startswith("It must be there"):
        return tr("`{field}` is missing.", field=field)
    if detail.startswith("It "):
        return f"`{field}` {detail.removeprefix('It ')}"
    return f"`{field}`: {lower_first(detail)}"
