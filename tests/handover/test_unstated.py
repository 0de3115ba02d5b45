"""Who left on his own without a surat pernyataan is named where it can be made good, and stands in nobody's way."""

from app.access.office import Office
from app.handover import statements
from app.handover.declaring import Declaration
from app.handover.terms import SELF_RETURN, Party
from app.handover.unstated import missing_statements
from app.reconciliation.ledger import Scope, view
from app.registration import exits, heads
from app.registration.counts import heads_of
from tests.handover.samples import GIVER
from tests.helpers.office import landed, ship


def left(office: Office, stay: str, account: str) -> None:
    """Gone by an exit without a paper."""
    with office.write("registration.leave") as w:
        exits.leave(w, stay, account, "dijemput sepupu di gerbang")


def missing(office: Office) -> set[str]:
    """Who is named."""
    with office.read() as r:
        return {head.stay_id for head in missing_statements(r)}


def test_old_exits_are_named_and_new_ones_by_statement_are_not(office: Office) -> None:
    batch = ship(office)
    stays = landed(office, batch, 5)
    with office.read() as r:
        grown = [head.stay_id for head in heads_of(r, stays) if (head.age or 0) >= 18]
    alone, local, own, lost = grown[:4]
    for stay, account in ((alone, "pulang_mandiri"), (local, "menetap_lokal"), (lost, "pergi_tanpa_izin")):
        left(office, stay, account)
    given = Declaration(SELF_RETURN, Party("-"), GIVER, (own,), declarant_stay=own)
    with office.write("handover.issue") as w:
        made = statements.issue(w, given)
    with office.write("handover.sign") as w:
        statements.sign(w, made.id)
    assert missing(office) == {alone, local}
    with office.read() as r:
        seen = view(r, Scope(batch))
        found = next(check for check in seen.checks if check.finding.code == "people.unstated")
        assert {head.stay_id for head in found.heads} == {alone, local}
        assert not found.finding.blocks
        assert (found.screen, found.target) == ("handover", "statements")
        assert heads.standing(r, own).account == "pulang_mandiri"
    with office.write("handover.void") as w:
        statements.void(w, made.id, "salah tanggal")
    assert missing(office) == {alone, local}
    left(office, own, "pulang_mandiri")
    assert missing(office) == {alone, local, own}
