"""Which features a line has, by name."""

from collections.abc import Iterator

from diptych.survey import shape
from diptych.survey.features import comparison, makers, place, signs, words
from diptych.survey.features.lines import Features, Line, Page
from diptych.survey.labels import split_unknown_label


def features_of(page: Page, line: Line) -> list[str]:
    """The names of the features that a line has; last, for what the rules for a page's edges take it."""
    names = [name for look in _looks(page, line) for name, holds in look.items() if holds]
    proposed = page.proposed[page.open[line.n]]
    return [*names, proposed.reason if proposed.kind is not None else "no rule claims it"]


def _looks(page: Page, line: Line) -> Iterator[Features]:
    """All that is asked of a line; what only some lines can have is asked of these."""
    yield place.where_it_stands(page, line)
    yield signs.of_signs(page, line)
    yield words.of_words(page, line)
    yield comparison.with_other_version(page, line)
    if line.prose:
        yield place.of_running_text(page, line)
    else:
        yield words.of_lines_words(page, line)
    if line.above:
        yield place.above_the_text(page, line)
    if line.dateline:
        yield place.of_dateline(page, line)
    if not line.inside:
        yield from _outside_versions(page, line)


def _outside_versions(page: Page, line: Line) -> Iterator[Features]:
    """What is asked of lines that do not stand in the midst of a version."""
    yield makers.of_makers(page, line)
    if not line.prose:
        yield makers.of_makers_lines(page, line)
    if line.n in page.seams:
        yield place.between_versions(page, line)
    if (label := split_unknown_label(line.text)) and not shape.is_prose(line.text[label[2] :]):
        yield words.of_label(line, label[1])
