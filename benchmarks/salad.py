"""Made texts of any length: English and German sentences that mean nothing, and which belong together.

Nothing is taken from anywhere; the same numbers give the same texts. Of a hundred beads about eighty-six are
1-1, eight have two sentences on one side, and six are null.
"""

from dataclasses import dataclass

import numpy as np

_WORDS = {
    "n": "ambassador Botschafter bridge Brücke letter Brief harbour Hafen winter Winter minister Minister "
    "garden Garten railway Eisenbahn doctor Arzt newspaper Zeitung river Fluss engineer Ingenieur "
    "school Schule treaty Vertrag village Dorf painter Maler factory Fabrik captain Kapitän "
    "mountain Berg archive Archiv soldier Soldat window Fenster delegation Delegation storm Sturm "
    "teacher Lehrer island Insel report Bericht horse Pferd committee Ausschuss market Markt",
    "v": "saw sah praised lobte forgot vergaß bought kaufte painted malte left verließ feared fürchtete "
    "described beschrieb sold verkaufte found fand missed vermisste counted zählte",
    "q": "old alte small kleine quiet stille expensive teure famous berühmte distant ferne new neue "
    "dark dunkle strange seltsame beautiful schöne narrow enge important wichtige",
    "p": "Vienna Wien Moscow Moskau Geneva Genf Prague Prag Cologne Köln Rome Rom Warsaw Warschau",
}
"""Nouns, verbs, qualities and places, each word before its translation."""
_FORMS = (
    (
        "The {q} {n} {v} the {m} in {p}, and {k} people heard of it.",
        "Der {q} {n} {v} den {m} in {p}, und {k} Leute hörten davon.",
    ),
    (
        "In {k}, before the {m} came, the {n} of {p} {v} the {q} {o}.",
        "Im Jahre {k}, bevor der {m} kam, {v} der {n} von {p} den {q} {o}.",
    ),
    (
        "Nobody in {p} knew why the {n} {v} the {m} {k} times.",
        "Niemand in {p} wusste, warum der {n} den {m} {k} Mal {v}.",
    ),
    (
        "After {k} days the {q} {n} was in {p} again; it {v} the {m} and the {o}, as it had done before.",
        "Nach {k} Tagen war der {q} {n} wieder in {p}; er {v} den {m} und den {o}, wie früher schon.",
    ),
)


@dataclass(frozen=True)
class Salad:
    """Two made texts.

    Attributes:
        source: English sentences.
        target: German sentences.
        units: for each side, the units of meaning that each sentence says.
    """

    source: list[str]
    target: list[str]
    units: tuple[list[tuple[int, ...]], list[tuple[int, ...]]]


def mix(sentences: int, seed: int = 0) -> Salad:
    """Two texts of so many sentences each."""
    random = np.random.default_rng(seed)
    texts: tuple[list[str], list[str]] = ([], [])
    units: tuple[list[tuple[int, ...]], list[tuple[int, ...]]] = ([], [])
    unit = 0
    while min(map(len, texts)) < sentences:
        joined, alone = _side(random, 0.08), _side(random, 0.06)
        said = [_sentence(random) for _ in range(1 if joined is None else 2)]
        numbers = range(unit, unit + len(said))
        for side in (0, 1):
            if side == joined:
                texts[side].append(f"{said[0][side][:-1]}; {said[1][side]}")
                units[side].append(tuple(numbers))
            elif side != alone:
                texts[side].extend(one[side] for one in said)
                units[side].extend((number,) for number in numbers)
        unit += len(said)
    for side in (0, 1):
        del texts[side][sentences:], units[side][sentences:]
    return Salad(*texts, units)


def _side(random: np.random.Generator, often: float) -> int | None:
    """One of the two sides in this share of cases, else none."""
    return int(random.integers(2)) if random.random() < often else None


def _sentence(random: np.random.Generator) -> tuple[str, str]:
    """An English sentence and its translation."""
    form = _FORMS[random.integers(len(_FORMS))]
    words = {name: _WORDS["n" if name in "mo" else name].split() for name in "qnmovp"}
    chosen = {name: 2 * int(random.integers(len(found) // 2)) for name, found in words.items()}
    number = int(random.integers(2, 3000))
    english, german = (
        form[side].format(k=number, **{name: words[name][k + side] for name, k in chosen.items()})
        for side in (0, 1)
    )
    return english, german
