"""OmegaT, XML::TMX and translate-toolkit read our memories, and OmegaT finds every unit in a project.

OmegaT is Debian's, run without a window. What its exit status hides stands in its log.
"""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from clients import needs
from lxml import etree

from diptych.corpus import Project
from diptych.corpus.parallels import parallel_texts
from diptych.errors import ExchangeError
from diptych.exchange import FORMATS, ParallelText
from diptych.exchange.paragraphs import paragraph_groups
from diptych.exchange.parallel import joined
from diptych.exchange.tmx import read_tmx
from diptych.model import Bead, Role
from diptych.sentences import split
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM, parallel, version
from tests.sentences.test_splitting import passages

ROOT = Path(__file__).parents[2]
SEEDS = [text for text in parallel_texts(Project(ROOT)) if text.languages == ("ru", "en")]
TEXTS = [LETTER, HOSTILE, *SEEDS]
MEMORY = "corpus.ru-en.tmx"
JAR = Path("/usr/share/omegat/OmegaT.jar")

omegat = needs("OmegaT", shutil.which("omegat"))
xml_tmx = needs("XML::TMX", shutil.which("tmxwc"))
toolkit = needs("translate-toolkit", find_spec("translate"))


def memory(texts: list[ParallelText], to: str = "tmx") -> bytes:
    (data,) = FORMATS[to].write(texts).files.values()
    return data


def pairs(texts: Iterable[ParallelText]) -> list[tuple[str, str]]:
    """Both sides of the units, as XML can hold them."""
    return [
        tuple("".join(c for c in words if c not in "\x02\x07\ud83d") for words in text.words(unit))  # type: ignore[misc]
        for text in texts
        for unit in text.units
    ]


@omegat
@pytest.mark.parametrize("to", ["tmx", "tmx-paragraphs"])
def test_what_we_write_is_valid(to: str) -> None:
    """Against the DTD that OmegaT carries."""
    with zipfile.ZipFile(JAR) as jar, jar.open("schemas/tmx14.dtd") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(etree.fromstring(memory(TEXTS, to))), dtd.error_log


def store(data: bytes) -> Any:
    from translate.storage.tmx import tmxfile

    return tmxfile.parsestring(data, "ru", "en")


@toolkit
def test_translate_toolkit_reads_the_same_units() -> None:
    units = store(memory(TEXTS)).units
    assert [(str(unit.source or ""), str(unit.target or "")) for unit in units] == pairs(TEXTS)


@toolkit
def test_what_translate_toolkit_saves_comes_back() -> None:
    data = memory(TEXTS)

    def facts(memory: bytes) -> list[tuple[object, ...]]:
        return [
            (one.document, bead.source, bead.target, bead.status, bead.confidence, bead.words, bead.reason)
            for one in read_tmx(memory, "x")
            for bead in one.beads
        ]

    assert facts(bytes(store(data))) == facts(data)


@toolkit
def test_what_translate_toolkit_would_write_is_not_enough() -> None:
    """Why memories are not written with it: no properties, empty segments, losses that nobody hears of."""
    from translate.storage.tmx import tmxfile

    made = tmxfile(sourcelanguage="ru", targetlanguage="en")
    made.addtranslation("", "ru", "added\x02", "en", comment="doubtful")
    variants = etree.fromstring(bytes(made)).findall("body/tu/tuv/seg")
    assert [variant.text or "" for variant in variants] == ["", "added"]
    with pytest.raises(ExchangeError, match="does not say which sentences"):
        read_tmx(bytes(made), "x")


PERL = r"""
binmode STDOUT, ":utf8";
XML::TMX::Reader->new($ARGV[0])->for_tu({raw => 1}, sub {
  my ($unit) = @_;
  print join("\x1f", map { ref $unit->{$_} eq "HASH" ? $unit->{$_}{-seg} : "" } "ru", "en"), "\x1e";
});
"""


