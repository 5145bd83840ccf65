"""Pages with what archives, editors and sites put around a document, of `stock/around.txt`."""

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from random import Random

from tests.survey.layouts import STOCK, Row, Sheet, Versions, stock
from tests.survey.pagecases import Page

RULES = ("", "", "* * *", "________________")
OWN, HEAD, TAIL = 6, 4, 3
"""Lines of the document's own behind its first line, above it and below its text."""
MOST_ABOVE, MOST_BELOW, MOST_UNDER = 4, 3, 4
EDITED_OVER = 3
"""Lines of an edition's head."""
Remark = tuple[str, str]
"""Role and text."""


@cache
def around() -> dict[tuple[str, str], tuple[Remark, ...]]:
    """(language, place) -> the lines that stand there, in their order."""
    found: dict[tuple[str, str], tuple[Remark, ...]] = {}
    language = ""
    for line in (STOCK / "around.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            place, role, text = line.split("\t")
            found[language, place] = (*found.get((language, place), ()), (role, text))
    return found


def surrounded(name: str, pair: Sequence[str], number: int) -> Page:
    """A page of two versions, one after the other or by turns, with some lines around and between them.

    Now and then one version lacks the head of the other.

    Args:
        name: of the stock text.
        pair: the languages, the original first.
        number: the same number gives the same page.
    """
    chance = Random(f"{name} {pair} {number}")
    own = sorted(chance.sample(range(OWN), chance.choice((0, 0, 1, 3, 5))))
    head, tail = (
        sorted(chance.sample(range(count), chance.choice((0, 0, 1, count)))) for count in (HEAD, TAIL)
    )
    lacking = chance.choice(pair) if chance.random() < 0.3 else ""
    versions = [
        _dressed(stock(name)[language], head, () if language == lacking else own, tail) for language in pair
    ]
    versions = versions[::-1] if chance.random() < 0.3 else versions
    versions = versions[:1] if chance.random() < 0.2 else versions
    sheet = Sheet()
    _put(sheet, chance, pair, "above", MOST_ABOVE)
    if chance.random() < 0.3:
        _by_turns(sheet, versions)
    elif chance.random() < 0.4:
        _edited(sheet, chance, versions)
    else:
        _in_sequence(sheet, chance, pair, versions)
    sheet.put(chance.choice(RULES), end="\n\n")
    _put(sheet, chance, pair, "below", MOST_BELOW)
    return sheet.page(f"surrounded {name} {'-'.join(pair)} {number}")


def _dressed(rows: Sequence[Row], head: Sequence[int], own: Sequence[int], tail: Sequence[int]) -> list[Row]:
    """A text with a letterhead, lines of a letter's head or of minutes behind its first line, and a foot."""
    language = rows[0].version

    def some(place: str, numbers: Sequence[int]) -> list[Row]:
        lines = around()[language, place]
        return [Row(language, "heading", (lines[number][1],)) for number in numbers]

    return [*some("head", head), rows[0], *some("own", own), *rows[1:], *some("tail", tail)]


def _by_turns(sheet: Sheet, versions: Versions) -> None:
    for rows in zip_longest(*versions):
        for row in filter(None, rows):
            sheet.row(row)


def _in_sequence(sheet: Sheet, chance: Random, pair: Sequence[str], versions: Versions) -> None:
    for number, rows in enumerate(versions):
        if number:
            rule = chance.choice(RULES)
            sheet.put(rule, end="\n\n")
            _put(sheet, chance, pair, chance.choice(("between", "above")), 1)
            sheet.put(chance.choice(("", rule)), end="\n\n")
        for row in rows:
            sheet.row(row)


def _edited(sheet: Sheet, chance: Random, versions: Versions) -> None:
    """Each version as an edition has it: its head above in the same language, with marks and source below."""
    over = sorted(chance.sample(range(EDITED_OVER), chance.randint(0, EDITED_OVER)))
    in_both = chance.random() < 0.7
    for number, rows in enumerate(versions):
        language = rows[0].version
        lines = around()[language, "over"]
        for place in over if in_both or not number else ():
            sheet.put(lines[place][1], "", lines[place][0], "\n\n")
        for row in rows:
            sheet.row(row)
        _put(sheet, chance, [language], "under", MOST_UNDER)
        _put(sheet, chance, [language], "between", 1)


def _put(sheet: Sheet, chance: Random, pair: Sequence[str], place: str, most: int) -> None:
    """Up to so many lines of one of the languages, in their order; often none or a single one."""
    lines = around().get((chance.choice(pair), place), ())
    count = min(chance.choice((0, 1, chance.randint(0, most))), len(lines))
    for number in sorted(chance.sample(range(len(lines)), count)):
        role, text = lines[number]
        sheet.put(text, "", role, "\n\n")
