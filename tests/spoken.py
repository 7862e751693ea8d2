"""Finds, in the source of the window, what a person would read without its having been said in their language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from development.sentences import PROBLEMS, SAID, called, calls


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


WIDGETS = _names(
    "QAction QCheckBox QGroupBox QLabel QMenu QPushButton QRadioButton ActionButton CopyButton ElidedLabel "
    "EmptyState Segment Segments Switch Pill Part Choice Chooser Progress WholeText BetweenDialog SheetView"
)
SETTERS = _names(
    "setText setTitle setWindowTitle setToolTip setStatusTip setWhatsThis setAccessibleName "
    "setAccessibleDescription setPlaceholderText setTabText setTabToolTip setItemText setHeaderLabels "
    "setInformativeText setDisplayFormat addAction addButton addItem addItems addMenu addTab showMessage "
    "plain_tooltip show_text show_problem show_note show_work add_button confirm save_file tell say"
)
# What is given to these nobody reads, or is no text of the window.
UNSEEN = _names(
    "setObjectName setProperty property setStyleSheet getLogger debug info warning error exception critical "
    "compile findall sub split strip join get value setValue encode decode add_argument ArgumentParser print icon "
    "draw_icon removeprefix removesuffix startswith endswith replace TypeVar Config set_icon"
)
SHOWN = frozenset({"text", "name", "title", "tooltip", "placeholderText", "toolTip"})
BUGS = frozenset({"RuntimeError", "ValueError", "TypeError", "NotImplementedError", "Failed"})
KEYS = re.compile(
    r"((Ctrl|Shift|Alt|Meta)\+)*([-+0-9A-Z]|F\d+|Del|Down|Up|Enter|Return|Esc|Escape)(( (or|·)|;) .*)?|Esc"
)
NAMES = re.compile(
    r"Hookdesk|PowerShell|Python|JavaScript|Fusion|Content-Type|Host|X-Hook-Secret|URL-of-a-web-hook|displayName"
    r"|RECORD_ROLE|KeysetModel|Index|Page|L|POST \{\}.*|curl .*|[\w{}-]+\.(json|xlsx|pdf)"
    r"|[a-z]+[-_]\{\}(\.\w+)?|\{\}\.\w+|\{\} \(Ctrl\+\{\}\)",
    re.DOTALL,
)
WORDS = re.compile(
    r"[^\W\d_]{2,}\W*\s\W*[^\W\d_]{2,}|^\W*[A-Z][a-z]+…?$|^\W*[A-Z][a-z]+\b.*…$|[^\W\d_]{2,} $|^ [^\W\d_]{2,}"
)
MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|\w+://\S*")
# A name of a file or of a report may hold a time as numbers.
IN_A_NAME = re.compile(r"%Y%m%d.*")
OF_PYTHON = re.compile(r"%|,|\.\d+f$")


def unsaid(source: str) -> Iterator[tuple[int, str]]:
    """The texts, with their lines, that reach a person past `tr`, `Sentence` and Problem."""
    tree = ast.parse(source)
    for text, around in _texts(tree):
        shown = "".join(_pieces(text))
        calls = [called(node) for node in around if isinstance(node, ast.Call)]
        if any(call in SAID | PROBLEMS | UNSEEN for call in calls) or _is_of_a_bug(around):
            continue
        if KEYS.fullmatch(shown) or NAMES.fullmatch(shown):
            continue
        is_shown = re.search(r"[^\W\d_]{2,}", MARKUP.sub("", shown)) and _is_shown(text, around)
        if is_shown or _reads_like_words(text):
            yield text.lineno, shown


def foreign(source: str) -> Iterator[tuple[int, str]]:
    """Where Python writes a number or a time, in its own way or in that of the C library."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            spec = "".join(_pieces(node.format_spec))
            if OF_PYTHON.search(spec) and not IN_A_NAME.fullmatch(spec):
                yield node.lineno, spec
        elif isinstance(node, ast.Call) and called(node) in ("strftime", "format_datetime"):
            yield node.lineno, ast.unparse(node)


def names(*texts: str) -> set[str]:
    """The values that texts name."""
    return {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}


def misfilled(source: str) -> Iterator[tuple[int, str]]:
    """The sentences whose values are not those that they name."""
    for node, taken in calls(ast.parse(source)):
        if called(node) not in {"tr", "__init__", *PROBLEMS}:
            continue
        texts = [text for argument in node.args[taken] for text in _literals(argument)]
        if not texts or any(keyword.arg is None for keyword in node.keywords):
            continue
        named = names(*texts)
        given = {str(keyword.arg) for keyword in node.keywords} | ({"count"} if node.args[taken.stop :] else set())
        splits = not node.keywords and not node.args[taken.stop :]  # a widget or a link comes into its place
        if named != given and not splits:
            yield node.lineno, texts[0]


def _literals(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value


def _texts(node: ast.AST, around: tuple[ast.AST, ...] = ()) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
    """The texts below a node that are no documentation, each with what it stands in, the nearest first."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node, around
    for child in ast.iter_child_nodes(node):
        is_piece = isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
        is_key = isinstance(node, ast.Dict) and child in node.keys
        if not is_piece and not is_key:
            yield from _texts(child, (node, *around))


def _pieces(text: ast.expr) -> Iterator[str]:
    """What is written down in a text."""
    if isinstance(text, ast.Constant):
        yield str(text.value)
    elif isinstance(text, ast.JoinedStr):
        for value in text.values:
            yield str(value.value) if isinstance(value, ast.Constant) else "{}"


def _is_of_a_bug(around: tuple[ast.AST, ...]) -> bool:
    """Whether it is what a mistake of the program says, which goes into the log."""
    raised = [node.exc for node in around if isinstance(node, ast.Raise)]
    return any(isinstance(error, ast.Call) and called(error) in BUGS for error in raised)


def _is_shown(text: ast.expr, around: tuple[ast.AST, ...]) -> bool:
    """Whether it is what a widget shows: an argument itself, and no role, icon or key beside that."""
    call = next((node for node in around if isinstance(node, ast.Call)), None)
    if isinstance(around[0], ast.keyword):
        return around[0].arg in SHOWN
    if call is None or not isinstance(around[0], ast.Call | ast.IfExp | ast.List | ast.Tuple):
        return False
    is_of_qt = called(call).startswith(("set", "add")) and "_" not in called(call)
    is_name = re.fullmatch(r"[a-z]+([-_][a-z]+)*", "".join(_pieces(text))) is not None
    return (called(call) in SETTERS and is_of_qt) or (called(call) in WIDGETS | SETTERS and not is_name)


def _reads_like_words(text: ast.expr) -> bool:
    shown = MARKUP.sub("", "".join(_pieces(text)))
    if isinstance(text, ast.JoinedStr) and re.search(r"[^\W\d_]{3,}", shown):
        return True
    return WORDS.search(shown) is not None
