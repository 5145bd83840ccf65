"""Which language each line is in: what is long enough knows, what is short goes with its neighbours.

Short lines (headings, names, dates) tell their language badly. The likeliest sequence
of languages over all lines together (Viterbi) weighs what each seems to be against
where it stands, and how often the page changes its language.
"""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log

from diptych.model import UNKNOWN_LANGUAGE, Kind
from diptych.months import month_names
from diptych.survey import dates, knowledge, shape
from diptych.survey.announcements import AFTER
from diptych.survey.columns import CELL
from diptych.survey.language import close_languages, common_languages, detect, detect_each, document_languages
from diptych.survey.pages import RULE
from diptych.survey.scripts import CASED, script
from diptych.survey.turns import cut_strokes, cut_turns
from diptych.survey.units import QUOTED, Unit

SURE = 0.9
"""Confidence from which a short line is believed."""
SHORT = 40
"""Letters; what is shorter takes its language from its neighbours unless it is quite sure."""
LIKELY, UNLIKELY, BELOW_RULE = 3.0, 2.0, 1.0
"""Logarithms of how much likelier or unlikelier a turn is where the structure speaks for or against it."""
ONE_BY_ONE = -1.0
"""The same for any turn on a page where no language comes back."""
SAMPLE = 12
"""Passages that tell whether a page is in a language that we know."""
LEAST_SURE, DOUBTED = 0.5, 0.45
"""Confidence from which a line of some length is believed, and that of a line that contradicts itself."""
DOUBTFUL = 0.4
"""Confidence among all languages below which a text is in none of them."""
FEW = 16
"""Letters; what is shorter, a name mostly, says the less about its language."""
FEWEST_TELLING = 4
"""Letters of small words that tell a language."""
LONGEST_NAME = 60
"""Characters of a line that may stand in each version, word for word: a name, a place, a number."""
NAMES, DATELINE = 0.3, 0.6
"""Weights of the language that names and titles, and a place and date, seem to be in."""
OTHER_LANGUAGE = -8.0
"""Logarithm of the likelihood of a sure unit, or of another script, in a language."""
NEVER = -1e9
"""The same for what a person states to be in another language."""
LEAST_OF_A_SCRIPT = 0.1
"""Share of the letters; a script with less of them is in names and quotations only."""
LEAST_OF_A_PLACE = 0.85
"""Of the letters of a column or section, those in one language, if it is in one."""
LONGEST_BY_PLACE = 80
"""Letters; what is longer knows its language, wherever it stands."""
ANNOUNCED = frozenset({"section original", "section translation", "section version"})
_NOT_ROMAN = re.compile(r"[^\W\d_IVXLC]")
_WORDS = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"[^\W\d_]\.[\s\u00a0]?[^\W\d_]")


def assign_languages(units: list[Unit], stated: Sequence[str], only: Sequence[str] = ()) -> list[Unit]:
    """Find each undecided unit's language, and smooth what is short by its neighbours.

    Args:
        units: of the whole page; decided ones get a language too.
        stated: languages that the record names.
        only: the languages of the document, where a person states them.
    """
    units = cut_turns(units)
    texts = [unit.text for unit in units if unit.kind is None and not _is_settled(unit)]
    settled = [unit.stated.version for unit in units if unit.stated and _is_settled(unit)]
    found = only or _languages_of(texts, stated) or ([] if settled else stated)
    candidates = list(dict.fromkeys([*found, *settled]))
    if not candidates:
        return units
    units = cut_strokes(units, candidates)
    detected = _detected(units, candidates)
    document = [index for index, unit in enumerate(detected) if unit.kind in {None, Kind.NOTE}]
    settled_by_place = _languages_by_place(detected)
    smoothed = _smooth(
        [detected[index] for index in document],
        [settled_by_place[index] for index in document],
        _below_rules(detected, document),
    )
    for index, unit in zip(document, smoothed, strict=True):
        detected[index] = unit
    return detected


def _below_rules(units: Sequence[Unit], document: Sequence[int]) -> set[int]:
    """Which of the document's units stand below a rule of signs, by their places among them."""
    pairs = enumerate(itertools.pairwise(document), start=1)
    return {
        place
        for place, (before, index) in pairs
        if any(unit.reason == RULE for unit in units[before + 1 : index])
    }


