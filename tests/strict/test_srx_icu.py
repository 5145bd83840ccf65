"""Rules of SRX: ICU's regular expressions, which SRX is made for, cut our test sentences as we do."""

import ctypes
import re
from ctypes.util import find_library
from functools import cache
from random import Random
from typing import Any

import pytest
from clients import needs

from diptych.sentences import RuleCutter, break_rules, split
from diptych.sentences.lexicon import lexicon
from tests.exchange.segmenting import by_places
from tests.exchange.test_srx import LANGUAGES, OTHERWISE
from tests.sentences.test_splitting import passages

LIBRARY = find_library("icui18n")

icu = needs("ICU", LIBRARY)


@cache
def function(name: str) -> Any:
    """A function of the library, whose names end in its version."""
    assert LIBRARY
    version = re.search(r"\d+", LIBRARY.rpartition("so")[2])
    assert version
    found = getattr(ctypes.CDLL(LIBRARY), f"uregex_{name}_{version[0]}")
    found.restype = ctypes.c_void_p if name == "open" else ctypes.c_int32
    return found


def call(name: str, *arguments: Any) -> Any:
    status = ctypes.c_int(0)
    result = function(name)(*arguments, ctypes.byref(status))
    assert status.value <= 0, (name, arguments, status.value)
    return result


def utf16(text: str) -> tuple[bytes, ctypes.c_int32]:
    data = text.encode("utf-16-le")
    return data, ctypes.c_int32(len(data) // 2)


@cache
def compiled(pattern: str) -> ctypes.c_void_p:
    return ctypes.c_void_p(call("open", *utf16(pattern), 0, None))


def ends(pattern: str, text: str) -> list[int]:
    """Where the matches of a pattern end."""
    found = []
    data = utf16(text)
    call("setText", compiled(pattern), *data)
    while call("findNext", compiled(pattern)) & 1:
        found.append(call("end", compiled(pattern), 0))
    return found


def fits(pattern: str, text: str, place: int) -> bool:
    if not pattern:
        return True
    data = utf16(text)
    call("setText", compiled(pattern), *data)
    return bool(call("lookingAt", compiled(pattern), place) & 1)


@icu
@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_are_cut_as_the_splitter_cuts_them(language: str) -> None:
    rules = [(rule.breaks, rule.before, rule.after) for rule in break_rules(language)]
    for of, passage in passages():
        text = re.sub(" {2,}", " ", passage.replace("\\n", "" if language == "zh" else " ").replace("‖", ""))
        if of == language:
            found = by_places(text, rules, ends, fits)
            assert (found == split(text, language)) is (text not in OTHERWISE), text


def test_the_quick_look_never_contradicts_the_rules() -> None:
    """Where the cutter does not ask the rules, they agree: in sentences, and in heaps of words."""
    random = Random(7)
    for language in LANGUAGES:
        cutter = RuleCutter(language)
        texts = [passage.replace("‖", "").replace("\\n", " ") for of, passage in passages() if of == language]
        words = " ".join(texts).split()
        listed = [f"{entry.replace('.', '. ')}." for entry in sorted(lexicon(language).abbreviations)]
        heaps = [random.choices(words, k=40) for _ in range(10)]
        heaps += [random.sample(words + listed, k=20) + random.choices(words, k=20) for _ in range(10)]
        for text in [*texts, *map(" ".join, heaps)]:
            for place in cutter.places(text):
                assert cutter.cuts(text, place) == cutter.by_rules(text, place), text
