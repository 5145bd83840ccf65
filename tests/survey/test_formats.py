"""What a file's own format says is used: Markdown's signs, HTML's elements, links to notes."""

from diptych.model import Document, Kind
from diptych.reading import read_bytes
from diptych.survey import survey

MARKDOWN = """\
# Запись беседы

- Первый пункт повестки дня.
- Второй пункт повестки дня.

Посол сообщил, что положение остаётся тяжёлым. Ответа не последовало.

## Record of Conversation

- The first item on the agenda.
- The second item on the agenda.

The ambassador reported that the situation remained grave. There was no answer.
"""

HTML = """\
<html lang="en"><head><title>Record of Conversation | Example</title><meta name="citation_author" content="A. Smirnov">
</head><body><nav><a href="/">Home</a> <a href="/b">Browse</a></nav><main><h1>Record of Conversation with the Ambassador</h1>
<dl><dt>Date</dt><dd>12 May 1956</dd><dt>Source</dt><dd>AVPRF, f. 077, op. 37, d. 39</dd></dl><h2>Original</h2>
<p>Сов. секретно</p><p>Посол сообщил, что положение остаётся тяжёлым<sup><a href="#fn1">1</a></sup>. Ответа не последовало.</p>
<h2>English Translation</h2><p>Top Secret</p><p>The ambassador reported that the situation remained grave. There was no answer.</p>
<div class="footnotes"><p id="fn1">1 Так в документе.</p></div></main><script>var x = 1</script></body></html>
"""


def surveyed(text: str, name: str) -> Document:
    return survey(read_bytes(text.encode(), name))


def texts(document: Document, kind: Kind) -> list[str]:
    return [b.span.of(document.source.text).strip() for b in document.blocks if b.kind is kind]


def test_markdown_signs_are_furniture_and_its_headings_headings() -> None:
    document = surveyed(MARKDOWN, "page.md")
    assert texts(document, Kind.FURNITURE) == ["#", "-", "-", "##", "-", "-"]
    assert texts(document, Kind.HEADING) == ["Запись беседы", "Record of Conversation"]
    assert [len(version.paragraphs) for version in document.versions] == [4, 4]


def test_html_elements_tell_record_versions_and_notes() -> None:
    document = surveyed(HTML, "page.html")
    assert [(v.name, str(v.role), v.role_reason) for v in document.versions] == [
        ("ru", "original", "the headings say which is the original"),
        ("en", "translation", "the original is “ru”: the headings say which is the original"),
    ]
    assert [p.id for p in document.versions[0].paragraphs] == ["ru.m1", "ru.p1", "ru.n1"]
    assert texts(document, Kind.NOTE_ANCHOR) == ["1", "1"]
    stated = {(field.name, field.normal or field.value) for field in document.metadata.fields}
    assert {
        ("title", "Record of Conversation with the Ambassador"),
        ("date", "1956-05-12"),
        ("archive", "AVPRF, f. 077, op. 37, d. 39"),
        ("author", "A. Smirnov"),
    } <= stated
