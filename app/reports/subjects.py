"""What an office declares beside the ledgers: stages, services, reintegration, welfare data, victims of trafficking.

Each is a row of the report (R8 Ps. 31, R22 Ps. 28(5)c) that this application does not record person by person.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.reference.enumerations import choices
from app.reference.labels import label
from app.reports.rules.periods import HALF, MONTHS, QUARTER, Period, containing, months
from app.reports.table import Tongue

BETWEEN = "."
WELFARE, VICTIMS = "welfare", "tppo"
REGISTERED, INDICATED = "registered", "indicated"


@dataclass(frozen=True)
class Group:
    """A table of declared figures: the enumeration its rows are; a sensitive one hides small numbers, by quarter."""

    code: str
    title: str
    enumeration: str = ""
    sensitive: bool = False

    @property
    def permission(self) -> str:
        """Who may declare them."""
        return "reports.tppo" if self.sensitive else "reports.declare"

    def periods(self, period: Period) -> list[Period]:
        """The periods its figures are of: that of the report, or each quarter of it.

        Victims are told by quarter alone: two periods that overlap could be subtracted.
        """
        if not self.sensitive:
            return [period] if period.kind == HALF else []
        return [containing(QUARTER, first) for first, _last in months(period)[:: MONTHS[QUARTER]]]

    def subjects(self) -> tuple[str, ...]:
        """The rows, in the order printed."""
        rows = [one.code for one in choices(self.enumeration)] if self.enumeration else []
        first = {WELFARE: [REGISTERED], VICTIMS: [INDICATED]}.get(self.code, [])
        return tuple(f"{self.code}{BETWEEN}{row}" for row in (*first, *rows))

    def name(self, tongue: Tongue, subject: str, period: Period) -> str:
        """What a row is called."""
        row = subject.partition(BETWEEN)[2]
        if row == REGISTERED:
            data = label("welfare_data", period.last).printed if period.last else ""
            return tongue.say(N_("Terdaftar dalam {data}")).format(data=data)
        if row == INDICATED:
            return tongue.say(N_("Terindikasi korban TPPO"))
        known = tongue.name(self.enumeration, row)
        return tongue.say(N_("Kasus: {kind}")).format(kind=known) if self.sensitive else known


GROUPS = (
    Group("stages", N_("Tujuh tahap penanganan"), "tahap_penanganan"),
    Group("services", N_("Empat layanan"), "layanan_r8"),
    Group("reintegration", N_("Reintegrasi"), "reintegrasi"),
    Group(WELFARE, N_("Data kesejahteraan")),
    Group(VICTIMS, N_("Korban TPPO"), "bentuk_eksploitasi", sensitive=True),
)
TABLES = tuple(group.code for group in GROUPS)
"""The tables of declared figures."""


def groups_of(period: Period) -> Iterator[Group]:
    """The tables a report of a period has."""
    if period.first is not None:
        yield from (group for group in GROUPS if group.periods(period))


def group_of(subject: str) -> Group:
    """The table a row stands in; UserError when there is no such row."""
    code = subject.partition(BETWEEN)[0]
    found = next((one for one in GROUPS if one.code == code and subject in one.subjects()), None)
    if found is None:
        raise UserError(
            "report.subject",
            _("Baris “{row}” tidak ada dalam isian kantor; belum ada yang disimpan.").format(row=subject),
        )
    return found
