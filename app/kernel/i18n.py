"""Words for the user: Indonesian is the language of the source, other languages come from i18n/."""

from gettext import GNUTranslations, NullTranslations

from app.kernel.paths import translations_folder

LANGUAGES = ("id", "en")


class _Current:
    """The language in use; one per process, changed only by the user."""

    language = "id"
    catalogue: NullTranslations = NullTranslations()


def set_language(code: str) -> None:
    """Switch every later text to `code` (one of LANGUAGES)."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _Current.language = code
    _Current.catalogue = NullTranslations()
    compiled = translations_folder() / code / "LC_MESSAGES" / "pulang.mo"
    if compiled.exists():
        with compiled.open("rb") as file:
            _Current.catalogue = GNUTranslations(file)


def language() -> str:
    """The language in use."""
    return _Current.language


_CONTEXT = "\x04"
"""What stands between context and text, in compiled catalogues as well."""


def _(text: str) -> str:
    """The text in the language in use; a text marked by NP_ is looked up in its context."""
    return _Current.catalogue.gettext(text).rpartition(_CONTEXT)[2] if text else ""


def pgettext(context: str, text: str) -> str:
    """The text in the language in use, where one Indonesian word needs several: “Batal” as button and as state."""
    return _(NP_(context, text))


def N_(text: str) -> str:  # noqa: N802 - the customary gettext marker
    """Mark a text for translation without translating it yet."""
    return text


def NP_(context: str, text: str) -> str:  # noqa: N802 - N_ with a context
    """Mark a text with its context; `_` translates it later."""
    return f"{context}{_CONTEXT}{text}"


def source(text: str) -> str:
    """The Indonesian of a marked text, without its context."""
    return text.rpartition(_CONTEXT)[2]


def ngettext(one: str, many: str, count: int) -> str:
    """The text for `count` things in the language in use."""
    return _Current.catalogue.ngettext(one, many, count)
