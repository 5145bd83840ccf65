"""What became of an alignment elsewhere, brought into it: a person's decisions win, the words stay ours."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate

from diptych.errors import ExchangeError
from diptych.exchange.parallel import ParallelText, Text
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.written import XML_ILLEGAL
from diptych.model import Bead, Status
from diptych.tables import OPEN

Key = tuple[tuple[str, ...], tuple[str, ...]]
"""The sentences of both sides: what makes two beads the same."""

_LOST_ON_THE_WAY = re.compile(rf"\s|{XML_ILLEGAL.pattern}")
"""White space, which many formats fold, and what XML forbids."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An alignment with what came back.

    Attributes:
        text: as it was.
        beads: of its text, rejected ones first; every sentence stands in one of them.
        changes: how many beads were confirmed, rejected and so on, by these words; empty where none was.
        remarks: what was not taken over, each with its place.
    """

    text: ParallelText
    beads: tuple[Bead, ...]
    changes: Mapping[str, int]
    remarks: tuple[str, ...]


def corrected(text: ParallelText, files: Sequence[Returned]) -> Corrected:
    """An alignment with what files say of it.

    A bead that the alignment has with the same sentences changes its status and its reason, where the file
    states them. One with other sentences is a person's decision, and confirmed; beads that share a sentence
    with it give way, and what remains of them waits for the next build in rows of its own. But only a file
    that states a decision overrules one: a bead that is neither confirmed nor rejected there says nothing of
    sentences on which the table has a decision; nor does a sentence that stands alone in a format of whole
    alignments, as it may only not have been asked for. Words are compared, never taken over.

    Args:
        text: the alignment with all its beads, rejected ones too.
        files: what came back of it. What a file has as it was says nothing; so several people may each
            correct a part of the same export.

    Raises:
        ExchangeError: a bead names sentences that are not there, or that another bead names, too.
    """
    sides = _Side(text.source), _Side(text.target)
    table = _Table(text)
    news: list[ReturnedBead] = []
    remarks: list[str] = []
    for one in files:
        given = [_ordered(bead, *sides) for bead in one.beads]
        if one.is_complete:
            alone = [bead for bead in given if bead.is_null]
            remarks += _about_nulls([bead for bead in alone if not bead.is_note and table.is_news(bead)])
            given = [bead for bead in given if not bead.is_null]
        beads = [bead for bead in given if not bead.is_note]
        told = [bead for bead in _distinct(beads) if table.is_news(bead)]
        given_up = table.given_up(told)
        news += [bead for bead in told if not table.has_decided(bead, given_up)]
        silent = [bead for bead in told if table.has_decided(bead, given_up)]
        remarks += (f"{bead.where}: {bead.unheard}" for bead in given if bead.unheard)
        remarks += (*_about_words(given, text), *_about_notes(given, text), *_about_decided(silent))
    for bead in sorted(_distinct(news), key=lambda bead: bead.status is not Status.REJECTED):
        table.take(bead)
    table.refuse_holes(news, *sides)
    table.complete(*sides)
    return Corrected(text, (*table.rejected.values(), *table.live.values()), table.changes, tuple(remarks))


class _Side:
    """The sentences of one side and their places."""

    def __init__(self, version: Text) -> None:
        self.name = version.version
        self.ids = [line.id for line in version.lines]
        self.places = {id: place for place, id in enumerate(self.ids)}
        self.notes = {line.id for line in version.lines if line.is_note}

    def ordered(self, ids: Sequence[str], where: str) -> tuple[str, ...]:
        """These sentences in text order."""
        unknown = next((id for id in ids if id not in self.places), None)
        if unknown is not None:
            hint = "the text may have changed since it was handed on; export it again"
            raise ExchangeError(f"{unknown!r:.60} is no sentence of {self.name!r}", where, hint)
        twice = next((id for id, times in Counter(ids).items() if times > 1), None)
        if twice is not None:
            raise ExchangeError(f"names {twice} twice", where, "take one out")
        return tuple(sorted(ids, key=self.places.__getitem__))

    def between(self, ids: Sequence[str]) -> list[str]:
        """The sentences between the first and the last of some in text order that are not among them."""
        first, last = self.places[ids[0]], self.places[ids[-1]]
        return [id for id in self.ids[first:last] if id not in ids]


def _ordered(bead: ReturnedBead, source: _Side, target: _Side) -> ReturnedBead:
    """A bead that came back, if its sentences are there, in text order."""
    if not bead.source and not bead.target:
        raise ExchangeError("names no sentence", bead.where, "take it out, or put its ids back")
    in_notes = [id in source.notes for id in bead.source] + [id in target.notes for id in bead.target]
    if any(in_notes) and not all(in_notes):
        raise ExchangeError("joins a footnote with the text", bead.where, "notes align only with notes")
    return replace(
        bead,
        source=source.ordered(bead.source, bead.where),
        target=target.ordered(bead.target, bead.where),
        is_note=all(in_notes),
    )


def _distinct(beads: Iterable[ReturnedBead]) -> list[ReturnedBead]:
    """Each bead once; a sentence stands in one bead only, as long as that is not rejected."""
    found: dict[Key, ReturnedBead] = {}
    holders: dict[str, ReturnedBead] = {}
    for bead in beads:
        first = found.setdefault((bead.source, bead.target), bead)
        if (first.status, first.reason) != (bead.status, bead.reason):
            raise ExchangeError(f"says otherwise of the bead of {first.where}", bead.where, "take one out")
        for id in (*bead.source, *bead.target) if bead.status is not Status.REJECTED else ():
            holder = holders.setdefault(id, first)
            if holder is not first:
                raise ExchangeError(f"{id} stands already in {holder.where}", bead.where, "take one out")
    return list(found.values())


class _Table:
    """The beads of a text while they are corrected."""

    def __init__(self, text: ParallelText) -> None:
        beads = [unit.bead for unit in text.units if not unit.is_note]
        self.live = {_key(bead): bead for bead in beads if bead.status is not Status.REJECTED}
        self.rejected = {_key(bead): bead for bead in beads if bead.status is Status.REJECTED}
        self.holders = {id: bead for bead in self.live.values() for id in _members(bead)}
        self.changes: Counter[str] = Counter()

    def is_news(self, given: ReturnedBead) -> bool:
        """Whether a bead that came back is not as it was."""
        known = self._known(given)
        return (
            known is None or given.status not in (None, known.status) or _reason(known, given) != known.reason
        )

    def given_up(self, news: Iterable[ReturnedBead]) -> set[Key]:
        """The beads that a file's own decisions are against."""
        found: set[Key] = set()
        for bead in news:
            if bead.status is Status.REJECTED:
                found.add((bead.source, bead.target))
            elif bead.status is Status.CONFIRMED:
                found |= {_key(holder) for holder in self._holding(bead)}
        return found

    def has_decided(self, given: ReturnedBead, given_up: Set[Key]) -> bool:
        """Whether the table has a decision on a bead's sentences, and the file states none."""
        if given.status in (Status.CONFIRMED, Status.REJECTED):
            return False
        if known := self._known(given):
            return given.status is Status.AUTO and known.status is not Status.AUTO
        return any(
            bead.status is Status.CONFIRMED and _key(bead) not in given_up for bead in self._holding(given)
        )

    def _holding(self, given: ReturnedBead) -> list[Bead]:
        """The beads in which its sentences stand."""
        return [self.holders[id] for id in (*given.source, *given.target) if id in self.holders]

    def _known(self, given: ReturnedBead) -> Bead | None:
        key = given.source, given.target
        return self.live.get(key) or self.rejected.get(key)

    def take(self, given: ReturnedBead) -> None:
        """A bead that is not as it was."""
        key, known = (given.source, given.target), self._known(given)
        if known:
            self._change(replace(known, reason=_reason(known, given)), given.status or known.status)
        elif given.status is Status.REJECTED:
            self.rejected[key] = Bead(*key, given.confidence or 0.0, given.status, given.reason or "")
            self.changes["rejected"] += 1
        else:
            self._place(Bead(*key, 1.0, Status.CONFIRMED, given.reason or ""))
            self.changes["new"] += 1

    def _change(self, bead: Bead, status: Status) -> None:
        """A bead with another remark, or with a decision."""
        key = _key(bead)
        if status is bead.status:
            (self.rejected if status is Status.REJECTED else self.live)[key] = bead
            self.changes["remarks changed"] += 1
        elif status is Status.REJECTED:
            del self.live[key]
            self.rejected[key] = replace(bead, status=status)
            self.changes["rejected"] += 1
        else:
            self.rejected.pop(key, None)
            self._place(replace(bead, status=status, confidence=1.0))
            self.changes["confirmed"] += 1

    def _place(self, bead: Bead) -> None:
        """A bead in its place; those that share a sentence with it give way."""
        shared = {_key(self.holders[id]) for id in _members(bead) if id in self.holders} - {_key(bead)}
        for key in shared & self.live.keys():
            del self.live[key]
            self.changes["gave way"] += 1
        self.live[_key(bead)] = bead
        self.holders |= dict.fromkeys(_members(bead), bead)

    def refuse_holes(self, news: Iterable[ReturnedBead], source: _Side, target: _Side) -> None:
        """Refuses a decision that leaves out a sentence in its middle, unless that is decided to be alone."""
        alone = {id for bead in self.live.values() if _is_decided_null(bead) for id in _members(bead)}
        for given in news:
            bead = self.live.get((given.source, given.target))
            if bead is None or bead.status is not Status.CONFIRMED:
                continue
            for side, ids in ((source, bead.source), (target, bead.target)):
                between = side.between(ids) if bead.source and bead.target else ()
                hole = next((id for id in between if id not in alone), None)
                if hole is not None:
                    hint = "a bead holds neighbours; add the sentence, or confirm that it stands alone"
                    raise ExchangeError(f"leaves out {hole} in its middle", given.where, hint)

    def complete(self, source: _Side, target: _Side) -> None:
        """Each sentence of the text that stands nowhere any more in a row that waits for the next build."""
        there = {id for bead in (*self.live.values(), *self.rejected.values()) for id in _members(bead)}
        for number, side in enumerate((source, target)):
            for id in side.places.keys() - side.notes - there:
                bead = Bead((id,) * (1 - number), (id,) * number, 0.0, reason=OPEN)
                self.live[_key(bead)] = bead


