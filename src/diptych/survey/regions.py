"""Which part of a page is the document, and what stands around it.

The rules run in the order of `RULES`; each decides on units that are undecided
and leaves the rest alone. What is still undecided at the end is the document.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from diptych.model import Kind
from diptych.survey import announcements, columns, credits, dates, knowledge, references, shape
from diptych.survey.language_names import language_code
from diptych.survey.pages import RULE
from diptych.survey.repetition import ANNOUNCE_TEXT, set_repeated_apart
from diptych.survey.units import HEADINGS, Unit, running_text

_SEPARATORS = re.compile(r"\s*[|·•›>»→]\s*|\s+[/–-]\s+|\t+|\s{2,}")
_PARTED = re.compile(r"[|·•›>»→\t]|\s[\s/–-]")
"""What any of the separators has, looked for first, because it is quick."""
_SENTENCES = re.compile(r"[.!。！]\s*")
_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)\S+>?|\S+@\S+\.\w+|(?:[\w-]+\.)+(?:org|com|edu|gov|net|ru|de|hu|pl|cz|ro|bg|ua|fr|es|cn|kr)(?:/\S*)?"
)
_COPYRIGHT = re.compile(r"©|(?:\(c\)|copyright)[^.]{0,40}\d{4}", re.IGNORECASE)
_COUNT = re.compile(r"^\d{1,5}(?=\D)|(?<=\D)\d{1,5}$")
_TRAIL = re.compile(r"\s+[>»›→]\s+")
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
FURNITURE_MARKS = frozenset(
    {
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "menu",
        "share",
        "cookie",
        "breadcrumb",
        "sidebar",
        "boilerplate",
        "figcaption",
    }
)
"""What a format says of a passage that is the page's and not the document's."""
_OF_LINE = re.compile(r"[,;.]\s*")
MOST_WORDS_OF_PAPER = 3
LONGEST_CITATION = 600
LONGEST_TITLE = 60
"""Characters; of several lines as long as that the first is the title."""
LONGEST_CREDIT = 160
"""Characters of a line that credits somebody."""
LONGEST_CREDIT_START = 24
"""Characters before the verb of a credit: “English translation by”."""
FEWEST_REPEATS = 3
LONGEST_COUNT = 40
"""Characters of a line that counts comments."""
SHORTEST_TEXT = 60
"""Characters; running text of no more is a sentence by itself."""
LEAST_ABOVE_COMMENTS = 2
"""How many times as much running text stands above the comments as in them."""

Rule = Callable[[list[Unit]], list[Unit]]


def find_regions(units: list[Unit]) -> list[Unit]:
    """Decide on everything that is not the document."""
    for _, rule in RULES:
        units = rule(units)
    return units


def _marked_by_format(units: list[Unit]) -> list[Unit]:
    def decide(unit: Unit) -> Unit:
        if "related" in unit.marks:
            return unit.decided(Kind.RELATED, "marked as related documents by the page")
        if "summary" in unit.marks:
            return unit.decided(Kind.SUMMARY, "marked as summary by the page", "summary")
        names = unit.marks & FURNITURE_MARKS
        return unit.decided(Kind.FURNITURE, f"marked as “{min(names)}” by the page") if names else unit

    return _each(units, decide)


def _columns_of_no_version(units: list[Unit]) -> list[Unit]:
    """The columns of numbers and remarks in a table whose head gives others to versions."""
    decided = list(units)
    versions: set[str] = set()
    for row in _rows(units):
        named = {cell for index in row for cell in _cells_of(units[index]) if _heads_version(units[index])}
        versions = named if len(named) > 1 else versions
        for index in row:
            cells = _cells_of(units[index])
            if versions and cells and not cells & versions and units[index].kind is None:
                decided[index] = units[index].decided(Kind.FURNITURE, "in a column of no version")
    return decided


def _rows(units: list[Unit]) -> Iterator[list[int]]:
    """The positions of the cells of each row; what stands in no table is a row without any."""
    row: list[int] = []
    for index, unit in enumerate(units):
        if row and min(_cells_of(unit), default="") < min(_cells_of(units[row[-1]]), default=""):
            yield row
            row = []
        row.append(index)
    yield row


def _cells_of(unit: Unit) -> set[str]:
    return {mark for mark in unit.marks if mark.startswith(columns.CELL)}


def _heads_version(unit: Unit) -> bool:
    return unit.field in ANNOUNCE_TEXT and unit.kind is not None


def _site_phrases(units: list[Unit]) -> list[Unit]:
    texts = running_text(units, _is_text)
    first, last = (texts[0], texts[-1]) if texts else (len(units), -1)
    decided = []
    for index, unit in enumerate(units):
        reason = _site_phrase(unit.text, inside=first < index < last) if unit.kind is None else ""
        decided.append(unit.decided(Kind.FURNITURE, reason) if reason else unit)
    return decided


def _site_phrase(text: str, inside: bool) -> str:
    """What makes a line a web site's. Inside the text words alone do not: people say “Next.” there."""
    if len(text) > 240:
        return ""
    if _PARTED.search(text) and (reason := _links(text, inside)):
        return reason
    if inside:
        several = text[-1].isalnum() and len(text.split()) > 1
        return "a formula of web pages" if several and knowledge.bare(text) in knowledge.furniture() else ""
    said = [knowledge.bare(part) for part in _SENTENCES.split(text) if part]
    if len(said) > 1 and all(part in knowledge.furniture() for part in said):
        return "formulas of web pages"
    phrase, _, rest = text.partition(":")
    if not shape.is_prose(rest) and {knowledge.bare(phrase), _without_count(text)} & knowledge.furniture():
        return "a formula of web pages"
    if knowledge.has_small_word("cookies", text):
        return "speaks of cookies"
    if _COPYRIGHT.match(text) and len(text) < 160:
        return "a copyright line"
    return ""


