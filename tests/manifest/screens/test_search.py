"""Cari by the keyboard: five proposals with their evidence, other ships asked about, extras, scans."""

import csv
from statistics import median

import pytest
from PySide6.QtCore import Qt

from app.access.office import Office
from app.kernel.headcount import HeadCount
from app.kernel.paths import resource
from app.manifest import board, finding, recheck, rules, unlisted
from app.registration import heads
from app.registration.heads import Who
from tests.helpers.office import ship
from tests.manifest.lists import board_of, do, keep_list
from tests.manifest.screens.hands import Hands


@pytest.fixture(autouse=True)
def _searching(request: pytest.FixtureRequest) -> None:
    if "hands" in request.fixturenames:
        request.getfixturevalue("hands").window.trigger("arrival.search")


def seek(hands: Hands, text: str) -> None:
    """Type, and wait for the answer."""
    hands.type(text)
    hands.until(lambda: hands.ops.idle)


def test_a_few_letters_and_enter(office: Office, batch_id: str, hands: Hands) -> None:
    seek(hands, "mar")
    found = hands.screen.pane.search.current
    assert found is not None
    assert (hands.line.name, found.why[0][:4]) == ("Maria Goreti", "nama")
    hands.enter()
    assert hands.screen.pane.search.line.text() == ""
    assert hands.pressed == 4
    hands.rest()
    assert board_of(office, batch_id).rechecked == HeadCount(adult_female=1)


def test_who_was_recorded_on_no_list_stands_behind_the_lines(office: Office, batch_id: str, hands: Hands) -> None:
    for name in ("Maria Lodia", "Maria Fransiska", "Maria Theresia"):
        do(office, unlisted.add, batch_id, Who(name, sex="P"), recheck.Found("PD"))
    hands.screen.refresh(frozenset())
    hands.until(lambda: len(hands.board.figures.extras) == 3)
    hands.rest()
    seek(hands, "maria")
    hands.rest()
    proposals = hands.screen.pane.search.proposals._found
    assert [found.line.name if found.line else "-" for found in proposals] == ["Maria Goreti", "-", "-"]


def test_the_next_proposal_is_one_key_away(hands: Hands) -> None:
    seek(hands, "aminah")
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert hands.status("Bayi Ny. Aminah") == rules.PRESENT_MATCHED
    hands.rest()


def test_a_mother_of_many_names_stands_before_her_infant(office: Office, hands: Hands) -> None:
    other = ship(office, "KM Mid East")
    listed = "1,Bayi Ny. Yohana Fransiska Nona,,,\n2,Yohana Fransiska Nona Lelu Kedang Wuran,P,28,\n"
    keep_list(office, other, f"No,Nama,L/P,Umur,Hubungan\n{listed}")
    hands.screen.refresh(frozenset())
    hands.until(lambda: other in hands.screen.ships.boards)
    for typed, first in (("yohana frans", "2"), ("bayi yohana", "1")):
        hands.screen.pane.search.line.clear()
        seek(hands, typed)
        hands.until(lambda: hands.screen.pane.search.current is not None)
        found = hands.screen.pane.search.proposals._found
        assert next(each.line.list_no for each in found if each.line) == first
        assert len(found) >= 2


def test_enter_before_the_answer_takes_only_a_sure_one(hands: Hands) -> None:
    hands.type("XD481003")
    hands.enter()
    hands.until(lambda: hands.status("Maria Goreti") == rules.PRESENT_MATCHED)
    hands.rest()
    hands.type("a")
    hands.enter()
    hands.rest()
    assert len(hands.board.remaining) == 5


def test_the_other_keys_mean_the_marked_one(hands: Hands) -> None:
    seek(hands, "sulai")
    hands.window.trigger("arrival.sick")
    assert hands.status("Sulaiman") == "tidak_hadir_sakit"
    assert hands.screen.pane.search.line.text() == ""
    hands.rest()