def _key(bead: Bead) -> Key:
    return bead.source, bead.target


def _is_decided_null(bead: Bead) -> bool:
    return bead.status is Status.CONFIRMED and not (bead.source and bead.target)


def _members(bead: Bead) -> tuple[str, ...]:
    return (*bead.source, *bead.target)


def _reason(known: Bead, given: ReturnedBead) -> str:
    """What is remarked, where it says something else than before."""
    is_other = given.reason is not None and not _are_alike(given.reason, known.reason)
    return given.reason or "" if is_other else known.reason


def _about_words(beads: Iterable[ReturnedBead], text: ParallelText) -> Iterator[str]:
    """Which beads came back with other words; a side without any says nothing."""
    holders: dict[str, list[Bead]] = {}
    for unit in text.units:
        for id in _members(unit.bead):
            holders.setdefault(id, []).append(unit.bead)
    for bead in beads:
        old = [holder for id in (*bead.source, *bead.target) for holder in holders.get(id, ())]
        sides = (
            (text.source, bead.source, [holder.source for holder in old]),
            (text.target, bead.target, [holder.target for holder in old]),
        )
        words = zip(bead.words or (), sides, strict=False)
        if not all(_are_ours(theirs, *side) for theirs, side in words if theirs):
            yield f"{bead.where}: the words are not those of the corpus, and were not taken over"


