"""Names and legal bases on the days around which they changed."""

from datetime import date

import pytest

from app.reference.labels import label, legal_basis, legal_basis_text, regulation
from app.reference.tables import table

STATUSES = {"berlaku", "diragukan", "dicabut"}


@pytest.mark.parametrize(
    ("key", "day", "printed"),
    [
        ("welfare_data", date(2025, 2, 4), "DTKS"),
        ("welfare_data", date(2025, 2, 5), "DTSEN (d/h DTKS)"),
        ("migrant_agency", date(2024, 11, 4), "BP2MI"),
        ("migrant_agency", date(2024, 11, 5), "KP2MI/BP2MI"),
        ("port_health", date(2023, 3, 2), "KKP"),
        ("port_health", date(2023, 3, 3), "BKK (d/h KKP)"),
        ("person_category", date(2026, 1, 23), "Pekerja Migran Indonesia Bermasalah"),
    ],
)
def test_a_label_on_a_day(key: str, day: date, printed: str) -> None:
    assert str(label(key, day)) == printed


def test_an_old_day_still_has_every_label() -> None:
    for key in table("labels")["label"]:
        assert label(key, date(2010, 1, 1)).since is None


def test_the_legal_basis_on_a_day() -> None:
    assert legal_basis_text("handover", date(2023, 12, 27)) == "Permensos 22/2013, Permensos 30/2017"
    assert legal_basis_text("handover", date(2024, 6, 1)) == "Permensos 22/2013, Permensos 8/2023"
    assert legal_basis_text("handover", date(2026, 1, 23)) == "Permensos 22/2013, Permensos 8/2023, Permen P2MI 32/2025"
    assert legal_basis("half_yearly_report", date(2023, 12, 27)) == []


def test_what_is_in_doubt_is_marked_and_explained() -> None:
    old = regulation("r22")
    assert (old.status, old.since) == ("diragukan", date(2014, 1, 20))
    assert "Permensos 30/2017" in old.note
    assert regulation("r8").since == date(2023, 12, 28)
    assert regulation("p2").since == date(2024, 2, 5)
    assert not regulation("p2mi32").certain
    assert {one.status for one in legal_basis("quarterly_report", date(2026, 1, 23))} == {"diragukan"}


def test_every_basis_names_regulations_that_are_described() -> None:
    for keys in table("labels")["basis"].values():
        for key in keys:
            assert regulation(key).status in STATUSES
            assert (regulation(key).until is not None) == (regulation(key).status == "dicabut")
            assert bool(regulation(key).note) == bool(regulation(key).note_english)
