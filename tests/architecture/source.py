"""The code as data: every Python file of a checkout with its syntax tree and its imports."""

import ast
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SLICES = (
    "access",
    "registration",
    "manifest",
    "shelter",
    "health",
    "protection",
    "departure",
    "handover",
    "reconciliation",
)
LAYER_NAMES = ("rules", "records", "papers", "screens")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
UNTRACKED = {
    ".git",
    ".venv",
    "__pycache__",
    "build",
    "dist",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}


@dataclass(frozen=True)
class Import:
    """One imported name: its full dotted path, where, and whether inside a function."""

    name: str
    line: int
    late: bool

    def within(self, *packages: str) -> bool:
        """Whether the name is one of the packages or lies in one."""
        return any(self.name == package or self.name.startswith(package + ".") for package in packages)


@dataclass(frozen=True)
class Source:
    """One Python file; `path` is relative to the checkout, with forward slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree: walked once, looked through by many checks."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def lines(self) -> int:
        """How many lines the file has."""
        return len(self.text.splitlines())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Folders and module name: ("app", "manifest", "rules")."""
        names = Path(self.path).with_suffix("").parts
        return names[:-1] if names[-1] == "__init__" else names

    @cached_property
    def part(self) -> str:
        """The part of app/ it belongs to: "manifest"; empty for the package itself and for other folders."""
        return self.names[1] if len(self.names) > 1 and self.names[0] == "app" else ""

    @cached_property
    def layer(self) -> str:
        """Its layer inside the part, else its file or folder: "rules", "screens", "service"…"""
        return layer_in(self.names)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every imported name, late ones included."""
        return tuple(_imports(self.tree, late=False))

    @cached_property
    def functions(self) -> tuple[FunctionNode, ...]:
        """Every function and method."""
        return tuple(node for node in self.nodes if isinstance(node, FunctionNode))

    @cached_property
    def classes(self) -> tuple[ast.ClassDef, ...]:
        """Every class."""
        return tuple(node for node in self.nodes if isinstance(node, ast.ClassDef))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call with the dotted name of what is called."""
        for node in self.nodes:
            if isinstance(node, ast.Call):
                yield dotted(node.func), node

    def at(self, node: ast.AST | int, text: str) -> str:
        """A finding: where and what."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return f"{self.path}:{line}: {text}"


def _imports(node: ast.AST, *, late: bool) -> Iterator[Import]:
    """Imports below a node; `late` once a function has been entered."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(f"{child.module}.{alias.name}", child.lineno, late) for alias in child.names)
        else:
            yield from _imports(child, late=late or isinstance(child, FunctionNode))


def layer_in(names: Sequence[str]) -> str:
    """The layer a dotted name lies in: that of the slice, or of a folder inside it (shelter.duty.records)."""
    within = names[2:4]
    return next((name for name in within if name in LAYER_NAMES), within[0] if within else "")


def dotted(node: ast.AST) -> str:
    """`pytest.mark.long` of its syntax tree; the part that is no plain name is left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


@dataclass(frozen=True)
class Checkout:
    """A working copy: the real one, or one with a planted mistake."""

    root: Path

    def sources(self, *folders: str) -> Iterator[Source]:
        """The Python files of some folders."""
        yield from (source for source in self._sources if source.names[0] in folders)

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        return tuple(Source(path, (self.root / path).read_text("utf-8")) for path in self.files if path.endswith(".py"))

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file that belongs to the repository, committed or about to be."""
        if (self.root / ".git").exists():
            command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
            listed = subprocess.run(command, cwd=self.root, check=True, capture_output=True).stdout.decode().split("\0")
            return tuple(sorted(path for path in set(listed) if path and (self.root / path).is_file()))
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return tuple(sorted(path.as_posix() for path in found if not UNTRACKED & set(path.parts)))
