"""The board: order, mothers and infants, heads on no list, the three columns, the tally, search over every ship."""

import json

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.manifest import board, finding, letters, recheck, rules, share, tally, undoing, unlisted
from app.manifest.families import Listed, mothers, together
from app.manifest.letters import BatchDraft
from app.manifest.recheck import Found
from app.registration import joins
from app.registration.heads import Who
from tests.helpers.office import ship
from tests.manifest.lists import board_of, do, keep_list


def test_an_infant_is_called_right_after_its_mother(office: Office, batch_id: str, lines: list[str]) -> None:
    shown = board_of(office, batch_id)
    assert [line.list_no for line in shown.lines] == ["1", "2", "4", "3", "5", "6"]
    baby = shown.lines[2]
    assert (baby.mother, baby.age, baby.expected_class) == (lines[1], 0, "AL")


def test_mothers_are_told_by_name_then_by_place() -> None:
    family = [
        Listed("a", "AMINAH", "P", 30),
        Listed("b", "RAHMAT", "L", 6, "Anak"),
        Listed("c", "MUTIA", "P", 1, "Anak"),
        Listed("d", "SULAIMAN", "L", 40),
        Listed("e", "Bayi Ny. AMINAH", None, None, None, infant=True),
        Listed("f", "KECIL", "L", 1, "Anak"),
    ]
    assert mothers(family) == {"c": "a", "e": "a"}
    assert together(family, mothers(family)) == ["a", "c", "e", "b", "d", "f"]


def test_extras_cards_and_bodies_are_kept_apart(office: Office, batch_id: str, lines: list[str]) -> None:
    do(office, unlisted.add, batch_id, Who(name="Rusli", sex="L"), Found("LD"))
    do(office, unlisted.add, batch_id, Who(sex="P"), Found("PD"))
    do(office, unlisted.add, batch_id, Who(name="Almarhum Basri", sex="L"), Found("LD", body=True))
    do(office, unlisted.hand_card, batch_id, "A001", "AP")
    shown = board_of(office, batch_id)
    assert [head.display for head in shown.extras] == ["Rusli", "Tanpa nama 01"]
    assert [head.display for head in shown.figures.unnamed] == ["Kartu A001"]
    assert [head.name for head in shown.figures.bodies] == ["Almarhum Basri"]
    assert shown.rechecked == HeadCount(1, 1, 0, 0)
    assert shown.by_status()[rules.EXTRA] == 2


def test_a_card_without_a_name_gets_it_from_somebody_extra(office: Office, batch_id: str) -> None:
    card = do(office, unlisted.hand_card, batch_id, "A001", "LD")
    named = do(office, unlisted.add, batch_id, Who(name="Rusli", sex="L"), Found(card_number="A001"))
    assert (named.stay_id, named.named_card) == (card.stay_id, True)
    do(office, unlisted.take_back, named)
    assert [head.display for head in board_of(office, batch_id).figures.unnamed] == ["Kartu A001"]
    with pytest.raises(UserError, match=r"card\.no_name"):
        do(office, unlisted.add, batch_id, Who(), Found(card_number="A001"))


def test_a_card_is_handed_out_once_and_the_next_one_offered(office: Office, batch_id: str) -> None:
    card = do(office, unlisted.hand_card, batch_id, "A009", "LD")
    do(office, unlisted.hand_card, batch_id, "A010", "PD")
    with pytest.raises(UserError, match=r"card\.taken"):
        do(office, unlisted.hand_card, batch_id, "a009", "LD")
    with office.read() as r:
        assert unlisted.next_card(r, batch_id, "A009") == "A011"
    do(office, unlisted.take_back, card)
    do(office, unlisted.hand_card, batch_id, "A009", "AL")
    assert board_of(office, batch_id).gangway == HeadCount(0, 1, 1, 0)


