"""Features of what those say who printed, edited, translated or filed a paper.

What stands inside a version is the document's own word, and is not asked.
"""

import re

from diptych.survey import dates, knowledge, references, shape
from diptych.survey.features.lines import SHORT, Features, Line, Page
from diptych.survey.features.words import papers_named
from diptych.survey.labels import split_label
from diptych.survey.units import HEADINGS

MOST_DIGITS_OF_A_NUMBER = 4
LONGEST_OF_A_CODE = 4
"""Capitals in a row."""
_LABEL_OF_REMARK = re.compile(r"[^:：.!?\n]{3,60}[:：]")
"""What stands before a colon, though it be longer than labels are: “Resolutions on the document:”."""
_MAKERS = frozenset({"translator", "editor", "transcriber", "contributor", "credits"})
_ORIGINS = frozenset(
    {"source", "archive", "citation", "collection", "rights", "record id", "url", "upload date", "subject"}
)
_WORD = re.compile(r"[^\W\d_]{3,}")


def of_makers(page: Page, line: Line) -> Features:
    """What any line may say of who made the page."""
    n, text, alone, prose = line.n, line.text, line.alone, line.prose
    label = split_label(text)
    present = _says_who_was_there(text)
    field = label[0] if label and not present and not shape.is_prose(text[label[2] :]) else ""
    unknown = _LABEL_OF_REMARK.match(text)
    labelled = unknown is not None and knowledge.has_small_word("papers", unknown.group())
    opens = knowledge.small_words("papers").match(_opened(text)) is not None
    reference, code = references.opens_with_reference(text), _is_code(text)
    numbered = _is_edition_number(text)
    before = page.lines[n - 1].text if n else ""
    return {
        "a label that speaks of the paper": labelled,
        "a label that speaks of the paper, before running text": labelled and prose,
        "opens with a word of the paper": opens,
        "running text that opens with a word of the paper": opens and prose,
        "opens with an archive’s reference": reference,
        "opens with an archive’s reference, without counterpart": reference and alone,
        "a label of who worked on the page": field in _MAKERS,
        "a label of who worked on the page, without counterpart": field in _MAKERS and alone,
        "a label of where the page comes from": field in _ORIGINS,
        "says who was there": present,
        "the number of a document": numbered,
        "the number of a document, with the other version’s beside": numbered and not alone,
        "right below the number of a document": not numbered and _is_below_number(page, n),
        "an office’s code": code,
        "an office’s code, without counterpart": code and alone,
        "below a line that speaks of the paper": bool(papers_named(before)),
        "a quotation or item below a line that speaks of the paper": text[0] in "[(«“„\"'0123456789"
        and knowledge.has_small_word("papers", before),
    }


def of_makers_lines(page: Page, line: Line) -> Features:
    """What a line may say of who made the page that is no running text."""
    text, alone = line.text, line.alone
    opened = _opened(text)
    genre = knowledge.small_words("genre").match(opened) is not None
    translator = dict(knowledge.credits())["translator"]
    translates = translator.match(opened) is not None and not _says_who_was_there(text)
    speaks = knowledge.has_small_word("papers", text)
    return {
        "says where it was printed": knowledge.small_words("imprint").match(opened) is not None,
        "opens with the word for translating": translates,
        "opens with the word for translating, without counterpart": translates and alone,
        "names a kind of paper": genre,
        "names a kind of paper in many words": genre and len(text) > SHORT,
        "below the number of a document, and names a kind of paper": genre and _is_below_number(page, line.n),
        "between the versions, and speaks of the paper": speaks and line.n in page.seams,
        "between rules, and speaks of the paper": speaks and line.below_rule and line.above_rule,
        "a heading of a site": line.below and bool(line.unit.marks & HEADINGS),
    }


def _opened(text: str) -> str:
    """A line without the brackets and quotes before its first word."""
    return text.lstrip("[(«“„\"'*_ ")


def _says_who_was_there(text: str) -> bool:
    return knowledge.has_small_word("head of a talk", text[:SHORT])


def _is_below_number(page: Page, n: int) -> bool:
    """Whether one of the two lines above is the number of a document."""
    return any(_is_edition_number(unit.text) for unit in page.lines[max(0, n - 2) : n])


def _is_edition_number(text: str) -> bool:
    """Whether a line is the number of a document in an edition, as no register has it.

    >>> _is_edition_number("DOCUMENT 58"), _is_edition_number("№ 58"), _is_edition_number("No. 418/52")
    (True, True, False)
    """
    named = knowledge.small_words("edition number").match(text)
    rest = text[named.end() :].strip(" .:[]()") if named else ""
    return rest.isdecimal() and len(rest) <= MOST_DIGITS_OF_A_NUMBER


def _is_code(text: str) -> bool:
    """Whether a line is nothing but figures and capitals, hardly with a word: “T-24/R-XXII”.

    >>> _is_code("T-24/R-XXII"), _is_code("LS No. 20477"), _is_code("9.VII.87"), _is_code("MINUTES No. 3")
    (True, True, False, False)
    """
    if len(text) > SHORT or not any(map(str.isdigit, text)) or not any(map(str.isupper, text)):
        return False
    has_word = any(not word.isupper() or len(word) > LONGEST_OF_A_CODE for word in _WORD.findall(text))
    return not has_word and not dates.is_date(text)
