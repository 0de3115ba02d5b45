"""Whom papers and movements disagree about is kept beside them, and is what making it anew would find."""

from sqlalchemy import select

from app.handover.doubts import paper_doubt
from app.store import derive
from app.store.work import Reading
from tests.handover.pair import Pair, landed_both, pair

__all__ = ["pair"]


def doubted(r: Reading) -> list[str]:
    return [row.stay for row in r.rows(select(paper_doubt.c.stay).order_by(paper_doubt.c.stay))]


def made_anew(pair: Pair) -> list[str]:
    before: list[str] = pair.read(doubted)
    for vault in (pair.office.vault("general"), pair.desk_b.vault):
        with vault.connect_writing() as connection:
            derive.rebuild_all(connection, "general")
    assert pair.read(doubted) == before
    return before


def test_doubts_come_with_a_clash_and_are_the_same_made_anew(pair: Pair) -> None:
    stays = landed_both(pair, 2)
    pair.signed_here_refused_there(stays)
    for desk in pair.desks:
        with desk.read() as r:
            assert doubted(r) == []
    pair.meet()
    assert made_anew(pair) == [stays[1]]
    pair.settle(0, stays[1], "", "penerima menolak di dermaga")
    pair.meet()
    assert made_anew(pair) == []
