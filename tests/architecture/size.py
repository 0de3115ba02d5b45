"""The size budget: small files, short functions, few parameters.

Raise a number only with a reason in the same commit.
"""

import ast
from collections.abc import Iterator
from statistics import median

from tests.architecture.source import Checkout, FunctionNode, Source

FILE, MEDIAN_FILE = 400, 120
FUNCTION, MEDIAN_FUNCTION = 50, 8
METHODS = 25
PARAMETERS = 5
CODE = ("app", "packaging")
STEPS = "app/store/migrations/versions/"  # a step is a list of columns, frozen as it was made


def files_are_small(checkout: Checkout) -> Iterator[str]:
    """Every file within its budget."""
    for source in checkout.sources(*CODE, "tests"):
        if source.lines > FILE:
            yield source.at(FILE, f"{source.lines} lines, the budget is {FILE}")


def functions_are_short(checkout: Checkout) -> Iterator[str]:
    """Every function within its budget."""
    for source in checkout.sources(*CODE, "tests"):
        for function in source.functions:
            if length(function) > FUNCTION and not source.path.startswith(STEPS):
                yield source.at(function, f"{function.name} has {length(function)} lines, the budget is {FUNCTION}")


def classes_are_small(checkout: Checkout) -> Iterator[str]:
    """Every class within its budget of methods."""
    for source in checkout.sources(*CODE, "tests"):
        for kind in source.classes:
            methods = sum(isinstance(node, FunctionNode) for node in kind.body)
            if methods > METHODS:
                yield source.at(kind, f"{kind.name} has {methods} methods, the budget is {METHODS}")


def parameters_are_few(checkout: Checkout) -> Iterator[str]:
    """Every function within its budget of parameters; tests name fixtures and verbs options, so they do not count."""
    for source in checkout.sources(*CODE):
        for function in source.functions:
            if len(parameters(function)) > PARAMETERS and not _is_verb(source, function):
                yield source.at(function, f"{function.name} has {len(parameters(function))} parameters")


def _is_verb(source: Source, function: FunctionNode) -> bool:
    """Whether the parameters are the options of a command line."""
    marks = {mark.id for mark in function.decorator_list if isinstance(mark, ast.Name)}
    return source.part == "console" and "verb" in marks


def typical_sizes(checkout: Checkout) -> Iterator[str]:
    """The medians of app/: most files and functions are much smaller than their limits."""
    sources = list(checkout.sources("app"))
    lines = [
        source.lines for source in sources if source.lines > 1
    ]  # a package's one-line docstring is no file to read
    lengths = [length(function) for source in sources for function in source.functions]
    if lines and median(lines) > MEDIAN_FILE:
        yield f"app: the median file has {median(lines):.0f} lines, the budget is {MEDIAN_FILE}"
    if lengths and median(lengths) > MEDIAN_FUNCTION:
        yield f"app: the median function has {median(lengths):.0f} lines, the budget is {MEDIAN_FUNCTION}"


def length(function: FunctionNode) -> int:
    """Lines from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def parameters(function: FunctionNode) -> list[ast.arg]:
    """What a caller gives: without self and cls."""
    given = [*function.args.posonlyargs, *function.args.args]
    return [*given[given[:1] != [] and given[0].arg in ("self", "cls") :], *function.args.kwonlyargs]
