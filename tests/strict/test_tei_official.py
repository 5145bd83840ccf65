"""What we write, and whatever our schema accepts, is valid against the official tei_all.

DIPTYCH_TEI_ALL names the official schemas, separated as in PATH. jing checks them, one call for all files.
"""

import os
import subprocess
from pathlib import Path
from random import Random

import pytest
from handmade import made
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from random_documents import documents
from tei_mutations import mutated
from test_tei_header import ORIGINAL_ALONE, TRANSLATION_ALONE, WITH_BOTH
from test_tei_writing import ALIGNED, CASES

from diptych.model import Field
from diptych.tei import SCHEMA, write_tei

SCHEMAS = [Path(path) for path in os.environ["DIPTYCH_TEI_ALL"].split(os.pathsep) if path]
OURS = etree.RelaxNG(etree.fromstring(SCHEMA))
DATES = [
    "1958-12~",
    "1958/1960",
    "1958?",
    "1958-02-30",
    "195X",
    "../1958",
    "1958-XX-XX",
    "0000",
    "9999-12-31",
]
NAMES = ["Записка.txt", "12.txt", "a b.txt", "😀.txt", "日本 x²½.txt", "e\u0301\u0323\u0d4d.txt", "a:b.txt"]
URLS = [
    "https://a.org/b c?d=[e]&f=%zz#g",
    "http://",
    "http://ü.org:80:90/%",
    "ftp://[::1]/",
    "http://a#b#c",
    "see page 4",
]


def named_documents():
    """Documents of which each shows something."""
    yield "aligned", ALIGNED
    yield from ((name, made(lines)) for name, lines in CASES.items())
    everything = [Field(name, f"{name} 1") for name, _ in WITH_BOTH + TRANSLATION_ALONE + ORIGINAL_ALONE]
    for lines in ("@ru body A.\n@en body A.\n", "@en body A.\n", "@ru body A.\n", "@en note/1 A.\n"):
        yield f"every field: {lines}", made(lines, fields=everything, missing="hu")
    for archive in ("SAPMO-BA, Berlin, DY 30", "f. 100, op. 53", " "):
        yield f"archive {archive}", made("@en body A.\n", fields=[Field("archive", archive)])
    for date in DATES:
        yield f"date {date}", made("@ru body A.\n", fields=[Field("date", date, None, date)])
    for name in NAMES:
        yield f"file {name}", made("@ru body A.\n", name=name)
    for url in URLS:
        yield f"url {url}", made("@ru body A.\n", fields=[Field("url", url)])


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(documents())
def write_random(found, document):
    found.append(write_tei(document))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder with every document, named and random, as TEI."""
    folder = tmp_path_factory.mktemp("written")
    found = [write_tei(document) for _, document in named_documents()]
    write_random(found)
    for number, data in enumerate(found):
        (folder / f"{number}.xml").write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def accepted(written, tmp_path_factory):
    """A folder with damaged copies that our schema has nothing against."""
    folder = tmp_path_factory.mktemp("accepted")
    random = Random(6)
    for path in written.iterdir():
        root = etree.parse(path).getroot()
        for number in range(25):
            data = etree.tostring(mutated(root, random), encoding="UTF-8")
            if OURS.validate(etree.fromstring(data)):
                (folder / f"{path.stem}-{number}.xml").write_bytes(data)
    return folder


def complaints(schema, folder):
    """What jing says about the files of a folder."""
    files = sorted(map(str, folder.iterdir()))
    assert files
    done = subprocess.run(["jing", str(schema), *files], capture_output=True, text=True, check=False)
    assert done.stdout or done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_we_write_is_valid(schema, written):
    assert complaints(schema, written) == ""


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_our_schema_accepts_is_valid(schema, accepted):
    assert complaints(schema, accepted) == ""


def test_jing_reads_our_schema_as_lxml_does(written, tmp_path):
    schema = tmp_path / "diptych.rng"
    schema.write_bytes(SCHEMA)
    assert complaints(schema, written) == ""
