"""Read the TOML tables of resources/reference/ once and keep them."""

import tomllib
from functools import cache
from typing import Any

from app.kernel.paths import resource


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed table resources/reference/<name>.toml; callers must not change it."""
    return tomllib.loads(resource("reference", f"{name}.toml").read_text(encoding="utf-8"))
