"""What a label is: `Author:`, `Архив:`, `Record ID`; and what a line is that opens a part of the page."""

import re
from functools import cache, lru_cache

from diptych.survey import knowledge
from diptych.survey.language import language_code

LONGEST_LABEL = 48
LONGEST_VALUE = 240
_LABELLED = re.compile(
    rf"(?P<label>[^:：\n]{{1,{LONGEST_LABEL}}}?)(?:\*\*|__)?\s?[:：](?:\*\*|__)?(?=\s|$|[^\x00-\x7f])"
)


@cache
def label_pattern() -> re.Pattern[str]:
    """A known label with its colon, capital or CJK first, at a word's start."""
    known = sorted((word for word in knowledge.labels() if len(word) > 1), key=len, reverse=True)
    spellings = (re.escape(word[0].upper()) + "(?i:" + re.escape(word[1:]) + r")(?:\(s\))?" for word in known)
    return re.compile(r"(?<!\w)(?P<label>" + "|".join(spellings) + r")\s?[:：](?=\s|$|[^\x00-\x7f])")


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def split_label(text: str) -> tuple[str, str, int] | None:
    """A line's label: (field, label as written, where the value begins); None where it has none."""
    match = _LABELLED.match(text)
    known = known_label(match["label"]) if match else None
    return (known[0], match["label"].strip(" *_[("), match.end()) if match and known else None


@lru_cache(maxsize=4096)
def known_label(label: str) -> tuple[str, str] | None:
    """(field, scope) of a label; of two in one, that of the first.

    Names of languages in it do not matter (“Translation into English”), nor does “of the document”.

    >>> known_label("Дата / Date"), known_label("Titre du document"), known_label("Mood")
    (('date', 'both'), ('title', 'archive'), None)
    """
    folded = knowledge.fold(label.lstrip("[("))
    spellings = [folded, *(part.strip(" )") for part in re.split(r"[/(]", folded)[:2])]
    spellings.append(knowledge.small_words("of the document").sub("", folded).strip())
    known = next((knowledge.labels()[word] for word in spellings if word in knowledge.labels()), None)
    rest = [word for word in folded.split() if len(word) > 2 and not language_code(word)]
    if known is None and len(rest) == 1 and len(folded.split()) in {2, 3}:
        return knowledge.labels().get(rest[0])
    return known


def split_unknown_label(text: str) -> tuple[str, str, int] | None:
    """The same for a label that no list knows; its field is the label itself, as the page has it."""
    match = _LABELLED.match(text)
    if (
        not match
        or len(match["label"].split()) > 4
        or match["label"][0].islower()
        or len(text) > LONGEST_VALUE
    ):
        return None
    label = match["label"].strip(" *_")
    return (label, label, match.end()) if label and not knowledge.has_formula("salutation", label) else None


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def section_name(text: str) -> str:
    """What a line opens that stands alone on a page; empty for nothing.

    >>> section_name("Related Documents"), section_name("Russian original"), section_name("Original sin")
    ('related', 'original', '')
    """
    if len(text) >= LONGEST_LABEL:
        return ""
    if name := knowledge.sections().get(knowledge.fold(text)):
        return name
    return _version_line(text)


def _version_line(text: str) -> str:
    """A line that names a language and nothing but words like text, version, original, translation."""
    words = [word for word in re.split(r"[\s()\[\]:–—-]+", knowledge.fold(text)) if word]
    named = [word for word in words if len(word) > 2 and language_code(word)]
    rest = [word for word in words if word not in named]
    found = {knowledge.sections().get(word, "") for word in rest}
    known = [
        word
        for word in rest
        if word in knowledge.sections() or knowledge.small_words("version").fullmatch(word)
    ]
    is_statement = ":" in text.rstrip(" :")
    if is_statement or not named or not rest or len(words) > 6 or len(known) < len(rest):
        return ""
    return next((name for name in ("translation", "original") if name in found), "version")


def language_of_line(text: str) -> str:
    """The language that a line names if it names nothing else; empty for any other line.

    >>> language_of_line("Русский:"), language_of_line("Français"), language_of_line("English text")
    ('ru', 'fr', '')
    """
    folded = knowledge.fold(text)
    return language_code(folded) if folded and len(folded) < 20 and len(folded.split()) == 1 else ""


def scope(label: str) -> str:
    """Who writes a label: "archive", "letter" or "both"; empty for one that is not known."""
    known = known_label(label)
    return known[1] if known else ""
