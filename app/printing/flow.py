"""Draws the text blocks of a form: letterhead, titles, paragraphs, parties, counts, lists, notes and choices."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Image, KeepTogether, Paragraph, Spacer

from app.kernel.headcount import CLASSES
from app.printing import blocks, fonts
from app.printing.filling import DOTS, Filling
from app.printing.grid import grid
from app.printing.qr import CodeBox
from app.printing.rows import table as rows_table
from app.printing.styles import INK, PALE, RULE, STYLES, Look

PARTY_ROWS = (
    ("name", "Nama"),
    ("nik", "NIK"),
    ("nip", "NIP"),
    ("rank", "Pangkat/Golongan"),
    ("position", "Jabatan"),
    ("relation", "Hubungan keluarga"),
    ("institution", "Instansi"),
    ("address", "Alamat"),
    ("phone", "Nomor HP"),
    ("authority", "Surat tugas/kuasa"),
)
_BARE: Look = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_TIGHT: Look = [*_BARE, ("TOPPADDING", (0, 0), (-1, -1), 0.8), ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8)]
_DOTTED = (0.5, RULE, 1, (0.6, 1.6))
LEGEND = (
    "LD: laki-laki dewasa · PD: perempuan dewasa · AL: anak laki-laki · AP: anak perempuan (anak: di bawah 18 tahun)"
)


def paragraph(filling: Filling, template: str, style: str) -> Paragraph:
    """A filled template as a paragraph."""
    return Paragraph(filling.text(template), STYLES[style])


def letterhead(block: blocks.Letterhead, filling: Filling, room: float) -> list[Flowable]:
    """Centred lines, the last of them largest, over a thick and a thin rule."""
    record = filling.record(block.field)
    lines = [str(line) for line in _sequence(record.get("lines"))]
    texts: list[Flowable] = [Paragraph(fonts.markup(line.upper()), STYLES["head_top"]) for line in lines[:-1]]
    texts += [Paragraph(fonts.markup(line.upper()), STYLES["head"]) for line in lines[-1:]]
    for key in ("address", "contact"):
        if record.get(key):
            texts.append(Paragraph(fonts.markup(str(record[key])), STYLES["head_small"]))
    if not texts:
        texts = [Spacer(1, 22 * mm)]
    logo = record.get("logo")
    picture: Any = Image(BytesIO(logo), 20 * mm, 22 * mm, kind="proportional") if isinstance(logo, bytes) else ""
    side = 24 * mm if logo else 0
    head = grid([[picture, texts, ""]], [side, room - 2 * side, side], [*_BARE, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    rules = [
        HRFlowable("100%", 2.2, color=INK, spaceBefore=2, spaceAfter=1.6),
        HRFlowable("100%", 0.6, color=INK, spaceAfter=11),
    ]
    return [head, *rules]


def title(block: blocks.Title, filling: Filling, room: float) -> list[Flowable]:
    """Bold centred lines and the number."""
    lines: list[Flowable] = [paragraph(filling, line, "title") for line in block.lines if filling.text(line)]
    return [*lines, paragraph(filling, block.number, "number") if block.number else Spacer(1, 9)]


def text(block: blocks.Paragraph, filling: Filling, room: float) -> list[Flowable]:
    """A paragraph; `keep` holds it on the page of what follows."""
    made = paragraph(filling, block.text, block.style)
    made.keepWithNext = int(block.keep)
    return [made]


def heading(block: blocks.Heading, filling: Filling, room: float) -> list[Flowable]:
    """A band with the title of a part."""
    look: Look = [
        ("BACKGROUND", (0, 0), (-1, -1), PALE),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    band = grid(
        [[Paragraph(f"<b>{filling.text(block.text)}</b>", STYLES["cell"])]],
        [room],
        look,
        spaceBefore=6,
        spaceAfter=3,
    )
    return [CondPageBreak(block.room_mm * mm), band]


def keyvalues(block: blocks.KeyValues, filling: Filling, room: float) -> list[Flowable]:
    """“Label : value”, the values of one column under each other."""
    kept = [row for row in block.rows if filling.state.blank or not row[0].startswith("?") or filling.has(row[1])]
    pairs = [(label.lstrip("?"), value) for label, value in kept]
    ruled = block.ruled or filling.state.blank
    height = -(-len(pairs) // block.columns)
    width = room / block.columns
    lines = []
    for at in range(height):
        line: list[Any] = []
        for pair in pairs[at::height]:
            line += [*_pair(filling, pair, ruled), ""]
        lines.append(line + [""] * (4 * block.columns - len(line)))
    look: Look = list(_TIGHT)
    for column in range(block.columns):
        look += [("RIGHTPADDING", (4 * column + 1, 0), (4 * column + 1, -1), 0)]
        if ruled:
            look += [
                ("LINEBELOW", (4 * column + 2, 0), (4 * column + 2, -1), *_DOTTED),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
            ]
    label = block.label_mm * mm
    return (
        [grid(lines, [label, 10, width - label - 16, 6] * block.columns, look, spaceAfter=6, hAlign="LEFT")]
        if lines
        else []
    )


def _pair(filling: Filling, pair: tuple[str, str], ruled: bool) -> list[Any]:
    label, value = pair
    shown = "" if ruled and not filling.has(value) else filling.text(value)
    return [Paragraph(fonts.markup(label), STYLES["cell"]), ":", Paragraph(shown, STYLES["cell"])]


def party(block: blocks.Party, filling: Filling, room: float) -> list[Flowable]:
    """A numbered party: who it is, for whom it signs, what it is called from here on."""
    record = filling.record(block.field)
    lines: list[list[Any]] = []
    for key, label in PARTY_ROWS:
        shown = office(record) if key == "position" and record else str(record.get(key) or "")
        if shown or (key == "name" and record) or (not record and key in block.blank):
            text = fonts.markup(shown) or (DOTS if record else "")
            lines.append(["", label, ":", Paragraph(text, STYLES["cell"])])
    lines = lines or [["", "Nama", ":", ""]]
    lines[0][0] = f"{block.number}."
    font: Look = [("FONT", (0, 0), (-1, -1), fonts.REGULAR, 10.5, 13.5)]
    dotted: Look = [] if record else [("LINEBELOW", (3, 0), (3, -1), *_DOTTED), ("TOPPADDING", (0, 0), (-1, -1), 3)]
    made = grid(lines, [16, 38 * mm, 10, room - 26 - 38 * mm], [*_TIGHT, *font, *dotted])
    closing = grid(
        [["", paragraph(filling, block.closing, "body")]],
        [16, room - 16],
        [*_TIGHT, ("TOPPADDING", (0, 0), (-1, -1), 3)],
    )
    return [KeepTogether([made, closing, Spacer(1, 5)])]


def office(record: Any) -> str:
    """The office somebody signs in: “Plt. Kepala …”, “Sekretaris, a.n. Kepala Dinas …”."""
    position, acting = str(record.get("position") or ""), str(record.get("acting") or "")
    if acting in ("Plt.", "Plh."):
        return f"{acting} {position}"
    return f"{position}, {acting} {record.get('superior')}" if acting and record.get("superior") else position


def counts(block: blocks.Counts, filling: Filling, room: float) -> list[Flowable]:
    """The four classes by line, with totals both ways; a column for unknown sex only if somebody is in it."""
    given = filling.counts(block.field)
    unknown = any(line.unknown for line in given.values())
    heads = [block.label, *CLASSES, *(["Belum diketahui"] if unknown else []), "Jumlah"]
    shares = [3.6, *[1] * 4, *([1.3] if unknown else []), 1.2]
    columns = tuple(
        blocks.Column(title=head, field="", share=share, kind="centre" if at else "text", bold=head == "Jumlah")
        for at, (head, share) in enumerate(zip(heads, shares, strict=True))
    )
    lines = []
    for label, count in given.items():
        extra = [str(count.unknown)] if unknown else []
        lines.append([label, *map(str, count.by_class().values()), *extra, str(count.total)])
    if len(lines) > 1 and block.total:
        lines.append(["Jumlah", *(str(sum(int(line[at]) for line in lines)) for at in range(1, len(heads)))])
    lines = lines or [[label, "", "", "", "", ""] for label in block.blank]
    made = rows_table(columns, lines, room, (9.5, 17))
    made.spaceBefore, made.spaceAfter = 2, 3
    return [made, *([Paragraph(LEGEND, STYLES["small"])] if block.legend else [Spacer(1, 5)])]


def items(block: blocks.Items, filling: Filling, room: float) -> list[Flowable]:
    """Lettered texts, or the sentence for none, or ruled lines."""
    given = filling.texts(block.field)
    intro = [paragraph(filling, block.intro, "left")] if block.intro else []
    if not given and not filling.state.blank:
        return (
            [Paragraph(f"{filling.text(block.intro)} {filling.text(block.empty)}", STYLES["left"])]
            if block.empty
            else []
        )
    lines = list(given) or [""] * block.lines
    texts = [[f"{chr(97 + at % 26)}.", Paragraph(fonts.markup(line), STYLES["cell"])] for at, line in enumerate(lines)]
    dotted: Look = [] if given else [("LINEBELOW", (1, 0), (1, -1), *_DOTTED), ("TOPPADDING", (0, 0), (-1, -1), 5)]
    look: Look = [*_TIGHT, ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 10.5, 13.5), *dotted]
    for made in intro:
        made.keepWithNext = 1
    return [*intro, grid(texts, [16, room - 16], look, spaceAfter=6)]


def notes(block: blocks.Notes, filling: Filling, room: float) -> list[Flowable]:
    """A framed box to read or to write in, whole on its page."""
    given = filling.texts(block.field) if block.field else ()
    body: list[list[Any]] = [[Paragraph(f"<b>{filling.text(block.title)}</b>", STYLES["cell"])]]
    body += [[Paragraph(fonts.markup(line), STYLES["cell"])] for line in given] or [
        [""] for _line in range(block.lines)
    ]
    look: Look = [("BOX", (0, 0), (-1, -1), 0.6, RULE)]
    if not given:
        look += [("LINEBELOW", (0, 1), (-1, -2), *_DOTTED), ("BOTTOMPADDING", (0, 1), (-1, -1), 5 * mm)]
    return [KeepTogether([grid(body, [room], look, spaceBefore=3, spaceAfter=7)])]


def choices(block: blocks.Choices, filling: Filling, room: float) -> list[Flowable]:
    """Options with a box each; the chosen ones ticked."""
    chosen = {given.casefold() for given in filling.texts(block.field)}
    boxes = []
    for option in block.options:
        mark = "☑" if option.casefold() in chosen else "☐"
        boxes.append(f"{fonts.markup(mark)}\xa0{fonts.markup(option).replace(' ', chr(160))}")
    label = Paragraph(fonts.markup(block.label), STYLES["cell"])
    line = [label, ":", Paragraph(" &nbsp; ".join(boxes), STYLES["cell"])]
    return [
        grid(
            [line],
            [block.label_mm * mm, 10, room - block.label_mm * mm - 10],
            [*_TIGHT, ("TOPPADDING", (0, 0), (-1, -1), 2)],
            spaceAfter=3,
        )
    ]


def annex_head(block: blocks.AnnexHead, filling: Filling, room: float) -> list[Flowable]:
    """“LAMPIRAN …” with number and date at the left, the signed code at the right."""
    code = str(filling.value("qr") or "")
    side = 48 * mm if code else 0
    left = keyvalues(blocks.KeyValues(rows=block.rows, label_mm=30), filling, room - side)
    right: list[Any] = [CodeBox(code, 36)] if code else []
    name = paragraph(filling, block.title, "bold")
    head = grid([[[name, *left], right]], [room - side, side], [*_TIGHT, ("ALIGN", (1, 0), (1, 0), "RIGHT")])
    return [head, Spacer(1, 6)]


def code(block: blocks.Code, filling: Filling, room: float) -> list[Flowable]:
    """A code with explaining lines beside it."""
    value = str(filling.value(block.field) or "")
    if not value:
        return []
    texts = [paragraph(filling, line, "left") for line in block.lines]
    side = (block.size_mm + 8) * mm
    return [grid([[CodeBox(value, block.size_mm), texts]], [side, room - side], [*_BARE], spaceBefore=8, spaceAfter=8)]


def space(block: blocks.Space, filling: Filling, room: float) -> list[Flowable]:
    """Empty height."""
    return [Spacer(1, block.mm * mm)]


def people(block: blocks.Table, filling: Filling, room: float) -> list[Flowable]:
    """The list of people, or numbered empty lines."""
    records: Sequence[Any] = filling.records(block.field)
    if filling.state.blank and not records:
        first = block.columns[0].field
        records = [{first: at} for at in range(1, block.blank_rows + 1)]
    if not records:
        return [paragraph(filling, block.empty, "left")]
    texts = [[_cell(record.get(column.field)) for column in block.columns] for record in records]
    made = rows_table(block.columns, texts, room, (block.size, block.row_mm * mm))
    made.spaceBefore, made.spaceAfter = 3, 8
    return [made]


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _sequence(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else [value] if value else []
