"""From lines to paragraphs: hard-wrapped lines are joined, marks of emphasis set apart.

Dumps differ: one paragraph a line, or lines of sixty characters, with blank
lines between paragraphs or without. What decides is the page itself.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from diptych.model import Kind, Mark, Source, Span
from diptych.survey import dates, knowledge, mails, margin_numbers, pages, quoted_lines, shape
from diptych.survey.apparatus import FORMAT_MARKS
from diptych.survey.columns import cut_at_script_changes, cut_columns
from diptych.survey.gutters import read_columns
from diptych.survey.note_anchors import set_apart_marked
from diptych.survey.notes import begin_notes
from diptych.survey.overrides import cut_at_passages
from diptych.survey.page_marks import set_apart_page_marks
from diptych.survey.repetition import NOTHING_REPEATED, Repeated, note_repeated
from diptych.survey.scripts import script
from diptych.survey.stamps import find_stamps
from diptych.survey.units import Stated, Unit, cut_lines, merge

_OPENING_MARKUP = re.compile(r"(?:#{1,6}(?=[ \t])|>(?=[ \t])|\*{2,3}(?=[^\s*])|_{2,3}(?=[^\s_]))+")
_CLOSING_MARKUP = re.compile(r"(?<=[^\s*_\\])(?:\*{2,3}|_{2,3})$")
_OPENS_EMPHASIS = re.compile(r"\*{2,3}[^\s*]|_{2,3}[^\s_]")
_EMPHASIS = re.compile(r"\*\*|__")
_EMPHASISED = re.compile(r"\*[^\s*][^*]*[^\s*]\*|_[^\s_][^_]*[^\s_]_")
_LABELLED = re.compile(r"[^\W\d_a-zа-яё][\w.'’ -]{1,30}:\s")
_HYPHEN = re.compile(r"\w[-\u2010\u00ad¬]$")
_WIDE_GAP = re.compile(r"(?<=\S) {5,}(?=\S)")
"""Between things that stand side by side on a line."""
_WIDE_PAUSE = re.compile(r"[。、，！？]")
_WIDE_OPENING = "【［〔（《〈「『"
_SPECKS = re.compile(r"(?!\.[\s.]*\.[\s.]*\.)(?:[~|_^`'‘’´\"„“”.,:;°•·\\/-]{1,2}(?:\s+|$)){1,5}")
"""What OCR reads in dirt on the paper, alone on a line; points in a row are an ellipsis."""
_WORD = re.compile(r"[-\u2010]?\w")
_NO_PARAGRAPH = frozenset({"li", "td", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "p", "cell"})

SHORTEST_REST = 4
"""Characters; a shorter line that does not begin in lower case is a number or a numeral of its own."""
LONGEST_ALONE = 60
"""Characters of a line that is place and date, or a formula of greeting."""
DEEPEST_INDENT = 8
"""Blanks before the first line of a paragraph; more of them centre a heading."""
NO_ROOM = 0.9
"""Of the width; a line that would be longer than that with the next word was wrapped before it."""
MOST_INDENT = 0.3
"""Of the width; what is set in deeper is a signature or a centred line."""
LEAST_FULL = 0.5
"""Of the width; a shorter line ends a paragraph, however long the next word is."""
FEWEST_FULL = 3
"""Lines of about the same length; two without a sentence's end inside are headings."""
NARROWEST_WRAP = 24
WIDEST_WRAP = 130
"""Columns; longer lines are paragraphs, not wrapped lines."""


