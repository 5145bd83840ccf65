"""Text that stands where it should not: another script, the source itself, damaged letters."""

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import cache
from importlib.resources import files

from diptych.checks.figures import is_roman, latin_letters
from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.model import Span

_SCRIPTS = {
    "CYRILLIC": frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "mn", "ky", "tg"}),
    "GREEK": frozenset({"el"}),
    "HEBREW": frozenset({"he", "yi"}),
    "ARABIC": frozenset({"ar", "fa", "ur"}),
    "CJK": frozenset({"zh", "ja", "ko"}),
    "HIRAGANA": frozenset({"ja"}),
    "KATAKANA": frozenset({"ja"}),
    "HANGUL": frozenset({"ko"}),
    "ARMENIAN": frozenset({"hy"}),
    "GEORGIAN": frozenset({"ka"}),
}
"""The languages that are written in a script; all that are named nowhere are written in Latin letters."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\[(«“„\"][^\])»”“\"]*[\])»”“\"]")
_MOJIBAKE = re.compile(
    "Ã[\x80-\xbfŠŒŽšœžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|[ÂÄÅ][\x80-\x9f\xa1-\xbfŠŒŽšœžŸƒˆ˜‚„†‡•…‰‹›€™]"
    "|Ð[\x80-\xbf]|Ñ[\x80-\x8fŠŒŽƒˆ‚„†‡…‰‹€]|â€[\x80-\xbf™œž”“–—˜¦]|ï»¿|ï¿½|�"
    "|(?:Р[°-ї]|С[Ѐ-џ‚ѓ„…†‡€‰]){3,}|Г[¤¶©џ]|вЂ[“”™њќћ¦]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NEIGHBOURS = re.compile("[A-Za-z\u00c0-\u024f].*[\u0370-\u052f]|[\u0370-\u052f].*[A-Za-z\u00c0-\u024f]")
_FOREIGN_LETTERS = 5
"""Letters that a word has at least which is told to be foreign by one of them."""
_COPIED_WORDS = 4
_LEAST_LETTERS = 2


def check_script(pair: Pair) -> Iterator[Finding]:
    """Words of the translation are written in a script that its language does not use."""
    language = pair.target_language.partition("-")[0]
    quoted = [match.span() for match in _QUOTED.finditer(pair.target) if not _has_two_scripts(match[0])]
    foreign = []
    for match in _WORD.finditer(pair.target):
        script = _script(match[0][0])
        is_foreign = script and language not in _SCRIPTS[script] and len(match[0]) >= _LEAST_LETTERS
        is_quoted = any(start < match.start() < end for start, end in quoted)
        if is_foreign and not is_quoted and not _is_mixed(match[0]):
            foreign.append(match)
    if foreign:
        span = Span(foreign[0].start(), foreign[-1].end() if len(foreign) < 12 else foreign[0].end())
        words = span.of(pair.target)
        yield Finding(
            "wrong-script",
            Severity.ERROR,
            f"“{words}” is left in another script",
            None,
            span,
            "",
            words,
            f"translate or romanise “{words}”",
        )


def _has_two_scripts(text: str) -> bool:
    """Whether whole words of Latin letters stand beside words of another script."""
    words = [word[0] for word in _WORD.finditer(text) if len(word[0]) >= _LEAST_LETTERS]
    return len({_script(word[0]) for word in words}) > 1


def check_mixed_letters(pair: Pair) -> Iterator[Finding]:
    """A word mixes letters of two scripts that look alike, as scanners and keyboards do."""
    for text, is_source in ((pair.source, True), (pair.target, False)):
        for match in _WORD.finditer(text):
            if _is_mixed(match[0]):
                span = Span(*match.span())
                yield Finding(
                    "mixed-letters",
                    Severity.WARNING if not is_source else Severity.LOOK,
                    f"“{match[0]}” mixes Latin and Cyrillic or Greek letters",
                    span if is_source else None,
                    None if is_source else span,
                    match[0] if is_source else "",
                    "" if is_source else match[0],
                    f"type “{match[0]}” anew, in letters of one script",
                )
                break


def check_corruption(pair: Pair) -> Iterator[Finding]:
    """Letters are damaged: a wrong encoding, replacement or control characters."""
    for text, is_source in ((pair.source, True), (pair.target, False)):
        match = _MOJIBAKE.search(text) or _CONTROL.search(text)
        if match:
            span = Span(*match.span())
            shown = " ".join(f"U+{ord(c):04X}" for c in match[0][:4])
            yield Finding(
                "damaged-text",
                Severity.WARNING if is_source else Severity.ERROR,
                f"the {'source' if is_source else 'translation'} is damaged here ({shown})",
                span if is_source else None,
                None if is_source else span,
                match[0] if is_source else "",
                "" if is_source else match[0],
                "restore the text from its file, read in the right encoding",
            )


def check_untranslated(pair: Pair) -> Iterator[Finding]:
    """The translation repeats the source."""
    if not pair.source.strip() or pair.source_language == pair.target_language:
        return
    run = _longest_shared_run(pair.source, pair.target) or _foreign_word(pair)
    if run is None:
        return
    words = run.of(pair.target)
    yield Finding(
        "untranslated",
        Severity.ERROR,
        f"“{words}” stands in the translation as in the source",
        None,
        run,
        words,
        words,
        f"translate “{words}”, or put it in quotation marks if it is quoted",
    )


def _longest_shared_run(source: str, target: str) -> Span | None:
    """The longest run of words that both texts have, if it is long enough and no name."""
    there = [word[0].casefold() for word in _WORD.finditer(source)]
    here = list(_WORD.finditer(target))
    whole = [word[0].casefold() for word in here]
    if whole and whole == there and any(word[0].islower() and len(word[0]) > 3 for word in here):
        return Span(here[0].start(), here[-1].end())
    if stretch := _sentence_part(here, set(zip(there, there[1:], there[2:], strict=False))):
        return stretch
    grams = {tuple(there[k : k + _COPIED_WORDS]) for k in range(len(there) - _COPIED_WORDS + 1)}
    starts = [
        k for k in range(len(whole) - _COPIED_WORDS + 1) if tuple(whole[k : k + _COPIED_WORDS]) in grams
    ]
    for start in starts:
        end = start
        while end + 1 in starts:
            end += 1
        words = here[start : end + _COPIED_WORDS]
        if sum(word[0][0].islower() for word in words) > len(words) / 2:
            return Span(words[0].start(), words[-1].end())
    return None


def _sentence_part(words: list[re.Match[str]], there: Set[tuple[str, ...]]) -> Span | None:
    """Three words or more that the source has, too, the first and another small: no name begins so."""
    for k in range(len(words) - 2):
        run = k
        while run + 2 < len(words) and tuple(word[0].casefold() for word in words[run : run + 3]) in there:
            run += 1
        said = words[k : run + 2] if run > k else []
        small = [word for word in said if word[0].islower()]
        if len(small) >= 2 and said[0][0].islower() and " ".join(w[0] for w in said) not in _loan_phrases():
            return Span(said[0].start(), said[-1].end())
    return None


def _foreign_word(pair: Pair) -> Span | None:
    """A small word of the source that has letters which the target's language does not use."""
    language = pair.target_language.partition("-")[0]
    letters = _own_letters().get(language)
    if letters is None:
        return None
    loanwords = _loanwords(language)
    there = {word[0] for word in _WORD.finditer(pair.source)}
    for word in _WORD.finditer(pair.target):
        is_foreign = word[0].islower() and len(word[0]) >= _FOREIGN_LETTERS and not set(word[0]) <= letters
        is_there = is_foreign and any(_is_form_of(word[0], source) for source in there)
        if is_there and not any(word[0].startswith(known) for known in loanwords):
            return Span(*word.span())
    return None


