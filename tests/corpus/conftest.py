"""A small project to build: a letter in two languages and a note in one."""

from pathlib import Path

import pytest

LETTER = """Кубинские товарищи просят о помощи. Они сообщают о положении в стране.

Центральный комитет намерен выступить в поддержку народа. Печать и радио примут участие.

The Cuban comrades ask for assistance. They report on the situation in the country.

The Central Committee intends to speak out in support of the people. The press and the radio will take part.
"""
NOTE = "The committee met on Monday and spoke about the harvest. Nothing was decided that day.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "letter.txt").write_text(LETTER, "utf-8")
    (seeds / "note.txt").write_text(NOTE, "utf-8")
    return tmp_path


@pytest.fixture
def table(root: Path) -> Path:
    """Where the letter's alignment will stand."""
    return root / "corpus" / "letter.ru-en.tsv"
