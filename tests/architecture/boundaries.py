"""Who may know whom, beyond the layers that import-linter checks (pyproject.toml)."""

import ast
from collections.abc import Iterator

from tests.architecture.source import LAYER_NAMES, SLICES, Checkout, Import, Source, layer_in

READERS_OF_RECORDS = {"reports", "central", "tables"}
LAYERS = {"rules": 0, "records": 1, "papers": 2, "screens": 4}
SERVICE = 3
IMPURE = tuple(
    "PySide6 alembic asyncio http io multiprocessing os pathlib psycopg random requests secrets shutil socket "
    "sqlalchemy sqlcipher3 sqlite3 sqlmodel subprocess tempfile threading time urllib".split()
)
IMPURE_CALLS = ("open", "print", "input")
IMPURE_KERNEL = tuple(
    f"app.kernel.{name}"
    for name in ("clock.Clock", "clock.SystemClock", "clock.FixedClock", "files", "paths", "settings")
)
READS_CLOCK = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today")
LATE_IMPORTS_ALLOWED = {
    "app/desktop/main.py",  # it loads the wiring after the login window is up
    "app/__main__.py",  # the one door: a verb must not load Qt, nor the window the console
}


def records_stay_home(checkout: Checkout) -> Iterator[str]:
    """Tables are imported by their owner, reports, central and the list of tables alone."""
    for source in checkout.sources("app"):
        for item in source.imports:
            owner = _layer_of(item, "records")
            if owner and owner != source.part and source.part not in READERS_OF_RECORDS:
                yield source.at(item.line, f"records of {owner} are not for {source.part}")


def slices_show_services_and_rules(checkout: Checkout) -> Iterator[str]:
    """A slice uses neither screens nor papers of another one."""
    for source in checkout.sources("app"):
        for item in source.imports:
            for layer in ("screens", "papers"):
                owner = _layer_of(item, layer)
                if owner and source.part in {*SLICES, "sync", "reports"} - {owner}:
                    yield source.at(item.line, f"{layer} of {owner} are not for {source.part}")


def layers_inside_slices(checkout: Checkout) -> Iterator[str]:
    """screens → service → papers → records → rules; what has another name is service, or below rules if it is pure."""
    vocabulary = _vocabulary(checkout)
    for source in checkout.sources("app"):
        if source.part not in SLICES or not source.layer:
            continue
        own = LAYERS.get(source.layer, SERVICE)
        for item in source.imports:
            names = item.name.split(".")
            if names[:2] != ["app", source.part] or len(names) < 3 or item.within(*vocabulary):
                continue
            if LAYERS.get(layer_in(names), SERVICE) > own:
                yield source.at(item.line, f"{source.layer} may not import {layer_in(names)}")


def qt_in_its_places(checkout: Checkout) -> Iterator[str]:
    """Only screens, widgets and desktop import Qt."""
    for source in checkout.sources("app"):
        if not _is_screen(source) and source.part != "desktop":
            for item in source.imports:
                if item.within("PySide6", "shiboken6"):
                    yield source.at(item.line, "only screens, widgets and desktop import Qt")


def sheets_wait_for_their_write(checkout: Checkout) -> Iterator[str]:
    """What follows the yes of a sheet is typed (`when_yes`, `when_closed`): its signals would close it too early."""
    for source in checkout.sources("app"):
        if source.layer == "screens" or source.part == "desktop":
            for name, call in source.calls():
                if name.endswith(".accepted.connect") or name.split(".")[0] in ("QMessageBox", "QInputDialog"):
                    yield source.at(call, "a sheet is asked through when_yes or when_closed")


def screens_see_no_tables(checkout: Checkout) -> Iterator[str]:
    """Screens and widgets get plain values: no tables, no store."""
    for source in checkout.sources("app"):
        if _is_screen(source):
            for item in source.imports:
                if item.within("sqlmodel", "sqlalchemy", "app.store") or _layer_of(item, "records"):
                    yield source.at(item.line, f"a screen may not import {item.name}")


def rules_are_pure(checkout: Checkout) -> Iterator[str]:
    """rules and matching: no store, printing, widgets, clock or I/O."""
    vocabulary = _vocabulary(checkout)
    for source in checkout.sources("app"):
        if source.layer == "rules" or source.part == "matching":
            for item in source.imports:
                if not _pure(item) and not item.within(*vocabulary):
                    yield source.at(item.line, f"rules are pure, {item.name} is not")
            for name, call in source.calls():
                if name in IMPURE_CALLS or name.endswith(READS_CLOCK):
                    yield source.at(call, f"rules are pure, {name}() is not")


def sync_knows_no_business(checkout: Checkout) -> Iterator[str]:
    """sync imports no slice; each slice hands its extract to the wiring. access (users, devices) is its floor."""
    for source in checkout.sources("app"):
        if source.part == "sync":
            for item in source.imports:
                if item.within(*(f"app.{part}" for part in SLICES if part != "access")):
                    yield source.at(item.line, f"sync may not know {item.name}")


def own_imports_on_top(checkout: Checkout) -> Iterator[str]:
    """No import of our own inside a function."""
    for source in checkout.sources("app", "packaging"):
        if source.path not in LATE_IMPORTS_ALLOWED:
            for item in source.imports:
                if item.late and item.within("app"):
                    yield source.at(item.line, f"late import of {item.name}")
            for name, call in source.calls():
                if name.endswith("import_module") and _names_own(call):
                    yield source.at(call, "late import by name")


def _layer_of(item: Import, layer: str) -> str:
    """The slice whose `layer` is imported, also from a folder inside it; empty when it is something else."""
    names = item.name.split(".")
    return names[1] if len(names) > 2 and names[0] == "app" and layer_in(names) == layer else ""


def _is_screen(source: Source) -> bool:
    return source.layer == "screens" or source.part == "widgets"


def _pure(item: Import) -> bool:
    """Whether a pure module may use it."""
    if item.within(*IMPURE, *IMPURE_KERNEL):
        return False
    return not item.within("app") or item.within("app.kernel", "app.matching") or bool(_layer_of(item, "rules"))


def _vocabulary(checkout: Checkout) -> set[str]:
    """Modules of slices that only name things (roles, states): like rules they may be used by every layer."""
    named = [
        source for source in checkout.sources("app") if source.part in SLICES and source.layer not in {*LAYER_NAMES, ""}
    ]
    found: set[str] = set()
    while True:  # one may stand on another
        more = {
            ".".join(source.names)
            for source in named
            if all(_pure(item) or item.within(*found) for item in source.imports)
        }
        if more == found:
            return found
        found = more


def _names_own(call: ast.Call) -> bool:
    return any(isinstance(word, ast.Constant) and str(word.value).startswith("app.") for word in call.args)
