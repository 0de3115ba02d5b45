"""Is it genuine? Asked with no passphrase of a page, a photo, a text; one altered character is never called *asli*."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from app.access.office import Office
from app.access.trust import load_trust, save_trust
from app.bundle.certificates import Revocation, instant_text, revoke
from app.handover import freezing, listing, service, verify
from app.handover.records import Handover
from app.handover.verify import ALTERED, CALLED_OFF, GENUINE, UNKNOWN, Against, verify_file, verify_text
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.printing.preview import pages_as_png
from app.printing.qr import ALPHABET, base45, unbase45
from app.printing.statement import PREFIX, parse
from tests.handover.samples import issued
from tests.helpers.office import landed, ship
from tests.helpers.offices import create_sample


@pytest.fixture
def paper(office: Office) -> tuple[str, str, bytes]:
    """The id of an issued paper of 24 people, the text of its code, and its PDF."""
    made = issued(office, landed(office, ship(office), 24))
    with office.read() as r:
        text = listing.handover(r, made.id).statement or ""
        pdf = freezing.render_pdf(r, made.id)
    return made.id, text, pdf


def test_a_pdf_is_judged_by_its_picture_with_nobody_signed_in(
    office: Office, paper: tuple[str, str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "bast.pdf"
    file.write_bytes(paper[2])
    office.lock()
    verdict = verify_file(file, office.home)
    assert verdict.answer == GENUINE
    assert verdict.genuine
    assert verdict.facts is not None
    assert (verdict.facts.number, verdict.facts.site, verdict.facts.desk) == (
        "NNK-A-26-000001",
        "Debarkasi Nunukan",
        "Loket A",
    )
    assert verdict.facts.counts.total == 24
    assert verdict.sentence.startswith(
        "Asli. BAST NNK-A-26-000001, 23 Januari 2026 pukul 10.15 WITA, Debarkasi Nunukan"
    )
    assert "24 orang" in verdict.sentence


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_photo_will_do(office: Office, paper: tuple[str, str, bytes], tmp_path: Path, suffix: str) -> None:
    page = Image.open(BytesIO(pages_as_png(paper[2], 150)[0])).convert("L")
    file = tmp_path / f"foto.{suffix}"
    page.rotate(3, fillcolor=200, expand=True).filter(ImageFilter.GaussianBlur(0.5)).save(file)
    assert verify_file(file, office.home).answer == GENUINE


def test_the_text_of_a_pdf_is_not_trusted(office: Office, paper: tuple[str, str, bytes], tmp_path: Path) -> None:
    """A file that carries the code's text, but not its picture, says nothing."""
    file = tmp_path / "palsu.png"
    Image.new("L", (600, 800), 255).save(file, pnginfo=None)
    with pytest.raises(UserError) as refused:
        verify_file(file, office.home)
    assert refused.value.code == "verify.no_code"


def test_another_home_does_not_know_it(office: Office, paper: tuple[str, str, bytes], tmp_path: Path) -> None:
    with create_sample(tmp_path / "batam", "BTM").office as other:
        verdict = verify_text(paper[1], other.home)
    assert verdict.answer == UNKNOWN
    assert verdict.sentence.startswith("Tidak dikenal. Kode ini ditandatangani oleh loket yang kuncinya tidak ada")
    assert verify_text(paper[1], Home(tmp_path / "kosong")).answer == UNKNOWN


def test_any_altered_character_is_never_genuine(office: Office, paper: tuple[str, str, bytes]) -> None:
    text = paper[1]

    @given(st.integers(0, len(text) - 1), st.sampled_from(ALPHABET))
    def altered(place: int, character: str) -> None:
        other = text[:place] + character + text[place + 1 :]
        verdict = verify_text(other, office.home)
        assert (verdict.answer == GENUINE) == (other == text)
        assert other == text or verdict.answer in (ALTERED, UNKNOWN)

    altered()


def test_every_flipped_bit_is_never_genuine(office: Office, paper: tuple[str, str, bytes]) -> None:
    data = unbase45(paper[1].removeprefix(PREFIX))
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        assert verify_text(PREFIX + base45(bytes(flipped)), office.home).answer in (ALTERED, UNKNOWN)


CHANGES: dict[str, Callable[[str], str]] = {
    "shorter": lambda text: text[:-1],
    "longer": lambda text: text + "0",
    "small letters": str.lower,
    "no beginning": lambda text: text[3:],
    "twice": lambda text: text + text,
    "a space": lambda text: " " + text,
}


@pytest.mark.parametrize("change", CHANGES)
def test_shortened_lengthened_and_foreign_texts(office: Office, paper: tuple[str, str, bytes], change: str) -> None:
    assert verify_text(CHANGES[change](paper[1]), office.home).answer in (ALTERED, UNKNOWN)


