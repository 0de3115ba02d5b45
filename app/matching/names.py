"""Reading a name as written on a list: the given name, whose child, aliases, and whether it is a name at all.

Nothing here alters the original text; the parts are only for comparing. Ladder: field-facts §5.3.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 400
_MOST_WORDS = 24

_MUHAMMAD = (
    "MOHD MOHAMAD MOHAMED MOHAMMAD MOHAMMED MUHAMAD MUHAMED MUHAMMED MOCH MOCHAMAD MOCHAMMAD MOCHAMMED MOH MUH MUHD "
    "MUHAMD MOHMAD MUCHAMAD MUCHAMMAD MOEHAMAD MOEHAMMAD MHMD MHD MD MUHAMMAD"
)
_EXPANDED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_MUHAMMAD.split(), ("MUHAMMAD",)),
    **dict.fromkeys("ABD ABDL ABDOEL ABDOL".split(), ("ABDUL",)),
    **dict.fromkeys("STI SITTI SITY SITTY SITIE".split(), ("SITI",)),
    **dict.fromkeys("NOOR NOR NOER NUUR".split(), ("NUR",)),
    "DG": ("DAENG",), "LAODE": ("LA", "ODE"), "WAODE": ("WA", "ODE"), "LD": ("LA", "ODE"), "WD": ("WA", "ODE"),
    "NYM": ("NYOMAN",), "WYN": ("WAYAN",), "KT": ("KETUT",), "KD": ("KADEK",), "AGS": ("AGUS",),
}  # fmt: skip
FILLERS = frozenset("MUHAMMAD SITI NUR ABDUL LA WA ODE I NI ANDI DAENG SRI".split())
"""Words that come and go between two lists for the same person; their absence says little."""

_BEFORE = frozenset(
    "H HJ HJH HAJI HAJJAH HJJ DRS DRA IR DR PROF KH KYAI KIAI UST USTADZ USTAZ TGK TGH TN NY NYONYA TUAN BAPAK BPK IBU "
    "SDR SDRI SAUDARA SAUDARI MR MRS MS NN ALM ALMH ALMARHUM ALMARHUMAH".split()
)
_AFTER = frozenset(
    "ALM ALMH ALMARHUM ALMARHUMAH SPD SPDI SAG SSOS SKOM SIP SKM AMD MSI MPD SKED SKEP SFARM DRS DRA".split()
)
_DEGREES = re.compile(
    r"(?:,\s*(?:S\.?E|S\.?H|S\.?T|M\.?M|M\.?H|M\.?A|B\.?A|LC)\b\.?"
    r"|[,\s]\s*(?:S\.E|S\.H|S\.T|M\.M|M\.H|[SM]\.?\s?PD(?:\.?\s?I)?|S\.AG|S\.SOS|S\.KOM|S\.IP|S\.KM|A\.MD|M\.SI|S\.KEP)\b\.?)"
)
_CHILD_OF = frozenset("BIN BINTI BINTE BINTY BINT BTE BTI BNT BT BN ANAK AK".split())
_CHILD_OF_SIGNS = re.compile(
    r"\b(?:A\s?/\s?[LP]|[SD]\s?/\s?O|ANAK\s+(?:LELAKI|PEREMPUAN|LAKI\s?-?\s?LAKI))(?=[\s.]|$)\.?"
)
_ALIAS = re.compile(r"@|\b(?:ALIAS|ALS|AKA|PANGGILAN|DIPANGGIL)\b\.?|\bA\.K\.A\b\.?|[/();=|\[\]]")
_NOTES = frozenset("ANAK BAYI ISTRI SUAMI SAKIT ALM ALMH L P LK PR WNI WNA KETUA JENAZAH HAMIL".split())
_NOT_NAMES = frozenset("ALIAS ALS AKA PANGGILAN DIPANGGIL".split())
_NAMELESS = re.compile(
    r"^(?:TANPA NAMA|NO NAME|NONAME|TIDAK ADA NAMA|TDK ADA NAMA|TIDAK DIKETAHUI|BELUM ADA NAMA|BELUM (?:DIBERI )?NAMA"
    r"|BELUM BERNAMA|UNKNOWN|TAK DIKENAL|TIDAK DIKENAL|MR X|MRS X|NN|X+"
    r"|(?:BAYI|BY|ANAK)(?= (?:DARI|NY|NYONYA|IBU|TN|SDRI|PEREMPUAN|LAKI|LAKI LAKI|KEMBAR|BARU|\d+)\b)"
    r"|BAYI|BY)(?=\s|\d|$)"
)
_LONG_WAY = _NOT_NAMES | frozenset("TANPA NO NONAME TIDAK TDK BELUM UNKNOWN TAK MR MRS NN BAYI BY ANAK".split())
"""Words that may make more of a name than words: another name, a child's sign, none at all."""
_NAMELESS_LINK = frozenset("DARI NY NYONYA IBU TN SDRI PEREMPUAN LAKI KEMBAR BARU LAHIR NO NOMOR KE SI".split())
_READ_OTHERWISE = frozenset({"B", "M", "ST", *_CHILD_OF, *_BEFORE, *_AFTER, *_EXPANDED})
"""Words that are not simply words of the name itself."""
_WORD = re.compile(r"[^\W_]+")
_LOOKALIKE = str.maketrans({"0": "O", "1": "I", "3": "E", "4": "A", "5": "S", "8": "B"})
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name in comparable words; `label` tells nameless people apart (mother, running number)."""

    given: tuple[str, ...] = ()
    father: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    nameless: bool = False
    label: tuple[str, ...] = ()

    @property
    def mononym(self) -> bool:
        """One word and no father: too little to recognise anybody by."""
        return len(self.given) + len(self.father) <= 1

    def __str__(self) -> str:
        if self.nameless:
            return " ".join(("TANPA NAMA", *self.label))
        child = (*self.given, "BIN", *self.father) if self.father else self.given
        return " @ ".join(" ".join(words) for words in (child, *self.aliases))


def clean(text: str) -> str:
    """Upper-case letters, digits and the marks that carry meaning; accents, emoji and direction marks gone."""
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).upper())
        text = "".join(c for c in text if not unicodedata.category(c).startswith(("M", "Cf"))).replace("’", "'")
    return re.sub(r"(?<=\w)['`ʼ‘](?=\w)", "", text.upper())


def normalise(text: str) -> str:
    """The comparable form of a written name; normalising it again changes nothing."""
    return str(read_name(text))


@lru_cache(maxsize=32768)
def read_name(text: str, father: str = "", aliases: tuple[str, ...] = ()) -> Name:
    """Read a name as written, with the columns for father and aliases where the list has them."""
    given, fathers = _read_plain(text)
    if given and given[0].strip("X"):
        return Name(given, _father_words(father) or fathers, _others(given, aliases) if aliases else ())
    upper = clean(text)
    plain = " ".join(_WORD.findall(upper))
    if not plain or _NAMELESS.match(plain):
        return Name(nameless=True, label=_label(plain))
    parts = [_read_part(part) for part in _ALIAS.split(_CHILD_OF_SIGNS.sub(" BIN ", upper))]
    parts = [part for part in parts if part[0] and not (len(part[0]) == 1 and part[0][0] in _NOTES)] or parts
    parts = [part for part in parts if part[0]]
    if not parts:
        return Name(nameless=True, label=_label(plain))
    written_father = _father_words(father) or next((part[1] for part in parts if part[1]), ())
    plain = " ".join(parts[0][0])
    if _NAMELESS.match(plain):
        return Name(nameless=True, label=_label(plain))
    return Name(parts[0][0], written_father, _others(parts[0][0], aliases, *(part[0] for part in parts[1:])))


def _read_plain(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given and father words of a name of nothing but words, as nearly all are; none where it takes the long way."""
    words = text.upper().split(" ")
    letters = "".join(words)
    if not (letters.isalpha() and letters.isascii() and len(text) <= LONGEST and _LONG_WAY.isdisjoint(words)):
        return (), ()
    return _given_and_father([word for word in words if word][:_MOST_WORDS])


