"""Layouts of bilingual pages, made of the texts in `stock/`: from versions to an annotated page."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path

from tests.survey.pagecases import Line, Page

STOCK = Path(__file__).parent / "stock"


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of a stock text."""

    version: str
    kind: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return (" " if self.sentences[0][0] < "\u2e80" else "").join(self.sentences)


@cache
def stock(name: str) -> dict[str, tuple[Row, ...]]:
    """Language -> the rows of a text; row n says the same in each."""
    found: dict[str, list[Row]] = {}
    language = ""
    for line in (STOCK / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            kind, _, text = line.partition("\t")
            found.setdefault(language, []).append(Row(language, kind, tuple(text.split("‖"))))
    return {name: tuple(rows) for name, rows in found.items()}


@dataclass(slots=True)
class Sheet:
    """A page in the making."""

    text: str = ""
    lines: list[Line] = field(default_factory=list)

    def put(self, text: str, version: str = "", kind: str = "furniture", end: str = "\n") -> None:
        if text.strip():
            self.lines.append(Line(len(self.text), text, version, kind))
        self.text += text + end

    def row(self, row: Row, end: str = "\n\n") -> None:
        self.put(row.text, row.version, row.kind, end)

    def page(self, name: str) -> Page:
        return Page(name, self.text, tuple(self.lines), {})


def wrapped(row: Row, width: int) -> list[str]:
    """The lines of a paragraph; anywhere in a script without blanks."""
    if row.version == "zh":
        return [row.text[i : i + width // 2] for i in range(0, len(row.text), width // 2)]
    return textwrap.wrap(row.text, width, break_long_words=False, break_on_hyphens=False)


def divided(lines: list[str]) -> list[str]:
    """The same lines, up to five characters longer: every third ends inside a word, if the next is long."""
    lines = list(lines)
    for index in range(0, len(lines) - 1, 3):
        first, _, rest = lines[index + 1].partition(" ")
        if len(first) > 8 and first.isalpha() and rest:
            lines[index] += f" {first[:3]}-"
            lines[index + 1] = f"{first[3:]} {rest}"
    return lines


Versions = Sequence[Sequence[Row]]


def one_after_the_other(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in versions:
        for row in rows:
            sheet.row(row)
    return sheet.page("one after the other")


def without_blank_lines(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in versions:
        for row in rows:
            sheet.row(row, "\n")
    return sheet.page("without blank lines")


def hard_wrapped(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in versions:
        for row in rows:
            for line in wrapped(row, 64):
                sheet.put(line, row.version, row.kind)
            sheet.put("")
    return sheet.page("hard-wrapped")


def hard_wrapped_indented(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in versions:
        for row in rows:
            for number, line in enumerate(wrapped(row, 60)):
                indent = "     " if row.kind == "body" and number == 0 else ""
                sheet.put(indent + line, row.version, row.kind)
    return sheet.page("hard-wrapped, indented")


def paragraphs_take_turns(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in zip(*versions, strict=True):
        for row in rows:
            sheet.row(row)
    return sheet.page("paragraphs take turns")


def paragraphs_take_turns_wrapped(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in zip(*versions, strict=True):
        for row in rows:
            for line in wrapped(row, 60):
                sheet.put(line, row.version, row.kind)
            sheet.put("")
    return sheet.page("paragraphs take turns, wrapped")


def sentences_take_turns(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in zip(*versions, strict=True):
        for sentences in zip(*(row.sentences for row in rows), strict=True):
            for row, sentence in zip(rows, sentences, strict=True):
                sheet.put(sentence, row.version, row.kind)
        sheet.put("")
    return sheet.page("sentences take turns")


def sentences_take_turns_in_paragraphs(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in zip(*versions, strict=True):
        if rows[0].kind != "body":
            for row in rows:
                sheet.row(row, "\n")
            continue
        for sentences in zip(*(row.sentences for row in rows), strict=True):
            for row, sentence in zip(rows, sentences, strict=True):
                sheet.put(sentence, row.version, row.kind, " ")
        sheet.text = sheet.text.rstrip() + "\n\n"
    return sheet.page("sentences take turns in paragraphs")


def columns_by_tab(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in zip(*versions, strict=True):
        for row in rows[:-1]:
            sheet.row(row, "\t")
        sheet.row(rows[-1], "\n")
    return sheet.page("columns by tab")


def columns_by_strokes(versions: Versions) -> Page:
    sheet = Sheet("| " + " | ".join(rows[0].version for rows in versions) + " |\n")
    sheet.text += "|" + "---|" * len(versions) + "\n"
    for rows in zip(*versions, strict=True):
        for row in rows:
            sheet.text += "| "
            sheet.row(row, " ")
        sheet.text += "|\n"
    return sheet.page("columns by strokes")


def _laid_side_by_side(sheet: Sheet, sides: Sequence[list[tuple[str, Row | None]]], width: int) -> None:
    for cells in zip_longest(*sides, fillvalue=("", None)):
        begun = len(sheet.text)
        for number, (line, row) in enumerate(cells):
            if row is not None and line:
                sheet.text += " " * (begun + number * width - len(sheet.text))
                sheet.put(line, row.version, row.kind, "")
        sheet.text += "\n"


def _lines_of(rows: Sequence[Row], width: int, blank: bool, hyphens: bool) -> list[tuple[str, Row | None]]:
    lines: list[tuple[str, Row | None]] = []
    for row in rows:
        own = wrapped(row, width)
        lines += [(line, row) for line in (divided(own) if hyphens else own)]
        lines += [("", None)] if blank else []
    return lines


def columns_by_blanks(versions: Versions) -> Page:
    sheet = Sheet()
    _laid_side_by_side(sheet, [_lines_of(rows, 38, True, False) for rows in versions], 44)
    return sheet.page("columns by blanks")


def columns_by_blanks_hyphenated(versions: Versions) -> Page:
    sheet = Sheet()
    _laid_side_by_side(sheet, [_lines_of(rows, 34, True, True) for rows in versions], 46)
    return sheet.page("columns by blanks, hyphenated")


def columns_by_blanks_row_by_row(versions: Versions) -> Page:
    """Each paragraph begins level with its translation, as in a table that was dumped."""
    sheet = Sheet()
    for rows in zip(*versions, strict=True):
        _laid_side_by_side(sheet, [_lines_of([row], 40, False, False) for row in rows], 45)
        sheet.text += "\n"
    return sheet.page("columns by blanks, row by row")


def columns_by_blanks_with_pages(versions: Versions) -> Page:
    """A head across both columns, page ends in mid-paragraph, page numbers, the second column longer."""
    sheet = Sheet()
    sheet.put("                    FOREIGN RELATIONS PAPERS", "", "page header", "\n\n")
    sides = [_lines_of(rows, 34, True, True) for rows in versions]
    longest = max(map(len, sides))
    for number, start in enumerate(range(0, longest, 18), start=1):
        _laid_side_by_side(sheet, [side[start : start + 18] for side in sides], 43)
        sheet.put(f"                                     - {number} -", "", "page number", "\n\f\n")
    return sheet.page("columns by blanks, with pages")


def _facing(versions: Versions, sheet: Sheet, between: Callable[[int], None]) -> None:
    sides = [_lines_of(rows, 60, True, False) for rows in versions]
    most = max(map(len, sides))
    pages = (most + 15) // 16
    for page in range(pages):
        for number, side in enumerate(sides):
            size = -(-len(side) // pages)
            for line, row in side[page * size : (page + 1) * size]:
                sheet.put(line, row.version if row else "", row.kind if row else "")
            between(page * len(sides) + number + 1)


def facing_pages_by_form_feed(versions: Versions) -> Page:
    sheet = Sheet()
    _facing(versions, sheet, lambda number: sheet.put("\f", end=""))
    return sheet.page("facing pages by form feed")


def facing_pages_by_number(versions: Versions) -> Page:
    sheet = Sheet()
    _facing(versions, sheet, lambda number: sheet.put(str(number), "", "page number", "\n\n"))
    return sheet.page("facing pages by number")


def facing_pages_by_running_head(versions: Versions) -> Page:
    sheet = Sheet()

    def head(number: int) -> None:
        sheet.put("")
        sheet.put(f"{number + 40}          Documents on the Coal Treaty", "", "page header", "\n\n")

    _facing(versions, sheet, head)
    return sheet.page("facing pages by running head")


HEADS = {
    "ru": ("Подлинник", "Перевод"),
    "en": ("Original", "Translation"),
    "de": ("Originaltext", "Übersetzung"),
    "fr": ("Texte original", "Traduction"),
    "pl": ("Oryginał", "Tłumaczenie"),
    "cs": ("Originál", "Překlad"),
    "hu": ("Eredeti szöveg", "Fordítás"),
    "ro": ("Textul original", "Traducere"),
    "uk": ("Оригінал", "Переклад"),
    "bg": ("Оригинал", "Превод"),
    "es": ("Texto original", "Traducción"),
    "zh": ("原文", "译文"),
    "ko": ("원문", "번역문"),
}


def under_headings(versions: Versions) -> Page:
    sheet = Sheet()
    for number, rows in enumerate(versions):
        sheet.put(HEADS[versions[-1][0].version][bool(number)], "", "metadata", "\n\n")
        for row in rows:
            sheet.row(row)
    return sheet.page("under headings")


def parallel_headings(versions: Versions) -> Page:
    sheet = Sheet()
    for head in (0, 1):
        for rows in versions[:-1]:
            sheet.row(rows[head], "")
            sheet.put(" / ", end="")
        sheet.row(versions[-1][head], "\n\n")
    for rows in versions:
        for row in rows[2:]:
            sheet.row(row)
    return sheet.page("parallel headings")


def parallel_headings_on_two_lines(versions: Versions) -> Page:
    sheet = Sheet()
    for head in (0, 1):
        for rows in versions:
            sheet.row(rows[head], "\n")
        sheet.put("")
    for rows in versions:
        for row in rows[2:]:
            sheet.row(row)
    return sheet.page("parallel headings on two lines")


SUMMARY = {
    "en": "Belkin records a talk on coal and trade. The Soviet side promises to mend the delays.",
    "de": "Belkin berichtet über ein Gespräch zu Kohle und Handel. Die sowjetische Seite verspricht Abhilfe.",
    "fr": "Belkine rend compte d'un entretien sur le charbon. La partie soviétique promet d'y remédier.",
    "ru": "Белкин сообщает о беседе об угле и торговле. Советская сторона обещает устранить задержки.",
    "pl": "Biełkin relacjonuje rozmowę o węglu i handlu. Strona radziecka obiecuje usunąć opóźnienia.",
}


def summary_above(versions: Versions) -> Page:
    sheet = Sheet()
    sheet.put(SUMMARY[versions[-1][0].version], "", "summary", "\n\n")
    for rows in versions:
        for row in rows:
            sheet.row(row)
    return sheet.page("summary above")


def summary_below(versions: Versions) -> Page:
    sheet = Sheet()
    for rows in versions:
        for row in rows:
            sheet.row(row)
    sheet.put(SUMMARY[versions[-1][0].version], "", "summary", "\n\n")
    return sheet.page("summary below")


def summary_between(versions: Versions) -> Page:
    sheet = Sheet()
    for row in versions[0]:
        sheet.row(row)
    sheet.put(SUMMARY[versions[-1][0].version], "", "summary", "\n\n")
    for rows in versions[1:]:
        for row in rows:
            sheet.row(row)
    return sheet.page("summary between")


def summary_named(versions: Versions) -> Page:
    sheet = Sheet()
    name = {"en": "Summary", "de": "Zusammenfassung", "fr": "Résumé", "ru": "Аннотация", "pl": "Streszczenie"}
    sheet.put(name[versions[-1][0].version], "", "metadata", "\n\n")
    sheet.put(SUMMARY[versions[-1][0].version], "", "summary", "\n\n")
    for rows in versions:
        for row in rows:
            sheet.row(row)
    return sheet.page("summary named")


TITLE = {
    "en": ("Conversation on Coal between Belkin and the Ambassador", "March 14, 1957"),
    "de": ("Gespräch zwischen Belkin und dem Botschafter über Kohle", "14. März 1957"),
    "fr": ("Entretien de Belkine avec l'ambassadeur au sujet du charbon", "14 mars 1957"),
    "ru": ("Беседа Белкина с послом о поставках угля", "14 марта 1957"),
    "pl": ("Rozmowa Biełkina z ambasadorem o węglu", "14 marca 1957"),
}


def _archived(body: Page, language: str, dated: bool) -> Page:
    """A page with the title, and at the foot the record, that an archive put around it."""
    sheet = Sheet()
    sheet.put("Skip to content", "", "furniture", "\n\n")
    sheet.put(TITLE[language][0], "", "title", "\n\n")
    if dated:
        sheet.put(TITLE[language][1], "", "date", "\n\n")
    begins = len(sheet.text)
    sheet.text += body.text
    sheet.lines += [replace(line, start=line.start + begins) for line in body.lines]
    sheet.put("")
    sheet.put("Citation: AVP RF, f. 06, op. 12, d. 114, l. 7", "", "metadata", "\n")
    sheet.put("Record ID: 118842", "", "metadata", "\n")
    return sheet.page(body.name)


def archived(versions: Versions) -> Page:
    return _archived(one_after_the_other(versions), versions[-1][0].version, True)


def archived_translation_first(versions: Versions) -> Page:
    return _archived(one_after_the_other(versions[::-1]), versions[-1][0].version, False)


def archived_by_turns(versions: Versions) -> Page:
    return _archived(paragraphs_take_turns(versions), versions[-1][0].version, True)


def archived_original_only(versions: Versions) -> Page:
    return _archived(one_after_the_other(versions[:1]), versions[-1][0].version, True)


def archived_original_with_summary(versions: Versions) -> Page:
    language = versions[-1][0].version
    sheet = Sheet()
    sheet.put(SUMMARY[language], "", "summary", "\n\n")
    for row in versions[0]:
        sheet.row(row)
    return _archived(sheet.page("original with summary"), language, True)


def archived_original_with_summary_below(versions: Versions) -> Page:
    language = versions[-1][0].version
    sheet = Sheet()
    for row in versions[0]:
        sheet.row(row)
    sheet.put(SUMMARY[language], "", "summary", "\n\n")
    return _archived(sheet.page("original with summary below"), language, False)


def archived_translation_only(versions: Versions) -> Page:
    return _archived(one_after_the_other(versions[-1:]), versions[-1][0].version, False)


def archived_with_summary(versions: Versions) -> Page:
    return _archived(summary_above(versions), versions[-1][0].version, True)


def archived_with_summary_below(versions: Versions) -> Page:
    return _archived(summary_below(versions), versions[-1][0].version, True)


def only_one(versions: Versions) -> Page:
    return one_after_the_other(versions[:1])


LAYOUTS: list[Callable[[Versions], Page]] = [
    one_after_the_other,
    without_blank_lines,
    hard_wrapped,
    hard_wrapped_indented,
    paragraphs_take_turns,
    paragraphs_take_turns_wrapped,
    sentences_take_turns,
    sentences_take_turns_in_paragraphs,
    columns_by_tab,
    columns_by_strokes,
    columns_by_blanks,
    columns_by_blanks_hyphenated,
    columns_by_blanks_row_by_row,
    columns_by_blanks_with_pages,
    facing_pages_by_form_feed,
    facing_pages_by_number,
    facing_pages_by_running_head,
    under_headings,
    parallel_headings,
    parallel_headings_on_two_lines,
    summary_above,
    summary_below,
    summary_between,
    summary_named,
    only_one,
    archived,
    archived_translation_first,
    archived_by_turns,
    archived_original_only,
    archived_original_with_summary,
    archived_original_with_summary_below,
    archived_translation_only,
    archived_with_summary,
    archived_with_summary_below,
]
