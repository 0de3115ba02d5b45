"""What every file says about itself, and the words that may not stay in it."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Checkout, FunctionNode, dotted

EVERYWHERE = ("app", "packaging", "tests")
NOTE, REMARK = "TO·DO|FIX·ME".replace("·", ""), "XX·X|HA·CK".replace("·", "")  # so this file does not say them
UNFINISHED = re.compile(rf"\b({NOTE})\b|#.*\b({REMARK})\b")
NOT_RUN = {"skip", "skipif", "skipIf", "skipTest", "importorskip", "xfail", "expectedFailure"}
WAITS = re.compile(r"(^|\.)(sleep|qWait|qSleep|msleep|usleep)$|(^|[._])(qtbot|bot)\.wait$")


def modules_say_what_for(checkout: Checkout) -> Iterator[str]:
    """A docstring on every module."""
    for source in checkout.sources(*EVERYWHERE):
        if not (ast.get_docstring(source.tree) or "").strip():
            yield source.at(1, "no docstring that says what the module is for")


def everything_is_annotated(checkout: Checkout) -> Iterator[str]:
    """Every parameter and every result has a type."""
    for source in checkout.sources(*EVERYWHERE):
        for function in source.functions:
            missing = [argument.arg for argument in _arguments(function) if argument.annotation is None]
            if missing or function.returns is None:
                yield source.at(function, f"{function.name}: no type for {', '.join(missing) or 'the result'}")


def nothing_is_unfinished(checkout: Checkout) -> Iterator[str]:
    """No note to oneself, no stub."""
    for source in checkout.sources(*EVERYWHERE):
        for number, line in enumerate(source.text.splitlines(), start=1):
            if UNFINISHED.search(line):
                yield source.at(number, f"unfinished: {line.strip()}")
        for node in source.nodes:
            if isinstance(node, ast.Raise) and node.exc and ast.unparse(node.exc).startswith("NotImplementedError"):
                yield source.at(node, "unfinished: a stub")


def every_test_runs(checkout: Checkout) -> Iterator[str]:
    """No test is left out or expected to fail."""
    for source in checkout.sources("tests"):
        for node in source.nodes:
            if (
                isinstance(node, ast.Attribute)
                and node.attr in NOT_RUN
                and dotted(node).startswith(("pytest", "unittest", "self"))
            ):
                yield source.at(node, f"{dotted(node)}: a test runs and passes, or it is not there")


def tests_wait_for_conditions(checkout: Checkout) -> Iterator[str]:
    """No test waits for a fixed time."""
    for source in checkout.sources("tests"):
        for name, call in source.calls():
            if WAITS.search(name):
                yield source.at(call, f"{name}: wait for a condition, not for a time")


def _arguments(function: FunctionNode) -> list[ast.arg]:
    """All parameters that need a type."""
    shape = function.args
    named = [*shape.posonlyargs, *shape.args]
    first_is_self = named[:1] and named[0].arg in ("self", "cls", "mcs") and named[0].annotation is None
    extra = [argument for argument in (shape.vararg, shape.kwarg) if argument]
    return [*(named[1:] if first_is_self else named), *shape.kwonlyargs, *extra]
