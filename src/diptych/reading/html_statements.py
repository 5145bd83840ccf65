"""What a page states of its document for machines: meta tags, JSON-LD and microdata of schema.org.

Every statement becomes a field under the page's own name in lower case; those of
schema.org begin with `schema:`. What they mean is the survey's business.
"""

import itertools
import json
import re
from collections.abc import Iterator

from lxml import etree

from diptych.model import Field
from diptych.reading.html_marks import element_language
from diptych.reading.text_layer import FOLDED

STATED = re.compile(
    r"(?:citation_|dc\.|dcterms\.|og:|article:|prism\.|bepress_|eprints\.)[\w.:-]+"
    r"|title|description|author|date|keywords|publisher|rights|copyright|language|subject|creator|abstract"
)
"""Names of `<meta>` that state something of the document."""

WORKS = frozenset(
    {"creativework", "archivecomponent", "article", "scholarlyarticle", "newsarticle", "report", "message"}
    | {"manuscript", "book", "chapter", "digitaldocument", "textdigitaldocument", "dataset", "webpage"}
    | {"itempage", "legislation", "collection", "quotation"}
)
"""Types of schema.org that are documents or hold one; not the site, the trail of links or a person."""

LONGEST_JSON = 1_000_000
LONGEST_STATEMENT = 2_000
MOST_NESTED = 8
MOST_PROPERTIES = 200


def page_statements(root: etree._Element) -> Iterator[Field]:
    """What the page states of the document, in the order of the page.

    >>> page = etree.HTML('<meta name="DC.title" content=" A  note"><link rel="canonical" href="https://a.org">')
    >>> [(field.name, field.value) for field in page_statements(page)]
    [('dc.title', 'A note'), ('canonical', 'https://a.org')]
    """
    language = element_language(root)
    if language:
        yield Field("lang", language)
    for element in root.iter("title", "meta", "link"):
        yield from _field(*_of_head(element))
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield from _of_json("".join(map(str, script.itertext())))
    yield from _of_microdata(root)


def _field(name: str, value: str) -> Iterator[Field]:
    folded = FOLDED.sub(" ", value).strip()
    if name and folded:
        yield Field(name, folded)


def _of_head(element: etree._Element) -> tuple[str, str]:
    """Name and value of what one element of the head states; empty where nothing."""
    if element.tag == "title":
        parent = element.getparent()
        in_head = parent is not None and parent.tag in {"head", "html"}
        return ("title", "".join(map(str, element.itertext()))) if in_head else ("", "")
    if element.tag == "link":
        canonical = "canonical" in (element.get("rel") or "").lower().split()
        return ("canonical", element.get("href") or "") if canonical else ("", "")
    name = (element.get("name") or element.get("property") or "").strip().lower()
    return (name, element.get("content") or "") if STATED.fullmatch(name) else ("", "")


def _of_json(text: str) -> Iterator[Field]:
    """The works that a block of JSON-LD describes; a block that is broken states nothing."""
    if len(text) > LONGEST_JSON:
        return
    try:
        described = json.loads(text)
    except (ValueError, RecursionError):
        return
    nodes = described if isinstance(described, list) else [described]
    for node in nodes:
        graph = node.get("@graph") if isinstance(node, dict) else None
        for work in graph if isinstance(graph, list) else [node]:
            yield from _of_work(work)


def _of_work(node: object) -> Iterator[Field]:
    if not isinstance(node, dict) or not _is_work(_texts(node.get("@type"))):
        return
    for name, value in node.items():
        if not name.startswith("@"):
            for text in _texts(value):
                yield from _field(f"schema:{name.lower()}", text[:LONGEST_STATEMENT])


def _is_work(types: list[str]) -> bool:
    return any(re.split(r"[/#:]", type)[-1].lower() in WORKS for type in types)


def _texts(value: object, depth: int = 0) -> list[str]:
    """What a value says in words: of a person or a thing its name, of a list what each says."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and depth < MOST_NESTED:
        return [text for one in value for text in _texts(one, depth + 1)]
    if isinstance(value, dict):
        named = next((value[key] for key in ("name", "@value", "value", "@id") if key in value), None)
        return _texts(named, depth + 1) if depth < MOST_NESTED else []
    return []


def _of_microdata(root: etree._Element) -> Iterator[Field]:
    """`itemprop` on elements of a work; properties of what the work itself names are not the work's."""
    for element in itertools.islice(root.iterfind(".//*[@itemprop]"), MOST_PROPERTIES):
        scope = next((e for e in element.iterancestors() if e.get("itemscope") is not None), None)
        described = (scope.get("itemtype") or "creativework").split() if scope is not None else []
        if not _is_work(described):
            continue
        value = next((v for v in map(element.get, ("content", "datetime")) if v), "")
        text = value or "".join(map(str, element.itertext()))
        for name in (element.get("itemprop") or "").split():
            if len(text) <= LONGEST_STATEMENT:
                yield from _field(f"schema:{name.lower()}", text)
