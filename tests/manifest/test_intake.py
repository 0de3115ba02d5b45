"""Taking lists in: what is kept, what is sealed, the same file twice, a list after its number, a corrected list."""

import json
import re

import pytest

from app.access.holders import sealer
from app.access.office import Office
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.manifest import board, intake, letters, recheck, replacing, rules
from app.manifest.letters import Letter
from app.manifest.recheck import Found
from app.reference.regions import Regions
from app.registration.counts import heads_of_batch
from app.store.journal import all_entries
from tests.helpers.office import ship
from tests.helpers.offices import SampleSite, sample_site
from tests.manifest.lists import DIAGNOSES, LIST, board_of, do, incoming_of, keep_list


def everything_in_general(office: Office) -> str:
    """Every row and journal entry of the general vault, decrypted, as text."""
    with office.vault("general").engine.connect() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("select name from sqlite_master where type='table'")]
        said = [
            str(row) for table in tables for row in connection.exec_driver_sql(f'select * from "{table}"').fetchall()
        ]
        said += [str(entry) for entry in all_entries(connection, "general")]
    return "\n".join(said)


def stands_in(word: str, text: str) -> bool:
    """Whether a word is written in a text; three letters inside sealed base64 are chance, not a word."""
    return re.search(rf"(?<![A-Za-z0-9+/]){re.escape(word)}(?![A-Za-z0-9+/])", text) is not None


def test_a_word_is_found_in_a_row_and_not_within_sealed_text() -> None:
    assert stands_in("TBC", "('A-0001', 'TBC', None)")
    assert stands_in("HIV", "sakit:HIV.")
    assert not stands_in("TBC", "('mQ+9TBCx/0a==',)")


def test_every_neutral_cell_is_kept_as_written(office: Office, batch_id: str, lines: list[str]) -> None:
    with office.read() as r:
        written = dict(board.detail(r, lines[1]).written)
    assert written["Nama"] == "Aminah binti Daeng"
    assert written["Kab/Kota"] == "Bone"
    assert not {"Kesehatan", "Kasus"} & set(written)


def test_no_diagnosis_and_no_case_stands_in_the_general_vault(office: Office, batch_id: str, lines: list[str]) -> None:
    said = everything_in_general(office)
    assert "Maria Goreti" in said
    assert [word for word in DIAGNOSES if stands_in(word, said)] == []


def test_a_remark_of_unclear_kind_is_sealed_to_the_strictest_vault(office: Office, batch_id: str) -> None:
    keep_list(office, batch_id, "No,Nama,L/P,Umur,Keterangan\n1,Rusli,L,30,ODGJ perlu obat\n2,Kartini,P,28,\n")
    with office.read() as r:
        kinds = {(item.for_vault, item.kind) for item in intake.sealed_items(r, "protection")}
    assert kinds == {("protection", "cell.other"), ("protection", "file")}
    assert not stands_in("ODGJ", everything_in_general(office))


def test_what_is_sealed_opens_only_with_the_other_vaults_key(office: Office, batch_id: str, lines: list[str]) -> None:
    with office.read() as r:
        sealed = intake.sealed_items(r, "health")
    assert len(sealed) == 6
    assert not any(stands_in("HIV", item.sealed) for item in sealed)


def test_the_same_file_again_changes_nothing_and_names_the_ship(office: Office, batch_id: str) -> None:
    first = do(office, intake.take, batch_id, incoming_of(LIST), lambda _vault, content: content.hex())
    other = ship(office, "KM Mid East")
    again = do(office, intake.take, other, incoming_of(LIST), lambda _vault, content: content.hex())
    assert (again.manifest_id, again.again) == (first.manifest_id, "KM Purnama Ekspres")
    assert (first.lines, first.sealed, first.again) == (6, 13, "")
    assert board_of(office, other).lines == ()


def test_nothing_is_kept_while_nobody_holds_the_other_vaults(office: Office, batch_id: str) -> None:
    with pytest.raises(UserError, match=r"seal\.nobody"):
        do(office, intake.take, batch_id, incoming_of(LIST), lambda _vault, _content: None)
    assert board_of(office, batch_id).letters == ()


def test_a_letter_with_only_a_number_is_a_letter(office: Office, batch_id: str) -> None:
    do(office, letters.count_only, batch_id, Letter(sender="KJRI Tawau", stated_total=170))
    assert board_of(office, batch_id).stated == HeadCount(unknown=170)
    with pytest.raises(UserError, match=r"letter\.no_number"):
        do(office, letters.count_only, batch_id, Letter(sender="KJRI Tawau"))
    with pytest.raises(UserError, match=r"letter\.numbers"):
        do(office, letters.count_only, batch_id, Letter(stated_total=-1))


def test_the_list_that_follows_a_bare_number_takes_its_place_and_its_berita_acara(
    office: Office, batch_id: str
) -> None:
    number = do(office, letters.count_only, batch_id, Letter(stated_total=7))
    record = letters.IncomingRecord("BA-12", None, "Tawau", ({"name": "Rudi"},), ())
    do(office, letters.record_incoming, number, record)
    lines = keep_list(office, batch_id, letter=Letter(stated_ld=4, stated_pd=2, stated_al=1, stated_ap=0))
    listed = next(view.id for view in board_of(office, batch_id).letters if not view.count_only)
    do(office, replacing.replace_letter, listed, number)
    shown = board_of(office, batch_id)
    assert [view.record.number for view in shown.letters] == ["BA-12"]
    assert shown.stated == HeadCount(4, 2, 1, 0)
    assert len(lines) == len(shown.lines) == 6


