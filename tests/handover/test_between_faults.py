"""Handovers between offices when something is wrong: one sentence, nothing half-written, nothing lost."""

import errno
import multiprocessing
import os
import random
import shutil
import signal
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.access import devices
from app.access.office import Office
from app.access.partners import PartnerView, card_from
from app.access.setup import EmergencyDraft, emergency_desk
from app.access.unlock import unlock
from app.bundle.container import BundleWriter
from app.desktop import courier
from app.handover import extract, incoming, judging, listing, receipts_back, sending, terms
from app.handover.answering import incoming_papers
from app.handover.extract import Place
from app.handover.records import IncomingHead
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.manifest.letters import batches
from app.store.copies import examine
from app.store.work import Work
from app.sync import flashdisk, handing, kits, offices
from app.sync.handing import Letter
from app.sync.reading import read_bundle
from app.sync.trusting import judge_of
from app.sync.writing import write_bundle
from tests.handover.samples import drafted
from tests.helpers.between import SIGNED_BY, acquaint, checked, issued, receiving, sent
from tests.helpers.office import MORNING, landed, ship
from tests.helpers.offices import KEPALA


def refused(act: object, *arguments: object) -> UserError:
    """What was said when it was refused."""
    with pytest.raises(UserError) as caught:
        act(*arguments)  # type: ignore[operator]
    return caught.value


def test_unknown_receiver_says_what_to_do(office: Office, stick: Path) -> None:
    paper = issued(office, landed(office, ship(office), 2))
    error = refused(courier.send, office, [paper.id], "", stick)
    assert error.code == "partner.unknown"
    assert "kartu kantornya" in error.hint
    assert list(stick.iterdir()) == []


def test_draft_is_not_sent(office: Office, partner: PartnerView, stick: Path) -> None:
    paper = drafted(office, landed(office, ship(office), 2))
    assert refused(courier.send, office, [paper], partner.id, stick).code == "handover.not_printed"


