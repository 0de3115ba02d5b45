"""What must hold for any input at all, however broken."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.matching.documents import parse_mrz, parse_nik
from app.matching.names import normalise, read_name
from app.matching.pairing import match_lists
from app.matching.roster import Roster
from app.matching.score import Document, Who, compare, decide, reasons
from app.matching.sounds import ALIKE, word_likeness, words_alike

WORDS = (
    "Mohd M. Ali bin BINTI B. @ alias a/l H. Hj. ST. SE S.Pd Abd Siti Nur LAODE Bayi Ny. 03 Tanpa nama X ( ) / , Joko"
).split()
names = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
    st.text(max_size=60),
    st.text("AIUMNH .@/", max_size=300),
)
people = st.builds(
    Who,
    name=names,
    father=st.one_of(st.just(""), names),
    aliases=st.lists(names, max_size=2).map(tuple),
    sex=st.sampled_from(["", "L", "P", "?"]),
    birth=st.one_of(st.none(), st.dates(date(1930, 1, 1), date(2026, 1, 1))),
    precision=st.sampled_from(["day", "month", "year"]),
    age=st.one_of(st.none(), st.integers(-5, 200)),
    age_on=st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2026, 1, 1))),
    documents=st.lists(
        st.builds(
            Document, st.sampled_from(["SPLP", "Paspor", "KTP", "KK", ""]), st.text("AB0123456789 -", max_size=18)
        ),
        max_size=2,
    ).map(tuple),
    nik=st.one_of(st.just(""), st.text("0123456789", max_size=18)),
    province=st.sampled_from(["", "Sulsel", "73", "NTT", "Sabah"]),
    regency=st.sampled_from(["", "Kab. Bone", "73.08", "BONNE", "Kota"]),
)


@given(names)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(names, names, names)
def test_any_name_is_read(text: str, father: str, alias: str) -> None:
    name = read_name(text, father, (alias,))
    assert name.nameless == (not name.given)


@given(st.lists(st.sampled_from([*filter(str.isalpha, WORDS), "X", "XX", "B", "anak", "Lelaki", "NN"]), max_size=30))
def test_the_short_way_to_read_a_name_says_what_the_long_one_says(words: list[str]) -> None:
    assert read_name(" ".join(words)) == read_name(" ".join([*words, "."]))


@given(st.text("AEIJSZY1É", min_size=1, max_size=12), st.text("AEIJSZY1É", min_size=1, max_size=12))
def test_words_alike_are_those_of_enough_likeness(a: str, b: str) -> None:
    likeness = word_likeness(a, b)
    assert words_alike(a, [b]) == ([(b, likeness)] if likeness >= ALIKE else [])


@given(st.text("ABCDHIJKLMNOSTUYZ", min_size=1, max_size=9), st.text("ABCDHIJKLMNOSTUYZ", min_size=1, max_size=9))
def test_word_likeness_is_symmetric_and_a_share(a: str, b: str) -> None:
    assert word_likeness(a, b) == word_likeness(b, a)
    assert 0.0 <= word_likeness(a, b) <= 1.0
    assert word_likeness(a, a) == 1.0


@given(people, people)
def test_comparing_is_symmetric(a: Who, b: Who) -> None:
    there, back = compare(a, b), compare(b, a)
    assert there.bits == back.bits
    assert {field: agreement.level for field, agreement in there.fields.items()} == {
        field: agreement.level for field, agreement in back.fields.items()
    }
    assert 0.0 <= there.score <= 1.0


@given(people, people)
def test_reasons_and_decisions_never_fail(a: Who, b: Who) -> None:
    evidence = compare(a, b)
    assert reasons(evidence)[0].startswith("nama")
    assert decide([evidence, compare(b, b)]).kind in {"match", "review", "none"}


@settings(max_examples=40)
@given(st.lists(people, max_size=6), st.lists(people, max_size=6), st.text(max_size=20))
def test_lists_of_anything_are_paired(manifest: list[Who], arrivals: list[Who], typed: str) -> None:
    pairs = match_lists(manifest, arrivals)
    assert [pair.arrival_row for pair in pairs] == list(range(1, len(arrivals) + 1))
    automatic = [pair.manifest_row for pair in pairs if pair.decision == "match"]
    assert len(automatic) == len(set(automatic))
    assert len(Roster(manifest).search(typed)) <= 5


@given(st.text(max_size=100), st.text("0123456789", min_size=16, max_size=16))
def test_any_text_is_parsed(text: str, digits: str) -> None:
    assert parse_nik(text, date(2026, 1, 1)).digits.isascii()
    assert len(parse_nik(digits, date(2026, 1, 1)).province) == 2
    assert parse_mrz(text) is None or len(text) >= 72
