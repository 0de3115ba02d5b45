"""The named fields of the reports' forms: every table as records of texts, numbers with dots between thousands."""

from datetime import date

from app.access.views import SiteView
from app.printing.values import Record, Value
from app.reference.words import grouped
from app.reports.table import Report, Table

DAILY = "daily-report"
_DAILY_TABLES = (
    "people", "elsewhere", "arrivals", "meals", "meal_cost", "rooms", "aid", "cash", "short", "deposits", "watch",
    "incidents", "guards", "log", "turnovers",
)  # fmt: skip


def daily_values(report: Report, site: SiteView, days: tuple[date, date], officer: str) -> dict[str, Value]:
    """The daily report as its form prints it; `days`: the one it is about, and the one it is made and signed on."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    values: dict[str, Value] = {
        "letterhead": {"lines": lines, "address": site.address, "contact": site.phone},
        "site": site.name,
        "date": days[0],
        "signed": days[1],
        "made": report.made,
        "officer": {"name": officer},
        "place": site.city or site.name,
        "notes": list(report.notes),
    }
    values |= {name: records(report.table(name)) for name in _DAILY_TABLES}
    return values | {f"{name}_note": report.table(name).note for name in ("meals", "meal_cost", "rooms")}


def records(table: Table) -> list[Record]:
    """A table as a form takes it; a field the line does not have is empty."""
    found: list[Record] = []
    for line in table.lines:
        cells = {heading.field: line.cells.get(heading.field) for heading in table.headings}
        found.append({name: shown(cell.value) if cell else "" for name, cell in cells.items()})
    return found


def shown(value: int | str | None) -> str:
    """A cell as it is printed: “1.250.000”, “−3”."""
    if isinstance(value, int):
        return grouped(value).replace("-", "−")
    return value or ""
