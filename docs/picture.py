"""Draws docs/result.svg, the picture in the README, from the built corpus of the seeds.

Run it in the repository's root after `diptych build`: python docs/picture.py
"""

import csv
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "corpus" / "000_d8ec20d363fe3695.ru-en.tsv"
WIDTH = 118
GREY = "rgb(70,70,70)"
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
<rect fill="#fdfdfb" x="1" y="1" width="{width}" height="{height}" rx="6"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def main() -> None:
    """Write the picture."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        beads = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    table = Table(box=None, padding=(0, 2, 1, 0), header_style=f"bold {GREY}", style=GREY)
    for name in ("kind", "source_text (ru)", "target_text (en)", "confidence"):
        table.add_column(name)
    for bead in beads:
        table.add_row(
            Text(bead["kind"], style=GREY),
            Text(bead["source_text"], style="rgb(20,80,140)"),
            Text(bead["target_text"], style="rgb(30,100,50)"),
            Text(bead["confidence"], style=GREY),
        )
    console = Console(record=True, width=WIDTH, file=StringIO(), color_system="truecolor")
    console.print(table)
    svg = console.export_svg(title="", code_format=FRAME, unique_id="diptych")
    (ROOT / "docs" / "result.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
