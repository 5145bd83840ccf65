r"""The splitter's rules as pairs of regular expressions, for tools that cut sentences by SRX.

A rule says of a place between two characters whether a sentence ends there, by what stands before and what
after it; of several that fit, the first decides (SRX 2.0). The vetoes count and compare, which a pair of
patterns can only come near to: each function here has the name of the veto that it stands for.

The patterns keep to what Java, ICU and Python's `regex` read alike: no flags, no `\w` or `\b` (Java's know
only ASCII), nothing with a meaning bare within a class, lookbehind of limited length.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from diptych.sentences.candidates import INVISIBLE, STRONG
from diptych.sentences.lexicon import VOWELS, Ending, Lexicon, lexicon


@dataclass(frozen=True, slots=True)
class BreakRule:
    """A rule of SRX.

    Attributes:
        breaks: whether a sentence ends where it fits.
        before: matches up to the place.
        after: matches from the place on.
    """

    breaks: bool
    before: str
    after: str


_SPECIAL = frozenset(r"\^$.|?*+()[]{}-&~#")


def literal(text: str) -> str:
    """A pattern for a text as it is, in a class or out of one.

    Args:
        text: any string.
    """
    return "".join(f"\\{character}" if character in _SPECIAL else character for character in text)


def _any_of(characters: str) -> str:
    return f"[{literal(characters)}]"


_BLANK = r"[\s\u00a0\u2009\u202f\u3000]"
_WEAK = _any_of(".!?…‥．")
_ANCHOR = (
    r"\[\^[^\]\s]{1,12}\]|\[\d{1,3}(?:[,;–\-]\s?\d{1,3}){0,4}\]|\[[a-z*]\]"
    r"|(?<=\p{L}{3}[.!?…])(?:\(\d{1,2}\)|\d{1,2}\)|\*{1,3}\))(?=\s)|(?<=\p{L}{4}[.!?…][»”]?)\d{1,3}(?=\s)"
)
"""An anchor of a note that is glued to the mark: [^1], [1], [2, 3], [a], (1), 1), *), 1."""
_CLOSES = literal("”’›»«“‘)]}）］｝」』】〉》〕﹂﹄¹²³⁴⁵⁶⁷⁸⁹⁰") + INVISIBLE + "\"'"
_CLOSING = rf"(?:[{_CLOSES}]|{_BLANK}»(?![\p{{L}}\p{{N}}])|{_ANCHOR})"
_QUOTE = _any_of("”’›»«“\"'」』》〉")
_OPENING = _any_of('«»„“"‹›([{–—')
_NEVER = "(?!)"
_FULL_STOP = r"\."
_SHORTENED = rf"\.{_BLANK}?"
_AFTER_MARK = r"(?<![\p{L}\s,;:])"
"""Spares tools that look for the second pattern in the whole text most places of it."""
_DASH = _any_of("-‐‑‒–—―")
_BETWEEN = r"[^\p{L}\p{N}]{0,40}"
"""What may stand between a place and the next word."""
_BEGIN = r"(?<![\p{L}\p{N}])"
_END = r"(?![\p{L}\p{N}\p{M}])"
_FIRST = rf"{_BEGIN}(?<=^|(?:\p{{L}}{{4}}[.…]|[\u1100-\uffff][.…]|\d{{4}}\.|[!?:;。！？»”\"]){_BLANK})"
"""Where a sentence might begin: not behind what is short enough for an abbreviation."""
_ROMAN = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_HAN = r"[\u2e80-\u2fff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_SMALL = r"(?![\u10d0-\u10ff])\p{Ll}"
_LABEL_AHEAD = rf"(?:\d{{1,3}}[.)]|\p{{L}}\)){_BLANK}+[^\p{{L}}\p{{N}}\s]?\p{{L}}"
_DOT = rf"[.．]{_CLOSING}*"
_INSIDE = rf"{_WEAK}(?:{_WEAK}|{_CLOSING})*"
"""Final marks with what closes with them."""


def _stops(lexicon: Lexicon) -> str:
    return f"[{literal(STRONG + '.!?…‥．' + lexicon.marks)}]"


def _run(lexicon: Lexicon) -> str:
    """A run of final marks with what closes with them."""
    spaced = rf"{_BLANK}{_stops(lexicon)}+(?![\p{{L}}\p{{N}}])"
    return f"{_stops(lexicon)}(?:{_stops(lexicon)}|{_CLOSING}|{spaced})*"


def _forms(entry: str) -> Iterator[str]:
    """The casings that an entry of a word list stands for."""
    yield entry
    if entry.islower() and len(entry) > 1:
        yield entry[0].upper() + entry[1:]
    if len(entry) > 1 and entry[1] != ".":
        yield entry.upper()


def _alternatives(words: Iterable[str]) -> str:
    """Any of some words, the longest first; shortened ones with blanks behind their dots."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(literal(word).replace(_FULL_STOP, _SHORTENED) for word in ordered) or _NEVER})"


