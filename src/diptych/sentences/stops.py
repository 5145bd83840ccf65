"""Vetoes for a full stop that belongs to its word: labels, abbreviations, initials, dates, ordinals.

What each language knows stands in `data/`; the rules here only ask what stands before and after.
"""

import re

from diptych.sentences.candidates import DASHES, OPENING, Candidate
from diptych.sentences.followers import is_roman, label_ahead, name_ahead, number_ahead, starts_with_starter
from diptych.sentences.lexicon import Ending

_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]|[IVXLC]{1,6}|[一二三四五六七八九十百]{1,4})")
_DATE_BEHIND = re.compile(r"(?:\d{1,2}|\d{4})(?:[./]\d{1,2}|[./]?[IVX]{1,4})?")
_DATE_AHEAD = re.compile(r"(?:\d{1,2}\.\s?\d|\d{1,2}-?\w|\d{4}\b|[IVX]{1,4}\.\s?\d)")
_REFERENCE_AHEAD = re.compile(r"\d+(?:[-–—/]\d+)*(?:\s*[,;:)\]]|\s*\(\d|\s*$)")
_ELISION = re.compile(r"^\w{1,4}['’](?=\w\w)")
_YEAR_AHEAD = re.compile(r"\d{4}\b")
_BETWEEN_LETTERS = re.compile(r"[.\s\-‐‑]")
_JOINTS = re.compile(r"[.\-‐‑]+")
"""What parts the shortened words that one word is made of."""


def list_label(candidate: Candidate) -> bool:
    """The sentence so far is a number or a letter, or such a label follows a colon or opens a line."""
    word = candidate.before
    if not candidate.dot or not _LABEL.fullmatch(word):
        return False
    at = candidate.mark - len(word)
    if candidate.first == at:
        return True
    gap = candidate.text[max(candidate.start, at - 20) : at]
    previous = gap.rstrip()[-1:]
    return previous in tuple(":;：；") or ("\n" in gap and previous in tuple(",.!?…)"))


def opener(candidate: Candidate) -> bool:
    """The sentence so far is P. S., N. B. or the like, which belongs to what it opens."""
    label = _BETWEEN_LETTERS.sub("", candidate.so_far(12)) if candidate.dot else ""
    return label in candidate.lexicon.openers


def heading_label(candidate: Candidate) -> bool:
    """The sentence so far is a word like Article with a number."""
    if not candidate.dot:
        return False
    words = candidate.so_far(40).replace("№", "").split()
    if len(words) != 2 or words[0].lower().rstrip(".") not in candidate.lexicon.labels:
        return False
    return words[1][0].isdigit() or is_roman(words[1]) or len(words[1]) == 1


def speaker_label(candidate: Candidate) -> bool:
    """The sentence so far is a title with a name, as minutes name a speaker: Тов. Молотов. Я против."""
    words = candidate.so_far(50).split() if candidate.dot else []
    if not 2 <= len(words) <= 5:
        return False
    title = words[0].lower()
    known = title.endswith(".") and candidate.lexicon.ending(words[0][:-1]) in (Ending.NEVER, Ending.NAME)
    if not known and title not in candidate.lexicon.titles:
        return False
    return all(word[0].isupper() and word[-1] not in ",:;" for word in words[1:])


def _known(candidate: Candidate) -> Ending | None:
    """What the lists know of the word before the mark, best with the shortened words before it."""
    word, behind, lexicon = candidate.before, candidate.behind[:-1], candidate.lexicon
    found = lexicon.ending(word) or lexicon.ending(_ELISION.sub("", word))
    if behind and behind[-1] in lexicon.suspended:  # и др., та ін.
        return lexicon.ending(f"{behind[-1]}.{word}") or found
    for further in reversed(behind):
        if not further.endswith("."):
            break
        word = further.lstrip(OPENING) + word
        if len(word) > 12:
            break
        found = lexicon.ending(word) or found
    return found


