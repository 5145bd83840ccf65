"""Which beads are handed on."""

import pytest

from diptych.exchange import Selection
from diptych.model import Status
from tests.exchange.parallels import LETTER, TELEGRAM


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (Selection(), ["1", "2", "3", "4", "n1", "1"]),
        (Selection(min_confidence=0.8), ["1", "2", "n1"]),
        (Selection(statuses=frozenset({Status.CONFIRMED})), ["1"]),
        (Selection(kinds=frozenset({"1-1"}), notes=False), ["1"]),
        (Selection(kinds=frozenset({"1-0", "0-1"})), ["3", "4"]),
        (Selection(pairs=frozenset({"zh-en"})), ["1"]),
        (Selection(documents=("let*",)), ["1", "2", "3", "4", "n1"]),
        (Selection(documents=("电报",)), ["1"]),
    ],
)
def test_only_what_is_asked_for_is_kept(selection: Selection, kept: list[str]) -> None:
    assert [unit.id for text in selection.of([LETTER, TELEGRAM]) for unit in text.units] == kept


def test_the_texts_stay_whole_whatever_is_selected() -> None:
    (text,) = Selection(min_confidence=0.99, documents=("letter",)).of([LETTER, TELEGRAM])
    assert (text.source, text.target) == (LETTER.source, LETTER.target)
