"""What every header of ours declares in the same way: who did what, practice, categories, program."""

from collections.abc import Iterable, Iterator

from diptych import __version__
from diptych.tei.links import CATEGORIES
from diptych.tei.markup import RESP, REVIEWER, Element, element
from diptych.tei.names import tei_version
from diptych.tei.practice import PRACTICE

_RESPONSIBLE = {
    RESP: ("segmentation, classification of passages and alignment", "Diptych", "software"),
    REVIEWER: ("review of the alignment", "reviewer", "person"),
}


def responsibility(id: str) -> Element:
    """The `<respStmt>` of the software or of the reviewer."""
    what, name, kind = _RESPONSIBLE[id]
    return element("respStmt", element("resp", what), element("name", name, type=kind), xml_id=id)


def practice() -> Iterator[Element]:
    """How texts are treated, element by element of `<editorialDecl>`."""
    return (element(tag, element("p", words), **attributes) for tag, attributes, words in PRACTICE)


def taxonomy() -> Element:
    """The categories of beads, in their `<classDecl>`."""
    categories = (
        element("category", element("catDesc", words), xml_id=id) for id, words in CATEGORIES.items()
    )
    return element("classDecl", element("taxonomy", *categories, xml_id="al"))


def application(made: Iterable[str] = ()) -> Element:
    """The program, with the ids of the groups of links that it made."""
    return element(
        "application",
        element("label", "Diptych"),
        *(element("ptr", target=f"#{id}") for id in made),
        ident="diptych",
        version=tei_version(__version__),
    )
