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


def _(text: str) -> str:
    """The text in the language in use."""
    return _Current.catalogue.gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802 - the customary gettext marker
    """Mark a text for translation without translating it yet."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The text for `count` things in the language in use."""
    return _Current.catalogue.ngettext(one, many, count)
