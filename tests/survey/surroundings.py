"""Pages with what archives, editors and sites put around a document, of `stock/around.txt`."""

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from random import Random

from tests.survey.layouts import STOCK, Row, Sheet, Versions, stock
from tests.survey.pagecases import Page

RULES = ("", "", "* * *", "________________")
OWN = 6
"""Lines of the document's own head, the same in each language."""
MOST_ABOVE, MOST_BELOW = 4, 3
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
    lacking = chance.choice(pair) if chance.random() < 0.3 else ""
    versions = [_headed(stock(name)[language], own if language != lacking else ()) for language in pair]
    versions = versions[::-1] if chance.random() < 0.3 else versions
    versions = versions[:1] if chance.random() < 0.2 else versions
    sheet = Sheet()
    _put(sheet, chance, pair, "above", MOST_ABOVE)
    if chance.random() < 0.3:
        _by_turns(sheet, versions)
    else:
        _in_sequence(sheet, chance, pair, versions)
    _put(sheet, chance, pair, "below", MOST_BELOW)
    return sheet.page(f"surrounded {name} {'-'.join(pair)} {number}")


def _headed(rows: Sequence[Row], own: Sequence[int]) -> list[Row]:
    """A text with some lines of a letter's head or of minutes behind its first line."""
    language = rows[0].version
    heads = around()[language, "own"]
    return [rows[0], *(Row(language, "heading", (heads[number][1],)) for number in own), *rows[1:]]


def _by_turns(sheet: Sheet, versions: Versions) -> None:
    for rows in zip_longest(*versions):
        for row in filter(None, rows):
            sheet.row(row)


def _in_sequence(sheet: Sheet, chance: Random, pair: Sequence[str], versions: Versions) -> None:
    for number, rows in enumerate(versions):
        if number:
            sheet.put(chance.choice(RULES), end="\n\n")
            _put(sheet, chance, pair, "between", 1)
        for row in rows:
            sheet.row(row)


def _put(sheet: Sheet, chance: Random, pair: Sequence[str], place: str, most: int) -> None:
    """Up to so many lines of one of the languages, in their order; none as often as any number."""
    lines = around().get((chance.choice(pair), place), ())
    count = min(chance.randint(0, most), len(lines))
    for number in sorted(chance.sample(range(len(lines)), count)):
        role, text = lines[number]
        sheet.put(text, "", role, "\n\n")
