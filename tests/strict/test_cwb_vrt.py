"""cwb-vrt reads our verticals as CWB does: the same texts, sentences and words, no region lost as empty."""

from pathlib import Path

import pytest

from diptych.corpus import Project
from diptych.corpus.parallels import parallel_texts
from diptych.exchange import FORMATS
from diptych.exchange.cwb import text_id
from diptych.exchange.words import split_words
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER

vrt = pytest.importorskip("vrt.vrt", reason="cwb-vrt (pip install cwb-vrt) is not there")

TEXTS = [LETTER, CROSSED, HOSTILE, *parallel_texts(Project(Path(__file__).parents[2]))]


@pytest.mark.parametrize("side", ["ru", "en"])
def test_texts_sentences_and_words_are_ours(side: str) -> None:
    texts = [text for text in TEXTS if text.languages == ("ru", "en")]
    data = FORMATS["cwb"].write(texts).files[f"corpus.ru-en.{side}.vrt"]
    tokens, regions = vrt.parse_regions(data.decode().splitlines())
    assert [region["id"] for region in regions["text"]] == [text_id(text.document) for text in texts]
    versions = [(text_id(text.document), text.source if side == "ru" else text.target) for text in texts]
    expected = [(f"{id}.{line.id}", line.text) for id, version in versions for line in version.lines]
    assert [region["id"] for region in regions["s"]] == [id for id, _ in expected]
    for region, (_, text) in zip(regions["s"], expected, strict=True):
        words = [token[1] for token in tokens[region["cpos_start"] : region["cpos_end"] + 1]]
        legal = "".join(c for c in text if c not in "\x02\x07\ud83d")
        assert words == [word for word, _ in split_words(legal)]
