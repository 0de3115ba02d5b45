"""Papers that are wrong: for another office, twice, too many, called off, not finished; one sentence, nothing lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import PartnerView
from app.access.roles import PENDAMPING
from app.bundle.shapes import shaped
from app.departure import boarding
from app.desktop import courier
from app.handover import answering, judging, listing, receipt, receipts_back, service, slips, terms
from app.handover.receipts_back import Answer
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.reconciliation import closing
from app.reconciliation.ledger import Scope, view
from app.registration import exits, heads
from app.registration.counts import heads_of
from app.registration.heads import NewHead, Who
from app.reports import sending
from app.reports.content import Signers
from app.reports.periodic import Want
from app.reports.sending import sent_reports
from app.store.have import have_of
from app.store.rebuild import content_digest
from app.store.work import Actor
from tests.departure.quay import assigned, do, planned
from tests.handover.samples import drafted
from tests.helpers.between import SIGNED_BY, acquaint, checked, issued, receiving, sent
from tests.helpers.office import MORNING, landed, landed_one, ship
from tests.helpers.offices import lower_cost
from tests.sync.desks import Site, open_site, send

SEEDS = count(1)


class Post:
    """Nunukan with two desks, and two offices that know it and each other."""

    def __init__(self, folder: Path) -> None:
        self.site: Site = open_site(folder / "nunukan")
        self.site.clock.instant = MORNING
        self.a, self.b = self.site.first, self.site.second()
        self.bone = receiving(folder / "bone", self.site.clock)
        self.wajo = receiving(folder / "wajo", self.site.clock, "DSWAJO", "Dinas Sosial Kabupaten Wajo")
        self.stick = self.site.stick
        self.partner: PartnerView = acquaint(self.a, self.bone, self.stick)
        for other, office in ((self.a, self.wajo), (self.wajo, self.bone)):
            acquaint(other, office, self.stick)

    def people(self, number: int) -> list[str]:
        """So many people off a ship of their own."""
        return landed(self.a, ship(self.a, f"KM {number} Orang"), number, seed=next(SEEDS))

    def carry(self) -> None:
        """Sticks both ways."""
        for sender, receiver in ((self.a, self.b), (self.b, self.a)):
            send(sender, receiver, self.stick)


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    with pytest.MonkeyPatch.context() as patch:
        lower_cost(patch)
        made = Post(tmp_path_factory.mktemp("surat"))
        yield made
        for office in (made.bone, made.wajo):
            office.lock()
        made.site.close()


@contextmanager
def refused(*offices: Office) -> Iterator[pytest.ExceptionInfo[UserError]]:
    """One sentence and what to do; every row and entry is as it was."""
    before = [rows(office) for office in offices]
    with pytest.raises(UserError) as caught:
        yield caught
    assert [rows(office) for office in offices] == before
    assert caught.value.text.endswith(".")
    assert caught.value.hint


def rows(office: Office) -> tuple[str, int]:
    """What is kept here: the digest of every row, and how many entries."""
    with office.read() as r:
        return content_digest(r.connection, "general"), sum(have.up_to for have in have_of(r.connection))


def accounts(office: Office, stays: list[str]) -> set[tuple[str, int]]:
    with office.read() as r:
        return {(head.account, head.suspense) for head in heads_of(r, stays)}


def test_a_bundle_for_another_office(post: Post) -> None:
    gone = sent(post.a, post.people(3), post.partner, post.stick)
    with refused(post.wajo, post.bone) as caught:
        courier.take(post.wajo, gone.path)
    assert caught.value.text == "Berkas ini untuk Dinas Sosial Kabupaten Bone, bukan kantor ini; tidak ada yang dimuat."
    assert courier.take(post.bone, gone.path).papers[0].total == 3


def test_a_person_on_two_papers_of_one_desk(post: Post) -> None:
    stays = post.people(3)
    first = issued(post.a, stays[:2], sign=False)
    second = drafted(post.a, stays[1:])
    with refused(post.a) as caught, post.a.write("handover.issue") as w:
        service.issue(w, second)
    assert f"sudah ada di BAST {first.number}" in caught.value.text
    assert "Nomor belum terpakai." in caught.value.hint
    assert int(issued(post.a, stays[2:]).number[-6:]) == int(first.number[-6:]) + 1


def test_a_person_on_papers_of_two_desks(post: Post) -> None:
    """Neither knew of the other: the second signature is refused by name, and he is handed over once."""
    stays = post.people(3)
    post.carry()
    first, second = issued(post.a, stays[:2], sign=False), issued(post.b, stays[1:], sign=False)
    post.carry()
    with post.a.write("handover.sign") as w:
        receipt.sign(w, first.id)
    with refused(post.a) as caught, post.a.write("handover.sign") as w:
        receipt.sign(w, second.id)
    assert caught.value.text.endswith(" tidak lagi tercatat di sini; tanda tangan belum dicatat.")
    with post.a.write("handover.sign") as w:
        assert receipt.sign(w, second.id, Signing({stays[1]: terms.NOT_THERE})) == terms.RECEIVED_IN_PART
    post.carry()
    assert accounts(post.b, stays) == {("diberangkatkan", 0)}


def test_a_person_signed_away_at_two_desks_at_once(post: Post) -> None:
    """One movement counts, the other waits in sight until somebody says which is true; nobody is counted twice."""
    stays = post.people(2)
    post.carry()
    with post.b.read() as r:
        batch = heads.stay_of(r, stays[0]).batch_id
    issued(post.a, stays[:1])
    post.site.clock.advance(minutes=1)
    issued(post.b, stays[:1], "Pemerintah Desa Pompanua", "desa")
    post.carry()
    for office in (post.a, post.b):
        assert accounts(office, stays[:1]) == {("diberangkatkan", 1)}
        with office.read() as r:
            seen = view(r, Scope(batch))
        assert seen.difference == 0
        assert "1 catatan perpindahan bertentangan dan menunggu keputusan." in " ".join(seen.sentences)
    with post.a.read() as r:
        true = next(one.id for one in heads.movements(r, stays[0]) if one.to_account == "diserahkan_keluarga")
    with post.a.write("registration.settle") as w:
        exits.settle(w, stays[0], true, "dijemput keluarga di dermaga")
    post.carry()
    assert accounts(post.a, stays[:1]) == accounts(post.b, stays[:1]) == {("diserahkan_keluarga", 0)}


def test_a_scan_at_the_gangway_of_somebody_already_home(post: Post) -> None:
    home = landed_one(post.a, Who("Kamaruddin", sex="L", age=40), NewHead(ship(post.a), "LD", "H-0001"))
    voyage = planned(post.a, "KM Thalia")
    assigned(post.a, voyage.id, post.people(1))
    paper = issued(post.a, [home], "Pemerintah Desa Pompanua", "desa")
    with post.a.write("handover.receive") as w:
        receipt.receive(w, paper.id, Signing())
    before = rows(post.a)
    checked_in = do(post.a, boarding.board, voyage.id, "H-0001")
    assert checked_in.said.kind == "refused"
    assert checked_in.said.text == "Kamaruddin tidak di sini lagi: diserahkan ke keluarga."
    assert checked_in.said.hint
    assert rows(post.a) == before


def test_a_receipt_for_forty_one_of_forty(post: Post) -> None:
    stays = post.people(40)
    gone = sent(post.a, stays, post.partner, post.stick)
    loaded = courier.take(post.bone, gone.path).papers[0]
    checked(post.bone, loaded.id)
    landed_one(post.bone, Who("La Ode Tersesat", sex="L", age=22), NewHead(loaded.batch_id, "LD", origin="extra"))
    answer = courier.reply(post.bone, [loaded.id], SIGNED_BY, post.stick)
    (applied,) = courier.take(post.a, answer.path).receipts
    assert (applied.state, applied.paper_state) == (judging.DIFFERS, terms.RECEIVED)
    assert applied.text.endswith("tanda terima berisi perbedaan yang menunggu keputusan di halaman surat.")
    assert accounts(post.a, stays) == {("diberangkatkan", 0)}
    with post.a.read() as r:
        (waiting,) = receipts_back.unsettled(r)
    assert waiting.differences == ("1 orang datang tanpa tercantum",)
    _a_list_of_forty_one(post, loaded.id)
    with refused(post.a) as caught, post.a.write("handover.settle") as w:
        receipts_back.settle(w, waiting.id, follow=False, reason="penumpang umum")
    assert caught.value.code == "receipt.replaced"
    with post.a.read() as r:
        assert receipts_back.unsettled(r) == []
        kept = {one.id: (one.state, one.decision) for one in receipts_back.receipts(r, gone.paper)}
    assert kept.pop(waiting.id) == (judging.OLDER, "digantikan tanda terima ke-9")
    assert list(kept.values()) == [(judging.DECIDED, "tetap pada catatan: daftar lain")]
    assert accounts(post.a, stays) == {("diberangkatkan", 0)}


def _a_list_of_forty_one(post: Post, incoming_id: str) -> None:
    """A later receipt that names one more on the list itself: it alone is to be decided about, and no head changes."""
    with post.bone.write("handover.answer") as w:
        told = shaped(Answer, answering.answer(w, [incoming_id], SIGNED_BY))
    (paper,) = told.papers
    more = replace(paper.heads[0], stay="f" * 32)
    forged = replace(told, papers=(replace(paper, heads=(*paper.heads, more), revision=9),))
    with post.a.write("handover.receipt_bundle") as w:
        (applied,) = receipts_back.apply(w, forged)
    assert applied.state == judging.DIFFERS
    with post.a.read() as r:
        (last,) = receipts_back.unsettled(r)
    assert last.differences[0] == "tanda terima menyebut 41 orang, surat ini 40 orang"
    assert "1 orang datang tanpa tercantum" in last.differences
    with refused(post.a) as caught, post.a.write("handover.settle") as w:
        receipts_back.settle(w, last.id, follow=True, reason="ikuti saja")
    assert "tidak dapat diikuti" in caught.value.text
    with post.a.write("handover.settle") as w:
        receipts_back.settle(w, last.id, follow=False, reason="daftar lain")


def test_a_code_that_says_more_than_the_list(post: Post) -> None:
    paper = issued(post.a, post.people(3), "Dinas Sosial Kabupaten Muna")
    with post.a.write("handover.slip") as w:
        body = str(slips.slip(w, paper.id).values["full"]).replace("-", "")[: slips.BODY]
    with refused(post.a) as caught, post.a.write("handover.receipt_code") as w:
        slips.record(w, slips.whole(body, 7), Signing(), "Kepala Dinas")
    assert "7 orang" in caught.value.text


def test_a_received_paper_is_called_off(post: Post) -> None:
    """Only by kepala and with a reason; then everybody is back, and the number and the answer stay on record."""
    stays = post.people(4)
    gone = sent(post.a, stays, post.partner, post.stick)
    loaded = courier.take(post.bone, gone.path).papers[0]
    checked(post.bone, loaded.id)
    courier.take(post.a, courier.reply(post.bone, [loaded.id], SIGNED_BY, post.stick).path)
    kepala = post.a.actor
    post.a.actor = Actor(kepala.user_id, kepala.name, frozenset({PENDAMPING}))
    with refused(post.a), post.a.write("handover.void") as w:
        service.void(w, gone.paper, "bukan warga Bone")
    post.a.actor = kepala
    before = rows(post.a)
    with pytest.raises(UserError, match="Tulis alasan pembatalan"), post.a.write("handover.void") as w:
        service.void(w, gone.paper, "  ")
    assert rows(post.a) == before
    with post.a.write("handover.void") as w:
        service.void(w, gone.paper, "bukan warga Bone")
    assert accounts(post.a, stays) == {("hadir", 0)}
    with post.a.read() as r:
        paper = listing.handover(r, gone.paper)
        assert (paper.line.number, paper.line.state) == (gone.number, terms.VOID)
        assert [one.signed_by for one in receipts_back.receipts(r, gone.paper)] == [SIGNED_BY.signed_by]
        assert view(r, Scope(heads.stay_of(r, stays[0]).batch_id)).difference == 0


def test_a_ship_with_unknown_sex_is_neither_closed_nor_reported(post: Post) -> None:
    batch = ship(post.a, "KM Tanpa Nama")
    landed_one(post.a, Who("Tanpa nama 01"), NewHead(batch))
    with refused(post.a) as caught, post.a.write("reconciliation.close") as w:
        closing.close(w, Scope(batch))
    assert caught.value.text == "Belum boleh ditutup. 1 orang belum diketahui jenis kelaminnya."
    with refused(post.a) as caught, post.a.write("reports.send") as w:
        sending.send(w, Want("rombongan", batch), Signers("Siti Aminah"))
    said = "Laporan belum dikirim karena masih ada yang terbuka: 1 orang belum diketahui jenis kelaminnya."
    assert caught.value.text == said
    with post.a.read() as r:
        assert sent_reports(r) == []
