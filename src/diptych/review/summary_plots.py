"""The pictures of a summary: kinds of beads, lengths, omissions and additions, vocabulary, renderings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, log2

from diptych.review.charts import SERIES, Bar, Dot, Dots, Scale, bars, dots
from diptych.summary import Counted, Summary, Told
from diptych.summary.tallies import Part, ratio

_MOST_ROWS = 40
"""Documents of a picture; of more the longest are shown."""
_MOST_RENDERINGS = 15
_SHARES = Scale(0.0, 100.0, (0, 20, 40, 60, 80, 100), " %")


def summary_plots(summary: Summary, terms: Sequence[Told]) -> dict[str, bytes]:
    """The pictures, by their names; none of what the corpus does not hold."""
    plots: dict[str, bytes] = {}
    parts, told = _longest(summary.parts)
    if parts:
        plots["bead_kinds"] = _kinds(parts, told)
        plots["omissions"] = _omissions(parts, told)
        plots["length_ratios"] = _ratios(summary, parts, told)
    if any(vocabulary.moving for _, vocabulary in summary.vocabularies):
        plots["vocabulary"] = _vocabulary(summary)
    if terms:
        plots["renderings"] = _renderings(terms)
    return plots


def _longest(parts: Sequence[Counted]) -> tuple[list[Counted], str]:
    """The alignments that are shown, in their order, and how that is told."""
    if len(parts) <= _MOST_ROWS:
        return list(parts), ""
    by_length = sorted(parts, key=lambda part: -part.tally.beads.beads)[:_MOST_ROWS]
    kept = {id(part) for part in by_length}
    shown = [part for part in parts if id(part) in kept]
    return shown, f" The {_MOST_ROWS} longest of {len(parts)} are shown."


def _name(part: Counted) -> str:
    notes = ", notes" if part.part is Part.NOTES else ""
    return f"{part.text.document} {part.text.pair}{notes}"


def _kinds(parts: Sequence[Counted], told: str) -> bytes:
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update({kind: beads.beads for kind, beads in part.tally.kinds.items()})
    named = [kind for kind, _ in counts.most_common(SERIES - 1)]
    series = [*named, "others"] if len(counts) > len(named) else named

    def row(part: Counted) -> Bar:
        kinds = {kind: beads.beads for kind, beads in part.tally.kinds.items()}
        beads = part.tally.beads.beads
        numbers = [kinds.get(kind, 0) for kind in named]
        numbers += [beads - sum(numbers)] * (len(series) - len(named))
        shares = tuple(100 * (ratio(number, beads) or 0.0) for number in numbers)
        words = tuple(
            f"{kind}: {number} beads, {share:.1f} %"
            for kind, number, share in zip(series, numbers, shares, strict=True)
        )
        return Bar(_name(part), shares, words, f"{beads}")

    description = (
        "One bar a document, its parts the shares of the kinds of beads: 1-2 is a sentence that was split, "
        "2-1 are two that were joined, 1-0 one that was left out, 0-1 one that was added. "
        f"The number is that of the beads.{told}"
    )
    return bars(
        "bead_kinds", "Kinds of beads by document", description, series, [row(p) for p in parts], _SHARES
    )


def _omissions(parts: Sequence[Counted], told: str) -> bytes:
    shown = [part for part in parts if part.part is Part.TEXT or _has_alone(part)]
    rows = [row for part in shown for row in _omitted_and_added(part)]
    highest = max((sum(row.parts) for row in rows), default=0.0)
    high = next((step for step in (5, 10, 20, 50) if highest <= step), 100)
    scale = Scale(0.0, high, tuple(high * k / 5 for k in range(6)), " %")
    description = (
        "Two bars a document: sentences of the original without counterpart, and sentences of the "
        "translation without counterpart, as shares of all. The hatched part stands in beads with a "
        f"confidence under .5, which nobody has confirmed.{told}"
    )
    series = ("told surely", "in doubt")
    return bars("omissions", "Omissions and additions by document", description, series, rows, scale)


def _has_alone(part: Counted) -> bool:
    return bool(part.tally.source.alone.sentences or part.tally.target.alone.sentences)


def _omitted_and_added(part: Counted) -> Iterator[Bar]:
    for word, side in (("left out", part.tally.source), ("added", part.tally.target)):
        alone, doubtful, whole = side.alone.sentences, side.alone_doubtful, side.size.sentences
        shares = tuple(100 * (ratio(count, whole) or 0.0) for count in (alone - doubtful, doubtful))
        told = (f"{alone - doubtful} of {whole} sentences {word}", f"{doubtful} more in doubt")
        yield Bar(f"{_name(part)}: {word}", shares, told, f"{sum(shares):.1f} %")


def _ratios(summary: Summary, parts: Sequence[Counted], told: str) -> bytes:
    description = (
        "Characters of the translation for each of the original. A ring is a paragraph, the diamond the "
        "whole document; to the left the translation is shorter, to the right longer. The "
        f"dashed stroke is the median of the two languages. Rings at the edge lie beyond it.{told}"
    )
    by_text: dict[tuple[str, str, str], list[Dot]] = {}
    for pair in summary.paragraphs:
        if value := pair.character_ratio:
            key = (pair.text.document, pair.text.pair, pair.part.value)
            by_text.setdefault(key, []).append(Dot(value, f"{pair.group.id}: {value:.2f}"))
    rows = []
    for part in parts:
        whole = ratio(part.tally.target.size.characters, part.tally.source.size.characters)
        all_of_it = [Dot(whole, f"all: {whole:.2f}", is_sum=True)] if whole else []
        found = by_text.get((part.text.document, part.text.pair, part.part.value), [])
        rows.append(Dots(_name(part), (*found, *all_of_it), summary.usual.get(part.text.languages)))
    return dots(
        "length_ratios",
        "Length ratios by paragraph and document",
        description,
        rows,
        _ratio_scale(summary.usual.values()),
    )


def _ratio_scale(usual: Iterable[float]) -> Scale:
    """Four times as short to four times as long as usual, in powers of two."""
    powers = [log2(ratio) for ratio in usual] or [0.0]
    steps = range(floor(min(powers) + 0.5) - 2, ceil(max(powers) - 0.5) + 3)
    return Scale(2.0 ** steps[0], 2.0 ** steps[-1], tuple(2.0**step for step in steps), is_ratio=True)


def _vocabulary(summary: Summary) -> bytes:
    rows: dict[str, list[Dot]] = {}
    for text, found in summary.vocabularies:
        if found.moving is not None:
            name = f"{text.language} {text.role}{', notes' if text.part is Part.NOTES else ''}"
            told = f"{text.document}: {found.moving:.3f} of {found.tokens} {found.unit.value}"
            rows.setdefault(name, []).append(Dot(found.moving, told))
    for kind, found in summary.languages.items():
        name = f"{kind.language} {kind.role}{', notes' if kind.part is Part.NOTES else ''}"
        if found.moving is not None and name in rows:
            rows[name].append(Dot(found.moving, f"all together: {found.moving:.3f}", is_sum=True))
    description = (
        "Different words in each hundred running words, the mean over a window that moves word by word. "
        "A ring is a text of at least a hundred words, the diamond all texts together. Languages differ "
        "by their grammar; compare originals and translations of one language."
    )
    lowest = min(dot.value for found in rows.values() for dot in found)
    low = 0.1 * min(int(lowest * 10), 4)
    scale = Scale(low, 1.0, tuple(round(low + 0.1 * k, 1) for k in range(ceil((1.0 - low) / 0.1 - 0.01) + 1)))
    shown = [Dots(name, tuple(found)) for name, found in rows.items()]
    return dots("vocabulary", "Variety of the vocabulary", description, shown, scale)


def _renderings(terms: Sequence[Told]) -> bytes:
    rows = [row for told in terms for row in _of_term(told)]
    highest = max(row.parts[0] for row in rows)
    step = next(
        size * 10**power for power in range(9) for size in (1, 2, 5) if size * 10**power * 5 >= highest
    )
    scale = Scale(0.0, 5.0 * step, tuple(float(step * k) for k in range(6)))
    return bars(
        "renderings",
        "What stands for the terms",
        "One bar a rendering, in how many places it was recognised; in brackets why there is none.",
        ("places",),
        rows,
        scale,
    )


def _of_term(told: Told) -> Iterator[Bar]:
    for group in told.groups()[:_MOST_RENDERINGS]:
        count = len(group.places)
        shown = group.rendering or f"[{group.how.value}]"
        name = f"{told.term} ({told.other_language}): {shown}"
        yield Bar(name, (float(count),), (f"{count} places",), str(count))