def _either(entries: Iterable[str]) -> str:
    """Any of some words in the casings that they may have."""
    return _alternatives(form for entry in entries for form in _forms(entry))


@lru_cache(maxsize=64)
def _starter(language: str) -> str:
    """A capitalised word that usually begins a sentence, with what stands before it."""
    capitals = {form for entry in lexicon(language).starters for form in _forms(entry) if form[0].isupper()}
    capitals |= {entry.upper() for entry in lexicon(language).starters if len(entry) == 1}
    words = "|".join(sorted(map(literal, capitals), key=lambda form: (-len(form), form)))
    return rf"{_BETWEEN}(?:{words or _NEVER})(?<!\p{{Lu}}(?=\.)){_END}"


def _unless_starter(lexicon: Lexicon) -> str:
    return f"(?!{_starter(lexicon.language)})"


def _abbreviated(lexicon: Lexicon, ending: Ending) -> str:
    """The abbreviations of a section, but casings that stand in another."""
    known = lexicon.abbreviations
    words = (word for word, found in known.items() if found is ending)
    forms = {form for word in words for form in _forms(word) if known.get(form, ending) is ending}
    return _alternatives(forms | {_in_full(form, lexicon.suspended) for form in forms})


def _in_full(form: str, first_words: frozenset[str]) -> str:
    """An abbreviation that begins with a word in full: и.др stands for "и др."."""
    first, _, others = form.partition(".")
    return f"{first} {others}" if others and first.lower() in first_words else form


Rules = Iterator[BreakRule]


def _no(before: str, after: str) -> BreakRule:
    return BreakRule(False, before, _ahead(after))


def _yes(before: str, after: str) -> BreakRule:
    return BreakRule(True, before, _ahead(after))


def _ahead(after: str) -> str:
    """What only looks ahead, for some tools look for the second pattern from where its last match ended."""
    return f"(?={_AFTER_MARK}{after})" if after else ""


def _no_word_before(lexicon: Lexicon) -> Rules:
    yield _no(rf"^[^\p{{L}}\p{{N}}]*{_stops(lexicon)}{_CLOSING}*", "")


def _goes_on_small(lexicon: Lexicon) -> Rules:
    yield _no(_run(lexicon), rf"{_BETWEEN}(?!\p{{L}}\){_BLANK}){_SMALL}")


def _punctuation_follows(lexicon: Lexicon) -> Rules:
    yield _no(_run(lexicon), rf"{_BLANK}*(?:{_any_of(',;:/)]}%=，；：、')}|\.(?={_BLANK}|$))")


def _bracketed_mark(lexicon: Lexicon) -> Rules:
    yield _no(rf"{_any_of('([<{（［【')}{_stops(lexicon)}+{_any_of(')]>}）］】')}{_CLOSING}*", "")


def _list_label(lexicon: Lexicon) -> Rules:
    label = r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|\p{L}|[IVXLC]{1,6}|[一二三四五六七八九十百]{1,4})"
    yield _no(rf"{_FIRST}(?<!{_either(lexicon.months)}\.{_BLANK}){label}{_DOT}", "")


def _opener(lexicon: Lexicon) -> Rules:
    openers = (r"[.\s\-]{0,2}".join(entry) for entry in sorted(lexicon.openers))
    yield _no(rf"(?<=^|[.!?…]{_BLANK}){_BEGIN}(?:{'|'.join(openers)}){_DOT}", "")


def _heading_label(lexicon: Lexicon) -> Rules:
    number = rf"(?:\d[^\s.]{{0,9}}|{_ROMAN}|\p{{L}})"
    yield _no(rf"{_FIRST}{_either(lexicon.labels)}\.?{_BLANK}(?:№{_BLANK}?)?{number}{_DOT}", "")


