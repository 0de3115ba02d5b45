"""Real offices that hand people over to each other: homes of their own, cards, kits and one stick between them."""

from dataclasses import dataclass
from pathlib import Path

from app import tables
from app.access.office import Office
from app.access.partners import PartnerView
from app.access.people import PersonDraft
from app.access.roles import KEPALA, PENERIMA
from app.access.setup import SiteDraft, create_site
from app.desktop import courier
from app.handover import drafts, receipt, requirements, service
from app.handover.answering import Reply, incoming_papers
from app.handover.incoming import paper_of
from app.handover.service import Issued
from app.handover.terms import DraftBast, Party
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.manifest import recheck
from app.manifest.delivered import states
from app.sync import kits, offices
from tests.helpers.offices import KEPALA as PASSPHRASE

assert tables.ALL  # every table is known before a vault is made

GIVER = Party("Drs. Amiruddin Rahman", position="Kepala Dinas Sosial Kabupaten Nunukan", institution="Satgas Nunukan")
BONE = "Dinas Sosial Kabupaten Bone"
SIGNED_BY = Reply("Andi Tenri Ampa, S.Sos.", "Kepala Bidang Rehabilitasi Sosial")


@dataclass(frozen=True)
class Handover:
    """A bundle on the stick and the paper in it."""

    path: Path
    paper: str
    number: str
    stays: tuple[str, ...]


def receiving(folder: Path, clock: FixedClock, code: str = "DSBONE", name: str = BONE, kind: str = "kabkota") -> Office:
    """A receiving office through its real first run; its head is signed in."""
    person = PersonDraft("andi", "Andi Tenri Ampa", frozenset({KEPALA, PENERIMA}))
    return create_site(Home(folder), SiteDraft(code, name, kind, "WITA"), person, PASSPHRASE, clock).office


def acquaint(sender: Office, receiver: Office, stick: Path) -> PartnerView:
    """The receiver's card goes to the sender, the sender's kit comes back; both codes are compared."""
    stick.mkdir(exist_ok=True)
    card = offices.write_card(receiver, stick)
    partner = offices.accept_card(sender, kits.read_card(card.path), card.code)
    kit = kits.write_office_kit(sender, partner.id, stick)
    assert kits.read_kit(receiver, kit.path, kit.code).kind == "office"
    return partner


def issued(office: Office, stays: list[str], receiver: str = BONE, kind: str = "kabkota", sign: bool = True) -> Issued:
    """A numbered BAST to that office, signed on the spot unless asked otherwise."""
    reasons = dict.fromkeys(requirements.REASONS, "dicatat di pos")
    party = Party("Penerima", institution=receiver, relation="saudara" if kind == requirements.FAMILY else "")
    draft = DraftBast(kind, party, GIVER, tuple(stays), parting_reason="jemputan lain", reasons=reasons)
    with office.write("handover.draft") as w:
        paper_id = drafts.draft(w, draft)
    with office.write("handover.issue") as w:
        paper = service.issue(w, paper_id)
    if sign:
        with office.write("handover.sign") as w:
            receipt.sign(w, paper.id)
    return paper


def sent(office: Office, stays: list[str], partner: PartnerView, stick: Path, sign: bool = True) -> Handover:
    """Such a BAST in a bundle for the partner."""
    paper = issued(office, stays, partner.name, sign=sign)
    written = courier.send(office, [paper.id], partner.id, stick)
    return Handover(written.path, paper.id, paper.number, tuple(stays))


def checked(office: Office, incoming_id: str, absent: int = 0) -> None:
    """Everybody on an incoming paper is checked at the bus; the last `absent` of them did not come."""
    with office.read() as r:
        view = next(one for one in incoming_papers(r) if one.id == incoming_id)
        manifest = paper_of(r, incoming_id).manifest_id
        lines = [state.line_id for state in states(r, manifest) if state.status == "belum_diperiksa"]
    assert view.waiting == len(lines)
    for place, line in enumerate(lines):
        with office.write("manifest.recheck") as w:
            if place >= len(lines) - absent:
                recheck.absent(w, line, "tidak_hadir_sakit", "dirawat di Parepare")
            else:
                recheck.confirm(w, line)
