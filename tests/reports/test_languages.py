"""The screen of a report speaks the language in use; its paper is in Indonesian whatever the screen speaks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.access.days import open_day
from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.i18n import set_language
from app.reference.tables import table
from app.reports import daily, periodic, sending
from app.reports.content import Signers
from app.reports.kinds import KINDS, LEVELS, QUARTER, kind, route
from app.reports.overview import kinds, overview
from app.reports.periodic import Want
from app.reports.records import SentReport
from tests.printing.papers import texts
from tests.shelter.counter import read, write

HALF = Want("semester", "2026-S1")


def seen(office: Office, want: Want = HALF, on_paper: bool = False) -> str:
    """Everything a report says about itself, in one text."""
    found = read(office, lambda r: periodic.whole(r, want, office.clock.now(), on_paper))
    parts = [text for part in found.kind.parts for text in (part.title, part.hint)]
    report = found.report
    return " | ".join(
        [report.title, report.period, report.made, found.route.name, found.route.text, *parts, *report.notes]
    )


def test_a_screen_in_english_says_the_report_in_english(office: Office) -> None:
    set_language("en")
    said = seen(office)
    for wanted in (
        "Half-yearly report",
        "Half year I 2026 (1 January 2026 – 30 June 2026)",
        " at ",
        "Regency/city",
        "The regent or mayor submits it to the governor",
        "Introduction",
        "Officers, means and money",
    ):
        assert wanted.casefold() in said.casefold()
    assert not {"Laporan", "Semester", "Januari", "pukul", "Pendahuluan", "gubernur"} & set(said.split())


def test_what_is_chosen_from_is_in_english_too(office: Office) -> None:
    set_language("en")
    shown = read(office, lambda r: overview(r, HALF, office.clock.now())).choices
    assert [name for _code, name in kinds()] == ["Half-yearly report", "Quarterly report", "Report of a ship"]
    assert [name for _code, name in shown.levels] == ["Regency/city", "Province", "Ministry"]
    assert shown.periods[0][1].startswith("Half year I 2026 (1 January 2026")


def test_a_regulation_in_doubt_is_explained_in_the_language_of_the_screen(office: Office) -> None:
    quarter = Want(QUARTER, "2026-T1")
    assert "bentuk pilihan" in seen(office, quarter)
    set_language("en")
    assert "a form to choose, not as a duty" in seen(office, quarter)
    assert "bentuk pilihan" in seen(office, quarter, on_paper=True)


def test_the_daily_report_names_its_day_in_english(office: Office) -> None:
    set_language("en")
    shown = read(office, lambda r: daily.report(r, None, office.clock.now()))
    assert shown.period.split(",")[0].endswith("day")
    assert " at " in shown.made
    paper = read(office, lambda r: daily.report(r, None, office.clock.now(), on_paper=True))
    assert " pukul " in paper.made


def test_the_paper_and_what_is_kept_of_it_are_the_same_in_both_languages(office: Office, clock: FixedClock) -> None:
    plain = seen(office)
    set_language("en")
    assert seen(office, on_paper=True) == plain
    over = date(2026, 7, 2)
    clock.advance(days=(over - clock.now().date()).days)
    write(office, lambda w: open_day(w, over))
    made = write(office, lambda w: sending.send(w, HALF, Signers("Siti Rahmawati")))
    kept = read(office, lambda r: r.need(SentReport, made.id)).content
    assert (kept["title"], kept["addressee"]) == ("Laporan semester", "Gubernur")
    assert kept["period"] == "Semester I 2026 (1 Januari 2026 – 30 Juni 2026)"
    assert " pukul " in kept["made"]
    printed = " ".join(texts(read(office, lambda r: sending.sheet(r, made.id)).pdf()))
    assert "Pendahuluan" in printed or "PENDAHULUAN" in printed
    assert "Half" not in printed


def two_tongued(value: Any) -> Iterator[dict[str, Any]]:
    """Every text of the table of reports that has two languages."""
    if isinstance(value, dict):
        if "en" in value:
            yield value
        else:
            for each in value.values():
                yield from two_tongued(each)
    elif isinstance(value, list):
        for each in value:
            yield from two_tongued(each)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_and_level_has_its_words(language: str) -> None:
    set_language(language)
    for code in KINDS:
        assert kind(code).title
        assert all(part.title for part in kind(code).parts)
        assert all(route(level, code).name and route(level, code).text for level in LEVELS)
    for text in two_tongued(table("reports")):
        assert set(text) == {"id", "en"}
        assert (text["id"][-1] == ".") == (text["en"][-1] == ".")
