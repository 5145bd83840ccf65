"""What a label is: `Author:`, `Архив:`, `Record ID`; and what a line is that opens a part of the page."""

import re
from functools import cache, lru_cache

from diptych.survey import knowledge
from diptych.survey.announcements import announcement, bare_line
from diptych.survey.credits import names_source_language
from diptych.survey.language import language_code

LONGEST_LABEL = 48
LONGEST_VALUE = 240
LEVEL = "-"
"""The field of labels that name a level of an archive's reference, as `labels.txt` has it."""
LONGEST_LEVEL = 30
_FORMAT_NAME = re.compile(r"[a-z]+(?:\.[a-z]+)+")
_MARKS = r"(?:\*\*|__|[*_])?"
_COLON = rf"{_MARKS}\s?(?:[：︰﹕]{_MARKS}|:{_MARKS}(?=\s|$|[^\x00-\x7f]))"
"""A colon of any script; one of ASCII has a blank behind it, or letters that are not of ASCII."""
_LABELLED = re.compile(rf"(?P<label>[^:：︰﹕\n]{{1,{LONGEST_LABEL}}}?){_COLON}")
_HAS_COLON = re.compile("[:：︰﹕]")
_FARTHEST_COLON = LONGEST_LABEL + 6
"""Characters up to a colon behind a label, with blanks and signs of emphasis between."""
_WIDE_BLANK = "\u3000"
_WIDE_BLANKS = re.compile(f"{_WIDE_BLANK}+")
_LANGUAGE_IN_FRONT = re.compile(r"(?P<language>[\u3400-\u9fff\uac00-\ud7af]{1,3}?[文语語어])(?P<rest>\S+)")
_KNOWN_LABELLED = re.compile(rf"(?P<label>[^\W\d_][^:：︰﹕\n]{{3,{LONGEST_LABEL}}}?):(?=[^\W_])")
"""A label with its value hard behind it: “Author:Jan Kos”."""


@cache
def label_pattern() -> re.Pattern[str]:
    """A known label with its colon, capital or CJK first, at a word's start."""
    known = sorted((word for word in knowledge.labels() if len(word) > 1), key=len, reverse=True)
    spellings = (re.escape(word[0].title()) + "(?i:" + re.escape(word[1:]) + r")(?:\(s\))?" for word in known)
    return re.compile(rf"(?<!\w)(?P<label>{'|'.join(spellings)}){_COLON}")


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def split_label(text: str) -> tuple[str, str, int] | None:
    """A line's label: (field, label as written, where the value begins); None where it has none."""
    if not _HAS_COLON.search(text, 0, _FARTHEST_COLON):
        return _split_at_wide_blank(text)
    match = _LABELLED.match(text) or _KNOWN_LABELLED.match(text)
    known = known_label(match["label"]) if match else None
    if not match or not known:
        return None
    label = match["label"].strip(" *_[(")
    return (
        (field_of(known[0], label), label, match.end())
        if _may_follow(known[0], text[match.end() :])
        else None
    )


def _split_at_wide_blank(text: str) -> tuple[str, str, int] | None:
    """A label of East Asia with a wide blank for its colon, its letters perhaps spaced: “件　名　…”."""
    for blank in _WIDE_BLANKS.finditer(text, 0, _FARTHEST_COLON):
        label = text[: blank.start()].replace(_WIDE_BLANK, "")
        known = knowledge.labels().get(label) if len(label) > 1 else None
        if known and known[0] != LEVEL and known[1] != "letter":
            return known[0], label, blank.end()
    return None


def field_of(field: str, label: str) -> str:
    """The field of a known label; a level of an archive's reference keeps the label's own name."""
    return label if field == LEVEL else field


def _may_follow(field: str, value: str) -> bool:
    """Whether a value may be the label's: that of a level has a figure, or stands on the next line."""
    return field != LEVEL or not value.strip() or any(map(str.isdigit, value[:LONGEST_LEVEL]))


