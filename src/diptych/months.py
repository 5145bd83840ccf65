"""The names of the months in many languages, for whoever reads dates."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def month_names(abbreviated: bool) -> Mapping[str, int]:
    """Name of a month, lower case -> its number.

    Args:
        abbreviated: abbreviations too; many of them are other words where no figure stands beside them.
    """
    lines = files(__package__).joinpath("data", "months.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {
        name: int(number)
        for number, full, short in rows
        for name in (full.split() + (short.split() if abbreviated else []))
    }
