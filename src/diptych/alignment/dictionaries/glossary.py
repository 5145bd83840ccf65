"""Dictionaries as tables: a column a language, with tabs between them."""

from diptych.alignment.dictionaries.concepts import Concept, Contents, expressions
from diptych.errors import AlignmentError
from diptych.survey.language_names import language_code

_COMMENT = "#"


def read_glossary(text: str, where: str) -> Contents:
    """Reads a table with a concept a line; several expressions in a cell are parted by commas or semicolons.

    If the first two cells or more name languages, by code or by name, these are the columns that count; else
    the first two columns are. Empty lines and those that begin with `#` are left out.

    Args:
        text: of the file.
        where: what the file is called in errors.

    Raises:
        AlignmentError: a line has one column only.

    >>> read_glossary("de\\tEnglish\\nHaus\\thouse; building (a large one)\\n", "a.tsv")
    Contents(languages=('de', 'English'), concepts=[(('Haus',), ('house', 'building'))])
    """
    languages: tuple[str, ...] | None = None
    concepts: list[Concept] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith(_COMMENT):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2:
            raise AlignmentError(
                f"one column only: {line.strip()[:60]!r}",
                f"{where}:{number}",
                "a dictionary as a table has a column for each language, with a tab between them",
            )
        if languages is None:
            languages = _header(cells)
            if any(languages):
                continue
        concept = tuple(expressions(cell) for cell in cells[: len(languages)])
        if sum(map(bool, concept)) > 1:
            concepts.append(concept + ((),) * (len(languages) - len(concept)))
    return Contents(languages or ("", ""), concepts)


def _header(cells: list[str]) -> tuple[str, ...]:
    """The languages that the first cells name; two without a name if the row is no header."""
    named = next((k for k, cell in enumerate(cells) if not language_code(cell)), len(cells))
    return tuple(cells[:named]) if named > 1 else ("", "")