def _are_ours(words: str, version: Text, ids: Sequence[str], old: Iterable[Sequence[str]]) -> bool:
    """Whether words are those of a side, of a run of its sentences, or of the side of a bead that it was.

    Who joins beads or cuts one changes ids, and leaves the words of one of the old beads beside them.
    """
    if any(_are_alike(words, version.words(side)) for side in (ids, *old)):
        return True
    plain = _LOST_ON_THE_WAY.sub("", words)
    lengths = [len(_LOST_ON_THE_WAY.sub("", version.line(id).text)) for id in ids]
    ends = list(accumulate(lengths, initial=0))
    whole = _LOST_ON_THE_WAY.sub("", version.words(ids))
    return any(start + len(plain) in ends and whole.startswith(plain, start) for start in ends)


def _about_notes(beads: Iterable[ReturnedBead], text: ParallelText) -> Iterator[str]:
    """Which beads of footnotes came back otherwise; no table holds these."""
    known = {_key(unit.bead): unit.bead.status for unit in text.units if unit.is_note}
    for bead in beads:
        status = known.get((bead.source, bead.target))
        if bead.is_note and (status is None or bead.status not in (None, status)):
            yield f"{bead.where}: footnotes cannot be corrected; the bead was not taken over"


def _about_decided(beads: Sequence[ReturnedBead]) -> Iterator[str]:
    """Which beads say nothing because the table has a decision; one remark for all of a file."""
    if beads:
        what = "is not decided there, and a person has decided on its sentences in the table, which stays"
        yield f"{beads[0].where}{_and_more(beads)}: {what} (to take a decision back, change the table)"


def _about_nulls(beads: Sequence[ReturnedBead]) -> Iterator[str]:
    """Which sentences stand alone in a whole alignment and not in the table; one remark for all of a file."""
    if beads:
        first = (*beads[0].source, *beads[0].target)[0]
        why = "this format cannot tell that from not asked for, and nothing was taken over"
        yield f"{beads[0].where}{_and_more(beads)}: {first} stands alone there; {why}"


def _and_more(beads: Sequence[ReturnedBead]) -> str:
    return f" and {len(beads) - 1} more" if len(beads) > 1 else ""


def _are_alike(one: str, other: str) -> bool:
    """Whether texts are the same but for what formats lose.

    >>> _are_alike("Он пришёл.\\nПотом ушёл.", "Он пришёл. Потом ушёл.")
    True
    """
    return one == other or _LOST_ON_THE_WAY.sub("", one) == _LOST_ON_THE_WAY.sub("", other)
