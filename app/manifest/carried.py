"""What the site before told of somebody on a delivered list: found by his card, taken over when he is here."""

from collections.abc import Sequence

from app.bundle.shapes import shaped
from app.kernel.ids import derived_id
from app.manifest import rules
from app.manifest.records import ManifestLine, Recheck
from app.registration import carrying
from app.registration.carrying import Carried
from app.store.work import Work


def take_over(w: Work, line: ManifestLine, stay_id: str) -> None:
    """Somebody of such a list is here: what his site told of him comes along, his mother or child is found."""
    told = facts_of(line)
    if told is None:
        return
    site_id, facts = told
    carrying.take_over(w, stay_id, site_id, facts)
    near = line.carried or {}
    mothers = _arrived(w, [near["mother"]] if near.get("mother") else [])
    for mother_stay in mothers:
        carrying.mother(w, stay_id, mother_stay)
    for child_stay in _arrived(w, near.get("children") or []):
        carrying.mother(w, child_stay, stay_id)


def _arrived(w: Work, line_ids: Sequence[str]) -> list[str]:
    """The heads found under these lines so far."""
    rows = [row for line_id in line_ids if (row := w.get(Recheck, derived_id("recheck", line_id)))]
    return [row.stay_id for row in rows if row.stay_id and row.status in rules.PRESENT]


def facts_of(line: ManifestLine) -> tuple[str, Carried] | None:
    """(the site he comes from, what it told of him); None for a line of any other list."""
    if not line.carried:
        return None
    return str(line.carried["site"]), shaped(Carried, line.carried["facts"])


def class_of(line: ManifestLine) -> str | None:
    """LD, PD, AL or AP as the handing site counted him."""
    told = facts_of(line)
    return told[1].head_class or None if told else None


def codes_of(line: ManifestLine) -> tuple[str, ...]:
    """The card and the code on it that somebody got at the site he comes from."""
    told = facts_of(line)
    return tuple(code for code in (told[1].token, told[1].card) if code) if told else ()
