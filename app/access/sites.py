"""Settings of the post, and the people who sign its papers."""

from dataclasses import asdict, dataclass, fields, replace

from sqlmodel import col, select

from app.access.office import Office
from app.access.records import Signatory, Site
from app.access.rules import clean_name, require
from app.access.views import SiteView
from app.kernel.clock import ZONES
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.store.work import Reading, Work

MOST_PEOPLE = 20_000
MOST_DAYS = 90
CAPACITIES = ("", "a.n.", "u.b.", "Plt.", "Plh.")


def update_site(office: Office, site: SiteView) -> SiteView:
    """Keep changed settings of the post; code and kind stay as they were set up."""
    office.require("access.site")
    if site.zone not in ZONES or not 0 <= site.day_start_minutes < 24 * 60:
        raise UserError("access.site", _("Zona waktu atau jam mulai hari belum benar."))
    if not 0 <= site.capacity <= MOST_PEOPLE:
        raise UserError("access.site", _("Kapasitas pos ditulis 0 sampai {n} orang.").format(n=MOST_PEOPLE))
    if not 1 <= site.receipt_days <= MOST_DAYS:
        raise UserError("access.site", _("Batas menunggu tanda terima ditulis 1 sampai {n} hari.").format(n=MOST_DAYS))
    changed = asdict(replace(site, name=clean_name(site.name)))
    values = {name: value for name, value in changed.items() if name not in ("id", "code", "kind", "letterhead")}
    with office.write("access.update_site") as w:
        w.update(w.need(Site, office.site.id), letterhead=list(site.letterhead), **values)
    office.refresh()
    return office.site


@dataclass(frozen=True)
class SignatoryDraft:
    """Who signs papers; `capacity` one of CAPACITIES, `on_behalf_of` the office signed for."""

    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""
    institution: str = ""
    capacity: str = ""
    on_behalf_of: str = ""
    address: str = ""


@dataclass(frozen=True)
class SignatoryView(SignatoryDraft):
    """A signatory on the list."""

    id: str = ""


def list_signatories(r: Reading) -> list[SignatoryView]:
    """The signatories in use, by name."""
    query = select(Signatory).where(
        Signatory.site_id == r.site_id, col(Signatory.active).is_(True), col(Signatory.void_reason).is_(None)
    )
    return sorted((_view(row) for row in r.all(query)), key=lambda one: one.name.casefold())


def signatory(r: Reading, signatory_id: str) -> SignatoryView:
    """One signatory, also a retired one."""
    return _view(r.need(Signatory, signatory_id))


def add_signatory(w: Work, draft: SignatoryDraft) -> SignatoryView:
    """Put somebody on the list."""
    require(w.actor, "access.signatories")
    return _view(w.insert(Signatory(id=new_id(), **asdict(_checked(draft)))))


def change_signatory(w: Work, signatory_id: str, draft: SignatoryDraft) -> SignatoryView:
    """Correct what is known of a signatory; papers already frozen keep what they were printed with."""
    require(w.actor, "access.signatories")
    return _view(w.update(w.need(Signatory, signatory_id), **asdict(_checked(draft))))


def retire_signatory(w: Work, signatory_id: str) -> None:
    """Take somebody off the list."""
    require(w.actor, "access.signatories")
    w.update(w.need(Signatory, signatory_id), active=False)


def _checked(draft: SignatoryDraft) -> SignatoryDraft:
    if draft.capacity not in CAPACITIES:
        raise UserError("access.signatory", _("Pilih cara menandatangani: biasa, a.n., u.b., Plt., atau Plh."))
    return replace(draft, name=clean_name(draft.name))


def _view(row: Signatory) -> SignatoryView:
    return SignatoryView(**{field.name: getattr(row, field.name) for field in fields(SignatoryView)})