def _speaker_label(lexicon: Lexicon) -> Rules:
    title = rf"(?:{_either(lexicon.titles)}\.?|\p{{Lu}}\p{{Ll}}{{0,5}}\.)"
    name = rf"(?:{_BLANK}\p{{Lu}}[^\s,:;]{{0,20}}?){{1,4}}?"
    yield _no(rf"{_FIRST}{title}{name}(?<=\p{{L}}{{3}}){_DOT}", "")


def _date(lexicon: Lexicon) -> Rules:
    dotted = "dotted ordinals" in lexicon.traits
    day = r"(?:\d{1,2}|\d{4})(?:[./]\d{1,2}|[./]?[IVX]{1,4})?"
    ahead = r"(?:\d{1,2}\.\s?\d|\d{1,2}-?[\p{L}\p{N}]|\d{4}(?!\d)|[IVX]{1,4}\.\s?\d)"
    yield _no(rf"(?<!\d)\d{{1,2}}\.?{_BLANK}\p{{L}}+\.", rf"{_BLANK}*\d{{4}}(?!\d)")
    yield _no(f"{_BEGIN}{day}{_DOT}", f"{_BETWEEN}{_either(lexicon.months)}{_END}")
    short = day if dotted else r"\d{1,2}(?:[./]\d{1,2}|[./]?[IVX]{1,4})?"
    yield _no(rf"{_BEGIN}(?:{short}|[IVX]{{1,4}}){_DOT}", f"{_BETWEEN}(?!{_LABEL_AHEAD}){ahead}")
    if dotted:
        yield _no(rf"{_BEGIN}\d{{4}}{_DOT}", f"{_BETWEEN}{_ROMAN}{_END}")


def _amount_goes_on(lexicon: Lexicon) -> Rules:
    currencies = _either(lexicon.currencies)
    yield _no(f"{_BEGIN}{_either(lexicon.magnitudes)}{_DOT}", f"{_BETWEEN}{currencies}{_END}")
    yield _no(f"{_BEGIN}{currencies}{_DOT}", f"{_BETWEEN}{_either(lexicon.currency_followers)}{_END}")


def _abbreviation(lexicon: Lexicon) -> Rules:
    never, starter, number, name, unit, may = (
        f"{_BEGIN}{_abbreviated(lexicon, ending)}{_DOT}"
        for ending in (Ending.NEVER, Ending.STARTER, Ending.NUMBER, Ending.NAME, Ending.UNIT, Ending.MAY)
    )
    magnitude = rf"(?:{_BLANK}?{_either(lexicon.magnitudes)}\.?(?:{_BLANK}\p{{Ll}}{{1,3}})?)?"
    unit_alone = unit.removeprefix(_BEGIN)
    counted, dated = (
        rf"(?=\p{{L}})(?<=[\p{{N}}IVX][\p{{N}}IVX.,/–\-]{{{fewest},9}}(?<!,){magnitude}{_BLANK}?){unit_alone}"
        for fewest in (0, 3)
    )
    capital = rf"(?!{_BLANK}*{_DASH}){_BETWEEN}\p{{Lu}}"
    follower = f"{_BETWEEN}{_either(lexicon.acronym_followers)}{_END}"
    yield _no(may, follower)
    yield _yes(may, rf"(?!{_BLANK}*{_DASH}){_BETWEEN}[\p{{Lu}}\p{{N}}]")
    yield _no(counted, follower)
    yield _yes(counted, capital)
    yield _yes(dated, f"{_BETWEEN}{_LABEL_AHEAD}")
    yield _no(never, "")
    yield _no(starter, _unless_starter(lexicon))
    yield _no(unit, _unless_starter(lexicon))
    yield _no(number, rf"{_BETWEEN}(?:\p{{N}}|{_ROMAN}{_END})")
    yield _no(name, rf"{_BETWEEN}(?:\p{{N}}|{_ROMAN}{_END}|{_name(lexicon)})")
    suspended = _either(lexicon.suspended)
    title = rf"(?:{_FIRST}|[,.;:(]{_BLANK}?|{_BEGIN}{suspended}{_BLANK}|{_FIRST}\p{{L}}{{1,3}}{_BLANK})"
    yield _no(rf"{_BEGIN}(?=\p{{L}})(?<={title}){name.removeprefix(_BEGIN)}", _unless_starter(lexicon))
    parts = rf"{_BEGIN}(?=\p{{L}}*[.\-]?\p{{L}}*\p{{Ll}})\p{{L}}{{1,4}}(?:\.[\-]?\p{{L}}{{1,4}})+"
    yield _no(f"{parts}{_DOT}", _unless_starter(lexicon))


