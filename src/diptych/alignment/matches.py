"""What the aligner says of two texts: which sentences translate each other, and how sure that is."""

from dataclasses import dataclass

Indices = tuple[int, ...]
Pair = tuple[Indices, Indices]


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences of two texts that translate each other; one side may be empty.

    Attributes:
        source: indexes of source sentences, from 0, in text order.
        target: indexes of target sentences.
        confidence: probability that the match is exactly right, 0 to 1.
        reason: what is to be said of it, in words: that it crosses others, where it does, and what speaks
            against it; empty where there is nothing to say.
    """

    source: Indices
    target: Indices
    confidence: float
    reason: str = ""


def show(bead: Pair) -> str:
    """A bead as the pairs format writes it."""
    return f"{list(bead[0])}:{list(bead[1])}"
