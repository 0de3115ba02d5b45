"""What the house hears stands as long as entries of health ask it, and never takes back what others asked."""

from datetime import timedelta
from itertools import permutations

import pytest

from app.health import care, needs, referrals, screening, voiding
from app.health.care import IsolationDraft
from app.health.referrals import ReferralDraft, ReplyDraft
from app.health.rules import Apart, Opinion, asked_of_the_house
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.registration import joins, people
from app.registration.counts import heads_of
from app.registration.page import page as person_page
from tests.health.conftest import Post
from tests.helpers.office import MORNING

TODAY = MORNING.date()
APART = {"kamar_sendiri", "tunda_berangkat"}


def needs_of(post: Post, who: str = "man") -> set[str]:
    with post.office.read() as r:
        return set(heads_of(r, [post.stays[who]])[0].needs)


def screened(post: Post, verdict: str, *ticked: str, who: str = "man") -> str:
    post.clock.instant += timedelta(minutes=1)
    return screening.screen(post.office, ScreeningDraft(post.stays[who], verdict, needs=frozenset(ticked))).id


def by_satgas(post: Post, kind: str, wanted: bool = True) -> None:
    post.sit("siti")
    with post.office.write("registration.need") as w:
        people.set_need(w, post.stays["man"], kind, wanted)
    post.sit("rahma")


def test_what_satgas_asked_stays_when_health_takes_its_own_back(post: Post) -> None:
    by_satgas(post, "kursi_roda")
    screened(post, "layak_jalan", "kursi_roda")
    with post.office.read() as r:
        shown = person_page(r, post.stays["man"], TODAY)
    assert shown is not None
    assert shown.needs == ("kursi_roda",)
    screened(post, "layak_jalan")
    assert needs_of(post) == {"kursi_roda"}
    by_satgas(post, "kursi_roda", False)
    assert needs_of(post) == set()


def test_what_health_asks_is_not_taken_back_by_satgas(post: Post) -> None:
    screened(post, "isolasi")
    with pytest.raises(UserError, match="diminta petugas kesehatan"):
        by_satgas(post, "kamar_sendiri", False)
    post.sit("rahma")
    assert needs_of(post) == APART


def test_an_isolation_keeps_its_room_whatever_a_later_screening_says(post: Post) -> None:
    row_id = care.isolate(post.office, IsolationDraft(post.stays["man"], TODAY))
    screened(post, "layak_jalan")
    assert needs_of(post) == APART
    care.release(post.office, row_id, TODAY)
    assert needs_of(post) == set()


def test_the_end_of_an_isolation_ends_the_verdict_it_came_from_and_no_later_one(post: Post) -> None:
    screened(post, "isolasi")
    row_id = care.isolate(post.office, IsolationDraft(post.stays["man"], TODAY))
    post.clock.instant += timedelta(minutes=1)
    care.release(post.office, row_id, TODAY)
    assert needs_of(post) == set()
    screened(post, "isolasi")
    assert needs_of(post) == APART


def test_a_letter_holds_departure_until_it_is_answered_or_taken_back(post: Post) -> None:
    first = referrals.refer(post.office, ReferralDraft(post.stays["man"], "rs", "RSUD", "batuk"))
    second = referrals.refer(post.office, ReferralDraft(post.stays["man"], "rs", "RSUD", "sesak"))
    row_id = care.isolate(post.office, IsolationDraft(post.stays["man"], TODAY))
    care.release(post.office, row_id, TODAY)
    referrals.answer(post.office, first, ReplyDraft("bronkitis", "layak_jalan", TODAY))
    assert needs_of(post) == {"tunda_berangkat"}
    voiding.take_back(post.office, "referral", second, "salah orang")
    assert needs_of(post) == set()
    voiding.put_back(post.office, "referral", second)
    assert needs_of(post) == {"tunda_berangkat"}


def test_what_was_ticked_goes_with_the_screening_that_is_taken_back(post: Post) -> None:
    screened(post, "layak_jalan", "menu_khusus")
    wrong = screened(post, "layak_jalan", "tandu")
    assert needs_of(post) == {"tandu"}
    voiding.take_back(post.office, "screening", wrong, "salah orang")
    assert needs_of(post) == {"menu_khusus"}


def test_a_need_goes_with_the_arrival_that_counts_and_comes_back_with_its_own(post: Post) -> None:
    post.clock.instant += timedelta(minutes=1)
    care.isolate(post.office, IsolationDraft(post.stays["p1"], TODAY))
    post.sit("siti")
    with post.office.write("registration.join") as w:
        kept = joins.same_arrival(w, post.stays["p2"], post.stays["p1"], "terdaftar dua kali")
    assert kept == post.stays["p2"]
    post.sit("rahma")
    needs.pass_on(post.office)
    assert needs_of(post, "p2") == APART
    post.sit("siti")
    with post.office.write("registration.join") as w:
        joins.undo_same_arrival(w, post.stays["p2"], post.stays["p1"], "dua orang")
    post.sit("rahma")
    needs.pass_on(post.office)
    assert (needs_of(post, "p1"), needs_of(post, "p2")) == (APART, set())


def test_the_order_in_which_entries_came_does_not_matter() -> None:
    opinions = [
        Opinion(MORNING, "a", "isolasi", frozenset({"tandu"})),
        Opinion(MORNING + timedelta(hours=2), "b", "tunda"),
        Opinion(MORNING + timedelta(hours=1), "c", "layak_jalan", frozenset({"kursi_roda"})),
    ]
    found = {asked_of_the_house(some, [Apart(False, MORNING)], False) for some in permutations(opinions)}
    assert found == {frozenset({"kursi_roda", "tunda_berangkat"})}


def test_telling_again_tells_nothing(post: Post) -> None:
    screened(post, "isolasi")
    assert needs.pass_on(post.office) == 0
