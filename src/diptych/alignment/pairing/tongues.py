"""Which languages count as one, and which the encoder knows."""

from functools import cache

from diptych.alignment.encoders.embedded import LANGUAGES
from diptych.survey.language import close_languages


def primary(language: str) -> str:
    """The language of a BCP 47 code, without script and region.

    >>> primary("sr-Latn"), primary("zh_TW")
    ('sr', 'zh')
    """
    return language.replace("_", "-").partition("-")[0].lower()


@cache
def tongue(language: str) -> str:
    """One code for languages that no detector tells apart: Croatian is no translation of Serbian.

    >>> tongue("hr") == tongue("sr-Latn") != tongue("ru")
    True
    """
    code = primary(language)
    group = next((group for group in close_languages() if code in group), frozenset({code}))
    return min(group)


def is_seen(language: str) -> bool:
    """Whether the encoder was trained on the language."""
    return primary(language) in LANGUAGES
