"""Cards with a name: for one person, a family or a ship; lost and replaced ones, whose codes count no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import col, select

from app.access.office import site_of
from app.access.rules import require
from app.access.views import SiteView
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.printing.values import Record
from app.reference.enumerations import codes
from app.registration import cards, families, photos
from app.registration.counts import HeadLine, heads_of, heads_of_batch
from app.registration.live import live, need_arrived
from app.registration.records import Stay
from app.registration.wording import clean_text
from app.store.journal import chunks
from app.store.work import Reading, Work

Kind = Literal["id-card", "wristband"]
"""The forms a named card can have: cards to hang around the neck, or strips for the wrist."""
MOST = 1000
_EXCHANGED = "kartu_cetak"
GetPhoto = Callable[[str], bytes | None]
"""The JPEG of a digest; None when it has not arrived yet."""


@dataclass(frozen=True)
class CardFace:
    """What stands on one card; `photo` is the digest of its picture. The QR holds `token` alone."""

    stay_id: str
    number: str
    token: str
    name: str
    head_class: str
    batch_id: str | None
    day: date
    photo: str | None


@dataclass(frozen=True)
class Faces:
    """The cards to print, and the post whose they are."""

    site: SiteView
    cards: tuple[CardFace, ...]

    def sheet(self, kind: Kind, ships: Mapping[str, str], photo: GetPhoto, paper: str = "A4") -> Sheet:
        """The sheets; `ships` names batches, `photo` gives pictures (not needed for strips)."""
        records = [_record(face, ships, photo if kind == "id-card" else _no_photo) for face in self.cards]
        return Sheet(kind, {"site": self.site.name, "cards": records}, paper)


def issue(w: Work, stay_ids: Sequence[str]) -> Faces:
    """The cards of these heads, in this order; whoever holds none with a code gets one, heads without a name none."""
    require(w.actor, "registration.cards")
    lines = {line.stay_id: line for line in heads_of(w, list(stay_ids))}
    named = [lines[stay] for stay in dict.fromkeys(stay_ids) if stay in lines and lines[stay].name]
    if not named:
        raise UserError(
            "card.nobody",
            _("Tidak ada orang bernama yang dapat dibuatkan kartu; tidak ada yang dicetak."),
            _("Beri nama dulu orangnya."),
        )
    if len(named) > MOST:
        raise UserError("card.count", _("Jumlah kartu 1 sampai {n}.").format(n=MOST))
    pictures = photos.photos_of(w, [line.person_id for line in named if line.person_id])
    held = _held(w, named)
    made = [_face(line, *held[line.stay_id], pictures.get(line.person_id or "")) for line in named]
    return Faces(site_of(w), tuple(made))


def replace(w: Work, stay_id: str, kind: str, note: str | None = None, number: str | None = None) -> str:
    """Another card for a head, its old one counts no more (`alasan_kartu`); the new number.

    `number` is a printed card taken from the stock, scanned or typed; without one a new card is made, to be printed.
    """
    stay = _ending(w, stay_id, kind, note)
    fresh = cards.number_of(w, number) if number and number.strip() else ""
    if fresh and fresh == stay.card_number:
        raise UserError(
            "card.same",
            _("Itu nomor kartu yang lama; tidak ada yang diubah."),
            _("Tulis nomor kartu yang baru, atau kosongkan untuk mencetak kartu baru."),
        )
    cards.end(w, stay, kind, clean_text(note))
    return cards.give(w, stay, fresh or cards.mint(w, 1)[0][0]).number


def lose(w: Work, stay_id: str, kind: str, note: str | None = None) -> None:
    """The card a head held counts no more, and he has none for now."""
    stay = _ending(w, stay_id, kind, note)
    if stay.card_number is None:
        raise UserError("card.none", _("Orang ini tidak memegang kartu; tidak ada yang diubah."))
    cards.end(w, stay, kind, clean_text(note))


def family_stays(r: Reading, person_id: str) -> list[str]:
    """The stays of somebody's family that count, himself included."""
    family = families.family_of(r, person_id)
    members = families.view(r, family).members if family else ()
    return [member.head.stay_id for member in members if member.head]


def ship_stays(r: Reading, batch_id: str) -> list[str]:
    """The stays of a ship that have a name, by card number and name."""
    lines = [line for line in heads_of_batch(r, batch_id) if line.name and not line.body]
    return [line.stay_id for line in sorted(lines, key=lambda line: (line.card_number or "~", line.display))]


def _ending(w: Work, stay_id: str, kind: str, note: str | None) -> Stay:
    require(w.actor, "registration.cards")
    if kind not in codes("alasan_kartu"):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))
    clean_text(note)
    return need_arrived(w, stay_id)


def _held(w: Work, lines: Sequence[HeadLine]) -> dict[str, tuple[str, str]]:
    """Stay → number and token of the card a head holds; a number written by hand is exchanged for a printed card."""
    tokens = cards.tokens_of(w, [line.card_number for line in lines if line.card_number])
    held = {line.stay_id: (line.card_number, tokens[line.card_number]) for line in lines if line.card_number in tokens}
    without = [line.stay_id for line in lines if line.stay_id not in held]
    stays: dict[str, Stay] = {}
    for some in chunks(without):
        stays |= {stay.id: stay for stay in w.all(select(Stay).where(live(w, Stay), col(Stay.id).in_(some)))}
    return held | cards.press(w, [stays[stay_id] for stay_id in without], _EXCHANGED)


def _face(line: HeadLine, number: str, token: str, photo: str | None) -> CardFace:
    return CardFace(
        line.stay_id, number, token, line.display, line.head_class or "", line.batch_id, line.arrived, photo
    )


def _record(face: CardFace, ships: Mapping[str, str], photo: GetPhoto) -> Record:
    return {
        "number": face.number,
        "token": face.token,
        "name": face.name,
        "class": face.head_class,
        "ship": ships.get(face.batch_id or "", f"{face.day:%d-%m-%Y}"),
        "photo": photo(face.photo) if face.photo else None,
    }


def _no_photo(_digest: str) -> None:
    """A strip has no room for a picture."""