def _links(text: str, inside: bool) -> str:
    """What makes a line with separators a row of links, or a trail of them."""
    if len(_TRAIL.split(text)) > 2 and not set("«„") & set(text):
        return "a trail of links"
    parts = [part for part in _SEPARATORS.split(text) if part]
    if len(parts) < 2 or len(text) >= 160:
        return ""
    known = [_is_site_phrase(part) for part in parts]
    return "a row of links" if 2 * sum(known) >= len(parts) or (known[0] and not inside) else ""


def _without_count(text: str) -> str:
    """Letters and digits of a line without a number at either end: “1 commento”, “Comments (3)”."""
    words = knowledge.bare(text)
    return _COUNT.sub("", words).strip()


def _is_site_phrase(text: str) -> bool:
    """Whether a text is a formula of web pages, or begins with one and is short: “Share on ...”."""
    words = knowledge.bare(text).split()
    if knowledge.small_words("kept up").match(text) and not shape.is_prose(text):
        return True
    return " ".join(words) in knowledge.furniture() or (
        2 <= len(words) <= 4 and words[0] in knowledge.furniture()
    )


def _addresses(units: list[Unit]) -> list[Unit]:
    def decide(unit: Unit) -> Unit:
        if _ADDRESS.fullmatch(unit.text):
            return unit.decided(Kind.METADATA, "an address on the web", "url")
        return unit

    return _each(units, decide)


def _electronic_mail(units: list[Unit]) -> list[Unit]:
    """Lines with an address of electronic mail below the text or above it: whoever keeps the page."""
    texts = running_text(units, _is_text)
    first, last = (texts[0], texts[-1]) if texts else (0, len(units))
    return [
        unit.decided(Kind.FURNITURE, "an address of electronic mail")
        if unit.kind is None
        and not first <= index <= last
        and _E_MAIL.search(unit.text)
        and not shape.is_prose(unit.text)
        else unit
        for index, unit in enumerate(units)
    ]


def _editors_notes(units: list[Unit]) -> list[Unit]:
    """A bracketed paragraph in which a translator or editor speaks."""

    def decide(unit: Unit) -> Unit:
        inner = unit.text.lstrip("[(* ")
        whole = unit.text[0] in "[(" and unit.text[-1] in "])"
        if whole and knowledge.small_words("translator's note").match(inner):
            return unit.decided(Kind.METADATA, "a translator's or editor's note", "editor's note")
        return unit

    return _each(units, decide)


