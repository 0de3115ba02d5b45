"""Texts as people type them: trimmed, not endless, and a reason that is really there."""

from app.kernel.errors import UserError
from app.kernel.i18n import _

MOST_TEXT = 2000


def clean_text(value: str | None) -> str | None:
    """The text without outer spaces, None when empty; UserError when it is longer than any field needs."""
    said = (value or "").strip()
    if len(said) > MOST_TEXT:
        raise UserError("text.long", _("Tulisan ini terlalu panjang; paling banyak {n} huruf.").format(n=MOST_TEXT))
    return said or None


def required_reason(reason: str) -> str:
    """A reason in words; UserError when it is empty."""
    said = clean_text(reason)
    if not said:
        raise UserError("reason.empty", _("Alasannya belum ditulis; tidak ada yang diubah."))
    return said
