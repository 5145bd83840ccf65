"""The whole way of a document, in the order in which it happens. Start reading here.

Every step takes what the one before returned; nothing is written on the way.
What is done with the result stands in `corpus/` (files) and `cli/` (commands).
"""

from collections.abc import Mapping, Sequence

from diptych.alignment import Dictionary, Encoder, align_document
from diptych.model import Bead, Document, Source
from diptych.sentences import divide
from diptych.survey import NOTHING_REPEATED, NOTHING_STATED, Overrides, Repeated, survey


def process(
    source: Source,
    confirmed: Mapping[tuple[str, str], Sequence[Bead]] | None = None,
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
    overrides: Overrides = NOTHING_STATED,
    all_pairs: bool = False,
    repeated: Repeated = NOTHING_REPEATED,
) -> Document:
    """All that can be found in a source.

    Args:
        source: a file as `reading.read` returns it.
        confirmed: for a pair of versions (original, translation) the beads that a
            person has confirmed or rejected; the alignment goes by them.
        dictionaries: help to align versions in their languages.
        encoder: what compares the sentences; by default the embedded one.
        overrides: what a person states about the source, as `diptych.toml` does.
        all_pairs: align translations with each other, too.
        repeated: the lines that stand in many documents of its collection.

    Returns:
        The document with its blocks, metadata, versions, sentences and beads.
    """
    document = prepare(source, overrides, repeated)
    # which sentence translates which, and how surely
    return align_document(document, confirmed or {}, dictionaries, encoder, all_pairs)


def prepare(
    source: Source, overrides: Overrides = NOTHING_STATED, repeated: Repeated = NOTHING_REPEATED
) -> Document:
    """The document as far as it can be known before its versions are compared."""
    # which lines are what, in which language; which version is the original
    surveyed = survey(source, overrides, repeated)
    return divide(surveyed)  # each version's paragraphs become sentences