def _references_and_credits(units: list[Unit]) -> list[Unit]:
    """An archive's reference or a translator's name on a line of its own, above or below the text."""
    texts = running_text(units, _is_text)
    first, last = (texts[0], texts[-1]) if texts else (0, len(units))
    decided = []
    for index, unit in enumerate(units):
        if unit.kind is None and not first <= index <= last:
            if references.is_reference(unit.text):
                unit = unit.decided(Kind.METADATA, "an archive's reference", "source")
            elif _is_credit(unit.text):
                unit = unit.decided(Kind.METADATA, "a credit", "credits")
        decided.append(unit)
    return decided


def _how_it_is_preserved(units: list[Unit]) -> list[Unit]:
    """A line right below a record that says nothing but what the paper is: “Typescript, copy; Czech.”"""
    decided = list(units)
    for index in range(1, len(units)):
        above, unit = decided[index - 1], units[index]
        if unit.kind is None and not unit.gap and above.kind is Kind.METADATA and _is_of_paper(unit.text):
            decided[index] = unit.decided(Kind.METADATA, "says how the paper is preserved")
    return decided


def _is_of_paper(text: str) -> bool:
    """Whether each part of a short line names a paper's make or its language.

    >>> _is_of_paper("Hektographiert; türkisch."), _is_of_paper("Original sin, and more.")
    (True, False)
    """
    parts = [part for part in _OF_LINE.split(text) if part] if len(text) <= LONGEST_TITLE else []
    return (
        bool(parts)
        and knowledge.small_words("papers").match(parts[0]) is not None
        and all(
            len(part.split()) <= MOST_WORDS_OF_PAPER
            and (knowledge.has_small_word("papers", part) or bool(language_code(part)))
            for part in parts
        )
    )


def _citations(units: list[Unit]) -> list[Unit]:
    """A line at an edge of a page that gives a document's title, date, reference and credits in one."""
    open_lines = [i for i, unit in enumerate(units) if unit.kind is None]
    decided = list(units)
    for index in {*open_lines[:3], *open_lines[-3:]}:
        if _is_citation(units[index].text):
            decided[index] = units[index].decided(Kind.METADATA, "a citation", "citation")
    return decided


def _is_citation(text: str) -> bool:
    if len(text) > LONGEST_CITATION:
        return False
    credited = credits.first_credit(text) < len(text)
    dated = dates.find_date(text) is not None
    if credited and dated:
        return True
    return references.mentions_reference(text) and (credited or (dated and not _tells(text)))


def _tells(text: str) -> bool:
    """Whether two sentences or more are mostly of small words, as in a text that refers to pages."""
    edges = [0, *shape.sentence_starts(text), len(text)]
    sentences = [text[start:end].split() for start, end in itertools.pairwise(edges)]
    small = [sum(word[0].islower() for word in words) / len(words) for words in sentences if len(words) > 4]
    return sum(share >= 0.4 for share in small) > 1


def _is_credit(text: str) -> bool:
    return len(text) <= LONGEST_CREDIT and _begins_with_credit(text)


def _begins_with_credit(text: str) -> bool:
    start = credits.first_credit(text)
    return start <= LONGEST_CREDIT_START and start < len(text)


def _is_text(unit: Unit) -> bool:
    if announcements.is_announced(unit):
        return True
    return len(unit.text) > SHORTEST_TEXT and _runs(unit.text)


@lru_cache(maxsize=4096)  # several rules ask where the running text is
def _runs(text: str) -> bool:
    """Whether a text is of sentences, and no credit or reference."""
    if not shape.is_prose(text):
        return False
    credited = len(text) <= LONGEST_CREDIT and credits.first_credit(text) <= 1
    return not credited and not references.is_reference(text)


def _related_lists(units: list[Unit]) -> list[Unit]:
    """What follows a heading like “Related documents”, up to the next section."""
    inside = False
    decided: list[Unit] = []
    for index, unit in enumerate(units):
        if unit.field == "section related":
            inside = not _swallows_document(units, index)
        elif unit.field.startswith(("section ", "label ")):
            inside = False
        elif inside and unit.kind is None:
            unit = unit.decided(Kind.RELATED, "in the list of related documents")
        decided.append(unit)
    return decided


