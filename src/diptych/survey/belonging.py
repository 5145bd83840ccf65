"""What nothing on the page names: whether a line is the document's, or a title, date or summary around it.

Each line has features (`_Reader`); a weight says how much a feature speaks for a role
against the document (`data/belonging.tsv`, learned by `benchmarks/belonging.py`); and
the likeliest sequence of roles down the page is taken. The reason names what decided.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from diptych.model import Kind
from diptych.survey import credits, dates, edges, knowledge, references, shape
from diptych.survey.announcements import is_announced
from diptych.survey.counterparts import figures, telling_keys, without_counterpart
from diptych.survey.labels import known_label, section_name, split_label, split_unknown_label
from diptych.survey.language_names import language_code
from diptych.survey.repetition import ANNOUNCE_TEXT, speaks_of_site
from diptych.survey.scripts import script
from diptych.survey.units import HEADINGS, Unit

DOCUMENT = "document"
ROLES = (DOCUMENT, "title", "date", "summary", "furniture")
KINDS = {"title": Kind.TITLE, "date": Kind.DATE, "summary": Kind.SUMMARY, "furniture": Kind.FURNITURE}
_OUTSIDE = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.METADATA, Kind.SUMMARY, Kind.TITLE, Kind.DATE})
_FORMULAS = ("classification", "salutation", "closing", "minutes")
MOST_REASONS = 3
MOST_AT_AN_END = 150
"""Lines at the beginning and at the end of a page that are judged; those between are the document's."""
LONGEST_REMARK = 400
"""Characters at a line's beginning in which it says what it is."""
SHORT, LONG = 60, 300
"""Characters of a line and of a paragraph."""
LONGEST_CREDIT_START = 24
"""Characters before the verb of a credit: “English translation by”."""
_LABEL_OF_REMARK = re.compile(r"[^:：.!?\n]{3,60}[:：]")
"""What stands before a colon, though it be longer than labels are: “Resolutions on the document:”."""
_MAKERS = frozenset({"translator", "editor", "transcriber", "contributor", "credits"})
_ORIGINS = frozenset(
    {"source", "archive", "citation", "collection", "rights", "record id", "url", "upload date", "subject"}
)
MOST_COMPARED = 1500
"""Characters of a paragraph whose names and numbers are compared with the other version's."""
MOST_DIGITS_OF_A_NUMBER = 4
LONGEST_OF_A_CODE = 4
"""Capitals in a row."""
FEWEST_LEVELS = 4
"""Of a reference that nothing else must prove, the archive among them; one less if it is all of its line."""
_WORD = re.compile(r"[^\W\d_]{3,}")
MOST_OF_A_REMARK = 0.6
"""Of the letters of the text; an archive's remark on a document is shorter."""
SURE, FEW = 0.85, 12
"""Confidence and letters from which a line's own language is believed against the text's."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the features of a line and the role of the line above say.

    Attributes:
        features: (feature, role) -> what it adds to the role.
        steps: (role, role of the next line) -> what that adds.
    """

    features: Mapping[tuple[str, str], float]
    steps: Mapping[tuple[str, str], float]


@cache
def weights() -> Weights:
    """The weights that were learned."""
    features, steps = {}, {}
    for name, role, weight in knowledge.rows("belonging.tsv"):
        if name.startswith("after "):
            steps[name.removeprefix("after "), role] = float(weight)
        else:
            features[name, role] = float(weight)
    return Weights(features, steps)


