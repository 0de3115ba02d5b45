"""People sent to another post come home in the sender's books by that post's word, with its paper behind it."""

from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.handover import answering, custody, judging, onward, receipt, receipts_back, service, terms
from app.handover.answering import incoming_papers
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation import homecoming
from app.reconciliation.balance_of import LedgerScope, balances
from app.registration import exits
from app.sync import handing
from app.sync.handing import Letter
from tests.helpers.between import SIGNED_BY, acquaint, checked, issued, receiving
from tests.helpers.office import landed, ship

ALWAYS = LedgerScope()


def onto_the_bus(office: Office, stays: list[str], partner: PartnerView, stick: Path, kind: str = "pos_lain") -> Path:
    """A signed BAST to that office, on the stick."""
    paper = issued(office, stays, partner.name, kind)
    return courier.send(office, [paper.id], partner.id, stick).path


def off_the_bus(office: Office, path: Path) -> tuple[str, dict[str, str]]:
    """Loaded and checked; the paper, and the sender's stays → ours."""
    loaded = courier.take(office, path).papers[0]
    checked(office, loaded.id)
    with office.read() as r:
        view = next(one for one in incoming_papers(r) if one.id == loaded.id)
    return loaded.id, {head.stay: head.here or "" for head in view.heads}


def answered(giver: Office, receiver: Office, incoming: str, stick: Path, clock: FixedClock) -> receipts_back.Applied:
    """The receipt goes back and is read."""
    clock.advance(minutes=5)
    return courier.take(giver, courier.reply(receiver, [incoming], SIGNED_BY, stick).path).receipts[0]


def home_of(office: Office) -> dict[tuple[str, str, str], int]:
    """(account, by whose word, paper) → how many, of those who went to another post."""
    with office.read() as r:
        seen = homecoming.homecoming(r, ALWAYS)
        for one in seen.beyond:
            assert len(homecoming.beyond_names(r, one)) == len(one.stays)
        assert sum(len(one.stays) for one in seen.beyond) == balances(r, ALWAYS).of("pindah_keluar").closing.total
        return {(one.account, one.by, one.number): len(one.stays) for one in seen.beyond}


