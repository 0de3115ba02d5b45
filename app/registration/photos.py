"""The photo of a person: kept with his agreement, replaced, taken away, or refused; every step stays in the history."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.registration import interview
from app.registration.interview import PHOTO
from app.registration.live import live
from app.registration.records import Consent, PersonPhoto, Stay
from app.registration.told import Answer
from app.registration.validation import Finding
from app.registration.wording import required_reason
from app.store.blobs import NAME
from app.store.journal import chunks
from app.store.work import Reading, Work


@dataclass(frozen=True)
class PhotoView:
    """The photo on a page: `digest` names its content, None while there is none; `refused` says why he would not."""

    digest: str | None = None
    refused: str | None = None


def keep(w: Work, stay_id: str, digest: str, guardian: str | None = None) -> tuple[Finding, ...]:
    """Put a photo on a person's page in place of the one before; `guardian` agreed for a child.

    `digest` names the JPEG that app.access.blobs keeps already.
    """
    require(w.actor, "registration.photo")
    person_id = _person(w, stay_id)
    if not NAME.fullmatch(digest):
        raise ValueError(digest)
    before = _rows(w, [person_id])
    if not any(row.digest == digest for row in before):
        _void(w, before, _("diganti foto baru"))
        w.insert(PersonPhoto(id=new_id(), person_id=person_id, digest=digest))
    agreed = [one.guardian for one in interview.told(w, stay_id).answers if one.kind == PHOTO and one.given]
    return interview.answer(w, stay_id, Answer(PHOTO, True, guardian=guardian or next(iter(agreed), None)))


def remove(w: Work, stay_id: str, reason: str) -> None:
    """Take the photo off the page; it is shown and printed no more."""
    require(w.actor, "registration.photo")
    rows = _rows(w, [_person(w, stay_id)])
    if not rows:
        raise UserError("photo.none", _("Orang ini tidak punya foto; tidak ada yang diubah."))
    _void(w, rows, required_reason(reason))


def refuse(w: Work, stay_id: str, reason: str, guardian: str | None = None) -> tuple[Finding, ...]:
    """He does not want to be photographed: the reason is kept, a photo there was goes; no entitlement changes."""
    require(w.actor, "registration.photo")
    said = required_reason(reason)
    _void(w, _rows(w, [_person(w, stay_id)]), said)
    return interview.answer(w, stay_id, Answer(PHOTO, False, said, guardian))


def photo_of(r: Reading, person_id: str, stay_ids: Iterable[str]) -> PhotoView:
    """The photo of a person, or that he refused on one of these stays."""
    rows = _rows(r, [person_id])
    if rows:
        return PhotoView(rows[-1].digest)
    said = select(Consent).where(live(r, Consent), Consent.kind == PHOTO, col(Consent.stay_id).in_(list(stay_ids)))
    answers = [row for row in r.all(said) if not row.given]
    return PhotoView(refused=answers[-1].reason or "") if answers else PhotoView()


def photos_of(r: Reading, people: Iterable[str]) -> dict[str, str]:
    """The digests of the photos of these persons."""
    found: dict[str, str] = {}
    for some in chunks(list(people)):
        found |= {row.person_id: row.digest for row in _rows(r, some)}
    return found


def _rows(r: Reading, people: list[str]) -> list[PersonPhoto]:
    """The photos that stand, the oldest first: of two that two desks took, the later one is shown."""
    mine = select(PersonPhoto).where(live(r, PersonPhoto), col(PersonPhoto.person_id).in_(people))
    return sorted(r.all(mine), key=lambda row: row.id)


def _void(w: Work, rows: Iterable[PersonPhoto], reason: str) -> None:
    for row in rows:
        w.void(row, reason)


def _person(w: Work, stay_id: str) -> str:
    person_id = w.need(Stay, stay_id).person_id
    if person_id is None:
        raise UserError(
            "photo.nameless",
            _("Kartu ini belum bernama; fotonya belum dapat disimpan."),
            _("Beri nama dulu orangnya, lalu ambil fotonya."),
        )
    return person_id