def _languages_of(texts: Sequence[str], stated: Sequence[str]) -> list[str]:
    """The languages of a page, script by script: two scripts are never one language."""
    by_script: dict[str, list[str]] = {}
    for text in texts:
        by_script.setdefault(script(text), []).append(text.lower() if text.isupper() else text)
    if "Kana" in by_script:  # names and dates in Chinese characters are Japanese there
        short = [text for text in by_script.get("Hani", ()) if not shape.is_prose(text)]
        by_script["Kana"] += short
        by_script["Hani"] = [text for text in by_script.get("Hani", ()) if text not in short]
    total = sum(shape.letters(text) for text in texts) or 1
    found: list[str] = []
    for name, written in by_script.items():
        if name and sum(shape.letters(text) for text in written) >= LEAST_OF_A_SCRIPT * total:
            found.extend(_one_of_each_group(_languages_in(written), stated))
    return [language for language in dict.fromkeys(found) if language != UNKNOWN_LANGUAGE]


def _languages_in(texts: Sequence[str]) -> list[str]:
    """The languages of passages in one script; of short ones, the likeliest among the common languages."""
    plain = [text for text in texts if not shape.is_list_of_names(text)] or list(texts)
    long_enough = sum(shape.letters(text) for text in plain) >= SHORT
    found = document_languages(plain) if long_enough else []
    if found and _are_unknown(plain):
        return [UNKNOWN_LANGUAGE]
    return found or [detect(" ".join(plain), common_languages())[0]]


def _one_of_each_group(languages: list[str], stated: Sequence[str]) -> list[str]:
    """Of languages that cannot be told apart only one: the stated one, else the first."""
    for group in close_languages():
        members = [language for language in languages if language in group]
        kept = next((language for language in stated if language in group), members[0]) if members else ""
        others = set(members) - {kept}
        languages = [
            kept if language in members else language for language in languages if language not in others
        ]
        if kept and kept not in languages:
            languages.append(kept)
    return languages


def _are_unknown(texts: Sequence[str]) -> bool:
    """Whether passages of some length look, one by one, like none of the languages that we know."""
    sample = texts[:SAMPLE]
    sizes = [shape.letters(text) for text in sample]
    found = detect_each(sample, [])
    sure = sum(size * confidence for size, (_, confidence) in zip(sizes, found, strict=True))
    return sum(sizes) >= 2 * SHORT and sure < DOUBTFUL * sum(sizes)


def _is_settled(unit: Unit) -> bool:
    """Whether a person states the language."""
    return unit.stated is not None and bool(unit.stated.version)


def _detected(units: Sequence[Unit], candidates: Sequence[str]) -> list[Unit]:
    """Units with the language of each, as it tells it itself or a person does."""
    found = detect_each([unit.text for unit in units], candidates)
    doubted = _doubted(units, found) if len(candidates) > 1 else {}
    small = detect_each(list(doubted.values()), candidates)
    for place, (language, _) in zip(doubted, small, strict=True):
        if language != found[place][0]:
            found[place] = found[place][0], DOUBTED
    return [
        unit._replace(language=unit.stated.version, confidence=1.0)
        if unit.stated and _is_settled(unit)
        else unit._replace(language=language, confidence=confidence)
        for unit, (language, confidence) in zip(units, found, strict=True)
    ]


def _doubted(units: Sequence[Unit], found: Sequence[tuple[str, float]]) -> dict[int, str]:
    """The small words of the lines in which they may be in another language than the names seem to be."""
    asked = (
        (place, _small_words(unit.text))
        for place, (unit, (_, confidence)) in enumerate(zip(units, found, strict=True))
        if confidence >= LEAST_SURE and shape.letters(unit.text) < LONGEST_BY_PLACE
    )
    return {place: small for place, small in asked if small}


def _is_sure(unit: Unit) -> bool:
    if _is_settled(unit):
        return True
    if unit.language == UNKNOWN_LANGUAGE or unit.confidence < LEAST_SURE:
        return False
    if shape.letters(unit.text) < (8 if unit.confidence >= SURE else SHORT):
        return False
    return shape.is_capitals(unit.text) or not (
        shape.is_list_of_names(unit.text) or dates.is_dateline(unit.text)
    )


