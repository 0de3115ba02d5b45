"""People handed from one office to the next: bundle out, checked off the bus, receipt back, all on real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.handover import listing, receipts_back, terms
from app.handover.answering import incoming_papers
from app.kernel.clock import FixedClock
from app.registration.carrying import ties
from tests.helpers.between import SIGNED_BY, acquaint, checked, receiving, sent
from tests.helpers.office import landed, ship


@pytest.fixture
def bone(tmp_path: Path, office: Office, clock: FixedClock) -> Iterator[Office]:
    """The Dinas Sosial of Bone, on its own laptop."""
    with receiving(tmp_path / "bone", clock) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    found = tmp_path / "flashdisk"
    found.mkdir()
    return found


@pytest.fixture
def partner(office: Office, bone: Office, stick: Path) -> PartnerView:
    """Bone as Nunukan knows it."""
    return acquaint(office, bone, stick)


def test_forty_people_go_and_the_receipt_comes_back(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    stays = landed(office, ship(office), 40)
    gone = sent(office, stays, partner, stick)
    assert gone.path.name.endswith("-untuk-DSBONE.pulang")
    loaded = courier.take(bone, gone.path)
    assert [(one.number, one.total, one.again) for one in loaded.papers] == [(gone.number, 40, False)]
    checked(bone, loaded.papers[0].id, absent=2)
    with bone.read() as r:
        view = incoming_papers(r)[0]
        assert (view.count(terms.TAKEN), view.count(terms.NOT_THERE), view.waiting) == (38, 2, 0)
        assert len(ties(r, office.site.id)) == 38
    answer = courier.reply(bone, [view.id], SIGNED_BY, stick)
    applied = courier.take(office, answer.path).receipts[0]
    assert applied.state == receipts_back.APPLIED
    with office.read() as r:
        paper = listing.handover(r, gone.paper)
    assert paper.line.state == terms.RECEIVED_IN_PART
    assert [head.outcome for head in paper.heads].count(terms.NOT_THERE) == 2
    assert "dirawat di Parepare" in (paper.heads[-1].note or "")