@xml_tmx
def test_xml_tmx_reads_the_same_units(tmp_path: Path) -> None:
    path = tmp_path / MEMORY
    path.write_bytes(memory(TEXTS))
    command = ["perl", "-MXML::TMX::Reader", "-e", PERL, str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    found = [tuple(unit.split("\x1f")) for unit in done.stdout.decode().split("\x1e")[:-1]]
    assert [tuple(map(str.strip, pair)) for pair in found] == [
        tuple(map(str.strip, pair)) for pair in pairs(TEXTS)
    ]


OMEGAT_PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>{cuts}</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


def omegat_project(
    root: Path,
    languages: tuple[str, str],
    paragraphs: Iterable[str],
    files: Mapping[str, bytes],
    cuts: bool = True,
) -> Path:
    """A project of these paragraphs, with files in its folders."""
    for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (root / name).mkdir(parents=True)
    source, target = languages
    settings = OMEGAT_PROJECT.format(source=source, target=target, cuts=str(cuts).lower())
    (root / "omegat.project").write_text(settings, "utf-8")
    (root / "source" / "text.txt").write_text("\ufeff" + "\n\n".join(paragraphs), "utf-8")
    for name, data in files.items():
        (root / name).write_bytes(data)
    return root


def run_omegat(root: Path, *options: str) -> None:
    command = ["omegat", str(root), f"--config-dir={root}.settings", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "TF_TM_LOAD_ERROR" not in done.stdout
    assert not re.search(r"Errors: [1-9]", done.stdout), done.stdout


def translated(root: Path) -> list[str]:
    """The paragraphs that OmegaT makes of a project's with nothing but its memory."""
    run_omegat(root, "--mode=console-translate")
    text = (root / "target" / "text.txt").read_text("utf-8-sig")
    return [paragraph.strip() for paragraph in text.split("\n\n")]


@omegat
def test_omegat_translates_every_unit(tmp_path: Path) -> None:
    """The sources as paragraphs, not cut; a sentence without translation stays as it is."""
    texts = [LETTER, *SEEDS]
    there = [pair for pair in dict(pairs(texts)).items() if pair[0]]
    files = {f"tm/auto/{MEMORY}": memory([*texts, HOSTILE])}
    root = omegat_project(tmp_path / "p", ("ru", "en"), [source for source, _ in there], files, cuts=False)
    assert translated(root) == [target or source for source, target in there]


def within_paragraphs(text: ParallelText) -> list[tuple[str, str]]:
    """Each paragraph of the source, and what it is when each bead that lies within it is translated."""
    found: dict[str, list[tuple[str, str]]] = {}
    for unit in text.units:
        places = {text.source.line(id).paragraph for id in unit.bead.source}
        source, target = text.words(unit)
        for place in sorted(places):
            own = joined([line.text for line in text.source.lines if line.paragraph == place])
            found.setdefault(place, []).append((source, target or source) if len(places) == 1 else (own, own))
    return [(joined([s for s, _ in beads]), joined([t for _, t in beads])) for beads in found.values()]


@omegat
def test_omegat_finds_our_sentences_in_paragraphs_if_it_cuts_by_our_rules(tmp_path: Path) -> None:
    paragraphs = [pair for text in [LETTER, *SEEDS] for pair in within_paragraphs(text)]
    sources, targets = [source for source, _ in paragraphs], [target for _, target in paragraphs]
    files = {f"tm/auto/{MEMORY}": memory([LETTER, *SEEDS])}
    rules = {f"omegat/{name}": data for name, data in FORMATS["srx"].write([LETTER, *SEEDS]).files.items()}
    ours = omegat_project(tmp_path / "ours", ("ru", "en"), sources, files | rules)
    assert translated(ours) == targets
    theirs = omegat_project(tmp_path / "theirs", ("ru", "en"), sources, files)
    assert translated(theirs) != targets  # which is why the rules are handed on


@omegat
def test_omegat_translates_whole_paragraphs(tmp_path: Path) -> None:
    texts = [LETTER, *SEEDS]
    groups = [group for text in texts for group in paragraph_groups(text) if group.kind.startswith("1-")]
    sides = [
        (joined([line.text for line in group.source]), joined([line.text for line in group.target]))
        for group in groups
    ]
    files = {f"tm/auto/{MEMORY}": memory(texts, "tmx-paragraphs")}
    root = omegat_project(tmp_path / "p", ("ru", "en"), [source for source, _ in sides], files, cuts=False)
    assert translated(root) == [target or source for source, target in sides]


def in_beads(language: str) -> ParallelText:
    """Our test passages as paragraphs; in every other one the first two sentences are one bead."""
    seam = "" if language == "zh" else " "
    texts = (
        re.sub(" {2,}", " ", passage.replace("\\n", seam).replace("‖", ""))
        for of, passage in passages()
        if of == language
    )
    source = version(language, Role.ORIGINAL, *(tuple(split(text, language)) for text in texts))
    beads = []
    for number, (_, lines) in enumerate(groupby(source.lines, key=lambda line: line.paragraph)):
        ids = [line.id for line in lines]
        first = 1 + number % 2
        beads += [tuple(ids[:first]), *((id,) for id in ids[first:])]
    target = version("x", Role.TRANSLATION, tuple(f"X {number}." for number in range(len(beads))))
    return parallel(
        "passages",
        source,
        target,
        *(Bead(ids, (line.id,), 0.9) for ids, line in zip(beads, target.lines, strict=True)),
    )


@omegat
@pytest.mark.parametrize("language", ["ru", "de", "fr", "hu", "zh", "ko"])
def test_omegat_cuts_our_test_sentences_as_the_memory_has_them(language: str, tmp_path: Path) -> None:
    text = in_beads(language)
    paragraphs = (
        joined([line.text for line in lines])
        for _, lines in groupby(text.source.lines, key=lambda line: line.paragraph)
    )
    rules = {f"omegat/{name}": data for name, data in FORMATS["srx"].write([text]).files.items()}
    root = omegat_project(tmp_path / "p", (language, "en"), paragraphs, rules)
    run_omegat(
        root,
        "--mode=console-createpseudotranslatetmx",
        f"--pseudotranslatetmx={root}/all.tmx",
        "--pseudotranslatetype=equal",
    )
    segments = {segment.text for segment in etree.parse(root / "all.tmx").iterfind(".//seg")}
    assert {text.words(unit)[0] for unit in text.units} - segments == set()


def test_telegrams_stay_in_their_own_memory() -> None:
    assert set(FORMATS["tmx"].write([LETTER, TELEGRAM]).files) == {MEMORY, "corpus.zh-en.tmx"}
