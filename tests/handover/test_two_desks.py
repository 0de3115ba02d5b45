"""One paper, two desks: what both record of it is one movement, whoever recorded it first."""

from pathlib import Path

from app.access.office import Office
from app.handover import listing, receipt, service, terms
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.registration import heads
from app.registration.counts import heads_of
from app.store.work import Reading
from tests.handover.samples import issued
from tests.helpers.office import landed
from tests.manifest.lists import DeskB


def places(r: Reading, stays: list[str]) -> list[tuple[str, int]]:
    return [(head.account, head.suspense) for head in heads_of(r, stays)]


def test_a_signature_recorded_at_two_desks_passes_custody_once(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    stays = landed(office, None, 3)
    paper = issued(office, stays)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    clock.advance(minutes=3)
    with desk_b.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    desk_b.send()
    desk_b.receive(office.vault("general"))
    for reading in (office.read(), desk_b.read()):
        with reading as r:
            assert places(r, stays) == [("diberangkatkan", 0)] * 3
            assert {len(heads.movements(r, stay)) for stay in stays} == {2}
    desk_b.close()


def test_a_paper_signed_refused_and_signed_again_passes_custody(office: Office, clock: FixedClock) -> None:
    stays = landed(office, None, 2)
    paper = issued(office, stays)
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah cetak nama")
    clock.advance(minutes=3)
    again = issued(office, stays)
    with office.write("handover.sign") as w:
        assert (
            receipt.sign(w, again.id, Signing({stays[1]: "ditolak"}, refusal="bukan warga kami"))
            == terms.RECEIVED_IN_PART
        )
    with office.read() as r:
        assert places(r, stays) == [("diberangkatkan", 0), ("hadir", 0)]
        assert listing.unreceived(r) == []
