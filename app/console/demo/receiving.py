"""Two days later: Dinas Sosial of the province loads the list, checks its people off, and answers with a receipt."""

from pathlib import Path
from typing import Any

from app.access.days import open_day
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.roles import KEPALA as HEAD
from app.access.roles import PENERIMA
from app.access.setup import SiteDraft, create_site
from app.console.demo.leaving import BY_BUNDLE, BY_PAPER, REMARKS
from app.console.demo.officers import KEPALA, seat
from app.console.demo.stage import Stage
from app.desktop import courier
from app.handover import listing, receipt, terms
from app.handover.answering import IncomingView, Reply, incoming_papers
from app.handover.incoming import paper_of
from app.handover.terms import Signing
from app.kernel.clock import operational_date
from app.kernel.paths import Home
from app.manifest import recheck
from app.manifest.delivered import states
from app.manifest.rules import UNCHECKED
from app.sync import kits, offices

OFFICE = SiteDraft("DSNTT", "Dinas Sosial Provinsi Nusa Tenggara Timur", "provinsi", "WITA", city="Kupang")
MARIA = PersonDraft("maria", "Maria Contoh Tukan", frozenset({HEAD, PENERIMA}), "Pekerja Sosial Ahli Muda")
PASSPHRASE = "tenun ikat di pelabuhan"  # noqa: S105 - of the sample office, written down in its folder
WHY = "sakit di ruang tunggu, tidak ikut kapal ini"


def get_acquainted(stage: Stage) -> dict[str, Any]:
    """The office sets itself up; its card comes by stick, the kit goes back, both codes are read out."""
    stage.later(minutes=20)
    seat(stage, KEPALA)
    stick, folder = stage.folder("flashdisk"), stage.folder("penerima")
    office = create_site(Home(folder), OFFICE, MARIA, PASSPHRASE, stage.clock).office
    card = offices.write_card(office, stick)
    partner = offices.accept_card(stage.office, kits.read_card(card.path), card.code)
    kit = kits.write_office_kit(stage.office, partner.id, stick)
    kits.read_kit(office, kit.path, kit.code)
    (folder / "masuk.txt").write_text(f"{MARIA.login} / {PASSPHRASE}\n", encoding="utf-8")
    paper = stage.outcomes["basts"][BY_BUNDLE]
    sent = courier.send(stage.office, [paper["id"]], partner.id, stick)
    stage.outcomes |= {"receiver": office, "handed": sent.path}
    return {"office": partner.name, "bundle": str(sent.path.relative_to(stage.out)), "paper": paper["number"]}


def answer(stage: Stage) -> dict[str, Any]:
    """The bus is there: all but one get off; the receipt goes back and is read at the desk."""
    stage.later(days=2)
    office: Office = stage.outcomes["receiver"]
    with office:
        courier.take(office, stage.outcomes["handed"])
        view = _checked_off(stage, office)
        said = Reply(MARIA.name, MARIA.title, "")
        written = courier.reply(office, [view.id], said, stage.folder("flashdisk"))
        with office.read() as r:
            view = incoming_papers(r)[0]
    read = _read_back(stage, written.path)
    missing = [{"name": head.name, "why": head.note} for head in view.heads if head.outcome == terms.NOT_THERE]
    return {
        "office": OFFICE.name, "listed": len(view.heads), "received": view.count(terms.TAKEN), "missing": missing,
        "receipt": str(written.path.relative_to(stage.out)), "read": read,
    }  # fmt: skip


def _checked_off(stage: Stage, office: Office) -> IncomingView:
    """Everybody on the list is called; who does not answer is written down with the reason."""
    with office.read() as r:
        view = incoming_papers(r)[0]
        waiting = [line.line_id for line in states(r, paper_of(r, view.id).manifest_id) if line.status == UNCHECKED]
    for line in waiting[:-1]:
        stage.later(seconds=5)
        with office.write("manifest.recheck") as w:
            recheck.confirm(w, line)
    with office.write("manifest.recheck") as w:
        recheck.absent(w, waiting[-1], "tidak_hadir_sakit", WHY)
    return view


def _read_back(stage: Stage, receipt_file: Path) -> list[str]:
    """The desk reads the receipt of the one office and notes the paper of the other, on the day both come."""
    stage.later(hours=2)
    seat(stage, KEPALA)
    site = stage.office.site
    with stage.office.write("access.day") as w:
        open_day(w, operational_date(stage.clock.now(), site.zone, site.day_start_minutes))
    carried = courier.take(stage.office, receipt_file)
    papers = stage.outcomes["basts"]
    with stage.office.write("handover.receive") as w:
        receipt.receive(w, papers[BY_PAPER]["id"], Signing(remarks=REMARKS))
    with stage.office.read() as r:
        for paper in papers:
            line = listing.handover(r, paper["id"]).line
            paper |= {"state": line.state, "state_words": terms.STATES[line.state]}
    return list(carried.lines)
