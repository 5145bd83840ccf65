"""Two files as one document."""

from pathlib import Path

import pytest

from diptych.bitext import align_files, align_lines, indexed, split_lines
from diptych.model import Document, Role

LINES = [
    ("", []),
    ("\n", ["\n"]),
    ("a", ["a"]),
    ("a\n", ["a\n"]),
    ("a\n\n", ["a\n", "\n"]),
    ("a\r\nb", ["a\r\n", "b"]),
    ("a\rb\x0b\x0c\x1c\x85\u2028\u2029c", ["a\rb\x0b\x0c\x1c\x85\u2028\u2029c"]),
]


@pytest.mark.parametrize(("text", "lines"), LINES)
def test_only_lf_ends_a_line_and_the_last_needs_none(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


def check(document: Document) -> None:
    """Blocks partition the text, and sentences are what their spans say."""
    text = document.source.text
    assert "".join(block.span.of(text) for block in document.blocks) == text
    for version in document.versions:
        for sentence in version.sentences:
            pieces = [span.of(text) for span in sentence.spans]
            joined = pieces[0] + "".join(j + p for j, p in zip(sentence.joints, pieces[1:], strict=True))
            assert " ".join(joined.split()) == " ".join(sentence.text.split())
            assert document.blocks[sentence.block].version == version.name
            assert sentence.paragraph in {paragraph.id for paragraph in version.paragraphs}
    assert [version.role for version in document.versions] == [Role.ORIGINAL, Role.TRANSLATION]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("Die Sitzung wurde er-\nöffnet. Der Vorsitzende sprach.\n\nEs war spät.\n", "utf-8")
    other.write_text("The meeting was opened. The chairman spoke.\n\nIt was late.", "utf-8")
    return one, other


def test_files_are_split_into_sentences(files: tuple[Path, Path]) -> None:
    document = align_files(*files)
    check(document)
    assert [version.language for version in document.versions] == ["de", "en"]
    assert document.versions[0].sentences[0].text == "Die Sitzung wurde eröffnet."
    assert [(m.source, m.target) for m in indexed(document, document.alignments[0])] == [
        ((n,), (n,)) for n in range(3)
    ]


def test_lines_are_taken_as_they_are(files: tuple[Path, Path]) -> None:
    document = align_lines(*files, languages=("de", "en"))
    check(document)
    assert [s.text for s in document.versions[0].sentences] == files[0].read_text("utf-8").splitlines()
    assert sorted(i for match in indexed(document, document.alignments[0]) for i in match.source) == [
        0,
        1,
        2,
        3,
    ]
    assert sorted(j for match in indexed(document, document.alignments[0]) for j in match.target) == [0, 1, 2]


def test_two_texts_of_one_language_keep_their_sentences_apart(files: tuple[Path, Path]) -> None:
    document = align_files(files[0], files[0], languages=("de", "de"))
    check(document)
    assert [version.name for version in document.versions] == ["de", "de2"]
    assert document.versions[1].sentences[0].id == "de2.p1.s1"
