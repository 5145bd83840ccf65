"""Words that texts teach, and sentences that come apart between clauses."""

import pytest

from diptych.alignment.clauses import clauses
from diptych.alignment.lexicon import learn, words


def test_words_that_keep_meeting_are_paired() -> None:
    source = [words(f"szo{'abcdefghij'[k // 4]}ka itt van") for k in range(40)]
    target = [words(f"here is word{'abcdefghij'[k // 4]}") for k in range(40)]
    entries = learn([((k,), (k,)) for k in range(40)], source, target)
    assert {(entry.source, entry.target) for entry in entries} == {
        (f"szo{letter}ka", f"word{letter}") for letter in "abcdefghij"
    }
    assert all(entry.regularity == 1 for entry in entries)


def test_nothing_is_learned_from_nothing() -> None:
    assert learn([], [], []) == []
    assert learn([((0,), ())], [words("a b c")], []) == []


@pytest.mark.parametrize(
    "text",
    ["", " ", "One clause only.", "A, b, c", "If so, then; otherwise not.", "他来了，我走了。", "...", "«»"],
)
def test_clauses_are_the_whole_text(text: str) -> None:
    assert "".join(clauses(text)) == text