def test_other_texts_are_answered_kindly(office: Office) -> None:
    assert verify_text("https://contoh.id", office.home).answer == UNKNOWN
    broken = verify_text("PLG1:CONTOH KODE", office.home)
    assert broken.answer == ALTERED
    assert "Foto ulang kodenya" in broken.sentence


def test_a_typed_line_end_does_no_harm(office: Office, paper: tuple[str, str, bytes]) -> None:
    assert verify_text(paper[1] + "\r\n", office.home).answer == GENUINE


def test_a_voided_paper_is_called_off_where_it_is_known(office: Office, paper: tuple[str, str, bytes]) -> None:
    with office.read() as r:
        assert verify_text(paper[1], office.home, Against(known=r)).answer == GENUINE
    with office.write("handover.void") as w:
        service.void(w, paper[0], "salah provinsi")
    with office.read() as r:
        verdict = verify_text(paper[1], office.home, Against(known=r))
    assert verdict.answer == CALLED_OFF
    assert "sudah dibatalkan: salah provinsi." in verdict.sentence
    assert verify_text(paper[1], office.home).answer == GENUINE


def test_names_at_hand_are_compared(office: Office, paper: tuple[str, str, bytes]) -> None:
    with office.read() as r:
        names = listing.names_of(r, paper[0])
        assert verify_text(paper[1], office.home, Against(names, r)).answer == GENUINE
        changed = [*names[:4], names[4].replace("| L |", "| P |").replace("bin", "binti") + "x", *names[5:-1]]
        verdict = verify_text(paper[1], office.home, Against(changed, r))
    assert verdict.answer == ALTERED
    assert verdict.differing == (5, 24)
    assert "berbeda di baris 5, 24" in verdict.sentence
    blind = verify_text(paper[1], office.home, Against(changed))
    assert (blind.answer, blind.differing) == (ALTERED, ())
    assert "bukan daftar yang ditandatangani" in blind.sentence


def test_another_statement_under_a_number_of_ours_is_altered(office: Office, paper: tuple[str, str, bytes]) -> None:
    """A desk's key alone does not make a second paper of the same number."""
    with office.write("tamper") as w:
        row = w.need(Handover, paper[0])
        w.update(row, statement=f"{row.statement} ")
    with office.read() as r:
        assert verify_text(paper[1], office.home, Against(known=r)).answer == ALTERED


def test_a_page_with_two_codes_gets_the_worst_answer(
    office: Office, paper: tuple[str, str, bytes], tmp_path: Path
) -> None:
    with create_sample(tmp_path / "batam", "BTM").office as other:
        made = issued(other, landed(other, None, 2))
        with other.read() as r:
            foreign = freezing.render_pdf(r, made.id)
    pages = [Image.open(BytesIO(pages_as_png(pdf, 150)[0])).convert("L") for pdf in (paper[2], foreign)]
    both = Image.new("L", (pages[0].width * 2, pages[0].height), 255)
    for place, page in enumerate(pages):
        both.paste(page, (place * page.width, 0))
    file = tmp_path / "dua.png"
    both.save(file)
    verdict = verify_file(file, office.home)
    assert verdict.answer == UNKNOWN
    assert "2 kode yang berlainan" in verdict.sentence


def test_a_key_nobody_vouches_for_is_not_enough(office: Office, paper: tuple[str, str, bytes], tmp_path: Path) -> None:
    """The certificate without its authority: known by name, trusted by nobody."""
    trust = load_trust(office.home)
    stranger = Home(tmp_path / "lain").create()
    save_trust(stranger, type(trust)(certificates=trust.certificates))
    verdict = verify_text(paper[1], stranger)
    assert verdict.answer == UNKNOWN
    assert "Tidak ada yang menjamin kunci" in verdict.sentence


def test_a_paper_of_a_revoked_desk_must_be_asked_about(office: Office, paper: tuple[str, str, bytes]) -> None:
    """Its key may have been stolen; only the issuing post's own vault still knows the paper."""
    desk = office.desk
    blank = Revocation(desk.device_id, (), "laptop dicuri", desk.authority_id, instant_text(office.clock.now()))
    save_trust(office.home, load_trust(office.home).with_revocations([revoke(blank, desk.authority_key)]))
    verdict = verify_text(paper[1], office.home)
    assert verdict.answer == UNKNOWN
    assert "sudah dicabut" in verdict.sentence
    with office.read() as r:
        assert verify_text(paper[1], office.home, Against(known=r)).answer == GENUINE


def test_facts_hold_what_the_statement_says(office: Office, paper: tuple[str, str, bytes]) -> None:
    said = parse(paper[1]).statement
    facts = verify_text(paper[1], office.home).facts
    assert facts is not None
    assert facts.time.timestamp() == said.time
    assert office.clock.now() - facts.time < timedelta(seconds=1)
    assert facts.giver == "Satuan Tugas Pemulangan, Kabupaten Nunuk…"
    assert verify.ANSWERS.keys() == {GENUINE, ALTERED, UNKNOWN, CALLED_OFF}
