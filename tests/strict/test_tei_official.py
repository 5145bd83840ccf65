"""What we write, and whatever our schema accepts, is valid against the official tei_all.

DIPTYCH_TEI_ALL names the official schemas, separated as in PATH. jing checks the grammar, one call for all
files; Saxon runs the Schematron rules that stand in it.
"""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
import schematron
from handmade import made
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from random_documents import documents
from random_tei import RandomTei
from tei_mutations import mutated
from test_tei_header import ORIGINAL_ALONE, TRANSLATION_ALONE, WITH_BOTH
from test_tei_writing import ALIGNED, CASES

from diptych.corpus import build, export
from diptych.exchange import Selection
from diptych.model import Field, Status
from diptych.tei import SCHEMA, write_tei
from tests.corpus.conftest import LETTER
from tests.corpus.test_all_pairs import GERMAN
from tests.corpus.test_edition_back import MESSY

REPOSITORY = Path(__file__).parents[2]
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


def complaints(schema, folder, *options):
    """What jing says about the files of a folder."""
    files = sorted(map(str, folder.iterdir()))
    assert files
    command = ["jing", *options, str(schema), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout or done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_we_write_is_valid(schema, written):
    assert complaints(schema, written) == ""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Our own seeds and a hostile one, built, corrected, and exported as TEI."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(REPOSITORY / "seeds", root / "seeds")
    (root / "seeds" / "messy.txt").write_text(MESSY, "utf-8")
    (root / "seeds" / "three & more.txt").write_text(LETTER + GERMAN, "utf-8")
    build(root, all_pairs=True)
    table = root / "corpus" / "messy.en-ru.tsv"
    table = table if table.is_file() else root / "corpus" / "messy.ru-en.tsv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace("\tauto\t", "\tconfirmed\t")
    lines[2] = lines[2].replace("\tauto\t", "\trejected\t")
    table.write_text("".join(lines), "utf-8")
    assert not build(root, all_pairs=True).failed
    files = {path.name: path.read_bytes() for path in (root / "tei").glob("*.xml") if path.stem != "corpus"}
    for to in ("tei", "tei-split"):
        exported = export(root, to, selection=Selection(statuses=frozenset(Status))).files
        files |= {f"{to}-{path.name}": path.read_bytes() for path in exported}
    folder = tmp_path_factory.mktemp("files")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return root, folder


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_is_built_and_exported_is_valid(schema, built):
    assert complaints(schema, built[1]) == ""


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_the_corpus_with_its_documents_is_valid_but_for_ids_that_come_again(schema, built, tmp_path):
    tree = etree.parse(built[0] / "tei" / "corpus.xml")
    tree.xinclude()
    tree.write(tmp_path / "corpus.xml", encoding="utf-8")
    assert complaints(schema, tmp_path, "-i") == ""


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_no_schematron_rule_is_broken(schema, written, built):
    if find_spec("saxonche") is None:
        pytest.fail("saxonche is not installed") if os.environ.get("CI") else pytest.skip("saxonche")
    files = [*written.iterdir(), *built[1].iterdir()]
    assert schematron.complaints(schema, sorted(files)) == ""


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_the_schematron_rules_are_run(schema, written, tmp_path):
    if find_spec("saxonche") is None:
        pytest.fail("saxonche is not installed") if os.environ.get("CI") else pytest.skip("saxonche")
    data = (written / "0.xml").read_text("utf-8")
    lonely = data.replace('target="#ru.h1.s1 #en.h1.s1"', 'target="#ru.h1.s1"')
    assert lonely != data
    (tmp_path / "lonely.xml").write_text(lonely, "utf-8")
    assert "link a1: You must supply at least two values" in schematron.complaints(
        schema, [tmp_path / "lonely.xml"]
    )


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_our_schema_accepts_is_valid(schema, accepted):
    assert complaints(schema, accepted) == ""


@pytest.fixture(scope="module")
def from_schema(tmp_path_factory):
    """A folder with documents made at random from our schema alone, and with its description."""
    folder, maker = tmp_path_factory.mktemp("from_schema"), RandomTei(7)
    for number in range(200):
        (folder / f"{number}.xml").write_bytes(etree.tostring(maker.document(), encoding="UTF-8"))
    shutil.copy(REPOSITORY / "tei" / "schema" / "diptych.odd", folder / "diptych.odd.xml")
    return folder


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_what_our_schema_allows_is_valid(schema, from_schema):
    assert complaints(schema, from_schema) == ""


def test_jing_reads_our_schema_as_lxml_does(written, tmp_path):
    schema = tmp_path / "diptych.rng"
    schema.write_bytes(SCHEMA)
    assert complaints(schema, written) == ""