@cache
def _letter_rows() -> list[list[str]]:
    lines = files(__package__).joinpath("data", "letters.txt").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _is_form_of(word: str, source: str) -> bool:
    """Whether a word is one of the source, but for its ending; an English plural is a word taken over."""
    return source.startswith(word) or (not word.endswith("s") and source.startswith(word[:-1]))


@cache
def _loan_phrases() -> frozenset[str]:
    return frozenset(words for kind, _, words in _letter_rows() if kind == "phrase")


@cache
def _own_letters() -> dict[str, frozenset[str]]:
    """The small letters of languages that are written in Latin letters."""
    ascii_letters = frozenset("abcdefghijklmnopqrstuvwxyz")
    return {
        language: ascii_letters | set(letters)
        for kind, language, letters in _letter_rows()
        if kind == "letters"
    }


@cache
def _loanwords(language: str) -> list[str]:
    return [
        w for kind, code, words in _letter_rows() if (kind, code) == ("loan", language) for w in words.split()
    ]


def _script(letter: str) -> str:
    """The script of a letter if it is one of those that tell languages apart; of Latin letters none."""
    if letter < "\u0370":
        return ""
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")


def _is_mixed(word: str) -> bool:
    if word.isascii() or not _NEIGHBOURS.search(word) or is_roman(latin_letters(word)):
        return False
    scripts = {
        _script(letter) or ("LATIN" if "LATIN" in unicodedata.name(letter, "") else "") for letter in word
    }
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
