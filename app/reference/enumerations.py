"""Every list to choose from, read from resources/reference/enumerations.toml: codes for the data, names for people."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.kernel.i18n import language
from app.reference.tables import table


@dataclass(frozen=True)
class Choice:
    """One choice; `sensitive` values belong in the health or protection vault, never in general."""

    code: str
    indonesian: str
    english: str
    group: str = ""
    sensitive: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return self.english if language() == "en" else self.indonesian

    def offered(self, on: date) -> bool:
        """Whether it may be chosen on a day; what was chosen before keeps its name."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@cache
def _choices(enumeration: str) -> dict[str, Choice]:
    rows = table("enumerations")[enumeration]
    sensitive = rows.get("sensitive", False)
    return {row["code"]: _choice(row, sensitive) for row in rows["choices"]}


def _choice(row: dict[str, Any], sensitive: bool) -> Choice:
    kept = {name: row[name] for name in ("group", "since", "until") if name in row}
    return Choice(row["code"], row["id"], row["en"], sensitive=bool(row.get("sensitive", sensitive)), **kept)


def enumerations() -> list[str]:
    """The names of all enumerations."""
    return list(table("enumerations"))


def choices(enumeration: str, on: date | None = None, group: str = "") -> list[Choice]:
    """The choices of an enumeration in the order shown; only those offered on a day or of one group, if given."""
    every = _choices(enumeration).values()
    return [one for one in every if (on is None or one.offered(on)) and group in ("", one.group)]


def choice(enumeration: str, code: str) -> Choice | None:
    """One choice by its code."""
    return _choices(enumeration).get(code)


def codes(enumeration: str, group: str = "") -> frozenset[str]:
    """The codes of an enumeration, or of one group of it."""
    return frozenset(one.code for one in choices(enumeration, group=group))


def name_of(enumeration: str, code: str | None) -> str:
    """The name of a code in the language in use; a code that is not known here is shown as it is, none as “”."""
    known = _choices(enumeration).get(code or "")
    return known.name if known else code or ""


def indonesian_of(enumeration: str, code: str | None) -> str:
    """The name of a code on papers, which are Indonesian whatever language is in use; an unknown one as it is."""
    known = _choices(enumeration).get(code or "")
    return known.indonesian if known else code or ""


def is_sensitive(enumeration: str, code: str = "") -> bool:
    """Whether a value of this enumeration must stay out of the general vault; without a code, whether all must."""
    known = _choices(enumeration)
    return known[code].sensitive if code in known else all(one.sensitive for one in known.values())