def test_a_hit_in_the_other_ship_is_asked_about(office: Office, batch_id: str, hands: Hands) -> None:
    other = ship(office, "KM Mid East")
    keep_list(office, other, "No,Nama,L/P,Umur\n1,Kartini,P,28\n")
    hands.screen.refresh(frozenset())
    hands.until(lambda: other in hands.screen.ships.boards)
    seek(hands, "kartini")
    hands.enter()
    assert hands.screen.pane.question.stands
    hands.enter()
    assert hands.status("Kartini") == rules.UNCHECKED
    hands.press(Qt.Key.Key_Escape)
    hands.enter()
    hands.type("y")
    hands.rest()
    assert (board_of(office, other).rechecked.total, board_of(office, batch_id).rechecked.total) == (1, 0)
    assert hands.screen.pane.front == batch_id


def test_nobody_like_that_is_added_in_few_keys(office: Office, batch_id: str, hands: Hands) -> None:
    seek(hands, "zulkar")
    hands.enter()
    assert hands.screen.pane.beside.adds
    hands.type("1")
    hands.enter()
    hands.until(lambda: not hands.screen.pane.beside.adds)
    hands.rest()
    assert hands.pressed == 9
    shown = board_of(office, batch_id)
    assert [head.display for head in shown.extras] == ["zulkar"]
    assert shown.rechecked == HeadCount(adult_male=1)
    hands.window.trigger("arrival.undo")
    hands.until(lambda: hands.ops.idle and not hands.board.extras)


def test_somebody_without_a_name_a_baby_and_a_body(office: Office, batch_id: str, hands: Hands) -> None:
    seek(hands, "XD481002")
    hands.enter()
    hands.until(lambda: hands.ops.idle and hands.named("Aminah").stay_id)
    for keys, typed in (("2", ""), ("b4", ""), ("j1", "Almarhum Basri")):
        hands.window.trigger("arrival.extra")
        assert hands.cursor is hands.screen.pane.beside.extra.name.line
        hands.type(typed)
        hands.enter()
        hands.type(keys)
        hands.enter()
        hands.until(lambda: hands.ops.idle and not hands.screen.pane.beside.adds)
    shown = board_of(office, batch_id)
    named = {head.display: (head.head_class, head.infant) for head in shown.extras}
    assert named["Tanpa nama 01"] == ("PD", False)
    assert named["Bayi Ny. Aminah binti Daeng"] == ("AP", True)
    assert len(shown.figures.bodies) == 1


def test_somebody_added_before_is_found_and_not_counted_twice(office: Office, batch_id: str, hands: Hands) -> None:
    do(office, unlisted.add, batch_id, Who(name="Rusli Hamzah", sex="L"), recheck.Found("LD"))
    hands.screen.refresh(frozenset())
    hands.until(lambda: len(hands.board.extras) == 1)
    seek(hands, "rusli")
    hands.enter()
    hands.until(lambda: hands.window.messages.message is not None)
    assert board_of(office, batch_id).rechecked.total == 1


def test_a_scanned_paper_is_looked_for(hands: Hands) -> None:
    hands.window.trigger("arrival.rollcall")
    hands.screen.scan("XD481003")
    hands.until(lambda: hands.screen.pane.mode == "search" and hands.screen.pane.line is not None)
    assert hands.line.name == "Maria Goreti"
    hands.rest()


def test_a_scanned_card_that_has_an_owner_says_whose_it_is(office: Office, batch_id: str, hands: Hands) -> None:
    do(office, recheck.confirm, hands.named("Sulaiman").id, recheck.Found(card_number="A001"))
    hands.screen.refresh(frozenset())
    hands.until(lambda: hands.named("Sulaiman").card_number)
    hands.screen.scan("A001")
    hands.until(lambda: hands.window.messages.message is not None)
    message = hands.window.messages.message
    assert message is not None
    assert message.text == "Kartu A001 dipegang Sulaiman bin Abdullah: hadir · A001."


