"""The centre vouches for offices among each other, and sees both ends of what they hand over."""

from pathlib import Path

from app.access.office import Office
from app.access.partners import BY_CENTRE, partners
from app.central.centre import Centre
from app.central.chains import Passage, linked, passages
from app.central.enrolling import enroll
from app.central.ingesting import ingest
from app.desktop import courier
from app.handover import receipt, service, terms
from app.registration.counts import heads_at
from app.registration.rules import PRESENT
from app.sync import kits
from app.sync.writing import write_bundle
from tests.helpers.between import SIGNED_BY, checked, receiving, sent
from tests.helpers.office import landed, ship
from tests.sync.desks import Site


def enrolled(office: Office, centre: Centre, stick: Path) -> None:
    """Request, kit, codes compared."""
    kit = enroll(centre, kits.write_site_request(office, stick))
    kits.read_kit(office, kit.kit, kit.code)


def carried(office: Office, centre: Centre, folder: Path) -> None:
    """Everything of this office goes to the centre."""
    folder.mkdir()
    for file in write_bundle(office, folder, [centre.keys.certificate.id]).files:
        assert ingest(centre, file.path).refused == ()


def test_both_ends_and_the_same_people(site: Site, centre: Centre, tmp_path: Path) -> None:
    office, stick = site.first, site.stick
    with receiving(tmp_path / "bone", site.clock) as bone:
        enrolled(bone, centre, stick)
        enrolled(office, centre, stick)
        with bone.read() as r:
            assert [(one.code, one.vouched_by) for one in partners(r)] == [("NNK", BY_CENTRE)]
        with office.read() as r:
            partner = partners(r)[0]
        assert (partner.code, partner.vouched_by) == ("DSBONE", BY_CENTRE)

        gone = sent(office, landed(office, ship(office), 5), partner, stick)
        loaded = courier.take(bone, gone.path).papers[0]
        checked(bone, loaded.id, absent=1)
        carried(bone, centre, tmp_path / "first")
        assert passages(centre) == [Passage(gone.number, "NNK", "DSBONE", "", 5, 0, 4)]
        assert linked(centre) == []
        answer = courier.reply(bone, [loaded.id], SIGNED_BY, stick)
        courier.take(office, answer.path)
        carried(office, centre, tmp_path / "second")
        passage = passages(centre)[0]
        assert passage == Passage(gone.number, "NNK", "DSBONE", "diterima_sebagian", 5, 4, 4)
        assert passage.agrees
        people = linked(centre)
        assert len(people) == 4
        assert {(one.site, one.other_site) for one in people} == {("DSBONE", "NNK")}
        assert all(one.name == one.other_name and one.person != one.other for one in people)


def test_who_follows_with_a_later_paper_arrived_with_that_one(site: Site, centre: Centre, tmp_path: Path) -> None:
    office, stick = site.first, site.stick
    with receiving(tmp_path / "bone", site.clock) as bone:
        for one in (bone, office, bone):
            enrolled(one, centre, stick)
        with office.read() as r:
            partner = partners(r)[0]
        first = sent(office, landed(office, ship(office), 5), partner, stick)
        loaded = courier.take(bone, first.path).papers[0]
        checked(bone, loaded.id, absent=1)
        courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path)
        with office.read() as r:
            left = [head.stay_id for head in heads_at(r, PRESENT)]
        second = sent(office, left, partner, stick)
        loaded = courier.take(bone, second.path).papers[0]
        checked(bone, loaded.id)
        courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path)
        for place, one in enumerate((office, bone)):
            carried(one, centre, tmp_path / f"stick-{place}")
    known = {passage.number: (passage.handed, passage.taken, passage.arrived) for passage in passages(centre)}
    assert known == {first.number: (5, 4, 4), second.number: (1, 1, 1)}


def test_a_paper_that_was_called_off_or_never_signed_took_nobody(site: Site, centre: Centre, tmp_path: Path) -> None:
    """Its people came with the paper in its place; one who came with the void one all the same does not agree."""
    office, stick = site.first, site.stick
    with receiving(tmp_path / "bone", site.clock) as bone:
        for one in (bone, office, bone):
            enrolled(one, centre, stick)
        with office.read() as r:
            partner = partners(r)[0]
        stays = landed(office, ship(office), 7)
        wrong = sent(office, stays[:3], partner, stick)
        printed = sent(office, stays[3:5], partner, stick, sign=False)
        stray = sent(office, stays[5:6], partner, stick)
        withdrawn = sent(office, stays[6:], partner, stick)
        for written in (printed, withdrawn):
            courier.take(bone, written.path)
        for written in (wrong, stray):
            checked(bone, courier.take(bone, written.path).papers[0].id)
        for written in (wrong, stray, withdrawn):
            with office.write("handover.void") as w:
                service.void(w, written.paper, "nama dinas keliru")
        with office.write("handover.reissue") as w:
            right = service.issue(w, service.reissue(w, wrong.paper))
        with office.write("handover.sign") as w:
            receipt.sign(w, right.id)
        loaded = courier.take(bone, courier.send(office, [right.id], partner.id, stick).path).papers[0]
        courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path)
        for place, one in enumerate((office, bone)):
            carried(one, centre, tmp_path / f"stick-{place}")
    seen = {one.number: (one.state, one.handed, one.taken, one.arrived, one.agrees) for one in passages(centre)}
    assert seen == {
        wrong.number: (terms.VOID, 3, 0, 0, True),
        printed.number: (terms.PRINTED, 2, 0, 0, True),
        stray.number: (terms.VOID, 1, 0, 1, False),
        withdrawn.number: (terms.VOID, 1, 0, 0, True),
        right.number: (terms.RECEIVED, 3, 3, 3, True),
    }