def find_roles(units: list[Unit], titles: Sequence[str]) -> list[Unit]:
    """Decide on the title, date and summary that nothing names, and on what else is not the document's.

    Args:
        units: of the whole page, with languages.
        titles: what the file format or the record states as title.
    """
    places = [place for place, unit in enumerate(units) if unit.kind is None and not _is_sure(unit)]
    if len(places) > 2 * MOST_AT_AN_END:
        places = places[:MOST_AT_AN_END] + places[-MOST_AT_AN_END:]
    reader = _Reader(units, titles)
    found = reader.read(set(places))
    decided = list(units)
    roles = likeliest(found, weights())
    if DOCUMENT not in roles and len(places) == len(reader.open):
        return decided  # a page of a line or two, of which something is the document
    announced = next((n for n, unit in enumerate(units) if unit.field in ANNOUNCE_TEXT), len(units))
    for place, named, role in zip(places, found, roles, strict=True):
        if role == "title" and place > announced:
            continue  # below “Original” and the like stands the document's own heading
        if _is_full_reference(units[place].text):
            decided[place] = units[place].decided(Kind.METADATA, "an archive's full reference", "source")
        elif role != DOCUMENT:
            decided[place] = _outside(units[place], role, named, reader.proposed[place])
    return decided


def _is_sure(unit: Unit) -> bool:
    """Whether a unit is the document's without asking: announced, or what minutes begin with."""
    return is_announced(unit) or knowledge.has_formula("minutes", unit.text)


def _outside(unit: Unit, role: str, named: Sequence[str], proposed: Unit) -> Unit:
    """A unit that is not the document's; one that only says when is a date whatever else it looks like."""
    role = "date" if dates.is_date(unit.text) else role
    if role == "furniture" and credits.first_credit(unit.text) == 0:
        return unit.decided(Kind.METADATA, _reason(role, named), "credits")
    kind, field = KINDS[role], {"title": "title", "date": "date", "summary": "summary"}.get(role, "")
    if role == "furniture" and (stated := _stated_in(unit.text)):
        kind, field = Kind.METADATA, stated
    return unit.decided(kind, _reason(role, named), proposed.field if proposed.kind is kind else field)


def _stated_in(text: str) -> str:
    """The field of a remark that opens with a reference or names a translator; empty for others."""
    if references.parse_reference(text) is not None:
        return "source"
    return "credits" if credits.find_credits(text) else ""


def _is_full_reference(text: str) -> bool:
    """Whether a paragraph begins with an archive and levels of its holdings, as no document's own does."""
    found = references.parse_reference(text) if len(text) <= LONGEST_REMARK else None
    names = {level for level, _ in found.parts} if found else set()
    return "repository" in names and len(names) + references.is_reference(text) >= FEWEST_LEVELS


def _reason(role: str, named: Sequence[str]) -> str:
    """The features that spoke loudest for a role against the document."""
    known = weights().features
    worth = {name: known.get((name, role), 0.0) - known.get((name, DOCUMENT), 0.0) for name in named}
    loudest = sorted(worth, key=lambda name: -worth[name])[:MOST_REASONS]
    return "; ".join(name for name in loudest if worth[name] > 0) or "by where it stands"


def likeliest(found: Sequence[Sequence[str]], known: Weights) -> list[str]:
    """The best sequence of roles (Viterbi)."""
    scores = dict.fromkeys(ROLES, 0.0)
    back: list[dict[str, str]] = []
    for number, names in enumerate(found):
        own = {role: sum(known.features.get((name, role), 0.0) for name in names) for role in ROLES}
        if number:
            came = {
                role: max(ROLES, key=lambda one: scores[one] + known.steps.get((one, role), 0.0))
                for role in ROLES
            }
            scores = {
                role: scores[came[role]] + known.steps.get((came[role], role), 0.0) + own[role]
                for role in ROLES
            }
            back.append(came)
        else:
            scores = own
    path = [max(ROLES, key=scores.__getitem__)] if found else []
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def features(
    units: Sequence[Unit], titles: Sequence[str], places: Collection[int] | None = None
) -> list[list[str]]:
    """What is known of each undecided unit, in words.

    Args:
        units: of the whole page, with languages.
        titles: what the file format or the record states as title.
        places: positions of the units that are asked for, if not all.
    """
    return _Reader(units, titles).read(places)


