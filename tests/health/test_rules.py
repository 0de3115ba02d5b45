"""Measures as officers type them, blood pressure, pregnancy, contacts: decided by literals."""

from datetime import date

import pytest

from app.health import rules
from app.health.rules import Night, Where
from app.kernel.errors import UserError


@pytest.mark.parametrize(
    ("typed", "kept"), [("37,2", 372), ("37.2", 372), ("37", 370), (" 36,5 °C", 365), ("", None), ("45", 450)]
)
def test_temperature_as_typed(typed: str, kept: int | None) -> None:
    assert rules.measured("temperature", typed) == kept


@pytest.mark.parametrize("typed", ["400", "29,9", "45,1", "372", "panas", "37,25", "-37", "3 7"])
def test_a_temperature_no_body_has_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="belum disimpan"):
        rules.measured("temperature", typed)


def test_pressure_as_typed() -> None:
    assert rules.pressure("120/80") == {"systolic": 120, "diastolic": 80}
    assert rules.pressure(" 120 / 80 ") == {"systolic": 120, "diastolic": 80}
    assert rules.pressure("") == {}


@pytest.mark.parametrize("typed", ["120", "80/120", "120/", "900/80", "a/b"])
def test_a_pressure_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        rules.pressure(typed)


def test_vitals_in_words() -> None:
    said = rules.vitals_words({"temperature": 381, "systolic": 110, "diastolic": 70, "saturation": 95})
    assert said == "38,1 °C · tensi 110/70 · SpO₂ 95 %"
    assert rules.vitals_words(None) == ""


def test_pregnancy() -> None:
    rules.check_pregnancy(True, 20, "P")
    rules.check_pregnancy(False, None, "L")
    with pytest.raises(UserError, match="laki-laki"):
        rules.check_pregnancy(True, None, "L")
    with pytest.raises(UserError, match="60 minggu tidak mungkin"):
        rules.check_pregnancy(True, 60, "P")


def day(number: int) -> date:
    return date(2026, 1, number)


def test_contacts_put_the_room_before_the_ship() -> None:
    nights = (Night("401", day(20), day(22)), Night("Isolasi", day(22)))
    case = Where("a", "ship1", nights)
    others = [
        Where("b", "ship1"),
        Where("c", "ship2", (Night("401", day(22), day(25)),)),
        Where("d", "ship2"),
        Where("e", "ship2", (Night("401", day(23)),)),
        Where("f", "ship2", (Night("Isolasi", day(1), day(21)), Night("102", day(21)))),
        Where("g", None, (Night("401", day(1), day(20)), Night("Isolasi", day(30)))),
        case,
    ]
    found = [(one.stay_id, one.rooms, one.ship) for one in rules.contacts(case, others)]
    assert found == [("c", ("401",), False), ("g", ("401", "Isolasi"), False), ("b", (), True)]
    assert rules.contacts(Where("a"), others) == []


def test_what_health_may_ask_is_neutral_and_known() -> None:
    every = {
        need for verdict in ("tunda", "isolasi", "rujuk_rs", "layak_dengan_pendamping") for need in rules.asks(verdict)
    }
    assert every <= set(rules.NEUTRAL)