def lay_out(
    source: Source, passages: Sequence[Stated] = (), repeated: Repeated = NOTHING_REPEATED
) -> list[Unit]:
    """The source's units: paragraphs, headings and whatever else stands on lines of its own.

    Args:
        source: the page.
        passages: what is stated of some, in text order.
        repeated: the lines that stand in many documents of its collection.
    """
    lines = cut_at_passages(note_repeated(cut_lines(source.text), repeated), passages)
    lines, signs = quoted_lines.set_apart(lines)
    lines = _apart_from(lines, [mark.span for mark in source.marks if mark.name == "markup"])
    lines = _with_marks(lines, [mark for mark in source.marks if mark.name != "markup"])
    lines = set_apart_marked(lines, source.marks)
    lines = [piece for line in lines for piece in _without_rules(line)]
    lines = pages.find_page_lines(find_stamps(mails.find_mails(lines)), source.text)
    lines, numbers = margin_numbers.set_apart(set_apart_page_marks(begin_notes(lines)))
    flows = read_columns(cut_columns(lines))
    columns = {id(flow.like): flow.like for flow in flows}  # which many flows may share
    widths = {key: _wrap_width(_groups(lines)) for key, lines in columns.items()}
    paragraphs = [unit for flow in flows for unit in _joined(flow.lines, widths[id(flow.like)], source.text)]
    paragraphs = margin_numbers.put_back(paragraphs, sorted([*numbers, *signs], key=lambda unit: unit.span))
    paragraphs = [piece for paragraph in paragraphs for piece in cut_at_script_changes(paragraph)]
    return [piece for paragraph in paragraphs for piece in _without_markup(paragraph)]


def _without_dateline(line: Unit) -> list[Unit]:
    """Cut a line that has an office on its left and place and date on its right."""
    gap = _WIDE_GAP.search(line.text) if line.kind is None and len(line.text) <= WIDEST_WRAP else None
    if gap is None or _WIDE_GAP.search(line.text, gap.end()):
        return [line]
    left, right = line.text[: gap.start()], line.text[gap.end() :]
    told = dates.is_dateline(right) and shape.letters(right) > 2 and not dates.is_dateline(left)
    return line.cut(gap.end()) if told and shape.letters(left) > SHORTEST_REST else [line]


def join_lines(lines: Sequence[Unit], text: str) -> list[Unit]:
    """Lines as paragraphs: hard-wrapped ones are joined."""
    return _joined(lines, _wrap_width(_groups(lines)), text)


def _joined(lines: Sequence[Unit], width: int, text: str) -> list[Unit]:
    """Lines as paragraphs, by the width to which they were set."""
    lines = [piece for line in lines for piece in _without_dateline(line)]
    return [unit for group in _groups(lines) for unit in _paragraphs(group, width, text)]


def _with_marks(lines: list[Unit], marks: Sequence[Mark]) -> list[Unit]:
    """Give each line the names of the marks that cover its first character, in one sweep."""
    waiting = sorted(marks, key=lambda mark: mark.span.start)
    active: list[Mark] = []
    marked: list[Unit] = []
    position = 0
    for line in lines:
        start, end = line.span.start, line.span.end
        while position < len(waiting) and waiting[position].span.start <= start:
            active.append(waiting[position])
            position += 1
        active = [mark for mark in active if mark.span.end > start]
        # an inline mark (a raised figure) that begins a line does not make the line one
        names = frozenset(
            mark.name
            for mark in active
            if mark.name not in FORMAT_MARKS and (mark.span.end >= end or mark.name not in {"sup", "noteref"})
        )
        marked.append(line._replace(marks=line.marks | names) if names else line)
    return marked


def _apart_from(lines: list[Unit], markup: list[Span]) -> list[Unit]:
    """Set the format's own signs (`# `, `- `, fences) apart as furniture."""
    pieces: list[Unit] = []
    position = 0
    for line in lines:
        while position < len(markup) and markup[position].end <= line.span.start:
            position += 1
        start, end = line.span.start, line.span.end
        inside = markup[position : bisect_left(markup, end, lo=position, key=lambda span: span.start)]
        cuts = {
            offset - start for span in inside for offset in (span.start, span.end) if start < offset < end
        }
        for piece in line.cut(*cuts) if inside else [line]:
            is_markup = any(span.start <= piece.span.start < span.end for span in inside)
            pieces.append(
                piece.decided(Kind.FURNITURE, "mark of emphasis or heading") if is_markup else piece
            )
    return pieces


