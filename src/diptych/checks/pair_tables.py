"""Pairs from a table of anybody's, and findings as a table."""

import csv
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pandas as pd

from diptych.checks.findings import Finding
from diptych.checks.pairs import Pair
from diptych.errors import TableError
from diptych.survey.language_names import stated_code
from diptych.tables.cells import cell

PAIR_COLUMNS = ("id", "source_lang", "target_lang", "source", "target")
FINDING_COLUMNS = ("id", "code", "severity", "message", "source_value", "target_value")


def read_pairs_table(path: Path) -> list[Pair]:
    """Pairs from a table with tabs and a header; columns besides `PAIR_COLUMNS` are not looked at.

    Raises:
        TableError: it cannot be read, lacks a column, or names a language that nobody knows.
    """
    try:
        frame = pd.read_csv(
            BytesIO(path.read_bytes()),
            sep="\t",
            dtype="str",
            keep_default_na=False,
            quoting=csv.QUOTE_NONE,
            encoding="utf-8-sig",
        )
    except OSError as error:
        raise TableError(f"cannot be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise TableError("is not UTF-8", path, "save it as UTF-8 text") from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        hint = "a table with tabs, a header, and as many cells in each row"
        raise TableError(f"is no table: {' '.join(str(error).split())}", path, hint) from error
    missing = [column for column in PAIR_COLUMNS if column not in frame.columns]
    if missing:
        raise TableError(
            f"has no column {', '.join(missing)}", f"{path}, row 1", f"it takes {', '.join(PAIR_COLUMNS)}"
        )
    codes = {name: _code(name, path) for column in PAIR_COLUMNS[1:3] for name in frame[column].unique()}
    return [
        Pair(id, codes[source_language], codes[target_language], source, target)
        for id, source_language, target_language, source, target in zip(
            *(frame[column] for column in PAIR_COLUMNS), strict=True
        )
    ]


def _code(name: str, path: Path) -> str:
    code = stated_code(name)
    if not code:
        raise TableError(
            f"{name!r} is no language we know", path, "give a code or a name: de, sr-Latn, German"
        )
    return code


def findings_table(found: Iterable[tuple[Pair, Finding]]) -> pd.DataFrame:
    """Findings, one a row, by the ids of their pairs."""
    rows = [
        (
            cell(pair.id),
            finding.code,
            finding.severity.value,
            cell(finding.message),
            cell(finding.source_value),
            cell(finding.target_value),
        )
        for pair, finding in found
    ]
    return pd.DataFrame(rows, columns=list(FINDING_COLUMNS), dtype="str")
