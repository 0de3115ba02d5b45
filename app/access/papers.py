"""What papers say of the site itself, the recovery sheets, and one-time codes."""

from datetime import date
from typing import Any, cast

from app.access.roles import GENERAL, RESTRICTED, role_label, vault_label
from app.access.views import NEEDED, SHEETS, Sheet, SiteView
from app.printing.draw import render
from app.printing.form import load
from app.printing.values import Paper


def letterhead(site: SiteView) -> dict[str, Any]:
    """The head of every paper of this site."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {"lines": lines, "address": site.address or site.city, "contact": site.phone, "logo": b""}


def recovery_sheet_pdf(site: SiteView, sheet: Sheet, day: date, paper: str = "A4") -> bytes:
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
    return render(load("recovery-share"), values, cast(Paper, paper))


def code_sheet_pdf(site: SiteView, role: str, code: str, day: date, paper: str = "A4") -> bytes:
    """The one-time code of the first person of a restricted role, handed to him alone."""
    vault = next((vault for vault, holder in RESTRICTED.items() if holder == role), GENERAL)
    values: dict[str, Any] = {
        "letterhead": letterhead(site),
        "site": site.name,
        "role": role_label(role),
        "vault": vault_label(vault),
        "code": code,
        "date": day,
    }
    return render(load("setup-code"), values, cast(Paper, paper))
