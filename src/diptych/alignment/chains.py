"""The heaviest chain of things that have a place in either text and may stand in another order there.

What is on the chain runs through both texts in the same order; what is not crosses it.
"""

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_chain(places: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """The places that rise on both sides and whose weights sum up highest, in time n log n.

    Args:
        places: in the source and in the target, sorted, none twice in the source.
        weights: of each, positive.

    Returns:
        Numbers of the places on the chain, in order.

    >>> heaviest_chain([(0, 5), (1, 0), (2, 1), (3, 9)], [1, 1, 1, 1])
    [1, 2, 3]
    """
    # ends[k] is the last target of a chain of weight totals[k]; both rise, so bisection finds the one before
    ends: list[int] = []
    totals: list[float] = []
    last: list[int] = []
    before: list[int] = []
    for number, ((_, end), weight) in enumerate(zip(places, weights, strict=True)):
        place = bisect_left(ends, end)
        total = weight + (totals[place - 1] if place else 0.0)
        before.append(last[place - 1] if place else -1)
        stop = place
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        if place == len(ends) or stop > place or ends[place] > end:
            ends[place:stop], totals[place:stop], last[place:stop] = [end], [total], [number]
    chain: list[int] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(number)
        number = before[number]
    return chain[::-1]
