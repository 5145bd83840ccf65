"""A summary as one page: the pictures, what stands behind them, and the passages that stand out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diptych.corpus import Summarised
from diptych.exchange.parallel import joined
from diptych.review.findings_page import marked
from diptych.review.page import rendered
from diptych.summary import Summary, Told
from diptych.summary.paragraphs import ParagraphPair, deviation
from diptych.summary.rows import pair_rows, text_rows
from diptych.summary.terms import Group

_MOST_PARAGRAPHS = 20
"""Paragraphs that are shown because they are far longer or shorter than usual."""
_STANDS_OUT = 0.5
"""Deviation of such a paragraph at least; 1 is twice or half as long."""
_MOST_PLACES = 50
"""Places of a rendering that are shown in full."""


@dataclass(frozen=True, slots=True)
class _Outlier:
    """A paragraph whose length is unusual."""

    id: str
    times: str
    languages: tuple[str, str]
    texts: tuple[str, str]
    doubtful: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of a term: the bead, and both texts in pieces."""

    id: str
    confidence: str
    languages: tuple[str, str]
    said: tuple[object, ...]
    other: tuple[object, ...]


def summary_page(summarised: Summarised, plots: Mapping[str, bytes], title: str) -> bytes:
    """The summary as an HTML page: no server, no network, no file beside it.

    Args:
        summarised: the corpus summed up.
        plots: its pictures.
        title: of the page.

    Raises:
        ProjectError: Jinja2 is not installed.
    """
    summary = summarised.summary
    return rendered(
        "summary.html",
        title=title,
        plots={name: data.decode() for name, data in plots.items()},
        documents=len(summary.documents),
        pairs=list(pair_rows(summary)),
        texts=list(text_rows(summary)),
        totals=summary.totals,
        vocabularies=[*summary.languages.items()],
        outliers=_outliers(summary),
        terms=summarised.terms,
        missing=summarised.missing,
        places=_places,
        most_places=_MOST_PLACES,
        percent=_percent,
        number=_number,
    )


def _outliers(summary: Summary) -> list[_Outlier]:
    far = [(deviation(pair, summary.usual), pair) for pair in summary.paragraphs]
    ranked = sorted(
        ((found, pair) for found, pair in far if found is not None and abs(found) >= _STANDS_OUT),
        key=lambda one: -abs(one[0]),
    )
    return [_outlier(found, pair) for found, pair in ranked[:_MOST_PARAGRAPHS]]


def _outlier(found: float, pair: ParagraphPair) -> _Outlier:
    texts = [joined([line.text for line in lines]) for lines in (pair.group.source, pair.group.target)]
    return _Outlier(
        f"{pair.text.stem}: {' '.join((*pair.group.paragraphs[0], *pair.group.paragraphs[1]))}",
        f"{2 ** abs(found):.1f} times {'longer' if found > 0 else 'shorter'} than usual",
        pair.text.languages,
        (texts[0], texts[1]),
        pair.doubtful,
    )


def _places(told: Told, group: Group) -> Sequence[_Place]:
    """The first places of a rendering, both texts with what is marked in them."""
    return [
        _Place(
            couple.text.id(couple.unit),
            f"{couple.unit.bead.confidence:.2f}",
            (told.language, told.other_language),
            tuple(marked(couple.said, [place.occurrence.span])),
            tuple(marked(couple.other, [place.span])),
        )
        for place in group.places[:_MOST_PLACES]
        for couple in [place.occurrence.couple]
    ]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
