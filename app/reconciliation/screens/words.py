"""The names of the accounts on this screen, and the bars of the equation."""

from collections.abc import Sequence

from app.kernel.i18n import N_, _, ngettext
from app.reconciliation.ledger import BACK, BORN, CAME, INWARD, OPENING, Account, BalanceView
from app.reconciliation.rules.wording import account_words
from app.registration.counts import HeadLine
from app.registration.rules import BODIES_HERE
from app.widgets.chart import Bar

PRESENT = "hadir"
BODIES = "jenazah"
_OWN = {
    OPENING: N_("Awal hari"),
    CAME: N_("Tiba"),
    BORN: N_("Lahir di sini"),
    BACK: N_("Kembali"),
    PRESENT: N_("hadir"),
}
_HELD = ("rumah_sakit", "polisi")
_LOST = ("pergi_tanpa_izin", "meninggal")


def account_name(code: str) -> str:
    """An account as people call it."""
    name = _(_OWN[code]) if code in _OWN else account_words(code)
    return name[:1].upper() + name[1:]


def bars(seen: BalanceView) -> list[Bar]:
    """The equation as a flow: opening, who came, each way of leaving, and who is here."""
    steps = [account for account in seen.accounts if account.code != PRESENT]
    present = seen.account(PRESENT)
    flow = [_bar(account) for account in steps]
    return [*flow, Bar(PRESENT, account_name(PRESENT), present.count.total if present else 0)]


def bodies_words(bodies: Sequence[HeadLine]) -> str:
    """“Jenazah 3: 1 belum diserahkan, 2 diserahkan”; who died here is in the flow already, who arrived dead is not."""
    waiting = sum(head.account in BODIES_HERE for head in bodies)
    text = ngettext(
        "Jenazah {n}: {waiting} belum diserahkan, {handed} sudah",
        "Jenazah {n}: {waiting} belum diserahkan, {handed} sudah",
        len(bodies),
    )
    return text.format(n=len(bodies), waiting=waiting, handed=len(bodies) - waiting)


def _bar(account: Account) -> Bar:
    total = account.count.total
    if account.code == OPENING:
        return Bar(account.code, account_name(account.code), total, "accent")
    if account.code in INWARD:
        return Bar(account.code, account_name(account.code), total, "good", total=False)
    tone = "bad" if account.code in _LOST else "warn" if account.code in _HELD else "accent"
    return Bar(account.code, account_name(account.code), -total, tone, total=False)
