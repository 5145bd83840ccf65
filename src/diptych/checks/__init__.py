"""What may be wrong with a translation: every check is a function from a pair of texts to findings.

A new check is a function whose docstring says what it finds, and a line in `checking.py`. What checks know
of languages stands in `data/`, a file a language.
"""

from diptych.checks.checking import CHECKS, TOGETHER, check_pairs
from diptych.checks.findings import Finding, Severity
from diptych.checks.pair_tables import FINDING_COLUMNS, PAIR_COLUMNS, findings_table, read_pairs_table
from diptych.checks.pairs import Pair
from diptych.checks.policies import CODES, OFF, PROFILES, Ignored, Policy, category

__all__ = [
    "CHECKS",
    "CODES",
    "FINDING_COLUMNS",
    "OFF",
    "PAIR_COLUMNS",
    "PROFILES",
    "TOGETHER",
    "Finding",
    "Ignored",
    "Pair",
    "Policy",
    "Severity",
    "category",
    "check_pairs",
    "findings_table",
    "read_pairs_table",
]
