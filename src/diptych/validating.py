"""A TEI file with its tables and the files that it includes; a translation memory."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path, PurePath

from diptych.errors import TeiError
from diptych.tei import SCHEMA_HREF, Problem, TeiCorpus, included_files, read_tei, validate_tei

_MODEL = re.compile(rb"""<\?xml-model[^>]*?href=["']([^"']*)["'][^>]*\?>""")
_BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*")
_BEGINNINGS = (b"<", BOM_UTF16_BE, BOM_UTF16_LE)
"""Of what may be XML."""
_TEI = ("TEI", "teiCorpus")


def other_schema(data: bytes) -> str:
    """The address of the schema that a file names without naming ours, as exports do; empty if there is none.

    >>> other_schema(b'<?xml-model href="https://tei-c.org/tei_all.rng"?><TEI/>')
    'https://tei-c.org/tei_all.rng'
    """
    prolog = _BEFORE_ROOT.match(data)
    named = [href.decode("utf-8", "replace") for href in _MODEL.findall(prolog[0])] if prolog else []
    is_ours = any(PurePath(href).name == PurePath(SCHEMA_HREF).name for href in named)
    return "" if is_ours else next(iter(named), "")


def validate(path: Path | str) -> list[Problem]:
    """Everything that is wrong with a TEI file, in itself and beside its tables, or with a memory.

    Args:
        path: a document, whose tables are looked at where it lies in a project; or a corpus that includes
            documents, which are looked at, too. A file that names another schema than ours need only be XML.

    Returns:
        Problems in the order: XML, schema, integrity rules by code.

    Raises:
        OSError: the file cannot be read.
    """
    path = Path(path)
    data = path.read_bytes()
    if path.suffix.lower() == ".tmx":
        from diptych.exchange import validate_tmx

        return validate_tmx(data, str(path))
    included = included_files(data)
    if included:
        return _with_its_documents(path, data, included)
    problems = validate_tei(data, str(path))
    if problems and (stranger := _stranger(data)):
        return [Problem("xml", 0, stranger, "TEI and memories (.tmx) are checked", str(path))]
    if other_schema(data):
        return [problem for problem in problems if problem.code == "xml"]
    if not problems and _tables_of(path).is_file():
        from diptych.corpus.agreement import disagreements  # a second that a file alone does not need

        problems += disagreements(path, data)
    return problems


def _stranger(data: bytes) -> str:
    """What a file is that is no TEI; empty for TEI, and for XML that is too damaged to tell."""
    if not data.removeprefix(BOM_UTF8).lstrip().startswith(_BEGINNINGS):
        return "is no TEI or TMX, nor any XML" if data else ""
    from diptych.exchange.roots import first_element  # as with memories

    root = first_element(data)
    return f"begins with <{root}>, so it is no TEI" if root and root not in _TEI else ""


def _tables_of(path: Path) -> Path:
    """Where the sentences of a document stand, if it lies in the tei/ of a project."""
    folder = path.resolve().parent
    return folder.parent / ("corpus" if folder.name == "tei" else "") / f"{path.stem}.sentences.tsv"


def _with_its_documents(path: Path, data: bytes, included: list[str]) -> list[Problem]:
    """A corpus, beside the documents that it includes; only those in its own folder are opened."""
    beside = {one.name: document for one in sorted(path.parent.glob("*.xml")) if (document := _document(one))}
    documents = {name: beside.get(name) for name in included}
    return validate_tei(data, str(path), documents, tuple(beside))


def _document(path: Path) -> TeiCorpus | None:
    """The document in a file; none where there is none of ours."""
    try:
        return read_tei(path.read_bytes(), path.name)
    except (OSError, TeiError):
        return None
