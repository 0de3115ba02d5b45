"""The ledger in words: names of accounts, the equation of a period, and what a change did to a closed one."""

from collections.abc import Iterator, Sequence

from app.kernel.i18n import N_, _, ngettext
from app.manifest.wording import exit_name, grouped
from app.reconciliation.rules.adjusting import Change, HeadState
from app.reconciliation.rules.equation import Equation, Kind
from app.reconciliation.rules.posting import HOME, HOUSE, QUAY, TRANSIT
from app.registration.rules import BORN, OUTSIDE

_OWN = {
    OUTSIDE: N_("tiba"),
    BORN: N_("lahir di sini"),
    QUAY: N_("belum masuk penampungan"),
    HOUSE: N_("di penampungan"),
    TRANSIT: N_("dalam perjalanan"),
    HOME: N_("sampai di daerah tujuan"),
    "hadir": N_("hadir"),
}


def account_words(code: str) -> str:
    """An account as sentences call it."""
    return _(_OWN[code]) if code in _OWN else exit_name(code)


def account_title(code: str) -> str:
    """An account as a heading calls it."""
    words = account_words(code)
    return words[:1].upper() + words[1:]


def equation_words(told: Equation) -> str:
    """“3 saldo awal + 170 tiba = 160 sampai di rumah + 1 meninggal + 8 dalam perjalanan + 4 masih di pos”."""
    came = [(told.opening, _("saldo awal")), (told.arrived, _("tiba"))]
    came += [(told.born, _("lahir"))] if told.born else []
    came += [(told.returned, _("kembali"))] if told.returned else []
    left = [(told.home, _("sampai di rumah"))]
    left += [(heads, account_words(code)) for code, heads in told.elsewhere.items()]
    left += [(told.transit, _("dalam perjalanan"))] if told.transit else []
    left += [(told.care, _("masih di pos"))]
    sign = "≠" if told.difference else "="
    return f"{_sum(came)} {sign} {_sum(left)}"


def home_words(told: Equation) -> str:
    """The sentence of R22 Ps. 10: who arrived, who reached home, and where everybody else is."""
    came = told.came
    rest = came - told.home
    if not rest:
        return ngettext(
            "{n} orang tiba, semuanya sampai di rumah.", "{n} orang tiba, semuanya sampai di rumah.", came
        ).format(n=grouped(came))
    parts = [(heads, account_words(code)) for code, heads in told.elsewhere.items()]
    parts += [(told.transit, _("dalam perjalanan, tanda terima belum kembali")), (told.care, _("masih di pos"))]
    listed = ", ".join(f"{grouped(heads)} {name}" for heads, name in parts if heads)
    text = ngettext(
        "{n} orang tiba, {home} sampai di rumah. {rest} lainnya: {listed}.",
        "{n} orang tiba, {home} sampai di rumah. {rest} lainnya: {listed}.",
        came,
    )
    said = text.format(n=grouped(came), home=grouped(told.home), rest=grouped(rest), listed=listed or "?")
    if not told.difference:
        return said
    return (
        said
        + " "
        + ngettext("{n} orang tidak ada catatannya.", "{n} orang tidak ada catatannya.", abs(told.difference)).format(
            n=grouped(abs(told.difference))
        )
    )


def change_words(change: Change) -> str:
    """What a period said of a head when it was closed, and what it says now."""
    text = _("semula {was}; sekarang {now}")
    return text.format(was=_state_words(change.was), now=_state_words(change.now))


def effect_words(change: Change) -> str:
    """“di penampungan −1, dalam perjalanan +1”; a change of class alone is told by the class."""
    found = change.by_account
    said = [f"{account_words(code)} {_signed(number)}" for code, number in found.items() if code not in (OUTSIDE, BORN)]
    if said:
        return ", ".join(said)
    was, now = change.was, change.now
    if was and now and was.kind != now.kind:
        return ", ".join(_kind_words(was.kind, now.kind))
    return _("jalannya berubah, jumlah akhirnya sama")


def _state_words(state: HeadState | None) -> str:
    if state is None:
        return _("tidak terhitung")
    way: Sequence[str] = [*([state.opening] if state.opening else []), *(account for _source, account in state.steps)]
    return f"{' → '.join(account_words(code) for code in way)} ({state.kind.head_class or '?'})"


def _kind_words(was: Kind, now: Kind) -> Iterator[str]:
    """What is known otherwise of a head that took the same way."""
    told = (
        (_("kelompok {was} menjadi {now}"), was.head_class, now.head_class),
        (_("kewarganegaraan {was} menjadi {now}"), was.nationality.upper(), now.nationality.upper()),
        (_("provinsi tujuan {was} menjadi {now}"), was.province, now.province),
        (_("bayi {was} menjadi {now}"), *(_("ya") if kind.infant else _("bukan") for kind in (was, now))),
        (_("jenazah {was} menjadi {now}"), *(_("ya") if kind.body else _("bukan") for kind in (was, now))),
    )
    return (text.format(was=before or "?", now=after or "?") for text, before, after in told if before != after)


def _sum(parts: Sequence[tuple[int, str]]) -> str:
    return " + ".join(f"{grouped(heads)} {name}" for heads, name in parts)


def _signed(number: int) -> str:
    return f"{'+' if number > 0 else '−'}{grouped(abs(number))}"
