"""Features of a line's look: its length, signs and figures."""

from diptych.survey import knowledge, shape
from diptych.survey.counterparts import figures
from diptych.survey.features.lines import SHORT, Features, Line, Page, in_brackets


def of_signs(page: Page, line: Line) -> Features:
    """How long a line is, and which signs it has."""
    text, alone = line.text, line.alone
    bracketed, no_letters = in_brackets(text), shape.letters(text) == 0
    said = [page.said_figures[figure] for figure in figures(text)]
    lonely = bool(said) and page.several and max(said) == 1
    return {
        "a short line": not line.prose and len(text) <= SHORT,
        "a short line without counterpart": alone and not line.prose,
        "marked as heading of the page": bool(line.unit.marks & {"h1", "title"}),
        "said elsewhere on the page": line.times > 1,
        "repeats the stated title": knowledge.bare(text) in page.titles,
        "ends in a colon": text[-1] in ":：",
        "in quotation marks": text[0] in "\"“„«‘'»",
        "an item of a list": shape.starts_list_item(text),
        "in brackets": bracketed,
        "in brackets, without counterpart": bracketed and alone,
        "in brackets, as nothing in the other version": bracketed
        and page.several
        and page.in_brackets.total() == page.in_brackets[line.unit.language],
        "its figures stand nowhere else": lonely,
        "its figures stand nowhere else, and it has no counterpart": lonely and alone,
        "shares figures with another line": max(said, default=0) > 1,
        "no letters": no_letters,
        "no letters, with a counterpart": no_letters and line.paired,
        "no letters, and said nowhere else": no_letters and line.times == 1,
        "in capitals without counterpart": alone and shape.is_capitals(text),
    }
