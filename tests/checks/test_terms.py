"""Terms by stems, the longest first."""

from pathlib import Path

import pytest

from diptych.alignment import read_dictionary
from diptych.checks import Pair, check_pairs

BASE = """ru\ten\tde
ЦК КПСС\tCC CPSU; Central Committee of the CPSU\tZK der KPdSU
совет министров\tCouncil of Ministers\tMinisterrat
совет\tsoviet; council\tRat
中央委员会\tCentral Committee\t
"""


@pytest.mark.parametrize(
    ("source", "target", "terms"),
    [
        ("Постановление Совета Министров", "Resolution of the Council of Ministers", []),
        ("В Совете Министров", "In the cabinet", ["Совете Министров"]),
        ("Советами", "by the Soviets", []),
        ("ЦК КПСС постановил", "The Central Committee of the CPSU resolved", []),
        ("ЦК КПСС постановил", "The Politburo resolved", ["ЦК КПСС"]),
        ("ЦК КПСС постановил", "", []),
    ],
)
def test_a_term_must_be_rendered_as_the_base_has_it(
    tmp_path: Path, source: str, target: str, terms: list[str]
) -> None:
    base = tmp_path / "terms.tsv"
    base.write_text(BASE, "utf-8")
    found = check_pairs([Pair("1", "ru", "en", source, target)], [read_dictionary(base)])
    assert [f.source_value for _, f in found if f.code == "term"] == terms


def test_a_base_of_other_languages_says_nothing(tmp_path: Path) -> None:
    base = tmp_path / "terms.tsv"
    base.write_text(BASE, "utf-8")
    assert check_pairs([Pair("1", "fr", "en", "conseil", "board")], [read_dictionary(base)]) == []