def _languages_by_place(units: Sequence[Unit]) -> list[str]:
    """The language that each unit has by where it stands; empty where that says nothing.

    A column of a table, what a prefix announces and what stands under a heading that announces a
    version is in one language, if its sentences are.
    """
    groups = _groups(units)
    sizes: dict[str, Counter[str]] = {}
    for unit, group in zip(units, groups, strict=True):
        if group and unit.kind is None and _is_sure(unit):
            sizes.setdefault(group, Counter())[unit.language] += shape.letters(unit.text)
    told = {
        group: language
        for group, found in sizes.items()
        for language, size in found.most_common(1)
        if size >= LEAST_OF_A_PLACE * found.total()
    }
    return [told.get(group, "") if len(set(told.values())) > 1 else "" for group in groups]


def _groups(units: Sequence[Unit]) -> list[str]:
    """The name of the column, prefix or section that each unit belongs to; empty for none.

    On a page without these, what is quoted in a letter is one group and the rest another; so is what is
    indented, where the versions take turns.
    """
    section, number, names = "", 0, []
    announced = sum(unit.field in ANNOUNCED for unit in units)
    for unit in units:
        if unit.field.startswith("section "):
            number += 1
            section = f"section {number}" if unit.field in ANNOUNCED and announced > 1 else ""
        by_mark = (mark for mark in sorted(unit.marks) if mark.startswith((AFTER, CELL)))
        names.append(next(by_mark, section))
    if any(names):
        return names
    if any(QUOTED in unit.marks for unit in units):
        return ["quoted" if QUOTED in unit.marks else "not quoted" for unit in units]
    sure = [unit.language for unit in units if unit.kind is None and _is_sure(unit)]
    turns = sum(one != other for one, other in itertools.pairwise(sure))
    return [f"indented {unit.indent > 0}" for unit in units] if 2 * turns > len(sure) else names


def _smooth(units: list[Unit], by_place: Sequence[str], below_rules: Collection[int]) -> list[Unit]:
    """Weigh each unit's language against its neighbours': the likeliest sequence of languages (Viterbi).

    Args:
        units: of the document and its notes.
        by_place: the language that each has by where it stands.
        below_rules: places of those that a rule parts from what is above.
    """
    sure = [unit.language for unit in units if _is_sure(unit)]
    languages = list(dict.fromkeys([*sure, *_alone_in_their_script(units)]))
    if not languages:
        return units
    odds, follows = _habits_of_turning(sure, languages)
    scripts = _scripts_of(languages, units)
    emissions = [_likelihoods(unit, languages, scripts) for unit in units]
    for place, (unit, own) in enumerate(zip(units, by_place, strict=True)):
        if own in languages and shape.letters(unit.text) < LONGEST_BY_PLACE and not _is_settled(unit):
            emissions[place] = [0.0 if language == own else OTHER_LANGUAGE for language in languages]
    for place, own in _said_in_each(units, languages, odds > 0).items():
        emissions[place] = [
            emission + (LIKELY if language == own else 0.0)
            for language, emission in zip(languages, emissions[place], strict=True)
        ]
    shaped = _turns_by_structure(units)
    turns = [
        odds
        + (max(_turn(unit), 0.0) if odds > 0 else _turn(unit))
        + (BELOW_RULE if place in below_rules else 0.0)
        + shaped.get(place, 0.0)
        for place, unit in enumerate(units)
    ]
    path = _likeliest(emissions, turns, follows)
    return [_in_language(unit, languages[state]) for unit, state in zip(units, path, strict=True)]


def _in_language(unit: Unit, language: str) -> Unit:
    return unit if unit.language == language else unit._replace(language=language)


def _habits_of_turning(sure: Sequence[str], languages: Sequence[str]) -> tuple[float, list[list[float]]]:
    """How readily the page turns to another language, and from which to which, as logarithms."""
    pairs = Counter(itertools.pairwise(sure))
    switches = sum(times for (one, other), times in pairs.items() if one != other)
    odds = log((switches + 0.5) / (pairs.total() - switches + 0.5))
    if switches < len(set(sure)):  # no language comes back: the versions follow one another
        odds = min(odds, ONE_BY_ONE)
    follows = []
    for one in languages:
        left = [pairs[one, other] + 0.5 if other != one else 0.0 for other in languages]
        follows.append([log(times / sum(left)) if times else 0.0 for times in left])
    return odds, follows


