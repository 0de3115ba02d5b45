"""What people write and budget for a report before it is sent; two desks that wrote the same part see each other's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from app.access.naming import desk_names, user_names
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import codes
from app.registration.live import live
from app.reports.funding import budget_id
from app.reports.kinds import kind
from app.reports.records import Budget, Narrative, ReportSetting
from app.reports.rules.periods import Period
from app.store import differing
from app.store.work import Reading, Work

DRAFT, SETUP = "reports.draft", "reports.setup"
MOST_LETTERS = 20_000
MOST_RUPIAH = 10**13


@dataclass(frozen=True)
class Other:
    """What another desk wrote in the same part, while neither knew of the other."""

    text: str
    officer: str
    desk: str


@dataclass(frozen=True)
class Written:
    """A part as it is written: the text, who wrote it last and when; `others` are texts that wait to be settled."""

    text: str = ""
    officer: str = ""
    desk: str = ""
    at: datetime | None = None
    others: tuple[Other, ...] = ()


NOTHING = Written()


def write(w: Work, period: Period, part: str, text: str) -> None:
    """Keep what is written in a part; a text somebody else wrote meanwhile is settled by it."""
    require(w.actor, DRAFT)
    kind(period.kind).part(part)
    said = _cleaned(text)
    if len(said) > MOST_LETTERS:
        raise UserError(
            "report.too_long",
            _("Bagian ini {n} huruf; paling banyak {most}. Yang tersimpan sebelumnya tetap ada.").format(
                n=len(said), most=MOST_LETTERS
            ),
            _("Pendekkan, atau pindahkan rinciannya ke lampiran."),
        )
    row_id = _narrative_id(period, part)
    values: dict[str, Any] = {"text": said, "officer": w.actor.name, "desk": w.device_letter, "at": w.now()}
    row, fresh = w.insert_once(Narrative(id=row_id, kind=period.kind, period=period.code, part=part, **values))
    if fresh:
        return
    open_fields = {one.field for one in _differing(w) if one.row_id == row_id}
    for field in open_fields & values.keys():
        row = w.settle(row, field, values[field])
    w.update(row, **values, void_reason=None)


def narratives(r: Reading, period: Period) -> dict[str, Written]:
    """Part → what is written there, of the parts somebody wrote in."""
    mine = select(Narrative).where(live(r, Narrative), Narrative.kind == period.kind, Narrative.period == period.code)
    rows = {row.id: row for row in r.all(mine)}
    others = _others(r, set(rows))
    return {row.part: Written(row.text, row.officer, row.desk, row.at, others.get(row.id, ())) for row in rows.values()}


def set_aside(w: Work, period: Period, fund: str, rupiah: int | None) -> None:
    """Say what a fund set aside for a period; None takes it back."""
    require(w.actor, DRAFT)
    if fund not in codes("sumber_dana"):
        raise UserError("report.fund", _("Pilih sumber dana dari daftar; pagu belum disimpan."))
    if rupiah is not None and not 0 <= rupiah <= MOST_RUPIAH:
        raise UserError("report.budget", _("Pagu ditulis dalam rupiah, 0 sampai Rp10.000.000.000.000; belum disimpan."))
    row_id = budget_id(period.kind, period.code, fund)
    row = w.get(Budget, row_id)
    if row is None and rupiah is not None:
        w.insert(Budget(id=row_id, kind=period.kind, period=period.code, fund=fund, rupiah=rupiah))
    elif row is not None and rupiah is None and row.void_reason is None:
        w.void(row, "dikosongkan")
    elif row is not None and rupiah is not None:
        w.update(row, rupiah=rupiah, void_reason=None)


def made_here(r: Reading, code: str) -> bool:
    """Whether this post makes a kind of report: those that are off by default only where somebody asked for it."""
    if not kind(code).off:
        return True
    row = r.get(ReportSetting, _setting_id(code))
    return row is not None and row.void_reason is None and row.active


def make_here(w: Work, code: str, active: bool) -> None:
    """Make a kind of report at this post, or make it no more."""
    require(w.actor, SETUP)
    kind(code)
    row, fresh = w.insert_once(ReportSetting(id=_setting_id(code), kind=code, active=active))
    if not fresh:
        w.update(row, active=active, void_reason=None)


def _cleaned(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def _narrative_id(period: Period, part: str) -> str:
    return derived_id("report.narrative", period.kind, period.code, part)


def _setting_id(code: str) -> str:
    return derived_id("report.setting", code)


def _differing(r: Reading) -> list[differing.Difference]:
    return [one for one in differing.differences(r, "general") if one.table == Narrative.__tablename__]


def _others(r: Reading, rows: set[str]) -> dict[str, tuple[Other, ...]]:
    """Row → the texts of other desks that stand beside the one shown."""
    if not rows or not differing.count(r):
        return {}
    people, desks = user_names(r), desk_names(r)
    found: dict[str, tuple[Other, ...]] = {}
    for one in _differing(r):
        if one.row_id in rows and one.field == "text":
            found[one.row_id] = tuple(
                Other(str(value.value), people.get(value.writing.actor, ""), desks.get(value.writing.device, ""))
                for value in one.values
                if not value.shown
            )
    return found