class _Reader:
    """Looks at the undecided units of a page, and at what stands around them."""

    def __init__(self, units: Sequence[Unit], titles: Sequence[str]) -> None:
        self.units = units
        self.proposed = edges.find_edges(list(units), titles)
        self.open = [place for place, unit in enumerate(units) if unit.kind is None]
        self.lines = [units[place] for place in self.open]
        self.prose = [n for n, unit in enumerate(self.lines) if shape.is_prose(unit.text)]
        self.first, self.last = (self.prose[0], self.prose[-1]) if self.prose else (len(self.lines), -1)
        self.said = Counter(knowledge.bare(unit.text) for unit in self.lines)
        self.alone = {
            n
            for n in without_counterpart(self.lines)
            if not (shape.is_prose(self.lines[n].text) and self.said[knowledge.bare(self.lines[n].text)] > 1)
        }
        self.keys = self._keys()
        self.seams = self._seams()
        self.said_figures = Counter(figure for unit in self.lines for figure in figures(unit.text))
        self.in_brackets = Counter(unit.language for unit in self.lines if _in_brackets(unit.text))
        self.titles = {knowledge.bare(title) for title in titles}
        self.kinds = {unit.kind for unit in units}
        self.is_site = any(
            (unit.kind in {Kind.FURNITURE, Kind.RELATED} and shape.has_words(unit.text))
            or unit.field == "section information"
            for unit in units
        )
        self.languages = {self.lines[n].language for n in self.prose}
        self.texts = Counter(self.lines[n].language for n in self.prose)
        self.sizes: Counter[str] = Counter()
        for n in self.prose:
            self.sizes[self.lines[n].language] += shape.letters(self.lines[n].text)
        above = range(self.first)
        datelines = [n for n in above if dates.is_dateline(self.lines[n].text)]
        self.first_dateline = datelines[0] if datelines else len(self.lines)
        self.last_dateline = datelines[-1] if datelines else -1
        self.all_foreign = bool(above) and all(self._is_foreign(n) for n in above)
        self.last_mark = max(
            (n for n in above if knowledge.has_formula("classification", self.lines[n].text)), default=-1
        )
        self.longest = max(above, key=lambda n: min(len(self.lines[n].text), SHORT), default=-1)

    def _keys(self) -> dict[str, list[frozenset[str]]]:
        """Language -> what names and numbers the lines in it have, each line for itself."""
        keys: dict[str, list[frozenset[str]]] = defaultdict(list)
        for unit in self.lines:
            keys[unit.language].append(telling_keys(unit.text[:MOST_COMPARED]))
        return keys

    def _seams(self) -> set[int]:
        """The lines between running text in one language and in another, where each stands in one piece."""
        changes = [
            (one, other)
            for one, other in pairwise(self.prose)
            if self.lines[one].language != self.lines[other].language
        ]
        return {n for one, other in changes for n in range(one + 1, other)} if len(changes) == 1 else set()

    def read(self, places: Collection[int] | None) -> list[list[str]]:
        """The features of the lines asked for, in their order."""
        return [
            [*(name for name, holds in self._of(n, unit).items() if holds), *self._proposals(n)]
            for n, unit in enumerate(self.lines)
            if places is None or self.open[n] in places
        ]

    def _proposals(self, n: int) -> list[str]:
        """What the rules for the edges of a page would take a line for, and why."""
        proposed = self.proposed[self.open[n]]
        return [proposed.reason] if proposed.kind is not None else ["no rule claims it"]

    def _of(self, n: int, unit: Unit) -> dict[str, bool]:
        text = unit.text
        prose = shape.is_prose(text)
        above, below = n < self.first, n > self.last
        mark = any(knowledge.has_formula(name, text) for name in _FORMULAS)
        dateline = dates.is_dateline(text)
        alone = n in self.alone
        beside = self._outside(n)
        page_top = above and self.is_site
        foreign = self._is_foreign(n)
        return {
            "any line": True,
            "running text": prose,
            "long running text": prose and len(text) > LONG,
            "a short line": not prose and len(text) <= SHORT,
            "above the text": above,
            "below the text": below,
            "first line": n == 0,
            "last line": n == len(self.lines) - 1,
            "running text that opens the page": prose and n == 0,
            "running text that ends the page": prose and n == len(self.lines) - 1,
            "only one language": len(self.languages) < 2,
            "no counterpart in the other version": alone,
            "running text without counterpart": alone and prose,
            "running text without counterpart, beside the record": alone and prose and beside,
            "running text without counterpart at an end of its version": alone and prose and self._edge(n),
            "a line above the text without counterpart": alone and above,
            "a line above the text with a counterpart": above and not alone and len(self.languages) > 1,
            "above the text in another language": foreign,
            "the longest line above the text": n == self.longest,
            "above the text in another language, the longest": foreign and n == self.longest,
            "beside what is not the document’s": beside,
            "below what is not the document’s": beside and self._is_outside(self.open[n] - 1),
            "a formula of the document": mark,
            "place and date": dateline,
            "a date in brackets": dateline and text[0] == "[" and text[-1] == "]",
            "a date in brackets without counterpart": dateline and text[0] == "[" and alone,
            "place and date above the text in another language": dateline and foreign,
            "a date without a place above the text": above and dates.is_date(text),
            "a date without a place above the text of a web page": page_top and dates.is_date(text),
            "place and date, and another follows above the text": dateline and n < self.last_dateline,
            "place and date below another above the text": above and dateline and self.first_dateline < n,
            "the only place and date above the text": self.first_dateline == self.last_dateline == n,
            "below the title of the page, and all above the text in another language": foreign
            and self.all_foreign
            and n > 0,
            "ends in a colon": text[-1] in ":：",
            "above the text of a web page": page_top,
            "first line of a web page": page_top and n == 0,
            "first line of a web page, without counterpart": page_top and n == 0 and alone,
            "second line of a web page": page_top and n == 1,
            "repeats the stated title": knowledge.bare(text) in self.titles,
            "marked as heading of the page": bool(unit.marks & {"h1", "title"}),
            "the page has a title": Kind.TITLE in self.kinds,
            "above the text of a page with a title": above and Kind.TITLE in self.kinds,
            "the page has a summary": Kind.SUMMARY in self.kinds,
            "running text on a page with a summary": prose and Kind.SUMMARY in self.kinds,
            "running text without counterpart, and nothing of an archive on the page": alone
            and prose
            and not self.kinds & _OUTSIDE,
            "above the text, and nothing of an archive on the page": above and not self.kinds & _OUTSIDE,
            "the only running text in its language": prose and self.texts[unit.language] == 1,
            "the only running text in its language, much shorter than the other": self._is_remark(n),
            "a remark that opens the page": self._is_remark(n) and n == self.first,
            "a remark that ends the page": self._is_remark(n) and n == self.last,
            "a remark without other lines in its language below it": self._is_remark(n)
            and unit.language not in {other.language for other in self.lines[n + 1 :]},
            "between lines in another language": self._is_enclosed(n),
            "said elsewhere on the page": self.said[knowledge.bare(text)] > 1,
            "above the text, ends in a colon": above and text[-1] in ":：",
            "in quotation marks": text[0] in "\"“„«‘'»",
            "an item of a list": shape.starts_list_item(text),
            "another document’s mark follows": above and n < self.last_mark,
            **self._of_words(n, prose, alone, above, below, beside),
            **self._of_comparison(n, prose, alone),
            **self._of_makers(n, prose, alone, above, below),
        }

    def _of_comparison(self, n: int, prose: bool, alone: bool) -> dict[str, bool]:
        """What of a line's names and numbers the other version has."""
        own = telling_keys(self.lines[n].text[:MOST_COMPARED])
        theirs = [
            keys
            for language, lines in self.keys.items()
            for keys in lines
            if language != self.lines[n].language
        ]
        compared = bool(own) and bool(theirs) and len(self.languages) > 1
        most = max((len(own & keys) for keys in theirs), default=0)
        anywhere = any(own & keys for keys in theirs)
        full = compared and len(own) > 1 and most == len(own)
        none = compared and not anywhere
        return {
            "a line of the other version has all its names and numbers": full,
            "a short line, and one of the other version has all its names and numbers": full and not prose,
            "the other version has none of its names and numbers": none,
            "the other version has none of its several names and numbers": none and len(own) > 2,
            "alone, and the other version has none of its names and numbers": none and alone,
            "the other version has few of its names and numbers": compared
            and len(own) > 3
            and 3 * most < len(own),
            "place and date that the other version has not": compared
            and dates.is_dateline(self.lines[n].text)
            and most < len(own),
            "place and date that the other version has": full and dates.is_dateline(self.lines[n].text),
            "no names and numbers to compare": not own,
        }

    def _of_makers(self, n: int, prose: bool, alone: bool, above: bool, below: bool) -> dict[str, bool]:
        """What a line says of those who printed, edited, translated or filed the paper."""
        if self._is_inside(n):
            return {"inside its version": True, "a short line inside its version": not prose}
        text = self.lines[n].text
        label = split_label(text)
        present = knowledge.small_words("head of a talk").search(text[:SHORT]) is not None
        field = label[0] if label and not present and not shape.is_prose(text[label[2] :]) else ""
        opened = text.lstrip("[(«“„\"'*_ ")
        papers = knowledge.small_words("papers")
        numbered = [_is_edition_number(self.lines[m].text) for m in range(max(0, n - 2), n + 1)]
        translator = dict(knowledge.credits())["translator"]
        translates = not (prose or present) and translator.match(opened) is not None
        seam = n in self.seams
        code = _is_code(text)
        genre = not prose and knowledge.small_words("genre").match(opened) is not None
        speaks = not prose and papers.search(text) is not None
        after_papers = (
            n > 0 and text[0] in "[(«“„\"'0123456789" and papers.search(self.lines[n - 1].text) is not None
        )
        unknown = _LABEL_OF_REMARK.match(text)
        labelled = unknown is not None and papers.search(unknown.group()) is not None
        opening = references.opens_with_reference(text)
        return {
            "a label that speaks of the paper": labelled,
            "a label that speaks of the paper, before running text": labelled and prose,
            "opens with a word of the paper": papers.match(opened) is not None,
            "running text that opens with a word of the paper": prose and papers.match(opened) is not None,
            "opens with an archive’s reference": opening,
            "opens with an archive’s reference, without counterpart": opening and alone,
            "says where it was printed": not prose
            and knowledge.small_words("imprint").match(opened) is not None,
            "a label of who worked on the page": field in _MAKERS,
            "a label of who worked on the page, without counterpart": field in _MAKERS and alone,
            "says who was there": present,
            "opens with the word for translating": translates,
            "opens with the word for translating, without counterpart": translates and alone,
            "a label of where the page comes from": field in _ORIGINS,
            "the number of a document": numbered[-1],
            "the number of a document, with the other version’s beside": numbered[-1] and not alone,
            "right below the number of a document": any(numbered[:-1]) and not numbered[-1],
            "below the number of a document, and names a kind of paper": any(numbered[:-1]) and genre,
            "names a kind of paper": genre,
            "names a kind of paper in many words": genre and len(text) > SHORT,
            "an office’s code": code,
            "an office’s code, without counterpart": code and alone,
            "between the versions": seam,
            "running text between the versions": seam and prose,
            "between the versions, without counterpart": seam and alone,
            "between the versions, and speaks of the paper": seam and speaks,
            "between rules, and speaks of the paper": speaks
            and self._is_rule(self.open[n] - 1)
            and self._is_rule(self.open[n] + 1),
            "below a line that speaks of the paper": n > 0
            and papers.search(self.lines[n - 1].text[:LONGEST_REMARK]) is not None,
            "a quotation or item below a line that speaks of the paper": after_papers,
            "a heading of a site": not prose and below and bool(self.lines[n].marks & HEADINGS),
        }

    def _of_words(
        self, n: int, prose: bool, alone: bool, above: bool, below: bool, beside: bool
    ) -> dict[str, bool]:
        """What a line's words and figures say: of the paper itself, of who wrote the line, of a site."""
        text = self.lines[n].text
        beginning = text[:LONGEST_REMARK]
        named = knowledge.small_words("papers").finditer(beginning)
        inside = self._is_inside(n)
        papers = 0 if inside else len({match.group().casefold() for match in named})
        bracketed = _in_brackets(text)
        remark = _opens_remark(text)
        label = split_unknown_label(text)
        stated = not inside and label is not None and not shape.is_prose(text[label[2] :])
        paired = not alone and len(self.languages) > 1
        found = figures(text)
        lonely = bool(found) and len(self.languages) > 1 and all(self.said_figures[one] == 1 for one in found)
        shared = any(self.said_figures[one] > 1 for one in found)
        counts = len(text) <= 2 * SHORT and knowledge.small_words("visits").search(text) is not None
        start = credits.first_credit(beginning)
        credited = start < len(beginning) and start <= LONGEST_CREDIT_START
        references_named = references.mentions_reference(beginning) or references.is_reference(text)
        return {
            "speaks of the paper": not prose and papers > 0,
            "running text that speaks of the paper": prose and papers > 1,
            "speaks of the paper, without counterpart": not prose and papers > 0 and alone,
            "speaks of the paper, with a counterpart": not prose and papers > 0 and paired,
            "no letters, with a counterpart": shape.letters(text) == 0 and paired,
            "a label with a counterpart": stated and paired,
            "speaks of the paper more than once": not prose and papers > 1,
            "speaks of the paper, above or below the text": not prose and papers > 0 and (above or below),
            "opens like an editor’s remark": remark,
            "opens like an editor’s remark, without counterpart": remark and alone,
            "running text that opens like an editor’s remark": remark and prose,
            "in brackets": bracketed,
            "in brackets, without counterpart": bracketed and alone,
            "in brackets, as nothing in the other version": bracketed and self._has_brackets_alone(n),
            "in brackets, and speaks of the paper": bracketed and papers > 0,
            "a label and its value": stated,
            "a label and its value above the text": stated and above,
            "a label and its value beside what is not the document’s": stated and beside,
            "a label of a record": stated and _scope(label) == "archive",
            "a label of a letter": stated and _scope(label) == "letter",
            "a label that both have": stated and _scope(label) == "both",
            "a label without counterpart": stated and alone,
            "names an archive’s reference": references_named and not prose,
            "names an archive’s reference, without counterpart": references_named and alone,
            "credits somebody": credited,
            "credits somebody, without counterpart": credited and alone,
            "its figures stand nowhere else": lonely,
            "its figures stand nowhere else, and it has no counterpart": lonely and alone,
            "shares figures with another line": shared,
            "no letters": shape.letters(text) == 0,
            "no letters, and said nowhere else": shape.letters(text) == 0
            and self.said[knowledge.bare(text)] == 1,
            "in capitals without counterpart": alone and shape.is_capitals(text),
            "names a language": not prose and self._names_language(text),
            "heads a version": bool(section_name(text.strip("()[]（）【】 "))),
            "words of a web site": not prose and speaks_of_site(text),
            "counts its visitors": counts,
            "what a site keeps up, below the text": below
            and not prose
            and knowledge.small_words("kept up").match(text) is not None,
            "what a site keeps up": not prose and knowledge.small_words("kept up").match(text) is not None,
            "stands below a rule": self._is_rule(self.open[n] - 1),
            "stands above a rule": self._is_rule(self.open[n] + 1),
            "between rules": self._is_rule(self.open[n] - 1) and self._is_rule(self.open[n] + 1),
            "without counterpart, below the text": alone and below,
            "a short line without counterpart": alone and not prose,
        }

    def _has_brackets_alone(self, n: int) -> bool:
        """Whether only this line's version has lines in brackets."""
        language = self.lines[n].language
        return len(self.languages) > 1 and self.in_brackets.total() == self.in_brackets[language]

    def _names_language(self, text: str) -> bool:
        return len(text) <= SHORT and any(language_code(word.casefold()) for word in _WORD.findall(text))

    def _is_rule(self, place: int) -> bool:
        """Whether a unit is a rule of signs, which parts what stands above it from what stands below."""
        return (
            0 <= place < len(self.units)
            and self.units[place].kind is Kind.FURNITURE
            and not shape.has_words(self.units[place].text)
        )

    def _edge(self, n: int) -> bool:
        """Whether running text stands first or last in a row of its language."""
        place = bisect_left(self.prose, n)
        before = self.lines[self.prose[place - 1]].language if place else ""
        after = self.lines[self.prose[place + 1]].language if place + 1 < len(self.prose) else ""
        return self.lines[n].language != before or self.lines[n].language != after

    def _is_inside(self, n: int) -> bool:
        """Whether the running text before and behind a line is in the line's own language."""
        place = bisect_left(self.prose, n)
        behind = place + (place < len(self.prose) and self.prose[place] == n)
        if not place or behind >= len(self.prose):
            return False
        before, after = (self.lines[self.prose[p]].language for p in (place - 1, behind))
        return before == after == self.lines[n].language

    def _is_remark(self, n: int) -> bool:
        """Whether a line is all the running text in its language, and much less than there is in another."""
        language = self.lines[n].language
        most = max(self.sizes.values(), default=0)
        alone = self.texts[language] == 1 and shape.is_prose(self.lines[n].text)
        return alone and self.sizes[language] < MOST_OF_A_REMARK * most

    def _is_enclosed(self, n: int) -> bool:
        if not 0 < n < len(self.lines) - 1:
            return False
        before, after = self.lines[n - 1].language, self.lines[n + 1].language
        return before == after != self.lines[n].language

    def _outside(self, n: int) -> bool:
        return self._is_outside(self.open[n] - 1) or self._is_outside(self.open[n] + 1)

    def _is_outside(self, place: int) -> bool:
        return 0 <= place < len(self.units) and self.units[place].kind in _OUTSIDE

    def _is_foreign(self, n: int) -> bool:
        """Whether a line above the text is surely in another language than the text’s beginning."""
        if n >= self.first or self.first >= len(self.lines):
            return False
        unit, text = self.lines[n], self.lines[self.first]
        by_script = shape.letters(unit.text) > 2 and script(unit.text) != script(text.text)
        sure = unit.confidence >= SURE and shape.letters(unit.text) >= FEW
        return by_script or (sure and unit.language != text.language)