def _others(given: tuple[str, ...], aliases: Iterable[str], *written: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The names beside the given one, each once."""
    found = [*written, *(words for alias in aliases for words in _alias_words(alias))]
    return tuple(dict.fromkeys(words for words in found if words != given))


def read_word(word: str) -> tuple[str, ...]:
    """One written word as it stands in a name read; `read_name` of the word alone, sooner."""
    upper = word.upper()
    if not (upper.isascii() and upper.isalpha()) or upper in _CHILD_OF or upper in _NOT_NAMES or _NAMELESS.match(upper):
        return read_name(word).given
    return _EXPANDED.get(upper, (upper,))


def _label(plain: str) -> tuple[str, ...]:
    rest = _NAMELESS.sub("", plain).split()
    return tuple(word for word in rest if word not in _NAMELESS_LINK)[:_MOST_WORDS]


def _father_words(text: str) -> tuple[str, ...]:
    if not text.strip():
        return ()
    read = read_name(text)
    return read.given + read.father


def _alias_words(text: str) -> list[tuple[str, ...]]:
    read = read_name(text) if text.strip() else Name()
    return [words for words in (read.given, *read.aliases) if words]


def _read_part(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given and father words of one stretch without alias marks."""
    return _given_and_father(_words(_DEGREES.sub(" ", text) if "." in text or "," in text else text))


def _given_and_father(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if _READ_OTHERWISE.isdisjoint(words):
        return tuple(words), ()
    given, fathers = _split_father(words)
    return _expand(_untitled(given)), _expand(_untitled(fathers))


def _words(text: str) -> list[str]:
    found = _WORD.findall(text)[:_MOST_WORDS]
    if not any(map(str.isdigit, text)):
        return found
    return [word for word in (_without_digits(word) for word in found) if word]


def _without_digits(word: str) -> str:
    if word.isdigit():
        return ""
    return _DIGITS.sub("", word.strip("0123456789").translate(_LOOKALIKE))


def _split_father(words: list[str]) -> tuple[list[str], list[str]]:
    for at, word in enumerate(words):
        if word in _CHILD_OF or (word == "B" and 0 < at < len(words) - 1 and words[at + 1] not in _CHILD_OF):
            if at == 0:
                return _split_father(words[1:])
            return words[:at], [w for w in words[at + 1 :] if w not in _CHILD_OF and w != "B"]
    return words, []


def _untitled(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end - 1 and words[start] in _BEFORE:
        start += 1
    while end > start + 1 and words[end - 1] in _AFTER:
        end -= 1
    return words[start:end]


def _expand(words: Iterable[str]) -> tuple[str, ...]:
    words = list(words)
    if len(words) > 1:
        words[0] = {"M": "MUHAMMAD", "ST": "SITI"}.get(words[0], words[0])
    return tuple(full for word in words for full in _EXPANDED.get(word, (word,)))
