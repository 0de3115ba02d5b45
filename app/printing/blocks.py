"""The building blocks a form's layout.toml may use; what each key means stands here and nowhere else."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Block:
    """`when`: drawn only if that field has a value (`!field`: only if it has none); `variants`: only in these."""

    when: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Letterhead(Block):
    """Centred kop surat over a double rule. Field: {lines: [...], address, contact, logo: PNG bytes}."""

    field: str = "letterhead"


@dataclass(frozen=True, kw_only=True)
class Title(Block):
    """Bold centred lines, then the number line."""

    lines: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph(Block):
    """Text with {field}, {field|filter} and {record.key}; styles in styles.py.

    `keep`: on the page of the block after it; `closing`: on one page with everything after it in its section.
    """

    text: str
    style: str = "body"
    keep: bool = False
    closing: bool = False


@dataclass(frozen=True, kw_only=True)
class Heading(Block):
    """A section title on a light band; `room_mm` must be left below it on the page, for what belongs under it."""

    text: str
    room_mm: float = 30


@dataclass(frozen=True, kw_only=True)
class KeyValues(Block):
    """Aligned “label : value” lines, in one or more columns; a label starting with ? is left out when empty."""

    rows: tuple[tuple[str, str], ...]
    columns: int = 1
    label_mm: float = 38
    ruled: bool = False


@dataclass(frozen=True, kw_only=True)
class Party(Block):
    """One numbered party of a deed with its details and what it is called from here on."""

    field: str
    number: int
    closing: str
    blank: tuple[str, ...] = ("name", "nip", "rank", "position", "institution", "address")


@dataclass(frozen=True, kw_only=True)
class Counts(Block):
    """LD/PD/AL/AP by line with totals. Field: {label: HeadCount or [ld, pd, al, ap]}."""

    field: str = "counts"
    label: str = "Uraian"
    legend: bool = True
    total: bool = True
    blank: tuple[str, ...] = ("Jumlah orang",)


@dataclass(frozen=True, kw_only=True)
class Items(Block):
    """A lettered or bulleted list of texts under an introduction; ruled lines when blank."""

    field: str
    intro: str = ""
    empty: str = ""
    lines: int = 2


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: `share` of the width, `kind` text | number | centre | sign (place to sign, number inside)."""

    title: str
    field: str
    share: float
    kind: str = "text"
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Table(Block):
    """A list that may run over pages: the header repeats, rows stay whole, long texts wrap."""

    field: str
    columns: tuple[Column, ...]
    size: float = 8.5
    row_mm: float = 0
    blank_rows: int = 25
    empty: str = "Tidak ada."


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One place to sign. `field` is a party record; `thumb` adds a box for a thumbprint; an official has a NIP."""

    heading: str
    role: str = ""
    field: str = ""
    thumb: bool = False
    official: bool = True
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Signatures(Block):
    """Places to sign side by side, `title` above, kept together on one page."""

    signers: tuple[Signer, ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Witnesses(Block):
    """“Saksi-saksi”: numbered names with dotted lines. Field: list of party records."""

    field: str = "witnesses"
    title: str = "Saksi-saksi"
    blank_rows: int = 2


@dataclass(frozen=True, kw_only=True)
class Notes(Block):
    """A framed box: its title, the field's text, or ruled lines to write on."""

    title: str
    field: str = ""
    lines: int = 3


@dataclass(frozen=True, kw_only=True)
class Choices(Block):
    """Boxes to tick; the field holds the ticked options as a list or one text."""

    label: str
    field: str
    options: tuple[str, ...]
    label_mm: float = 38


@dataclass(frozen=True, kw_only=True)
class AnnexHead(Block):
    """Head of an annex: whose it is on the left, the code on the right."""

    rows: tuple[tuple[str, str], ...]
    title: str


@dataclass(frozen=True, kw_only=True)
class Code(Block):
    """A QR code beside lines of text."""

    field: str
    size_mm: float = 36
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Words(Block):
    """Numbered words to be copied by hand, in columns. Field: list of words."""

    field: str
    columns: int = 3


@dataclass(frozen=True, kw_only=True)
class BigList(Block):
    """Huge names to be read out across a quay. Field: list of records."""

    field: str
    number: str = "number"
    name: str = "name"
    detail: str = "detail"
    size: float = 24


@dataclass(frozen=True, kw_only=True)
class Cards(Block):
    """Cards to cut out, ten on a page. Field: list of {number, token}."""

    field: str = "cards"
    heading: str = "site"
    note: str = ""
    classes: tuple[str, ...] = ("LD", "PD", "AL", "AP")


@dataclass(frozen=True, kw_only=True)
class NamedCards(Block):
    """Cards or wrist strips of named people, to cut out. Field: list of {number, token, name, class, ship, photo}."""

    field: str = "cards"
    heading: str = "site"
    note: str = ""
    strip: bool = False


@dataclass(frozen=True, kw_only=True)
class Slips(Block):
    """Slips for the pocket. Field: list of {name, card, token, destination, route, date, office, contact}."""

    field: str = "slips"
    heading: str = "site"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Photo(Block):
    """A 3×4 cm frame, or the photo in it, at the right of “label : value” lines."""

    field: str = "photo"
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Prose(Block):
    """What somebody wrote, with its own paragraphs; `empty` is said where nobody did. Field: list of texts."""

    field: str
    empty: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart(Block):
    """Bars, each with its name and number. Field: list of {label, value}; only the first `most` are drawn."""

    field: str
    title: str
    most: int = 12


@dataclass(frozen=True, kw_only=True)
class Space(Block):
    """Empty height."""

    mm: float = 4


KINDS: dict[str, type[Block]] = {
    "letterhead": Letterhead,
    "title": Title,
    "paragraph": Paragraph,
    "heading": Heading,
    "keyvalues": KeyValues,
    "party": Party,
    "counts": Counts,
    "items": Items,
    "table": Table,
    "signatures": Signatures,
    "witnesses": Witnesses,
    "notes": Notes,
    "choices": Choices,
    "annex_head": AnnexHead,
    "code": Code,
    "words": Words,
    "biglist": BigList,
    "cards": Cards,
    "named_cards": NamedCards,
    "slips": Slips,
    "photo": Photo,
    "prose": Prose,
    "chart": Chart,
    "space": Space,
}
