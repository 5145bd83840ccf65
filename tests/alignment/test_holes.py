"""A translation that lacks a piece aligns on both sides of the hole, and the hole is a hole."""

from itertools import chain

import numpy as np
import pytest

from diptych.alignment import Match, align_texts

from .test_bad_input import assert_sound

NAMES = [
    "Anna",
    "Boris",
    "Clara",
    "David",
    "Elena",
    "Felix",
    "Greta",
    "Hugo",
    "Irina",
    "Jakob",
    "Karin",
    "Leo",
]
THINGS = [
    ("letter", "Brief"),
    ("bridge", "Brücke"),
    ("garden", "Garten"),
    ("horse", "Pferd"),
    ("newspaper", "Zeitung"),
    ("treaty", "Vertrag"),
    ("window", "Fenster"),
    ("river", "Fluss"),
    ("school", "Schule"),
    ("winter", "Winter"),
    ("doctor", "Arzt"),
]
FORMS = [
    ("{a} wrote to {b} about the {x} and the {y}.", "{a} schrieb {b} über {x} und {y}."),
    ("The {x} belonged to {a}, but {b} wanted the {y}.", "Das war {x} von {a}, aber {b} wollte {y}."),
    ("Nobody told {a} that {b} had seen a {x}.", "Niemand sagte {a}, dass {b} {x} gesehen hatte."),
    ("When {a} came home, the {x} and the {y} were gone.", "Als {a} heimkam, waren {x} und {y} weg."),
]


def text(sentences: int) -> tuple[list[str], list[str]]:
    """An English and a German text, sentence by sentence."""
    random = np.random.default_rng(3)
    sides: tuple[list[str], list[str]] = ([], [])
    for _ in range(sentences):
        form = FORMS[random.integers(len(FORMS))]
        a, b = random.choice(NAMES, 2, replace=False)
        x, y = random.choice(len(THINGS), 2, replace=False)
        for side in (0, 1):
            sides[side].append(form[side].format(a=a, b=b, x=THINGS[x][side], y=THINGS[y][side]))
    return sides


def right(found: list[Match], partner: dict[int, int]) -> list[bool]:
    """Of each source sentence whether it has exactly its partner, or none where it has none."""
    beads = {match.source: match.target for match in found}
    return [beads.get((k,)) == ((j,) if (j := partner.get(k)) is not None else ()) for k in range(SENTENCES)]


SENTENCES = 600
HOLES = {
    "in the middle": [(210, 390)],
    "at the beginning": [(0, 150)],
    "at the end": [(420, 600)],
    "three": [(60, 90), (300, 302), (400, 500)],
    "of one sentence": [(333, 334)],
}


@pytest.mark.parametrize("name", HOLES)
def test_a_hole_is_a_hole(name: str) -> None:
    source, target = text(SENTENCES)
    gone = set(chain.from_iterable(range(*hole) for hole in HOLES[name]))
    kept = [k for k in range(SENTENCES) if k not in gone]
    found = align_texts(source, [target[k] for k in kept], "en", "de")
    assert_sound(found, SENTENCES, len(kept))
    verdicts = right(found, {k: j for j, k in enumerate(kept)})
    assert np.mean(verdicts) > 0.97
    # away from the edges of a hole nothing is touched by it
    edges = {edge + shift for hole in HOLES[name] for edge in hole for shift in range(-4, 5)}
    far = [verdict for k, verdict in enumerate(verdicts) if k not in edges]
    assert np.mean(far) > 0.98


def test_five_thousand_sentences_without_thirty_percent_in_the_middle() -> None:
    source, target = text(5000)
    kept = [*range(1750), *range(3250, 5000)]
    found = align_texts(source, [target[k] for k in kept], "en", "de")
    assert_sound(found, 5000, 3500)
    beads = {match.source: match.target for match in found}
    before, hole, after = (
        np.mean([beads.get((k,)) == partner for k, partner in pairs])
        for pairs in (
            [(k, (k,)) for k in range(1740)],
            [(k, ()) for k in range(1760, 3240)],
            [(k, (k - 1500,)) for k in range(3260, 5000)],
        )
    )
    assert min(before, hole, after) > 0.97