def test_a_baby_stays_with_its_mother(office: Office, batch_id: str, lines: list[str]) -> None:
    mother = do(office, recheck.confirm, lines[1])
    found = Found("AP", infant=True, mother_stay_id=mother.stay_id)
    baby = do(office, unlisted.add, batch_id, Who(name=unlisted.baby_name("Aminah"), sex="P"), found)
    shown = board_of(office, batch_id)
    assert [(head.display, head.infant, head.stay_id) for head in shown.extras] == [
        ("Bayi Ny. Aminah", True, baby.stay_id)
    ]


def test_an_extra_is_undone(office: Office, batch_id: str) -> None:
    extra = do(office, unlisted.add, batch_id, Who(name="Rusli", sex="L"), Found("LD"))
    do(office, unlisted.take_back, extra)
    assert board_of(office, batch_id).extras == ()


def test_each_officer_tallies_for_himself(office: Office, batch_id: str) -> None:
    for code in ("LD", "LD", "PD", "AP"):
        do(office, tally.click, batch_id, code)
    assert do(office, tally.click, batch_id, "LD", -1) == HeadCount(1, 1, 0, 1)
    with pytest.raises(UserError, match=r"tally\.zero"):
        do(office, tally.click, batch_id, "AL", -1)
    with office.read() as r:
        assert tally.by_officer(r, batch_id) == [tally.OfficerTally("Siti Aminah", "A", HeadCount(1, 1, 0, 1))]
    assert board_of(office, batch_id).gangway == HeadCount(1, 1, 0, 1)


def test_the_columns_say_what_differs_and_why(office: Office, batch_id: str, lines: list[str]) -> None:
    shown = board_of(office, batch_id)
    assert shown.words == "Masih 6 belum diperiksa."
    do(office, recheck.confirm, lines[0])
    do(office, recheck.absent, lines[1], rules.ABSENT[0])
    do(office, recheck.confirm, lines[2])
    for line in lines[3:]:
        do(office, recheck.confirm, line, Found("LD" if line == lines[5] else "AL"))
    do(office, unlisted.add, batch_id, Who(name="Rusli", sex="L"), Found("LD"))
    done = board_of(office, batch_id)
    assert done.remaining == ()
    assert done.comparison.unexplained == 0
    assert done.words == ("Surat 6, diperiksa 6: sama. Dijelaskan: batal berangkat 1, tambahan tanpa manifes 1.")


def test_people_still_to_come_are_no_unexplained_difference(office: Office, batch_id: str, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0])
    assert board_of(office, batch_id).comparison.unexplained == 0


def test_search_goes_over_every_open_ship_and_says_why(office: Office, batch_id: str, lines: list[str]) -> None:
    other = ship(office, "KM Mid East")
    theirs = keep_list(office, other, "No,Nama,L/P,Umur\n1,Aminatun,P,30\n2,Kartini,P,28\n")
    with office.read() as r:
        found = finding.finder(r, [batch_id, other])
    assert [hit.line_id for hit in found.search("aminah")][:2] == [lines[1], lines[3]]
    assert {hit.batch_id for hit in found.search("kartini")} == {other}
    assert found.search("xd481003")[0].line_id == lines[2]
    assert "SPLP sama" in found.search("maria XD481003")[0].why
    assert found.search("aminatun")[0].line_id == theirs[0]
    assert found.search("") == []


def test_a_likely_double_of_a_line_is_proposed(office: Office, batch_id: str) -> None:
    text = "No,Nama,L/P,Tgl Lahir,No SPLP\n1,Siti Aminah,P,01-02-1990,XD1000001\n2,Rusli,L,02-03-1980,XD1000002\n"
    lines = keep_list(office, batch_id, text + "3,Sitti Aminah,P,01-02-1990,XD1000001\n")
    with office.read() as r:
        found = finding.finder(r, [batch_id])
    assert found.twins(lines[2])[0].line_id == lines[0]


