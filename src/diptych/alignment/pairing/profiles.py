"""What pairing looks at in a document of one language: small, and ready for another process."""

import re
from dataclasses import dataclass

from diptych.model import UNKNOWN_LANGUAGE, Document, Role
from diptych.survey.knowledge import bare

_FEWEST_NUMBERS, _FEWEST_WORDS = 2, 2
"""A reference to an archive or a title with less than this could be anybody's."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is stated about a document, in a form that can be compared: kind of statement and value."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A document of one language.

    Attributes:
        name: the file's name.
        language: BCP 47 code.
        sentences: texts of the sentences, without notes.
        facts: what is stated about the document.
        translated: whether the page says that it is a translation.
        missing: language of the original that the page speaks of and does not hold; else empty.
        original: whether the page says that it is the original.
    """

    name: str
    language: str
    sentences: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    translated: bool = False
    missing: str = ""
    original: bool = False


def profile(document: Document) -> Profile | None:
    """The profile of a document with sentences; none where there is not exactly one known language."""
    if len(document.versions) != 1:
        return None
    (version,) = document.versions
    sentences = tuple(sentence.text for sentence in version.stream())
    if not sentences or version.language == UNKNOWN_LANGUAGE:
        return None
    stated = document.metadata
    return Profile(
        document.source.name,
        version.language,
        sentences,
        _facts(document),
        version.role is Role.TRANSLATION or bool(stated.all("translator")),
        document.missing,
        version.role is Role.ORIGINAL and bool(stated.all("original language")),
    )


def _facts(document: Document) -> tuple[Fact, ...]:
    stated = document.metadata
    found = [Fact("date", field.normal) for field in stated.all("date")[:1] if field.normal]
    for field in stated.all("archive"):
        numbers = re.findall(r"\d+", field.value)
        if len(numbers) >= _FEWEST_NUMBERS:
            found.append(Fact("archive", " ".join(numbers)))
    found += [
        Fact(name, field.value.casefold()) for name in ("record id", "url") for field in stated.all(name)
    ]
    titles = [bare(field.value) for field in stated.all("title")]
    found += [Fact("title", title) for title in titles if len(title.split()) >= _FEWEST_WORDS]
    return tuple(dict.fromkeys(found))
