"""A TEI file with its tables and the files that it includes; a translation memory."""

from pathlib import Path

from diptych.errors import TeiError
from diptych.tei import Problem, TeiCorpus, included_files, read_tei, validate_tei


def validate(path: Path | str) -> list[Problem]:
    """Everything that is wrong with a TEI file, in itself and beside its tables, or with a memory.

    Args:
        path: a document, whose tables are looked at where it lies in a project; or a corpus that includes
            documents, which are looked at, too.

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
    if not problems and _tables_of(path).is_file():
        from diptych.corpus.agreement import disagreements  # a second that a file alone does not need

        problems += disagreements(path, data)
    return problems


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