def _comments(units: list[Unit]) -> list[Unit]:
    """What stands below a count of comments at the end of a page, if it is much less than the text above."""
    heads = [index for index, unit in enumerate(units) if _counts_comments(unit.text)]
    start = next((index for index in heads if _is_below_most(units, index)), len(units))
    return [
        unit.decided(Kind.FURNITURE, "in the comments") if unit.kind is None and index >= start else unit
        for index, unit in enumerate(units)
    ]


def _counts_comments(text: str) -> bool:
    """Whether a line is a number and the word for comments, and nothing else.

    >>> _counts_comments("3 comments"), _counts_comments("Kommentare (2)"), _counts_comments("2 remarks")
    (True, True, False)
    """
    if len(text) > LONGEST_COUNT:
        return False
    word = _without_count(text)
    return word != knowledge.bare(text) and knowledge.small_words("comments").fullmatch(word) is not None


def _is_below_most(units: list[Unit], index: int) -> bool:
    above, below = (
        sum(len(unit.text) for unit in side if unit.kind is None and shape.is_prose(unit.text))
        for side in (units[:index], units[index:])
    )
    return above > LEAST_ABOVE_COMMENTS * below


def _swallows_document(units: list[Unit], start: int) -> bool:
    """Whether nearly all running text would fall to a list of related documents: then it is a mere link."""
    length = {True: 0, False: 0}
    inside = False
    for index, unit in enumerate(units):
        inside = index == start or (inside and not unit.field.startswith(("section ", "label ")))
        if unit.kind is None and shape.is_prose(unit.text):
            length[inside] += len(unit.text)
    return length[True] > 0 and length[False] < 0.25 * length[True]


def _between_rules(units: list[Unit]) -> list[Unit]:
    """A line between two rules of signs that speaks of the paper more than once."""
    decided = list(units)
    for index, (above, unit, below) in enumerate(zip(units, units[1:], units[2:], strict=False), start=1):
        framed = above.reason == RULE and below.reason == RULE and unit.kind is None
        if framed and len(unit.text) <= LONGEST_CREDIT and not shape.is_prose(unit.text):
            named = {match.group().casefold() for match in knowledge.find_small_words("papers", unit.text)}
            if len(named) > 1:
                decided[index] = unit.decided(Kind.FURNITURE, "between rules, and speaks of the paper")
    return decided


def _repeated_lines(units: list[Unit]) -> list[Unit]:
    counts = Counter(
        knowledge.bare(unit.text) for unit in units if unit.kind is None and len(unit.text) < 120
    )
    often = {line for line, times in counts.items() if times >= 2 * FEWEST_REPEATS}
    if not often:
        return units
    texts = running_text(units, _is_text)
    often -= {knowledge.bare(units[i].text) for i in range(texts[0], texts[-1] + 1)} if texts else set()

    def decide(unit: Unit) -> Unit:
        line = knowledge.bare(unit.text)
        named = not unit.text.endswith((":", "：")) and shape.letters(unit.text) > 8
        if line not in often or not named or len(unit.text) >= 120:
            return unit
        return unit.decided(Kind.FURNITURE, f"the same line {counts[line]} times")

    return _each(units, decide)


def _around_the_record(units: list[Unit]) -> list[Unit]:
    """Short lines above the record that heads a page are its title; below one that ends it, furniture."""
    by_prefix = any(map(announcements.is_behind_prefix, units))
    is_text = [
        unit.kind is None
        and (
            announcements.is_behind_prefix(unit)
            if by_prefix
            else shape.is_prose(unit.text) or announcements.is_announced(unit)
        )
        for unit in units
    ]
    first = next((i for i, found in enumerate(is_text) if found), len(units))
    last = max((i for i, found in enumerate(is_text) if found), default=-1)
    is_record = [
        unit.kind in _RECORD
        and bool(unit.field)
        and unit.field not in ANNOUNCE_TEXT
        and not unit.field.startswith(announcements.PREFIX)
        for unit in units
    ]
    announced = [i for i in range(first) if units[i].field in ANNOUNCE_TEXT]
    head = max(announced or [i for i in range(first) if is_record[i]], default=-1)
    foot = next(
        (i for i in range(last + 1, len(units)) if is_record[i] or units[i].kind is Kind.RELATED), len(units)
    )
    above = [i for i, unit in enumerate(units) if unit.kind is None and i < head]
    title = _title_among(units, above)
    decided: list[Unit] = []
    for index, unit in enumerate(units):
        if unit.kind is None and index < head:
            decided.extend(_heading_of_page(unit, index == title))
        elif unit.kind is None and index > foot and not shape.is_prose(unit.text) and last >= 0:
            decided.append(unit.decided(Kind.FURNITURE, "below the record that ends the page"))
        else:
            decided.append(unit)
    return decided


