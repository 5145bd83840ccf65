"""Learns what a line's features say of its role: `python benchmarks/belonging.py [--write] [--rounds N]`.

From the annotated pages of `tests/survey/pages` and `tests/pages`, from `tests/survey/passages`, and from
pages made by `tests/survey/layouts.py` and `surroundings.py`. A chain of roles (a conditional random field)
is fitted by gradient with a penalty on large weights. Printed are lines with a wrong role: by the rules
alone, by what was learned from all pages, and by what was learned without the fifth of them that is judged.
"""

import itertools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from diptych.model import Source
from diptych.survey import belonging, dates, edges, knowledge, shape, surveying
from diptych.survey.units import Unit
from tests.pages import cases
from tests.survey.layouts import LAYOUTS, SUMMARY, stock
from tests.survey.pagecases import PAGES, Line, Page, load
from tests.survey.surroundings import surrounded
from tests.survey.test_passages import Passage, passages

WEIGHTS = Path(belonging.__file__).parent / "data" / "belonging.tsv"
PAIRS = (("ru", "en"), ("fr", "de"), ("pl", "ru"), ("zh", "en"), ("hu", "de"), ("ro", "fr"), ("de", "en"))
SURROUNDED = (*PAIRS, ("en", "ru"), ("es", "en"), ("cs", "de"), ("uk", "en"), ("ro", "en"), ("fr", "pl"))
SURROUNDED_TIMES = 10
SOME = 10
"""Letters at either end by which a line is found again in what a passage says."""
ROLES = belonging.ROLES
PENALTY = 0.008
RATE = 0.1
SMALLEST = 0.05
"""Weights nearer to nothing are left out of the file."""
SHOWN = 60
"""Characters of a line on the wrong side."""
PARTS = 5
TIMES = 12
"""How often an annotated page counts against a page of a made layout, of which many are alike."""


@dataclass(frozen=True)
class Example:
    """A page: the features of its lines, and their roles."""

    name: str
    features: list[list[str]]
    roles: list[int]
    sizes: list[int]
    texts: list[str]
    rules: list[str]

    @property
    def is_made(self) -> bool:
        return " " in self.name and not self.is_whole

    @property
    def is_whole(self) -> bool:
        return self.name.startswith("whole ")


def examples() -> list[Example]:
    pages = [load(path) for path in sorted(PAGES.glob("*.page"))]
    for number, layout in enumerate(LAYOUTS):
        telling = "summary" in layout.__name__ or "archived" in layout.__name__
        for name in ("conversation", "letter"):
            texts = stock(name)
            for pair in PAIRS if telling else PAIRS[number % 3 :: 3]:
                if set(pair) <= set(texts) and pair[-1] in SUMMARY and "running_head" not in layout.__name__:
                    page = layout([texts[language] for language in pair])
                    named = f"{layout.__name__} {name} {'-'.join(pair)}"
                    pages.append(Page(named, page.text, page.lines, {}))
    for name in ("conversation", "letter"):
        for pair in SURROUNDED:
            if set(pair) <= set(stock(name)):
                pages += [surrounded(name, pair, number) for number in range(SURROUNDED_TIMES)]
    made = [
        example(
            page.name, Source(f"{page.name}.txt", page.text, "utf-8", "0" * 64), partial(stated_role, page)
        )
        for page in pages
    ]
    whole = [example(f"whole {page.name}", page.source, partial(gold_role, page)) for page in cases.pages()]
    short = [
        example(
            passage.name, Source("page.txt", passage.text, "utf-8", "0" * 64), partial(said_role, passage)
        )
        for passage in passages()
        if _said(passage)
    ]
    return made + whole + short


def _said(passage: Passage) -> str:
    """What the versions and notes of a passage say, letters and digits only."""
    of_text = (value for key, value in passage.expected.items() if len(key.partition(" ")[0]) == 2)
    return knowledge.bare(" ".join(of_text)).replace(" ", "")


def said_role(passage: Passage, unit: Unit) -> str:
    """The role of a line in a passage of which is told what the versions say."""
    letters = knowledge.bare(unit.text).replace(" ", "")
    if letters[:SOME] in _said(passage) or letters[-SOME:] in _said(passage):
        return "document"
    return "summary" if shape.is_prose(unit.text) else "furniture"


