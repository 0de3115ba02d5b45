"""How the screen Kesehatan writes things: verdicts with icon and tone, choices, days."""

from datetime import date, datetime

from app.health import rules
from app.kernel.clock import local
from app.kernel.i18n import _, ngettext
from app.reference.enumerations import choices, name_of
from app.registration.counts import HeadLine
from app.widgets.fields import Options
from app.widgets.table_model import Mark

_TONES = {rules.FIT: "good", rules.ESCORTED: "accent", rules.ISOLATE: "bad"}
_GLYPHS = {
    rules.FIT: "circle-check",
    rules.ESCORTED: "users",
    rules.POSTPONED: "clock",
    rules.ISOLATE: "circle-alert",
}


def options(enumeration: str, group: str = "") -> Options:
    """The choices of an enumeration as a field offers them, sensitive ones too: they stay in this vault."""
    return [(one.code, one.name) for one in choices(enumeration, group=group)]


def verdict_mark(verdict: str | None) -> Mark:
    """A verdict with icon and tone; who was not looked at yet stands out by words."""
    if verdict is None:
        return Mark(_("belum diskrining"), "", "faint")
    return Mark(name_of("hasil_kesehatan", verdict), _GLYPHS.get(verdict, "log-out"), _TONES.get(verdict, "warn"))


def who(head: HeadLine) -> str:
    """Card, sex and age in one line."""
    age = (
        ngettext("{n} tahun", "{n} tahun", head.age).format(n=head.age)
        if head.age is not None
        else _("umur belum diketahui")
    )
    sex = name_of("jenis_kelamin", head.sex) if head.sex else name_of("kelompok_hitung", head.head_class)
    return " · ".join(part for part in (head.card_number or "", sex, age) if part)


def day(value: date | None) -> str:
    """23-01-2026; "" for none."""
    return f"{value:%d-%m-%Y}" if value else ""


def moment(value: datetime, zone: str) -> str:
    """23-01-2026 21.14."""
    return f"{local(value, zone):%d-%m-%Y %H.%M}"
