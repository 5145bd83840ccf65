"""Lines that repeat across a collection: the site's are set apart, those of the documents stay."""

import pytest

from diptych.model import Source
from diptych.survey import NOTHING_REPEATED, Repeated, line_marks, repeated_lines, survey
from diptych.survey.repetition import REASON
from tests.survey.pagecases import PAGES, Line, Page, judge, load

COLLECTION = [load(path) for path in sorted(PAGES.glob("*.page"))]

HEAD = (
    "Quellen zur Geschichte des Kalten Krieges",
    "Home | Browse | About | Contact",
    "Digital Archive of the Example Foundation",
    "The papers of four decades, translated and explained",
    "Log in",
)
FOOT = (
    "You may also like to read what others have written about this collection.",
    "Subscribe to our newsletter and be told of new documents every month.",
    "Example Foundation, 12 Long Street, Exampleton",
    "© 2019 Example Foundation",
)


def on_a_site(page: Page) -> Page:
    """The page between what a site puts above and below each of its pages."""
    before, after = "\n".join(HEAD) + "\n\n", "\n" + "\n".join(FOOT) + "\n"
    text = before + page.text + after
    moved = [Line(line.start + len(before), line.text, line.version, line.kind) for line in page.lines]
    site = [Line(text.index(line), line, "", "furniture") for line in HEAD]
    site += [Line(text.rindex(line), line, "", "furniture") for line in FOOT]
    return Page(page.name, text, tuple([*site, *moved]), page.gold)


def repeated_in(pages: list[Page]) -> Repeated:
    return repeated_lines([line_marks(page.text) for page in pages])


def set_apart(page: Page, repeated: Repeated) -> list[Line]:
    """The lines that were taken for the site's because they repeat."""
    document = survey(Source(f"{page.name}.txt", page.text, "utf-8", "0" * 64), repeated=repeated)
    return [verdict.line for verdict in judge(page, document) if verdict.reason == REASON]


@pytest.fixture(scope="module")
def site() -> list[Page]:
    return [on_a_site(page) for page in COLLECTION]


def test_no_line_of_a_document_is_lost(site: list[Page]) -> None:
    for pages in (COLLECTION, site):
        repeated = repeated_in(pages)
        assert not [line.text for page in pages for line in set_apart(page, repeated) if line.version]


def test_what_the_site_adds_does_not_come_into_the_documents(site: list[Page]) -> None:
    def foreign(repeated: Repeated) -> int:
        count = 0
        for page in site:
            document = survey(Source("a.txt", page.text, "utf-8", "0" * 64), repeated=repeated)
            count += sum(v.version != "" for v in judge(page, document) if v.line.text in (*HEAD, *FOOT))
        return count

    before = foreign(NOTHING_REPEATED)
    assert before > len(site)
    assert foreign(repeated_in(site)) < 0.12 * before


@pytest.mark.parametrize("copies", [4, 12])
@pytest.mark.parametrize("page", COLLECTION[::2], ids=lambda page: page.name)
def test_drafts_of_one_document_repeat_everything_and_lose_nothing(page: Page, copies: int) -> None:
    for one in (page, on_a_site(page)):
        assert not [line for line in set_apart(one, repeated_in([one] * copies)) if line.version]


LETTER = (
    "The minister asks the committee to send {n} tons of grain. He has had no answer to his letter of May."
)
PAPER = """MINISTRY OF FOREIGN AFFAIRS
TOP SECRET
Dear Comrade Secretary,

{letter}

With socialist greetings,
N. Petrov
Moscow, 5 May 1958
"""


@pytest.mark.parametrize("above", ["", "Example Archive online\n\n", "Home | Search the archive\nLog in\n\n"])
@pytest.mark.parametrize("below", ["", "\nSubscribe to our newsletter\nExample Street 12, Exampleton\n"])
def test_letterheads_marks_greetings_and_names_stay(above: str, below: str) -> None:
    texts = [above + PAPER.format(letter=LETTER.format(n=n * "one ")) + below for n in range(1, 11)]
    repeated = repeated_lines([line_marks(text) for text in texts])
    for text in texts:
        blocks = survey(Source("a.txt", text, "utf-8", "0" * 64), repeated=repeated).blocks
        apart = [block.span.of(text) for block in blocks if block.reason == REASON]
        assert {line for lines in apart for line in lines.splitlines()} <= {
            *above.splitlines(),
            *below.splitlines(),
        }
        kept = "".join(block.span.of(text) for block in blocks if block.version)
        assert "N. Petrov" in kept
        assert "Dear Comrade" in kept


def test_how_many_documents_are_many() -> None:
    def fewest(documents: int) -> int:
        for count in range(1, documents + 1):
            marks = [frozenset({2 * n + 100, *({8} if n < count else ())}) for n in range(documents)]
            if repeated_lines(marks).lines:
                return count
        return 0

    assert [fewest(n) for n in (1, 2, 3, 9, 10, 100, 3000)] == [0, 0, 3, 3, 4, 10, 55]


def test_marks_are_of_lines_and_not_of_figures_or_capitals() -> None:
    assert line_marks("Viewed 1,204 times\n") == line_marks("\n  VIEWED 9,1  times")
    assert line_marks("12\n--\n" + 500 * "long ") == frozenset()
    assert line_marks("\ud800 abc") != line_marks("abc")
    assert {mark & 1 for mark in line_marks("Our website\nwww.example.org")} == {1}
    assert {mark & 1 for mark in line_marks("Our minister\nСов. секретно")} == {0}
    assert len(line_marks("".join(f"line {'x' * n}\n" for n in range(1, 390)) * 30)) < 800
