"""What must hold of a corpus that includes the files of its documents.

A rule is a function from the corpus, and the documents as far as they are known, to the elements that break
it. Its docstring is the message, as in `integrity.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from diptych.tei.collection import COLLECTION, INCLUDE, file_at
from diptych.tei.markup import TEI, Element
from diptych.tei.parsing import Problem, line_of
from diptych.tei.reader import TeiCorpus

Documents = Mapping[str, TeiCorpus | None]
"""For the name of a file the document in it; none where it is not there or holds none."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A corpus with what it includes.

    Attributes:
        root: of the corpus.
        included: the elements that include files, each with the file's name.
        documents: what the files hold; none where they are not looked at.
        beside: names of the files that lie in the same folder.
    """

    root: Element
    included: tuple[tuple[Element, str], ...]
    documents: Documents | None
    beside: tuple[str, ...]


Found = Iterator[tuple[Element, str]]


def absent(corpus: Collected) -> Found:
    """An included file must lie beside the corpus and be a document of ours."""
    for element, name in corpus.included:
        if corpus.documents is not None and corpus.documents.get(name) is None:
            yield element, name


def included_twice(corpus: Collected) -> Found:
    """A file must not be included twice."""
    counted = Counter(name for _, name in corpus.included)
    yield from ((element, name) for element, name in corpus.included if counted[name] > 1)


def left_out(corpus: Collected) -> Found:
    """Every document in the folder must be included."""
    known = {name for _, name in corpus.included}
    yield from ((corpus.root, name) for name in corpus.beside if name not in known)


def wrong_total(corpus: Collected) -> Found:
    """The numbers in the header must be those of the included documents."""
    totals = {("document", ""): len(corpus.included)}
    if corpus.documents is not None:
        totals |= _counted([one for one in corpus.documents.values() if one is not None])
    for measure in corpus.root.iterfind(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}extent/{TEI}measure"):
        key = measure.get("unit", ""), measure.get("type", "")
        number = totals.get(key, 0 if corpus.documents is not None else None)
        if number is not None and measure.get("quantity") != str(number):
            yield measure, f"{measure.get('quantity')} for {number}"


def _counted(documents: list[TeiCorpus]) -> dict[tuple[str, str], int]:
    """The beads, and the sentences of each language."""
    totals: Counter[tuple[str, str]] = Counter()
    for document in documents:
        totals["bead", ""] += sum(len(alignment.beads) for alignment in document.alignments)
        for version in document.versions:
            totals["s", version.language] += len(version.sentences)
    return dict(totals)


RULES: dict[str, Callable[[Collected], Found]] = {
    "E401": absent,
    "E402": included_twice,
    "E403": left_out,
    "E404": wrong_total,
}
"""Code to rule. E4: a corpus of documents."""


def is_collection(root: Element) -> bool:
    """Whether a file is a corpus that includes documents."""
    return root.tag == TEI + "teiCorpus" and root.get("type") == COLLECTION


def inclusions(root: Element) -> tuple[tuple[Element, str], ...]:
    """The elements that include files, each with the file's name."""
    return tuple((element, file_at(element.get("href", ""))) for element in root.iter(INCLUDE))


def check_collection(
    root: Element, where: str = "", documents: Documents | None = None, beside: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Every rule broken, in the order of the rules.

    Args:
        root: of the corpus.
        where: its name, for messages.
        documents: what the included files hold; without them only what the corpus itself says is checked.
        beside: names of the documents that lie in the same folder.
    """
    corpus = Collected(root, inclusions(root), documents, beside)
    for code, rule in RULES.items():
        for element, which in rule(corpus):
            yield Problem(code, line_of(element), f"{rule.__doc__} Here: {which}", where=where)
