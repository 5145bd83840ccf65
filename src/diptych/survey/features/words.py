"""Features of words: a line speaks of the paper itself, of an archive, of people who made it, of a site."""

import re
from functools import lru_cache

from diptych.survey import credits, knowledge, references
from diptych.survey.features.lines import SHORT, Features, Line, Page, in_brackets
from diptych.survey.labels import scope, section_name
from diptych.survey.language_names import language_code
from diptych.survey.repetition import speaks_of_site

LONGEST_REMARK = 400
"""Characters at a line's beginning in which it says what it is."""
LONGEST_CREDIT_START = 24
"""Characters before the verb of a credit: “English translation by”."""
_FORMULAS = ("classification", "salutation", "closing", "minutes")
_WORD = re.compile(r"[^\W\d_]{3,}")


def of_words(page: Page, line: Line) -> Features:
    """What any line may say."""
    text, alone = line.text, line.alone
    beginning = text[:LONGEST_REMARK]
    papers = 0 if line.inside else len(papers_named(text))
    remark = _opens_remark(text)
    start = credits.first_credit(beginning)
    credited = start < len(beginning) and start <= LONGEST_CREDIT_START
    return {
        "a formula of the document": any(knowledge.has_formula(name, text) for name in _FORMULAS),
        "running text that speaks of the paper": line.prose and papers > 1,
        "in brackets, and speaks of the paper": papers > 0 and in_brackets(text),
        "opens like an editor’s remark": remark,
        "opens like an editor’s remark, without counterpart": remark and alone,
        "running text that opens like an editor’s remark": remark and line.prose,
        "names an archive’s reference, without counterpart": alone and _refers(text),
        "credits somebody": credited,
        "credits somebody, without counterpart": credited and alone,
        "heads a version": bool(section_name(text.strip("()[]（）【】 "))),
        "counts its visitors": len(text) <= 2 * SHORT and knowledge.has_small_word("visits", text),
    }


def of_lines_words(page: Page, line: Line) -> Features:
    """What a line may say that is no running text."""
    text = line.text
    papers = 0 if line.inside else len(papers_named(text))
    kept_up = knowledge.small_words("kept up").match(text) is not None
    return {
        "speaks of the paper": papers > 0,
        "speaks of the paper, without counterpart": papers > 0 and line.alone,
        "speaks of the paper, with a counterpart": papers > 0 and line.paired,
        "speaks of the paper more than once": papers > 1,
        "speaks of the paper, above or below the text": papers > 0 and (line.above or line.below),
        "names an archive’s reference": _refers(text),
        "names a language": len(text) <= SHORT and _names_language(text),
        "words of a web site": speaks_of_site(text),
        "what a site keeps up": kept_up,
        "what a site keeps up, below the text": kept_up and line.below,
    }


def of_label(line: Line, label: str) -> Features:
    """What a line is that gives a label and its value."""
    whose = scope(label)
    return {
        "a label and its value": True,
        "a label and its value above the text": line.above,
        "a label and its value beside what is not the document’s": line.beside,
        "a label of a record": whose == "archive",
        "a label of a letter": whose == "letter",
        "a label that both have": whose == "both",
        "a label with a counterpart": line.paired,
        "a label without counterpart": line.alone,
    }


@lru_cache(maxsize=1024)  # a line's are asked by it and by the one below
def papers_named(text: str) -> frozenset[str]:
    """The words at a line's beginning that mean the paper itself: its pages, its copies, its text."""
    named = knowledge.find_small_words("papers", text[:LONGEST_REMARK])
    return frozenset(match.group().casefold() for match in named)


@lru_cache(maxsize=1024)
def _refers(text: str) -> bool:
    """Whether a line names an archive's reference, or is one."""
    return references.mentions_reference(text[:LONGEST_REMARK]) or references.is_reference(text)


def _names_language(text: str) -> bool:
    return any(language_code(word.casefold()) for word in _WORD.findall(text))


def _opens_remark(text: str) -> bool:
    """Whether a line begins as editors and translators begin their remarks, with what parts the words off.

    >>> _opens_remark("Note: the original has a gap."), _opens_remark("Note the time of departure.")
    (True, False)
    """
    text = text.lstrip("[(（【*_ ")
    found = knowledge.small_words("remark").match(text)
    return found is not None and text[found.end() :].lstrip(" *_.")[:1] in {*":：)）】]", "–", "—", "-"}
