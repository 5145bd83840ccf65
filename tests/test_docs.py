"""The guides say what the program does: commands, options, columns, links, and snippets that run."""

import doctest
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from diptych.cli.main import commands
from diptych.corpus import build
from diptych.corpus.settings import read_settings
from diptych.exchange import FORMATS
from diptych.tables import COLUMNS
from diptych.tei.integrity import RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), ROOT / "seeds" / "README.md"])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LETTER = re.compile(r"^```letter\.txt\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """A section of a page, up to the next heading of its rank or above."""
    rank = len(heading) - len(heading.lstrip("#"))
    _, found, rest = f"\n{text}".partition(f"\n{heading}\n")
    assert found, heading
    return re.split(rf"\n#{{1,{rank}}} ", rest)[0]


def options() -> Iterator[tuple[str, str]]:
    for name, command in commands.commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from ((name, option) for option in (*parameter.opts, *parameter.secondary_opts))
            else:
                yield name, parameter.make_metavar(click.Context(command))


def named(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_command_and_option_is_documented(command: str, option: str) -> None:
    assert named(option, section(read("command-line.md"), f"## diptych {command}"))


@pytest.mark.parametrize("command", commands.commands)
def test_no_option_is_documented_that_is_not_there(command: str) -> None:
    text = section(read("command-line.md"), f"## diptych {command}").split("\n\n| code")[0]
    usage = next(line for line in text.splitlines() if line.startswith(f"    diptych {command}"))
    known = {option for name, option in options() if name == command}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", usage)) <= known


def test_every_integrity_rule_is_documented() -> None:
    assert all(named(code, read("command-line.md")) for code in RULES)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name: str) -> None:
    assert f"| `--to {name}` |" in read("exchange.md")


HEADINGS = {
    "documents": "### The list of documents",
    "blocks": "### Blocks",
    "sentences": "### Sentences",
    "alignment": "### Alignment",
    "findings": "### Findings",
    "verdicts": "### Verdicts",
    "texts": "### Summary: texts",
    "pairs": "### Summary: pairs",
    "bead_kinds": "### Summary: kinds of beads",
    "paragraphs": "### Summary: paragraphs",
    "vocabulary": "### Vocabulary",
    "languages": "### Summary: languages",
    "words": "### Summary: words",
    "renderings": "### Renderings",
    "occurrences": "### Occurrences",
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_column_is_documented_in_its_order(kind: str) -> None:
    rows = re.findall(r"^\| (\w+) \|", section(read("files.md"), HEADINGS[kind]), re.MULTILINE)
    found = [row for row in rows if row in COLUMNS[kind]]
    assert tuple(found[: len(COLUMNS[kind])]) == COLUMNS[kind]


def anchors(path: Path) -> set[str]:
    """What links may point to within a page, as repository sites make it from its headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        place, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", place):
            continue
        path = (page.parent / place).resolve() if place else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the guides, built."""
    root = tmp_path_factory.mktemp("letters")
    letter = LETTER.search(read("first-corpus.md"))
    assert letter
    (root / "seeds").mkdir()
    (root / "seeds" / "letter.txt").write_text(letter[1], "utf-8")
    assert not build(root).failed
    return root


@pytest.mark.parametrize(
    "page", ["encoders.md", "files.md", "how-it-decides.md", "python.md", "ready-made.md"]
)
def test_snippets_run(letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    shutil.copytree(letters, tmp_path / "letters")
    monkeypatch.chdir(tmp_path / "letters")
    failed, tried = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed


def test_the_letter_is_built_as_the_guides_show_it(letters: Path) -> None:
    lines = (letters / "corpus" / "letter.de-en.tsv").read_text("utf-8").splitlines()
    found = [line.split("\t")[:4] for line in lines[1:]]
    table = re.findall(r"^    (\d)  +(\d-\d)  +(\S.*)$", read("correcting.md"), re.MULTILINE)[: len(found)]
    shown = [[bead, kind, *re.findall(r"(?:de|en)\.[\w.]+", rest)] for bead, kind, rest in table]
    assert shown == [[bead, kind, *source.split(), *target.split()] for bead, kind, source, target in found]


TOML = re.findall(r"^```toml\n(.*?)^```$", read("correcting.md"), re.DOTALL | re.MULTILINE)
NAMED = ["letter.txt", "1958/letter.txt", "bericht.txt", "draft-1.txt", "draft-2.txt", "telegrams/1.txt"]


@pytest.mark.parametrize("toml", TOML)
def test_what_the_guide_states_can_be_stated(letters: Path, tmp_path: Path, toml: str) -> None:
    (tmp_path / "diptych.toml").write_text(toml, "utf-8")
    settings = read_settings(tmp_path / "diptych.toml")
    settings.check(NAMED)
    text = (letters / "seeds" / "letter.txt").read_text("utf-8")
    passages = settings.of("letter.txt").overrides(text).passages
    nested = toml.count("{ characters =")  # which cuts what it lies in in two
    assert len(passages) == toml.count("{ lines =") + 2 * nested


def test_a_stated_letter_is_seen_as_the_guide_shows_it(letters: Path, tmp_path: Path) -> None:
    shutil.copytree(letters, tmp_path / "letters")
    (tmp_path / "letters" / "diptych.toml").write_text(TOML[0], "utf-8")
    printed = (
        CliRunner().invoke(commands, ["inspect", str(tmp_path / "letters" / "seeds" / "letter.txt")]).output
    )
    shown = (
        section(read("correcting.md"), "## diptych.toml")
        .partition("$ diptych inspect")[2]
        .partition("**Sections")[0]
    )
    lines = [line.strip() for line in shown.splitlines()[1:] if line.strip() not in {"", "..."}]
    assert len(lines) == 6
    assert set(lines) <= {line.strip() for line in printed.splitlines()}


@pytest.mark.parametrize("page", ["command-line.md", "first-corpus.md"])
def test_the_letter_is_inspected_as_the_guides_show_it(letters: Path, page: str) -> None:
    shown = re.search(r"^    lines kind .*?\n(?=\n)", read(page), re.DOTALL | re.MULTILINE)
    assert shown
    printed = CliRunner().invoke(commands, ["inspect", str(letters / "seeds" / "letter.txt")]).output
    lines = {line.strip() for line in shown[0].splitlines()} - {"..."}
    assert lines <= {line.strip() for line in printed.splitlines()}


def test_the_schema_s_documentation_names_every_rule() -> None:
    text = (ROOT / "tei" / "schema" / "README.md").read_text(encoding="utf-8").replace("`", "")
    assert all(f"| {code} | {rule.__doc__} |" in text for code, rule in RULES.items())
