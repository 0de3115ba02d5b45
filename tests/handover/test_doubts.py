"""Whom papers and movements disagree about is kept beside them, and is what making it anew would find."""

from sqlalchemy import select

from app.handover import clashes
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
    stays = landed_both(pair, 3)
    first = pair.paper(0, stays[:2])
    assert doubts_at(pair, 0) == []
    pair.paper(1, stays[1:])
    pair.meet()
    assert made_anew(pair) == [stays[1]]
    pair.settle(0, stays[1], first.id)
    pair.meet()
    assert pair.read(clashes.clashes) == []
    made_anew(pair)


def doubts_at(pair: Pair, desk: int) -> list[str]:
    with pair.desks[desk].read() as r:
        return doubted(r)