def _turns_by_structure(units: Sequence[Unit]) -> dict[int, float]:
    """Where versions follow one another, what is known of the places where the second and the others begin.

    Of the short lines between two texts as many close the one as close the last,
    and as many open the other as open the first; behind the last nothing of the others comes.
    """
    lines = [place for place, unit in enumerate(units) if unit.kind is None]
    texts = [
        n for n, place in enumerate(lines) if shape.is_prose(units[place].text) and _is_sure(units[place])
    ]
    languages = [units[lines[n]].language for n in texts]
    switches = [(texts[n], texts[n + 1]) for n in range(len(texts) - 1) if languages[n] != languages[n + 1]]
    bonus = _parallel_marks(units)
    if not switches or len(switches) != len(set(languages)) - 1:
        return bonus
    opening, closing = texts[0], len(lines) - 1 - texts[-1]
    bonus |= dict.fromkeys(lines[texts[-1] + 1 :], -UNLIKELY)
    for last, first in switches:
        if opening + closing == first - last - 1:
            bonus[lines[last + 1 + closing]] = LIKELY
    return bonus


def _parallel_marks(units: Sequence[Unit]) -> dict[int, float]:
    """A classification mark right below one that looks like another language's."""
    marks = [
        place
        for place, unit in enumerate(units)
        if unit.kind is None and knowledge.has_formula("classification", unit.text)
    ]
    return {
        other: LIKELY
        for one, other in itertools.pairwise(marks)
        if other - one == 1 and units[one].language != units[other].language
    }


