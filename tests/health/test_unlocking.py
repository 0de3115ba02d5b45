"""The health vault opens for its holders alone, closes with the screen, and finishes at the next unlock."""

import pytest

from app.access.people import PersonDraft
from app.access.users import add_user
from app.desktop.session import Session
from app.health import needs, screening
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.registration.counts import heads_of
from tests.health.conftest import Post
from tests.helpers.offices import CLERK, KEPALA, NURSE


@pytest.fixture
def session(post: Post) -> Session:
    """The desk with nobody in."""
    post.office.lock()
    return Session(post.home, post.clock)


def test_locking_the_screen_closes_the_health_vault_and_unlocking_opens_it(post: Post, session: Session) -> None:
    office = session.enter("rahma", NURSE)
    session.remember("4711")
    assert office.holds("health")
    session.shut_restricted()
    assert not office.holds("health")
    assert "health" not in office.keys
    with pytest.raises(UserError) as refusal:
        session.look(screening.queue)
    assert refusal.value.code == "health.locked"
    assert session.read(lambda r: heads_of(r, [post.stays["man"]]))[0].display == "Baso Rahman"
    session.take_over("rahma", "4711")
    assert session.look(screening.queue).open == len(post.stays)
    session.close()


def test_a_colleague_who_takes_over_does_not_open_it(post: Post, session: Session) -> None:
    session.enter("rahma", NURSE)
    session.shut_restricted()
    office = session.take_over("siti", KEPALA)
    assert set(office.vaults) == {"general"}
    with pytest.raises(UserError) as refusal:
        session.look(screening.queue)
    assert refusal.value.code == "access.denied"
    session.close()


def test_a_need_cut_short_is_told_at_the_next_unlock(
    post: Post, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.enter("rahma", NURSE)
    monkeypatch.setattr(needs, "ask_need", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(OSError, match="power cut"):
        session.look(lambda office: screening.screen(office, ScreeningDraft(post.stays["man"], "tunda")))
    monkeypatch.undo()
    session.close()
    again = Session(post.home, post.clock)
    again.enter("rahma", NURSE)
    assert again.read(lambda r: heads_of(r, [post.stays["man"]]))[0].needs == ("tunda_berangkat",)
    again.close()


def test_kepala_cannot_give_the_role_away(settled: Post) -> None:
    with pytest.raises(UserError):
        add_user(settled.office, PersonDraft("budi", "Budi", frozenset({"kesehatan"})), CLERK)


def test_a_second_nurse_is_admitted_by_the_first(post: Post) -> None:
    add_user(post.office, PersonDraft("ani", "Ani", frozenset({"kesehatan"})), CLERK)
    screening.screen(post.office, ScreeningDraft(post.stays["man"], "layak_jalan"))
    post.office.lock()
    session = Session(post.home, post.clock)
    session.enter("ani", CLERK)
    assert session.look(screening.queue).open == len(post.stays) - 1
    session.close()
