"""Features of place: where a line stands, what stands around it, and what it is there."""

from diptych.model import Kind
from diptych.survey import dates
from diptych.survey.features.lines import OUTSIDE, Features, Line, Page

LONG = 300
"""Characters of a paragraph."""


def where_it_stands(page: Page, line: Line) -> Features:
    """Where any line stands."""
    n = line.n
    return {
        "any line": True,
        "below the text": line.below,
        "first line": n == 0,
        "last line": n == len(page.lines) - 1,
        "only one language": not page.several,
        "the page has a title": Kind.TITLE in page.kinds,
        "the page has a summary": Kind.SUMMARY in page.kinds,
        "beside what is not the document’s": line.beside,
        "below what is not the document’s": line.beside and page.is_outside(page.open[n] - 1),
        "between lines in another language": page.is_enclosed(n),
        "stands below a rule": line.below_rule,
        "stands above a rule": line.above_rule,
        "between rules": line.below_rule and line.above_rule,
        "no counterpart in the other version": line.alone,
        "without counterpart, below the text": line.alone and line.below,
        "inside its version": line.inside,
        "a short line inside its version": line.inside and not line.prose,
    }


def of_running_text(page: Page, line: Line) -> Features:
    """Where running text stands, and how much there is of it."""
    n, alone, language = line.n, line.alone, line.unit.language
    remark = page.is_remark(n)
    return {
        "running text": True,
        "long running text": len(line.text) > LONG,
        "running text that opens the page": n == 0,
        "running text that ends the page": n == len(page.lines) - 1,
        "running text on a page with a summary": Kind.SUMMARY in page.kinds,
        "running text without counterpart": alone,
        "running text without counterpart, beside the record": alone and line.beside,
        "running text without counterpart at an end of its version": alone and page.is_edge(n),
        "running text without counterpart, and nothing of an archive on the page": alone
        and not page.kinds & OUTSIDE,
        "the only running text in its language": page.texts[language] == 1,
        "the only running text in its language, much shorter than the other": remark,
        "a remark that opens the page": remark and n == page.first,
        "a remark that ends the page": remark and n == page.last,
        "a remark without other lines in its language below it": remark and n == page.last_in[language],
    }


def above_the_text(page: Page, line: Line) -> Features:
    """What a line is that stands above all running text."""
    n, alone, foreign, on_site = line.n, line.alone, line.foreign, page.is_site
    only_date = dates.is_date(line.text)
    return {
        "above the text": True,
        "a line above the text without counterpart": alone,
        "a line above the text with a counterpart": line.paired,
        "above the text in another language": foreign,
        "the longest line above the text": n == page.longest,
        "above the text in another language, the longest": foreign and n == page.longest,
        "a date without a place above the text": only_date,
        "a date without a place above the text of a web page": only_date and on_site,
        "below the title of the page, and all above the text in another language": foreign
        and page.all_foreign
        and n > 0,
        "above the text of a web page": on_site,
        "first line of a web page": on_site and n == 0,
        "first line of a web page, without counterpart": on_site and n == 0 and alone,
        "second line of a web page": on_site and n == 1,
        "above the text of a page with a title": Kind.TITLE in page.kinds,
        "above the text, and nothing of an archive on the page": not page.kinds & OUTSIDE,
        "above the text, ends in a colon": line.text[-1] in ":：",
        "another document’s mark follows": n < page.last_mark,
    }


def of_dateline(page: Page, line: Line) -> Features:
    """How a line that says where and when stands to others that do."""
    n, opened = line.n, line.text[0] == "["
    return {
        "place and date": True,
        "a date in brackets": opened and line.text[-1] == "]",
        "a date in brackets without counterpart": opened and line.alone,
        "place and date above the text in another language": line.foreign,
        "place and date, and another follows above the text": n < page.last_dateline,
        "place and date below another above the text": line.above and page.first_dateline < n,
        "the only place and date above the text": page.first_dateline == page.last_dateline == n,
    }


def between_versions(page: Page, line: Line) -> Features:
    """What stands between the end of one version and the beginning of the other."""
    return {
        "between the versions": True,
        "running text between the versions": line.prose,
        "between the versions, without counterpart": line.alone,
    }
