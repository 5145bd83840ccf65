"""The renderings of terms, all forms of one together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diptych.summary.tallies import is_doubtful
from diptych.summary.terms.bitext import Bitext
from diptych.summary.terms.finding import Term, is_form
from diptych.summary.terms.renderings import How, Rendering, renderings


@dataclass(frozen=True, slots=True)
class Told:
    """A term in one language and all that stands for it in another.

    Attributes:
        term: what was looked for.
        language: of the side where it stands.
        other_language: of the other side.
        places: every place, in the order of the beads.
    """

    term: str
    language: str
    other_language: str
    places: tuple[Rendering, ...]

    def groups(self) -> list["Group"]:
        """The renderings, the most frequent first; places without one come last."""
        groups = [Group(tuple(places)) for places in self._gathered()]
        return sorted(groups, key=lambda group: (not group.rendering, -len(group.places), group.rendering))

    def _gathered(self) -> list[list[Rendering]]:
        """The places by rendering; forms that have two stems (Хрущев, Хрущева) are one all the same."""
        gathered: dict[tuple[str, How | None], list[Rendering]] = {}
        known: dict[str, str] = {}
        for place in self.places:
            text = place.text
            if text not in known:
                known[text] = next((one for one in known.values() if self._is_one(one, text)), text)
            key = (known[text], None if place.span else place.how)
            gathered.setdefault(key, []).append(place)
        return list(gathered.values())

    def _is_one(self, one: str, other: str) -> bool:
        return any(is_form(*pair, self.other_language) for pair in ((one, other), (other, one)))


@dataclass(frozen=True, slots=True)
class Group:
    """The places of a term that have one rendering, in whatever form, or none.

    Attributes:
        places: at least one.
    """

    places: tuple[Rendering, ...]

    @property
    def forms(self) -> list[str]:
        """The forms of the rendering, the most frequent first."""
        counts = Counter(place.text for place in self.places if place.span)
        return sorted(counts, key=lambda form: (-counts[form], form))

    @property
    def rendering(self) -> str:
        """Its most frequent form; empty where there is none."""
        return next(iter(self.forms), "")

    @property
    def how(self) -> How:
        """What told it most often, or why there is none."""
        return Counter(place.how for place in self.places).most_common(1)[0][0]

    @property
    def documents(self) -> int:
        """In how many documents."""
        return len({place.occurrence.couple.text.document for place in self.places})

    @property
    def doubtful(self) -> int:
        """How many places stand in doubtful beads."""
        return sum(is_doubtful(place.occurrence.couple.unit.bead) for place in self.places)

    @property
    def beads(self) -> list[str]:
        """The beads, each once: `letter.ru-en.12`."""
        couples = (place.occurrence.couple for place in self.places)
        return list(dict.fromkeys(couple.text.id(couple.unit) for couple in couples))


def told(words: Iterable[str], texts: Sequence[Bitext]) -> list[Told]:
    """What stands for each term in each pair of languages in which it stands.

    Args:
        words: the terms.
        texts: all beads by languages.
    """
    found = [
        Told(word, text.language, text.other_language, tuple(renderings(Term(word), text)))
        for word in words
        for text in texts
    ]
    return [one for one in found if one.places]
