"""The words of the screen of those who reached home: bars, columns of numbers, causes of a change."""

from collections.abc import Iterator
from datetime import datetime

from app.kernel.i18n import N_, _
from app.reconciliation.adjustments import Adjustment, Cause
from app.reconciliation.homecoming import ARRIVED, ELSE, HERE, HOME, ON_THE_WAY, SHIP, Beyond, Row
from app.reconciliation.homecoming import MONTH as MONTHS
from app.reconciliation.homecoming import PROVINCE as PROVINCES
from app.reconciliation.rules.spans import EVER, LAST_HALF, LAST_MONTH, OTHER, THIS_HALF, THIS_MONTH
from app.reconciliation.rules.wording import account_title, effect_words
from app.widgets.chart import Bar
from app.widgets.labels import moment_words

SPANS = (
    (THIS_MONTH, N_("Bulan ini")),
    (LAST_MONTH, N_("Bulan lalu")),
    (THIS_HALF, N_("Semester ini")),
    (LAST_HALF, N_("Semester lalu")),
    (EVER, N_("Sejak awal")),
    (OTHER, N_("Tanggal lain …")),
)
GROUPS = ((SHIP, N_("Kapal")), (PROVINCES, N_("Provinsi")), (MONTHS, N_("Bulan")))
NUMBERS = {
    ARRIVED: N_("Datang"),
    HOME: N_("Sampai di rumah"),
    ELSE: N_("Jalan lain"),
    ON_THE_WAY: N_("Dalam perjalanan"),
    HERE: N_("Masih di pos"),
}
_LOST = ("pergi_tanpa_izin", "meninggal")


def number_title(number: str) -> str:
    """A number of a row as a heading calls it; an account of an exit by its own name."""
    return _(NUMBERS[number]) if number in NUMBERS else account_title(number)


def there_words(one: Beyond) -> str:
    """Where a group is by the word of the office that took it; still there, or not told of, when it names none."""
    if one.account:
        return account_title(one.account)
    return _("masih di sana") if one.by else _("belum ada kabar")


def home_bars(row: Row) -> list[Bar]:
    """The equation as a flow: who came, less each way of leaving, less those on the way, is who is here."""
    return [bar for bar in _bars(row) if bar.value or bar.total]


def _bars(row: Row) -> Iterator[Bar]:
    told = row.equation
    if told.opening:
        yield Bar(ARRIVED, _("Saldo awal"), told.opening, "accent")
    yield Bar(ARRIVED, _("Tiba"), told.arrived, "good", total=not told.opening)
    yield Bar(ARRIVED, _("Lahir di sini"), told.born, "good", total=False)
    yield Bar(ARRIVED, _("Kembali"), told.returned, "good", total=False)
    yield Bar(HOME, _("Sampai di rumah"), -told.home, "accent", total=False)
    for account, heads in told.elsewhere.items():
        yield Bar(account, account_title(account), -heads, "bad" if account in _LOST else "accent", total=False)
    yield Bar(ON_THE_WAY, _("Dalam perjalanan"), -told.transit, "warn", total=False)
    yield Bar(HERE, _("Masih di pos"), told.care)


def cause_words(cause: Cause, zone: str) -> str:
    """“Siti, loket B (Dermaga), 4 Juli 2026 pukul 10.02 WITA”."""
    when = moment_words(datetime.fromisoformat(cause.wall_time), zone)
    text = _("{who}, loket {desk}, {when}")
    return text.format(who=cause.actor or _("tidak dikenal"), desk=cause.desk or "?", when=when)


def adjustment_causes(one: Adjustment, zone: str) -> str:
    """Who recorded what changed, latest first."""
    return "; ".join(cause_words(cause, zone) for cause in reversed(one.causes)) or _("sebabnya tidak ditemukan")


def adjustment_text(one: Adjustment) -> str:
    """By how much a head changes the closed figures."""
    return effect_words(one.change)
