"""Results handed out as files: noted with who, when, for whom and how many names; a try that failed is not counted."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from app.access.office import Office
from app.kernel.errors import UserError
from app.manifest import exports, unlisted
from app.manifest.recheck import Found
from app.manifest.records import ResultExport
from app.registration.heads import Who
from tests.manifest.lists import do


def rows(office: Office) -> list[ResultExport]:
    with office.read() as r:
        return r.all(select(ResultExport).order_by(col(ResultExport.id)))


def seen(office: Office, batch_id: str) -> tuple[list[exports.Export], str]:
    with office.read() as r:
        return exports.exports(r, batch_id), exports.told(r, batch_id)


def test_an_export_is_noted_with_the_names_in_it(office: Office, batch_id: str, lines: list[str]) -> None:
    assert seen(office, batch_id) == ([], "")
    do(office, unlisted.add, batch_id, Who(name="Rusli Hamzah", sex="L"), Found("LD", "A171"))
    do(office, unlisted.hand_card, batch_id, "A172", "PD")
    given = do(office, exports.export, batch_id)
    assert len(given.outcome.lines) == len(lines) + 2
    (known,), said = seen(office, batch_id)
    assert known == exports.Export(office.clock.now(), office.actor.name, "perwakilan_ri", len(lines) + 1)
    assert "Perwakilan RI: 1×" in said
    assert office.actor.name in said
    assert said.endswith("jumlah nama 7.")


def test_a_try_that_was_not_written_stays_and_is_not_counted(office: Office, batch_id: str, lines: list[str]) -> None:
    do(office, exports.unwritten, do(office, exports.export, batch_id).note)
    assert seen(office, batch_id) == ([], "")
    do(office, exports.export, batch_id)
    assert len(seen(office, batch_id)[0]) == 1
    assert [row.void_reason for row in rows(office)] == ["berkasnya tidak dapat ditulis", None]


def test_only_those_who_may_print_names(office: Office, batch_id: str, lines: list[str]) -> None:
    note = do(office, exports.export, batch_id).note
    office.actor = replace(office.actor, roles=frozenset({"logistik"}))
    for act, about in ((exports.export, batch_id), (exports.unwritten, note)):
        with pytest.raises(UserError) as caught:
            do(office, act, about)
        assert caught.value.code == "access.denied"
    assert [row.void_reason for row in rows(office)] == [None]
