"""What a careless or hostile reader of papers, bundles and receipts would try; each must be refused, or said aloud."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.handover import answering, extract, freezing, judging, listing, receipt, receipts_back, service, slips, terms
from app.handover.answering import incoming_papers
from app.handover.extract import Place
from app.handover.records import HandoverHead
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import heads, joins
from app.registration.counts import heads_of
from app.sync import handing
from app.sync.handing import Letter
from tests.helpers.between import SIGNED_BY, checked, issued, sent
from tests.helpers.between import Handover as Sent
from tests.helpers.office import landed, ship


def loaded_and_checked(bone: Office, gone: Sent, absent: int = 0) -> str:
    """The paper at Bone, everybody checked."""
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id, absent)
    return loaded.id


def answer_of(office: Office, bone: Office, incoming: str, stick: Path) -> dict[str, object]:
    """The content of the receipt Bone writes now."""
    content = handing.open_bundle(office, courier.reply(bone, [incoming], SIGNED_BY, stick).path).content
    assert isinstance(content, dict)
    return content


def read_altered(office: Office, bone: Office, content: dict[str, object], stick: Path, **changes: object) -> object:
    """A receipt of Bone with other content is read; what became of it."""
    paper = {**content["papers"][0], **changes}  # type: ignore[index]
    path = handing.write(bone, office.site.id, Letter("receipt", {**content, "papers": [paper]}), stick).path
    return courier.take(office, path).receipts[0]


def standing(office: Office, stays: list[str] | tuple[str, ...]) -> list[str]:
    """Where heads stand."""
    with office.read() as r:
        return [head.account for head in heads_of(r, list(stays))]


def test_two_first_receipts_of_one_office_that_differ_are_both_kept(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    """Two desks of Bone answered before they met: both wrote receipt 1. The second must not vanish."""
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    content = answer_of(office, bone, loaded_and_checked(bone, gone), stick)
    assert read_altered(office, bone, content, stick).state == judging.APPLIED  # type: ignore[attr-defined]
    lines = content["papers"][0]["heads"]  # type: ignore[index]
    other = [{**lines[0], "outcome": terms.NOT_THERE, "here": ""}, *lines[1:]]
    clock.advance(minutes=2)
    again = read_altered(office, bone, content, stick, heads=other, at=clock.now().isoformat())
    assert again.state == judging.DIFFERS  # type: ignore[attr-defined]
    with office.read() as r:
        (waiting,) = receipts_back.unsettled(r)
        assert len(waiting.differences) == 1
    assert read_altered(office, bone, content, stick).state == judging.SAME  # type: ignore[attr-defined]
    assert standing(office, gone.stays) == ["diberangkatkan"] * 3


def test_a_receipt_for_another_list_of_the_same_people(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    content = answer_of(office, bone, loaded_and_checked(bone, gone), stick)
    found = read_altered(office, bone, content, stick, names_digest="0" * 64)
    assert found.state == judging.DIFFERS  # type: ignore[attr-defined]
    with office.read() as r:
        assert listing.handover(r, gone.paper).line.state == terms.SIGNED
        (waiting,) = receipts_back.unsettled(r)
    with office.write("handover.sign") as w, pytest.raises(UserError) as refused:
        receipts_back.settle(w, waiting.id, True, "ikuti saja")
    assert refused.value.code == "receipt.cannot_follow"


def test_a_newer_receipt_takes_the_place_of_one_that_waits(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    """Following the outdated one after the newer came would record what the receiver no longer says."""
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    content = answer_of(office, bone, loaded_and_checked(bone, gone), stick)
    lines = content["papers"][0]["heads"]  # type: ignore[index]
    missing = [{**lines[0], "outcome": terms.NOT_THERE, "here": ""}, *lines[1:]]
    for revision, said in ((1, lines), (2, missing), (3, lines)):
        clock.advance(minutes=1)
        read_altered(office, bone, content, stick, heads=said, revision=revision, at=clock.now().isoformat())
    with office.read() as r:
        assert receipts_back.unsettled(r) == []
        assert listing.handover(r, gone.paper).line.state == terms.RECEIVED


def test_extras_are_asked_about_once(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    content = answer_of(office, bone, loaded_and_checked(bone, gone), stick)
    extras = [{"name": "Budi", "class": "LD"}]
    first = read_altered(office, bone, content, stick, extras=extras)
    assert first.state == judging.DIFFERS  # type: ignore[attr-defined]
    with office.write("handover.sign") as w:
        receipts_back.settle(w, receipts_back.unsettled(w)[0].id, False, "sopir bus, bukan penumpang")
    clock.advance(minutes=1)
    later = {"extras": extras, "revision": 2, "at": clock.now().isoformat()}
    assert read_altered(office, bone, content, stick, **later).state == judging.SAME  # type: ignore[attr-defined]
    later = {"extras": [*extras, {"name": "Siti", "class": "PD"}], "revision": 3, "at": clock.now().isoformat()}
    found = read_altered(office, bone, content, stick, **later)
    assert found.state == judging.DIFFERS  # type: ignore[attr-defined]


def test_what_was_decided_is_not_asked_again_when_the_receipt_comes_with_news_only(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    with office.write("handover.sign") as w:
        receipt.receive(w, gone.paper, Signing())
    content = answer_of(office, bone, loaded_and_checked(bone, gone, absent=1), stick)
    assert read_altered(office, bone, content, stick).state == judging.DIFFERS  # type: ignore[attr-defined]
    with office.write("handover.sign") as w:
        receipts_back.settle(w, receipts_back.unsettled(w)[0].id, False, "kertasnya ditandatangani untuk semua")
    clock.advance(minutes=1)
    later = {"revision": 2, "at": clock.now().isoformat()}
    assert read_altered(office, bone, content, stick, **later).state == judging.SAME  # type: ignore[attr-defined]


def test_a_receipt_dated_far_ahead_does_not_shut_out_the_next(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    """A laptop with a clock years ahead answers; order follows revisions, never clocks."""
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    content = answer_of(office, bone, loaded_and_checked(bone, gone), stick)
    lines = content["papers"][0]["heads"]  # type: ignore[index]
    read_altered(office, bone, content, stick, at="2099-01-01T00:00:00+00:00")
    missing = [{**lines[0], "outcome": terms.NOT_THERE, "here": ""}, *lines[1:]]
    found = read_altered(office, bone, content, stick, heads=missing, revision=2, at="2026-01-23T03:00:00+00:00")
    assert found.state == judging.DIFFERS  # type: ignore[attr-defined]


def test_the_same_bundle_twice_and_the_same_paper_from_two_desks(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    gone = sent(office, landed(office, ship(office), 4), partner, stick)
    incoming = loaded_and_checked(bone, gone, absent=1)
    path = courier.reply(bone, [incoming], SIGNED_BY, stick).path
    first = courier.take(office, path).receipts[0]
    with office.read() as r:
        digest = [(len(heads.movements(r, stay)), heads.standing(r, stay).account) for stay in gone.stays]
    for _again in range(2):
        assert courier.take(office, path).receipts[0].state == judging.SAME
    assert first.state == judging.APPLIED
    with office.read() as r:
        assert digest == [(len(heads.movements(r, stay)), heads.standing(r, stay).account) for stay in gone.stays]
    again = courier.take(bone, gone.path).papers[0]
    assert again.again
    with bone.read() as r:
        assert len(incoming_papers(r)) == 1


def test_a_paper_changed_after_signing_is_told_everywhere(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    """A line altered in the records: not printed, not sent, not answered as if nothing were."""
    stays = landed(office, ship(office), 2)
    paper = issued(office, stays)
    with office.write("handover.draft") as w:
        head = freezing.heads_of_paper(w, paper.id)[0]
        w.update(w.need(HandoverHead, head.id), line={**(head.line or {}), "name": "Orang Lain"})
    with office.read() as r, pytest.raises(UserError) as refused:
        freezing.paper_of(r, paper.id)
    assert refused.value.code == "bast.list_changed"
    with pytest.raises(UserError) as refused:
        courier.send(office, [paper.id], partner.id, stick)
    assert refused.value.code == "bast.list_changed"


def test_a_list_signed_by_a_key_nobody_vouches_for_is_refused(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    """A certificate that is only lying about makes no list genuine."""
    paper = issued(office, landed(office, ship(office), 2))
    with office.read() as r:
        told = extract.extract(r, [paper.id], Place(partner.id, partner.code, partner.name))
    extract.check_signed(told, bone.trust)
    with pytest.raises(UserError) as refused:
        extract.check_signed(told, type(bone.trust)(certificates=bone.trust.certificates))
    assert refused.value.code == "handover.altered"


def test_a_head_merged_after_it_stood_on_a_paper_keeps_its_paper(office: Office, clock: FixedClock) -> None:
    batch = ship(office)
    stays = landed(office, batch, 3)
    paper = issued(office, stays[:1])
    with office.write("registration.merge") as w:
        kept = joins.same_arrival(w, stays[1], stays[0], "orang yang sama")
    assert kept == stays[0]
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah penerima")
    with office.read() as r:
        assert heads.standing(r, stays[0]).account == "hadir"
        assert [head.stay_id for head in heads_of(r, stays)] == [stays[0], stays[2]]


def test_joined_before_the_signature_counts_once_and_the_paper_cannot_be_signed_for_both(office: Office) -> None:
    """Two heads of one person wait on a printed paper and are joined: signing for both must not count two."""
    stays = landed(office, ship(office), 2)
    paper = issued(office, stays, sign=False)
    with office.write("registration.merge") as w:
        kept = joins.same_arrival(w, stays[0], stays[1], "didata dua kali")
    other = next(stay for stay in stays if stay != kept)
    with office.write("handover.sign") as w, pytest.raises(UserError) as refused:
        receipt.sign(w, paper.id)
    assert refused.value.code == "bast.not_here"
    with office.write("handover.sign") as w:
        assert receipt.sign(w, paper.id, Signing({other: terms.NOT_THERE})) == terms.RECEIVED_IN_PART
    assert standing(office, stays) == ["diberangkatkan"]


def test_void_of_a_received_paper_follows_who_moved_on(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    incoming = loaded_and_checked(bone, gone)
    courier.take(office, courier.reply(bone, [incoming], SIGNED_BY, stick).path)
    with office.write("handover.void") as w:
        service.void(w, gone.paper, "bus kembali dengan semuanya")
    assert standing(office, gone.stays) == ["hadir"] * 3
    courier.take(bone, courier.send(office, [gone.paper], partner.id, stick).path)
    with bone.read() as r:
        assert answering.view(r, incoming).called_off == "bus kembali dengan semuanya"
    answered = courier.take(office, courier.reply(bone, [incoming], replace(SIGNED_BY, remarks="x"), stick).path)
    assert answered.receipts[0].state == judging.DIFFERS
    assert standing(office, gone.stays) == ["hadir"] * 3


def test_a_withdrawn_arrival_leaves_no_paper_behind(office: Office) -> None:
    """Somebody taken back as an arrival after his paper was printed: the paper says so when it is signed."""
    stays = landed(office, ship(office), 2)
    paper = issued(office, stays, sign=False)
    with office.write("registration.withdraw") as w:
        heads.withdraw(w, stays[0], "tercatat dari kapal lain")
    with office.write("handover.sign") as w, pytest.raises(UserError) as refused:
        receipt.sign(w, paper.id)
    assert refused.value.code == "bast.not_here"
    with office.write("handover.sign") as w:
        assert receipt.sign(w, paper.id, Signing({stays[0]: terms.NOT_THERE})) == terms.RECEIVED_IN_PART


def test_two_slips_with_other_counts(office: Office) -> None:
    stays = landed(office, ship(office), 3)
    paper = issued(office, stays)
    with office.write("handover.issue") as w:
        code = str(slips.slip(w, paper.id).values["qr"])
    body = code[: slips.BODY]
    with office.write("handover.sign") as w:
        slips.record(
            w, slips.whole(body, 1), Signing({stays[0]: terms.TURNED_AWAY}, refusal="bukan warga kami"), "Kades"
        )
    with office.write("handover.sign") as w:
        assert slips.record(w, slips.whole(body, 0), Signing(), "Kades").state == judging.DIFFERS
    assert standing(office, stays) == ["hadir", "diberangkatkan", "diberangkatkan"]
    for missing in (4, 41):
        with office.read() as r, pytest.raises(UserError) as refused:
            slips.read_code(r, slips.whole(body, missing))
        assert refused.value.code == "slip.too_many"


def test_no_name_in_file_names(office: Office, bone: Office, partner: PartnerView, stick: Path) -> None:
    """Whoever finds the stick learns offices and numbers, no person."""
    gone = sent(office, landed(office, ship(office), 4), partner, stick)
    courier.reply(bone, [loaded_and_checked(bone, gone)], SIGNED_BY, stick)
    with office.read() as r:
        names = {part.casefold() for head in heads_of(r, list(gone.stays)) for part in head.display.split()}
    shown = " ".join(path.name for path in stick.rglob("*")).casefold()
    assert not [name for name in names if len(name) > 3 and name in shown]


def test_an_answer_of_somebody_without_the_right_is_refused(office: Office) -> None:
    with pytest.raises(UserError):
        receipts_back.answer_of({"format": "pulang-receipt-1"})
