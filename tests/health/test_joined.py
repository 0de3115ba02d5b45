"""Somebody registered twice and joined again has one page, one place in the queue, one isolation, whichever card."""

from datetime import timedelta

import pytest

from app.access.office import Office
from app.health import care, certificates, figures, heads, outbreak, page, referrals, screening, trail
from app.health.care import IsolationDraft, VisitDraft
from app.health.certificates import CertificateDraft
from app.health.referrals import ReferralDraft
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.registration import joins
from tests.health.conftest import Post
from tests.helpers.office import MORNING

TODAY = MORNING.date()


@pytest.fixture
def twice(post: Post) -> tuple[str, str]:
    """The stays of one person, seen by the nurse under both, and joined since: (the one that counts, the other)."""
    kept, other = post.stays["p2"], post.stays["p1"]
    for stay, verdict in ((kept, "tunda"), (other, "isolasi")):
        post.clock.instant += timedelta(minutes=1)
        screening.screen(post.office, ScreeningDraft(stay, verdict, findings=("cacar_mpox",)))
    care.isolate(post.office, IsolationDraft(other, TODAY))
    referrals.refer(post.office, ReferralDraft(other, "rs", "RSUD", "demam"))
    post.sit("siti")
    with post.office.write("registration.join") as w:
        assert joins.same_arrival(w, kept, other, "terdaftar dua kali") == kept
    post.sit("rahma")
    return kept, other


def test_both_screenings_stand_on_one_page_and_the_latest_counts(post: Post, twice: tuple[str, str]) -> None:
    for stay in twice:
        found = page.page(post.office, stay)
        assert found.head.stay_id == twice[0]
        assert sorted(event.kind for event in found.events) == ["isolation", "referral", "screening", "screening"]
        assert found.latest is not None
        assert found.latest.verdict == "isolasi"


def test_the_queue_has_one_line_that_does_not_wait(post: Post, twice: tuple[str, str]) -> None:
    (line,) = [one for one in screening.queue(post.office).lines if one.head.stay_id in twice]
    assert not line.waits
    assert line.screened is not None
    assert line.screened.verdict == "isolasi"


def test_either_card_opens_the_arrival_that_counts(post: Post, twice: tuple[str, str]) -> None:
    assert {heads.of_card(post.office, card).stay_id for card in ("A-0001", "A-0002")} == {twice[0]}


def test_lists_name_the_arrival_that_counts(post: Post, twice: tuple[str, str]) -> None:
    assert [one.head.stay_id for one in care.isolated(post.office)] == [twice[0]]
    assert [one.head.stay_id for one in referrals.referrals(post.office)] == [twice[0]]
    assert [one.head.stay_id for one in outbreak.outbreak(post.office, "cacar_mpox").cases] == [twice[0]]
    assert outbreak.seen(post.office) == {"cacar_mpox": 1}


def test_what_is_entered_under_the_other_stands_under_the_one_that_counts(post: Post, twice: tuple[str, str]) -> None:
    care.visit(post.office, VisitDraft(twice[1], "batuk"))
    assert "visit" in {event.kind for event in page.page(post.office, twice[0]).events}
    with pytest.raises(UserError, match="sudah diisolasi"):
        care.isolate(post.office, IsolationDraft(twice[0], TODAY))
    with pytest.raises(UserError, match="masih diisolasi"):
        certificates.certify(post.office, CertificateDraft(twice[0], "layak_jalan", "dr. R", TODAY))


def test_figures_count_him_once(post: Post, twice: tuple[str, str]) -> None:
    for number in range(3, 7):
        screening.screen(post.office, ScreeningDraft(post.stays[f"p{number}"], "isolasi", findings=("cacar_mpox",)))
    assert told(post.office).findings == {"cacar_mpox": 5}


def told(office: Office) -> figures.Aggregates:
    with office.read() as general:
        same = joins.counted(general)
    with office.read("health") as r:
        return figures.aggregates(r, figures.Quarter(2026, 1), TODAY + timedelta(days=90), same)


def test_the_trail_of_him_has_both(post: Post, twice: tuple[str, str]) -> None:
    page.page(post.office, twice[0])
    assert [one.who for one in trail.noted(post.office, twice[0])][:1] == [
        (heads.known(post.office, twice[0]).display,)
    ]
