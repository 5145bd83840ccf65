"""What every header says about how texts are treated: the words of `<encodingDesc>`."""

PURPOSE = (
    "A document and its translations as a parallel corpus: every sentence with an id, "
    "every alignment with its certainty."
)

PRACTICE: tuple[tuple[str, str | None, str], ...] = (
    (
        "normalization",
        None,
        "White space is folded to one blank at line and page ends. Otherwise the characters are those "
        "of the file: no change of case, accents, quotation marks or Unicode form. Editorial remarks and "
        "gaps stand in their elements with the brackets of the source.",
    ),
    (
        "hyphenation",
        "some",
        "Hyphens at line ends are taken out where the halves make one word; all others are kept.",
    ),
    (
        "segmentation",
        None,
        "Paragraphs are divided into s elements, end to end and never nested. Ids come from the structure "
        "of the text (version, paragraph, sentence) and do not change when the alignment does. A sentence "
        "may run over page breaks, running heads and note anchors, which are marked in it and are no part "
        "of its words.",
    ),
    (
        "interpretation",
        None,
        "Alignment, where there is any, stands in standOff, apart from the texts: a link for each bead, "
        "sentences of the original first; a ptr for sentences without counterpart. @n counts the sentences "
        "of both sides, @cert is the probability that the bead is exactly right, @ana tells whether a "
        "person has seen it. @corresp in the texts repeats the links.",
    ),
)
"""Element of `<editorialDecl>`, value of `@eol`, wording."""