def _said_in_each(units: Sequence[Unit], languages: Sequence[str], by_turns: bool) -> dict[int, str]:
    """Short lines that stand on the page as often as it has languages: one in each, in their order.

    A name that signs the original signs the translation too; what is said beside the names may differ.
    """
    texts: dict[str, list[int]] = {language: [] for language in languages}
    for place, unit in enumerate(units):
        if unit.language in texts and (
            (_is_sure(unit) and shape.is_prose(unit.text)) or (by_turns and unit.confidence >= SURE)
        ):
            texts[unit.language].append(place)
    middle = {own: found[0 if by_turns else len(found) // 2] for own, found in texts.items() if found}
    order = sorted(languages, key=lambda own: middle.get(own, len(units)))
    places: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        if unit.kind is None and len(unit.text) <= LONGEST_NAME and not shape.is_prose(unit.text):
            places.setdefault(_names_in(unit.text), []).append(place)
    return {
        place: language
        for same in places.values()
        if len(same) == len(order) > 1
        and (by_turns or _stand_in_turn(same, [middle.get(own) for own in order]))
        for place, language in zip(same, order, strict=True)
    }


def _stand_in_turn(places: Sequence[int], middles: Sequence[int | None]) -> bool:
    """Whether no line stands above the text before its own: two lines above one text are both of that."""
    before = zip(places[1:], middles, strict=False)
    return all(middle is None or place > middle for place, middle in before)


def _names_in(text: str) -> str:
    """The names and figures of a line, in any order; all its words where it has fewer than two."""
    names = [word for word in knowledge.bare(text).split() if word.isdigit() or word.title() in text]
    return " ".join(sorted(names)) if len(names) > 1 else knowledge.bare(text)


def _alone_in_their_script(units: Sequence[Unit]) -> list[str]:
    """Languages of units that are too short to be sure, in scripts that no sure unit is written in."""
    taken = {script(unit.text) for unit in units if _is_sure(unit)}
    sizes: Counter[tuple[str, str]] = Counter()
    for unit in units:
        if (
            unit.language != UNKNOWN_LANGUAGE
            and script(unit.text) not in taken
            and not _says_nothing(unit.text)
        ):
            sizes[script(unit.text), unit.language] += shape.letters(unit.text)
    best: dict[str, str] = {}
    for (written, language), _ in sizes.most_common():
        best.setdefault(written, language)
    return list(best.values())


def _says_nothing(text: str) -> bool:
    """Numerals, single letters and signs, which tell no language."""
    few = 3 if script(text) in {"", *CASED} else 1
    return shape.letters(text) < few or _NOT_ROMAN.search(text) is None


def _likelihoods(unit: Unit, languages: Sequence[str], scripts: Mapping[str, set[str]]) -> list[float]:
    """Logarithm of how well a unit goes with each language; short units say little, scripts much."""
    if _is_settled(unit):
        return [0.0 if language == unit.language else NEVER for language in languages]
    if _says_nothing(unit.text):
        return [0.0] * len(languages)
    written = script(unit.text)
    fits = [not written or written in scripts[language] for language in languages]
    if _is_sure(unit):
        return [0.0 if language == unit.language else OTHER_LANGUAGE for language in languages]
    possible = [language for language, fit in zip(languages, fits, strict=True) if fit]
    told = _told(unit, possible) if len(possible) > 1 else []
    weights = [-sum(weight for language, weight in told if own != language in languages) for own in languages]
    return [each if fit or not any(fits) else OTHER_LANGUAGE for each, fit in zip(weights, fits, strict=True)]


def _told(unit: Unit, languages: Sequence[str]) -> list[tuple[str, float]]:
    """What a short unit's words say of its language, and what its small words alone: (language, weight)."""
    language, confidence = detect(unit.text, languages)
    small = _small_words(unit.text)
    factor = NAMES if small or _is_names(unit) else DATELINE if dates.is_dateline(unit.text) else 1.0
    told = [(language, factor * _weight(unit.text, confidence, FEW))]
    if small:
        language, confidence = detect(small, languages)
        told.append((language, _weight(small, confidence, FEW / 2)))
    return told


def _weight(text: str, confidence: float, enough: float) -> float:
    """The logarithm of the odds that a text is in a language, the less the fewer letters it has."""
    share = min(max(confidence, 0.5), 0.98)
    return log(share / (1 - share)) * min(1.0, shape.letters(text) / enough)


@lru_cache(maxsize=4096)
def _small_words(text: str) -> str:
    """The words of a line of names that tell its language: those in small letters, and months.

    >>> _small_words("István Szabó II, witness"), _small_words("Roma, 12 Aprile 1945"), _small_words("in May")
    ('witness', 'Aprile', '')
    """
    words = list(_WORDS.finditer(text))
    small = [
        match[0]
        for match in words
        if (match[0].islower() and not _is_particle(match, text)) or match[0].lower() in month_names(False)
    ]
    found = " ".join(small) if len(small) < len(words) else ""
    return found if shape.letters(found) >= FEWEST_TELLING else ""


def _is_particle(word: re.Match[str], text: str) -> bool:
    """Whether a word is part of the name behind it: “von Habsburg”."""
    behind = text[word.end() :].lstrip()[:1]
    return behind.isupper() and knowledge.small_words("name particle").fullmatch(word[0]) is not None


def _is_names(unit: Unit) -> bool:
    if shape.is_capitals(unit.text) or knowledge.has_formula("classification", unit.text):
        return False
    return shape.is_list_of_names(unit.text)


def _scripts_of(languages: Sequence[str], units: Sequence[Unit]) -> dict[str, set[str]]:
    """The scripts in which the page writes each language."""
    also = {
        language: {"Hani"} if language in {"ja", "ko"} and "zh" not in languages else set()
        for language in languages
    }
    return {
        language: also[language]
        | {script(unit.text) for unit in itertools.islice(_sure_in(units, language), 3)}
        or {script(unit.text) for unit in units if unit.language == language and not _says_nothing(unit.text)}
        for language in languages
    }


def _sure_in(units: Sequence[Unit], language: str) -> Iterator[Unit]:
    return (unit for unit in units if unit.language == language and _is_sure(unit))


def _turn(unit: Unit) -> float:
    """How much likelier than elsewhere another language begins with this unit, as a logarithm."""
    if knowledge.has_formula("classification", unit.text) or knowledge.has_formula("salutation", unit.text):
        return 1.0
    if knowledge.has_formula("closing", unit.text) or unit.text[-1:] == ")" or _INITIAL.match(unit.text):
        return -1.0
    return 0.3 if unit.gap > 1 else 0.0


def _likeliest(emissions: list[list[float]], turns: list[float], follows: list[list[float]]) -> list[int]:
    """The best sequence of states.

    Staying costs nothing; turning to another state costs `-turns` and what speaks against just that one.
    """
    scores = emissions[0]
    back: list[list[int]] = []
    for emission, turn in zip(emissions[1:], turns[1:], strict=True):
        came = [_best_before(state, scores, turn, follows) for state in range(len(follows))]
        back.append([before for before, _ in came])
        scores = [reached + own for (_, reached), own in zip(came, emission, strict=True)]
    path = [scores.index(max(scores))]
    for before in reversed(back):
        path.append(before[path[-1]])
    return path[::-1]


def _best_before(
    state: int, scores: Sequence[float], turn: float, follows: Sequence[Sequence[float]]
) -> tuple[int, float]:
    """The state from which another is best reached, and how well; staying is preferred."""
    best, most = state, scores[state]
    for other, score in enumerate(scores):
        reached = score + (turn + follows[other][state])
        if other != state and reached > most:
            best, most = other, reached
    return best, most
