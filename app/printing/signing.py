"""Places to sign: parties side by side, witnesses, “mengetahui”, thumbprint boxes; never torn over two pages."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from app.printing import blocks, fonts
from app.printing.filling import Filling
from app.printing.grid import grid
from app.printing.styles import RULE, STYLES, Look

_ROOM_MM = 20
_THUMB_MM = 19
_NO_PADDING: Look = [
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def signatures(block: blocks.Signatures, filling: Filling, room: float) -> list[Flowable]:
    """Signers in columns: heading and office on top, names on one line at the bottom."""
    wide = room / max(len(block.signers), 2)
    tops = [_top(signer, filling) for signer in block.signers]
    spaces = [_sign_room(signer) for signer in block.signers]
    names = [_name(signer, filling) for signer in block.signers]
    look: Look = [
        *_NO_PADDING,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (0, 1), (-1, 1), "CENTER"),
        ("VALIGN", (0, 1), (-1, 1), "MIDDLE"),
    ]
    made = grid([tops, spaces, names], [wide] * len(block.signers), look, rowHeights=[None, _ROOM_MM * mm, None])
    title = [Paragraph(filling.text(block.title), STYLES["sign"]), Spacer(1, 3)] if block.title else []
    return [KeepTogether([Spacer(1, 8), *title, made, Spacer(1, 4)])]


def _top(signer: blocks.Signer, filling: Filling) -> list[Any]:
    lines = [filling.text(signer.place)] if signer.place else []
    lines += [f"<b>{filling.text(signer.heading)}</b>"] if signer.heading else []
    lines += [filling.text(signer.role)] if signer.role else []
    lines += [fonts.markup(line) for line in office_lines(filling.record(signer.field))]
    return [Paragraph(line, STYLES["sign"]) for line in lines]


def office_lines(record: Any) -> list[str]:
    """The office as it stands above a signature, with a.n., u.b., Plt. and Plh. as the rules of style ask."""
    position, acting = str(record.get("position") or ""), str(record.get("acting") or "")
    if not position:
        return [str(record["institution"]) + ","] if record.get("institution") else []
    if acting in ("Plt.", "Plh."):
        return [f"{acting} {position},"]
    if acting == "u.b.":
        return [f"a.n. {record.get('superior')}", f"{record.get('via')},", "u.b.", f"{position},"]
    if acting == "a.n.":
        return [f"a.n. {record.get('superior')}", f"{position},"]
    return [f"{position},"]


def _sign_room(signer: blocks.Signer) -> Any:
    if not signer.thumb:
        return ""
    style = STYLES["head_small"]
    look: Look = [("BOX", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")]
    return grid([[Paragraph("cap jempol", style)]], [16 * mm], look, rowHeights=[_THUMB_MM * mm])


def _name(signer: blocks.Signer, filling: Filling) -> list[Any]:
    record = filling.record(signer.field)
    style = STYLES["sign"]
    name = str(record.get("name") or "")
    lines = [f"<b><u>{fonts.markup(name)}</u></b>" if name else f"({'.' * 38})"]
    lines += [fonts.markup(str(record["rank"]))] if record.get("rank") else []
    lines += [f"NIP {fonts.markup(str(record['nip']))}"] if record.get("nip") else []
    if not name and signer.field and signer.official:
        lines.append("NIP " + "." * 34)
    return [Paragraph(line, style) for line in lines]


def witnesses(block: blocks.Witnesses, filling: Filling, room: float) -> list[Flowable]:
    """Numbered witnesses, each with a dotted line to sign on."""
    records: Any = filling.records(block.field)
    if filling.state.blank and not records:
        records = [{}] * block.blank_rows
    if not records:
        return []
    lines: list[list[Any]] = []
    for number, record in enumerate(records, 1):
        about = ", ".join(str(record[key]) for key in ("position", "institution") if record.get(key))
        who = f"<b>{fonts.markup(str(record['name']))}</b>" if record.get("name") else "." * 40
        text = f"{who}<br/>{fonts.markup(about)}" if about else who
        lines.append([f"{number}.", Paragraph(text, STYLES["cell"]), f"({'.' * 40})"])
    look: Look = [
        *_NO_PADDING,
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ("VALIGN", (1, 0), (-1, -1), "BOTTOM"),
        ("VALIGN", (0, 0), (0, -1), "TOP"),
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 10.5, 13.5),
    ]
    made = grid(lines, [18, room * 0.6 - 18, room * 0.4], look)
    return [
        KeepTogether(
            [Spacer(1, 6), Paragraph(f"<b>{filling.text(block.title)}:</b>", STYLES["cell"]), Spacer(1, 8), made]
        )
    ]
