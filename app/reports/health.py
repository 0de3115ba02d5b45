"""Health in figures as its officers handed them over: a quarter that is over, small counts hidden.

A quarter may be told again after a correction: the newer telling stands and names the one it replaces, and what
changed by fewer people than may be told stays as it was (`rules.retelling`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.health.figures import Aggregates
from app.kernel.i18n import N_
from app.registration.live import live
from app.reports.records import HealthFigures
from app.reports.rules.periods import MONTHS, QUARTER, containing, months
from app.reports.rules.retelling import retold
from app.reports.span import Span
from app.reports.table import Tongue
from app.store.work import Reading

Figures = dict[str, int | None]
SMALL, COVERED = "<5", N_("ditutup")
TOTAL, VERDICT, FINDING = "screened", "verdict.", "finding."
_PLAIN = {
    TOTAL: N_("Diperiksa"),
    "visits": N_("Kunjungan berobat"),
    "referrals": N_("Rujukan"),
    "isolations": N_("Isolasi"),
    "inpatients": N_("Rawat inap"),
    "pregnant": N_("Ibu hamil"),
    "feverish": N_("Demam"),
}
EXPLAINED = N_(
    "<5: kurang dari lima. Ditutup: disembunyikan supaya angka kecil di antara hasil skrining tidak dapat dihitung "
    "dari jumlahnya."
)


@dataclass(frozen=True)
class Telling:
    """The figures of a quarter as they were told once, by whom and when."""

    figures: Figures
    officer: str
    at: datetime


def flat(told: Aggregates) -> Figures:
    """The figures as plain names and numbers."""
    found: Figures = {name: getattr(told, name) for name in _PLAIN}
    found |= {f"{VERDICT}{code}": number for code, number in told.verdicts.items()}
    return found | {f"{FINDING}{code}": number for code, number in told.findings.items()}


def following(earlier: Sequence[Telling], now: Figures) -> Figures:
    """Figures as they may be told after earlier ones of the same quarter."""
    return retold([one.figures for one in earlier], now, TOTAL, VERDICT)


def tellings(r: Reading, quarter: str) -> list[Telling]:
    """How a quarter was told, the latest last.

    Two desks may have told it without knowing of each other: each telling is read after the ones before it.
    """
    mine = select(HealthFigures).where(live(r, HealthFigures), HealthFigures.quarter == quarter)
    found: list[Telling] = []
    for row in r.all(mine.order_by(col(HealthFigures.at), col(HealthFigures.id))):
        found.append(Telling(following(found, row.figures), row.officer, row.at))
    return found


def quarters_told(r: Reading, span: Span) -> dict[str, list[Telling]]:
    """Quarter → its tellings, of every quarter of a period."""
    codes = [containing(QUARTER, first).code for first, _last in months(span.period)[:: MONTHS[QUARTER]]]
    return {code: tellings(r, code) for code in codes}


def shown(tongue: Tongue, code: str, figures: Mapping[str, int | None]) -> int | str | None:
    """A figure as it may be seen; nothing where the telling does not name it."""
    if code not in figures:
        return None
    number = figures[code]
    if number is not None:
        return number
    return tongue.say(COVERED) if code == TOTAL or code.startswith(VERDICT) else SMALL


def in_order(codes: Iterable[str]) -> list[str]:
    """Figures as they are told: who was screened and with which result, then the acts, then the findings."""
    plain = list(_PLAIN)

    def place(code: str) -> tuple[int, int, str]:
        if code in _PLAIN:
            return (0 if code == TOTAL else 2, plain.index(code), "")
        return (1 if code.startswith(VERDICT) else 3, 0, code)

    return sorted(dict.fromkeys(codes), key=place)


def figure_name(tongue: Tongue, code: str) -> str:
    """A figure as it is called."""
    if code in _PLAIN:
        return tongue.say(_PLAIN[code])
    if code.startswith(VERDICT):
        name = tongue.name("hasil_kesehatan", code.removeprefix(VERDICT))
        return tongue.say(N_("Hasil: {name}")).format(name=name)
    name = tongue.name("penyakit", code.removeprefix(FINDING))
    return tongue.say(N_("Temuan: {name}")).format(name=name)
