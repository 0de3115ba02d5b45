"""Every text a user sees is Indonesian in the source and goes through `_()`."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Checkout, FunctionNode, Source, dotted

MARKERS = ("_", "N_", "NP_", "ngettext", "pgettext")
OF_TWO = ("NP_", "ngettext", "pgettext")
"""Markers whose second argument is a text as well."""
WORD = re.compile(r"[a-z]{2}")
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
SHOWN = set(
    "QAction QCheckBox QDockWidget QGroupBox QLabel QMenu QPushButton QRadioButton QToolButton addAction addItem "
    "addMenu addRow setAccessibleName setHeaderLabels setHorizontalHeaderLabels setInformativeText setLabelText "
    "setPlaceholderText setPrefix setSpecialValueText setStatusTip setSuffix setText setTitle setToolTip "
    "setWhatsThis setWindowTitle showMessage".split()
)
PRODUCT = "Pulang"  # a name is the same in every language
SHOWN_SECOND = {"addTab", "insertTab", "setTabText", "setHeaderData"}
POSITIONAL = re.compile(r"\{\d*\}|%[sd]")
PLUMBING = (
    "Error",
    "setObjectName",
    "setProperty",
    "property",
    "compile",
    "debug",
    "info",
    "warning",
    "error",
    "exception",
)


def shown_texts_are_marked(checkout: Checkout) -> Iterator[str]:
    """No bare literal in a Qt part or a UserError."""
    for source in checkout.sources("app"):
        for name, call in source.calls():
            for text in _shown(name.rsplit(".", 1)[-1], call):
                if _bare(text):
                    yield source.at(text, f"{name}: text without _()")


def sentences_are_marked(checkout: Checkout) -> Iterator[str]:
    """No sentence lies unmarked in a screen, whatever it is handed to."""
    for source in checkout.sources("app"):
        if source.layer == "screens" or source.part in ("desktop", "widgets"):
            for text in _unmarked(source.tree):
                if SENTENCE.search(str(text.value)):
                    yield source.at(text, f"sentence without _(): {text.value!r}")


def marked_texts_are_plain(checkout: Checkout) -> Iterator[str]:
    """What is marked is one literal with named places, so that it can be collected and translated."""
    for source in checkout.sources("app"):
        for name, call in source.calls():
            if name not in MARKERS:
                continue
            for text in call.args[: 2 if name in OF_TWO else 1]:
                if isinstance(text, (ast.JoinedStr, ast.BinOp)) or (isinstance(text, ast.Call) and _is_format(text)):
                    yield source.at(text, f"{name}(): one plain literal, values by .format() outside")
                elif isinstance(text, ast.Constant) and POSITIONAL.search(str(text.value)):
                    yield source.at(text, f"{name}(): name the places, {{n}} instead of {{}} or %s")


def texts_are_translated_when_shown(checkout: Checkout) -> Iterator[str]:
    """`_()` and ngettext() run when a text is shown, never while a module is imported."""
    for source in checkout.sources("app"):
        for call in _at_import(source):
            if dotted(call.func) in ("_", "ngettext", "pgettext"):
                yield source.at(call, "translated at import: mark with N_() and translate when shown")


def _shown(name: str, call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that a user will read."""
    if name == "UserError":
        yield from call.args[1:3]
        yield from (word.value for word in call.keywords if word.arg in ("text", "hint"))
    elif name in SHOWN and call.args:
        yield from call.args[0].elts if isinstance(call.args[0], (ast.List, ast.Tuple)) else call.args[:1]
    elif name in SHOWN_SECOND:
        yield from (text for text in call.args if isinstance(text, (ast.Constant, ast.JoinedStr)))


def _bare(text: ast.expr) -> bool:
    """Whether a literal with words in it stands there unmarked."""
    if isinstance(text, ast.Call):
        return _is_format(text) and isinstance(text.func, ast.Attribute) and _bare(text.func.value)
    if isinstance(text, ast.JoinedStr):
        return any(_bare(piece) for piece in text.values)
    if isinstance(text, (ast.BinOp, ast.IfExp)):
        return any(_bare(side) for side in ast.iter_child_nodes(text) if isinstance(side, ast.expr))
    return (
        isinstance(text, ast.Constant)
        and isinstance(text.value, str)
        and bool(WORD.search(text.value.replace(PRODUCT, "")))
    )


def _unmarked(node: ast.AST) -> Iterator[ast.Constant]:
    """String literals outside markers, docstrings and plumbing."""
    keys = node.keys if isinstance(node, ast.Dict) else []  # a key is looked up, not shown
    for child in ast.iter_child_nodes(node):
        if child in keys or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            continue
        if isinstance(child, ast.Call) and dotted(child.func).rsplit(".", 1)[-1].endswith((*MARKERS, *PLUMBING)):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        yield from _unmarked(child)


def _is_format(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "format"


def _at_import(source: Source) -> Iterator[ast.Call]:
    """Calls that run while the module is imported."""
    waiting: list[ast.AST] = [source.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, (*FunctionNode.__args__, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))