def test_several_letters_of_one_ship_are_added(office: Office, batch_id: str, lines: list[str]) -> None:
    more = "No,Nama,L/P,Umur\n1,Rusli,L,30\n2,Kartini,P,28\n"
    keep_list(office, batch_id, more, Letter(letter_number="2", stated_ld=1, stated_pd=1))
    shown = board_of(office, batch_id)
    assert [line.letter for line in shown.lines] == [1] * 6 + [2] * 2
    assert shown.stated == HeadCount(1, 1, 0, 0, 6)
    assert [view.title for view in shown.letters] == ["tempel.csv", "2"]


CORRECTED = LIST.replace("1,Sulaiman bin Abdullah", "1,Sulaiman bin Abdulah").replace(
    "5,Djoemadi,L,,,,,,Indonesia,Sehat,Overstay", "5,Kartini,P,01-01-1999,,XD481777,Buton,,Indonesia,Sehat,Overstay"
)


def test_decisions_go_over_to_a_corrected_list(office: Office, batch_id: str, lines: list[str]) -> None:
    stay = do(office, recheck.confirm, lines[0]).stay_id
    do(office, recheck.absent, lines[1], rules.ABSENT[1])
    do(office, recheck.confirm, lines[4], Found("LD"))
    old = board_of(office, batch_id).letters[0].id
    fresh = keep_list(office, batch_id, CORRECTED)
    new = next(view.id for view in board_of(office, batch_id).letters if view.id != old)
    done = do(office, replacing.replace_letter, new, old)
    shown = board_of(office, batch_id)
    state = {line.id: (line.status, line.stay_id) for line in shown.lines}
    assert (done.carried, done.left) == (2, 1)
    assert state[fresh[0]] == (rules.PRESENT_MATCHED, stay)
    assert state[fresh[1]] == (rules.ABSENT[1], None)
    assert [head.name for head in shown.figures.adrift] == ["Djoemadi"]
    assert shown.rechecked.total == 2
    do(office, recheck.undo, fresh[0])
    assert board_of(office, batch_id).rechecked.total == 1


def test_what_the_corrected_list_says_otherwise_is_shown(office: Office, batch_id: str, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[4], Found("LD"))
    old = board_of(office, batch_id).letters[0].id
    keep_list(office, batch_id, CORRECTED)
    new = next(view.id for view in board_of(office, batch_id).letters if view.id != old)
    with pytest.raises(UserError), office.read() as r:
        replacing.compared(r, new)
    do(office, replacing.replace_letter, new, old)
    with office.read() as r:
        seen = replacing.compared(r, new)
    assert seen.same == 4
    assert [(one.number, one.differences[0].words) for one in seen.changed] == [
        ("1", "nama ayah: daftar Abdulah, tercatat Abdullah")
    ]
    assert seen.added == (("5", "Kartini"),)
    assert [(one.name, one.status) for one in seen.gone] == [("Djoemadi", rules.PRESENT_MATCHED)]


def test_a_list_cannot_replace_in_a_circle_or_across_ships(office: Office, batch_id: str, lines: list[str]) -> None:
    old = board_of(office, batch_id).letters[0].id
    keep_list(office, batch_id, CORRECTED)
    new = next(view.id for view in board_of(office, batch_id).letters if view.id != old)
    other = ship(office, "KM Mid East")
    far = do(office, letters.count_only, other, Letter(stated_total=3))
    do(office, replacing.replace_letter, new, old)
    for pair, code in (((old, new), "letter.circle"), ((new, far), "letter.other_ship")):
        with pytest.raises(UserError, match=code):
            do(office, replacing.replace_letter, *pair)


@pytest.fixture
def nurse_site(office: Office, tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    return sample_site(tmp_path_factory.mktemp("nurse"))


def test_the_health_officer_finds_what_was_sealed_for_her(nurse_site: SampleSite) -> None:
    with nurse_site.kepala() as office:
        at_quay = ship(office)
        keep_list(office, at_quay)
    with nurse_site.first_nurse() as office, office.read() as r:
        seal = sealer(r)
        assert {item.for_vault for item in intake.sealed_items(r, "health")} == {"health"}
        assert seal("health", b"x") is not None


def test_the_letter_can_be_corrected(office: Office, batch_id: str, lines: list[str]) -> None:
    letter = board_of(office, batch_id).letters[0]
    do(office, letters.edit_letter, letter.id, Letter(letter_number="00031/PK", stated_total=6))
    [view] = board_of(office, batch_id).letters
    assert (view.title, view.letter.stated_total, json.dumps(view.record.escorts)) == ("00031/PK", 6, "[]")


def test_a_place_named_beyond_doubt_is_coded_and_one_in_doubt_is_left(office: Office, batch_id: str) -> None:
    text = (
        "No,Nama,L/P,Umur,Provinsi,Kab/Kota,Kecamatan,Desa\n"
        "1,Aminah,P,31,Kalimantan Utara,Nunukan,Nunukan,Nunukan Barat\n"
        "2,Baharuddin,L,40,,,,Sukamaju\n"
    )
    sure, unsure = keep_list(office, batch_id, text)
    for line in (sure, unsure):
        do(office, recheck.confirm, line)
    with office.read() as r:
        codes = {head.name: head.destination_code for head in heads_of_batch(r, batch_id)}
    place = Regions.load().path(str(codes["Aminah"]))
    assert place is not None
    assert place.village is not None
    assert place.village.name == "Nunukan Barat"
    assert codes["Baharuddin"] is None
