"""What the house does besides bed and meal: health looks at some, a mother gets her kit, the gate is kept."""

from typing import Any

from app.access.roles import HEALTH
from app.console.demo.officers import BUDI, WULAN, seat, use_code
from app.console.demo.quay import MOTHER
from app.console.demo.stage import Stage
from app.health import screening
from app.health.rules import suppressed
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.reference.enumerations import indonesian_of
from app.registration.counts import heads_of
from app.shelter import aid, presence, stock
from app.shelter.aid import Grant, Terms
from app.shelter.aid_papers import receipt_sheet
from app.shelter.emergency import emergency, emergency_sheet
from app.shelter.rules.presence import IN, OUT
from app.shelter.rules.stock import GOODS, Place
from app.shelter.stock import Source

SCREENED = 12
FIT, WITH_COMPANION = "layak_jalan", "layak_dengan_pendamping"
KIT = {"paket_mandi": 170, "sarung": 170, "pembalut": 60}
"""What a woman gets, and how much of it came in."""
ERRAND = "warung di depan penampungan"


def screen(stage: Stage) -> dict[str, Any]:
    """The nurse looks at the first of her queue; only counts leave her vault, and small ones are hidden."""
    stage.later(minutes=10)
    use_code(stage, WULAN, stage.outcomes["nurse_code"])
    waiting = [line.head for line in screening.queue(stage.office).lines if line.waits and not line.head.infant]
    oldest = max(waiting[:SCREENED], key=lambda head: head.age or 0)
    verdicts: dict[str, int] = {}
    for head in waiting[:SCREENED]:
        stage.later(seconds=40)
        verdict = WITH_COMPANION if head == oldest else FIT
        done = screening.screen(stage.office, ScreeningDraft(head.stay_id, verdict))
        verdicts[done.verdict] = verdicts.get(done.verdict, 0) + 1
    shown, total = suppressed({indonesian_of("hasil_kesehatan", code): n for code, n in verdicts.items()}, SCREENED)
    return {"screened": total, "waiting": screening.queue(stage.office).open, "verdicts": shown, "vault": HEALTH}


def give_kit(stage: Stage) -> dict[str, Any]:
    """Goods come in; a mother gets what is hers by right, once, with a receipt."""
    stage.later(minutes=15)
    seat(stage, BUDI)
    store = stock.first_store(GOODS)
    stay = stage.outcomes["heads"][MOTHER]
    with stage.office.write("shelter.receive") as w:
        for item, number in KIT.items():
            stock.receive(w, Place(store, item), number, Source("BAST barang 14/LOG/2026", "apbn"))
    grants = [Grant(stay, item) for item in KIT]
    with stage.office.write("shelter.aid") as w:
        given = aid.issue(w, grants, Terms("apbn"))
    with stage.office.write("shelter.aid.print") as w:
        paper = receipt_sheet(w, given.receipt_id)
    with stage.office.read() as r:
        left = {item: stock.on_hand(r, Place(store, item)) for item in KIT}
        name = heads_of(r, [stay])[0].display
    return {
        "number": given.number, "to": name, "pieces": given.pieces, "left": left, "again": _refused(stage, grants[:1]),
        "pdf": stage.keep(f"bantuan-{given.number}.pdf", paper.pdf()),
    }  # fmt: skip


def keep_gate(stage: Stage) -> dict[str, Any]:
    """Somebody goes out for an errand; the list for an alarm says so; he comes back."""
    stage.later(minutes=10)
    seat(stage, BUDI)
    card = stage.outcomes["served_card"]
    out = _passed(stage, card, OUT)
    stage.later(minutes=12)
    with stage.office.read() as r:
        seen = emergency(r, stage.clock.now())
    with stage.office.write("shelter.emergency") as w:
        paper = emergency_sheet(w)
    pdf = stage.keep("daftar-darurat.pdf", paper.pdf())
    stage.later(minutes=9)
    return {
        "out": out, "back": _passed(stage, card, IN), "inside": len(seen.inside), "elsewhere": len(seen.elsewhere),
        "pdf": pdf,
    }  # fmt: skip


def _passed(stage: Stage, card: str, kind: str) -> str:
    with stage.office.write("shelter.presence") as w:
        return presence.scan(w, card, kind, ERRAND if kind == OUT else "").text


def _refused(stage: Stage, grants: list[Grant]) -> str:
    """The sentence by which the same kit is refused a second time."""
    try:
        with stage.office.write("shelter.aid") as w:
            aid.issue(w, grants, Terms("apbn"))
    except UserError as error:
        return error.text
    return ""
