"""Options that several commands have."""

import codecs
from collections.abc import Iterable
from pathlib import Path

import click


def _known_encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a misspelt encoding at once, not once a document."""
    try:
        return codecs.lookup(value).name if value else None
    except LookupError:
        raise click.BadParameter(
            f"{value!r} is no encoding Python knows; try utf-8, cp1251, koi8-r"
        ) from None


def known_language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The code of a language given by its code or its name; it becomes part of ids and file names."""
    if value is None:
        return None
    from diptych.survey.language_names import stated_code

    code = stated_code(value)
    if not code:
        hint = "try a code or a name: de, sr-Latn, German"
        raise click.BadParameter(f"{value!r} is no language we know; {hint}")
    return code


def known_languages(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str | None, ...]:
    """The codes of several languages, as `known_language` has them."""
    return tuple(known_language(context, parameter, one) for one in value)


def spare(inputs: Iterable[Path], output: Path | None) -> None:
    """Refuses to write over what is read."""
    for path in inputs:
        if output and path.exists() and output.exists() and path.samefile(output):
            raise click.BadParameter(f"{output} is read; it would be lost", param_hint="--output")


def spare_project(project: Path, *outputs: Path | None) -> None:
    """Refuses to write into the seeds of a project, or over its settings, tables and editions."""
    root = project.resolve()
    for output in filter(None, outputs):
        place = output.resolve()
        is_result = place.parent in (root / "corpus", root / "tei") and place.suffix in {".tsv", ".xml"}
        is_read = is_result and place.is_file() and place.name != "findings.tsv"
        if is_read or place == root / "diptych.toml" or place.is_relative_to(root / "seeds"):
            raise click.UsageError(f"{output} belongs to the project and would be lost; give another place")


encoding_option = click.option(
    "--encoding", callback=_known_encoding, help="Encoding of the input, where the detection is wrong."
)
max_size_option = click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=64,
    show_default=True,
    help="Refuse files that are larger, packed or unpacked (MB).",
)
project_option = click.option(
    "--project", type=click.Path(path_type=Path), default=Path("."), help="The folder that holds seeds/."
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
dictionary_option = click.option(
    "--dictionary",
    "dictionaries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A bilingual dictionary that helps to align: a table (TSV), TBX or dictd. May be repeated.",
)
encoder_option = click.option(
    "--encoder",
    metavar="NAME",
    default="embedded",
    show_default=True,
    help="What compares the sentences: embedded, e5, e5:all, or a model of sentence-transformers.",
)
all_pairs_option = click.option(
    "--all-pairs", is_flag=True, help="Align every two versions, not only the original with each translation."
)
output_option = click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
)
