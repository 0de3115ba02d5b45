"""How hard a passphrase is to guess, in words: pure, and only an encouragement beside the rule that refuses."""

import math
from dataclasses import dataclass

from app.access.rules import PASSPHRASE_LENGTH, check_passphrase
from app.kernel.errors import UserError
from app.kernel.i18n import _

WORD_BITS = 11
"""What a word somebody chose himself is worth, not knowing how well he chose."""
SIGN_BITS = 2.2
FAIR, GOOD = 30, 44


@dataclass(frozen=True)
class Strength:
    """`step` 0 (refused) to 3; `text` says it, `hint` what would make it better."""

    step: int
    text: str
    hint: str = ""


def strength(passphrase: str, login: str = "") -> Strength:
    """The strength of a passphrase being typed."""
    if not passphrase:
        return Strength(0, "", _("Tiga atau empat kata yang tidak berhubungan mudah diingat dan sulit ditebak."))
    if len(passphrase) < PASSPHRASE_LENGTH:
        left = PASSPHRASE_LENGTH - len(passphrase)
        return Strength(0, _("terlalu pendek"), _("Kurang {n} tanda lagi.").format(n=left))
    try:
        check_passphrase(passphrase, login)
    except UserError as error:
        return Strength(0, _("mudah ditebak"), error.hint)
    bits = guessing_bits(passphrase)
    if bits < FAIR:
        return Strength(1, _("cukup"), _("Satu kata lagi membuatnya jauh lebih kuat."))
    return Strength(3, _("sangat kuat")) if bits >= GOOD else Strength(2, _("kuat"))


def guessing_bits(passphrase: str) -> float:
    """A careful estimate of the bits a guesser must find: by words where there are several, else by signs."""
    words = passphrase.split()
    by_words = WORD_BITS * len({word.casefold() for word in words if len(word) > 2})
    distinct = len(set(passphrase))
    by_signs = SIGN_BITS * len(passphrase) * math.log2(max(2, distinct)) / 4
    return by_words if len(words) > 2 else min(by_signs, by_words + SIGN_BITS * len(passphrase) / 2)