def _without_rules(line: Unit) -> list[Unit]:
    if shape.has_words(line.text):
        return [line]
    if re.fullmatch(r"[\s*_=~#+|─—–-]{3,}", line.text):
        return [line.decided(Kind.FURNITURE, pages.RULE)]
    return [line.decided(Kind.FURNITURE, "a speck")] if _SPECKS.fullmatch(line.text) else [line]


def _groups(lines: Sequence[Unit]) -> list[list[Unit]]:
    groups: list[list[Unit]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _wrap_width(groups: list[list[Unit]]) -> int:
    """The line length to which the page was wrapped; 0 where it was not."""
    inner = [line for group in groups for line in group[:-1] if line.kind is None]
    lengths = sorted(shape.width(line.text) for line in inner)
    if len(lengths) < 2:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    full = [line for line in inner if shape.width(line.text) >= 0.75 * width]
    open_ends = sum(not shape.ends_sentence(line.text) for line in full)
    enough = len(full) >= FEWEST_FULL or (
        len(full) > 1 and any(shape.sentence_starts(ln.text) for ln in full)
    )
    wrapped = enough and open_ends * 2 >= len(full)
    return width if wrapped and NARROWEST_WRAP <= width <= WIDEST_WRAP else 0


def _paragraphs(group: list[Unit], width: int, text: str) -> list[Unit]:
    runs: list[list[Unit]] = []
    for line in group:
        if runs and not _are_parted(runs[-1][-1], line) and _run_on(runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [merge(run, text) if len(run) > 1 else run[0] for run in runs]


def _run_on(line: Unit, following: Unit, width: int) -> bool:
    """Whether two lines are of one paragraph, by the format's word or by how they look."""
    marked = "goes on" in following.marks and line.kind is None and following.kind is None
    return marked or _goes_on(line, following, width)


def _are_parted(line: Unit, following: Unit) -> bool:
    """Whether a person or the collection says that two lines have nothing to do with each other."""
    return line.stated != following.stated or line.of_site != following.of_site


def _goes_on(line: Unit, following: Unit, width: int) -> bool:
    """Whether a paragraph runs on over a line end."""
    if _are_apart(line, following, width):
        return False
    if _opens_emphasis(line.text):
        return not _CLOSING_MARKUP.search(line.text)
    if _HYPHEN.search(line.text) and _WORD.match(following.text):
        return True
    if shape.starts_list_item(following.text):
        return False
    if shape.starts_lower(following.text) and not shape.ends_sentence(line.text):
        if knowledge.has_formula("closing", line.text) and not _is_full(line, width):
            return False
        return len(line.text) > 12 and (not _in_brackets(following.text) or _is_full(line, width))
    if _stands_alone(following.text, shape.ends_sentence(line.text)):
        return False
    if _opens_indented(line, following, width):
        return True
    if shape.breaks_off(line.text) or _is_wide_prose(line.text, following.text):
        return True
    return _has_no_room(line, following, width) and following.indent <= line.indent + 1


def _opens_indented(line: Unit, following: Unit, width: int) -> bool:
    """Whether a line is the first of a paragraph, set in a little, and the next is not."""
    set_in = 0 < line.indent <= DEEPEST_INDENT and not following.indent
    return set_in and not shape.ends_sentence(line.text) and _is_full(line, width)


def _in_brackets(text: str) -> bool:
    """Whether a line is a remark by itself: “(and twelve more signatures)”."""
    return text[0] in "([" and text[-1] in ")]"


def _are_apart(line: Unit, following: Unit, width: int) -> bool:
    """Whether two lines are of different things: by format, label, script, as columns."""
    if line.kind or following.kind or line.marks != following.marks or following.marks & _NO_PARAGRAPH:
        return True
    if is_label_line(following.text) or (is_label_line(line.text) and not _is_full(line, width)):
        return True
    if _LABELLED.match(line.text) and _LABELLED.match(following.text):
        return True
    if _opens_emphasis(line.text):
        return False
    if _WIDE_GAP.search(line.text) and not shape.starts_lower(following.text):
        return True
    if "\t" in line.text or "\t" in following.text or script(line.text) != script(following.text):
        return True
    return shape.width(following.text) <= SHORTEST_REST and not _may_end_paragraph(following.text)


def _is_wide_prose(text: str, following: str) -> bool:
    """Whether a line of Chinese or Japanese breaks off in mid-sentence: wrapped text, be it of two lines."""
    width = shape.width(text)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP or shape.width(following) > width + 2:
        return False
    if shape.ends_sentence(text) or not (shape.is_wide(text[-1]) and shape.is_wide(following[0])):
        return False
    return following[0] not in _WIDE_OPENING and bool(_WIDE_PAUSE.search(text + following))


def _stands_alone(text: str, after_sentence: bool) -> bool:
    """Whether a line is a letter's opening or close: place and date, or a formula behind a sentence."""
    if len(text) > LONGEST_ALONE or shape.starts_lower(text):
        return False
    formula = knowledge.has_formula("salutation", text) or knowledge.has_formula("closing", text)
    return (formula and after_sentence) or dates.is_dateline(text)


def _may_end_paragraph(text: str) -> bool:
    """Whether so short a line may end a paragraph: it begins small, or its script has no capitals."""
    return shape.starts_lower(text) or (shape.is_wide(text[0]) and shape.ends_sentence(text))


def _is_full(line: Unit, width: int) -> bool:
    return bool(width) and width * 0.78 <= shape.width(line.text) + line.indent <= WIDEST_WRAP * 1.2


def _has_no_room(line: Unit, following: Unit, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    if line.indent > MOST_INDENT * width:
        return False
    word = following.text[0] if shape.is_wide(following.text[0]) else following.text.split(maxsplit=1)[0]
    length = shape.width(line.text) + line.indent
    return LEAST_FULL * width <= length <= WIDEST_WRAP * 1.2 and length + len(word) >= NO_ROOM * width > 0


def _opens_emphasis(text: str) -> bool:
    return _OPENS_EMPHASIS.match(text) is not None and len(_EMPHASIS.findall(text)) % 2 == 1


def is_label_line(text: str) -> bool:
    """Whether a line is or begins with a known label, or opens a known section."""
    head, colon, _ = text.partition(":") if ":" in text[:60] else text.partition("：")
    if colon and len(head) < 60 and knowledge.fold(head) in knowledge.labels():
        return True
    return len(text) < 60 and not shape.starts_lower(text) and knowledge.fold(text) in knowledge.sections()


def _without_markup(unit: Unit) -> list[Unit]:
    """Set marks of emphasis and headings at a paragraph's ends apart as furniture."""
    if unit.kind is None and _EMPHASISED.fullmatch(unit.text):
        first, inner, last = unit.cut(1, len(unit.text) - 1)
        return [
            first.decided(Kind.FURNITURE, "mark of emphasis or heading"),
            inner._replace(gap=unit.gap),
            last.decided(Kind.FURNITURE, "mark of emphasis or heading"),
        ]
    opening = _OPENING_MARKUP.match(unit.text)
    closing = _CLOSING_MARKUP.search(unit.text) if opening and opening.group()[-1] in "*_" else None
    if unit.kind or not opening or ("*" in opening.group() and not closing):
        return [unit]
    cuts = [opening.end()] + ([closing.start()] if closing else [])
    pieces = unit.cut(*cuts)
    heading = frozenset({"h2"}) if "#" in opening.group() else frozenset({"emphasis"})
    return [
        piece._replace(marks=piece.marks | heading, gap=unit.gap)
        if shape.has_words(piece.text)
        else piece.decided(Kind.FURNITURE, "mark of emphasis or heading")
        for piece in pieces
    ]
