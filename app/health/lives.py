"""Births and deaths as health knows them; that a child is here or somebody died is registration's to say."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health.heads import arrivals, here, known
from app.health.records import Birth, Death, DeathPaper
from app.health.steps import check_day, working_day
from app.health.trail import looking, refuse_closed
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import choices, codes
from app.registration.rules import BODIES_HERE
from app.registration.wording import clean_text

NEEDED = ("surat_kematian", "surat_pemulasaraan", "izin_angkut", "persetujuan_keluarga")
"""The papers every death needs before the body travels; the others only where they apply."""
WEIGHTS, LENGTHS = (300, 7000), (200, 650)
"""Grams and millimetres a newborn child may have."""
MOST_TOGETHER = 6
"""Children of one birth."""


@dataclass(frozen=True)
class BirthDraft:
    """A birth as entered; `weight` in grams, `length` in millimetres, `child` which of several born together."""

    mother_stay_id: str
    born_on: date
    born_time: str = ""
    sex: str | None = None
    weight: int | None = None
    length: int | None = None
    helper: str = ""
    place: str = ""
    mother_state: str = ""
    baby_state: str = ""
    child: int = 1


@dataclass(frozen=True)
class PaperState:
    """One paper a death may need, and whether it is there."""

    kind: str
    needed: bool
    there: bool
    number: str = ""
    issuer: str = ""
    issued: date | None = None


@dataclass(frozen=True)
class DeathView:
    """What is known of a death; `missing` are the codes of needed papers that are not there yet."""

    cause: str
    certified_by: str
    infectious: bool
    papers: tuple[PaperState, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The papers still to be got."""
        return tuple(paper.kind for paper in self.papers if paper.needed and not paper.there)


def note_birth(office: Office, draft: BirthDraft) -> str:
    """Keep how a birth went; registering the child is done in Orang."""
    refuse_closed(office)
    require(office.actor, "health.birth")
    mother = here(office, draft.mother_stay_id)
    if mother.sex == "L":
        raise UserError(
            "health.mother",
            _("Orang ini tercatat laki-laki, jadi tidak dapat dicatat melahirkan; belum disimpan."),
            _("Periksa kartunya, atau betulkan jenis kelamin di layar Orang."),
        )
    check_day(draft.born_on, mother, working_day(office), _("Tanggal lahir"))
    _check_size(draft)
    if not 1 <= draft.child <= MOST_TOGETHER:
        raise UserError("health.child", _("Anak ke berapa ditulis 1 sampai {n}.").format(n=MOST_TOGETHER))
    values = _birth_values(draft)
    with office.write("health.birth", HEALTH) as w:
        row_id = derived_id("health.birth", mother.stay_id, draft.born_on.isoformat(), str(draft.child))
        fresh = Birth(id=row_id, stay_id=mother.stay_id, at=w.now(), officer=w.actor.name, **values)
        row, created = w.insert_once(fresh)
        if not created and row.void_reason is not None:
            w.update(row, **values, at=w.now(), officer=w.actor.name, void_reason=None)
        elif any(getattr(row, name) != value for name, value in values.items()):
            raise UserError(
                "health.born",
                _("Kelahiran ibu ini pada tanggal itu sudah dicatat dengan isi lain; belum disimpan."),
                _("Kalau kembar, tulis anak ke berapa. Kalau keliru, batalkan dulu catatan yang lama."),
            )
        return row.id


def _birth_values(draft: BirthDraft) -> dict[str, Any]:
    told = ("born_time", "helper", "place", "mother_state", "baby_state")
    values: dict[str, Any] = {name: clean_text(getattr(draft, name)) for name in told}
    return values | {name: getattr(draft, name) for name in ("born_on", "sex", "weight", "length")}


def _check_size(draft: BirthDraft) -> None:
    for value, (least, most), what, unit in (
        (draft.weight, WEIGHTS, _("Berat lahir"), "gram"),
        (draft.length, LENGTHS, _("Panjang lahir"), "mm"),
    ):
        if value is not None and not least <= value <= most:
            raise UserError(
                "health.newborn",
                _("{what} {value} {unit} tidak mungkin; belum disimpan.").format(what=what, value=value, unit=unit),
                _("Tulis {least} sampai {most} {unit}.").format(least=least, most=most, unit=unit),
            )


def note_death(office: Office, stay_id: str, cause: str, certified_by: str, infectious: bool) -> None:
    """Keep the cause of a death; the death itself must stand in registration first."""
    refuse_closed(office)
    require(office.actor, "health.death")
    if known(office, stay_id).account not in BODIES_HERE:
        raise UserError(
            "health.not_dead",
            _("Kematian orang ini belum dicatat di layar Orang; sebabnya belum disimpan."),
            _("Minta petugas Satgas mencatat kematiannya dulu, lalu ulangi di sini."),
        )
    values: dict[str, Any] = {
        "cause": clean_text(cause),
        "certified_by": clean_text(certified_by),
        "infectious": infectious,
    }
    with office.write("health.death", HEALTH) as w:
        fresh = Death(
            id=derived_id("health.death", stay_id), stay_id=stay_id, at=w.now(), officer=w.actor.name, **values
        )
        row, created = w.insert_once(fresh)
        if not created:
            w.update(row, **values, void_reason=None)


def paper_there(office: Office, stay_id: str, paper: PaperState) -> None:
    """A paper a death needs is here, or (`there` False) is not after all."""
    refuse_closed(office)
    require(office.actor, "health.death")
    known(office, stay_id)
    if paper.kind not in codes("dokumen_kematian"):
        raise UserError("health.paper", _("Surat ini tidak ada di daftar; belum disimpan."))
    values: dict[str, Any] = {
        "number": clean_text(paper.number),
        "issuer": clean_text(paper.issuer),
        "issued": paper.issued,
    }
    with office.write("health.death_paper", HEALTH) as w:
        row_id = derived_id("health.death_paper", stay_id, paper.kind)
        row = w.get(DeathPaper, row_id)
        if row is None and paper.there:
            who = w.actor.name
            w.insert(DeathPaper(id=row_id, stay_id=stay_id, kind=paper.kind, at=w.now(), officer=who, **values))
        elif row is not None and paper.there:
            w.update(row, **values, void_reason=None)
        elif row is not None and row.void_reason is None:
            w.void(row, _("belum ada"))


def death_of(office: Office, stay_id: str) -> DeathView:
    """What is known of a death and its papers."""
    stays = arrivals(office, stay_id)
    with looking(office, "person") as look:
        told = look.of_stays(Death, stays)
        papers = {row.kind: row for row in look.of_stays(DeathPaper, stays)}
    states = tuple(_state(one.code, papers.get(one.code)) for one in choices("dokumen_kematian"))
    if not told:
        return DeathView("", "", False, states)
    return DeathView(told[0].cause or "", told[0].certified_by or "", told[0].infectious, states)


def _state(kind: str, row: DeathPaper | None) -> PaperState:
    if row is None:
        return PaperState(kind, kind in NEEDED, False)
    return PaperState(kind, kind in NEEDED, True, row.number or "", row.issuer or "", row.issued)
