"""Plain text for training: a unit a line in one file a language, as Moses and whatever followed it read."""

from collections.abc import Sequence

from diptych.exchange.parallel import ParallelText, Unit, all_units, by_languages
from diptych.exchange.written import Losses, Written
from diptych.exchange.xces import sentence_file


def write_moses(texts: Sequence[ParallelText]) -> Written:
    """For each pair of languages `corpus.ru-en.ru`, `corpus.ru-en.en` and `corpus.ru-en.ids`.

    All three have the same number of lines and no blank one; so what has no translation is not in them.
    A line of ids holds what OPUS has there: both files, both lists of sentences, the confidence.
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    for (source, target), members in by_languages(texts).items():
        lines = [
            (*sides, _ids(text, unit))
            for text, unit in all_units(members)
            if (sides := _sides(text, unit, losses)) is not None
        ]
        stem = f"corpus.{source}-{target}"
        for column, suffix in enumerate((source, target if target != source else f"{target}2", "ids")):
            files[f"{stem}.{suffix}"] = "".join(f"{line[column]}\n" for line in lines).encode()
    return Written(files, tuple(losses.found))


def _sides(text: ParallelText, unit: Unit, losses: Losses) -> tuple[str, str] | None:
    """Both sides, each on a line; none where one would be blank."""
    id = text.id(unit)
    source, target = (losses.on_one_line(words, id) for words in text.words(unit))
    if source.strip() and target.strip():
        return source, target
    losses.add(id, "left out, one side is empty")
    return None


def _ids(text: ParallelText, unit: Unit) -> str:
    bead = unit.bead
    fields = (
        sentence_file(text, text.source),
        sentence_file(text, text.target),
        " ".join(bead.source),
        " ".join(bead.target),
        f"{bead.confidence:.3f}",
    )
    return "\t".join(fields)