def test_a_scanned_card_that_two_have_asks_which(office: Office, batch_id: str, hands: Hands) -> None:
    for name in ("Sulaiman", "Djoemadi"):
        made = do(office, recheck.confirm, hands.named(name).id, recheck.Found("LD"))
        do(office, lambda w, made=made: w.update(heads.stay_of(w, made.stay_id), card_number="A001"))
    hands.screen.refresh(frozenset())
    hands.until(lambda: hands.named("Djoemadi").card_number)
    hands.screen.scan("A001")
    hands.until(lambda: len(hands.screen.pane.search.proposals._found) == 2)
    message = hands.window.messages.message
    assert message is not None
    assert message.text == "Kartu A001 tercatat pada dua orang; pilih orangnya."


def test_typing_a_name_as_heard_needs_at_most_eight_keys(office: Office, demo: str) -> None:
    with office.read() as r:
        finder = finding.finder(r, [demo])
    with resource("demo", "truth-match.csv").open(encoding="utf-8") as file:
        truth = [row for row in csv.DictReader(file) if row["file"]]
    with resource("demo", "arrivals.csv").open(encoding="utf-8") as file:
        heard = {row["No"]: row["Nama"].lower() for row in csv.DictReader(file)}
    line_at = dict(_rows(office, demo))
    keys = [_keys(finder, heard[row["arrival_row"]], line_at[row["file"], int(row["row"])]) for row in truth]
    assert median(keys) <= 5
    assert sum(count <= 8 for count in keys) / len(keys) >= 0.95


def test_names_as_heard_are_confirmed_in_the_window_within_eight_keys(
    office: Office, demo: str, demo_hands: Hands
) -> None:
    """A few of those the finder was asked about above, by real keys: letters, arrows, Enter."""
    demo_hands.window.trigger("arrival.search")
    with resource("demo", "truth-match.csv").open(encoding="utf-8") as file:
        truth = [row for row in csv.DictReader(file) if row["file"]][::20]
    with resource("demo", "arrivals.csv").open(encoding="utf-8") as file:
        heard = {row["No"]: row["Nama"].lower() for row in csv.DictReader(file)}
    line_at = dict(_rows(office, demo))
    counts = []
    for row in truth:
        demo_hands.pressed = 0
        _confirm(demo_hands, heard[row["arrival_row"]], line_at[row["file"], int(row["row"])])
        counts.append(demo_hands.pressed)
    assert len(counts) >= 8
    assert max(counts) <= 8, counts
    assert board_of(office, demo).rechecked.total == len(truth)


def _confirm(hands: Hands, name: str, wanted: str) -> None:
    """Type the name as heard until its line is shown, go there, confirm."""
    search = hands.screen.pane.search

    def shown() -> list[str]:
        return [found.line.id if found.line else "" for found in search.proposals._found]

    for letter in name:
        seek(hands, letter)
        if len(search.line.text()) > 1 and wanted in shown():
            break
    for _step in range(shown().index(wanted)):
        hands.press(Qt.Key.Key_Down)
    assert hands.line.id == wanted
    hands.enter()
    hands.rest()
    if hands.screen.pane.question.stands:
        hands.type("1")
        hands.rest()
    assert hands.screen.ships.lines[wanted].done


def _rows(office: Office, batch_id: str) -> list[tuple[tuple[str, int], str]]:
    with office.read() as r:
        from_letter = {view.id: view.file_name or "" for view in board_of(office, batch_id).letters}
        return [((from_letter[line.manifest_id], line.row), line.id) for line in board.lines_of(r, batch_id)]


def _keys(finder: finding.LineFinder, name: str, wanted: str) -> int:
    """Letters until the person is among the five, arrows to him, and Enter."""
    for typed in range(2, len(name) + 1):
        shown = [hit.line_id for hit in finder.search(name[:typed])]
        if wanted in shown:
            return typed + shown.index(wanted) + 1
    return 99
