"""What stands for a term: how often it is told right. `python benchmarks/renderings.py [FOLDER]`.

Every file is a small corpus of one bead a line, `ru-en.tsv`, whose first lines say the terms (`# term`, a
key, the term). In the source `{key:words}` is where a term stands, in the target what renders it; a key that
the target lacks is rendered by a pronoun, or by nothing. A term is only searched for; the marks are gold.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diptych.exchange import Line, ParallelText, Text, Unit
from diptych.model import Bead, Role
from diptych.summary.terms.bitext import Bitext, bitexts
from diptych.summary.terms.finding import Term
from diptych.summary.terms.renderings import renderings

FOLDER = Path(__file__).parent.parent / "tests" / "summary" / "renderings"
MARK = re.compile(r"\{(\w+):([^}]*)\}")
POSSESSIVE = re.compile("['’]s$")


@dataclass(frozen=True)
class Case:
    """A place where a term stands.

    Attributes:
        term: what was searched for.
        gold: what renders it there; empty where nothing does.
        found: what was told.
    """

    term: str
    gold: str
    found: str

    @property
    def is_right(self) -> bool:
        """Whether the very words were told."""
        return POSSESSIVE.sub("", self.gold).casefold() == self.found.casefold()

    @property
    def overlaps(self) -> bool:
        """Whether the words told are part of the right ones, or the right ones part of them."""
        one, other = self.gold.casefold(), self.found.casefold()
        return self.is_right or bool(one and other and (one in other or other in one))


@dataclass(frozen=True)
class MadeCorpus:
    """A small corpus with gold.

    Attributes:
        terms: by their keys.
        bitext: its beads.
        gold: for each bead the keys of the source in order, and the renderings by keys.
    """

    terms: dict[str, str]
    bitext: Bitext
    gold: list[tuple[list[str], dict[str, str]]]


def read_corpus(path: Path) -> MadeCorpus:
    """A corpus as the files have it."""
    lines = path.read_text("utf-8").splitlines()
    terms = dict(line.split("\t")[1:] for line in lines if line.startswith("#"))
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    gold = [
        ([m[1] for m in MARK.finditer(source)], {m[1]: m[2] for m in MARK.finditer(target)})
        for source, target in rows
    ]
    source, target = (
        Text(
            language,
            language,
            role,
            tuple(
                Line(f"{language}.p1.s{n}", f"{language}.p1", MARK.sub(r"\2", row[side]))
                for n, row in enumerate(rows, start=1)
            ),
        )
        for side, (language, role) in enumerate(zip(path.stem.split("-"), Role, strict=True))
    )
    units = tuple(
        Unit(n, Bead((one.id,), (other.id,), 1.0))
        for n, (one, other) in enumerate(zip(source.lines, target.lines, strict=True), start=1)
    )
    return MadeCorpus(terms, bitexts([ParallelText(path.stem, "", source, target, units)])[0], gold)


def cases(corpus: MadeCorpus) -> Iterator[Case]:
    """Every place of gold with what was told there, and every place told that is not in gold."""
    for key, term in corpus.terms.items():
        told = {one.occurrence.number: one.text for one in renderings(Term(term), corpus.bitext)}
        for number, (keys, rendered) in enumerate(corpus.gold):
            if key in keys:
                yield Case(term, rendered.get(key, ""), told.get(number, "(not found)"))
            elif number in told:
                yield Case(term, "(does not stand there)", told[number])


def main() -> None:
    """Prints what is right, and every mistake."""
    for path in sorted(Path(sys.argv[1] if len(sys.argv) > 1 else FOLDER).glob("**/*.tsv")):
        found = list(cases(read_corpus(path)))
        right, near = sum(case.is_right for case in found), sum(case.overlaps for case in found)
        print(f"{path.stem}: {right} of {len(found)} right, {near} right or part of it")
        for case in found:
            if not case.is_right:
                print(f"    {case.term}: {case.gold or '(nothing)'} is told as {case.found or '(nothing)'}")


if __name__ == "__main__":
    main()
