"""The repository is its own worked example: its seeds, built again, give the corpus/ and tei/ committed.

Texts, ids, beads and headers exactly; confidences within .01, because processors differ in the last digits.
"""

import shutil
from pathlib import Path

import pytest
from lxml import etree

from diptych.corpus import build
from diptych.tables import COLUMNS, read_table
from diptych.tei import validate_tei

REPOSITORY = Path(__file__).parent.parent
TOLERANCE = 0.01
LOOSE_COLUMNS = ("confidence", "mean_confidence", "language_confidence")
LOOSE_ATTRIBUTES = ("cert",)

STEMS = sorted(path.stem for path in (REPOSITORY / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rebuilt")
    shutil.copytree(REPOSITORY / "seeds", root / "seeds")
    assert not build(root).failed
    return root


def names(root: Path, folder: str, pattern: str) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / folder).rglob(pattern))


def same(one: str, other: str, loose: bool) -> bool:
    """Whether two values agree; loose numbers may differ a little (TEI also says `high`)."""
    if one == other or not loose:
        return one == other
    try:
        return abs(float(one) - float(other)) <= TOLERANCE
    except ValueError:
        return False


@pytest.mark.parametrize(("folder", "pattern"), [("corpus", "*.tsv"), ("tei", "*.xml"), ("tei", "*.rng")])
def test_the_same_files(rebuilt: Path, folder: str, pattern: str) -> None:
    assert names(rebuilt, folder, pattern) == names(REPOSITORY, folder, pattern)


@pytest.mark.parametrize("name", names(REPOSITORY, "corpus", "*.tsv"))
def test_tables_cell_by_cell(rebuilt: Path, name: str) -> None:
    middle = name.removesuffix(".tsv").rpartition("/")[2].rpartition(".")[2]
    kind = middle if middle in COLUMNS else "alignment"
    new, committed = (read_table(root / name, kind) for root in (rebuilt, REPOSITORY))
    assert len(new) == len(committed)
    for row in new.index:
        for column in COLUMNS[kind]:
            pair = str(new.at[row, column]), str(committed.at[row, column])
            assert same(*pair, column in LOOSE_COLUMNS), f"row {row}, column {column}"


@pytest.mark.parametrize("name", names(REPOSITORY, "tei", "*.xml"))
def test_tei_element_by_element(rebuilt: Path, name: str) -> None:
    new, committed = (etree.parse(root / name).getroot() for root in (rebuilt, REPOSITORY))
    for one, other in zip(new.iter(), committed.iter(), strict=True):
        assert (one.tag, one.text, one.tail) == (other.tag, other.text, other.tail)
        assert one.keys() == other.keys()
        for attribute, value in one.items():
            loose = attribute in LOOSE_ATTRIBUTES
            assert same(value, other.get(attribute, ""), loose), f"line {one.sourceline}, {attribute}"


@pytest.mark.parametrize("stem", STEMS)
def test_tei_is_valid(rebuilt: Path, stem: str) -> None:
    path = rebuilt / "tei" / f"{stem}.xml"
    assert validate_tei(path.read_bytes(), path.name) == []
