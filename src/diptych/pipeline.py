"""The whole way of a document, in the order in which it happens. Start reading here.

Every step takes what the one before returned; nothing is written on the way.
What is done with the result stands in `corpus/` (files) and `cli/` (commands).
"""

from collections.abc import Mapping, Sequence

from diptych.alignment import Dictionary, Encoder, align_document
from diptych.model import Bead, Document, Source
from diptych.sentences import divide
from diptych.survey import survey


def process(
    source: Source,
    confirmed: Mapping[tuple[str, str], Sequence[Bead]] | None = None,
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
) -> Document:
    """All that can be found in a source.

    Args:
        source: a file as `reading.read` returns it.
        confirmed: for a pair of versions (original, translation) the beads that a
            person has confirmed or rejected; the alignment goes by them.
        dictionaries: help to align versions in their languages.
        encoder: what compares the sentences; by default the embedded one.

    Returns:
        The document with its blocks, metadata, versions, sentences and beads.
    """
    document = prepare(source)
    # which sentence translates which, and how surely
    return align_document(document, confirmed or {}, dictionaries, encoder)


def prepare(source: Source) -> Document:
    """The document as far as it can be known before its versions are compared."""
    surveyed = survey(source)  # which lines are what, in which language; which version is the original
    return divide(surveyed)  # each version's paragraphs become sentences
