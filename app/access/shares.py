"""The three recovery sheets: any two of them open the desk again, one alone tells nothing (SLIP-39)."""

from dataclasses import dataclass, field

from nacl.utils import random as random_bytes
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from app.access.slots import CODE_KDF, Secret
from app.access.views import NEEDED, QR_MARK, SHEETS, Sheet
from app.kernel.errors import UserError
from app.kernel.i18n import _

SECRET = 16
WORDS = 20
_PREFIX = 4
_BY_PREFIX = {word[:_PREFIX]: word for word in WORDLIST}


@dataclass(frozen=True)
class SheetSet:
    """A recovery secret and the three sheets any two of which give it back."""

    secret: bytes = field(repr=False)
    sheets: tuple[Sheet, ...]

    @property
    def mark(self) -> str:
        """What all sheets of the set have printed in their corner."""
        return self.sheets[0].mark


def new_set() -> SheetSet:
    """A fresh recovery secret of 128 random bits and its three sheets."""
    secret = random_bytes(SECRET)
    return SheetSet(secret, tuple(_sheet(words) for words in generate_mnemonics(1, [(NEEDED, SHEETS)], secret)[0]))


def recovery_secret(secret: bytes) -> Secret:
    """The secret the recovery slot is made from."""
    return Secret(secret, CODE_KDF)


def read_sheet(text: str) -> Sheet:
    """A sheet typed by hand (four letters of each word are enough) or scanned; refuses a mistyped one."""
    words = text.lower().split()
    if words and words[0] == QR_MARK.lower():
        words = words[1:]
    full = []
    for position, word in enumerate(words, 1):
        known = _BY_PREFIX.get(word[:_PREFIX])
        if known is None or not known.startswith(word):
            raise UserError(
                "access.share_word",
                _("Kata ke-{n} tidak ada dalam daftar kata pemulihan.").format(n=position),
                _("Periksa ejaannya pada lembar. Empat huruf pertama sudah cukup."),
            )
        full.append(known)
    try:
        return _sheet(" ".join(full))
    except MnemonicError as error:
        raise UserError(
            "access.share_mistyped",
            _("Kata-kata lembar ini tidak cocok satu sama lain: ada yang tertukar, kurang, atau salah."),
            _("Bandingkan dengan lembar kata demi kata; semuanya {n} kata.").format(n=WORDS),
        ) from error


def combine(texts: list[str]) -> bytes:
    """The recovery secret from two different sheets of one set."""
    sheets = {sheet.number: sheet for sheet in map(read_sheet, texts)}
    if len({sheet.mark for sheet in sheets.values()}) > 1:
        raise UserError(
            "access.share_mixed",
            _("Lembar-lembar ini bukan dari satu perangkat yang sama."),
            _("Pakai lembar dengan tanda yang sama di sudutnya."),
        )
    if len(sheets) < NEEDED:
        raise UserError(
            "access.share_few",
            _("Pemulihan memerlukan dua lembar yang berbeda."),
            _("Masukkan satu lembar lagi."),
        )
    try:
        secret: bytes = combine_mnemonics([sheet.words for sheet in sheets.values()][:NEEDED])
    except MnemonicError as error:
        raise UserError("access.share_mixed", _("Lembar-lembar ini bukan dari satu perangkat yang sama.")) from error
    return secret


def _sheet(words: str) -> Sheet:
    share = Share.from_mnemonic(words)
    return Sheet(share.index + 1, f"{share.identifier:04X}", words)
