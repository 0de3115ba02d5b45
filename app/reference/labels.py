"""Names and legal bases that change with the law, as they stand on a given day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel.i18n import language
from app.reference.tables import table


@dataclass(frozen=True)
class Label:
    """A name on a day; `printed` is what a form shows and keeps the former name where people still know only that."""

    short: str
    long: str
    printed: str
    since: date | None = None
    basis: str = ""

    def __str__(self) -> str:
        return self.printed


@dataclass(frozen=True)
class Regulation:
    """A regulation; `status` is berlaku, diragukan or dicabut, `certain` whether the first day is known for sure."""

    key: str
    short: str
    title: str
    since: date
    until: date | None
    status: str
    note: str
    note_english: str
    certain: bool

    def explained(self, on_paper: bool = False) -> str:
        """The note in the language in use; `on_paper` in Indonesian."""
        return self.note if on_paper or language() != "en" else self.note_english

    def in_force(self, on: date) -> bool:
        """Whether it may be cited on a day; one in doubt still may, but never as a duty."""
        return self.since <= on and (self.until is None or on < self.until)


def label(key: str, on: date) -> Label:
    """The label valid on a day (“welfare_data” gives DTKS, from 05-02-2025 “DTSEN (d/h DTKS)”)."""
    versions = [version for version in table("labels")["label"][key] if version.get("from", date.min) <= on]
    latest = max(versions, key=lambda version: version.get("from", date.min))
    words = {name: latest[name] for name in ("short", "long", "printed")}
    return Label(**words, since=latest.get("from"), basis=latest.get("basis", ""))


def regulation(key: str) -> Regulation:
    """One regulation by its key (r22, r8, p2, p2mi32 …)."""
    row: dict[str, Any] = table("labels")["regulation"][key]
    certain = row.get("from_certain", True)
    texts = {name: row[name] for name in ("short", "title", "status", "note")}
    told = {"note_english": row.get("note_en", ""), "certain": certain}
    return Regulation(key, since=row["from"], until=row.get("until"), **told, **texts)


def legal_basis(key: str, on: date) -> list[Regulation]:
    """What a form or duty rests on on a day, in the order printed."""
    cited = map(regulation, table("labels")["basis"][key])
    return [one for one in cited if one.in_force(on)]


def legal_basis_text(key: str, on: date) -> str:
    """The short names of the legal basis: “Permensos 22/2013, Permensos 8/2023”."""
    return ", ".join(one.short for one in legal_basis(key, on))
