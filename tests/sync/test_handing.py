"""Bundles between offices by the clock: a pass that ran out, a wrong clock, one read again long after."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.handover import answering, service
from app.handover.answering import incoming_papers
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.sync import handing
from tests.helpers.between import acquaint, checked, receiving, sent
from tests.helpers.office import clock, landed, office, ship

__all__ = ["clock", "office"]


@pytest.fixture
def bone(tmp_path: Path, office: Office, clock: FixedClock) -> Iterator[Office]:
    """The receiving office; its clock is its own."""
    with receiving(tmp_path / "bone", FixedClock(clock.instant)) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The stick between them."""
    return tmp_path / "flashdisk"


@pytest.fixture
def partner(office: Office, bone: Office, stick: Path) -> PartnerView:
    """Bone as Nunukan knows it."""
    return acquaint(office, bone, stick)


def clock_of(at: Office) -> FixedClock:
    """The clock on that laptop."""
    assert isinstance(at.clock, FixedClock)
    return at.clock


def test_a_sender_whose_pass_ran_out_by_this_clock(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    """A clock set years ahead looks the same as a pass that ran out: nothing is loaded until somebody vouches."""
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    clock_of(bone).instant += timedelta(days=4000)
    with pytest.raises(UserError) as refused:
        courier.take(bone, gone.path)
    assert refused.value.code == "handing.expired"
    assert "Periksa jam laptop" in refused.value.hint
    with bone.read() as r:
        assert incoming_papers(r) == []
    assert courier.take(bone, gone.path, accept_expired=True).papers[0].total == 2


def test_a_clock_behind_the_sender_reads_all_the_same(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    """A laptop that woke with an old date: the pass is not valid yet by its clock, or it is; never half."""
    clock.advance(hours=5)
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    clock_of(bone).instant -= timedelta(hours=3)
    assert courier.take(bone, gone.path).papers[0].total == 2


def test_an_older_bundle_read_after_the_void_does_not_revive_the_paper(
    office: Office, bone: Office, partner: PartnerView, stick: Path, clock: FixedClock
) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id)
    with office.write("handover.void") as w:
        service.void(w, gone.paper, "salah kabupaten")
    clock.advance(minutes=5)
    courier.take(bone, courier.send(office, [gone.paper], partner.id, stick).path)
    for _again in range(2):
        assert courier.take(bone, gone.path).papers[0].called_off == "salah kabupaten"
    with bone.read() as r:
        view = answering.view(r, loaded.id)
    assert (view.called_off, len(view.heads)) == ("salah kabupaten", 3)


def test_a_bundle_says_whether_it_was_read_before(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    gone = sent(office, landed(office, ship(office), 2), partner, stick)
    assert not handing.open_bundle(bone, gone.path).read_before
    courier.take(bone, gone.path)
    assert handing.open_bundle(bone, gone.path).read_before
    copied = stick / "salinan (2)-untuk-DSBONE.pulang"
    copied.write_bytes(gone.path.read_bytes())
    assert handing.open_bundle(bone, copied).read_before
