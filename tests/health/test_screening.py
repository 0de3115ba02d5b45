"""Screening by card: who is still to be seen, what is kept, what is refused, what the house hears of it."""

import pytest

from app.health import needs, screening
from app.health.heads import of_card
from app.health.rules import asks
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.registration import exits
from app.registration.counts import heads_of
from app.registration.heads import Who
from tests.health.conftest import Post
from tests.helpers.office import landed_one


def needs_of(post: Post, who: str) -> set[str]:
    with post.office.read() as r:
        return set(heads_of(r, [post.stays[who]])[0].needs)


def screened(post: Post, who: str, verdict: str, **more: object) -> screening.Screened:
    return screening.screen(post.office, ScreeningDraft(post.stays[who], verdict, **more))  # type: ignore[arg-type]


def test_a_card_without_a_name_is_screened_and_leaves_the_queue(post: Post) -> None:
    before = screening.queue(post.office)
    assert before.open == len(before.lines) == len(post.stays)
    kept = screened(post, "card", "layak_jalan", vitals={"temperature": 367}, findings=("kulit",))
    after = screening.queue(post.office)
    assert (after.open, after.lines[-1].head.stay_id) == (before.open - 1, post.stays["card"])
    assert after.lines[-1].screened == kept
    assert (kept.officer, kept.vitals, kept.findings) == ("Rahma Dewi", {"temperature": 367}, ("kulit",))


def test_who_has_no_card_comes_after_those_who_have(settled: Post) -> None:
    nameless = landed_one(settled.office, Who(name="Abdul"))
    settled.nurse()
    waiting = [line.head for line in screening.queue(settled.office).lines]
    assert waiting[-1].stay_id == nameless
    assert waiting[0].card_number == "171"


def test_sending_the_same_form_twice_makes_one_screening(post: Post) -> None:
    draft = ScreeningDraft(post.stays["man"], "tunda")
    assert screening.screen(post.office, draft) == screening.screen(post.office, draft)


def test_the_house_hears_the_need_and_nothing_else(post: Post) -> None:
    screened(post, "man", "isolasi", findings=("cacar_mpox",), note="lesi di tangan")
    assert needs_of(post, "man") == {"kamar_sendiri", "tunda_berangkat"}
    screened(post, "man", "layak_dengan_pendamping")
    assert needs_of(post, "man") == {"dampingi"}
    screened(post, "man", "layak_jalan")
    assert needs_of(post, "man") == set()


def test_a_need_cut_short_between_the_vaults_is_told_later(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "ask_need", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(OSError, match="power cut"):
        screened(post, "man", "tunda")
    monkeypatch.undo()
    assert needs_of(post, "man") == set()
    assert needs.pass_on(post.office) == 1
    assert needs.pass_on(post.office) == 0
    assert needs_of(post, "man") == {"tunda_berangkat"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"verdict": "sehat"}, "health.verdict"),
        ({"findings": ("flu",)}, "health.finding"),
        ({"vitals": {"temperature": 4000}}, "health.temperature"),
        ({"pregnant": True}, "health.pregnant"),
        ({"weeks": 61}, "health.pregnant"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(post: Post, change: dict[str, object], code: str) -> None:
    wanted: dict[str, object] = {"verdict": "layak_jalan", **change}
    with pytest.raises(UserError) as refusal:
        screened(post, "man", str(wanted.pop("verdict")), **wanted)
    assert refusal.value.code == code
    assert screening.queue(post.office).open == len(post.stays)


def test_somebody_who_left_is_not_screened(settled: Post) -> None:
    with settled.office.write("registration.leave") as w:
        exits.leave(w, settled.stays["man"], "pergi_tanpa_izin", "tidak kembali dari gerbang")
    settled.nurse()
    with pytest.raises(UserError, match="sudah tidak di sini") as refusal:
        screened(settled, "man", "layak_jalan")
    assert refusal.value.code == "health.left"
    assert settled.stays["man"] not in {line.head.stay_id for line in screening.queue(settled.office).lines}


def test_a_card_nobody_knows_is_refused_in_one_sentence(post: Post) -> None:
    with pytest.raises(UserError, match="tidak dikenal di pos ini"):
        of_card(post.office, "ZZ-9999")
    assert of_card(post.office, "b-0901").stay_id == post.stays["man"]


def test_who_has_no_health_role_is_refused(settled: Post) -> None:
    with pytest.raises(UserError) as refusal:
        screened(settled, "man", "layak_jalan")
    assert refusal.value.code == "access.denied"


def test_a_desk_without_the_health_vault_says_so(post: Post) -> None:
    post.office.vaults.pop("health").close()
    with pytest.raises(UserError, match="tidak terbuka di laptop ini"):
        screening.queue(post.office)


def test_every_verdict_that_needs_something_asks_a_neutral_need() -> None:
    assert asks("layak_jalan") == frozenset()
    assert asks("rujuk_bkk") == {"tunda_berangkat"}
    assert asks("isolasi") == {"kamar_sendiri", "tunda_berangkat"}
