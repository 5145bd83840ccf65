"""What stands for a term on the other side, place by place.

Every phrase of the beads that have the term is a candidate. For it speak that it keeps meeting the term and
seldom stands elsewhere, that it sounds alike, that it means the same by the sentence vectors, and that it
stands at the same place in the sentence. So a term that comes once is rendered by meaning and sound, and one
that comes a hundred times by its company. The best phrase is taken if enough speaks for it; otherwise nothing
is: the translator may have written a pronoun, or left it out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diptych.alignment import Encoder, load_encoder
from diptych.model import Span
from diptych.stems import Stems
from diptych.summary.terms.association import Association, Places, association
from diptych.summary.terms.bitext import Bitext, Occurrence
from diptych.summary.terms.finding import Term
from diptych.summary.terms.phrases import Worded, is_sign
from diptych.summary.terms.resemblance import Likeness, Resemblance, meanings, resemblance

# What speaks for a phrase, as tried on tests/summary/renderings; regularity counts 1.
_PARTICULARITY = 0.5
_MEANING = 1.0
_HEARD = 0.8
_PLACE = 0.2
_WHOLE = 1.0
"""For each further word that goes with the term itself."""
_ENOUGH = 0.9
"""What has to speak for a phrase in all."""
_LIKE = 0.4
"""Cosine from which on a phrase may be a rendering that meets the term once only."""
_CLOSER = 0.06
"""By how much the meaning of more words has to be closer, so that they are taken instead of some of them."""
_MEETINGS = 2
_REGULAR = 0.35
"""From this weight on a phrase is said to be told by its regularity, else by its meaning."""
_OFTEN = 50
"""Beads with a term, from which on only phrases are looked at that meet it again, and by no chance."""
_NO_CHANCE = 0.3
"""Certainty under which a word is in no rendering of a term that comes often, if it sounds otherwise."""
_MOST_IN_BEAD = 50
"""Places of a term in one bead for which a rendering is looked for; with more it is no sentence."""
_MOST_PHRASES = 1_000
"""Phrases that are compared by meaning, those that go best with the term first."""


class How(StrEnum):
    """What told a rendering, or why there is none."""

    SOUND = "sound"
    PLACE = "place"
    REGULARITY = "regularity"
    MEANING = "meaning"
    UNKNOWN = "not recognised"
    ALONE = "no counterpart"


@dataclass(frozen=True, slots=True)
class Rendering:
    """What stands for a term at one place.

    Attributes:
        occurrence: where the term stands.
        span: of the rendering in the other text; none where none was recognised.
        how: what told it.
    """

    occurrence: Occurrence
    span: Span | None
    how: How

    @property
    def text(self) -> str:
        """The words that stand there; empty where none was recognised."""
        return self.span.of(self.occurrence.couple.other) if self.span else ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase and what speaks for it."""

    score: float
    meaning: float
    how: How


@dataclass(frozen=True, slots=True)
class _Choice:
    """A phrase at a place, for an occurrence of the term."""

    score: float
    occurrence: Occurrence
    span: Span
    candidate: _Candidate


def renderings(term: Term, bitext: Bitext) -> list[Rendering]:
    """What stands for a term at every place where it stands, in the order of the beads."""
    occurrences = bitext.occurrences(term)
    if not occurrences:
        return []
    beads = frozenset(one.number for one in occurrences if bitext.places.texts[one.number].stems)
    candidates = _candidates(term, beads, bitext)
    by_bead: dict[int, list[Occurrence]] = {}
    for occurrence in occurrences:
        by_bead.setdefault(occurrence.number, []).append(occurrence)
    return [
        rendering
        for number, here in by_bead.items()
        for rendering in _chosen(here, bitext.places.texts[number], candidates)
    ]


def _candidates(term: Term, beads: frozenset[int], bitext: Bitext) -> dict[Stems, _Candidate]:
    """The phrases of some beads, as far as enough may speak for them."""
    places = bitext.places
    filled = sum(bool(text.stems) for text in places.texts)
    words = _told_words(term, beads, places, filled) if len(beads) > _OFTEN else None
    shown, counts = _phrases(beads, places, words)
    least = 1 if words is None else _MEETINGS
    met = [phrase for phrase, count in counts.items() if count >= least]
    found = {phrase: association(beads, held, filled) for phrase, held in places.of(met).items()}
    ranked = sorted(found, key=lambda phrase: (-found[phrase].weight, phrase))[:_MOST_PHRASES]
    cosines = meanings(term.text, [shown[phrase] for phrase in ranked], _encoder(bitext))
    weighed = {
        phrase: _weighed(
            company,
            resemblance(term.text, shown[phrase], cosines.get(shown[phrase], 0.0)),
            _whole(phrase, shown[phrase], found),
        )
        for phrase, company in found.items()
    }
    return {phrase: candidate for phrase, candidate in weighed.items() if candidate}


