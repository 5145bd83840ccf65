"""The walk over many texts at once finds what py3langid's own walk finds in each."""

import math
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from diptych.survey.language_model import AT_ONCE, log_likelihoods

LANGUAGES = frozenset({"ru", "uk", "en", "de", "sr", "zh"})
TEXTS = st.lists(
    st.text(st.sampled_from("abdeinorst ,.ABДНабвеинорстія部長的 \u0301\ud800"), max_size=60), max_size=8
)


@cache
def identifier():
    own = LanguageIdentifier.from_model_file(MODEL_FILE)
    own.set_languages(LANGUAGES)
    return own


@settings(deadline=None, max_examples=50)  # the model is read once
@given(TEXTS)
@example([])
@example(["", "Посол", "", "THE AMBASSADOR", "大使" * 400])
@example([f"text {number}" for number in range(2 * AT_ONCE + 1)])
def test_many_at_once_are_as_one_by_one(texts):
    for text, found in zip(texts, log_likelihoods(texts, [*LANGUAGES, "xx"]), strict=True):
        scale = math.sqrt(len(identifier()._encode(text)) or 1)
        alone = {language: score / scale for language, score in identifier().rank(text)}
        assert found == pytest.approx(alone, rel=1e-4, abs=1e-3)


def test_no_language_that_is_known():
    assert log_likelihoods(["Посол"], ["xx"]) == [{}]
