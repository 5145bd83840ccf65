"""Tests against what is not in the repository; each runs where its environment variable names the place."""

import os
import sys
from pathlib import Path

NEEDS = {
    "test_tei_official.py": "DIPTYCH_TEI_ALL",
    "test_sentence_bars.py": "DIPTYCH_SPLIT_CASES",
    "test_freedict.py": "DIPTYCH_FREEDICT",
}
collect_ignore = [name for name, variable in NEEDS.items() if not os.environ.get(variable)]

sys.path.append(str(Path(__file__).parent.parent / "tei"))  # documents made by hand, and at random
