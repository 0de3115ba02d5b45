"""What papers say of the site itself, and the recovery sheets."""

from datetime import date
from typing import Any

from app.access.views import NEEDED, SHEETS, Sheet, SiteView
from app.printing.draw import render
from app.printing.form import load


def letterhead(site: SiteView) -> dict[str, Any]:
    """The head of every paper of this site."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {"lines": lines, "address": site.address or site.city, "contact": site.phone, "logo": b""}


def recovery_sheet_pdf(site: SiteView, sheet: Sheet, day: date) -> bytes:
    """One recovery sheet, to be kept apart from the other two."""
    values: dict[str, Any] = {
        "letterhead": letterhead(site),
        "control_number": f"{site.code}-{sheet.mark}-{sheet.number}",
        "site": site.name,
        "share": sheet.number,
        "shares": SHEETS,
        "threshold": NEEDED,
        "date": day,
        "holder": {"name": "", "position": ""},
        "words": sheet.words.split(),
        "qr": sheet.qr_text,
    }
    return render(load("recovery-share"), values)