def _in_brackets(text: str) -> bool:
    """Whether a line is one bracket from end to end."""
    return text[0] in "[（【［" and text[-1] in "]）】］"


def _is_edition_number(text: str) -> bool:
    """Whether a line is the number of a document in an edition, as no register has it.

    >>> _is_edition_number("DOCUMENT 58"), _is_edition_number("№ 58"), _is_edition_number("No. 418/52")
    (True, True, False)
    """
    named = knowledge.small_words("edition number").match(text)
    rest = text[named.end() :].strip(" .:[]()") if named else ""
    return rest.isdecimal() and len(rest) <= MOST_DIGITS_OF_A_NUMBER


def _is_code(text: str) -> bool:
    """Whether a line is nothing but figures and capitals, hardly with a word: “T-24/R-XXII”.

    >>> _is_code("T-24/R-XXII"), _is_code("LS No. 20477"), _is_code("9.VII.87"), _is_code("MINUTES No. 3")
    (True, True, False, False)
    """
    if not any(map(str.isdigit, text)) or dates.is_date(text):
        return False
    has_word = any(not word.isupper() or len(word) > LONGEST_OF_A_CODE for word in _WORD.findall(text))
    return len(text) <= SHORT and not has_word and any(map(str.isupper, text))


def _opens_remark(text: str) -> bool:
    """Whether a line begins as editors and translators begin their remarks, with what parts the words off.

    >>> _opens_remark("Note: the original has a gap."), _opens_remark("Note the time of departure.")
    (True, False)
    """
    text = text.lstrip("[(（【*_ ")
    found = knowledge.small_words("remark").match(text)
    return found is not None and text[found.end() :].lstrip(" *_.")[:1] in {*":：)）】]", "–", "—", "-"}


def _scope(label: tuple[str, str, int] | None) -> str:
    """Who writes such a label, as far as known."""
    known = known_label(label[1]) if label else None
    return known[1] if known else ""
