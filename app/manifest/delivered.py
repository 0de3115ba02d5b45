"""A list that another site's handover brought: kept as a letter with its lines, like any, and checked like any."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.ids import derived_id
from app.manifest import rules
from app.manifest.carried import facts_of
from app.manifest.letters import COLOURS, Letter, batches
from app.manifest.records import Batch, Manifest, ManifestLine, Recheck
from app.reference.regions import Regions
from app.registration import heads
from app.registration.carrying import Carried, understood
from app.store.journal import chunks
from app.store.work import Reading, Work

FORMAT = "serah-terima"
"""The `file_format` of such a letter."""
_LINE_FIELDS = ("sex", "birth_date", "birth_year", "birth_precision", "birth_place", "age", "age_months", "nik")


@dataclass(frozen=True)
class Delivery:
    """A paper of another site with its people, in the order of its list; `original` are its lines as printed.

    `key` names the paper at every desk alike, `group` the arrival it belongs to (a paper and what replaces it).
    """

    key: tuple[str, ...]
    group: tuple[str, ...]
    site_id: str
    title: str
    letter: Letter
    people: tuple[Carried, ...]
    original: tuple[Mapping[str, Any], ...]
    relations: Mapping[str, str]
    """Stay → his place in his family, in words."""


@dataclass(frozen=True)
class LineState:
    """What became of one line here: `stay` is his at the handing site, `stay_id` here once he is a head of this one."""

    line_id: str
    stay: str
    status: str
    reason: str
    stay_id: str | None


def take(w: Work, delivery: Delivery) -> tuple[str, str]:
    """Keep the list; (its letter, the arrival it belongs to). Doing it again, here or at another desk, adds nothing."""
    require(w.actor, "manifest.import")
    manifest_id, batch_id = manifest_key(delivery.key), derived_id("batch", FORMAT, *delivery.group)
    if w.get(Manifest, manifest_id) is not None:
        return manifest_id, w.need(Manifest, manifest_id).batch_id
    taken = {batch.colour for batch in batches(w, only_open=True)}
    colour = next((one for one in COLOURS if one not in taken), COLOURS[0])
    w.insert_once(
        Batch(id=batch_id, name=delivery.title, arrival_kind="rujukan", colour=colour, day=today(w), state="open")
    )
    values = asdict(delivery.letter)
    lines = [_line(manifest_id, batch_id, delivery, place) for place in range(len(delivery.people))]
    w.insert(Manifest(id=manifest_id, batch_id=batch_id, file_format=FORMAT, line_count=len(lines), **values))
    w.bulk(ManifestLine, lines)
    return manifest_id, batch_id


def manifest_key(key: Sequence[str]) -> str:
    """The id every desk derives for such a letter."""
    return derived_id("manifest", FORMAT, *key)


def line_key(manifest_id: str, stay: str) -> str:
    """The id every desk derives for somebody's line, from his stay at the handing site."""
    return derived_id("manifest_line", manifest_id, stay)


def states(r: Reading, manifest_id: str) -> list[LineState]:
    """The lines of such a letter in list order, with what was found about each."""
    query = select(ManifestLine).where(ManifestLine.manifest_id == manifest_id, col(ManifestLine.void_reason).is_(None))
    lines = sorted(r.all(query.where(ManifestLine.site_id == r.site_id)), key=lambda line: line.row)
    found = {row.line_id: row for row in r.all(_decided(manifest_id))}
    gone = heads.withdrawn(r, [str(row.stay_id) for row in found.values() if row.stay_id])
    return [_state(line, found.get(line.id), gone) for line in lines]


def origins(r: Reading, stay_ids: Sequence[str]) -> set[tuple[str, str]]:
    """(site, stay there) of those of these heads that another site handed over."""
    mine = (col(ManifestLine.id) == col(Recheck.line_id)) & (ManifestLine.site_id == Recheck.site_id)
    found: set[tuple[str, str]] = set()
    for some in chunks(sorted(stay_ids)):
        query = (
            select(ManifestLine)
            .join(Recheck, mine)
            .where(
                ManifestLine.site_id == r.site_id,
                col(Recheck.stay_id).in_(some),
                col(ManifestLine.carried).is_not(None),
            )
        )
        found |= {(told[0], told[1].stay) for line in r.all(query) if (told := facts_of(line))}
    return found


def _decided(manifest_id: str) -> Any:
    mine = (col(ManifestLine.id) == col(Recheck.line_id)) & (ManifestLine.site_id == Recheck.site_id)
    return select(Recheck).join(ManifestLine, mine).where(ManifestLine.manifest_id == manifest_id)


def _state(line: ManifestLine, row: Recheck | None, gone: set[str]) -> LineState:
    told = facts_of(line)
    theirs = told[1].stay if told else ""
    if row is None or row.stay_id in gone:
        return LineState(line.id, theirs, rules.UNCHECKED, "", None)
    return LineState(line.id, theirs, row.status, row.reason or "", row.stay_id)


def _line(manifest_id: str, batch_id: str, delivery: Delivery, place: int) -> dict[str, Any]:
    facts, original = delivery.people[place], delivery.original[place]
    told = understood(facts.identity)
    where = _where(told.get("destination_code"), told.get("destination_text"))
    return {
        "id": line_key(manifest_id, facts.stay),
        "manifest_id": manifest_id,
        "batch_id": batch_id,
        "row": place + 1,
        "list_no": str(original.get("No") or place + 1),
        "name": told.get("name") or str(original.get("Nama") or ""),
        "father": told.get("father_name"),
        "aliases": list(facts.aliases) or None,
        **{name: told.get(name) for name in _LINE_FIELDS},
        "nationality": told.get("nationality_country") if told.get("nationality") not in (None, "wni") else None,
        "documents": [[paper.get("kind", "lain"), paper["number"]] for paper in facts.papers if paper.get("number")]
        or None,
        **where,
        "region_code": told.get("destination_code"),
        "address": told.get("destination_address"),
        "relation": delivery.relations.get(facts.stay) or None,
        "original": {str(name): str(value) for name, value in original.items()},
        "carried": {"site": delivery.site_id, "facts": asdict(facts), **_kin(manifest_id, delivery, facts)},
    }


def _kin(manifest_id: str, delivery: Delivery, facts: Carried) -> dict[str, Any]:
    """The lines of his mother and of her children, where they are on the same list."""
    mother = [line_key(manifest_id, one.stay) for one in delivery.people if one.stay == facts.mother]
    children = [line_key(manifest_id, one.stay) for one in delivery.people if one.mother == facts.stay]
    return {"mother": mother[0] if mother else None, "children": children}


def _where(code: str | None, written: str | None) -> dict[str, str | None]:
    path = Regions.load().path(code or "")
    found = {
        name: region.name if (region := getattr(path, name)) else None
        for name in ("province", "regency", "district", "village")
    }
    return found if any(found.values()) else {"village": written}
