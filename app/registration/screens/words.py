"""How the screen Orang writes things: states with icon and tone, ages, dates, choices."""

from datetime import date, datetime

from app.kernel.clock import local
from app.kernel.i18n import _
from app.reference.enumerations import choices, name_of
from app.registration import rules
from app.registration.counts import HeadLine
from app.registration.listing import Row
from app.widgets.fields import Options
from app.widgets.table_model import Mark

_GLYPHS = {
    rules.PRESENT: "circle-check",
    rules.BODY: "circle-alert",
    rules.HOSPITAL: "heart-pulse",
    rules.POLICE: "shield",
    rules.WITHOUT_LEAVE: "user-x",
    rules.DIED: "circle-alert",
}
_AWAY_TONE = {rules.WITHOUT_LEAVE: "warn", rules.HOSPITAL: "warn", rules.POLICE: "warn"}


def options(enumeration: str) -> Options:
    """The choices of an enumeration as a field offers them; what must stay out of the general vault is left out."""
    return [(one.code, one.name) for one in choices(enumeration) if not one.sensitive]


def account_mark(head: HeadLine) -> Mark:
    """Where somebody is, with icon and tone."""
    name = name_of("akun_orang", head.account)
    tone = "good" if head.account == rules.PRESENT else _AWAY_TONE.get(head.account, "")
    return Mark(name, _GLYPHS.get(head.account, "log-out"), tone)


def row_mark(row: Row) -> Mark:
    """The state of a line of the list: what is missing before where somebody is."""
    if row.doubt:
        return Mark(row.doubt, "id-card", "warn")
    if row.head.suspense:
        return Mark(_("bertentangan"), "triangle-alert", "bad")
    if row.lone_child:
        return Mark(_("sendirian"), "baby", "bad")
    if row.head.account != rules.PRESENT:
        return account_mark(row.head)
    if row.open_fields:
        return Mark(_("{n} belum").format(n=len(row.open_fields)), "triangle-alert", "warn")
    return Mark(_("lengkap"), "check", "good")


def class_and_age(head: HeadLine) -> str:
    """“LD · 35 th”, “AP · bayi”."""
    parts = [head.head_class or "?", age(head)]
    return " · ".join(part for part in parts if part)


def age(head: HeadLine) -> str:
    """The age in years on arrival; infants by their word."""
    if head.infant:
        return _("bayi")
    return _("{n} th").format(n=head.age) if head.age is not None else ""


def day(value: date | None) -> str:
    """23-01-2026; "" for none."""
    return f"{value:%d-%m-%Y}" if value else ""


def moment(value: datetime, zone: str) -> str:
    """23-01-2026 21.10 by the clock of the site."""
    return f"{local(value, zone):%d-%m-%Y %H.%M}"


def unbroken(number: str) -> str:
    """A number of a paper that stays in one piece where a line ends."""
    return number.replace("-", "\N{NON-BREAKING HYPHEN}")
