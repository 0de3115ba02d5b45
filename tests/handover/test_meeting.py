"""How two offices get to know each other: cards as files and QR, through the centre, and desks that agree."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import BY_CENTRE, PartnerView, card_from, partner, partners
from app.access.setup import EmergencyDraft, emergency_desk
from app.bundle.certificates import issue
from app.desktop import courier
from app.desktop.couriers import FileCourier
from app.handover.answering import incoming_papers
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.printing.qr import matrix
from app.sync import kits, offices
from app.sync.differences import differences
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.helpers.between import checked, receiving, sent
from tests.helpers.office import landed, ship
from tests.helpers.offices import KEPALA


def test_card_as_qr_is_the_card(office: Office, bone: Office) -> None:
    card = offices.own_card(bone)
    text = offices.card_text(card)
    assert len(matrix(text)) <= 177
    assert FileCourier().card_from_text(text) == card
    cut = [text[:-left] for left in range(1, 13)]
    middle = len(text) // 2
    other = text[:middle] + ("B" if text[middle] != "B" else "C") + text[middle + 1 :]
    for spoilt in ("", "PLGK1:", *cut, other, "PLGK1:" + "0" * 3000):
        with pytest.raises(UserError):
            card_from(offices.card_content(spoilt))


def test_code_must_be_the_one_read_out(office: Office, bone: Office, stick: Path) -> None:
    card = kits.read_card(offices.write_card(bone, stick).path)
    with pytest.raises(UserError) as caught:
        offices.accept_card(office, card, "AAAA-BBBB-CCCC")
    assert caught.value.code == "access.wrong_fingerprint"
    with office.read() as r:
        assert partners(r) == []
    assert offices.accept_card(office, card, card.fingerprint.lower().replace("-", " ")).name == bone.site.name


def test_centre_vouches_but_contradicts_nobody(office: Office, bone: Office, tmp_path: Path, clock: FixedClock) -> None:
    card = offices.own_card(bone)
    assert [one.vouched_by for one in offices.from_centre(office, [card.to_json(), {"spoilt": 1}])] == [BY_CENTRE]
    assert [notice.code for notice in office.notices] == ["access.bad_card"]
    offices.accept_card(office, card, card.fingerprint)
    with receiving(tmp_path / "again", clock) as again:
        other = offices.own_card(again)
    assert other.id == card.id
    office.notices.clear()
    assert offices.from_centre(office, [other.to_json()]) == []
    assert [notice.code for notice in office.notices] == ["access.other_authority"]
    with office.read() as r:
        kept = partner(r, bone.site.id)
    assert kept is not None
    assert kept.fingerprint == card.fingerprint


def test_card_cannot_speak_for_our_own_desks(office: Office, bone: Office) -> None:
    """A hostile office lists a laptop with the id of ours: its card changes nothing about whom we believe."""
    card, own = offices.own_card(bone), office.trust.find(office.device.id)
    forged = issue(replace(card.desks[0], id=office.device.id), bone.desk.authority_key)
    offices.accept_card(office, replace(card, desks=(forged,)), card.fingerprint)
    assert office.trust.find(office.device.id) == own
    assert office.trust.find(card.authority.id) is None


def test_two_desks_of_the_receiver_load_the_same_bundle(
    office: Office, bone: Office, partner: PartnerView, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """Both load it before they meet; nothing is there twice, nothing differs."""
    gone = sent(office, landed(office, ship(office), 6), partner, stick)
    with emergency_desk(Home(tmp_path / "b"), EmergencyDraft("Budi", KEPALA, "DSBONE"), clock).office as second:
        adopted = kits.admit_desk(bone, kits.read_request(kits.write_request(second, stick)), stick)
        kits.read_kit(second, adopted.path, adopted.code)
        for file in write_bundle(bone, stick, [second.device.id]).files:
            read_bundle(second, file.path)
        again = courier.send(office, [gone.paper], partner.id, stick)
        with pytest.raises(UserError) as caught:
            courier.take(second, again.path)
        assert caught.value.code == "bundle.other-recipient"
        renewed = offices.own_card(bone)
        offices.accept_card(office, renewed, renewed.fingerprint)
        for_both = courier.send(office, [gone.paper], partner.id, stick)
        for desk in (bone, second):
            loaded = courier.take(desk, for_both.path).papers[0]
        checked(bone, loaded.id)
        for file in write_bundle(bone, stick, [second.device.id]).files:
            read_bundle(second, file.path)
        with second.read() as r:
            assert [(len(view.heads), view.waiting) for view in incoming_papers(r)] == [(6, 0)]
        assert differences(second) == []