def test_home_by_the_word_of_the_post_between(
    office: Office, bone: Office, partner: PartnerView, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    stays = landed(office, ship(office), 6)
    incoming, here = off_the_bus(bone, onto_the_bus(office, stays, partner, stick))
    assert home_of(office) == {}
    answered(office, bone, incoming, stick, clock)
    assert home_of(office) == {("", partner.name, ""): 6}
    family = issued(bone, [here[stay] for stay in stays[:2]], "Keluarga Daeng", "keluarga", sign=False)
    with bone.write("handover.sign") as w:
        receipt.sign(w, family.id, Signing())
        exits.leave(w, here[stays[2]], "pulang_mandiri", "dijemput sepupu di terminal")
    with receiving(tmp_path / "wajo", clock, "DSWAJO", "Dinas Sosial Kabupaten Wajo") as wajo:
        to_wajo = acquaint(bone, wajo, tmp_path / "stick-wajo")
        path = onto_the_bus(bone, [here[stay] for stay in stays[3:5]], to_wajo, stick, "kabkota")
        with bone.read() as r:
            assert answering.view(r, incoming).changed
        assert answered(office, bone, incoming, stick, clock).state == judging.SAME
        with bone.read() as r:
            assert not answering.view(r, incoming).changed
            number = next(iter(onward.told(r, {here[stays[3]]: stays[3]})))["number"]
        bone_says = partner.name
        assert home_of(office) == {
            ("diserahkan_keluarga", bone_says, family.number): 2,
            ("pulang_mandiri", bone_says, ""): 1,
            ("perjalanan", bone_says, number): 2,
            ("", bone_says, ""): 1,
        }
        at_wajo, there = off_the_bus(wajo, path)
        village = issued(wajo, list(there.values()), "Pemerintah Desa Paria", "desa", sign=False)
        with wajo.write("handover.sign") as w:
            receipt.sign(w, village.id, Signing())
        answered(bone, wajo, at_wajo, stick, clock)
        answered(office, bone, incoming, stick, clock)
    assert home_of(office) == {
        ("diserahkan_keluarga", bone_says, family.number): 2,
        ("pulang_mandiri", bone_says, ""): 1,
        ("diserahkan_keluarga", "Dinas Sosial Kabupaten Wajo", village.number): 2,
        ("", bone_says, ""): 1,
    }
    with office.read() as r:
        texts = [link.text for link in custody.chain(r, [stays[3]])]
        assert [text for text in texts if "menyerahkan" in text] == [
            f"{bone_says} menyerahkan kepada Dinas Sosial Kabupaten Wajo",
            "Dinas Sosial Kabupaten Wajo menyerahkan kepada Pemerintah Desa Paria",
        ]
        assert f"{bone_says}: Pulang mandiri" in [link.text for link in custody.chain(r, [stays[2]])]
        words = homecoming.beyond_words(homecoming.homecoming(r, ALWAYS))
    assert words == "6 orang pindah ke pos lain: 4 pulang menurut pos itu, 1 masih di sana, 1 dengan jalan lain."


def test_a_paper_called_off_there_takes_its_word_back(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    stays = landed(office, ship(office), 2)
    incoming, here = off_the_bus(bone, onto_the_bus(office, stays, partner, stick))
    family = issued(bone, list(here.values()), "Keluarga Daeng", "keluarga")
    answered(office, bone, incoming, stick, clock)
    assert home_of(office) == {("perjalanan", partner.name, family.number): 2}
    with bone.write("handover.void") as w:
        service.void(w, family.id, "keluarganya tidak datang")
    answered(office, bone, incoming, stick, clock)
    assert home_of(office) == {("", partner.name, ""): 2}


def test_who_came_back_is_not_home_by_the_word_of_others(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    stays = landed(office, ship(office), 2)
    paper = issued(office, stays, partner.name, "pos_lain")
    incoming, here = off_the_bus(bone, courier.send(office, [paper.id], partner.id, stick).path)
    family = issued(bone, list(here.values()), "Keluarga Daeng", "keluarga", sign=False)
    with bone.write("handover.sign") as w:
        receipt.sign(w, family.id, Signing())
    answered(office, bone, incoming, stick, clock)
    with office.write("handover.sign") as w:
        receipt.correct(w, paper.id, Signing({stays[0]: terms.TURNED_AWAY}))
    assert home_of(office) == {("diserahkan_keluarga", partner.name, family.number): 1}
    with office.write("handover.void") as w:
        service.void(w, paper.id, "bus kembali dengan semuanya")
    assert home_of(office) == {}


def test_a_receipt_that_is_not_followed_tells_nothing(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    """Recorded here as refused, said there to be taken: until that is decided he is here, not there."""
    stays = landed(office, ship(office), 2)
    paper = issued(office, stays, partner.name, "pos_lain")
    path = courier.send(office, [paper.id], partner.id, stick).path
    with office.write("handover.sign") as w:
        receipt.receive(w, paper.id, Signing({stays[0]: terms.TURNED_AWAY}, refusal="bukan warga kami"))
    incoming, _here = off_the_bus(bone, path)
    assert answered(office, bone, incoming, stick, clock).state == judging.DIFFERS
    with office.read() as r:
        assert set(onward.endings(r)) == {stays[1]}
    assert home_of(office) == {("", partner.name, ""): 1}


def test_onward_entries_no_office_writes(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    stays = landed(office, ship(office), 2)
    incoming, _here = off_the_bus(bone, onto_the_bus(office, stays, partner, stick))
    content = handing.open_bundle(office, courier.reply(bone, [incoming], SIGNED_BY, stick).path).content
    good = {"number": "X-1", "variant": "desa", "state": "diterima_penuh", "day": "2026-01-23", "receiver": "Desa",
            "stays": stays}  # fmt: skip
    for wrong in (
        {"stays": stays},
        {**good, "stays": "semua"},
        {**good, "stays": [1]},
        {**good, "day": "kemarin"},
        {**good, "variant": "rahasia"},
        {**good, "account": "rumah_sakit"},
        {**good, "diagnosis": "TB"},
        {**good, "number": 7},
    ):
        altered = {**content, "papers": [{**content["papers"][0], "onward": [wrong]}]}
        path = handing.write(bone, office.site.id, Letter("receipt", altered), stick).path
        with pytest.raises(UserError) as caught:
            courier.take(office, path)
        assert caught.value.code == "receipt.bad"
    strangers = {**content, "papers": [{**content["papers"][0], "onward": [{**good, "stays": ["f" * 32]}]}]}
    courier.take(office, handing.write(bone, office.site.id, Letter("receipt", strangers), stick).path)
    assert home_of(office) == {("", partner.name, ""): 2}