def _told_words(term: Term, beads: frozenset[int], places: Places, filled: int) -> frozenset[str]:
    """The words that go with a term by no chance, or sound like a word of it."""
    shown = {
        stem: places.texts[number].word(at)
        for number in sorted(beads)
        for at, stem in enumerate(places.texts[number].stems)
    }
    return frozenset(
        stem
        for stem, word in shown.items()
        if association(beads, places.of_word(stem), filled).certainty >= _NO_CHANCE
        or any(resemblance(one, word, 0.0).heard for one in term.words)
    )


def _phrases(
    beads: frozenset[int], places: Places, words: frozenset[str] | None
) -> tuple[dict[Stems, str], Counter[Stems]]:
    """The phrases of some beads, each as it stands in the first of them, and in how many it stands.

    Args:
        beads: their numbers.
        places: the texts.
        words: the words that may be in a phrase besides small ones; all where none are given.
    """
    shown: dict[Stems, str] = {}
    counts: Counter[Stems] = Counter()
    for number in sorted(beads):
        text = places.texts[number]
        here = {text.stems[first:end]: (first, end) for first, end in text.phrases(words)}
        counts.update(here.keys())
        for phrase, place in here.items():
            if phrase not in shown:
                shown[phrase] = text.span(*place).of(text.text)
    return shown, counts


def _encoder(bitext: Bitext) -> Encoder | None:
    """The embedded encoder, if it knows both languages."""
    encoder = load_encoder()
    languages = {language.partition("-")[0] for language in (bitext.language, bitext.other_language)}
    return encoder if languages <= encoder.languages else None


def _whole(phrase: Stems, shown: str, found: Mapping[Stems, Association]) -> float:
    """What speaks for the whole phrase and not for one of its words: that all of them go with the term."""
    words = [found[stem,] for stem in phrase if (stem,) in found]
    parts = [word for word in words if word.together >= _MEETINGS]
    if len(parts) < 2:
        return 0.0
    further = len(parts) / 2 - 1 if is_sign(shown) else len(parts) - 1
    return min(part.weight for part in parts) * max(further, 0.0)


def _weighed(company: Association, likeness: Resemblance, whole: float) -> _Candidate | None:
    """All that speaks for a phrase wherever it stands; none where it is mere chance that it is there."""
    if company.together < _MEETINGS and not likeness.heard and likeness.meaning < _LIKE:
        return None
    score = (
        company.weight
        + _PARTICULARITY * company.particularity * company.certainty
        + _MEANING * likeness.meaning
        + _HEARD * likeness.heard
        + _WHOLE * whole
    )
    return _Candidate(score, likeness.meaning, _how(company, likeness)) if score + _PLACE >= _ENOUGH else None


def _how(company: Association, likeness: Resemblance) -> How:
    match likeness.likeness:
        case Likeness.SOUND:
            return How.SOUND
        case Likeness.PLACE:
            return How.PLACE
    is_regular = company.together >= _MEETINGS and company.weight >= _REGULAR
    return How.REGULARITY if is_regular else How.MEANING


def _chosen(
    here: Sequence[Occurrence], text: Worded, candidates: Mapping[Stems, _Candidate]
) -> Iterator[Rendering]:
    """The rendering of each occurrence in a bead; the surest first, and no words twice."""
    if not text.stems:
        yield from (Rendering(occurrence, None, How.ALONE) for occurrence in here)
        return
    taken: dict[Span, _Choice] = {}
    compared = here[:_MOST_IN_BEAD]
    choices = sorted(_choices(compared, text, candidates), key=lambda one: (-one.score, one.span))
    for best in choices:
        if best.occurrence.span not in taken and _is_free(best, taken.values()):
            around = [one for one in choices if _holds(one, best) and _is_free(one, taken.values())]
            taken[best.occurrence.span] = _closest(best, around)
    for occurrence in here:
        if choice := taken.get(occurrence.span):
            yield Rendering(occurrence, choice.span, choice.candidate.how)
        else:
            yield Rendering(occurrence, None, How.UNKNOWN)


def _is_free(choice: _Choice, taken: Iterable[_Choice]) -> bool:
    span = choice.span
    return all(span.end <= other.span.start or other.span.end <= span.start for other in taken)


def _holds(wider: _Choice, choice: _Choice) -> bool:
    """Whether a choice for the same place has all words of another one, and more."""
    is_same = wider.occurrence.span == choice.occurrence.span
    return is_same and wider.span.start <= choice.span.start and choice.span.end <= wider.span.end


def _closest(best: _Choice, around: Iterable[_Choice]) -> _Choice:
    """The choice, or one around it that is clearly closer in meaning."""
    least = best.candidate.meaning + _CLOSER
    closer = [one for one in around if one.candidate.meaning >= least]
    return max(closer, key=lambda one: (one.candidate.meaning, one.score), default=best)


def _choices(
    here: Sequence[Occurrence], text: Worded, candidates: Mapping[Stems, _Candidate]
) -> Iterator[_Choice]:
    for first, end in text.phrases():
        if candidate := candidates.get(text.stems[first:end]):
            span = text.span(first, end)
            for occurrence in here:
                apart = abs(occurrence.place - span.start / len(text.text))
                score = candidate.score + _PLACE * (1 - apart)
                if score >= _ENOUGH:
                    yield _Choice(score, occurrence, span, candidate)
