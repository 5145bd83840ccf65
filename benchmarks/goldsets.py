"""Gold sets as the benchmarks read them.

A folder holds sets in folders of their own: in each `NN.<language>.txt`, one sentence a line, and `NN.gold`,
one bead a line. Which language is the source is seen from the indexes in the gold.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from diptych.alignment import Match, read_pairs

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Text:
    language: str
    lines: list[str]


@dataclass(frozen=True)
class Set:
    """Two texts and their gold.

    Attributes:
        name: of its folder.
        source: the source text.
        target: the target text.
        gold: its beads.
        origins: for a changed edition, the place of each source and each target sentence in the set that it
            was made from; places beyond that text are foreign sentences. Of a set as it is read, none.
    """

    name: str
    source: Text
    target: Text
    gold: list[Match]
    origins: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    @property
    def texts(self) -> tuple[Text, Text]:
        return self.source, self.target

    @cached_property
    def beads(self) -> set[Pair]:
        return {(match.source, match.target) for match in self.gold}

    def changed(self, source: list[int], target: list[int], foreign: tuple[list[str], list[str]]) -> "Set":
        """The sentences that are named, in this order; an index beyond the text is a foreign sentence.

        Of a bead that lost some of its sentences the rest is a bead still, as long as both sides have one;
        where a side lost all, what is left of the other are nulls, one a sentence, and so are foreign
        sentences.
        """
        texts, places = [], []
        for text, wanted, others in zip(self.texts, (source, target), foreign, strict=True):
            lines = text.lines + others
            texts.append(Text(text.language, [lines[k] for k in wanted]))
            places.append({k: place for place, k in enumerate(wanted)})
        gold = []
        for match in self.gold:
            one = tuple(places[0][k] for k in match.source if k in places[0])
            other = tuple(places[1][k] for k in match.target if k in places[1])
            gold += [Match(one, other, 1.0)] if one and other else []
            gold += [] if one and other else [Match((k,), (), 1.0) for k in one]
            gold += [] if one and other else [Match((), (k,), 1.0) for k in other]
        for side, text in enumerate(self.texts):
            for k, place in places[side].items():
                if k >= len(text.lines):
                    gold.append(Match((place,), (), 1.0) if side == 0 else Match((), (place,), 1.0))
        return Set(self.name, *texts, gold, (tuple(source), tuple(target)))


def read_sets(folder: Path, source: str | None = None) -> list[Set]:
    """All sets of a folder, by name; `source` states the language of the source side where both fit."""
    golds = sorted(folder.rglob("*.gold"))
    if not golds:
        raise click.ClickException(
            f"{folder}: no *.gold in it; each set is NN.gold and two NN.<language>.txt"
        )
    return [_read_set(path, source) for path in golds]


def read_text(path: Path) -> Text:
    lines = path.read_text("utf-8").split("\n")
    return Text(path.suffixes[-2].removeprefix("."), lines[:-1] if not lines[-1] else lines)


def _read_set(path: Path, source: str | None) -> Set:
    alone = len(list(path.parent.glob("*.gold"))) == 1
    name = path.parent.name if alone else f"{path.parent.name}/{path.stem}"
    texts = [read_text(p) for p in sorted(path.parent.glob(f"{path.stem}.*.txt"))]
    if len(texts) != 2:
        raise click.ClickException(f"{name}: needs two texts, has {len(texts)}")
    gold = read_pairs(path)
    return Set(name, *ordered(texts, gold, source, name), gold)


def ordered(texts: list[Text], gold: list[Match], source: str | None, name: str) -> tuple[Text, Text]:
    """The source text and the target text: stated, or those whose line counts the gold's indexes reach."""
    sides = [[k for match in gold for k in match.source], [k for match in gold for k in match.target]]
    reach = [max(side, default=-1) + 1 for side in sides]
    fitting = [
        (one, other)
        for one, other in (texts, texts[::-1])
        if (source in (None, one.language)) and len(one.lines) >= reach[0] and len(other.lines) >= reach[1]
    ]
    if not fitting:
        raise click.ClickException(f"{name}: the gold reaches beyond the texts")
    # both ways fit: the one whose ends the gold comes closest to
    return min(fitting, key=lambda pair: len(pair[0].lines) - reach[0] + len(pair[1].lines) - reach[1])
