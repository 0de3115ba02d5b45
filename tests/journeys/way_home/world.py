"""The places of the journey: two desks at Nunukan, six offices with Pulang, the centre, and the sticks between them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.access.days import open_day
from app.access.office import Office
from app.access.partners import PartnerView, partners
from app.central.centre import Centre, init
from app.central.enrolling import enroll
from app.central.ingesting import ingest
from app.desktop import courier
from app.handover import drafts, receipt, service
from app.handover.answering import Reply, incoming_papers
from app.handover.incoming import paper_of
from app.handover.service import Issued
from app.handover.terms import Party, Signing
from app.manifest import delivered, recheck
from app.registration.counts import heads_of
from app.sync import kits
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.handover.samples import draft
from tests.helpers.between import receiving
from tests.journeys.way_home.people import Manifested
from tests.sync.desks import Site, open_site

OFFICES = {
    "PRE": ("Transit Parepare", "transit"),
    "DSNTT": ("Dinas Sosial Provinsi Nusa Tenggara Timur", "provinsi"),
    "DSFLT": ("Dinas Sosial Kabupaten Flores Timur", "kabkota"),
    "DSBONE": ("Dinas Sosial Kabupaten Bone", "kabkota"),
    "DSSTRA": ("Dinas Sosial Provinsi Sulawesi Tenggara", "provinsi"),
}
"""Those with Pulang: a transit site and four receiving offices."""
ON_PAPER = {
    "bulukumba": "Dinas Sosial Kabupaten Bulukumba",
    "wajo": "Dinas Sosial Provinsi Sulawesi Selatan",
    "sikka": "Dinas Sosial Kabupaten Sikka",
    "muna": "Dinas Sosial Kabupaten Muna",
}
"""Those without: they answer by the code of the receipt slip."""


@dataclass
class Desk:
    """A desk of Nunukan and the sticks it filled for everybody."""

    office: Office
    sticks: list[Path] = field(default_factory=list)

    def fills(self, folder: Path, only: Office | None = None) -> list[Path]:
        """A stick with everything the other desk and the centre (or this desk alone) are not known to have."""
        to = [only.device.id] if only else None
        written = [file.path for file in write_bundle(self.office, folder, to).files]
        self.sticks += [] if only else written
        return written

    def reads(self, files: Iterable[Path]) -> None:
        """Whatever is on a stick."""
        for file in files:
            read_bundle(self.office, file)


@dataclass
class World:
    """Everybody who takes part; `ships`, `papers` and `stays` are filled as the story goes on."""

    folder: Path
    site: Site
    a: Desk
    b: Desk
    offices: dict[str, Office]
    centre: Centre
    ships: list[Manifested] = field(default_factory=list)
    stays: dict[str, list[str]] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def stick(self) -> Path:
        """A new, empty stick."""
        found = self.folder / f"stik-{len(list(self.folder.glob('stik-*'))):03d}"
        found.mkdir()
        return found

    @property
    def desks(self) -> tuple[Desk, Desk]:
        """Both desks of Nunukan."""
        return self.a, self.b

    @property
    def everywhere(self) -> dict[str, Office]:
        """Every open office by what its site is called here."""
        return {"NNK": self.a.office, "NNK/B": self.b.office, **self.offices}

    def dawn(self, day: date) -> None:
        """A working day begins everywhere."""
        self.site.clock.instant = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
        for office in self.everywhere.values():
            with office.write("day.open") as w:
                open_day(w, day)

    def do(self, office: Office, act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """One use case as one Work, a few seconds after the one before."""
        self.site.clock.advance(seconds=7)
        with office.write("journey") as w:
            return act(w, *given, **named)

    def close(self) -> None:
        """Everybody signs out."""
        self.centre.close()
        for office in self.offices.values():
            office.lock()
        self.site.close()


def built(folder: Path, database: str) -> World:
    """The site with its two desks, the offices and the centre that vouches for each of them to the others."""
    site = open_site(folder / "nunukan")
    a, b = Desk(site.first), Desk(site.second())
    offices = {
        code: receiving(folder / code.lower(), site.clock, code, name, kind) for code, (name, kind) in OFFICES.items()
    }
    centre = init(folder / "pusat", "Pusat", database, site.clock)
    world = World(folder, site, a, b, offices, centre)
    for _round in range(2):  # the second kit brings the cards of those who came after
        for office in (site.first, *offices.values()):
            enrolled = enroll(centre, kits.write_site_request(office, world.stick))
            kits.read_kit(office, enrolled.kit, enrolled.code)
    b.reads(a.fills(world.stick, b.office))
    return world


def partner(office: Office, code: str) -> PartnerView:
    """An office as another one knows it."""
    with office.read() as r:
        return next(one for one in partners(r) if one.code == code)


def numbered(world: World, office: Office, stays: list[str], kind: str, receiver: str) -> Issued:
    """A BAST with its number, waiting to be signed."""
    to = Party("Kamaruddin", institution=receiver, nik="7302091505600001", relation="paman")
    given = draft(stays, kind=kind, receiver=to, parting_reason="dijemput menurut tujuan")
    issued: Issued = world.do(office, service.issue, world.do(office, drafts.draft, given))
    return issued


def handed(world: World, office: Office, stays: list[str], kind: str, receiver: str) -> Issued:
    """A BAST signed for all; the receipt is still to come."""
    paper = numbered(world, office, stays, kind, receiver)
    world.do(office, receipt.sign, paper.id)
    return paper


def taken_home(world: World, office: Office, stays: list[str], kind: str, receiver: str) -> Issued:
    """A BAST whose receiver stands here and takes everybody."""
    paper = numbered(world, office, stays, kind, receiver)
    world.do(office, receipt.sign, paper.id, Signing())
    return paper


def sent(world: World, office: Office, papers: list[str], code: str) -> Path:
    """These papers in a bundle for another office."""
    return courier.send(office, papers, partner(office, code).id, world.stick).path


def got_off(world: World, office: Office, incoming_id: str, absent: Iterable[str] = (), most: int = 10_000) -> None:
    """Those on a paper are checked at the bus (the first so many); `absent` are stays at the office that sent them."""
    missing = set(absent)
    world.site.clock.advance(minutes=1)
    with office.write("manifest.recheck") as w:
        manifest = paper_of(w, incoming_id).manifest_id
        waiting = [one for one in delivered.states(w, manifest) if one.status == "belum_diperiksa"]
        for one in waiting[:most]:
            if one.stay in missing:
                recheck.absent(w, one.line_id, "tidak_hadir_sakit", "dirawat di jalan")
            else:
                recheck.confirm(w, one.line_id)


def answered(world: World, office: Office, incoming_ids: list[str], by: str) -> Path:
    """The signed receipt for these papers, on a stick."""
    world.site.clock.advance(minutes=1)
    return courier.reply(office, incoming_ids, Reply(by, "Kepala Bidang"), world.stick).path


def here_by_regency(office: Office, incoming_id: str) -> dict[str, list[str]]:
    """Regency → those who got off with a paper, by their stays here."""
    with office.read() as r:
        view = next(one for one in incoming_papers(r) if one.id == incoming_id)
        found: dict[str, list[str]] = {}
        for head in heads_of(r, [one.here for one in view.heads if one.here]):
            found.setdefault((head.destination_code or "")[:5], []).append(head.stay_id)
    return found


def ingested(world: World, files: Iterable[Path]) -> None:
    """The centre takes these in; none is refused."""
    for file in files:
        found = ingest(world.centre, file)
        assert found.refused == (), found.refused
