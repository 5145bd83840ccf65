"""What a TEI header states of the document, under the names that pages use for it."""

from collections.abc import Iterator

from lxml import etree

from diptych.model import Field

_FILE = "{*}teiHeader/{*}fileDesc/"
_STATED = (
    ("title", f"{_FILE}{{*}}titleStmt/{{*}}title"),
    ("author", f"{_FILE}{{*}}titleStmt/{{*}}author"),
    ("translator", f"{_FILE}{{*}}titleStmt/{{*}}editor[@role='translator']"),
    ("contributor", f"{_FILE}{{*}}titleStmt/{{*}}respStmt"),
    ("credits", f"{_FILE}{{*}}titleStmt/{{*}}funder"),
    ("rights", f"{_FILE}{{*}}publicationStmt/{{*}}availability/{{*}}p"),
    ("rights", f"{_FILE}{{*}}publicationStmt/{{*}}availability/{{*}}licence"),
    ("collection", f"{_FILE}{{*}}sourceDesc//{{*}}title[@level='s']"),
    ("archive", f"{_FILE}{{*}}sourceDesc//{{*}}msIdentifier"),
    ("archive", f"{_FILE}{{*}}sourceDesc//{{*}}altIdentifier[@type='citation']"),
    ("record id", f"{_FILE}{{*}}sourceDesc//{{*}}idno[@type='record']"),
    ("url", f"{_FILE}{{*}}sourceDesc//{{*}}ref"),
    ("citation", f"{_FILE}{{*}}sourceDesc//{{*}}bibl[@type='citation']"),
    ("upload date", f"{_FILE}{{*}}sourceDesc//{{*}}date[@type='uploaded']"),
    ("date", "{*}teiHeader/{*}profileDesc/{*}creation/{*}date"),
    ("sender", "{*}teiHeader/{*}profileDesc//{*}correspAction[@type='sent']"),
    ("addressee", "{*}teiHeader/{*}profileDesc//{*}correspAction[@type='received']"),
    ("subject", "{*}teiHeader/{*}profileDesc/{*}textClass//{*}term"),
    ("summary", "{*}teiHeader/{*}profileDesc/{*}abstract"),
    ("original language", "{*}teiHeader//{*}msContents/{*}textLang"),
)
_OF_SOURCE = (
    ("author", f"{_FILE}{{*}}sourceDesc//{{*}}author"),
    ("date", f"{_FILE}{{*}}sourceDesc//{{*}}date"),
    ("citation", f"{_FILE}{{*}}sourceDesc/{{*}}p"),
    ("citation", f"{_FILE}{{*}}sourceDesc/{{*}}bibl"),
)
"""Asked where the header itself says nothing of the kind."""
_OURS = "Derived with Diptych"
_OWN_TERMS = ("The encoding adds no terms", "The terms of the texts are not stated")


def header_fields(root: etree._Element) -> tuple[Field, ...]:
    """The statements of all headers of a file, in order, without repetition."""
    found = [field for holder in _holders(root) for field in _fields(holder, _STATED)]
    names = {field.name for field in found}
    found += [f for h in _holders(root) for f in _fields(h, _OF_SOURCE) if f.name not in names]
    notes = root.iterfind(f"{_FILE}{{*}}notesStmt/{{*}}note[@n]")
    found += [Field(note.get("n", ""), _text(note)) for note in notes if _text(note)]
    return tuple(dict.fromkeys(found))


def _holders(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that have a header: the corpus and its texts."""
    yield root
    yield from root.iterfind("{*}TEI")


def _fields(holder: etree._Element, paths: tuple[tuple[str, str], ...]) -> Iterator[Field]:
    for name, path in paths:
        for element in holder.iterfind(path):
            value = _value(element, name)
            if value and element.get("type") != "sub" and not value.startswith(_OWN_TERMS):
                yield Field(name, value)


def _value(element: etree._Element, name: str) -> str:
    """The words of an element; a date without words is its standard form, and parts are set apart."""
    if name == "contributor":
        resp = element.find("{*}resp")
        person = element.find("{*}name")
        is_contribution = resp is not None and "contribut" in _text(resp).lower()
        return _text(person) if person is not None and is_contribution else ""
    if name == "archive":
        if element.find("{*}altIdentifier[@type='citation']") is not None:
            return ""  # what stands beside whole references is taken from them
        return ", ".join(filter(None, map(_text, element.iterchildren())))
    return _text(element) or (element.get("when") or "" if name == "date" else "")


def _text(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())
