"""What every header says about how texts are treated: the words of `<encodingDesc>`."""

from collections.abc import Mapping

PURPOSE = (
    "A document and its translations as a parallel corpus: every sentence with an id, "
    "every alignment with its certainty."
)

PRACTICE: tuple[tuple[str, Mapping[str, str], str], ...] = (
    (
        "normalization",
        {},
        "White space is folded to one blank at line and page ends. Otherwise the characters are those "
        "of the file: no change of case, accents, quotation marks or Unicode form. Editorial remarks and "
        "gaps stand in their elements with the brackets of the source.",
    ),
    (
        "quotation",
        {"marks": "all"},
        "Quotation marks are those of the file and stand in the text.",
    ),
    (
        "hyphenation",
        {"eol": "some"},
        "Hyphens at line ends are taken out where the halves make one word; all others are kept.",
    ),
    (
        "segmentation",
        {},
        "Paragraphs are divided into s elements, end to end and never nested. Ids come from the structure "
        "of the text (version, paragraph, sentence) and do not change when the alignment does. A sentence "
        "may run over page breaks, running heads and note anchors, which are marked in it and are no part "
        "of its words.",
    ),
    (
        "interpretation",
        {},
        "Alignment, where there is any, stands in standOff, apart from the texts: a link for each bead, "
        "sentences of the original first; a ptr for sentences without counterpart. @n counts the sentences "
        "of both sides, @ana tells whether a person has seen it. @corresp in the texts repeats the links. "
        "@cert is the probability that the bead is exactly right, no raw similarity: the posterior of the "
        "bead among all alignments of the texts, calibrated by logistic regression on texts that were "
        "aligned by hand (a yearbook, speeches, novels, the press), so that of the beads near 0.9 about "
        "nine in ten are right; a bead that a person confirmed has the certainty high. @resp of gaps, "
        "remarks and other elements inside sentences names who stands behind them: the software, which "
        "read the brackets and signs of the file so, or the translator, whose note it is.",
    ),
)
"""Element of `<editorialDecl>`, its attributes, wording."""
