"""Whole pages with gold: text in its place, links, metadata, notes, by page, shape and language.

    python benchmarks/pages.py [FOLDER] [--faults]

FOLDER holds pages as tests/pages/README.md describes them; by default it is tests/pages itself.
Shares count characters. `--faults` lists for each page what went wrong.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from diptych import process
from tests.pages.cases import PAGES, Page, pages
from tests.pages.judging import Judgement, judge, partition_faults, total

COLUMNS = ("in place", "foreign", "links", "metadata", "notes", "anchors", "hyphens", "original")


def figures(found: Judgement) -> list[str]:
    pairs = (found.stated, found.noted, found.anchored, found.hyphens, found.originals)
    shares = (f"{found.in_place:.2%}", f"{found.strange:.2%}", f"{found.links:.3f}")
    return [*shares, *(f"{int(right)}/{int(wanted)}" if wanted else "" for wanted, right in pairs)]


def row(name: str, found: Judgement) -> str:
    return f"{name:44}" + "".join(f"{cell:>10}" for cell in figures(found))


def grouped(judged: Iterable[tuple[Page, Judgement]], by: str) -> list[str]:
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for page, found in judged:
        groups["-".join(page.languages) if by == "languages" else page.shape].append(found)
    return [row(name, total(group)) for name, group in sorted(groups.items())]


def main() -> None:
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    judged: list[tuple[Page, Judgement]] = []
    print(" " * 44 + "".join(f"{name:>10}" for name in COLUMNS))
    started = time.perf_counter()
    for page in pages(*folders) if folders else pages(PAGES):
        document = process(page.source)
        found = judge(page, document)
        judged.append((page, found))
        print(row(page.name, found))
        if "--faults" in sys.argv:
            for fault in (*partition_faults(document), *found.faults):
                print(f"    {fault}")
    print(f"\n{len(judged)} pages in {time.perf_counter() - started:.1f} s\n")
    for name, chosen in (("dev", False), ("held-out", True)):
        print(row(name, total(j for p, j in judged if p.held_out is chosen)))
    print(row("all", total(j for _, j in judged)))
    for by in ("shape", "languages"):
        print(f"\nby {by}")
        print("\n".join(grouped(judged, by)))


if __name__ == "__main__":
    main()
