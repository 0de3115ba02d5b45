"""Names as lists really write them, read into given name, father and aliases."""

import pytest

from app.matching.names import normalise, read_name
from app.matching.sounds import ALIKE, LOOSE_SOUND, SAME_SOUND, word_likeness


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Muhammad Khalid", "MUHAMMAD KHALID"),
        ("Mohd Khalid Bin Rahman", "MUHAMMAD KHALID BIN RAHMAN"),
        ("Moch. Khalid bin RAHMAN ", "MUHAMMAD KHALID BIN RAHMAN"),
        ("MD. YUSUF B. ALI", "MUHAMMAD YUSUF BIN ALI"),
        ("M. YUSUF B ALI", "MUHAMMAD YUSUF BIN ALI"),
        ("SUPARDI B.", "SUPARDI B"),
        ("ST. AMINAH BT DG. TUTU", "SITI AMINAH BIN DAENG TUTU"),
        ("SITTI NURHALIZA BINTI ABD. RAHMAN", "SITI NURHALIZA BIN ABDUL RAHMAN"),
        ("RAJU A/L SAMY", "RAJU BIN SAMY"),
        ("DEVI a / p Samy", "DEVI BIN SAMY"),
        ("RAJU ANAK LELAKI SAMY", "RAJU BIN SAMY"),
        ("Jantan anak Budi", "JANTAN BIN BUDI"),
        ("Ali @ Baco bin Umar", "ALI BIN UMAR @ BACO"),
        ("AHMAD alias Baco Dg. Naba", "AHMAD @ BACO DAENG NABA"),
        ("SUHARTO (SOEGI)", "SUHARTO @ SOEGI"),
        ("Joko (sakit)", "JOKO"),
        ("Drs. H. Sukarno, S.E., M.Pd", "SUKARNO"),
        ("Hj. Siti Aminah", "SITI AMINAH"),
        ("H. Andi Baso", "ANDI BASO"),
        ("LAODE ALI", "LA ODE ALI"),
        ("WA ODE HASNI", "WA ODE HASNI"),
        ("I Nyoman Sujana", "I NYOMAN SUJANA"),
        ("Sukarno", "SUKARNO"),
        ("Imam Syafi'i", "IMAM SYAFII"),
        ("S1TI AM1NAH", "SITI AMINAH"),
        ("AHMAD 12", "AHMAD"),
        ("José Nuñez", "JOSE NUNEZ"),
        ("Khalid 😀\u200f", "KHALID"),
        ("bin Ali", "ALI"),
    ],
)
def test_reads(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Bayi Ny. Siti", ("SITI",)),
        ("BY. NY. SITI", ("SITI",)),
        ("bayi dari Maria Bare", ("MARIA", "BARE")),
        ("Tanpa nama 03", ("03",)),
        ("Mr. X 2", ("2",)),
        ("belum diberi nama", ()),
        ("-", ()),
        ("   ", ()),
        ("😀", ()),
    ],
)
def test_knows_the_nameless(written: str, label: tuple[str, ...]) -> None:
    name = read_name(written)
    assert (name.nameless, name.given, name.label) == (True, (), label)


def test_names_that_only_begin_like_the_nameless() -> None:
    assert not read_name("Bayu Saputra").nameless
    assert not read_name("Anakku Sayang").nameless


def test_columns_for_father_and_aliases() -> None:
    name = read_name("Mohd Ali", "BIN H. Umar", ("Baco", "Ali Baco / Daeng"))
    assert name.father == ("UMAR",)
    assert name.aliases == (("BACO",), ("ALI", "BACO"), ("DAENG",))


def test_a_mononym_has_one_word_and_no_father() -> None:
    assert read_name("Slamet").mononym
    assert not read_name("Slamet bin Paimin").mononym
    assert not read_name("Slamet Riyadi").mononym


def test_a_very_long_name_is_read() -> None:
    assert len(read_name("Ahmad " * 60).given) == 24


def test_letters_of_another_script_stay() -> None:
    assert read_name("محمد علي").given == ("محمد", "علي")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("KHALID", "HALID"), ("ACHMAD", "AHMAD"), ("TJAHJONO", "CAHYONO"), ("SOEHARTO", "SUHARTO"), ("JUSUF", "YUSUF"),
        ("DJOKO", "JOKO"), ("ANJANI", "ANYANI"), ("SJARIF", "SYARIF"), ("FATIMAH", "PATIMA"), ("ZULKIFLI", "JULKIPLI"),
        ("SUPRIYADI", "SUPRIADI"), ("ROSSI", "ROSI"), ("ISHAQ", "ISHAK"), ("CHANDRA", "CANDRA"), ("CHAIRUL", "KHAIRUL"),
    ],
)  # fmt: skip
def test_same_sound(a: str, b: str) -> None:
    assert word_likeness(a, b) == word_likeness(b, a) == SAME_SOUND


@pytest.mark.parametrize(
    ("a", "b"), [("HASNAH", "ASNAH"), ("MUSTOPA", "MUSTUPA"), ("HUSEIN", "HUSAIN"), ("RAHMAD", "RAHMAT")]
)
def test_loosely_the_same_sound(a: str, b: str) -> None:
    assert word_likeness(a, b) == LOOSE_SOUND


@pytest.mark.parametrize(("a", "b"), [("HASAN", "HUSIN"), ("ALI", "ADI"), ("DJOKO", "YATNO"), ("BUDI", "RUDY")])
def test_other_names(a: str, b: str) -> None:
    assert word_likeness(a, b) < LOOSE_SOUND
    assert word_likeness(a, b) <= ALIKE + 0.02


def test_an_initial_may_be_any_word_with_that_sound() -> None:
    assert word_likeness("M", "MUHAMMAD") >= ALIKE
    assert word_likeness("M", "AHMAD") == 0.0
