"""`diptych align`: two files, or one that holds two texts, sentence by sentence."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import (
    all_pairs_option,
    dictionary_option,
    encoder_option,
    encoding_option,
    known_language,
    known_languages,
    max_size_option,
    output_option,
    quiet_option,
    spare,
)
from diptych.errors import AlignmentError

if TYPE_CHECKING:
    from diptych.alignment.matches import Pair
    from diptych.model import Alignment, Document


def _beads(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> list["Pair"]:
    """Refuse a bead that cannot be read before anything is aligned."""
    from diptych.alignment import read_anchor

    try:
        return [read_anchor(text) for text in value]
    except AlignmentError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("targets", metavar="[TARGET]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lines", is_flag=True, help="The files hold one sentence a line; take them as they are.")
@click.option(
    "--source-lang",
    callback=known_language,
    help="Language of SOURCE (de, sr-Latn, German); by default it is detected.",
)
@click.option(
    "--target-lang",
    "target_langs",
    multiple=True,
    callback=known_languages,
    help="Language of TARGET; of several, one each in their order.",
)
@all_pairs_option
@click.option(
    "--anchor",
    "anchors",
    metavar="S:T",
    multiple=True,
    callback=_beads,
    help="Keep this bead: 12:15, 12-13:15, or 12: for a sentence without a partner. Sentences are counted "
    "from 0, as --to pairs prints them. May be repeated.",
)
@click.option(
    "--anchors",
    "anchors_file",
    type=click.Path(path_type=Path),
    help="Keep the beads in this file, which are written as --to pairs prints them.",
)
@dictionary_option
@click.option(
    "--to",
    type=click.Choice(["pairs", "tsv", "tei"]),
    default="tsv",
    show_default=True,
    help="What to write.",
)
@encoder_option
@output_option
@encoding_option
@max_size_option
@quiet_option
def align(
    source: Path,
    targets: tuple[Path, ...],
    lines: bool,
    source_lang: str | None,
    target_langs: tuple[str, ...],
    all_pairs: bool,
    anchors: list["Pair"],
    anchors_file: Path | None,
    dictionaries: tuple[Path, ...],
    to: str,
    encoder: str,
    output: Path | None,
    encoding: str | None,
    max_size: int,
    quiet: bool,
) -> None:
    """Align two files, SOURCE and its translation TARGET, sentence by sentence.

    Several translations are each aligned with SOURCE, and with --all-pairs with each
    other. The results then need --output: -o faust.tsv makes faust.de-en.tsv,
    faust.de-fr.tsv and so on; TEI holds them all in one file.

    With --lines nothing is split or cleaned: only a line end (LF or CRLF) ends a
    sentence, and empty lines count.

    Without --lines the whole text of both files is taken as body and split into
    sentences: titles, navigation, page numbers and notes are not set aside, as
    'diptych build' does. Take out first what should not be aligned.

    --to pairs prints a bead a line: indexes of the sentences on both sides, from 0,
    and the probability that the bead is right, as in [0]:[0, 1]:0.973; a side without
    a sentence is []. --to tsv is the alignment table that 'diptych build' writes.

    With --anchor some beads are given, and the rest is aligned between them.

    A file that holds both texts (.tmx, a table, TEI, a page in two languages) is given alone: then
    it is read as 'diptych build' reads it.

    Example: diptych align faust.de.txt faust.en.txt --lines --to pairs
    """
    from diptych.alignment import load_encoder, read_dictionary, read_pairs
    from diptych.bitext import align_alone, align_files, align_lines
    from diptych.cli.notes import note

    if len(target_langs) > max(len(targets), 1):
        raise click.UsageError("more languages than files: give --target-lang once for each TARGET")
    if len(targets) > 1:
        _refuse_several(to, output)
    spare([source, *targets, *dictionaries, *([anchors_file] if anchors_file else [])], output)
    given = [(match.source, match.target) for match in read_pairs(anchors_file)] if anchors_file else []
    known = [read_dictionary(path) for path in dictionaries]
    if targets:
        languages, beads = (source_lang, *target_langs), [*anchors, *given]
        first, *others = targets
        stated = (
            source, first, languages, encoding, beads, known, load_encoder(encoder), others, all_pairs,
        )  # fmt: skip
        document = align_lines(*stated) if lines else align_files(*stated, max_size * 1024**2)
    elif lines or source_lang or target_langs or anchors or given:
        raise click.UsageError("these options are for two files; give TARGET as well")
    else:
        document = align_alone(source, encoding, known, load_encoder(encoder), all_pairs, max_size * 1024**2)
    _deliver(document, to, output)
    if not quiet:
        *counts, last = (f"{len(version.stream())} {version.language}" for version in document.versions)
        found = " + ".join(str(len(alignment.beads)) for alignment in document.alignments)
        note(f"{', '.join(counts)} and {last} sentences, {found} beads")


def _refuse_several(to: str, output: Path | None) -> None:
    if to != "tei" and output is None:
        raise click.UsageError(f"several alignments need --output FILE.{to}, or --to tei")


def _deliver(document: "Document", to: str, output: Path | None) -> None:
    """One file; where there are several alignments and their format holds one, one each."""
    from diptych.cli.console import deliver, deliver_all

    if len(document.alignments) == 1 or to == "tei":
        return deliver(_written(document, document.alignments[0], to), output)
    _refuse_several(to, output)
    assert output is not None
    deliver_all({_beside(output, a): _written(document, a, to) for a in document.alignments})


def _beside(output: Path, alignment: "Alignment") -> Path:
    """Where one of several alignments goes: `faust.tsv` becomes `faust.de-en.tsv`."""
    return output.with_name(f"{output.stem}.{alignment.source}-{alignment.target}{output.suffix}")


def _written(document: "Document", alignment: "Alignment", to: str) -> bytes:
    if to == "tsv":
        from diptych.tables import alignment_table, write_table

        return write_table(alignment_table(document, alignment))
    if to == "tei":
        from diptych.tei import write_tei

        return write_tei(document)
    from diptych.alignment import write_pairs
    from diptych.bitext import indexed

    return write_pairs(indexed(document, alignment)).encode()