def stated_role(page: Page, unit: Unit) -> str:
    """The role that an annotated line has in its page."""
    line = max(page.lines, key=partial(overlap, unit))
    return "document" if line.version else line.kind if line.kind in ROLES else "furniture"


def gold_role(page: cases.Page, unit: Unit) -> str:
    """The role of a line by the gold of a whole page, which tells body from anything else."""
    gold = page.gold[unit.span.start : unit.span.end]
    belongs = sum(1 if segment.units or segment.note or segment.unjudged else -1 for segment in gold)
    if belongs > 0:
        return "document"
    if any(statement.name == "title" and unit.text in statement.value for statement in page.statements):
        return "title"
    if dates.is_date(unit.text):
        return "date"
    return "summary" if shape.is_prose(unit.text) else "furniture"


def example(name: str, source: Source, role_of: Callable[[Unit], str]) -> Example:
    units, stated = surveying.named(source)
    found = belonging.features(units, [field.value for field in stated.all("title")])
    undecided = [unit for unit in units if unit.kind is None]
    roles = [ROLES.index(role_of(unit)) for unit in undecided]
    sizes = [len(unit.text) for unit in undecided]
    texts = [unit.text[:SHOWN] for unit in undecided]
    by_rules = edges.find_edges(units, [field.value for field in stated.all("title")])
    kinds = [after.kind for before, after in zip(units, by_rules, strict=True) if before.kind is None]
    rules = ["document" if kind is None else str(kind) for kind in kinds]
    return Example(name, found, roles, sizes, texts, rules)


def overlap(unit: Unit, line: Line) -> int:
    return min(line.start + len(line.text), unit.span.end) - max(line.start, unit.span.start)


def fit(pages: Sequence[Example], rounds: int) -> belonging.Weights:
    names = sorted({name for page in pages for line in page.features for name in line})
    place = {name: n for n, name in enumerate(names)}
    rows = Rows.of([page for page in pages if page.features], place)
    weights = np.zeros((len(names), len(ROLES)))
    steps = np.zeros((len(ROLES), len(ROLES)))
    moments = [[np.zeros_like(w), np.zeros_like(w)] for w in (weights, steps)]
    for turn in range(1, rounds + 1):
        gradients = rows.slope(weights, steps)
        for w, gradient, (first, second) in zip((weights, steps), gradients, moments, strict=True):
            gradient = gradient - PENALTY * rows.times.sum() * w
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient**2 - second)
            w += RATE * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.999**turn)) + 1e-9)
    return belonging.Weights(
        {(name, role): float(weights[n, r]) for name, n in place.items() for r, role in enumerate(ROLES)},
        {(one, other): float(steps[a, b]) for a, one in enumerate(ROLES) for b, other in enumerate(ROLES)},
    )