def test_another_offices_bundle_is_named(
    office: Office, bone: Office, partner: PartnerView, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    with receiving(tmp_path / "wajo", clock, "DSWAJO", "Dinas Sosial Kabupaten Wajo") as wajo:
        acquaint(office, wajo, stick)
        error = refused(courier.take, wajo, gone.path)
        assert error.text == "Berkas ini untuk DSBONE, bukan kantor ini; tidak ada yang dimuat."
        acquaint(wajo, bone, stick)
        error = refused(courier.take, wajo, gone.path)
        assert error.text == "Berkas ini untuk Dinas Sosial Kabupaten Bone, bukan kantor ini; tidak ada yang dimuat."
    assert refused(courier.take, office, gone.path).code == "handing.other_office"
    renamed = gone.path.rename(stick / "kiriman.pulang")
    assert courier.take(bone, renamed).papers[0].total == 2


def test_unknown_and_revoked_senders(
    office: Office, bone: Office, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    card = offices.write_card(bone, stick)
    partner = offices.accept_card(office, kits.read_card(card.path), card.code)
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    error = refused(courier.take, bone, gone.path)
    assert error.code == "handing.unknown_sender"
    assert "NNK" in error.text
    kit = kits.write_office_kit(office, partner.id, stick)
    wrong = "ZZZZ-ZZZZ-ZZZZ"
    assert refused(kits.read_kit, bone, kit.path, wrong).code == "access.wrong_fingerprint"
    kits.read_kit(bone, kit.path, kit.code)
    assert courier.take(bone, gone.path).papers[0].total == 2
    with emergency_desk(Home(tmp_path / "second"), EmergencyDraft("Budi", KEPALA, "NNK"), clock).office as second:
        request = kits.read_request(kits.write_request(second, stick))
        adopted = kits.admit_desk(office, request, stick)
        kits.read_kit(second, adopted.path, adopted.code)
        for file in write_bundle(office, stick, [second.device.id]).files:
            read_bundle(second, file.path)
        written = courier.send(second, [gone.paper], partner.id, stick)
        assert courier.take(bone, written.path).papers[0].again
        devices.revoke_device(office, second.device.id, "laptop hilang")
        renewed = kits.write_office_kit(office, partner.id, stick)
        kits.read_kit(bone, renewed.path, renewed.code)
        error = refused(courier.take, bone, courier.send(second, [gone.paper], partner.id, stick).path)
        assert error.code == "handing.revoked"


def told(office: Office, paper: str, partner: PartnerView) -> extract.Extract:
    """The extract of a paper as it would be sent."""
    with office.read() as r:
        return extract.extract(r, [paper], Place(partner.id, partner.code, partner.name))


def test_tampered_extract(office: Office, bone: Office, partner: PartnerView, stick: Path) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    data = bytearray(gone.path.read_bytes())
    data[len(data) // 2] ^= 1
    broken = stick / "rusak-untuk-DSBONE.pulang"
    broken.write_bytes(bytes(data))
    assert refused(courier.take, bone, broken).code in ("bundle.tampered", "bundle.truncated")
    whole = told(office, gone.paper, partner)
    paper = whole.papers[0]
    first = replace(paper.people[0], line={**paper.people[0].line, "name": "Orang Lain"})
    for altered in (
        replace(paper, people=(first, *paper.people[1:])),
        replace(paper, people=paper.people[1:]),
        replace(paper, number="NNK-A-26-000999"),
    ):
        content = replace(whole, papers=(altered,)).to_json()
        path = handing.write(office, partner.id, Letter("handover", content), stick).path
        assert refused(courier.take, bone, path).code == "handover.altered"
    with bone.read() as r:
        assert incoming_papers(r) == []


def test_extract_that_is_none_and_one_of_another_sender(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    whole = told(office, issued(office, landed(office, ship(office), 2)).id, partner).to_json()
    for content in (
        {**whole, "papers": []},
        {**whole, "diagnosis": "TB"},
        {**whole, "format": "pulang-handover-9"},
        {**whole, "papers": [{**whole["papers"][0], "day": "kemarin"}]},
    ):
        path = handing.write(office, partner.id, Letter("handover", content), stick).path
        assert refused(courier.take, bone, path).code == "handover.bad_extract"
    pretended = {**whole, "sender": {**whole["sender"], "id": bone.site.id}}
    path = handing.write(office, partner.id, Letter("handover", pretended), stick).path
    assert refused(courier.take, bone, path).code == "handing.contradicts"


def test_receipts_of_the_wrong_list_office_or_paper(
    office: Office, bone: Office, partner: PartnerView, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id)
    written = courier.reply(bone, [loaded.id], SIGNED_BY, stick)
    content = handing.open_bundle(office, written.path).content
    paper = content["papers"][0]
    fourth = {**paper["heads"][0], "stay": "f" * 32}

    def answered(**changes: object) -> receipts_back.Applied:
        altered = {**content, "papers": [{**paper, **changes}]}
        path = handing.write(bone, office.site.id, Letter("receipt", altered), stick).path
        return courier.take(office, path).receipts[0]

    assert answered(number="NNK-A-26-000777").state == "ditolak"
    assert answered(revision=5, heads=[*paper["heads"], fourth]).state == judging.DIFFERS
    with office.read() as r:
        waiting = receipts_back.unsettled(r)[0]
        assert waiting.differences == ("tanda terima menyebut 4 orang, surat ini 3 orang",)
        assert listing.handover(r, gone.paper).line.state == terms.SIGNED
    assert answered(revision=4).state == judging.OLDER
    with pytest.raises(UserError) as caught:
        answered(heads=[{**paper["heads"][0], "outcome": "hilang"}])
    assert caught.value.code == "receipt.bad"
    with receiving(tmp_path / "wajo", clock, "DSWAJO", "Dinas Sosial Kabupaten Wajo") as wajo:
        acquaint(office, wajo, stick)
        foreign = {**content, "sender": {"id": wajo.site.id, "code": "DSWAJO", "name": wajo.site.name}}
        path = handing.write(wajo, office.site.id, Letter("receipt", foreign), stick).path
        applied = courier.take(office, path).receipts[0]
        assert applied.state == "ditolak"
        assert "dikirim ke Dinas Sosial Kabupaten Bone, bukan ke Dinas Sosial Kabupaten Wajo" in applied.text


def test_full_disk_and_wrong_stick(
    office: Office, partner: PartnerView, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = issued(office, landed(office, ship(office), 2))
    lying = sorted(stick.iterdir())
    with monkeypatch.context() as patch:

        def fail(_file: int) -> None:
            raise OSError(errno.ENOSPC, "")

        patch.setattr(os, "fsync", fail)
        assert refused(courier.send, office, [paper.id], partner.id, stick).code == "file.full"
    assert sorted(stick.iterdir()) == lying
    with office.read() as r:
        assert sending.sent(r, [paper.id]) == []
    flashdisk.mark(office, stick, "Merah 1")
    finish = BundleWriter.finish

    def swapped(self: BundleWriter, *arguments: object) -> object:
        (stick / "PULANG-FLASHDISK.json").write_text('{"id": "lain"}')
        return finish(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(BundleWriter, "finish", swapped)
    assert refused(courier.send, office, [paper.id], partner.id, stick).code == "file.wrong-stick"


def test_loading_cut_short_leaves_nothing(
    office: Office, bone: Office, partner: PartnerView, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = sent(office, landed(office, ship(office), 4), partner, stick)
    bulk = Work.bulk

    def broken(self: Work, model: type, items: list[dict[str, object]]) -> None:
        if model is IncomingHead:
            raise OSError(errno.ENOSPC, "")
        bulk(self, model, items)

    with monkeypatch.context() as patch:
        patch.setattr(Work, "bulk", broken)
        with pytest.raises(OSError):
            courier.take(bone, gone.path)
    with bone.read() as r:
        assert incoming.papers(r) == []
        assert batches(r) == []
    assert courier.take(bone, gone.path).papers[0].again is False


def _load_in_child(home: Path, bundle: Path, told: Connection) -> None:
    office = unlock(Home(home), "andi", KEPALA, FixedClock(MORNING))
    told.send("begun")
    courier.take(office, bundle)
    told.send("ended")
    told.recv()


def test_killed_while_loading(office: Office, bone: Office, partner: PartnerView, stick: Path, tmp_path: Path) -> None:
    gone = sent(office, landed(office, ship(office), 120), partner, stick)
    bone.lock()
    chance, context = random.Random(5), multiprocessing.get_context("fork")
    for number in range(4):
        home = tmp_path / f"copy-{number}"
        shutil.copytree(bone.home.folder, home, ignore=shutil.ignore_patterns("*.lock"))
        here, there = context.Pipe()
        child = context.Process(target=_load_in_child, args=(home, gone.path, there))
        child.start()
        assert here.poll(60)
        assert here.recv() == "begun"
        here.poll(chance.random() * 0.5)
        child.kill()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        with unlock(Home(home), "andi", KEPALA, FixedClock(MORNING)) as again:
            assert examine(again.vault("general"), judge_of(again.trust, {again.site.id})).sound
            with again.read() as r:
                loaded = incoming_papers(r)
                assert [len(view.heads) for view in loaded] in ([], [120])
            courier.take(again, gone.path)
            with again.read() as r:
                view = incoming_papers(r)[0]
                assert (len(view.heads), view.waiting) == (120, 120)


def test_card_that_is_none(office: Office, bone: Office, stick: Path) -> None:
    card = offices.own_card(bone).to_json()
    stranger = offices.own_card(office).to_json()
    contents: tuple[object, ...] = (
        [],
        {**card, "format": "lain"},
        {**card, "certificates": card["certificates"][:1]},
        {**card, "certificates": [*card["certificates"], stranger["certificates"][1]]},
        {**card, "site": {**card["site"], "id": office.site.id}},
        {**card, "site": {**card["site"], "code": "x"}},
    )
    for content in contents:
        assert refused(card_from, content).code == "access.bad_card"
    own = offices.own_card(bone)
    assert refused(offices.accept_card, bone, own, own.fingerprint).code == "access.own_card"


def test_sinkron_points_to_serah_terima(office: Office, bone: Office, partner: PartnerView, stick: Path) -> None:
    """Both kinds of files between offices are refused where desks exchange their entries, and nothing is merged."""
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    assert refused(read_bundle, bone, gone.path).code == "sync.kind"
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id)
    answer = courier.reply(bone, [loaded.id], SIGNED_BY, stick)
    error = refused(read_bundle, office, answer.path)
    assert error.code == "sync.kind"
    assert "Surat masuk" in error.hint
    assert refused(courier.take, office, write_kit(office, partner, stick)).code in (
        "handing.kind",
        "bundle.other-recipient",
    )


def write_kit(office: Office, partner: PartnerView, stick: Path) -> Path:
    """A kit, which is no paper."""
    return kits.write_office_kit(office, partner.id, stick).path
