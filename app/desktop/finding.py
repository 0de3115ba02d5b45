"""Searches that the wiring hands to widgets: people for the palette, regions for destinations, ships to come from."""

from collections.abc import Callable, Sequence
from datetime import date

from app.manifest.letters import batches
from app.reference.regions import Region, Regions
from app.registration.cards import CARD_TARGET
from app.registration.coding import Told, propose
from app.registration.places import today_code
from app.registration.search import OLD_CARD, Hit, search
from app.registration.suggesting import Said, from_nik
from app.store.work import Reading
from app.widgets.candidates import Candidate, Deliver
from app.widgets.operations import Operations

FOUND = 8


def find_people(ops: Operations, typed: str, deliver: Deliver) -> object:
    """Look for people in the background; only the newest question is answered."""

    def find(r: Reading) -> list[Candidate]:
        return [_candidate(hit, typed) for hit in search(r, typed, FOUND)]

    return ops.read(find, latest="palette").then(deliver)


def find_regions(ops: Operations, typed: str, deliver: Deliver) -> object:
    """Look for regions in the background; the ids are their codes."""

    def find() -> list[Candidate]:
        known = Regions.load()
        return [Candidate(each.code, each.title, _above(known, each)) for each in known.search(typed, FOUND)]

    return ops.compute(find, latest="regions").then(deliver)


def read_nik(ops: Operations, digits: str, day: date, deliver: Callable[[Said], object]) -> object:
    """What a NIK says, with the name of the place it was first registered in."""
    return ops.compute(lambda: from_nik(digits, day, today_code), latest="nik").then(deliver)


def propose_places(ops: Operations, told: Told, deliver: Callable[[Sequence[tuple[str, str]]], object]) -> object:
    """Places that a text may name."""
    return ops.compute(lambda: propose(told), latest="places").then(deliver)


def region_text(code: str) -> str:
    """A region with everything above it."""
    return str(Regions.load().path(code))


def ships(r: Reading) -> Sequence[tuple[str, str]]:
    """The ships a head may come from, the latest first."""
    found = sorted(batches(r), key=lambda batch: batch.day, reverse=True)
    return [(batch.id, f"{batch.name}, {batch.day:%d-%m-%Y}") for batch in found]


def _candidate(hit: Hit, typed: str) -> Candidate:
    """A card that counts no more is opened as a card: the screen asks first."""
    target = hit.head.person_id or hit.head.stay_id
    return Candidate(CARD_TARGET + typed if hit.fit == OLD_CARD else target, hit.head.display, hit.why)


def _above(known: Regions, region: Region) -> str:
    return ", ".join(each.title for each in reversed(known.path(region.code)[:-1]) if each)
