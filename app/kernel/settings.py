"""This laptop's own preferences; nothing in them is personal or secret."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from app.kernel.files import replace_atomically
from app.kernel.paths import Home


@dataclass(frozen=True)
class Settings:
    """Language (id|en), theme (system|light|dark), idle minutes before the lock, paper (A4|F4)."""

    language: str = "id"
    theme: str = "system"
    idle_minutes: int = 10
    paper: str = "A4"


def load_settings(home: Home) -> Settings:
    """The saved preferences; defaults for whatever is missing or unreadable."""
    try:
        saved = json.loads(home.settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(saved, dict):
        return Settings()
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    usable: dict[str, Any] = {key: saved[key] for key, kind in kinds.items() if isinstance(saved.get(key), kind)}
    return replace(Settings(), **usable)


def save_settings(home: Home, settings: Settings) -> None:
    """Keep the preferences."""
    replace_atomically(home.settings, json.dumps(asdict(settings), indent=1).encode())
