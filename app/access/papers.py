"""What papers say of the site itself, and the recovery sheets."""

from typing import Any

from app.access.office import Office, SiteView
from app.access.shares import NEEDED, SHEETS, Sheet
from app.kernel.clock import local
from app.printing.draw import render
from app.printing.form import load


def letterhead(site: SiteView) -> dict[str, Any]:
    """The head of every paper of this site."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {"lines": lines, "address": site.address or site.city, "contact": site.phone, "logo": b""}


def recovery_sheet_pdf(office: Office, sheet: Sheet) -> bytes:
    """One recovery sheet, to be kept apart from the other two."""
    values: dict[str, Any] = {
        "letterhead": letterhead(office.site),
        "control_number": f"{office.site.code}-{sheet.mark}-{sheet.number}",
        "site": office.site.name,
        "share": sheet.number,
        "shares": SHEETS,
        "threshold": NEEDED,
        "date": local(office.clock.now(), office.site.zone).date(),
        "holder": {"name": "", "position": ""},
        "words": sheet.words.split(),
        "qr": sheet.qr_text,
    }
    return render(load("recovery-share"), values)
