"""The parts of a format in words: what they are called, and what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.words.language import Sentence


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is an expression or a template. `name` is what Format calls it."""

    name: str
    label: Sentence
    hint: Sentence
    """What it means to leave it empty."""
    what: Sentence
    is_template: bool = False


# fmt: off
PARTS = (
    Part("for_each", Sentence("For &each"), Sentence("the body is one report"),
         Sentence("An expression for a list: each of its items becomes a report, and is called item.")),
    Part("skip_when", Sentence("Skip &when"), Sentence("nothing is skipped"),
         Sentence("An expression: where it is true, this is no report.")),
    Part("id", Sentence("&Id"), Sentence("without an id"),
         Sentence("An expression for the report id: one that came before is not recorded again.")),
    Part("key", Sentence("&Key"), Sentence("no case opens by a key"),
         Sentence("An expression that names the trouble: the case that is open under it takes the report.")),
    Part("closed_when", Sentence("&Closed when"), Sentence("nothing is closed"),
         Sentence("An expression: where it is true, the trouble is over and the case is closed.")),
    Part("remark_when", Sentence("Remark when"), Sentence("nothing is only a remark"),
         Sentence("An expression: where it is true, somebody only looks at it: that opens no case.")),
    Part("references", Sentence("&References"), Sentence("refers to no other report"),
         Sentence("An expression for the report ids that this report belongs to.")),
    Part("subject", Sentence("&Subject"), Sentence("the first line of the text"),
         Sentence("A template for the subject of a case that opens."), is_template=True),
    Part("text", Sentence("&Text"), Sentence("the subject alone"),
         Sentence("A template for the message."), is_template=True),
    Part("priority", Sentence("&Priority"), Sentence("without a priority"),
         Sentence("An expression for a word, which the table below translates into a priority.")),
)
# fmt: on