def _name(lexicon: Lexicon) -> str:
    """A name: an initial, an acronym, a known ending, or two capitalised words."""
    surname = rf"\p{{Lu}}\p{{L}}*{_either(lexicon.surname_endings)}{_END}"
    adjective = rf"(?!\p{{L}}*{_either(lexicon.adjective_endings)}{_END})"
    titles = f"(?!{_either(lexicon.titles)}{_END})"
    return (
        rf"(?:\p{{Lu}}\.|{_either(lexicon.initials)}\.|(?!{_starter(lexicon.language)})"
        rf"(?:\p{{Lu}}{{2,6}}{_END}|{adjective}{surname}|{titles}\p{{Lu}}\p{{L}}+{_BLANK}\p{{Lu}}))"
    )


def _initial(lexicon: Lexicon) -> Rules:
    letters = f"(?:{_either(lexicon.initials)}|\\p{{Lu}})"
    alone = rf"(?<![\p{{L}}\p{{N}}]|\p{{Lu}}\.\p{{Lu}}\.){letters}(?:[.\-]{letters})?{_DOT}"
    if lexicon.surname_endings:
        surname = rf"{_BEGIN}\p{{Lu}}\p{{L}}{{2,}}(?<={_either(lexicon.surname_endings)})"
        other = rf"(?!\p{{L}}*{_either(lexicon.surname_endings)}{_END})\p{{Lu}}\p{{L}}"
        after = f"{_BETWEEN}(?:{other}|{_LABEL_AHEAD})"
        yield _yes(rf"{surname}{_BLANK}(?:{letters}\.{_BLANK}?)?{letters}\.", after)
    yield _no(alone, rf"(?![^\p{{L}}\p{{N}}]*[«„“\"]){_unless_starter(lexicon)}")
    acronym = rf"{_BEGIN}(?:\p{{Lu}}\.){{3,}}{_CLOSING}*"
    yield _no(acronym, f"{_BETWEEN}{_either(lexicon.acronym_followers)}{_END}")


def _ordinal(lexicon: Lexicon) -> Rules:
    if "dotted ordinals" in lexicon.traits:
        counted = rf"(?:{_either(lexicon.labels)}|\p{{L}}{{1,5}}\.){_BLANK}(?:\d+[–—/\-])?\d{{1,3}}"
        yield _yes(f"{_BEGIN}{counted}{_DOT}", rf"{_BETWEEN}\p{{Lu}}")
        yield _no(rf"{_BEGIN}(?:\d{{1,3}}|{_ROMAN}){_DOT}", _unless_starter(lexicon))


@lru_cache(maxsize=1)
def _vowels() -> str:
    """The vowels of Latin, Greek and Cyrillic with all their accents."""
    letters = filter(str.isalpha, map(chr, range(0x530)))
    return "".join(c for c in letters if not VOWELS.isdisjoint(unicodedata.normalize("NFD", c.lower())))


def _unlisted_abbreviation(lexicon: Lexicon) -> Rules:
    after = _unless_starter(lexicon)
    yield _no(rf"{_BEGIN}(?![\u0530-\uffff])\p{{Ll}}{_DOT}", after)
    if "syllabic consonants" not in lexicon.traits:
        letter = rf"(?![{_vowels()}\u0530-\uffff])\p{{L}}"
        yield _no(rf"{_BEGIN}(?!\p{{Lu}}+\.)(?:{letter}){{2,5}}{_DOT}", after)


def _reference_number(lexicon: Lexicon) -> Rules:
    number = rf"\d+(?:[\-–—/]\d+)*(?:\s*(?:{_any_of(',;:)]')}|$)|\s*\(\d)"
    yield _no(rf"{_BEGIN}\p{{L}}{{1,5}}{_DOT}", f"{_BETWEEN}{number}")


def _open_bracket(lexicon: Lexicon) -> Rules:
    opened = rf"[^\s.!?…]{_BLANK}?\([^()]{{0,200}}"
    yield _no(rf"{_WEAK}{_CLOSING}*(?<={opened}{_WEAK}\))", _unless_starter(lexicon))
    yield _no(rf"{_INSIDE}(?<={opened})", r"[^()]{0,200}\)")


