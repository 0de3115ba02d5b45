"""The timeline of a person tells the recheck and every paper the person stands on."""

from pathlib import Path

from app.access.days import today
from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.handover import receipt, service
from app.handover.custody import chain
from app.handover.story import papers
from app.manifest import recheck
from app.manifest.story import rechecks
from app.registration.counts import heads_of_batch
from app.registration.page import page
from app.registration.timeline import Entry
from tests.handover.samples import issued
from tests.helpers.between import SIGNED_BY, checked, sent
from tests.helpers.between import issued as issued_by_bone
from tests.helpers.office import landed, ship
from tests.manifest.lists import do, keep_list


def told(office: Office, stay_id: str | None) -> list[Entry]:
    with office.read() as r:
        shown = page(r, stay_id or "", today(r), (rechecks, papers))
    assert shown is not None
    return list(shown.timeline)


def texts(office: Office, stay_id: str) -> list[str]:
    return [entry.text for entry in told(office, stay_id)]


def test_a_printed_and_signed_paper_is_told(office: Office) -> None:
    (stay,) = landed(office, ship(office), 1)
    paper = issued(office, [stay])
    assert f"Dicetak di BAST {paper.number}" in texts(office, stay)
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id, None)
    assert f"BAST {paper.number} ditandatangani" in texts(office, stay)


def test_a_void_paper_says_why(office: Office) -> None:
    (stay,) = landed(office, ship(office), 1)
    paper = issued(office, [stay])
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah penerima")
    assert "Dibatalkan: salah penerima" in [entry.detail for entry in told(office, stay)]


def test_the_line_of_the_recheck_is_told_with_who_found_it(office: Office) -> None:
    line = keep_list(office, ship(office))[0]
    confirmed = do(office, recheck.confirm, line)
    (entry,) = [entry for entry in told(office, confirmed.stay_id) if entry.text.startswith("Diperiksa")]
    assert entry.by == "Siti Aminah"
    assert "no. 1" in entry.detail


def test_what_happened_with_a_void_paper_keeps_its_number(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    stays = landed(office, ship(office), 2)
    gone = sent(office, stays, partner, stick)
    with office.write("handover.void") as w:
        service.void(w, gone.paper, "nama provinsi keliru")
    with office.read() as r:
        (link,) = chain(r, stays[:1])
    assert link.detail == f"{gone.number} · dibatalkan: nama provinsi keliru"


def test_where_somebody_was_handed_on_is_told_once_however_often_the_receipt_is_written(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    stays = landed(office, ship(office), 2)
    loaded = courier.take(bone, sent(office, stays, partner, stick).path).papers[0]
    checked(bone, loaded.id)
    with bone.read() as r:
        here = {head.display: head.stay_id for head in heads_of_batch(r, loaded.batch_id)}
    for stay in here.values():  # each goes on by a paper of his own, and a receipt tells of it every time
        issued_by_bone(bone, [stay], "Pemerintah Desa Pompanua", "desa")
        courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path)
    with office.read() as r:
        for stay in stays:
            told = [link.text for link in chain(r, [stay])]
            assert sum("menyerahkan kepada Pemerintah Desa" in text for text in told) == 1
