"""Who left on his own without a surat pernyataan is named where it can be made good, and stands in nobody's way."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.access.office import Office
from app.handover import statements
from app.handover.declaring import Declaration
from app.handover.service import Issued
from app.handover.terms import SELF_RETURN, Party
from app.handover.unstated import missing_statements
from app.kernel.errors import UserError
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


def issued(office: Office, variant: str, *stays: str) -> Issued:
    """A statement, the first signing for all."""
    with office.write("handover.issue") as w:
        return statements.issue(w, Declaration(variant, Party("-"), GIVER, stays, declarant_stay=stays[0]))


def signed(office: Office, statement_id: str) -> None:
    """Its signature is recorded."""
    with office.write("handover.sign") as w:
        statements.sign(w, statement_id)


def grown(office: Office, count: int) -> list[str]:
    """So many grown people who are here."""
    with office.read() as r:
        known = heads_of(r, landed(office, ship(office), count * 3))
    return [head.stay_id for head in known if (head.age or 0) >= 18][:count]


def text_of(office: Office, statement_id: str) -> str:
    with office.read() as r:
        pdf = statements.sheet(r, statement_id).pdf()
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize(
    ("way", "said"), [("pulang_mandiri", "PULANG ATAS KEMAUAN SENDIRI"), ("menetap_lokal", "MENETAP ATAS KEMAUAN")]
)
def test_a_statement_made_good_says_when_they_left_and_moves_nobody(office: Office, way: str, said: str) -> None:
    one, two = grown(office, 2)
    for stay in (one, two):
        left(office, stay, way)
    with office.read() as r:
        before = [movement.id for movement in heads.movements(r, one)]
    made = issued(office, way, one, two)
    assert missing(office) == {one, two}
    signed(office, made.id)
    assert missing(office) == set()
    paper = text_of(office, made.id)
    assert said in paper
    assert "dibuat menyusul: orang-orang tersebut telah meninggalkan pos pada 23 Januari 2026" in paper
    with office.read() as r:
        assert [movement.id for movement in heads.movements(r, one)] == before
    with office.write("handover.void") as w:
        statements.void(w, made.id, "salah nama")
    assert missing(office) == {one, two}
    with office.read() as r:
        assert heads.standing(r, one).account == way


def test_who_is_here_stays_in_the_district_by_his_signature(office: Office) -> None:
    (one,) = grown(office, 1)
    made = issued(office, "menetap_lokal", one)
    assert "menyusul" not in text_of(office, made.id)
    signed(office, made.id)
    with office.read() as r:
        assert heads.standing(r, one).account == "menetap_lokal"
    assert missing(office) == set()


def test_it_is_not_made_good_for_another_way_nor_for_some_who_are_here(office: Office) -> None:
    gone, here = grown(office, 2)
    left(office, gone, "menetap_lokal")
    for variant, stays in (("pulang_mandiri", (gone,)), ("menetap_lokal", (gone, here)), ("jaminan_keluarga", (gone,))):
        with pytest.raises(UserError) as refused:
            issued(office, variant, *stays)
        assert refused.value.code == "statement.not_allowed"


def test_who_came_back_before_he_signed_signs_another(office: Office) -> None:
    (one,) = grown(office, 1)
    left(office, one, "pulang_mandiri")
    made = issued(office, "pulang_mandiri", one)
    with pytest.raises(UserError, match="sudah ada di"):
        issued(office, "pulang_mandiri", one)
    with office.write("registration.move") as w:
        exits.come_back(w, one, "kapalnya batal")
    with pytest.raises(UserError) as refused:
        signed(office, made.id)
    assert refused.value.code == "statement.back"