def test_ships_get_colours_of_their_own_and_can_be_corrected(office: Office, batch_id: str) -> None:
    other = ship(office, "KM Mid East")
    with office.read() as r:
        colours = {view.colour for view in letters.batches(r, only_open=True)}
        draft = letters.draft_of(r, other)
    assert len(colours) == 2
    do(office, letters.rename_batch, other, BatchDraft("KM Mid East Express", draft.arrival_kind, "KM Mid East"))
    do(office, letters.arrive_now, other)
    with office.read() as r:
        view = letters.batch(r, other)
    assert (view.name, view.ship, view.arrived_at) == ("KM Mid East Express", "KM Mid East", office.clock.now())
    with pytest.raises(UserError, match=r"batch\.name"):
        do(office, letters.open_batch, BatchDraft("  "))


def test_the_message_for_the_phone_has_counts_and_no_name(office: Office, batch_id: str, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0])
    do(office, recheck.absent, lines[1], rules.ABSENT[1])
    text = share.message(board_of(office, batch_id), "Debarkasi Nunukan", "23-01-2026 10.15 WITA")
    assert text.splitlines() == [
        "KM Purnama Ekspres – Debarkasi Nunukan",
        "23-01-2026 10.15 WITA",
        "Surat 6",
        "Diperiksa 1 (LD 1 · PD 0 · AL 0 · AP 0)",
        "Tidak hadir – sakit 1",
        "Belum diperiksa 4",
    ]


def test_a_baby_without_an_age_is_never_counted_as_an_adult(office: Office, batch_id: str) -> None:
    text = "No,Nama,L/P,Umur,No SPLP\n1,Rosmiati,P,28,XD1\n2,Bayi Ny. Rosmiati,L,,\n3,Bayi Ny. Kamaria,,,\n"
    mother, son, other = keep_list(office, batch_id, text)
    shown = {line.id: line for line in board_of(office, batch_id).lines}
    assert (shown[son].mother, shown[son].expected_class, shown[son].ask) == (mother, "AL", ())
    assert shown[other].ask == ("AL", "AP")
    do(office, recheck.confirm, son)
    do(office, recheck.confirm, other, Found("AP"))
    kept = board_of(office, batch_id)
    assert kept.rechecked == HeadCount(boys=1, girls=1)


def test_a_step_can_be_kept_as_plain_values_and_taken_back_later(
    office: Office, batch_id: str, lines: list[str]
) -> None:
    steps = [
        undoing.Step(batch_id, "hadir", line=do(office, recheck.confirm, lines[0])),
        undoing.Step(batch_id, "kartu", head=do(office, unlisted.hand_card, batch_id, "A001", "LD")),
        undoing.Step(batch_id, "dermaga", click="LD"),
    ]
    do(office, tally.click, batch_id, "LD")
    plain = json.loads(json.dumps([undoing.to_plain(step) for step in steps]))
    for step in reversed([undoing.from_plain(each) for each in plain]):
        do(office, undoing.take_back, step)
    shown = board_of(office, batch_id)
    assert (shown.rechecked.total, shown.figures.unnamed, shown.gangway) == (0, (), HeadCount())
    with pytest.raises(UserError, match=r"undo\.nothing"):
        do(office, undoing.take_back, undoing.Step(batch_id, ""))


def test_a_line_whose_head_was_joined_to_an_extra_stands_for_that_one(
    office: Office, batch_id: str, lines: list[str]
) -> None:
    made = do(office, recheck.confirm, lines[0])
    extra = do(office, unlisted.add, batch_id, Who(name="Sulaiman", sex="L"), Found("LD", "A1"))
    kept = do(office, joins.same_arrival, extra.stay_id, made.stay_id, "turun dua kali")
    shown = board_of(office, batch_id)
    assert (shown.lines[0].stay_id, shown.lines[0].card_number) == (kept, "A1")
    assert (shown.rechecked.total, shown.extras) == (1, ())
    with office.read() as r:
        assert board.line_states(r, lines[:1])[lines[0]].card_number == "A1"