def _by_parts(candidate: Candidate) -> Ending | None:
    """The same for a word joined of shortened ones, by its last part: ген.-лейт, f.Ausw, z.Zt."""
    parts = [part for part in _JOINTS.split(candidate.before) if part]
    if len(parts) < 2:
        return None
    listed = candidate.lexicon.ending(parts[-1]) if len(parts[-1]) > 1 else None
    if listed is None and "." in candidate.before and all(len(p) < 5 and p.isalpha() for p in parts):
        return None if all(p.isupper() for p in parts) else Ending.STARTER
    return listed


def abbreviation(candidate: Candidate) -> bool:
    """The word is a listed abbreviation, and what follows does not begin a sentence."""
    if not candidate.dot:
        return False
    ending = _known(candidate) or _by_parts(candidate)
    if ending is None:
        return False
    if ending not in (Ending.NUMBER, Ending.NAME) and candidate.lead.lstrip()[:1] in tuple(DASHES):
        return True
    return not _may_end(candidate, ending)


def _may_end(candidate: Candidate, ending: Ending) -> bool:
    if ending is Ending.NEVER:
        return False
    if ending is Ending.NUMBER:
        return not number_ahead(candidate)
    if ending is Ending.NAME:
        return not (number_ahead(candidate) or name_ahead(candidate) or _stands_as_title(candidate))
    if starts_with_starter(candidate):
        return True
    if ending is Ending.UNIT and (number := _number_behind(candidate)):
        if candidate.after[0].isdigit():  # 10 h. 30; but "... 1956 г. 2. Поручить ..."
            return len(number) > 3 and label_ahead(candidate)
        return True
    return ending is Ending.MAY and candidate.after.lower() not in candidate.lexicon.acronym_followers


def _stands_as_title(candidate: Candidate) -> bool:
    """Whether the word stands where titles do and sentences hardly end.

    After a comma, a bracket, an abbreviation or `and`, or first, be it after one short word.
    """
    if starts_with_starter(candidate):
        return False
    at = candidate.mark - len(candidate.before)
    previous = candidate.behind[-2] if len(candidate.behind) > 1 else ""
    if at <= candidate.first or candidate.text[max(0, at - 2) : at].rstrip()[-1:] in tuple(",.;:("):
        return True
    alone = len(previous) < 4 and at - candidate.first == len(previous) + 1
    return alone or previous.lower() in candidate.lexicon.suspended


def amount_goes_on(candidate: Candidate) -> bool:
    """An amount before its currency, or that before its country: 3 mil. Kčs, 5 долл. США."""
    if not candidate.dot:
        return False
    lexicon, word = candidate.lexicon, candidate.before
    if word.lower() in lexicon.magnitudes:
        return candidate.after in lexicon.currencies
    return word in lexicon.currencies and candidate.after in lexicon.currency_followers


def _number_behind(candidate: Candidate) -> str:
    """The number before the unit, if there is one: 1956 г., 2,5 млн. руб., 3 millió Ft., XX в."""
    magnitudes, magnitude = candidate.lexicon.magnitudes, ""
    counted = candidate.before in candidate.lexicon.currencies
    for word in (candidate.before, *reversed(candidate.behind[:-1])):
        word = word.lstrip(OPENING)
        if word[-1:] != "," and (any(char.isdigit() for char in word) or is_roman(word)):
            return word
        if word.rstrip(".").lower() in magnitudes:
            magnitude = word
        elif word != candidate.before and not word.endswith(".") and not counted:
            break
    return magnitude


def _initials(word: str, candidate: Candidate) -> int:
    """Of how many initials a word is made (J, Ю.В, Yu, J.-P); 0 where it is none."""
    parts = [word] if word.isalpha() else [part for part in _JOINTS.split(word) if part]
    known = candidate.lexicon.initials
    fits = all((len(part) == 1 and part.isupper()) or part in known for part in parts)
    return len(parts) if fits else 0


