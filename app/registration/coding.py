"""Destinations as they were told, until somebody gives them a code: one text at a time, for everybody who said it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.region_text import fold
from app.reference.region_words import VILLAGE
from app.reference.regions import Regions
from app.registration import rules
from app.registration.counts import HeadLine, heads_where
from app.registration.live import live
from app.registration.position import position
from app.registration.records import Person
from app.store.journal import chunks
from app.store.work import Reading, Work

_PROPOSED = 5


@dataclass(frozen=True)
class Someone:
    """Somebody who goes to a place that has no code yet; `code` is the larger region known already."""

    person_id: str
    name: str
    detail: str
    code: str | None


@dataclass(frozen=True)
class Told:
    """One text and everybody here who said it; `key` is the text without capitals, signs and double spaces."""

    key: str
    text: str
    people: tuple[Someone, ...]

    @property
    def within(self) -> str:
        """The region all of them are known to go to already; "" when they differ."""
        codes = {someone.code or "" for someone in self.people}
        return codes.pop() if len(codes) == 1 else ""


@dataclass(frozen=True)
class Coded:
    """What one act of coding changed: people with the code they had before; kept to take it back."""

    code: str
    before: tuple[tuple[str, str | None], ...]


def uncoded(r: Reading) -> list[Told]:
    """The texts of those here whose code does not say yet what the text says, the most frequent first."""
    return texts(heads_where(r, position.c.account.in_((rules.PRESENT, *rules.TEMPORARY))))


def texts(heads: Iterable[HeadLine]) -> list[Told]:
    """The same for heads at hand; those who are bodies go nowhere."""
    waiting = [head for head in heads if not head.body and _waits(head)]
    waiting.sort(key=lambda head: (fold(head.destination_text or ""), head.display))
    groups = [list(same) for _key, same in groupby(waiting, key=lambda head: fold(head.destination_text or ""))]
    found = [_told(same) for same in groups]
    return sorted(found, key=lambda told: (-len(told.people), told.key))


def same_text(r: Reading, person_id: str) -> Told | None:
    """Everybody here who said what this person said and has no code for it yet; None when nobody did."""
    person = r.get(Person, person_id)
    key = fold(person.destination_text or "") if person else ""
    return next((told for told in uncoded(r) if told.key == key), None) if key else None


def propose(told: Told) -> list[tuple[str, str]]:
    """(code, path) of places the text may name, the best first; inside the region that is known, if any."""
    regions = Regions.load()
    parts = [part.strip() for part in told.text.replace(";", ",").split(",") if part.strip()]
    for text in (told.text, parts[0] if parts else ""):
        found = regions.search(text, _PROPOSED, told.within or None)
        if found:
            return [(region.code, _short(regions, region.code)) for region in found]
    return []


def code(w: Work, person_ids: Sequence[str], region: str) -> Coded:
    """Give these people a place; what they said stays beside it. Who has a code as near already is left alone."""
    require(w.actor, "registration.edit")
    known = Regions.load().by_code(region)
    if known is None:
        raise UserError("region.unknown", _("Wilayah ini tidak ada di daftar; tidak ada yang diubah."))
    before = []
    for person in _people(w, person_ids):
        if _depth(person.destination_code) < known.level:
            before.append((person.id, person.destination_code))
            w.update(person, destination_code=known.code, destination_unknown=None)
    return Coded(known.code, tuple(before))


def take_back(w: Work, coded: Coded) -> int:
    """Undo one act of coding for those nobody has changed since; how many."""
    require(w.actor, "registration.edit")
    earlier = dict(coded.before)
    mine = [person for person in _people(w, earlier) if person.destination_code == coded.code]
    for person in mine:
        w.update(person, destination_code=earlier[person.id])
    return len(mine)


def _short(regions: Regions, code: str) -> str:
    """“Blang Krueng, Baitussalam, Aceh Besar, Aceh”: names alone, so that several stand under each other."""
    named = [region.name.removeprefix("Kabupaten ") for region in reversed(regions.path(code)) if region]
    return ", ".join(named)


def _people(r: Reading, ids: Iterable[str]) -> list[Person]:
    found: list[Person] = []
    for some in chunks(list(ids)):
        found += r.all(select(Person).where(live(r, Person), col(Person.id).in_(some)))
    return found


def _waits(head: HeadLine) -> bool:
    """A text that names more levels than its code has; a regency alone, once coded, waits for the person himself."""
    text = head.destination_text or ""
    if not head.person_id or not fold(text) or head.nationality == "wna":
        return False
    named = sum(bool(fold(part)) for part in text.split(","))
    return _depth(head.destination_code) < min(named, VILLAGE)


def _depth(region: str | None) -> int:
    """0 for no code, 1 for a province … 4 for a village."""
    return region.count(".") + 1 if region else 0


def _told(heads: list[HeadLine]) -> Told:
    texts = [head.destination_text or "" for head in heads]
    detail = [" · ".join(part for part in (head.head_class or "", head.card_number or "") if part) for head in heads]
    people = tuple(
        Someone(head.person_id or "", head.display, said, head.destination_code)
        for head, said in zip(heads, detail, strict=True)
    )
    return Told(fold(texts[0]), max(texts, key=texts.count), people)
