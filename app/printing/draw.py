"""Prints a form: `render` turns a form and its values into the bytes of a PDF, the same bytes for the same input."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from app.printing import blocks, charts, flow, fonts, namedcards, sheets, signing, slips, together
from app.printing.filling import Filling
from app.printing.form import Form, Section
from app.printing.page import INITIALS_MM, STRIP_MM, Furniture, NumberedCanvas
from app.printing.values import PAPERS_MM, Paper, State, Value

_Draw = Callable[[Any, Filling, float], list[Flowable]]
_DRAW: dict[type[blocks.Block], _Draw] = {
    blocks.Letterhead: flow.letterhead,
    blocks.Title: flow.title,
    blocks.Paragraph: flow.text,
    blocks.Heading: flow.heading,
    blocks.KeyValues: flow.keyvalues,
    blocks.Party: flow.party,
    blocks.Counts: flow.counts,
    blocks.Items: flow.items,
    blocks.Table: flow.people,
    blocks.Signatures: signing.signatures,
    blocks.Witnesses: signing.witnesses,
    blocks.Notes: flow.notes,
    blocks.Choices: flow.choices,
    blocks.AnnexHead: flow.annex_head,
    blocks.Code: flow.code,
    blocks.Words: sheets.words,
    blocks.BigList: sheets.biglist,
    blocks.Cards: sheets.cards,
    blocks.NamedCards: namedcards.named_cards,
    blocks.Slips: slips.slips,
    blocks.Photo: sheets.photo,
    blocks.Prose: charts.prose,
    blocks.Chart: charts.chart,
    blocks.Space: flow.space,
}


def render(form: Form, values: Mapping[str, Value], paper: Paper = "A4", state: State = State()) -> bytes:  # noqa: B008
    """The form filled with the values, as a PDF; UserError form.value_missing if a declared field was forgotten."""
    fonts.register()
    rl_config.useA85 = 0  # binary streams: smaller files, made faster
    filling = Filling(form, values, state)
    filling.check()
    furniture = Furniture(filling)
    out = BytesIO()
    document = BaseDocTemplate(out, title=form.title, author="", subject="", creator="Pulang", lang="id-ID")
    story: list[Flowable] = []
    for number, section in enumerate(form.sections):
        shape = _shape(section, paper)
        first, later = (_template(furniture, section, shape, f"{number}{part}") for part in ("first", "later"))
        document.addPageTemplates([first, later])
        story += [NextPageTemplate(f"{number}first"), PageBreak()] if story else []
        story += [NextPageTemplate(f"{number}later"), *_section(section, filling, shape)]
    document.build(story, canvasmaker=_canvas(furniture, form))
    return out.getvalue()


def sample(form: Form, paper: Paper = "A4", state: State = State(watermark="CONTOH")) -> bytes:  # noqa: B008
    """The form filled with its sample values."""
    return render(form, {field.name: field.sample for field in form.fields}, paper, state)


def blank(form: Form, paper_number: str, values: Mapping[str, Value], paper: Paper = "A4") -> bytes:
    """The form with ruled lines and a pre-printed paper number; `values` may hold letterhead and place."""
    return render(form, {**values, "control_number": paper_number}, paper, State(blank=True))


def _shape(section: Section, paper: Paper) -> tuple[float, float]:
    width, height = (side * mm for side in PAPERS_MM[paper])
    return (width, height) if section.orientation == "portrait" else (height, width)


def _room(section: Section, shape: tuple[float, float]) -> float:
    return shape[0] - (section.margins_mm[1] + section.margins_mm[3]) * mm


def _template(furniture: Furniture, section: Section, shape: tuple[float, float], name: str) -> PageTemplate:
    top, _right, bottom, left = (side * mm for side in section.margins_mm)
    strip = section.strip and name.endswith("first") and bool(furniture.filling.value("qr"))
    foot = bottom + (INITIALS_MM * mm if section.initials else 0) + (STRIP_MM * mm if strip else 0)
    foot += 0 if section.bare else 2 * mm
    frame = Frame(left, foot, _room(section, shape), shape[1] - top - foot, 0, 0, 0, 0)

    def on_page(canvas: Any, _document: Any) -> None:
        canvas.section = section
        furniture.watermark(canvas)
        if strip:
            furniture.strip(canvas, section)

    return PageTemplate(name, [frame], onPage=on_page, pagesize=shape)


def _section(section: Section, filling: Filling, shape: tuple[float, float]) -> list[Flowable]:
    room = _room(section, shape)
    wanted = (block for block in section.blocks if filling.wanted(block))
    made = [(block, _DRAW[type(block)](block, filling, room)) for block in wanted]
    return together.arranged(made, together.Sheet(room, shape[1]))


def _canvas(furniture: Furniture, form: Form) -> Callable[..., Canvas]:
    def make(*args: Any, **kwargs: Any) -> Canvas:
        canvas = NumberedCanvas(*args, **kwargs)
        canvas.furniture, canvas.section = furniture, form.sections[0]
        return canvas

    return make
