"""Every read of a health record leaves a trace: who, whose, when, on which screen; cheap, and none goes round it."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from app.health import care, page, referrals, remarks, screening, trail
from app.health.records import Screening
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from tests.health.conftest import Post

HEALTH = Path(__file__).parents[2] / "app" / "health"
WRITES_OR_COUNTS = {"trail", "needs", "steps", "remarks", "figures", "voiding"}
"""Modules that ask rows beside the trail: for writing, for ids alone, or for figures without names."""


def test_a_page_is_noted_with_who_whose_when_and_where(post: Post) -> None:
    screening.screen(post.office, ScreeningDraft(post.stays["man"], "layak_jalan"))
    page.page(post.office, post.stays["man"])
    [noted] = trail.noted(post.office)
    assert (noted.officer, noted.screen, noted.who) == (
        "Rahma Dewi", "Halaman kesehatan seseorang", ("Baso Rahman",),
    )  # fmt: skip
    assert noted.at == post.clock.now()


def test_looking_again_at_once_costs_nothing_and_later_is_noted_anew(post: Post) -> None:
    for who in ("man", "woman"):
        screening.screen(post.office, ScreeningDraft(post.stays[who], "layak_jalan"))
    for _turn in range(3):
        screening.queue(post.office)
    assert [len(one.who) for one in trail.noted(post.office)] == [2]
    screening.screen(post.office, ScreeningDraft(post.stays["p1"], "tunda"))
    screening.queue(post.office)
    assert sorted(len(one.who) for one in trail.noted(post.office)) == [1, 2]
    post.clock.instant += timedelta(minutes=11)
    screening.queue(post.office)
    assert sorted(len(one.who) for one in trail.noted(post.office)) == [1, 2, 3]


def test_a_clock_set_back_hides_no_read(post: Post) -> None:
    screening.screen(post.office, ScreeningDraft(post.stays["man"], "layak_jalan"))
    page.page(post.office, post.stays["man"])
    post.clock.instant -= timedelta(hours=20)
    page.page(post.office, post.stays["man"])
    page.page(post.office, post.stays["man"])
    assert len(trail.noted(post.office, post.stays["man"])) == 2


def test_the_trail_of_one_person_is_found(post: Post) -> None:
    for who in ("man", "woman"):
        screening.screen(post.office, ScreeningDraft(post.stays[who], "layak_jalan"))
    page.page(post.office, post.stays["man"])
    page.page(post.office, post.stays["woman"])
    assert [one.who for one in trail.noted(post.office, post.stays["man"])] == [("Baso Rahman",)]


def test_a_look_that_breaks_off_is_noted_too(post: Post) -> None:
    screening.screen(post.office, ScreeningDraft(post.stays["man"], "layak_jalan"))
    with pytest.raises(ZeroDivisionError):
        _look_and_break(post)
    assert len(trail.noted(post.office)) == 1


def _look_and_break(post: Post) -> None:
    with trail.looking(post.office, "person") as look:
        look.of_stays(Screening, [post.stays["man"]])
        raise ZeroDivisionError


def test_every_screen_that_shows_records_notes_its_look(post: Post) -> None:
    stay = post.stays["man"]
    screening.screen(post.office, ScreeningDraft(stay, "isolasi", findings=("diare",)))
    care.isolate(post.office, care.IsolationDraft(stay, post.office.clock.now().date()))
    referrals.refer(post.office, referrals.ReferralDraft(stay, "rs", "RSUD", "diare"))
    care.isolated(post.office)
    referrals.referrals(post.office)
    remarks.remarks(post.office)
    assert {one.screen for one in trail.noted(post.office)} == {"Daftar isolasi", "Daftar rujukan"}


def test_nobody_reads_rows_beside_the_trail() -> None:
    for path in HEALTH.rglob("*.py"):
        names = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert "select" not in names or path.stem in WRITES_OR_COUNTS, path


def test_the_trail_is_closed_to_others(settled: Post) -> None:
    with pytest.raises(UserError) as refusal:
        trail.noted(settled.office)
    assert refusal.value.code == "access.denied"
