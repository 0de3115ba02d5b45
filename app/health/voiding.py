"""Taking back what was entered wrongly, with the reason; it stays in the vault and can be put back."""

from typing import Final

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health import needs
from app.health.records import Birth, Certificate, Inpatient, Isolation, Referral, Reply, Screening, Visit
from app.health.trail import refuse_closed
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.wording import required_reason

Kept = Screening | Visit | Isolation | Referral | Reply | Inpatient | Certificate | Birth
KINDS: Final[dict[str, type[Kept]]] = {
    "screening": Screening,
    "visit": Visit,
    "isolation": Isolation,
    "referral": Referral,
    "reply": Reply,
    "inpatient": Inpatient,
    "certificate": Certificate,
    "birth": Birth,
}


def take_back(office: Office, kind: str, row_id: str, reason: str) -> None:
    """Void one entry; what it asked of the house is asked no longer."""
    refuse_closed(office)
    require(office.actor, "health.void")
    said = required_reason(reason)
    with office.write("health.void", HEALTH) as w:
        row = w.need(_model(kind), row_id)
        if row.void_reason is not None:
            raise UserError("health.void", _("Catatan ini sudah dibatalkan."))
        w.void(row, said)
    needs.pass_on(office)


def put_back(office: Office, kind: str, row_id: str) -> None:
    """Undo a void."""
    refuse_closed(office)
    require(office.actor, "health.void")
    with office.write("health.unvoid", HEALTH) as w:
        w.update(w.need(_model(kind), row_id), void_reason=None)
    needs.pass_on(office)


def _model(kind: str) -> type[Kept]:
    if kind not in KINDS:
        raise UserError("health.kind", _("Catatan ini tidak dapat dibatalkan dari sini."))
    return KINDS[kind]
