"""Whom a receiver did not take: of his old ship in the books, and free for the next way at once."""

import pytest

from app.access.office import Office
from app.departure import boarding, handing, travellers, voyages
from app.departure.rules.gangway import ABOARD
from app.departure.voyages import DepartureView
from app.handover import receipt
from app.handover.terms import NOT_THERE, TURNED_AWAY, Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from tests.departure.quay import ask, assigned, come, do, planned
from tests.reconciliation.test_legs import goes, on_board, rows, sent


@pytest.fixture
def stays(office: Office) -> list[str]:
    """Three people with cards."""
    return [come(office, f"Orang {number}", card=f"A-000{number}") for number in range(1, 4)]


@pytest.fixture
def way(office: Office, clock: FixedClock, stays: list[str]) -> tuple[DepartureView, str]:
    """All three went with KM Lambelu, and the paper of those who receive them."""
    view = planned(office, "KM Lambelu")
    on_board(office, view, stays)
    paper = sent(office, stays)
    do(office, boarding.close, view.id)
    for leg in view.legs:
        goes(office, clock, leg, arrives=True)
    return view, paper


@pytest.mark.parametrize("answer", [TURNED_AWAY, NOT_THERE])
def test_whom_the_receiver_did_not_take_may_go_with_the_next_ship(
    office: Office, clock: FixedClock, stays: list[str], way: tuple[DepartureView, str], answer: str
) -> None:
    view, paper = way
    assert ask(office, travellers.waiting) == []
    do(office, receipt.receive, paper, Signing({stays[0]: answer}, refusal="bukan warga kami"))
    assert [one.stay_id for one in ask(office, travellers.waiting)] == stays[:1]
    assert all(stays[0] not in offer.stay_ids for offer in ask(office, handing.offers))
    clock.advance(minutes=5)
    other = planned(office, "KM Thalia")
    assigned(office, other.id, stays[:1])
    boarded = do(office, boarding.board, other.id, "A-0001")
    assert (boarded.said.kind, boarded.said.text) == (ABOARD, "Orang 1: naik.")
    assert [set(ask(office, voyages.aboard_ids, each.id)) for each in (view, other)] == [set(stays), set(stays[:1])]
    assert [ask(office, boarding.standing, each.id).twice for each in (view, other)] == [(), ()]
    sent(office, stays[:1])
    assert [row.departure for row in rows(office).values() if row.count.total] == ["KM Thalia"]


def test_an_answer_put_right_makes_the_ship_count_again(
    office: Office, clock: FixedClock, stays: list[str], way: tuple[DepartureView, str]
) -> None:
    _view, paper = way
    do(office, receipt.receive, paper, Signing({stays[0]: TURNED_AWAY}, refusal="bukan warga kami"))
    do(office, receipt.correct, paper, Signing())
    with pytest.raises(UserError, match="sudah naik di KM Lambelu"):
        assigned(office, planned(office, "KM Thalia").id, stays[:1])


def test_the_same_refusal_told_again_leaves_the_new_ship_alone(
    office: Office, clock: FixedClock, stays: list[str], way: tuple[DepartureView, str]
) -> None:
    _view, paper = way
    do(office, receipt.receive, paper, Signing({stays[0]: TURNED_AWAY}, refusal="bukan warga kami"))
    clock.advance(minutes=5)
    other = planned(office, "KM Thalia")
    assigned(office, other.id, stays[:1])
    do(office, boarding.board_all, other.id, stays[:1])
    do(office, receipt.correct, paper, Signing({stays[0]: TURNED_AWAY, stays[1]: NOT_THERE}))
    assert ask(office, voyages.returned_ids, other.id) == set()
    assert [one.stay_id for one in ask(office, travellers.waiting)] == stays[1:2]
