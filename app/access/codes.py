"""One-time set-up codes: long enough that no guessing helps, short enough to be typed from paper."""

import secrets
from hashlib import blake2b

from app.access.slots import CODE_KDF, Secret
from app.kernel.errors import UserError
from app.kernel.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: no I, L, O, U, which are misread."""
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
DATA = 22
CHECK = 2


def new_code() -> str:
    """A fresh code of 110 random bits and 2 check signs, in six groups of four."""
    return _grouped(_with_check("".join(secrets.choice(ALPHABET) for _n in range(DATA))))


def read_code(text: str) -> str:
    """The code in its one form, whatever the spaces, dashes and small letters; refuses a mistyped one."""
    plain = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_MISREAD)
    if len(plain) != DATA + CHECK or not set(plain) <= set(ALPHABET) or _with_check(plain[:DATA]) != plain:
        raise UserError(
            "access.code_mistyped",
            _("Kode ini salah ketik. Kodenya belum terpakai."),
            _("Periksa kembali lembar kode: enam kelompok, masing-masing empat tanda."),
        )
    return _grouped(plain)


def code_secret(code: str) -> Secret:
    """The secret a slot is made from."""
    return Secret(code.encode(), CODE_KDF)


def _with_check(data: str) -> str:
    value = int.from_bytes(blake2b(data.encode(), digest_size=2).digest())
    return data + ALPHABET[value % 32] + ALPHABET[value // 32 % 32]


def _grouped(plain: str) -> str:
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