def _speech_verb(lexicon: Lexicon) -> Rules:
    quoted = rf"{_run(lexicon)}(?<={_QUOTE})"
    if lexicon.quotation_particles:
        yield _no(quoted, _either(lexicon.quotation_particles))
    if lexicon.speech:
        verb = _either(lexicon.speech)
        yield _no(
            quoted, rf"(?=[\u2e80-\u9fff])[^，。：！？；、,.:!?;\s]{{0,11}}{verb}(?=[，。：！？；,.:!?;\s]|$)"
        )
        words = rf"{_BLANK}*\p{{L}}[^\s]*(?:{_BLANK}[^\s]+){{0,2}}{_BLANK}{verb}{_END}"
        yield _no(rf"{quoted}(?<![.][”’›»«“\"'])", f"{_unless_starter(lexicon)}{words}")


def _attribution_follows(lexicon: Lexicon) -> Rules:
    yield _no(rf"{_run(lexicon)}(?<={_QUOTE})", rf"{_BLANK}*{_DASH}{_BLANK}*\p{{L}}")


def _quotation_goes_on(lexicon: Lexicon) -> Rules:
    opened = r"[^\s.!?…][\s(]{1,2}[«„“][^«„“»”]{0,60}"
    after = rf"[^«„“»”]{{0,60}}[»”“]{_BLANK}?(?:{_SMALL}|[,;])"
    yield _no(rf"{_stops(lexicon)}+(?<={opened})", after)


def _ellipsis_goes_on(lexicon: Lexicon) -> Rules:
    yield _no("[…‥.]+", _HAN)


def _sentence_end(lexicon: Lexicon) -> Rules:
    strong = f"[{literal(STRONG + lexicon.marks)}](?:{_stops(lexicon)}|{_CLOSING})*"
    weak = _INSIDE
    word = r"(?=[^\p{L}\p{N}]*[\p{L}\p{N}])"
    yield _yes(strong, word)
    yield _yes(weak, rf"{_BLANK}{word}")
    yield _yes(rf"{_INSIDE}(?<={_HAN}[^\p{{L}}\p{{N}}\s]{{1,6}})", f"{_BETWEEN}{_HAN}")
    if lexicon.glued_endings:
        yield _yes(rf"{_either(lexicon.glued_endings)}{_INSIDE}", r"(?=[\u1100-\uffff])\p{L}")
    lost = rf"{_OPENING}?(?=\p{{Lu}}(?:\p{{Ll}}|{_END}))(?!\p{{L}}+[.@/])"
    yield _yes(rf"{_BEGIN}\p{{L}}{{2,}}{_SMALL}{_WEAK}", lost)


def _telegraph_stops(lexicon: Lexicon) -> Rules:
    capitals = rf"(?<=\p{{Lu}}{{2}}{_BLANK})"
    stops, words = _either(lexicon.telegraph_stops), _either(lexicon.telegraph_words)
    after = rf"(?={_BLANK}\p{{Lu}}{{2}})"
    yield BreakRule(True, f"{capitals}{stops}(?:{_BLANK}{stops})*", after)
    again = f"(?:(?<={words}.{{1,200}}{words})|(?=.{{1,200}}{words}))"
    yield BreakRule(True, f"{capitals}{words}{again}", after)


RULES: tuple[Callable[[Lexicon], Rules], ...] = (
    _no_word_before,
    _goes_on_small,
    _punctuation_follows,
    _bracketed_mark,
    _list_label,
    _opener,
    _heading_label,
    _speaker_label,
    _date,
    _amount_goes_on,
    _reference_number,
    _open_bracket,
    _speech_verb,
    _attribution_follows,
    _quotation_goes_on,
    _ellipsis_goes_on,
    _abbreviation,
    _initial,
    _ordinal,
    _unlisted_abbreviation,
    _sentence_end,
    _telegraph_stops,
)
"""Vetoes that stand alone come first, then those that know exceptions; sentences end where none objects."""


def break_rules(language: str) -> list[BreakRule]:
    """The rules of a language in the order in which they are asked.

    Args:
        language: BCP 47 code; general rules where it has no data of its own.
    """
    known = lexicon(language)
    return [rule for rules in RULES for rule in rules(known)]


def final_marks(language: str) -> str:
    """A pattern for what may end a sentence, with what closes with it.

    Args:
        language: BCP 47 code.
    """
    return _run(lexicon(language))
