"""Accuracy of language detection on a table of labelled passages, by mode and by length.

    python benchmarks/languages.py /path/to/langid-cases.tsv

The table: id, lang, accept (answers counted as right), kind, words, bucket, text; tab-separated,
no quoting. Mode `pair`: the row's language and English; English rows against each of the
others, averaged. Mode `all`: every language of the table. `und` rows have no language; the
share of them under the least confident twentieth of the labelled rows is reported.
"""

import csv
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from diptych.survey.language import detect

Row = Mapping[str, str]
BUCKETS = ("1", "2-3", "4-7", "8-12", "13-24")


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def candidate_sets(row: Row, languages: list[str], mode: str) -> list[list[str]]:
    if mode == "all":
        return [languages]
    if row["lang"] in {"en", "und"}:
        return [[other, "en"] for other in languages if other != "en"]
    return [[row["lang"], "en"]]


def score(row: Row, languages: list[str], mode: str, change: Callable[[str], str]) -> tuple[float, float]:
    """Share of right answers and mean confidence of a row."""
    found = [detect(change(row["text"]), candidates) for candidates in candidate_sets(row, languages, mode)]
    right = sum(language in row["accept"].split(",") for language, _ in found) / len(found)
    return right, sum(confidence for _, confidence in found) / len(found)


def share(results: list[tuple[Row, float, float]], key: str, value: str) -> str:
    scores = [right for row, right, _ in results if row[key] == value]
    return f"{value} {100 * sum(scores) / len(scores):.1f}" if scores else f"{value} -"


def calibration(results: list[tuple[Row, float, float]]) -> str:
    bands = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.98), (0.98, 1.01))
    parts = []
    for low, high in bands:
        inside = [right for _, right, confidence in results if low <= confidence < high]
        if inside:
            parts.append(f"{low}-{min(high, 1)}: {100 * sum(inside) / len(inside):.0f} % of {len(inside)}")
    return ", ".join(parts)


def report(rows: list[Row], languages: list[str], mode: str, name: str, change: Callable[[str], str]) -> None:
    started = time.perf_counter()
    labelled = [(row, *score(row, languages, mode, change)) for row in rows if row["lang"] != "und"]
    seconds = time.perf_counter() - started
    none = [score(row, languages, mode, change)[1] for row in rows if row["lang"] == "und"]
    threshold = sorted(confidence for *_, confidence in labelled)[len(labelled) // 20]
    total = 100 * sum(right for _, right, _ in labelled) / len(labelled)
    print(f"{mode:5} {name:10} all {total:.1f}   ({len(labelled) / seconds:.0f} rows/s)")
    print("   words:", ", ".join(share(labelled, "bucket", bucket) for bucket in BUCKETS))
    print(
        "   kinds:",
        ", ".join(share(labelled, "kind", kind) for kind in ("heading", "prose", "mixed", "date")),
    )
    print("   confidence:", calibration(labelled))
    print(f"   und rows below {threshold:.2f}: {sum(c < threshold for c in none)} of {len(none)}")
    for row, right, confidence in labelled:
        if right < 1:
            print(f"   {row['id']} {row['lang']} {right:.2f} {confidence:.2f} {change(row['text'])[:70]}")


def main() -> None:
    rows = rows_of(Path(sys.argv[1]))
    languages = sorted({row["lang"] for row in rows} - {"und"})
    for mode in ("pair", "all"):
        report(rows, languages, mode, "as written", str)
        report(rows, languages, mode, "UPPER CASE", str.upper)


if __name__ == "__main__":
    main()
