"""What the house sealed for health is read on the page of the person, by holders alone, and every look is noted."""

import pytest

from app.access.holders import sealer
from app.health import page, trail
from app.health.page import Event
from app.kernel.errors import UserError
from app.registration import interview, joins
from app.shelter.duty import incidents
from app.shelter.duty.incidents import IncidentDraft
from tests.health.conftest import Post

PLANTED = "kejang sesudah minum obat tidur"


def fell_ill(post: Post, who: str = "man", number: str = "") -> str:
    """Siti of the post writes down an event of health; its number."""
    post.sit("siti")
    draft = IncidentDraft(
        "kesehatan", post.clock.now(), "lantai 2", "", (post.stays[who],), "Anton, sopir", "dibawa ke kursi",
        secret=PLANTED, secret_for="health",
    )  # fmt: skip
    with post.office.write("shelter.incident") as w:
        one = incidents.record(w, draft, sealer(w))
        number = incidents.incident(w, one).number
    post.sit("rahma")
    return number


def events(post: Post, who: str = "man") -> list[Event]:
    return [event for event in page.page(post.office, post.stays[who]).events if event.kind == "confided"]


def test_an_incident_of_health_is_read_on_the_page_of_the_person(post: Post) -> None:
    number = fell_ill(post)
    (event,) = events(post)
    assert event.title == f"Kejadian {number}: Kejadian kesehatan (rincian tertutup)"
    assert event.lines == (PLANTED, "lainnya: Anton, sopir", "tindakan: dibawa ke kursi", "lantai 2")
    assert event.officer == "Siti Aminah"
    assert event.foreign
    assert events(post, "woman") == []


def test_looking_at_it_is_noted(post: Post) -> None:
    fell_ill(post)
    assert trail.noted(post.office) == []
    events(post)
    (noted,) = trail.noted(post.office)
    assert (noted.officer, noted.screen, noted.who) == (
        "Rahma Dewi", "Halaman kesehatan seseorang", ("Baso Rahman",),
    )  # fmt: skip


def test_nobody_else_reads_it(post: Post) -> None:
    fell_ill(post)
    post.sit("siti")
    with pytest.raises(UserError) as refusal:
        events(post)
    assert refusal.value.code == "access.denied"
    with post.office.read() as r:
        assert PLANTED not in str(interview.confidences(r, [post.stays["man"]], "health"))


def test_what_was_confided_to_the_social_workers_is_not_for_health(post: Post) -> None:
    post.sit("siti")
    with post.office.write("registration.edit") as w:
        seal = sealer(w)
        interview.confide(w, post.stays["man"], {"note": "untuk kesehatan"}, seal, "health")
        interview.confide(w, post.stays["man"], {"note": "untuk peksos"}, lambda _to, plain: plain.decode())
    post.sit("rahma")
    assert [event.lines for event in events(post)] == [("untuk kesehatan",)]


def test_what_only_another_desk_can_open_says_so(post: Post) -> None:
    post.sit("siti")
    with post.office.write("registration.edit") as w:
        interview.confide(w, post.stays["man"], {"note": "x"}, lambda _to, _plain: "bukan segel", "health")
    post.sit("rahma")
    (event,) = events(post)
    assert event.lines == ("Disegel sebelum laptop ini memegang kunci kesehatan; buka di laptop kesehatan lain.",)


def test_of_joined_arrivals_both_are_read(post: Post) -> None:
    fell_ill(post, "p1")
    post.sit("siti")
    with post.office.write("registration.join") as w:
        kept = joins.same_arrival(w, post.stays["p2"], post.stays["p1"], "terdaftar dua kali")
    post.sit("rahma")
    found = [event for event in page.page(post.office, kept).events if event.kind == "confided"]
    assert [event.lines[0] for event in found] == [PLANTED]