@lru_cache(maxsize=4096)
def known_label(label: str) -> tuple[str, str] | None:
    """(field, scope) of a label; of two in one, that of the first.

    Names of languages in it do not matter (“Translation into English”), nor does “of the document”.
    What a format calls its fields, “dc.title”, stands for itself.

    >>> known_label("Дата / Date"), known_label("Titre du document"), known_label("Mood")
    (('date', 'both'), ('title', 'archive'), None)
    >>> known_label("Tłum./Trans."), known_label("英文翻译")
    (('translator', 'archive'), ('translator', 'both'))
    >>> known_label("DC.Date.Issued")
    ('dc.date.issued', 'archive')
    """
    folded = knowledge.fold(label.lstrip("[("))
    if _FORMAT_NAME.fullmatch(folded) and folded.partition(".")[0] in knowledge.name_spaces():
        return folded, "archive"
    spellings = [folded, *(knowledge.fold(part.strip(" )")) for part in re.split(r"[/(]", folded)[:2])]
    spellings += _without_language(folded)
    spellings.append(knowledge.small_words("of the document").sub("", folded).strip())
    spellings += map(knowledge.plain, tuple(spellings))
    known = next((knowledge.labels()[word] for word in spellings if word in knowledge.labels()), None)
    rest = [word for word in folded.split() if len(word) > 2 and not language_code(word)]
    if known is None and len(rest) == 1 and len(folded.split()) in {2, 3}:
        return knowledge.labels().get(rest[0])
    return known


def _without_language(label: str) -> list[str]:
    """A label of East Asia, where no blank stands behind the name of a language: “英文翻译”."""
    named = _LANGUAGE_IN_FRONT.match(label)
    return [named["rest"]] if named and language_code(named["language"]) else []


def split_unknown_label(text: str) -> tuple[str, str, int] | None:
    """The same for a label that no list knows; its field is the label itself, as the page has it."""
    if len(text) > LONGEST_VALUE or not _HAS_COLON.search(text, 0, _FARTHEST_COLON):
        return None
    match = _LABELLED.match(text)
    if not match or len(match["label"].split()) > 4 or match["label"][0].islower():
        return None
    label = match["label"].strip(" *_")
    return (label, label, match.end()) if label and not knowledge.has_formula("salutation", label) else None


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def section_name(text: str) -> str:
    """What a line opens that stands alone on a page; empty for nothing.

    >>> section_name("Related Documents"), section_name("Russian original"), section_name("Original sin")
    ('related', 'original', '')
    >>> section_name("[Translation]"), section_name("【原文】"), section_name("Translation from the Russian")
    ('translation', 'original', 'translation')
    >>> section_name("Přepis dokumentu"), section_name("Transkription des Dokuments")
    ('document', 'document')
    >>> section_name("Visas tekstas / Full text")
    'document'
    """
    if len(text) >= LONGEST_LABEL:
        return ""
    text = text.strip("()[]（）【】「」")
    if name := knowledge.sections().get(knowledge.fold(text)):
        return name
    said = announcement(text)
    if said:
        return said.role
    without_document = knowledge.small_words("of the document").sub("", knowledge.fold(text)).strip()
    if name := knowledge.sections().get(without_document):
        return name
    parts = re.split(r"\s+[/|]\s+", text)
    if len(parts) > 1 and len(names := {section_name(part) for part in parts}) == 1:
        return names.pop()
    return "translation" if names_source_language(text) else ""


def language_of_line(text: str) -> str:
    """The language that a line names if it names nothing else; empty for any other line.

    >>> language_of_line("Русский:"), language_of_line("Français"), language_of_line("English text")
    ('ru', 'fr', '')
    """
    folded = knowledge.fold(bare_line(text)) if len(text) < LONGEST_LABEL else ""
    return language_code(folded) if folded and len(folded) < 20 and len(folded.split()) == 1 else ""


def scope(label: str) -> str:
    """Who writes a label: "archive", "letter" or "both"; empty for one that is not known."""
    known = known_label(label)
    return known[1] if known else ""
