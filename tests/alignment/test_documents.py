"""Documents: which versions are aligned, which streams, and what becomes of a person's decisions."""

import pytest

from diptych.alignment import align_document
from diptych.errors import AlignmentError
from diptych.model import (
    Alignment,
    Bead,
    Document,
    Kind,
    Metadata,
    Paragraph,
    Role,
    Sentence,
    Source,
    Span,
    Status,
    Version,
)

RUSSIAN = [
    (Kind.HEADING, "", ["Запись беседы"]),
    (Kind.BODY, "", ["Посол приехал вечером.", "Он передал письмо на 15 страницах."]),
    (Kind.BODY, "", ["Тов. Громыко поблагодарил его."]),
    (Kind.SIGNATURE, "", ["А. Громыко"]),
    (Kind.NOTE, "1", ["Речь идёт о письме от 3 мая."]),
    (Kind.NOTE, "2", ["Так в тексте."]),
]
ENGLISH = [
    (Kind.HEADING, "", ["Record of a conversation"]),
    (Kind.BODY, "", ["The ambassador arrived in the evening.", "He delivered a letter of 15 pages."]),
    (Kind.BODY, "", ["Comrade Gromyko thanked him."]),
    (Kind.SIGNATURE, "", ["A. Gromyko"]),
    (Kind.NOTE, "2", ["Sic."]),
    (Kind.NOTE, "1", ["This is the letter of 3 May."]),
]


def version(name: str, role: Role, content: list[tuple[Kind, str, list[str]]]) -> Version:
    paragraphs, sentences = [], []
    for number, (kind, label, texts) in enumerate(content, 1):
        paragraph = Paragraph(f"{name}.p{number}", kind, (), label=label)
        paragraphs.append(paragraph)
        for place, text in enumerate(texts, 1):
            sentences.append(Sentence(f"{paragraph.id}.s{place}", paragraph.id, 0, (Span(0, 0),), (), text))
    return Version(name, name.rstrip("0123456789"), role, tuple(paragraphs), tuple(sentences))


def document(*versions: Version) -> Document:
    return Document(Source("x.txt", "", "utf-8", ""), (), Metadata(), versions)


RU = version("ru", Role.ORIGINAL, RUSSIAN)
EN = version("en", Role.TRANSLATION, ENGLISH)
TEXT = [
    (("ru.p1.s1",), ("en.p1.s1",)),
    (("ru.p2.s1",), ("en.p2.s1",)),
    (("ru.p2.s2",), ("en.p2.s2",)),
    (("ru.p3.s1",), ("en.p3.s1",)),
    (("ru.p4.s1",), ("en.p4.s1",)),
]


def only(found: Document) -> Alignment:
    (alignment,) = found.alignments
    return alignment


def pairs(beads: tuple[Bead, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def test_text_aligns_with_text() -> None:
    assert pairs(only(align_document(document(RU, EN))).beads) == TEXT


def test_notes_meet_by_label_even_in_another_order() -> None:
    notes = only(align_document(document(RU, EN))).notes
    assert pairs(notes) == [(("ru.p5.s1",), ("en.p6.s1",)), (("ru.p6.s1",), ("en.p5.s1",))]


def test_the_original_stands_on_the_source_side() -> None:
    alignment = only(align_document(document(EN, RU)))
    assert (alignment.source, alignment.target) == ("ru", "en")


def test_without_an_original_the_first_version_does() -> None:
    russian = version("ru", Role.TRANSLATION, RUSSIAN)
    assert only(align_document(document(EN, russian))).source == "en"


def test_every_translation_is_aligned() -> None:
    second = version("en2", Role.TRANSLATION, ENGLISH)
    assert [a.target for a in align_document(document(RU, EN, second)).alignments] == ["en", "en2"]


def test_one_version_comes_back_unchanged() -> None:
    alone = document(EN)
    assert align_document(alone) is alone


def test_a_confirmed_bead_stays() -> None:
    bead = Bead(("ru.p2.s1", "ru.p2.s2"), ("en.p2.s1",), 1.0, Status.CONFIRMED)
    found = only(align_document(document(RU, EN), {("ru", "en"): [bead]}))
    assert bead in found.beads
    assert all(other.status is Status.AUTO for other in found.beads if other is not bead)


def test_a_confirmed_note_beats_its_label() -> None:
    bead = Bead(("ru.p5.s1",), ("en.p5.s1",), 1.0, Status.CONFIRMED)
    assert bead in only(align_document(document(RU, EN), {("ru", "en"): [bead]})).notes


def test_a_rejected_bead_does_not_come_again() -> None:
    bead = Bead(*TEXT[2], 0.9, Status.REJECTED)
    found = only(align_document(document(RU, EN), {("ru", "en"): [bead]}))
    assert TEXT[2] not in pairs(found.beads)


def test_decisions_of_another_pair_do_not_count() -> None:
    bead = Bead(*TEXT[2], 0.9, Status.REJECTED)
    assert pairs(only(align_document(document(RU, EN), {("ru", "de"): [bead]})).beads) == TEXT


@pytest.mark.parametrize(
    ("source", "target"), [(("ru.p9.s1",), ("en.p1.s1",)), (("ru.p1.s1",), ("en.p5.s1",))]
)
def test_a_confirmed_bead_that_does_not_fit_is_named(source: tuple[str], target: tuple[str]) -> None:
    bead = Bead(source, target, 1.0, Status.CONFIRMED)
    with pytest.raises(AlignmentError, match=source[0]):
        align_document(document(RU, EN), {("ru", "en"): [bead]})