def _above_the_prefixes(units: list[Unit]) -> list[Unit]:
    """Sentences above the first paragraph whose version is announced: nobody announces theirs."""
    first = next((i for i, unit in enumerate(units) if announcements.is_behind_prefix(unit)), 0)
    return [
        unit.decided(Kind.SUMMARY, "above the first paragraph whose version is announced", "summary")
        if index < first and unit.kind is None and shape.is_prose(unit.text)
        else unit
        for index, unit in enumerate(units)
    ]


def _title_among(units: list[Unit], above: list[int]) -> int | None:
    """Of the lines above a record the one that is the title: what the format says, else the longest."""
    if any(unit.kind is Kind.TITLE for unit in units):
        return None
    lines = [i for i in above if not units[i].field and _may_be_page_title(units[i].text)]
    marked = [i for i in lines if units[i].marks & {"h1", "title"}]
    return max(marked or lines, key=lambda i: min(len(units[i].text), LONGEST_TITLE), default=None)


def _may_be_page_title(text: str) -> bool:
    return not shape.is_prose(text) and not dates.is_dateline(text)


def _headings_of_nothing(units: list[Unit]) -> list[Unit]:
    """A heading below the text that heads none of it: of files, comments, similar pages."""
    texts = running_text(units, _is_text)
    last = texts[-1] if texts else len(units)
    decided = list(units)
    heads_text = False
    for index in range(len(units) - 1, last, -1):
        unit = units[index]
        if not unit.marks & HEADINGS or unit.kind is not None:
            heads_text = unit.kind is None and not unit.marks & HEADINGS
        elif not heads_text:
            decided[index] = unit.decided(Kind.FURNITURE, "a heading of none of the text")
    return decided


_RECORD = frozenset({Kind.METADATA, Kind.SUMMARY, Kind.TITLE, Kind.DATE})


def _heading_of_page(unit: Unit, is_title: bool) -> list[Unit]:
    if dates.is_dateline(unit.text) and not is_title:
        return [unit.decided(Kind.DATE, "a date above the record", "date")]
    if not is_title:
        return [unit.decided(Kind.FURNITURE, "above the record, and not the title")]
    found = dates.find_date(unit.text[:40])
    if found and found.start == 0 and found.end < len(unit.text):
        date, *rest = unit.cut(found.end)
        title = [piece.decided(Kind.TITLE, "a line above the record", "title") for piece in rest]
        return [date.decided(Kind.DATE, "a date before the title", "date"), *title]
    return [unit.decided(Kind.TITLE, "a line above the record", "title")]


def _each(units: list[Unit], decide: Callable[[Unit], Unit]) -> list[Unit]:
    return [decide(unit) if unit.kind is None else unit for unit in units]


RULES: list[tuple[str, Rule]] = [
    ("columns of no version", _columns_of_no_version),
    ("marked by the format", _marked_by_format),
    ("formulas of web pages", _site_phrases),
    ("addresses", _addresses),
    ("electronic mail", _electronic_mail),
    ("editors' notes", _editors_notes),
    ("related documents", _related_lists),
    ("comments", _comments),
    ("citations", _citations),
    ("references and credits", _references_and_credits),
    ("between rules", _between_rules),
    ("repeated lines", _repeated_lines),
    ("repeated in the collection", set_repeated_apart),
    ("around the record", _around_the_record),
    ("above announced paragraphs", _above_the_prefixes),
    ("headings below the text", _headings_of_nothing),
    ("how the paper is preserved", _how_it_is_preserved),
]
