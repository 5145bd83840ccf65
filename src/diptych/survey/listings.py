"""Long runs of other titles and of menu lines, which dumps of archive pages hold around the text."""

from collections import Counter
from collections.abc import Sequence

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.labels import section_name, split_label
from diptych.survey.units import Unit

FEWEST_TITLES = 8
FEWEST_REPEATS = 3
LONGEST_TITLE = 240
SHORTEST_MEAN = 20
"""Characters of a title on average; shorter lines are a list of names, which may be the document's."""
LONG = 200
"""Characters of a paragraph that is the document's text, between which no list of titles is looked for."""


def find_listings(units: list[Unit]) -> list[Unit]:
    """Decide on runs of short lines without a sentence, above or below the running text."""
    text = [i for i, unit in enumerate(units) if len(unit.text) > LONG and shape.is_prose(unit.text)]
    first, last = (text[0], text[-1]) if text else (len(units), -1)
    decided = list(units)
    for run in (*_runs(units, range(first)), *_runs(units, range(last + 1, len(units)))):
        if _is_listing([units[i].text for i in run]):
            for i in run:
                reason = f"in a run of {len(run)} titles without a sentence"
                decided[i] = units[i].decided(Kind.FURNITURE, reason)
    return decided


def _runs(units: Sequence[Unit], places: range) -> list[list[int]]:
    """Unbroken runs of lines that may be titles; a heading like “Similar documents” begins a new one."""
    runs: list[list[int]] = [[]]
    for index in places:
        section = section_name(units[index].text)
        if section == "related":
            runs.append([index])
        elif section or not _may_be_title(units[index]):
            runs.append([])
        else:
            runs[-1].append(index)
    return runs


def _may_be_title(unit: Unit) -> bool:
    return unit.kind is None and len(unit.text) < LONGEST_TITLE and split_label(unit.text) is None


def _is_listing(texts: list[str]) -> bool:
    if len(texts) < FEWEST_TITLES or any(knowledge.has_formula("classification", text) for text in texts):
        return False
    sentences = sum(text.endswith((".", "!", "?")) for text in texts)
    repeated = sum(count for count in Counter(map(knowledge.bare, texts)).values() if count >= FEWEST_REPEATS)
    dated = sum(dates.find_date(text) is not None for text in texts)
    telling = repeated * 10 >= len(texts) or dated * 3 >= len(texts)
    return telling and sentences * 8 <= len(texts) and sum(map(len, texts)) > SHORTEST_MEAN * len(texts)
