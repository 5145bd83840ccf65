"""What pages state is found under its name, in its normal form; what the document says is left alone."""

import pytest

from diptych.model import Source
from diptych.survey import survey
from diptych.survey.credits import find_credits
from diptych.survey.dates import find_date
from diptych.survey.references import is_reference, parse_reference
from tests.survey.metadatacases import Case, cases, rows, verdicts

CASES = list(cases())
FEWEST_RIGHT = 0.95


@pytest.mark.parametrize("set", ["dev", "held"])
def test_statements_are_found(set: str) -> None:
    judged = [verdict for case in CASES if case.set == set for verdict in verdicts(case)]
    assert sum(right for _, right in judged) / len(judged) >= FEWEST_RIGHT


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_page_states_what_it_states(case: Case) -> None:
    assert [gold for gold, right in verdicts(case) if not right] == []


@pytest.mark.parametrize(("_", "text", "edtf"), [row + [""] * (3 - len(row)) for row in rows("dates.tsv")])
def test_dates(_: str, text: str, edtf: str) -> None:
    found = find_date(text)
    assert (found.edtf if found else "") == edtf


@pytest.mark.parametrize(("_", "text", "parts"), rows("references.tsv"))
def test_references(_: str, text: str, parts: str) -> None:
    found = parse_reference(text)
    assert found is not None
    assert "; ".join(f"{level}={words}" for level, words in found.parts) == parts
    assert all(words.rstrip(".") in text for _, words in found.parts)


@pytest.mark.parametrize(
    "text",
    [
        "Comrade Ivanov, l. 5, d. 6",
        "Collected Works, vol. 5, p. 12",
        "Pravda, 5 May 1956, p. 3",
        "Ministry of Trade, 1956",
        "Order No. 5 of the Ministry, 12 May 1956",
        "Our file d. 56, op. 12 of last year",
        "RGANI",
        "",
        "\ud800, ф. \x00, оп. 3",
        "f. 3, " * 500,
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert not is_reference(text)


@pytest.mark.parametrize(
    ("_", "text", "credited"), [row + [""] * (3 - len(row)) for row in rows("credits.tsv")]
)
def test_credits(_: str, text: str, credited: str) -> None:
    found = [f"{role}={name}" for role, name in find_credits(text)]
    assert sorted(found) == sorted(filter(None, credited.split("; ")))


@pytest.mark.parametrize(
    "piece", ["31 February 1956 ", "5-", "一九", "译者：王 ", "Date: ", "Date\tx\n", "f. 3, оп. "]
)
def test_hostile_repetition_takes_no_time_out_of_proportion(piece: str) -> None:
    assert survey(Source("page.txt", piece * 5000, "utf-8", "0" * 64)).blocks