def initial(candidate: Candidate) -> bool:
    """The word is one initial or two, and a name may follow; longer ones are acronyms."""
    count = _initials(candidate.before, candidate) if candidate.dot and candidate.before else 0
    if count == 0 or _known(candidate) is not None:
        return False
    if count > 2 and candidate.mark - len(candidate.before) != candidate.first:
        return candidate.after.lower() in candidate.lexicon.acronym_followers
    if any(quote in candidate.lead for quote in '«„“"'):
        return False
    return not (starts_with_starter(candidate) or _surname_before(candidate))


def _surname_before(candidate: Candidate) -> bool:
    """Whether the initials stand after their surname and no surname follows: Андропову Ю. В. Прошу ..."""
    endings = candidate.lexicon.surname_endings
    after = candidate.after.lower()
    if not endings or after.endswith(endings) or len(after) == 1:
        return False
    if number_ahead(candidate) and not label_ahead(candidate):
        return False
    words = [word for word in candidate.behind if not _initials(word.rstrip("."), candidate)]
    name = words[-1].lstrip(OPENING) if words else ""
    return name[:1].isupper() and len(name) > 3 and name.lower().endswith(endings)


def date(candidate: Candidate) -> bool:
    """The parts of a date: 3. 5. 1956, 1958. VI. 17, 7. Dez., 5 берез. 1956."""
    word = candidate.before
    if _cut_month(candidate):
        return True
    if not candidate.dot or not (_DATE_BEHIND.fullmatch(word) or (is_roman(word) and len(word) < 5)):
        return False
    if candidate.after.lower() in candidate.lexicon.months and not is_roman(word):
        return True
    if not _DATE_AHEAD.match(candidate.text, candidate.ahead) or label_ahead(candidate):
        return _year_and_month(candidate)
    return "dotted ordinals" in candidate.lexicon.traits or not word.isdigit() or len(word) < 3


def _cut_month(candidate: Candidate) -> bool:
    """Whether a short word stands between a day and a year."""
    day = candidate.behind[-2] if len(candidate.behind) > 1 else ""
    fits = candidate.dot and candidate.before.isalpha() and day.rstrip(".").isdecimal() and len(day) < 4
    return fits and _YEAR_AHEAD.match(candidate.text, candidate.ahead) is not None


def _year_and_month(candidate: Candidate) -> bool:
    """Whether a year comes before its month: 1958. VI. 17-én."""
    dotted = "dotted ordinals" in candidate.lexicon.traits
    return dotted and candidate.before.isdigit() and len(candidate.before) == 4 and is_roman(candidate.after)


def ordinal(candidate: Candidate) -> bool:
    """A number with the full stop of an ordinal: 3. Quartal, XX. Parteitag."""
    word = candidate.before
    if not candidate.dot or "dotted ordinals" not in candidate.lexicon.traits:
        return False
    arabic = word.isdecimal() and len(word) < 4
    if not (arabic or is_roman(word)) or starts_with_starter(candidate):
        return False
    return not (arabic and _counted_by_abbreviation(candidate))


def _counted_by_abbreviation(candidate: Candidate) -> bool:
    """Whether the number is a cardinal because a word like Nr., S. or Artikel stands before it."""
    previous = candidate.behind[-2] if len(candidate.behind) > 1 else ""
    if previous.lower() in candidate.lexicon.labels:
        return True
    return previous.endswith(".") and candidate.lexicon.ending(previous.strip(OPENING)[:-1]) is not None


def unlisted_abbreviation(candidate: Candidate) -> bool:
    """A lone small letter, or letters without a vowel: no word, even if no list has it."""
    if not candidate.dot or not candidate.lexicon.looks_cut(candidate.before):
        return False
    return _known(candidate) is None and not starts_with_starter(candidate)


def reference_number(candidate: Candidate) -> bool:
    """A short word and a number that is a reference, not the first word of a sentence: Bull. 8-9, p. 3."""
    word = candidate.before
    if not candidate.dot or not word.isalpha() or len(word) > 5:
        return False
    return _REFERENCE_AHEAD.match(candidate.text, candidate.ahead, candidate.ahead + 40) is not None
