"""Why a final mark does not end a sentence: an ordered list of short named rules.

The first rule that objects decides, and its name is what `explain` reports. A rule sees one candidate
and knows words only through the lexicon. Boundaries that are wrongly kept can be healed by the aligner
(two sentences against one), lost ones cannot; so a rule needs evidence to object.
"""

import re
from collections.abc import Callable

from diptych.sentences.candidates import CLOSING_QUOTES, DASHES, OPENING, STRONG, Candidate
from diptych.sentences.followers import is_small, label_ahead, starts_with_starter
from diptych.sentences.stops import (
    abbreviation,
    amount_goes_on,
    date,
    heading_label,
    initial,
    list_label,
    opener,
    ordinal,
    reference_number,
    speaker_label,
    unlisted_abbreviation,
)

Veto = Callable[[Candidate], bool]

_HAN_CLAUSE = re.compile(r"[^，。：！？；、,.:!?;\s]{1,12}(?=[，。：！？；,.:!?;\s]|$)")
_ITEM = re.compile(r"(\d{1,3})[.)]\s")
_REACH_AHEAD = 60
_CJK = re.compile(r"[\u2e80-\u2fff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def goes_on_small(candidate: Candidate) -> bool:
    """The next word begins with a small letter and is no list label."""
    return is_small(candidate.text[candidate.ahead]) and not label_ahead(candidate)


def punctuation_follows(candidate: Candidate) -> bool:
    """A comma, a closing bracket, the last of spaced dots or the like follows: the sentence goes on."""
    if candidate.lead.strip() == ".":
        return True
    return candidate.lead.lstrip()[:1] in tuple(",;:/)]}%=，；：、")


def no_blank(candidate: Candidate) -> bool:
    """No blank follows, and neither the script nor the words around do without one."""
    if candidate.blank_follows:
        return False
    text, mark, end = candidate.text, candidate.mark, candidate.end
    if any(char in STRONG for char in candidate.marks):
        return False
    if _CJK.match(text, end) or text[end] in "“「『《（【":
        return not (_CJK.match(text, mark - 1) or text[mark - 1] in "”」』》）】")
    if candidate.lexicon.glued_endings and not text[end].isascii() and text[end].isalpha():
        return not text[:mark].endswith(candidate.lexicon.glued_endings)
    return not _blank_was_lost(candidate)


def _blank_was_lost(candidate: Candidate) -> bool:
    """Whether two words of a running text met: `получено.Ответ`, but not `S.A.`, `x.Html` or `Yandex.Ru`."""
    before, after = candidate.before, candidate.after
    place = candidate.ahead + len(after)
    return (
        len(before) > 2
        and before.isalpha()
        and is_small(before[-1])
        and after[:1].isupper()
        and (len(after) == 1 or is_small(after[1]))
        and (candidate.lead == "" or candidate.lead[0] in OPENING + "–—")
        and candidate.text[place : place + 1] not in (".", "@", "/")
        and candidate.lexicon.ending(before) is None
    )


def bracketed_mark(candidate: Candidate) -> bool:
    """The mark stands alone in brackets: [...], (!), (?)."""
    text, mark = candidate.text, candidate.mark
    opened = text[mark - 1] in "([<{（［【"
    return opened and any(char in ")]>}）］】" for char in text[mark : candidate.end + 1])


def open_bracket(candidate: Candidate) -> bool:
    """The mark stands in a bracket that was opened in mid-sentence and is soon closed."""
    text, mark, end = candidate.text, candidate.mark, candidate.end
    low = max(candidate.start, mark - 300)
    opened = text.rfind("(", low, mark)
    if opened < candidate.first or opened < text.rfind(")", low, mark):
        return False
    if ")" in candidate.marks:
        return candidate.marks.endswith(")") and not starts_with_starter(candidate)
    closed = text.find(")", end, end + 300)
    return closed > 0 and text.find("(", end, closed) < 0


def speech_verb(candidate: Candidate) -> bool:
    """A quotation ended, and who said it follows: "No!" Nagy said; “……！”他喊道。"""
    if candidate.marks[-1] not in CLOSING_QUOTES:
        return False
    text, end, lexicon = candidate.text, candidate.end, candidate.lexicon
    if lexicon.quotation_particles and text.startswith(lexicon.quotation_particles, end):
        return True
    if not lexicon.speech or candidate.lead.strip():
        return False
    if _CJK.match(text, candidate.ahead):
        clause = _HAN_CLAUSE.match(text, candidate.ahead)
        return clause is not None and clause.group().endswith(lexicon.speech)
    if starts_with_starter(candidate):
        return False
    words = text[candidate.ahead : candidate.ahead + _REACH_AHEAD].split()[1:4]
    return "." not in candidate.marks and any(word.strip(",.:").lower() in lexicon.speech for word in words)


_PAIRS = {"«": "»", "„": "“”", "“": "”", "»": "«"}


def quotation_goes_on(candidate: Candidate) -> bool:
    """Inside a short quotation after which the sentence goes on: the paper «Что делать? Ответ» said ..."""
    text, mark, end = candidate.text, candidate.mark, candidate.end
    if candidate.marks[-1] in CLOSING_QUOTES:
        return False
    low = max(candidate.first, mark - 60)
    opened = max((text.rfind(quote, low, mark) for quote in "«„“"), default=-1)
    if opened <= candidate.first or opened < max(text.rfind(quote, low, mark) for quote in "»”"):
        return False
    closings = _PAIRS[text[opened]]
    closed = min((at for at in (text.find(q, end, end + 60) for q in closings) if at > 0), default=-1)
    following = text[closed + 1 : closed + 4].lstrip() if closed > 0 else ""
    return bool(following) and (is_small(following[0]) or following[0] in ",;")


def attribution_follows(candidate: Candidate) -> bool:
    """A closed quotation, a dash and a word: who said it follows the dash."""
    if candidate.marks[-1] not in CLOSING_QUOTES:
        return False
    lead = candidate.lead.strip()
    return len(lead) == 1 and lead in DASHES and candidate.text[candidate.ahead].isalpha()


def ellipsis_goes_on(candidate: Candidate) -> bool:
    """Chinese and Japanese dots within a sentence, no blank after them."""
    only_dots = all(char in "…‥." for char in candidate.marks)
    return only_dots and not candidate.blank_follows and _CJK.match(candidate.text, candidate.end) is not None


VETOES: list[tuple[str, Veto]] = [
    ("small letter follows", goes_on_small),
    ("punctuation follows", punctuation_follows),
    ("no blank follows", no_blank),
    ("mark in brackets", bracketed_mark),
    ("list label", list_label),
    ("opener", opener),
    ("heading label", heading_label),
    ("speaker label", speaker_label),
    ("date", date),
    ("amount goes on", amount_goes_on),
    ("abbreviation", abbreviation),
    ("initial", initial),
    ("ordinal", ordinal),
    ("unlisted abbreviation", unlisted_abbreviation),
    ("reference number", reference_number),
    ("open bracket", open_bracket),
    ("speech verb", speech_verb),
    ("attribution after a dash", attribution_follows),
    ("quotation goes on", quotation_goes_on),
    ("ellipsis goes on", ellipsis_goes_on),
]
"""The rules in the order they are asked. A new rule is one function and one line here."""


def next_item(candidate: Candidate) -> bool:
    """Whether the sentence is an item of a numbered list and the next number comes now."""
    this = _ITEM.match(candidate.text, candidate.first)
    following = _ITEM.match(candidate.text, candidate.ahead) if this else None
    return this is not None and following is not None and int(following[1]) == int(this[1]) + 1


def verdict(candidate: Candidate) -> str:
    """The name of the first rule that objects; empty where the sentence ends."""
    if next_item(candidate) and candidate.mark - candidate.first > len(candidate.before):
        return ""
    for name, objects in VETOES:
        if objects(candidate):
            return name
    return ""