@dataclass(frozen=True)
class Rows:
    """The lines of all pages, first lines first: so that a step takes one line of each page at once.

    The pages are sorted by their lengths, the longest first.

    Attributes:
        matrix: line and feature.
        roles: of each line.
        starts: where the first, second, ... lines begin; the end last.
        times: how often each page counts.
    """

    matrix: np.ndarray
    roles: np.ndarray
    starts: list[int]
    times: np.ndarray

    @classmethod
    def of(cls, pages: Sequence[Example], place: dict[str, int]) -> "Rows":
        pages = sorted(pages, key=lambda page: -len(page.features))
        lines = [
            (page.features[n], page.roles[n])
            for n in range(len(pages[0].features))
            for page in pages
            if n < len(page.features)
        ]
        counts = [sum(n < len(page.features) for page in pages) for n in range(len(pages[0].features))]
        matrix = np.zeros((len(lines), len(place)))
        for n, (names, _) in enumerate(lines):
            matrix[n, [place[name] for name in names]] = 1
        times = np.array([1.0 if page.is_made else TIMES for page in pages])
        return cls(matrix, np.array([role for _, role in lines]), [0, *np.cumsum(counts).tolist()], times)

    def slope(self, weights: np.ndarray, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Observed minus expected counts, by forward and backward sums."""
        own = self.matrix @ weights
        spans = list(itertools.pairwise(self.starts))
        forward, backward = own.copy(), np.zeros_like(own)
        for (before, _), (start, end) in itertools.pairwise(spans):
            above = forward[before : before + end - start]
            forward[start:end] += np.logaddexp.reduce(above[:, :, None] + steps, axis=1)
        for (before, _), (start, end) in reversed(list(itertools.pairwise(spans))):
            ahead = own[start:end] + backward[start:end]
            backward[before : before + end - start] = np.logaddexp.reduce(
                steps[None] + ahead[:, None, :], axis=2
            )
        ends = np.array([self._last(page) for page in range(len(self.times))])
        total = np.logaddexp.reduce(forward[ends], axis=1)
        page_of = np.concatenate([np.arange(end - start) for start, end in spans])
        often = self.times[page_of][:, None]
        expected = np.exp(forward + backward - total[page_of][:, None])
        by_feature = self.matrix.T @ (often * (np.eye(len(ROLES))[self.roles] - expected))
        by_step = np.zeros_like(steps)
        for (before, _), (start, end) in itertools.pairwise(spans):
            size = end - start
            pair = forward[before : before + size, :, None] + steps
            pair = pair + (own[start:end] + backward[start:end])[:, None, :] - total[:size, None, None]
            by_step -= (self.times[:size, None, None] * np.exp(pair)).sum(axis=0)
            np.add.at(by_step, (self.roles[before : before + size], self.roles[start:end]), self.times[:size])
        return by_feature, by_step

    def _last(self, page: int) -> int:
        """Where the last line of a page stands."""
        return page + max(start for start, end in itertools.pairwise(self.starts) if end - start > page)


def wrong(pages: Sequence[Example], judge: Callable[[Example], Sequence[str]]) -> tuple[str, list[str]]:
    """How many lines are on the wrong side and their characters, in a sentence; and which."""
    let_in = lost = 0
    which = []
    for page in pages:
        for n, (found, role) in enumerate(zip(judge(page), page.roles, strict=True)):
            if (found == belonging.DOCUMENT) != (ROLES[role] == belonging.DOCUMENT):
                let_in += page.sizes[n] * (found == belonging.DOCUMENT)
                lost += page.sizes[n] * (found != belonging.DOCUMENT)
                which.append(f"{page.name}: line {n}, {ROLES[role]} taken for {found}: {page.texts[n]}")
    return f"{len(which)} lines wrong, {let_in} characters let in, {lost} lost", which


def write(known: belonging.Weights) -> None:
    rows = [(name, role, weight) for (name, role), weight in known.features.items()]
    rows += [(f"after {one}", other, weight) for (one, other), weight in known.steps.items()]
    with WEIGHTS.open("w", encoding="utf-8") as file:
        file.write("# What a feature of a line (or the role of the line above) adds to a role.\n")
        file.write("# Learned by benchmarks/belonging.py; feature, role, weight.\n")
        kept = [row for row in sorted(rows) if abs(row[2]) >= SMALLEST]
        file.writelines(f"{name}\t{role}\t{weight:.2f}\n" for name, role, weight in kept)


@click.command()
@click.option("--write", "writes", is_flag=True, help="Write the weights into the data file.")
@click.option("--rounds", default=300, show_default=True)
def main(writes: bool, rounds: int) -> None:
    """Prints lines and characters on the wrong side."""
    pages = examples()
    found: dict[str, Sequence[str]] = {}
    for part in range(PARTS):
        learned = fit([page for n, page in enumerate(pages) if n % PARTS != part], rounds)
        for page in pages[part::PARTS]:
            found[page.name] = belonging.likeliest(page.features, learned)
    everything = fit(pages, rounds)
    judges: dict[str, Callable[[Example], Sequence[str]]] = {
        "by rules alone": lambda page: page.rules,
        "learned": lambda page: belonging.likeliest(page.features, everything),
        "left out in turn": lambda page: found[page.name],
    }
    groups = {
        "made pages": [page for page in pages if page.is_made],
        "annotated pages": [page for page in pages if not page.is_made and not page.is_whole],
        "whole pages": [page for page in pages if page.is_whole],
    }
    for group, some in groups.items():
        click.echo(f"{group}: {sum(len(page.roles) for page in some)} lines")
        for name, judge in judges.items():
            said, which = wrong(some, judge)
            click.echo(f"  {name}: {said}")
        for line in which:
            click.echo(f"    {line}")
    if writes:
        write(everything)


if __name__ == "__main__":
    main()
