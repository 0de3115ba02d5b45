"""Measures as officers type them, blood pressure, pregnancy, contacts: decided by literals."""

import pytest

from app.health import rules
from app.health.rules import Where
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


def test_contacts_put_the_room_before_the_ship() -> None:
    case = Where("a", "ship1", "401")
    others = [Where("b", "ship1", None), Where("c", "ship2", "401"), Where("d", "ship2", None), case]
    assert rules.contacts(case, others) == [("c", ("room",)), ("b", ("ship",))]
    assert rules.contacts(Where("a"), others) == []


def test_what_health_may_ask_is_neutral_and_known() -> None:
    every = {
        need for verdict in ("tunda", "isolasi", "rujuk_rs", "layak_dengan_pendamping") for need in rules.asks(verdict)
    }
    assert every <= set(rules.NEUTRAL)
