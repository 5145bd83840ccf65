"""A summary as rows of its tables; the columns stand in `tables/columns.py`."""

from collections.abc import Iterable, Iterator

from diptych.exchange.parallel import joined
from diptych.summary.paragraphs import ParagraphPair, deviation
from diptych.summary.summarising import PairKind, Summary
from diptych.summary.tallies import Side, Tally, ratio
from diptych.summary.terms import Told
from diptych.summary.vocabulary import Vocabulary, word_list
from diptych.tables import Row


def text_rows(summary: Summary) -> Iterator[Row]:
    """A row for every alignment."""
    for one in summary.parts:
        yield {
            "document": one.text.document,
            "versions": one.text.pair,
            **_of_tally(one.kind, one.tally),
        }


def pair_rows(summary: Summary) -> Iterator[Row]:
    """A row for every pair of languages: the sums of the rows above."""
    for kind, parts in summary.pairs.items():
        yield {
            "documents": len({part.text.document for part in parts}),
            **_of_tally(kind, summary.totals[kind]),
        }


def _of_tally(kind: PairKind, tally: Tally) -> Row:
    beads, source, target = tally.beads, tally.source, tally.target
    return {
        "pair": kind.pair,
        "part": kind.part.value,
        "source_role": kind.source_role,
        "target_role": kind.target_role,
        **_of_side("source", source),
        **_of_side("target", target),
        "word_ratio": ratio(target.size.words, source.size.words),
        "character_ratio": ratio(target.size.characters, source.size.characters),
        "beads": beads.beads,
        "confirmed": beads.confirmed,
        "doubtful": beads.doubtful,
        "mean_confidence": beads.mean_confidence,
        **_alone("omitted", source),
        **_alone("added", target),
    }


def _of_side(name: str, side: Side) -> Row:
    return {
        f"{name}_paragraphs": side.paragraphs,
        f"{name}_sentences": side.size.sentences,
        f"{name}_words": side.size.words,
        f"{name}_unit": side.size.unit.value,
        f"{name}_characters": side.size.characters,
        f"{name}_sentence_length": ratio(side.size.words, side.size.sentences),
    }


def _alone(name: str, side: Side) -> Row:
    return {
        f"{name}_sentences": side.alone.sentences,
        f"{name}_share": ratio(side.alone.sentences, side.size.sentences),
        f"{name}_characters_share": ratio(side.alone.characters, side.size.characters),
        f"{name}_doubtful": side.alone_doubtful,
    }


def bead_rows(summary: Summary) -> Iterator[Row]:
    """A row for every kind of bead of every alignment."""
    for one in summary.parts:
        for kind, beads in one.tally.kinds.items():
            yield {
                "document": one.text.document,
                "versions": one.text.pair,
                "pair": one.kind.pair,
                "part": one.part.value,
                "kind": kind,
                "beads": beads.beads,
                "share": ratio(beads.beads, one.tally.beads.beads),
                "confirmed": beads.confirmed,
                "doubtful": beads.doubtful,
                "mean_confidence": beads.mean_confidence,
            }


def paragraph_rows(summary: Summary) -> Iterator[Row]:
    """A row for every paragraph, or paragraphs that only together have a counterpart."""
    for pair in summary.paragraphs:
        source, target = pair.group.paragraphs
        yield {
            "document": pair.text.document,
            "versions": pair.text.pair,
            "part": pair.part.value,
            "kind": pair.group.kind,
            "source_paragraphs": source,
            "target_paragraphs": target,
            "source_ids": [line.id for line in pair.group.source],
            "target_ids": [line.id for line in pair.group.target],
            "source_sentences": pair.source.sentences,
            "target_sentences": pair.target.sentences,
            "source_words": pair.source.words,
            "target_words": pair.target.words,
            "source_characters": pair.source.characters,
            "target_characters": pair.target.characters,
            "word_ratio": pair.word_ratio,
            "character_ratio": pair.character_ratio,
            "deviation": deviation(pair, summary.usual),
            "doubtful": pair.doubtful,
            **_texts(pair),
        }


def _texts(pair: ParagraphPair) -> Row:
    return {
        "source_text": joined([line.text for line in pair.group.source]),
        "target_text": joined([line.text for line in pair.group.target]),
    }


def vocabulary_rows(summary: Summary) -> Iterator[Row]:
    """A row for every version."""
    for text, found in summary.vocabularies:
        yield {
            "document": text.document,
            "version": text.version,
            "language": text.language,
            "role": text.role,
            "part": text.part.value,
            "sentences": text.sentences,
            **_of_vocabulary(found),
        }


def language_rows(summary: Summary) -> Iterator[Row]:
    """A row for every language, originals and translations apart."""
    for kind, found in summary.languages.items():
        texts = summary.by_language[kind]
        yield {
            "language": kind.language,
            "role": kind.role,
            "part": kind.part.value,
            "texts": len(texts),
            "sentences": sum(text.sentences for text in texts),
            **_of_vocabulary(found),
            "list_head": found.list_head,
        }


def rendering_rows(found: Iterable[Told]) -> Iterator[Row]:
    """A row for everything that stands for a term; for places without a rendering, why there is none."""
    for one in found:
        for group in one.groups():
            yield {
                "term": one.term,
                "language": one.language,
                "other_language": one.other_language,
                "rendering": group.rendering,
                "forms": "; ".join(group.forms),
                "how": group.how.value,
                "count": len(group.places),
                "share": ratio(len(group.places), len(one.places)),
                "doubtful": group.doubtful,
                "documents": group.documents,
                "beads": group.beads,
            }


def occurrence_rows(found: Iterable[Told]) -> Iterator[Row]:
    """A row for every place where a term stands."""
    for one in found:
        for place in one.places:
            couple = place.occurrence.couple
            source, target = couple.text.words(couple.unit)
            yield {
                "term": one.term,
                "document": couple.text.document,
                "versions": couple.text.pair,
                "bead": couple.unit.id,
                "side": couple.side,
                "language": one.language,
                "found": place.occurrence.found,
                "rendering": place.text,
                "how": place.how.value,
                "confidence": couple.unit.bead.confidence,
                "status": couple.unit.bead.status.value,
                "source_text": source,
                "target_text": target,
            }


def _of_vocabulary(found: Vocabulary) -> Row:
    return {
        "unit": found.unit.value,
        "tokens": found.tokens,
        "types": found.types,
        "type_token": found.type_token,
        "standardised": found.standardised,
        "moving": found.moving,
        "hapaxes": found.hapaxes,
        "word_length": found.word_length,
        "sentence_length": found.sentence_length,
    }


def word_rows(summary: Summary) -> Iterator[Row]:
    """A row for every word of every language, originals and translations apart."""
    for kind, texts in summary.by_language.items():
        tokens = summary.languages[kind].tokens
        for rank, (word, count, spread) in enumerate(word_list(texts), start=1):
            yield {
                "language": kind.language,
                "role": kind.role,
                "part": kind.part.value,
                "rank": rank,
                "word": word,
                "count": count,
                "per_thousand": 1_000 * count / tokens,
                "texts": spread,
            }
