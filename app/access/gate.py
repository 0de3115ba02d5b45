"""The gate to the keyring: wrong secrets are slowed, never wiped; the count survives a restart."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from app.access import keyring
from app.access.keyring import Attempts, Keyring
from app.access.slots import Opened, Slot, WrongSecretError, open_slot
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.kernel.paths import Home

FREE = 3
FIRST_DELAY = 5
LONGEST_DELAY = 300
CODES = "#codes"
SHEETS = "#sheets"
"""Labels of the counts of wrong codes and sheets; no login name begins with #."""


def delay(count: int) -> int:
    """Seconds to wait after so many wrong secrets in a row."""
    return min(FIRST_DELAY * 2 ** min(count - FREE, 10), LONGEST_DELAY) if count >= FREE else 0


def open_user(home: Home, login: str, passphrase: bytes, now: datetime) -> Opened:
    """The slot of a login name; the same refusal whether the name or the passphrase is wrong."""
    ring = keyring.load(home)
    refusal = UserError(
        "access.wrong_passphrase",
        _("Nama masuk atau kata sandi salah. Data tetap terkunci dan aman."),
        _("Periksa Caps Lock dan tata letak papan ketik, lalu coba lagi."),
    )
    return _try(home, ring, login, ring.of_kind("user", login), (passphrase, now, refusal))


def open_code(home: Home, code: bytes, now: datetime) -> Opened:
    """The set-up slot of a one-time code."""
    ring = keyring.load(home)
    refusal = UserError(
        "access.wrong_code",
        _("Kode ini tidak dikenal di laptop ini, atau sudah pernah dipakai."),
        _("Mintalah lembar kode baru. Jika Anda belum pernah memakainya, laporkan kepada kepala pos."),
    )
    return _try(home, ring, CODES, ring.of_kind("setup"), (code, now, refusal))


def open_recovery(home: Home, secret: bytes, now: datetime) -> Opened:
    """The recovery slot the combined sheets belong to."""
    ring = keyring.load(home)
    refusal = UserError(
        "access.wrong_sheets",
        _("Lembar pemulihan ini bukan milik laptop ini, atau sudah diganti yang baru."),
        _("Periksa tanda di sudut lembar dan pakai perangkat lembar yang terakhir dicetak."),
    )
    return _try(home, ring, SHEETS, ring.of_kind("recovery"), (secret, now, refusal))


def refuse_while_waiting(home: Home, ring: Keyring, label: str, now: datetime) -> None:
    """Refuse a further try until its delay has passed; a clock set back starts the wait anew, never lengthens it."""
    tried = ring.attempts.get(label)
    if tried is None:
        return
    moment = int(now.timestamp())
    if moment < tried.last:
        _remember(home, ring, label, Attempts(tried.count, moment))
        tried = Attempts(tried.count, moment)
    left = tried.last + delay(tried.count) - moment
    if left > 0:
        raise UserError(
            "access.slowed",
            ngettext(
                "Terlalu banyak percobaan salah. Tunggu {n} detik lagi; data tetap aman.",
                "Terlalu banyak percobaan salah. Tunggu {n} detik lagi; data tetap aman.",
                left,
            ).format(n=left),
            _("Sesudah itu boleh dicoba lagi. Tidak ada yang dihapus."),
        )


type_of_try = tuple[bytes, datetime, UserError]


def _try(home: Home, ring: Keyring, label: str, slots: Sequence[Slot], attempt: type_of_try) -> Opened:
    text, now, refusal = attempt
    refuse_while_waiting(home, ring, label, now)
    for slot in slots:
        with suppress(WrongSecretError):
            opened = open_slot(slot, text)
            if label in ring.attempts:
                _remember(home, ring, label, None)
            return opened
    tried = ring.attempts.get(label, Attempts(0, 0))
    if slots:
        _remember(home, ring, label, Attempts(tried.count + 1, int(now.timestamp())))
    raise refusal


def _remember(home: Home, ring: Keyring, label: str, attempts: Attempts | None) -> None:
    counts = {name: count for name, count in ring.attempts.items() if name != label}
    # A full or read-only disk must not keep the right passphrase out, nor change what a wrong one is told.
    with suppress(OSError):
        keyring.save_attempts(home, {**counts, label: attempts} if attempts else counts)
