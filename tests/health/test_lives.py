"""Births and deaths: what health keeps of them, and that the ledger of people is not touched."""

from datetime import date

import pytest

from app.health import lives, page, screening, voiding
from app.health.lives import BirthDraft, PaperState
from app.kernel.errors import UserError
from app.registration import exits
from app.registration.counts import count_by_account
from app.registration.exits import Death
from tests.health.conftest import Post

TODAY = date(2026, 1, 23)


def test_a_birth_is_noted_once_and_the_count_stays(post: Post) -> None:
    with post.office.read() as r:
        before = count_by_account(r)
    draft = BirthDraft(post.stays["woman"], TODAY, "04.20", "P", 3100, 490, helper="bidan Sri")
    assert lives.note_birth(post.office, draft) == lives.note_birth(post.office, draft)
    events = page.page(post.office, post.stays["woman"]).events
    assert [event.lines[1] for event in events] == ["Perempuan · 3100 gram · 490 mm"]
    with post.office.read() as r:
        assert count_by_account(r) == before


def test_twins_are_two_births(post: Post) -> None:
    mother = post.stays["woman"]
    one, two = BirthDraft(mother, TODAY, weight=2400), BirthDraft(mother, TODAY, weight=2100, child=2)
    assert lives.note_birth(post.office, one) != lives.note_birth(post.office, two)
    assert len(page.page(post.office, mother).events) == 2


def test_a_second_child_without_its_number_is_not_swallowed(post: Post) -> None:
    mother = post.stays["woman"]
    lives.note_birth(post.office, BirthDraft(mother, TODAY, weight=2400))
    with pytest.raises(UserError, match="sudah dicatat"):
        lives.note_birth(post.office, BirthDraft(mother, TODAY, weight=2100))


def test_a_birth_taken_back_can_be_entered_again(post: Post) -> None:
    mother = post.stays["woman"]
    row_id = lives.note_birth(post.office, BirthDraft(mother, TODAY, weight=2400))
    voiding.take_back(post.office, "birth", row_id, "salah berat")
    lives.note_birth(post.office, BirthDraft(mother, TODAY, weight=2700))
    assert [event.lines[1] for event in page.page(post.office, mother).events] == ["2700 gram"]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (lambda s: BirthDraft(s["man"], TODAY), "tercatat laki-laki"),
        (lambda s: BirthDraft(s["woman"], date(2026, 1, 1)), "sebelum kedatangannya"),
        (lambda s: BirthDraft(s["woman"], date(2026, 1, 24)), "hari esok"),
        (lambda s: BirthDraft(s["woman"], TODAY, weight=31), "Berat lahir 31 gram tidak mungkin"),
    ],
)
def test_a_birth_that_cannot_be_is_refused(post: Post, draft: object, words: str) -> None:
    with pytest.raises(UserError, match=words):
        lives.note_birth(post.office, draft(post.stays))  # type: ignore[operator]


def test_a_death_shows_the_papers_it_still_needs(settled: Post) -> None:
    stay = settled.stays["man"]
    with settled.office.write("registration.die") as w:
        exits.die(w, stay, Death(TODAY, "03.10", "RSUD Nunukan"))
    settled.nurse()
    lives.note_death(settled.office, stay, "gagal jantung", "dr. Rahma", infectious=False)
    assert lives.death_of(settled.office, stay).missing == lives.NEEDED
    lives.paper_there(settled.office, stay, PaperState("surat_kematian", True, True, "440/12", "RSUD"))
    found = lives.death_of(settled.office, stay)
    assert (found.cause, found.missing) == ("gagal jantung", lives.NEEDED[1:])
    lives.paper_there(settled.office, stay, PaperState("surat_kematian", True, False))
    assert lives.death_of(settled.office, stay).missing == lives.NEEDED


def test_the_cause_waits_until_registration_knows_of_the_death(post: Post) -> None:
    with pytest.raises(UserError, match="belum dicatat di layar Orang"):
        lives.note_death(post.office, post.stays["man"], "x", "y", infectious=False)


def test_who_died_stays_on_the_list_for_the_papers(settled: Post) -> None:
    with settled.office.write("registration.die") as w:
        exits.die(w, settled.stays["man"], Death(TODAY, "03.10", "RSUD Nunukan"))
    settled.nurse()
    queue = screening.queue(settled.office)
    assert queue.lines[-1].head.stay_id == settled.stays["man"]
    assert queue.open == len(settled.stays) - 1
