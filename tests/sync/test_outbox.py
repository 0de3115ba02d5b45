"""The queue of sealed entries grows by what a commit adds; a full disk there loses nothing and is told as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, func, select

from app.access.office import Office
from app.access.roles import GENERAL
from app.desktop.session import Session
from app.kernel.errors import UserError
from app.kernel.ids import new_id
from app.store import journal
from app.store.sealed import sealed_entry
from app.store.work import _Pending
from tests.sync.desks import Site


def note(nurse: Office) -> None:
    """One commit in the health vault; this version has no health tables yet."""
    with nurse.write("health.screen", "health") as w:
        w.pending["screening", new_id()] = _Pending({"note": "x" * 20_000}, {"": []})


def queued(office: Office) -> int:
    with office.vault(GENERAL).engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(sealed_entry)).scalar_one()


def kept(office: Office) -> int:
    with office.vault("health").engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(journal.journal)).scalar_one()


@contextmanager
def full_disk(office: Office) -> Iterator[None]:
    """The general vault may not grow by a single page meanwhile."""
    _pages(office, 1)
    try:
        yield
    finally:
        _pages(office, 1 << 30)


def _pages(office: Office, most: int) -> None:
    raw = office.vault(GENERAL).engine.raw_connection()
    raw.cursor().execute(f"pragma max_page_count={most}")
    raw.close()


def test_each_commit_queues_its_own_entry_and_looks_at_no_other(site: Site) -> None:
    nurse = site.nurse(site.first)
    note(nurse)
    assert queued(nurse) == 1
    asked: list[str] = []
    engine = nurse.vault(GENERAL).engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    note(nurse)
    assert queued(nurse) == 2
    about = [sql for sql in asked if "sealed_entry" in sql and not sql.startswith(("SELECT count", "INSERT"))]
    assert all("sealed_entry.digest = ?" in sql for sql in about)


def test_a_full_disk_after_a_commit_is_told_once_and_made_good_later(site: Site) -> None:
    nurse = site.nurse(site.first)
    note(nurse)
    with full_disk(nurse):
        note(nurse)
        note(nurse)
        assert (kept(nurse), queued(nurse)) == (3, 1)
        assert [notice.code for notice in nurse.notices] == ["outbox.behind"]
        assert "sudah tersimpan" in nurse.notices[0].text
        assert "Jangan ulangi" in nurse.notices[0].hint
    note(nurse)
    assert (kept(nurse), queued(nurse)) == (4, 4)
    with full_disk(nurse):
        note(nurse)
    assert len(nurse.notices) == 2
    nurse.lock()
    again = site.again(nurse, "rahma")
    assert (kept(again), queued(again)) == (5, 5)


def test_the_screens_tell_it_beside_the_result_of_the_act(site: Site) -> None:
    nurse = site.nurse(site.first)
    session = Session(nurse.home, nurse.clock)
    session.adopt(nurse)
    told: list[UserError] = []
    session.tell = told.append

    def act(office: Office) -> str:
        note(office)
        return "kept"

    with full_disk(nurse):
        result, _touched = session.write("office", act)
    assert (result, [notice.code for notice in told], nurse.notices) == ("kept", ["outbox.behind"], [])
    session.close()
