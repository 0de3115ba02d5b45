"""The catalogues of texts: collected from app/, Indonesian filled in by itself, English checked to be complete.

Run through `dev.py i18n`; needs Babel, so it runs in `.venv`. Files carry no dates and no line numbers: they change
only with the texts.
"""

import argparse
import copy
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "NP_": ((1, "c"), 2)}
SOURCE, LANGUAGES = "id", ("id", "en")
VOLATILE = re.compile(
    r'^"(Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To)[^\n]*\n',
    re.M,
)
Marked = tuple[str | tuple[str, ...], str | None]
"""A text, or its two forms, and its context."""
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def main() -> int:
    """Update and compile, or check only."""
    parser = argparse.ArgumentParser(prog="dev.py i18n", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is not in order")
    parser.add_argument("--compile", action="store_true", help="only compile the catalogues")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        problems = list(check(options.root))
        print(*problems, sep="\n", end="\n" if problems else "")
        return 1 if problems else 0
    if not options.compile:
        update(options.root)
    compile_all(options.root)
    return 0


def template_path(root: Path) -> Path:
    """The list of all texts."""
    return root / "i18n" / "pulang.pot"


def catalogue_path(root: Path, language: str) -> Path:
    """The texts in one language."""
    return root / "i18n" / language / "LC_MESSAGES" / "pulang.po"


def collect(marks: Iterable[Marked]) -> Catalog:
    """A template of the marked texts."""
    template = Catalog(
        project="pulang", version="", header_comment="# Texts of Pulang, written in Indonesian.", fuzzy=False
    )
    for text, context in marks:
        template.add(text, context=context)
    return template


def marked(root: Path) -> Iterator[Marked]:
    """Each text under app/ as it is marked, with its context; as often as it stands there."""
    with (root / "i18n" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for _file, _line, text, _comments, context in extract_from_dir(root / "app", methods, options, KEYWORDS):
        yield text, context


def translated(root: Path, language: str, template: Catalog) -> Catalog:
    """The catalogue of a language, brought up to the template; Indonesian is its own translation."""
    path = catalogue_path(root, language)
    catalogue = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.header_comment = f"# Texts of Pulang: {language}."
    catalogue.fuzzy = False
    catalogue.update(copy.deepcopy(template), no_fuzzy_matching=True)
    for message in catalogue:
        if language == SOURCE and message.id:
            message.string = message.id
            message.flags.discard("fuzzy")
    return catalogue


def text_of(catalogue: Catalog) -> str:
    """A catalogue as its file, without the parts that change by themselves."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    return VOLATILE.sub("", buffer.getvalue().decode("utf-8"))


def files(root: Path, marks: Iterable[Marked]) -> Iterator[tuple[Path, Catalog]]:
    """What each file should hold now."""
    template = collect(marks)
    yield template_path(root), template
    for language in LANGUAGES:
        yield catalogue_path(root, language), translated(root, language, template)


def update(root: Path) -> None:
    """Write the template and both catalogues anew."""
    for path, catalogue in files(root, marked(root)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(catalogue), encoding="utf-8", newline="\n")


def compile_all(root: Path) -> None:
    """Make the .mo files that the application reads."""
    for language in LANGUAGES:
        path = catalogue_path(root, language)
        if path.exists():
            with path.open("rb") as source, path.with_suffix(".mo").open("wb") as made:
                write_mo(made, read_po(source, locale=language))


def check(root: Path) -> Iterator[str]:
    """What is not in order, one sentence each."""
    texts = list(marked(root))
    yield from mixed(texts)
    for path, catalogue in files(root, texts):
        name = path.relative_to(root).as_posix()
        if not path.exists() or path.read_text(encoding="utf-8") != text_of(catalogue):
            yield f"{name}: not up to date, run `python3 packaging/dev.py i18n`"
        if catalogue.locale is not None:
            for message in catalogue:
                yield from faults(name, message)


def mixed(marks: Iterable[Marked]) -> Iterator[str]:
    """Texts marked with a plural here and without one there: the latter would always speak of one."""
    texts = set(marks)
    for text, context in sorted((each for each in texts if isinstance(each[0], tuple)), key=str):
        if (text[0], context) in texts:
            yield f"app: with and without a plural: {text[0]!r}"


def faults(name: str, message: Message) -> Iterator[str]:
    """What is wrong with one translated text."""
    if not message.id:
        return
    ids, strings = several(message.id), several(message.string)
    if not all(strings):
        yield f"{name}: not translated: {ids[0]!r}"
    elif any(placeholders(text) not in {placeholders(original) for original in ids} for text in strings):
        yield f"{name}: placeholders differ: {ids[0]!r}"
    if message.fuzzy:
        yield f"{name}: marked fuzzy: {ids[0]!r}"


def several(text: object) -> tuple[str, ...]:
    """The forms of a text: one, or singular and plural; an untranslated one is empty."""
    return tuple(str(form) for form in text) if isinstance(text, (tuple, list)) else (str(text or ""),)


def placeholders(text: str) -> tuple[str, ...]:
    """The {names} in a text, sorted."""
    return tuple(sorted(PLACEHOLDER.findall(text)))


if __name__ == "__main__":
    sys.exit(main())
